/* resolve_both.c: whom "both sides", "the two ministers", "each other" mean, where an article tells of
 * several pairs. Each sentence from the reference backwards speaks for the pairs that it tells of, the nearer
 * the louder; the pair that most speaks for is meant. Where two come out alike nobody can say, and none is.
 */
#include "stage/resolve_parts.h"

#include <string.h>

enum {
    MAX_PAIRS = 16, /* that one reference can choose from */
    BESIDE = 2,     /* tokens between a reference and the two that it is told to mean, "the two, A and B" */
};

/* How plainly a sentence tells of two together. */
enum {
    PLACED = 1, /* one acts, the other is where he does; or one is a third who speaks of the other */
    ALONE = 2,  /* the only two in it; or it says "both" itself; or one in it, the other in the next */
    TOLD = 5,   /* side by side, or by people of both */
};

/* How loud a sentence speaks, by how far back it stands: the reference's own first. */
static const int nearness[LOOK_BACK + 1] = {16, 8, 5, 3, 2, 1, 1};

enum {
    ABOUT = 8,   /* what the whole document is about speaks, too */
    CLEAR = 125, /* the first needs more votes than so many for each hundred of the second */
};

typedef struct Vote {
    uint16_t id[2];
    int weight;
} Vote;

typedef struct Ballot {
    Vote votes[MAX_PAIRS];
    size_t n;
} Ballot;

/* The vote for a pair, made where it has none yet; NULL: no pair, or too many. */
static Vote *vote_for(Ballot *b, const PartySet *pair)
{
    if (pair->n != 2) return NULL;
    for (size_t i = 0; i < b->n; i++)
        if (party_set_has(pair, b->votes[i].id[0]) && party_set_has(pair, b->votes[i].id[1]))
            return &b->votes[i];
    if (b->n == MAX_PAIRS) return NULL;
    b->votes[b->n] = (Vote){.id = {pair->id[0], pair->id[1]}};
    return &b->votes[b->n++];
}

static void add(Ballot *b, const PartySet *pair, int weight)
{
    Vote *v = vote_for(b, pair);
    if (v) v->weight += weight;
}

/* One sentence tells of a pair once, as plainly as it does anywhere. */
static void tell(Ballot *b, const PartySet *pair, int weight)
{
    Vote *v = vote_for(b, pair);
    if (v && v->weight < weight) v->weight = weight;
}

/* The parties of a set that can be a side: organisations only where the document is about one. */
static PartySet sides_of(const Doc *doc, const PartySet *set)
{
    const Lexicon *lex = lang_lexicon(doc->lang);
    for (uint16_t i = 0; i < doc->main_pair.n; i++)
        if (lex_party_is_org(lex, doc->main_pair.id[i])) return *set;
    PartySet out = {0};
    for (uint16_t i = 0; i < set->n; i++)
        if (!lex_party_is_org(lex, set->id[i])) party_set_add(&out, set->id[i]);
    return out;
}

/* Is a party one of the two that the document is about? */
static bool about(const Doc *doc, int party)
{
    return doc->main_pair.n == 2 && party >= 0 && party_set_has(&doc->main_pair, (uint16_t)party);
}

/* Does one whom the document is not about act before one whom it is about: "Nepal urged Chile to"? */
static bool stranger_first(const Doc *doc, const PartySet *acting)
{
    return acting->n == 2 && doc->main_pair.n == 2 && !about(doc, acting->id[0]) && about(doc, acting->id[1]);
}

/* Two side by side from a mention on, of whom one spoken of before has it: "Nepal wrote to Chile and Peru"
 * may mean each with Nepal, unless it says "between" or the document is about the two. */
static void tell_joined(const Doc *doc, Ballot *b, const Mention *m, const PartySet *joined,
                        const PartySet *before)
{
    bool between = match_class_before(doc->match, m->tok, lang_class(doc->lang, "between"), NULL, NULL, NULL);
    bool third = before->n && !party_set_has(before, joined->id[0]) && !between &&
                 !party_set_equal(joined, &doc->main_pair);
    tell(b, joined, third ? PLACED : TOLD);
    for (int k = 0; third && k < 2; k++) {
        PartySet each = {.n = 2, .id = {before->id[before->n - 1], joined->id[k]}};
        if (each.id[0] != each.id[1]) tell(b, &each, PLACED);
    }
}

/* What a sentence says before a token: votes for the pairs that it tells of. Returns who acts in it. */
static PartySet told_in(const Doc *doc, uint32_t sent, uint32_t before, Ballot *b)
{
    PartySet acting = resolve_parties_of(doc, sent, before), people = {0}, all = {0}, seen = {0};
    acting = sides_of(doc, &acting);
    DOC_MENTIONS_OF(doc, sent, i)
    {
        const Mention *m = &doc->mentions[i];
        if (m->tok >= before || !m->parties.n) continue;
        if ((m->kind == M_GROUP || m->kind == M_PRONOUN) && !(m->flags & (MF_WEAK | MF_PART))) {
            PartySet both = sides_of(doc, &m->parties);
            tell(b, &both, ALONE);
        }
        if (m->kind == M_PERSON || m->kind == M_PRONOUN) party_set_union(&people, &m->parties);
        if (resolve_names_party(m) && !resolve_behind_town(doc, i) && !(m->flags & MF_CITY))
            party_set_union(&all, &m->parties);
        PartySet joined = resolve_joined(doc, i, NULL);
        joined = sides_of(doc, &joined);
        if (joined.n == 2 && m->tok_end < before) tell_joined(doc, b, m, &joined, &seen);
        if (resolve_names_party(m)) party_set_union(&seen, &m->parties);
    }
    people = sides_of(doc, &people);
    all = sides_of(doc, &all);
    tell(b, &people, acting.n == 2 ? TOLD : PLACED);
    bool third = before != UINT32_MAX && stranger_first(doc, &acting); /* "Nepal urged Chile: both must" */
    tell(b, &acting, third ? PLACED : ALONE);
    if (acting.n < 2) tell(b, &all, PLACED);
    return acting;
}

PartySet resolve_beside(const Doc *doc, const Mention *m)
{
    DOC_MENTIONS_OF(doc, m->sent, i)
    {
        if (doc->mentions[i].tok > m->tok_end + BESIDE) break;
        uint32_t end = 0;
        PartySet two = resolve_joined(doc, i, &end);
        bool behind = doc->mentions[i].tok >= m->tok_end;
        bool ahead = end + 1 == m->tok && (doc->toks[end].flags & TOK_PUNCT);
        if (two.n == 2 && (behind || ahead)) return two;
    }
    return (PartySet){0};
}

/* Can a sentence of three parties or more say who is meant: does it tell of a pair plainly, or are the two
 * that the document is about among them? */
static bool tells(const Doc *doc, const PartySet *acting, const Ballot *b)
{
    if (doc->main_pair.n == 2 && party_set_has(acting, doc->main_pair.id[0]) &&
        party_set_has(acting, doc->main_pair.id[1]))
        return true;
    for (size_t i = 0; i < b->n; i++)
        if (b->votes[i].weight > PLACED) return true;
    return false;
}

/* The pair most votes are for; n 0: none is clearly ahead. */
static PartySet elected(const Ballot *b)
{
    int first = 0, second = 0;
    PartySet out = {0};
    for (size_t i = 0; i < b->n; i++) {
        if (b->votes[i].weight > first) {
            second = first;
            first = b->votes[i].weight;
            out = (PartySet){.n = 2, .id = {b->votes[i].id[0], b->votes[i].id[1]}};
        } else if (b->votes[i].weight > second) second = b->votes[i].weight;
    }
    return first * 100 <= second * CLEAR ? (PartySet){0} : out;
}

/* Who acts alone in the sentence nearest to the reference is likely one of the two that are meant, and more
 * so where the document is about him: other pairs count less. */
static void with_him(const Doc *doc, Ballot *b, int lone)
{
    for (size_t i = 0; i < b->n; i++) {
        Vote *v = &b->votes[i];
        if (v->id[0] != lone && v->id[1] != lone) v->weight -= v->weight / (about(doc, lone) ? 2 : 4);
    }
}

/* The two whom a reference at a token means. */
static PartySet meant_at(const Doc *doc, uint32_t sent, uint32_t tok, bool *weak)
{
    Ballot sum = {0};
    int lone = -1;      /* the party of the nearest sentence that tells of one */
    bool first = false; /* was it the nearest that tells of any? */
    bool alone = false; /* was it the reference's own? */
    *weak = true;
    for (uint32_t back = 0; back <= LOOK_BACK && back <= sent; back++) {
        Ballot here = {0};
        PartySet acting = told_in(doc, sent - back, back ? UINT32_MAX : tok, &here);
        if (acting.n == 1 && lone < 0) {
            lone = acting.id[0];
            first = *weak;
            alone = back == 0;
        } else if (acting.n == 1 && acting.id[0] != lone) { /* one here, one there; or a third one speaks */
            PartySet pair = {.n = 2, .id = {acting.id[0], (uint16_t)lone}};
            bool third = about(doc, acting.id[0]) && !about(doc, lone);
            tell(&here, third ? &doc->main_pair : &pair, ALONE);
        }
        if (alone && *weak && acting.n > 2 && !tells(doc, &acting, &here))
            return (PartySet){0}; /* which of them? */
        for (size_t i = 0; i < here.n; i++) {
            PartySet pair = {.n = 2, .id = {here.votes[i].id[0], here.votes[i].id[1]}};
            add(&sum, &pair, here.votes[i].weight * nearness[back]);
            *weak = false;
        }
    }
    add(&sum, &doc->main_pair, ABOUT);
    if (first) with_him(doc, &sum, lone);
    return elected(&sum);
}

static bool names_both_of(const PartySet *set, const PartySet *pair)
{
    return pair->n == 2 && party_set_has(set, pair->id[0]) && party_set_has(set, pair->id[1]);
}

PartySet resolve_pair_of(const Doc *doc, uint32_t sent)
{
    bool weak;
    PartySet acting = resolve_parties_of(doc, sent, UINT32_MAX);
    acting = sides_of(doc, &acting);
    if (acting.n == 2) return acting;
    DOC_MENTIONS_OF(doc, sent, i)
    {
        if (acting.n < 3) break;
        PartySet two = resolve_joined(doc, i, NULL); /* "Nepal called on Chile and Peru" */
        bool helpers =
            names_both_of(&acting, &doc->main_pair) && !party_set_has(&doc->main_pair, two.id[0]) &&
            !party_set_has(&doc->main_pair, two.id[1]); /* "A met B for talks mediated by C and D" */
        if (two.n == 2 && !party_set_has(&two, acting.id[0])) return helpers ? doc->main_pair : two;
    }
    return meant_at(doc, sent, UINT32_MAX, &weak);
}

/* Are two, and no more, told of last before a reference that says no number: "the countries"? */
static bool two_named(const Doc *doc, const Mention *m)
{
    for (uint32_t back = 0; back <= 2 && back <= m->sent; back++) {
        Ballot b = {0};
        PartySet acting = told_in(doc, m->sent - back, back ? UINT32_MAX : m->tok, &b);
        if (acting.n > 1) return acting.n == 2;
    }
    return false;
}

PartySet resolve_group_pair(const Doc *doc, const Mention *m, bool *weak)
{
    *weak = false;
    PartySet two = resolve_beside(doc, m);
    if (two.n == 2) return two;
    bool of = match_class_at(doc->match, m->tok_end, lang_class(doc->lang, "of"), NULL, NULL, NULL);
    if (m->value && strcmp(m->value, "several") == 0 && (of || !two_named(doc, m))) return (PartySet){0};
    return meant_at(doc, m->sent, m->tok, weak);
}
