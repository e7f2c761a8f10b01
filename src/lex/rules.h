/* rules.h: the rules of a pack, compiled, and their matching over one sentence.
 *
 * Grammar: lang/README.md. Patterns are compiled to small trees once; rules are indexed by what their pivot
 * can be (a class, a word, a kind of mention), so that only rules whose pivot stands in the sentence are
 * tried.
 */
#ifndef CHANCERY_LEX_RULES_H
#define CHANCERY_LEX_RULES_H

#include "lex/lexicon.h"

enum { MAX_ROLES = 64 };

typedef struct ClassRef {
    int cls;
    const char *key; /* NULL: any */
} ClassRef;

/* Which mentions an atom accepts: bits by MentionKind, and the virtual kinds above them. */
enum {
    WANT_ACTOR = 1 << 20,
    WANT_WHO = 1 << 21,
    WANT_STATE = 1 << 22,
    WANT_WHERE = 1 << 23,
    WANT_ONE = 1 << 24,  /* acts for one party */
    WANT_MANY = 1 << 25, /* act for several */
    WANT_NOUN = 1 << 26, /* a noun that acts for a party */
};

typedef struct MentionWant {
    uint32_t kinds, need, ban; /* need, ban: MF_ flags */
} MentionWant;

bool mention_fits(const Mention *m, MentionWant want);

typedef enum ValueKind {
    VALUE_LITERAL,
    VALUE_ROLES,
    VALUE_TEXT,
    VALUE_KEY,
    VALUE_PAIR,  /* the pair, or with a role: its parties completed from the pair */
    VALUE_OTHER, /* the pair without the role's parties */
    VALUE_NONE,
} ValueKind;

typedef struct Value {
    ValueKind kind;
    const char *literal;
    int roles[4];
    size_t n_roles;
} Value;

/* How the parties of two roles must bear on each other for a fact to be given. */
typedef enum Bearing {
    BEARS_ANY,
    BEARS_SAME,   /* same=A+B: the same parties */
    BEARS_WITHIN, /* within=A+B: those of A are among those of B */
    BEARS_APART,  /* apart=A+B: no party is in both */
} Bearing;

typedef struct FactTemplate {
    FactKind kind;
    int each; /* role for each of whose parties the fact is given by itself; -1: none */
    Bearing bearing;
    int bears[2]; /* the two roles of `bearing`, where both are bound; -1: none */
    const FactField **fields;
    Value *values;
    size_t n;
} FactTemplate;

typedef struct DateTemplate {
    const char *op; /* NULL: not a date rule */
    const char **args;
    Value *values;
    size_t n;
} DateTemplate;

typedef struct RuleExample {
    const char *published, *text; /* published may be NULL */
    const char **gives;           /* JSON objects of facts, or EDTF strings for date rules */
    size_t n_gives;
    bool nothing;
    int line;
} RuleExample;

typedef struct Rule {
    const char *id; /* "en/met" */
    const char *file;
    int line;
    bool domestic; /* only for documents of which all actors are asked (Doc.all_actors) */
    struct Pattern *patterns;
    size_t n_patterns;
    struct Node **without;
    size_t n_without;
    FactTemplate *facts;
    size_t n_facts;
    DateTemplate date;
    RuleExample *examples;
    size_t n_examples;
} Rule;

size_t rules_count(const RuleSet *set);
const Rule *rules_at(const RuleSet *set, size_t i);
const Rule *rules_find(const RuleSet *set, const char *id); /* NULL where absent */

const char *rules_role_name(const RuleSet *set, int role); /* "A", "B2"; NULL where there is no such role */

/* Does any rule ask for dependency trees? */
bool rules_use_trees(const RuleSet *set);

/* Is a phrase of this class, is this token a trigger of a fact rule: what must stand in the sentence for one
 * of its patterns to match? A quick test that passes too many, never too few. A pattern of mentions alone ("a
 * person with a post") has no trigger: there are no words in it that a tree could tie together. */
bool rules_trigger_class(const RuleSet *set, int cls);
bool rules_trigger_token(const RuleSet *set, const Token *tok);

/* What a role took. */
typedef struct Binding {
    bool set;
    uint32_t tok, tok_end;
    int32_t mention; /* -1: words */
    const char *key; /* key of a class, else NULL */
    double num;      /* {num}, {day}, {year}; NAN else */
} Binding;

typedef struct RuleMatch {
    const Rule *rule;
    uint32_t sent;
    uint32_t tok, tok_end;     /* all that was matched */
    uint32_t pivot, pivot_end; /* the words the rule turned on */
    const Binding *roles;      /* [MAX_ROLES] */
} RuleMatch;

/* Class hits and mentions of a document, indexed by first and last token; made once per document. */
typedef struct MatchIndex MatchIndex;
MatchIndex *match_index_new(const Doc *doc);               /* class hits; in doc->arena */
void match_index_mentions(MatchIndex *ix, const Doc *doc); /* (re)reads doc->mentions */

/* Adds the phrases that a date parts ("spoke on Friday with"), and takes away words that are a month within
 * a date ("may"). */
void match_index_dates(MatchIndex *ix);

/* Does a phrase of the class begin at token i (end at token i, exclusive, for the second)? Longest first. */
bool match_class_at(const MatchIndex *ix, uint32_t i, int cls, const char *key, uint32_t *tok_end,
                    const char **found);
/* The phrases of all classes that begin at token i, longest first; how many. */
size_t match_hits_at(const MatchIndex *ix, uint32_t i, LexHit *out, size_t cap);
bool match_class_before(const MatchIndex *ix, uint32_t end, int cls, const char *key, uint32_t *tok,
                        const char **found);

/* (Re)reads the document's trees, once they are there. */
void match_index_trees(MatchIndex *ix);

/* Could a rule match in the sentence if its tree were known, that does not match by its words alone? */
bool match_wants_tree(const MatchIndex *ix, uint32_t sent);

/* Calls fn for each match of the fact rules (dates false) or the date rules (dates true) in a sentence; the
 * match lives during the call only. */
void match_sentence(const MatchIndex *ix, const Doc *doc, uint32_t sent, bool dates,
                    void (*fn)(const RuleMatch *, void *), void *ctx);

/* A number as the text writes it: digits with the pack's separators, ordinals (25th), number words. NAN if
 * none. */
double match_number(const MatchIndex *ix, const Doc *doc, uint32_t i, uint32_t *tok_end);

/* For the loader. */
typedef struct PackSource {
    const char *file;
    const char *text;
    size_t len;
} PackSource;
int rules_compile(RuleSet **out, struct Lang *lang, const PackSource *files, size_t n, Arena *a, Err *err);

#endif
