/* mention_date.c: dates as worded, by the date rules of the pack. */
#include "stage/mention_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHORT_FORM = 4 }; /* bytes of an abbreviated day or month */

typedef struct Found {
    uint32_t tok, tok_end;
    DateSpec spec;
} Found;

typedef struct DateRun {
    Finder *f;
    Found *found;
    uint32_t n, cap;
} DateRun;

/* The numbers of "31/3", "8/2/1950" in a role's words. */
static int split_numbers(const Doc *doc, const Binding *b, long v[3])
{
    int n = 0;
    const char *s = doc->text + doc->toks[b->tok].span.start,
               *end = doc->text + doc->toks[b->tok_end - 1].span.end;
    while (s < end && n < 3) {
        if (*s < '0' || *s > '9') {
            s++;
            continue;
        }
        char *e;
        v[n++] = strtol(s, &e, 10);
        s = e;
    }
    return n;
}

static int value_number(const RuleMatch *m, const Value *v)
{
    if (v->kind == VALUE_LITERAL) return (int)strtol(v->literal, NULL, 10);
    if (v->n_roles == 0) return DATE_OPEN;
    const Binding *b = &m->roles[v->roles[0]];
    if (!b->set) return DATE_OPEN;
    if (b->key && *b->key) return (int)strtol(b->key, NULL, 10);
    return isfinite(b->num) && fabs(b->num) < 1e6 ? (int)b->num : DATE_OPEN;
}

static char unit_letter(const RuleMatch *m, const Value *v)
{
    const char *s = v->literal;
    if (v->n_roles) {
        const Binding *b = &m->roles[v->roles[0]];
        s = b->set && b->key ? b->key : "";
    }
    return strncmp(s, "decade", 6) == 0 ? 'e' : s[0];
}

static void set_numeric(DateSpec *s, const char *op, const Doc *doc, const Binding *b, bool month_first)
{
    long v[3] = {0, 0, 0};
    if (!b->set) return;
    split_numbers(doc, b, v);
    if (strcmp(op, "my") == 0) {
        s->m = (int)v[0];
        s->y = (int)v[1];
        return;
    }
    bool swap = (month_first && v[0] <= 12) || v[1] > 12;
    s->d = (int)v[swap ? 1 : 0];
    s->m = (int)v[swap ? 0 : 1];
    if (strcmp(op, "dmy") == 0) s->y = (int)v[2];
}

static void on_match(const RuleMatch *m, void *ctx)
{
    DateRun *run = ctx;
    const DateTemplate *t = &m->rule->date;
    DateSpec s = {date_op_from(t->op), DATE_OPEN, DATE_OPEN, DATE_OPEN, DATE_OPEN, DATE_OPEN,
                  DATE_OPEN,           DATE_OPEN, DATE_OPEN, DATE_OPEN, 0};
    if (s.op == DATE_NONE) return;
    const char *order = lang_setting(run->f->doc->lang, "date-order");
    const struct {
        const char *name;
        int *slot;
    } slots[] = {{"d", &s.d}, {"d2", &s.d2}, {"m", &s.m}, {"m2", &s.m2},   {"y", &s.y},      {"y2", &s.y2},
                 {"n", &s.n}, {"q", &s.n},   {"h", &s.n}, {"rel", &s.rel}, {"w", &s.weekday}};
    for (size_t i = 0; i < t->n; i++) {
        if (strcmp(t->args[i], "unit") == 0) s.unit = unit_letter(m, &t->values[i]);
        if (strcmp(t->args[i], "v") == 0 && t->values[i].n_roles)
            set_numeric(&s, t->op, run->f->doc, &m->roles[t->values[i].roles[0]],
                        order && strcmp(order, "mdy") == 0);
        for (size_t k = 0; k < sizeof slots / sizeof *slots; k++)
            if (strcmp(t->args[i], slots[k].name) == 0) {
                int v = value_number(m, &t->values[i]);
                if (v != DATE_OPEN) *slots[k].slot = v;
            }
    }
    ARENA_PUSH(run->f->doc->arena, run->found, run->n, run->cap, ((Found){m->tok, m->tok_end, s}));
}

/* How much the words settle: a year said outright counts most. */
static int said(const DateSpec *s)
{
    bool year = s->y >= 1000 || s->y2 >= 1000;
    return (year ? 4 : 0) + (s->d != DATE_OPEN) + (s->m != DATE_OPEN) + (year || s->y != DATE_OPEN) +
           (s->n != DATE_OPEN) + (s->weekday != DATE_OPEN);
}

/* Of two readings of the same words the one that settles more is taken, then the longer, then the first. */
static int fullest_first(const void *a, const void *b)
{
    const Found *x = a, *y = b;
    if (said(&x->spec) != said(&y->spec)) return said(&x->spec) > said(&y->spec) ? -1 : 1;
    uint32_t n = x->tok_end - x->tok, k = y->tok_end - y->tok;
    if (n != k) return n > k ? -1 : 1;
    if (x->tok != y->tok) return x->tok < y->tok ? -1 : 1;
    return (int)x->spec.op - (int)y->spec.op;
}

static bool name_word(const Finder *f, uint32_t t)
{
    uint32_t flags = f->doc->toks[t].flags, e;
    return (flags & TOK_WORD) && (flags & TOK_CAP) && !at_class(f, t, f->cls.function, &e);
}

/* A short form inside a name: "Pham Thu Hang", "Minister Jan Sun". */
static bool is_name_part(const Finder *f, const Found *d)
{
    const Token *tok = &f->doc->toks[d->tok];
    if (d->tok_end != d->tok + 1 || tok->span.end - tok->span.start > SHORT_FORM || d->tok == f->lo)
        return false;
    bool before = name_word(f, d->tok - 1) && !(f->doc->toks[d->tok - 1].flags & TOK_FIRST);
    bool after = d->tok_end < f->hi && name_word(f, d->tok_end);
    return before || (after && name_word(f, d->tok - 1));
}

void find_dates(Finder *f)
{
    DateRun run = {.f = f};
    match_sentence(f->ix, f->doc, f->sent, true, on_match, &run);
    if (run.n) qsort(run.found, run.n, sizeof *run.found, fullest_first);
    for (uint32_t i = 0; i < run.n; i++) {
        const Found *d = &run.found[i];
        bool free = true;
        for (uint32_t t = d->tok; t < d->tok_end; t++) free &= !(f->taken[t] & TAKEN_DATE);
        if (!free || is_name_part(f, d)) continue;
        finder_take(f, d->tok, d->tok_end, TAKEN_DATE);
        Mention *m = finder_add(f, M_DATE, d->tok, d->tok_end);
        DateSpec *spec = ARENA_NEW(f->doc->arena, DateSpec);
        *spec = d->spec;
        m->date = spec;
        m->value = date_resolve(spec, NULL, DATE_ANYWHERE,
                                f->doc->arena); /* what the words settle alone; resolve reads on */
        bool part = spec->op == DATE_FIRST_MONTHS || spec->op == DATE_LAST_MONTHS ||
                    spec->op == DATE_QUARTER || spec->op == DATE_HALF;
        bool range = part || spec->op == DATE_DAYS || spec->op == DATE_MONTHS || spec->op == DATE_YEARS ||
                     spec->op == DATE_PAST || spec->op == DATE_FISCAL;
        m->flags |= (range ? MF_RANGE : 0) |
                    (part || spec->op == DATE_MONTHS || spec->op == DATE_FISCAL ? MF_PERIOD : 0);
    }
}
