/* models.h: the models of the packs, found and opened when the packs are loaded, read-only from then on.
 *
 * A pack names its model by `model = FILE` in pack.txt (below the pack's folder, or an absolute path); else
 * it is DIR/CODE.model where there is such a file. A pack without a model works: its words get no tags and
 * trees.
 */
#ifndef CHANCERY_MODELS_H
#define CHANCERY_MODELS_H

#include "lex/lexicon.h"

typedef struct Models Models;

/* Opens what the packs of lex have and gives each pack its model (lang_model); with PARSE_USED only where its
 * rules ask for trees, since facts need no other. dir may be NULL: named models only. A model that is
 * damaged, or named and not there, is an error that names the file. */
int models_open(Models **out, Lexicon *lex, const char *dir, ParseScope scope, Err *err);
/* Free it after the documents, and before or after lex. NULL is fine. */
void models_close(Models *models);

/* The file a pack's model was or would be read from, in arena a; NULL where the pack has none. */
const char *models_path(const Lang *lang, const char *dir, Arena *a);

#endif
