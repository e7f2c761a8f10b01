/* words.h: the words of the language's treebank, and the sentences ("trees") they stand in.
 *
 * Requires segment. A second layer beside its tokens, which the rules match: a word lies in a token or covers
 * some ("do" + "n't", "thám tử"), and points at them. Cutting is by the pack's [token...] sections
 * (lex/tokens.h); a model of the language that segments (model.h: NN_SEGMENT) joins syllables into words and
 * says where sentences begin, else each piece is a word and the sentences are those of segment. A paragraph's
 * end ends a sentence in any case.
 */
#ifndef CHANCERY_STAGE_WORDS_H
#define CHANCERY_STAGE_WORDS_H

#include "lex/lexicon.h"

int words_run(Doc *doc, const Lexicon *lex, Err *err);

#endif
