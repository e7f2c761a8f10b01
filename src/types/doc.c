/* doc.c: see doc.h. */
#include "types/doc.h"

const char *const mention_kind_names[M_KINDS] = {"party",  "person",  "post",   "body",     "actor",
                                                 "group",  "pronoun", "place",  "date",     "duration",
                                                 "amount", "percent", "number", "quantity", "agreement"};

Doc *doc_new(void)
{
    Arena *a = arena_new();
    Doc *doc = ARENA_NEW(a, Doc);
    doc->arena = a;
    return doc;
}

void doc_free(Doc *doc)
{
    if (doc) arena_free(doc->arena);
}
