/* extract_near.c: which mention belongs to a match: how far it stands, behind what. */
#include "base/text.h"
#include "stage/extract_parts.h"

#include <string.h>

enum { CLAUSE_COST = 18, RANGE_COST = 10, DATELINE_REACH = 14 };

bool is_comma(const Doc *doc, uint32_t t)
{
    Span s = doc->toks[t].span;
    return s.end - s.start == 1 && doc->text[s.start] == ',';
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

/* The end of a clause between commas that begins at a token and ends before `hi`: "met Y, who took office in
 * May, on Monday"; the token itself where none does. */
static uint32_t behind_aside(const Extractor *x, uint32_t t, uint32_t lo, uint32_t hi)
{
    if (t == lo || !is_comma(x->doc, t - 1) || !match_class_at(x->ix, t, x->clause, NULL, NULL, NULL))
        return t;
    for (uint32_t e = t + 1; e < hi; e++)
        if (is_comma(x->doc, e)) return e;
    return t;
}

uint32_t behind_mention(const Extractor *x, uint32_t t, uint32_t hi, uint32_t kinds)
{
    const Doc *doc = x->doc;
    for (uint32_t i = doc_mention_from(doc, t); i < doc->n_mentions && doc->mentions[i].tok == t; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->tok_end <= hi && (kinds & 1u << m->kind)) return m->tok_end;
    }
    return t;
}

uint32_t distance(const Extractor *x, const RuleMatch *m, const Mention *d)
{
    uint32_t a = d->tok >= m->pivot ? m->pivot_end : d->tok_end, b = d->tok >= m->pivot ? d->tok : m->pivot,
             n = 0;
    for (uint32_t t = a; t < b; t++) {
        uint32_t behind = behind_mention(x, t, b, 1u << M_PERSON | 1u << M_POST);
        if (behind > t) {
            n++;
            t = behind - 1;
            continue;
        }
        behind = behind_aside(x, t, a, b);
        if (behind > t) {
            n += 3;
            t = behind;
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

uint32_t behind_dateline(const Doc *doc, const Sentence *s)
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

/* May it take several days? Talks do not: "received on 5 May the guest who is here from 4 to 6 May". */
static bool lasts(const Fact *f)
{
    bool contact = f->kind == FACT_CONTACT && f->mode;
    return !is_spoken(f) && f->kind != FACT_AGREEMENT &&
           (!contact || strcmp(f->mode, "visit") == 0 || strcmp(f->mode, "conference") == 0);
}

const Mention *nearest(const Extractor *x, const Claim *c, MentionWant want, Admits admits, uint32_t reach,
                       bool period)
{
    uint32_t from = behind_dateline(x->doc, &x->doc->sents[c->m->sent]);
    const Mention *best = NULL;
    uint32_t best_d = 0;
    DOC_MENTIONS_OF(x->doc, c->m->sent, i)
    {
        const Mention *m = &x->doc->mentions[i];
        if (m->tok < from || !mention_fits(m, want) || is_role(c->m, (int32_t)i)) continue;
        /* "up 5% from 2023": the year compared with */
        if (m->kind == M_DATE &&
            (!m->value || match_class_before(x->ix, m->tok, x->date_compare, NULL, NULL, NULL)))
            continue;
        if (admits && !admits(x, c, m)) continue;
        uint32_t d = distance(x, c->m, m);
        if (d > reach) continue;
        if (period && (m->flags & MF_PERIOD) && d > 2) d -= 2;
        if (!period && (m->flags & MF_RANGE) && !lasts(&c->f)) d += RANGE_COST;
        if (!best || d < best_d) {
            best = m;
            best_d = d;
        }
    }
    return best;
}
