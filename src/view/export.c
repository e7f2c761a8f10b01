/* export.c: facts for other programs: JSON Lines and CSV. See view.h. */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "view/escape.h"
#include "view/view.h"

/* ---- JSON Lines ---- */

static json_t *text_or_null(const char *s)
{
    json_t *j = s ? json_string(s) : NULL; /* json_string refuses broken UTF-8 */
    return j ? j : json_null();
}

static json_t *source_json(const RegSource *s)
{
    json_t *o = json_object();
    json_object_set_new(o, "claim", json_string(s->claim_id));
    json_object_set_new(o, "article", text_or_null(s->article));
    json_object_set_new(o, "outlet", text_or_null(s->outlet));
    json_object_set_new(o, "title", text_or_null(s->article_title));
    json_object_set_new(o, "url", text_or_null(s->url));
    json_object_set_new(o, "lang", text_or_null(s->lang));
    json_object_set_new(o, "published", text_or_null(s->published));
    json_object_set_new(o, "quote", text_or_null(s->claim.quote));
    json_object_set_new(o, "span",
                        json_pack("[I,I]", (json_int_t)s->claim.span.start, (json_int_t)s->claim.span.end));
    json_object_set_new(o, "rule", text_or_null(s->claim.rule));
    return o;
}

static json_t *conflict_json(const RegConflict *c)
{
    json_t *values = json_array();
    for (size_t i = 0; i < c->n; i++) {
        json_t *sources = json_array();
        for (size_t k = 0; k < c->items[i].n; k++)
            json_array_append_new(sources, json_integer((json_int_t)c->items[i].sources[k]));
        json_t *value = json_object();
        json_object_set_new(value, "value", text_or_null(c->items[i].value));
        json_object_set_new(value, "sources", sources);
        json_array_append_new(values, value);
    }
    json_t *o = json_object();
    json_object_set_new(o, "field", text_or_null(c->field));
    json_object_set_new(o, "values", values);
    return o;
}

static int to_buf(const char *p, size_t n, void *out)
{
    buf_add(out, p, n);
    return 0;
}

static void member(Buf *out, const char *name, json_t *value)
{
    buf_printf(out, ",\"%s\":", name);
    json_dump_callback(value, to_buf, out, JSON_COMPACT);
    json_decref(value);
}

void view_facts_jsonl(Buf *out, const RegFacts *facts)
{
    for (size_t i = 0; i < facts->n; i++) {
        const RegFact *rf = &facts->items[i];
        Fact f = rf->fact;
        f.doc = f.rule = NULL; /* the sources say these */
        buf_printf(out, "{\"id\":\"%s\",", rf->id);
        Buf json = {0};
        fact_to_json(&json, &f, false);
        buf_add(out, json.data + 1, json.len - 2);
        buf_free(&json);
        json_t *sources = json_array();
        for (size_t k = 0; k < rf->n_sources; k++)
            json_array_append_new(sources, source_json(&rf->sources[k]));
        member(out, "sources", sources);
        if (rf->n_conflicts) {
            json_t *conflicts = json_array();
            for (size_t k = 0; k < rf->n_conflicts; k++)
                json_array_append_new(conflicts, conflict_json(&rf->conflicts[k]));
            member(out, "conflicts", conflicts);
        }
        buf_adds(out, "}\n");
    }
}

/* ---- CSV ---- */

static void number_text(Buf *out, double v)
{
    if (!isfinite(v)) return;
    if (v == floor(v) && fabs(v) < 9e15) buf_printf(out, "%lld", (long long)v);
    else buf_printf(out, "%.12g", v);
}

static void people_text(Buf *out, const People *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (i) buf_adds(out, "; ");
        buf_adds(out, l->items[i].name);
        if (l->items[i].post) buf_printf(out, ", %s", l->items[i].post);
        if (l->items[i].party) buf_printf(out, " (%s)", l->items[i].party);
    }
}

static void items_text(Buf *out, const Items *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (i) buf_adds(out, "; ");
        number_text(out, l->items[i].quantity);
        if (isfinite(l->items[i].quantity)) buf_addc(out, ' ');
        buf_adds(out, l->items[i].goods ? l->items[i].goods : "");
    }
}

static void list_text(Buf *out, const StrList *l)
{
    for (size_t i = 0; i < l->n; i++) {
        if (i) buf_adds(out, "; ");
        buf_adds(out, l->items[i]);
    }
}

static void field_csv(Buf *out, const Fact *f, const FactField *field)
{
    const void *at = fact_at(f, field);
    Buf text = {0};
    switch (field->type) {
    case FIELD_STR: buf_adds(&text, *(const char *const *)at ? *(const char *const *)at : ""); break;
    case FIELD_LIST: list_text(&text, at); break;
    case FIELD_PEOPLE: people_text(&text, at); break;
    case FIELD_ITEMS: items_text(&text, at); break;
    case FIELD_BOOL: buf_adds(&text, *(const bool *)at ? "true" : ""); break;
    case FIELD_NUMBER: number_text(out, *(const double *)at); break;
    }
    escape_csv(out, buf_str(&text));
    buf_free(&text);
}

void view_facts_csv(Buf *out, const RegFacts *facts)
{
    buf_adds(out, "id,kind");
    for (const FactField *field = fact_fields; field->name; field++) buf_printf(out, ",%s", field->name);
    buf_adds(out, ",sources,outlet,article_title,url,published,lang,rule,conflicts\r\n");
    for (size_t i = 0; i < facts->n; i++) {
        const RegFact *rf = &facts->items[i];
        buf_printf(out, "%s,%s", rf->id, fact_kind_names[rf->fact.kind]);
        for (const FactField *field = fact_fields; field->name; field++) {
            buf_addc(out, ',');
            field_csv(out, &rf->fact, field);
        }
        static const RegSource none;
        const RegSource *s = rf->n_sources ? &rf->sources[0] : &none;
        const char *cells[] = {s->outlet, s->article_title, s->url, s->published, s->lang, s->claim.rule};
        buf_printf(out, ",%zu", rf->n_sources);
        for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
            buf_addc(out, ',');
            escape_csv(out, cells[k] ? cells[k] : "");
        }
        Buf fields = {0};
        for (size_t k = 0; k < rf->n_conflicts; k++)
            buf_printf(&fields, "%s%s", k ? "; " : "", rf->conflicts[k].field);
        buf_addc(out, ',');
        escape_csv(out, buf_str(&fields));
        buf_free(&fields);
        buf_adds(out, "\r\n");
    }
}
