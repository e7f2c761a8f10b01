/* model_load.c: builds a Model from the sections of a file: checks that they fit each other, and lays the
 * dense layers out for the kernel. Tables of embeddings stay in the file. */
#include "nn/model_load.h"

#include "base/text.h"

#include <string.h>

/* What the builders below share. */
typedef struct Load {
    Model *m;
    ModelFile f;
    Err *err;
} Load;

static void *aligned(Model *m, size_t floats)
{
    char *p = arena_alloc(m->arena, floats * sizeof(float) + NN_ALIGN);
    return p + (NN_ALIGN - (uintptr_t)p % NN_ALIGN) % NN_ALIGN;
}

/* ---- matrices ---- */

static Mat mat_new(Model *m, size_t n_in, size_t n_out)
{
    Mat x = {.n_in = n_in, .n_out = n_out};
    x.ld = (n_out + KERNEL_PANEL - 1) / KERNEL_PANEL * KERNEL_PANEL;
    x.w = aligned(m, x.ld * n_in);
    x.bias = aligned(m, x.ld);
    return x;
}

/* Sets the weights of one output from half floats. */
static void mat_row(const Mat *x, size_t out, const uint16_t *half, float *scratch)
{
    float *panel =
        (float *)(uintptr_t)x->w + out / KERNEL_PANEL * KERNEL_PANEL * x->n_in + out % KERNEL_PANEL;
    kernel_widen(half, x->n_in, scratch);
    for (size_t k = 0; k < x->n_in; k++) panel[k * KERNEL_PANEL] = scratch[k];
}

static void mat_bias(const Mat *x, size_t out, float bias)
{
    ((float *)(uintptr_t)x->bias)[out] = bias;
}

static float *scratch(Load *l, size_t n)
{
    return ARENA_ARRAY(l->m->arena, float, n);
}

/* [out][in] half floats and, where bias is not NULL, [out] floats. */
static Mat mat_plain(Load *l, const FileSection *w, const FileSection *bias)
{
    Mat x = mat_new(l->m, w->dim[1], w->dim[0]);
    const uint16_t *half = model_file_at(&l->f, w);
    const float *b = bias ? model_file_at(&l->f, bias) : NULL;
    float *row = scratch(l, x.n_in);
    for (size_t i = 0; i < x.n_out; i++) {
        mat_row(&x, i, half + i * x.n_in, row);
        if (b) mat_bias(&x, i, b[i]);
    }
    return x;
}

/* [out][pieces][in] half floats and [out][pieces] floats, turned to [pieces][out]. */
static Mat mat_maxout(Load *l, const FileSection *w, const FileSection *bias)
{
    size_t out = w->dim[0], pieces = w->dim[1];
    Mat x = mat_new(l->m, w->dim[2], out * pieces);
    const uint16_t *half = model_file_at(&l->f, w);
    const float *b = model_file_at(&l->f, bias);
    float *row = scratch(l, x.n_in);
    for (size_t o = 0; o < out; o++) {
        for (size_t p = 0; p < pieces; p++) {
            mat_row(&x, p * out + o, half + (o * pieces + p) * x.n_in, row);
            mat_bias(&x, p * out + o, b[o * pieces + p]);
        }
    }
    return x;
}

/* The layer's weights [out][pieces][(2 window + 1) width] as a matrix from one word to its part in each of
 * the windows it stands in: [2 window + 1][pieces][out]. */
static Mat mat_windows(Load *l, const FileSection *w, size_t width)
{
    size_t out = w->dim[0], pieces = w->dim[1], places = w->dim[2] / width;
    Mat x = mat_new(l->m, width, places * pieces * out);
    const uint16_t *half = model_file_at(&l->f, w);
    float *row = scratch(l, width);
    for (size_t place = 0; place < places; place++)
        for (size_t o = 0; o < out; o++)
            for (size_t p = 0; p < pieces; p++)
                mat_row(&x, (place * pieces + p) * out + o,
                        half + ((o * pieces + p) * places + place) * width, row);
    return x;
}

/* ---- sections that must be there, with a shape ---- */

#define NEED(var, kind, owner, part, type, n_dims)                                                           \
    const FileSection *var = model_file_need(&l->f, kind, owner, part, type, n_dims, l->err);                \
    if (!var) return l->err->code
#define MUST(holds, section, ...)                                                                            \
    if (!(holds)) return model_file_fault(section, l->err, __VA_ARGS__)

static int load_vectors(Load *l)
{
    Model *m = l->m;
    if (!model_file_find(&l->f, FK_VECTOR, 0, 0)) return 0;
    NEED(key, FK_VECTOR_KEY, 0, 0, FT_U64, 1);
    NEED(row, FK_VECTOR_ROW, 0, 0, FT_U32, 1);
    NEED(attr, FK_VECTOR_ATTR, 0, 0, FT_U32, 1);
    const FileSection *data = model_file_find(&l->f, FK_VECTOR, 0, 0);
    MUST((data->type == FT_I8 || data->type == FT_F16) && data->dim[2] == 1 && data->dim[3] == 1, data,
         "vectors must be i8 or f16 [rows][dim]");
    MUST(data->dim[1] <= NN_MAX_WIDTH, data, "vectors of more than %d numbers", NN_MAX_WIDTH);
    MUST(row->dim[0] == key->dim[0], row, "as many rows as keys are needed");
    if (model_file_rising(&l->f, key, l->err)) return l->err->code;
    m->vector_key = model_file_at(&l->f, key);
    m->vector_row = model_file_at(&l->f, row);
    m->n_vectors = key->dim[0];
    m->vector_rows = data->dim[0];
    m->vector_dim = data->dim[1];
    for (size_t i = 0; i < m->n_vectors; i++)
        MUST(m->vector_row[i] < m->vector_rows, row, "number %zu: there is no such row", i);
    uint32_t by = *(const uint32_t *)model_file_at(&l->f, attr);
    MUST(attr->dim[0] == 1 && by >= ATTR_ORTH && by < ATTR_SPACY, attr, "no attribute to look vectors up by");
    m->vector_attr = (NnAttr)by;
    if (data->type == FT_F16) {
        m->vector16 = model_file_at(&l->f, data);
        return 0;
    }
    NEED(scale, FK_VECTOR_SCALE, 0, 0, FT_F32, 1);
    MUST(scale->dim[0] == m->vector_rows, scale, "one scale for each row is needed");
    m->vector8 = model_file_at(&l->f, data);
    m->vector_scale = model_file_at(&l->f, scale);
    return 0;
}

static int load_strings(Load *l)
{
    Model *m = l->m;
    NEED(manifest, FK_MANIFEST, 0, 0, FT_BYTES, 1);
    NEED(hash, FK_SYMBOL_HASH, 0, 0, FT_U64, 1);
    NEED(id, FK_SYMBOL_ID, 0, 0, FT_U32, 1);
    MUST(hash->dim[0] == id->dim[0], id, "as many numbers as symbols are needed");
    if (model_file_rising(&l->f, hash, l->err)) return l->err->code;
    m->manifest = model_file_at(&l->f, manifest);
    m->manifest_len = (size_t)manifest->size;
    m->symbol_hash = model_file_at(&l->f, hash);
    m->symbol_id = model_file_at(&l->f, id);
    m->n_symbols = hash->dim[0];
    if (!model_file_find(&l->f, FK_NORM_KEY, 0, 0)) return 0;
    NEED(key, FK_NORM_KEY, 0, 0, FT_U64, 1);
    NEED(norm, FK_NORM_ID, 0, 0, FT_U64, 1);
    MUST(key->dim[0] == norm->dim[0], norm, "as many norms as keys are needed");
    if (model_file_rising(&l->f, key, l->err)) return l->err->code;
    m->norm_key = model_file_at(&l->f, key);
    m->norm_id = model_file_at(&l->f, norm);
    m->n_norms = key->dim[0];
    return 0;
}

/* ---- encoders ---- */

/* A maxout layer with layer norm: sections kind, kind + 1, kind + 2. */
static int load_maxout(Load *l, unsigned kind, unsigned owner, unsigned part, uint32_t width, uint32_t inputs,
                       const FileSection **w, const FileSection **b, const float **ln)
{
    NEED(weights, (FileKind)kind, owner, part, FT_F16, 3);
    NEED(bias, (FileKind)(kind + 1), owner, part, FT_F32, 2);
    NEED(norm, (FileKind)(kind + 2), owner, part, FT_F32, 2);
    MUST(weights->dim[0] == width && weights->dim[1] <= NN_MAX_PIECES && weights->dim[2] == inputs, weights,
         "must be [%u][1 to %d][%u]", width, NN_MAX_PIECES, inputs);
    MUST(bias->dim[0] == width && bias->dim[1] == weights->dim[1], bias, "must be [%u][%u]", width,
         weights->dim[1]);
    MUST(norm->dim[0] == 2 && norm->dim[1] == width, norm, "must be [2][%u]", width);
    *w = weights;
    *b = bias;
    *ln = model_file_at(&l->f, norm);
    return 0;
}

/* Padding far from words goes one way through the layers: each sees only itself all around. */
static void idle_rows(Model *m, Encoder *e)
{
    for (uint32_t layer = 0; layer + 1 < e->depth; layer++) {
        const Mat *conv = &e->conv[layer];
        float *x = arena_alloc(m->arena, (2 * e->window + 1) * e->width * sizeof(float));
        float *y = aligned(m, conv->ld), *out = ARENA_ARRAY(m->arena, float, e->width);
        const float *rows = x;
        for (uint32_t i = 0; i < 2 * e->window + 1; i++)
            memcpy(x + i * e->width, e->idle[layer], e->width * sizeof *x);
        if (layer == 0) /* its input is all zeros */
            memcpy(y, conv->bias, conv->n_out * sizeof *y);
        else kernel_mul(conv, &rows, 1, y);
        kernel_maxout_norm(y, e->width, e->pieces, e->ln[layer], e->idle[layer], out);
        e->idle[layer + 1] = out;
    }
}

static int load_encoder(Load *l, unsigned owner)
{
    Model *m = l->m;
    Encoder *e = &m->enc[owner];
    NEED(attrs, FK_ENC_ATTRS, owner, 0, FT_U32, 2);
    NEED(shape, FK_ENC_SHAPE, owner, 0, FT_U32, 1);
    MUST(attrs->dim[0] <= NN_MAX_ATTRS && attrs->dim[1] == 2, attrs, "1 to %d attributes are possible",
         NN_MAX_ATTRS);
    MUST(shape->dim[0] == 4, shape, "must be [4]");
    const uint32_t *s = model_file_at(&l->f, shape), *a = model_file_at(&l->f, attrs);
    MUST(s[0] >= 1 && s[0] <= NN_MAX_WINDOW && s[1] >= 1 && s[1] <= NN_MAX_DEPTH && s[2] <= 1, shape,
         "window %u, depth %u are out of range", s[0], s[1]);
    e->window = s[0];
    e->depth = s[1];
    e->vectors = s[2];
    e->n_attrs = attrs->dim[0];
    for (unsigned i = 0; i < e->n_attrs; i++) {
        NEED(table, FK_ENC_TABLE, owner, i, FT_F16, 2);
        MUST(a[2 * i] >= ATTR_ORTH && a[2 * i] < ATTR_END, attrs, "unknown attribute %u", a[2 * i]);
        MUST(table->dim[1] <= NN_MAX_WIDTH && (i == 0 || table->dim[1] == e->width), table,
             "tables must be equally wide, %d at most", NN_MAX_WIDTH);
        e->attr[i] = (NnAttr)a[2 * i];
        e->seed[i] = a[2 * i + 1];
        e->table[i] = model_file_at(&l->f, table);
        e->rows[i] = table->dim[0];
        e->width = table->dim[1];
    }
    if (e->vectors) {
        MUST(m->n_vectors, shape, "needs vectors, the file has none");
        const FileSection *project = model_file_find(&l->f, FK_ENC_VECTOR, owner, 0);
        if (project) {
            NEED(w, FK_ENC_VECTOR, owner, 0, FT_F16, 2);
            MUST(w->dim[0] == e->width && w->dim[1] == m->vector_dim, w, "must be [%u][%u]", e->width,
                 m->vector_dim);
            e->project = mat_plain(l, w, NULL);
        } else {
            MUST(m->vector_dim == e->width, shape, "vectors of %u numbers need a projection to %u",
                 m->vector_dim, e->width);
        }
    }
    const FileSection *w, *b;
    uint32_t inputs = e->width * (e->n_attrs + e->vectors), window = e->width * (2 * e->window + 1);
    if (load_maxout(l, FK_ENC_MIX, owner, 0, e->width, inputs, &w, &b, &e->mix_ln)) return l->err->code;
    e->mix = mat_maxout(l, w, b);
    e->mix_pieces = w->dim[1];
    for (unsigned i = 0; i < e->depth; i++) {
        if (load_maxout(l, FK_ENC_CONV, owner, i, e->width, window, &w, &b, &e->ln[i])) return l->err->code;
        MUST(i == 0 || w->dim[1] == e->pieces, w, "all layers must have %u pieces", e->pieces);
        e->pieces = w->dim[1];
        if (i == 0) e->first = mat_windows(l, w, e->width);
        e->conv[i] = mat_maxout(l, w, b);
    }
    e->idle[0] = ARENA_ARRAY(m->arena, float, e->width);
    idle_rows(m, e);
    return 0;
}

/* ---- heads ---- */

static int load_tagger(Load *l, TagHead *h, unsigned owner)
{
    Model *m = l->m;
    if (!model_file_find(&l->f, FK_TAG_W, owner, 0)) return 0;
    NEED(w, FK_TAG_W, owner, 0, FT_F16, 2);
    NEED(b, FK_TAG_B, owner, 0, FT_F32, 1);
    NEED(labels, FK_TAG_LABELS, owner, 0, FT_BYTES, 1);
    NEED(enc, FK_TAG_ENC, owner, 0, FT_U32, 1);
    h->encoder = *(const uint32_t *)model_file_at(&l->f, enc);
    MUST(h->encoder < m->n_enc, enc, "there is no encoder %u", h->encoder);
    if (model_file_labels(&l->f, labels, &h->labels, m->arena, l->err)) return l->err->code;
    MUST(w->dim[0] == h->labels.n && w->dim[1] == m->enc[h->encoder].width, w, "must be [%u][%u]",
         h->labels.n, m->enc[h->encoder].width);
    MUST(b->dim[0] == h->labels.n, b, "must be [%u]", h->labels.n);
    for (uint32_t i = 0; owner == HEAD_SEGMENT && i < h->labels.n; i++) {
        const char *s = h->labels.name[i];
        MUST(s[0] && !s[1] && strchr("SBI", s[0]), labels,
             "the segmenter's labels are S, B and I, not \"%s\"", s);
    }
    h->out = mat_plain(l, w, b);
    h->there = true;
    return 0;
}

/* "Case=Nom|POS=PRON" is UPOS PRON and features Case=Nom; a label without POS= is an UPOS. */
static void split_tags(Model *m)
{
    const Labels *tags = &m->tag.labels;
    m->upos = ARENA_ARRAY(m->arena, const char *, tags->n);
    m->feats = ARENA_ARRAY(m->arena, const char *, tags->n);
    for (uint32_t i = 0; i < tags->n; i++) {
        const char *label = tags->name[i];
        char *feats = arena_alloc(m->arena, strlen(label) + 2), *end = feats;
        for (const char *p = label; *p;) {
            size_t n = strcspn(p, "|");
            if (n > 4 && memcmp(p, "POS=", 4) == 0) {
                m->upos[i] = arena_strndup(m->arena, p + 4, n - 4);
            } else {
                if (end > feats) *end++ = '|';
                memcpy(end, p, n);
                end += n;
            }
            p += n + (p[n] == '|');
        }
        if (m->upos[i]) {
            m->feats[i] = end > feats ? feats : "_";
        } else {
            m->upos[i] = *label ? label : "_";
            m->feats[i] = "_";
        }
    }
}

static uint32_t label_number(const Labels *labels, const char *s, size_t n)
{
    for (uint32_t i = 0; i < labels->n; i++)
        if (strlen(labels->name[i]) == n && memcmp(labels->name[i], s, n) == 0) return i;
    return UINT32_MAX;
}

static int load_decorations(Load *l, TransHead *h, const FileSection *section)
{
    h->plain = ARENA_ARRAY(l->m->arena, uint32_t, h->labels.n);
    h->head_of = ARENA_ARRAY(l->m->arena, uint32_t, h->labels.n);
    for (uint32_t i = 0; i < h->labels.n; i++) {
        const char *label = h->labels.name[i], *bar = strstr(label, "||");
        h->plain[i] = i;
        h->head_of[i] = UINT32_MAX;
        if (!bar) continue;
        h->plain[i] = label_number(&h->labels, label, (size_t)(bar - label));
        h->head_of[i] = label_number(&h->labels, bar + 2, strlen(bar + 2));
        MUST(h->plain[i] != UINT32_MAX && h->head_of[i] != UINT32_MAX, section,
             "label %s: its two halves are not labels", label);
    }
    return 0;
}

static int load_moves(Load *l, TransHead *h, unsigned owner, uint32_t end)
{
    NEED(moves, FK_TR_MOVES, owner, 0, FT_U32, 2);
    MUST(moves->dim[0] == h->n_moves && moves->dim[1] == 2, moves, "must be [%u][2]", h->n_moves);
    h->moves = model_file_at(&l->f, moves);
    for (uint32_t i = 0; i < h->n_moves; i++)
        MUST(h->moves[2 * i] < end && h->moves[2 * i + 1] < h->labels.n, moves,
             "move %u: no such move or label", i);
    h->runs = ARENA_ARRAY(l->m->arena, MoveRun, h->n_moves);
    for (uint32_t i = 0; i < h->n_moves; i++) {
        if (h->n_runs && h->runs[h->n_runs - 1].kind == h->moves[2 * i]) h->runs[h->n_runs - 1].end++;
        else h->runs[h->n_runs++] = (MoveRun){h->moves[2 * i], i, i + 1};
    }
    return 0;
}

static int load_trans(Load *l, TransHead *h, unsigned owner, uint32_t features)
{
    Model *m = l->m;
    if (!model_file_find(&l->f, FK_TR_UP, owner, 0)) return 0;
    NEED(enc, FK_TR_ENC, owner, 0, FT_U32, 1);
    NEED(in, FK_TR_IN, owner, 0, FT_F16, 2);
    NEED(in_b, FK_TR_IN_B, owner, 0, FT_F32, 1);
    NEED(low, FK_TR_LOW, owner, 0, FT_F16, 4);
    NEED(low_b, FK_TR_LOW_B, owner, 0, FT_F32, 2);
    NEED(pad, FK_TR_PAD, owner, 0, FT_F32, 3);
    NEED(up, FK_TR_UP, owner, 0, FT_F16, 2);
    NEED(up_b, FK_TR_UP_B, owner, 0, FT_F32, 1);
    NEED(labels, FK_TR_LABELS, owner, 0, FT_BYTES, 1);
    const uint32_t *conf = model_file_at(&l->f, enc);
    MUST(enc->dim[0] == 2 && conf[0] < m->n_enc && conf[1] <= 1, enc, "must name an encoder and 0 or 1");
    h->encoder = conf[0];
    h->sees_sentences = conf[1];
    uint32_t width = m->enc[h->encoder].width, inner = in->dim[0];
    h->features = features;
    h->hidden = low->dim[1];
    h->pieces = low->dim[2];
    h->n_moves = up->dim[0];
    MUST(inner <= NN_MAX_WIDTH && in->dim[1] == width, in, "must be [1 to %d][%u]", NN_MAX_WIDTH, width);
    MUST(in_b->dim[0] == inner, in_b, "must be [%u]", inner);
    MUST(low->dim[0] == features && h->hidden <= NN_MAX_WIDTH && h->pieces <= NN_MAX_PIECES &&
             low->dim[3] == inner,
         low, "must be [%u][1 to %d][1 to %d][%u]", features, NN_MAX_WIDTH, NN_MAX_PIECES, inner);
    MUST(low_b->dim[0] == h->hidden && low_b->dim[1] == h->pieces, low_b, "must be [%u][%u]", h->hidden,
         h->pieces);
    MUST(pad->dim[0] == features && pad->dim[1] == h->hidden && pad->dim[2] == h->pieces, pad,
         "must be [%u][%u][%u]", features, h->hidden, h->pieces);
    MUST(up->dim[1] == h->hidden && h->n_moves < NN_NONE, up, "must be [moves][%u]", h->hidden);
    MUST(up_b->dim[0] == h->n_moves, up_b, "must be [%u]", h->n_moves);
    h->in = mat_plain(l, in, in_b);
    h->up = mat_plain(l, up, up_b);

    /* [features][hidden][pieces] turned to [features][pieces][hidden], so that pieces compare as vectors */
    size_t each = (size_t)h->hidden * h->pieces;
    h->low = mat_new(m, inner, features * each);
    float *to_pad = aligned(m, features * each), *to_b = aligned(m, each), *row = scratch(l, inner);
    const uint16_t *half = model_file_at(&l->f, low);
    const float *from_pad = model_file_at(&l->f, pad), *from_b = model_file_at(&l->f, low_b);
    for (size_t f = 0; f < features; f++) {
        for (size_t o = 0; o < h->hidden; o++) {
            for (size_t p = 0; p < h->pieces; p++) {
                size_t from = f * each + o * h->pieces + p, to = f * each + p * h->hidden + o;
                mat_row(&h->low, to, half + from * inner, row);
                to_pad[to] = from_pad[from];
                if (f == 0) to_b[to] = from_b[from];
            }
        }
    }
    h->pad = to_pad;
    h->low_b = to_b;
    if (model_file_labels(&l->f, labels, &h->labels, m->arena, l->err) ||
        load_moves(l, h, owner, owner == HEAD_PARSE ? MP_END : MN_END) || load_decorations(l, h, labels))
        return l->err->code;
    h->there = true;
    return 0;
}

static int load_lemmas(Load *l)
{
    Model *m = l->m;
    Lemmas *x = &m->lemmas;
    if (!model_file_find(&l->f, FK_LEMMA_KEY, 0, 0) || !m->tag.there) return 0;
    NEED(upos, FK_LEMMA_UPOS, 0, 0, FT_BYTES, 1);
    NEED(edit, FK_LEMMA_EDIT, 0, 0, FT_BYTES, 1);
    NEED(edit_at, FK_LEMMA_EDIT_AT, 0, 0, FT_U32, 1);
    NEED(key, FK_LEMMA_KEY, 0, 0, FT_U64, 1);
    NEED(value, FK_LEMMA_VALUE, 0, 0, FT_U32, 1);
    NEED(affix, FK_LEMMA_AFFIX, 0, 0, FT_U32, 2);
    Labels names;
    if (model_file_labels(&l->f, upos, &names, m->arena, l->err) || model_file_rising(&l->f, key, l->err))
        return l->err->code;
    *x = (Lemmas){.edits = model_file_at(&l->f, edit),
                  .edits_len = edit->dim[0],
                  .edit_at = model_file_at(&l->f, edit_at),
                  .n_edits = edit_at->dim[0],
                  .key = model_file_at(&l->f, key),
                  .n_keys = key->dim[0],
                  .value = model_file_at(&l->f, value),
                  .affix = model_file_at(&l->f, affix),
                  .n_affix = affix->dim[0]};
    MUST(value->dim[0] == x->n_keys, value, "as many edits as keys are needed");
    MUST(affix->dim[1] == 2, affix, "must be [n][2]");
    for (uint32_t i = 0; i < x->n_keys; i++)
        MUST(x->value[i] < x->n_edits, value, "number %u: there is no such edit", i);
    /* An edit: three bytes, then two strings with their NULs; lemma.h. */
    for (uint32_t i = 0; i < x->n_edits; i++) {
        uint32_t at = x->edit_at[i];
        const char *first = at < x->edits_len && x->edits_len - at > 3
                                ? memchr(x->edits + at + 3, 0, x->edits_len - at - 3)
                                : NULL;
        const char *end = first ? memchr(first + 1, 0, (size_t)(x->edits + x->edits_len - first - 1)) : NULL;
        MUST(end && text_valid(x->edits + at + 3, (size_t)(end - x->edits - at - 3), NULL), edit_at,
             "edit %u is damaged", i);
    }
    x->upos_of = ARENA_ARRAY(m->arena, uint32_t, m->tag.labels.n);
    for (uint32_t i = 0; i < m->tag.labels.n; i++)
        x->upos_of[i] = label_number(&names, m->upos[i], strlen(m->upos[i]));
    m->has |= NN_LEMMA;
    return 0;
}

int model_load(Model *m, const ModelFile *f, Err *err)
{
    Load load = {m, *f, err}, *l = &load;
    if (load_strings(l) || load_vectors(l)) return l->err->code;
    while (m->n_enc < NN_MAX_ENCODERS && model_file_find(&l->f, FK_ENC_ATTRS, m->n_enc, 0)) {
        if (load_encoder(l, m->n_enc)) return l->err->code;
        m->n_enc++;
    }
    if (load_tagger(l, &m->segment, HEAD_SEGMENT) || load_tagger(l, &m->tag, HEAD_TAG) ||
        load_trans(l, &m->parse, HEAD_PARSE, PARSE_FEATURES) ||
        load_trans(l, &m->ner, HEAD_NER, NER_FEATURES))
        return l->err->code;
    if (m->tag.there) split_tags(m);
    m->has = (m->segment.there ? NN_SEGMENT : 0U) | (m->tag.there ? NN_TAG : 0U) |
             (m->parse.there ? NN_PARSE : 0U) | (m->ner.there ? NN_NER : 0U);
    return load_lemmas(l);
}
