/* mention_phrase.c: noun phrases: actors of a party, bodies, agreements, places; groups, pronouns, roles. */
#include "stage/mention_parts.h"

#include <string.h>

enum { SIDES_REACH = 40 };

/* Parties named between two tokens. */
static void parties_within(const Finder *f, uint32_t from, uint32_t to, PartySet *out)
{
    for (uint32_t t = from; t < to;) {
        uint32_t e, flags;
        int id = party_at(f, t, &e, &flags);
        if (id >= 0 && e <= to) {
            party_set_add(out, id);
            t = e;
        } else {
            t++;
        }
    }
}

static bool word_token(const Finder *f, uint32_t t)
{
    return t >= f->lo && t < f->hi && (f->doc->toks[t].flags & TOK_WORD);
}

/* ---- actors ---- */

/* A noun that acts for a party; where all actors count, any that names a sector of society. */
static bool actor_noun(const Finder *f, uint32_t t, uint32_t *e)
{
    uint32_t other;
    bool org = at_class(f, t, f->cls.actor, e);
    if (!f->doc->all_actors || !at_class(f, t, f->cls.sector, &other) || (org && *e >= other)) return org;
    *e = other;
    return true;
}

/* Words that may stand between a party and its noun, or a noun and its party. */
static bool between_word(const Finder *f, uint32_t t)
{
    uint32_t e;
    return word_token(f, t) && !(f->taken[t] & (TAKEN_DATE | TAKEN_AMOUNT | TAKEN_NAME | TAKEN_PARTY)) &&
           (at_class(f, t, f->cls.portfolio, &e) || !at_class(f, t, f->cls.function, &e)) &&
           !at_class(f, t, f->cls.list_and, &e);
}

/* PARTY('s) word* ACTOR */
static bool actor_after_party(Finder *f, uint32_t i)
{
    uint32_t end, flags = 0, e = 0, stop = 0;
    int id = party_at(f, i, &end, &flags);
    if (id < 0 || f->after) return false;
    bool poss = is_possessive(f, end);
    uint32_t t = poss ? end + 1 : end;
    if (!poss && !(flags & (MF_ADJ | MF_CAPITAL | MF_ORG)) && !actor_noun(f, t, &e)) return false;
    for (uint32_t k = 0; k < 4 && t < f->hi; k++) {
        if (actor_noun(f, t, &e)) {
            stop = e;
            t = e;
            continue;
        }
        if (stop && f->doc->all_actors) break; /* "Kenyan troops attacked rebels" */
        uint32_t p;
        bool portfolio = at_class(f, t, f->cls.portfolio, &p);
        bool joint = k > 0 && !stop && at_class(f, t, f->cls.list_and, &p) && between_word(f, t - 1) &&
                     between_word(f, p) && actor_noun(f, p + 1, &e); /* "political and security officials" */
        if (!portfolio && !joint && !between_word(f, t)) break;
        t = portfolio || joint ? p : t + 1;
    }
    if (!stop) return false;
    uint32_t linked; /* "Ministry of Foreign Affairs" */
    if (at_class(f, stop, f->cls.post_link, &linked) && at_class(f, linked, f->cls.portfolio, &e)) stop = e;
    const char *key = "";
    for (uint32_t k = stop; k-- > i && !*key;) /* "the Belarusian leader" is a person */
        if (!match_class_at(f->ix, k, f->cls.actor, NULL, &e, &key) || e != stop) key = "";
    bool leader = strcmp(key, "leader") == 0;
    PartySet parties = {0};
    party_set_add(&parties, id);
    uint32_t from = flags & MF_ADJ && !poss ? more_leading(f, i, &parties) : i;
    Mention *m = finder_add(f, leader ? M_POST : M_ACTOR, from, stop);
    m->parties = parties;
    m->name = finder_text(f, from, stop);
    if (leader) m->value = "role";
    if (is_possessive(f, stop)) m->flags |= MF_POSS;
    return true;
}

/* Behind the preposition of a government whose seat is told, where the genitive follows: "pemerintah di |
 * Suva"; else t. */
static uint32_t seat_of(const Finder *f, uint32_t noun, uint32_t t)
{
    uint32_t e, stop, flags = 0;
    bool told = at_class(f, noun, f->cls.seated, &e) && at_class(f, t, f->cls.prep_place, &e) &&
                party_at(f, e, &stop, &flags) >= 0;
    return told && (flags & MF_CAPITAL) ? e : t;
}

/* Behind the quarter of a land, where all actors count: "gunmen in the southern | Philippines"; else t. */
static uint32_t quarter_end(const Finder *f, uint32_t t)
{
    uint32_t e = t, end;
    if (!f->doc->all_actors || f->after) return t;
    if (at_class(f, e, f->cls.article, &end)) e = end;
    return at_class(f, e, f->cls.quarter, &end) ? end : t;
}

/* Behind "from" where the genitive follows: "Delegasi dari | Chili" at the head of a sentence acts for it,
 * with a number in front of it or none; elsewhere it may be moved from there ("menarik pasukan dari Chili").
 * Else t. */
static uint32_t head_from(const Finder *f, uint32_t noun, uint32_t t)
{
    uint32_t e, stop;
    bool first =
        noun == f->lo || (noun == f->lo + 1 && match_number(f->ix, f->doc, f->lo, &e) >= 0 && e == noun);
    return first && at_class(f, t, f->cls.served_link, &stop) && at_class(f, t, f->cls.prep_place, &e) ? stop
                                                                                                       : t;
}

/* ACTOR word* (of|in) PARTY */
static bool actor_before_party(Finder *f, uint32_t i)
{
    uint32_t e, t, flags, stop;
    if ((f->taken[i] & TAKEN_PARTY) || !actor_noun(f, i, &t)) return false; /* "the Gulf state of Oman" */
    for (uint32_t k = 0; k < 5 && t < f->hi; k++) {
        uint32_t linked = t, link = 0;
        while (link++ < 2 && (f->after ? at_class(f, linked, f->cls.post_link, &e) &&
                                             !at_class(f, linked, f->cls.prep_place, &stop)
                                       : at_class(f, linked, f->cls.post_link, &e) ||
                                             at_class(f, linked, f->cls.prep_place, &e)))
            linked = e; /* "công ty tại Lào" is not Laos's */
        bool place = at_class(f, t, f->cls.prep_place, &e) && !at_class(f, t, f->cls.aim_link, &e);
        if (!f->after && !at_class(f, t, f->cls.served_link, &e) && !place)
            linked = t; /* nor are a "delegation to Laos", "missiles at Peru" */
        if (f->after && linked == t) linked = seat_of(f, i, t);
        if (f->after && linked == t) linked = head_from(f, i, t);
        bool of = linked > t;
        if (of) linked = quarter_end(f, linked);
        if (f->after || of) {
            int id = party_at(f, linked, &stop, &flags);
            if (id >= 0 && !(flags & MF_ADJ) && !(of && is_possessive(f, stop))) {
                Mention *m = finder_add(f, M_ACTOR, i, stop);
                party_set_add(&m->parties, id);
                uint32_t and, e2, fl = 0; /* "soldiers of A and B": both act */
                int id2 = at_class(f, stop, f->cls.list_and, &and) ? party_at(f, and, &e2, &fl) : -1;
                if (id2 >= 0 && id2 != id && !(fl & MF_ADJ) && !is_possessive(f, e2)) {
                    party_set_add(&m->parties, id2);
                    m->tok_end = e2;
                    m->span.end = f->doc->toks[e2 - 1].span.end;
                }
                m->name = finder_text(f, i, m->tok_end);
                return true;
            }
        }
        uint32_t p;
        if (at_class(f, t, f->cls.portfolio, &p) || actor_noun(f, t, &p) ||
            at_class(f, t, f->cls.actor_mod, &p))
            t = p;
        else if (of && at_class(f, linked, f->cls.portfolio, &p)) t = p;
        else if (f->after && between_word(f, t) && (f->doc->toks[t].flags & TOK_CAP)) t++;
        else break;
    }
    return false;
}

/* A capitalised word that may name an organisation: "Sunrise" of "the Sunrise Party". */
static bool naming_word(const Finder *f, uint32_t t)
{
    uint32_t e;
    const Token *tok = &f->doc->toks[t];
    return word_token(f, t) && (tok->flags & TOK_CAP) && !f->taken[t] &&
           !((tok->flags & TOK_FIRST) && at_class(f, t, f->cls.function, &e));
}

static uint32_t named_from(const Finder *f, uint32_t i)
{
    while (!f->after && (f->doc->toks[i].flags & TOK_CAP) && i > f->lo && naming_word(f, i - 1)) i--;
    return i;
}

static uint32_t named_to(const Finder *f, uint32_t end)
{
    while (f->after && end < f->hi && naming_word(f, end)) end++;
    return end;
}

/* "the Nordic country", "the oil-rich kingdom": a state told by what it is like; the end, or i. */
static uint32_t state_epithet(const Finder *f, uint32_t i)
{
    enum { LONGEST = 4 };
    uint32_t e, flags, t = i;
    if (f->after || !at_class(f, i, f->cls.article, &t)) return i;
    for (uint32_t from = t; t < f->hi && t <= from + LONGEST; t++) {
        const Token *tok = &f->doc->toks[t];
        if (t > from && !(tok->flags & TOK_CAP) && at_class(f, t, f->cls.state_noun, &e))
            return at_class(f, e, f->cls.served_link, &flags) || finder_is(f, e, "-") ? i : e;
        bool word = (tok->flags & TOK_WORD) && !(f->taken[t] & ~TAKEN_PARTY);
        if ((!word && !finder_is(f, t, "-")) || at_class(f, t, f->cls.function, &e) ||
            at_class(f, t, f->cls.epithet_stop, &e) || party_at(f, t, &e, &flags) >= 0)
            return i;
    }
    return i;
}

/* "The Norwegian then sat down": somebody by the state he serves, in front of what only people do. */
static bool find_national(Finder *f, uint32_t i)
{
    uint32_t from, e, verb, flags = 0;
    if (f->after || !at_class(f, i, f->cls.article, &from)) return false;
    int id = party_at(f, from, &e, &flags);
    if (id < 0 || !(flags & MF_ADJ) || is_possessive(f, e)) return false;
    if (!at_class(f, e, f->cls.group_verb, &verb) && !at_class(f, e, f->cls.state_verb, &verb)) return false;
    Mention *m = finder_add(f, M_POST, i, e);
    party_set_add(&m->parties, id);
    m->name = finder_text(f, i, e);
    m->value = "role";
    return true;
}

void find_actors(Finder *f)
{
    for (uint32_t i = f->lo; i < f->hi; i++) {
        uint32_t e;
        if (f->taken[i] & (TAKEN_DATE | TAKEN_NAME)) continue;
        if (find_national(f, i)) {
            i = f->out[f->n - 1].tok_end - 1;
            continue;
        }
        if ((e = state_epithet(f, i)) > i) {
            Mention *m = finder_add(f, M_ACTOR, i, e);
            m->value = "state";
            m->name = finder_text(f, i, e);
            if (is_possessive(f, e)) m->flags |= MF_POSS;
            i = e - 1;
            continue;
        }
        if (actor_after_party(f, i) || actor_before_party(f, i)) {
            i = f->out[f->n - 1].tok_end - 1;
            continue;
        }
        if (!(f->taken[i] & TAKEN_PARTY) && actor_noun(f, i, &e)) { /* "the ministry": whose, resolve says */
            const char *key = NULL;
            match_class_at(f->ix, i, f->cls.actor, NULL, NULL, &key);
            uint32_t from = f->doc->all_actors ? named_from(f, i) : i;
            if (f->doc->all_actors) e = named_to(f, e);
            for (uint32_t next; f->doc->all_actors && actor_noun(f, e, &next);) e = next;
            Mention *m = finder_add(f, M_ACTOR, from, e);
            m->value = key;
            m->name = finder_text(f, from, e);
            if (is_possessive(f, e)) m->flags |= MF_POSS;
            i = e - 1;
        }
    }
}

/* ---- titles of bodies and agreements ---- */

/* The token behind a title word: a phrase of several words ("hàng không") is taken whole. */
static uint32_t title_word_end(const Finder *f, uint32_t t)
{
    const int kinds[] = {f->cls.agreement_mod, f->cls.body_mod, f->cls.portfolio, f->cls.topic};
    uint32_t end = t + 1, e;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        if (at_class(f, t, kinds[k], &e) && e > end) end = e;
    return end;
}

static bool title_word(const Finder *f, uint32_t t)
{
    uint32_t e;
    if (t >= f->hi || (f->taken[t] & (TAKEN_DATE | TAKEN_NAME))) return false;
    const Token *tok = &f->doc->toks[t];
    if (finder_is(f, t, "-")) return true;
    if (!(tok->flags & (TOK_WORD | TOK_NUMBER))) return false;
    if (at_class(f, t, f->cls.function, &e) && title_word_end(f, t) <= e)
        return false; /* "chỉ đạo", but not "chỉ" */
    return (tok->flags & TOK_CAP) || at_class(f, t, f->cls.agreement_mod, &e) ||
           at_class(f, t, f->cls.body_mod, &e) || at_class(f, t, f->cls.portfolio, &e) ||
           at_class(f, t, f->cls.topic, &e);
}

static uint32_t title_start(const Finder *f, uint32_t head)
{
    uint32_t t = head, e;
    if (f->after) return head; /* what describes the head stands behind it */
    while (t > f->lo && head - t < 10) {
        uint32_t w = t - 1;
        if (before_class(f, t, f->cls.agreement_mod, &e) || before_class(f, t, f->cls.body_mod, &e) ||
            before_class(f, t, f->cls.topic, &e) || before_class(f, t, f->cls.portfolio, &e))
            w = e;
        bool conj = before_class(f, t, f->cls.list_and, &e) && e > f->lo && title_word(f, e - 1) && t < head;
        if (conj) w = e;
        bool first_cap = (f->doc->toks[w].flags & TOK_FIRST) && at_class(f, w, f->cls.function, &e);
        if (!conj && (!title_word(f, w) || first_cap)) break;
        if (at_class(f, w, f->cls.title_stop, &e)) break;
        t = w;
    }
    while (t < head && (finder_is(f, t, "-") || finder_is(f, t, "'s"))) t++;
    return t;
}

/* Words of a title behind its head: linked by "on", "for" ..., or (genitive after) directly. strict: a body's
 * name, whose words are capitalised or known as subjects. */
static uint32_t title_end(const Finder *f, uint32_t t, bool strict)
{
    uint32_t e, from = t, good = t;
    bool linked = false;
    if (is_possessive(f, t) && at_class(f, t + 1, f->cls.title_link, &e)) t++; /* "MoU's on trade" */
    while (t < f->hi && t - from < 28) {
        const Token *tok = &f->doc->toks[t];
        if (f->taken[t] & TAKEN_DATE) {
            /* "in the 2024 - 2026 period", "giai đoạn 2024-2026" belongs to the title */
            uint32_t k = t;
            while (k < f->hi && (f->taken[k] & TAKEN_DATE)) k++;
            if (f->after && at_class(f, t, f->cls.period_word, &e)) {
                t = good = k;
                continue;
            }
            uint32_t after;
            bool period = at_class(f, k, f->cls.period_word, &after);
            if (!period || !linked) break;
            t = good = after;
            continue;
        }
        uint32_t state_end,
            state_flags; /* "in a joint declaration | Peru said": who acts, no word of the title */
        if (!f->after && !linked && !strict && party_at(f, t, &state_end, &state_flags) >= 0 &&
            !(state_flags & MF_ADJ))
            break;
        uint32_t verb; /* "an agreement on trade and urged B ...": another act */
        if (at_class(f, t, f->cls.list_and, &verb) && at_class(f, verb, f->cls.state_verb, &e)) break;
        uint32_t link; /* "di" ends a title, "di bidang" goes on with it */
        if (at_class(f, t, f->cls.title_stop, &e) &&
            !(at_class(f, t, f->cls.title_link, &link) && link > e)) {
            /* "in the ... period" again */
            uint32_t k = e, after;
            while (k < f->hi && k < e + 2 && !(f->taken[k] & TAKEN_DATE)) k++;
            uint32_t d = k;
            while (d < f->hi && (f->taken[d] & TAKEN_DATE)) d++;
            if (!(linked && d > k && at_class(f, d, f->cls.period_word, &after))) break;
            t = good = after;
            continue;
        }
        uint32_t next; /* "Hiệp định hàng không và Bản ghi nhớ về y tế": two titles */
        if (at_class(f, t, f->cls.list_and, &next)) {
            while (next < t + 4 && at_class(f, next, f->cls.function, &e) &&
                   !at_class(f, next, f->cls.agreement, &e))
                next++;
            if (at_class(f, next, f->cls.agreement, &e)) break; /* "và một số văn kiện khác" too */
        }
        if (finder_is(f, t, "(")) { /* an abbreviation */
            uint32_t close = t + 1;
            while (close < f->hi && close < t + 4 && !finder_is(f, close, ")")) close++;
            if (!finder_is(f, close, ")") || !(f->doc->toks[t + 1].flags & TOK_ALLCAP)) break;
            t = good = close + 1;
            continue;
        }
        if (at_class(f, t, f->cls.title_link, &e)) {
            uint32_t flags, party; /* "donated a hospital | to Peru" */
            if (strict && at_class(f, t, f->cls.body_stop, &e) && party_at(f, e, &party, &flags) >= 0) break;
            linked = at_class(f, t, f->cls.title_link, &e);
            t = e;
            continue;
        }
        if (finder_is(f, t, ",")) {
            /* a list goes on only between capitalised words: "Economic, Cultural, Scientific" */
            bool caps = t + 1 < f->hi && (f->doc->toks[t + 1].flags & TOK_CAP) && good == t &&
                        (f->doc->toks[t - 1].flags & TOK_CAP);
            bool and = t + 1 < f->hi && at_class(f, t + 1, f->cls.list_and, &e) && e < f->hi &&
                       (f->doc->toks[e].flags & TOK_CAP) && good == t &&
                       (f->doc->toks[t - 1].flags & TOK_CAP);
            if (!linked || !(caps || and)) break;
            t = and? e : t + 1;
            continue;
        }
        if ((tok->flags & TOK_PUNCT) && !finder_is(f, t, "-") && !finder_is(f, t, "'s")) break;
        bool loose = linked || (f->after && at_class(f, t, f->cls.list_and, &e));
        if (strict)
            loose = at_class(f, t, f->cls.list_and, &e) ||
                    (linked && at_class(f, t, f->cls.function, &e) && t == good + 1);
        uint32_t flags, party;
        if (f->after && party_at(f, t, &party, &flags) >= 0) { /* "Liên bang Nga" is one word of the title */
            t = good = party;
            continue;
        }
        bool word = title_word(f, t);
        if (!word && !loose) break;
        bool small = !word && (at_class(f, t, f->cls.function, &e) || at_class(f, t, f->cls.list_and, &e));
        small |= finder_is(f, t, "-");
        t = word && !small ? title_word_end(f, t) : t + 1;
        if (!small) good = t;
    }
    return good;
}

void find_bodies(Finder *f)
{
    for (uint32_t i = f->lo; i < f->hi; i++) {
        uint32_t e, party_end, flags;
        if ((f->taken[i] & (TAKEN_DATE | TAKEN_NAME)) || !at_class(f, i, f->cls.body_head, &e)) continue;
        uint32_t noun; /* "Kenyan police detained": an actor, not the name of a body */
        if (f->doc->all_actors && !(f->doc->toks[i].flags & TOK_CAP) && actor_noun(f, i, &noun)) continue;
        uint32_t from = title_start(f, i), to = title_end(f, e, true);
        if (from == i && to == e && !(f->doc->toks[i].flags & TOK_CAP)) {
            Mention *bare = finder_add(f, M_BODY, i, e); /* "the committee" */
            bare->name = finder_text(f, i, e);
            bare->flags |= MF_DEMONSTR;
        } else if (party_at(f, from, &party_end, &flags) < 0 ||
                   party_end < to) { /* not "the European Union" */
            Mention *m = finder_add(f, M_BODY, from, to);
            m->name = finder_text(f, from, to);
            parties_within(f, from, to, &m->parties);
            for (uint16_t k = 0; k < m->parties.n; k++) /* "the ASEAN Summit" */
                if (lex_party_is_org(f->lex, m->parties.id[k])) m->flags |= MF_ORG;
        }
        i = to - 1;
    }
}

/* Where the genitive follows its head only a count stands before a title: "tiga nota kesepahaman", "7 MoU".
 */
static uint32_t counted_from(const Finder *f, uint32_t head)
{
    uint32_t t;
    if (match_class_before(f->ix, head, f->cls.agreement_mod, "count", &t, NULL) && t >= f->lo) return t;
    bool digits = head > f->lo && (f->doc->toks[head - 1].flags & TOK_NUMBER) &&
                  !(f->taken[head - 1] & TAKEN_DATE) &&
                  f->doc->toks[head - 1].span.end - f->doc->toks[head - 1].span.start <= 2;
    return digits ? head - 1 : head;
}

/* Does an item of a list begin at this token: at the sentence's head, behind "1.", "-"? */
static bool begins_item(const Finder *f, uint32_t i)
{
    while (i > f->lo && (f->doc->toks[i - 1].flags & (TOK_PUNCT | TOK_NUMBER))) i--;
    return i == f->lo;
}

/* The link by which a title goes on behind those it is between, "MoU antara A dan B | tentang C": in the
 * items of a list, where no verb can stand between. Not "of", which names have too. e where there is none. */
static uint32_t behind_sides(const Finder *f, uint32_t e)
{
    uint32_t t;
    const char *key;
    if (!at_class(f, e, f->cls.title_between, &t)) return e;
    for (; t < f->hi && t < e + SIDES_REACH; t++)
        if (match_class_at(f->ix, t, f->cls.title_link, NULL, NULL, &key) && !*key) return t;
    return e;
}

void find_agreements(Finder *f)
{
    for (uint32_t i = f->lo; i < f->hi; i++) {
        uint32_t e;
        const char *type;
        if ((f->taken[i] & (TAKEN_DATE | TAKEN_NAME)) ||
            !match_class_at(f->ix, i, f->cls.agreement, NULL, &e, &type) || e > f->hi)
            continue;
        uint32_t from = f->after ? counted_from(f, i) : title_start(f, i), to = title_end(f, e, false);
        uint32_t link = begins_item(f, from) ? behind_sides(f, to) : to;
        uint32_t full = link > to ? title_end(f, link, false) : to;
        Mention *m = finder_add(f, M_AGREEMENT, from, full);
        m->name = finder_text(f, from, to);
        if (full > link) m->name = arena_printf(f->doc->arena, "%s %s", m->name, finder_text(f, link, full));
        m->value = type;
        parties_within(f, from, full, &m->parties);
        i = full - 1;
    }
}

/* ---- places, small words ---- */

/* A capitalised word of a place, with the small words that belong to it: "Nhà Quốc hội", "Cung điện Palais".
 */
static uint32_t place_word_end(const Finder *f, uint32_t t)
{
    uint32_t e;
    return at_class(f, t, f->cls.seat, &e) ? e : title_word_end(f, t);
}

void find_places(Finder *f)
{
    for (uint32_t i = f->lo; i < f->hi; i++) {
        uint32_t t, e, flags;
        if (!before_class(f, i, f->cls.prep_place, &t) || (f->taken[i] & (TAKEN_DATE | TAKEN_NAME))) continue;
        if (at_class(f, i, f->cls.function, &e) && e == i + 1) i = e;
        uint32_t from = i;
        bool seat = at_class(f, i, f->cls.seat, &e);
        while (
            i < f->hi && i < from + 12 && word_token(f, i) &&
            !(f->taken[i] & (TAKEN_DATE | TAKEN_NAME | TAKEN_PARTY)) &&
            ((f->doc->toks[i].flags & TOK_CAP) || (seat && i > from && !at_class(f, i, f->cls.function, &e) &&
                                                   !at_class(f, i, f->cls.list_and, &e))))
            i = f->after ? place_word_end(f, i) : i + 1;
        if (i > from) {
            int id = finder_is(f, i, ",") ? party_at(f, i + 1, &e, &flags) : party_at(f, i, &e, &flags);
            Mention *m = finder_add(f, M_PLACE, from, i);
            m->name = finder_text(f, from, i);
            party_set_add(&m->parties, id);
        }
    }
}

/* "It was | at last ratified", "It took effect": what befalls agreements and little else, behind token t. */
static bool befalls_agreement(const Finder *f, uint32_t t)
{
    enum { REACH = 6 };
    uint32_t passive = 0, e;
    for (uint32_t k = t; k < t + REACH && k < f->hi && !(f->doc->toks[k].flags & TOK_PUNCT); k++) {
        if (at_class(f, k, f->cls.agreement_does, &e)) return true;
        if (at_class(f, k, f->cls.passive_be, &e)) passive = k;
        else if (passive && at_class(f, k, f->cls.agreement_done, &e)) return true;
    }
    return false;
}

/* An agreement by "it" alone. */
static bool is_agreement(const Finder *f, uint32_t from, uint32_t end)
{
    uint32_t at;
    return befalls_agreement(f, end) || before_class(f, from, f->cls.agreement_verb, &at);
}

void find_words(Finder *f)
{
    for (uint32_t i = f->lo; i < f->hi; i++) {
        if (f->taken[i] & (TAKEN_DATE | TAKEN_NAME)) continue;
        const struct {
            int cls;
            MentionKind kind;
        } words[] = {{f->cls.group, M_GROUP},
                     {f->cls.other_side, M_ACTOR},
                     {f->cls.role, M_POST},
                     {f->cls.pronoun, M_PRONOUN}};
        for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
            uint32_t e;
            const char *key;
            if (!match_class_at(f->ix, i, words[k].cls, NULL, &e, &key) || e > f->hi ||
                (f->taken[e - 1] & TAKEN_NAME))
                continue;
            bool bare =
                key && strcmp(key, "bare") == 0;     /* "the two" are people only in front of what they do */
            bool it = key && strcmp(key, "it") == 0; /* a state in front of what only somebody does */
            uint32_t verb_end;
            if (bare && !at_class(f, e, f->cls.group_verb, &verb_end)) continue;
            bool deed = it && is_agreement(f, i, e);
            if (it && !deed && !at_class(f, e, f->cls.state_verb, &verb_end)) continue;
            Mention *m = finder_add(f, words[k].kind, i, e);
            m->value = bare ? "people" : key;
            m->name = finder_text(f, i, e);
            if (words[k].kind == M_POST) m->value = "role";
            if (it) m->kind = deed ? M_AGREEMENT : M_ACTOR;
            if (deed) m->flags |= MF_DEMONSTR;
            if (words[k].kind == M_ACTOR) { /* "his guest" is a person, "its neighbour" a state */
                m->kind = strcmp(key, "he") == 0 ? M_POST : M_ACTOR;
                m->value = "other";
            }
            if (is_possessive(f, e)) m->flags |= MF_POSS;
            i = e - 1;
            break;
        }
    }
}
