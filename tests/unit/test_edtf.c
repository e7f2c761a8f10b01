/* test_edtf.c: dates as texts and as days. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <limits.h>

#include "base/edtf.h"

static void dates_have_days(void **state)
{
    (void)state;
    DayRange r;
    assert_true(edtf_days("1970-01-01", &r) && r.first == 0 && r.last == 0);
    assert_true(edtf_days("2024-02", &r) && r.last - r.first == 28);
    assert_true(edtf_days("2023", &r) && r.last - r.first == 364);
    assert_true(edtf_days("2023-01/2023-09", &r) && r.last - r.first == 272);
    assert_true(edtf_days("1999~", &r));
    assert_true(edtf_days("2024-05-01/..", &r) && r.last == INT_MAX);
    assert_true(edtf_days("../2024-05-01", &r) && r.first == INT_MIN);
}

static void other_texts_have_none(void **state)
{
    (void)state;
    DayRange r;
    const char *const bad[] = {NULL, "",      "XXXX-02-06", "2024-13", "2023-02-29", "2024-5",
                               "..", "../..", "2024/2023",  "12",      "2024-05-01x"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        if (edtf_days(bad[i], &r)) fail_msg("'%s' has no days", bad[i] ? bad[i] : "NULL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(dates_have_days),
                                       cmocka_unit_test(other_texts_have_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
