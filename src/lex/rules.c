/* rules.c: reads *.rules files, compiles patterns and templates. Grammar: lang/README.md. */
#include "lex/pattern.h"

#include "base/text.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct Define {
    const char *name, *text;
} Define;

typedef struct Parser {
    RuleSet *set;
    Lang *lang;
    Arena *a;
    Err *err;
    const char *file;
    int line;
    const char *start, *p; /* the line being read; p moves on */
    Define *defines;
    size_t n_defines, cap_defines;
    Map *roles; /* role names of the file's rules */
    Rule *rule; /* being read; NULL before the first */
    size_t cap_patterns, cap_without, cap_facts, cap_examples, cap_gives;
    int depth;
} Parser;

static int fail(Parser *ps, const char *at, const char *what, const char *arg)
{
    return err_set(ps->err, ERR_FORMAT, "%s:%d:%d: %s%s%s", ps->file, ps->line, (int)(at - ps->start) + 1,
                   what, arg ? " " : "", arg ? arg : "");
}

static void skip_space(Parser *ps)
{
    while (*ps->p == ' ' || *ps->p == '\t') ps->p++;
}

static bool name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

static const char *take_name(Parser *ps)
{
    const char *s = ps->p;
    while (name_char(*ps->p)) ps->p++;
    return arena_strndup(ps->a, s, (size_t)(ps->p - s));
}

/* ---- patterns ---- */

static Node *node_new(Parser *ps, NodeType type)
{
    Node *n = ARENA_NEW(ps->a, Node);
    n->type = type;
    n->role = -1;
    return n;
}

/* section or section.KEY, up to one of the signs in `stop` */
static int parse_class_name(Parser *ps, const char *stop, ClassRef *out)
{
    const char *s = ps->p;
    while (*ps->p && !strchr(stop, *ps->p)) ps->p++;
    char *name = arena_strndup(ps->a, s, (size_t)(ps->p - s));
    char *dot = strchr(name, '.');
    out->key = NULL;
    if (dot) {
        *dot = 0;
        out->key = dot + 1;
    }
    out->cls = lang_class(ps->lang, name);
    if (out->cls < 0) return fail(ps, s, "no word list has a section", name);
    return 0;
}

static int parse_class(Parser *ps, ClassRef **out, size_t *n)
{
    const char *open = ps->p++;
    size_t cap = 0;
    for (;;) {
        ClassRef ref;
        int rc = parse_class_name(ps, "|>", &ref);
        if (rc) return rc;
        ARENA_PUSH(ps->a, *out, *n, cap, ref);
        if (*ps->p == '>') break;
        if (!*ps->p) return fail(ps, open, "'<' without '>'", NULL);
        ps->p++;
    }
    ps->p++;
    return 0;
}

static const struct {
    const char *name;
    uint32_t kinds;
} wants[] = {
    {"party", 1u << M_PARTY},
    {"person", 1u << M_PERSON},
    {"post", 1u << M_POST},
    {"body", 1u << M_BODY},
    {"group", 1u << M_GROUP},
    {"pronoun", 1u << M_PRONOUN},
    {"place", 1u << M_PLACE},
    {"date", 1u << M_DATE},
    {"duration", 1u << M_DURATION},
    {"amount", 1u << M_AMOUNT},
    {"percent", 1u << M_PERCENT},
    {"number", 1u << M_NUMBER},
    {"quantity", 1u << M_QUANTITY},
    {"agreement", 1u << M_AGREEMENT},
    {"actor", WANT_ACTOR},
    {"who", WANT_WHO},
    {"state", WANT_STATE},
    {"where", WANT_WHERE},
    {"one", WANT_ONE},
    {"many", WANT_MANY},
    {"noun", 1u << M_ACTOR},
};
static const struct {
    const char *name;
    uint32_t flag;
} flags[] = {
    {"adj", MF_ADJ}, {"poss", MF_POSS},     {"loc", MF_LOC},     {"capital", MF_CAPITAL}, {"city", MF_CITY},
    {"org", MF_ORG}, {"former", MF_FORMER}, {"range", MF_RANGE}, {"period", MF_PERIOD},
};
static const struct {
    const char *name;
    Numeric numeric;
} numerics[] = {{"num", NUM_ANY}, {"day", NUM_DAY}, {"year", NUM_YEAR},
                {"dm", NUM_DM},   {"dmy", NUM_DMY}, {"my", NUM_MY}};

#define COUNT(x) (sizeof(x) / sizeof *(x))

static int parse_want(Parser *ps, MentionWant *out)
{
    *out = (MentionWant){0};
    for (;;) {
        const char *s = ps->p;
        size_t n = strcspn(s, "|+-}");
        size_t i = 0;
        while (i < COUNT(wants) && (strlen(wants[i].name) != n || strncmp(wants[i].name, s, n) != 0)) i++;
        if (i == COUNT(wants)) return fail(ps, s, "unknown kind of mention", arena_strndup(ps->a, s, n));
        out->kinds |= wants[i].kinds;
        ps->p += n;
        if (*ps->p != '|') break;
        ps->p++;
    }
    while (*ps->p == '+' || *ps->p == '-') {
        bool need = *ps->p++ == '+';
        const char *s = ps->p;
        size_t n = strcspn(s, "+-}");
        size_t i = 0;
        while (i < COUNT(flags) && (strlen(flags[i].name) != n || strncmp(flags[i].name, s, n) != 0)) i++;
        if (i == COUNT(flags)) return fail(ps, s, "unknown flag", arena_strndup(ps->a, s, n));
        *(need ? &out->need : &out->ban) |= flags[i].flag;
        ps->p += n;
    }
    return 0;
}

static int parse_braces(Parser *ps, Node **out)
{
    const char *open = ps->p++;
    size_t n = strcspn(ps->p, "}");
    if (!ps->p[n]) return fail(ps, open, "'{' without '}'", NULL);
    for (size_t i = 0; i < COUNT(numerics); i++)
        if (strlen(numerics[i].name) == n && strncmp(numerics[i].name, ps->p, n) == 0) {
            *out = node_new(ps, NODE_NUMERIC);
            (*out)->numeric = numerics[i].numeric;
            ps->p += n + 1;
            return 0;
        }
    *out = node_new(ps, NODE_MENTION);
    (*out)->wants = ARENA_NEW(ps->a, MentionWant);
    (*out)->n_wants = 1;
    int rc = parse_want(ps, (*out)->wants);
    if (rc) return rc;
    if (*ps->p != '}') return fail(ps, ps->p, "'}' is expected here", NULL);
    ps->p++;
    return 0;
}

static int parse_gap(Parser *ps, Node **out)
{
    const char *open = ps->p++;
    Node *g = node_new(ps, NODE_GAP);
    size_t cap_w = 0, cap_c = 0;
    while (*ps->p >= '0' && *ps->p <= '9' && g->gap < 1000) g->gap = g->gap * 10 + (uint32_t)(*ps->p++ - '0');
    if (!g->gap) return fail(ps, open, "a gap is written ~N with N from 1", NULL);
    while (*ps->p == '!') {
        ps->p++;
        if (*ps->p == '{') {
            ps->p++;
            MentionWant w;
            int rc = parse_want(ps, &w);
            if (rc) return rc;
            if (*ps->p++ != '}') return fail(ps, ps->p - 1, "'}' is expected here", NULL);
            ARENA_PUSH(ps->a, g->wants, g->n_wants, cap_w, w);
        } else if (*ps->p == '<') {
            ClassRef *refs = NULL;
            size_t n = 0;
            int rc = parse_class(ps, &refs, &n);
            if (rc) return rc;
            for (size_t i = 0; i < n; i++) ARENA_PUSH(ps->a, g->classes, g->n_classes, cap_c, refs[i]);
        } else {
            return fail(ps, ps->p, "after '!' in a gap comes {kind} or <section>", NULL);
        }
    }
    *out = g;
    return 0;
}

static int parse_seq(Parser *ps, Seq *out, bool inside);

static int parse_group(Parser *ps, Node **out)
{
    const char *open = ps->p++;
    if (++ps->depth > 16) return fail(ps, open, "brackets nest deeper than 16", NULL);
    Node *g = node_new(ps, NODE_GROUP);
    size_t cap = 0;
    for (;;) {
        Seq alt = {0};
        int rc = parse_seq(ps, &alt, true);
        if (rc) return rc;
        ARENA_PUSH(ps->a, g->alts, g->n_alts, cap, alt);
        if (*ps->p == ')') break;
        if (*ps->p != '|') return fail(ps, open, "'(' without ')'", NULL);
        ps->p++;
    }
    ps->p++;
    ps->depth--;
    *out = g;
    return 0;
}

static int parse_words(Parser *ps, Node **out)
{
    const char *s = ps->p;
    char *phrase;
    if (*s == '"') {
        const char *q = strchr(s + 1, '"');
        if (!q) return fail(ps, s, "'\"' without its end", NULL);
        phrase = arena_strndup(ps->a, s + 1, (size_t)(q - s) - 1);
        ps->p = q + 1;
    } else {
        size_t n = strcspn(s, " \t()|?");
        phrase = arena_strndup(ps->a, s, n);
        ps->p += n;
    }
    Node *w = node_new(ps, NODE_WORDS);
    w->n_words = pack_words(ps->lang, phrase, false, w->words, COUNT(w->words));
    if (!w->n_words) return fail(ps, s, "a word is expected here", NULL);
    *out = w;
    return 0;
}

static int parse_define_use(Parser *ps, Node **out)
{
    const char *at = ps->p++;
    const char *name = take_name(ps);
    for (size_t i = ps->n_defines; i-- > 0;) {
        if (strcmp(ps->defines[i].name, name) != 0) continue;
        if (++ps->depth > 16) return fail(ps, at, "definitions nest deeper than 16:", name);
        const char *start = ps->start, *p = ps->p;
        ps->start = ps->p = ps->defines[i].text;
        Node *g = node_new(ps, NODE_GROUP);
        g->alts = ARENA_NEW(ps->a, Seq);
        g->n_alts = 1;
        int rc = parse_seq(ps, g->alts, false);
        ps->start = start;
        ps->p = p;
        ps->depth--;
        *out = g;
        return rc ? err_context(ps->err, "%s:%d: in $%s", ps->file, ps->line, name) : 0;
    }
    return fail(ps, at, "no definition before this line is called", name);
}

static int role_id(Parser *ps, const char *name)
{
    return (int)map_intern(ps->roles, name, strlen(name)) - 1;
}

/* R= in front of an atom */
static int parse_role(Parser *ps, int *role)
{
    const char *s = ps->p;
    *role = -1;
    if (*s < 'A' || *s > 'Z') return 0;
    const char *e = s + 1;
    while (*e >= '0' && *e <= '9') e++;
    if (*e != '=') return 0;
    *role = role_id(ps, arena_strndup(ps->a, s, (size_t)(e - s)));
    if (*role >= MAX_ROLES)
        return fail(ps, s, "too many role names in the pack's rules; reuse letters", NULL);
    ps->p = e + 1;
    return 0;
}

static int parse_atom(Parser *ps, Node **out)
{
    int role = -1;
    bool pivot = false;
    if (*ps->p == '@') {
        pivot = true;
        ps->p++;
    }
    int rc = parse_role(ps, &role);
    if (rc) return rc;
    if (*ps->p == '@') {
        pivot = true;
        ps->p++;
    }
    switch (*ps->p) {
    case '<': {
        *out = node_new(ps, NODE_CLASS);
        rc = parse_class(ps, &(*out)->classes, &(*out)->n_classes);
        break;
    }
    case '{': rc = parse_braces(ps, out); break;
    case '~': rc = parse_gap(ps, out); break;
    case '(': rc = parse_group(ps, out); break;
    case '$':
        if (name_char(ps->p[1])) {
            rc = parse_define_use(ps, out);
            break;
        }
        ps->p++;
        *out = node_new(ps, NODE_END);
        break;
    case '^':
        ps->p++;
        *out = node_new(ps, NODE_START);
        break;
    default: rc = parse_words(ps, out);
    }
    if (rc) return rc;
    (*out)->role = role;
    (*out)->pivot = pivot;
    if (*ps->p == '?') {
        (*out)->optional = true;
        ps->p++;
    }
    return 0;
}

static int parse_seq(Parser *ps, Seq *out, bool inside)
{
    size_t cap = 0;
    for (;;) {
        skip_space(ps);
        if (!*ps->p) break;
        if (*ps->p == ')' || *ps->p == '|') {
            if (inside) break;
            return fail(ps, ps->p, "unexpected", *ps->p == ')' ? "')'" : "'|' outside brackets");
        }
        Node *node;
        int rc = parse_atom(ps, &node);
        if (rc) return rc;
        ARENA_PUSH(ps->a, out->items, out->n, cap, node);
    }
    if (!out->n) return fail(ps, ps->p, "an empty pattern", NULL);
    return 0;
}

static bool can_be_pivot(const Node *n)
{
    return !n->optional && (n->type == NODE_WORDS || n->type == NODE_CLASS || n->type == NODE_MENTION ||
                            n->type == NODE_NUMERIC || n->type == NODE_GROUP);
}

/* A pivot inside a definition's group: the group is opened into the sequence around it. */
static void flatten(Parser *ps, Seq *seq)
{
    for (size_t i = 0; i < seq->n; i++) {
        Node *g = seq->items[i];
        if (g->type != NODE_GROUP || g->n_alts != 1 || g->optional || g->role >= 0) continue;
        const Seq *in = &g->alts[0];
        Node **items = ARENA_ARRAY(ps->a, Node *, seq->n - 1 + in->n);
        memcpy(items, seq->items, i * sizeof *items);
        memcpy(items + i, in->items, in->n * sizeof *items);
        memcpy(items + i + in->n, seq->items + i + 1, (seq->n - i - 1) * sizeof *items);
        seq->items = items;
        seq->n = seq->n - 1 + in->n;
        i--;
    }
}

static int parse_match(Parser *ps)
{
    Pattern pat = {.rule = ps->rule};
    const char *at = ps->p;
    int rc = parse_seq(ps, &pat.seq, false);
    if (rc) return rc;
    flatten(ps, &pat.seq);
    size_t best = pat.seq.n;
    for (size_t pass = 0; pass < 3 && best == pat.seq.n; pass++)
        for (size_t i = 0; i < pat.seq.n && best == pat.seq.n; i++) {
            const Node *n = pat.seq.items[i];
            if (!can_be_pivot(n)) {
                if (n->pivot)
                    return fail(ps, at, "the pivot (@) may not be optional, a gap or an edge", NULL);
                continue;
            }
            bool words = n->type == NODE_WORDS || n->type == NODE_CLASS;
            if (pass == 0 ? n->pivot : pass == 1 ? words : true) best = i;
        }
    if (best == pat.seq.n)
        return fail(ps, at, "a pattern needs an atom that is not optional as its pivot", NULL);
    pat.pivot = best;
    ARENA_PUSH(ps->a, ps->rule->patterns, ps->rule->n_patterns, ps->cap_patterns, pat);
    return 0;
}

static int parse_without(Parser *ps)
{
    for (skip_space(ps); *ps->p; skip_space(ps)) {
        Node *n;
        const char *at = ps->p;
        int rc = parse_atom(ps, &n);
        if (rc) return rc;
        if (n->type != NODE_WORDS && n->type != NODE_CLASS)
            return fail(ps, at, "'without' takes words and <sections>", NULL);
        ARENA_PUSH(ps->a, ps->rule->without, ps->rule->n_without, ps->cap_without, n);
    }
    return 0;
}

/* ---- templates ---- */

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
        if (!is_role_name(r)) return fail(ps, at, "not a role:", r);
        if (v->n_roles == COUNT(v->roles)) return fail(ps, at, "more than four roles in one value", NULL);
        v->roles[v->n_roles++] = role_id(ps, arena_strdup(ps->a, r));
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
        if (!q) return fail(ps, s, "'\"' without its end", NULL);
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
        if (text[n - 1] != ')') return fail(ps, s, "')' is missing in", text);
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

static int parse_fact(Parser *ps)
{
    FactTemplate t = {.each = -1};
    skip_space(ps);
    const char *at = ps->p;
    t.kind = fact_kind_from(take_name(ps));
    if (t.kind == FACT_NONE) return fail(ps, at, "unknown kind of fact", NULL);
    size_t cap_f = 0, cap_v = 0;
    for (skip_space(ps); *ps->p; skip_space(ps)) {
        at = ps->p;
        const char *name = take_name(ps);
        const FactField *field = fact_field(name);
        bool each = strcmp(name, "each") == 0;
        if (!field && !each) return fail(ps, at, "a fact has no field", name);
        if (*ps->p++ != '=') return fail(ps, at, "field=value is expected at", name);
        Value v;
        int rc = parse_value(ps, &v);
        if (rc) return rc;
        if (each) {
            if (v.kind != VALUE_ROLES || v.n_roles != 1) return fail(ps, at, "'each' takes one role", NULL);
            t.each = v.roles[0];
            continue;
        }
        size_t n = t.n;
        ARENA_PUSH(ps->a, t.fields, n, cap_f, field);
        ARENA_PUSH(ps->a, t.values, t.n, cap_v, v);
    }
    ARENA_PUSH(ps->a, ps->rule->facts, ps->rule->n_facts, ps->cap_facts, t);
    return 0;
}

static int parse_date(Parser *ps)
{
    DateTemplate t = {0};
    skip_space(ps);
    t.op = take_name(ps);
    size_t cap_a = 0, cap_v = 0;
    for (skip_space(ps); *ps->p; skip_space(ps)) {
        const char *at = ps->p;
        const char *name = take_name(ps);
        if (*ps->p++ != '=') return fail(ps, at, "argument=value is expected at", name);
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

static int parse_example(Parser *ps)
{
    skip_space(ps);
    RuleExample ex = {.line = ps->line};
    if (is_day(ps->p)) {
        ex.published = arena_strndup(ps->a, ps->p, 10);
        ps->p += 10;
        skip_space(ps);
    }
    if (!*ps->p) return fail(ps, ps->p, "an example needs its text", NULL);
    ex.text = arena_strdup(ps->a, ps->p);
    ARENA_PUSH(ps->a, ps->rule->examples, ps->rule->n_examples, ps->cap_examples, ex);
    ps->cap_gives = 0;
    return 0;
}

static int parse_gives(Parser *ps)
{
    skip_space(ps);
    if (!ps->rule->n_examples) return fail(ps, ps->p, "'gives' comes after an example", NULL);
    RuleExample *ex = &ps->rule->examples[ps->rule->n_examples - 1];
    if (strcmp(ps->p, "nothing") == 0) {
        ex->nothing = true;
        return 0;
    }
    if (*ps->p == '{') {
        json_error_t je;
        json_t *o = json_loads(ps->p, 0, &je);
        if (!o) return fail(ps, ps->p + je.position, "not JSON:", arena_strdup(ps->a, je.text));
        json_decref(o);
    }
    ARENA_PUSH(ps->a, ex->gives, ex->n_gives, ps->cap_gives, arena_strdup(ps->a, ps->p));
    return 0;
}

static int finish_rule(Parser *ps)
{
    Rule *r = ps->rule;
    if (!r) return 0;
    const char *missing = !r->n_patterns               ? "'match'"
                          : !r->n_facts && !r->date.op ? "'fact' or 'date'"
                          : !r->n_examples             ? "'example'"
                                                       : NULL;
    if (missing)
        return err_set(ps->err, ERR_FORMAT, "%s:%d: rule %s has no %s", r->file, r->line, r->id, missing);
    for (size_t i = 0; i < r->n_examples; i++)
        if (!r->examples[i].n_gives && !r->examples[i].nothing)
            return err_set(ps->err, ERR_FORMAT, "%s:%d: the example gives neither a fact nor 'nothing'",
                           r->file, r->examples[i].line);
    return 0;
}

static int begin_rule(Parser *ps)
{
    int rc = finish_rule(ps);
    if (rc) return rc;
    skip_space(ps);
    const char *at = ps->p, *name = take_name(ps);
    if (!*name) return fail(ps, at, "a rule needs a name", NULL);
    const char *id = arena_printf(ps->a, "%s/%s", ps->lang->code, name);
    if (rules_find(ps->set, id)) return fail(ps, at, "another rule has this name:", name);
    Rule *r = ARENA_NEW(ps->a, Rule);
    *r = (Rule){.id = id, .file = ps->file, .line = ps->line};
    ARENA_PUSH(ps->a, ps->set->rules, ps->set->n, ps->set->cap, r);
    ps->rule = r;
    ps->cap_patterns = ps->cap_without = ps->cap_facts = ps->cap_examples = ps->cap_gives = 0;
    return 0;
}

static int parse_definition(Parser *ps)
{
    skip_space(ps);
    const char *at = ps->p;
    Define d = {.name = take_name(ps)};
    skip_space(ps);
    if (*ps->p != '=' || !*d.name)
        return fail(ps, at, "a definition is written: define NAME = PATTERN", NULL);
    ps->p++;
    skip_space(ps);
    d.text = arena_strdup(ps->a, ps->p);
    ARENA_PUSH(ps->a, ps->defines, ps->n_defines, ps->cap_defines, d);
    Seq check = {0};
    return parse_seq(ps, &check, false);
}

static int parse_line(Parser *ps)
{
    static const struct {
        const char *word;
        int (*parse)(Parser *);
        bool in_rule;
    } lines[] = {
        {"define", parse_definition, false}, {"rule", begin_rule, false},  {"match", parse_match, true},
        {"without", parse_without, true},    {"fact", parse_fact, true},   {"date", parse_date, true},
        {"example", parse_example, true},    {"gives", parse_gives, true},
    };
    skip_space(ps);
    if (!*ps->p || *ps->p == '#') return 0;
    const char *at = ps->p, *word = take_name(ps);
    for (size_t i = 0; i < COUNT(lines); i++) {
        if (strcmp(lines[i].word, word) != 0) continue;
        if (lines[i].in_rule && !ps->rule) return fail(ps, at, "comes before the first rule:", word);
        return lines[i].parse(ps);
    }
    return fail(ps, at, "define, rule, match, without, fact, date, example or gives is expected, not", word);
}

/* A comment begins with " #", except in examples, whose text is free. */
static void strip_comment(char *line)
{
    char *s = line + strspn(line, " \t");
    if (strncmp(s, "example", 7) == 0 || strncmp(s, "gives", 5) == 0) return;
    for (char *p = line; *p; p++)
        if (*p == '#' && (p == line || p[-1] == ' ' || p[-1] == '\t')) {
            *p = 0;
            return;
        }
}

static int parse_file(Parser *ps, const PackSource *src)
{
    size_t bad;
    if (!text_valid(src->text, src->len, &bad))
        return err_set(ps->err, ERR_FORMAT, "%s: byte %zu is not UTF-8; save the file as UTF-8", src->file,
                       bad);
    ps->file = src->file;
    ps->rule = NULL;
    const char *s = src->text, *end = src->text + src->len;
    for (ps->line = 1; s < end; ps->line++) {
        const char *nl = memchr(s, '\n', (size_t)(end - s));
        size_t n = nl ? (size_t)(nl - s) : (size_t)(end - s);
        char *line = arena_strndup(ps->a, s, n);
        strip_comment(line);
        for (size_t k = strlen(line);
             k && (line[k - 1] == ' ' || line[k - 1] == '\t' || line[k - 1] == '\r');)
            line[--k] = 0;
        ps->start = ps->p = line;
        ps->depth = 0;
        int rc = parse_line(ps);
        if (rc) return rc;
        s += n + 1;
    }
    return finish_rule(ps);
}

/* ---- index ---- */

static void list_add(Arena *a, PatternList *l, const Pattern *p)
{
    if (l->n && l->items[l->n - 1] == p) return;
    ARENA_PUSH(a, l->items, l->n, l->cap, p);
}

static void index_pattern(RuleIndex *ix, const Pattern *p, Arena *a)
{
    const Node *n = p->seq.items[p->pivot];
    switch (n->type) {
    case NODE_WORDS: list_add(a, &ix->by_word[n->words[0]], p); break;
    case NODE_CLASS:
        for (size_t k = 0; k < n->n_classes; k++) list_add(a, &ix->by_class[n->classes[k].cls], p);
        break;
    case NODE_MENTION: list_add(a, &ix->by_mention, p); break;
    case NODE_NUMERIC: list_add(a, &ix->by_number, p); break;
    default: list_add(a, &ix->by_other, p);
    }
}

static const uint32_t number_kinds =
    1u << M_AMOUNT | 1u << M_PERCENT | 1u << M_NUMBER | 1u << M_QUANTITY | 1u << M_DATE | 1u << M_DURATION;

/* How many sentences hold what a node matches: a rank, low is rare. */
enum { RARE_PIVOT, RARE_CLASS, RARE_WORDS, COMMON_WORDS, ANY_NUMBER, ANY_MENTION, ANY_THING };

static bool is_common(const RuleSet *set, const char *phrase)
{
    char folded[256];
    const LexEntry *e;
    size_t n = lang_entries(set->lang, "function", &e), len = strlen(phrase);
    len = len < sizeof folded / 3 ? text_fold(phrase, len, folded, sizeof folded) : 0;
    for (size_t i = 0; len && i < n; i++)
        if (strcmp(e[i].phrase, folded) == 0) return true;
    return false;
}

/* Ranks of the classes: common where one of the phrases is a function word. */
static void rank_classes(RuleSet *set)
{
    for (size_t c = 0; c < set->n_classes; c++) {
        const Section *s = &set->lang->sections[c];
        for (size_t i = 0; i < s->n && !set->common_class[c]; i++)
            set->common_class[c] = is_common(set, s->entries[i].phrase);
    }
    const LexEntry *e;
    size_t n = lang_entries(set->lang, "function", &e);
    for (size_t i = 0; i < n; i++) {
        char folded[256];
        size_t len = strlen(e[i].phrase);
        len = len < sizeof folded / 3 ? text_fold(e[i].phrase, len, folded, sizeof folded) : 0;
        uint32_t word = len ? lang_word(set->lang, folded, len) : 0;
        if (word && word <= set->n_words) set->common_word[word] = true;
    }
    for (const char *mark = "-,:;.()'\""; *mark; mark++) {
        uint32_t word = lang_word(set->lang, mark, 1);
        if (word && word <= set->n_words) set->common_word[word] = true;
    }
}

static const Node *rarest(const RuleSet *set, const Seq *seq, int *rank);

/* The word of a phrase that is no function word, 0 where there is none. */
static uint32_t telling_word(const RuleSet *set, const Node *n)
{
    for (size_t i = n->n_words; i-- > 0;)
        if (!set->common_word[n->words[i]]) return n->words[i];
    return 0;
}

static int node_rank(const RuleSet *set, const Node *n)
{
    int rank = RARE_CLASS;
    switch (n->type) {
    case NODE_CLASS:
        for (size_t k = 0; k < n->n_classes; k++)
            if (set->common_class[n->classes[k].cls]) rank = COMMON_WORDS;
        break;
    case NODE_WORDS: rank = telling_word(set, n) ? RARE_WORDS : COMMON_WORDS; break;
    case NODE_NUMERIC: rank = ANY_NUMBER; break;
    case NODE_MENTION:
        rank = ANY_NUMBER;
        for (size_t k = 0; k < n->n_wants; k++)
            if (n->wants[k].kinds & ~number_kinds) rank = ANY_MENTION;
        break;
    case NODE_GROUP:
        for (size_t k = 0; k < n->n_alts; k++) {
            int worst;
            rarest(set, &n->alts[k], &worst);
            if (worst > rank) rank = worst;
        }
        break;
    case NODE_GAP:
    case NODE_START:
    case NODE_END: rank = ANY_THING;
    }
    return n->pivot && rank < COMMON_WORDS ? RARE_PIVOT : rank;
}

/* The atom of a sequence that must match and is the rarest; NULL where none must. */
static const Node *rarest(const RuleSet *set, const Seq *seq, int *rank)
{
    const Node *best = NULL;
    *rank = ANY_THING;
    for (size_t i = 0; i < seq->n; i++) {
        int r = seq->items[i]->optional ? ANY_THING : node_rank(set, seq->items[i]);
        if (r >= *rank) continue;
        best = seq->items[i];
        *rank = r;
    }
    return best;
}

static void note_trigger(RuleSet *set, const Node *n)
{
    int rank;
    if (!n) return;
    switch (n->type) {
    case NODE_WORDS: {
        uint32_t word = telling_word(set, n);
        set->trigger_word[word ? word : n->words[0]] = true;
        break;
    }
    case NODE_CLASS:
        for (size_t k = 0; k < n->n_classes; k++) set->trigger_class[n->classes[k].cls] = true;
        break;
    case NODE_NUMERIC: set->trigger_number = true; break;
    case NODE_MENTION:
        if (node_rank(set, n) <= ANY_NUMBER) set->trigger_number = true;
        break;
    case NODE_GROUP:
        for (size_t k = 0; k < n->n_alts; k++) note_trigger(set, rarest(set, &n->alts[k], &rank));
        break;
    case NODE_GAP:
    case NODE_START:
    case NODE_END: break;
    }
}

static void index_rules(RuleSet *set, Arena *a)
{
    set->trigger_class = ARENA_ARRAY(a, bool, set->lang->n_sections + 1);
    set->trigger_word = ARENA_ARRAY(a, bool, map_count(set->lang->words) + 1);
    set->n_classes = set->lang->n_sections;
    set->n_words = map_count(set->lang->words);
    set->common_class = ARENA_ARRAY(a, bool, set->n_classes + 1);
    set->common_word = ARENA_ARRAY(a, bool, set->n_words + 1);
    rank_classes(set);
    RuleIndex *both[] = {&set->facts, &set->dates};
    for (size_t k = 0; k < 2; k++) {
        both[k]->by_class = ARENA_ARRAY(a, PatternList, set->n_classes);
        both[k]->by_word = ARENA_ARRAY(a, PatternList, set->n_words + 1);
    }
    for (size_t r = 0; r < set->n; r++)
        for (size_t i = 0; i < set->rules[r]->n_patterns; i++) {
            const Pattern *p = &set->rules[r]->patterns[i];
            bool date = set->rules[r]->date.op != NULL;
            index_pattern(date ? &set->dates : &set->facts, p, a);
            int rank;
            if (!date) note_trigger(set, rarest(set, &p->seq, &rank));
        }
}

int rules_compile(RuleSet **out, Lang *lang, const PackSource *files, size_t n, Arena *a, Err *err)
{
    RuleSet *set = ARENA_NEW(a, RuleSet);
    set->lang = lang;
    Parser ps = {.set = set, .lang = lang, .a = a, .err = err, .roles = map_new()};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < n; i++) rc = parse_file(&ps, &files[i]);
    map_free(ps.roles);
    if (rc) return rc;
    index_rules(set, a);
    *out = set;
    return 0;
}

bool rules_use_trees(const RuleSet *set)
{
    return set->trees;
}
bool rules_trigger_class(const RuleSet *set, int cls)
{
    return (size_t)cls < set->n_classes && set->trigger_class[cls];
}
bool rules_trigger_token(const RuleSet *set, const Token *tok)
{
    if (set->trigger_number && tok->flags & TOK_NUMBER) return true;
    return tok->word && tok->word <= set->n_words && set->trigger_word[tok->word];
}

size_t rules_count(const RuleSet *set)
{
    return set->n;
}
const Rule *rules_at(const RuleSet *set, size_t i)
{
    return set->rules[i];
}

const Rule *rules_find(const RuleSet *set, const char *id)
{
    for (size_t i = 0; i < set->n; i++)
        if (strcmp(set->rules[i]->id, id) == 0) return set->rules[i];
    return NULL;
}
