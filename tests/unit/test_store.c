/* test_store.c: the register: added once, changed, settled in any order, verified, damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "settle.h"
#include "store/sketch.h"

static char folder[64], path[96];

static int make_folder(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/chancery-test-XXXXXX");
    if (!mkdtemp(folder)) return -1;
    snprintf(path, sizeof path, "%s/r.db", folder);
    return 0;
}

static int drop_folder(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder); /* fails where anything but the one file is left */
}

/* A document whose every fact quotes the whole of its text. */
static Doc *document(const char *id, const char *published, const char *text, const char *const *facts)
{
    Doc *d = doc_new();
    d->id = arena_strdup(d->arena, id);
    d->published = arena_strdup(d->arena, published);
    d->lang_code = "en";
    d->text = arena_strdup(d->arena, text);
    d->text_len = (uint32_t)strlen(text);
    for (; facts && facts[d->n_facts]; d->n_facts++) {
    }
    d->facts = ARENA_ARRAY(d->arena, Fact, d->n_facts + 1);
    for (uint32_t i = 0; i < d->n_facts; i++) {
        Err err;
        assert_int_equal(fact_from_json(&d->facts[i], facts[i], strlen(facts[i]), d->arena, &err), 0);
        d->facts[i].quote = d->text;
        d->facts[i].span = (Span){0, d->text_len};
    }
    return d;
}

static const char *const trade_41[] = {"{\"kind\":\"figure\",\"measure\":\"trade\",\"parties\":[\"CHL\","
                                       "\"PER\"],\"value\":4100,\"unit\":\"USD\",\"period\":\"2023\"}",
                                       NULL};
static const char *const trade_45[] = {
    "{\"kind\":\"figure\",\"measure\":\"trade\",\"parties\":[\"PER\",\"CHL\"],\"value\":4500,\"unit\":"
    "\"USD\",\"period\":\"2023\"}",
    "{\"kind\":\"post\",\"person\":\"Ana "
    "Sol\",\"post\":\"minister\",\"party\":\"CHL\",\"status\":\"ongoing\"}",
    NULL};

static StoreAdded add(Store *st, Doc *d)
{
    Err err;
    StoreAdded what = STORE_KNOWN;
    int rc = store_add(st, d, &what, &err);
    doc_free(d);
    if (rc) fail_msg("%s", err.msg);
    return what;
}

static Store *open_to_write(void)
{
    Store *st = NULL;
    Err err;
    if (store_open(&st, path, STORE_WRITE, &err)) fail_msg("%s", err.msg);
    return st;
}

static void settle_and_close(Store *st)
{
    Err err;
    if (settle_run(st, 2, &err)) fail_msg("%s", err.msg);
    if (store_close(st, &err)) fail_msg("%s", err.msg);
}

static void no_report(void *ctx, const char *fault)
{
    (void)ctx;
    print_message("%s\n", fault);
}

static size_t faults(void)
{
    Store *st;
    Err err;
    size_t n = 99;
    if (store_open(&st, path, STORE_READ, &err)) fail_msg("%s", err.msg);
    if (store_verify(st, no_report, NULL, &n, &err)) fail_msg("%s", err.msg);
    store_close(st, &err);
    return n;
}

static RegFacts query(const RegQuery *q, Arena *a)
{
    Store *st;
    Err err;
    RegFacts out;
    if (store_open(&st, path, STORE_READ, &err)) fail_msg("%s", err.msg);
    if (settle_query(st, q, &out, a, &err)) fail_msg("%s", err.msg);
    store_close(st, &err);
    return out;
}

static void the_same_adds_nothing(void **state)
{
    (void)state;
    Store *st = open_to_write();
    assert_int_equal(add(st, document("a", "2024-01-02", "Trade was 4,100 dollars.\n", trade_41)), STORE_NEW);
    assert_int_equal(add(st, document("a", "2024-01-02", "Trade was 4,100 dollars.\n", trade_41)),
                     STORE_KNOWN);
    assert_int_equal(add(st, document("b", "2024-01-03", "Trade was 4,500 dollars.\n", trade_45)), STORE_NEW);
    settle_and_close(st);
    assert_int_equal(faults(), 0);

    Arena *a = arena_new();
    RegQuery all = {0};
    RegFacts f = query(&all, a);
    assert_int_equal(f.n, 2);
    assert_int_equal(f.items[0].n_sources, 2);
    assert_int_equal(f.items[0].n_conflicts, 1);
    assert_string_equal(f.items[0].id, f.items[0].sources[0].claim_id);

    /* any claim's id leads to the fact */
    char prefix[8];
    snprintf(prefix, sizeof prefix, "%.7s", f.items[0].sources[1].claim_id);
    RegQuery by_claim = {.id = prefix};
    RegFacts one = query(&by_claim, a);
    assert_int_equal(one.n, 1);
    assert_string_equal(one.items[0].id, f.items[0].id);

    RegQuery early = {.as_of = "2024-01-02"};
    RegFacts then = query(&early, a);
    assert_int_equal(then.n, 1);
    assert_int_equal(then.items[0].n_conflicts, 0);

    RegQuery words = {.match = "dollars AND 500"};
    assert_int_equal(query(&words, a).n, 2);
    RegQuery party = {.kind = FACT_FIGURE, .since = "2023-06", .until = "2024"};
    strlist_add(&party.parties, "PER", a);
    assert_int_equal(query(&party, a).n, 1);
    arena_free(a);
}

static void a_changed_article_counts_by_its_newest_text(void **state)
{
    (void)state;
    Store *st = open_to_write();
    add(st, document("a", "2024-01-02", "Trade was 4,100 dollars.\n", trade_41));
    Err err;
    assert_int_equal(settle_run(st, 2, &err), 0);
    assert_int_equal(add(st, document("a", "2024-01-02", "Corrected: trade was 4,500 dollars.\n", trade_45)),
                     STORE_NEW_VERSION);
    settle_and_close(st);
    assert_int_equal(faults(), 0);
    Arena *a = arena_new();
    RegQuery figures = {.kind = FACT_FIGURE};
    RegFacts f = query(&figures, a);
    assert_int_equal(f.n, 1);
    assert_true(f.items[0].fact.value == 4500);
    assert_int_equal(f.items[0].n_conflicts, 0);
    arena_free(a);
}

static Buf export_all(void)
{
    Arena *a = arena_new();
    RegQuery all = {0};
    RegFacts f = query(&all, a);
    Buf out = {0};
    for (size_t i = 0; i < f.n; i++) {
        buf_printf(&out, "%s ", f.items[i].id);
        fact_to_json(&out, &f.items[i].fact, true);
        for (size_t k = 0; k < f.items[i].n_sources; k++)
            buf_printf(&out, " %s", f.items[i].sources[k].claim_id);
        buf_addc(&out, '\n');
    }
    arena_free(a);
    return out;
}

/* Ten articles, in two orders, settled at once and after each: the same facts with the same ids. */
static void order_of_arrival_makes_no_difference(void **state)
{
    (void)state;
    Buf first = {0};
    for (int round = 0; round < 3; round++) {
        Store *st = open_to_write();
        for (int i = 0; i < 10; i++) {
            int k = round == 1 ? 9 - i : i;
            char id[8], text[64], day[16], fact[200];
            snprintf(id, sizeof id, "d%d", k);
            snprintf(day, sizeof day, "2024-02-%02d", 10 - k);
            snprintf(text, sizeof text, "Exports were %d tons.\n", 100 + k % 3);
            snprintf(fact, sizeof fact,
                     "{\"kind\":\"figure\",\"measure\":\"exports\",\"parties\":[\"CHL\",\"PER\"],\"from\":["
                     "\"%s\"],"
                     "\"value\":%d,\"unit\":\"tons\",\"period\":\"2023\"}",
                     k % 2 ? "CHL" : "PER", 100 + k % 3);
            const char *const facts[] = {fact, NULL};
            add(st, document(id, day, text, facts));
            Err err;
            if (round == 2) assert_int_equal(settle_run(st, 2, &err), 0);
        }
        settle_and_close(st);
        Buf now = export_all();
        if (round == 0) first = now;
        else {
            assert_string_equal(buf_str(&first), buf_str(&now));
            buf_free(&now);
        }
        unlink(path);
    }
    buf_free(&first);
    Store *st = open_to_write();
    settle_and_close(st);
}

static void copies_are_known_as_such(void **state)
{
    (void)state;
    char text[2000] = "", other[2000] = "";
    for (int i = 0; i < 80; i++) {
        snprintf(text + strlen(text), 20, "word%d ", i);
        snprintf(other + strlen(other), 20, "term%d ", i);
    }
    Sketch a, b, c;
    sketch_make(&a, text, strlen(text));
    strcat(text, "Reporting by others.");
    sketch_make(&b, text, strlen(text));
    sketch_make(&c, other, strlen(other));
    assert_true(a.usable && sketch_same(&a, &b) >= SKETCH_COPY);
    assert_true(sketch_same(&a, &c) < 3);
}

static void damage_is_found(void **state)
{
    (void)state;
    Store *st = open_to_write();
    add(st, document("a", "2024-01-02", "Trade was 4,100 dollars.\n", trade_41));
    settle_and_close(st);
    FILE *f = fopen(path, "r+b");
    assert_non_null(f);
    char page[65536];
    size_t n = fread(page, 1, sizeof page, f), changed = 0;
    while (n) {
        long at = ftell(f) - (long)n;
        for (size_t i = 0; i + 9 < n; i++)
            if (memcmp(page + i, "4,100 dol", 9) == 0) {
                fseek(f, at + (long)i, SEEK_SET);
                fwrite("4,900 dol", 1, 9, f);
                changed++;
                break;
            }
        if (changed) break;
        n = fread(page, 1, sizeof page, f);
    }
    fclose(f);
    assert_int_equal(changed, 1);
    assert_true(faults() > 0);
}

static void other_files_are_refused(void **state)
{
    (void)state;
    Err err;
    Store *st;
    FILE *f = fopen(path, "wb");
    for (int i = 0; i < 2000; i++) fputs("not a database ", f);
    fclose(f);
    assert_int_equal(store_open(&st, path, STORE_READ, &err), ERR_DATA);
    assert_int_equal(store_open(&st, path, STORE_WRITE, &err), ERR_DATA);
    unlink(path);
    assert_int_equal(store_open(&st, path, STORE_READ, &err), ERR_IO);
    assert_non_null(strstr(err.msg, "no such register"));
    f = fopen(path, "wb");
    fclose(f);
}

static void a_quote_must_be_the_text(void **state)
{
    (void)state;
    Store *st = open_to_write();
    Doc *d = document("a", "2024-01-02", "Trade was 4,100 dollars.\n", trade_41);
    d->facts[0].span.end -= 3;
    Err err;
    StoreAdded what;
    assert_int_equal(store_add(st, d, &what, &err), ERR_DATA);
    doc_free(d);
    settle_and_close(st);
    Arena *a = arena_new();
    RegQuery all = {0};
    assert_int_equal(query(&all, a).n, 0);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(the_same_adds_nothing, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(a_changed_article_counts_by_its_newest_text, make_folder,
                                        drop_folder),
        cmocka_unit_test_setup_teardown(order_of_arrival_makes_no_difference, make_folder, drop_folder),
        cmocka_unit_test(copies_are_known_as_such),
        cmocka_unit_test_setup_teardown(damage_is_found, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(other_files_are_refused, make_folder, drop_folder),
        cmocka_unit_test_setup_teardown(a_quote_must_be_the_text, make_folder, drop_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
