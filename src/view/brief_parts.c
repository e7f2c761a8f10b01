/* brief_parts.c: picking facts, numbering quotes, making lines. See brief_parts.h. */
#include "view/brief_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "view/phrase.h"

bool part_is(const char *field, const char *word)
{
    return field && strcmp(field, word) == 0;
}

bool part_status(const Fact *f, const char *status)
{
    return part_is(f->status, status);
}

bool part_came_about(const Fact *f)
{
    return !part_status(f, "planned") && !part_status(f, "proposed") && !part_status(f, "denied");
}

bool part_past(const Making *m, const char *date)
{
    When w;
    return m->today && when_bounds(date, &w) && w.last < m->today;
}

bool part_value_differs(const RegFact *f)
{
    for (size_t i = 0; i < f->n_conflicts; i++)
        if (part_is(f->conflicts[i].field, "value") || part_is(f->conflicts[i].field, "change")) return true;
    return false;
}

/* ---- picking ---- */

typedef struct Ranked {
    const RegFact *fact;
    int day; /* 0 unknown */
    size_t at;
} Ranked;

static int newest_first(const void *x, const void *y)
{
    const Ranked *a = x, *b = y;
    if (a->day != b->day) return a->day > b->day ? -1 : 1;
    return a->at < b->at ? -1 : 1;
}

static int oldest_first(const void *x, const void *y)
{
    const Ranked *a = x, *b = y;
    if (a->day != b->day) return !b->day || (a->day && a->day < b->day) ? -1 : 1;
    return a->at < b->at ? -1 : 1;
}

Picked pick(const Making *m, FactKind kind, PickFn *want, PickOrder order)
{
    const RegFacts *all = &m->in->facts;
    Ranked *found = ARENA_ARRAY(m->arena, Ranked, all->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < all->n; i++) {
        const Fact *f = &all->items[i].fact;
        if (f->kind != kind || (want && !want(f, m))) continue;
        if (!phrase_involves(f, m->in->a) || !phrase_involves(f, m->in->b)) continue;
        When w;
        when_bounds(phrase_date(f), &w);
        /* a meeting announced for a year comes behind those announced for days in it */
        bool by_end = order == NEWEST_FIRST || kind == FACT_CONTACT;
        found[n] = (Ranked){&all->items[i], by_end ? w.last : w.first, i};
        n++;
    }
    qsort(found, n, sizeof *found, order == NEWEST_FIRST ? newest_first : oldest_first);
    Picked p = {ARENA_ARRAY(m->arena, const RegFact *, n + 1), n};
    for (size_t i = 0; i < n; i++) p.items[i] = found[i].fact;
    return p;
}

/* ---- sources ---- */

int part_newest(const RegFact *f)
{
    int newest = 0;
    for (size_t i = 0; i < f->n_sources; i++) {
        When w;
        if (when_bounds(f->sources[i].published, &w) && w.last > newest) newest = w.last;
    }
    return newest;
}

const RegSource *part_best_source(const RegFact *f)
{
    for (size_t i = 0; i < f->n_sources; i++)
        if (f->fact.quote && part_is(f->sources[i].claim.quote, f->fact.quote)) return &f->sources[i];
    return f->n_sources ? &f->sources[0] : NULL;
}

size_t part_quote(Making *m, const RegSource *s)
{
    Buf key = {0};
    buf_printf(&key, "%s\n%s", s->article ? s->article : "", s->claim.quote ? s->claim.quote : "");
    size_t number = map_intern(m->quote_numbers, key.data, key.len);
    buf_free(&key);
    Brief *b = m->brief;
    if (number > b->n_quotes) ARENA_PUSH(m->arena, b->quotes, b->n_quotes, b->cap_quotes, s);
    return number;
}

static void add_ref(BriefRefs *r, size_t number)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->items[i] == number) return;
    r->items[r->n++] = number;
}

BriefRefs part_refs(Making *m, const RegFact *f)
{
    BriefRefs r = {ARENA_ARRAY(m->arena, size_t, REFS_MAX), 0, 0};
    const RegSource *best = part_best_source(f);
    if (best) add_ref(&r, part_quote(m, best));
    for (size_t i = 0; i < f->n_sources; i++) {
        if (r.n == REFS_MAX) {
            r.more = f->n_sources - REFS_MAX;
            break;
        }
        add_ref(&r, part_quote(m, &f->sources[i]));
    }
    return r;
}

/* ---- words ---- */

char *part_text(Making *m, Buf *text)
{
    char *s = arena_strndup(m->arena, buf_str(text), text->len);
    buf_free(text);
    return s;
}

char *part_words(Making *m, const char *edtf)
{
    Buf b = {0};
    when_words(&b, edtf);
    return part_text(m, &b);
}

char *part_sentence(Making *m, const Fact *f)
{
    Buf b = {0};
    phrase_fact(&b, f, m->names);
    return part_text(m, &b);
}

char *part_party(Making *m, const char *code, bool article)
{
    Buf b = {0};
    phrase_party(&b, m->names, code, article);
    return part_text(m, &b);
}

char *part_said(Making *m, const RegFact *f, size_t max)
{
    const RegSource *s = part_best_source(f);
    const char *q = s && s->claim.quote ? s->claim.quote : f->fact.quote;
    if (!q) return NULL;
    size_t n = strlen(q);
    if (n <= max) return arena_strdup(m->arena, q);
    n = max;
    while (n > 0 && q[n] != ' ') n--;
    if (n == 0) n = text_cut(q, strlen(q), max); /* no blank: cut between characters */
    while (n > 0 && strchr(" ,;:", q[n - 1])) n--;
    return arena_printf(m->arena, "%.*s …", (int)n, q);
}

/* ---- sections, groups, lines ---- */

BriefSection *part_section(Making *m, const char *id, const char *title)
{
    Brief *b = m->brief;
    BriefSection s = {.id = id, .title = title};
    ARENA_PUSH(m->arena, b->sections, b->n, b->cap, s);
    return &b->sections[b->n - 1];
}

BriefGroup *part_group(Making *m, BriefSection *s, const char *title)
{
    BriefGroup g = {.title = title};
    ARENA_PUSH(m->arena, s->groups, s->n, s->cap, g);
    return &s->groups[s->n - 1];
}

BriefLine *part_line(Making *m, BriefGroup *g, const char *lead, const char *text)
{
    BriefLine line = {.lead = lead, .text = text};
    ARENA_PUSH(m->arena, g->lines, g->n, g->cap, line);
    return &g->lines[g->n - 1];
}

BriefLine *part_fact(Making *m, BriefGroup *g, const RegFact *f)
{
    const char *date = phrase_date(&f->fact);
    BriefLine *line = part_line(m, g, date ? part_words(m, date) : "No date", part_sentence(m, &f->fact));
    line->mark = phrase_status(&f->fact);
    line->weight = line->mark ? MARK_STATUS : MARK_NONE;
    line->refs = part_refs(m, f);
    return line;
}

void part_unknown(Making *m, const char *text)
{
    part_line(m, &m->unknown, NULL, text);
}

void part_list(Making *m, BriefSection *s, const char *title, Picked p, size_t max, bool said)
{
    if (!p.n) return;
    BriefGroup *g = part_group(m, s, title);
    for (size_t i = 0; i < p.n && i < max; i++) {
        BriefLine *line = part_fact(m, g, p.items[i]);
        const RegSource *best = part_best_source(p.items[i]);
        if (!said) continue;
        line->said = part_said(m, p.items[i], 220);
        line->lang = best ? best->lang : NULL;
    }
    if (p.n > max) {
        const char *oldest = phrase_date(&p.items[p.n - 1]->fact);
        part_line(m, g, NULL,
                  oldest
                      ? arena_printf(m->arena, "And %zu more, back to %s.", p.n - max, part_words(m, oldest))
                      : arena_printf(m->arena, "And %zu more.", p.n - max));
    }
}

bool part_close(Making *m, const char *unknown)
{
    Brief *b = m->brief;
    BriefSection *s = &b->sections[b->n - 1];
    size_t lines = s->table ? s->table->n : 0;
    for (size_t i = 0; i < s->n; i++) lines += s->groups[i].n;
    if (lines) return true;
    b->n--;
    if (unknown) part_unknown(m, unknown);
    return false;
}
