/* rules.c: reads *.rules files line by line. Grammar: lang/README.md. */
#include "lex/rules_parts.h"

#include "base/text.h"

#include <string.h>

int parser_fail(Parser *ps, const char *at, const char *what, const char *arg)
{
    return err_set(ps->err, ERR_FORMAT, "%s:%d:%d: %s%s%s", ps->file, ps->line, (int)(at - ps->start) + 1,
                   what, arg ? " " : "", arg ? arg : "");
}

void parser_skip_space(Parser *ps)
{
    while (*ps->p == ' ' || *ps->p == '\t') ps->p++;
}

bool parser_name_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

const char *parser_name(Parser *ps)
{
    const char *s = ps->p;
    while (parser_name_char(*ps->p)) ps->p++;
    return arena_strndup(ps->a, s, (size_t)(ps->p - s));
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
    parser_skip_space(ps);
    const char *at = ps->p, *name = parser_name(ps);
    if (!*name) return parser_fail(ps, at, "a rule needs a name", NULL);
    const char *id = arena_printf(ps->a, "%s/%s", ps->lang->code, name);
    if (rules_find(ps->set, id)) return parser_fail(ps, at, "another rule has this name:", name);
    Rule *r = ARENA_NEW(ps->a, Rule);
    *r = (Rule){.id = id, .file = ps->file, .line = ps->line};
    ARENA_PUSH(ps->a, ps->set->rules, ps->set->n, ps->set->cap, r);
    ps->rule = r;
    ps->cap_patterns = ps->cap_without = ps->cap_facts = ps->cap_examples = ps->cap_gives = 0;
    return 0;
}

static int parse_domestic(Parser *ps)
{
    ps->rule->domestic = true;
    return 0;
}

static int parse_definition(Parser *ps)
{
    parser_skip_space(ps);
    const char *at = ps->p;
    Define d = {.name = parser_name(ps)};
    parser_skip_space(ps);
    if (*ps->p != '=' || !*d.name)
        return parser_fail(ps, at, "a definition is written: define NAME = PATTERN", NULL);
    ps->p++;
    parser_skip_space(ps);
    d.text = arena_strdup(ps->a, ps->p);
    ARENA_PUSH(ps->a, ps->defines, ps->n_defines, ps->cap_defines, d);
    Seq check = {0};
    return pattern_seq(ps, &check, false);
}

static int parse_line(Parser *ps)
{
    static const struct {
        const char *word;
        int (*parse)(Parser *);
        bool in_rule;
    } lines[] = {
        {"define", parse_definition, false}, {"path", pattern_path, false},
        {"or", pattern_or, false},           {"rule", begin_rule, false},
        {"domestic", parse_domestic, true},  {"match", pattern_match, true},
        {"without", pattern_without, true},  {"fact", template_fact, true},
        {"date", template_date, true},       {"example", template_example, true},
        {"gives", template_gives, true},
    };
    parser_skip_space(ps);
    if (!*ps->p || *ps->p == '#') return 0;
    if (pattern_is_arm(ps->p)) return pattern_arm(ps);
    const char *at = ps->p, *word = parser_name(ps);
    for (size_t i = 0; i < COUNT(lines); i++) {
        if (strcmp(lines[i].word, word) != 0) continue;
        if (lines[i].in_rule && !ps->rule) return parser_fail(ps, at, "comes before the first rule:", word);
        return lines[i].parse(ps);
    }
    return parser_fail(
        ps, at,
        "define, or, path, rule, domestic, match, without, fact, date, example or gives is expected, not",
        word);
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

int rules_compile(RuleSet **out, Lang *lang, const PackSource *files, size_t n, Arena *a, Err *err)
{
    RuleSet *set = ARENA_NEW(a, RuleSet);
    set->lang = lang;
    Parser ps = {.set = set, .lang = lang, .a = a, .err = err, .roles = map_new()};
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < n; i++) rc = parse_file(&ps, &files[i]);
    map_free(ps.roles);
    if (rc) return rc;
    rules_index(set, a);
    *out = set;
    return 0;
}

size_t rules_count(const RuleSet *set)
{
    return set->n;
}
const Rule *rules_at(const RuleSet *set, size_t i)
{
    return set->rules[i];
}

const char *rules_role_name(const RuleSet *set, int role)
{
    return set->role_names[role];
}

const Rule *rules_find(const RuleSet *set, const char *id)
{
    for (size_t i = 0; i < set->n; i++)
        if (strcmp(set->rules[i]->id, id) == 0) return set->rules[i];
    return NULL;
}
