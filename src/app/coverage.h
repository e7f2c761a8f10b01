/* coverage.h: what each rule of the packs does on a body of texts. */
#ifndef CHANCERY_APP_COVERAGE_H
#define CHANCERY_APP_COVERAGE_H

#include "base/buf.h"
#include "lex/lexicon.h"

/* Reads the paths and writes for each pack whose language occurs a table: of each fact rule how often it
 * matched, how many claims came of that and how many facts they became; the rules that never matched; how
 * many of the sentences with a trigger gave a fact. *failed counts inputs that could not be read. */
int coverage_run(Buf *out, const Lexicon *lex, const char *const *paths, size_t n_paths, int jobs,
                 size_t *failed, Err *err);

#endif
