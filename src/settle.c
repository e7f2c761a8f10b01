/* settle.c: dirty block -> clusters -> facts -> register. See settle.h. */
#include "settle.h"

#include <string.h>

#include "stage/reconcile.h"

enum { BATCH = 1024 };

/* Persons' decisions over the program's partition; afterwards the clusters are numbered without gaps. */
static uint32_t obey(const StoreBlock *block, uint32_t *cluster, Arena *a)
{
    uint32_t next = (uint32_t)block->n, n = 0; /* numbers from n up are unused */
    for (size_t d = 0; d < block->n_decisions; d++) {
        uint32_t of_a = cluster[block->decisions[d].a], of_b = cluster[block->decisions[d].b];
        if (!block->decisions[d].same && of_a == of_b) cluster[block->decisions[d].b] = next++;
        for (size_t i = 0; block->decisions[d].same && i < block->n; i++)
            if (cluster[i] == of_b) cluster[i] = of_a;
    }
    uint32_t *number = ARENA_ARRAY(a, uint32_t, next + 1);
    for (size_t i = 0; i < block->n; i++) {
        if (!number[cluster[i]]) number[cluster[i]] = ++n;
        cluster[i] = number[cluster[i]] - 1;
    }
    return n;
}

static int settle_block(Store *st, const StoreBlock *block, Arena *a, Err *err)
{
    uint32_t *cluster = ARENA_ARRAY(a, uint32_t, block->n + 1);
    const char **why = ARENA_ARRAY(a, const char *, block->n + 1),
               **fact_why = ARENA_ARRAY(a, const char *, block->n + 1);
    reconcile_block(block->claims, block->n, cluster, why, a);
    uint32_t n_facts = obey(block, cluster, a);
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

/* Up to BATCH blocks in one transaction: 1 where there may be more, 0 at the end. */
static int settle_batch(Store *st, Arena *a, Err *err)
{
    int rc = store_blocks_begin(st, err), more = 1;
    if (rc) return rc;
    for (int i = 0; rc == 0 && more && i < BATCH; i++) {
        StoreBlock block;
        more = store_next_block(st, &block, a, err);
        if (more < 0) rc = more;
        else if (more) rc = settle_block(st, &block, a, err);
        arena_reset(a);
    }
    rc = store_blocks_end(st, rc, err);
    return rc ? rc : more;
}

int settle_run(Store *st, Err *err)
{
    Arena *a = arena_new();
    int rc;
    do rc = settle_batch(st, a, err);
    while (rc == 1);
    arena_free(a);
    return rc;
}

int settle_query(Store *st, const RegQuery *q, RegFacts *out, Arena *a, Err *err)
{
    int rc = store_query(st, q, out, a, err);
    for (size_t i = 0; rc == 0 && i < out->n; i++) reconcile_merge(&out->items[i], a);
    return rc;
}
