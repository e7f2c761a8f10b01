/* pool.c: see pool.h. A slot of the ring goes FREE -> READ -> BUSY -> DONE -> FREE; slot i holds documents i,
 * i + n, ... Who waits is woken only when there is something for him; the reader, when half the ring is free.
 */
#include "app/pool.h"

#include "nn/works.h"

#include <pthread.h>
#include <stdlib.h>

typedef enum SlotState { SLOT_FREE, SLOT_READ, SLOT_BUSY, SLOT_DONE } SlotState;

typedef struct Slot {
    SlotState state;
    PoolResult result;
} Slot;

typedef struct Pool {
    const PoolTask *task;
    pthread_mutex_t lock;
    pthread_cond_t may_read, may_work, may_take;
    Slot *slots; /* [n] */
    size_t n;
    size_t read, started, taken; /* documents so far; taken <= started <= read <= taken + n */
    bool at_end, stop;
} Pool;

/* One input; false at the end. */
static bool read_one(const PoolTask *task, PoolResult *out)
{
    *out = (PoolResult){0};
    int rc = reader_next(task->reader, &out->doc, &out->err);
    out->bytes = reader_bytes(task->reader);
    if (rc < 0) {
        out->doc = NULL;
        out->err.code = rc;
    } else {
        out->err.code = 0;
    }
    return rc != 0;
}

/* works: of the thread that calls. */
static void work_on(const PoolTask *task, PoolResult *r, NnWorks *works)
{
    if (!r->doc || r->err.code || task->last == STAGE_READ) return;
    Stage first = STAGE_CLEAN;
    int rc = 0;
    r->doc->lang_given = task->lang;
    r->doc->verbatim = task->verbatim;
    r->doc->all_actors = task->all_actors;
    r->doc->parse = task->parse;
    r->doc->works = works;
    if (task->known) {
        rc = pipeline_range(r->doc, task->lex, STAGE_CLEAN, STAGE_CLEAN, &r->err);
        r->known = rc == 0 && task->known(task->known_ctx, r->doc);
        first = STAGE_LANGID;
    }
    if (rc == 0 && !r->known) rc = pipeline_range(r->doc, task->lex, first, task->last, &r->err);
    r->err.code = rc;
}

static int run_alone(const PoolTask *task, Err *err)
{
    PoolResult r;
    NnWorks *works = nn_works_new();
    int rc = 0;
    while (rc == 0 && read_one(task, &r)) {
        work_on(task, &r, works);
        rc = task->take(task->take_ctx, &r, err);
        doc_free(r.doc);
    }
    nn_works_free(works);
    return rc;
}

static void *reader_thread(void *arg)
{
    Pool *p = arg;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        if (p->read - p->taken == p->n)
            while (!p->stop && p->read - p->taken > p->n / 2) pthread_cond_wait(&p->may_read, &p->lock);
        if (p->stop) break;
        Slot *slot = &p->slots[p->read % p->n];
        pthread_mutex_unlock(&p->lock);
        bool more = read_one(p->task, &slot->result);
        pthread_mutex_lock(&p->lock);
        if (!more) break;
        slot->state = SLOT_READ;
        p->read++;
        pthread_cond_signal(&p->may_work);
    }
    p->at_end = true;
    pthread_cond_broadcast(&p->may_work);
    pthread_cond_signal(&p->may_take);
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

static void *worker_thread(void *arg)
{
    Pool *p = arg;
    NnWorks *works = nn_works_new();
    pthread_mutex_lock(&p->lock);
    for (;;) {
        if (p->stop || (p->at_end && p->started == p->read)) break;
        if (p->started == p->read) {
            pthread_cond_wait(&p->may_work, &p->lock);
            continue;
        }
        Slot *slot = &p->slots[p->started++ % p->n];
        slot->state = SLOT_BUSY;
        pthread_mutex_unlock(&p->lock);
        work_on(p->task, &slot->result, works);
        pthread_mutex_lock(&p->lock);
        slot->state = SLOT_DONE;
        if (slot == &p->slots[p->taken % p->n]) pthread_cond_signal(&p->may_take);
    }
    pthread_mutex_unlock(&p->lock);
    nn_works_free(works);
    return NULL;
}

/* With the lock held: nobody begins anything more. */
static void stop(Pool *p)
{
    p->stop = true;
    pthread_cond_broadcast(&p->may_work);
    pthread_cond_signal(&p->may_read);
}

static int take_all(Pool *p, Err *err)
{
    int rc = 0;
    pthread_mutex_lock(&p->lock);
    for (;;) {
        Slot *slot = &p->slots[p->taken % p->n];
        if (slot->state == SLOT_DONE) {
            pthread_mutex_unlock(&p->lock);
            rc = p->task->take(p->task->take_ctx, &slot->result, err);
            doc_free(slot->result.doc);
            slot->result.doc = NULL;
            pthread_mutex_lock(&p->lock);
            slot->state = SLOT_FREE;
            p->taken++;
            if (p->read - p->taken == p->n / 2) pthread_cond_signal(&p->may_read);
            if (rc) break;
        } else if (p->at_end && p->taken == p->read) {
            break;
        } else {
            pthread_cond_wait(&p->may_take, &p->lock);
        }
    }
    stop(p);
    pthread_mutex_unlock(&p->lock);
    return rc;
}

int pool_run(const PoolTask *task, Err *err)
{
    if (task->jobs <= 1) return run_alone(task, err);
    size_t n_threads = (size_t)task->jobs + 1, started = 0;
    Pool p = {.task = task, .n = (size_t)task->jobs * 8};
    p.slots = calloc(p.n, sizeof *p.slots);
    pthread_t *threads = calloc(n_threads, sizeof *threads);
    if (!p.slots || !threads) {
        free(p.slots);
        free(threads);
        return err_set(err, ERR_MEMORY, "out of memory");
    }
    pthread_mutex_init(&p.lock, NULL);
    pthread_cond_init(&p.may_read, NULL);
    pthread_cond_init(&p.may_work, NULL);
    pthread_cond_init(&p.may_take, NULL);
    int rc = 0;
    for (; started < n_threads; started++)
        if (pthread_create(&threads[started], NULL, started ? worker_thread : reader_thread, &p) != 0) break;
    if (started < 2) { /* a reader and one worker are needed */
        rc = err_set(err, ERR_IO, "cannot start threads");
        pthread_mutex_lock(&p.lock);
        stop(&p);
        pthread_mutex_unlock(&p.lock);
    } else {
        rc = take_all(&p, err);
    }
    for (size_t i = 0; i < started; i++) pthread_join(threads[i], NULL);
    for (size_t i = 0; i < p.n; i++) doc_free(p.slots[i].result.doc);
    pthread_cond_destroy(&p.may_read);
    pthread_cond_destroy(&p.may_work);
    pthread_cond_destroy(&p.may_take);
    pthread_mutex_destroy(&p.lock);
    free(p.slots);
    free(threads);
    return rc;
}
