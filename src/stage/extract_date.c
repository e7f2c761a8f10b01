/* extract_date.c: when it happened, as far as the sentence tells it, and which of its dates tell something
 * else. */
#include "base/edtf.h"
#include "stage/extract_parts.h"

#include <math.h>
#include <string.h>

enum { DATE_REACH = 30, PERIOD_REACH = 60 };

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

void fill_date(Extractor *x, Claim *c)
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

void fill_planned(const Extractor *x, Claim *c)
{
    DayRange published, days;
    if (!edtf_days(x->doc->published, &published) || !edtf_days(c->f.date, &days)) return;
    if (strcmp(c->f.status, "occurred") == 0 && days.first > published.last && c->f.kind != FACT_PLEDGE)
        c->f.status = "planned";
}

/* "30 years of ties (21/12/1995)": the day named is the first; the anniversary falls `years` later. */
void fill_anniversary(const Extractor *x, Claim *c)
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
