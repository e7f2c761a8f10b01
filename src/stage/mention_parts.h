/* mention_parts.h: what the files of the mention stage share; nobody else includes it. */
#ifndef CHANCERY_STAGE_MENTION_PARTS_H
#define CHANCERY_STAGE_MENTION_PARTS_H

#include "lex/rules.h"

/* Class ids of the sections that the stage knows; -1 where the pack lacks one. */
typedef struct Classes {
    int party, demonym, capital, nickname, city, party_short, party_made, mission, actor_mod;
    int post_head, post_weak, post_mod, post_former, post_then, post_aside, portfolio, post_link, envoy,
        post_party, post_plural, ministry, appositive, party_prefix, period_word, honorific, name_particle,
        not_name, counterpart, counterpart_link;
    int actor, role, group, pronoun, body_head, body_stop, body_mod, agreement, agreement_mod, agreement_does,
        agreement_done, agreement_verb, passive_be, title_link, title_stop, title_between;
    int month, weekday, scale, scale_one, range_link, currency, percent, approx, unit, goods_stop, prep_place,
        list_and, function, topic, own, own_state, seat, surname, female, subject_end, served_link, aim_link,
        seated, not_party, stance_prefix, sector, other_side, possessed, group_verb, state_verb, state_noun,
        epithet_stop, party_of, article, quarter, fronted;
} Classes;

typedef struct Finder {
    Doc *doc;
    const Lexicon *lex;
    const MatchIndex *ix;
    Classes cls;
    bool after;    /* the genitive stands after its head: "menteri Vietnam" */
    bool headline; /* the sentence at work writes most words with capitals, which then prove no name */
    Mention *out;
    uint32_t n, cap;
    uint32_t sent, lo, hi; /* the sentence at work */
    uint8_t *taken;        /* [n_toks] inside a date, amount or name already found */
} Finder;

enum { TAKEN_DATE = 1, TAKEN_AMOUNT = 2, TAKEN_NAME = 4, TAKEN_PARTY = 8 };

Mention *finder_add(Finder *f, MentionKind kind, uint32_t tok, uint32_t tok_end);
void finder_take(Finder *f, uint32_t tok, uint32_t tok_end, uint8_t mark);
const char *finder_text(const Finder *f, uint32_t tok, uint32_t tok_end);
bool finder_is(const Finder *f, uint32_t tok, const char *folded); /* the token's text, ASCII, folded */

static inline bool at_class(const Finder *f, uint32_t i, int cls, uint32_t *e)
{
    return i < f->hi && match_class_at(f->ix, i, cls, NULL, e, NULL) && *e <= f->hi;
}
static inline bool before_class(const Finder *f, uint32_t end, int cls, uint32_t *t)
{
    return end > f->lo && match_class_before(f->ix, end, cls, NULL, t, NULL) && *t >= f->lo;
}

/* The party phrase that begins at token i: its id or -1, its end and flags. */
/* Where "pro-", "anti-" begins that is joined to a party at i, which then is none; else i. */
uint32_t stance_start(const Finder *f, uint32_t i);
int party_at(const Finder *f, uint32_t i, uint32_t *end, uint32_t *flags);
bool is_possessive(const Finder *f, uint32_t i); /* 's or ' */

/* Behind what is said of a state in front of its name: "neighbouring Peru", "Gulf state of Oman"; t where no
 * name follows. */
uint32_t past_epithet(const Finder *f, uint32_t t);

/* ---- names and posts ---- */

uint32_t name_end(const Finder *f,
                  uint32_t i); /* end of a run of words that may be a person's name; i where none */
/* Further demonyms in front: "Cambodian, Chinese and Laotian counterparts", "the Somali and Kenyan
 * ministers". They come before those of the set; returns where the phrase then begins. */
uint32_t more_leading(const Finder *f, uint32_t from, PartySet *set);
uint32_t skip_honorifics(const Finder *f, uint32_t t);
bool name_apart(const Finder *f, uint32_t t); /* a full name behind the comma at t, and another behind it */
uint32_t skip_brackets(const Finder *f,
                       uint32_t t); /* behind a short note in brackets: (left), (PAP), (USA) */

typedef struct PostPhrase {
    uint32_t tok, end;              /* the whole, with parties inside */
    uint32_t text_end;              /* end of the post's own words */
    uint32_t cut, cut_end;          /* a state's name within them: "chairman of | Peru's | Senate" */
    PartySet served, target;        /* whom the holder serves; to whom an envoy is sent */
    bool former, envoy, named_part; /* named_part: more than the bare head */
} PostPhrase;

/* Parses a post phrase at i. free_words: capitalised words unknown to the pack may follow a link ("head of
 * the Red Crescent"): only where no name follows. False where there is no head of a post. */
bool post_parse(const Finder *f, uint32_t i, bool free_words, PostPhrase *p);
uint32_t party_list(const Finder *f, uint32_t t,
                    PartySet *out);                    /* "A", "A and B", "A, B and C": its end, or t */
uint32_t organ_of(const Finder *f, uint32_t t);        /* "foreign ministry" from t: its end, 0 where none */
uint32_t skip_post_links(const Finder *f, uint32_t t); /* "of", "for the", ...: at most three */

void find_dates(Finder *f);
void find_amounts(Finder *f);
void find_parties(Finder *f);
void find_people(Finder *f);
void find_bodies(Finder *f);
void find_agreements(Finder *f);
void find_actors(Finder *f);
void find_places(Finder *f);
void find_words(Finder *f); /* groups, pronouns, roles */

#endif
