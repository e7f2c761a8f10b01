/* test_base.c: arenas, buffers, maps, folding. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/map.h"
#include "base/text.h"

static void arena_keeps_what_grows(void **state)
{
    (void)state;
    Arena *a = arena_new();
    int *v = NULL;
    size_t n = 0, cap = 0;
    for (int i = 0; i < 100000; i++) ARENA_PUSH(a, v, n, cap, i);
    for (int i = 0; i < 100000; i++) assert_int_equal(v[i], i);
    assert_string_equal(arena_printf(a, "%s-%d", "x", 7), "x-7");
    arena_free(a);
}

static void map_finds_all_keys_after_growth(void **state)
{
    (void)state;
    Map *m = map_new();
    char key[32];
    for (uint32_t i = 1; i <= 5000; i++) {
        int n = snprintf(key, sizeof key, "key%u", i);
        assert_int_equal(map_intern(m, key, (size_t)n), i);
    }
    assert_int_equal(map_get(m, "key4711", 7), 4711);
    assert_int_equal(map_get(m, "key", 3), 0);
    map_free(m);
}

static void folding_joins_forms_of_a_word(void **state)
{
    (void)state;
    char a[64], b[64];
    size_t n = text_fold("Vi\xE1\xBB\x86T", 6, a, sizeof a);      /* composed */
    size_t m = text_fold("vie\xCC\xA3\xCC\x82t", 8, b, sizeof b); /* decomposed */
    assert_int_equal(n, m);
    assert_string_equal(a, b);
    text_fold("State\xE2\x80\x99s", 9, a, sizeof a);
    assert_string_equal(a, "state's");
    assert_int_equal(text_fold("\xFF\xFE", 2, a, sizeof a), 0);
}

static void broken_utf8_is_located(void **state)
{
    (void)state;
    size_t at = 0;
    assert_true(text_valid("h\xC3\xA0 n\xE1\xBB\x99i", 8, &at));
    assert_int_equal(text_cut("h\xC3\xA0", 3, 2), 1);
    assert_int_equal(text_cut("h\xC3\xA0i", 4, 3), 3);
    assert_int_equal(text_cut("h\xC3\xA0", 3, 9), 3);
    assert_false(text_valid("abc\xC3(", 5, &at));
    assert_int_equal(at, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_keeps_what_grows),
        cmocka_unit_test(map_finds_all_keys_after_growth),
        cmocka_unit_test(folding_joins_forms_of_a_word),
        cmocka_unit_test(broken_utf8_is_located),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
