/* phrases.h: folded phrases of all packs, for the passes that look at bytes and have no tokens yet. Made once
 * when the packs are loaded, read-only from then on.
 */
#ifndef CHANCERY_LEX_PHRASES_H
#define CHANCERY_LEX_PHRASES_H

#include "lex/lexicon.h"

/* A section of the packs, or those of its phrases that have one key. */
typedef enum PhraseList {
    PHRASES_LINE, /* furniture: lines that begin so, hold this, end the article; signs of a caption */
    PHRASES_CONTAINS,
    PHRASES_END,
    PHRASES_CAPTION,
    PHRASES_TYPICAL, /* langid: words of the language, words of a neighbour */
    PHRASES_FOREIGN,
    PHRASES_ABBREVIATION,
    PHRASES_FUNCTION,
    PHRASES_PRONOUN,
    PHRASES_CURRENCY,
    PHRASE_LISTS
} PhraseList;

typedef struct Phrase {
    const char *text; /* [len] folded, NUL-terminated */
    size_t len;
    uint32_t words;
    uint32_t lang; /* of lexicon_lang */
    uint32_t next; /* for lexicon_phrase_next */
} Phrase;

/* All of a list, by packs; a phrase that two packs have stands twice. */
size_t lexicon_phrases(const Lexicon *lex, PhraseList list, const Phrase **out);
/* The phrase of this folded text, NULL where there is none; then the same text of the next pack, or NULL. */
const Phrase *lexicon_phrase(const Lexicon *lex, PhraseList list, const char *folded, size_t n);
const Phrase *lexicon_phrase_next(const Lexicon *lex, PhraseList list, const Phrase *p);

/* The month (1 to 12) that a pack or its locale names so, abbreviated or in full, without a dot; else 0. */
int lexicon_month(const Lexicon *lex, const char *folded, size_t n);

#endif
