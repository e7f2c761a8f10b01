/* resolve_ref.c: what stands for somebody named elsewhere: "the two countries", "he", "the minister", "the
 * ministry", "the committee". */
#include "stage/resolve_parts.h"

#include "base/text.h"

#include <string.h>

static bool is_person(const Mention *m)
{
    return m->kind == M_PERSON && m->parties.n;
}

/* "The president of Kenya", whom nobody names. */
static bool is_unnamed(const Mention *m)
{
    return m->kind == M_POST && m->ref < 0 && m->parties.n == 1 &&
           !(m->flags & (MF_PART | MF_OBL | MF_POSS | MF_FORMER));
}

static bool same_person(const Doc *doc, int32_t a, int32_t b)
{
    const Mention *x = &doc->mentions[a], *y = &doc->mentions[b];
    return a == b || (x->name && y->name && strcmp(x->name, y->name) == 0);
}

/* Is a person the first told of in the sentence before this token, whoever acts? */
static bool person_first(const Doc *doc, uint32_t sent, uint32_t tok)
{
    DOC_MENTIONS_OF(doc, sent, i)
    {
        const Mention *m = &doc->mentions[i];
        if (m->tok >= tok) return false;
        if (is_person(m) || ((m->kind == M_PRONOUN || m->kind == M_POST) && m->ref >= 0)) return true;
        if (resolve_names_party(m) && !(m->flags & (MF_PART | MF_LOC))) return false;
    }
    return false;
}

/* The surname: the last word of a name of several. "Luis Vera" bears no woman's name. */
static const char *surname_of(const Mention *person)
{
    const char *space = person->name ? strrchr(person->name, ' ') : NULL;
    return space ? space + 1 : "";
}

/* Does a word of the class stand within the mention, or within the one with the fullest name? The surname
 * says nothing. */
static bool said_to_be(const Doc *doc, const Mention *m, const char *section)
{
    int cls = lang_class(doc->lang, section);
    const Mention *full = m->ref >= 0 ? &doc->mentions[m->ref] : m;
    const char *surname = surname_of(full);
    for (int k = 0; k < 2 && cls >= 0; k++, m = full)
        for (uint32_t t = m->tok; t < m->tok_end; t++)
            if (match_class_at(doc->match, t, cls, NULL, NULL, NULL) &&
                (full->kind != M_PERSON || !resolve_is_text(doc, t, surname)))
                return true;
    return false;
}

/* May "he", "she" or "him" mean this person, by name and title? sure: they say so. */
static bool fits_pronoun(const Doc *doc, const Mention *person, const char *pronoun, bool *sure)
{
    bool female = said_to_be(doc, person, "female"), male = !female && said_to_be(doc, person, "male");
    bool she = strcmp(pronoun, "she") == 0;
    *sure = she ? female : male;
    return she ? !male : !female;
}

/* The person that a pronoun (NULL: a role) before this token means: the first told of in the sentence, else
 * the first in the sentences before; rather somebody whose name says that "she" is meant. `unnamed`: may it
 * be a post whose holder has no name? `self`: who cannot be meant, or -1. */
static int32_t person_before(const Doc *doc, uint32_t sent, uint32_t tok, bool unnamed, const char *pronoun,
                             int32_t self)
{
    int32_t first = -1;
    bool she = pronoun && strcmp(pronoun, "she") == 0;
    for (uint32_t back = 0; back <= 3 && back <= sent; back++) {
        for (uint32_t i = 0; i < doc->n_mentions; i++) {
            const Mention *m = &doc->mentions[i];
            if (m->sent > sent - back) break;
            if (m->sent != sent - back || (!back && m->tok >= tok)) continue;
            if (!is_person(m) && !(unnamed && is_unnamed(m)) &&
                !((m->kind == M_PRONOUN || m->kind == M_POST) && m->ref >= 0))
                continue;
            int32_t who = m->ref < 0 || m->kind == M_PERSON ? (int32_t)i : m->ref;
            bool sure = false;
            if (pronoun && !fits_pronoun(doc, &doc->mentions[who], pronoun, &sure)) continue;
            if (self >= 0 && same_person(doc, who, self)) continue;
            if (!she || sure) return who;
            if (first < 0) first = who;
        }
        if (first >= 0 && back) break; /* whoever is nearest */
    }
    return first;
}

/* "Sol asked him": whoever is not the one who acts. */
static int32_t person_acted_upon(const Doc *doc, const Mention *him)
{
    int32_t self = person_before(doc, him->sent, him->tok, false, NULL, -1);
    bool acts = self >= 0 && person_first(doc, him->sent, him->tok);
    return person_before(doc, him->sent, him->tok, false, him->value, acts ? self : -1);
}

static bool shares_word(const char *a, const char *b)
{
    char fa[512], fb[512];
    size_t na = strlen(a), nb = strlen(b);
    if (na > 160 || nb > 160 || !text_fold(a, na, fa, sizeof fa) || !text_fold(b, nb, fb, sizeof fb))
        return false;
    for (char *save = NULL, *w = strtok_r(fa, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
        if (strlen(w) < 3) continue;
        const char *hit = strstr(fb, w);
        if (hit && (hit == fb || hit[-1] == ' ')) return true;
    }
    return false;
}

/* Does each longer word of `words` begin a word of `post`? "Menteri" fits "Menteri Luar Negeri", "Perdana
 * Menteri" does not. */
static bool names_post(const char *words, const char *post)
{
    char fw[512], fp[512];
    size_t nw = strlen(words), np = strlen(post);
    if (nw > 160 || np > 160 || !text_fold(words, nw, fw, sizeof fw) || !text_fold(post, np, fp, sizeof fp))
        return false;
    bool some = false;
    for (char *save = NULL, *w = strtok_r(fw, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
        if (strlen(w) < 3) continue;
        const char *hit = strstr(fp, w);
        if (!hit || (hit != fp && hit[-1] != ' ')) return false;
        some = true;
    }
    return some;
}

/* A post by its full name where the pack knows it by a short one: "Menlu" is "menteri luar negeri". */
static const char *full_post(const Doc *doc, const char *post)
{
    const LexEntry *shorts;
    size_t n = lang_entries(doc->lang, "post-short", &shorts);
    char folded[256];
    if (!n || strlen(post) > 80 || !text_fold(post, strlen(post), folded, sizeof folded)) return post;
    for (size_t i = 0; i < n; i++)
        if (strcmp(shorts[i].phrase, folded) == 0) return shorts[i].key;
    return post;
}

/* The head of the post that a role names: "menteri" of "sang menteri"; else all of its words. */
static const char *role_post(const Resolver *r, const Mention *m)
{
    const Doc *doc = r->doc;
    uint32_t e;
    for (uint32_t t = m->tok; t < m->tok_end; t++)
        if (match_class_at(r->ix, t, lang_class(doc->lang, "post-head"), NULL, &e, NULL) && e <= m->tok_end) {
            uint32_t s = doc->toks[t].span.start;
            return full_post(doc, arena_strndup(doc->arena, doc->text + s, doc->toks[e - 1].span.end - s));
        }
    return m->name;
}

/* Is somebody named before the mention in its clause, who then is another: "X met the minister"? */
static bool acted_upon(const Resolver *r, const Mention *m, uint32_t index)
{
    const Doc *doc = r->doc;
    for (uint32_t i = index; i-- > 0 && doc->mentions[i].sent == m->sent;) {
        if (!is_person(&doc->mentions[i])) continue;
        for (uint32_t t = doc->mentions[i].tok_end; t < m->tok; t++)
            if (resolve_is_text(doc, t, ",") || resolve_is_text(doc, t, "\"") ||
                match_class_at(r->ix, t, lang_class(doc->lang, "clause"), NULL, NULL, NULL) ||
                match_class_at(r->ix, t, lang_class(doc->lang, "list-and"), NULL, NULL, NULL))
                return false;
        return true;
    }
    return false;
}

/* Does a mention name a post by more than its bare head: "Prime Minister", "Vice President"? */
static bool ranked(const Doc *doc, const Mention *m)
{
    int mod = lang_class(doc->lang, "post-mod"), head = lang_class(doc->lang, "post-head");
    for (uint32_t t = m->tok; t < m->tok_end; t++) {
        uint32_t e;
        if (match_class_at(doc->match, t, mod, NULL, &e, NULL) && e <= m->tok_end) return true;
        if (match_class_at(doc->match, t, head, NULL, &e, NULL) && e <= m->tok_end && e > t + 1) return true;
    }
    return false;
}

/* The last person before whose post is named by `words` (NULL: any post) and who serves one of the
 * parties (if any are given). "The minister" is a minister before he is a prime minister. */
static int32_t person_with_post(const Doc *doc, uint32_t index, const char *words, const PartySet *parties)
{
    bool bare = words && !ranked(doc, &doc->mentions[index]);
    int32_t other = -1;
    for (uint32_t i = index; i-- > 0;) {
        const Mention *m = &doc->mentions[i];
        if (!is_person(m) || (m->flags & MF_FORMER)) continue;
        bool served = !parties->n;
        for (uint16_t k = 0; k < parties->n; k++) served |= party_set_has(&m->parties, parties->id[k]);
        if (!served || (words && (!m->post || !names_post(words, full_post(doc, m->post))))) continue;
        const Mention *full = m->ref >= 0 ? &doc->mentions[m->ref] : m;
        if (!bare || (!ranked(doc, m) && !ranked(doc, full))) return (int32_t)i;
        if (other < 0) other = (int32_t)i;
    }
    return other;
}

static void refer(Doc *doc, Mention *m, int32_t to)
{
    if (to < 0) return;
    const Mention *o = &doc->mentions[to];
    m->ref = o->kind == M_PERSON && o->ref >= 0 ? o->ref : to;
    if (!m->parties.n) m->parties = o->parties;
    m->name = o->name;
    if (!m->post || m->kind == M_PRONOUN) m->post = o->post;
}

/* ---- one mention at a time ---- */

static void resolve_group(Doc *doc, Mention *m)
{
    bool weak;
    if (m->value && strcmp(m->value, "these") == 0) return; /* known by resolve_lists */
    bool all = m->value && strcmp(m->value, "all") == 0;
    PartySet pair = {0};
    if (all) {
        for (uint32_t back = 0; back <= LOOK_BACK && back <= m->sent && pair.n < 3; back++) {
            PartySet s = resolve_parties_of(doc, m->sent - back, back ? UINT32_MAX : m->tok);
            if (s.n == 3) pair = s;
        }
        m->parties = pair;
        return;
    }
    pair = resolve_group_pair(doc, m, &weak);
    m->parties = pair;
    if (weak) m->flags |= MF_WEAK;
    if (pair.n != 2) return;
    /* the last person of each side */
    int32_t found[2] = {-1, -1};
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *p = &doc->mentions[i];
        if (p->tok >= m->tok) break;
        for (int k = 0; k < 2; k++)
            if (is_person(p) && p->post && party_set_has(&p->parties, pair.id[k])) found[k] = (int32_t)i;
    }
    if (found[0] < 0 || found[1] < 0) return;
    m->members = ARENA_ARRAY(doc->arena, int32_t, 2);
    m->members[0] = found[0];
    m->members[1] = found[1];
    m->n_members = 2;
}

/* "They called on B ...", in a text that speaks of others, too: is one of two named right behind "they", who
 * then are others? */
static bool named_behind(const Doc *doc, const Mention *they, const PartySet *two)
{
    enum { REACH = 3, SHARE = 3 };
    uint32_t inside, outside;
    doc_count_named(doc, &inside, &outside);
    if (outside * SHARE <= inside) return false;
    DOC_MENTIONS_OF(doc, they->sent, i)
    {
        const Mention *o = &doc->mentions[i];
        bool behind = o->tok >= they->tok_end && o->tok <= they->tok_end + REACH;
        bool state = o->kind == M_PARTY && !(o->flags & (MF_ADJ | MF_POSS | MF_LOC));
        if (behind && state && party_set_has(two, o->parties.id[0])) return true;
    }
    return false;
}

static void resolve_pronoun(Resolver *r, Mention *m)
{
    Doc *doc = r->doc;
    if (resolve_first_person(m)) return;
    bool they = strcmp(m->value, "they") == 0, self = strcmp(m->value, "self") == 0;
    if (they || self) resolve_own_side(r, m);
    if (m->parties.n || self) return;
    if (!they && strcmp(m->value, "two") != 0) {
        bool him = strcmp(m->value, "him") == 0;
        int32_t p = him ? person_acted_upon(doc, m) : person_before(doc, m->sent, m->tok, true, m->value, -1);
        if (p >= 0 && is_unnamed(&doc->mentions[p])) m->parties = doc->mentions[p].parties;
        else refer(doc, m, p);
        return;
    }
    /* "they": a group or two people of two parties in this or the sentence before */
    for (uint32_t back = 0; back <= 1 && back <= m->sent; back++) {
        PartySet s = back ? (PartySet){0} : resolve_beside(doc, m);
        if (s.n != 2) s = resolve_parties_of(doc, m->sent - back, back ? UINT32_MAX : m->tok);
        for (uint32_t i = 0; i < doc->n_mentions && s.n != 2; i++) {
            const Mention *g = &doc->mentions[i];
            if (g->tok >= m->tok) break;
            if (g->sent == m->sent - back && (g->kind == M_GROUP || g->kind == M_PRONOUN) &&
                g->parties.n == 2) {
                s = g->parties;
                if (g->n_members) {
                    m->members = g->members;
                    m->n_members = g->n_members;
                }
            }
        }
        if (s.n != 2 || named_behind(doc, m, &s)) continue;
        m->parties = s;
        Mention people = *m;
        people.value = "people";
        resolve_group(doc, &people);
        if (!m->n_members) {
            m->members = people.members;
            m->n_members = people.n_members;
        }
        return;
    }
}

/* The one party that acts first in a sentence before a token; -1: none does, or several together. */
static int acting_first(const Doc *doc, uint32_t sent, uint32_t tok)
{
    DOC_MENTIONS_OF(doc, sent, i)
    {
        const Mention *m = &doc->mentions[i];
        if (m->tok_end > tok || !m->parties.n) continue;
        bool acts = resolve_names_party(m) || m->kind == M_PRONOUN || m->kind == M_GROUP;
        if (!acts || (m->kind == M_PARTY && (m->flags & (MF_LOC | MF_CITY)))) continue;
        return m->parties.n == 1 ? m->parties.id[0] : -1;
    }
    return -1;
}

int resolve_other_than(const Resolver *r, uint32_t sent, uint32_t tok, uint16_t self)
{
    const Doc *doc = r->doc;
    for (uint32_t back = 0; back <= 2 && back <= sent; back++) {
        PartySet s = resolve_parties_of(doc, sent - back, back ? UINT32_MAX : tok);
        int other = -1;
        for (uint16_t k = 0; k < s.n; k++) {
            if (s.id[k] == self || lex_party_is_org(r->lex, s.id[k])) continue;
            if (other >= 0) return -1;
            other = s.id[k];
        }
        if (other >= 0) return other;
    }
    const PartySet *pair = &doc->main_pair;
    if (pair->n != 2 || !party_set_has(pair, self)) return -1;
    return pair->id[0] == self ? pair->id[1] : pair->id[0];
}

/* "its neighbour Peru", "its largest neighbour, Peru": the party named right behind a mention; NULL: none. */
static Mention *party_behind(const Doc *doc, uint32_t index)
{
    const Mention *m = &doc->mentions[index];
    uint32_t tok = m->tok_end + (m->tok_end < doc->n_toks && resolve_is_text(doc, m->tok_end, ","));
    for (uint32_t i = index + 1; i < doc->n_mentions && doc->mentions[i].tok <= tok; i++) {
        Mention *o = &doc->mentions[i];
        bool state = o->kind == M_PARTY && !(o->flags & (MF_LOC | MF_CITY | MF_ADJ | MF_POSS));
        if (state && o->tok == tok && o->sent == m->sent) return o;
    }
    return NULL;
}

/* "his guest", "its neighbour", "his counterpart": the other side of who acts. */
static void resolve_other(const Resolver *r, Mention *m, uint32_t index)
{
    Doc *doc = r->doc;
    Mention *named = m->kind == M_POST ? NULL : party_behind(doc, index);
    if (named) { /* one mention of the two, a state */
        m->kind = M_PARTY;
        m->value = NULL;
        m->name = named->name;
        m->parties = named->parties;
        m->tok_end = named->tok_end;
        m->span.end = named->span.end;
        named->flags |= MF_PART;
        return;
    }
    int self = acting_first(doc, m->sent, m->tok);
    if (self < 0) return;
    int other = resolve_other_than(r, m->sent, m->tok, (uint16_t)self);
    if (other < 0) return;
    party_set_add(&m->parties, other);
    if (m->kind == M_POST) refer(doc, m, person_with_post(doc, index, m->post, &m->parties));
}

/* "his counterpart", of whom no state is said: one, and somebody's. */
static bool his_counterpart(const Resolver *r, const Mention *m)
{
    const Doc *doc = r->doc;
    const char *key;
    if (m->kind != M_POST || m->parties.n ||
        !match_class_at(r->ix, m->tok, lang_class(doc->lang, "counterpart"), NULL, NULL, &key))
        return false;
    if (strcmp(key, "his") == 0) return true;
    return !*key && match_class_before(r->ix, m->tok, lang_class(doc->lang, "own"), NULL, NULL, NULL);
}

/* Does a phrase for a person meant without a name end with the mention, "the envoy", or go on behind it,
 * "menteri itu"? */
static bool in_role(const Resolver *r, const Mention *m)
{
    int role = lang_class(r->doc->lang, "role");
    uint32_t e;
    return match_class_before(r->ix, m->tok_end, role, NULL, NULL, NULL) ||
           (match_class_at(r->ix, m->tok, role, NULL, &e, NULL) && e > m->tok_end);
}

static void resolve_post(const Resolver *r, Mention *m, uint32_t index)
{
    Doc *doc = r->doc;
    bool role = m->value && strcmp(m->value, "role") == 0;
    const char *words = role ? role_post(r, m) : m->post ? full_post(doc, m->post) : NULL;
    if (m->flags & MF_DEMONSTR) { /* "his counterparts": the post is known, the holder may be */
        if (his_counterpart(r, m)) resolve_other(r, m, index);
        else if (m->parties.n && m->post) refer(doc, m, person_with_post(doc, index, m->post, &m->parties));
        return;
    }
    bool bare = !role && !m->parties.n && in_role(r, m);
    bool other = (bare || role) && !m->parties.n && acted_upon(r, m, index);
    uint32_t from = index, tok = m->tok;
    if (other) {
        tok = doc->sents[m->sent].tok;
        while (from > 0 && doc->mentions[from - 1].tok >= tok) from--;
    }
    int32_t p = person_with_post(doc, from, words, &m->parties);
    if (p < 0 && bare) p = person_before(doc, m->sent, tok, false, NULL, -1);
    if (p < 0 && role)
        p = m->parties.n ? person_with_post(doc, index, NULL, &m->parties)
                         : person_before(doc, m->sent, tok, false, NULL, -1);
    if (role) m->name = m->post = NULL;
    refer(doc, m, p);
}

static bool is_other(const Mention *m)
{
    return m->value && strcmp(m->value, "other") == 0;
}

static const char *last_word(const char *s)
{
    const char *sp = strrchr(s, ' ');
    return sp ? sp + 1 : s;
}

/* "the ministry", "the committee": the last of the kind that was named in full; an office that nobody named
 * before is the home side's. */
static void resolve_noun(const Resolver *r, Mention *m, uint32_t index)
{
    Doc *doc = r->doc;
    bool first = lang_head_first(doc->lang);
    for (uint32_t i = index; i-- > 0;) {
        const Mention *o = &doc->mentions[i];
        if (o->kind != m->kind || !o->name || !o->parties.n || o->sent + 8 < m->sent || is_other(o)) continue;
        bool same = first ? shares_word(m->name, o->name) : shares_word(last_word(m->name), o->name);
        if (!same) continue;
        m->parties = o->parties;
        if (m->kind == M_BODY) {
            if (!strchr(m->name, ' ')) m->name = o->name; /* "joint committee" is a name of its own */
            m->ref = (int32_t)i;
        }
        return;
    }
    if (m->kind == M_ACTOR && r->home >= 0) party_set_add(&m->parties, (uint16_t)r->home);
}

/* The one party that the sentence, or one of the two before, begins with: what it is about. */
static int subject_before(const Doc *doc, uint32_t sent, uint32_t tok)
{
    for (uint32_t back = 0; back <= 2 && back <= sent; back++)
        for (uint32_t i = 0; i < doc->n_mentions; i++) {
            const Mention *m = &doc->mentions[i];
            if (m->sent > sent - back) break;
            bool stands = m->sent == sent - back && (back || m->tok_end <= tok) && m->parties.n == 1;
            if (stands && (resolve_names_party(m) || m->kind == M_PRONOUN)) return m->parties.id[0];
        }
    return -1;
}

int resolve_owner(const Resolver *r, const Mention *m)
{
    const Doc *doc = r->doc;
    int cls = lang_class(doc->lang, "own-state");
    uint32_t from = m->tok;
    const char *key = "";
    bool owned = !lang_head_first(doc->lang) && match_class_before(r->ix, m->tok, cls, NULL, &from, &key);
    if (lang_head_first(doc->lang) ||
        m->kind == M_PERSON) /* "duta besarnya, NAME", "NAME, its envoy" have it within */
        for (uint32_t t = m->kind == M_PERSON ? m->tok : m->tok_end; t <= m->tok_end && !owned; t++)
            owned = match_class_at(r->ix, t, cls, NULL, NULL, &key);
    if (!owned || strcmp(key, "we") == 0) return -1; /* "our government": the speaker's */
    int self = subject_before(doc, m->sent, from);
    bool other = self >= 0 && strcmp(key, "other") == 0; /* "the minister of the host country" */
    return other ? resolve_other_than(r, m->sent, from, (uint16_t)self) : self;
}

/* "the Nordic country", "its neighbour" is as good as the state's name. */
static void stand_for_state(Mention *m)
{
    bool state =
        m->kind == M_ACTOR && m->value && (strcmp(m->value, "state") == 0 || strcmp(m->value, "other") == 0);
    if (!state || m->parties.n != 1) return;
    m->kind = M_PARTY;
    m->value = NULL;
}

void resolve_references(Resolver *r)
{
    Doc *doc = r->doc;
    doc->pairs = ARENA_ARRAY(doc->arena, PartySet, doc->n_sents + 1);
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->flags & MF_PART) continue;
        bool other = is_other(m);
        int owner =
            (m->kind == M_ACTOR || m->kind == M_POST) && !m->parties.n && !other ? resolve_owner(r, m) : -1;
        if (owner >= 0) party_set_add(&m->parties, (uint16_t)owner);
        if (m->kind == M_GROUP) resolve_group(doc, m);
        else if (m->kind == M_PRONOUN) resolve_pronoun(r, m);
        else if (other) resolve_other(r, m, i);
        else if (resolve_is_state(m)) resolve_state(r, m);
        else if (m->kind == M_POST) resolve_post(r, m, i);
        else if (((m->kind == M_ACTOR && m->value && strcmp(m->value, "org") == 0) ||
                  (m->kind == M_BODY && (m->flags & MF_DEMONSTR))) &&
                 !m->parties.n && m->name)
            resolve_noun(r, m, i);
        stand_for_state(m);
    }
    resolve_speakers(r);
    for (uint32_t s = 0; s < doc->n_sents; s++) doc->pairs[s] = resolve_pair_of(doc, s);
}
