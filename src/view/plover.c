/* plover.c: facts as events of the PLOVER ontology, one JSON object a line. See view.h, docs/plover.md. */
#include "view/plover.h"

#include <jansson.h>
#include <string.h>

#include "view/view.h"

static json_t *text_or_null(const char *s)
{
    json_t *j = s ? json_string(s) : NULL; /* json_string refuses broken UTF-8 */
    return j ? j : json_null();
}

static void add_side(json_t *out, Side s)
{
    json_t *o = json_object();
    json_object_set_new(o, "actorText", text_or_null(s.text));
    json_object_set_new(o, "code", text_or_null(s.party));
    json_object_set_new(o, "sector", text_or_null(s.sector));
    json_array_append_new(out, o);
}

/* Registers from before sides were stored know the parties alone. */
static json_t *sides_json(const Sides *sides, const StrList *const *lists)
{
    json_t *out = json_array();
    for (size_t i = 0; i < sides->n; i++) add_side(out, sides->items[i]);
    for (; !sides->n && *lists; lists++) {
        for (size_t i = 0; i < (*lists)->n; i++) add_side(out, (Side){NULL, (*lists)->items[i], NULL});
        if ((*lists)->n) break;
    }
    return out;
}

/* What both sides do to each other all do: then nobody is done to. */
static bool mutual(const json_t *source, const json_t *target)
{
    return json_array_size(source) > 1 && json_equal(source, target);
}

static void add_context(json_t *out, const char *context)
{
    for (size_t i = 0; i < json_array_size(out); i++)
        if (strcmp(json_string_value(json_array_get(out, i)), context) == 0) return;
    json_array_append_new(out, json_string(context));
}

/* Do parties deal with each other, or is it a matter of one? */
static bool between_parties(const json_t *source, const json_t *target)
{
    const char *first = NULL;
    const json_t *both[] = {source, target};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < json_array_size(both[k]); i++) {
            const char *code = json_string_value(json_object_get(json_array_get(both[k], i), "code"));
            if (first && code && strcmp(first, code) != 0) return true;
            if (!first) first = code;
        }
    return false;
}

static json_t *contexts_json(const Fact *f, bool between)
{
    json_t *out = json_array();
    if (between && f->kind != FACT_EVENT && f->kind != FACT_AID) add_context(out, "diplomatic");
    const StrList *lists[] = {&f->topics, &f->aspects};
    for (size_t k = 0; k < 2; k++)
        for (size_t i = 0; i < lists[k]->n; i++) {
            const char *context = plover_context(lists[k]->items[i]);
            if (context) add_context(out, context);
        }
    return out;
}

static int to_buf(const char *p, size_t n, void *out)
{
    buf_add(out, p, n);
    return 0;
}

bool view_plover(Buf *out, const char *id, const char *doc, const Fact *f)
{
    const PloverLine *line = plover_line(f);
    if (!line) return false;
    const StrList *const doers[] = {&f->by, &f->from, &f->visitor, &f->parties, NULL};
    const StrList *const done_to[] = {&f->to, &f->host, NULL};
    json_t *source = sides_json(&f->actors, doers), *target = sides_json(&f->recipients, done_to);
    if (mutual(source, target)) json_array_clear(target);
    size_t n;
    const char *words = fact_trigger(f, &n), *mode = line->mode;
    if (!mode) mode = plover_mode(line->type, &f->aspects);
    json_t *o = json_object();
    json_object_set_new(o, "id", text_or_null(id));
    json_object_set_new(o, "doc", text_or_null(doc));
    json_object_set_new(o, "date", text_or_null(f->date));
    json_object_set_new(o, "event", json_string(line->type));
    json_object_set_new(o, "mode", text_or_null(mode));
    json_object_set_new(o, "contexts", contexts_json(f, between_parties(source, target)));
    json_object_set_new(o, "source", source);
    json_object_set_new(o, "target", target);
    json_t *event_text = words ? json_stringn(words, n) : NULL;
    json_object_set_new(o, "eventText", event_text ? event_text : json_null());
    json_object_set_new(o, "text", text_or_null(f->quote));
    json_object_set_new(o, "span", json_pack("[I,I]", (json_int_t)f->span.start, (json_int_t)f->span.end));
    json_dump_callback(o, to_buf, out, JSON_COMPACT);
    json_decref(o);
    buf_addc(out, '\n');
    return true;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool side_in(const Side *s, const Sides *l)
{
    for (size_t i = 0; i < l->n; i++)
        if (same_text(s->party, l->items[i].party) && same_text(s->sector, l->items[i].sector)) return true;
    return false;
}

static bool same_sides(const Sides *a, const Sides *b)
{
    if (a->n != b->n) return false;
    for (size_t i = 0; i < a->n; i++)
        if (!side_in(&a->items[i], b)) return false;
    return true;
}

bool view_plover_same(const Fact *a, const Fact *b)
{
    const PloverLine *x = plover_line(a), *y = plover_line(b);
    return x && y && strcmp(x->type, y->type) == 0 && a->span.start == b->span.start &&
           same_sides(&a->actors, &b->actors) &&
           (same_sides(&a->recipients, &b->recipients) || !b->recipients.n);
}

void view_facts_plover(Buf *out, const RegFacts *facts)
{
    for (size_t i = 0; i < facts->n; i++) {
        const RegFact *rf = &facts->items[i];
        if (!rf->n_sources) continue;
        Fact f = rf->fact; /* who, what and when by all sources; the words by the first */
        const Fact *first = &rf->sources[0].claim;
        f.actors = first->actors;
        f.recipients = first->recipients;
        f.aspects = first->aspects;
        f.quote = first->quote;
        f.span = first->span;
        f.trigger = first->trigger;
        view_plover(out, rf->id, rf->sources[0].article, &f);
    }
}
