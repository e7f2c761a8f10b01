/* register.h: what the register answers to a query; made by src/store, shown by src/view.
 *
 * All memory belongs to the arena given to the query.
 */
#ifndef CHANCERY_TYPES_REGISTER_H
#define CHANCERY_TYPES_REGISTER_H

#include "types/fact.h"

enum { FACT_ID_LEN = 16 }; /* lower-case hexadecimal digits of a content hash */

/* One claim behind a fact, with the article that makes it. */
typedef struct RegSource {
    char claim_id[FACT_ID_LEN + 1];
    Fact claim; /* as extracted: raw values, quote, span, rule */
    const char *article, *url, *outlet, *lang, *article_title, *published; /* any but article may be NULL */
    const char *before, *after; /* a little text on both sides of the quote */
    const char *copy_of;        /* the article that this one is a near copy of; NULL: stands on its own */
} RegSource;

/* Two or more values that sources give for one field of one fact. */
typedef struct RegCandidate {
    const char *value; /* as shown */
    size_t *sources;   /* [n] indices into RegFact.sources */
    size_t n;
} RegCandidate;

typedef struct RegConflict {
    const char *field; /* "value", "date", ... */
    RegCandidate *items;
    size_t n;
} RegConflict;

typedef struct RegFact {
    char id[FACT_ID_LEN + 1];
    Fact fact; /* the reconciled fact; where sources differ, the best supported value (most outlets, then
                  earliest) */
    RegSource *sources;
    size_t n_sources; /* 1 or more; ordered by publication date, then article id */
    RegConflict *conflicts;
    size_t n_conflicts;
} RegFact;

typedef struct RegFacts {
    RegFact *items; /* ordered by date (period for figures; unknown last), kind, id */
    size_t n;
} RegFacts;

/* What to select; empty means all. parties: a fact must involve every one of them. */
typedef struct RegQuery {
    FactKind kind;
    StrList parties;
    const char *since, *until; /* EDTF days, inclusive; NULL open */
    const char *as_of;         /* only articles published on or before this day */
    const char *match;         /* full-text query over quotes; NULL none */
    const char *id;            /* a fact id or a claim id, or a prefix of 6 digits or more */
} RegQuery;

#endif
