/* mention_party.c: states and organisations by name, demonym, capital, nickname; cities. */
#include "stage/mention_parts.h"

#include <string.h>

bool is_possessive(const Finder *f, uint32_t i)
{
    return finder_is(f, i, "'s") ||
           (finder_is(f, i, "'") && i < f->hi && !(f->doc->toks[i].flags & TOK_SPACE));
}

uint32_t stance_start(const Finder *f, uint32_t i)
{
    uint32_t e;
    bool joined = i >= f->lo + 2 && finder_is(f, i - 1, "-") &&
                  !((f->doc->toks[i - 1].flags | f->doc->toks[i].flags) & TOK_SPACE);
    return joined && at_class(f, i - 2, f->cls.stance_prefix, &e) ? i - 2 : i;
}

static int named_at(const Finder *f, uint32_t i, uint32_t *end, uint32_t *flags)
{
    const struct {
        int cls;
        uint32_t flags;
    } order[] = {{f->cls.party, 0},
                 {f->cls.demonym, MF_ADJ},
                 {f->cls.capital, MF_CAPITAL},
                 {f->cls.nickname, 0},
                 {f->cls.city, MF_CITY}};
    int best = -1;
    uint32_t other;
    *end = i;
    if (!at_class(f, i, f->cls.not_party, &other)) other = i;
    for (size_t k = 0; k < sizeof order / sizeof *order; k++) {
        uint32_t e;
        const char *key;
        if (!match_class_at(f->ix, i, order[k].cls, NULL, &e, &key) || e > f->hi || e <= *end) continue;
        best = lex_party_id(f->lex, key);
        *end = e;
        *flags = order[k].flags;
    }
    if (best >= 0 && other > *end) best = -1; /* "Ý kiến", "Pháp luật" */
    if (stance_start(f, i) < i) best = -1;
    for (uint32_t back = 1; back <= 3 && best >= 0 && i >= f->lo + back;
         back++) /* "Latin America", "Gulf of Mexico" */
        if (at_class(f, i - back, f->cls.not_party, &other) && other > i) best = -1;
    /* "Russian-led", "Hanoi-based": a modifier of something else; "Chinese-made" says whose it is */
    bool compound =
        best >= 0 && *end + 1 < f->hi && finder_is(f, *end, "-") && !(f->doc->toks[*end].flags & TOK_SPACE) &&
        !(f->doc->toks[*end + 1].flags & (TOK_SPACE | TOK_CAP)) && (f->doc->toks[*end + 1].flags & TOK_WORD);
    if (compound && !at_class(f, *end + 1, f->cls.party_made, &other)) return -1;
    if (compound) *flags = (*flags & ~(MF_CAPITAL | MF_CITY)) | MF_ADJ;
    if (best >= 0 && lex_party_is_org(f->lex, (uint16_t)best)) *flags |= MF_ORG;
    return best;
}

static bool dash_at(const Finder *f, uint32_t t)
{
    return finder_is(f, t, "-") || finder_is(f, t, "\xE2\x80\x93");
}

/* The short form of a state's name at i, of one token, or -1. */
static int short_at(const Finder *f, uint32_t i)
{
    uint32_t e;
    const char *key;
    if (i < f->lo || i >= f->hi || !(f->doc->toks[i].flags & TOK_CAP) ||
        !match_class_at(f->ix, i, f->cls.party_short, NULL, &e, &key) || e != i + 1)
        return -1;
    return lex_party_id(f->lex, key);
}

/* "Trung" of "Mỹ - Trung", "Việt" of "Việt - Lào": short forms name a state only beside another, and where no
 * other name goes on behind them ("Trung Quốc", "Hàn Mặc Tử"). */
static int paired_at(const Finder *f, uint32_t i, uint32_t *end, uint32_t *flags)
{
    uint32_t e, fl;
    int id = short_at(f, i);
    bool goes_on = i + 1 < f->hi && (f->doc->toks[i + 1].flags & TOK_CAP);
    if (id < 0 || goes_on) return -1;
    bool before =
        i >= f->lo + 2 && dash_at(f, i - 1) &&
        (short_at(f, i - 2) >= 0 || (f->taken[i - 2] & TAKEN_PARTY) || named_at(f, i - 2, &e, &fl) >= 0);
    bool behind =
        dash_at(f, i + 1) && i + 2 < f->hi && (short_at(f, i + 2) >= 0 || named_at(f, i + 2, &e, &fl) >= 0);
    if (!before && !behind) return -1;
    *end = i + 1;
    *flags = 0;
    return id;
}

int party_at(const Finder *f, uint32_t i, uint32_t *end, uint32_t *flags)
{
    uint32_t name;
    int id = named_at(f, i, end, flags);
    if (id < 0) id = paired_at(f, i, end, flags);
    if (id >= 0 || !(f->doc->toks[i].flags & TOK_CAP) || !at_class(f, i, f->cls.party_prefix, &name) ||
        name >= f->hi)
        return id;
    id = named_at(f, name, end, flags); /* "Republik Kenya": the state's name is enough for the lists */
    if (id >= 0 && !(*flags & (MF_ADJ | MF_CAPITAL | MF_CITY | MF_ORG))) return id;
    *end = i;
    return -1;
}

/* May the token stand in an epithet: a word that is neither a small one nor part of another phrase? */
static bool epithet_word(const Finder *f, uint32_t t)
{
    uint32_t e;
    bool word = (f->doc->toks[t].flags & TOK_WORD) || (finder_is(f, t, "-") && t > f->lo);
    return word && !(f->taken[t] & (TAKEN_DATE | TAKEN_AMOUNT | TAKEN_NAME)) &&
           !at_class(f, t, f->cls.function, &e) && !at_class(f, t, f->cls.post_head, &e);
}

uint32_t past_epithet(const Finder *f, uint32_t t)
{
    enum { LONGEST = 5 };
    uint32_t e, name, flags = 0;
    if (f->after) return t;
    for (uint32_t at = t; at < f->hi && at <= t + LONGEST; at++) {
        if (at_class(f, at, f->cls.party_of, &name) && party_at(f, name, &e, &flags) >= 0)
            return flags & (MF_ADJ | MF_CAPITAL | MF_CITY | MF_ORG) ? t : name;
        if (!epithet_word(f, at)) return t;
    }
    return t;
}

/* Where "the Gulf state of" begins before the name at i: i where nothing of the kind stands there. Without an
 * article what stands before it may be anything. */
static uint32_t epithet_start(const Finder *f, uint32_t i, uint32_t flags)
{
    enum { LONGEST = 4 };
    uint32_t from, e;
    if (f->after || (flags & (MF_ADJ | MF_CAPITAL | MF_CITY | MF_ORG))) return i;
    if (!before_class(f, i, f->cls.party_of, &from)) return i;
    uint32_t t = from;
    while (t > f->lo && from - t < LONGEST && epithet_word(f, t - 1)) t--;
    return t > f->lo && at_class(f, t - 1, f->cls.article, &e) ? t - 1 : from;
}

/* "in Hanoi", "in the Philippines" */
static bool after_preposition(const Finder *f, uint32_t i)
{
    uint32_t t;
    if (before_class(f, i, f->cls.prep_place, &t)) return true;
    return i > f->lo && before_class(f, i, f->cls.function, &t) && t + 1 == i &&
           before_class(f, t, f->cls.prep_place, &t);
}

/* "JAKARTA (ANTARA) - The government ...": where the report comes from. */
static bool is_dateline(const Finder *f, uint32_t i, uint32_t end)
{
    /* a site's name may stand before it: "KOMPAS.com, JAKARTA - ..." */
    for (uint32_t t = f->lo; t < i; t++)
        if (i - f->lo > 6 || ((f->doc->toks[t].flags & TOK_WORD) && !(f->doc->toks[t].flags & TOK_CAP)))
            return false;
    for (uint32_t t = end; t < f->hi && t < end + 8; t++) {
        const Token *tok = &f->doc->toks[t];
        bool dash = finder_is(f, t, "-") && t + 1 < f->hi;
        if (dash && ((tok->flags & TOK_SPACE) || finder_is(f, t - 1, ")")))
            return f->doc->toks[t + 1].flags & TOK_SPACE;
        /* "JAKARTA-Kedua negara ..." */
        if (dash && t == end && (f->doc->toks[i].flags & TOK_ALLCAP))
            return !(f->doc->toks[t + 1].flags & TOK_ALLCAP);
        if ((tok->flags & TOK_WORD) && !(tok->flags & TOK_CAP)) return false;
    }
    return false;
}

/* "in Warsaw, Poland, ...": the state behind its town, closed by a comma or the end. "In Tokyo, Japan said"
 * is none. */
static bool behind_its_town(const Finder *f, uint32_t i, uint32_t end, int id)
{
    if (f->n < 2 || i <= f->lo || !finder_is(f, i - 1, ",")) return false;
    const Mention *town = &f->out[f->n - 2];
    bool is_town = town->kind == M_PARTY && (town->flags & (MF_CITY | MF_CAPITAL)) && (town->flags & MF_LOC);
    if (!is_town || town->tok_end != i - 1 || !party_set_has(&town->parties, (uint16_t)id)) return false;
    return end == f->hi || finder_is(f, end, ",") || finder_is(f, end, ".") || finder_is(f, end, ")") ||
           finder_is(f, end, "(");
}

/* Behind "(AS)" in "Amerika Serikat (AS)", which names nobody anew; end where there is none. */
static uint32_t behind_own_short_form(const Finder *f, int id, uint32_t end)
{
    uint32_t behind = skip_brackets(f, end), e, flags = 0;
    if (behind == end || party_at(f, end + 1, &e, &flags) != id || e + 1 != behind) return end;
    return behind;
}

/* Behind the town of a mission, "KBRI | Lima", which tells where it is and not whom it serves; end where
 * there is none. */
static uint32_t behind_mission_town(const Finder *f, uint32_t i, uint32_t end)
{
    uint32_t e, flags = 0;
    if (!at_class(f, i, f->cls.mission, &e) || e != end || party_at(f, end, &e, &flags) < 0) return end;
    return flags & (MF_CAPITAL | MF_CITY) ? e : end;
}

void find_parties(Finder *f)
{
    for (uint32_t i = f->lo; i < f->hi;) {
        uint32_t end, flags = 0;
        int id = f->taken[i] & (TAKEN_DATE | TAKEN_AMOUNT) ? -1 : party_at(f, i, &end, &flags);
        if (id < 0) {
            uint32_t other;
            i = at_class(f, i, f->cls.not_party, &other) ? other : i + 1;
            continue;
        }
        uint32_t from = epithet_start(f, i, flags);
        end = behind_mission_town(f, i, end);
        Mention *m = finder_add(f, M_PARTY, from, end);
        party_set_add(&m->parties, id);
        m->flags = flags;
        m->name = finder_text(f, i, end);
        uint32_t owned; /* "tetangga Ukraina" */
        if (is_possessive(f, end) || before_class(f, i, f->cls.possessed, &owned)) m->flags |= MF_POSS;
        if (after_preposition(f, from) || behind_its_town(f, i, end, id)) m->flags |= MF_LOC;
        if ((flags & (MF_CAPITAL | MF_CITY)) && is_dateline(f, i, end)) m->flags |= MF_LOC | MF_PART;
        finder_take(f, from, end, TAKEN_PARTY);
        i = behind_own_short_form(f, id, end);
    }
}
