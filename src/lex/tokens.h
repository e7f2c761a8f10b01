/* tokens.h: how a language cuts its text into the words of its treebank: the [token...] sections of a pack,
 * compiled when the pack is loaded, read-only from then on. lang/README.md documents the sections.
 *
 * Words are compared folded (text_fold): case, NFC and the kinds of apostrophe do not matter.
 */
#ifndef CHANCERY_LEX_TOKENS_H
#define CHANCERY_LEX_TOKENS_H

#include "lex/lexicon.h"

typedef enum TokenList {
    TOKENS_KEEP,                /* one token and one word, whatever the rules say */
    TOKENS_ABBREVIATION,        /* keeps its full stop */
    TOKENS_ABBREVIATION_NUMBER, /* keeps it before a number: No. 5 */
    TOKENS_NOT_INITIAL,         /* a letter that is a word: no initial of a name */
    TOKENS_NOT_HOST,            /* a word that may stand behind a stop without a space: end.so */
    TOKENS_UNIT,                /* a token of its own behind digits: 35mm, 5pm */
    TOKENS_CURRENCY,            /* a token of its own before digits: Rp5 */
    TOKENS_PREFIX,              /* holds on to what follows its hyphen: e-mail */
    TOKENS_EMOTICON,
    TOKEN_LISTS
} TokenList;

/* [token-rules]: what stands between two parts, and whether it makes them one token. */
typedef enum TokenRule {
    TOKENS_HYPHEN,        /* well-known */
    TOKENS_NUMBER_HYPHEN, /* 5-10 */
    TOKENS_NUMBER_SLASH,  /* 11/28 */
    TOKENS_APOSTROPHE,    /* o'clock */
    TOKENS_STOP,          /* Dr. */
    TOKENS_AMPERSAND,     /* A&E */
    TOKENS_SIGN,          /* +44 */
    TOKENS_HASH,          /* #tag */
    TOKENS_MARKS,         /* a run of stops, ?!!, is one token */
    TOKEN_RULES
} TokenRule;

enum { TOKEN_CUTS = 6 };

bool tokens_in(const TokenRules *rules, TokenList list, const char *folded, size_t n);
/* Does the rule say `keep` (else `split`)? */
bool tokens_keep(const TokenRules *rules, TokenRule rule);
/* Longest emoticon that s begins with, in bytes; 0: none. Emoticons are compared byte by byte. */
size_t tokens_emoticon(const TokenRules *rules, const char *s, size_t n);
/* The words of one token: where the second, third ... begin in `folded`, ascending; returns how many. */
size_t tokens_cut(const TokenRules *rules, const char *folded, size_t n, size_t cuts[TOKEN_CUTS]);

/* For the loader: makes lang's rules of its entries; sections that begin so are not in the trie. */
bool tokens_section(const char *section);
int tokens_build(TokenRules **out, const Lang *lang, Arena *a, Err *err);
void tokens_free(TokenRules *rules);

#endif
