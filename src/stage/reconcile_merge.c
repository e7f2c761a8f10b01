/* reconcile_merge.c: the claims of one cluster -> one fact, with the values on which sources differ side by
 * side.
 *
 * Each field takes its best supported value: most independent outlets, then the earliest published. Nothing
 * is averaged.
 */
#include "stage/reconcile.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "stage/reconcile_parts.h"

/* A value that sources give for a field, with those that give it. */
typedef struct Candidate {
    size_t *sources; /* [n] indices into RegFact.sources, ascending: the first is the earliest published */
    size_t n, cap;
    size_t outlets; /* independent ones */
} Candidate;

typedef struct Candidates {
    Candidate *items;
    size_t n, cap;
} Candidates;

static const Fact *claim_of(const RegFact *f, size_t source)
{
    return &f->sources[source].claim;
}
static const Fact *first_of(const RegFact *f, const Candidate *c)
{
    return claim_of(f, c->sources[0]);
}

/* Two sources are independent when neither outlet nor text is the same. */
static bool independent(const RegSource *a, const RegSource *b)
{
    return !source_copies(a, b) && !(a->outlet && b->outlet && strcmp(a->outlet, b->outlet) == 0);
}

static size_t count_outlets(const RegFact *f, const Candidate *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        bool is_new = true;
        for (size_t j = 0; is_new && j < i; j++)
            is_new = independent(&f->sources[c->sources[j]], &f->sources[c->sources[i]]);
        n += is_new;
    }
    return n;
}

static void support(Candidate *c, size_t source, Arena *a)
{
    ARENA_PUSH(a, c->sources, c->n, c->cap, source);
}

/* Sorts the sources into candidates by `equal`; a source joins the first candidate whose first source it
 * equals. */
static Candidates candidates(const RegFact *f, bool (*has)(const Fact *),
                             bool (*equal)(const Fact *, const Fact *), Arena *a)
{
    Candidates out = {0};
    for (size_t i = 0; i < f->n_sources; i++) {
        const Fact *claim = claim_of(f, i);
        if (!has(claim)) continue;
        size_t k = 0;
        while (k < out.n && !equal(first_of(f, &out.items[k]), claim)) k++;
        if (k == out.n) ARENA_PUSH(a, out.items, out.n, out.cap, (Candidate){0});
        support(&out.items[k], i, a);
    }
    for (size_t k = 0; k < out.n; k++) out.items[k].outlets = count_outlets(f, &out.items[k]);
    return out;
}

/* Most outlets, then the earliest. */
static const Candidate *best_of(const Candidates *c)
{
    const Candidate *best = NULL;
    for (size_t k = 0; k < c->n; k++)
        if (!best || c->items[k].outlets > best->outlets ||
            (c->items[k].outlets == best->outlets && c->items[k].sources[0] < best->sources[0]))
            best = &c->items[k];
    return best;
}

static bool has_value(const Fact *f)
{
    return isfinite(f->value);
}
static bool has_number(const Fact *f)
{
    return isfinite(f->number);
}
static bool number_equal(const Fact *a, const Fact *b)
{
    return a->number == b->number;
}
static bool has_date(const Fact *f)
{
    return f->date != NULL;
}
static bool date_equal(const Fact *a, const Fact *b)
{
    return strcmp(a->date, b->date) == 0;
}

/* Plain digits in groups of three, two decimals at most. */
static const char *show_number(double v, const char *unit, Arena *a)
{
    char digits[64];
    snprintf(digits, sizeof digits, v == floor(v) ? "%.0f" : "%.2f", fabs(v));
    Buf b = {0};
    size_t whole = strcspn(digits, ".");
    if (v < 0) buf_addc(&b, '-');
    for (size_t i = 0; digits[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0) buf_addc(&b, ',');
        buf_addc(&b, digits[i]);
    }
    if (unit) buf_printf(&b, " %s", unit);
    const char *out = arena_strndup(a, b.data, b.len);
    buf_free(&b);
    return out;
}

static const char *show_value(const Fact *f, Arena *a)
{
    return show_number(f->value, f->unit, a);
}
static const char *show_session(const Fact *f, Arena *a)
{
    return show_number(f->number, NULL, a);
}
static const char *show_date(const Fact *f, Arena *a)
{
    return arena_strdup(a, f->date);
}

/* More than one candidate is a conflict: all stand side by side. */
static void add_conflict(RegFact *f, const char *field, const Candidates *c,
                         const char *(*show)(const Fact *, Arena *), size_t *cap, Arena *a)
{
    if (c->n < 2) return;
    RegConflict conflict = {.field = field, .items = ARENA_ARRAY(a, RegCandidate, c->n), .n = c->n};
    for (size_t k = 0; k < c->n; k++)
        conflict.items[k] =
            (RegCandidate){show(first_of(f, &c->items[k]), a), c->items[k].sources, c->items[k].n};
    ARENA_PUSH(a, f->conflicts, f->n_conflicts, *cap, conflict);
}

/* Does j say more exactly what k says? A day within a month; but of a visit the days it took, not one day of
 * them. */
static bool says_better(const Fact *j, const Fact *k)
{
    DayRange x, y;
    if (!edtf_days(j->date, &x) || !edtf_days(k->date, &y) || range_days(x) == range_days(y)) return false;
    bool visit = j->mode && strcmp(j->mode, "visit") == 0;
    bool j_days = visit && strlen(j->date) == 21,
         k_days = visit && strlen(k->date) == 21; /* 2025-03-11/2025-03-14 */
    if (j_days != k_days) return j_days ? range_contains(x, y) || range_contains(y, x) : false;
    return range_contains(y, x) && range_days(x) < range_days(y);
}

/* Dates: one that contains a finer one says the same less exactly, and supports it. */
static Candidates date_candidates(const RegFact *f, Arena *a)
{
    Candidates all = candidates(f, has_date, date_equal, a), out = {0};
    for (size_t k = 0; k < all.n; k++) {
        bool better = false;
        for (size_t j = 0; j < all.n; j++)
            if (j != k && says_better(first_of(f, &all.items[j]), first_of(f, &all.items[k]))) {
                better = true;
                all.items[j].outlets += all.items[k].outlets;
            }
        if (!better) ARENA_PUSH(a, out.items, out.n, out.cap, all.items[k]);
    }
    for (size_t k = 0; k < out.n; k++) /* with the support that came later */
        for (size_t j = 0; j < all.n; j++)
            if (all.items[j].sources == out.items[k].sources) out.items[k].outlets = all.items[j].outlets;
    return out;
}

/* ---- fields without special rules: the best supported text, set or number ---- */

static bool field_present(const Fact *f, const FactField *field)
{
    const void *at = fact_at(f, field);
    switch (field->type) {
    case FIELD_STR: return *(const char *const *)at != NULL;
    case FIELD_LIST: return ((const StrList *)at)->n > 0;
    case FIELD_NUMBER: return isfinite(*(const double *)at);
    case FIELD_BOOL: return true;
    case FIELD_PEOPLE: return ((const People *)at)->n > 0;
    case FIELD_ITEMS: return ((const Items *)at)->n > 0;
    }
    return false;
}

static bool field_equal(const Fact *a, const Fact *b, const FactField *field)
{
    const void *x = fact_at(a, field), *y = fact_at(b, field);
    switch (field->type) {
    case FIELD_STR: return same_text(*(const char *const *)x, *(const char *const *)y);
    case FIELD_LIST: return strlist_same_set(x, y);
    case FIELD_NUMBER: return *(const double *)x == *(const double *)y;
    case FIELD_BOOL: return *(const bool *)x == *(const bool *)y;
    case FIELD_ITEMS: return ((const Items *)x)->n == ((const Items *)y)->n;
    case FIELD_PEOPLE: return true; /* joined, not chosen */
    }
    return false;
}

static void copy_field(Fact *to, const Fact *from, const FactField *field)
{
    static const size_t size[] = {
        [FIELD_STR] = sizeof(const char *), [FIELD_LIST] = sizeof(StrList), [FIELD_PEOPLE] = sizeof(People),
        [FIELD_NUMBER] = sizeof(double),    [FIELD_BOOL] = sizeof(bool),    [FIELD_ITEMS] = sizeof(Items),
    };
    memcpy(fact_at(to, field), fact_at(from, field), size[field->type]);
}

static void choose_field(RegFact *f, const FactField *field, Arena *a)
{
    if (f->n_sources == 1) { /* nothing to choose from */
        if (field_present(claim_of(f, 0), field)) copy_field(&f->fact, claim_of(f, 0), field);
        return;
    }
    Candidates c = {0};
    for (size_t i = 0; i < f->n_sources; i++) {
        const Fact *claim = claim_of(f, i);
        if (!field_present(claim, field)) continue;
        size_t k = 0;
        while (k < c.n && !field_equal(first_of(f, &c.items[k]), claim, field)) k++;
        if (k == c.n) ARENA_PUSH(a, c.items, c.n, c.cap, (Candidate){0});
        support(&c.items[k], i, a);
    }
    for (size_t k = 0; k < c.n; k++) c.items[k].outlets = count_outlets(f, &c.items[k]);
    const Candidate *best = best_of(&c);
    if (best) copy_field(&f->fact, first_of(f, best), field);
}

/* Everybody whom any source names, each once, by the fullest name. */
static void join_people(RegFact *f, Arena *a)
{
    Map *ids = map_new();
    People out = {0};
    Words *words = NULL;
    size_t cap = 0, n_words = 0, cap_words = 0;
    for (size_t i = 0; i < f->n_sources; i++) {
        const People *p = &claim_of(f, i)->people;
        for (size_t j = 0; j < p->n; j++) {
            Words w = words_of(p->items[j].name, ids, a);
            size_t k = 0;
            while (k < out.n &&
                   !(words_within(words[k], w) && text_agrees(out.items[k].party, p->items[j].party)))
                k++;
            if (k == out.n) {
                ARENA_PUSH(a, out.items, out.n, cap, p->items[j]);
                ARENA_PUSH(a, words, n_words, cap_words, w);
                continue;
            }
            if (w.n > words[k].n) {
                out.items[k].name = p->items[j].name;
                words[k] = w;
            }
            if (!out.items[k].post) out.items[k].post = p->items[j].post;
            if (!out.items[k].party) out.items[k].party = p->items[j].party;
        }
    }
    map_free(ids);
    f->fact.people = out;
}

static void join_lists(RegFact *f, size_t offset, Arena *a)
{
    StrList out = {0};
    for (size_t i = 0; i < f->n_sources; i++) {
        const StrList *l = (const StrList *)((const char *)claim_of(f, i) + offset);
        for (size_t j = 0; j < l->n; j++) strlist_add(&out, l->items[j], a);
    }
    *(StrList *)((char *)&f->fact + offset) = out;
}

void reconcile_merge(RegFact *f, Arena *a)
{
    fact_init(&f->fact, claim_of(f, 0)->kind);
    for (const FactField *field = fact_fields; field->name; field++) choose_field(f, field, a);
    join_people(f, a);
    join_lists(f, offsetof(Fact, topics), a);
    join_lists(f, offsetof(Fact, bodies), a);

    size_t cap = 0;
    f->conflicts = NULL;
    f->n_conflicts = 0;
    const Fact *speaks = claim_of(f, 0); /* whose quote stands for the fact */
    if (f->fact.kind == FACT_FIGURE) {
        Candidates values = candidates(f, has_value, figures_equal, a);
        const Candidate *best = best_of(&values);
        if (best) { /* value, unit and their exactness belong together */
            speaks = first_of(f, best);
            f->fact.value = speaks->value;
            f->fact.unit = speaks->unit;
            f->fact.approx = speaks->approx;
        }
        add_conflict(f, "value", &values, show_value, &cap, a);
    }
    Candidates dates = date_candidates(f, a);
    const Candidate *date = best_of(&dates);
    if (date) {
        f->fact.date = first_of(f, date)->date;
        speaks = first_of(f, date);
    }
    add_conflict(f, "date", &dates, show_date, &cap, a);
    if (f->fact.kind == FACT_BODY) {
        Candidates numbers = candidates(f, has_number, number_equal, a);
        add_conflict(f, "number", &numbers, show_session, &cap, a);
    }
    f->fact.doc = speaks->doc;
    f->fact.quote = speaks->quote;
    f->fact.span = speaks->span;
    f->fact.rule = speaks->rule;
    f->fact.trigger = speaks->trigger;
    f->fact.speaker = speaks->speaker;
}
