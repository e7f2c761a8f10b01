/* rules_index.c: finds patterns again by what their pivot can be, and the triggers of a pack's rules. */
#include "lex/rules_parts.h"

#include "base/text.h"

#include <string.h>

static void list_add(Arena *a, PatternList *l, const Pattern *p)
{
    if (l->n && l->items[l->n - 1] == p) return;
    ARENA_PUSH(a, l->items, l->n, l->cap, p);
}

static bool begins_with_words(const Node *n)
{
    if (n->optional) return false;
    if (n->type != NODE_GROUP) return n->type == NODE_WORDS || n->type == NODE_CLASS;
    for (size_t i = 0; i < n->n_alts; i++)
        if (!begins_with_words(n->alts[i].items[0])) return false;
    return true;
}

/* Where a pivot may begin; a group of words is found by each of them. */
static void index_pivot(RuleIndex *ix, const Node *n, const Pattern *p, Arena *a)
{
    switch (n->type) {
    case NODE_WORDS: list_add(a, &ix->by_word[n->words[0]], p); break;
    case NODE_CLASS:
        for (size_t k = 0; k < n->n_classes; k++) list_add(a, &ix->by_class[n->classes[k].cls], p);
        break;
    case NODE_MENTION: list_add(a, &ix->by_mention, p); break;
    case NODE_NUMERIC: list_add(a, &ix->by_number, p); break;
    case NODE_GROUP:
        if (!begins_with_words(n)) list_add(a, &ix->by_other, p);
        else
            for (size_t k = 0; k < n->n_alts; k++) index_pivot(ix, n->alts[k].items[0], p, a);
        break;
    default: list_add(a, &ix->by_other, p);
    }
}

static const uint32_t number_kinds =
    1u << M_AMOUNT | 1u << M_PERCENT | 1u << M_NUMBER | 1u << M_QUANTITY | 1u << M_DATE | 1u << M_DURATION;

/* How many sentences hold what a node matches: a rank, low is rare. */
enum { RARE_PIVOT, RARE_CLASS, RARE_WORDS, COMMON_WORDS, ANY_NUMBER, ANY_MENTION, ANY_THING };

static bool is_common(const RuleSet *set, const char *phrase)
{
    char folded[256];
    const LexEntry *e;
    size_t n = lang_entries(set->lang, "function", &e), len = strlen(phrase);
    len = len < sizeof folded / 3 ? text_fold(phrase, len, folded, sizeof folded) : 0;
    for (size_t i = 0; len && i < n; i++)
        if (strcmp(e[i].phrase, folded) == 0) return true;
    return false;
}

/* Ranks of the classes: common where one of the phrases is a function word. */
static void rank_classes(RuleSet *set)
{
    for (size_t c = 0; c < set->n_classes; c++) {
        const Section *s = &set->lang->sections[c];
        for (size_t i = 0; i < s->n && !set->common_class[c]; i++)
            set->common_class[c] = is_common(set, s->entries[i].phrase);
    }
    const LexEntry *e;
    size_t n = lang_entries(set->lang, "function", &e);
    for (size_t i = 0; i < n; i++) {
        char folded[256];
        size_t len = strlen(e[i].phrase);
        len = len < sizeof folded / 3 ? text_fold(e[i].phrase, len, folded, sizeof folded) : 0;
        uint32_t word = len ? lang_word(set->lang, folded, len) : 0;
        if (word && word <= set->n_words) set->common_word[word] = true;
    }
    for (const char *mark = "-,:;.()'\""; *mark; mark++) {
        uint32_t word = lang_word(set->lang, mark, 1);
        if (word && word <= set->n_words) set->common_word[word] = true;
    }
}

static const Node *rarest(const RuleSet *set, const Seq *seq, int *rank);

/* The word of a phrase that is no function word, 0 where there is none. */
static uint32_t telling_word(const RuleSet *set, const Node *n)
{
    for (size_t i = n->n_words; i-- > 0;)
        if (!set->common_word[n->words[i]]) return n->words[i];
    return 0;
}

static int node_rank(const RuleSet *set, const Node *n)
{
    int rank = RARE_CLASS;
    switch (n->type) {
    case NODE_CLASS:
        for (size_t k = 0; k < n->n_classes; k++)
            if (set->common_class[n->classes[k].cls]) rank = COMMON_WORDS;
        break;
    case NODE_WORDS: rank = telling_word(set, n) ? RARE_WORDS : COMMON_WORDS; break;
    case NODE_NUMERIC: rank = ANY_NUMBER; break;
    case NODE_MENTION:
        rank = ANY_NUMBER;
        for (size_t k = 0; k < n->n_wants; k++)
            if (n->wants[k].kinds & ~number_kinds) rank = ANY_MENTION;
        break;
    case NODE_GROUP:
        for (size_t k = 0; k < n->n_alts; k++) {
            int worst;
            rarest(set, &n->alts[k], &worst);
            if (worst > rank) rank = worst;
        }
        break;
    case NODE_GAP:
    case NODE_START:
    case NODE_END: rank = ANY_THING;
    }
    return n->pivot && rank < COMMON_WORDS ? RARE_PIVOT : rank;
}

/* The atom of a sequence that must match and is the rarest; NULL where none must. */
static const Node *rarest(const RuleSet *set, const Seq *seq, int *rank)
{
    const Node *best = NULL;
    *rank = ANY_THING;
    for (size_t i = 0; i < seq->n; i++) {
        int r = seq->items[i]->optional ? ANY_THING : node_rank(set, seq->items[i]);
        if (r >= *rank) continue;
        best = seq->items[i];
        *rank = r;
    }
    return best;
}

static void note_trigger(RuleSet *set, const Node *n)
{
    int rank;
    if (!n) return;
    switch (n->type) {
    case NODE_WORDS: {
        uint32_t word = telling_word(set, n);
        set->trigger_word[word ? word : n->words[0]] = true;
        break;
    }
    case NODE_CLASS:
        for (size_t k = 0; k < n->n_classes; k++) set->trigger_class[n->classes[k].cls] = true;
        break;
    case NODE_NUMERIC: set->trigger_number = true; break;
    case NODE_MENTION:
        if (node_rank(set, n) <= ANY_NUMBER) set->trigger_number = true;
        break;
    case NODE_GROUP:
        for (size_t k = 0; k < n->n_alts; k++) note_trigger(set, rarest(set, &n->alts[k], &rank));
        break;
    case NODE_GAP:
    case NODE_START:
    case NODE_END: break;
    }
}

void rules_index(RuleSet *set, Arena *a)
{
    set->n_classes = set->lang->n_sections;
    set->n_words = map_count(set->lang->words);
    set->common_class = ARENA_ARRAY(a, bool, set->n_classes + 1);
    set->common_word = ARENA_ARRAY(a, bool, set->n_words + 1);
    rank_classes(set);
    set->trigger_class = ARENA_ARRAY(a, bool, set->n_classes + 1);
    set->trigger_word = ARENA_ARRAY(a, bool, set->n_words + 1);
    RuleIndex *both[] = {&set->facts, &set->dates};
    for (size_t k = 0; k < 2; k++) {
        both[k]->by_class = ARENA_ARRAY(a, PatternList, set->n_classes);
        both[k]->by_word = ARENA_ARRAY(a, PatternList, set->n_words + 1);
    }
    /* what words can tell is tried before what needs a tree */
    for (size_t r = 0; r < set->n; r++)
        for (int trees = 0; trees < 2; trees++)
            for (size_t i = 0; i < set->rules[r]->n_patterns; i++) {
                const Pattern *p = &set->rules[r]->patterns[i];
                bool date = set->rules[r]->date.op != NULL;
                if ((p->n_arms > 0) != trees) continue;
                index_pivot(date ? &set->dates : &set->facts, p->seq.items[p->pivot], p, a);
                int rank;
                if (!date && !set->rules[r]->domestic) note_trigger(set, rarest(set, &p->seq, &rank));
            }
}

bool rules_use_trees(const RuleSet *set)
{
    return set->trees;
}
bool rules_trigger_class(const RuleSet *set, int cls)
{
    return (size_t)cls < set->n_classes && set->trigger_class[cls];
}

bool rules_trigger_token(const RuleSet *set, const Token *tok)
{
    if (set->trigger_number && tok->flags & TOK_NUMBER) return true;
    return tok->word && tok->word <= set->n_words && set->trigger_word[tok->word];
}
