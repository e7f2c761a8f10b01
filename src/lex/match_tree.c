/* match_tree.c: the arms of a pattern, followed through the dependency tree around its pivot.
 *
 * A path is walked depth first, dependents in the order of the text; the first word at the end of a path at
 * which the arm's atom fits is taken, and no choice is taken back. Sentences are short and paths are few, so
 * dependents are found by looking at every word of the tree.
 */
#include "lex/match_parts.h"

#include <math.h>
#include <string.h>

enum { MOST_REPEATS = 4, LONGEST_MENTION = 60 };
#define NO_WORD UINT32_MAX

void match_index_trees(MatchIndex *ix)
{
    const Doc *doc = ix->doc;
    const RuleSet *set = lang_rules(doc->lang);
    if (!doc->deps || !set) return;
    ix->dep_labels = ARENA_ARRAY(doc->arena, uint64_t, doc->n_deps + 1);
    for (uint32_t d = 0; d < doc->n_deps; d++)
        for (size_t l = 0; l < set->n_labels; l++) {
            const char *name = set->labels[l].name;
            size_t n = strlen(name);
            bool fits = strncmp(doc->deps[d], name, n) == 0 &&
                        (!doc->deps[d][n] || (set->labels[l].subtypes && doc->deps[d][n] == ':'));
            if (fits) ix->dep_labels[d] |= 1ull << l;
        }
    ix->word_of = ARENA_ARRAY(doc->arena, uint32_t, doc->n_toks + 1);
    memset(ix->word_of, 0xff, (doc->n_toks + 1) * sizeof *ix->word_of);
    for (uint32_t w = doc->n_words; w-- > 0;)
        if (doc->words[w].dep != WORD_NONE)
            for (uint32_t t = doc->words[w].tok; t < doc->words[w].tok_end; t++) ix->word_of[t] = w;
}

/* One walk: from where, for what, and what was found. */
typedef struct Walk {
    const MatchIndex *ix;
    const Doc *doc;
    const Arm *arm;
    const Path *path;
    uint32_t lo, hi;
    Binding *roles;
    Binding found;
    bool arrived; /* some path led to a word */
} Walk;

static bool label_fits(const Walk *k, uint32_t word, const Step *step)
{
    return !step->labels || k->ix->dep_labels[k->doc->words[word].dep] & step->labels;
}

/* The words [*from, *to) of the tree that `word` stands in; trees stand in the order of the text. */
static void tree_of(const Doc *doc, uint32_t word, uint32_t *from, uint32_t *to)
{
    uint32_t lo = 0, hi = doc->n_trees;
    while (hi - lo > 1) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (doc->trees[mid].word <= word) lo = mid;
        else hi = mid;
    }
    *from = doc->trees[lo].word;
    *to = doc->trees[lo].word_end;
}

static bool node_at(const Walk *k, const Node *group, uint32_t word)
{
    for (size_t i = 0; i < group->n_alts; i++)
        if (match_begins(k->ix, group->alts[i].items[0], k->doc->words[word].tok, k->hi)) return true;
    return false;
}

/* Does a dependent of `word` mark it so: "with Peru"? */
static bool marked(const Walk *k, const Node *mark, uint32_t word)
{
    uint32_t from, to;
    tree_of(k->doc, word, &from, &to);
    for (uint32_t w = from; w < to; w++)
        if (k->doc->words[w].head == word && w != word && node_at(k, mark, w)) return true;
    return false;
}

static bool step_fits(const Walk *k, const Step *step, uint32_t word)
{
    return (!step->mark || marked(k, step->mark, word)) && (!step->word || node_at(k, step->word, word));
}

/* ---- the end of a path ---- */

static bool taken(const Walk *k, int32_t mention)
{
    for (size_t r = 0; r < MAX_ROLES; r++)
        if (k->roles[r].set && k->roles[r].mention == mention) return true;
    return false;
}

/* The longest mention over the word that fits and serves no other role. */
static bool mention_over(Walk *k, uint32_t word)
{
    const Doc *doc = k->doc;
    const Node *n = k->arm->atom;
    uint32_t t = doc->words[word].tok;
    for (uint32_t at = t > k->lo + LONGEST_MENTION ? t - LONGEST_MENTION : k->lo; at <= t; at++)
        for (uint32_t m = k->ix->mention_first[at]; m < doc->n_mentions && doc->mentions[m].tok == at; m++) {
            const Mention *over = &doc->mentions[m];
            if (over->tok_end <= t || over->tok_end > k->hi || taken(k, (int32_t)m)) continue;
            for (size_t w = 0; w < n->n_wants; w++) {
                if (!mention_fits(over, n->wants[w])) continue;
                if (n->wants[w].kinds & WANT_ONE && match_edge_of_list(k->ix, over)) continue;
                k->found = (Binding){true, over->tok, over->tok_end, (int32_t)m, NULL, NAN};
                return true;
            }
        }
    return false;
}

static bool arrive(Walk *k, uint32_t word)
{
    const Node *n = k->arm->atom;
    uint32_t t = k->doc->words[word].tok;
    if (t < k->lo || t >= k->hi) return false;
    k->arrived = true;
    if (!n) {
        k->found = (Binding){true, t, t + 1, -1, NULL, NAN};
        return true;
    }
    if (n->type == NODE_MENTION) return mention_over(k, word);
    if (n->type == NODE_WORDS) {
        k->found = (Binding){true, t, t + (uint32_t)n->n_words, -1, NULL, NAN};
        return match_begins(k->ix, n, t, k->hi);
    }
    for (size_t c = 0; c < n->n_classes; c++) {
        k->found = (Binding){true, t, t + 1, -1, NULL, NAN};
        if (match_class_at(k->ix, t, n->classes[c].cls, n->classes[c].key, &k->found.tok_end, &k->found.key))
            return true;
    }
    return false;
}

/* ---- walking ---- */

static bool walk(Walk *k, size_t i, uint32_t word, uint32_t from, uint32_t to, int repeats)
{
    if (i == k->path->n) return arrive(k, word);
    const Step *step = &k->path->steps[i];
    if (step->repeat && walk(k, i + 1, word, from, to, 0)) return true;
    if (step->repeat && repeats == MOST_REPEATS) return false;
    size_t next = step->repeat ? i : i + 1;
    int more = step->repeat ? repeats + 1 : 0;
    if (step->up) {
        uint32_t head = k->doc->words[word].head;
        return head != word && label_fits(k, word, step) && step_fits(k, step, head) &&
               walk(k, next, head, from, to, more);
    }
    for (uint32_t w = from; w < to; w++)
        if (k->doc->words[w].head == word && w != word && label_fits(k, w, step) && step_fits(k, step, w) &&
            walk(k, next, w, from, to, more))
            return true;
    return false;
}

/* The word of a phrase on which its others hang: the first whose head stands outside. */
static uint32_t head_word(const MatchIndex *ix, uint32_t tok, uint32_t tok_end)
{
    for (uint32_t t = tok; t < tok_end; t++) {
        uint32_t w = ix->word_of[t];
        if (w == NO_WORD) continue;
        const Word *head = &ix->doc->words[ix->doc->words[w].head];
        if (ix->doc->words[w].head == w || head->tok < tok || head->tok >= tok_end) return w;
    }
    return NO_WORD;
}

static bool arm_fits(Walk *k, const Arm *arm, uint32_t pivot_word)
{
    k->arm = arm;
    k->arrived = false;
    for (size_t i = 0; i < arm->n; i++) {
        if (i && k->arrived && arm->paths[i].turn != arm->paths[i - 1].turn) return false;
        k->path = &arm->paths[i];
        uint32_t word = pivot_word;
        if (k->path->from >= 0) {
            const Binding *b = &k->roles[k->path->from];
            word = b->set ? head_word(k->ix, b->tok, b->tok_end) : NO_WORD;
        }
        if (word == NO_WORD) continue;
        uint32_t from, to;
        tree_of(k->doc, word, &from, &to);
        if (walk(k, 0, word, from, to, 0)) return true;
    }
    return false;
}

bool match_arms(const MatchIndex *ix, const Pattern *p, uint32_t lo, uint32_t hi, uint32_t pivot,
                uint32_t pivot_end, Binding *roles, uint32_t *tok, uint32_t *tok_end)
{
    if (!ix->word_of) return false;
    Walk k = {.ix = ix, .doc = ix->doc, .lo = lo, .hi = hi, .roles = roles};
    uint32_t word = head_word(ix, pivot, pivot_end);
    if (word == NO_WORD) return false;
    for (size_t i = 0; i < p->n_arms; i++) {
        const Arm *arm = &p->arms[i];
        bool fits = arm_fits(&k, arm, word);
        if (arm->not ? fits : !fits && !arm->atom->optional)
            return false; /* an arm without an atom is a 'not' */
        if (!fits || arm->not ) continue;
        if (arm->atom->role >= 0) roles[arm->atom->role] = k.found;
        if (k.found.tok < *tok) *tok = k.found.tok;
        if (k.found.tok_end > *tok_end) *tok_end = k.found.tok_end;
    }
    return true;
}

static bool in_role(const Binding *roles, uint32_t tok)
{
    for (size_t r = 0; r < MAX_ROLES; r++)
        if (roles[r].set && tok >= roles[r].tok && tok < roles[r].tok_end) return true;
    return false;
}

static bool without_at(const MatchIndex *ix, const Rule *rule, uint32_t word, uint32_t lo, uint32_t hi)
{
    uint32_t t = ix->doc->words[word].tok;
    if (t < lo || t >= hi) return false;
    for (size_t i = 0; i < rule->n_without; i++)
        if (match_begins(ix, rule->without[i], t, hi)) return true;
    return false;
}

bool match_arms_without(const MatchIndex *ix, const Rule *rule, uint32_t lo, uint32_t hi, uint32_t pivot,
                        uint32_t pivot_end, const Binding *roles)
{
    const Word *words = ix->doc->words;
    uint32_t top = head_word(ix, pivot, pivot_end), from, to;
    tree_of(ix->doc, top, &from, &to);
    for (uint32_t w = from; w < to; w++) {
        uint32_t at = w;
        int depth = 0;
        while (at != top && words[at].head != at && depth < 2 && !in_role(roles, words[at].tok)) {
            at = words[at].head;
            depth++;
        }
        if (at == top && without_at(ix, rule, w, lo, hi)) return true;
    }
    for (int i = 0; i < MOST_REPEATS && words[top].head != top; i++) {
        top = words[top].head;
        if (without_at(ix, rule, top, lo, hi)) return true;
    }
    return false;
}
