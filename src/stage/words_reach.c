/* words_reach.c: which sentences can matter for facts, told from the tokens alone, before the mentions are
 * known.
 *
 * A pattern of a rule has an atom without which it cannot match, its trigger (lex/rules.h): in a sentence
 * without any trigger no rule could give a fact, nor ask for a tree (PARSE_USED: the triggers of the rules
 * with trees alone). A fact has parties: one of them, a post, or what points back at somebody must stand in
 * the sentence or in its neighbours, from where a pronoun takes its meaning. So a sentence matters that holds
 * a trigger, with a sign of a party or person in it or beside it. Both are questions to the trie that the
 * mention stage asks anyway.
 */
#include "lex/rules.h"
#include "stage/words_parts.h"

#include <string.h>

enum { HITS = 32 };
enum { SIGN_NAME = 1, SIGN_TRIGGER = 2 };

/* Sections whose phrases are parties and people, or point at them. */
static const char *const name_sections[] = {
    "party",     "demonym",    "capital", "nickname",    "city",        "post-head",
    "post-weak", "post-party", "envoy",   "post-plural", "pronoun",     "own",
    "role",      "group",      "actor",   "honorific",   "counterpart", "body-head"};

static bool is_name_class(const int *names, int cls)
{
    for (size_t i = 0; i < sizeof name_sections / sizeof *name_sections; i++)
        if (names[i] == cls) return true;
    return false;
}

static uint8_t signs(const Doc *doc, const Sentence *s, const int *names)
{
    bool trees = doc->parse == PARSE_USED;
    const RuleSet *rules = lang_rules(doc->lang);
    uint8_t found = 0;
    for (uint32_t t = s->tok; t < s->tok_end && found != (SIGN_NAME | SIGN_TRIGGER); t++) {
        const Token *tok = &doc->toks[t];
        /* a capitalised word that the pack does not know may be anybody */
        if (!tok->word && tok->flags & TOK_CAP) found |= SIGN_NAME;
        if (rules_trigger_token(rules, tok, trees)) found |= SIGN_TRIGGER;
        LexHit hits[HITS];
        size_t n = tok->word ? lang_hits(doc->lang, doc, t, s->tok_end, hits, HITS) : 0;
        for (size_t h = 0; h < n; h++) {
            if (rules_trigger_class(rules, hits[h].cls, trees)) found |= SIGN_TRIGGER;
            if (is_name_class(names, hits[h].cls)) found |= SIGN_NAME;
        }
    }
    return found;
}

uint8_t *words_reach(const Doc *doc)
{
    uint8_t *matters = ARENA_ARRAY(doc->arena, uint8_t, doc->n_toks + 1);
    uint8_t *sign = ARENA_ARRAY(doc->arena, uint8_t, doc->n_sents + 1);
    int names[sizeof name_sections / sizeof *name_sections];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        names[i] = lang_class(doc->lang, name_sections[i]);
    for (uint32_t s = 0; s < doc->n_sents; s++) sign[s] = signs(doc, &doc->sents[s], names);
    for (uint32_t s = 0; s < doc->n_sents; s++) {
        bool name = sign[s] & SIGN_NAME || (s && sign[s - 1] & SIGN_NAME) ||
                    (s + 1 < doc->n_sents && sign[s + 1] & SIGN_NAME);
        const Sentence *at = &doc->sents[s];
        if (name && sign[s] & SIGN_TRIGGER) memset(matters + at->tok, 1, at->tok_end - at->tok);
    }
    return matters;
}
