/* segment.h: clean text -> sentences and tokens with byte offsets. Requires langid; without a pack it does
 * nothing. */
#ifndef CHANCERY_STAGE_SEGMENT_H
#define CHANCERY_STAGE_SEGMENT_H

#include "lex/lexicon.h"

int segment_run(Doc *doc, const Lexicon *lex, Err *err);

#endif
