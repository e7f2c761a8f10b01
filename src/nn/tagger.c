/* tagger.c: one linear layer over the encoder's rows; the best label wins, the first of equals. */
#include "nn/work.h"

void tag_batch(NnWork *w, const TagHead *h, uint16_t *label, size_t stride)
{
    enum { STEP = 48 }; /* words at a time, so that their scores stay near */
    float *y = floats(&w->score, STEP * h->out.ld);
    for (size_t i = 0; i < w->n; i += STEP) {
        size_t n = w->n - i < STEP ? w->n - i : STEP;
        kernel_mul(&h->out, w->vec + i, n, y);
        for (size_t j = 0; j < n; j++) {
            size_t best;
            kernel_argmax(y + j * h->out.ld, h->out.n_out, &best);
            *(uint16_t *)((char *)label + (i + j) * stride) = (uint16_t)best;
        }
    }
}
