/* test_segment.c: sentences and tokens, written as "a|b| c": '|' between tokens, a space where TOK_SPACE is
 * set, '\n' between sentences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "front_pack.h"
#include "stage/segment.h"

static Doc *segment(const char *text, const char *code)
{
    Doc *doc = doc_new();
    Err err;
    doc->text = text;
    doc->text_len = (uint32_t)strlen(text);
    doc->lang = lexicon_by_code(lex, code);
    assert_non_null(doc->lang);
    doc->paras = ARENA_ARRAY(doc->arena, Para, 16);
    for (uint32_t at = 0; at < doc->text_len;) { /* a paragraph per line */
        const char *nl = memchr(text + at, '\n', doc->text_len - at);
        uint32_t end = nl ? (uint32_t)(nl - text) : doc->text_len;
        doc->paras[doc->n_paras++].span = (Span){at, end};
        at = end + 1;
    }
    assert_int_equal(segment_run(doc, lex, &err), 0);
    return doc;
}

static void expect(const char *text, const char *code, const char *want)
{
    Doc *doc = segment(text, code);
    Buf b = {0};
    for (uint32_t s = 0; s < doc->n_sents; s++) {
        const Sentence *x = &doc->sents[s];
        if (s) buf_addc(&b, '\n');
        assert_int_equal(x->span.start, doc->toks[x->tok].span.start);
        assert_int_equal(x->span.end, doc->toks[x->tok_end - 1].span.end);
        for (uint32_t t = x->tok; t < x->tok_end; t++) {
            const Token *k = &doc->toks[t];
            if (t > x->tok) buf_adds(&b, k->flags & TOK_SPACE ? " " : "|");
            buf_add(&b, text + k->span.start, k->span.end - k->span.start);
        }
    }
    assert_string_equal(buf_str(&b), want);
    buf_free(&b);
    doc_free(doc);
}

static void sentences_end_where_they_end(void **state)
{
    (void)state;
    expect("Mr. Rey of the U.S. came at 9 a.m. on Monday. He left.", "en",
           "Mr. Rey of the U.S. came at 9 a.m. on Monday|.\nHe left|.");
    expect("He met J. K. Sol of the U.S. The envoy left.", "en",
           "He met J. K. Sol of the U.S.\nThe envoy left|.");
    expect("\"It is done.\" He left. (All of it.) No. 5 stays.", "en",
           "\"|It is done|.|\"\nHe left|.\n(|All of it|.|)\nNo. 5 stays|.");
    expect("It rose 3.5 percent... and fell. Really? Yes!", "en",
           "It rose 3.5 percent|... and fell|.\nReally|?\nYes|!");
    expect("One line\nTwo lines", "en", "One line\nTwo lines");
    expect("1. Envoy of Chile", "en", "1|. Envoy of Chile");
    expect("teh, kopi, dll. Kedua negara. Dr. Sol", "id", "teh|, kopi|, dll.\nKedua negara|.\nDr. Sol");
    expect("antara kedua negara.Presiden pulang", "id", "antara kedua negara|.\nPresiden pulang");
}

static void tokens_are_cut_finely(void **state)
{
    (void)state;
    expect("Chile's and Peru\xE2\x80\x99s, the States' own", "en",
           "Chile|'s and Peru|\xE2\x80\x99s|, the States|' own");
    expect("ASEAN-China 2022-2024", "en", "ASEAN|-|China 2022|-|2024");
    expect("US$3.89 at 46,42 or 144,000 JPY600 Covid-19 G20 N95", "en",
           "US|$|3.89 at 46,42 or 144,000 JPY|600 Covid|-|19 G20 N95");
    expect("Rp5 triliun 31/3 50%", "id", "Rp|5 triliun 31|/|3 50|%");
    expect("the 25th of 1990s 4.1bn 5G", "en", "the 25th of 1990s 4.1|bn 5G");
    expect("H.E. Sol wrote to a@b.example, https://x.example/a?b=1, @sol.", "en",
           "H.E. Sol wrote to a@b.example|, https://x.example/a?b=1|, @sol|.");
    expect("don't N'Djamena", "en", "don't N'Djamena");
}

static void flags_are_set(void **state)
{
    (void)state;
    Doc *doc = segment("The G20 \xE2\x80\x9Cgood talks\xE2\x80\x9D in UN, 12.", "en");
    const Token *t = doc->toks;
    assert_int_equal(t[0].flags, TOK_WORD | TOK_CAP | TOK_SPACE | TOK_FIRST);
    assert_int_equal(t[1].flags, TOK_WORD | TOK_CAP | TOK_SPACE);
    assert_int_equal(t[2].flags, TOK_PUNCT | TOK_SPACE);
    assert_int_equal(t[3].flags, TOK_WORD | TOK_QUOTED);
    assert_int_equal(t[5].flags, TOK_PUNCT);
    assert_int_equal(t[7].flags, TOK_WORD | TOK_CAP | TOK_ALLCAP | TOK_SPACE);
    assert_int_equal(t[9].flags, TOK_NUMBER | TOK_SPACE);
    assert_int_equal(t[0].word, lang_word(doc->lang, "the", 3));
    assert_int_not_equal(t[0].word, 0);
    doc_free(doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_end_where_they_end),
        cmocka_unit_test(tokens_are_cut_finely),
        cmocka_unit_test(flags_are_set),
    };
    return cmocka_run_group_tests(tests, front_setup, front_teardown);
}
