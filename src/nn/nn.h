/* nn.h: what a model says of tokens and words: boundaries, tags, trees, names, lemmas.
 *
 * The results equal spaCy's on the same words (ties of floating-point sums apart). Work is done in batches:
 * give all sentences of a document in one call. Costs: about 15 us a word for tag, tree and names together.
 */
#ifndef CHANCERY_NN_NN_H
#define CHANCERY_NN_NN_H

#include "nn/model.h"

/* Scratch memory of one thread, grown as needed and used again, and its cache of embedded word types. It
 * belongs to one model: use it with no other. What it holds never shows in the results. */
typedef struct NnWork NnWork;

NnWork *nn_work_new(const Model *m);
void nn_work_free(NnWork *w); /* NULL is fine */

/* A piece of text, UTF-8, not NUL-terminated. */
typedef struct NnToken {
    const char *s;
    uint32_t n;
    uint32_t space; /* 1: white space follows it */
} NnToken;

typedef struct NnWord {
    NnToken text;  /* in; all below is out */
    uint32_t head; /* index into `words` of the head; its own index: the root */
    uint16_t tag;  /* model_upos, model_feats; NN_NONE: not tagged. So for dep and ent */
    uint16_t dep;  /* model_dep */
    uint16_t ent;  /* model_ent; NN_NONE outside of names */
    uint8_t iob;   /* 'B' begins a name, 'I' goes on with it, 'O' is outside */
} NnWord;

/* A sentence of more words is taken as several of this many: no sentence has as many. */
#define NN_MAX_SENTENCE 4096

/* Labels pretokens: 'S' begins a sentence (and a word), 'B' begins a word, 'I' goes on with the word before.
 * Paragraph i is toks[start[i]] up to toks[start[i + 1]], the last up to toks[n]; start[0] is 0, the rest do
 * not fall. Does nothing where the model lacks NN_SEGMENT. */
void nn_segment(const Model *m, NnWork *w, const NnToken *toks, size_t n, const uint32_t *start,
                size_t n_paras, uint8_t *labels);

/* Fills what is asked for (NN_TAG | NN_PARSE | NN_NER) and the model has; all else out of `words` is set to
 * "none" (heads to the word itself), so each call starts anew. Sentences as the paragraphs above. */
void nn_annotate(const Model *m, NnWork *w, NnWord *words, size_t n, const uint32_t *start, size_t n_sents,
                 unsigned what);

/* The lemma of a form with that tag into out (NUL-terminated, cut at a character where cap is too small);
 * returns its length. A model without lemmas gives the form in lower case. */
size_t nn_lemma(const Model *m, NnWork *w, NnToken form, unsigned tag, char *out, size_t cap);

#endif
