/* nn.c: takes texts through the encoders and heads of a model, batch by batch. */
#include "nn/nn.h"

#include "nn/work.h"

#include <stdlib.h>
#include <string.h>

NnWork *nn_work_new(const Model *m)
{
    NnWork *w = NULL;
    size_t none = 0;
    nn_grow((void **)&w, &none, 1, sizeof *w);
    *w = (NnWork){.m = m};
    return w;
}

void nn_work_free(NnWork *w)
{
    if (!w) return;
    for (int i = 0; i < NN_MAX_ENCODERS; i++) {
        free(w->cache[i].slots);
        free(w->cache[i].key);
        free(w->cache[i].blank);
        free(w->cache[i].rows);
    }
    void *rest[] = {w->text,    w->toks,   w->sents, w->type,  w->vec,   w->rows,
                    w->to,      w->in.p,   w->x.p,   w->y.p,   w->hid.p, w->pre.p,
                    w->score.p, w->states, w->live,  w->words, w->best,  w->starts};
    for (size_t i = 0; i < sizeof rest / sizeof *rest; i++) free(rest[i]);
    free(w);
}

/* A run over sentences; words are `stride` bytes apart, an NnToken first in each. */
typedef struct Run {
    const char *words;
    size_t stride, n;
    const uint32_t *start;
    size_t n_sents;
    size_t sent, at; /* the next batch begins at this word of this sentence */
} Run;

/* Makes the next batch, whole sentences as far as they fit; returns the number of its first word, or -1. */
static ptrdiff_t next_batch(NnWork *w, Run *r)
{
    w->n = w->n_sents = 0;
    size_t first = r->at;
    nn_grow((void **)&w->sents, &w->sents_cap, 1, sizeof *w->sents);
    w->sents[0] = 0;
    while (r->sent < r->n_sents) {
        size_t end = r->sent + 1 < r->n_sents ? r->start[r->sent + 1] : r->n;
        size_t n = end - r->at < NN_MAX_SENTENCE ? end - r->at : NN_MAX_SENTENCE;
        if (w->n && w->n + n > WORK_BATCH) break;
        if (n) {
            nn_grow((void **)&w->toks, &w->toks_cap, w->n + n, sizeof *w->toks);
            for (size_t i = 0; i < n; i++)
                w->toks[w->n + i] = (const NnToken *)(const void *)(r->words + (r->at + i) * r->stride);
            w->n += n;
            nn_grow((void **)&w->sents, &w->sents_cap, w->n_sents + 2, sizeof *w->sents);
            w->sents[++w->n_sents] = (uint32_t)w->n;
        }
        r->at += n;
        if (r->at == end) r->sent++;
    }
    return w->n ? (ptrdiff_t)first : -1;
}

void nn_segment(const Model *m, NnWork *w, const NnToken *toks, size_t n, const uint32_t *start,
                size_t n_paras, uint8_t *labels)
{
    const TagHead *h = &m->segment;
    Run r = {.words = (const char *)toks, .stride = sizeof *toks, .n = n, .start = start, .n_sents = n_paras};
    if (!h->there) return;
    for (ptrdiff_t first; (first = next_batch(w, &r)) >= 0;) {
        encode_batch(w, h->encoder);
        nn_grow((void **)&w->best, &w->best_cap, w->n, sizeof *w->best);
        tag_batch(w, h, w->best, sizeof *w->best);
        for (size_t i = 0; i < w->n; i++) labels[(size_t)first + i] = (uint8_t)h->labels.name[w->best[i]][0];
    }
}

void nn_annotate(const Model *m, NnWork *w, NnWord *words, size_t n, const uint32_t *start, size_t n_sents,
                 unsigned what)
{
    Run r = {
        .words = (const char *)words, .stride = sizeof *words, .n = n, .start = start, .n_sents = n_sents};
    for (size_t i = 0; i < n; i++) {
        words[i].head = (uint32_t)i;
        words[i].tag = words[i].dep = words[i].ent = NN_NONE;
        words[i].iob = 'O';
    }
    const TagHead *tag = m->tag.there && what & NN_TAG ? &m->tag : NULL;
    const TransHead *parse = m->parse.there && what & NN_PARSE ? &m->parse : NULL;
    const TransHead *ner = m->ner.there && what & NN_NER ? &m->ner : NULL;
    for (ptrdiff_t first; (first = next_batch(w, &r)) >= 0;) {
        NnWord *out = words + first;
        nn_grow((void **)&w->starts, &w->starts_cap, w->n, 1);
        memset(w->starts, 0, w->n);
        const TransHead *left = ner;
        for (uint32_t e = 0; e < m->n_enc; e++) {
            bool t = tag && tag->encoder == e, p = parse && parse->encoder == e;
            bool x = ner && ner->encoder == e && (!parse || parse->encoder <= e);
            if (!t && !p && !x) continue;
            encode_batch(w, e);
            if (t) tag_batch(w, tag, &out->tag, sizeof *out);
            if (p) parse_batch(w, parse, out, (uint32_t)first);
            if (x) ner_batch(w, ner, out), left = NULL;
        }
        if (left) { /* its encoder stands before the parser's, and it may need what the parser says */
            encode_batch(w, left->encoder);
            ner_batch(w, left, out);
        }
    }
}
