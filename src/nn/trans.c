/* trans.c: what the two transition systems share: features of words, scores of moves.
 *
 * A state looks at a few words; what each word adds in each place is computed beforehand for all words, and a
 * state's hidden layer is a sum. The states of a batch go step by step together, so that the last layer is
 * one product for all of them.
 */
#include "nn/work.h"

size_t trans_begin(NnWork *w, const TransHead *h)
{
    float *in = floats(&w->hid, w->n * h->in.ld);
    nn_grow((void **)&w->rows, &w->rows_cap, w->n, sizeof *w->rows);
    kernel_mul(&h->in, w->vec, w->n, in);
    for (size_t i = 0; i < w->n; i++) w->rows[i] = in + i * h->in.ld;
    kernel_mul(&h->low, w->rows, w->n, floats(&w->pre, w->n * h->low.ld));

    nn_grow((void **)&w->states, &w->states_cap, w->n_sents, sizeof *w->states);
    nn_grow((void **)&w->live, &w->live_cap, w->n_sents, sizeof *w->live);
    size_t n = 0;
    for (size_t s = 0; s < w->n_sents; s++) {
        w->states[s] = (State){.base = w->sents[s], .n = w->sents[s + 1] - w->sents[s], .open = -1};
        if (w->states[s].n) w->live[n++] = (uint32_t)s;
    }
    return n;
}

void trans_score(NnWork *w, const TransHead *h, const int32_t *word, size_t n)
{
    const size_t each = (size_t)h->hidden * h->pieces;
    float *hidden = floats(&w->hid, n * h->hidden + each), *sum = hidden + n * h->hidden;
    nn_grow((void **)&w->rows, &w->rows_cap, n, sizeof *w->rows);
    for (size_t i = 0; i < n; i++) {
        const float *parts[PARSE_FEATURES + 1];
        for (uint32_t f = 0; f < h->features; f++) {
            int32_t at = word[i * h->features + f];
            parts[f] = at < 0 ? h->pad + f * each : w->pre.p + (size_t)at * h->low.ld + f * each;
        }
        parts[h->features] = h->low_b;
        kernel_sum(parts, h->features + 1, each, sum);
        kernel_maxout(sum, h->pieces, h->hidden, hidden + i * h->hidden);
        w->rows[i] = hidden + i * h->hidden;
    }
    kernel_mul(&h->up, w->rows, n, floats(&w->score, n * h->up.ld));
}
