/* resolve_parts.h: what the files of the resolve stage share; nobody else includes it. */
#ifndef CHANCERY_STAGE_RESOLVE_PARTS_H
#define CHANCERY_STAGE_RESOLVE_PARTS_H

#include "lex/rules.h"

typedef struct Resolver {
    Doc *doc;
    const Lexicon *lex;
    const MatchIndex *ix;
    uint32_t cap; /* of doc->mentions */
    int home; /* the party of the main pair whose own offices the article names without it; -1: none known */
} Resolver;

void resolve_dates(Resolver *r);
void resolve_people(Resolver *r); /* names, counterparts, short names; may add mentions */
void resolve_main_pair(Resolver *r);
void resolve_references(Resolver *r); /* groups, pronouns, roles, "the ministry"; pairs by sentence */
void resolve_home(Resolver *r);       /* whoever acts without a party, where all actors count */
void resolve_lists(Resolver *r);      /* "A, B and C"; adds mentions */
void resolve_oblique(Resolver *r);    /* what stands behind a preposition */

void resolver_add(Resolver *r, Mention m);
void resolver_sort(Resolver *r); /* after adding; keeps ref and members right */

#endif
