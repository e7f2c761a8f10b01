/* resolve_people.h: the people of a document while their names, posts and parties are brought together: for
 * resolve_person.c, which knows them by their names, and resolve_serve.c, which says whom they serve.
 */
#ifndef CHANCERY_STAGE_RESOLVE_PEOPLE_H
#define CHANCERY_STAGE_RESOLVE_PEOPLE_H

#include "stage/resolve_parts.h"

enum { MAX_NAME_WORDS = 12, MAX_PEOPLE = 200 };

typedef struct Known {
    uint32_t words[MAX_NAME_WORDS]; /* hashes of folded words, diacritics off */
    uint32_t n;
    uint32_t mention; /* the one with the fullest name */
    const char *post;
    PartySet parties;
    bool former;
} Known;

typedef struct Register {
    Known *items;
    uint32_t n;
} Register;

static inline bool parties_agree(const PartySet *a, const PartySet *b)
{
    if (!a->n || !b->n) return true;
    for (uint16_t i = 0; i < a->n; i++)
        if (party_set_has(b, a->id[i])) return true;
    return false;
}

/* Does a word of the class stand within the mention? */
bool holds_class(const Resolver *r, const Mention *m, int cls);

/* The state of the dateline ("PHNOM PENH, ..."), whose own officials the article may name without it; -1:
 * none. */
int dateline_party(const Doc *doc);

/* Gives a party to the people who are named without one. */
void place_people(Resolver *r, Register *reg);

#endif
