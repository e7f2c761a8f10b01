/* fact.c: the table of a fact's fields, and a fact as JSON. See fact.h. */
#include "types/fact.h"

#include "base/text.h"

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

#define F(name, type) {#name, type, offsetof(Fact, name)}
const FactField fact_fields[] = {
    F(status, FIELD_STR),    F(date, FIELD_STR),     F(mode, FIELD_STR),      F(act, FIELD_STR),
    F(measure, FIELD_STR),   F(what, FIELD_STR),     F(title, FIELD_STR),     F(type, FIELD_STR),
    F(action, FIELD_STR),    F(person, FIELD_STR),   F(post, FIELD_STR),      F(party, FIELD_STR),
    F(name, FIELD_STR),      F(number, FIELD_NUMBER), F(level, FIELD_STR),    F(years, FIELD_NUMBER),
    F(parties, FIELD_LIST),  F(by, FIELD_LIST),      F(to, FIELD_LIST),       F(from, FIELD_LIST),
    F(visitor, FIELD_LIST),  F(host, FIELD_LIST),    F(people, FIELD_PEOPLE), F(bodies, FIELD_LIST),
    F(place, FIELD_STR),     F(value, FIELD_NUMBER), F(unit, FIELD_STR),      F(period, FIELD_STR),
    F(change, FIELD_NUMBER), F(approx, FIELD_BOOL),  F(target, FIELD_BOOL),   F(term, FIELD_STR),
    F(items, FIELD_ITEMS),   F(topics, FIELD_LIST),  F(quote, FIELD_STR),     {NULL, FIELD_STR, 0},
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

/* ---- writing ---- */

static int to_buf(const char *p, size_t n, void *out)
{
    buf_add(out, p, n);
    return 0;
}

static void put_number(Buf *out, double v)
{
    if (!isfinite(v)) {
        buf_adds(out, "null");
    } else if (v == floor(v) && fabs(v) < 9e15) {
        buf_printf(out, "%lld", (long long)v);
    } else {
        json_t *j = json_real(v);
        json_dump_callback(j, to_buf, out, JSON_ENCODE_ANY | JSON_REAL_PRECISION(12));
        json_decref(j);
    }
}

/* null where there is no text, or one that is not UTF-8. */
static void put_string(Buf *out, const char *s)
{
    size_t n = s ? strlen(s) : 0, bad;
    if (!s || !text_valid(s, n, &bad)) {
        buf_adds(out, "null");
        return;
    }
    static const char *const named = "\bb\ff\nn\rr\tt\"\"\\\\"; /* pairs: the byte, what stands for it */
    buf_addc(out, '"');
    size_t from = 0;
    for (size_t i = 0; i < n; i++) {
        if ((unsigned char)s[i] >= 0x20 && s[i] != '"' && s[i] != '\\') continue;
        buf_add(out, s + from, i - from);
        from = i + 1;
        const char *short_form = strchr(named, s[i]);
        if (short_form) buf_printf(out, "\\%c", short_form[1]);
        else buf_printf(out, "\\u%04X", (unsigned)s[i]);
    }
    buf_add(out, s + from, n - from);
    buf_addc(out, '"');
}

static void put_list(Buf *out, const StrList *l)
{
    for (size_t i = 0; i < l->n; i++) {
        buf_addc(out, i ? ',' : '[');
        put_string(out, l->items[i]);
    }
    buf_addc(out, ']');
}

static void put_people(Buf *out, const People *l)
{
    for (size_t i = 0; i < l->n; i++) {
        buf_adds(out, i ? ",{\"name\":" : "[{\"name\":");
        put_string(out, l->items[i].name);
        buf_adds(out, ",\"post\":");
        put_string(out, l->items[i].post);
        buf_adds(out, ",\"party\":");
        put_string(out, l->items[i].party);
        buf_addc(out, '}');
    }
    buf_addc(out, ']');
}

static void put_items(Buf *out, const Items *l)
{
    for (size_t i = 0; i < l->n; i++) {
        buf_adds(out, i ? ",{\"quantity\":" : "[{\"quantity\":");
        put_number(out, l->items[i].quantity);
        buf_adds(out, ",\"goods\":");
        put_string(out, l->items[i].goods);
        buf_addc(out, '}');
    }
    buf_addc(out, ']');
}

static bool is_said(const void *at, FieldType type)
{
    switch (type) {
    case FIELD_STR: return *(const char *const *)at != NULL;
    case FIELD_NUMBER: return isfinite(*(const double *)at);
    case FIELD_BOOL: return *(const bool *)at;
    case FIELD_LIST: return ((const StrList *)at)->n > 0;
    case FIELD_PEOPLE: return ((const People *)at)->n > 0;
    case FIELD_ITEMS: return ((const Items *)at)->n > 0;
    }
    return false;
}

static void put_field(Buf *out, const Fact *f, const FactField *field)
{
    const void *at = fact_at(f, field);
    if (!is_said(at, field->type)) return;
    buf_adds(out, ",\"");
    buf_adds(out, field->name);
    buf_adds(out, "\":");
    switch (field->type) {
    case FIELD_STR: put_string(out, *(const char *const *)at); break;
    case FIELD_NUMBER: put_number(out, *(const double *)at); break;
    case FIELD_BOOL: buf_adds(out, "true"); break;
    case FIELD_LIST: put_list(out, at); break;
    case FIELD_PEOPLE: put_people(out, at); break;
    case FIELD_ITEMS: put_items(out, at); break;
    }
}

void fact_to_json(Buf *out, const Fact *f, bool inner)
{
    buf_addc(out, '{');
    if (f->doc) {
        buf_adds(out, "\"doc\":");
        put_string(out, f->doc);
        buf_addc(out, ',');
    }
    buf_printf(out, "\"kind\":\"%s\"", fact_kind_names[f->kind]);
    for (const FactField *field = fact_fields; field->name; field++) put_field(out, f, field);
    if (f->rule) {
        buf_adds(out, ",\"rule\":");
        put_string(out, f->rule);
    }
    if (inner && f->speaker) {
        buf_adds(out, ",\"speaker\":");
        put_string(out, f->speaker);
    }
    if (inner)
        buf_printf(out, ",\"span\":[%u,%u],\"trigger\":[%u,%u]", f->span.start, f->span.end, f->trigger.start,
                   f->trigger.end);
    buf_addc(out, '}');
}

/* ---- reading ---- */

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

static void field_read(Fact *f, const FactField *field, json_t *v, Arena *a)
{
    void *at = fact_at(f, field);
    size_t n = json_array_size(v);
    switch (field->type) {
    case FIELD_STR: *(const char **)at = copy(v, a); break;
    case FIELD_NUMBER: *(double *)at = any_number(v); break;
    case FIELD_BOOL: *(bool *)at = json_is_true(v); break;
    case FIELD_LIST: {
        StrList l = {0};
        if (json_is_string(v)) strlist_add(&l, copy(v, a), a);
        for (size_t i = 0; i < n; i++) strlist_add(&l, copy(json_array_get(v, i), a), a);
        *(StrList *)at = l;
        break;
    }
    case FIELD_PEOPLE: {
        People l = {ARENA_ARRAY(a, Person, n), 0};
        for (size_t i = 0; i < n; i++) {
            json_t *p = json_array_get(v, i);
            const char *name = json_is_string(p) ? copy(p, a) : copy(json_object_get(p, "name"), a);
            if (name)
                l.items[l.n++] = (Person){name, copy(json_object_get(p, "post"), a), copy(json_object_get(p, "party"), a)};
        }
        *(People *)at = l;
        break;
    }
    case FIELD_ITEMS: {
        Items l = {ARENA_ARRAY(a, Item, n), 0};
        for (size_t i = 0; i < n; i++) {
            json_t *p = json_array_get(v, i);
            l.items[l.n++] = (Item){any_number(json_object_get(p, "quantity")), copy(json_object_get(p, "goods"), a)};
        }
        *(Items *)at = l;
        break;
    }
    }
}

static Span read_span(json_t *j)
{
    return (Span){(uint32_t)json_integer_value(json_array_get(j, 0)), (uint32_t)json_integer_value(json_array_get(j, 1))};
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
    if (!f->status) f->status = "occurred";
    json_decref(o);
    return 0;
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
    if ((l->n & (l->n - 1)) == 0) l->items = arena_grow(a, l->items, l->n, l->n ? l->n * 2 : 1, sizeof *l->items);
    l->items[l->n++] = s;
}

bool strlist_same_set(const StrList *a, const StrList *b)
{
    if (a->n != b->n) return false;
    for (size_t i = 0; i < a->n; i++)
        if (!strlist_has(b, a->items[i])) return false;
    return true;
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
