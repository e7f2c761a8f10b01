/* mention_person.c: people with their posts, and posts without a name.
 *
 * Forms: POST NAME, PARTY's POST NAME, POST PARTY NAME, NAME, (the) PARTY's POST (of PARTY), NAME of PARTY,
 * the POSTs of A and B, NAME and NAME; his PARTY counterpart NAME; honorific NAME; POST alone.
 */
#include "stage/mention_parts.h"

#include <string.h>
#include <strings.h>

typedef struct PostPhrase {
    uint32_t tok, end;      /* the whole, with parties inside */
    uint32_t text_end;      /* end of the post's own words */
    PartySet served, target; /* whom the holder serves; to whom an envoy is sent */
    bool former, envoy, named_part; /* named_part: more than the bare head */
} PostPhrase;

/* ---- names ---- */

static bool blocks_name(const Finder *f, uint32_t t, uint32_t from)
{
    uint32_t e, flags;
    const int stops[] = {f->cls.post_head, f->cls.not_name, f->cls.actor, f->cls.agreement,
                         f->cls.counterpart, f->cls.pronoun, f->cls.body_head, f->cls.group, f->cls.honorific};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (at_class(f, t, stops[i], &e)) return t == from || (stops[i] != f->cls.pronoun && stops[i] != f->cls.honorific);
    if (t == from && at_class(f, t, f->cls.portfolio, &e)) return true; /* the post goes on */
    /* "President To Lam": a small word may be a name where it is capitalised within the sentence and a name goes on */
    bool named = !(f->doc->toks[t].flags & TOK_FIRST) && t + 1 < f->hi && (f->doc->toks[t + 1].flags & TOK_CAP);
    if (at_class(f, t, f->cls.function, &e) && ((t == from && !named) || e - t > 1)) return true;
    if (party_at(f, t, &e, &flags) < 0) return false;
    if (e - t > 1) return true;
    /* "Santiago Cafiero", "Rosario Murillo": a town's name may be a given name */
    bool given = (flags & (MF_CITY | MF_CAPITAL)) && e < f->hi && (f->doc->toks[e].flags & TOK_CAP) && !(f->taken[e] & TAKEN_DATE);
    return t == from ? !given : !f->after && !(flags & (MF_CITY | MF_CAPITAL));
}

/* Does the word stand in the text below the headline too, capitalised within a sentence? */
static bool named_in_text(const Finder *f, uint32_t t)
{
    const Doc *doc = f->doc;
    const char *word = doc->text + doc->toks[t].span.start;
    uint32_t n = doc->toks[t].span.end - doc->toks[t].span.start;
    for (uint32_t k = f->hi; k < doc->n_toks; k++) {
        const Token *o = &doc->toks[k];
        if (!(o->flags & TOK_CAP) || (o->flags & TOK_FIRST) || o->span.end - o->span.start != n) continue;
        if (strncasecmp(doc->text + o->span.start, word, n) == 0) return true;
    }
    return false;
}

static bool roman_number(const Finder *f, uint32_t t)
{
    const Token *tok = &f->doc->toks[t];
    if (!(tok->flags & TOK_ALLCAP)) return false;
    for (uint32_t i = tok->span.start; i < tok->span.end; i++)
        if (!strchr("IVX", f->doc->text[i])) return false;
    return true;
}

/* A run of capitalised words that may be a person's name; returns its end, or i. */
static uint32_t name_end(const Finder *f, uint32_t i)
{
    uint32_t t = i, last = i, words = 0;
    while (t < f->hi && t < i + 14) {
        const Token *tok = &f->doc->toks[t];
        uint32_t e;
        if (f->taken[t] & (TAKEN_DATE | TAKEN_AMOUNT | TAKEN_NAME)) break;
        if ((tok->flags & TOK_WORD) && (tok->flags & TOK_CAP)) {
            if (blocks_name(f, t, i) || roman_number(f, t) || (f->headline && !named_in_text(f, t))) break;
            words++;
            last = ++t;
            continue;
        }
        bool glued = t > i && !(tok->flags & TOK_SPACE) && t + 1 < f->hi && !(f->doc->toks[t + 1].flags & TOK_SPACE);
        if (glued && (finder_is(f, t, "-") || finder_is(f, t, "'"))) {
            t++;
            if (!(f->doc->toks[t].flags & TOK_CAP) && (f->doc->toks[t].flags & TOK_WORD)) last = ++t; /* Al-sisi */
            continue;
        }
        uint32_t place;
        if (t > i && at_class(f, t, f->cls.name_particle, &e) && !at_class(f, t, f->cls.prep_place, &place) && e < f->hi && (f->doc->toks[e].flags & TOK_CAP)) {
            t = e;
            continue;
        }
        if (t > i && at_class(f, t, f->cls.name_particle, &e) && e + 1 < f->hi && finder_is(f, e, "-") &&
            !(f->doc->toks[e].flags & TOK_SPACE) && (f->doc->toks[e + 1].flags & TOK_CAP)) { /* el-Sisi */
            t = e + 1;
            continue;
        }
        break;
    }
    if (!words) return i;
    bool lone_acronym = words == 1 && (f->doc->toks[i].flags & TOK_ALLCAP);
    bool lone_letter = words == 1 && f->doc->toks[i].span.end - f->doc->toks[i].span.start < 2;
    return lone_acronym || lone_letter ? i : last;
}

static uint32_t skip_honorifics(const Finder *f, uint32_t t)
{
    uint32_t e;
    while (at_class(f, t, f->cls.honorific, &e)) t = e;
    return t;
}

/* ---- posts ---- */

/* The longest of head, modifier or portfolio at t. */
static bool post_word(const Finder *f, uint32_t t, uint32_t *end, bool *head)
{
    const int kinds[] = {f->cls.post_head, f->cls.post_mod, f->cls.portfolio};
    bool found = false;
    for (size_t k = 0; k < 3; k++) {
        uint32_t e;
        if (!at_class(f, t, kinds[k], &e) || (found && e <= *end)) continue;
        found = true;
        *end = e;
        *head = k == 0;
    }
    uint32_t a;
    if (found && *head && at_class(f, t, f->cls.actor, &a) && a > *end) return false; /* "đại sứ quán" is no envoy */
    return found;
}

static uint32_t cap_run(const Finder *f, uint32_t t)
{
    while (t < f->hi && (f->doc->toks[t].flags & TOK_WORD) && (f->doc->toks[t].flags & TOK_CAP) && !(f->taken[t] & TAKEN_DATE)) {
        bool modifier = t + 2 < f->hi && finder_is(f, t + 1, "-") && !(f->doc->toks[t + 1].flags & TOK_SPACE) &&
                        !(f->doc->toks[t + 2].flags & TOK_CAP); /* "the Russian-led bloc" */
        if (modifier) break;
        t++;
    }
    return t;
}

/* A list of parties "A", "A and B", "A, B and C" from t; returns its end or t. */
static uint32_t party_list(const Finder *f, uint32_t t, PartySet *out)
{
    uint32_t e, flags, and;
    int id = party_at(f, t, &e, &flags);
    if (id < 0) return t;
    party_set_add(out, id);
    for (;;) {
        uint32_t next = e;
        if (finder_is(f, next, ",")) next++;
        if (at_class(f, next, f->cls.list_and, &and)) next = and;
        if (next == e) return e;
        uint32_t e2;
        id = party_at(f, next, &e2, &flags);
        uint32_t after;
        if (id < 0 || (flags & MF_ADJ) || is_possessive(f, e2) || at_class(f, e2, f->cls.post_head, &after)) return e;
        bool name = (flags & (MF_CITY | MF_CAPITAL)) && e2 < f->hi && (f->doc->toks[e2].flags & TOK_CAP) && (f->doc->toks[e2].flags & TOK_WORD);
        if (name) return e; /* ", Santiago Cafiero" */
        party_set_add(out, id);
        e = e2;
    }
}

/* "chief of staff to Brazilian President X": another's post begins at t; the party served, or -1. */
static int other_post(const Finder *f, uint32_t t)
{
    uint32_t flags = 0, one, head;
    int id = f->after ? -1 : party_at(f, t, &one, &flags);
    if (id < 0 || !((flags & MF_ADJ) || is_possessive(f, one))) return -1;
    uint32_t next = is_possessive(f, one) ? one + 1 : one;
    return at_class(f, next, f->cls.post_head, &head) || at_class(f, next, f->cls.post_mod, &head) ? id : -1;
}

/* A party inside a post phrase: behind the head ("menteri Vietnam") or behind a link ("of Vietnam", "to Vietnam"). */
static uint32_t post_party(const Finder *f, uint32_t t, bool linked, PostPhrase *p)
{
    PartySet set = {0};
    uint32_t flags = 0, one;
    if (party_at(f, t, &one, &flags) < 0) return t;
    uint32_t e = party_list(f, t, &set);
    bool to = p->envoy && linked && !at_class(f, t - 1, f->cls.served_link, &one); /* "envoy of" serves, "envoy to" is sent */
    PartySet *into = to ? &p->target : &p->served;
    if (into->n && !to) return t;
    for (uint16_t i = 0; i < set.n; i++) party_set_add(into, set.id[i]);
    return e;
}

/* The end of an organ's name that begins at t with capitals: "People's Committee", "Red Crescent Society"; t where none. */
static uint32_t organ_end(const Finder *f, uint32_t t)
{
    uint32_t e, best = t;
    for (uint32_t at = t; at < f->hi && at < t + 6; at++) {
        bool cap = f->doc->toks[at].flags & TOK_CAP;
        if (!cap && !is_possessive(f, at)) break;
        if (cap && (at_class(f, at, f->cls.body_head, &e) || at_class(f, at, f->cls.actor, &e))) best = e;
    }
    return best;
}

static uint32_t skip_links(const Finder *f, uint32_t t)
{
    uint32_t e, n = 0;
    while (n++ < 3 && at_class(f, t, f->cls.post_link, &e)) t = e;
    return t;
}

/* "Menteri Luar Negeri (Menlu) RI", "Prime Minister (PM) of ...": the token behind a short form in brackets where the post goes on, or t. */
static uint32_t after_short_form(const Finder *f, uint32_t t)
{
    uint32_t e, x, flags;
    if (!finder_is(f, t, "(") || t + 3 >= f->hi) return t;
    bool shorter = at_class(f, t + 1, f->cls.post_head, &e) || ((f->doc->toks[t + 1].flags & TOK_ALLCAP) && (e = t + 2));
    if (!shorter || !finder_is(f, e, ")")) return t;
    bool head, on = post_word(f, e + 1, &x, &head) || (f->after && party_at(f, e + 1, &x, &flags) >= 0) ||
                    at_class(f, e + 1, f->cls.post_link, &x);
    return on ? e + 1 : t;
}

/* Parses a post phrase at i. free_words: capitalised words unknown to the pack may follow a link ("head of the Red
 * Crescent"): only where no name follows. */
static bool parse_post(const Finder *f, uint32_t i, bool free_words, PostPhrase *p)
{
    *p = (PostPhrase){.tok = i};
    uint32_t t = i, e;
    bool has_head = false, head;
    if (at_class(f, t, f->cls.post_former, &e)) {
        p->former = true;
        t = e;
        if (finder_is(f, t, "-")) t++;
    }
    uint32_t pieces = 0;
    while (t < f->hi && !(f->taken[t] & (TAKEN_DATE | TAKEN_NAME))) {
        if (post_word(f, t, &e, &head)) {
            uint32_t x;
            bool loose = has_head && !head && !f->after && !at_class(f, t, f->cls.post_mod, &x); /* "ambassador home" */
            if (loose && t == p->end) break;
            p->envoy |= at_class(f, t, f->cls.envoy, &x);
            has_head |= head;
            pieces++;
            bool behind_party = p->served.n && !p->envoy && p->end > p->text_end && at_class(f, t, f->cls.post_mod, &x) && x == e;
            t = p->end = e;
            if (!behind_party) p->text_end = e; /* "Perdana Menteri Jepang yang baru": the post is "Perdana Menteri" */
            continue;
        }
        if (p->end && finder_is(f, t, "-") && !(f->doc->toks[t].flags & TOK_SPACE) && post_word(f, t + 1, &e, &head)) { /* vice-president */
            t++;
            continue;
        }
        if (!has_head) break;
        uint32_t behind = after_short_form(f, t), and;
        if (behind > t) {
            t = behind;
            continue;
        }
        uint32_t linked = skip_links(f, t);
        if (linked == t && f->after && at_class(f, t, f->cls.list_and, &e) && at_class(f, e, f->cls.portfolio, &linked)) {
            t = e; /* "Bộ trưởng Công nghiệp và Thương mại" */
            continue;
        }
        linked = skip_links(f, t);
        if (f->after && p->served.n && linked > t && at_class(f, t, f->cls.list_and, &and) && post_word(f, linked, &e, &head) && head)
            break; /* "the minister of A and the minister of B" are two */
        /* "của nhà lãnh đạo Nga, Thủ tướng Modi": two people */
        bool apart = !free_words && p->served.n && at_class(f, i, f->cls.actor, &e);
        bool comma = f->after && !apart && finder_is(f, t, ",") && post_word(f, t + 1, &e, &head) && head;
        if (comma) linked = t + 1;
        if (linked > t) {
            if (post_word(f, linked, &e, &head)) {
                t = linked;
                continue;
            }
            int other = other_post(f, linked);
            if (other >= 0) {
                if (!p->served.n) party_set_add(&p->served, other);
                break;
            }
            e = post_party(f, linked, true, p);
            if (e > linked) {
                t = p->end = e;
                if (p->envoy) p->text_end = e;
                if (is_possessive(f, t) && post_word(f, t + 1, &e, &head)) t++;
                e = organ_end(f, t);
                if (e > t) { /* "of the Hanoi People's Committee" */
                    t = p->end = p->text_end = e;
                    pieces++;
                }
                continue;
            }
            if (free_words && !f->after && (at_class(f, t, f->cls.list_and, &and) || finder_is(f, t, ","))) break; /* the next person */
            e = free_words ? cap_run(f, linked) : organ_end(f, linked);
            if (e > linked) {
                pieces++;
                t = p->end = p->text_end = e;
                continue;
            }
            break;
        }
        if (f->after) {
            e = post_party(f, t, false, p);
            if (e > t) {
                t = p->end = e;
                continue;
            }
        }
        break;
    }
    p->named_part = pieces > 1;
    const char *code;
    if (has_head && !p->served.n && match_class_at(f->ix, i, f->cls.post_party, NULL, &e, &code))
        party_set_add(&p->served, lex_party_id(f->lex, code));
    return has_head;
}

/* The party in front of a post: "Vietnam's", "Vietnamese"; returns the token where the phrase then begins. */
static uint32_t leading_party(const Finder *f, uint32_t i, PostPhrase *p)
{
    if (f->after) return i;
    uint32_t t = i;
    bool poss = t > f->lo && is_possessive(f, t - 1);
    if (poss) t--;
    const int kinds[] = {f->cls.party, f->cls.demonym, f->cls.capital, f->cls.nickname, f->cls.city};
    uint32_t best = t;
    int id = -1;
    for (size_t k = 0; k < 5; k++) {
        uint32_t at;
        const char *key;
        if (t == f->lo || !match_class_before(f->ix, t, kinds[k], NULL, &at, &key) || at < f->lo || at >= best) continue;
        if (f->taken[at] & TAKEN_DATE) continue;
        best = at;
        id = lex_party_id(f->lex, key);
    }
    if (id < 0) return i;
    if (p->served.n == 0) party_set_add(&p->served, id);
    return best;
}

static const char *post_text(const Finder *f, const PostPhrase *p)
{
    return p->text_end > p->tok ? finder_text(f, p->tok, p->text_end) : NULL;
}

static Mention *add_person(Finder *f, uint32_t from, uint32_t name, uint32_t name_stop, uint32_t end, const PostPhrase *p)
{
    Mention *m = finder_add(f, M_PERSON, from, end);
    m->name = finder_text(f, name, name_stop);
    finder_take(f, from, end, TAKEN_NAME);
    if (p) {
        m->post = post_text(f, p);
        m->parties = p->served;
        if (p->former) m->flags |= MF_FORMER;
    }
    return m;
}

/* "of China" behind "Premier Li Qiang" */
static uint32_t trailing_party(const Finder *f, uint32_t t, PostPhrase *p)
{
    if (p->served.n) return t;
    uint32_t linked = skip_links(f, t), e, flags;
    if (linked == t || (!f->after && !at_class(f, t, f->cls.served_link, &e))) return t;
    int id = party_at(f, linked, &e, &flags);
    if (id < 0 || (flags & MF_ADJ) || is_possessive(f, e)) return t;
    party_set_add(&p->served, id);
    return e;
}

/* A short note in brackets: (left), (PAP), (USA). */
static uint32_t skip_brackets(const Finder *f, uint32_t t)
{
    if (!finder_is(f, t, "(")) return t;
    uint32_t close = t + 1;
    while (close < f->hi && close < t + 4 && !finder_is(f, close, ")")) close++;
    return finder_is(f, close, ")") ? close + 1 : t;
}

/* "The foreign ministers of A and B, NAME and NAME" */
static bool listed_people(Finder *f, const PostPhrase *p, uint32_t from)
{
    uint32_t t = p->end, ends[MAX_PARTIES], starts[MAX_PARTIES], n = 0, and;
    if (p->served.n < 2 || !finder_is(f, t, ",")) return false;
    while (n < p->served.n) {
        if (finder_is(f, t, ",")) t++;
        if (at_class(f, t, f->cls.list_and, &and)) t = and;
        t = skip_honorifics(f, t);
        uint32_t e = name_end(f, t);
        if (e == t) return false;
        starts[n] = t;
        ends[n++] = t = e;
    }
    for (uint32_t k = 0; k < n; k++) {
        PostPhrase one = *p;
        one.served = (PartySet){.n = 1, .id = {p->served.id[k]}};
        add_person(f, starts[k], starts[k], ends[k], ends[k], &one);
    }
    Mention *m = finder_add(f, M_POST, from, p->end);
    m->parties = p->served;
    m->post = post_text(f, p);
    m->flags |= MF_PART; /* the names stand for it */
    return true;
}

/* POST ... NAME, or the post alone. Returns the token behind, or i. */
static uint32_t post_first(Finder *f, uint32_t i)
{
    PostPhrase p;
    if (!parse_post(f, i, false, &p)) return i;
    uint32_t from = leading_party(f, i, &p), t = p.end, before;
    bool bare = !p.named_part && !p.served.n && !p.target.n; /* "Direktur PT ...": a head that needs more to be a post of state */
    if (bare && at_class(f, p.tok, f->cls.post_weak, &before) && before == p.end) return i;
    if (from < i && before_class(f, from, f->cls.post_former, &before)) p.former = true; /* "former Chilean minister" */
    if (listed_people(f, &p, from)) return p.end;
    t = skip_brackets(f, t);
    if (finder_is(f, t, ",") && (p.served.n || p.target.n || p.named_part)) t++;
    uint32_t name = skip_honorifics(f, t), e = name_end(f, name);
    if (f->after && e == name + 1 && finder_is(f, e, "-") && (f->doc->toks[e].flags & TOK_SPACE)) e = name; /* "Ngoại trưởng Trung - Nhật" */
    bool closed = f->after && p.served.n && finder_is(f, e, ","); /* "Menteri Luar Negeri RI, Sugiono, ..." */
    if (finder_is(f, t - 1, ",") && e > name && e - name < 2 && !closed) e = name; /* behind a comma a single word is no name */
    if (e > name && t > p.end) { /* "Minister of Trade, Budi Santoso," ends in a comma or so */
        uint32_t more;
        if (at_class(f, e, f->cls.post_head, &more)) e = name;
    }
    if (e > name) {
        uint32_t end = trailing_party(f, e, &p);
        add_person(f, from, name, e, end, &p);
        return end;
    }
    uint32_t two;
    if (!p.served.n && from > f->lo && match_number(f->ix, f->doc, from - 1, &two) == 2 && two == from) { /* "the two ministers" */
        Mention *g = finder_add(f, M_GROUP, from - 1, p.end);
        g->value = "people";
        g->name = finder_text(f, from - 1, p.end);
        finder_take(f, from - 1, p.end, TAKEN_NAME);
        return p.end;
    }
    Mention *m = finder_add(f, M_POST, from, p.end);
    m->parties = p.served;
    m->post = post_text(f, &p);
    m->name = p.named_part ? m->post : NULL;
    const char *key;
    uint32_t leader; /* "the Belarusian leader": whoever holds the post there */
    if (!p.named_part && match_class_at(f->ix, p.tok, f->cls.actor, "leader", &leader, &key) && leader == p.end) {
        m->value = "role";
        m->name = m->post;
    }
    if (p.former) m->flags |= MF_FORMER;
    if (is_possessive(f, p.end)) m->flags |= MF_POSS;
    finder_take(f, from, p.end, TAKEN_NAME);
    return p.end;
}

/* NAME, (the) (PARTY's) POST (of PARTY) */
static uint32_t name_first(Finder *f, uint32_t i, uint32_t name, uint32_t e)
{
    uint32_t t = skip_brackets(f, e), x;
    if (!at_class(f, t, f->cls.appositive, &x)) {
        if (!finder_is(f, t, ",")) return i;
        x = t + 1;
    }
    t = x;
    bool article = false;
    uint32_t y;
    if (at_class(f, t, f->cls.function, &x) && x == t + 1 && !at_class(f, t, f->cls.own, &y) && !at_class(f, t, f->cls.list_and, &y)) {
        article = true;
        t++;
    }
    uint32_t flags, lead = t;
    int id = party_at(f, t, &x, &flags);
    bool leads = id >= 0 && !f->after && ((flags & MF_ADJ) || is_possessive(f, x));
    if (leads) lead = is_possessive(f, x) ? x + 1 : x;
    PostPhrase p;
    if (!parse_post(f, lead, true, &p)) return i;
    if (leads && !p.served.n) party_set_add(&p.served, id);
    if (article && !p.served.n && !p.target.n && !p.named_part) return i;
    while (!p.served.n && finder_is(f, p.end, ",")) { /* "X, member of the Politburo, foreign minister of S": the post with a state */
        PostPhrase next;
        uint32_t from = p.end + 1;
        if (at_class(f, from, f->cls.function, &x) && x == from + 1 && !at_class(f, from, f->cls.list_and, &y)) from = x;
        if (!parse_post(f, from, true, &next) || next.end <= p.end) break;
        p = next;
    }
    uint32_t after = skip_honorifics(f, p.end);
    if (name_end(f, after) > after) return i; /* the post belongs to the next name */
    add_person(f, i, name, e, p.end, &p);
    return p.end;
}

/* (his) (PARTY) counterpart (from PARTY) (,) NAME */
static uint32_t counterpart(Finder *f, uint32_t i)
{
    uint32_t e, t;
    if (!at_class(f, i, f->cls.counterpart, &e)) return i;
    PostPhrase p = {.tok = i, .end = e, .text_end = i};
    uint32_t from = leading_party(f, i, &p);
    if (!f->after && p.served.n) { /* "Cambodian, Chinese and Laotian counterparts" */
        uint32_t at = from, and;
        for (;;) {
            uint32_t back = at;
            if (before_class(f, back, f->cls.list_and, &and)) back = and;
            if (back > f->lo && finder_is(f, back - 1, ",")) back--;
            uint32_t d;
            const char *key;
            if (back == at || !match_class_before(f->ix, back, f->cls.demonym, NULL, &d, &key) || d < f->lo) break;
            party_set_add(&p.served, lex_party_id(f->lex, key));
            from = at = d;
        }
    }
    if (before_class(f, from, f->cls.own, &t)) from = t;
    t = e;
    if (!p.served.n) {
        uint32_t linked = skip_links(f, t);
        uint32_t pe = party_list(f, linked, &p.served);
        if (pe > linked) t = pe;
    }
    uint32_t end = t;
    if (finder_is(f, t, ",")) t++;
    uint32_t name = skip_honorifics(f, t), stop = name_end(f, name);
    if (stop > name && p.served.n < 2) {
        Mention *m = add_person(f, from, name, stop, stop, &p);
        m->post = NULL;
        m->flags |= MF_DEMONSTR;
        return stop;
    }
    Mention *m = finder_add(f, M_POST, from, end);
    m->parties = p.served;
    m->flags |= MF_DEMONSTR;
    finder_take(f, from, end, TAKEN_NAME);
    return end;
}

void find_people(Finder *f)
{
    for (uint32_t i = f->lo; i < f->hi;) {
        uint32_t next = i, e, x;
        if (at_class(f, i, f->cls.seat, &e)) { /* "Phủ Chủ tịch": a building, not its holder */
            i = e;
            continue;
        }
        if (!(f->taken[i] & (TAKEN_DATE | TAKEN_NAME))) {
            next = counterpart(f, i);
            bool post = next == i && (at_class(f, i, f->cls.post_head, &x) || at_class(f, i, f->cls.post_mod, &x) ||
                                      at_class(f, i, f->cls.portfolio, &x) || at_class(f, i, f->cls.post_former, &x));
            if (post) next = post_first(f, i);
            uint32_t name = next == i ? skip_honorifics(f, i) : i;
            e = next == i ? name_end(f, name) : name;
            if (e > name) {
                if (name > i || e - name > 1) next = name_first(f, i, name, e);
                if (next == i && name > i) {
                    add_person(f, i, name, e, e, NULL);
                    next = e;
                }
                if (next == i) next = e;
            }
        }
        i = next > i ? next : i + 1;
    }
}
