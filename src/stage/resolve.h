/* resolve.h: mentions within the document: short names, counterparts, groups, pronouns; dates against the
 * anchor.
 *
 * Requires mention. Never looks at the clock: dates are read against the publication date, or against what
 * the document itself settles.
 */
#ifndef CHANCERY_STAGE_RESOLVE_H
#define CHANCERY_STAGE_RESOLVE_H

#include "lex/lexicon.h"

int resolve_run(Doc *doc, const Lexicon *lex, Err *err);

#endif
