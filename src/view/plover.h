/* plover.h: the tables by which facts become events of the PLOVER ontology, release of 2021 (docs/plover.md).
 */
#ifndef CHANCERY_VIEW_PLOVER_H
#define CHANCERY_VIEW_PLOVER_H

#include "types/fact.h"

typedef struct PloverLine {
    FactKind kind;
    const char *word;   /* the kind's own word: mode, action, act, what, type; NULL: any */
    const char *status; /* NULL: any */
    const char *type;   /* NULL: no event */
    const char *mode;   /* NULL: by the words of the sentence */
} PloverLine;

/* The first line of the table that fits a fact; NULL: none does, it is no event. */
const PloverLine *plover_line(const Fact *f);

/* The mode of a type that the sentence's words show: the first aspect that is one; else the type's usual one,
 * else NULL. */
const char *plover_mode(const char *type, const StrList *aspects);

/* The context that an aspect or topic stands for; NULL: none. */
const char *plover_context(const char *aspect);

#endif
