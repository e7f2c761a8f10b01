/* test_date.c: dates as worded, read against a day. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "types/date.h"

#define OPEN DATE_OPEN
static const DateSpec blank = {DATE_NONE, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, OPEN, 0};

static const char *read_date(DateSpec s, const char *anchor, DateTense tense)
{
    static char out[64];
    Arena *a = arena_new();
    Day day;
    const char *text = date_resolve(&s, anchor && day_parse(anchor, &day) ? &day : NULL, tense, a);
    strncpy(out, text ? text : "none", sizeof out - 1);
    arena_free(a);
    return out;
}

static void weekdays_and_arithmetic(void **state)
{
    (void)state;
    assert_int_equal(day_of_week((Day){2024, 5, 26}), 7);
    assert_int_equal(day_of_week((Day){1969, 12, 31}), 3);
    Day d = day_add((Day){2024, 2, 28}, 2);
    assert_int_equal(d.m, 3);
    assert_int_equal(d.d, 1);
    for (int i = -40000; i < 40000; i += 17) { /* adding and taking away comes back to the same day */
        Day x = day_add((Day){2000, 1, 1}, i), y = day_add(x, -i);
        assert_true(day_valid(x.y, x.m, x.d));
        assert_int_equal(y.y * 10000 + y.m * 100 + y.d, 20000101);
    }
}

static void a_day_without_its_year(void **state)
{
    (void)state;
    DateSpec s = blank;
    s.op = DATE_DAY;
    s.m = 12;
    s.d = 30;
    assert_string_equal(read_date(s, "2024-01-03", DATE_ANYWHERE), "2023-12-30");
    assert_string_equal(read_date(s, "2023-12-31", DATE_ANYWHERE), "2023-12-30");
    assert_string_equal(read_date(s, NULL, DATE_ANYWHERE), "XXXX-12-30");
    s.m = 1;
    s.d = 5;
    assert_string_equal(read_date(s, "2023-12-20", DATE_AHEAD), "2024-01-05");
    s.m = 2;
    s.d = 30;
    assert_string_equal(read_date(s, "2023-12-20", DATE_ANYWHERE), "none");
    s = blank;
    s.op = DATE_MONTH;
    s.m = 12; /* "In December ..." in October: where nothing says, what is announced for soon */
    assert_string_equal(read_date(s, "2023-10-20", DATE_ANYWHERE), "2023-12");
    assert_string_equal(read_date(s, "2023-10-20", DATE_AHEAD), "2023-12");
    assert_string_equal(read_date(s, "2023-10-20", DATE_BEHIND), "2022-12");
}

static void periods(void **state)
{
    (void)state;
    DateSpec s = blank;
    s.op = DATE_FIRST_MONTHS;
    s.n = 9;
    s.y = 2023;
    assert_string_equal(read_date(s, NULL, DATE_ANYWHERE), "2023-01/2023-09");
    s.y = -1;
    assert_string_equal(read_date(s, "2025-02-01", DATE_ANYWHERE), "2024-01/2024-09");
    s.y = OPEN; /* nine months cannot be over in May: last year's are meant */
    assert_string_equal(read_date(s, "2025-05-01", DATE_ANYWHERE), "2024-01/2024-09");
    s.op = DATE_QUARTER;
    s.n = 2;
    s.y = 2024;
    assert_string_equal(read_date(s, NULL, DATE_ANYWHERE), "2024-04/2024-06");
    s.n = 5;
    assert_string_equal(read_date(s, NULL, DATE_ANYWHERE), "none");
    s = blank;
    s.op = DATE_MONTHS;
    s.m = 11;
    s.m2 = 2;
    s.y2 = 2024;
    assert_string_equal(read_date(s, NULL, DATE_ANYWHERE), "2023-11/2024-02");
    s = blank;
    s.op = DATE_FISCAL;
    s.y = 2024;
    s.y2 = 25;
    assert_string_equal(read_date(s, NULL, DATE_ANYWHERE), "2024/2025");
}

static void relative_to_the_article(void **state)
{
    (void)state;
    DateSpec s = blank;
    s.op = DATE_WEEKDAY;
    s.weekday = 5;
    assert_string_equal(read_date(s, "2024-05-26", DATE_ANYWHERE), "2024-05-24"); /* a Sunday: last Friday */
    assert_string_equal(read_date(s, "2024-05-24", DATE_ANYWHERE), "2024-05-24"); /* on a Friday: today */
    s.rel = 1;
    assert_string_equal(read_date(s, "2024-05-24", DATE_ANYWHERE), "2024-05-31");
    s = blank;
    s.op = DATE_RELMONTH;
    s.m = 9;
    s.rel = -1;
    assert_string_equal(read_date(s, "2024-05-26", DATE_ANYWHERE), "2023-09");
    s = blank;
    s.op = DATE_PAST;
    s.unit = 'e';
    assert_string_equal(read_date(s, "2021-06-09", DATE_ANYWHERE), "2011/2021");
    s = blank;
    s.op = DATE_RELDAY;
    s.n = -1;
    assert_string_equal(read_date(s, "2024-03-01", DATE_ANYWHERE), "2024-02-29");
    assert_string_equal(read_date(s, "2024", DATE_ANYWHERE), "none"); /* a year alone settles no day */
    assert_string_equal(read_date(s, NULL, DATE_ANYWHERE), "none");
}

static const char *count_on(DateSpec s, const char *told, const char *anchor)
{
    static char out[64];
    Arena *a = arena_new();
    Day day;
    const char *text = date_from_told(&s, told, anchor && day_parse(anchor, &day) ? &day : NULL, a);
    strncpy(out, text ? text : "none", sizeof out - 1);
    arena_free(a);
    return out;
}

/* "the next day", "a year earlier", "the same period of 2021", "the year to March" */
static void counted_from_what_was_told(void **state)
{
    (void)state;
    DateSpec s = blank;
    s.op = DATE_AFTER;
    s.unit = 'd';
    s.n = 1;
    assert_string_equal(count_on(s, "2024-02-28", NULL), "2024-02-29");
    assert_string_equal(count_on(s, "2024-02", NULL), "none");               /* no day told */
    assert_string_equal(count_on(s, "2024-02-28/2024-03-02", NULL), "none"); /* nor one of several */
    s.n = 0;
    assert_string_equal(count_on(s, "XXXX-02-28", NULL), "XXXX-02-28");
    s.op = DATE_BEFORE;
    s.unit = 'y';
    s.n = 1;
    assert_string_equal(count_on(s, "2022", NULL), "2021");
    assert_string_equal(count_on(s, "2022-01/2022-09", NULL), "2021-01/2021-09");
    assert_string_equal(count_on(s, "2022/2023", NULL), "2021/2022");
    assert_string_equal(count_on(s, "2022-05-03/2022-05-05", NULL), "2021"); /* a visit, no period */
    s = blank;
    s.op = DATE_SAME_PERIOD;
    s.n = -1;
    s.y = 2019;
    assert_string_equal(count_on(s, "2022-01/2022-09", NULL), "2019-01/2019-09");
    s.y = -1;
    assert_string_equal(count_on(s, "2024-01/2024-03", "2024-05-14"), "2023-01/2023-03");
    assert_string_equal(count_on(s, "2023-01/2023-03", "2024-05-14"), "2022-01/2022-03");
    s = blank;
    s.op = DATE_MONTHS_TO;
    s.n = 12;
    s.m = 3;
    assert_string_equal(read_date(s, "2024-05-14", DATE_ANYWHERE), "2023-04/2024-03");
    s.y = 2022;
    assert_string_equal(read_date(s, NULL, DATE_ANYWHERE), "2021-04/2022-03");
}

/* "Tuesday last week", "last Friday", "over the weekend", "last autumn", "two days later" */
static void weeks_and_seasons(void **state)
{
    (void)state;
    DateSpec s = blank;
    s.op = DATE_WEEKDAY;
    s.weekday = 2;
    s.n = -1;
    assert_string_equal(read_date(s, "2024-05-24", DATE_ANYWHERE),
                        "2024-05-14"); /* a Friday: not this week's */
    s.n = 1;
    assert_string_equal(read_date(s, "2024-05-24", DATE_ANYWHERE), "2024-05-28");
    s.n = DATE_OPEN;
    s.weekday = 5;
    s.rel = -2;
    assert_string_equal(read_date(s, "2024-05-24", DATE_ANYWHERE),
                        "2024-05-17"); /* on a Friday: the one before */
    assert_string_equal(read_date(s, "2024-05-26", DATE_ANYWHERE), "2024-05-24");
    s = blank;
    s.op = DATE_WEEKEND;
    s.n = -1;
    assert_string_equal(read_date(s, "2024-05-24", DATE_ANYWHERE), "2024-05-18/2024-05-19");
    assert_string_equal(read_date(s, "2024-05-26", DATE_ANYWHERE),
                        "2024-05-25/2024-05-26"); /* a Sunday: this one */
    s.n = 0;
    assert_string_equal(read_date(s, "2024-05-24", DATE_ANYWHERE), "2024-05-25/2024-05-26");
    assert_string_equal(read_date(s, "2024-05", DATE_ANYWHERE), "none");
    s = blank;
    s.op = DATE_RELYEAR;
    s.m = 10;
    s.rel = -1;
    assert_string_equal(read_date(s, "2024-05-24", DATE_ANYWHERE), "2023");
    assert_string_equal(read_date(s, "2024-11-24", DATE_ANYWHERE), "2024");
    s = blank;
    s.op = DATE_AFTER;
    s.unit = 'd';
    s.n = 2;
    assert_string_equal(read_date(s, "2024-02-28", DATE_ANYWHERE), "2024-03-01");
    assert_string_equal(read_date(s, NULL, DATE_ANYWHERE), "none");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weekdays_and_arithmetic),
        cmocka_unit_test(a_day_without_its_year),
        cmocka_unit_test(periods),
        cmocka_unit_test(relative_to_the_article),
        cmocka_unit_test(counted_from_what_was_told),
        cmocka_unit_test(weeks_and_seasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
