/* match_parts.h: what the files of the matcher share. match_index.c says what stands where, match_number.c
 * reads numbers, match.c runs patterns over words, match_tree.c over trees.
 */
#ifndef CHANCERY_LEX_MATCH_PARTS_H
#define CHANCERY_LEX_MATCH_PARTS_H

#include "lex/pattern.h"

typedef struct Hit {
    int cls;
    const char *key;
    uint32_t tok, tok_end;
} Hit;

struct MatchIndex {
    const Doc *doc;
    const Lang *lang;
    Hit *hits; /* by tok; at one token longest first */
    uint32_t n_hits;
    uint32_t *first;                   /* [n_toks + 1] first hit at a token */
    uint32_t *by_end;                  /* [n_hits] indices of hits, by tok_end; longest first */
    uint32_t *end_first;               /* [n_toks + 2] */
    uint32_t *mention_first;           /* [n_toks + 1] */
    uint32_t *mention_by_end;          /* [n_mentions] */
    uint32_t *mention_end_first;       /* [n_toks + 2] */
    uint32_t *aside_end, *aside_begin; /* [n_toks + 1] the other end of an aside that begins, ends at a token
                                          boundary; 0: none does */
    uint32_t semicolon;
    int number, ordinal, clause, list_and, month;
    uint32_t *
        word_of; /* [n_toks] the first word that a token holds or lies in; UINT32_MAX: none. NULL: no trees */
    uint32_t *class_seen,
        *word_seen;       /* [n_classes], [n_words + 1] the sentence looked at last that holds one, plus 1 */
    uint64_t *dep_labels; /* [n_deps] the labels of the rules (RuleSet.labels) that a dependency fits */
};

/* Does the hit belong to the class, with its key if it asks for one? */
bool match_key_fits(const ClassRef *ref, const Hit *h);

/* Finds the asides: what stands in brackets, between dashes, or between commas behind one of `parenthesis`.
 */
void match_index_asides(MatchIndex *ix);

/* Adds what something is worth, "worth more than $3 million", once the amounts are known. */
void match_index_worth(MatchIndex *ix);

/* Is the mention the first or last member of a list of several parties? "A and B" is meant, not A or B alone.
 */
bool match_edge_of_list(const MatchIndex *ix, const Mention *m);

/* A number of this form at token i; its value (NAN for forms of several numbers) and end. */
bool match_numeric_at(const MatchIndex *ix, Numeric kind, uint32_t i, uint32_t end, uint32_t *tok_end,
                      double *num);

/* What one sentence holds. */
typedef struct Sight {
    const MatchIndex *ix;
    uint32_t mark;  /* what class_seen and word_seen say of this sentence */
    uint32_t kinds; /* of its mentions, as in MentionWant */
    size_t actors;  /* mentions that stand for somebody */
} Sight;

void match_sight_new(MatchIndex *ix);
Sight match_sight(const MatchIndex *ix, uint32_t sent); /* good until the next one is taken */

/* Does the sentence hold something for every atom and every arm that must match? If not, the pattern cannot
 * match in it. */
bool match_sees(const Sight *s, const Pattern *p);

/* Do the arms of a pattern fit around its pivot, tokens [pivot, pivot_end)? Binds their roles in `roles`,
 * which may hold those of the pattern's words; what is bound lies in tokens [lo, hi), and [*tok, *tok_end) is
 * widened to hold it. */
bool match_arms(const MatchIndex *ix, const Pattern *p, uint32_t lo, uint32_t hi, uint32_t pivot,
                uint32_t pivot_end, Binding *roles, uint32_t *tok, uint32_t *tok_end);

/* Stands one of the rule's "without" among the words that belong to the pivot in the tree: those below it
 * that hang on no role, and those above it? */
bool match_arms_without(const MatchIndex *ix, const Rule *rule, uint32_t lo, uint32_t hi, uint32_t pivot,
                        uint32_t pivot_end, const Binding *roles);

/* Does a phrase of node n (words or classes) begin at token t? */
bool match_begins(const MatchIndex *ix, const Node *n, uint32_t t, uint32_t hi);

#endif
