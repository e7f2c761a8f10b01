/* rules_tree.c: reads the arms of patterns and their paths through dependency trees. Grammar: lang/README.md.
 *
 * A path is written with alternatives, brackets and definitions; it is kept as the list of plain paths that
 * it stands for, in order.
 */
#include "lex/rules_parts.h"

#include <string.h>

enum { MAX_PATHS = 128, MAX_STEPS = 12 };

typedef struct PathList {
    Path *items;
    size_t n, cap;
} PathList;

static int path_alternatives(Parser *ps, PathList *out);

/* ---- one step ---- */

static int label_id(Parser *ps, const char *at, const char *name, size_t len)
{
    RuleSet *set = ps->set;
    DepLabel l = {.subtypes = len > 2 && strcmp(name + len - 2, ":*") == 0};
    l.name = arena_strndup(ps->a, name, l.subtypes ? len - 2 : len);
    for (size_t i = 0; i < set->n_labels; i++)
        if (set->labels[i].subtypes == l.subtypes && strcmp(set->labels[i].name, l.name) == 0) return (int)i;
    if (set->n_labels == MAX_LABELS)
        return parser_fail(ps, at, "too many labels of dependencies in the pack's rules", NULL);
    set->labels[set->n_labels] = l;
    return (int)set->n_labels++;
}

static int step_labels(Parser *ps, Step *step)
{
    for (;;) {
        const char *s = ps->p;
        size_t n = strspn(s, "abcdefghijklmnopqrstuvwxyz:");
        if (s[n] == '*' && n && s[n - 1] == ':') n++;
        if (!n)
            return s == ps->p && step->labels == 0 ? 0 : parser_fail(ps, s, "a label is expected here", NULL);
        int id = label_id(ps, s, arena_strndup(ps->a, s, n), n);
        if (id < 0) return id;
        step->labels |= 1ull << id;
        ps->p += n;
        if (*ps->p != ',') return 0;
        ps->p++;
    }
}

/* Words and <classes>, divided by '|', up to `close`; 0: one of them alone. */
static int step_words(Parser *ps, char close, Node **out)
{
    const char *open = ps->p;
    Node *g = pattern_node(ps, NODE_GROUP);
    size_t cap = 0;
    for (;;) {
        Node *n;
        parser_skip_space(ps);
        if (*ps->p == '<') {
            n = pattern_node(ps, NODE_CLASS);
            int rc = pattern_class(ps, &n->classes, &n->n_classes);
            if (rc) return rc;
        } else {
            size_t len = strcspn(ps->p, " \t|]?*)");
            n = pattern_node(ps, NODE_WORDS);
            n->n_words =
                pack_words(ps->lang, arena_strndup(ps->a, ps->p, len), false, n->words, COUNT(n->words));
            if (n->n_words != 1) return parser_fail(ps, ps->p, "one word is expected here", NULL);
            ps->p += len;
        }
        Seq *alt = ARENA_NEW(ps->a, Seq);
        alt->items = ARENA_ARRAY(ps->a, Node *, 1);
        alt->items[0] = n;
        alt->n = 1;
        ARENA_PUSH(ps->a, g->alts, g->n_alts, cap, *alt);
        if (!close) break;
        parser_skip_space(ps);
        if (*ps->p == close) break;
        if (*ps->p != '|') return parser_fail(ps, open, "'[' without ']'", NULL);
        ps->p++;
    }
    if (close) ps->p++;
    *out = g;
    return 0;
}

static int path_step(Parser *ps, Step *step)
{
    *step = (Step){.up = *ps->p++ == '<'};
    int rc = step_labels(ps, step);
    if (rc == 0 && *ps->p == '[') {
        ps->p++;
        rc = step_words(ps, ']', &step->mark);
    }
    if (rc == 0 && *ps->p == '=') {
        ps->p++;
        rc = step_words(ps, 0, &step->word);
    }
    return rc;
}

/* ---- paths ---- */

static int add_path(Parser *ps, const char *at, PathList *out, Path p)
{
    if (out->n == MAX_PATHS) return parser_fail(ps, at, "this stands for too many paths", NULL);
    ARENA_PUSH(ps->a, out->items, out->n, out->cap, p);
    return 0;
}

/* Every path of a, with every path of b behind it. */
static int join(Parser *ps, const char *at, PathList *a, const PathList *b)
{
    PathList out = {0};
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n; k++) {
            const Path *x = &a->items[i], *y = &b->items[k];
            Path p = {x->from, x->turn + y->turn, ARENA_ARRAY(ps->a, Step, x->n + y->n + 1), x->n + y->n};
            if (p.n > MAX_STEPS) return parser_fail(ps, at, "a path of more than 12 steps", NULL);
            if (x->n) memcpy(p.steps, x->steps, x->n * sizeof *p.steps);
            if (y->n) memcpy(p.steps + x->n, y->steps, y->n * sizeof *p.steps);
            int rc = add_path(ps, at, &out, p);
            if (rc) return rc;
        }
    *a = out;
    return 0;
}

static int path_definition(Parser *ps, PathList *out)
{
    const char *at = ps->p++;
    const char *name = parser_name(ps);
    for (size_t i = ps->n_defines; i-- > 0;) {
        if (!ps->defines[i].path || strcmp(ps->defines[i].name, name) != 0) continue;
        if (++ps->depth > 16) return parser_fail(ps, at, "definitions nest deeper than 16:", name);
        const char *start = ps->start, *p = ps->p;
        ps->start = ps->p = ps->defines[i].text;
        int rc = path_alternatives(ps, out);
        if (rc == 0 && *ps->p) rc = parser_fail(ps, ps->p, "a path ends here", NULL);
        ps->start = start;
        ps->p = p;
        ps->depth--;
        return rc ? err_context(ps->err, "%s:%d: in $%s", ps->file, ps->line, name) : 0;
    }
    return parser_fail(ps, at, "no path before this line is called", name);
}

static int path_item(Parser *ps, PathList *out)
{
    const char *at = ps->p;
    int rc = 0;
    if (*at == '(') {
        ps->p++;
        if (++ps->depth > 16) return parser_fail(ps, at, "brackets nest deeper than 16", NULL);
        rc = path_alternatives(ps, out);
        ps->depth--;
        if (rc == 0 && *ps->p++ != ')') rc = parser_fail(ps, at, "'(' without ')'", NULL);
    } else if (*at == '$') {
        rc = path_definition(ps, out);
    } else if (*at == '<' || *at == '>') {
        Path p = {-1, 0, ARENA_NEW(ps->a, Step), 1};
        rc = path_step(ps, p.steps);
        if (rc == 0 && *ps->p == '*') {
            p.steps->repeat = true;
            ps->p++;
        }
        if (rc == 0) rc = add_path(ps, at, out, p);
    } else {
        return parser_fail(ps, at, "a step (>label, <label), '(' or $name is expected here", NULL);
    }
    if (rc == 0 && *ps->p == '?') {
        ps->p++;
        rc = add_path(ps, at, out, (Path){.from = -1});
    }
    return rc;
}

static int path_steps(Parser *ps, PathList *out)
{
    const char *at = ps->p;
    int rc = add_path(ps, at, out, (Path){.from = -1});
    for (parser_skip_space(ps); rc == 0 && *ps->p && !strchr("|/)", *ps->p); parser_skip_space(ps)) {
        PathList next = {0};
        rc = path_item(ps, &next);
        if (rc == 0) rc = join(ps, at, out, &next);
    }
    return rc;
}

static int path_alternatives(Parser *ps, PathList *out)
{
    for (unsigned turn = 0;;) {
        parser_skip_space(ps);
        PathList one = {0};
        const char *at = ps->p;
        int rc = path_steps(ps, &one);
        for (size_t i = 0; rc == 0 && i < one.n; i++) {
            one.items[i].turn += turn;
            rc = add_path(ps, at, out, one.items[i]);
        }
        if (rc || (*ps->p != '|' && *ps->p != '/')) return rc;
        if (*ps->p++ == '/') turn++;
    }
}

/* ---- arms ---- */

int pattern_path(Parser *ps)
{
    parser_skip_space(ps);
    const char *at = ps->p;
    Define d = {.name = parser_name(ps), .path = true};
    parser_skip_space(ps);
    if (*ps->p != '=' || !*d.name) return parser_fail(ps, at, "a path is written: path NAME = STEPS", NULL);
    ps->p++;
    parser_skip_space(ps);
    d.text = arena_strdup(ps->a, ps->p);
    ARENA_PUSH(ps->a, ps->defines, ps->n_defines, ps->cap_defines, d);
    PathList check = {0};
    int rc = path_alternatives(ps, &check);
    return rc == 0 && *ps->p ? parser_fail(ps, ps->p, "a path ends here", NULL) : rc;
}

bool pattern_is_arm(const char *line)
{
    if (*line == '!' || *line == '{' || *line == '<') return true;
    if (*line < 'A' || *line > 'Z') return false;
    for (line++; *line >= '0' && *line <= '9'; line++) {
    }
    return *line == '=';
}

/* The role at which all paths of an arm begin: "N >nmod". */
static int arm_start(Parser *ps, int *role)
{
    *role = -1;
    const char *s = ps->p;
    if (*s < 'A' || *s > 'Z') return 0;
    while (parser_name_char(*ps->p)) ps->p++;
    *role = pattern_role_id(ps, arena_strndup(ps->a, s, (size_t)(ps->p - s)));
    return *role < MAX_ROLES
               ? 0
               : parser_fail(ps, s, "too many role names in the pack's rules; reuse letters", NULL);
}

/* One arm, up to the end of the line. */
static int parse_arm(Parser *ps, Arm *arm)
{
    const char *at = ps->p;
    *arm = (Arm){.not = *at == '!'};
    if (arm->not ) ps->p++;
    parser_skip_space(ps);
    int rc = *ps->p == '=' ? 0 : pattern_atom(ps, &arm->atom);
    if (rc) return rc;
    bool fits = arm->atom ? arm->atom->type == NODE_MENTION || arm->atom->type == NODE_CLASS ||
                                arm->atom->type == NODE_WORDS
                          : arm->not ;
    if (!fits) return parser_fail(ps, at, "an arm takes a {mention}, a <section> or a word", NULL);
    parser_skip_space(ps);
    if (*ps->p != '=') return parser_fail(ps, ps->p, "an arm is written: ATOM = PATH", NULL);
    ps->p++;
    parser_skip_space(ps);
    int from;
    rc = arm_start(ps, &from);
    PathList paths = {0};
    if (rc == 0) rc = path_alternatives(ps, &paths);
    if (rc == 0 && *ps->p) rc = parser_fail(ps, ps->p, "unexpected", "')'");
    if (rc) return rc;
    for (size_t i = 0; i < paths.n; i++) {
        if (!paths.items[i].n) return parser_fail(ps, at, "an arm of no steps", NULL);
        paths.items[i].from = from;
    }
    arm->paths = paths.items;
    arm->n = paths.n;
    ps->set->trees = true;
    return 0;
}

int pattern_arm(Parser *ps)
{
    if (!ps->rule || !ps->rule->n_patterns)
        return parser_fail(ps, ps->p, "an arm needs a 'match' above it", NULL);
    Arm arm;
    int rc = parse_arm(ps, &arm);
    for (size_t i = ps->first_pattern; rc == 0 && i < ps->rule->n_patterns; i++) {
        Pattern *p = &ps->rule->patterns[i];
        size_t cap = p->n_arms; /* few arms: grown one by one */
        ARENA_PUSH(ps->a, p->arms, p->n_arms, cap, arm);
    }
    return rc;
}

int pattern_or(Parser *ps)
{
    parser_skip_space(ps);
    Define *d = ps->n_defines ? &ps->defines[ps->n_defines - 1] : NULL;
    if (!d || d->path) return parser_fail(ps, ps->p, "'or' needs a 'define' above it", NULL);
    Arm arm;
    int rc = parse_arm(ps, &arm);
    size_t cap = d->n_arms;
    if (rc == 0) ARENA_PUSH(ps->a, d->arms, d->n_arms, cap, arm);
    return rc;
}
