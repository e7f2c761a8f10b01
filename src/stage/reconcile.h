/* reconcile.h: where documents meet. Pure: claims in, decisions out; no clock, no register, no order of
 * arrival.
 *
 * Requires claims of one block (same kind, same set of parties), in any order; gives the partition of them
 * into facts.
 */
#ifndef CHANCERY_STAGE_RECONCILE_H
#define CHANCERY_STAGE_RECONCILE_H

#include "types/register.h"

/* cluster[i] becomes the number (0, 1, ...) of the fact that claims[i] belongs to; the result does not depend
 * on the order of claims beyond the numbering. why[i] (may be NULL) receives a static text: the reason of
 * joining. */
void reconcile_block(const RegSource *claims, size_t n, uint32_t *cluster, const char **why, Arena *a);

/* Merges the claims of one cluster into out->fact and out->conflicts; sources is already set and sorted. */
void reconcile_merge(RegFact *out, Arena *a);

#endif
