/* rules_pattern.c: reads patterns over words and mentions. Grammar: lang/README.md. */
#include "lex/rules_parts.h"

#include "base/text.h"

#include <string.h>

Node *pattern_node(Parser *ps, NodeType type)
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
    if (out->cls < 0) return parser_fail(ps, s, "no word list has a section", name);
    return 0;
}

int pattern_class(Parser *ps, ClassRef **out, size_t *n)
{
    const char *open = ps->p++;
    size_t cap = 0;
    for (;;) {
        ClassRef ref;
        int rc = parse_class_name(ps, "|>", &ref);
        if (rc) return rc;
        ARENA_PUSH(ps->a, *out, *n, cap, ref);
        if (*ps->p == '>') break;
        if (!*ps->p) return parser_fail(ps, open, "'<' without '>'", NULL);
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
    {"noun", WANT_NOUN},
};
static const struct {
    const char *name;
    uint32_t flag;
} flags[] = {
    {"adj", MF_ADJ},       {"poss", MF_POSS}, {"loc", MF_LOC},       {"capital", MF_CAPITAL},
    {"city", MF_CITY},     {"org", MF_ORG},   {"former", MF_FORMER}, {"range", MF_RANGE},
    {"period", MF_PERIOD}, {"obl", MF_OBL},   {"part", MF_PART},     {"carried", MF_CARRIED},
};
static const struct {
    const char *name;
    Numeric numeric;
} numerics[] = {{"num", NUM_ANY}, {"day", NUM_DAY}, {"year", NUM_YEAR}, {"dm", NUM_DM},
                {"dmy", NUM_DMY}, {"my", NUM_MY},   {"fy", NUM_FY}};

static int parse_want(Parser *ps, MentionWant *out)
{
    *out = (MentionWant){0};
    for (;;) {
        const char *s = ps->p;
        size_t n = strcspn(s, "|+-}");
        size_t i = 0;
        while (i < COUNT(wants) && (strlen(wants[i].name) != n || strncmp(wants[i].name, s, n) != 0)) i++;
        if (i == COUNT(wants))
            return parser_fail(ps, s, "unknown kind of mention", arena_strndup(ps->a, s, n));
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
        if (i == COUNT(flags)) return parser_fail(ps, s, "unknown flag", arena_strndup(ps->a, s, n));
        *(need ? &out->need : &out->ban) |= flags[i].flag;
        ps->p += n;
    }
    return 0;
}

static int parse_braces(Parser *ps, Node **out)
{
    const char *open = ps->p++;
    size_t n = strcspn(ps->p, "}");
    if (!ps->p[n]) return parser_fail(ps, open, "'{' without '}'", NULL);
    for (size_t i = 0; i < COUNT(numerics); i++)
        if (strlen(numerics[i].name) == n && strncmp(numerics[i].name, ps->p, n) == 0) {
            *out = pattern_node(ps, NODE_NUMERIC);
            (*out)->numeric = numerics[i].numeric;
            ps->p += n + 1;
            return 0;
        }
    *out = pattern_node(ps, NODE_MENTION);
    (*out)->wants = ARENA_NEW(ps->a, MentionWant);
    (*out)->n_wants = 1;
    int rc = parse_want(ps, (*out)->wants);
    if (rc) return rc;
    if (*ps->p != '}') return parser_fail(ps, ps->p, "'}' is expected here", NULL);
    ps->p++;
    return 0;
}

static int parse_gap(Parser *ps, Node **out)
{
    const char *open = ps->p++;
    Node *g = pattern_node(ps, NODE_GAP);
    size_t cap_w = 0, cap_c = 0;
    while (*ps->p >= '0' && *ps->p <= '9' && g->gap < 1000) g->gap = g->gap * 10 + (uint32_t)(*ps->p++ - '0');
    if (!g->gap) return parser_fail(ps, open, "a gap is written ~N with N from 1", NULL);
    while (*ps->p == '!') {
        ps->p++;
        if (*ps->p == '{') {
            ps->p++;
            MentionWant w;
            int rc = parse_want(ps, &w);
            if (rc) return rc;
            if (*ps->p++ != '}') return parser_fail(ps, ps->p - 1, "'}' is expected here", NULL);
            ARENA_PUSH(ps->a, g->wants, g->n_wants, cap_w, w);
        } else if (*ps->p == '<') {
            ClassRef *refs = NULL;
            size_t n = 0;
            int rc = pattern_class(ps, &refs, &n);
            if (rc) return rc;
            for (size_t i = 0; i < n; i++) ARENA_PUSH(ps->a, g->classes, g->n_classes, cap_c, refs[i]);
        } else {
            return parser_fail(ps, ps->p, "after '!' in a gap comes {kind} or <section>", NULL);
        }
    }
    *out = g;
    return 0;
}

static int parse_group(Parser *ps, Node **out)
{
    const char *open = ps->p++;
    if (++ps->depth > 16) return parser_fail(ps, open, "brackets nest deeper than 16", NULL);
    Node *g = pattern_node(ps, NODE_GROUP);
    size_t cap = 0;
    for (;;) {
        Seq alt = {0};
        int rc = pattern_seq(ps, &alt, true);
        if (rc) return rc;
        ARENA_PUSH(ps->a, g->alts, g->n_alts, cap, alt);
        if (*ps->p == ')') break;
        if (*ps->p != '|') return parser_fail(ps, open, "'(' without ')'", NULL);
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
        if (!q) return parser_fail(ps, s, "'\"' without its end", NULL);
        phrase = arena_strndup(ps->a, s + 1, (size_t)(q - s) - 1);
        ps->p = q + 1;
    } else {
        size_t n = strcspn(s, " \t()|?");
        phrase = arena_strndup(ps->a, s, n);
        ps->p += n;
    }
    Node *w = pattern_node(ps, NODE_WORDS);
    w->n_words = pack_words(ps->lang, phrase, false, w->words, COUNT(w->words));
    if (!w->n_words) return parser_fail(ps, s, "a word is expected here", NULL);
    *out = w;
    return 0;
}

static int parse_define_use(Parser *ps, Node **out)
{
    const char *at = ps->p++;
    const char *name = parser_name(ps);
    for (size_t i = ps->n_defines; i-- > 0;) {
        if (ps->defines[i].path || strcmp(ps->defines[i].name, name) != 0) continue;
        if (++ps->depth > 16) return parser_fail(ps, at, "definitions nest deeper than 16:", name);
        const char *start = ps->start, *p = ps->p;
        ps->start = ps->p = ps->defines[i].text;
        Node *g = pattern_node(ps, NODE_GROUP);
        g->alts = ARENA_NEW(ps->a, Seq);
        g->n_alts = 1;
        g->arms = ps->defines[i].arms;
        g->n_arms = ps->defines[i].n_arms;
        int rc = pattern_seq(ps, g->alts, false);
        ps->start = start;
        ps->p = p;
        ps->depth--;
        *out = g;
        return rc ? err_context(ps->err, "%s:%d: in $%s", ps->file, ps->line, name) : 0;
    }
    return parser_fail(ps, at, "no definition before this line is called", name);
}

int pattern_role_id(Parser *ps, const char *name)
{
    int role = (int)map_intern(ps->roles, name, strlen(name)) - 1;
    if (role < MAX_ROLES && !ps->set->role_names[role]) ps->set->role_names[role] = arena_strdup(ps->a, name);
    return role;
}

/* R= in front of an atom */
int pattern_role(Parser *ps, int *role)
{
    const char *s = ps->p;
    *role = -1;
    if (*s < 'A' || *s > 'Z') return 0;
    const char *e = s + 1;
    while (*e >= '0' && *e <= '9') e++;
    if (*e != '=') return 0;
    *role = pattern_role_id(ps, arena_strndup(ps->a, s, (size_t)(e - s)));
    if (*role >= MAX_ROLES)
        return parser_fail(ps, s, "too many role names in the pack's rules; reuse letters", NULL);
    ps->p = e + 1;
    return 0;
}

int pattern_atom(Parser *ps, Node **out)
{
    int role = -1;
    bool pivot = false;
    if (*ps->p == '@') {
        pivot = true;
        ps->p++;
    }
    int rc = pattern_role(ps, &role);
    if (rc) return rc;
    if (*ps->p == '@') {
        pivot = true;
        ps->p++;
    }
    switch (*ps->p) {
    case '<': {
        *out = pattern_node(ps, NODE_CLASS);
        rc = pattern_class(ps, &(*out)->classes, &(*out)->n_classes);
        break;
    }
    case '{': rc = parse_braces(ps, out); break;
    case '~': rc = parse_gap(ps, out); break;
    case '(': rc = parse_group(ps, out); break;
    case '$':
        if (parser_name_char(ps->p[1])) {
            rc = parse_define_use(ps, out);
            break;
        }
        ps->p++;
        *out = pattern_node(ps, NODE_END);
        break;
    case '^':
        ps->p++;
        *out = pattern_node(ps, NODE_START);
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

int pattern_seq(Parser *ps, Seq *out, bool inside)
{
    size_t cap = 0;
    for (;;) {
        parser_skip_space(ps);
        if (!*ps->p) break;
        if (*ps->p == ')' || *ps->p == '|') {
            if (inside) break;
            return parser_fail(ps, ps->p, "unexpected", *ps->p == ')' ? "')'" : "'|' outside brackets");
        }
        Node *node;
        int rc = pattern_atom(ps, &node);
        if (rc) return rc;
        ARENA_PUSH(ps->a, out->items, out->n, cap, node);
    }
    if (!out->n) return parser_fail(ps, ps->p, "an empty pattern", NULL);
    return 0;
}

static bool can_be_pivot(const Node *n)
{
    return !n->optional && (n->type == NODE_WORDS || n->type == NODE_CLASS || n->type == NODE_MENTION ||
                            n->type == NODE_NUMERIC || n->type == NODE_GROUP);
}

/* Puts the items of a group's alternative in place of the group at i. */
static void open_group(Parser *ps, Seq *seq, size_t i, const Seq *in)
{
    Node **items = ARENA_ARRAY(ps->a, Node *, seq->n - 1 + in->n);
    memcpy(items, seq->items, i * sizeof *items);
    memcpy(items + i, in->items, in->n * sizeof *items);
    memcpy(items + i + in->n, seq->items + i + 1, (seq->n - i - 1) * sizeof *items);
    seq->items = items;
    seq->n = seq->n - 1 + in->n;
}

/* A definition's group is opened into the sequence around it: a pivot may stand inside, and what marks the
 * group marks its first atom. */
static void flatten(Parser *ps, Seq *seq)
{
    for (size_t i = 0; i < seq->n; i++) {
        Node *g = seq->items[i];
        if (g->type != NODE_GROUP || g->n_alts != 1 || g->optional || g->role >= 0) continue;
        const Seq *in = &g->alts[0];
        if (g->pivot && in->n) {
            Node *first = ARENA_NEW(ps->a, Node);
            *first = *in->items[0];
            first->pivot = true;
            in->items[0] = first;
        }
        open_group(ps, seq, i, in);
        i--;
    }
}

/* Does an alternative of the group hold the pivot? */
static bool holds_pivot(const Node *g)
{
    if (g->type != NODE_GROUP) return false;
    for (size_t k = 0; k < g->n_alts; k++)
        for (size_t i = 0; i < g->alts[k].n; i++)
            if (g->alts[k].items[i]->pivot || holds_pivot(g->alts[k].items[i])) return true;
    return false;
}

/* Finds the pivot of a pattern and adds it to the rule; where it stands in a group of alternatives, a pattern
 * for each. */
static int add_pattern(Parser *ps, const char *at, Pattern pat)
{
    flatten(ps, &pat.seq);
    for (size_t i = 0; i < pat.seq.n; i++) {
        const Node *g = pat.seq.items[i];
        if (!holds_pivot(g)) continue;
        if (g->optional || g->role >= 0)
            return parser_fail(ps, at,
                               "the pivot (@) may not stand in a group that is optional or has a role", NULL);
        int rc = 0;
        for (size_t k = 0; k < g->n_alts && rc == 0; k++) {
            Pattern one = pat;
            open_group(ps, &one.seq, i, &g->alts[k]);
            rc = add_pattern(ps, at, one);
        }
        return rc;
    }
    size_t best = pat.seq.n;
    for (size_t pass = 0; pass < 3 && best == pat.seq.n; pass++)
        for (size_t i = 0; i < pat.seq.n && best == pat.seq.n; i++) {
            const Node *n = pat.seq.items[i];
            if (!can_be_pivot(n)) {
                if (n->pivot)
                    return parser_fail(ps, at, "the pivot (@) may not be optional, a gap or an edge", NULL);
                continue;
            }
            bool words = n->type == NODE_WORDS || n->type == NODE_CLASS;
            if (pass == 0 ? n->pivot : pass == 1 ? words : true) best = i;
        }
    if (best == pat.seq.n)
        return parser_fail(ps, at, "a pattern needs an atom that is not optional as its pivot", NULL);
    pat.pivot = best;
    ARENA_PUSH(ps->a, ps->rule->patterns, ps->rule->n_patterns, ps->cap_patterns, pat);
    return 0;
}

/* The pattern with the arms of its definitions in place of their words. */
static Pattern by_tree(Parser *ps, const Pattern *words)
{
    Pattern out = {.rule = words->rule, .seq.items = ARENA_ARRAY(ps->a, Node *, words->seq.n + 1)};
    size_t cap = 0;
    for (size_t i = 0; i < words->seq.n; i++) {
        Node *n = words->seq.items[i];
        if (!n->n_arms) out.seq.items[out.seq.n++] = n;
        for (size_t k = 0; k < n->n_arms; k++) ARENA_PUSH(ps->a, out.arms, out.n_arms, cap, n->arms[k]);
    }
    return out;
}

int pattern_match(Parser *ps)
{
    Pattern pat = {.rule = ps->rule};
    const char *at = ps->p;
    int rc = pattern_seq(ps, &pat.seq, false);
    if (rc) return rc;
    Pattern tree = by_tree(ps, &pat);
    ps->first_pattern = ps->rule->n_patterns;
    rc = add_pattern(ps, at, pat);
    if (rc == 0 && tree.n_arms && tree.seq.n) rc = add_pattern(ps, at, tree);
    return rc;
}

int pattern_without(Parser *ps)
{
    for (parser_skip_space(ps); *ps->p; parser_skip_space(ps)) {
        Node *n;
        const char *at = ps->p;
        int rc = pattern_atom(ps, &n);
        if (rc) return rc;
        if (n->type != NODE_WORDS && n->type != NODE_CLASS)
            return parser_fail(ps, at, "'without' takes words and <sections>", NULL);
        ARENA_PUSH(ps->a, ps->rule->without, ps->rule->n_without, ps->cap_without, n);
    }
    return 0;
}
