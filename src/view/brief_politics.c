/* brief_politics.c: commitments, support, disputes and contradictions of a brief. See brief_parts.h. */
#include "view/brief_parts.h"

#include <math.h>
#include <string.h>

#include "view/phrase.h"
#include "view/style.h"

enum {
    PLEDGES_MAX = 8,
    TARGETS_MAX = 8,
    PRAISE_MAX = 5,
    EVENTS_MAX = 14,
    CONFLICTS_MAX = 20,
    SAID_MAX = 220
};

/* ---- commitments ---- */

static bool open_act(const Fact *f)
{
    bool act = part_is(f->act, "pledge") || part_is(f->act, "agree") || part_is(f->act, "propose") ||
               part_is(f->act, "request");
    return act && !part_status(f, "ended") && !part_status(f, "denied");
}

static bool by_a(const Fact *f, const Making *m)
{
    return open_act(f) && strlist_has(&f->by, m->in->a) && !strlist_has(&f->by, m->in->b);
}

static bool by_b(const Fact *f, const Making *m)
{
    return open_act(f) && strlist_has(&f->by, m->in->b) && !strlist_has(&f->by, m->in->a);
}

static bool by_both(const Fact *f, const Making *m)
{
    return open_act(f) && !by_a(f, m) && !by_b(f, m);
}

/* The day a commitment was due (the last day, YYYYMMDD): the end of its term, or a date that lies after the
 * articles that tell of it. 0: none is given. */
static int due_day(const RegFact *rf)
{
    When w;
    if (when_bounds(rf->fact.term, &w) && w.last < 99990000) return w.last;
    int told = part_newest(rf);
    if (told && when_bounds(rf->fact.date, &w) && w.first > told) return w.last;
    return 0;
}

static bool overdue(const Making *m, const RegFact *rf)
{
    int due = due_day(rf);
    return due && m->today && due < m->today;
}

/* Overdue ones first, each part in its order. */
static Picked overdue_first(Making *m, Picked p)
{
    Picked out = {ARENA_ARRAY(m->arena, const RegFact *, p.n + 1), 0};
    for (int late = 1; late >= 0; late--)
        for (size_t i = 0; i < p.n; i++)
            if (overdue(m, p.items[i]) == (late == 1)) out.items[out.n++] = p.items[i];
    return out;
}

static void pledges(Making *m, BriefSection *s, const char *title, PickFn *want)
{
    Picked p = overdue_first(m, pick(m, FACT_PLEDGE, want, NEWEST_FIRST));
    part_list(m, s, title, p, PLEDGES_MAX, true);
    if (!p.n) return;
    BriefGroup *g = &s->groups[s->n - 1];
    for (size_t i = 0; i < p.n && i < PLEDGES_MAX; i++) {
        int due = due_day(p.items[i]);
        if (!due) continue;
        bool late = overdue(m, p.items[i]);
        g->lines[i].mark = late ? "overdue, fulfilment not reported" : "not yet due";
        g->lines[i].weight = late ? MARK_WARN : MARK_STATUS;
    }
}

/* ---- targets and plans ---- */

static bool is_target(const Fact *f, const Making *m)
{
    (void)m;
    return f->target;
}

static bool same_series(const Fact *a, const Fact *b)
{
    return part_is(a->measure, b->measure) && strlist_same_set(&a->from, &b->from) &&
           strlist_same_set(&a->to, &b->to) && (a->unit == b->unit || part_is(a->unit, b->unit));
}

static bool outcome(const Fact *f, const Making *m)
{
    (void)m;
    return !f->target && part_came_about(f) && isfinite(f->value) && f->period;
}

/* What became of a target: the figure of its own period, or the newest one before it, of a period as long if
 * there is one. */
static const RegFact *target_outcome(const Picked *figures, const Fact *target, bool *own_period)
{
    When w, v;
    const RegFact *newest = NULL, *as_long = NULL;
    *own_period = false;
    if (!when_bounds(target->period, &w)) return NULL;
    for (size_t i = 0; i < figures->n; i++) {
        const Fact *f = &figures->items[i]->fact;
        if (!same_series(f, target) || !when_bounds(f->period, &v) || v.last > w.last) continue;
        if (v.first == w.first && v.last == w.last) {
            *own_period = true;
            return figures->items[i];
        }
        if (!newest) newest = figures->items[i];
        if (!as_long && when_months(&v) == when_months(&w)) as_long = figures->items[i];
    }
    return as_long ? as_long : newest;
}

static void targets(Making *m, BriefSection *s)
{
    Picked p = pick(m, FACT_FIGURE, is_target, NEWEST_FIRST),
           figures = pick(m, FACT_FIGURE, outcome, NEWEST_FIRST);
    if (!p.n) return;
    BriefGroup *g = part_group(m, s, "Targets");
    for (size_t i = 0; i < p.n && i < TARGETS_MAX; i++) {
        const Fact *f = &p.items[i]->fact;
        bool own = false, past = part_past(m, f->period);
        const RegFact *got = target_outcome(&figures, f, &own);
        BriefLine *line = part_fact(m, g, p.items[i]);
        if (past && !own) {
            line->mark = "overdue, outcome not reported";
            line->weight = MARK_WARN;
        }
        if (!got) continue;
        Buf t = {0};
        buf_adds(&t, own ? "Outcome: " : "Latest figure, for ");
        if (!own) when_words(&t, got->fact.period);
        if (!own) buf_adds(&t, ": ");
        phrase_value(&t, &got->fact);
        buf_addc(&t, '.');
        line = part_line(m, g, NULL, part_text(m, &t));
        line->sub = true;
        line->refs = part_refs(m, got);
    }
}

static bool plan_overdue(const Fact *f, const Making *m)
{
    return part_status(f, "planned") && !f->target && part_past(m, f->date);
}

static void plans(Making *m, BriefSection *s)
{
    static const FactKind kinds[] = {FACT_AGREEMENT, FACT_AID, FACT_BODY, FACT_EVENT};
    BriefGroup *g = NULL;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        Picked p = pick(m, kinds[k], plan_overdue, NEWEST_FIRST);
        for (size_t i = 0; i < p.n && i < PLEDGES_MAX; i++) {
            if (!g) g = part_group(m, s, "Plans whose date has passed");
            BriefLine *line = part_fact(m, g, p.items[i]);
            line->mark = "overdue, not reported as done";
            line->weight = MARK_WARN;
        }
    }
}

static bool support(const Fact *f, const Making *m)
{
    (void)m;
    return part_is(f->act, "support") || part_is(f->act, "praise");
}

void brief_commitments(Making *m)
{
    const char *a = part_party(m, m->in->a, true), *b = part_party(m, m->in->b, true);
    BriefSection *s = part_section(m, "commitments", "Open commitments and requests");
    pledges(m, s, arena_printf(m->arena, "By %s", a), by_a);
    pledges(m, s, arena_printf(m->arena, "By %s", b), by_b);
    pledges(m, s, "Joint", by_both);
    targets(m, s);
    plans(m, s);
    part_close(m, "No open commitment or request is reported.");
    s = part_section(m, "support", "Support and praise");
    part_list(m, s, NULL, pick(m, FACT_PLEDGE, support, NEWEST_FIRST), PRAISE_MAX, true);
    part_close(m, NULL);
}

/* ---- events ---- */

static bool friendly(const Fact *f, const Making *m)
{
    (void)m;
    return part_is(f->type, "COOPERATE") || part_is(f->type, "SUPPORT");
}

static bool dispute(const Fact *f, const Making *m)
{
    return !friendly(f, m);
}

void brief_events(Making *m)
{
    BriefSection *s = part_section(m, "cooperation", "Cooperation under way");
    part_list(m, s, NULL, pick(m, FACT_EVENT, friendly, NEWEST_FIRST), EVENTS_MAX, true);
    part_close(m, NULL);
    s = part_section(m, "disputes", "Disputes");
    part_list(m, s, NULL, pick(m, FACT_EVENT, dispute, NEWEST_FIRST), EVENTS_MAX, true);
    part_close(m, "No dispute between the two is reported.");
}

/* ---- contradictions ---- */

static void one_conflict(Making *m, BriefSection *s, const RegFact *rf, const RegConflict *c)
{
    Fact about = rf->fact;
    if (about.kind == FACT_FIGURE) about.value = about.change = NAN;
    BriefGroup *g = part_group(m, s, NULL);
    Buf t = {0};
    if (about.kind == FACT_FIGURE) phrase_measure(&t, &about, m->names);
    else phrase_fact(&t, &about, m->names);
    if (t.len && t.data[t.len - 1] == '.') t.len--;
    buf_printf(&t, ": sources differ on the %s.", c->field);
    const char *date = phrase_date(&rf->fact);
    part_line(m, g, date ? part_words(m, date) : NULL, part_text(m, &t));
    for (size_t k = 0; k < c->n; k++) {
        for (size_t j = 0; j < c->items[k].n; j++) {
            const RegSource *src = &rf->sources[c->items[k].sources[j]];
            Buf who = {0}, value = {0};
            style_source(&who, src);
            buf_addc(&who, ':');
            phrase_candidate(&value, c, &c->items[k], rf);
            const char *shown = part_text(m, &value);
            BriefLine *line = part_line(m, g, shown, part_text(m, &who));
            line->sub = true;
            line->said = src->claim.quote;
            line->lang = src->lang;
            line->refs = (BriefRefs){ARENA_NEW(m->arena, size_t), 1, 0};
            line->refs.items[0] = part_quote(m, src);
        }
    }
}

void brief_conflicts(Making *m)
{
    BriefSection *s = part_section(m, "contradictions", "Contradictions between sources");
    const RegFacts *all = &m->in->facts;
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++)
        for (size_t k = 0; k < all->items[i].n_conflicts; k++)
            if (n++ < CONFLICTS_MAX) one_conflict(m, s, &all->items[i], &all->items[i].conflicts[k]);
    if (n > CONFLICTS_MAX)
        part_line(m, part_group(m, s, NULL), NULL,
                  arena_printf(m->arena, "And %zu more.", n - CONFLICTS_MAX));
    part_close(m, "No contradiction between sources was found.");
}
