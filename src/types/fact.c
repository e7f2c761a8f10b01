/* fact.c: the table of a fact's fields, and a fact as JSON (jansson). See fact.h. */
#include "types/fact.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *const fact_kind_names[FACT_KINDS] = {"none",   "contact", "agreement", "figure",   "aid",
                                                 "pledge", "post",    "body",      "relation", "event"};

FactKind fact_kind_from(const char *name)
{
    for (int k = 1; k < FACT_KINDS; k++)
        if (strcmp(fact_kind_names[k], name) == 0) return (FactKind)k;
    return FACT_NONE;
}

#define F(name, type)                                                                                        \
    {                                                                                                        \
#name, type, offsetof(Fact, name)                                                                    \
    }
const FactField fact_fields[] = {
    F(status, FIELD_STR),    F(date, FIELD_STR),      F(mode, FIELD_STR),      F(act, FIELD_STR),
    F(measure, FIELD_STR),   F(what, FIELD_STR),      F(title, FIELD_STR),     F(type, FIELD_STR),
    F(action, FIELD_STR),    F(person, FIELD_STR),    F(post, FIELD_STR),      F(party, FIELD_STR),
    F(name, FIELD_STR),      F(number, FIELD_NUMBER), F(level, FIELD_STR),     F(years, FIELD_NUMBER),
    F(parties, FIELD_LIST),  F(by, FIELD_LIST),       F(to, FIELD_LIST),       F(from, FIELD_LIST),
    F(visitor, FIELD_LIST),  F(host, FIELD_LIST),     F(people, FIELD_PEOPLE), F(bodies, FIELD_LIST),
    F(place, FIELD_STR),     F(value, FIELD_NUMBER),  F(unit, FIELD_STR),      F(period, FIELD_STR),
    F(change, FIELD_NUMBER), F(approx, FIELD_BOOL),   F(target, FIELD_BOOL),   F(term, FIELD_STR),
    F(items, FIELD_ITEMS),   F(topics, FIELD_LIST),   F(quote, FIELD_STR),     {NULL, FIELD_STR, 0},
};
#undef F

const FactField *fact_field(const char *name)
{
    for (const FactField *f = fact_fields; f->name; f++)
        if (strcmp(f->name, name) == 0) return f;
    return NULL;
}

void fact_init(Fact *f, FactKind kind)
{
    *f = (Fact){.kind = kind, .value = NAN, .change = NAN, .number = NAN, .years = NAN};
}

static json_t *number(double v)
{
    if (v == floor(v) && fabs(v) < 9e15) return json_integer((json_int_t)v);
    return json_real(v);
}

static json_t *string(const char *s)
{
    json_t *j = s ? json_string(s) : NULL;
    return j ? j : json_null();
}

static json_t *list_json(const StrList *l)
{
    json_t *out = json_array();
    for (size_t i = 0; i < l->n; i++) json_array_append_new(out, string(l->items[i]));
    return out;
}

static json_t *sides_json(const Sides *l)
{
    json_t *out = json_array();
    for (size_t i = 0; i < l->n; i++)
        json_array_append_new(out,
                              json_pack("{s:o, s:o, s:o}", "text", string(l->items[i].text), "party",
                                        string(l->items[i].party), "sector", string(l->items[i].sector)));
    return out;
}

static json_t *field_json(const Fact *f, const FactField *field)
{
    const void *at = fact_at(f, field);
    json_t *out = NULL;
    switch (field->type) {
    case FIELD_STR: {
        const char *s = *(const char *const *)at;
        return s ? json_string(s) : NULL;
    }
    case FIELD_NUMBER: {
        double v = *(const double *)at;
        return isfinite(v) ? number(v) : NULL;
    }
    case FIELD_BOOL: return *(const bool *)at ? json_true() : NULL;
    case FIELD_LIST: {
        const StrList *l = at;
        return l->n ? list_json(l) : NULL;
    }
    case FIELD_PEOPLE: {
        const People *l = at;
        if (!l->n) return NULL;
        out = json_array();
        for (size_t i = 0; i < l->n; i++)
            json_array_append_new(out,
                                  json_pack("{s:o, s:o, s:o}", "name", string(l->items[i].name), "post",
                                            string(l->items[i].post), "party", string(l->items[i].party)));
        return out;
    }
    case FIELD_ITEMS: {
        const Items *l = at;
        if (!l->n) return NULL;
        out = json_array();
        for (size_t i = 0; i < l->n; i++)
            json_array_append_new(
                out, json_pack("{s:o, s:o}", "quantity",
                               isfinite(l->items[i].quantity) ? number(l->items[i].quantity) : json_null(),
                               "goods", string(l->items[i].goods)));
        return out;
    }
    }
    return NULL;
}

static int to_buf(const char *p, size_t n, void *out)
{
    buf_add(out, p, n);
    return 0;
}

void fact_to_json(Buf *out, const Fact *f, bool inner)
{
    json_t *o = json_object();
    if (f->doc) json_object_set_new(o, "doc", string(f->doc));
    json_object_set_new(o, "kind", json_string(fact_kind_names[f->kind]));
    for (const FactField *field = fact_fields; field->name; field++) {
        json_t *v = field_json(f, field);
        if (v) json_object_set_new(o, field->name, v);
    }
    if (f->rule) json_object_set_new(o, "rule", string(f->rule));
    if (inner) {
        if (f->speaker) json_object_set_new(o, "speaker", string(f->speaker));
        json_object_set_new(o, "span", json_pack("[i,i]", (int)f->span.start, (int)f->span.end));
        json_object_set_new(o, "trigger", json_pack("[i,i]", (int)f->trigger.start, (int)f->trigger.end));
        if (f->actors.n) json_object_set_new(o, "actors", sides_json(&f->actors));
        if (f->recipients.n) json_object_set_new(o, "recipients", sides_json(&f->recipients));
        if (f->aspects.n) json_object_set_new(o, "aspects", list_json(&f->aspects));
    }
    json_dump_callback(o, to_buf, out, JSON_COMPACT | JSON_REAL_PRECISION(12));
    json_decref(o);
}

static const char *copy(json_t *j, Arena *a)
{
    return json_is_string(j) ? arena_strndup(a, json_string_value(j), json_string_length(j)) : NULL;
}

static double any_number(json_t *j)
{
    if (json_is_number(j)) return json_number_value(j);
    if (json_is_string(j)) {
        char *end;
        double v = strtod(json_string_value(j), &end);
        if (end != json_string_value(j)) return v;
    }
    return NAN;
}

static StrList read_list(json_t *v, Arena *a)
{
    StrList l = {0};
    if (json_is_string(v)) strlist_add(&l, copy(v, a), a);
    for (size_t i = 0; i < json_array_size(v); i++) strlist_add(&l, copy(json_array_get(v, i), a), a);
    return l;
}

static Sides read_sides(json_t *v, Arena *a)
{
    size_t n = json_array_size(v);
    Sides l = {ARENA_ARRAY(a, Side, n), n};
    for (size_t i = 0; i < n; i++) {
        json_t *s = json_array_get(v, i);
        l.items[i] = (Side){copy(json_object_get(s, "text"), a), copy(json_object_get(s, "party"), a),
                            copy(json_object_get(s, "sector"), a)};
    }
    return l;
}

static void field_read(Fact *f, const FactField *field, json_t *v, Arena *a)
{
    void *at = fact_at(f, field);
    size_t n = json_array_size(v);
    switch (field->type) {
    case FIELD_STR: *(const char **)at = copy(v, a); break;
    case FIELD_NUMBER: *(double *)at = any_number(v); break;
    case FIELD_BOOL: *(bool *)at = json_is_true(v); break;
    case FIELD_LIST: *(StrList *)at = read_list(v, a); break;
    case FIELD_PEOPLE: {
        People l = {ARENA_ARRAY(a, Person, n), 0};
        for (size_t i = 0; i < n; i++) {
            json_t *p = json_array_get(v, i);
            const char *name = json_is_string(p) ? copy(p, a) : copy(json_object_get(p, "name"), a);
            if (name)
                l.items[l.n++] =
                    (Person){name, copy(json_object_get(p, "post"), a), copy(json_object_get(p, "party"), a)};
        }
        *(People *)at = l;
        break;
    }
    case FIELD_ITEMS: {
        Items l = {ARENA_ARRAY(a, Item, n), 0};
        for (size_t i = 0; i < n; i++) {
            json_t *p = json_array_get(v, i);
            l.items[l.n++] =
                (Item){any_number(json_object_get(p, "quantity")), copy(json_object_get(p, "goods"), a)};
        }
        *(Items *)at = l;
        break;
    }
    }
}

static Span read_span(json_t *j)
{
    return (Span){(uint32_t)json_integer_value(json_array_get(j, 0)),
                  (uint32_t)json_integer_value(json_array_get(j, 1))};
}

int fact_from_json(Fact *f, const char *json, size_t n, Arena *a, Err *err)
{
    json_error_t je;
    json_t *o = json_loadb(json, n, 0, &je);
    if (!o) return err_set(err, ERR_FORMAT, "byte %d: not JSON: %s", je.position, je.text);
    const char *kind = json_string_value(json_object_get(o, "kind"));
    FactKind k = kind ? fact_kind_from(kind) : FACT_NONE;
    if (k == FACT_NONE) {
        err_set(err, ERR_FORMAT, "a fact of unknown kind '%s'", kind ? kind : "");
        json_decref(o);
        return err->code;
    }
    fact_init(f, k);
    f->doc = copy(json_object_get(o, "doc"), a);
    for (const FactField *field = fact_fields; field->name; field++) {
        json_t *v = json_object_get(o, field->name);
        if (v && !json_is_null(v)) field_read(f, field, v, a);
    }
    f->rule = copy(json_object_get(o, "rule"), a);
    f->speaker = copy(json_object_get(o, "speaker"), a);
    f->span = read_span(json_object_get(o, "span"));
    f->trigger = read_span(json_object_get(o, "trigger"));
    f->actors = read_sides(json_object_get(o, "actors"), a);
    f->recipients = read_sides(json_object_get(o, "recipients"), a);
    f->aspects = read_list(json_object_get(o, "aspects"), a);
    if (!f->status) f->status = "occurred";
    json_decref(o);
    return 0;
}

const char *fact_trigger(const Fact *f, size_t *n)
{
    size_t len = f->quote ? strlen(f->quote) : 0;
    if (f->trigger.end <= f->trigger.start || f->trigger.start < f->span.start) return NULL;
    size_t start = f->trigger.start - f->span.start, end = f->trigger.end - f->span.start;
    if (end > len) return NULL;
    *n = end - start;
    return f->quote + start;
}

bool strlist_has(const StrList *l, const char *s)
{
    for (size_t i = 0; i < l->n; i++)
        if (strcmp(l->items[i], s) == 0) return true;
    return false;
}

void strlist_add(StrList *l, const char *s, Arena *a)
{
    if (!s || strlist_has(l, s)) return;
    if ((l->n & (l->n - 1)) == 0)
        l->items = arena_grow(a, l->items, l->n, l->n ? l->n * 2 : 1, sizeof *l->items);
    l->items[l->n++] = s;
}

bool strlist_same_set(const StrList *a, const StrList *b)
{
    if (a->n != b->n) return false;
    for (size_t i = 0; i < a->n; i++)
        if (!strlist_has(b, a->items[i])) return false;
    return true;
}

bool people_disagree(const People *a, const People *b)
{
    for (size_t i = 0; i < a->n; i++) {
        bool same_side = false, same_name = false;
        for (size_t k = 0; k < b->n; k++) {
            const char *p = a->items[i].party, *q = b->items[k].party;
            if (p && q ? strcmp(p, q) != 0 : p != q) continue;
            same_side = true;
            for (size_t n = 0; n < a->n; n++) same_name |= strcmp(a->items[n].name, b->items[k].name) == 0;
        }
        if (same_side && !same_name) return true;
    }
    return false;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

StrList fact_all_parties(const Fact *f, Arena *a)
{
    StrList out = {0};
    const StrList *from[] = {&f->parties, &f->by, &f->to, &f->from, &f->visitor, &f->host};
    for (size_t k = 0; k < sizeof from / sizeof *from; k++)
        for (size_t i = 0; i < from[k]->n; i++) strlist_add(&out, from[k]->items[i], a);
    strlist_add(&out, f->party, a);
    if (out.n) qsort(out.items, out.n, sizeof *out.items, by_bytes);
    return out;
}
