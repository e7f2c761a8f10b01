/* grow.c: the two small things that all of src/nn uses: a growing array, and a search in rising numbers. */
#include "nn/model_parts.h"

#include <stdio.h>
#include <stdlib.h>

size_t nn_find(const uint64_t *keys, size_t n, uint64_t key)
{
    size_t lo = 0, hi = n;
    while (lo < hi) {
        size_t mid = lo + (hi - lo) / 2;
        if (keys[mid] < key) lo = mid + 1;
        else hi = mid;
    }
    return lo < n && keys[lo] == key ? lo : n;
}

void nn_grow(void **p, size_t *cap, size_t n, size_t item)
{
    if (n <= *cap) return;
    size_t want = n + n / 4;
    void *more = want < SIZE_MAX / item ? realloc(*p, want * item) : NULL;
    if (!more) {
        fprintf(stderr, "chancery: out of memory (%zu items wanted)\n", n);
        abort();
    }
    *p = more;
    *cap = want;
}
