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
    enum { BESIDE = 2 };
    DayRange day, told;
    if (d->flags & MF_FUTURE) return false;
    if (!edtf_days(d->value, &day)) return d->tok < c->m->pivot;
    if (edtf_days(x->doc->published, &told) && day.first > told.last) return false;
    /* "urged Peru last month" */
    bool beside =
        d->tok <= c->m->pivot_end + BESIDE && edtf_days(x->doc->published, &told) && day.last < told.first;
    return d->tok < c->m->pivot || day.first == day.last || beside;
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

/* "will visit both, which an earthquake struck on February 6": no day long past is that of what is to come.
 */
static bool dates_what_was(const Extractor *x, const Claim *c, const Mention *d)
{
    enum { TIME_ZONES = 2 };
    DayRange day, told;
    return strcmp(c->f.status, "planned") == 0 && d->tok >= c->m->pivot_end && edtf_days(d->value, &day) &&
           edtf_days(x->doc->published, &told) && day.last < told.first - TIME_ZONES;
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
    for (uint32_t t = d->tok; t-- > x->doc->sents[d->sent].tok && t != m->pivot && !is_comma(x->doc, t);)
        if (match_class_at(x->ix, t, x->date_since, NULL, NULL, NULL)) return true;
    return false;
}

/* Is it a date of beginning by its own words, "since 1982", and none of an act that goes on since, as a ban
 * does? */
static bool dates_the_beginning(const Extractor *x, const Claim *c, const Mention *d)
{
    bool goes_on = c->f.kind == FACT_EVENT && !is_spoken(&c->f);
    return !goes_on && !(d->flags & MF_RANGE) &&
           match_class_at(x->ix, d->tok, x->date_since, NULL, NULL, NULL);
}

/* "is to hand over two boats by the end of June": by when a deed that is planned is due tells when it comes.
 */
static bool dates_what_is_due(const Extractor *x, const Claim *c, const Mention *d)
{
    enum { WORDS = 4 };
    DayRange day;
    uint32_t e;
    if (strcmp(c->f.status, "planned") != 0 || is_spoken(&c->f) || d->tok < c->m->pivot ||
        !edtf_days(d->value, &day) || day.first == day.last)
        return false;
    for (uint32_t t = d->tok; t > c->m->pivot && t + WORDS > d->tok; t--)
        if (match_class_at(x->ix, t, x->date_due, NULL, &e, NULL) && e >= d->tok) return true;
    return false;
}

/* "was told to leave by May 15": a deadline. */
static bool dates_the_end(const Extractor *x, const Claim *c, const Mention *d)
{
    if (dates_what_is_due(x, c, d)) return false;
    if (match_class_before(x->ix, d->tok, x->date_until, NULL, NULL, NULL)) return true;
    return strcmp(c->f.status, "planned") != 0 &&
           match_class_at(x->ix, d->tok, x->date_until, NULL, NULL, NULL);
}

/* "accused B of breaking the truce that they reached in 2003", "threatened to cut supplies from July 1": of
 * what was said, not of the saying. */
static bool dates_the_said(const Extractor *x, const Claim *c, const Mention *d)
{
    enum { NEWS_DAYS = 31, BESIDE = 2 };
    DayRange day, told;
    bool message = c->f.kind == FACT_CONTACT && c->f.mode && strcmp(c->f.mode, "message") == 0;
    if ((!is_spoken(&c->f) && !message) || d->tok < c->m->pivot_end || !edtf_days(d->value, &day))
        return false;
    bool known = edtf_days(x->doc->published, &told);
    bool same = d->date && d->date->op == DATE_AFTER && d->date->n == 0 && d->date->unit == 'm';
    if (same && d->tok > c->m->pivot_end + BESIDE) return true; /* "thanked B for its help at the time" */
    bool span = day.last - day.first > NEWS_DAYS;               /* "breaches rose this year" */
    if (known && span && day.first <= told.first && told.last <= day.last) return true;
    if (known && strcmp(c->f.status, "planned") != 0 && day.first > told.last) return true;
    if (known && day.last >= told.first - NEWS_DAYS) return false;
    for (uint32_t t = c->m->pivot_end; t < d->tok; t++)
        if (match_class_at(x->ix, t, x->clause, NULL, NULL, NULL)) return true;
    return false;
}

/* "met Y, who took office in April": a month or year behind a relative clause is of that, not of the talks.
 */
static bool dates_an_aside(const Extractor *x, const Claim *c, const Mention *d)
{
    DayRange day;
    if (c->f.kind != FACT_CONTACT || d->tok < c->m->pivot_end || !edtf_days(d->value, &day) ||
        day.first == day.last)
        return false;
    for (uint32_t t = c->m->pivot_end; t + 1 < d->tok; t++)
        if (is_comma(x->doc, t) && match_class_at(x->ix, t + 1, x->clause, NULL, NULL, NULL)) return true;
    return false;
}

/* "signed a plan of cooperation for 2024": what the paper is for. */
static bool dates_the_term(const Extractor *x, const Claim *c, const Mention *d)
{
    DayRange day;
    return c->f.kind == FACT_AGREEMENT && strcmp(c->f.status, "occurred") == 0 && edtf_days(d->value, &day) &&
           day.first != day.last &&
           (match_class_before(x->ix, d->tok, x->date_term, NULL, NULL, NULL) ||
            match_class_at(x->ix, d->tok, x->date_term, NULL, NULL, NULL));
}

/* "expelled B's envoys two days after B closed the embassy": the day is that of what follows it. */
static bool dates_what_follows(const Extractor *x, const Claim *c, const Mention *d)
{
    uint32_t t;
    if (!match_class_before(x->ix, d->tok_end, x->background, NULL, &t, NULL) || t <= d->tok) return false;
    for (t = d->tok_end; t < c->m->pivot; t++)
        if (is_comma(x->doc, t)) return true;
    return d->tok > c->m->pivot;
}

/* "since June 3, when A barred B's rice": the day of what the clause tells. NULL: the pivot stands in none.
 */
static const Mention *day_of_clause(const Extractor *x, const Claim *c)
{
    const Mention *found = NULL;
    DOC_MENTIONS_OF(x->doc, c->m->sent, i)
    {
        const Mention *d = &x->doc->mentions[i];
        if (d->kind != M_DATE || d->tok_end >= c->m->pivot) continue;
        uint32_t t = d->tok_end + is_comma(x->doc, d->tok_end);
        found = d->value && match_class_at(x->ix, t, x->date_when, NULL, NULL, NULL) ? d : NULL;
    }
    return found;
}

/* "called B about Tuesday's earthquake": the day is that of the thing told behind it, which the match does
 * not turn on. */
static bool dates_a_thing(const Extractor *x, const Claim *c, const Mention *d)
{
    enum { WORDS = 4 };
    uint32_t t = d->tok_end;
    if (t >= x->doc->n_toks || !match_class_at(x->ix, t, x->possessive, NULL, NULL, NULL)) return false;
    return c->m->pivot < t || c->m->pivot > t + WORDS;
}

/* Is this date the beginning, the end or the length of something else, so that the act's may be another one
 * of the sentence? */
static bool may_date(const Extractor *x, const Claim *c, const Mention *d)
{
    FactKind kind = c->f.kind;
    bool act = kind == FACT_AGREEMENT || kind == FACT_CONTACT || kind == FACT_PLEDGE;
    bool span = (d->flags & MF_RANGE) && d->date;
    /* a range of years is a term or a period, not the day of an act */
    if (span && act && d->date->op == DATE_YEARS) return false;
    if (span && (act || kind == FACT_EVENT) && d->date->op == DATE_PAST) return false;
    /* "the first visit since August 2017", "since his inauguration on January 7" */
    bool once = kind == FACT_CONTACT || kind == FACT_AID || kind == FACT_EVENT;
    if (once && (since_then(x, c->m, d) || dates_the_beginning(x, c, d))) return false;
    return !dates_the_end(x, c, d) && !dates_the_term(x, c, d) && !dates_what_follows(x, c, d) &&
           !dates_a_thing(x, c, d);
}

/* "answered on Sunday, after B had accused him": the day is of the answer. */
static bool dates_the_answer(const Extractor *x, const Claim *c, const Mention *d)
{
    if (c->f.kind != FACT_EVENT || d->tok >= c->m->pivot) return false;
    for (uint32_t t = d->tok_end; t < c->m->pivot; t++)
        if (match_class_at(x->ix, t, x->background, NULL, NULL, NULL)) return true;
    return false;
}

/* Does the nearest date tell when it was? If not, no other of the sentence does. */
static bool dates_the_act(const Extractor *x, const Claim *c, const Mention *d)
{
    if (c->f.kind == FACT_PLEDGE && !dates_the_speech(x, c, d)) return false;
    return !dates_the_said(x, c, d) && !dates_the_news(x, c, d) && !dates_what_comes(x, c, d) &&
           !dates_what_was(x, c, d) && !dates_an_aside(x, c, d) && !dates_the_answer(x, c, d);
}

/* "has long accused", "In the past A often threatened B", "soured after A accused B": said on other days than
 * that of the news. */
static bool told_of_no_day(const Extractor *x, const Claim *c)
{
    enum { UNDATED_REACH = 4, BACKGROUND_REACH = 8 };
    uint32_t lo = x->doc->sents[c->m->sent].tok;
    if (match_class_at(x->ix, lo, x->undated, NULL, NULL, NULL)) return true;
    for (uint32_t t = c->m->pivot; t < c->m->pivot_end; t++)
        if (match_class_at(x->ix, t, x->undated, NULL, NULL, NULL)) return true;
    for (uint32_t k = 1; k <= BACKGROUND_REACH && c->m->pivot >= lo + k; k++) {
        uint32_t t = c->m->pivot - k;
        if (is_comma(x->doc, t)) return false;
        if (k <= UNDATED_REACH && match_class_at(x->ix, t, x->undated, NULL, NULL, NULL)) return true;
        if (c->f.kind == FACT_EVENT && match_class_at(x->ix, t, x->background, NULL, NULL, NULL)) return true;
    }
    return false;
}

/* "the ministry said on Tuesday", "told reporters on Tuesday that it had expelled": the day of the news of
 * it. */
static bool told_then(const Extractor *x, const Claim *c, const Mention *d)
{
    if (is_spoken(&c->f)) return false;
    if (match_class_before(x->ix, d->tok, x->telling, NULL, NULL, NULL)) return true;
    for (uint32_t t = d->tok_end; t < c->m->pivot; t++)
        if (match_class_at(x->ix, t, x->telling, NULL, NULL, NULL)) return true;
    return false;
}

static void fill_period(Extractor *x, Claim *c)
{
    if (!template_sets(c->t, "period")) {
        const Mention *d = nearest(x, c, (MentionWant){.kinds = 1u << M_DATE}, NULL, PERIOD_REACH, true);
        if (d) c->f.period = d->value;
        else if (!c->f.target && x->last_period && c->m->sent <= x->last_period_sent + 1)
            c->f.period = x->last_period;
    }
    if (c->f.period && !c->f.target) {
        x->last_period = c->f.period;
        x->last_period_sent = c->m->sent;
    }
}

/* "is to meet Y on Friday": the weekday of a plan that the tense beside it did not show is the next one. */
static const char *weekday_ahead(const Extractor *x, const Claim *c, const Mention *d)
{
    Day day, told;
    bool open =
        d->date && d->date->op == DATE_WEEKDAY && d->date->rel == DATE_OPEN && d->date->n == DATE_OPEN;
    if (!open || strcmp(c->f.status, "planned") != 0 || is_spoken(&c->f) || d->tok < c->m->pivot) return NULL;
    if (!x->doc->published || !day_parse(x->doc->published, &told) || !day_parse(d->value, &day)) return NULL;
    return date_resolve(d->date, &told, DATE_AHEAD, x->doc->arena);
}

void fill_date(Extractor *x, Claim *c)
{
    if (c->f.kind == FACT_FIGURE) fill_period(x, c);
    if (c->f.kind == FACT_FIGURE || c->f.kind == FACT_POST || template_sets(c->t, "date")) return;
    const Mention *d = day_of_clause(x, c);
    bool clause = d != NULL;
    if (!clause) d = nearest(x, c, (MentionWant){.kinds = 1u << M_DATE}, may_date, DATE_REACH, false);
    const char *ahead = d ? weekday_ahead(x, c, d) : NULL;
    if (!ahead && !clause && d && !dates_the_act(x, c, d)) d = NULL;
    if (d) c->f.date = ahead ? ahead : d->value;
    if (d && told_then(x, c, d)) c->f.day = DAY_NEWS;
    if (!d && is_spoken(&c->f) && told_of_no_day(x, c)) c->f.day = DAY_NONE;
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
        isnan(c->f.years))
        return;
    if (!x->doc->anchor || !day_parse(x->doc->anchor, &anchor)) return;
    if (!c->f.date && strcmp(c->f.status, "occurred") == 0) { /* "The trip marks 50 years of ties": now */
        c->f.date = arena_printf(x->doc->arena, "%04d", anchor.y);
        return;
    }
    if (!c->f.date || !day_parse(c->f.date, &founded)) return;
    int year = founded.y + (int)c->f.years;
    if (c->f.years < 1 || year < anchor.y - 1 || year > anchor.y + 1) return;
    c->f.date = arena_printf(x->doc->arena, "%04d%s", year, c->f.date + 4);
}
