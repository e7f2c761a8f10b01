/* extract_fill.c: what a rule leaves open: whether it happened, where, who, about what. */
#include "stage/extract_parts.h"

#include <math.h>
#include <string.h>

enum { STATUS_REACH = 5, PLACE_REACH = 25 };

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

static bool fill_status(const Extractor *x, Claim *c)
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

/* The town of the dateline, where there is one. */
static const Mention *dateline_town(const Doc *doc)
{
    for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].sent < 4; i++) {
        const Mention *m = &doc->mentions[i];
        const Sentence *s = &doc->sents[m->sent];
        if (m->kind == M_PARTY && (m->flags & (MF_CAPITAL | MF_CITY)) && m->tok_end < behind_dateline(doc, s))
            return m;
    }
    return NULL;
}

/* "opened an embassy | in Santiago": the town that a role of a ceremony names. */
static const char *town_of_role(const Extractor *x, const Claim *c)
{
    for (int r = 0; r < MAX_ROLES; r++) {
        const Binding *b = &c->m->roles[r];
        const Mention *m = b->set && b->mention >= 0 ? &x->doc->mentions[b->mention] : NULL;
        if (m && m->kind == M_PARTY && (m->flags & MF_LOC) && (m->flags & (MF_CAPITAL | MF_CITY)))
            return m->name;
    }
    return NULL;
}

/* Where a contact without a place of its own was: a visit in the state visited, a meeting in the dateline's
 * town, if that is a town of one of the parties. */
static const char *place_by_context(const Extractor *x, const Claim *c)
{
    bool visit = strcmp(c->f.mode, "visit") == 0;
    const char *town_there = strcmp(c->f.mode, "ceremony") == 0 ? town_of_role(x, c) : NULL;
    if (town_there) return town_there;
    for (size_t i = 0; visit && i < c->t->n; i++) {
        if (strcmp(c->t->fields[i]->name, "host") != 0 || !c->t->values[i].n_roles) continue;
        const Binding *b = &c->m->roles[c->t->values[i].roles[0]];
        const Mention *m = b->set && b->mention >= 0 ? &x->doc->mentions[b->mention] : NULL;
        return m && m->kind == M_PARTY && !(m->flags & (MF_ADJ | MF_ORG)) ? m->name : NULL;
    }
    const Mention *town = visit || c->f.people.n < 2 ? NULL : dateline_town(x->doc);
    return town && strlist_has(&c->f.parties, lex_party_code(x->lex, town->parties.id[0])) ? town->name
                                                                                           : NULL;
}

static void fill_place(const Extractor *x, Claim *c)
{
    bool wants = c->f.kind == FACT_CONTACT && c->f.mode && strcmp(c->f.mode, "call") != 0 &&
                 strcmp(c->f.mode, "message") != 0;
    if (!wants || template_sets(c->t, "place")) return;
    const Mention *p =
        nearest(x, c, (MentionWant){.kinds = (1u << M_PLACE) | (1u << M_PARTY), .need = MF_LOC}, NULL,
                PLACE_REACH, false);
    const Mention *q = nearest(x, c, (MentionWant){.kinds = 1u << M_PLACE}, NULL, PLACE_REACH, false);
    if (!p || (q && distance(x, c->m, q) < distance(x, c->m, p))) p = q;
    if (p && c->f.host.n && p->parties.n &&
        !strlist_has(&c->f.host, lex_party_code(x->lex, p->parties.id[0])))
        p = NULL; /* "arrived in Mombasa straight from Johannesburg" */
    bool there = strcmp(c->f.status, "occurred") == 0 || strcmp(c->f.mode, "ceremony") == 0;
    c->f.place = p ? p->name : there ? place_by_context(x, c) : NULL;
}

/* Does the template say that this field stays empty (`people=none`)? */
static bool leaves_out(const FactTemplate *t, const char *field)
{
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->fields[i]->name, field) == 0) return t->values[i].kind == VALUE_NONE;
    return false;
}

static void fill_people(const Extractor *x, Claim *c)
{
    bool promise =
        c->f.kind == FACT_PLEDGE && !leaves_out(c->t, "people"); /* who promises and to whom, always */
    if (!promise && (template_sets(c->t, "people") || (c->f.kind != FACT_CONTACT && c->f.kind != FACT_BODY)))
        return;
    for (size_t i = 0; i < c->t->n; i++) {
        if (c->t->fields[i]->type != FIELD_LIST || strcmp(c->t->fields[i]->name, "bodies") == 0) continue;
        const Value *v = &c->t->values[i];
        for (size_t k = 0; k < v->n_roles; k++) {
            people_of_role(x, c, v->roles[k], v, &c->f.people);
        }
    }
}

/* "..., he said", "..., kata Menteri X": does a verb of saying stand beside the mention? */
static bool beside_speech(const Extractor *x, const Mention *m)
{
    return match_class_at(x->ix, m->tok_end, x->speech, NULL, NULL, NULL) ||
           match_class_before(x->ix, m->tok, x->speech, NULL, NULL, NULL);
}

/* Who speaks for the parties of a promise: people of theirs named before the pivot ("X said that A is ready
 * to ..."), or behind it with a verb of saying ("A is ready to ..., X added"). */
static void fill_speakers(const Extractor *x, Claim *c)
{
    if (c->f.kind != FACT_PLEDGE || leaves_out(c->t, "people")) return;
    for (uint32_t i = 0; i < x->doc->n_mentions; i++) {
        const Mention *m = &x->doc->mentions[i];
        if (m->sent > c->m->sent) break;
        if (m->sent != c->m->sent || (m->flags & MF_PART) || !m->parties.n) continue;
        if (m->kind != M_PERSON && !((m->kind == M_PRONOUN || m->kind == M_POST) && m->ref >= 0)) continue;
        if (m->tok >= c->m->pivot && !beside_speech(x, m)) continue;
        const char *code = lex_party_code(x->lex, m->parties.id[0]);
        if (strlist_has(&c->f.by, code) || strlist_has(&c->f.to, code))
            people_of(x->doc, x->lex, m, &c->f.people, x->doc->arena);
    }
}

static void topics_between(const Extractor *x, Claim *c, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to && c->f.topics.n < 8; t++) {
        uint32_t e;
        const char *key;
        if (match_class_at(x->ix, t, x->topic, NULL, &e, &key) && *key)
            strlist_add(&c->f.topics, key, x->doc->arena);
    }
}

/* What a promise is about stands behind its verb; in front of it where the sentence ends with it: "Trade and
 * energy are to be at the core, the two leaders agreed on Monday". */
static void fill_topics(const Extractor *x, Claim *c)
{
    enum { END_REACH = 8 };
    if (c->f.kind != FACT_PLEDGE || template_sets(c->t, "topics")) return;
    const Sentence *s = &x->doc->sents[c->m->sent];
    topics_between(x, c, c->m->pivot_end, s->tok_end);
    if (!c->f.topics.n && s->tok_end - c->m->pivot_end <= END_REACH)
        topics_between(x, c, behind_dateline(x->doc, s), c->m->pivot);
}

/* "up 27.4%", "tăng 15%", "a rise of 3 percent": a percentage with a word of growth or fall close by. */
static void fill_change(const Extractor *x, Claim *c)
{
    if (c->f.kind != FACT_FIGURE || template_sets(c->t, "change")) return;
    uint32_t best = 25;
    DOC_MENTIONS_OF(x->doc, c->m->sent, i)
    {
        const Mention *m = &x->doc->mentions[i];
        if (m->kind != M_PERCENT || (m->flags & MF_PART)) continue;
        uint32_t lo = m->tok > x->doc->sents[m->sent].tok + 5 ? m->tok - 5 : x->doc->sents[m->sent].tok;
        int sign = 0;
        for (uint32_t t = m->tok; t-- > lo && !sign;)
            sign = match_class_at(x->ix, t, x->up, NULL, NULL, NULL)     ? 1
                   : match_class_at(x->ix, t, x->down, NULL, NULL, NULL) ? -1
                                                                         : 0;
        for (uint32_t t = m->tok_end; t < m->tok_end + 2 && t < x->doc->sents[m->sent].tok_end && !sign; t++)
            sign = match_class_at(x->ix, t, x->up, NULL, NULL, NULL)     ? 1
                   : match_class_at(x->ix, t, x->down, NULL, NULL, NULL) ? -1
                                                                         : 0;
        uint32_t d = distance(x, c->m, m);
        if (!sign || d >= best) continue;
        best = d;
        c->f.change = sign * m->number;
    }
}

static void fill_agreement(const Extractor *x, Claim *c)
{
    if (c->f.kind != FACT_AGREEMENT) return;
    for (int r = 0; r < MAX_ROLES; r++) {
        const Binding *b = &c->m->roles[r];
        const Mention *m = b->set && b->mention >= 0 ? &x->doc->mentions[b->mention] : NULL;
        if (!m || m->kind != M_AGREEMENT) continue;
        if (!template_sets(c->t, "title")) c->f.title = m->name;
        if (!template_sets(c->t, "type")) c->f.type = m->value;
        if (c->f.parties.n < 2 && m->parties.n >= 2)
            codes_of(x->lex, &m->parties, &c->f.parties, x->doc->arena);
        /* a term stands inside the title: "the 2024-2026 period" */
        for (uint32_t i = 0; i < x->doc->n_mentions && !template_sets(c->t, "term"); i++) {
            const Mention *d = &x->doc->mentions[i];
            if (d->kind == M_DATE && (d->flags & MF_RANGE) && d->value && d->tok >= m->tok &&
                d->tok_end <= m->tok_end)
                c->f.term = d->value;
        }
    }
}

/* A few dollars are no trade between states: the scale is written in a way that the lists lack. */
static bool lacks_scale(const Fact *f)
{
    static const char *const sums[] = {"trade", "exports", "imports", "investment", "loan", "debt"};
    enum { LEAST = 1000, CODE = 3 };
    if (f->kind != FACT_FIGURE || !f->unit || isnan(f->value) || f->value >= LEAST) return false;
    if (strlen(f->unit) != CODE || strspn(f->unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != CODE) return false;
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++)
        if (strcmp(f->measure, sums[i]) == 0) return true;
    return false;
}

bool fill_open_fields(Extractor *x, Claim *c)
{
    if (lacks_scale(&c->f)) return false;
    if (!fill_status(x, c)) return false;
    fill_agreement(x, c);
    fill_date(x, c);
    fill_anniversary(x, c);
    fill_people(x, c);
    fill_place(x, c);
    fill_speakers(x, c);
    fill_topics(x, c);
    fill_change(x, c);
    fill_planned(x, c);
    return true;
}
