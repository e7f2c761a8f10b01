/* model.h: one language's trained models, read from models/CODE.model.
 *
 * The file is made by train/export.py from a spaCy pipeline; its form is described in src/nn/format.h. It is
 * mapped read-only and checked whole at opening, so that a damaged file gives an error that names the byte
 * and nothing is checked again later. A Model never changes after model_open: any number of threads may share
 * it.
 */
#ifndef CHANCERY_NN_MODEL_H
#define CHANCERY_NN_MODEL_H

#include "base/err.h"

#include <stddef.h>
#include <stdint.h>

typedef struct Model Model;

/* What a model can do, and what nn_annotate is asked to do. */
enum {
    NN_SEGMENT = 1, /* words and sentences from pretokens */
    NN_TAG = 2,     /* UPOS and features */
    NN_PARSE = 4,   /* heads and labels */
    NN_NER = 8,     /* named entities */
    NN_LEMMA = 16,  /* nn_lemma knows more than the form */
};

/* A label, a lemma or a tag that is not there. */
#define NN_NONE UINT16_MAX

/* ERR_IO where the file cannot be read, ERR_FORMAT where it is no model or is damaged ("FILE: byte N: ...").
 */
int model_open(Model **out, const char *path, Err *err);

/* The same from memory, for tests and fuzzing; `data` (64-byte aligned) must outlive the model. */
int model_from_memory(Model **out, const void *data, size_t size, Err *err);

void model_close(Model *m); /* NULL is fine */

unsigned model_has(const Model *m); /* NN_SEGMENT | NN_TAG ... */

/* JSON: training data, licences, scores. Not NUL-terminated. Owned by the model. */
const char *model_manifest(const Model *m, size_t *len);

/* Names of what nn_annotate returns; NN_NONE and numbers out of range give "_". Owned by the model. */
const char *model_upos(const Model *m, unsigned tag);  /* "NOUN" */
const char *model_feats(const Model *m, unsigned tag); /* "Case=Nom|Number=Sing"; "_" where it has none */
const char *model_dep(const Model *m, unsigned dep);   /* "nsubj"; the root has "root" */
const char *model_ent(const Model *m, unsigned ent);   /* "PERSON" */
unsigned model_n_tags(const Model *m);
unsigned model_n_deps(const Model *m); /* labels as written; some may never be given */
unsigned model_n_ents(const Model *m);

#endif
