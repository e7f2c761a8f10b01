/* trace.h: what a rule saw when it made a claim: its file and line, the words of its roles, the tree. */
#ifndef CHANCERY_APP_TRACE_H
#define CHANCERY_APP_TRACE_H

#include "base/buf.h"
#include "lex/lexicon.h"
#include "types/register.h"

/* Runs the passes over the stored text again and writes what the claim's rule finds at its words. The packs
 * may have changed since: then it says so. The tree is left out where the language has no model. */
int trace_claim(Buf *out, const RegSource *source, const char *text, const Lexicon *lex, Err *err);

#endif
