/* words.c: see words.h. */
#include "stage/words.h"

#include "stage/words_parts.h"

/* Trees begin where segment's sentences begin. */
static void by_segment(Doc *doc, const uint32_t *para_word)
{
    size_t n = 0, cap = 0;
    uint32_t s = 0;
    for (uint32_t p = 0; p < doc->n_paras; p++) {
        uint32_t end = p + 1 < doc->n_paras ? para_word[p + 1] : doc->n_words;
        while (s < doc->n_sents && doc->sents[s].para < p) s++;
        for (uint32_t w = para_word[p]; w < end; w++) {
            bool begins = w == para_word[p];
            while (s < doc->n_sents && doc->sents[s].para == p &&
                   doc->words[w].span.start >= doc->sents[s].span.start) {
                begins = true;
                s++;
            }
            if (begins && !(doc->words[w].flags & WORD_PART))
                ARENA_PUSH(doc->arena, doc->trees, n, cap, ((Tree){w, w, p}));
            doc->trees[n - 1].word_end = w + 1;
        }
    }
    doc->n_trees = (uint32_t)n;
}

/* The tokens each word covers or lies in; both run through the text in order. */
static void link_tokens(Doc *doc)
{
    uint32_t t = 0;
    for (uint32_t i = 0; i < doc->n_words; i++) {
        Word *w = &doc->words[i];
        while (t < doc->n_toks && doc->toks[t].span.end <= w->span.start) t++;
        w->tok = w->tok_end = t;
        while (w->tok_end < doc->n_toks && doc->toks[w->tok_end].span.start < w->span.end) w->tok_end++;
    }
}

int words_run(Doc *doc, const Lexicon *lex, Err *err)
{
    (void)lex;
    (void)err;
    if (!doc->lang || !doc->text) return 0;
    WordList list = {0};
    uint32_t *para_word = ARENA_ARRAY(doc->arena, uint32_t, doc->n_paras + 1);
    for (uint32_t p = 0; p < doc->n_paras; p++) {
        para_word[p] = (uint32_t)list.n;
        words_cut(doc, lang_tokens(doc->lang), doc->paras[p].span.start, doc->paras[p].span.end, &list);
    }
    doc->words = list.items;
    doc->n_words = (uint32_t)list.n;
    for (uint32_t i = 0; i < doc->n_words; i++) {
        Word *w = &doc->words[i];
        w->head = i;
        w->tag = w->dep = w->ent = WORD_NONE;
        w->iob = 'O';
    }
    by_segment(doc, para_word);
    link_tokens(doc);
    return 0;
}
