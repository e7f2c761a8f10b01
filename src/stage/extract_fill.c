/* extract_fill.c: what a rule leaves open: when, where, who, about what, whether it happened. */
#include "base/edtf.h"
#include "base/text.h"
#include "stage/extract_parts.h"

#include <math.h>
#include <string.h>

enum {
    BACKGROUND_DAYS = 31,
    CLAUSE_COST = 18,
    STATUS_REACH = 5,
    DATE_REACH = 30,
    PERIOD_REACH = 60,
    PLACE_REACH = 25,
    DATELINE_REACH = 14
};

static bool is_comma(const Doc *doc, uint32_t t)
{
    Span s = doc->toks[t].span;
    return s.end - s.start == 1 && doc->text[s.start] == ',';
}

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

/* A phrase of the class among the matched words from a token on: "relations will turn 70". */
static bool stands_within(const Extractor *x, const RuleMatch *m, uint32_t from, int cls)
{
    for (uint32_t t = from; t < m->tok_end; t++)
        if (match_class_at(x->ix, t, cls, NULL, NULL, NULL)) return true;
    return false;
}

/* Does the match stand behind a word that makes it no fact, "A accused B of shelling C", with neither a comma
 * nor another clause between? Not where a conjunction begins anew: "A denied it and expelled B". */
static bool only_said(const Extractor *x, const RuleMatch *m)
{
    bool anew = match_class_before(x->ix, m->pivot, x->list_and, NULL, NULL, NULL);
    for (uint32_t t = m->pivot; t-- > x->doc->sents[m->sent].tok && !is_comma(x->doc, t);) {
        uint32_t end;
        if (match_class_at(x->ix, t, x->irrealis, NULL, &end, NULL) && end <= m->pivot)
            return !(m->tok < t ? anew : match_class_before(x->ix, m->tok, x->list_and, NULL, NULL, NULL));
        bool clause = match_class_at(x->ix, t, x->clause, NULL, NULL, NULL);
        if (clause && !match_class_before(x->ix, t, x->irrealis, NULL, NULL, NULL)) return false;
    }
    return false;
}

/* An event of words: said, whatever it speaks of. */
static bool is_speech(const Fact *f)
{
    return f->type && (strcmp(f->type, "THREATEN") == 0 || strcmp(f->type, "ACCUSE") == 0 ||
                       strcmp(f->type, "REJECT") == 0);
}

static bool fill_status(const Extractor *x, Claim *c)
{
    if (template_sets(c->t, "status")) {
        if (!c->f.status) c->f.status = "occurred";
        return true;
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
    if (stands_before(x, c->m, x->negation)) return false;
    if (c->f.kind == FACT_FIGURE) return true;
    if (only_said(x, c->m)) return false;
    if (c->f.kind == FACT_PLEDGE) return true;
    bool next =
        match_class_before(x->ix, c->m->pivot, x->future_next, NULL, NULL, NULL); /* "ministers to meet" */
    /* the pivot's own "will visit"; but "will not recognise" is a refusal now, and "warns that it will
     * strike" has been said */
    uint32_t from = c->f.kind != FACT_EVENT ? c->m->pivot
                    : is_speech(&c->f)      ? c->m->tok_end
                                            : c->m->pivot_end;
    if (next || stands_before(x, c->m, x->future) || stands_within(x, c->m, from, x->future))
        c->f.status = "planned";
    else if (stands_before(x, c->m, x->modal)) return false;
    return true;
}

static bool is_role(const RuleMatch *m, int32_t mention)
{
    for (int r = 0; r < MAX_ROLES; r++)
        if (m->roles[r].set && m->roles[r].mention == mention) return true;
    return false;
}

/* Does the mention stand in a clause of its own that ends before the pivot: "X, who in May visited Z, met Y"?
 */
static bool in_aside(const Extractor *x, const Mention *d, uint32_t pivot)
{
    uint32_t t = d->tok_end, lo = x->doc->sents[d->sent].tok;
    while (t < pivot && !is_comma(x->doc, t)) t++;
    if (t == pivot) return false;
    for (t = d->tok; t-- > lo && !is_comma(x->doc, t);)
        if (match_class_at(x->ix, t, x->clause, NULL, NULL, NULL)) return t > lo && is_comma(x->doc, t - 1);
    return false;
}

/* The end of the name or post, with all that belongs to it, that begins at a token and ends before `hi`; the
 * token itself where none does. */
static uint32_t behind_person(const Extractor *x, uint32_t t, uint32_t hi)
{
    const Doc *doc = x->doc;
    uint32_t lo = 0, n = doc->n_mentions; /* they stand in the order of their tokens */
    while (lo < n) {
        uint32_t mid = lo + (n - lo) / 2;
        if (doc->mentions[mid].tok < t) lo = mid + 1;
        else n = mid;
    }
    for (; lo < doc->n_mentions && doc->mentions[lo].tok == t; lo++) {
        const Mention *m = &doc->mentions[lo];
        if (m->tok_end <= hi && (m->kind == M_PERSON || m->kind == M_POST)) return m->tok_end;
    }
    return t;
}

/* Words from the pivot to a mention; a comma counts as three, a person with his posts as one word. */
static uint32_t distance(const Extractor *x, const RuleMatch *m, const Mention *d)
{
    uint32_t a = d->tok >= m->pivot ? m->pivot_end : d->tok_end, b = d->tok >= m->pivot ? d->tok : m->pivot,
             n = 0;
    for (uint32_t t = a; t < b; t++) {
        uint32_t behind = behind_person(x, t, b);
        if (behind > t) {
            n++;
            t = behind - 1;
            continue;
        }
        n += is_comma(x->doc, t) ? 3 : 1;
        /* "met to discuss what was agreed during the visit in May": the month is of the other clause */
        if (t > a && match_class_at(x->ix, t, x->clause, NULL, NULL, NULL)) n += CLAUSE_COST;
    }
    if (d->tok < m->pivot && in_aside(x, d, m->pivot)) n += CLAUSE_COST;
    bool another = d->tok < m->pivot && match_class_before(x->ix, m->pivot, x->list_and, NULL, NULL, NULL);
    return another ? n + 8 : n; /* "emerged in 1973 and held": the date is of the first verb */
}

/* Where the report begins behind a dateline, "NAIROBI, April 2 - Kenya ...", "NAIROBI, April 2: Kenya ...",
 * "Nairobi | THE HERALD | Kenya ...": its day and place are the report's, not the fact's. The sentence's
 * first token where there is none. */
static uint32_t behind_dateline(const Doc *doc, const Sentence *s)
{
    for (uint32_t t = s->tok; t < s->tok_end && t < s->tok + DATELINE_REACH; t++) {
        const Token *tok = &doc->toks[t];
        if ((tok->flags & TOK_WORD) && !(tok->flags & TOK_CAP)) break;
        size_t i = tok->span.start;
        int32_t c = text_next(doc->text, tok->span.end, &i);
        bool dash = (c == '-' || c == 0x2013 || c == 0x2014) && (tok->flags & TOK_SPACE);
        bool colon = c == ':' && t > s->tok && (doc->toks[t - 1].flags & TOK_NUMBER); /* behind its day */
        if (t > s->tok && (dash || colon || c == '|')) return t + 1;
    }
    return s->tok;
}

static const Mention *nearest(const Extractor *x, const Claim *c, MentionWant want, uint32_t reach,
                              bool period)
{
    uint32_t from = behind_dateline(x->doc, &x->doc->sents[c->m->sent]);
    const Mention *best = NULL;
    uint32_t best_d = reach + 1;
    for (uint32_t i = 0; i < x->doc->n_mentions; i++) {
        const Mention *m = &x->doc->mentions[i];
        if (m->sent > c->m->sent) break;
        if (m->sent != c->m->sent || m->tok < from || !mention_fits(m, want) || is_role(c->m, (int32_t)i))
            continue;
        /* "up 5% from 2023": the year compared with */
        if (m->kind == M_DATE &&
            (!m->value || match_class_before(x->ix, m->tok, x->date_compare, NULL, NULL, NULL)))
            continue;
        uint32_t d = distance(x, c->m, m);
        if (period && (m->flags & MF_PERIOD) && d > 2) d -= 2;
        if (d < best_d) {
            best = m;
            best_d = d;
        }
    }
    return best;
}

/* A promise's own day stands before its verb, or is a day that has been; what comes behind is what is
 * promised. */
static bool dates_the_speech(const Extractor *x, const Claim *c, const Mention *d)
{
    DayRange day, told;
    if (d->flags & MF_FUTURE) return false;
    if (!edtf_days(d->value, &day)) return d->tok < c->m->pivot;
    if (edtf_days(x->doc->published, &told) && day.first > told.last) return false;
    return d->tok < c->m->pivot || day.first == day.last;
}

/* "said on Wednesday that he will visit": no day of the visit. */
static bool dates_the_news(const Extractor *x, const Claim *c, const Mention *d)
{
    DayRange day, told;
    if (strcmp(c->f.status, "planned") != 0 || d->tok >= c->m->pivot || (d->flags & MF_FUTURE)) return false;
    if (!edtf_days(d->value, &day) || !edtf_days(x->doc->published, &told) || day.last > told.last)
        return false;
    for (uint32_t t = d->tok_end; t < c->m->pivot; t++)
        if (match_class_at(x->ix, t, x->clause, NULL, NULL, NULL)) return true;
    return false;
}

/* "met to discuss the visit, which will take place on June 22", "signed a pact that runs until 2030": a day
 * to come behind another clause or a word of the future is no day of what was done. */
static bool dates_what_comes(const Extractor *x, const Claim *c, const Mention *d)
{
    DayRange day, told;
    if (strcmp(c->f.status, "occurred") != 0 || d->tok < c->m->pivot_end || !edtf_days(d->value, &day) ||
        !edtf_days(x->doc->published, &told) || day.first <= told.last)
        return false;
    for (uint32_t t = c->m->pivot_end; t < d->tok; t++)
        if (match_class_at(x->ix, t, x->clause, NULL, NULL, NULL) ||
            match_class_at(x->ix, t, x->future, NULL, NULL, NULL))
            return true;
    return false;
}

/* Does a word of beginning stand between the pivot, or the sentence's start, and the date? */
static bool since_then(const Extractor *x, const RuleMatch *m, const Mention *d)
{
    int since = lang_class(x->doc->lang, "date-since");
    for (uint32_t t = d->tok; t-- > x->doc->sents[d->sent].tok && t != m->pivot && !is_comma(x->doc, t);)
        if (match_class_at(x->ix, t, since, NULL, NULL, NULL)) return true;
    return false;
}

static void fill_date(Extractor *x, Claim *c)
{
    bool figure = c->f.kind == FACT_FIGURE;
    const char *field = figure ? "period" : "date";
    const char **at = figure ? &c->f.period : &c->f.date;
    if (c->f.kind == FACT_POST) return;
    if (!template_sets(c->t, field)) {
        /* a range of years is a term or a period, not the day of an act */
        bool act = c->f.kind == FACT_AGREEMENT || c->f.kind == FACT_CONTACT || c->f.kind == FACT_PLEDGE;
        const Mention *d =
            nearest(x, c, (MentionWant){.kinds = 1u << M_DATE}, figure ? PERIOD_REACH : DATE_REACH, figure);
        bool span = d && (d->flags & MF_RANGE) && d->date;
        if (span && act && d->date->op == DATE_YEARS) d = NULL;
        else if (span && (act || c->f.kind == FACT_EVENT) && d->date->op == DATE_PAST) d = NULL;
        /* "the first visit since August 2017", "since his inauguration on January 7" */
        bool once = c->f.kind == FACT_CONTACT || c->f.kind == FACT_AID || c->f.kind == FACT_EVENT;
        if (d && once && since_then(x, c->m, d)) d = NULL;
        /* "was told to leave by May 15": a deadline */
        if (d && !figure &&
            match_class_before(x->ix, d->tok, lang_class(x->doc->lang, "date-until"), NULL, NULL, NULL))
            d = NULL;
        if (d && c->f.kind == FACT_PLEDGE && !dates_the_speech(x, c, d)) d = NULL;
        if (d && !figure && (dates_the_news(x, c, d) || dates_what_comes(x, c, d))) d = NULL;
        if (d) *at = d->value;
        else if (figure && !c->f.target && x->last_period && c->m->sent <= x->last_period_sent + 1)
            *at = x->last_period;
    }
    if (figure && *at && !c->f.target) {
        x->last_period = *at;
        x->last_period_sent = c->m->sent;
    }
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

/* Where a contact without a place of its own was: a visit in the state visited, a meeting in the dateline's
 * town, if that is a town of one of the parties. */
static const char *place_by_context(const Extractor *x, const Claim *c)
{
    bool visit = strcmp(c->f.mode, "visit") == 0;
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
    const Mention *p = nearest(
        x, c, (MentionWant){.kinds = (1u << M_PLACE) | (1u << M_PARTY), .need = MF_LOC}, PLACE_REACH, false);
    const Mention *q = nearest(x, c, (MentionWant){.kinds = 1u << M_PLACE}, PLACE_REACH, false);
    if (!p || (q && distance(x, c->m, q) < distance(x, c->m, p))) p = q;
    if (p && c->f.host.n && p->parties.n &&
        !strlist_has(&c->f.host, lex_party_code(x->lex, p->parties.id[0])))
        p = NULL; /* "arrived in Mombasa straight from Johannesburg" */
    c->f.place = p ? p->name : strcmp(c->f.status, "occurred") == 0 ? place_by_context(x, c) : NULL;
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
            people_of_role(x, c, v->roles[k], &c->f.people);
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

static void fill_topics(const Extractor *x, Claim *c)
{
    if (c->f.kind != FACT_PLEDGE || template_sets(c->t, "topics")) return;
    uint32_t hi = x->doc->sents[c->m->sent].tok_end;
    for (uint32_t t = c->m->pivot_end; t < hi && c->f.topics.n < 8; t++) {
        uint32_t e;
        const char *key;
        if (match_class_at(x->ix, t, x->topic, NULL, &e, &key) && *key)
            strlist_add(&c->f.topics, key, x->doc->arena);
    }
}

/* "up 27.4%", "tăng 15%", "a rise of 3 percent": a percentage with a word of growth or fall close by. */
static void fill_change(const Extractor *x, Claim *c)
{
    if (c->f.kind != FACT_FIGURE || template_sets(c->t, "change")) return;
    uint32_t best = 25;
    for (uint32_t i = 0; i < x->doc->n_mentions; i++) {
        const Mention *m = &x->doc->mentions[i];
        if (m->sent > c->m->sent) break;
        if (m->sent != c->m->sent || m->kind != M_PERCENT || (m->flags & MF_PART)) continue;
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

/* A contact dated after the article has not happened. */
static void fill_planned(const Extractor *x, Claim *c)
{
    DayRange published, days;
    if (!edtf_days(x->doc->published, &published) || !edtf_days(c->f.date, &days)) return;
    if (strcmp(c->f.status, "occurred") == 0 && days.first > published.last && c->f.kind != FACT_PLEDGE)
        c->f.status = "planned";
}

/* "30 years of ties (21/12/1995)": the day named is the first; the anniversary falls `years` later. */
static void fill_anniversary(const Extractor *x, Claim *c)
{
    Day founded, anchor;
    if (c->f.kind != FACT_RELATION || !c->f.what || strcmp(c->f.what, "anniversary") != 0 ||
        isnan(c->f.years) || !c->f.date)
        return;
    if (!x->doc->anchor || !day_parse(x->doc->anchor, &anchor) || !day_parse(c->f.date, &founded)) return;
    int year = founded.y + (int)c->f.years;
    if (c->f.years < 1 || year < anchor.y - 1 || year > anchor.y + 1) return;
    c->f.date = arena_printf(x->doc->arena, "%04d%s", year, c->f.date + 4);
}

bool fill_open_fields(Extractor *x, Claim *c)
{
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

static size_t shared(const StrList *a, const StrList *b)
{
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++) n += strlist_has(b, a->items[i]);
    return n;
}

/* The day the article reports on: the first day named in its body that lies within two weeks before
 * publication. */
static const char *reported_day(const Doc *doc)
{
    DayRange published, day;
    const char *report = NULL;
    if (!edtf_days(doc->published, &published)) return NULL;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->kind != M_DATE || !edtf_days(m->value, &day) || day.first != day.last) continue;
        const Sentence *s = &doc->sents[m->sent];
        if (doc->paras[s->para].role == PARA_TITLE || m->sent > 8) continue;
        if (m->tok < behind_dateline(doc, s)) { /* the day of the report: where no other is named */
            if (!report) report = m->value;
            continue;
        }
        if (day.first <= published.last && day.first >= published.last - 14) return m->value;
    }
    return report;
}

static bool is(const char *a, const char *b)
{
    return a && strcmp(a, b) == 0;
}

/* Does the first contact last longer than the second and hold it: a visit, and the talks on one of its days?
 */
static bool holds(const Fact *longer, const Fact *o)
{
    DayRange a, b;
    if (!edtf_days(longer->date, &a) || !edtf_days(o->date, &b)) return false;
    return a.first <= b.first && b.last <= a.last && a.last - a.first > b.last - b.first;
}

/* The contact that a promise or a signing belongs to: of the same parties rather than of more; the last
 * before it, else the first after it; the talks rather than the visit around them; one of long ago is
 * background and dates nothing. */
static const Fact *contact_of(const Extractor *x, const Fact *f)
{
    StrList own = fact_all_parties(f, x->doc->arena);
    const Fact *best = NULL;
    bool best_exact = false;
    DayRange told = {0, -1}, held;
    if (!edtf_days(x->doc->published, &told)) /* not known: the latest contact stands for it */
        for (uint32_t k = 0; k < x->doc->n_claims; k++)
            if (x->doc->claims[k].kind == FACT_CONTACT && edtf_days(x->doc->claims[k].date, &held) &&
                (told.last < told.first || held.first > told.first))
                told = held;
    for (uint32_t k = 0; k < x->doc->n_claims; k++) {
        const Fact *o = &x->doc->claims[k];
        if (o->kind != FACT_CONTACT || !o->date || shared(&own, &o->parties) < own.n ||
            is(o->status, "planned") || is(o->status, "proposed"))
            continue;
        if (told.last >= told.first && edtf_days(o->date, &held) && held.last < told.first - BACKGROUND_DAYS)
            continue;
        bool exact = o->parties.n == own.n, before = o->span.start <= f->span.start;
        if (best && exact == best_exact && holds(o, best)) continue;
        if (!best || (exact && !best_exact) || (exact == best_exact && (before || holds(best, o)))) {
            best = o;
            best_exact = exact;
        }
    }
    return best;
}

/* "The two sides agreed ...": for whom the people of the last talks of these parties, told before, agreed. */
static void people_of_talks(const Extractor *x, Fact *f)
{
    for (uint32_t k = x->doc->n_claims; k-- > 0;) {
        const Fact *o = &x->doc->claims[k];
        if (o->kind != FACT_CONTACT || o->people.n < 2 || o->span.start > f->span.start ||
            is(o->status, "planned") || !strlist_same_set(&o->parties, &f->by))
            continue;
        f->people = o->people;
        return;
    }
}

/* What is said has its day in the news; what was done may be long ago. */
static bool spoken(const Fact *f)
{
    return f->kind == FACT_PLEDGE || (f->kind == FACT_EVENT && is_speech(f));
}

/* The signing of the same parties that has a date: of one occasion with those that have none. */
static const Fact *signing_of(const Extractor *x, const Fact *f)
{
    DayRange told, day;
    if (!edtf_days(x->doc->published, &told)) return NULL;
    for (uint32_t k = 0; k < x->doc->n_claims; k++) {
        const Fact *o = &x->doc->claims[k];
        if (o->kind == FACT_AGREEMENT && is(o->action, "signed") && is(o->status, "occurred") &&
            edtf_days(o->date, &day) && day.first == day.last && day.last >= told.first - BACKGROUND_DAYS &&
            strlist_same_set(&f->parties, &o->parties))
            return o;
    }
    return NULL;
}

/* "arrived in B, where he was received by Y on Monday": the visit has the day of what its sentence tells of
 * it. */
static const char *day_of_sentence(const Extractor *x, const Fact *f)
{
    for (uint32_t k = 0; k < x->doc->n_claims; k++) {
        const Fact *o = &x->doc->claims[k];
        if (o->kind == FACT_CONTACT && o->date && o->span.start == f->span.start &&
            is(o->status, f->status) && strlist_same_set(&o->parties, &f->parties))
            return o->date;
    }
    return NULL;
}

void fill_from_contacts(Extractor *x)
{
    for (uint32_t i = 0; i < x->doc->n_claims; i++) {
        Fact *f = &x->doc->claims[i];
        if (f->kind == FACT_CONTACT && !f->date) f->date = day_of_sentence(x, f);
    }
    const char *day = reported_day(x->doc);
    if (!day && !x->doc->published) day = x->doc->anchor; /* the year that the document settles */
    for (uint32_t i = 0; i < x->doc->n_claims && day;
         i++) { /* a meeting told without a date is the article's news */
        Fact *f = &x->doc->claims[i];
        bool news = f->kind == FACT_CONTACT && f->people.n >= 2 && !is(f->mode, "visit") &&
                    !is(f->mode, "conference");
        if (news && !f->date && is(f->status, "occurred")) f->date = day;
    }
    for (uint32_t i = 0; i < x->doc->n_claims; i++) {
        Fact *f = &x->doc->claims[i];
        bool signing = f->kind == FACT_AGREEMENT && is(f->action, "signed");
        if (f->kind == FACT_PLEDGE && !f->people.n && f->by.n >= 2) people_of_talks(x, f);
        if (f->date || (!spoken(f) && !signing) || is(f->status, "planned")) continue;
        const Fact *occasion = f->kind == FACT_EVENT ? NULL : contact_of(x, f);
        if (!occasion && signing) occasion = signing_of(x, f);
        if (occasion) f->date = occasion->date;
        else if (spoken(f)) f->date = day;
    }
}
