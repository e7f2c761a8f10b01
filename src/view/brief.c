/* brief.c: the order of a brief's sections, its head, and what it does not know. See brief.h, view.h. */
#include "view/brief.h"

#include <math.h>
#include <string.h>

#include "view/brief_parts.h"
#include "view/phrase.h"

enum { SILENCE_DAYS = 30 };

/* ---- basis ---- */

static const char *newest_day(const RegFacts *facts)
{
    const char *newest = NULL;
    int day = 0;
    for (size_t i = 0; i < facts->n; i++)
        for (size_t k = 0; k < facts->items[i].n_sources; k++) {
            const char *p = facts->items[i].sources[k].published;
            When w;
            if (when_bounds(p, &w) && w.last > day) {
                day = w.last;
                newest = p;
            }
        }
    return newest;
}

static void plural(Buf *out, size_t n, const char *one, const char *many)
{
    phrase_number(out, (double)n);
    buf_printf(out, " %s", n == 1 ? one : many);
}

static const char *basis(Making *m)
{
    const RegFacts *all = &m->in->facts;
    Map *articles = map_new(), *outlets = map_new();
    const char *first = NULL, *last = newest_day(all);
    int day = 0;
    for (size_t i = 0; i < all->n; i++)
        for (size_t k = 0; k < all->items[i].n_sources; k++) {
            const RegSource *s = &all->items[i].sources[k];
            When w;
            if (s->article) map_intern(articles, s->article, strlen(s->article));
            if (s->outlet) map_intern(outlets, s->outlet, strlen(s->outlet));
            if (when_bounds(s->published, &w) && (!day || w.first < day)) {
                day = w.first;
                first = s->published;
            }
        }
    Buf t = {0};
    buf_adds(&t, "Drawn from ");
    plural(&t, map_count(articles), "article", "articles");
    buf_adds(&t, " by ");
    plural(&t, map_count(outlets), "outlet", "outlets");
    if (first && last && strcmp(first, last) != 0)
        buf_printf(&t, ", published from %s to %s", part_words(m, first), part_words(m, last));
    else if (last) buf_printf(&t, ", published on %s", part_words(m, last));
    buf_adds(&t, ": ");
    plural(&t, all->n, "fact", "facts");
    buf_adds(&t, ", each with its quote.");
    const ViewCounts *reg = &m->in->register_all;
    if (reg->articles) {
        buf_adds(&t, " The whole register holds ");
        plural(&t, reg->articles, "article", "articles");
        buf_adds(&t, " by ");
        plural(&t, reg->outlets, "outlet", "outlets");
        buf_addc(&t, '.');
    }
    map_free(articles);
    map_free(outlets);
    return part_text(m, &t);
}

/* ---- at a glance ---- */

static BriefLine *glance(Making *m, const char *label, const char *text)
{
    return part_line(m, &m->brief->glance, label, text);
}

static const char *dated(Making *m, const RegFact *rf)
{
    const char *date = phrase_date(&rf->fact);
    const char *text = part_sentence(m, &rf->fact);
    return date ? arena_printf(m->arena, "%s: %s", part_words(m, date), text) : text;
}

static bool level_known(const Fact *f, const Making *m)
{
    (void)m;
    return part_came_about(f) && !part_status(f, "ended") && f->level;
}

static bool relation_began(const Fact *f, const Making *m)
{
    (void)m;
    return part_came_about(f) && part_is(f->what, "established") && f->date;
}

static bool contact_was(const Fact *f, const Making *m)
{
    When w;
    return part_came_about(f) && when_bounds(f->date, &w) && (!m->today || w.first <= m->today);
}

static bool contact_ahead(const Fact *f, const Making *m)
{
    When w;
    return part_status(f, "planned") && when_bounds(f->date, &w) && m->today && w.last >= m->today;
}

static bool total_trade(const Fact *f, const Making *m)
{
    (void)m;
    return part_is(f->measure, "trade") && !f->target && part_came_about(f) && isfinite(f->value) &&
           f->period;
}

static void glance_one(Making *m, const char *label, Picked p)
{
    if (!p.n) return;
    const char *text = dated(m, p.items[0]);
    glance(m, label, text)->refs = part_refs(m, p.items[0]);
}

static void add_value(Making *m, Buf *text, BriefRefs *refs, const RegFact *rf)
{
    if (text->len) buf_adds(text, "; ");
    when_words(text, rf->fact.period);
    buf_adds(text, ": ");
    phrase_value(text, &rf->fact);
    if (part_value_differs(rf)) buf_adds(text, " (sources differ)");
    BriefRefs more = part_refs(m, rf);
    for (size_t i = 0; i < more.n; i++) refs->items[refs->n++] = more.items[i];
    refs->more += more.more;
}

/* The newest total, and the newest of a whole year where that one covers only a part. */
static void glance_trade(Making *m)
{
    Picked p = pick(m, FACT_FIGURE, total_trade, NEWEST_FIRST);
    if (!p.n) return;
    Buf text = {0};
    BriefRefs refs = {ARENA_ARRAY(m->arena, size_t, 2 * REFS_MAX), 0, 0};
    When w;
    when_bounds(p.items[0]->fact.period, &w);
    add_value(m, &text, &refs, p.items[0]);
    for (size_t i = 1; i < p.n && when_months(&w) < 12; i++) {
        when_bounds(p.items[i]->fact.period, &w);
        if (when_months(&w) == 12) add_value(m, &text, &refs, p.items[i]);
    }
    buf_addc(&text, '.');
    glance(m, "Trade", part_text(m, &text))->refs = refs;
}

static bool is_dispute(const Fact *f, const Making *m)
{
    (void)m;
    return !part_is(f->type, "COOPERATE") && !part_is(f->type, "SUPPORT") && part_came_about(f);
}

void brief_glance(Making *m)
{
    glance_one(m, "Relations", pick(m, FACT_RELATION, relation_began, OLDEST_FIRST));
    Picked level = pick(m, FACT_RELATION, level_known, NEWEST_FIRST);
    if (level.n) glance(m, "Level", level.items[0]->fact.level)->refs = part_refs(m, level.items[0]);
    glance_one(m, "Last contact", pick(m, FACT_CONTACT, contact_was, NEWEST_FIRST));
    glance_one(m, "Next contact", pick(m, FACT_CONTACT, contact_ahead, OLDEST_FIRST));
    glance_trade(m);
    glance_one(m, "Last dispute", pick(m, FACT_EVENT, is_dispute, NEWEST_FIRST));
}

/* How much is overdue, and how many contradictions there are; known once all sections stand. */
static void glance_alerts(Making *m)
{
    size_t overdue = 0, conflicts = 0;
    for (size_t i = 0; i < m->brief->n; i++) {
        const BriefSection *s = &m->brief->sections[i];
        if (strcmp(s->id, "commitments") != 0) continue;
        for (size_t k = 0; k < s->n; k++)
            for (size_t j = 0; j < s->groups[k].n; j++) overdue += s->groups[k].lines[j].weight == MARK_WARN;
    }
    for (size_t i = 0; i < m->in->facts.n; i++) conflicts += m->in->facts.items[i].n_conflicts;
    if (!overdue && !conflicts) return;
    Buf t = {0};
    if (overdue) plural(&t, overdue, "commitment or plan overdue", "commitments or plans overdue");
    if (overdue && conflicts) buf_adds(&t, "; ");
    if (conflicts) plural(&t, conflicts, "contradiction between sources", "contradictions between sources");
    buf_addc(&t, '.');
    glance(m, "To watch", part_text(m, &t));
}

/* ---- what is not known ---- */

static void say_silence(Making *m)
{
    const char *newest = newest_day(&m->in->facts);
    When w;
    if (!newest) {
        part_unknown(m, m->in->facts.n ? "No source gives its day of publication."
                                       : "No source speaks of the two.");
        return;
    }
    if (!when_bounds(newest, &w) || !m->today) return;
    long days = when_days(w.last, m->today);
    if (days > SILENCE_DAYS)
        part_unknown(m, arena_printf(m->arena, "No source since %s, %ld days before the date of this brief.",
                                     part_words(m, newest), days));
}

static void say_undated(Making *m)
{
    static const char *const words[FACT_KINDS][2] = {
        [FACT_CONTACT] = {"contact", "contacts"},      [FACT_AGREEMENT] = {"agreement", "agreements"},
        [FACT_FIGURE] = {"figure", "figures"},         [FACT_AID] = {"delivery of aid", "deliveries of aid"},
        [FACT_PLEDGE] = {"commitment", "commitments"}, [FACT_EVENT] = {"event", "events"}};
    size_t undated[FACT_KINDS] = {0}, yearless = 0, kinds = 0, done = 0;
    for (size_t i = 0; i < m->in->facts.n; i++) {
        const Fact *f = &m->in->facts.items[i].fact;
        const char *date = phrase_date(f);
        When w;
        undated[f->kind] += !date;
        yearless += date && !when_bounds(date, &w);
    }
    for (size_t k = 0; k < FACT_KINDS; k++) kinds += words[k][0] && undated[k];
    if (yearless)
        part_unknown(m, arena_printf(m->arena, "The year is not given for %zu %s.", yearless,
                                     yearless == 1 ? "fact" : "facts"));
    if (!kinds) return;
    Buf t = {0};
    buf_adds(&t, "No date known for ");
    for (size_t k = 0; k < FACT_KINDS; k++) {
        if (!words[k][0] || !undated[k]) continue;
        if (done++) buf_adds(&t, done == kinds ? " and " : ", ");
        plural(&t, undated[k], words[k][0], words[k][1]);
    }
    buf_addc(&t, '.');
    part_unknown(m, part_text(m, &t));
}

void brief_unknown(Making *m)
{
    say_undated(m);
    BriefSection *s = part_section(m, "unknown", "What is not known");
    *part_group(m, s, NULL) = m->unknown;
    part_close(m, NULL);
}

/* ---- the whole ---- */

Brief *brief_build(const BriefInput *in, const ViewNames *names, Arena *a)
{
    Brief *b = ARENA_NEW(a, Brief);
    Making m = {.brief = b, .in = in, .names = names, .arena = a, .quote_numbers = map_new()};
    const char *as_of = in->as_of ? in->as_of : newest_day(&in->facts);
    When w;
    if (when_bounds(as_of, &w)) m.today = w.last;
    b->a = in->a;
    b->b = in->b;
    b->names = names;
    b->a_name = part_party(&m, in->a, false);
    b->b_name = part_party(&m, in->b, false);
    b->as_of = as_of ? part_words(&m, as_of) : NULL;
    b->basis = basis(&m);
    brief_glance(&m);
    say_silence(&m);
    brief_ties(&m);
    brief_contacts(&m);
    brief_agreements(&m);
    brief_bodies(&m);
    brief_figures(&m);
    brief_aid(&m);
    brief_commitments(&m);
    brief_events(&m);
    brief_conflicts(&m);
    size_t unknown_at = b->n;
    brief_posts(&m); /* may add to what is not known, but stands behind it */
    brief_unknown(&m);
    if (b->n == unknown_at + 2) {
        BriefSection posts = b->sections[unknown_at];
        b->sections[unknown_at] = b->sections[unknown_at + 1];
        b->sections[unknown_at + 1] = posts;
    }
    glance_alerts(&m);
    map_free(m.quote_numbers);
    return b;
}

int view_brief(Buf *out, const BriefInput *in, ViewFormat format, const ViewStyle *style, Err *err)
{
    if (format != VIEW_TEXT && format != VIEW_MD && format != VIEW_HTML)
        return err_set(err, ERR_USAGE, "a brief has the formats text, md and html");
    Arena *a = arena_new();
    Brief *b = brief_build(in, &style->names, a);
    if (format == VIEW_TEXT) brief_text(out, b, style);
    else if (format == VIEW_MD) brief_md(out, b);
    else brief_html(out, b);
    arena_free(a);
    return 0;
}
