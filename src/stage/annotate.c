/* annotate.c: see annotate.h. All sentences of a document are one batch. */
#include "stage/annotate.h"

#include "base/text.h"
#include "nn/works.h"

#include <string.h>

enum { LEMMA_MAX = 256 };

/* The word as the model knows it: one space inside where the text has any white space. */
static NnToken form(const Doc *doc, uint32_t i)
{
    const Word *w = &doc->words[i];
    const char *s = doc->text + w->span.start;
    size_t n = w->span.end - w->span.start;
    bool space = i + 1 >= doc->n_words || doc->words[i + 1].flags & WORD_SPACE;
    bool odd = false;
    for (size_t k = 0, at = 0; at < n; k = at) {
        int32_t c = text_next(s, n, &at);
        odd =
            odd || (c != ' ' && (text_is_space(c) || c < 0x20)) || (c == ' ' && k + 1 < n && s[k + 1] == ' ');
    }
    if (!odd) return (NnToken){s, (uint32_t)n, space};
    char *copy = arena_alloc(doc->arena, n);
    size_t len = 0;
    for (size_t k = 0, at = 0; at < n; k = at) {
        int32_t c = text_next(s, n, &at);
        if (text_is_space(c) || c < 0x20) {
            if (len && copy[len - 1] != ' ') copy[len++] = ' ';
        } else {
            memcpy(copy + len, s + k, at - k);
            len += at - k;
        }
    }
    return (NnToken){copy, (uint32_t)len, space};
}

static void take(const Doc *doc, NnWork *work, const NnWord *in, uint32_t n, uint32_t first, unsigned what)
{
    for (uint32_t i = 0; i < n; i++) {
        Word *w = &doc->words[first + i];
        w->head = first + in[i].head;
        w->tag = in[i].tag;
        w->dep = in[i].dep;
        w->ent = in[i].ent;
        w->iob = in[i].iob;
        if (!(what & NN_TAG) || in[i].tag == NN_NONE) continue;
        char lemma[LEMMA_MAX];
        size_t len = nn_lemma(doc->model, work, in[i].text, in[i].tag, lemma, sizeof lemma);
        w->lemma = arena_strndup(doc->arena, lemma, len);
    }
}

int annotate_run(Doc *doc, unsigned what, Err *err)
{
    (void)err;
    what &= doc->model ? model_has(doc->model) : 0;
    if (!what || !doc->n_trees) return 0;
    NnWord *words = ARENA_ARRAY(doc->arena, NnWord, doc->n_words);
    uint32_t *start = ARENA_ARRAY(doc->arena, uint32_t, doc->n_trees);
    uint32_t *tree = ARENA_ARRAY(doc->arena, uint32_t, doc->n_trees);
    uint32_t n = 0, n_trees = 0;
    for (uint32_t t = 0; t < doc->n_trees; t++) {
        if (!doc_tree_matters(doc, &doc->trees[t])) continue;
        tree[n_trees] = t;
        start[n_trees++] = n;
        for (uint32_t w = doc->trees[t].word; w < doc->trees[t].word_end; w++) words[n++].text = form(doc, w);
    }
    if (!n) return 0;
    if (what & NN_PARSE) {
        doc->n_deps = model_n_deps(doc->model);
        doc->deps = ARENA_ARRAY(doc->arena, const char *, doc->n_deps + 1);
        for (uint32_t i = 0; i < doc->n_deps; i++) doc->deps[i] = model_dep(doc->model, i);
    }
    NnWorks *own = doc->works ? NULL : nn_works_new();
    NnWork *work = nn_works_get(own ? own : doc->works, doc->model);
    nn_annotate(doc->model, work, words, n, start, n_trees, what);
    for (uint32_t t = 0; t < n_trees; t++) {
        const Tree *in = &doc->trees[tree[t]];
        for (uint32_t i = start[t]; i < start[t] + (in->word_end - in->word); i++) words[i].head -= start[t];
        take(doc, work, words + start[t], in->word_end - in->word, in->word, what);
    }
    nn_works_free(own);
    return 0;
}
