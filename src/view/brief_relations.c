/* brief_relations.c: ties, contacts, agreements and committees of a brief. See brief_parts.h. */
#include "view/brief_parts.h"

#include <math.h>
#include <string.h>

#include "base/text.h"
#include "view/phrase.h"

enum { TIES_MAX = 10, CONTACTS_MAX = 12, AGREEMENTS_MAX = 20, SESSIONS_MAX = 12 };

/* ---- ties ---- */

void brief_ties(Making *m)
{
    BriefSection *s = part_section(m, "ties", "Ties");
    Picked p = pick(m, FACT_RELATION, NULL, OLDEST_FIRST);
    part_list(m, s, NULL, p, TIES_MAX, false);
    bool since = false, level = false;
    for (size_t i = 0; i < p.n; i++) {
        const Fact *f = &p.items[i]->fact;
        since |= part_is(f->what, "established") && f->date && part_came_about(f);
        level |= f->level != NULL && part_came_about(f);
    }
    if (!part_close(m, "No source speaks of when diplomatic relations began, or of their level.")) return;
    if (!since) part_unknown(m, "No source says since when the two have had diplomatic relations.");
    if (!level) part_unknown(m, "No source names the level of relations.");
}

/* ---- contacts ---- */

static bool was_visit(const Fact *f, const char *visitor)
{
    return part_is(f->mode, "visit") && part_came_about(f) && strlist_has(&f->visitor, visitor);
}

static bool visit_by_a(const Fact *f, const Making *m)
{
    return was_visit(f, m->in->a);
}

static bool visit_by_b(const Fact *f, const Making *m)
{
    return was_visit(f, m->in->b) && !was_visit(f, m->in->a);
}

static bool other_contact(const Fact *f, const Making *m)
{
    return part_came_about(f) && !was_visit(f, m->in->a) && !was_visit(f, m->in->b);
}

static bool not_yet(const Fact *f, const Making *m)
{
    (void)m;
    return !part_came_about(f);
}

/* Does a contact that took place fall on the days of the planned one? */
static bool took_place(const Making *m, const Fact *planned)
{
    When w, v;
    if (!when_bounds(planned->date, &w)) return false;
    for (size_t i = 0; i < m->in->facts.n; i++) {
        const Fact *f = &m->in->facts.items[i].fact;
        if (f->kind == FACT_CONTACT && part_came_about(f) && phrase_involves(f, m->in->a) &&
            phrase_involves(f, m->in->b) && when_bounds(f->date, &v) && v.first <= w.last &&
            w.first <= v.last)
            return true;
    }
    return false;
}

static void planned_contacts(Making *m, BriefSection *s)
{
    Picked p = pick(m, FACT_CONTACT, not_yet, NEWEST_FIRST);
    if (!p.n) return;
    BriefGroup *g = part_group(m, s, "Planned, proposed or denied");
    for (size_t i = 0; i < p.n && i < CONTACTS_MAX; i++) {
        const Fact *f = &p.items[i]->fact;
        BriefLine *line = part_fact(m, g, p.items[i]);
        if (part_status(f, "planned") && part_past(m, f->date) && !took_place(m, f)) {
            line->mark = "date passed, not reported as held";
            line->weight = MARK_WARN;
        }
    }
}

void brief_contacts(Making *m)
{
    const char *a = part_party(m, m->in->a, true), *b = part_party(m, m->in->b, true);
    BriefSection *s = part_section(m, "contacts", "Contacts");
    part_list(m, s, arena_printf(m->arena, "Visits by %s to %s", a, b),
              pick(m, FACT_CONTACT, visit_by_a, NEWEST_FIRST), CONTACTS_MAX, false);
    part_list(m, s, arena_printf(m->arena, "Visits by %s to %s", b, a),
              pick(m, FACT_CONTACT, visit_by_b, NEWEST_FIRST), CONTACTS_MAX, false);
    part_list(m, s, "Meetings, calls, messages", pick(m, FACT_CONTACT, other_contact, NEWEST_FIRST),
              CONTACTS_MAX, false);
    planned_contacts(m, s);
    part_close(m, "No contact between the two is reported.");
}

/* ---- agreements ---- */

static bool standing(const Fact *f)
{
    return part_came_about(f) && !part_status(f, "ended");
}

static bool in_force(const Fact *f, const Making *m)
{
    (void)m;
    return standing(f) && (part_is(f->action, "in-force") || part_is(f->action, "ratified") ||
                           part_is(f->action, "renewed"));
}

static bool agreement_ended(const Fact *f, const Making *m)
{
    (void)m;
    return part_status(f, "ended") || (part_came_about(f) && part_is(f->action, "ended"));
}

static bool negotiating(const Fact *f, const Making *m)
{
    (void)m;
    return part_is(f->action, "negotiating") && !part_status(f, "ended") && !part_status(f, "denied");
}

static bool is_signed(const Fact *f, const Making *m)
{
    return standing(f) && !in_force(f, m) && !agreement_ended(f, m) && !negotiating(f, m) &&
           !part_is(f->action, "proposed");
}

static bool agreement_to_come(const Fact *f, const Making *m)
{
    return !negotiating(f, m) && !agreement_ended(f, m) && !is_signed(f, m) && !in_force(f, m);
}

static const char *agreement_words(Making *m, const Fact *f)
{
    Buf t = {0};
    if (f->title) {
        char first = f->title[0];
        buf_addc(&t, first >= 'a' && first <= 'z' ? (char)(first - 32) : first);
        buf_adds(&t, f->title + (first != 0));
    } else {
        buf_printf(&t, "Title not given");
    }
    if (f->type) buf_printf(&t, " (%s)", f->type);
    for (size_t i = 0; i < f->bodies.n; i++) buf_printf(&t, "%s%s", i ? ", " : "; by ", f->bodies.items[i]);
    if (f->parties.n > 2) {
        buf_adds(&t, "; between ");
        phrase_parties(&t, m->names, &f->parties);
    }
    if (part_is(f->action, "ratified") || part_is(f->action, "renewed")) buf_printf(&t, "; %s", f->action);
    if (f->term) {
        buf_adds(&t, "; term ");
        when_words(&t, f->term);
    }
    buf_addc(&t, '.');
    return part_text(m, &t);
}

static size_t agreements(Making *m, BriefSection *s, const char *title, PickFn *want)
{
    Picked p = pick(m, FACT_AGREEMENT, want, NEWEST_FIRST);
    size_t before = s->n;
    part_list(m, s, title, p, AGREEMENTS_MAX, false);
    if (s->n > before)
        for (size_t i = 0; i < p.n && i < AGREEMENTS_MAX; i++)
            s->groups[s->n - 1].lines[i].text = agreement_words(m, &p.items[i]->fact);
    return p.n;
}

void brief_agreements(Making *m)
{
    BriefSection *s = part_section(m, "agreements", "Agreements");
    size_t force = agreements(m, s, "In force", in_force);
    agreements(m, s, "Signed (entry into force not reported)", is_signed);
    agreements(m, s, "Under negotiation", negotiating);
    agreements(m, s, "Planned or proposed", agreement_to_come);
    agreements(m, s, "Ended", agreement_ended);
    if (part_close(m, "No agreement between the two is named.") && !force)
        part_unknown(m, "No agreement is reported to be in force.");
}

/* ---- committees ---- */

static const char *body_key(Making *m, const Fact *f)
{
    char folded[512];
    const char *name = f->name ? f->name : "";
    size_t n = text_fold(name, strlen(name), folded, sizeof folded);
    return n ? arena_strndup(m->arena, folded, n) : name;
}

static bool numbered(const RegFact *rf)
{
    return part_is(rf->fact.what, "session") && isfinite(rf->fact.number) && part_came_about(&rf->fact);
}

static const char *session_name(Making *m, const RegFact *rf)
{
    Buf t = {0};
    phrase_ordinal(&t, rf->fact.number);
    if (rf->fact.date) {
        buf_adds(&t, " (");
        when_words(&t, rf->fact.date);
        buf_addc(&t, ')');
    }
    return part_text(m, &t);
}

/* Between two sessions that are next to each other among the known ones: which are missing? */
static void gap(Making *m, BriefGroup *g, const RegFact *low, const RegFact *high)
{
    double missing = high->fact.number - low->fact.number - 1;
    if (missing < 1) return;
    Buf t = {0};
    buf_adds(&t, missing == 1 ? "No source on the " : "No source on the sessions from the ");
    phrase_ordinal(&t, low->fact.number + 1);
    if (missing > 1) {
        buf_adds(&t, " to the ");
        phrase_ordinal(&t, high->fact.number - 1);
    }
    if (missing == 1) buf_adds(&t, " session");
    buf_printf(&t, ", between the %s and the %s.", session_name(m, low), session_name(m, high));
    BriefLine *line = part_line(m, g, NULL, part_text(m, &t));
    line->mark = "missing";
    line->weight = MARK_WARN;
}

static const RegFact *next_higher(const Picked *p, const RegFact *low)
{
    const RegFact *best = NULL;
    for (size_t i = 0; i < p->n; i++)
        if (numbered(p->items[i]) && p->items[i]->fact.number > low->fact.number &&
            (!best || p->items[i]->fact.number < best->fact.number))
            best = p->items[i];
    return best;
}

static const RegFact *lowest(const Picked *p)
{
    const RegFact *best = NULL;
    for (size_t i = 0; i < p->n; i++)
        if (numbered(p->items[i]) && (!best || p->items[i]->fact.number < best->fact.number))
            best = p->items[i];
    return best;
}

static void one_body(Making *m, BriefSection *s, Picked p)
{
    const char *name = p.items[0]->fact.name;
    BriefGroup *g = part_group(m, s, name ? name : "A body without a name");
    for (size_t i = 0; i < p.n && i < SESSIONS_MAX; i++) {
        const Fact *f = &p.items[i]->fact;
        BriefLine *line = part_fact(m, g, p.items[i]);
        Buf t = {0};
        if (part_is(f->what, "session") && isfinite(f->number)) {
            phrase_ordinal(&t, f->number);
            buf_adds(&t, " session");
        } else {
            buf_adds(&t, part_is(f->what, "session")       ? "A session, number not given"
                         : part_is(f->what, "established") ? "Established"
                                                           : "Named as existing");
        }
        for (size_t k = 0; k < f->people.n; k++) {
            buf_printf(&t, "%s%s", k ? ", " : "; chaired by ", f->people.items[k].name);
            if (f->people.items[k].post) buf_printf(&t, " (%s)", f->people.items[k].post);
        }
        buf_addc(&t, '.');
        line->text = part_text(m, &t);
        if (!f->date && !part_is(f->what, "session")) line->lead = NULL;
    }
    for (const RegFact *low = lowest(&p); low;) {
        const RegFact *high = next_higher(&p, low);
        if (high) gap(m, g, low, high);
        low = high;
    }
}

void brief_bodies(Making *m)
{
    BriefSection *s = part_section(m, "committees", "Committees and dialogues");
    Picked all = pick(m, FACT_BODY, NULL, NEWEST_FIRST);
    const char **keys = ARENA_ARRAY(m->arena, const char *, all.n + 1);
    for (size_t i = 0; i < all.n; i++) keys[i] = body_key(m, &all.items[i]->fact);
    for (size_t i = 0; i < all.n; i++) {
        if (!keys[i]) continue;
        const char *key = keys[i];
        Picked same = {ARENA_ARRAY(m->arena, const RegFact *, all.n - i), 0};
        for (size_t k = i; k < all.n; k++) {
            if (!keys[k] || strcmp(keys[k], key) != 0) continue;
            same.items[same.n++] = all.items[k];
            keys[k] = NULL;
        }
        one_body(m, s, same);
    }
    part_close(m, "No joint committee or dialogue is named.");
}
