/* model_parts.h: what a Model holds; seen inside src/nn only.
 *
 * Tables stay in the mapped file as half floats or bytes (they are read a few rows at a time); the dense
 * layers are widened and laid out for kernel.h once, in memory that all threads share.
 */
#ifndef CHANCERY_NN_MODEL_PARTS_H
#define CHANCERY_NN_MODEL_PARTS_H

#include "base/arena.h"
#include "nn/format.h"
#include "nn/kernel.h"
#include "nn/model.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    NN_MAX_ATTRS = 8,
    NN_MAX_WIDTH = 1024, /* of any layer; kernel.c has room for as much */
    NN_MAX_PIECES = 8,
    NN_MAX_DEPTH = 16,
    NN_MAX_WINDOW = 4,
    NN_MAX_ENCODERS = 4,
    PARSE_FEATURES = 8, /* words that the parser looks at in a state */
    NER_FEATURES = 3,
};

/* Strings of a section, by number. */
typedef struct Labels {
    const char **name;
    uint32_t n;
} Labels;

typedef struct Encoder {
    uint32_t n_attrs;
    NnAttr attr[NN_MAX_ATTRS];
    uint32_t seed[NN_MAX_ATTRS];
    const uint16_t *table[NN_MAX_ATTRS]; /* [rows][width] */
    uint32_t rows[NN_MAX_ATTRS];
    uint32_t width, window, depth;
    bool vectors; /* one more input: the static vector, projected where `project` is there */
    Mat project;  /* n_out 0: none */
    Mat mix;      /* inputs -> [pieces][width] */
    uint32_t mix_pieces, pieces;
    const float *mix_ln;             /* [2][width] */
    Mat first;                       /* width -> [2 window + 1][pieces][width]: layer 0 of one word alone */
    Mat conv[NN_MAX_DEPTH];          /* (2 window + 1) width -> [pieces][width]; of layer 0 only the bias */
    const float *ln[NN_MAX_DEPTH];   /* [2][width] */
    const float *idle[NN_MAX_DEPTH]; /* [width]: what layer i makes of padding far from any word */
} Encoder;

typedef struct TagHead {
    bool there;
    uint32_t encoder;
    Mat out; /* width -> labels */
    Labels labels;
} TagHead;

/* Moves of one kind that stand side by side: first .. end - 1. */
typedef struct MoveRun {
    uint32_t kind, first, end;
} MoveRun;

typedef struct TransHead {
    bool there;
    bool sees_sentences; /* names: stands behind the parser and sees the sentence starts it leaves */
    uint32_t encoder, features, hidden, pieces;
    Mat in;                /* width -> inner */
    Mat low;               /* inner -> [features][pieces][hidden] */
    const float *pad;      /* [features][pieces][hidden] */
    const float *low_b;    /* [pieces][hidden] */
    Mat up;                /* hidden -> moves */
    const uint32_t *moves; /* [n_moves][2] */
    uint32_t n_moves;
    MoveRun *runs; /* [n_runs], together all moves in their order */
    uint32_t n_runs;
    Labels labels;
    uint32_t *plain;   /* [labels]: of "dep||head" the number of "dep", else itself */
    uint32_t *head_of; /* [labels]: of "dep||head" the number of "head", else UINT32_MAX */
} TransHead;

typedef struct Lemmas {
    const char *edits;
    uint32_t edits_len;
    const uint32_t *edit_at, *value, *affix; /* affix: [n_affix][2] */
    const uint64_t *key;
    uint32_t n_edits, n_keys, n_affix;
    uint32_t *upos_of; /* [tags]: number in FK_LEMMA_UPOS, UINT32_MAX where unknown */
} Lemmas;

struct Model {
    Arena *arena;
    void *map; /* mapped by model_open; NULL: the caller's memory */
    size_t map_len;
    const char *manifest;
    size_t manifest_len;
    const uint64_t *symbol_hash, *norm_key, *norm_id, *vector_key;
    const uint32_t *symbol_id, *vector_row;
    size_t n_symbols, n_norms, n_vectors;
    const int8_t *vector8; /* one of the two, [vector_rows][vector_dim] */
    const uint16_t *vector16;
    const float *vector_scale;
    uint32_t vector_rows, vector_dim;
    NnAttr vector_attr;
    Encoder enc[NN_MAX_ENCODERS];
    uint32_t n_enc;
    TagHead segment, tag;
    TransHead parse, ner;
    const char **upos, **feats; /* of each tag */
    Lemmas lemmas;
    unsigned has;
};

/* The place of key in n rising numbers; n where it is not there. */
size_t nn_find(const uint64_t *keys, size_t n, uint64_t key);

/* *p holds at least n items of that size, old contents kept, new ones not set; *cap counts items. */
void nn_grow(void **p, size_t *cap, size_t n, size_t item);

#endif
