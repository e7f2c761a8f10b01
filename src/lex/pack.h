/* pack.h: the inside of a language pack, shared by the files of src/lex only. */
#ifndef CHANCERY_LEX_PACK_H
#define CHANCERY_LEX_PACK_H

#include "base/map.h"
#include "lex/lexicon.h"
#include "lex/rules.h"

typedef struct Terminal {
    int cls;
    const char *key;
    bool cap, allcap; /* first word capitalised; all capitals */
    uint32_t next;    /* 1-based index of the next terminal at this node, 0 the last */
} Terminal;

typedef struct Edge {
    uint32_t node, word, child; /* word 0: free slot */
} Edge;

typedef struct Section {
    const char *name;
    bool cap;
    LexEntry *entries;
    size_t n, cap_entries;
} Section;

struct Lang {
    const Lexicon *lex;
    Arena *arena;
    const char *dir, *code;
    char decimal;
    Map *words;
    Map *section_ids; /* name -> class id + 1 */
    Section *sections;
    size_t n_sections, cap_sections;
    int spelling; /* class of the endings that are spelt in two ways */
    /* trie: node 0 is the root */
    Edge *edges; /* open addressing, capacity a power of two */
    uint32_t edge_cap, n_edges;
    uint32_t *node_term; /* [n_nodes] first terminal + 1 */
    uint32_t n_nodes, cap_nodes;
    Terminal *terms;
    uint32_t n_terms, cap_terms;
    RuleSet *rules;
    TokenRules *tokens;
    const struct Model *model; /* borrowed; NULL: none */
};

typedef struct PhraseSet PhraseSet;

struct Lexicon {
    Arena *arena;
    const char **codes, **names; /* parties */
    bool *org;
    size_t n_parties, cap_parties, cap_names, cap_org;
    Map *party_ids;     /* code -> id + 1 */
    Map *party_names;   /* folded name -> id + 1 */
    Map *people;        /* name without diacritics -> party id + 1 */
    const char *bodies; /* path of the names that all packs share */
    Map *surnames; /* last word of a leader's name -> party id + 1; SURNAME_SHARED where several have it */
    Map *offices;  /* see served.c */
    Lang **langs;
    size_t n_langs, cap_langs;
    PhraseSet *phrases; /* [PHRASE_LISTS] */
    Map *months;        /* folded name -> 1..12 */
};

/* Splits a phrase into words as the segment stage would; each folded word is interned. Returns the count, at
 * most cap; `dots` says whether a dot stays on its word ("jan.") or stands alone. */
size_t pack_words(Lang *lang, const char *phrase, bool dots, uint32_t *out, size_t cap);

/* A folded word in the one spelling that the pack's [spelling] knows it by ("hoà" as "hòa"), in place: its
 * new length, at most cap. */
size_t pack_spell(const Lang *lang, char *folded, size_t n, size_t cap);

int pack_class(Lang *lang, const char *name); /* made where absent */
void pack_add(Lang *lang, int cls, const char *key, const char *phrase, const char *file, int line);
/* CLDR names of countries, months, weekdays and currencies in the pack's locale. */
void pack_add_cldr(Lang *lang, const Lexicon *lex);
/* Names of months in the pack's locale, full and abbreviated. */
void cldr_months(const Lang *lang, Map *months);

/* Reads a file of a pack whole. */
int pack_source(PackSource *out, const char *path, Arena *a, Err *err);
/* Whom people serve and which offices states have: served.c. */
int lex_load_people(Lexicon *lex, const char *lang_dir, Err *err);

/* What lex/phrases.h answers from; when all packs are there. */
void phrases_build(Lexicon *lex);
void phrases_free(Lexicon *lex);
void phrases_add_month(Map *months, const char *name, size_t n, int month);

/* Calls fn for each entry of a word-list file; key is "" where none is given. */
typedef int (*PackLineFn)(void *ctx, const char *section, const char *key, const char *phrase, int line,
                          Err *err);
int pack_parse(const PackSource *src, PackLineFn fn, void *ctx, Arena *a, Err *err);

#endif
