/* examples.h: the examples that stand in the rules of a pack, run through the pipeline. */
#ifndef CHANCERY_APP_EXAMPLES_H
#define CHANCERY_APP_EXAMPLES_H

#include "base/buf.h"
#include "lex/lexicon.h"

/* Runs every example of the pack's rules; for each that does not hold, lines are appended to `faults`: file,
 * line, rule, what was expected and what came. Returns the number of those; *n counts all examples. */
size_t examples_check(const Lexicon *lex, const Lang *lang, Buf *faults, size_t *n);

#endif
