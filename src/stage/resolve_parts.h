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
void resolve_ahead(Resolver *r);      /* "After visiting A, B ..."; adds mentions */
void resolve_lists(Resolver *r);      /* "A, B and C"; adds mentions */
void resolve_carried(Resolver *r);    /* "A met B | and signed ..."; adds mentions */
void resolve_agreements(Resolver *r); /* "a treaty between A and B": between whom */
void resolve_currencies(Resolver *r); /* "rupees": of the state spoken of */
void resolve_oblique(Resolver *r);    /* what stands behind a preposition */

/* resolve_pair.c */
enum { LOOK_BACK = 6 }; /* sentences before in which a pair is looked for */
bool resolve_is_text(const Doc *doc, uint32_t t, const char *s);
bool resolve_names_party(const Mention *m);
/* The state behind its town, "in Nadi, Fiji, ...", is a place. */
bool resolve_behind_town(const Doc *doc, uint32_t i);
/* Parties named in a sentence before a token; places only where nothing else is said. */
PartySet resolve_parties_of(const Doc *doc, uint32_t sent, uint32_t before);
/* The two that stand side by side from a mention on, "A and B", "A-B", and are no part of a longer list; n 0:
 * none do. end: the token behind them, may be NULL. */
PartySet resolve_joined(const Doc *doc, uint32_t i, uint32_t *end);

/* resolve_both.c */
/* The two parties that a sentence is about: its own, else those of the text before; n 0: nobody can say. */
PartySet resolve_pair_of(const Doc *doc, uint32_t sent);
/* The two that a group or pronoun is told to mean beside it: "the two neighbours, A and B", "A and B, both of
 * them"; n 0: it is not told. */
PartySet resolve_beside(const Doc *doc, const Mention *m);
/* The two that a group, "the two countries", means; n 0: nobody can say. weak: by what the document is about,
 * not by the text nearby. */
PartySet resolve_group_pair(const Doc *doc, const Mention *m, bool *weak);

/* resolve_ref.c: the party of "her government", "the country's foreign minister", "ngoại trưởng nước này"; -1
 */
int resolve_owner(const Resolver *r, const Mention *m);
/* resolve_ref.c: the state with which `self` has to do before a token: the only other one of the sentences
 * before, else of the document's pair. -1: there are several, or none. */
int resolve_other_than(const Resolver *r, uint32_t sent, uint32_t tok, uint16_t self);

/* resolve_state.c: "that country" */
bool resolve_is_state(const Mention *m);
void resolve_state(const Resolver *r, Mention *m);

/* resolve_speaker.c: "I", "we" and "our" in direct speech, for whoever is told to say it; "his side", and
 * "they" behind a verb of telling */
bool resolve_first_person(const Mention *m);
void resolve_speakers(Resolver *r);
void resolve_own_side(Resolver *r, Mention *m);

void resolver_add(Resolver *r, Mention m);
void resolver_sort(Resolver *r); /* after adding; keeps ref and members right */

#endif
