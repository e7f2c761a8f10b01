/* resolve_date.c: dates against the publication date, or against what the document itself settles. */
#include "base/edtf.h"
#include "stage/resolve_parts.h"

#include <stdlib.h>
#include <string.h>

/* What the verb at a token says of the time: "will", "flies" (of what a timetable tells), "was", "said". */
static DateTense tense_at(const Resolver *r, uint32_t t, bool title)
{
    const Lang *lang = r->doc->lang;
    if (match_class_at(r->ix, t, lang_class(lang, "future"), NULL, NULL, NULL)) return DATE_AHEAD;
    if (!title && match_class_at(r->ix, t, lang_class(lang, "timetable"), NULL, NULL, NULL))
        return DATE_AHEAD;
    return match_class_at(r->ix, t, lang_class(lang, "past-verb"), NULL, NULL, NULL) ? DATE_BEHIND
                                                                                     : DATE_ANYWHERE;
}

/* "threatened | to suspend supplies from July 1": does an infinitive begin at the token? */
static bool infinitive_at(const Resolver *r, uint32_t t, uint32_t end)
{
    const Lang *lang = r->doc->lang;
    uint32_t verb;
    if (!match_class_at(r->ix, t, lang_class(lang, "infinitive-mark"), NULL, &verb, NULL) || verb >= end)
        return false;
    const Token *tok = &r->doc->toks[verb];
    if (match_class_before(r->ix, verb, lang_class(lang, "future"), NULL, NULL, NULL))
        return false; /* "are to meet" */
    return (tok->flags & TOK_WORD) && !(tok->flags & TOK_CAP) &&
           !match_class_at(r->ix, verb, lang_class(lang, "function"), NULL, NULL, NULL);
}

/* Does a date look ahead or back? As the verb nearest before it says; where none stands there, the first
 * behind it: "On Thursday the minister will ...". */
static DateTense tense_of(const Resolver *r, const Mention *m)
{
    enum { REACH = 14 };
    const Doc *doc = r->doc;
    const Sentence *s = &doc->sents[m->sent];
    bool title = doc->paras[s->para].role == PARA_TITLE;
    DateTense tense = DATE_ANYWHERE;
    if (match_class_before(r->ix, m->tok, lang_class(doc->lang, "date-since"), NULL, NULL, NULL))
        return DATE_BEHIND;
    for (uint32_t t = m->tok; t-- > s->tok && t + REACH >= m->tok && tense == DATE_ANYWHERE;) {
        tense = tense_at(r, t, title);
        if (tense != DATE_AHEAD && infinitive_at(r, t, m->tok)) /* of what was meant; a headline's future */
            return title ? DATE_AHEAD : DATE_ANYWHERE;
    }
    for (uint32_t t = m->tok_end; t < s->tok_end && t < m->tok_end + REACH && tense == DATE_ANYWHERE; t++)
        tense = tense_at(r, t, title);
    return tense;
}

/* Does a word of the future stand before a date: "will last until 2030"? */
static bool future_before(const Resolver *r, const Mention *m)
{
    enum { REACH = 14 };
    int future = lang_class(r->doc->lang, "future");
    if (match_class_before(r->ix, m->tok, lang_class(r->doc->lang, "date-since"), NULL, NULL, NULL))
        return false; /* looks back */
    for (uint32_t t = m->tok; t-- > r->doc->sents[m->sent].tok && t + REACH >= m->tok;)
        if (match_class_at(r->ix, t, future, NULL, NULL, NULL)) return true;
    return false;
}

static bool absolute(int y)
{
    return y >= 1000 && y <= 2999;
}

/* Does the day named with its weekday fall in this year? */
static bool weekday_fits(const Mention *m, int y)
{
    const DateSpec *s = m->date;
    if (s->op != DATE_DAY || s->weekday < 1 || s->weekday > 7 || absolute(s->y)) return true;
    return day_valid(y, s->m, s->d) && day_of_week((Day){y, s->m, s->d}) == s->weekday;
}

enum { MAX_YEARS = 32 };

typedef struct YearCount {
    int y, months;     /* how often a month or day of the year is named */
    bool fits, proved; /* no weekday speaks against it; one speaks for it, or it is named on its own */
} YearCount;

/* "2025 will mark ...", not "the early 1990s": a bare number that a word of the future follows. */
static bool year_ahead(const Resolver *r, const Mention *m)
{
    bool number =
        m->kind == M_NUMBER && m->number >= 1990 && m->number <= 2100 && m->span.end - m->span.start == 4;
    return number && !future_before(r, m) &&
           match_class_at(r->ix, m->tok_end, lang_class(r->doc->lang, "future"), NULL, NULL, NULL);
}

/* Where no publication date is known: the latest year that two or more dates with a month speak of; else the
 * latest one that a day with its weekday proves, or that is named on its own ("2025 will mark ..."). 0: the
 * text settles none. */
static int year_of_document(const Resolver *r)
{
    YearCount years[MAX_YEARS];
    int n = 0;
    for (uint32_t i = 0; i < r->doc->n_mentions && n < 4; i++) { /* a bare year: "2025 will mark ..." */
        const Mention *m = &r->doc->mentions[i];
        if (year_ahead(r, m) && (n == 0 || years[n - 1].y != (int)m->number))
            years[n++] = (YearCount){(int)m->number, 0, true, true};
    }
    for (uint32_t i = 0; i < r->doc->n_mentions; i++) {
        const Mention *m = &r->doc->mentions[i];
        if (m->kind != M_DATE || !m->date) continue;
        const DateSpec *s = m->date;
        bool month = s->op == DATE_DAY || s->op == DATE_MONTH || s->op == DATE_DAYS;
        if (!absolute(s->y) || s->op == DATE_YEARS || s->op == DATE_FISCAL || (!month && future_before(r, m)))
            continue;
        int k = 0;
        while (k < n && years[k].y != s->y) k++;
        if (k == MAX_YEARS) continue;
        if (k == n) years[n++] = (YearCount){s->y, 0, true, false};
        years[k].months += month;
    }
    int best = 0;
    for (int pass = 0; pass < 2 && !best; pass++)
        for (int k = 0; k < n; k++) {
            for (uint32_t i = 0; i < r->doc->n_mentions; i++) {
                const Mention *m = &r->doc->mentions[i];
                if (m->kind != M_DATE || !m->date) continue;
                years[k].fits &= weekday_fits(m, years[k].y);
                bool named = m->date->op == DATE_DAY && m->date->weekday >= 1; /* a day of the news */
                years[k].proved |= named && (!absolute(m->date->y) || m->date->y == years[k].y);
            }
            if (years[k].fits && (pass ? years[k].proved : years[k].months >= 2) && years[k].y > best)
                best = years[k].y;
        }
    return best;
}

/* Is it a day of the month before publication? */
static bool is_of_the_news(const char *value, const Day *anchor)
{
    enum { NEWS_DAYS = 31 };
    DayRange day, told;
    if (!anchor || !anchor->d || !edtf_days(value, &day)) return false;
    told.first = edtf_day_number(anchor->y, anchor->m, anchor->d);
    return day.first <= told.first && day.last >= told.first - NEWS_DAYS;
}

/* "said on Thursday that they had come on Wednesday": does the date stand in a clause behind another one? */
static bool is_told_within(const Resolver *r, const Mention *d)
{
    const Doc *doc = r->doc;
    int clause = lang_class(doc->lang, "clause");
    bool other = false;
    uint32_t t = doc->sents[d->sent].tok;
    DOC_MENTIONS_OF(doc, d->sent, i)
    {
        const Mention *o = &doc->mentions[i];
        if (o->tok >= d->tok) break;
        if (o->kind != M_DATE || !o->value) continue;
        other = true;
        t = o->tok_end;
    }
    for (; other && t < d->tok; t++)
        if (match_class_at(r->ix, t, clause, NULL, NULL, NULL)) return true;
    return false;
}

/* "the next day", "a year earlier", "the same period of 2021": counted from the last date told that says as
 * much, of this sentence or the one before, else of the news a few sentences back, else of any there; where
 * the rule allows it (rel), from the day of publication. NULL: nothing says. */
static const char *after_told(const Resolver *r, uint32_t i, const Day *anchor)
{
    static const struct {
        uint32_t reach;
        bool news;
    } passes[] = {{1, false}, {6, true}, {3, false}};
    const Doc *doc = r->doc;
    const Mention *m = &doc->mentions[i];
    for (size_t p = 0; p < sizeof passes / sizeof *passes; p++)
        for (uint32_t k = i; k-- > 0 && doc->mentions[k].sent + passes[p].reach >= m->sent;) {
            const Mention *o = &doc->mentions[k];
            if (o->kind != M_DATE || !o->value || (o->sent != m->sent && is_told_within(r, o))) continue;
            if (passes[p].news && !is_of_the_news(o->value, anchor)) continue;
            const char *value = date_from_told(m->date, o->value, anchor, doc->arena);
            if (value) return value;
        }
    return m->date->rel == DATE_OPEN ? NULL : date_resolve(m->date, anchor, DATE_ANYWHERE, doc->arena);
}

/* "was set up in June 1992 and opened in December", "in April of that year" (rel=0): the year of the date
 * told last, where the words give none; DATE_OPEN: the publication settles it. */
static int year_told(const Doc *doc, uint32_t i, const Day *anchor)
{
    const Mention *m = &doc->mentions[i];
    const DateSpec *s = m->date;
    bool that = s->rel == 0;
    if ((s->op != DATE_DAY && s->op != DATE_MONTH) || s->weekday != DATE_OPEN) return DATE_OPEN;
    for (uint32_t k = i; k-- > 0 && doc->mentions[k].sent + that >= m->sent;) {
        const Mention *o = &doc->mentions[k];
        Day told;
        if (o->kind != M_DATE || !o->value || !day_parse(o->value, &told)) continue;
        if (that) return told.y;
        bool history = absolute(o->date->y) && anchor && told.y < anchor->y;
        return history && told.m && told.m <= s->m ? told.y : DATE_OPEN;
    }
    return DATE_OPEN;
}

void resolve_dates(Resolver *r)
{
    Doc *doc = r->doc;
    Day anchor = {0, 0, 0};
    bool known = doc->published && day_parse(doc->published, &anchor);
    if (!known) {
        anchor = (Day){year_of_document(r), 0, 0};
        known = anchor.y != 0;
        doc->anchor = known ? arena_printf(doc->arena, "%04d", anchor.y) : NULL;
    } else {
        doc->anchor = doc->published;
    }
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->kind != M_DATE || !m->date) continue;
        DateTense tense = tense_of(r, m);
        DateSpec said = *m->date;
        if (tense != DATE_AHEAD && said.y == DATE_OPEN) said.y = year_told(doc, i, known ? &anchor : NULL);
        m->value = date_counts_on(m->date) ? after_told(r, i, known ? &anchor : NULL)
                                           : date_resolve(&said, known ? &anchor : NULL, tense, doc->arena);
        if (tense == DATE_AHEAD) m->flags |= MF_FUTURE;
        if (!m->value) m->flags |= MF_PART; /* nothing settled: no rule may use it */
    }
}
