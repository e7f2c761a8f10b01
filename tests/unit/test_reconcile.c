/* test_reconcile.c: what is one fact and what is two; the order of claims makes no difference. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "stage/reconcile.h"

/* A claim: published day, outlet, fields. The article and id follow from the place in the list. */
typedef struct Line {
    const char *published, *outlet, *json;
} Line;

static RegSource *sources_of(const Line *lines, size_t n, Arena *a)
{
    RegSource *out = ARENA_ARRAY(a, RegSource, n);
    for (size_t i = 0; i < n; i++) {
        Err err;
        out[i].published = lines[i].published;
        out[i].outlet = lines[i].outlet;
        out[i].article = arena_printf(a, "article-%zu", i);
        out[i].lang = "en";
        snprintf(out[i].claim_id, sizeof out[i].claim_id, "%016zx", i + 1);
        assert_int_equal(fact_from_json(&out[i].claim, lines[i].json, strlen(lines[i].json), a, &err), 0);
        out[i].claim.doc = out[i].article;
    }
    return out;
}

/* Does the partition say that every two of them are together exactly when want[] is equal? Tried in many
 * orders. */
static void expect(const Line *lines, size_t n, const int *want)
{
    Arena *a = arena_new();
    RegSource *src = sources_of(lines, n, a), *mixed = ARENA_ARRAY(a, RegSource, n);
    size_t *order = ARENA_ARRAY(a, size_t, n);
    uint32_t *cluster = ARENA_ARRAY(a, uint32_t, n);
    for (size_t i = 0; i < n; i++) order[i] = i;
    unsigned seed = 7;
    for (int round = 0; round < 40; round++) {
        for (size_t i = 0; i < n; i++) mixed[i] = src[order[i]];
        reconcile_block(mixed, n, cluster, NULL, a);
        for (size_t i = 0; i < n; i++)
            for (size_t j = 0; j < n; j++)
                if ((cluster[i] == cluster[j]) != (want[order[i]] == want[order[j]]))
                    fail_msg("claims %zu and %zu: together %d, expected %d (round %d)", order[i], order[j],
                             cluster[i] == cluster[j], want[order[i]] == want[order[j]], round);
        for (size_t i = n - 1; i > 0; i--) {
            seed = seed * 1103515245u + 12345u;
            size_t j = (seed >> 16) % (i + 1), t = order[i];
            order[i] = order[j];
            order[j] = t;
        }
    }
    arena_free(a);
}

#define EXPECT(lines, ...)                                                                                   \
    do {                                                                                                     \
        const int want_[] = {__VA_ARGS__};                                                                   \
        assert_int_equal(sizeof want_ / sizeof *want_, sizeof(lines) / sizeof *(lines));                     \
        expect(lines, sizeof(lines) / sizeof *(lines), want_);                                               \
    } while (0)

static RegFact merged(const Line *lines, size_t n, Arena *a)
{
    RegFact f = {.sources = sources_of(lines, n, a), .n_sources = n};
    reconcile_merge(&f, a);
    return f;
}

static void meetings_join_by_people_and_dates(void **state)
{
    (void)state;
    static const Line l[] = {
        {"2024-06-09", "a",
         "{\"kind\":\"contact\",\"mode\":\"meeting\",\"parties\":[\"CHL\",\"PER\"],\"date\":\"2024-06-08\","
         "\"people\":[{\"name\":\"Ana Sol\"}],\"quote\":\"Ana Sol met him\"}"},
        {"2024-06-10", "b",
         "{\"kind\":\"contact\",\"mode\":\"meeting\",\"parties\":[\"CHL\",\"PER\"],\"date\":\"2024-06\","
         "\"people\":[{\"name\":\"Sol\"}],\"quote\":\"talks in June\"}"},
        {"2024-06-11", "c",
         "{\"kind\":\"contact\",\"mode\":\"meeting\",\"parties\":[\"CHL\",\"PER\"],"
         "\"people\":[{\"name\":\"ANA SÓL\"}],\"quote\":\"met again\"}"},
        {"2024-06-11", "d",
         "{\"kind\":\"contact\",\"mode\":\"meeting\",\"parties\":[\"CHL\",\"PER\"],\"date\":\"2024-06-08\","
         "\"people\":[{\"name\":\"Luis Rey\"}],\"quote\":\"Luis Rey had talks\"}"},
        {"2024-09-11", "e",
         "{\"kind\":\"contact\",\"mode\":\"meeting\",\"parties\":[\"CHL\",\"PER\"],"
         "\"people\":[{\"name\":\"Ana Sol\"}],\"quote\":\"met in autumn\"}"},
    };
    EXPECT(l, 0, 0, 0, 1, 2);
}

static void one_vague_claim_does_not_chain_two_meetings(void **state)
{
    (void)state;
    static const Line l[] = {
        {"2024-06-03", "a",
         "{\"kind\":\"contact\",\"mode\":\"call\",\"parties\":[\"CHL\",\"PER\"],\"date\":\"2024-06-02\","
         "\"quote\":\"q one\"}"},
        {"2024-06-08", "b",
         "{\"kind\":\"contact\",\"mode\":\"call\",\"parties\":[\"CHL\",\"PER\"],\"date\":\"2024-06-07\","
         "\"quote\":\"q two\"}"},
        {"2024-06-30", "c",
         "{\"kind\":\"contact\",\"mode\":\"call\",\"parties\":[\"CHL\",\"PER\"],\"date\":\"2024-06\","
         "\"quote\":\"q one again\"}"},
    };
    EXPECT(l, 0, 1, 0);
}

static void figures_contradict_only_for_the_same_thing(void **state)
{
    (void)state;
    static const Line l[] = {
        {"2024-01-10", "a",
         "{\"kind\":\"figure\",\"measure\":\"exports\",\"parties\":[\"CHL\",\"PER\"],\"from\":[\"CHL\"],"
         "\"to\":[\"PER\"],"
         "\"value\":4100000000,\"unit\":\"USD\",\"period\":\"2023\",\"quote\":\"q\"}"},
        {"2024-01-11", "b",
         "{\"kind\":\"figure\",\"measure\":\"exports\",\"parties\":[\"CHL\",\"PER\"],\"from\":[\"CHL\"],"
         "\"to\":[\"PER\"],"
         "\"value\":4500000000,\"unit\":\"USD\",\"period\":\"2023\",\"quote\":\"q\"}"},
        {"2024-01-11", "c",
         "{\"kind\":\"figure\",\"measure\":\"exports\",\"parties\":[\"CHL\",\"PER\"],\"from\":[\"PER\"],"
         "\"to\":[\"CHL\"],"
         "\"value\":4100000000,\"unit\":\"USD\",\"period\":\"2023\",\"quote\":\"q\"}"},
        {"2024-01-11", "d",
         "{\"kind\":\"figure\",\"measure\":\"exports\",\"parties\":[\"CHL\",\"PER\"],\"from\":[\"CHL\"],"
         "\"to\":[\"PER\"],"
         "\"value\":4100000000,\"unit\":\"USD\",\"period\":\"2022\",\"quote\":\"q\"}"},
        {"2024-01-11", "e",
         "{\"kind\":\"figure\",\"measure\":\"exports\",\"parties\":[\"CHL\",\"PER\"],\"from\":[\"CHL\"],"
         "\"to\":[\"PER\"],"
         "\"value\":4100000000,\"unit\":\"USD\",\"period\":\"2023\",\"target\":true,\"quote\":\"q\"}"},
        {"2024-01-12", "f",
         "{\"kind\":\"figure\",\"measure\":\"exports\",\"parties\":[\"CHL\",\"PER\"],\"from\":[\"CHL\"],"
         "\"to\":[\"PER\"],"
         "\"value\":4130000000,\"unit\":\"USD\",\"period\":\"2023\",\"quote\":\"q\"}"},
    };
    EXPECT(l, 0, 0, 1, 2, 3, 0);

    Arena *a = arena_new();
    const Line same[] = {l[0], l[1], l[5]};
    RegFact f = merged(same, 3, a);
    assert_int_equal(f.n_conflicts, 1);
    assert_string_equal(f.conflicts[0].field, "value");
    assert_int_equal(f.conflicts[0].n, 2);
    assert_string_equal(f.conflicts[0].items[0].value, "4,100,000,000 USD");
    assert_int_equal(f.conflicts[0].items[0].n, 2); /* 4.13 is 4.1 rounded */
    assert_true(f.fact.value == 4100000000.0);      /* two outlets against one, never an average */
    arena_free(a);
}

static void agreements_join_by_title(void **state)
{
    (void)state;
    static const Line l[] = {
        {"2024-03-02", "a",
         "{\"kind\":\"agreement\",\"action\":\"signed\",\"type\":\"memorandum\",\"parties\":[\"CHL\",\"PER\"]"
         ","
         "\"title\":\"memorandum of understanding on cooperation in "
         "education\",\"date\":\"2024-03-01\",\"quote\":\"q\"}"},
        {"2024-03-02", "a",
         "{\"kind\":\"agreement\",\"action\":\"signed\",\"type\":\"memorandum\",\"parties\":[\"CHL\",\"PER\"]"
         ","
         "\"title\":\"memorandum of understanding on cooperation in "
         "health\",\"date\":\"2024-03-01\",\"quote\":\"q\"}"},
        {"2024-03-03", "b",
         "{\"kind\":\"agreement\",\"action\":\"signed\",\"type\":\"memorandum\",\"parties\":[\"CHL\",\"PER\"]"
         ","
         "\"title\":\"Memorandum of Understanding on Health\",\"date\":\"2024-03-01\",\"quote\":\"q\"}"},
    };
    EXPECT(l, 0, 1, 1);
}

static void best_supported_value_wins_and_copies_count_once(void **state)
{
    (void)state;
    static const Line l[] = {
        {"2024-01-01", "a",
         "{\"kind\":\"figure\",\"measure\":\"trade\",\"parties\":[\"CHL\",\"PER\"],\"value\":100,\"unit\":"
         "\"USD\",\"period\":\"2023\",\"quote\":\"q\"}"},
        {"2024-01-02", "b",
         "{\"kind\":\"figure\",\"measure\":\"trade\",\"parties\":[\"CHL\",\"PER\"],\"value\":120,\"unit\":"
         "\"USD\",\"period\":\"2023\",\"quote\":\"r\"}"},
        {"2024-01-03", "c",
         "{\"kind\":\"figure\",\"measure\":\"trade\",\"parties\":[\"CHL\",\"PER\"],\"value\":120,\"unit\":"
         "\"USD\",\"period\":\"2023\",\"quote\":\"r\"}"},
    };
    Arena *a = arena_new();
    RegFact f = merged(l, 3, a);
    assert_true(f.fact.value == 120);
    f.sources[2].copy_of = f.sources[1].article; /* now one against one: the earlier */
    reconcile_merge(&f, a);
    assert_true(f.fact.value == 100);
    assert_int_equal(f.n_conflicts, 1);
    arena_free(a);
}

static void finer_dates_win_and_do_not_contradict(void **state)
{
    (void)state;
    static const Line l[] = {
        {"2023-12-08", "a",
         "{\"kind\":\"contact\",\"mode\":\"meeting\",\"parties\":[\"CHL\",\"PER\"],\"date\":\"2023-12\","
         "\"quote\":\"q\","
         "\"people\":[{\"name\":\"Ana Sol\",\"post\":\"minister\",\"party\":\"CHL\"}]}"},
        {"2023-12-09", "b",
         "{\"kind\":\"contact\",\"mode\":\"meeting\",\"parties\":[\"CHL\",\"PER\"],\"date\":\"2023-12-07\","
         "\"quote\":\"r\","
         "\"people\":[{\"name\":\"Sol\"},{\"name\":\"Luis Rey\",\"party\":\"PER\"}]}"},
    };
    Arena *a = arena_new();
    RegFact f = merged(l, 2, a);
    assert_string_equal(f.fact.date, "2023-12-07");
    assert_int_equal(f.n_conflicts, 0);
    assert_int_equal(f.fact.people.n, 2); /* Ana Sol once, with her post */
    assert_string_equal(f.fact.people.items[0].name, "Ana Sol");
    assert_string_equal(f.fact.people.items[0].post, "minister");
    arena_free(a);
}

static void ties_are_set_up_once(void **state)
{
    (void)state;
    static const Line l[] = {
        {"2024-01-25", "a",
         "{\"kind\":\"relation\",\"what\":\"established\",\"parties\":[\"CHL\",\"PER\"],\"date\":\"1952-01-"
         "24\",\"quote\":\"q\"}"},
        {"2023-01-25", "b",
         "{\"kind\":\"relation\",\"what\":\"established\",\"parties\":[\"CHL\",\"PER\"],\"date\":\"1953-01-"
         "24\",\"quote\":\"r\"}"},
        {"2022-01-25", "c",
         "{\"kind\":\"relation\",\"what\":\"established\",\"parties\":[\"CHL\",\"PER\"],\"date\":\"1952\","
         "\"quote\":\"s\"}"},
    };
    EXPECT(l, 0, 0, 0);
    Arena *a = arena_new();
    RegFact f = merged(l, 3, a);
    assert_string_equal(f.fact.date, "1952-01-24");
    assert_int_equal(f.n_conflicts, 1);
    assert_string_equal(f.conflicts[0].field, "date");
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(meetings_join_by_people_and_dates),
        cmocka_unit_test(one_vague_claim_does_not_chain_two_meetings),
        cmocka_unit_test(figures_contradict_only_for_the_same_thing),
        cmocka_unit_test(agreements_join_by_title),
        cmocka_unit_test(best_supported_value_wins_and_copies_count_once),
        cmocka_unit_test(finer_dates_win_and_do_not_contradict),
        cmocka_unit_test(ties_are_set_up_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
