/* test_view.c: facts as words, lists, exports and briefs; all content is invented. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "view/escape.h"
#include "view/phrase.h"
#include "view/view.h"
#include "view/when.h"

static const char *name_of(const void *ctx, const char *code)
{
    (void)ctx;
    return strcmp(code, "CHL") == 0   ? "Chile"
           : strcmp(code, "PER") == 0 ? "Peru"
           : strcmp(code, "USA") == 0 ? "United States"
                                      : NULL;
}

static const ViewStyle style = {.names = {name_of, NULL}, .width = 80};

/* ---- a register by hand ---- */

typedef struct Shelf {
    Arena *arena;
    RegFact facts[40];
    size_t n;
} Shelf;

static void shelf_open(Shelf *s)
{
    *s = (Shelf){.arena = arena_new()};
}

/* Adds a fact with one source. */
static RegFact *put(Shelf *s, const char *json, const char *article, const char *published)
{
    Err err;
    RegFact *rf = &s->facts[s->n];
    assert_int_equal(fact_from_json(&rf->fact, json, strlen(json), s->arena, &err), 0);
    snprintf(rf->id, sizeof rf->id, "%016zx", s->n++);
    rf->sources = ARENA_ARRAY(s->arena, RegSource, 2);
    rf->n_sources = 1;
    rf->sources[0] = (RegSource){.claim_id = "00000000000000aa",
                                 .claim = rf->fact,
                                 .article = article,
                                 .url = "https://press.example/a?x=1&y=2",
                                 .outlet = "Andes Post",
                                 .lang = "es",
                                 .article_title = "Notes",
                                 .published = published};
    return rf;
}

static RegFacts shelf_facts(Shelf *s)
{
    return (RegFacts){s->facts, s->n};
}

static char *brief(Shelf *s, ViewFormat format, const char *as_of)
{
    Buf out = {0};
    Err err;
    BriefInput in = {.a = "CHL", .b = "PER", .facts = shelf_facts(s), .as_of = as_of};
    assert_int_equal(view_brief(&out, &in, format, &style, &err), 0);
    char *text = arena_strdup(s->arena, buf_str(&out));
    buf_free(&out);
    return text;
}

static void assert_has(const char *text, const char *part)
{
    if (!strstr(text, part)) fail_msg("'%s' is missing in:\n%s", part, text);
}

static void assert_lacks(const char *text, const char *part)
{
    if (strstr(text, part)) fail_msg("'%s' should not be in:\n%s", part, text);
}

static void assert_order(const char *text, const char *first, const char *second)
{
    const char *a = strstr(text, first), *b = strstr(text, second);
    if (!a || !b || a > b) fail_msg("'%s' should stand before '%s' in:\n%s", first, second, text);
}

/* ---- words ---- */

static void dates_in_words(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"2021-06-08", "8 June 2021"},
        {"2021-06", "June 2021"},
        {"1977", "1977"},
        {"2023-01/2023-09", "January–September 2023"},
        {"2022-11/2023-02", "November 2022 – February 2023"},
        {"2024-06-06/2024-06-08", "6–8 June 2024"},
        {"2024-05-28/2024-06-02", "28 May – 2 June 2024"},
        {"2024/2025", "2024/2025"},
        {"2015/2020", "2015–2020"},
        {"2016/..", "since 2016"},
        {"199X", "1990s"},
        {"1984~", "about 1984"},
        {"XXXX-02-06", "6 February (year not given)"},
        {"2023-02-30", "2023-02-30"}, /* no such day: shown as it stands */
        {"soon", "soon"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buf b = {0};
        when_words(&b, cases[i][0]);
        assert_string_equal(buf_str(&b), cases[i][1]);
        buf_free(&b);
    }
}

static void dates_as_bounds(void **state)
{
    (void)state;
    When w;
    assert_true(when_bounds("2024-02", &w));
    assert_int_equal(w.first, 20240201);
    assert_int_equal(w.last, 20240229);
    assert_int_equal(when_months(&w), 1);
    assert_true(when_bounds("2023-01/2023-09", &w));
    assert_int_equal(when_months(&w), 9);
    assert_true(when_bounds("2023-01-05/2023-09", &w));
    assert_int_equal(when_months(&w), 0);
    assert_false(when_bounds("XXXX-02-06", &w));
    assert_false(when_bounds(NULL, &w));
    assert_int_equal(when_days(20231231, 20240301), 61);
}

static void amounts_in_words(void **state)
{
    (void)state;
    static const struct {
        double value;
        const char *unit, *words;
    } cases[] = {
        {46420000, "USD", "US$46.42 million"},
        {4.1e9, "USD", "US$4.1 billion"},
        {5e12, "IDR", "IDR 5 trillion"},
        {3125, "EUR", "EUR 3,125"},
        {1234567, "USD", "US$1,234,567"},
        {800, "ventilators", "800 ventilators"},
        {0.5, "EUR", "EUR 0.5"},
        {-1500, NULL, "−1,500"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Buf b = {0};
        phrase_amount(&b, cases[i].value, cases[i].unit);
        assert_string_equal(buf_str(&b), cases[i].words);
        buf_free(&b);
    }
}

static void sentences(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"{\"kind\":\"contact\",\"mode\":\"meeting\",\"parties\":[\"CHL\",\"USA\"],\"place\":\"Lima\","
         "\"people\":[{\"name\":\"Ana "
         "Sol\",\"post\":\"Foreign Minister\",\"party\":\"CHL\"}]}",
         "Ana Sol (Foreign Minister, Chile) met the United States in Lima."},
        {"{\"kind\":\"contact\",\"mode\":\"visit\",\"status\":\"planned\",\"parties\":[\"CHL\",\"PER\"],"
         "\"visitor\":[\"CHL\"],\"host\":"
         "[\"PER\"]}",
         "Visit by Chile to Peru."},
        {"{\"kind\":\"figure\",\"measure\":\"exports\",\"parties\":[\"CHL\",\"PER\"],\"from\":[\"CHL\"],"
         "\"to\":[\"PER\"],\"value\":2.5e9,"
         "\"unit\":\"USD\",\"change\":-3.5,\"approx\":true,\"period\":\"2024\"}",
         "Exports from Chile to Peru: about US$2.5 billion, down 3.5%."},
        {"{\"kind\":\"aid\",\"from\":[\"PER\"],\"to\":[\"CHL\"],\"items\":[{\"quantity\":40,\"goods\":"
         "\"tents\"}],\"value\":50000,\"unit\":"
         "\"USD\"}",
         "Peru gave Chile 40 tents and US$50,000."},
        {"{\"kind\":\"pledge\",\"act\":\"agree\",\"by\":[\"CHL\",\"PER\"],\"to\":[\"PER\",\"CHL\"],"
         "\"topics\":[\"consular\",\"trade\"]}",
         "Chile and Peru agreed on consular matters and trade."},
        {"{\"kind\":\"event\",\"type\":\"ASSAULT\",\"by\":[\"CHL\",\"PER\"],\"to\":[\"CHL\",\"PER\"],"
         "\"place\":\"Arica\"}",
         "Fighting between Chile and Peru in Arica."},
        {"{\"kind\":\"body\",\"what\":\"session\",\"name\":\"Border "
         "Commission\",\"number\":12,\"parties\":[\"CHL\",\"PER\"]}",
         "12th session of Border Commission."},
    };
    Arena *a = arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Fact f;
        Err err;
        Buf b = {0};
        assert_int_equal(fact_from_json(&f, cases[i][0], strlen(cases[i][0]), a, &err), 0);
        phrase_fact(&b, &f, &style.names);
        assert_string_equal(buf_str(&b), cases[i][1]);
        buf_free(&b);
    }
    arena_free(a);
}

/* ---- escaping, width ---- */

static void escaping(void **state)
{
    (void)state;
    Buf b = {0};
    escape_html(&b, "<a href=\"x\">'&\001\033[31m");
    assert_string_equal(buf_str(&b), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;[31m");
    buf_clear(&b);
    escape_plain(&b, "red\033[31m \xe2\x80\xae"
                     "bidi\nnext\xff\xc2\x9b");
    assert_string_equal(buf_str(&b), "red[31m bidi next\xef\xbf\xbd");
    buf_clear(&b);
    escape_md(&b, "# *a* [b](c) | <d> `e`");
    assert_string_equal(buf_str(&b), "\\# \\*a\\* \\[b\\](c) \\| \\<d\\> \\`e\\`");
    buf_clear(&b);
    escape_md(&b, "1. not a list");
    assert_string_equal(buf_str(&b), "1\\. not a list");
    buf_clear(&b);
    escape_csv(&b, "say \"yes\", twice");
    assert_string_equal(buf_str(&b), "\"say \"\"yes\"\", twice\"");
    buf_clear(&b);
    escape_csv(&b, "=1+1");
    assert_string_equal(buf_str(&b), "\"'=1+1\"");
    buf_free(&b);
    assert_string_equal(escape_url("javascript:alert(1)"), "");
    assert_string_equal(escape_url("https://a.example/"), "https://a.example/");
}

static void widths(void **state)
{
    (void)state;
    assert_int_equal(escape_width("Lima", 4), 4);
    assert_int_equal(escape_width("\xe5\x8c\x97\xe4\xba\xac", 6), 4); /* two ideographs */
    assert_int_equal(escape_width("Ha\xcc\x80", 4), 2);               /* a combining grave accent */
    Buf b = {0};
    assert_int_equal(escape_cut(&b, "\xe5\x8c\x97\xe4\xba\xac and more", 6), 6);
    assert_string_equal(buf_str(&b), "\xe5\x8c\x97\xe4\xba\xac …");
    buf_clear(&b);
    escape_wrap(&b, "one two three abcdefghijklmnop", 0, 2, 10);
    assert_string_equal(buf_str(&b), "one two\n  three\n  abcdefgh\n  ijklmnop");
    buf_free(&b);
}

/* ---- lists and exports ---- */

static void table_fits_its_width(void **state)
{
    (void)state;
    Shelf s;
    shelf_open(&s);
    put(&s,
        "{\"kind\":\"contact\",\"mode\":\"meeting\",\"date\":\"XXXX-02-06\",\"parties\":[\"CHL\",\"PER\"],"
        "\"people\":[{\"name\":"
        "\"\xe5\x8c\x97\xe4\xba\xac\xe5\x8c\x97\xe4\xba\xac\xe5\x8c\x97\xe4\xba\xac\xe5\x8c\x97\xe4\xba\xac\""
        ",\"party\":\"CHL\"}]}",
        "a1", "2024-05-01");
    RegFacts facts = shelf_facts(&s);
    for (int width = 40; width < 120; width += 7) {
        Buf out = {0};
        ViewStyle narrow = {.names = style.names, .width = width};
        view_facts_table(&out, &facts, &narrow);
        for (const char *p = buf_str(&out); *p;) {
            size_t n = strcspn(p, "\n");
            assert_true(escape_width(p, n) <= width);
            p += n + (p[n] == '\n');
        }
        buf_free(&out);
    }
    arena_free(s.arena);
}

static void csv_and_jsonl(void **state)
{
    (void)state;
    Shelf s;
    shelf_open(&s);
    RegFact *rf =
        put(&s,
            "{\"kind\":\"figure\",\"measure\":\"trade\",\"parties\":[\"CHL\",\"PER\"],\"value\":1500,"
            "\"unit\":\"USD\",\"change\":-2,"
            "\"period\":\"2024\",\"quote\":\"They said \\\"more\\\", then less.\",\"rule\":\"en/x\"}",
            "a1", "2024-05-01");
    rf->sources[0].claim.span = (Span){7, 36};
    RegFacts facts = shelf_facts(&s);
    Buf out = {0};
    view_facts_csv(&out, &facts);
    assert_has(out.data, "id,kind,status,");
    assert_has(out.data, "\r\n0000000000000000,figure,occurred,");
    assert_has(out.data, ",\"They said \"\"more\"\", then less.\",1,Andes Post,");
    assert_has(out.data, ",-2,"); /* a number, not a formula */
    buf_clear(&out);
    view_facts_jsonl(&out, &facts);
    assert_string_equal(
        buf_str(&out),
        "{\"id\":\"0000000000000000\",\"kind\":\"figure\",\"status\":\"occurred\",\"measure\":\"trade\","
        "\"parties\":[\"CHL\",\"PER\"],"
        "\"value\":1500,\"unit\":\"USD\",\"period\":\"2024\",\"change\":-2,\"quote\":\"They said "
        "\\\"more\\\", then less.\","
        "\"sources\":[{\"claim\":\"00000000000000aa\",\"article\":\"a1\",\"outlet\":\"Andes "
        "Post\",\"title\":\"Notes\","
        "\"url\":\"https://press.example/"
        "a?x=1&y=2\",\"lang\":\"es\",\"published\":\"2024-05-01\",\"quote\":\"They said \\\"more\\\", "
        "then less.\",\"span\":[7,36],\"rule\":\"en/x\"}]}\n");
    buf_free(&out);
    arena_free(s.arena);
}

static void no_html_list(void **state)
{
    (void)state;
    Buf out = {0};
    Err err;
    RegFacts none = {0};
    assert_int_equal(view_facts(&out, &none, VIEW_HTML, &style, &err), ERR_USAGE);
    assert_int_equal(view_facts(&out, &none, VIEW_JSONL, &style, &err), 0);
    assert_int_equal(out.len, 0);
    assert_int_equal(view_format_from("markdown"), VIEW_MD);
    assert_int_equal(view_format_from("pdf"), -1);
    buf_free(&out);
}

/* ---- the brief ---- */

static void newest_contact_first(void **state)
{
    (void)state;
    Shelf s;
    shelf_open(&s);
    put(&s,
        "{\"kind\":\"contact\",\"mode\":\"meeting\",\"date\":\"2019-03\",\"parties\":[\"CHL\",\"PER\"],"
        "\"quote\":\"q1\"}",
        "a1", "2024-05-01");
    put(&s,
        "{\"kind\":\"contact\",\"mode\":\"call\",\"date\":\"2024-04-02\",\"parties\":[\"CHL\",\"PER\"],"
        "\"quote\":\"q2\"}",
        "a1", "2024-05-01");
    put(&s, "{\"kind\":\"contact\",\"mode\":\"message\",\"parties\":[\"CHL\",\"PER\"],\"quote\":\"q3\"}",
        "a1", "2024-05-01");
    put(&s,
        "{\"kind\":\"contact\",\"mode\":\"visit\",\"status\":\"planned\",\"date\":\"2024-06\",\"parties\":["
        "\"CHL\",\"PER\"],\"visitor\":["
        "\"PER\"],\"host\":[\"CHL\"],\"quote\":\"q4\"}",
        "a1", "2024-05-01");
    const char *text = brief(&s, VIEW_TEXT, "2024-09-01");
    assert_has(text, "Last contact  2 April 2024: Chile and Peru spoke");
    const char *contacts = strstr(text, "\nCONTACTS");
    assert_non_null(contacts);
    assert_order(contacts, "2 April 2024", "March 2019");
    assert_order(contacts, "March 2019", "No date");
    assert_has(contacts, "[date passed, not reported as held] June 2024: Visit by Peru to Chile.");
    assert_has(text, "No source since 1 May 2024, 123 days before the date of this brief.");
    assert_has(text, "No date known for 1 contact.");
    assert_has(text, "No aid in either direction is reported.");
    assert_lacks(text, "\nAID");
    assert_lacks(brief(&s, VIEW_TEXT, "2024-05-20"), "not reported as held");
    arena_free(s.arena);
}

static void missing_session_is_noticed(void **state)
{
    (void)state;
    Shelf s;
    shelf_open(&s);
    put(&s,
        "{\"kind\":\"body\",\"what\":\"session\",\"name\":\"Border "
        "Commission\",\"number\":7,\"date\":\"2023-04\",\"parties\":[\"CHL\",\"PER\"],"
        "\"quote\":\"q\"}",
        "a1", "2024-05-01");
    put(&s,
        "{\"kind\":\"body\",\"what\":\"session\",\"name\":\"border "
        "commission\",\"number\":4,\"date\":\"2018\",\"parties\":[\"CHL\",\"PER\"],"
        "\"quote\":\"r\"}",
        "a2", "2024-05-01");
    put(&s,
        "{\"kind\":\"body\",\"what\":\"session\",\"name\":\"Fisheries "
        "Council\",\"number\":1,\"parties\":[\"CHL\",\"PER\"],\"quote\":\"s\"}",
        "a2", "2024-05-01");
    const char *text = brief(&s, VIEW_MD, NULL);
    assert_has(text, "No source on the sessions from the 5th to the 6th, between the 4th (2018) and the 7th "
                     "(April 2023).");
    put(&s,
        "{\"kind\":\"body\",\"what\":\"session\",\"name\":\"Border "
        "Commission\",\"number\":6,\"parties\":[\"CHL\",\"PER\"],\"quote\":\"t\"}",
        "a3", "2024-05-01");
    assert_has(brief(&s, VIEW_MD, NULL), "No source on the 5th session, between the 4th (2018) and the 6th.");
    arena_free(s.arena);
}

static RegFact *put_conflict(Shelf *s)
{
    RegFact *rf = put(s,
                      "{\"kind\":\"figure\",\"measure\":\"trade\",\"parties\":[\"CHL\",\"PER\"],\"value\":"
                      "2000000,\"unit\":\"USD\",\"period\":"
                      "\"2024\",\"quote\":\"Trade came to two million.\"}",
                      "a1", "2024-05-01");
    rf->sources[1] = rf->sources[0];
    rf->sources[1].article = "a2";
    rf->sources[1].outlet = "Diario Sur";
    rf->sources[1].claim.value = 3000000;
    rf->sources[1].claim.quote = "Trade came to three million.";
    rf->n_sources = 2;
    rf->conflicts = ARENA_ARRAY(s->arena, RegConflict, 1);
    rf->n_conflicts = 1;
    rf->conflicts[0] = (RegConflict){"value", ARENA_ARRAY(s->arena, RegCandidate, 2), 2};
    for (size_t i = 0; i < 2; i++) {
        size_t *at = ARENA_ARRAY(s->arena, size_t, 1);
        *at = i;
        rf->conflicts[0].items[i] = (RegCandidate){i ? "3000000" : "2000000", at, 1};
    }
    return rf;
}

static void conflicts_show_both_quotes(void **state)
{
    (void)state;
    Shelf s;
    shelf_open(&s);
    put_conflict(&s);
    const char *text = brief(&s, VIEW_TEXT, NULL);
    const char *part = strstr(text, "\nCONTRADICTIONS");
    assert_non_null(part);
    assert_has(part, "US$2 million: Andes Post, 1 May 2024: “Trade came to two million.” [1]");
    assert_has(part, "US$3 million: Diario Sur, 1 May 2024: “Trade came to three million.” [2]");
    Buf out = {0};
    RegFacts facts = shelf_facts(&s);
    view_conflicts(&out, &facts, &style);
    assert_has(buf_str(&out), "“Trade came to two million.”");
    assert_has(buf_str(&out), "says       US$3 million");
    buf_clear(&out);
    view_facts_jsonl(&out, &facts);
    assert_has(buf_str(&out), "\"conflicts\":[{\"field\":\"value\",\"values\":[{\"value\":\"2000000\","
                              "\"sources\":[0]},{\"value\":\"3000000\",");
    buf_free(&out);
    arena_free(s.arena);
}

static void overdue_and_targets(void **state)
{
    (void)state;
    Shelf s;
    shelf_open(&s);
    put(&s,
        "{\"kind\":\"pledge\",\"act\":\"pledge\",\"by\":[\"CHL\"],\"to\":[\"PER\"],\"date\":\"2023\","
        "\"topics\":[\"border\"],\"quote\":\"By 2023 we "
        "open the gate.\"}",
        "a1", "2022-05-01");
    put(&s,
        "{\"kind\":\"pledge\",\"act\":\"request\",\"by\":[\"PER\"],\"to\":[\"CHL\"],\"date\":\"2022-04-30\","
        "\"quote\":\"Open it, please.\"}",
        "a1", "2022-05-01");
    put(&s,
        "{\"kind\":\"figure\",\"measure\":\"trade\",\"parties\":[\"CHL\",\"PER\"],\"value\":9e9,\"unit\":"
        "\"USD\",\"period\":\"2023\",\"target\":true,"
        "\"status\":\"planned\",\"quote\":\"Nine billion by 2023.\"}",
        "a1", "2022-05-01");
    put(&s,
        "{\"kind\":\"figure\",\"measure\":\"trade\",\"parties\":[\"CHL\",\"PER\"],\"value\":4e9,\"unit\":"
        "\"USD\",\"period\":\"2021\",\"quote\":\"Four in "
        "2021.\"}",
        "a1", "2022-05-01");
    const char *text = brief(&s, VIEW_TEXT, "2024-01-10");
    assert_has(
        text, "[overdue, fulfilment not reported] 2023: Chile gave a commitment to Peru on\n    the border.");
    assert_has(text, "- 30 April 2022: Peru made a request to Chile. “Open it, please.”");
    assert_has(
        text,
        "[overdue, outcome not reported] 2023: Trade between Chile and Peru: target\n    US$9 billion.");
    assert_has(text, "Latest figure, for 2021: US$4 billion.");
    assert_has(text, "2 commitments or plans overdue.");
    assert_has(brief(&s, VIEW_TEXT, "2022-06-01"), "[not yet due] 2023: Chile gave");
    arena_free(s.arena);
}

static void html_is_safe_and_whole(void **state)
{
    (void)state;
    Shelf s;
    shelf_open(&s);
    RegFact *rf = put(&s,
                      "{\"kind\":\"agreement\",\"action\":\"signed\",\"title\":\"<script>alert(1)</"
                      "script>\",\"parties\":[\"CHL\",\"PER\"],"
                      "\"quote\":\"Said \\\"<b>yes</b>\\\" & left\"}",
                      "a1", "2024-05-01");
    rf->sources[0].lang = "es\" onclick=\"x";
    rf->sources[0].url = "javascript:alert(1)";
    rf->sources[0].article_title = "A <img src=x> title";
    put_conflict(&s);
    const char *html = brief(&s, VIEW_HTML, NULL);
    assert_has(html, "&lt;script&gt;alert(1)&lt;/script&gt;");
    assert_lacks(html, "<script");
    assert_lacks(html, "<img");
    assert_lacks(html, "<b>");
    assert_lacks(html, "onclick");
    assert_lacks(html, "javascript:");
    assert_lacks(html, " src=\"");
    assert_lacks(html, "url(http");
    assert_lacks(html, "@import");
    assert_has(html, "<a id=\"r1\" href=\"#q1\">[1]</a>");
    assert_has(html, "<li id=\"q1\">");
    assert_has(html, "href=\"#r1\"");
    assert_has(html, "<blockquote dir=\"auto\" lang=\"es\">");
    assert_has(
        html,
        "<desc id=\"chart-desc\">2024: Trade between Chile and Peru, US$2 million (sources differ). </desc>");
    assert_has(html, "href=\"https://press.example/a?x=1&amp;y=2\"");
    assert_has(html, "</html>\n");
    arena_free(s.arena);
}

static void part_years_are_marked(void **state)
{
    (void)state;
    Shelf s;
    shelf_open(&s);
    put(&s,
        "{\"kind\":\"figure\",\"measure\":\"exports\",\"from\":[\"CHL\"],\"to\":[\"PER\"],\"parties\":["
        "\"CHL\",\"PER\"],\"value\":3e6,\"unit\":\"USD\","
        "\"period\":\"2024-01/2024-06\",\"approx\":true,\"quote\":\"q\"}",
        "a1", "2024-08-01");
    put(&s,
        "{\"kind\":\"figure\",\"measure\":\"exports\",\"from\":[\"CHL\"],\"to\":[\"PER\"],\"parties\":["
        "\"CHL\",\"PER\"],\"value\":5e6,\"unit\":\"USD\","
        "\"period\":\"2023\",\"quote\":\"r\"}",
        "a1", "2024-08-01");
    const char *html = brief(&s, VIEW_HTML, NULL);
    assert_order(html, "class=\"per\" text-anchor=\"start\" x=\"0\" y=\"17\">2023<",
                 "January–June 2024 (part year: 6 months)</text>");
    assert_has(html, "height=\"14\" fill=\"url(#stripes)\"");
    assert_has(html, "height=\"7\" fill=\"url(#stripes)\"");
    assert_has(html, "≈ US$3 million");
    arena_free(s.arena);
}

static void nothing_known(void **state)
{
    (void)state;
    Shelf s;
    shelf_open(&s);
    const char *text = brief(&s, VIEW_TEXT, NULL);
    assert_has(text, "No source speaks of the two.");
    assert_lacks(text, "QUOTES");
    assert_has(brief(&s, VIEW_HTML, "2024-01-01"), "No agreement between the two is named.");
    Buf out = {0};
    Err err;
    BriefInput in = {.a = "CHL", .b = "PER"};
    assert_int_equal(view_brief(&out, &in, VIEW_CSV, &style, &err), ERR_USAGE);
    buf_free(&out);
    arena_free(s.arena);
}

static void same_bytes_every_time(void **state)
{
    (void)state;
    Shelf s;
    shelf_open(&s);
    put_conflict(&s);
    put(&s,
        "{\"kind\":\"relation\",\"what\":\"established\",\"date\":\"1823\",\"parties\":[\"CHL\",\"PER\"],"
        "\"quote\":\"q\"}",
        "a1", "2024-05-01");
    static const ViewFormat formats[] = {VIEW_TEXT, VIEW_MD, VIEW_HTML};
    for (size_t i = 0; i < 3; i++)
        assert_string_equal(brief(&s, formats[i], NULL), brief(&s, formats[i], NULL));
    arena_free(s.arena);
}

static void explain_names_rule_and_words(void **state)
{
    (void)state;
    Shelf s;
    shelf_open(&s);
    RegFact *rf = put(&s,
                      "{\"kind\":\"event\",\"type\":\"ACCUSE\",\"by\":[\"CHL\"],\"to\":[\"PER\"],\"quote\":"
                      "\"Chile blamed Peru.\",\"rule\":\"en/blame\"}",
                      "a1", "2024-05-01");
    rf->sources[0].claim.span = (Span){50, 68};
    rf->sources[0].claim.trigger = (Span){56, 62};
    rf->sources[0].before = "It got worse.";
    Buf out = {0};
    view_explain(&out, rf, &style);
    assert_has(out.data, "No date: Accusation by Chile against Peru.");
    assert_has(out.data, "rule       en/blame");
    assert_has(out.data, "turns on   blamed");
    assert_has(out.data, "before     It got worse.");
    assert_has(out.data, "bytes      50-68");
    buf_free(&out);
    arena_free(s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_in_words),
        cmocka_unit_test(dates_as_bounds),
        cmocka_unit_test(amounts_in_words),
        cmocka_unit_test(sentences),
        cmocka_unit_test(escaping),
        cmocka_unit_test(widths),
        cmocka_unit_test(table_fits_its_width),
        cmocka_unit_test(csv_and_jsonl),
        cmocka_unit_test(no_html_list),
        cmocka_unit_test(newest_contact_first),
        cmocka_unit_test(missing_session_is_noticed),
        cmocka_unit_test(conflicts_show_both_quotes),
        cmocka_unit_test(overdue_and_targets),
        cmocka_unit_test(html_is_safe_and_whole),
        cmocka_unit_test(part_years_are_marked),
        cmocka_unit_test(nothing_known),
        cmocka_unit_test(same_bytes_every_time),
        cmocka_unit_test(explain_names_rule_and_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
