/* test_fact.c: a fact survives the way to JSON and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "types/fact.h"

static void json_round_trip(void **state)
{
    (void)state;
    const char *line =
        "{\"doc\":\"d1\",\"kind\":\"figure\",\"status\":\"occurred\",\"measure\":\"trade\",\"parties\":["
        "\"CHL\",\"PER\"],"
        "\"value\":46420000,\"unit\":\"USD\",\"period\":\"2023-01/2023-09\",\"change\":27.4,\"approx\":true,"
        "\"quote\":\"a \\\"b\\\"\",\"rule\":\"en/x\"}";
    Arena *a = arena_new();
    Fact f;
    Err err;
    assert_int_equal(fact_from_json(&f, line, strlen(line), a, &err), 0);
    assert_int_equal(f.kind, FACT_FIGURE);
    assert_true(isnan(f.years));
    Buf out = {0};
    fact_to_json(&out, &f, false);
    assert_string_equal(buf_str(&out), line);
    buf_free(&out);
    arena_free(a);
}

static void bad_json_names_the_byte(void **state)
{
    (void)state;
    Arena *a = arena_new();
    Fact f;
    Err err;
    assert_int_equal(fact_from_json(&f, "{\"kind\":", 8, a, &err), ERR_FORMAT);
    assert_non_null(strstr(err.msg, "byte"));
    assert_int_equal(fact_from_json(&f, "{\"kind\":\"rumour\"}", 17, a, &err), ERR_FORMAT);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_round_trip),
        cmocka_unit_test(bad_json_names_the_byte),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
