/* words_parts.h: between words.c (sentences, links to tokens), words_cut.c (bytes to words) and words_reach.c
 * (which sentences matter). */
#ifndef CHANCERY_STAGE_WORDS_PARTS_H
#define CHANCERY_STAGE_WORDS_PARTS_H

#include "lex/tokens.h"

typedef struct WordList {
    Word *items; /* in the document's arena */
    size_t n, cap;
} WordList;

/* Appends the words of bytes [from, to) of the clean text, one paragraph. Every byte that is no white space
 * (nor a control character) lies in exactly one of them. */
void words_cut(const Doc *doc, const TokenRules *rules, uint32_t from, uint32_t to, WordList *out);

/* For each token: does its sentence matter for facts? [n_toks], in the document's arena. */
uint8_t *words_reach(const Doc *doc);

bool words_is_gap(int32_t c); /* white space, control characters */

#endif
