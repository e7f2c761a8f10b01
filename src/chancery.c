/* chancery.c: the public interface over the pipeline. See include/chancery.h. */
#include "chancery.h"

#include "models.h"
#include "pipeline.h"
#include "stage/read.h"

#include <stdio.h>

struct chancery {
    Arena *arena;
    Lexicon *lex;
    Models *models; /* NULL where no rule asks for trees */
};

static int tell(const Err *e, char *err, size_t err_size)
{
    if (err && err_size) snprintf(err, err_size, "%s", e->msg);
    return e->code;
}

int chancery_open(chancery **out, const char *lang_dir, char *err, size_t err_size)
{
    Err e;
    Lexicon *lex;
    if (lexicon_load(&lex, lang_dir, NULL, &e)) return tell(&e, err, err_size);
    Arena *a = arena_new();
    Models *models = NULL;
    if (models_open(&models, lex, arena_printf(a, "%s/../models", lang_dir), PARSE_USED, &e)) {
        lexicon_free(lex);
        arena_free(a);
        return tell(&e, err, err_size);
    }
    *out = ARENA_NEW(a, chancery);
    **out = (chancery){a, lex, models};
    return 0;
}

void chancery_close(chancery *c)
{
    if (!c) return;
    models_close(c->models);
    lexicon_free(c->lex);
    arena_free(c->arena);
}

int chancery_extract(const chancery *c, const char *id, const char *data, size_t size, chancery_line_fn fn,
                     void *ctx, char *err, size_t err_size)
{
    Err e;
    Doc *doc;
    if (read_bytes(&doc, id, data, size, &e)) return tell(&e, err, err_size);
    int rc = pipeline_run(doc, c->lex, STAGE_ALL, &e);
    if (rc) rc = tell(&e, err, err_size);
    Buf line = {0};
    for (uint32_t i = 0; rc == 0 && i < doc->n_facts; i++) {
        buf_clear(&line);
        fact_to_json(&line, &doc->facts[i], false);
        rc = fn(ctx, line.data, line.len);
    }
    buf_free(&line);
    doc_free(doc);
    return rc;
}
