/* extract_parts.h: what the files of the extract stage share; nobody else includes it. */
#ifndef CHANCERY_STAGE_EXTRACT_PARTS_H
#define CHANCERY_STAGE_EXTRACT_PARTS_H

#include "lex/rules.h"

typedef struct Extractor {
    Doc *doc;
    const Lexicon *lex;
    const MatchIndex *ix;
    uint32_t cap;
    int future, future_next, future_told, unsaid, undone, modal, negation, negation_within, irrealis,
        act_noun, called_off, up, down, topic, list_and, clause, date_compare, sector, aspect, function,
        region, region_link, speech, date_since, date_until, date_due, date_when, within_act, past_verb,
        possessive, date_term, undated, background, telling, occasion, held, condition;
    bool head_first;         /* the genitive follows its head */
    bool domestic;           /* the rules at work are those for what happens within one state */
    const char *last_period; /* of the last figure, and where it stood */
    uint32_t last_period_sent;
} Extractor;

typedef struct Claim { /* a fact being made */
    Fact f;
    const RuleMatch *m;
    const FactTemplate *t;
    int only; /* the one party that the template's `each` role stands for in this claim; -1: all of them */
    PartySet roles_parties; /* all parties that roles brought */
} Claim;

/* Sets the fields that the template names. */
void template_apply(const Extractor *x, Claim *c);
bool template_sets(const FactTemplate *t, const char *field);

/* Fills what the template leaves open: date, period, place, people, topics, status, change. False: no fact
 * after all. */
bool fill_open_fields(Extractor *x, Claim *c);
/* extract_status.c: the status of a claim; false where the sentence tells no such fact: denied, asked for,
 * called off, possible only. */
bool fill_status(const Extractor *x, Claim *c);
/* An event of words: said, whatever it speaks of. */
bool is_speech(const Fact *f);
/* A promise or an event of words: it has its day in the news, what was done may be long ago. */
bool is_spoken(const Fact *f);

/* The date or period of a claim with a status; NULL where the sentence tells none. */
void fill_date(Extractor *x, Claim *c);
/* The day of an anniversary from the day first kept. */
void fill_anniversary(const Extractor *x, Claim *c);
/* What is dated after the article has not happened. */
void fill_planned(const Extractor *x, Claim *c);

/* After all sentences: dates and people of promises, signings and news from the contacts. */
void fill_from_contacts(Extractor *x);

bool is_comma(const Doc *doc, uint32_t t);
/* The end of the first mention of some kinds (a set of 1u << MentionKind), a name with all that belongs to
 * it, that begins at a token and ends at `hi` or before; the token itself where none does. */
uint32_t behind_mention(const Extractor *x, uint32_t t, uint32_t hi, uint32_t kinds);
/* Words from the pivot to a mention; a comma counts as three, a person with his posts as one word. */
uint32_t distance(const Extractor *x, const RuleMatch *m, const Mention *d);
/* May the claim have this mention? */
typedef bool (*Admits)(const Extractor *x, const Claim *c, const Mention *m);
/* The mention nearest to the pivot in its sentence that no role has taken and `admits` (may be NULL) lets
 * pass, or NULL. A period is nearer by two words where one is wanted. */
const Mention *nearest(const Extractor *x, const Claim *c, MentionWant want, Admits admits, uint32_t reach,
                       bool period);
/* Where the report begins behind a dateline, "NAIROBI, April 2 - Kenya ...", "Nairobi | THE HERALD | Kenya
 * ...": its day and place are the report's, not the fact's. The sentence's first token where there is none.
 */
uint32_t behind_dateline(const Doc *doc, const Sentence *s);

/* extract_condition.c: does the sentence tell what the rule matched under a condition? */
bool told_under_condition(const Extractor *x, const RuleMatch *m);
bool told_as_question(const Extractor *x, const RuleMatch *m);
/* Does the match stand in the clause of a condition itself, at the head of the sentence? What was said stands
 * under a condition and is said all the same, but not there. */
bool within_condition(const Extractor *x, const RuleMatch *m);

/* Who acts and upon whom, as worded, and what else the sentence says of the act. */
void fill_sides(const Extractor *x, Claim *c);
/* Where all actors count: does the claim name enough to be a fact within one state, or of actors without one?
 */
bool acts_at_home(const Fact *f);

/* People behind a mention: itself, the one it refers to, the members of a group. Adds to out without doubles.
 */
void people_of(const Doc *doc, const Lexicon *lex, const Mention *m, People *out, Arena *a);
/* The same for what a role took, where the claim is about one party of it only those of that party. */
void people_of_role(const Extractor *x, const Claim *c, int role, const Value *v, People *out);
void codes_of(const Lexicon *lex, const PartySet *set, StrList *out, Arena *a);

#endif
