/* extract_occasion.c: what a claim has from the others of its document: a promise and a signing the day and
 * the people of the talks they belong to, the news the day that the article reports on. */
#include "base/edtf.h"
#include "stage/extract_parts.h"

#include <string.h>

enum { BACKGROUND_DAYS = 31 };

/* The sentence that holds a byte of the text. */
static uint32_t sentence_at(const Doc *doc, size_t at)
{
    uint32_t lo = 0, hi = doc->n_sents;
    while (lo + 1 < hi) {
        uint32_t mid = lo + (hi - lo) / 2;
        if (doc->sents[mid].span.start <= at) lo = mid;
        else hi = mid;
    }
    return lo;
}

static size_t shared(const StrList *a, const StrList *b)
{
    size_t n = 0;
    for (size_t i = 0; i < a->n; i++) n += strlist_has(b, a->items[i]);
    return n;
}

/* The day the article reports on: the first day named in its body that lies within two weeks before
 * publication; where that is unknown, that is named with its year, the one which the document settles. */
static const char *reported_day(const Doc *doc)
{
    DayRange published, day;
    const char *report = NULL;
    bool known = edtf_days(doc->published, &published);
    for (uint32_t i = 0; i < doc->n_mentions && (known || doc->anchor); i++) {
        const Mention *m = &doc->mentions[i];
        if (m->kind != M_DATE || !edtf_days(m->value, &day) || day.first != day.last) continue;
        const Sentence *s = &doc->sents[m->sent];
        if (doc->paras[s->para].role == PARA_TITLE || (known && m->sent > 8)) continue;
        if (m->tok < behind_dateline(doc, s)) { /* the day of the report: where no other is named */
            if (!report) report = m->value;
            continue;
        }
        if (known ? day.first <= published.last && day.first >= published.last - 14
                  : m->date && m->date->weekday >= 1 && strncmp(m->value, doc->anchor, 4) == 0)
            return m->value;
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

/* Does the sentence speak of any date, read or not? */
static bool has_date(const Doc *doc, uint32_t sent)
{
    DOC_MENTIONS_OF(doc, sent, i)
    if (doc->mentions[i].kind == M_DATE) return true;
    return false;
}

/* Does the sentence speak of last week, last month, last weekend? Then it tells no news of today. */
static bool tells_of_late(const Doc *doc, uint32_t sent)
{
    DOC_MENTIONS_OF(doc, sent, i)
    {
        const Mention *m = &doc->mentions[i];
        if (m->kind != M_DATE || !m->date || m->date->n >= 0) continue;
        if (m->date->op == DATE_RELWEEK || m->date->op == DATE_RELMONTH || m->date->op == DATE_WEEKEND)
            return true;
    }
    return false;
}

/* "They arrived on Monday. ... Later the two ministers held talks": a contact in a sentence without a date
 * has the day of the last one told before of the same parties, a few sentences back; of a visit of some days
 * that on which the article reports, `day`, if it is one of them. */
static const char *day_told_before(const Extractor *x, const Fact *f, const char *day)
{
    enum { BACK = 3 };
    uint32_t here = sentence_at(x->doc, f->span.start);
    const Fact *last = NULL;
    DayRange report, told;
    if (has_date(x->doc, here)) return NULL;
    for (uint32_t k = 0; k < x->doc->n_claims; k++) {
        const Fact *o = &x->doc->claims[k];
        if (o->kind != FACT_CONTACT || !o->date || o->day != DAY_OWN || !is(o->status, "occurred") ||
            !strlist_same_set(&o->parties, &f->parties))
            continue;
        if (is(o->mode, f->mode) && !people_disagree(&o->people, &f->people))
            return NULL; /* told with its day: these may be the same */
        bool near = o->span.start < f->span.start && sentence_at(x->doc, o->span.start) + BACK >= here;
        if (edtf_days(day, &report) && edtf_days(o->date, &told) &&
            told.last < report.first - BACKGROUND_DAYS)
            continue; /* history */
        if (near && !(last && holds(o, last))) last = o;
    }
    if (!last) return NULL;
    bool within = edtf_days(day, &report) && edtf_days(last->date, &told) && told.first <= report.first &&
                  report.last <= told.last;
    return within ? day : last->date;
}

/* Has the text told before, with its day, of a contact of these very people? Then it is no news. */
static bool told_with_day(const Extractor *x, const Fact *f)
{
    for (uint32_t k = 0; k < x->doc->n_claims; k++) {
        const Fact *o = &x->doc->claims[k];
        size_t known = 0;
        if (o->kind != FACT_CONTACT || !o->date || o->day != DAY_OWN || !is(o->mode, f->mode) ||
            !is(o->status, "occurred") || o->span.start >= f->span.start)
            continue;
        for (size_t i = 0; i < f->people.n; i++)
            for (size_t n = 0; n < o->people.n; n++)
                known += strcmp(f->people.items[i].name, o->people.items[n].name) == 0;
        if (known == f->people.n && strlist_same_set(&o->parties, &f->parties)) return true;
    }
    return false;
}

/* What the packs call the occasion of a claim, [occasion]; NULL: none. */
static const char *occasion_key(const Fact *f)
{
    if (f->kind == FACT_CONTACT) return f->mode;
    if (f->kind == FACT_AGREEMENT) return f->action;
    return f->kind == FACT_AID ? "aid" : NULL;
}

/* "... signed a memorandum. The signing took place in B on Tuesday": the day of a sentence that begins with
 * the occasion and says when it was held. */
static const char *day_held(const Extractor *x, uint32_t sent, const char *key)
{
    enum { HEAD = 4 };
    const Sentence *s = &x->doc->sents[sent];
    bool head = false, held = false;
    for (uint32_t t = s->tok; t < s->tok_end; t++) {
        const char *is_key;
        if (t < s->tok + HEAD && match_class_at(x->ix, t, x->occasion, NULL, NULL, &is_key))
            head |= strcmp(is_key, key) == 0;
        held |= head && match_class_at(x->ix, t, x->held, NULL, NULL, NULL);
    }
    if (!held) return NULL;
    DOC_MENTIONS_OF(x->doc, sent, i)
    {
        const Mention *m = &x->doc->mentions[i];
        if (m->kind == M_DATE && m->value) return m->value;
    }
    return NULL;
}

/* Does the sentence name a party that has no part in the fact? */
static bool names_others(const Extractor *x, const Fact *f, uint32_t sent)
{
    StrList own = fact_all_parties(f, x->doc->arena);
    DOC_MENTIONS_OF(x->doc, sent, i)
    {
        const Mention *m = &x->doc->mentions[i];
        for (uint16_t k = 0; k < m->parties.n; k++)
            if (!strlist_has(&own, lex_party_code(x->lex, m->parties.id[k]))) return true;
    }
    return false;
}

static const char *day_told_behind(const Extractor *x, const Fact *f)
{
    const char *key = occasion_key(f), *day = NULL;
    uint32_t here = sentence_at(x->doc, f->span.start);
    if (!key || has_date(x->doc, here)) return NULL;
    for (uint32_t s = here + 1; !day && s <= here + 2 && s < x->doc->n_sents; s++)
        if (!names_others(x, f, s)) day = day_held(x, s, key);
    return day;
}

void fill_from_contacts(Extractor *x)
{
    const char *day = reported_day(x->doc);
    if (!day && !x->doc->published) day = x->doc->anchor; /* the year that the document settles */
    for (uint32_t i = 0; i < x->doc->n_claims; i++) {
        Fact *f = &x->doc->claims[i];
        if (!f->date && is(f->status, "occurred")) f->date = day_told_behind(x, f);
    }
    for (uint32_t i = 0; i < x->doc->n_claims; i++) {
        Fact *f = &x->doc->claims[i];
        if (f->kind != FACT_CONTACT || f->date) continue;
        f->date = day_of_sentence(x, f);
        if (!f->date && is(f->status, "occurred") && !is(f->mode, "visit"))
            f->date = day_told_before(x, f, day);
    }
    for (uint32_t i = 0; i < x->doc->n_claims && day;
         i++) { /* a meeting told without a date is the article's news */
        Fact *f = &x->doc->claims[i];
        bool news = f->kind == FACT_CONTACT && f->people.n >= 2 && !is(f->mode, "visit") &&
                    !is(f->mode, "conference");
        if (!news || f->date || !is(f->status, "occurred") || told_with_day(x, f)) continue;
        if (tells_of_late(x->doc, sentence_at(x->doc, f->span.start))) continue;
        f->date = day;
        f->day = DAY_NEWS;
    }
    for (uint32_t i = 0; i < x->doc->n_claims; i++) {
        Fact *f = &x->doc->claims[i];
        bool signing = f->kind == FACT_AGREEMENT && is(f->action, "signed");
        if (f->kind == FACT_PLEDGE && !f->people.n && f->by.n >= 2) people_of_talks(x, f);
        if (f->date || f->day == DAY_NONE || (!is_spoken(f) && !signing) || is(f->status, "planned"))
            continue;
        const Fact *occasion = f->kind == FACT_EVENT ? NULL : contact_of(x, f);
        if (!occasion && signing) occasion = signing_of(x, f);
        if (occasion) f->date = occasion->date;
        else if (is_spoken(f)) f->date = day;
    }
}
