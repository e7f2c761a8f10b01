/* resolve_person.c: one person, many names: fullest name, post and party brought together; short names found.
 */
#include "stage/resolve_people.h"

#include "base/text.h"

#include <string.h>
#include <strings.h>

static uint32_t hash_word(const char *s, size_t n)
{
    char plain[256];
    size_t k = n < 80 ? text_plain(s, n, plain, sizeof plain) : 0;
    uint32_t h = 2166136261u; /* FNV-1a */
    for (size_t i = 0; i < k; i++) h = (h ^ (unsigned char)plain[i]) * 16777619u;
    return h | 1;
}

static uint32_t split_name(const char *name, uint32_t *words)
{
    uint32_t n = 0;
    for (const char *s = name; *s && n < MAX_NAME_WORDS;) {
        size_t len = strcspn(s, " -.");
        if (len) words[n++] = hash_word(s, len);
        s += len + (s[len] != 0);
    }
    return n;
}

static bool has_word(const uint32_t *words, uint32_t n, uint32_t w)
{
    for (uint32_t i = 0; i < n; i++)
        if (words[i] == w) return true;
    return false;
}

static bool subset(const uint32_t *a, uint32_t na, const uint32_t *b, uint32_t nb)
{
    for (uint32_t i = 0; i < na; i++)
        if (!has_word(b, nb, a[i])) return false;
    return na > 0;
}

/* Who bears these words of a name: rather he who holds the post (NULL: none is said), else the last. */
static Known *find_known(Register *reg, const uint32_t *words, uint32_t n, const Mention *m)
{
    Known *last = NULL;
    for (uint32_t i = reg->n; i-- > 0;) {
        Known *k = &reg->items[i];
        if (!parties_agree(&k->parties, &m->parties) ||
            (!subset(words, n, k->words, k->n) && !subset(k->words, k->n, words, n)))
            continue;
        if (!m->post || (k->post && strcasecmp(k->post, m->post) == 0)) return k;
        if (!last) last = k;
    }
    return last;
}

/* "Joko Widodo (Jokowi)", "Susilo Bambang Yudhoyono (SBY)": the other name becomes a word of the name. */
static uint32_t add_alias(const Resolver *r, const Mention *m, uint32_t *words, uint32_t n)
{
    const Doc *doc = r->doc;
    uint32_t t = m->tok_end, end = doc->sents[m->sent].tok_end;
    if (n < 2 || n == MAX_NAME_WORDS || t + 2 >= end) return n;
    const Token *open = &doc->toks[t], *word = open + 1, *close = open + 2;
    uint32_t len = word->span.end - word->span.start;
    if (doc->text[open->span.start] != '(' || doc->text[close->span.start] != ')' ||
        !(word->flags & TOK_CAP) || len < 3)
        return n;
    if ((word->flags & TOK_ALLCAP) && doc->text[word->span.start] != m->name[0]) return n;
    static const char *const other[] = {"party",    "demonym", "capital", "city",  "post-head",
                                        "not-name", "actor",   "weekday", "month", "function"};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (match_class_at(r->ix, t + 1, lang_class(doc->lang, other[i]), NULL, NULL, NULL)) return n;
    memmove(words + 1, words, n * sizeof *words);
    words[0] = hash_word(doc->text + word->span.start, len);
    return n + 1;
}

/* Does the document name this state? */
static bool names_state(const Doc *doc, int id)
{
    for (uint32_t i = 0; i < doc->n_mentions; i++)
        if (doc->mentions[i].kind == M_PARTY && party_set_has(&doc->mentions[i].parties, (uint16_t)id))
            return true;
    return false;
}

/* Whom a person serves by the lists: by the name, or, "President Obama" in an article that speaks of the
 * United States, by a leader's surname behind a post. -1: unknown. */
static int listed_party(const Resolver *r, const Mention *m, uint32_t words)
{
    int id = lex_person_party(r->lex, m->name);
    if (id >= 0 || words != 1 || !m->post) return id;
    id = lex_surname_party(r->lex, m->name);
    return id >= 0 && names_state(r->doc, id) ? id : -1;
}

/* Whoever was known by the other name alone, "Jokowi" in the headline, is the same person. */
static void join_alias(const Doc *doc, Register *reg, Known *k)
{
    for (uint32_t i = 0; i < reg->n; i++) {
        Known *o = &reg->items[i];
        if (o == k || !subset(o->words, o->n, k->words, k->n) || !parties_agree(&o->parties, &k->parties))
            continue;
        for (uint32_t j = 0; j < doc->n_mentions; j++)
            if (doc->mentions[j].kind == M_PERSON && doc->mentions[j].ref == (int32_t)i)
                doc->mentions[j].ref = (int32_t)(k - reg->items);
        if (!k->post) k->post = o->post;
        party_set_union(&k->parties, &o->parties);
        o->n = 0;
    }
}

static void register_people(Resolver *r, Register *reg)
{
    Doc *doc = r->doc;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->kind != M_PERSON || !m->name) continue;
        uint32_t words[MAX_NAME_WORDS], plain = split_name(m->name, words);
        uint32_t n = add_alias(r, m, words, plain);
        Known *k = n ? find_known(reg, words, n, m) : NULL;
        if (!k) {
            if (!n || reg->n == MAX_PEOPLE) continue;
            k = &reg->items[reg->n++];
            *k = (Known){.n = n, .mention = i};
            memcpy(k->words, words, sizeof words);
        } else if (n > k->n) {
            k->n = n;
            memcpy(k->words, words, sizeof words);
            k->mention = i;
        }
        if (!k->post && m->post) {
            k->post = m->post;
            k->former = m->flags & MF_FORMER;
        }
        party_set_union(&k->parties, &m->parties);
        if (k->parties.n == 0) {
            int id = listed_party(r, m, n);
            if (id >= 0) party_set_add(&k->parties, (uint16_t)id);
        }
        m->ref = (int32_t)(k - reg->items); /* the entry, for now */
        if (n > plain) join_alias(doc, reg, k);
    }
}

/* The post of whoever is named nearest to mention i, before it or behind, in its sentence or from another on,
 * and can be the one whose counterpart it is: named with a post, or by it alone ("the Chilean foreign
 * minister and his counterpart"), another than `self`; foreign: of another state. NULL: nobody can. The
 * mentions need not be in order. */
static const char *nearest_post(const Doc *doc, const Register *reg, uint32_t i, const Known *self,
                                uint32_t from, bool before, bool foreign)
{
    const Mention *m = &doc->mentions[i], *found = NULL;
    for (uint32_t j = 0; j < doc->n_mentions; j++) {
        const Mention *o = &doc->mentions[j];
        bool person = o->kind == M_PERSON && o->ref >= 0;
        bool unnamed = o->kind == M_POST && o->post && o->parties.n && !(o->flags & MF_PART);
        if ((!person && !unnamed) || (o->flags & MF_DEMONSTR) || o->sent < from || o->sent > m->sent ||
            o->tok == m->tok || (o->tok < m->tok) != before)
            continue;
        const Known *k = person ? &reg->items[o->ref] : NULL;
        const PartySet *serves = k ? &k->parties : &o->parties;
        if (k && (k == self || !k->post)) continue;
        if (foreign && (!serves->n || parties_agree(serves, &m->parties))) continue;
        if (!found || (o->tok > found->tok) == before) found = o;
    }
    return !found ? NULL : found->kind == M_POST ? found->post : reg->items[found->ref].post;
}

/* The post of whom mention i is the counterpart: of who stands before in the sentence, else of who serves
 * another state behind ("in talks with his counterpart B, Minister A said"), else in the two sentences
 * before. */
static const char *counterparts_post(const Doc *doc, const Register *reg, uint32_t i, const Known *self)
{
    uint32_t sent = doc->mentions[i].sent;
    const char *post = nearest_post(doc, reg, i, self, sent, true, false);
    if (!post) post = nearest_post(doc, reg, i, self, sent, false, true);
    return post ? post : nearest_post(doc, reg, i, self, sent > 2 ? sent - 2 : 0, true, false);
}

/* "his Belarusian counterpart NAME" holds the post of the other. */
static void give_counterparts_posts(Resolver *r, Register *reg)
{
    Doc *doc = r->doc;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (!(m->flags & MF_DEMONSTR) || (m->kind != M_PERSON && m->kind != M_POST)) continue;
        Known *self = m->kind == M_PERSON && m->ref >= 0 ? &reg->items[m->ref] : NULL;
        const char *post = counterparts_post(doc, reg, i, self);
        if (!post) continue;
        if (self && !self->post) self->post = post;
        if (m->kind == M_POST) m->post = post;
    }
}

static void spread(Resolver *r, Register *reg)
{
    Doc *doc = r->doc;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->kind != M_PERSON || m->ref < 0) continue;
        const Known *k = &reg->items[m->ref];
        m->name = doc->mentions[k->mention].name;
        if (!m->post) m->post = k->post;
        if (m->parties.n == 0) m->parties = k->parties;
        if (k->former && m->post == k->post) m->flags |= MF_FORMER;
    }
}

/* Tokens that a mention of any naming kind takes. */
static uint8_t *covered_tokens(const Doc *doc)
{
    uint8_t *taken = ARENA_ARRAY(doc->arena, uint8_t, doc->n_toks + 1);
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->kind == M_NUMBER || m->kind == M_AGREEMENT || m->kind == M_QUANTITY) continue;
        for (uint32_t t = m->tok; t < m->tok_end; t++) taken[t] = 1;
    }
    return taken;
}

/* A capitalised word that is part of one known name alone: "Son", "Golovchenko", "Xi". */
static int known_by_word(const Register *reg, uint32_t w)
{
    int found = -1;
    for (uint32_t i = 0; i < reg->n; i++) {
        if (!has_word(reg->items[i].words, reg->items[i].n, w)) continue;
        const Known *k = &reg->items[i];
        bool edge = k->words[k->n - 1] == w || k->words[0] == w;
        if (found >= 0) {
            const Known *o = &reg->items[found];
            bool other = o->words[o->n - 1] == w || o->words[0] == w;
            if (edge == other) return -1; /* two people share it */
            if (other) continue;
        }
        found = (int)i;
    }
    return found;
}

/* "Abu Mahdi al-Hassan" is not the Mahdi told of: does a capitalised word stand beside the short name that is
 * no part of the known one, nor a title or a name of something else? */
static bool within_other_name(const Resolver *r, const Known *k, uint32_t t, uint32_t lo, uint32_t hi)
{
    static const char *const plain[] = {"party",    "demonym",   "capital",  "city",      "post-head",
                                        "post-mod", "function",  "not-name", "actor",     "weekday",
                                        "month",    "honorific", "speech",   "portfolio", "list-and"};
    const Doc *doc = r->doc;
    const uint32_t beside[] = {t - 1, t + 1};
    for (int side = 0; side < 2; side++) {
        uint32_t b = beside[side];
        if ((side ? b >= hi : t == lo)) continue;
        const Token *tok = &doc->toks[b];
        bool name =
            (tok->flags & TOK_CAP) && (tok->flags & TOK_WORD) && !(tok->flags & (TOK_FIRST | TOK_ALLCAP));
        if (!name ||
            has_word(k->words, k->n, hash_word(doc->text + tok->span.start, tok->span.end - tok->span.start)))
            continue;
        for (size_t i = 0; i < sizeof plain / sizeof *plain && name; i++) {
            int cls = lang_class(doc->lang, plain[i]);
            name = !match_class_at(r->ix, b, cls, NULL, NULL, NULL) &&
                   !match_class_before(r->ix, b + 1, cls, NULL, NULL, NULL);
        }
        if (name) return true;
    }
    return false;
}

static void find_short_names(Resolver *r, Register *reg)
{
    Doc *doc = r->doc;
    const uint8_t *taken = covered_tokens(doc);
    int function = lang_class(doc->lang, "function"), not_name = lang_class(doc->lang, "not-name");
    for (uint32_t s = 0; s < doc->n_sents; s++)
        for (uint32_t t = doc->sents[s].tok; t < doc->sents[s].tok_end; t++) {
            const Token *tok = &doc->toks[t];
            if (!(tok->flags & TOK_CAP) || !(tok->flags & TOK_WORD)) continue;
            if (match_class_at(r->ix, t, function, NULL, NULL, NULL) ||
                match_class_at(r->ix, t, not_name, NULL, NULL, NULL))
                continue;
            if (taken[t]) continue;
            int k =
                known_by_word(reg, hash_word(doc->text + tok->span.start, tok->span.end - tok->span.start));
            if (k < 0) continue;
            if (within_other_name(r, &reg->items[k], t, doc->sents[s].tok, doc->sents[s].tok_end)) continue;
            uint32_t e = t + 1;
            while (e < doc->sents[s].tok_end && (doc->toks[e].flags & TOK_CAP) &&
                   has_word(reg->items[k].words, reg->items[k].n,
                            hash_word(doc->text + doc->toks[e].span.start,
                                      doc->toks[e].span.end - doc->toks[e].span.start)))
                e++;
            Mention m = {.kind = M_PERSON, .tok = t, .tok_end = e, .sent = s, .ref = k};
            m.number = m.number2 = 0;
            m.span = (Span){tok->span.start, doc->toks[e - 1].span.end};
            resolver_add(r, m);
            t = e - 1;
        }
}

bool holds_class(const Resolver *r, const Mention *m, int cls)
{
    for (uint32_t t = m->tok; cls >= 0 && t < m->tok_end; t++)
        if (match_class_at(r->ix, t, cls, NULL, NULL, NULL)) return true;
    return false;
}

/* A single capitalised word behind a post, nowhere else in the text: rather the end of an institution's name
 * than a person. */
static void drop_lone_words(Resolver *r, const Register *reg)
{
    Doc *doc = r->doc;
    const char *single =
        lang_setting(doc->lang, "single-names"); /* people of one name are common: Sugiono, Suharto */
    bool one_name = single && strcmp(single, "yes") == 0;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->kind != M_PERSON || m->ref < 0 || reg->items[m->ref].n != 1 || !m->post) continue;
        if (listed_party(r, m, 1) >= 0) continue;
        bool portfolio = !lang_head_first(doc->lang) && m->tok_end > m->tok + 1 &&
                         holds_class(r, m, lang_class(doc->lang, "served-link"));
        if (holds_class(r, m, lang_class(doc->lang, "one-name"))) continue; /* Queen Margit, Lord Vella */
        if (match_class_at(r->ix, m->tok, lang_class(doc->lang, "post-party"), NULL, NULL, NULL))
            continue;                                                  /* Pope Francis */
        if (one_name && doc->toks[m->tok_end - 1].word == 0) continue; /* no word of the pack */
        uint32_t w = reg->items[m->ref].words[0], seen = 0;
        for (uint32_t t = 0; t < doc->n_toks && seen < 2; t++) {
            Span s = doc->toks[t].span;
            seen += (doc->toks[t].flags & TOK_CAP) && hash_word(doc->text + s.start, s.end - s.start) == w;
        }
        if (seen >= 2 && !portfolio) continue; /* "Minister of National Mobilization, NAME" */
        m->kind = M_POST;
        m->name = NULL;
        m->ref = -1;
    }
}

void resolve_people(Resolver *r)
{
    Register reg = {ARENA_ARRAY(r->doc->arena, Known, MAX_PEOPLE), 0};
    register_people(r, &reg);
    drop_lone_words(r, &reg);
    find_short_names(r, &reg);
    give_counterparts_posts(r, &reg);
    resolve_main_pair(r);
    if (r->doc->main_pair.n == 1) /* "NAIROBI - The government urged Tanzania ..." */
        party_set_add(&r->doc->main_pair, dateline_party(r->doc));
    place_people(r, &reg);
    spread(r, &reg);
    /* ref: the mention with the fullest name */
    for (uint32_t i = 0; i < r->doc->n_mentions; i++) {
        Mention *m = &r->doc->mentions[i];
        if (m->kind == M_PERSON && m->ref >= 0) {
            uint32_t full = reg.items[m->ref].mention;
            m->ref = full == i ? -1 : (int32_t)full;
        }
    }
    resolver_sort(r);
}
