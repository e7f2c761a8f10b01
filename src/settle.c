/* settle.c: dirty block -> clusters -> facts -> register. See settle.h. */
#include "settle.h"

#include <string.h>

#include "stage/reconcile.h"

static int settle_block(Store *st, const StoreBlock *block, Arena *a, Err *err)
{
    uint32_t *cluster = ARENA_ARRAY(a, uint32_t, block->n + 1);
    const char **why = ARENA_ARRAY(a, const char *, block->n + 1), **fact_why = ARENA_ARRAY(a, const char *, block->n + 1);
    reconcile_block(block->claims, block->n, cluster, why, a);
    uint32_t n_facts = 0;
    for (size_t i = 0; i < block->n; i++)
        if (cluster[i] >= n_facts) n_facts = cluster[i] + 1;
    RegFact *facts = ARENA_ARRAY(a, RegFact, n_facts + 1);
    for (size_t i = 0; i < block->n; i++) facts[cluster[i]].n_sources++;
    for (uint32_t k = 0; k < n_facts; k++) {
        facts[k].sources = ARENA_ARRAY(a, RegSource, facts[k].n_sources);
        facts[k].n_sources = 0;
    }
    for (size_t i = 0; i < block->n; i++) { /* in the order of the block: earliest first */
        RegFact *f = &facts[cluster[i]];
        f->sources[f->n_sources++] = block->claims[i];
        if (why[i]) fact_why[cluster[i]] = why[i];
    }
    for (uint32_t k = 0; k < n_facts; k++) {
        memcpy(facts[k].id, facts[k].sources[0].claim_id, sizeof facts[k].id);
        reconcile_merge(&facts[k], a);
    }
    return store_put_block(st, block->name, facts, fact_why, n_facts, err);
}

int settle_run(Store *st, Err *err)
{
    Arena *a = arena_new();
    StoreBlock block;
    int rc;
    while ((rc = store_next_block(st, &block, a, err)) == 1) {
        rc = settle_block(st, &block, a, err);
        if (rc) break;
        arena_reset(a);
    }
    arena_free(a);
    return rc;
}

int settle_query(Store *st, const RegQuery *q, RegFacts *out, Arena *a, Err *err)
{
    int rc = store_query(st, q, out, a, err);
    for (size_t i = 0; rc == 0 && i < out->n; i++) reconcile_merge(&out->items[i], a);
    return rc;
}
