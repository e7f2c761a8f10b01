/* pattern.h: compiled patterns, shared by rules.c (makes them) and match.c (runs them). */
#ifndef CHANCERY_LEX_PATTERN_H
#define CHANCERY_LEX_PATTERN_H

#include "lex/pack.h"

typedef enum NodeType {
    NODE_WORDS,
    NODE_CLASS,
    NODE_MENTION,
    NODE_NUMERIC,
    NODE_GAP,
    NODE_GROUP,
    NODE_START,
    NODE_END
} NodeType;
typedef enum Numeric { NUM_ANY, NUM_DAY, NUM_YEAR, NUM_DM, NUM_DMY, NUM_MY, NUM_FY } Numeric;

typedef struct Node Node;
typedef struct Arm Arm;

typedef struct Seq {
    Node **items;
    size_t n;
} Seq;

struct Node {
    NodeType type;
    int role; /* -1 none */
    bool optional, pivot;
    uint32_t words[16]; /* WORDS: ids [n_words] */
    size_t n_words;
    ClassRef *classes; /* CLASS: any of; GAP: none of [n_classes] */
    size_t n_classes;
    MentionWant *wants; /* MENTION: any of; GAP: none of [n_wants] */
    size_t n_wants;
    Numeric numeric;
    uint32_t gap; /* GAP: most words */
    Seq *alts;    /* GROUP [n_alts] */
    size_t n_alts;
    const Arm *arms; /* GROUP: what may stand for it, in the tree [n_arms] */
    size_t n_arms;
};

/* One step through a tree: to the head of a word, or to one of its dependents. */
typedef struct Step {
    bool up;
    bool repeat;     /* any number of times, none too */
    uint64_t labels; /* of the dependency: bits of RuleSet.labels; 0: any */
    Node *mark;      /* a dependent that marks the word stepped to: its preposition; NULL: any or none */
    Node *word;      /* what the word stepped to must be; NULL: anything */
} Step;

typedef struct Path {
    int from;      /* role where it begins; -1: the pivot */
    unsigned turn; /* paths of a later turn are tried only where those of the earlier ones lead nowhere */
    Step *steps;
    size_t n;
} Path;

/* What must, may or must not stand at the end of one of the paths; they are tried in order. */
struct Arm {
    Node *atom; /* mention, class or words; NULL: any word */
    bool not ;
    Path *paths;
    size_t n;
};

typedef struct Pattern {
    const Rule *rule;
    Seq seq;
    size_t pivot; /* index into seq.items */
    Arm *arms;    /* [n_arms] conditions on the tree around the pivot */
    size_t n_arms;
} Pattern;

/* A label of dependencies in the rules; "nsubj:*" stands for every subtype, and for none. */
typedef struct DepLabel {
    const char *name; /* without ":*" */
    bool subtypes;
} DepLabel;

enum { MAX_LABELS = 64 };

/* Patterns by what their pivot can be. */
typedef struct PatternList {
    const Pattern **items;
    size_t n, cap;
} PatternList;

/* The patterns of the fact rules, or of the date rules. */
typedef struct RuleIndex {
    PatternList *by_class;  /* [n_classes] pivot is a class */
    PatternList *by_word;   /* [n_words + 1] pivot begins with this word */
    PatternList by_mention; /* pivot is a mention: tried where one begins */
    PatternList by_number;  /* pivot is a number: tried at numbers and words the pack knows */
    PatternList by_other;   /* pivot is a group: tried at every token */
} RuleIndex;

struct RuleSet {
    const Lang *lang;
    Rule **rules;
    size_t n, cap;
    size_t n_classes, n_words;
    RuleIndex facts, dates;
    /* The triggers of the fact rules: of each pattern the words or numbers without which it cannot match. */
    bool *trigger_class, *trigger_word; /* [n_classes], [n_words + 1] */
    bool trigger_number;
    bool *common_class, *common_word;  /* function words, and the classes that hold some */
    const char *role_names[MAX_ROLES]; /* NULL: no such role */
    DepLabel labels[MAX_LABELS];
    size_t n_labels;
    bool trees; /* some rule asks for a dependency tree */
};

#endif
