/* extract_condition.c: what is told under a condition has not come about: "would lift the ban if ...",
 * "unless A pays, B will leave", "it is unclear whether A will sign".
 */
#include "stage/extract_parts.h"

#include <string.h>

enum { AFTER_REACH = 3 };

/* The condition that begins at a token, its end and its key: "asked" opens a question and no condition of
 * what stands before it; "first" is one at the head of the sentence alone ("Had A attacked B, ..."); "none"
 * only looks like one ("as if", "if any"); "after" says right behind an act what it would be. */
static bool condition_at(const Extractor *x, uint32_t t, uint32_t *end, const char **key)
{
    if (!match_class_at(x->ix, t, x->condition, NULL, end, key)) return false;
    if (strcmp(*key, "first") == 0) return (x->doc->toks[t].flags & TOK_FIRST) != 0;
    return strcmp(*key, "none") != 0 && strcmp(*key, "after") != 0;
}

/* A condition behind the pivot, in its own clause. */
static bool condition_behind(const Extractor *x, const RuleMatch *m)
{
    uint32_t end, hi = x->doc->sents[m->sent].tok_end;
    const char *key;
    for (uint32_t t = m->pivot_end; t < hi; t++) {
        uint32_t list = behind_mention(x, t, hi, 1u << M_GROUP);
        if (list > t) {
            t = list - 1;
            continue;
        }
        if (condition_at(x, t, &end, &key)) return strcmp(key, "asked") != 0;
        if (match_class_at(x->ix, t, x->condition, "none", NULL, NULL)) return false;
        if (is_comma(x->doc, t) && !(t + 1 < hi && condition_at(x, t + 1, &end, &key))) return false;
        if (match_class_at(x->ix, t, x->clause, NULL, NULL, NULL) ||
            match_class_at(x->ix, t, x->speech, NULL, NULL, NULL) ||
            match_class_at(x->ix, t, x->list_and, NULL, NULL, NULL))
            return false;
    }
    return false;
}

/* Is what stands at the pivot asked: "it is unclear whether A has promised"? */
bool told_as_question(const Extractor *x, const RuleMatch *m)
{
    const char *key;
    uint32_t end;
    for (uint32_t t = m->pivot; x->condition >= 0 && t-- > x->doc->sents[m->sent].tok;) {
        if (condition_at(x, t, &end, &key)) return end <= m->pivot && strcmp(key, "asked") == 0;
        if (is_comma(x->doc, t) || match_class_at(x->ix, t, x->list_and, NULL, NULL, NULL)) return false;
    }
    return false;
}

/* A condition or question before the pivot, with neither a verb of saying nor the beginning of another main
 * clause between. */
static bool condition_before(const Extractor *x, const RuleMatch *m)
{
    const char *key;
    uint32_t end;
    for (uint32_t t = m->pivot; t-- > x->doc->sents[m->sent].tok;) {
        if (condition_at(x, t, &end, &key)) return end <= m->pivot;
        if (match_class_at(x->ix, t, x->speech, NULL, NULL, NULL)) return false;
        bool anew =
            match_class_at(x->ix, t, x->list_and, NULL, NULL, NULL) && t > 0 && is_comma(x->doc, t - 1);
        if (anew) return false;
    }
    return false;
}

/* A condition or question at the head of the sentence, and no comma up to the pivot: "If A asks B to ...,".
 */
bool within_condition(const Extractor *x, const RuleMatch *m)
{
    const char *key;
    uint32_t end, from = x->doc->sents[m->sent].tok;
    if (x->condition < 0 || !condition_at(x, from, &end, &key) || end > m->pivot) return false;
    for (uint32_t t = end; t < m->pivot; t++)
        if (is_comma(x->doc, t)) return false;
    return true;
}

/* "an attack on B would be a disaster", "the treaty with B was never signed" */
static bool hypothetical_after(const Extractor *x, const RuleMatch *m)
{
    uint32_t hi = x->doc->sents[m->sent].tok_end;
    for (uint32_t t = m->pivot_end; t < hi && t < m->tok_end + AFTER_REACH; t++)
        if (match_class_at(x->ix, t, x->condition, "after", NULL, NULL)) return true;
    return false;
}

bool told_under_condition(const Extractor *x, const RuleMatch *m)
{
    return x->condition >= 0 &&
           (condition_behind(x, m) || condition_before(x, m) || hypothetical_after(x, m));
}
