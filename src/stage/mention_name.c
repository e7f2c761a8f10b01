/* mention_name.c: runs of capitalised words that may be a person's name. */
#include "base/text.h"
#include "stage/mention_parts.h"

#include <string.h>
#include <strings.h>

/* "Ra-un", "Gioóc-giơ": syllables of a foreign name, the later ones written small. */
static bool spelt_apart(const Finder *f, uint32_t t)
{
    const Token *toks = f->doc->toks;
    return t + 2 < f->hi && finder_is(f, t + 1, "-") && !(toks[t + 1].flags & TOK_SPACE) &&
           !(toks[t + 2].flags & (TOK_SPACE | TOK_CAP)) && (toks[t + 2].flags & TOK_WORD);
}

static bool blocks_name(const Finder *f, uint32_t t, uint32_t from)
{
    uint32_t e, flags;
    bool behind_name = t == from + 1 && !(f->doc->toks[t].flags & TOK_FIRST) && !f->headline;
    if (behind_name && at_class(f, t, f->cls.pronoun, &e) && !(f->doc->toks[t].flags & TOK_ALLCAP))
        return false; /* "Wang He": no pronoun has a capital there */
    const int stops[] = {f->cls.post_head, f->cls.not_name,    f->cls.actor,
                         f->cls.agreement, f->cls.counterpart, f->cls.pronoun,
                         f->cls.body_head, f->cls.group,       f->cls.honorific};
    uint32_t particle; /* "Tariq Al Said" */
    if (t > from && before_class(f, t, f->cls.name_particle, &particle) && particle > from &&
        (f->doc->toks[particle].flags & TOK_CAP))
        return false;
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++)
        if (at_class(f, t, stops[i], &e))
            return t == from || (stops[i] != f->cls.pronoun && stops[i] != f->cls.honorific);
    if (t == from && at_class(f, t, f->cls.portfolio, &e)) return true; /* the post goes on */
    /* "President To Lam": a small word may be a name where it is capitalised within the sentence and a name
     * goes on */
    bool named = !(f->doc->toks[t].flags & TOK_FIRST) && t + 1 < f->hi &&
                 ((f->doc->toks[t + 1].flags & TOK_CAP) || (f->after && spelt_apart(f, t)));
    if (at_class(f, t, f->cls.function, &e) && ((t == from && !named) || e - t > 1)) return true;
    if (party_at(f, t, &e, &flags) < 0) return false;
    if (e - t > 1) return true;
    /* "Santiago Cafiero", "Rosario Murillo": a town's name may be a given name */
    bool given = (flags & (MF_CITY | MF_CAPITAL)) && e < f->hi && (f->doc->toks[e].flags & TOK_CAP) &&
                 !(f->taken[e] & TAKEN_DATE);
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

/* "d'Arc", "l’Hôpital": a small letter, an apostrophe and a capital, in one token. */
static bool elided(const Finder *f, uint32_t t)
{
    Span s = f->doc->toks[t].span;
    const char *text = f->doc->text + s.start;
    size_t n = s.end - s.start, i = 0;
    if (!n || text_is_upper(text_next(text, n, &i)) || i >= n) return false;
    int32_t mark = text_next(text, n, &i);
    return (mark == '\'' || mark == 0x2019) && i < n && text_is_upper(text_next(text, n, &i));
}

/* A run of capitalised words that may be a person's name; returns its end, or i. */
uint32_t name_end(const Finder *f, uint32_t i)
{
    uint32_t t = i, last = i, words = 0;
    while (t < f->hi && t < i + 14) {
        const Token *tok = &f->doc->toks[t];
        uint32_t e;
        if (f->taken[t] & (TAKEN_DATE | TAKEN_AMOUNT | TAKEN_NAME)) break;
        if ((tok->flags & TOK_WORD) && (tok->flags & TOK_CAP)) {
            if (words && roman_number(f, t)) return t + 1; /* "Mohammed VI" */
            if (blocks_name(f, t, i) || roman_number(f, t) || (f->headline && !named_in_text(f, t))) break;
            words++;
            last = ++t;
            continue;
        }
        if (t > i && elided(f, t)) {
            words++;
            last = ++t;
            continue;
        }
        bool glued =
            t > i && !(tok->flags & TOK_SPACE) && t + 1 < f->hi && !(f->doc->toks[t + 1].flags & TOK_SPACE);
        if (glued && (finder_is(f, t, "-") || finder_is(f, t, "'"))) {
            t++;
            if (!(f->doc->toks[t].flags & TOK_CAP) && (f->doc->toks[t].flags & TOK_WORD))
                last = ++t; /* Al-sisi */
            continue;
        }
        uint32_t place;
        if (t > i && at_class(f, t, f->cls.name_particle, &e) && !at_class(f, t, f->cls.prep_place, &place) &&
            e < f->hi && (f->doc->toks[e].flags & TOK_CAP)) {
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

uint32_t skip_honorifics(const Finder *f, uint32_t t)
{
    uint32_t e;
    while (at_class(f, t, f->cls.honorific, &e)) t = e;
    return t;
}

/* "its foreign minister, NAME NAME,": does a full name stand alone between the comma at t and another? */
bool name_apart(const Finder *f, uint32_t t)
{
    uint32_t name = skip_honorifics(f, t + 1), e = name_end(f, name);
    return e > name + 1 && (e == f->hi || finder_is(f, e, ",") || finder_is(f, e, "."));
}

/* A short note in brackets: (left), (PAP), (USA); the name as it is spelt at home: (Raul Castro Ruz). */
uint32_t skip_brackets(const Finder *f, uint32_t t)
{
    if (!finder_is(f, t, "(")) return t;
    uint32_t close = t + 1, e = name_end(f, close);
    if (e > close && finder_is(f, e, ")")) return e + 1;
    while (close < f->hi && close < t + 4 && !finder_is(f, close, ")")) close++;
    return finder_is(f, close, ")") ? close + 1 : t;
}
