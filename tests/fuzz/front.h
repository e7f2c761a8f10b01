/* front.h: what the fuzz targets of the first stages share: a lexicon from lang/, and the way of one input
 * from bytes to tokens.
 *
 * Checks what must hold of any input: the map to the source is true and in order, paragraphs and tokens lie
 * inside the text, follow each other and are valid UTF-8; so do words, which leave out nothing but white
 * space and lie in the tokens they point at; trees hold all words.
 */
#ifndef CHANCERY_TESTS_FUZZ_FRONT_H
#define CHANCERY_TESTS_FUZZ_FRONT_H

#include "base/text.h"
#include "lex/lexicon.h"
#include "stage/clean.h"
#include "stage/langid.h"
#include "stage/read.h"
#include "stage/segment.h"
#include "stage/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static Lexicon *front_lexicon(void)
{
    static Lexicon *lex;
    Err err;
    if (!lex && lexicon_load(&lex, LANG_DIR, NULL, &err)) {
        fprintf(stderr, "%s\n", err.msg);
        exit(1);
    }
    return lex;
}

static void must(bool holds)
{
    if (!holds) abort();
}

static void front_check(const Doc *doc)
{
    uint32_t at = 0;
    must(text_valid(doc->text, doc->text_len, NULL));
    for (uint32_t i = 0; i < doc->n_map; i++) {
        SrcMap m = doc->map[i];
        must(m.clean >= at && m.clean + m.len <= doc->text_len);
        must(m.source == UINT32_MAX || (m.source + m.len <= doc->raw_len &&
                                        memcmp(doc->text + m.clean, doc->raw + m.source, m.len) == 0));
        at = m.clean + m.len;
    }
    at = 0;
    for (uint32_t i = 0; i < doc->n_paras; i++) {
        must(doc->paras[i].span.start == at && doc->paras[i].span.end < doc->text_len);
        must(doc->text[doc->paras[i].span.end] == '\n');
        at = doc->paras[i].span.end + 1;
    }
    must(at == doc->text_len);
    uint32_t tok = 0, end = 0;
    for (uint32_t s = 0; s < doc->n_sents; s++) {
        must(doc->sents[s].tok == tok && doc->sents[s].tok_end > tok && doc->sents[s].para < doc->n_paras);
        for (; tok < doc->sents[s].tok_end; tok++) {
            Span t = doc->toks[tok].span;
            must(t.start >= end && t.end > t.start && t.end <= doc->text_len);
            must(text_valid(doc->text + t.start, t.end - t.start, NULL));
            end = t.end;
        }
    }
    must(tok == doc->n_toks);
}

static bool front_gap(const Doc *doc, size_t from, size_t to)
{
    while (from < to) {
        int32_t c = text_next(doc->text, to, &from);
        if (!text_is_space(c) && c >= 0x20 && (c < 0x7F || c >= 0xA0)) return false;
    }
    return true;
}

static void front_check_words(const Doc *doc)
{
    uint32_t end = 0, tok = 0, word = 0;
    for (uint32_t i = 0; i < doc->n_words; i++) {
        const Word *w = &doc->words[i];
        must(w->span.start >= end && w->span.end > w->span.start && w->span.end < doc->text_len);
        must(text_valid(doc->text + w->span.start, w->span.end - w->span.start, NULL));
        must(front_gap(doc, end, w->span.start));
        must(!(w->flags & WORD_PART) || w->span.start == end);
        must(w->tok >= tok && w->tok_end <= doc->n_toks && w->tok <= w->tok_end);
        for (uint32_t t = w->tok; t < w->tok_end; t++)
            must(doc->toks[t].span.start < w->span.end && doc->toks[t].span.end > w->span.start);
        end = w->span.end;
        tok = w->tok;
    }
    must(front_gap(doc, end, doc->text_len));
    for (uint32_t t = 0; t < doc->n_trees; t++) {
        const Tree *x = &doc->trees[t];
        must(x->word == word && x->word_end > word && x->para < doc->n_paras);
        must(!(doc->words[word].flags & WORD_PART));
        must(doc->words[x->word].span.start >= doc->paras[x->para].span.start);
        must(doc->words[x->word_end - 1].span.end <= doc->paras[x->para].span.end);
        word = x->word_end;
    }
    must(word == doc->n_words);
}

static inline int front_run(const char *data, size_t n)
{
    const Lexicon *lex = front_lexicon();
    Doc *doc;
    Err err;
    if (read_bytes(&doc, "input", data, n, &err)) return 0;
    if (clean_run(doc, lex, &err) == 0 && langid_run(doc, lex, &err) == 0) {
        if (!doc->lang) doc->lang = lexicon_lang(lex, 0);
        doc->parse = PARSE_ALL;
        if (segment_run(doc, lex, &err) == 0) front_check(doc);
        if (words_run(doc, lex, &err) == 0) front_check_words(doc);
    }
    doc_free(doc);
    return 0;
}

#endif
