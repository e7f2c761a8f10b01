/* mention.h: tokens -> mentions. Parties, people with posts, bodies, places, dates, amounts, quantities,
 * agreements.
 *
 * Requires segment. Every mention stands alone here: dates are not yet read against the document, short names
 * and "the two countries" not yet resolved (see resolve.h).
 */
#ifndef CHANCERY_STAGE_MENTION_H
#define CHANCERY_STAGE_MENTION_H

#include "lex/lexicon.h"

int mention_run(Doc *doc, const Lexicon *lex, Err *err);

#endif
