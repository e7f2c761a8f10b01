/* settle.h: where documents meet. The claims of each dirty block of the register are reconciled into facts
 * anew. */
#ifndef CHANCERY_SETTLE_H
#define CHANCERY_SETTLE_H

#include "store/store.h"

/* Settles every dirty block with `jobs` threads, the caller's among them; the bytes are the same for any
 * number. Memory is that of a few hundred claims, or of the largest block. */
int settle_run(Store *st, int jobs, Err *err);

/* store_query, and each fact merged from the sources that the query lets through, with its conflicts. */
int settle_query(Store *st, const RegQuery *q, RegFacts *out, Arena *a, Err *err);

#endif
