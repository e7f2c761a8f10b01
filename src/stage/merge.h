/* merge.h: claims of one document -> facts, one per happening, figure or promise. Requires extract. */
#ifndef CHANCERY_STAGE_MERGE_H
#define CHANCERY_STAGE_MERGE_H

#include "lex/lexicon.h"

int merge_run(Doc *doc, const Lexicon *lex, Err *err);

#endif
