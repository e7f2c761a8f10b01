/* sketch.h: near copies of a text, by the minima of hashes over its shingles of four words (MinHash). */
#ifndef CHANCERY_STORE_SKETCH_H
#define CHANCERY_STORE_SKETCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    SKETCH_SIZE = 16,
    SKETCH_BANDS = 4,      /* of four minima each: texts that share a band are compared */
    SKETCH_COPY = 13,      /* so many equal minima of 16 make a copy: about four fifths of the text */
    SKETCH_MIN_WORDS = 40, /* shorter texts have no sketch */
};

typedef struct Sketch {
    uint32_t min[SKETCH_SIZE];
    bool usable;
} Sketch;

void sketch_make(Sketch *out, const char *text, size_t n);
bool sketch_from(Sketch *out, const void *blob, size_t n); /* false where it is not one */
int sketch_same(const Sketch *a, const Sketch *b);         /* 0..SKETCH_SIZE */
int64_t sketch_band(const Sketch *s, int band);            /* the value to look up */

#endif
