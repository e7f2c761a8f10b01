/* settle.c: dirty block -> clusters -> facts -> register. See settle.h.
 *
 * The caller's thread reads and writes the register, blocks in the order of their names, in batches; between
 * the two all hands settle the blocks of a batch, each by itself, so that the number of hands cannot show in
 * the facts. A transaction holds several batches: what was read in it is written in it.
 */
#include "settle.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "stage/reconcile.h"

enum { BATCH_CLAIMS = 1024, BATCHES = 16 };

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

/* ---- one block ---- */

typedef struct Settled {
    StoreBlock block;
    StoreFact *facts; /* [n] */
    size_t n;
    const Err *failed; /* NULL: all is well */
} Settled;

static int settle_block(Settled *x, Arena *scratch, Arena *a, Err *err)
{
    StoreBlock *block = &x->block;
    int rc = store_parse_block(block, a, err);
    if (rc) return rc;
    uint32_t *cluster = ARENA_ARRAY(a, uint32_t, block->n + 1);
    const char **why = ARENA_ARRAY(a, const char *, block->n + 1),
               **fact_why = ARENA_ARRAY(a, const char *, block->n + 1);
    reconcile_block(block->claims, block->n, cluster, why, scratch);
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
    x->facts = ARENA_ARRAY(a, StoreFact, n_facts + 1);
    x->n = n_facts;
    for (uint32_t k = 0; k < n_facts; k++) {
        memcpy(facts[k].id, facts[k].sources[0].claim_id, sizeof facts[k].id);
        reconcile_merge(&facts[k], a);
        x->facts[k] = store_fact(&facts[k], fact_why[k], a);
    }
    return 0;
}

/* ---- batches ---- */

typedef struct Batch Batch;

typedef struct Hand {
    Batch *batch;
    Arena *arena;   /* what it makes of its blocks; lives until they are written */
    Arena *scratch; /* of one block */
    pthread_t thread;
    bool running;
} Hand;

struct Batch {
    Arena *arena; /* the blocks as read */
    Settled *blocks;
    size_t n, cap;
    atomic_size_t next; /* first block that no hand has taken */
    Hand *hands;        /* [n_hands]; the first is the caller's own thread */
    size_t n_hands;
};

static Batch *batch_new(size_t n_hands, Arena *a)
{
    Batch *b = ARENA_NEW(a, Batch);
    b->arena = arena_new();
    b->hands = ARENA_ARRAY(a, Hand, n_hands);
    b->n_hands = n_hands;
    for (size_t i = 0; i < n_hands; i++)
        b->hands[i] = (Hand){.batch = b, .arena = arena_new(), .scratch = arena_new()};
    return b;
}

static void batch_free(Batch *b)
{
    for (size_t i = 0; i < b->n_hands; i++) {
        arena_free(b->hands[i].arena);
        arena_free(b->hands[i].scratch);
    }
    arena_free(b->arena);
}

static void *work(void *arg)
{
    Hand *hand = arg;
    for (size_t i; (i = atomic_fetch_add(&hand->batch->next, 1)) < hand->batch->n;) {
        Err err;
        Settled *x = &hand->batch->blocks[i];
        int rc = settle_block(x, hand->scratch, hand->arena, &err);
        arena_reset(hand->scratch);
        if (rc == 0) continue;
        Err *kept = ARENA_NEW(hand->arena, Err);
        *kept = err;
        x->failed = kept;
    }
    return NULL;
}

/* Up to BATCH_CLAIMS claims (or one larger block) behind the block `last`, which moves on. */
static int batch_read(Batch *b, Store *st, Buf *last, Err *err)
{
    arena_reset(b->arena);
    b->blocks = NULL;
    b->n = b->cap = 0;
    int rc = 1;
    for (size_t claims = 0; claims < BATCH_CLAIMS;) {
        Settled x = {0};
        rc = store_next_block(st, buf_str(last), &x.block, b->arena, err);
        if (rc <= 0) break;
        claims += x.block.n + 1;
        ARENA_PUSH(b->arena, b->blocks, b->n, b->cap, x);
        buf_clear(last);
        buf_adds(last, x.block.name);
    }
    return rc < 0 ? rc : 0;
}

/* All hands but the caller's begin; a thread that cannot be had is no loss but of time. */
static void batch_start(Batch *b)
{
    atomic_store(&b->next, 0);
    for (size_t i = 0; i < b->n_hands; i++) {
        arena_reset(b->hands[i].arena);
        b->hands[i].running =
            i > 0 && i <= b->n && pthread_create(&b->hands[i].thread, NULL, work, &b->hands[i]) == 0;
    }
}

/* The caller lends its hand; behind it every block is settled. */
static void batch_finish(Batch *b)
{
    work(&b->hands[0]);
    for (size_t i = 1; i < b->n_hands; i++) {
        if (b->hands[i].running) pthread_join(b->hands[i].thread, NULL);
        b->hands[i].running = false;
    }
}

static int batch_write(const Batch *b, Store *st, Err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < b->n; i++) {
        const Settled *x = &b->blocks[i];
        if (x->failed) {
            *err = *x->failed;
            return err->code;
        }
        rc = store_put_block(st, x->block.name, x->facts, x->n, err);
    }
    return rc;
}

/* Up to BATCHES batches: while one is worked on the next is read, while one is written the next is worked on.
 */
static int settle_batches(Store *st, Batch *now, Batch *next, size_t *n, Err *err)
{
    Buf last = {0};
    *n = 0;
    int rc = batch_read(now, st, &last, err);
    batch_start(now);
    for (int i = 1; rc == 0 && now->n; i++) {
        *n += now->n;
        next->n = 0;
        if (i < BATCHES) rc = batch_read(next, st, &last, err);
        batch_finish(now);
        batch_start(next);
        if (rc == 0) rc = batch_write(now, st, err);
        Batch *written = now;
        now = next;
        next = written;
    }
    batch_finish(now);
    buf_free(&last);
    return rc;
}

int settle_run(Store *st, int jobs, Err *err)
{
    Arena *a = arena_new();
    Batch *one = batch_new((size_t)jobs, a), *two = batch_new((size_t)jobs, a);
    size_t n = 0;
    int rc;
    do {
        rc = store_begin(st, err);
        if (rc == 0) rc = store_end(st, settle_batches(st, one, two, &n, err), err);
    } while (rc == 0 && n > 0);
    batch_free(one);
    batch_free(two);
    arena_free(a);
    return rc;
}

int settle_query(Store *st, const RegQuery *q, RegFacts *out, Arena *a, Err *err)
{
    int rc = store_query(st, q, out, a, err);
    for (size_t i = 0; rc == 0 && i < out->n; i++) reconcile_merge(&out->items[i], a);
    return rc;
}
