/* words.c: see words.h. */
#include "stage/words.h"

#include "lex/rules.h"
#include "nn/works.h"
#include "stage/words_parts.h"

#include <string.h>

/* The paragraphs that are cut, and the words of each: paragraph para[i] has [start[i], start[i + 1]). */
typedef struct Paras {
    uint32_t *para, *start;
    uint32_t n;
} Paras;

/* ---- sentences ---- */

static void add_tree(Doc *doc, size_t *cap, uint32_t word, uint32_t para)
{
    size_t n = doc->n_trees;
    ARENA_PUSH(doc->arena, doc->trees, n, *cap, ((Tree){word, word, para}));
    doc->n_trees = (uint32_t)n;
}

/* Trees begin where segment's sentences begin. */
static void trees_by_segment(Doc *doc, const Paras *p)
{
    size_t cap = 0;
    uint32_t s = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        while (s < doc->n_sents && doc->sents[s].para < p->para[i]) s++;
        for (uint32_t w = p->start[i]; w < p->start[i + 1]; w++) {
            bool begins = w == p->start[i];
            while (s < doc->n_sents && doc->sents[s].para == p->para[i] &&
                   doc->words[w].span.start >= doc->sents[s].span.start) {
                begins = begins || !(doc->words[w].flags & WORD_PART);
                s++;
            }
            if (begins) add_tree(doc, &cap, w, p->para[i]);
            doc->trees[doc->n_trees - 1].word_end = w + 1;
        }
    }
}

/* ---- the model ---- */

/* Joins pieces to words and begins trees as the model's labels say: 'S' a tree, 'B' a word, 'I' none: it goes
 * on with the word before it, behind white space. */
static void join_by_labels(Doc *doc, Paras *p, const uint8_t *labels)
{
    size_t cap = 0;
    uint32_t n = 0;
    for (uint32_t i = 0; i < p->n; i++) {
        uint32_t from = p->start[i], first = n;
        p->start[i] = first;
        for (uint32_t k = from; k < p->start[i + 1]; k++) {
            Word w = doc->words[k];
            bool part = w.flags & WORD_PART;
            if (n > first && labels[k] == 'I' && w.flags & WORD_SPACE) {
                doc->words[n - 1].span.end = w.span.end;
                continue;
            }
            if (n == first || (labels[k] == 'S' && !part)) add_tree(doc, &cap, n, p->para[i]);
            doc->words[n++] = w;
            doc->trees[doc->n_trees - 1].word_end = n;
        }
    }
    doc->n_words = n;
    p->start[p->n] = n;
}

static void trees_by_model(Doc *doc, Paras *p)
{
    NnToken *toks = ARENA_ARRAY(doc->arena, NnToken, doc->n_words);
    uint8_t *labels = ARENA_ARRAY(doc->arena, uint8_t, doc->n_words);
    for (uint32_t i = 0; i < doc->n_words; i++) {
        Span s = doc->words[i].span;
        bool space = i + 1 == doc->n_words || doc->words[i + 1].flags & WORD_SPACE;
        toks[i] = (NnToken){doc->text + s.start, s.end - s.start, space};
    }
    NnWorks *own = doc->works ? NULL : nn_works_new();
    nn_segment(doc->model, nn_works_get(own ? own : doc->works, doc->model), toks, doc->n_words, p->start,
               p->n, labels);
    nn_works_free(own);
    join_by_labels(doc, p, labels);
}

/* ---- links ---- */

/* The tokens each word covers or lies in; both run through the text in order. */
static void link_tokens(Doc *doc)
{
    uint32_t t = 0;
    for (uint32_t i = 0; i < doc->n_words; i++) {
        Word *w = &doc->words[i];
        w->head = i;
        w->tag = w->dep = w->ent = WORD_NONE;
        w->iob = 'O';
        while (t < doc->n_toks && doc->toks[t].span.end <= w->span.start) t++;
        w->tok = w->tok_end = t;
        while (w->tok_end < doc->n_toks && doc->toks[w->tok_end].span.start < w->span.end) w->tok_end++;
    }
}

static bool para_matters(const Doc *doc, uint32_t para, uint32_t *sent)
{
    bool found = !doc->matters;
    while (*sent < doc->n_sents && doc->sents[*sent].para < para) (*sent)++;
    for (; *sent < doc->n_sents && doc->sents[*sent].para == para; (*sent)++)
        found = found || doc->matters[doc->sents[*sent].tok];
    return found;
}

int words_run(Doc *doc, const Lexicon *lex, Err *err)
{
    (void)lex;
    (void)err;
    if (!doc->lang || !doc->text) return 0;
    if (doc->parse == PARSE_USED && !rules_use_trees(lang_rules(doc->lang))) return 0;
    doc->model = lang_model(doc->lang);
    if (doc->parse != PARSE_ALL) doc->matters = words_reach(doc);
    WordList list = {0};
    Paras p = {ARENA_ARRAY(doc->arena, uint32_t, doc->n_paras),
               ARENA_ARRAY(doc->arena, uint32_t, doc->n_paras + 1), 0};
    uint32_t sent = 0;
    for (uint32_t i = 0; i < doc->n_paras; i++) {
        if (!para_matters(doc, i, &sent)) continue;
        uint32_t first = (uint32_t)list.n;
        words_cut(doc, lang_tokens(doc->lang), doc->paras[i].span.start, doc->paras[i].span.end, &list);
        if (list.n == first) continue;
        p.para[p.n] = i;
        p.start[p.n++] = first;
    }
    p.start[p.n] = (uint32_t)list.n;
    doc->words = list.items;
    doc->n_words = (uint32_t)list.n;
    if (!list.n) return 0;
    if (doc->model && model_has(doc->model) & NN_SEGMENT) trees_by_model(doc, &p);
    else trees_by_segment(doc, &p);
    link_tokens(doc);
    return 0;
}
