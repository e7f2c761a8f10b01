/* settle.h: where documents meet. The claims of each dirty block of the register are reconciled into facts
 * anew. */
#ifndef CHANCERY_SETTLE_H
#define CHANCERY_SETTLE_H

#include "store/store.h"

/* Settles every dirty block, one at a time; memory is that of the largest block. */
int settle_run(Store *st, Err *err);

/* store_query, and each fact merged from the sources that the query lets through, with its conflicts. */
int settle_query(Store *st, const RegQuery *q, RegFacts *out, Arena *a, Err *err);

#endif
