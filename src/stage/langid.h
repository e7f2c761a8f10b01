/* langid.h: which pack's language is the clean text in, or none. Fills lang_code, lang_confidence, lang.
 * Requires clean. */
#ifndef CHANCERY_STAGE_LANGID_H
#define CHANCERY_STAGE_LANGID_H

#include "lex/lexicon.h"

int langid_run(Doc *doc, const Lexicon *lex, Err *err);

#endif
