/* test_chancery.c: the public interface, as a program that links the library would use it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "chancery.h"

static int keep(void *ctx, const char *line, size_t n)
{
    char *all = ctx;
    if (strlen(all) + n + 2 < 8192) {
        strncat(all, line, n);
        strcat(all, "\n");
    }
    return 0;
}

static void a_document_gives_its_facts(void **state)
{
    (void)state;
    char err[200] = "", all[8192] = "";
    chancery *c;
    assert_int_equal(chancery_open(&c, LANG_DIR, err, sizeof err), 0);
    const char *doc = "{\"id\":\"a1\",\"published\":\"2024-03-08\",\"title\":\"\",\"text\":\"Chilean Foreign "
                      "Minister Ana Solar met "
                      "Peruvian Foreign Minister Luis Quispe in Lima on Thursday to discuss trade between "
                      "the two countries. The "
                      "talks lasted for two hours and were held behind closed doors.\"}";
    assert_int_equal(chancery_extract(c, "x", doc, strlen(doc), keep, all, err, sizeof err), 0);
    assert_non_null(strstr(all, "\"doc\":\"a1\""));
    assert_non_null(strstr(all, "\"mode\":\"meeting\""));
    assert_non_null(strstr(all, "\"2024-03-07\""));
    chancery_close(c);
}

static void a_missing_folder_is_named(void **state)
{
    (void)state;
    char err[200] = "";
    chancery *c = NULL;
    assert_true(chancery_open(&c, "/nonexistent/packs", err, sizeof err) < 0);
    assert_non_null(strstr(err, "/nonexistent/packs"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_document_gives_its_facts),
        cmocka_unit_test(a_missing_folder_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
