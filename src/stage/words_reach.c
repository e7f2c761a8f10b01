/* words_reach.c: which sentences can matter for facts.
 *
 * A pattern of a rule has an atom without which it cannot match, its trigger (lex/rules.h). A fact has
 * parties: one of them, or somebody who stands for one, must be mentioned in the sentence or in its
 * neighbours, from where a pronoun takes its meaning. So a sentence matters that holds a trigger, with such a
 * mention in it or beside it.
 *
 * What the rules would use is less: the sentences in which a pattern with arms could match and words alone do
 * not.
 */
#include "lex/rules.h"
#include "stage/words_parts.h"

#include <string.h>

enum { HITS = 32 };

static bool has_trigger(const Doc *doc, const Sentence *s)
{
    const RuleSet *rules = lang_rules(doc->lang);
    for (uint32_t t = s->tok; t < s->tok_end; t++) {
        if (rules_trigger_token(rules, &doc->toks[t])) return true;
        LexHit hits[HITS];
        size_t n = doc->toks[t].word ? lang_hits(doc->lang, doc, t, s->tok_end, hits, HITS) : 0;
        for (size_t h = 0; h < n; h++)
            if (rules_trigger_class(rules, hits[h].cls)) return true;
    }
    return false;
}

static bool names_somebody(const Mention *m)
{
    return m->parties.n || m->kind == M_PERSON || m->kind == M_POST || m->kind == M_BODY ||
           m->kind == M_ACTOR || m->kind == M_GROUP || m->kind == M_PRONOUN;
}

uint8_t *words_reach(const Doc *doc)
{
    uint8_t *matters = ARENA_ARRAY(doc->arena, uint8_t, doc->n_toks + 1);
    uint8_t *named =
        ARENA_ARRAY(doc->arena, uint8_t, doc->n_sents + 2); /* of the sentence before, itself ... */
    for (uint32_t i = 0; i < doc->n_mentions; i++)
        if (names_somebody(&doc->mentions[i])) named[doc->mentions[i].sent + 1] = 1;
    for (uint32_t s = 0; s < doc->n_sents; s++) {
        const Sentence *at = &doc->sents[s];
        bool near = named[s] || named[s + 1] || (s + 1 < doc->n_sents && named[s + 2]);
        bool reach = doc->parse == PARSE_USED ? doc->match && match_wants_tree(doc->match, s)
                                              : near && has_trigger(doc, at);
        if (reach) memset(matters + at->tok, 1, at->tok_end - at->tok);
    }
    return matters;
}
