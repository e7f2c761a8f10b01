/* date.c: calendar arithmetic and the reading of dates. See date.h. Proleptic Gregorian calendar. */
#include "types/date.h"

#include "base/edtf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

static bool leap(int y)
{
    return (y % 4 == 0 && y % 100 != 0) || y % 400 == 0;
}
static int days_in(int y, int m)
{
    return m == 2 && leap(y) ? 29 : month_days[m - 1];
}

bool day_valid(int y, int m, int d)
{
    return y >= 1000 && y <= 2999 && m >= 1 && m <= 12 && d >= 1 && d <= days_in(y, m);
}

DateOp date_op_from(const char *name)
{
    static const struct {
        const char *name;
        DateOp op;
    } ops[] = {
        {"day", DATE_DAY},
        {"days", DATE_DAYS},
        {"month", DATE_MONTH},
        {"months", DATE_MONTHS},
        {"year", DATE_YEAR},
        {"years", DATE_YEARS},
        {"first-months", DATE_FIRST_MONTHS},
        {"last-months", DATE_LAST_MONTHS},
        {"quarter", DATE_QUARTER},
        {"half", DATE_HALF},
        {"weekday", DATE_WEEKDAY},
        {"relday", DATE_RELDAY},
        {"relweek", DATE_RELWEEK},
        {"weekend", DATE_WEEKEND},
        {"relmonth", DATE_RELMONTH},
        {"relyear", DATE_RELYEAR},
        {"ago", DATE_AGO},
        {"after", DATE_AFTER},
        {"before", DATE_BEFORE},
        {"past", DATE_PAST},
        {"fiscal", DATE_FISCAL},
        {"months-to", DATE_MONTHS_TO},
        {"same-period", DATE_SAME_PERIOD},
        {"dm", DATE_DAY},
        {"dmy", DATE_DAY},
        {"my", DATE_MONTH},
    };
    for (size_t i = 0; i < sizeof ops / sizeof *ops; i++)
        if (strcmp(ops[i].name, name) == 0) return ops[i].op;
    return DATE_NONE;
}

bool day_parse(const char *s, Day *out)
{
    *out = (Day){0, 0, 0};
    int n = 0;
    if (sscanf(s, "%4d-%2d-%2d%n", &out->y, &out->m, &out->d, &n) == 3 && n == 10)
        return (!s[10] || s[10] == 'T' || s[10] == ' ') && day_valid(out->y, out->m, out->d);
    if (sscanf(s, "%4d-%2d%n", &out->y, &out->m, &n) == 2 && n == 7 && !s[7]) {
        out->d = 0;
        return out->m >= 1 && out->m <= 12;
    }
    *out = (Day){0, 0, 0};
    return sscanf(s, "%4d%n", &out->y, &n) == 1 && n == 4 && !s[4];
}

static long to_number(Day day)
{
    return edtf_day_number(day.y, day.m, day.d);
}

/* The inverse, after Hinnant's "civil_from_days". */
static Day from_number(long z)
{
    z += 719468; /* days from 0000-03-01 to 1970-01-01 */
    long era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
    long yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    long doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    Day out = {(int)(yoe + era * 400), (int)(mp < 10 ? mp + 3 : mp - 9), (int)(doy - (153 * mp + 2) / 5 + 1)};
    if (out.m <= 2) out.y++;
    return out;
}

Day day_add(Day day, int days)
{
    return from_number(to_number(day) + days);
}
int day_of_week(Day day)
{
    return (int)((to_number(day) % 7 + 10) % 7) + 1;
} /* 1970-01-01 was a Thursday */

/* ---- text ---- */

static const char *text_year(int y, Arena *a)
{
    return arena_printf(a, "%04d", y);
}
static const char *text_month(int y, int m, Arena *a)
{
    return arena_printf(a, "%04d-%02d", y, m);
}
static const char *text_day(Day d, Arena *a)
{
    if (!d.m) return text_year(d.y, a);
    if (!d.d) return text_month(d.y, d.m, a);
    return arena_printf(a, "%04d-%02d-%02d", d.y, d.m, d.d);
}
static const char *interval(const char *from, const char *to, Arena *a)
{
    if (strcmp(from, to) == 0) return from;
    return arena_printf(a, "%s/%s", from, to);
}

static bool full_year(int y)
{
    return y >= 1000 && y <= 2999;
}

/* The year meant, or 0: absolute, relative to the anchor, or none said. */
static int said_year(int y, const Day *anchor)
{
    if (y == DATE_OPEN) return 0;
    if (full_year(y)) return y;
    if (y >= 10 && y < 100) return y + (y > 50 ? 1900 : 2000);
    return anchor && y > -100 && y < 100 ? anchor->y + y : 0;
}

/* The year of a month (and day) named without one: the nearest such day before the anchor, a few days ahead
 * allowed since articles announce, unless the sentence looks back; after it where it looks ahead. */
static int nearest_year(int m, int d, const Day *anchor, DateTense tense)
{
    if (!anchor->m) return anchor->y;
    Day at = {anchor->y, m, d ? d : 1};
    long here = to_number((Day){anchor->y, anchor->m, anchor->d ? anchor->d : 15});
    long diff = to_number(at) - here; /* days ahead */
    if (!d && m == anchor->m) return anchor->y;
    if (tense == DATE_AHEAD) return diff < -45 ? anchor->y + 1 : anchor->y;
    if (diff > (tense == DATE_BEHIND ? 20 : 60)) return anchor->y - 1;
    if (diff < -330) return anchor->y + 1;
    return anchor->y;
}

static const char *resolve_day(const DateSpec *s, const Day *anchor, DateTense tense, Arena *a)
{
    int y = said_year(s->y, anchor);
    if (s->m < 1 || s->m > 12) return NULL;
    if (!y && !anchor) return s->d > 31 ? NULL : arena_printf(a, "XXXX-%02d-%02d", s->m, s->d);
    if (!y) y = nearest_year(s->m, s->d, anchor, tense);
    return day_valid(y, s->m, s->d) ? text_day((Day){y, s->m, s->d}, a) : NULL;
}

static const char *resolve_days(const DateSpec *s, const Day *anchor, DateTense tense, Arena *a)
{
    DateSpec one = *s;
    if (one.m == DATE_OPEN) one.m = s->m2;
    if (one.y == DATE_OPEN) one.y = s->y2;
    const char *from = resolve_day(&one, anchor, tense, a);
    one.d = s->d2;
    if (s->m2 != DATE_OPEN) one.m = s->m2;
    if (s->y2 != DATE_OPEN) one.y = s->y2;
    const char *to = resolve_day(&one, anchor, tense, a);
    return from && to ? interval(from, to, a) : NULL;
}

static const char *resolve_month(int m, int y_said, const Day *anchor, DateTense tense, Arena *a)
{
    if (m < 1 || m > 12) return NULL;
    int y = said_year(y_said, anchor);
    if (!y && !anchor) return arena_printf(a, "XXXX-%02d", m);
    if (!y) y = nearest_year(m, 0, anchor, tense);
    return text_month(y, m, a);
}

static const char *months_of(int y, int from, int to, Arena *a)
{
    return from >= 1 && to <= 12 && from <= to ? interval(text_month(y, from, a), text_month(y, to, a), a)
                                               : NULL;
}

/* first n months, quarter, half: of a year said, or of the anchor's. */
static const char *resolve_part(const DateSpec *s, const Day *anchor, Arena *a)
{
    int y = said_year(s->y, anchor);
    if (!y && anchor) {
        y = anchor->y;
        int last = s->op == DATE_QUARTER ? s->n * 3 : s->op == DATE_HALF ? s->n * 6 : s->n;
        if (anchor->m && s->op != DATE_LAST_MONTHS && last > anchor->m) y--; /* it cannot be over yet */
    }
    if (!y || s->n < 1) return NULL;
    switch (s->op) {
    case DATE_QUARTER: return s->n > 4 ? NULL : months_of(y, s->n * 3 - 2, s->n * 3, a);
    case DATE_HALF: return s->n > 2 ? NULL : months_of(y, s->n * 6 - 5, s->n * 6, a);
    case DATE_LAST_MONTHS: return months_of(y, 13 - s->n, 12, a);
    default: return months_of(y, 1, s->n, a);
    }
}

static Day add_months(Day d, int n)
{
    int k = d.y * 12 + d.m - 1 + n;
    return (Day){k / 12, k % 12 + 1, 0};
}

/* n units before (negative) or after the anchor, in the precision of the unit. */
static const char *resolve_shift(char unit, int n, const Day *anchor, Arena *a)
{
    switch (unit) {
    case 'd': return anchor->d ? text_day(day_add(*anchor, n), a) : NULL;
    case 'w': {
        if (!anchor->d) return NULL;
        Day monday = day_add(*anchor, 1 - day_of_week(*anchor) + 7 * n);
        return interval(text_day(monday, a), text_day(day_add(monday, 6), a), a);
    }
    case 'm': return anchor->m ? text_day(add_months(*anchor, n), a) : NULL;
    case 'y': return text_year(anchor->y + n, a);
    case 'e': return text_year(anchor->y + 10 * n, a);
    default: return NULL;
    }
}

static const char *resolve_past(const DateSpec *s, const Day *anchor, Arena *a)
{
    int n = s->n == DATE_OPEN ? 1 : s->n;
    if (s->unit == 'e' || s->unit == 'y')
        return interval(text_year(anchor->y - n * (s->unit == 'e' ? 10 : 1), a), text_year(anchor->y, a), a);
    if (s->unit == 'm' && anchor->m)
        return interval(text_day(add_months(*anchor, -n), a), text_month(anchor->y, anchor->m, a), a);
    if (!anchor->d) return NULL;
    return interval(text_day(day_add(*anchor, -n * (s->unit == 'w' ? 7 : 1)), a), text_day(*anchor, a), a);
}

static const char *resolve_weekday(const DateSpec *s, const Day *anchor, DateTense tense, Arena *a)
{
    if (!anchor->d || s->weekday < 1 || s->weekday > 7) return NULL;
    int today = day_of_week(*anchor), diff = s->weekday - today;                  /* -6..6 */
    if (s->n != DATE_OPEN) return text_day(day_add(*anchor, diff + 7 * s->n), a); /* "Tuesday last week" */
    int rel = s->rel == DATE_OPEN ? (tense == DATE_AHEAD ? 1 : -1) : s->rel;
    if (rel < 0 && (diff > 0 || (diff == 0 && rel < -1))) diff -= 7;
    if (rel > 0 && diff <= 0 && !(tense == DATE_AHEAD && diff == 0 && s->rel == DATE_OPEN)) diff += 7;
    return text_day(day_add(*anchor, diff), a);
}

/* Saturday and Sunday: n = -1 those that have begun last. */
static const char *resolve_weekend(int n, const Day *anchor, Arena *a)
{
    if (!anchor->d) return NULL;
    int today = day_of_week(*anchor);
    Day saturday = day_add(*anchor, 6 - today + 7 * (today >= 6 && n < 0 ? n + 1 : n));
    return interval(text_day(saturday, a), text_day(day_add(saturday, 1), a), a);
}

/* "last September", "March this year" */
static const char *resolve_relmonth(const DateSpec *s, const Day *anchor, Arena *a)
{
    if (s->m == DATE_OPEN && s->d != DATE_OPEN && anchor->m) { /* "on the 12th of last month" */
        Day day = add_months(*anchor, s->n);
        return day_valid(day.y, day.m, s->d) ? text_day((Day){day.y, day.m, s->d}, a) : NULL;
    }
    if (s->m == DATE_OPEN) return resolve_shift('m', s->n == DATE_OPEN ? s->rel : s->n, anchor, a);
    if (s->m < 1 || s->m > 12) return NULL;
    int y = anchor->y;
    if (s->rel == -1 && anchor->m && s->m >= anchor->m) y--;
    if (s->rel == 1 && anchor->m && s->m <= anchor->m) y++;
    return text_month(y, s->m, a);
}

/* "last autumn": the year of the last such month. */
static const char *year_of_month(const DateSpec *s, const Day *anchor, Arena *a)
{
    const char *month = resolve_relmonth(s, anchor, a);
    return month ? arena_printf(a, "%.4s", month) : NULL;
}

/* The n months that end with a month: "the year to March". */
static const char *resolve_months_to(const DateSpec *s, const Day *anchor, DateTense tense, Arena *a)
{
    Day last;
    const char *to = resolve_month(s->m, s->y, anchor, tense, a);
    if (!to || s->n < 1 || !day_parse(to, &last)) return NULL;
    return interval(text_day(add_months(last, 1 - s->n), a), to, a);
}

bool date_counts_on(const DateSpec *s)
{
    return s->op == DATE_AFTER || s->op == DATE_BEFORE || s->op == DATE_SAME_PERIOD;
}

/* A day, month or year told, `years` on. */
static const char *other_year(Day d, int years, Arena *a)
{
    d.y += years;
    return text_day(d, a);
}

const char *date_from_told(const DateSpec *s, const char *told, const Day *anchor, Arena *a)
{
    Day from, to;
    char first[16];
    size_t n = strcspn(told, "/"), needs = s->unit == 'y' ? 4 : s->unit == 'm' ? 7 : 10;
    if (s->op != DATE_SAME_PERIOD && s->n == 0 && !told[n]) /* its year may not be known */
        return n < needs ? NULL : arena_printf(a, "%.*s", (int)needs, told);
    if (n >= sizeof first) return NULL;
    memcpy(first, told, n);
    first[n] = '\0';
    bool range = told[n] == '/';
    if (!day_parse(first, &from) || (range && !day_parse(told + n + 1, &to))) return NULL;
    if (!range) to = from;
    bool period = range && !from.d; /* "January to June", not the days of a visit */
    int years = s->op == DATE_BEFORE ? -s->n : s->n;
    if (s->op == DATE_SAME_PERIOD) {
        int y = said_year(s->y, anchor);
        years = y && y != from.y ? y - from.y : -1;
    }
    if (s->op == DATE_SAME_PERIOD || (s->unit == 'y' && period && s->n))
        return range ? interval(other_year(from, years, a), other_year(to, years, a), a)
                     : other_year(from, years, a);
    bool day = s->unit == 'd' || s->unit == 'w';
    if (day ? range || !from.d : s->unit == 'm' && !from.m) return NULL;
    return resolve_shift(s->unit, years, &from, a);
}

const char *date_resolve(const DateSpec *s, const Day *anchor, DateTense tense, Arena *a)
{
    int y = said_year(s->y, anchor), y2 = said_year(s->y2, anchor);
    switch (s->op) {
    case DATE_DAY: return resolve_day(s, anchor, tense, a);
    case DATE_DAYS: return resolve_days(s, anchor, tense, a);
    case DATE_MONTH: return resolve_month(s->m, s->y, anchor, tense, a);
    case DATE_MONTHS: {
        int year = y2 ? y2 : y;
        const char *to = resolve_month(s->m2, year ? year : DATE_OPEN, anchor, tense, a);
        if (!to || to[0] == 'X') return NULL;
        int to_year = atoi(to);
        int from_year = y ? y : s->m > s->m2 ? to_year - 1 : to_year;
        return s->m < 1 || s->m > 12 ? NULL : interval(text_month(from_year, s->m, a), to, a);
    }
    case DATE_YEAR: return y ? text_year(y, a) : NULL;
    case DATE_YEARS: return y && y2 && y < y2 ? interval(text_year(y, a), text_year(y2, a), a) : NULL;
    case DATE_FISCAL: {
        int end = s->y2 != DATE_OPEN && s->y2 < 100 && y ? y / 100 * 100 + s->y2 : y2;
        return y && end ? interval(text_year(y, a), text_year(end, a), a) : y ? text_year(y, a) : NULL;
    }
    case DATE_FIRST_MONTHS:
    case DATE_LAST_MONTHS:
    case DATE_QUARTER:
    case DATE_HALF: return resolve_part(s, anchor, a);
    case DATE_MONTHS_TO: return resolve_months_to(s, anchor, tense, a);
    default: break;
    }
    if (!anchor) return NULL;
    int n = s->n == DATE_OPEN ? 0 : s->n;
    switch (s->op) {
    case DATE_WEEKDAY: return resolve_weekday(s, anchor, tense, a);
    case DATE_RELDAY: return resolve_shift('d', n, anchor, a);
    case DATE_RELWEEK: return resolve_shift('w', n, anchor, a);
    case DATE_RELMONTH: return resolve_relmonth(s, anchor, a);
    case DATE_WEEKEND: return resolve_weekend(n, anchor, a);
    case DATE_RELYEAR:
        return s->m != DATE_OPEN ? year_of_month(s, anchor, a) : resolve_shift('y', n, anchor, a);
    case DATE_AGO: return resolve_shift(s->unit, -n, anchor, a);
    case DATE_AFTER: return resolve_shift(s->unit, n, anchor, a);
    case DATE_BEFORE: return resolve_shift(s->unit, -n, anchor, a);
    case DATE_PAST: return resolve_past(s, anchor, a);
    default: return NULL;
    }
}
