/* brief_economy.c: figures (table and chart) and aid of a brief. See brief_parts.h. */
#include "view/brief_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "view/phrase.h"

enum { PER_SERIES_MAX = 6, AID_MAX = 10 };

static const char *const measure_order[] = {"trade",    "exports",  "imports", "investment",
                                            "projects", "loan",     "debt",    "aid",
                                            "tourists", "students", "workers", "other"};
enum { MEASURES = sizeof measure_order / sizeof *measure_order };

static bool of_measure(const Fact *f, size_t k)
{
    if (part_is(f->measure, measure_order[k])) return true;
    if (k + 1 < MEASURES) return false;
    for (size_t i = 0; i + 1 < MEASURES; i++)
        if (part_is(f->measure, measure_order[i])) return false;
    return true;
}

static void note(Buf *out, const char *words)
{
    if (out->len) buf_adds(out, ", ");
    buf_adds(out, words);
}

static const char *notes(Making *m, const RegFact *rf)
{
    const Fact *f = &rf->fact;
    Buf t = {0};
    When w;
    if (f->target) note(&t, "target");
    else if (phrase_status(f)) note(&t, phrase_status(f));
    if (f->approx) note(&t, "approximate");
    bool flow = part_is(f->measure, "trade") || part_is(f->measure, "exports") ||
                part_is(f->measure, "imports") ||
                part_is(f->measure, "tourists"); /* not a stock on some day */
    if (flow && when_bounds(f->period, &w)) {
        int months = when_months(&w);
        if (months > 0 && months < 12) {
            if (t.len) buf_adds(&t, ", ");
            buf_printf(&t, "%d month%s", months, months == 1 ? "" : "s");
        }
    }
    if (part_value_differs(rf)) note(&t, "sources differ");
    return part_text(m, &t);
}

static void add_row(Making *m, BriefTable *t, const RegFact *rf)
{
    const Fact *f = &rf->fact;
    const char **cells = ARENA_ARRAY(m->arena, const char *, t->n_cols);
    Buf measure = {0}, value = {0}, change = {0};
    buf_adds(&measure, phrase_measure_name(f));
    if (f->from.n || f->to.n) {
        buf_adds(&measure, ", ");
        phrase_way(&measure, f, m->names, false);
    }
    if (isfinite(f->value)) phrase_amount(&value, f->value, f->unit);
    else buf_adds(&value, "not given");
    if (isfinite(f->change)) phrase_change(&change, f->change);
    cells[0] = part_text(m, &measure);
    cells[1] = f->period || f->date ? part_words(m, phrase_date(f)) : "not given";
    cells[2] = part_text(m, &value);
    cells[3] = part_text(m, &change);
    cells[4] = notes(m, rf);
    BriefRow row = {.cells = cells, .marked = f->target || !part_came_about(f), .refs = part_refs(m, rf)};
    ARENA_PUSH(m->arena, t->rows, t->n, t->cap, row);
}

/* How many rows already say this measure in this direction? */
static size_t in_series(const BriefTable *t, size_t from_row, const char *measure)
{
    size_t n = 0;
    for (size_t i = from_row; i < t->n; i++) n += strcmp(t->rows[i].cells[0], measure) == 0;
    return n;
}

/* ---- the chart's figures ---- */

static bool for_chart(const Fact *f, const Making *m)
{
    (void)m;
    When w;
    bool trade =
        part_is(f->measure, "trade") || part_is(f->measure, "exports") || part_is(f->measure, "imports");
    return trade && isfinite(f->value) && f->value > 0 && f->unit && strlen(f->unit) == 3 &&
           f->unit[0] >= 'A' && f->unit[0] <= 'Z' && (part_came_about(f) || f->target) &&
           when_bounds(f->period, &w) && w.first && w.last < 99990000 && when_months(&w) > 0;
}

/* The currency of most figures; among equals the first by its code. */
static const char *main_currency(const Picked *p)
{
    const char *best = NULL;
    size_t best_n = 0;
    for (size_t i = 0; i < p->n; i++) {
        size_t n = 0;
        const char *unit = p->items[i]->fact.unit;
        for (size_t k = 0; k < p->n; k++) n += strcmp(p->items[k]->fact.unit, unit) == 0;
        if (n > best_n || (n == best_n && strcmp(unit, best) < 0)) {
            best = unit;
            best_n = n;
        }
    }
    return best;
}

static size_t measure_rank(const Fact *f)
{
    size_t k = 0;
    while (k + 1 < MEASURES && !of_measure(f, k)) k++;
    return k;
}

/* Periods by their ends, longer ones last among equals; totals before exports before imports. */
static int by_period(const void *x, const void *y)
{
    const RegFact *a = *(const RegFact *const *)x, *b = *(const RegFact *const *)y;
    When v, w;
    when_bounds(a->fact.period, &v);
    when_bounds(b->fact.period, &w);
    if (v.last != w.last) return v.last < w.last ? -1 : 1;
    if (v.first != w.first) return v.first > w.first ? -1 : 1;
    size_t ra = measure_rank(&a->fact), rb = measure_rank(&b->fact);
    return ra != rb ? (ra < rb ? -1 : 1) : strcmp(a->id, b->id);
}

static void choose_chart(Making *m)
{
    enum { BARS_MAX = 16 };
    Picked p = pick(m, FACT_FIGURE, for_chart, OLDEST_FIRST);
    if (p.n) qsort(p.items, p.n, sizeof *p.items, by_period);
    Brief *b = m->brief;
    b->currency = main_currency(&p);
    b->trade = ARENA_ARRAY(m->arena, const Fact *, p.n + 1);
    b->disputed = ARENA_ARRAY(m->arena, bool, p.n + 1);
    size_t skip = p.n > BARS_MAX ? p.n - BARS_MAX : 0;
    for (size_t i = skip; i < p.n; i++) {
        if (strcmp(p.items[i]->fact.unit, b->currency) != 0) continue;
        b->disputed[b->n_trade] = part_value_differs(p.items[i]);
        b->trade[b->n_trade++] = &p.items[i]->fact;
    }
}

/* ---- what is missing ---- */

static void say_missing(Making *m, Picked p, const char *measure, const char *words)
{
    const Fact *newest = NULL;
    for (size_t i = 0; i < p.n && !newest; i++) {
        const Fact *f = &p.items[i]->fact;
        if (part_is(f->measure, measure) && part_came_about(f) && !f->target && f->period) newest = f;
    }
    if (!newest) part_unknown(m, arena_printf(m->arena, "No figure for %s with a period.", words));
    else if (part_past(m, newest->period))
        part_unknown(
            m, arena_printf(m->arena, "No figure for %s after %s.", words, part_words(m, newest->period)));
}

static BriefTable *figure_table(Making *m)
{
    static const char *const heads[] = {"Measure", "Period", "Value", "Change", "Notes"};
    static const bool numeric[] = {false, false, true, true, false};
    BriefTable *t = ARENA_NEW(m->arena, BriefTable);
    *t = (BriefTable){.caption = "Figures by measure, newest period first; change against the year before",
                      .heads = heads,
                      .numeric = numeric,
                      .n_cols = 5};
    return t;
}

void brief_figures(Making *m)
{
    BriefSection *s = part_section(m, "figures", "Trade and investment");
    Picked p = pick(m, FACT_FIGURE, NULL, NEWEST_FIRST);
    BriefTable *t = figure_table(m);
    size_t left_out = 0;
    for (size_t k = 0; k < MEASURES; k++) {
        size_t from_row = t->n;
        for (size_t i = 0; i < p.n; i++) {
            if (!of_measure(&p.items[i]->fact, k)) continue;
            add_row(m, t, p.items[i]);
            if (in_series(t, from_row, t->rows[t->n - 1].cells[0]) > PER_SERIES_MAX) {
                t->n--;
                left_out++;
            }
        }
    }
    s->table = t;
    choose_chart(m);
    s->chart = m->brief->n_trade > 0;
    if (left_out)
        part_line(m, part_group(m, s, NULL), NULL,
                  arena_printf(m->arena, "%zu older figures are left out here.", left_out));
    if (!part_close(m, "No figure on trade or investment is reported.")) return;
    say_missing(m, p, "trade", "total trade");
    say_missing(m, p, "exports", "exports");
    say_missing(m, p, "imports", "imports");
    say_missing(m, p, "investment", "investment");
}

/* ---- aid ---- */

static bool aid_from_a(const Fact *f, const Making *m)
{
    return strlist_has(&f->from, m->in->a) && !strlist_has(&f->from, m->in->b);
}

static bool aid_from_b(const Fact *f, const Making *m)
{
    return strlist_has(&f->from, m->in->b) && !strlist_has(&f->from, m->in->a);
}

static bool aid_other(const Fact *f, const Making *m)
{
    return !aid_from_a(f, m) && !aid_from_b(f, m);
}

void brief_aid(Making *m)
{
    const char *a = part_party(m, m->in->a, true), *b = part_party(m, m->in->b, true);
    BriefSection *s = part_section(m, "aid", "Aid");
    part_list(m, s, arena_printf(m->arena, "From %s to %s", a, b),
              pick(m, FACT_AID, aid_from_a, NEWEST_FIRST), AID_MAX, false);
    part_list(m, s, arena_printf(m->arena, "From %s to %s", b, a),
              pick(m, FACT_AID, aid_from_b, NEWEST_FIRST), AID_MAX, false);
    part_list(m, s, "Both together, or direction not given", pick(m, FACT_AID, aid_other, NEWEST_FIRST),
              AID_MAX, false);
    part_close(m, "No aid in either direction is reported.");
}
