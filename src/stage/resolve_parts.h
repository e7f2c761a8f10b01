/* resolve_parts.h: what the files of the resolve stage share; nobody else includes it. */
#ifndef CHANCERY_STAGE_RESOLVE_PARTS_H
#define CHANCERY_STAGE_RESOLVE_PARTS_H

#include "lex/rules.h"

typedef struct Resolver {
    Doc *doc;
    const Lexicon *lex;
    const MatchIndex *ix;
    uint32_t cap; /* of doc->mentions */
} Resolver;

static inline bool set_has(const PartySet *s, uint16_t id)
{
    for (uint16_t i = 0; i < s->n; i++)
        if (s->id[i] == id) return true;
    return false;
}
static inline void set_add(PartySet *s, uint16_t id)
{
    if (!set_has(s, id) && s->n < MAX_PARTIES) s->id[s->n++] = id;
}
static inline void set_union(PartySet *into, const PartySet *from)
{
    for (uint16_t i = 0; i < from->n; i++) set_add(into, from->id[i]);
}

void resolve_dates(Resolver *r);
void resolve_people(Resolver *r); /* names, counterparts, short names; may add mentions */
void resolve_main_pair(Resolver *r);
void resolve_references(Resolver *r); /* groups, pronouns, roles, "the ministry"; pairs by sentence */
void resolve_lists(Resolver *r);      /* "A, B and C"; adds mentions */

void resolver_add(Resolver *r, Mention m);
void resolver_sort(Resolver *r); /* after adding; keeps ref and members right */

#endif
