/* pool.h: many documents through the pipeline, by several threads, given back in the order of the input.
 *
 * One thread reads, `jobs` threads work, the caller's thread receives; a ring of documents between them
 * bounds the memory. With one job everything happens in the caller's thread. The bytes that come out are the
 * same for any number.
 */
#ifndef CHANCERY_APP_POOL_H
#define CHANCERY_APP_POOL_H

#include "pipeline.h"
#include "stage/read.h"

typedef struct PoolResult {
    Doc *doc;     /* NULL where the input could not be read; freed by the pool after the call */
    Err err;      /* code 0, or what went wrong with the input or the document */
    bool known;   /* `known` said so: the passes behind clean were not run */
    size_t bytes; /* read from the inputs so far */
} PoolResult;

typedef struct PoolTask {
    Reader *reader;
    const Lexicon *lex;
    Stage last;
    const char *lang; /* doc->lang_given of all documents; may be NULL */
    bool verbatim;    /* doc->verbatim of all documents */
    bool all_actors;  /* doc->all_actors of all documents */
    ParseScope parse; /* doc->parse of all documents */
    int jobs;
    bool (*known)(const void *ctx, const Doc *doc); /* may be NULL; called from any thread, after clean */
    const void *known_ctx;
    int (*take)(void *ctx, const PoolResult *result,
                Err *err); /* in order, in the caller's thread; not 0 stops */
    void *take_ctx;
} PoolTask;

/* 0, or what take returned. */
int pool_run(const PoolTask *task, Err *err);

#endif
