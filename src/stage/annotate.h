/* annotate.h: tags, trees and names of the words, by the language's model.
 *
 * Requires words. One encoder feeds all three, so they are one pass: the pipeline's stages tag, parse and ner
 * say how much of it is asked for. Only trees that matter (doc->matters) are looked at; the words of the
 * others, and all words where the language has no model, keep "none". Costs some 15 us a word.
 */
#ifndef CHANCERY_STAGE_ANNOTATE_H
#define CHANCERY_STAGE_ANNOTATE_H

#include "lex/lexicon.h"

/* what: NN_TAG | NN_PARSE | NN_NER of nn/model.h. Lemmas come with the tags. */
int annotate_run(Doc *doc, unsigned what, Err *err);

#endif
