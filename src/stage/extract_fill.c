/* extract_fill.c: what a rule leaves open: where, who, about what. */
#include "stage/extract_parts.h"

#include <math.h>
#include <string.h>

enum { PLACE_REACH = 25 };

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
