/* rules_parts.h: what the files that read *.rules share. rules.c reads lines, rules_pattern.c patterns,
 * rules_tree.c tree patterns, rules_template.c what a match gives; rules_index.c finds the patterns again by
 * their pivots.
 */
#ifndef CHANCERY_LEX_RULES_PARTS_H
#define CHANCERY_LEX_RULES_PARTS_H

#include "lex/pattern.h"

#define COUNT(x) (sizeof(x) / sizeof *(x))

typedef struct Define {
    const char *name, *text;
    bool path; /* of a path, else of a piece of pattern */
    Arm *arms; /* what may stand for the piece, in the tree [n_arms] */
    size_t n_arms;
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
    Map *roles;           /* role names of the file's rules */
    Rule *rule;           /* being read; NULL before the first */
    size_t first_pattern; /* of the 'match' read last: it may stand for two */
    size_t cap_patterns, cap_without, cap_facts, cap_examples, cap_gives;
    int depth;
} Parser;

/* An error at a place of the line being read. */
int parser_fail(Parser *ps, const char *at, const char *what, const char *arg);
void parser_skip_space(Parser *ps);
bool parser_name_char(char c);
const char *parser_name(Parser *ps); /* letters, digits, - and _; may be empty */

/* Patterns. */
Node *pattern_node(Parser *ps, NodeType type);
int pattern_atom(Parser *ps, Node **out);                 /* one atom, with its role and signs */
int pattern_seq(Parser *ps, Seq *out, bool inside);       /* inside: brackets end it */
int pattern_class(Parser *ps, ClassRef **out, size_t *n); /* <a|b.K> */
int pattern_role(Parser *ps, int *role);                  /* R= where it stands here, else -1 */
int pattern_role_id(Parser *ps, const char *name);
int pattern_match(Parser *ps);
int pattern_without(Parser *ps);
bool pattern_is_arm(const char *line); /* does a line that begins so hang an arm on the match above it? */
int pattern_arm(Parser *ps);
int pattern_or(Parser *ps);   /* or ARM: for the definition above it */
int pattern_path(Parser *ps); /* path NAME = ... */

/* Templates. */
int template_fact(Parser *ps);
int template_date(Parser *ps);
int template_example(Parser *ps);
int template_gives(Parser *ps);

void rules_index(RuleSet *set, Arena *a);

#endif
