/* mention_post.c: the phrase that names a post, with the parties in it: "Deputy Prime Minister and Minister
 * of Trade", "Ambassador of the State of Kuwait to Lebanon", "Menteri Luar Negeri Kenya", "Bộ trưởng Bộ Công
 * Thương".
 */
#include "stage/mention_parts.h"

#include <string.h>

/* "East African Cooperation", "Investment Promotion": capitalised words, no portfolio of the pack, up to one
 * that ends such names; their end, or t. */
static uint32_t subject_run(const Finder *f, uint32_t t)
{
    enum { LONGEST = 4 };
    uint32_t e, best = t, flags;
    if (f->after || f->headline || party_at(f, t, &e, &flags) >= 0) return t;
    for (uint32_t at = t; at < f->hi && at < t + LONGEST; at++) {
        const Token *tok = &f->doc->toks[at];
        if (!(tok->flags & TOK_WORD) || !(tok->flags & TOK_CAP) || (f->taken[at] & TAKEN_DATE) ||
            at_class(f, at, f->cls.post_head, &e))
            break;
        if (at_class(f, at, f->cls.subject_end, &e)) best = e;
    }
    bool goes_on =
        best > t && (at_class(f, best, f->cls.body_head, &e) || at_class(f, best, f->cls.actor, &e));
    return goes_on ? t : best; /* "Energy Forum" */
}

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
    uint32_t a, run = subject_run(f, t);
    if (run > t && (!found || run > *end) && !(found && *head)) {
        found = true;
        *end = run;
        *head = false;
    }
    if (found && *head && at_class(f, t, f->cls.actor, &a) && a > *end)
        return false; /* "đại sứ quán" is no envoy */
    return found;
}

static uint32_t cap_run(const Finder *f, uint32_t t)
{
    while (t < f->hi && (f->doc->toks[t].flags & TOK_WORD) && (f->doc->toks[t].flags & TOK_CAP) &&
           !(f->taken[t] & TAKEN_DATE)) {
        bool modifier = t + 2 < f->hi && finder_is(f, t + 1, "-") &&
                        !(f->doc->toks[t + 1].flags & TOK_SPACE) &&
                        !(f->doc->toks[t + 2].flags & TOK_CAP); /* "the Russian-led bloc" */
        if (modifier) break;
        t++;
    }
    return t;
}

/* A list of parties "A", "A and B", "A, B and C" from t; returns its end or t. */
uint32_t party_list(const Finder *f, uint32_t t, PartySet *out)
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
        if (id < 0 || (flags & MF_ADJ) || is_possessive(f, e2) || at_class(f, e2, f->cls.post_head, &after))
            return e;
        bool name = (flags & (MF_CITY | MF_CAPITAL)) && e2 < f->hi && (f->doc->toks[e2].flags & TOK_CAP) &&
                    (f->doc->toks[e2].flags & TOK_WORD);
        if (name) return e; /* ", Santiago Cafiero" */
        party_set_add(out, id);
        e = e2;
    }
}

/* "chief of staff to Brazilian President X": another's post begins at t; the party served, or -1. */
static int other_post(const Finder *f, uint32_t t)
{
    uint32_t flags = 0, one;
    int id = f->after ? -1 : party_at(f, t, &one, &flags);
    bool short_form = (f->doc->toks[t].flags & TOK_ALLCAP) && !before_class(f, t, f->cls.article, &one);
    bool adjective = (flags & MF_ADJ) || short_form; /* "and | US Ambassador", not "of the | UN envoy" */
    if (id >= 0) party_at(f, t, &one, &flags);
    if (id < 0 || !(adjective || is_possessive(f, one))) return -1;
    uint32_t next = is_possessive(f, one) ? one + 1 : one;
    bool head = false; /* "the Chilean National Congress' committee" has none */
    if (!at_class(f, next, f->cls.post_head, &one) && !at_class(f, next, f->cls.post_mod, &one) &&
        !at_class(f, next, f->cls.portfolio, &one))
        return -1;
    while (!head && post_word(f, next, &one, &head)) next = one;
    return head ? id : -1;
}

/* A party inside a post phrase: behind the head ("menteri Vietnam") or behind a link ("of Vietnam", "to
 * Vietnam"). */
static uint32_t post_party(const Finder *f, uint32_t t, bool linked, PostPhrase *p)
{
    PartySet set = {0};
    uint32_t flags = 0, one, name = linked ? past_epithet(f, t) : t;
    if (party_at(f, name, &one, &flags) < 0) return t;
    uint32_t e = party_list(f, name, &set);
    bool to = p->envoy && linked &&
              !before_class(f, t, f->cls.served_link, &one); /* "envoy of" serves, "envoy to" is sent */
    PartySet *into = to ? &p->target : &p->served;
    if (into->n && !to) return t;
    for (uint16_t i = 0; i < set.n; i++) party_set_add(into, set.id[i]);
    return e;
}

/* The end of an organ's name that begins at t with capitals: "People's Committee", "Red Crescent Society",
 * "Senate's Defence and Security Committee"; t where none. */
static uint32_t organ_end(const Finder *f, uint32_t t)
{
    enum { LONGEST = 8 };
    uint32_t e, best = t;
    bool whole = false; /* what stood before is an organ by itself */
    for (uint32_t at = t; at < f->hi && at < t + LONGEST; at++) {
        bool cap = f->doc->toks[at].flags & TOK_CAP;
        if (is_possessive(f, at)) whole = false;
        else if (!cap && (f->after || whole || at == t || !at_class(f, at, f->cls.list_and, &e))) break;
        if (cap && (at_class(f, at, f->cls.body_head, &e) || at_class(f, at, f->cls.actor, &e))) {
            best = e;
            whole = true;
        }
    }
    return best;
}

/* The end of an organ of a state that begins at t, "foreign ministry"; 0: none does. */
uint32_t organ_of(const Finder *f, uint32_t t)
{
    enum { LONGEST = 4 };
    uint32_t e;
    for (uint32_t at = t; at < t + LONGEST && at < f->hi && (f->doc->toks[at].flags & TOK_WORD); at++)
        if (match_class_at(f->ix, at, f->cls.actor, "org", &e, NULL) ||
            match_class_at(f->ix, at, f->cls.actor, "force", &e, NULL))
            return e;
    return 0;
}

uint32_t skip_post_links(const Finder *f, uint32_t t)
{
    uint32_t e, n = 0;
    while (n++ < 3 && at_class(f, t, f->cls.post_link, &e)) t = e;
    return t;
}

/* "Menteri Luar Negeri (Menlu) RI", "Prime Minister (PM) of ...": the token behind a short form in brackets
 * where the post goes on, or t. */
static uint32_t after_short_form(const Finder *f, uint32_t t)
{
    uint32_t e, x, flags;
    if (!finder_is(f, t, "(") || t + 3 >= f->hi) return t;
    bool shorter =
        at_class(f, t + 1, f->cls.post_head, &e) || ((f->doc->toks[t + 1].flags & TOK_ALLCAP) && (e = t + 2));
    if (!shorter || !finder_is(f, e, ")")) return t;
    bool head, on = post_word(f, e + 1, &x, &head) || (f->after && party_at(f, e + 1, &x, &flags) >= 0) ||
                    at_class(f, e + 1, f->cls.post_link, &x);
    return on ? e + 1 : t;
}

typedef struct Walk {
    const Finder *f;
    PostPhrase *p;
    uint32_t t;      /* the next token */
    uint32_t pieces; /* words of the post so far: heads, modifiers, subjects, organs */
    bool has_head, free_words;
} Walk;

/* Each step takes what stands at w->t and says whether it did. */

/* A head, a modifier, a subject: "Deputy", "Minister", "Foreign Affairs". */
static bool take_word(Walk *w)
{
    const Finder *f = w->f;
    PostPhrase *p = w->p;
    uint32_t e, x;
    bool head;
    if (!post_word(f, w->t, &e, &head)) return false;
    /* "Peru's army chief, General NAME": the rank is no part of the post */
    if (w->has_head && at_class(f, w->t, f->cls.honorific, &x) && x >= e && name_end(f, x) > x) return false;
    bool mod = at_class(f, w->t, f->cls.post_mod, &x);
    if (w->has_head && !head && !f->after && !mod && w->t == p->end) return false; /* "ambassador home" */
    /* "Perdana Menteri Jepang yang baru": the post is "Perdana Menteri" */
    bool behind_party = p->served.n && !p->envoy && p->end > p->text_end && mod && x == e;
    p->envoy |= at_class(f, w->t, f->cls.envoy, &x);
    w->has_head |= head;
    w->pieces++;
    w->t = p->end = e;
    if (!behind_party) p->text_end = e;
    return true;
}

/* "Higher Education, Science and Technology": does the comma at t stand in a list of subjects that ends in
 * "and" with one more? */
static bool within_subjects(const Finder *f, uint32_t t)
{
    uint32_t e, and;
    bool head;
    while (finder_is(f, t, ",") && post_word(f, t + 1, &e, &head) && !head) {
        for (uint32_t k = t + 2; k < e; k++)
            if (at_class(f, k, f->cls.list_and, &and)) return true; /* one phrase of the pack */
        t = finder_is(f, e, ",") && at_class(f, e + 1, f->cls.list_and, &and) ? e + 1 : e;
        if (at_class(f, t, f->cls.list_and, &and)) return post_word(f, and, &e, &head) && !head;
    }
    return false;
}

/* The hyphen of "vice-president", a short form in brackets, "and" before a subject: passed over, the phrase
 * goes on. */
static bool take_joint(Walk *w)
{
    const Finder *f = w->f;
    uint32_t e, x;
    bool head;
    if (w->p->end && finder_is(f, w->t, "-") && !(f->doc->toks[w->t].flags & TOK_SPACE) &&
        post_word(f, w->t + 1, &e, &head)) {
        w->t++;
        return true;
    }
    if (!w->has_head) return false;
    if (within_subjects(f, w->t)) {
        w->t++;
        return true;
    }
    uint32_t behind = after_short_form(f, w->t);
    if (behind > w->t) {
        w->t = behind;
        return true;
    }
    /* "Bộ trưởng Công nghiệp và Thương mại" */
    if (f->after && skip_post_links(f, w->t) == w->t && at_class(f, w->t, f->cls.list_and, &e) &&
        at_class(f, e, f->cls.portfolio, &x)) {
        w->t = e;
        return true;
    }
    /* "NAME, Chủ tịch nước và Chủ tịch Hội đồng Bộ trưởng Cuba": two posts of one */
    if (f->after && w->free_words && !w->p->served.n && at_class(f, w->t, f->cls.list_and, &e) &&
        at_class(f, e, f->cls.post_head, &x)) {
        w->t = e;
        return true;
    }
    return false;
}

/* "of Peru's customs service, NAME,", "for the Peruvian army, Colonel NAME,": words behind a state that a
 * comma and a name end; t where none. */
static uint32_t organ_apart(const Finder *f, uint32_t t)
{
    enum { LONGEST = 6 };
    uint32_t e, n = is_possessive(f, t) ? 1 : 0;
    if (f->after || (!n && !is_possessive(f, t - 1) && !before_class(f, t, f->cls.demonym, &e))) return t;
    for (uint32_t at = t + n; at < f->hi && at <= t + LONGEST; at++) {
        if (finder_is(f, at, ",")) return at > t + n && name_apart(f, at) ? at : t;
        if (!(f->doc->toks[at].flags & TOK_WORD) || at_class(f, at, f->cls.function, &e)) return t;
    }
    return t;
}

/* A party behind a link, with the organ it names: "of Vietnam", "of the Hanoi People's Committee". */
static bool take_linked_party(Walk *w, uint32_t linked)
{
    const Finder *f = w->f;
    PostPhrase *p = w->p;
    bool head;
    uint32_t e = post_party(f, linked, true, p);
    if (e == linked) return false;
    w->t = p->end = e;
    if (p->envoy) p->text_end = e;
    bool owner = is_possessive(f, e);
    if (owner) {
        p->cut = linked;
        p->cut_end = e + 1;
    }
    uint32_t organ = owner ? organ_of(f, e + 1) : 0; /* "at Chile's foreign ministry" */
    if (owner && post_word(f, e + 1, &e, &head)) w->t++;
    e = organ ? organ : organ_apart(f, w->t);
    if (e == w->t) e = organ_end(f, w->t);
    if (e > w->t) {
        w->t = p->end = p->text_end = e;
        w->pieces++;
    }
    return true;
}

/* "Chile's minister in Brussels", "the visit of Chile's minister to Peru": a state stands before the post, so
 * the place behind it is where he was or went. */
static bool only_there(const Finder *f, uint32_t link, const PostPhrase *p)
{
    uint32_t e;
    bool place = at_class(f, link, f->cls.prep_place, &e) || at_class(f, link, f->cls.aim_link, &e);
    if (f->after || p->envoy || p->tok == f->lo || !place) return false;
    return is_possessive(f, p->tok - 1) || before_class(f, p->tok, f->cls.demonym, &e) ||
           before_class(f, p->tok, f->cls.party, &e);
}

/* "the Maltese prime minister, and President NAME": does another's post, with his name, begin at t? */
static bool next_holder(const Finder *f, uint32_t t)
{
    PostPhrase next;
    uint32_t e, and;
    if (finder_is(f, t, ",")) t++;
    if (at_class(f, t, f->cls.list_and, &and)) t = and;
    if (!post_parse(f, t, false, &next)) return false;
    uint32_t name = skip_honorifics(f, next.end);
    e = name_end(f, name);
    return e > name;
}

/* What a link leads to: another word of the post, a party, an organ. */
static bool take_link(Walk *w)
{
    const Finder *f = w->f;
    PostPhrase *p = w->p;
    uint32_t linked = skip_post_links(f, w->t), e, and;
    bool head;
    if (f->after && p->served.n && linked > w->t && at_class(f, w->t, f->cls.list_and, &and) &&
        post_word(f, linked, &e, &head) && head)
        return false; /* "the minister of A and the minister of B" are two */
    /* "của nhà lãnh đạo Nga, Thủ tướng Modi": two people */
    bool apart = !w->free_words && p->served.n && at_class(f, p->tok, f->cls.actor, &e);
    apart |= p->served.n && at_class(f, f->lo, f->cls.fronted, &e); /* "Tiếp Đại sứ Lào, Thủ tướng ..." */
    if (f->after && !apart && finder_is(f, w->t, ",") && post_word(f, w->t + 1, &e, &head) && head)
        linked = w->t + 1;
    if (linked == w->t || only_there(f, w->t, p)) return false;
    if (!f->after && finder_is(f, w->t, ",") && at_class(f, w->t + 1, f->cls.prep_place, &e))
        return false; /* "met Peru's minister, in Lima" */
    /* "the Kenyan envoy, the late Queen": the next person */
    if (!w->free_words && finder_is(f, w->t, ",") && linked > w->t + 1 &&
        !at_class(f, w->t + 1, f->cls.list_and, &and))
        return false;
    bool joined = finder_is(f, w->t, ",") || at_class(f, w->t, f->cls.list_and, &and);
    if (w->free_words && !f->after && joined && next_holder(f, w->t)) return false;
    if (post_word(f, linked, &e, &head)) {
        w->t = linked;
        return true;
    }
    int other = other_post(f, linked);
    if (other >= 0) {
        /* "Chile's president and Peru's foreign minister" are two; "in a letter to Chile's president, Peru's
         * NAME ..." */
        bool two = at_class(f, w->t, f->cls.list_and, &and) || (!f->after && finder_is(f, w->t, ","));
        if (!p->served.n && !two) party_set_add(&p->served, other);
        return false;
    }
    if (take_linked_party(w, linked)) return true;
    /* the next person */
    if (w->free_words && !f->after && (at_class(f, w->t, f->cls.list_and, &and) || finder_is(f, w->t, ",")))
        return false;
    e = w->free_words ? cap_run(f, linked) : organ_end(f, linked);
    if (e == linked) return false;
    w->pieces++;
    w->t = p->end = p->text_end = e;
    return true;
}

/* Genitive after: "menteri Vietnam". Only where no link stands between. */
static bool take_party(Walk *w)
{
    const Finder *f = w->f;
    if (!f->after || skip_post_links(f, w->t) > w->t) return false;
    uint32_t e = post_party(f, w->t, false, w->p);
    if (e == w->t) return false;
    w->t = w->p->end = e;
    return true;
}

/* "Bộ trưởng Bộ Việc làm và Lao động Hàn Quốc NAME", "Menteri Percepatan Desa Malaysia NAME": subjects that
 * the pack does not know, up to a party that a name follows. Behind the word for a ministry they may be
 * written small, and a few before it: "Phó giám đốc báo chí Bộ Ngoại giao Nga NAME". */
static bool take_unknown_subject(Walk *w)
{
    const Finder *f = w->f;
    enum { LONGEST = 12, SMALL = 5 };
    uint32_t e, flags, and, small = 0, t = w->t;
    bool ministry = at_class(f, t, f->cls.ministry, &e);
    if (!f->after || w->p->served.n) return false;
    for (; t < f->hi && t < w->t + LONGEST; t++) {
        const Token *tok = &f->doc->toks[t];
        if (f->taken[t] & (TAKEN_DATE | TAKEN_AMOUNT | TAKEN_NAME)) return false;
        if (t > w->t && party_at(f, t, &e, &flags) >= 0) break;
        bool joint = finder_is(f, t, ",") || at_class(f, t, f->cls.list_and, &and);
        ministry |= at_class(f, t, f->cls.ministry, &e);
        bool cap = tok->flags & TOK_CAP;
        small += !cap && !ministry;
        bool word = (tok->flags & TOK_WORD) && (cap || (ministry && t > w->t) || small <= SMALL);
        if ((!word && !(joint && t > w->t)) || at_class(f, t, f->cls.post_head, &e)) return false;
    }
    if (small && !ministry && !(f->doc->toks[w->t].flags & TOK_CAP)) return false;
    if (t == w->t || t == w->t + LONGEST || t == f->hi || party_at(f, t, &e, &flags) < 0) return false;
    uint32_t name = skip_honorifics(f, e);
    if (name_end(f, name) < name + 2) return false;
    w->pieces++;
    w->t = w->p->end = w->p->text_end = t;
    return true;
}

/* "Thủ tướng khi đó NAME", "Presiden Peru saat itu, NAME", "Peru's president at the time, NAME": he was. */
static bool take_then(Walk *w)
{
    uint32_t e;
    if (!w->has_head || !at_class(w->f, w->t, w->f->cls.post_then, &e)) return false;
    w->p->former = true;
    w->t = w->p->end = e;
    return true;
}

bool post_parse(const Finder *f, uint32_t i, bool free_words, PostPhrase *p)
{
    *p = (PostPhrase){.tok = i};
    Walk w = {.f = f, .p = p, .t = i, .free_words = free_words};
    uint32_t e;
    if (at_class(f, i, f->cls.post_former, &e)) {
        p->former = true;
        w.t = finder_is(f, e, "-") ? e + 1 : e;
    }
    while (w.t < f->hi) {
        if (take_then(&w)) continue;
        if (f->taken[w.t] & (TAKEN_DATE | TAKEN_NAME)) break;
        if (f->after && w.has_head && at_class(f, w.t, f->cls.own_state, &e))
            break; /* "menteri negara itu" */
        bool word = take_word(&w);
        if (!word && !take_joint(&w) &&
            !(w.has_head && (take_link(&w) || take_party(&w) || take_unknown_subject(&w))))
            break;
    }
    p->named_part = w.pieces > 1;
    const char *code;
    for (uint32_t t = i; w.has_head && !p->served.n && t < p->end; t++) /* "Direktur FBI", "Pope" */
        if (match_class_at(f->ix, t, f->cls.post_party, NULL, &e, &code) && e <= p->end)
            party_set_add(&p->served, lex_party_id(f->lex, code));
    return w.has_head;
}
