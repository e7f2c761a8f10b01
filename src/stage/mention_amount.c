/* mention_amount.c: money, percentages, numbers, quantities of goods. */
#include "stage/mention_parts.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A hyphen within a word, one of these behind it. */
static bool glued(const Finder *f, uint32_t t, uint32_t flags)
{
    const Token *tok = &f->doc->toks[t];
    return t + 1 < f->hi && finder_is(f, t, "-") && !((tok->flags | tok[1].flags) & TOK_SPACE) &&
           (tok[1].flags & flags);
}

static bool glued_hyphen(const Finder *f, uint32_t t)
{
    return glued(f, t, TOK_WORD);
}

/* The number of "COVID-19" counts nothing. */
static bool part_of_name(const Finder *f, uint32_t t)
{
    return t >= f->lo + 2 && (f->doc->toks[t - 2].flags & TOK_WORD) && glued(f, t - 1, TOK_NUMBER);
}

/* Scale words behind a number: "triệu", "nghìn tỷ"; "4.5-bn". */
static uint32_t take_scale(const Finder *f, uint32_t t, double *factor)
{
    *factor = 1;
    const char *key;
    uint32_t e;
    if (glued_hyphen(f, t) && match_class_at(f->ix, t + 1, f->cls.scale, NULL, &e, NULL)) t++;
    for (int i = 0; i < 2 && t < f->hi && match_class_at(f->ix, t, f->cls.scale, NULL, &e, &key); i++) {
        *factor *= strtod(key, NULL);
        t = e;
    }
    return t;
}

static bool currency_at(const Finder *f, uint32_t t, uint32_t *e, const char **code)
{
    if (t >= f->hi || !match_class_at(f->ix, t, f->cls.currency, NULL, e, code) || *e > f->hi) return false;
    const Token *tok = &f->doc->toks[t]; /* "A$5" is Australian, "a $5 million loan" is not */
    bool letter = (tok->flags & TOK_WORD) && tok->span.end - tok->span.start == 1;
    return !(letter && *e > t + 1 && (tok[1].flags & TOK_SPACE));
}

static bool approx_before(const Finder *f, uint32_t t)
{
    uint32_t at;
    return before_class(f, t, f->cls.approx, &at);
}

/* Goods or things that a number counts: words up to a stop, at most six. */
static uint32_t goods_end(const Finder *f, uint32_t t)
{
    uint32_t e, flags, n = 0;
    for (; t < f->hi && n < 6; n++) {
        const Token *tok = &f->doc->toks[t];
        if (n && glued(f, t, TOK_WORD | TOK_NUMBER)) { /* "obat-obatan", "COVID-19" */
            t += 2;
            continue;
        }
        if (!(tok->flags & TOK_WORD) || (f->taken[t] & (TAKEN_DATE | TAKEN_AMOUNT))) break;
        if (f->after && party_at(f, t, &e, &flags) >= 0) break; /* "100 wisatawan Jepang": whose they are */
        if (at_class(f, t, f->cls.goods_stop, &e) || at_class(f, t, f->cls.function, &e) ||
            at_class(f, t, f->cls.list_and, &e)) {
            /* "tons of rice": one small word may stand right behind a unit */
            bool of = n == 1 && !f->after && at_class(f, t - 1, f->cls.unit, &e) && t + 1 < f->hi &&
                      (f->doc->toks[t + 1].flags & TOK_WORD);
            if (!of) break;
        }
        t++;
    }
    return t;
}

static void add_number(Finder *f, uint32_t from, uint32_t end, double v, double v2)
{
    uint32_t goods = goods_end(f, end);
    bool approx = approx_before(f, from);
    if (goods > end && v == floor(v) && !part_of_name(f, from)) {
        Mention *q = finder_add(f, M_QUANTITY, from, goods);
        q->number = v;
        q->number2 = v2;
        q->value = q->name = finder_text(f, end, goods);
        if (approx) q->flags |= MF_APPROX;
    }
    Mention *m = finder_add(f, M_NUMBER, from, end);
    m->number = v;
    m->number2 = v2;
    if (approx) m->flags |= MF_APPROX;
}

/* The upper end of a range "2-3 billion", "2 to 3": the token behind it, or t. */
static uint32_t take_range(const Finder *f, uint32_t t, double *upper)
{
    *upper = NAN;
    if (t + 1 >= f->hi || !finder_is(f, t, "-") || !(f->doc->toks[t + 1].flags & TOK_NUMBER)) return t;
    uint32_t e;
    double v = match_number(f->ix, f->doc, t + 1, &e);
    if (isnan(v)) return t;
    *upper = v;
    return e;
}

/* "$1.1 to 1.2 billion", "from 2 to 3 billion euros": the scale and the currency that a number without them,
 * up to token e, shares with the one that a link joins to it. */
static void share_scale(const Finder *f, uint32_t e, double *factor, const char **code)
{
    uint32_t at, end, x;
    const char *front = NULL, *behind;
    if ((*factor != 1 && *code) ||
        !(at_class(f, e, f->cls.range_link, &at) || (finder_is(f, e, "-") && (at = e + 1))))
        return;
    if (currency_at(f, at, &x, &front)) at = x;
    if (at >= f->hi || isnan(match_number(f->ix, f->doc, at, &end))) return;
    double shared;
    end = take_scale(f, end, &shared);
    if (shared < 1e3 || (front && *code && strcmp(front, *code))) return;
    if (!front && currency_at(f, end, &x, &behind)) front = behind;
    if (!*code) *code = front;
    if (*code && *factor == 1) *factor = shared;
}

/* A number word written large behind another large word: "Hùng Ba" is a name. */
static bool within_name(const Finder *f, uint32_t t)
{
    return t > f->lo && !f->headline && (f->doc->toks[t].flags & TOK_CAP) &&
           (f->doc->toks[t - 1].flags & TOK_CAP) && (f->doc->toks[t - 1].flags & TOK_WORD);
}

/* "di Lima" is the city, "Lima orang" are five people. */
static bool meant_as_name(const Finder *f, uint32_t t)
{
    uint32_t x;
    if (before_class(f, t, f->cls.prep_place, &x)) return true;
    const Token *next = t + 1 < f->hi ? &f->doc->toks[t + 1] : NULL;
    return !f->headline && !(next && (next->flags & TOK_WORD) && !(next->flags & TOK_CAP));
}

/* "exports rose from $1.1 billion to 1.4 billion": the currency of the last amount in this sentence or the
 * one before, for millions up to token e that count nothing; NULL: none. */
static const char *currency_before(const Finder *f, uint32_t e, double factor)
{
    if (factor < 1e6 || goods_end(f, e) > e) return NULL;
    for (uint32_t i = f->n; i-- > 0 && f->out[i].sent + 1 >= f->sent;)
        if (f->out[i].kind == M_AMOUNT) return f->out[i].value;
    return NULL;
}

static uint32_t amount_at(Finder *f, uint32_t t)
{
    const char *code = NULL;
    uint32_t at = t, e;
    bool front = currency_at(f, t, &e, &code) && e < f->hi && (f->doc->toks[e].flags & TOK_NUMBER);
    if (front) at = e;
    else code = NULL;
    double v = at < f->hi ? match_number(f->ix, f->doc, at, &e) : NAN;
    bool one = isnan(v) && at_class(f, at, f->cls.scale_one, &e); /* "a billion dollars" */
    if (one && match_class_at(f->ix, e, f->cls.scale, NULL, NULL, NULL)) v = 1;
    if (isnan(v) || e > f->hi) return t;
    if (!one && !front &&
        !(f->doc->toks[at].flags & TOK_NUMBER)) { /* a number word needs something to count */
        uint32_t word, flags;
        if (within_name(f, at)) return t;
        if (party_at(f, at, &word, &flags) >= 0 && (word > at + 1 || meant_as_name(f, at)))
            return t; /* "Ba Lan" is Poland */
        if (!at_class(f, at, lang_class(f->doc->lang, "number"), &word)) return t;
    }
    double upper, factor;
    e = take_range(f, e, &upper);
    e = take_scale(f, e, &factor);
    uint32_t cur_end;
    const Token *sign = &f->doc->toks[t]; /* "K2", "R4" are no sums */
    bool letter = front && at == t + 1 && (sign->flags & TOK_WORD) && sign->span.end - sign->span.start == 1;
    if (letter && v * factor < 1000) return t;
    const char *behind = NULL;
    if (!currency_at(f, e, &cur_end, &behind)) share_scale(f, e, &factor, &code);
    else if (!code) {
        code = behind;
        e = cur_end;
    }
    if (!code) code = currency_before(f, e, factor);
    if (code) {
        Mention *m = finder_add(f, M_AMOUNT, t, e);
        m->number = v * factor;
        m->number2 = upper * factor;
        m->value = code;
        if (approx_before(f, t)) m->flags |= MF_APPROX;
        finder_take(f, t, e, TAKEN_AMOUNT);
        return e;
    }
    uint32_t pe;
    if (at_class(f, e, f->cls.percent, &pe)) {
        Mention *m = finder_add(f, M_PERCENT, t, pe);
        m->number = v;
        m->number2 = upper;
        if (approx_before(f, t)) m->flags |= MF_APPROX;
        finder_take(f, t, pe, TAKEN_AMOUNT);
        return pe;
    }
    uint32_t group;
    if (at_class(f, t, f->cls.group, &group)) return t; /* "hai nước": the two countries */
    add_number(f, t, e, v * factor, upper * factor);
    finder_take(f, t, e, TAKEN_AMOUNT);
    return e;
}

void find_amounts(Finder *f)
{
    for (uint32_t t = f->lo; t < f->hi;) {
        if (f->taken[t] & (TAKEN_DATE | TAKEN_AMOUNT)) {
            t++;
            continue;
        }
        uint32_t e = amount_at(f, t);
        t = e > t ? e : t + 1;
    }
}
