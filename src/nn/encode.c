/* encode.c: the convolutional encoder: layers of windows, maxout, layer norm, each added to its input.
 *
 * spaCy sets rows of zeros between sentences and lets them go through the layers as if they were words: a
 * word at the edge sees what becomes of them. Far from words they all become the same, Encoder.idle; near,
 * after layer k, those within k windows of a word differ. Of these, layer k needs only as many as the layers
 * above can still look at. So around each sentence a few rows of padding are computed with it, and no others.
 */
#include "nn/work.h"

#include <string.h>

/* How many rows of padding beside a sentence differ from idle after `layer` layers and are still looked at.
 */
static uint32_t edge(const Encoder *e, uint32_t layer)
{
    uint32_t above = e->depth - layer;
    return (layer < above ? layer : above) * e->window;
}

/* Layer 0: sums of parts that the cache holds. Padding is zero there and adds nothing. */
static void first_layer(NnWork *w, const Encoder *e, const Cache *c, uint32_t room)
{
    const size_t step = e->width + e->first.n_out, part = (size_t)e->pieces * e->width;
    const uint32_t pad = edge(e, 1), reach = e->window;
    float *y = floats(&w->y, e->first.ld), *row = w->x.p;
    const float *parts[2 * NN_MAX_WINDOW + 2];
    for (size_t s = 0; s < w->n_sents; s++) {
        const uint32_t *type = w->type + w->sents[s];
        int32_t n = (int32_t)(w->sents[s + 1] - w->sents[s]);
        float *word0 = row + (size_t)room * e->width;
        for (int32_t i = -(int32_t)pad; i < n + (int32_t)pad; i++) {
            size_t n_parts = 0;
            parts[n_parts++] = e->conv[0].bias;
            for (uint32_t place = 0; place <= 2 * reach; place++) {
                int32_t at = i + (int32_t)place - (int32_t)reach;
                if (at >= 0 && at < n) parts[n_parts++] = c->rows + type[at] * step + e->width + place * part;
            }
            kernel_sum(parts, n_parts, part, y);
            kernel_maxout_norm(y, e->width, e->pieces, e->ln[0],
                               i >= 0 && i < n ? c->rows + type[i] * step : e->idle[0],
                               word0 + (ptrdiff_t)i * (ptrdiff_t)e->width);
        }
        row += ((size_t)n + 2 * room) * e->width;
    }
}

static void layer_run(NnWork *w, const Encoder *e, uint32_t layer, uint32_t room)
{
    const uint32_t had = edge(e, layer), pad = edge(e, layer + 1), reach = e->window;
    const size_t width = e->width;
    float *row = w->x.p;
    size_t n_rows = 0;
    nn_grow((void **)&w->rows, &w->rows_cap, w->n + 2 * pad * w->n_sents, sizeof *w->rows);
    nn_grow((void **)&w->to, &w->to_cap, w->n + 2 * pad * w->n_sents, sizeof *w->to);
    for (size_t s = 0; s < w->n_sents; s++) {
        size_t n = w->sents[s + 1] - w->sents[s];
        for (uint32_t d = had + 1; d <= pad + reach; d++) {
            memcpy(row + (room - d) * width, e->idle[layer], width * sizeof *row);
            memcpy(row + (room + n + d - 1) * width, e->idle[layer], width * sizeof *row);
        }
        for (size_t i = room - pad; i < room + n + pad; i++) {
            w->rows[n_rows] = row + (i - reach) * width;
            w->to[n_rows++] = row + i * width;
        }
        row += (n + 2 * room) * width;
    }
    float *y = floats(&w->y, n_rows * e->conv[layer].ld);
    kernel_mul(&e->conv[layer], w->rows, n_rows, y);
    for (size_t i = 0; i < n_rows; i++)
        kernel_maxout_norm(y + i * e->conv[layer].ld, width, e->pieces, e->ln[layer], w->to[i], w->to[i]);
}

void encode_batch(NnWork *w, uint32_t encoder)
{
    const Encoder *e = &w->m->enc[encoder];
    embed_batch(w, encoder);
    uint32_t room = 0;
    for (uint32_t layer = 0; layer < e->depth; layer++) {
        uint32_t need = edge(e, layer + 1) + e->window;
        room = need > room ? need : room;
    }
    floats(&w->x, (w->n + 2 * room * w->n_sents) * e->width);
    first_layer(w, e, &w->cache[encoder], room);
    for (uint32_t layer = 1; layer < e->depth; layer++) layer_run(w, e, layer, room);
    nn_grow((void **)&w->vec, &w->vec_cap, w->n, sizeof *w->vec);
    const float *row = w->x.p;
    for (size_t s = 0; s < w->n_sents; s++) {
        row += room * e->width;
        for (uint32_t i = w->sents[s]; i < w->sents[s + 1]; i++, row += e->width) w->vec[i] = row;
        row += room * e->width;
    }
}
