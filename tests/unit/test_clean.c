/* test_clean.c: what stays of a page and what goes; its date; the map to the source. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "front_pack.h"
#include "stage/clean.h"
#include "stage/read.h"

static Doc *clean(const char *data)
{
    Doc *doc = NULL;
    Err err;
    if (read_bytes(&doc, "page", data, strlen(data), &err) || clean_run(doc, lex, &err))
        fail_msg("%s", err.msg);
    for (uint32_t i = 0; i < doc->n_map; i++) { /* the map tells the truth, and covers the text in order */
        SrcMap m = doc->map[i];
        assert_true(m.clean + m.len <= doc->text_len);
        if (i) assert_true(m.clean >= doc->map[i - 1].clean + doc->map[i - 1].len);
        if (m.source != UINT32_MAX) assert_memory_equal(doc->text + m.clean, doc->raw + m.source, m.len);
    }
    return doc;
}

static void expect(const char *data, const char *text, const char *published, const char *from)
{
    Doc *doc = clean(data);
    assert_string_equal(doc->text, text);
    if (published) {
        assert_non_null(doc->published);
        assert_string_equal(doc->published, published);
        assert_string_equal(doc->published_from, from);
    } else assert_null(doc->published);
    doc_free(doc);
}

static void sentences_stay_and_menus_go(void **state)
{
    (void)state;
    expect(
        "Logo\nHome | World | Sport\n\nChile and Peru open a bridge over the Azapa\n\nFriday - 05/07/2024 "
        "08:46\n"
        "Chile and Peru open a bridge over the Azapa\n"
        "The new bridge over the Azapa. (Photo: Lantern) |\n"
        "Chile and Peru opened a bridge on Thursday.\n"
        "READ ALSO: Llamas cross a road\n"
        "The ministers cut a ribbon of two colours.\n\n"
        "Figures\nIt cost 12 million dollars and took four years to build.\n\n"
        "Source: The Lantern\nMost read\nA parrot speaks to a judge in the court of Arica\n28/01/2025 | "
        "10:56\n"
        "The parrot said nothing of the matter, the judge told reporters on Monday.\n",
        "Chile and Peru open a bridge over the Azapa\nThe new bridge over the Azapa. (Photo: Lantern)\n"
        "Chile and Peru opened a bridge on Thursday.\nThe ministers cut a ribbon of two colours.\nFigures\n"
        "It cost 12 million dollars and took four years to build.\n",
        "2024-07-05", "text");
}

static void other_articles_end_the_article(void **state)
{
    (void)state;
    Doc *doc =
        clean("Peru sells maize to Chile after a dry summer\n\n"
              "Peru will sell maize to Chile after a dry summer in the south, the ministry of farming said "
              "in Lima, and the first ships sail in May.\n\n"
              "The price was not made known, but traders in Callao spoke of a good bargain for both of the "
              "two neighbours and for their millers.\n\n"
              "Chile last bought maize from Peru ten years ago, when the rains had failed in the valleys of "
              "the centre as well.\n\n"
              "Zoo shows twin condors to the public\n\n03/02/2025 | 09:15\n\n"
              "The twin condors were born in the zoo of Cusco in March and have now left their nest.\n");
    assert_null(strstr(doc->text, "condor"));
    assert_null(doc->published);
    assert_non_null(strstr(doc->text, "valleys of the centre"));
    doc_free(doc);
}

static void a_caption_glued_to_a_paragraph_is_cut_off(void **state)
{
    (void)state;
    Doc *doc = clean("date 2023-12-07 Ministers of Chile and Peru plant a tree in Tacna\n"
                     "The two ministers plant a tree in the park (Photo: Lantern)Tacna (Lantern) - The "
                     "ministers of Chile and Peru planted a tree.\n");
    assert_int_equal(doc->n_paras, 3);
    assert_int_equal(doc->paras[0].role, PARA_TITLE);
    assert_int_equal(doc->paras[1].role, PARA_CAPTION);
    assert_int_equal(doc->paras[2].role, PARA_BODY);
    assert_memory_equal(doc->text + doc->paras[2].span.start, "Tacna (Lantern)", 15);
    assert_string_equal(doc->published, "2023-12-07");
    doc_free(doc);
}

static void lines_of_one_width_become_paragraphs(void **state)
{
    (void)state;
    expect("Peru and Chile sign a pact\n\nLIMA - Peru and Chile signed a pact on\nfishing in Lima on "
           "Saturday. The pact runs\nfor five years. It was signed by\n"
           "ministers of both countries.\n\nThe next talks will be held in May,\nthe two ministries said.\n",
           "Peru and Chile sign a pact\nLIMA - Peru and Chile signed a pact on fishing in Lima on Saturday. "
           "The pact runs for five years. It was signed by "
           "ministers of both countries.\nThe next talks will be held in May, the two ministries said.\n",
           NULL, NULL);
}

static void a_list_inside_the_article_stays(void **state)
{
    (void)state;
    expect("Three envoys hand over their letters\n\nThe envoys came to the palace on Monday.\n\n1. Envoy of "
           "Chile, Ana Sol\n2. Envoy of Peru, Luis Rey\n\n"
           "They left after the ceremony in the hall.\n",
           "Three envoys hand over their letters\nThe envoys came to the palace on Monday.\n1. Envoy of "
           "Chile, Ana Sol\n"
           "2. Envoy of Peru, Luis Rey\nThey left after the ceremony in the hall.\n",
           NULL, NULL);
}

static void dates_are_read_in_many_forms(void **state)
{
    (void)state;
    static const char *const forms[][2] = {
        {"Wednesday 16 February 2022", "2022-02-16"},
        {"Kamis, 8 Agustus 2024 | 14:20 WIB", "2024-08-08"},
        {"03/01/2026 08:18 GMT+7", "2026-01-03"},
        {"Phnom Penh, November 25, 2022 --", "2022-11-25"},
        {"05/27/2024", "2024-05-27"},
        {"Jumat, 2 April 2021 - 10.15 WIB", "2021-04-02"},
        {"Last Updated: May 05, 2023, 00:42", "2023-05-05"},
        {"10th September, 2020 | 08:23 PM", "2020-09-10"},
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        char page[400];
        snprintf(page, sizeof page,
                 "A headline about two ministers of Chile\n\n%s\n\nThe ministers met on March 3, 2019 and "
                 "will meet again.\n",
                 forms[i][0]);
        Doc *doc = clean(page);
        assert_non_null(doc->published);
        assert_string_equal(doc->published, forms[i][1]);
        doc_free(doc);
    }
    expect("The ministers met on March 3, 2019 in the city of Arica.\n",
           "The ministers met on March 3, 2019 in the city of Arica.\n", NULL, NULL);
}

static void addresses_and_hints_give_the_date(void **state)
{
    (void)state;
    static const char *const urls[][2] = {
        {"https://x.example/2024/05/26/talks", "2024-05-26"},
        {"https://x.example/news-20240526.html", "2024-05-26"},
        {"https://x.example/a-185240526101112.htm", NULL},
        {"https://x.example/2024-5-6-talks", "2024-05-06"},
    };
    for (size_t i = 0; i < sizeof urls / sizeof *urls; i++) {
        char line[300];
        snprintf(line, sizeof line, "{\"text\":\"The ministers met in the city.\",\"url\":\"%s\"}",
                 urls[i][0]);
        expect(line, "The ministers met in the city.\n", urls[i][1], "url");
    }
    expect("{\"text\":\"The ministers met in the "
           "city.\",\"url\":\"https://x.example/2024/05/26/\",\"published\":\"2024-05-27T23:00:00Z\"}",
           "The ministers met in the city.\n", "2024-05-27", "input");
}

static void pages_lose_their_furniture(void **state)
{
    (void)state;
    Doc *doc =
        clean("<!DOCTYPE html><html><head><title>Chile lends Peru a crane | The Lantern</title>\n"
              "<meta property=\"og:site_name\" content=\"The Lantern\">\n"
              "<script "
              "type=\"application/"
              "ld+json\">{\"@type\":\"NewsArticle\",\"datePublished\":\"2024-05-26T08:00:00+07:00\","
              "\"dateModified\":\"2024-05-27\"}</script>\n"
              "</head><body class=\"has-sidebar\"><nav><a href=\"/\">Home</a></nav>\n"
              "<div class=\"site-menu\"><p>This sentence stands in a menu of the page.</p></div>\n"
              "<article><h1>Chile lends Peru a crane</h1><span class=\"author\" itemprop=\"author\">Ana "
              "Sol</span>\n"
              "<figure><img src=\"x\"><figcaption>The crane in the port of Ilo</figcaption></figure>\n"
              "<p>Chile lent Peru a crane on <a href=\"/t\">Sunday</a>, the port&rsquo;s master said.</p>\n"
              "<div class=\"related-posts\"><p>Llamas were seen on the road to Tacna on Monday.</p></div>\n"
              "<p>It can lift\n 40 tons &amp; more.</p></article>\n"
              "<div id=\"comments\"><p>I saw that crane when I was young, said Luis.</p></div>\n"
              "<footer><p>The Lantern is printed in Lima since 1950.</p></footer></body></html>");
    assert_string_equal(doc->text, "Chile lends Peru a crane\nThe crane in the port of Ilo\n"
                                   "Chile lent Peru a crane on Sunday, the port\xE2\x80\x99s master "
                                   "said.\nIt can lift 40 tons & more.\n");
    assert_string_equal(doc->clean_title, "Chile lends Peru a crane");
    assert_string_equal(doc->outlet, "The Lantern");
    assert_string_equal(doc->author, "Ana Sol");
    assert_string_equal(doc->published, "2024-05-26");
    assert_string_equal(doc->published_from, "markup");
    assert_string_equal(doc->updated, "2024-05-27");
    assert_int_equal(doc->paras[1].role, PARA_CAPTION);
    size_t mapped = 0;
    for (uint32_t i = 0; i < doc->n_map; i++)
        if (doc->map[i].source != UINT32_MAX) mapped += doc->map[i].len;
    assert_true(mapped + 12 > doc->text_len);
    doc_free(doc);
}

static void pages_without_article_tags_are_found_by_density(void **state)
{
    (void)state;
    Doc *doc =
        clean("<html><body><table><tr><td><a href=1>World</a> <a href=2>Sport</a></td></tr></table>"
              "<div><div><h1>Peru and Chile dig a tunnel</h1><div class=d>Wednesday 16 February 2022</div>"
              "<div><p>Peru and Chile will dig a tunnel under the pass, the two governments said in a "
              "statement.</p>"
              "<p>Work begins in May, and the tunnel will be nine kilometres long when it is "
              "finished.</p></div></div></div>"
              "<div><a href=3>Parrot speaks to judge in the court of Arica</a><br><a href=4>Condor leaves "
              "its nest at last</a></div></body></html>");
    assert_non_null(strstr(doc->text, "nine kilometres"));
    assert_null(strstr(doc->text, "Parrot"));
    assert_null(strstr(doc->text, "World"));
    assert_string_equal(doc->published, "2022-02-16");
    doc_free(doc);
}

static void broken_markup_does_no_harm(void **state)
{
    (void)state;
    static const char *const pages[] = {"<html><p>A text that never ends its tags <b>at <i>all",
                                        "<html",
                                        "<p></p><p>",
                                        "<html><script>if (a < b) { x(\"</p>\") }",
                                        "<html>&#0;&#xD800;&bogus;",
                                        "<div><!-- <p>no"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        Doc *doc = NULL;
        Err err;
        if (read_bytes(&doc, "page", pages[i], strlen(pages[i]), &err) == 0) {
            int rc = clean_run(doc, lex, &err);
            assert_true(rc == 0 || rc == ERR_FORMAT);
            doc_free(doc);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sentences_stay_and_menus_go),
        cmocka_unit_test(other_articles_end_the_article),
        cmocka_unit_test(a_caption_glued_to_a_paragraph_is_cut_off),
        cmocka_unit_test(lines_of_one_width_become_paragraphs),
        cmocka_unit_test(a_list_inside_the_article_stays),
        cmocka_unit_test(dates_are_read_in_many_forms),
        cmocka_unit_test(addresses_and_hints_give_the_date),
        cmocka_unit_test(pages_lose_their_furniture),
        cmocka_unit_test(pages_without_article_tags_are_found_by_density),
        cmocka_unit_test(broken_markup_does_no_harm),
    };
    return cmocka_run_group_tests(tests, front_setup, front_teardown);
}
