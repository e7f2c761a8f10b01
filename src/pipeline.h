/* pipeline.h: the order of the passes over one document. */
#ifndef CHANCERY_PIPELINE_H
#define CHANCERY_PIPELINE_H

#include "lex/lexicon.h"

typedef enum Stage {
    STAGE_READ,
    STAGE_CLEAN,
    STAGE_LANGID,
    STAGE_SEGMENT,
    STAGE_MENTION,
    STAGE_RESOLVE,
    STAGE_WORDS,
    STAGE_TAG,
    STAGE_PARSE,
    STAGE_NER,
    STAGE_EXTRACT,
    STAGE_MERGE,
    STAGE_ALL = STAGE_MERGE
} Stage;

/* Runs the passes after read up to and including `last`. Keeps no state: one call per document, from any
 * thread. */
int pipeline_run(Doc *doc, const Lexicon *lex, Stage last, Err *err);
/* The same from `first` on; what stands before it has run. */
int pipeline_range(Doc *doc, const Lexicon *lex, Stage first, Stage last, Err *err);

#endif
