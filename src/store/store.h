/* store.h: the register, one SQLite file. Only this folder knows SQLite.
 *
 * Writing: store_add puts one article with its claims, never a part of it, and marks the blocks it touches (a
 * block: kind, parties, and the kind's own word) as dirty. Facts are a function of the claims of a block
 * alone, whatever the order in which they came; whoever adds ends by settling every dirty block
 * (src/settle.c) with store_next_block and store_put_block. A kill at any moment leaves a sound register with
 * some blocks dirty; the next add settles them.
 *
 * The file is in WAL mode while it is written and a single file at rest. A Store belongs to one thread.
 */
#ifndef CHANCERY_STORE_STORE_H
#define CHANCERY_STORE_STORE_H

#include "base/err.h"
#include "types/doc.h"
#include "types/register.h"

typedef struct Store Store;

typedef enum StoreMode {
    STORE_READ,
    STORE_WRITE
} StoreMode; /* STORE_WRITE makes the file where there is none */

int store_open(Store **out, const char *path, StoreMode mode, Err *err);
/* Closes; in STORE_WRITE brings everything into the one file. NULL is fine. */
int store_close(Store *st, Err *err);

/* Several writes as one transaction: store_end commits where rc is 0, else takes back; returns rc or the
 * failure. */
int store_begin(Store *st, Err *err);
int store_end(Store *st, int rc, Err *err);

int store_put_party(Store *st, const char *code, const char *name, bool is_org, Err *err);

/* ---- articles ---- */
typedef enum StoreAdded { STORE_NEW, STORE_NEW_VERSION, STORE_KNOWN } StoreAdded;

/* Stores a document that has been through the pipeline; its facts become claims. The same content adds
 * nothing. A transaction of its own where none is open; after a failure the open one must be taken back. */
int store_add(Store *st, const Doc *doc, StoreAdded *what, Err *err);

/* The contents that the register holds when the set is made; read-only, may be asked from any thread. */
typedef struct StoreKnown StoreKnown;
int store_known_load(Store *st, StoreKnown **out, Err *err);
void store_known_free(StoreKnown *k);
bool store_known_has(const StoreKnown *k, const Doc *doc); /* doc: cleaned */

/* ---- blocks ---- */
/* What a person has decided of two claims of a block; it outranks the program. */
typedef struct StoreDecision {
    size_t a, b; /* indices into StoreBlock.claims */
    bool same;
} StoreDecision;

typedef struct StoreBlock {
    const char *name;
    RegSource *claims; /* [n], ordered by publication, article, span, id; without text around the quotes */
    const char **json; /* [n] the claims' own fields, until store_parse_block */
    size_t n;
    StoreDecision *decisions; /* [n_decisions], oldest first: the last one on a pair counts */
    size_t n_decisions;
} StoreBlock;

int store_dirty_count(Store *st, size_t *n, Err *err);
/* The first dirty block whose name comes after `after` ("": the first of all): 1, or 0 where none is left.
 * Its claims are still unread: store_parse_block fills them in, touches no register, and may run in any
 * thread. */
int store_next_block(Store *st, const char *after, StoreBlock *out, Arena *a, Err *err);
int store_parse_block(StoreBlock *block, Arena *a, Err *err);

/* A fact made ready to be written; any thread may do that. */
typedef struct StoreFact {
    const RegFact *fact;
    const char *why; /* why its sources were joined; NULL where it has one */
    const char *json;
    StrList parties;
} StoreFact;
StoreFact store_fact(const RegFact *fact, const char *why, Arena *a);

/* Replaces the facts of the block and takes its mark away. A block is read and put between the same
 * store_begin and store_end. */
int store_put_block(Store *st, const char *block, const StoreFact *facts, size_t n, Err *err);

/* ---- queries ---- */
/* Facts with their sources; conflicts are left empty, and under q->as_of the fact is still the one of all
 * sources: settle_query (src/settle.h) merges anew. */
int store_query(Store *st, const RegQuery *q, RegFacts *out, Arena *a, Err *err);

/* The whole clean text of the article that makes a claim; *text NULL where there is no such claim. */
int store_claim_text(Store *st, const char *claim_id, const char **text, Arena *a, Err *err);

typedef struct StoreCounts {
    size_t articles, versions, claims, facts, conflicts, dirty;
} StoreCounts;
int store_count(Store *st, StoreCounts *out, Err *err);

/* The articles that count, published by as_of (EDTF day; NULL: all). */
typedef struct StoreSpan {
    size_t articles, outlets;
    const char *first, *last; /* days of publication; NULL where none is known */
} StoreSpan;
int store_span(Store *st, const char *as_of, StoreSpan *out, Arena *a, Err *err);

/* ---- proof ---- */
/* Checks the file itself, every quote against its bytes, every hash, and that facts and claims belong
 * together. Each fault is given to report; returns 0 also with faults (*faults counts them), negative where
 * checking cannot go on. */
int store_verify(Store *st, void (*report)(void *ctx, const char *fault), void *ctx, size_t *faults,
                 Err *err);

#endif
