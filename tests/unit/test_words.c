/* test_words.c: words and trees, written as "a|b_c d": a space where WORD_SPACE is set, '_' before a word
 * that goes on with its token, '|' before one that begins right behind the last, '\n' between trees. The
 * packs are the real ones: their token rules are what is tested. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "pipeline.h"
#include "lex/rules.h"
#include "stage/read.h"

static Lexicon *lex;

static int setup(void **state)
{
    (void)state;
    Err err;
    return lexicon_load(&lex, LANG_DIR, NULL, &err);
}

static int teardown(void **state)
{
    (void)state;
    lexicon_free(lex);
    return 0;
}

static Doc *words(const char *text, const char *code, ParseScope scope, Stage last)
{
    Doc *doc;
    Err err;
    assert_int_equal(read_bytes(&doc, "test", text, strlen(text), &err), 0);
    doc->lang_given = code;
    doc->verbatim = true;
    doc->parse = scope;
    assert_int_equal(pipeline_run(doc, lex, last, &err), 0);
    return doc;
}

static void expect(const char *text, const char *code, const char *want)
{
    Doc *doc = words(text, code, PARSE_ALL, STAGE_WORDS);
    Buf b = {0};
    for (uint32_t t = 0; t < doc->n_trees; t++) {
        if (t) buf_addc(&b, '\n');
        assert_int_equal(doc->trees[t].word, t ? doc->trees[t - 1].word_end : 0);
        for (uint32_t i = doc->trees[t].word; i < doc->trees[t].word_end; i++) {
            const Word *w = &doc->words[i];
            const char *between = w->flags & WORD_PART ? "_" : w->flags & WORD_SPACE ? " " : "|";
            if (i > doc->trees[t].word) buf_adds(&b, between);
            buf_add(&b, doc->text + w->span.start, w->span.end - w->span.start);
        }
    }
    assert_int_equal(doc->n_trees ? doc->trees[doc->n_trees - 1].word_end : 0, doc->n_words);
    assert_string_equal(buf_str(&b), want);
    buf_free(&b);
    doc_free(doc);
}

static void test_contractions(void **state)
{
    (void)state;
    expect("She didn't say \xE2\x80\x9Cwe\xE2\x80\x99ll go\xE2\x80\x9D.", "en",
           "She did_n't say \xE2\x80\x9C|we_\xE2\x80\x99ll go|\xE2\x80\x9D|.");
    expect("I CANNOT; the states' and Norland's", "en", "I CAN_NOT|; the states_' and Norland_'s");
    expect("the 'two states' agreed", "en", "the '|two states|' agreed");
    expect("O'Brien at five o'clock", "en", "O'Brien at five o'clock");
}

static void test_clitics(void **state)
{
    (void)state;
    expect("Menurutnya masalah sekolahnya hanya itulah.", "id",
           "Menurut_nya masalah sekolah_nya hanya itu_lah|.");
    expect("Apakah jumlah langkah negara-negaranya naik?", "id",
           "Apa_kah jumlah langkah negara-negara_nya naik|?");
}

static void test_numbers_and_marks(void **state)
{
    (void)state;
    expect("It cost US$5.5m (7%) at 5pm.", "en", "It cost US$|5.5|m (|7|%|) at 5|pm|.");
    expect("in 2003-11-20, 3-4 times, 11/28", "en", "in 2003-11-20|, 3|-|4 times|, 11/28");
    expect("the 1990s ... and 17th-century e-mail?!", "en", "the 1990s ... and 17th|-|century e-mail|?!");
    expect("Rp42,5 miliar", "id", "Rp|42,5 miliar");
    expect("a (b) [c] --d \"e\"", "en", "a (|b|) [|c|] --|d \"|e|\"");
}

static void test_addresses(void **state)
{
    (void)state;
    expect("see https://example.org/a,b?c=(d). Or a.b@example.org, www.example.net", "en",
           "see https://example.org/a,b?c=(d|)|.\nOr a.b@example.org|, www.example.net");
}

static void test_abbreviations(void **state)
{
    (void)state;
    expect("Mr. J. Doe of the U.S. etc. and No. 5 said no.", "en",
           "Mr. J. Doe of the U.S. etc. and No. 5 said no|.");
    expect("Dr. Ana", "id", "Dr|. Ana");
}

static void test_paragraph_ends_sentence(void **state)
{
    (void)state;
    expect("no stop here\nand one more\n\n  \nthird", "en", "no stop here\nand one more\nthird");
    expect("One. Two.\r\nThree", "en", "One|.\nTwo|.\nThree");
    expect("\xC2\xA0 \t \n", "en", "");
}

static void test_links(void **state)
{
    (void)state;
    Doc *doc = words("He can't re-open it.", "en", PARSE_ALL, STAGE_WORDS);
    for (uint32_t i = 0; i < doc->n_words; i++) {
        const Word *w = &doc->words[i];
        assert_true(w->tok < w->tok_end && w->tok_end <= doc->n_toks);
        assert_true(doc->toks[w->tok].span.end > w->span.start);
        assert_true(doc->toks[w->tok_end - 1].span.start < w->span.end);
        assert_int_equal(w->head, i);
        assert_int_equal(w->tag, WORD_NONE);
    }
    assert_int_equal(doc->words[1].tok, doc->words[2].tok);         /* ca, n't */
    assert_int_equal(doc->words[3].tok_end - doc->words[3].tok, 3); /* re-open */
    doc_free(doc);
}

static void test_what_matters(void **state)
{
    (void)state;
    const char *text = "Vietnam signed a treaty with Kenya.\nBees hummed softly above daisies.\n"
                       "They yawned.\nSoup simmered.\nNobody signed anything.";
    Doc *all = words(text, "en", PARSE_ALL, STAGE_WORDS),
        *some = words(text, "en", PARSE_MATTERS, STAGE_WORDS);
    Doc *none = words(text, "en", PARSE_USED, STAGE_ALL);
    assert_null(all->matters);
    assert_non_null(some->matters);
    assert_int_equal(some->matters[0], 1);
    assert_int_equal(some->matters[some->sents[1].tok], 0);
    assert_int_equal(some->matters[some->sents[2].tok], 0);
    assert_true(some->n_words > 0 && some->n_words < all->n_words);
    assert_int_equal(none->n_words, 0); /* no rule asks for trees */
    assert_true(none->n_facts > 0);
    doc_free(all);
    doc_free(some);
    doc_free(none);
}

/* Every sentence that a fact was taken from matters: else its tree would be missing. */
static void test_facts_matter(void **state)
{
    (void)state;
    size_t facts = 0;
    for (size_t l = 0; l < lexicon_langs(lex); l++) {
        const Lang *lang = lexicon_lang(lex, l);
        for (size_t r = 0; r < rules_count(lang_rules(lang)); r++) {
            const Rule *rule = rules_at(lang_rules(lang), r);
            for (size_t e = 0; e < rule->n_examples && !rule->date.op; e++) {
                Doc *doc = words(rule->examples[e].text, lang_code(lang), PARSE_MATTERS, STAGE_EXTRACT);
                for (uint32_t c = 0; c < doc->n_claims; c++) {
                    const Fact *f = &doc->claims[c];
                    if (rules_find(lang_rules(lang), f->rule) && f->kind != FACT_POST) {
                        uint32_t s = 0;
                        while (s + 1 < doc->n_sents && doc->sents[s + 1].span.start <= f->span.start) s++;
                        if (!doc->matters[doc->sents[s].tok])
                            print_message("%s: %s\n", f->rule, rule->examples[e].text);
                        assert_int_equal(doc->matters[doc->sents[s].tok], 1);
                        facts++;
                    }
                }
                doc_free(doc);
            }
        }
    }
    assert_true(facts > 500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contractions),
        cmocka_unit_test(test_clitics),
        cmocka_unit_test(test_numbers_and_marks),
        cmocka_unit_test(test_addresses),
        cmocka_unit_test(test_abbreviations),
        cmocka_unit_test(test_paragraph_ends_sentence),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_what_matters),
        cmocka_unit_test(test_facts_matter),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
