/* conllu.h: a document's words as CoNLL-U, for people and for the scorers of Universal Dependencies. */
#ifndef CHANCERY_APP_CONLLU_H
#define CHANCERY_APP_CONLLU_H

#include "base/buf.h"
#include "types/doc.h"

/* Appends the trees of the document: "# newdoc id", "# newpar", "# sent_id", "# text", ranges of tokens of
 * several words, SpaceAfter=No and NER=B-TYPE in MISC. What no model has said is "_". */
void conllu_write(Buf *out, const Doc *doc);

#endif
