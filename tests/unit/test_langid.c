/* test_langid.c: the packs' languages against all others. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "front_pack.h"
#include "stage/langid.h"

static void expect(const char *text, const char *hint, const char *code)
{
    Doc *doc = doc_new();
    Err err;
    doc->text = text;
    doc->text_len = (uint32_t)strlen(text);
    doc->lang_hint = hint;
    assert_int_equal(langid_run(doc, lex, &err), 0);
    assert_string_equal(doc->lang_code, code);
    assert_true(doc->lang_confidence >= 0 && doc->lang_confidence <= 1);
    assert_int_equal(doc->lang != NULL, strcmp(code, "und") != 0);
    doc_free(doc);
}

static void languages_with_a_pack_are_found(void **state)
{
    (void)state;
    expect("The ministers of the two countries said that a bridge will be built for trade with the coast in "
           "May.",
           NULL, "en");
    expect("Menteri kedua negara bertemu di Lima untuk membahas jembatan yang akan dibangun pada tahun itu "
           "dan pelabuhan.",
           NULL, "id");
}

static void others_get_none(void **state)
{
    (void)state;
    expect("Los ministros de los dos pa\xC3\xADses dijeron que el puente se construir\xC3\xA1 en mayo cerca "
           "de la costa del sur.",
           "en", "und");
    expect("Het nieuwe gebouw van de stad was in de week van mei klaar voor een groep uit het land, zei de "
           "minister in een brief.",
           NULL, "und");
    expect("Kedua-dua menteri bersetuju di Lima bahawa jambatan itu akan dibina pada tahun ini kerana "
           "kerajaan mahu dagangan.",
           "id", "und");
    expect("\xD0\x9C\xD0\xB8\xD0\xBD\xD0\xB8\xD1\x81\xD1\x82\xD1\x80\xD1\x8B "
           "\xD0\xB4\xD0\xB2\xD1\x83\xD1\x85 \xD1\x81\xD1\x82\xD1\x80\xD0\xB0\xD0\xBD the and of",
           "en", "und");
    expect("12 345 67.8", NULL, "und");
    expect("", "en", "und");
}

static void a_hint_alone_is_not_enough(void **state)
{
    (void)state;
    expect("Lima Callao Arica Tacna Ilo Iquique Antofagasta Calama Cusco Puno Juliaca Nazca.", "id", "und");
    expect("Chile menerima tujuh kapal Peru pada Senin pagi.", "id",
           "id");                                     /* but helps where the words are few */
    expect("The menteri bertemu Chile.", "id", "id"); /* one word says otherwise */
    expect("The ship of Chile will be in Lima for a week.", "id", "en"); /* the sentence does */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(languages_with_a_pack_are_found),
        cmocka_unit_test(others_get_none),
        cmocka_unit_test(a_hint_alone_is_not_enough),
    };
    return cmocka_run_group_tests(tests, front_setup, front_teardown);
}
