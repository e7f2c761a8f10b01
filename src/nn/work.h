/* work.h: what an NnWork holds, and the passes that share it; seen inside src/nn only.
 *
 * A batch is some sentences (or paragraphs) on their way through one encoder and the heads above it. Its
 * arrays live in buffers of the NnWork that only grow, so that no pass allocates once they are large enough.
 */
#ifndef CHANCERY_NN_WORK_H
#define CHANCERY_NN_WORK_H

#include "nn/model_parts.h"
#include "nn/nn.h"

enum {
    WORK_BATCH =
        256, /* words of a batch, where its first sentence is not longer: about what the L2 cache holds */
    CACHE_TYPES = 8192, /* word types kept of an encoder; NN_MAX_SENTENCE must be less */
    CACHE_SLOTS = 4 * CACHE_TYPES,
};

typedef struct Floats {
    float *p;
    size_t cap;
} Floats;

/* Word types with what depends on the type alone: [n][width + first.n_out] floats, embedding and its part in
 * each window of layer 0. Emptied when full. */
typedef struct Cache {
    uint32_t *slots; /* [CACHE_SLOTS]: number of a type + 1 */
    uint64_t *key;   /* [CACHE_TYPES] */
    uint8_t *blank;  /* the word is white space */
    float *rows;
    uint32_t n;
} Cache;

/* One sentence's state in the parser or among the names. Numbers of words count from its first. */
typedef struct State {
    uint32_t base, n; /* its words in the batch */
    uint32_t next;    /* first word that was never shifted */
    uint32_t n_stack, n_back;
    int32_t open; /* names: first word of the name that is open, else -1 */
    uint32_t open_label;
} State;

struct NnWork {
    const Model *m;
    Cache cache[NN_MAX_ENCODERS];
    char *text; /* scratch of attr.c */
    size_t text_cap;
    /* the batch */
    const NnToken **toks; /* [n] */
    uint32_t *sents;      /* [n_sents + 1]: first words */
    size_t toks_cap, sents_cap, n, n_sents;
    uint32_t *type;     /* [n] into the encoder's cache */
    const float **vec;  /* [n]: result of the encoder, rows in x */
    const float **rows; /* scratch: rows of a product */
    float **to;         /* scratch: where the result of a layer goes */
    size_t type_cap, vec_cap, rows_cap, to_cap;
    Floats in, x, y, hid, pre, score;
    /* states */
    State *states;
    uint32_t *live;
    int32_t *words;  /* STATE_ARRAYS arrays of n */
    uint16_t *best;  /* [n]: labels of the segmenter */
    uint8_t *starts; /* [n]: the word begins a sentence for the names */
    size_t states_cap, live_cap, words_cap, best_cap, starts_cap;
};

static inline float *floats(Floats *f, size_t n)
{
    nn_grow((void **)&f->p, &f->cap, n, sizeof(float));
    return f->p;
}

/* Finds each word of the batch in the encoder's cache, embedding those that are new: w->type. */
void embed_batch(NnWork *w, uint32_t encoder);

/* Runs the encoder over the batch: w->type, w->vec. */
void encode_batch(NnWork *w, uint32_t encoder);

/* Numbers of the best labels of the batch's words. */
void tag_batch(NnWork *w, const TagHead *h, uint16_t *label, size_t stride);

/* The parser and the names over the batch, into `out` ([n] words; heads count from `first`, the number of
 * out[0] among all words). The names see the sentence starts in w->starts. */
void parse_batch(NnWork *w, const TransHead *h, NnWord *out, uint32_t first);
void ner_batch(NnWork *w, const TransHead *h, NnWord *out);

/* ---- states, see trans.c ---- */

/* One state for each sentence, all of them live; w->pre holds the features of all words. Returns how many. */
size_t trans_begin(NnWork *w, const TransHead *h);

/* Scores of all moves for n states into w->score, [n][h->up.ld]; word[i * features + f] is a number of a word
 * in the batch, or -1. */
void trans_score(NnWork *w, const TransHead *h, const int32_t *word, size_t n);

#endif
