/* embed.c: the embedding of a word type: hashed tables, static vector, one maxout layer.
 *
 * A type is embedded once and kept, together with its products with the first layer's weights: both depend on
 * the word alone, and nine words of ten have been seen before. kernel.h's products make a row the same to the
 * bit whichever types are embedded with it, so that the cache never shows.
 */
#include "nn/attr.h"
#include "nn/hash.h"
#include "nn/work.h"

#include <stdlib.h>
#include <string.h>

static void cache_open(Cache *c, const Encoder *e)
{
    size_t none = 0;
    nn_grow((void **)&c->slots, &none, CACHE_SLOTS, sizeof *c->slots);
    none = 0;
    nn_grow((void **)&c->key, &none, CACHE_TYPES, sizeof *c->key);
    none = 0;
    nn_grow((void **)&c->blank, &none, CACHE_TYPES, 1);
    none = 0;
    nn_grow((void **)&c->rows, &none, CACHE_TYPES * (e->width + e->first.n_out), sizeof *c->rows);
    memset(c->slots, 0, CACHE_SLOTS * sizeof *c->slots);
}

static void static_vector(NnWork *w, const Encoder *e, const NnToken *t, float *out)
{
    const Model *m = w->m;
    uint64_t id = attr_id(m, m->vector_attr, *t, &w->text, &w->text_cap);
    size_t at = nn_find(m->vector_key, m->n_vectors, id);
    memset(out, 0, e->width * sizeof *out);
    if (at == m->n_vectors) return;
    float raw[NN_MAX_WIDTH], y[NN_MAX_WIDTH + KERNEL_PANEL];
    size_t row = m->vector_row[at], dim = m->vector_dim;
    if (m->vector16) kernel_widen(m->vector16 + row * dim, dim, raw);
    else
        for (size_t i = 0; i < dim; i++) raw[i] = m->vector_scale[row] * (float)m->vector8[row * dim + i];
    if (!e->project.n_out) {
        memcpy(out, raw, e->width * sizeof *out);
        return;
    }
    const float *rows = raw;
    kernel_mul(&e->project, &rows, 1, y);
    memcpy(out, y, e->width * sizeof *out);
}

/* The inputs of the mixing layer. */
static void inputs(NnWork *w, const Encoder *e, const NnToken *t, float *out)
{
    float row[NN_MAX_WIDTH];
    for (uint32_t a = 0; a < e->n_attrs; a++, out += e->width) {
        uint32_t at[4];
        hash_rows(attr_id(w->m, e->attr[a], *t, &w->text, &w->text_cap), e->seed[a], at);
        memset(out, 0, e->width * sizeof *out);
        for (int i = 0; i < 4; i++) {
            kernel_widen(e->table[a] + (size_t)(at[i] % e->rows[a]) * e->width, e->width, row);
            kernel_add(out, row, e->width);
        }
    }
    if (e->vectors) static_vector(w, e, t, out);
}

/* Embeds types [from, c->n), whose inputs are in w->in. */
static void embed_new(NnWork *w, const Encoder *e, Cache *c, uint32_t from)
{
    size_t n = c->n - from, step = e->width + e->first.n_out;
    float *row = c->rows + from * step;
    nn_grow((void **)&w->rows, &w->rows_cap, n, sizeof *w->rows);
    for (size_t i = 0; i < n; i++) w->rows[i] = w->in.p + i * e->mix.n_in;
    float *y = floats(&w->y, n * e->mix.ld);
    kernel_mul(&e->mix, w->rows, n, y);
    for (size_t i = 0; i < n; i++) {
        kernel_maxout_norm(y + i * e->mix.ld, e->width, e->mix_pieces, e->mix_ln, NULL, row + i * step);
        w->rows[i] = row + i * step;
    }
    y = floats(&w->y, n * e->first.ld);
    kernel_mul(&e->first, w->rows, n, y);
    for (size_t i = 0; i < n; i++)
        memcpy(row + i * step + e->width, y + i * e->first.ld, e->first.n_out * sizeof *y);
}

void embed_batch(NnWork *w, uint32_t encoder)
{
    const Encoder *e = &w->m->enc[encoder];
    Cache *c = &w->cache[encoder];
    bool spaces = false;
    for (uint32_t a = 0; a < e->n_attrs; a++) spaces |= e->attr[a] == ATTR_SPACY;
    if (!c->slots) cache_open(c, e);
    if (c->n + w->n > CACHE_TYPES) {
        memset(c->slots, 0, CACHE_SLOTS * sizeof *c->slots);
        c->n = 0;
    }
    nn_grow((void **)&w->type, &w->type_cap, w->n, sizeof *w->type);
    uint32_t from = c->n;
    for (size_t i = 0; i < w->n; i++) {
        const NnToken *t = w->toks[i];
        uint64_t key = hash_string(t->s, t->n);
        if (spaces && t->space) key = ~key;
        uint32_t at = (uint32_t)(key >> 20) % CACHE_SLOTS;
        while (c->slots[at] && c->key[c->slots[at] - 1] != key) at = (at + 1) % CACHE_SLOTS;
        if (!c->slots[at]) {
            inputs(w, e, t, floats(&w->in, (c->n - from + 1) * e->mix.n_in) + (c->n - from) * e->mix.n_in);
            c->key[c->n] = key;
            c->blank[c->n] = attr_is_space(t->s, t->n);
            c->slots[at] = ++c->n;
        }
        w->type[i] = c->slots[at] - 1;
    }
    if (c->n > from) embed_new(w, e, c, from);
}
