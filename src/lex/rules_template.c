/* rules_template.c: reads what a match gives, and the examples of rules. Grammar: lang/README.md. */
#include "lex/rules_parts.h"

#include <jansson.h>
#include <string.h>

static bool is_role_name(const char *s)
{
    if (*s < 'A' || *s > 'Z') return false;
    for (s++; *s; s++)
        if (*s < '0' || *s > '9') return false;
    return true;
}

static int parse_roles(Parser *ps, const char *at, char *text, Value *v)
{
    for (char *save = NULL, *r = strtok_r(text, "+", &save); r; r = strtok_r(NULL, "+", &save)) {
        if (!is_role_name(r)) return parser_fail(ps, at, "not a role:", r);
        if (v->n_roles == COUNT(v->roles))
            return parser_fail(ps, at, "more than four roles in one value", NULL);
        v->roles[v->n_roles++] = pattern_role_id(ps, arena_strdup(ps->a, r));
    }
    return 0;
}

static int parse_value(Parser *ps, Value *v)
{
    const char *s = ps->p;
    size_t n;
    *v = (Value){.kind = VALUE_LITERAL};
    if (*s == '"') {
        const char *q = strchr(s + 1, '"');
        if (!q) return parser_fail(ps, s, "'\"' without its end", NULL);
        v->literal = arena_strndup(ps->a, s + 1, (size_t)(q - s) - 1);
        ps->p = q + 1;
        return 0;
    }
    n = strcspn(s, " \t");
    ps->p += n;
    char *text = arena_strndup(ps->a, s, n);
    v->literal = text;
    static const struct {
        const char *name;
        ValueKind kind;
    } calls[] = {{"text(", VALUE_TEXT}, {"key(", VALUE_KEY}, {"pair(", VALUE_PAIR}, {"other(", VALUE_OTHER}};
    for (size_t i = 0; i < COUNT(calls); i++) {
        size_t k = strlen(calls[i].name);
        if (strncmp(text, calls[i].name, k) != 0) continue;
        if (text[n - 1] != ')') return parser_fail(ps, s, "')' is missing in", text);
        v->kind = calls[i].kind;
        return parse_roles(ps, s, arena_strndup(ps->a, text + k, n - k - 1), v);
    }
    if (strcmp(text, "pair") == 0) v->kind = VALUE_PAIR;
    else if (strcmp(text, "none") == 0) v->kind = VALUE_NONE;
    else if (is_role_name(text) || (strchr(text, '+') && text[0] >= 'A' && text[0] <= 'Z')) {
        v->kind = VALUE_ROLES;
        return parse_roles(ps, s, arena_strdup(ps->a, text), v);
    }
    return 0;
}

static Bearing bearing_from(const char *name)
{
    static const char *const names[] = {"", "same", "within", "apart"};
    for (Bearing b = BEARS_SAME; b <= BEARS_APART; b++)
        if (strcmp(name, names[b]) == 0) return b;
    return BEARS_ANY;
}

int template_fact(Parser *ps)
{
    FactTemplate t = {.each = -1, .bears = {-1, -1}};
    parser_skip_space(ps);
    const char *at = ps->p;
    t.kind = fact_kind_from(parser_name(ps));
    if (t.kind == FACT_NONE) return parser_fail(ps, at, "unknown kind of fact", NULL);
    size_t cap_f = 0, cap_v = 0;
    for (parser_skip_space(ps); *ps->p; parser_skip_space(ps)) {
        at = ps->p;
        const char *name = parser_name(ps);
        const FactField *field = fact_field(name);
        bool each = strcmp(name, "each") == 0;
        Bearing bearing = bearing_from(name);
        if (!field && !each && !bearing) return parser_fail(ps, at, "a fact has no field", name);
        if (*ps->p++ != '=') return parser_fail(ps, at, "field=value is expected at", name);
        Value v;
        int rc = parse_value(ps, &v);
        if (rc) return rc;
        if (each) {
            if (v.kind != VALUE_ROLES || v.n_roles != 1)
                return parser_fail(ps, at, "'each' takes one role", NULL);
            t.each = v.roles[0];
            continue;
        }
        if (bearing) {
            if (v.kind != VALUE_ROLES || v.n_roles != 2)
                return parser_fail(ps, at, "two roles are expected, as in same=A+B, at", name);
            t.bearing = bearing;
            t.bears[0] = v.roles[0];
            t.bears[1] = v.roles[1];
            continue;
        }
        size_t n = t.n;
        ARENA_PUSH(ps->a, t.fields, n, cap_f, field);
        ARENA_PUSH(ps->a, t.values, t.n, cap_v, v);
    }
    ARENA_PUSH(ps->a, ps->rule->facts, ps->rule->n_facts, ps->cap_facts, t);
    return 0;
}

int template_date(Parser *ps)
{
    DateTemplate t = {0};
    parser_skip_space(ps);
    t.op = parser_name(ps);
    size_t cap_a = 0, cap_v = 0;
    for (parser_skip_space(ps); *ps->p; parser_skip_space(ps)) {
        const char *at = ps->p;
        const char *name = parser_name(ps);
        if (*ps->p++ != '=') return parser_fail(ps, at, "argument=value is expected at", name);
        Value v;
        int rc = parse_value(ps, &v);
        if (rc) return rc;
        size_t n = t.n;
        ARENA_PUSH(ps->a, t.args, n, cap_a, name);
        ARENA_PUSH(ps->a, t.values, t.n, cap_v, v);
    }
    ps->rule->date = t;
    return 0;
}

static bool is_day(const char *s)
{
    for (int i = 0; i < 10; i++)
        if (i == 4 || i == 7 ? s[i] != '-' : s[i] < '0' || s[i] > '9') return false;
    return s[10] == ' ' || s[10] == '\t';
}

int template_example(Parser *ps)
{
    parser_skip_space(ps);
    RuleExample ex = {.line = ps->line};
    if (is_day(ps->p)) {
        ex.published = arena_strndup(ps->a, ps->p, 10);
        ps->p += 10;
        parser_skip_space(ps);
    }
    if (!*ps->p) return parser_fail(ps, ps->p, "an example needs its text", NULL);
    ex.text = arena_strdup(ps->a, ps->p);
    ARENA_PUSH(ps->a, ps->rule->examples, ps->rule->n_examples, ps->cap_examples, ex);
    ps->cap_gives = 0;
    return 0;
}

int template_gives(Parser *ps)
{
    parser_skip_space(ps);
    if (!ps->rule->n_examples) return parser_fail(ps, ps->p, "'gives' comes after an example", NULL);
    RuleExample *ex = &ps->rule->examples[ps->rule->n_examples - 1];
    if (strcmp(ps->p, "nothing") == 0) {
        ex->nothing = true;
        return 0;
    }
    if (*ps->p == '{') {
        json_error_t je;
        json_t *o = json_loads(ps->p, 0, &je);
        if (!o) return parser_fail(ps, ps->p + je.position, "not JSON:", arena_strdup(ps->a, je.text));
        json_decref(o);
    }
    ARENA_PUSH(ps->a, ex->gives, ex->n_gives, ps->cap_gives, arena_strdup(ps->a, ps->p));
    return 0;
}
