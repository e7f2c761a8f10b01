/* test_doc.c: mentions of a sentence, found among those in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "types/doc.h"

static void only_ordered_mentions_are_found(void **state)
{
    (void)state;
    Sentence sents[] = {{.tok = 0, .tok_end = 4}, {.tok = 4, .tok_end = 8}, {.tok = 8, .tok_end = 9}};
    Mention mentions[] = {{.tok = 1, .sent = 0}, {.tok = 4, .sent = 1}, {.tok = 4, .sent = 1},
                          {.tok = 7, .sent = 1}, {.tok = 2, .sent = 0}, {.tok = 0, .sent = 0}};
    Doc doc = {.sents = sents, .n_sents = 3, .mentions = mentions, .n_mentions = 6, .n_ordered = 4};
    const uint32_t expect[] = {1, 3, 0};
    for (uint32_t s = 0; s < 3; s++) {
        uint32_t n = 0;
        DOC_MENTIONS_OF(&doc, s, i)
        {
            assert_int_equal(mentions[i].sent, s);
            assert_true(i < doc.n_ordered);
            n++;
        }
        assert_int_equal(n, expect[s]);
    }
    assert_int_equal(doc_mention_from(&doc, 4), 1);
    assert_int_equal(doc_mention_from(&doc, 5), 3);
    assert_int_equal(doc_mention_from(&doc, 8), 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(only_ordered_mentions_are_found)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
