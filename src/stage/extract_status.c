/* extract_status.c: whether what a rule tells happened, is to come, or was only said, asked or denied. */
#include "stage/extract_parts.h"

#include <string.h>

enum { STATUS_REACH = 5 };

/* A phrase of the class at a token, not a part of a longer known phrase: "không", but not in "không quân",
 * "hàng không". */
static bool own_phrase(const Extractor *x, uint32_t t, uint32_t hi, int cls)
{
    uint32_t e;
    if (!match_class_at(x->ix, t, cls, NULL, &e, NULL)) return false;
    LexHit hits[32];
    size_t n = lang_hits(x->doc->lang, x->doc, t, hi, hits, 32);
    if (n && hits[0].tok_end > e && hits[0].cls != cls) return false;
    n = t > 0 ? lang_hits(x->doc->lang, x->doc, t - 1, hi, hits, 32) : 0;
    for (size_t i = 0; i < n; i++)
        if (hits[i].tok_end == e && hits[i].cls == x->topic) return false;
    return true;
}

/* A phrase of the class in the few words before the pivot, no comma between. */
static bool stands_before(const Extractor *x, const RuleMatch *m, int cls)
{
    uint32_t lo = x->doc->sents[m->sent].tok;
    for (uint32_t k = 1; k <= STATUS_REACH && m->pivot >= lo + k; k++) {
        uint32_t t = m->pivot - k;
        if (is_comma(x->doc, t)) return false;
        if (own_phrase(x, t, m->pivot, cls)) return true;
    }
    return false;
}

/* The subject that the match has from a verb before, "A met B | and signed ...", by its own words; NULL:
 * none. */
static const Mention *carried_subject(const Extractor *x, const RuleMatch *m)
{
    for (int r = 0; r < MAX_ROLES; r++) {
        const Binding *b = &m->roles[r];
        const Mention *a = b->set && b->mention >= 0 ? &x->doc->mentions[b->mention] : NULL;
        if (a && (a->flags & MF_CARRIED)) return &x->doc->mentions[a->members[0]];
    }
    return NULL;
}

/* Is a phrase of the class said of the verb before, too: "A will visit B and sign ..."? */
static bool stands_with_subject(const Extractor *x, const RuleMatch *m, int cls)
{
    const Mention *a = carried_subject(x, m);
    uint32_t end = a ? a->tok_end + STATUS_REACH : 0;
    for (uint32_t t = a ? a->tok_end : 0; t < end && t < m->pivot && !is_comma(x->doc, t); t++)
        if (own_phrase(x, t, m->pivot, cls)) return true;
    return false;
}

/* A phrase of the class among the matched words from a token on: "relations will turn 70". */
static bool stands_within(const Extractor *x, const RuleMatch *m, uint32_t from, int cls)
{
    for (uint32_t t = from; t < m->tok_end; t++)
        if (match_class_at(x->ix, t, cls, NULL, NULL, NULL)) return true;
    return false;
}

/* A comma, or a dash between spaces. */
static bool is_break(const Doc *doc, uint32_t t)
{
    const char *s = doc->text + doc->toks[t].span.start;
    bool dash = *s == '-' || strncmp(s, "\xE2\x80\x93", 3) == 0 || strncmp(s, "\xE2\x80\x94", 3) == 0;
    return is_comma(doc, t) || (dash && (doc->toks[t].flags & TOK_SPACE));
}

/* Does the match stand behind a word that makes it no fact, "A accused B of shelling C", with neither a comma
 * nor another clause between? Not where a conjunction begins anew: "A denied it and expelled B". */
static bool only_said(const Extractor *x, const RuleMatch *m)
{
    const Mention *carried = carried_subject(x, m);
    bool anew = match_class_before(x->ix, m->pivot, x->list_and, NULL, NULL, NULL);
    for (uint32_t t = m->pivot; t-- > x->doc->sents[m->sent].tok && !is_break(x->doc, t);) {
        uint32_t end;
        if (match_class_at(x->ix, t, x->irrealis, NULL, &end, NULL) && end <= m->pivot)
            return carried ? carried->tok > t
                           : !(m->tok < t ? anew
                                          : match_class_before(x->ix, m->tok, x->list_and, NULL, NULL, NULL));
        bool clause = match_class_at(x->ix, t, x->clause, NULL, NULL, NULL);
        bool of_it = match_class_before(x->ix, t, x->irrealis, NULL, NULL, NULL) ||
                     match_class_before(x->ix, t + 1, x->irrealis, NULL, NULL, NULL); /* "denied | that" */
        if (clause && !of_it) return false;
    }
    return false;
}

bool is_speech(const Fact *f)
{
    return f->type && (strcmp(f->type, "THREATEN") == 0 || strcmp(f->type, "ACCUSE") == 0 ||
                       strcmp(f->type, "REJECT") == 0);
}

bool is_spoken(const Fact *f)
{
    return f->kind == FACT_PLEDGE || (f->kind == FACT_EVENT && is_speech(f));
}

/* Words that were not said: "A could urge B", "A would promise it if B agreed". */
static bool unsaid(const Extractor *x, const RuleMatch *m)
{
    if (match_class_before(x->ix, m->pivot, x->unsaid, NULL, NULL, NULL) || told_as_question(x, m))
        return true;
    return match_class_before(x->ix, m->pivot, x->future_told, NULL, NULL, NULL) &&
           told_under_condition(x, m);
}

/* "The ministry said A would visit B": the future of what somebody told. */
static bool told_to_come(const Extractor *x, const RuleMatch *m)
{
    if (!stands_before(x, m, x->future_told)) return false;
    for (uint32_t t = x->doc->sents[m->sent].tok; t < m->pivot; t++)
        if (match_class_at(x->ix, t, x->telling, NULL, NULL, NULL)) return true;
    return false;
}

static bool fills_role(const RuleMatch *m, uint32_t t)
{
    for (int r = 0; r < MAX_ROLES; r++)
        if (m->roles[r].set && m->roles[r].tok <= t && t < m->roles[r].tok_end) return true;
    return false;
}

static bool comma_between(const Doc *doc, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if (is_comma(doc, t)) return true;
    return false;
}

/* A negation that a gap of the match has looked past: "has not held talks", "Trade has not reached $2
 * billion". Words are said all the same: "vowed not to". */
static bool negated_within(const Extractor *x, const Claim *c)
{
    const RuleMatch *m = c->m;
    if (is_spoken(&c->f)) return false;
    for (uint32_t t = m->tok; t < m->tok_end; t++) {
        if (t >= m->pivot && t < m->pivot_end) continue;
        if (!own_phrase(x, t, m->tok_end, x->negation_within) || fills_role(m, t)) continue;
        if (t < m->pivot ? !comma_between(x->doc, t, m->pivot) : !comma_between(x->doc, m->pivot_end, t))
            return true;
    }
    return false;
}

/* Is the act negated, only alleged, asked for or feared, or told under a condition? A figure is none the less
 * so, and words are said even if they set conditions. */
static bool undone(const Extractor *x, const Claim *c)
{
    if (stands_before(x, c->m, x->negation) || negated_within(x, c)) return true;
    if (c->f.kind == FACT_FIGURE) return false;
    if (c->f.kind != FACT_PLEDGE && match_class_before(x->ix, c->m->pivot, x->undone, NULL, NULL, NULL))
        return true;
    return only_said(x, c->m) ||
           (is_spoken(&c->f) ? within_condition(x, c->m) : told_under_condition(x, c->m));
}

/* What the verb behind a noun says of the act: "the talks between A and B | will start in May", "... have
 * been called off". */
typedef enum Outcome { HAPPENED, TO_COME, CALLED_OFF } Outcome;

static Outcome outcome_behind(const Extractor *x, const RuleMatch *m)
{
    enum { REACH = 10 };
    const Sentence *s = &x->doc->sents[m->sent];
    if (!match_class_at(x->ix, m->pivot, x->act_noun, NULL, NULL, NULL)) return HAPPENED;
    uint32_t from = m->tok_end; /* "his trip to B, which was cancelled" */
    bool aside = is_comma(x->doc, from) && match_class_at(x->ix, from + 1, x->clause, NULL, NULL, NULL);
    for (uint32_t t = aside ? from + 2 : from; t < s->tok_end && t < from + REACH && !is_break(x->doc, t);
         t++) {
        if (match_class_at(x->ix, t, x->called_off, NULL, NULL, NULL)) return CALLED_OFF;
        if (aside) continue;
        if (match_class_at(x->ix, t, x->future, NULL, NULL, NULL)) return TO_COME;
        if (match_class_at(x->ix, t, x->clause, NULL, NULL, NULL) ||
            match_class_at(x->ix, t, x->list_and, NULL, NULL, NULL))
            return HAPPENED;
        for (uint32_t k = doc_mention_from(x->doc, t); k < x->doc->n_mentions && x->doc->mentions[k].tok == t;
             k++) {
            const Mention *o = &x->doc->mentions[k];
            bool place = o->kind == M_PARTY && (o->flags & (MF_LOC | MF_CITY | MF_CAPITAL | MF_ADJ));
            if (o->parties.n && !place && o->kind != M_AGREEMENT && o->kind != M_PLACE) return HAPPENED;
        }
    }
    return HAPPENED;
}

/* "will sign a pact during X's visit": an act told by a noun behind "during" is still to come where the verb
 * before it is. */
static bool comes_with_verb(const Extractor *x, const RuleMatch *m)
{
    enum { NOUN_REACH = 8 };
    uint32_t lo = x->doc->sents[m->sent].tok, t = m->pivot, behind;
    if (!match_class_at(x->ix, m->pivot, x->act_noun, NULL, NULL, NULL)) return false;
    while (t > lo && t + NOUN_REACH > m->pivot && !match_class_at(x->ix, t, x->within_act, NULL, NULL, NULL))
        t--;
    if (!match_class_at(x->ix, t, x->within_act, NULL, NULL, NULL)) return false;
    for (behind = t; behind-- > lo;) {
        if (match_class_at(x->ix, behind, x->future, NULL, NULL, NULL) ||
            match_class_at(x->ix, behind, x->modal, NULL, NULL, NULL))
            return true;
        if (match_class_at(x->ix, behind, x->past_verb, NULL, NULL, NULL)) return false;
    }
    return false;
}

/* "Chile summoned Peru's envoy to protest": is whoever would act, named last before the infinitive, himself
 * behind somebody's verb? */
static bool acted_upon(const Extractor *x, const RuleMatch *m)
{
    const Mention *doer = NULL, *first = NULL;
    DOC_MENTIONS_OF(x->doc, m->sent, i)
    {
        const Mention *o = &x->doc->mentions[i];
        bool actor = o->kind == M_ACTOR || o->kind == M_PERSON || o->kind == M_POST || o->kind == M_GROUP ||
                     (o->kind == M_PARTY && !(o->flags & (MF_LOC | MF_CITY | MF_PART)));
        if (o->tok_end > m->pivot || !actor || !o->parties.n) continue;
        if (!doer || o->tok >= doer->tok_end) {
            first = doer;
            doer = o;
        }
    }
    if (!first) return false;
    for (uint32_t t = first->tok_end; t < doer->tok; t++)
        if (is_comma(x->doc, t) || match_class_at(x->ix, t, x->list_and, NULL, NULL, NULL) ||
            match_class_at(x->ix, t, x->clause, NULL, NULL, NULL) ||
            match_class_at(x->ix, t, x->speech, NULL, NULL, NULL))
            return false;
    return true;
}

bool fill_status(const Extractor *x, Claim *c)
{
    if (template_sets(c->t, "status")) {
        if (!c->f.status) c->f.status = "occurred";
        if (c->f.kind == FACT_CONTACT && outcome_behind(x, c->m) == CALLED_OFF) return false;
        if (strcmp(c->f.status, "proposed") == 0) return !stands_before(x, c->m, x->negation); /* a wish */
        return c->f.kind == FACT_POST || c->f.kind == FACT_FIGURE || is_spoken(&c->f) || !undone(x, c);
    }
    c->f.status = "occurred";
    if (c->f.kind == FACT_POST) {
        c->f.status = "ongoing";
        for (int r = 0; r < MAX_ROLES; r++)
            if (c->m->roles[r].set && c->m->roles[r].mention >= 0 &&
                (x->doc->mentions[c->m->roles[r].mention].flags & MF_FORMER))
                c->f.status = "ended";
        return true;
    }
    if (undone(x, c)) return false;
    if (c->f.kind == FACT_FIGURE) return true;
    if (c->f.kind == FACT_PLEDGE) return !unsaid(x, c->m);
    Outcome outcome = outcome_behind(x, c->m);
    if (outcome == CALLED_OFF) return false;
    bool next =
        match_class_before(x->ix, c->m->pivot, x->future_next, NULL, NULL, NULL); /* "ministers to meet" */
    if (next && acted_upon(x, c->m)) return false;
    /* the pivot's own "will visit"; but "will not recognise" is a refusal now, and "warns that it will
     * strike" has been said */
    uint32_t from = c->f.kind != FACT_EVENT ? c->m->pivot
                    : is_speech(&c->f)      ? c->m->tok_end
                                            : c->m->pivot_end;
    bool ahead = c->f.kind == FACT_EVENT && !is_speech(&c->f) && /* "will ban" is one phrase of the pack */
                 match_class_at(x->ix, c->m->pivot, x->future, NULL, NULL, NULL);
    if (next || ahead || outcome == TO_COME || comes_with_verb(x, c->m) ||
        stands_before(x, c->m, x->future) || stands_with_subject(x, c->m, x->future) ||
        told_to_come(x, c->m) || stands_within(x, c->m, from, x->future))
        c->f.status = "planned";
    else if (stands_before(x, c->m, x->modal) || stands_with_subject(x, c->m, x->modal)) return false;
    return true;
}
