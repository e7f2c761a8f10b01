/* match_sight.c: what a sentence holds at all, so that patterns that ask for more are not tried.
 *
 * Most patterns whose pivot stands in a sentence lack something else there: a preposition, an amount, a
 * second party. To see that takes a few looks at marks; to find it out by matching takes thousands of steps.
 */
#include "lex/match_parts.h"

void match_sight_new(MatchIndex *ix)
{
    const RuleSet *set = lang_rules(ix->lang);
    ix->class_seen = ARENA_ARRAY(ix->doc->arena, uint32_t, set->n_classes + 1);
    ix->word_seen = ARENA_ARRAY(ix->doc->arena, uint32_t, set->n_words + 1);
}

/* All that the mention is, as the bits of MentionWant.kinds. */
static uint32_t kinds_of(const Mention *m)
{
    static const uint32_t virtual_kinds[] = {WANT_ACTOR, WANT_WHO,  WANT_STATE, WANT_WHERE,
                                             WANT_ONE,   WANT_MANY, WANT_NOUN};
    uint32_t kinds = 1u << m->kind;
    for (size_t i = 0; i < sizeof virtual_kinds / sizeof *virtual_kinds; i++)
        if (mention_fits(m, (MentionWant){virtual_kinds[i], 0, 0})) kinds |= virtual_kinds[i];
    return kinds;
}

Sight match_sight(const MatchIndex *ix, uint32_t sent)
{
    const Doc *doc = ix->doc;
    const RuleSet *set = lang_rules(ix->lang);
    uint32_t lo = doc->sents[sent].tok, hi = doc->sents[sent].tok_end;
    Sight s = {.ix = ix, .mark = sent + 1};
    for (uint32_t h = ix->first[lo]; h < ix->first[hi]; h++)
        if ((size_t)ix->hits[h].cls < set->n_classes) ix->class_seen[ix->hits[h].cls] = s.mark;
    for (uint32_t t = lo; t < hi; t++)
        if (doc->toks[t].word <= set->n_words) ix->word_seen[doc->toks[t].word] = s.mark;
    for (uint32_t m = ix->mention_first[lo]; m < doc->n_mentions && doc->mentions[m].tok < hi; m++) {
        s.kinds |= kinds_of(&doc->mentions[m]);
        s.actors += doc->mentions[m].parties.n > 0;
    }
    return s;
}

static bool sees_seq(const Sight *s, const Seq *seq);

static bool sees_node(const Sight *s, const Node *n)
{
    switch (n->type) {
    case NODE_WORDS: return s->ix->word_seen[n->words[0]] == s->mark;
    case NODE_CLASS:
        for (size_t i = 0; i < n->n_classes; i++)
            if (s->ix->class_seen[n->classes[i].cls] == s->mark) return true;
        return false;
    case NODE_MENTION:
        for (size_t i = 0; i < n->n_wants; i++)
            if (n->wants[i].kinds & s->kinds) return true;
        return false;
    case NODE_GROUP:
        for (size_t i = 0; i < n->n_alts; i++)
            if (sees_seq(s, &n->alts[i])) return true;
        return false;
    default: return true;
    }
}

static bool sees_seq(const Sight *s, const Seq *seq)
{
    for (size_t i = 0; i < seq->n; i++)
        if (!seq->items[i]->optional && !sees_node(s, seq->items[i])) return false;
    return true;
}

/* Must the atom take a mention of somebody? */
static size_t takes_actor(const Node *n)
{
    const uint32_t others = 1u << M_PLACE | 1u << M_DATE | 1u << M_DURATION | 1u << M_AMOUNT |
                            1u << M_PERCENT | 1u << M_NUMBER | 1u << M_QUANTITY | 1u << M_AGREEMENT |
                            1u << M_BODY | 1u << M_PERSON | WANT_WHERE;
    if (n->type != NODE_MENTION || n->role < 0 || n->optional) return 0;
    for (size_t i = 0; i < n->n_wants; i++)
        if (n->wants[i].kinds & others) return 0;
    return 1;
}

bool match_sees(const Sight *s, const Pattern *p)
{
    if (!sees_seq(s, &p->seq)) return false;
    size_t actors = 0;
    for (size_t i = 0; p->n_arms && i < p->seq.n; i++) actors += takes_actor(p->seq.items[i]);
    for (size_t i = 0; i < p->n_arms; i++) {
        const Arm *arm = &p->arms[i];
        if (arm->not || arm->atom->optional) continue;
        if (!sees_node(s, arm->atom)) return false;
        actors += takes_actor(arm->atom);
    }
    return actors <= s->actors;
}
