/* test_both.c: whom "both sides" means, in texts that tell of several pairs. */
#include "front_pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "base/buf.h"
#include "pipeline.h"
#include "stage/read.h"

static const char words[] = "[group]\n"
                            "countries = both sides | the two countries | the two neighbours\n"
                            "several = the countries | the leaders\n"
                            "[list-and]\nand\n[between]\nbetween\n[of]\nof\n[prep-place]\nin\n";

/* The parties of the text's last group: "CHL PER", in the order of their codes; "" where nobody can say. */
static void means(const char *text, const char *want)
{
    Lexicon *lexicon = front_lexicon_with("en/more.txt", words);
    Doc *doc;
    Err err;
    assert_int_equal(read_bytes(&doc, "test", text, strlen(text), &err), 0);
    doc->lang_given = "en";
    doc->verbatim = true;
    assert_int_equal(pipeline_run(doc, lexicon, STAGE_RESOLVE, &err), 0);
    const Mention *group = NULL;
    for (uint32_t i = 0; i < doc->n_mentions; i++)
        if (doc->mentions[i].kind == M_GROUP && strcmp(doc->mentions[i].value, "list") != 0)
            group = &doc->mentions[i];
    assert_non_null(group);
    Buf b = {0};
    static const char *const codes[] = {"CHL", "CHN", "PER"};
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
        if (!party_set_has(&group->parties, (uint16_t)lex_party_id(lexicon, codes[i]))) continue;
        if (b.len) buf_addc(&b, ' ');
        buf_adds(&b, codes[i]);
    }
    assert_string_equal(buf_str(&b), want);
    buf_free(&b);
    doc_free(doc);
    lexicon_free(lexicon);
    front_remove();
}

static void test_nearest(void **state)
{
    (void)state;
    means("Chile met Peru. The two countries agreed.", "CHL PER");
    means("Chile met Peru. It was late. China and Chile met. Both sides agreed.", "CHL CHN");
    means("China met Chile. Chile and Peru met. It was late. Both sides agreed.", "CHL PER");
    means("Chile spoke. It was late. Peru spoke. Both sides agreed.", "CHL PER");
}

static void test_third(void **state)
{
    (void)state;
    /* who brings two together is none of them */
    means("China welcomed the talks between Chile and Peru. Both sides agreed.", "CHL PER");
    means("Chile met Peru. Chile wrote to Peru. China spoke. China asked both sides to wait.", "CHL PER");
}

static void test_beside(void **state)
{
    (void)state;
    means("China met Chile. The two neighbours, Chile and Peru, agreed.", "CHL PER");
    means("China met Chile. Chile and Peru, the two neighbours, agreed.", "CHL PER");
}

static void test_several(void **state)
{
    (void)state;
    means("Chile met Peru. The countries agreed.", "CHL PER");
    means("Chile, Peru and China met. The countries agreed.", "");
    means("Chile met Peru. Later it saw the leaders of Asia.", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_third),
        cmocka_unit_test(test_beside),
        cmocka_unit_test(test_several),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
