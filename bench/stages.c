/* stages.c: the processor time of each stage, documents to facts, on one thread.
 *
 * usage: stages LANG_DIR MODELS_DIR PATH...      bench/facts.sh calls it
 */
#include "models.h"
#include "nn/nn.h"
#include "nn/works.h"
#include "pipeline.h"
#include "stage/annotate.h"
#include "stage/read.h"

#include <stdio.h>
#include <time.h>

typedef struct Clock {
    const char *name;
    double seconds;
} Clock;

enum { LOAD, READ, CLEAN, LANGID, SEGMENT, MENTION, RESOLVE, WORDS, TREES, EXTRACT, MERGE, CLOCKS };
static Clock clocks[CLOCKS] = {
    {"load", 0},    {"read", 0},    {"clean", 0}, {"langid", 0}, {"segment", 0}, {"mention", 0},
    {"resolve", 0}, {"words", 0}, {"trees", 0}, {"extract", 0}, {"merge", 0},
};

/* Adds the processor time since the last call to one clock. */
static void charge(int clock)
{
    static double last;
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    double now = (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
    clocks[clock].seconds += now - last;
    last = now;
}

/* One document through the stages, as pipeline.c runs them for facts. */
static int run(Doc *doc, const Lexicon *lex, Err *err)
{
    static const Stage stages[] = {
        [CLEAN] = STAGE_CLEAN,     [LANGID] = STAGE_LANGID, [SEGMENT] = STAGE_SEGMENT, [MENTION] = STAGE_MENTION,
        [RESOLVE] = STAGE_RESOLVE, [WORDS] = STAGE_WORDS,   [EXTRACT] = STAGE_EXTRACT, [MERGE] = STAGE_MERGE,
    };
    for (int i = CLEAN; i <= MERGE; i++) {
        int rc = i == TREES ? annotate_run(doc, NN_PARSE, err)
                            : pipeline_range(doc, lex, stages[i], stages[i], err);
        charge(i);
        if (rc) return rc;
    }
    return 0;
}

static int fail(const Err *err)
{
    fprintf(stderr, "stages: %s\n", err->msg);
    return 1;
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: stages LANG_DIR MODELS_DIR PATH...\n", stderr);
        return 2;
    }
    Err err = {0};
    Lexicon *lex;
    Models *models;
    Reader *reader;
    if (lexicon_load(&lex, argv[1], NULL, &err) || models_open(&models, lex, argv[2], PARSE_USED, &err) ||
        reader_open(&reader, (const char *const *)argv + 3, (size_t)argc - 3, &err))
        return fail(&err);
    NnWorks *works = nn_works_new();
    charge(LOAD);
    Doc *doc;
    size_t docs = 0, facts = 0, bytes = 0;
    int rc;
    while ((rc = reader_next(reader, &doc, &err)) > 0) {
        doc->parse = PARSE_USED;
        doc->works = works;
        charge(READ);
        if (run(doc, lex, &err)) return fail(&err);
        docs++;
        facts += doc->n_facts;
        bytes += doc->text_len;
        doc_free(doc);
    }
    if (rc < 0) return fail(&err);
    double all = 0;
    for (int i = READ; i < CLOCKS; i++) all += clocks[i].seconds;
    printf("%zu documents, %zu bytes, %zu facts\n", docs, bytes, facts);
    printf("load %.3f s, then %.3f s: %.0f documents a second\n", clocks[LOAD].seconds, all, (double)docs / all);
    for (int i = READ; i < CLOCKS; i++) printf("%-8s %5.1f %%\n", clocks[i].name, 100 * clocks[i].seconds / all);
    nn_works_free(works);
    reader_close(reader);
    models_close(models);
    lexicon_free(lex);
    return 0;
}
