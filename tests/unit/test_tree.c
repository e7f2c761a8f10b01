/* test_tree.c: rules with arms, over trees given by hand: no model is asked. */
#include "front_pack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <string.h>

#include "lex/rules.h"
#include "pipeline.h"
#include "stage/read.h"

static const char *const match_met = "rule met\n  match @met\n";
static const char *head = "rule met\n  match @met\n";
static const char *const tail =
    "  fact contact mode=meeting parties=A+B\n  example Chile met Peru.\n  gives nothing\n";

static const char *const deps[] = {"root",      "nsubj", "obj",    "obl",   "case",
                                   "acl:relcl", "conj",  "advmod", "punct", "cc"};

static uint16_t dep_id(const char *name, size_t n)
{
    for (uint16_t i = 0; i < sizeof deps / sizeof *deps; i++)
        if (strlen(deps[i]) == n && strncmp(deps[i], name, n) == 0) return i;
    abort();
}

/* The facts of a text whose tree is given as "head:label" for each word, separated by spaces: "CHL PER" each.
 */
static void facts(const char *arms, const char *text, const char *tree, const char *want)
{
    char rules[2000];
    snprintf(rules, sizeof rules, "%s%s%s", head, arms, tail);
    Lexicon *lexicon = front_lexicon_with("en/a.rules", rules);
    Doc *doc;
    Err err;
    assert_int_equal(read_bytes(&doc, "test", text, strlen(text), &err), 0);
    doc->lang_given = "en";
    doc->verbatim = true;
    doc->parse = PARSE_ALL;
    assert_int_equal(pipeline_run(doc, lexicon, STAGE_WORDS, &err), 0);
    uint32_t n = 0;
    for (const char *s = tree; *s; n++) {
        char *end;
        uint32_t up = (uint32_t)strtoul(s, &end, 10);
        size_t len = strcspn(end + 1, " ");
        assert_true(n < doc->n_words);
        doc->words[n].head = up ? up - 1 : n;
        doc->words[n].dep = dep_id(end + 1, len);
        s = end + 1 + len + strspn(end + 1 + len, " ");
    }
    assert_int_equal(n, doc->n_words);
    doc->deps = (const char **)deps;
    doc->n_deps = sizeof deps / sizeof *deps;
    assert_int_equal(pipeline_range(doc, lexicon, STAGE_EXTRACT, STAGE_EXTRACT, &err), 0);
    Buf b = {0};
    for (uint32_t i = 0; i < doc->n_claims; i++)
        for (size_t k = 0; k < doc->claims[i].parties.n; k++) {
            if (b.len) buf_addc(&b, ' ');
            buf_adds(&b, doc->claims[i].parties.items[k]);
        }
    assert_string_equal(buf_str(&b), want);
    buf_free(&b);
    doc_free(doc);
    lexicon_free(lexicon);
    front_remove();
}

static void bad(const char *arms, const char *want)
{
    char rules[2000];
    snprintf(rules, sizeof rules, "%s%s%s", head, arms, tail);
    Err err;
    Lexicon *lexicon = NULL;
    assert_int_not_equal(front_load(&lexicon, "en/a.rules", rules, &err), 0);
    if (!strstr(err.msg, want)) fail_msg("'%s' is not in: %s", want, err.msg);
    front_remove();
}

#define SUBJ_OBJ "    A={actor} = >nsubj\n    B={actor} = >obj | >obl[with|against]\n"

static void test_subject_and_object(void **state)
{
    (void)state;
    facts(SUBJ_OBJ, "Chile met Peru.", "2:nsubj 0:root 2:obj 2:punct", "CHL PER");
    facts(SUBJ_OBJ, "Chile met Peru.", "2:nsubj 0:root 2:obl 2:punct", ""); /* no "with" */
    facts(SUBJ_OBJ, "Chile met with Peru.", "2:nsubj 0:root 4:case 2:obl 2:punct", "CHL PER");
    facts(SUBJ_OBJ, "Chile met in Peru.", "2:nsubj 0:root 4:case 2:obl 2:punct", "");
}

/* The nearest party is not the subject. */
static void test_distance(void **state)
{
    (void)state;
    facts(SUBJ_OBJ, "Chile, who left Peru, met China.",
          "7:nsubj 4:punct 4:nsubj 1:acl:relcl 4:obj 4:punct 0:root 7:obj 7:punct", "CHL CHN");
}

static void test_steps_upwards(void **state)
{
    (void)state;
    const char *relative = "    A={actor} = <acl:*\n    B={actor} = >obj\n";
    facts(relative, "Chile, who met Peru, left.",
          "7:nsubj 4:punct 4:nsubj 1:acl:relcl 4:obj 4:punct 0:root 7:punct", "CHL PER");
    const char *shared = "    A={actor} = <conj* >nsubj\n    B={actor} = >obj\n";
    facts(shared, "Chile left and met Peru.", "2:nsubj 0:root 4:cc 2:conj 4:obj 2:punct", "CHL PER");
    facts(shared, "Chile met Peru.", "2:nsubj 0:root 2:obj 2:punct", "CHL PER"); /* none of them, too */
}

static void test_conditions(void **state)
{
    (void)state;
    const char *never = SUBJ_OBJ "    !never = >advmod\n";
    facts(never, "Chile met Peru.", "2:nsubj 0:root 2:obj 2:punct", "CHL PER");
    facts(never, "Chile never met Peru.", "3:nsubj 3:advmod 0:root 3:obj 3:punct", "");
    const char *word = "    A={actor} = >nsubj\n    B={actor} = >obj=talks >obl\n";
    facts(word, "Chile met talks Peru.", "2:nsubj 0:root 2:obj 3:obl 2:punct", "CHL PER");
    facts(word, "Chile met talking Peru.", "2:nsubj 0:root 2:obj 3:obl 2:punct", "");
    const char *from_role = "    N=talks = >obj\n    A={actor} = >nsubj\n    B={actor} = N >obl\n";
    facts(from_role, "Chile met talks Peru.", "2:nsubj 0:root 2:obj 3:obl 2:punct", "CHL PER");
}

/* A verb with its own subject does not take that of the verb before. */
static void test_turns(void **state)
{
    (void)state;
    const char *shared = "    A={actor} = >nsubj / <conj >nsubj\n    B={actor} = >obj\n";
    facts(shared, "Chile left and met Peru.", "2:nsubj 0:root 4:cc 2:conj 4:obj 2:punct", "CHL PER");
    facts(shared, "Chile left and rebels met Peru.", "2:nsubj 0:root 5:cc 5:nsubj 2:conj 5:obj 2:punct", "");
    const char *nothing = SUBJ_OBJ "    ! = >advmod\n";
    facts(nothing, "Chile met Peru.", "2:nsubj 0:root 2:obj 2:punct", "CHL PER");
    facts(nothing, "Chile soon met Peru.", "3:nsubj 3:advmod 0:root 3:obj 3:punct", "");
}

/* A definition found by words or, failing that, by its arms. */
static void test_or(void **state)
{
    (void)state;
    head = "define doer = A={actor} ~1!{actor}\n  or A={actor} = >nsubj\nrule met\n  match $doer @met ~1 "
           "B={actor}\n";
    facts("", "Chile met Peru.", "2:nsubj 0:root 2:obj 2:punct", "CHL PER");
    facts("", "Chile, who left Peru, met China.",
          "7:nsubj 4:punct 4:nsubj 1:acl:relcl 4:obj 4:punct 0:root 7:obj 7:punct",
          "PER CHN"); /* the words come first */
    facts("", "Chile, big and old, met China.",
          "7:nsubj 3:punct 1:acl:relcl 5:cc 3:conj 3:punct 0:root 7:obj 7:punct", "CHL CHN");
    head = match_met;
}

static void test_no_mention_serves_two_roles(void **state)
{
    (void)state;
    facts("    A={actor} = >nsubj\n    B={actor} = >nsubj\n", "Chile met Peru.",
          "2:nsubj 0:root 2:obj 2:punct", "");
    facts("    A={actor} = >nsubj\n    B={actor} = >nsubj | >obj\n", "Chile met Peru.",
          "2:nsubj 0:root 2:obj 2:punct", "CHL PER");
}

/* What is not parsed gives nothing, and does no harm. */
static void test_without_a_tree(void **state)
{
    (void)state;
    Lexicon *lexicon =
        front_lexicon_with("en/a.rules", "rule met\n  match @met\n    A={actor} = >nsubj\n  fact contact "
                                         "parties=A\n  example x\n  gives nothing\n");
    assert_true(rules_use_trees(lang_rules(lexicon_lang(lexicon, 0))));
    Doc *doc;
    Err err;
    assert_int_equal(read_bytes(&doc, "test", "Chile met Peru.", 15, &err), 0);
    doc->lang_given = "en";
    assert_int_equal(pipeline_run(doc, lexicon, STAGE_EXTRACT, &err), 0);
    assert_int_equal(doc->n_claims, 0);
    doc_free(doc);
    lexicon_free(lexicon);
    front_remove();
}

/* How many facts the rules give of a text, by words alone. */
static size_t count(const char *rules, const char *text)
{
    Lexicon *lexicon = front_lexicon_with("en/a.rules", rules);
    Doc *doc;
    Err err;
    assert_int_equal(read_bytes(&doc, "test", text, strlen(text), &err), 0);
    doc->lang_given = "en";
    assert_int_equal(pipeline_run(doc, lexicon, STAGE_EXTRACT, &err), 0);
    size_t n = doc->n_claims;
    doc_free(doc);
    lexicon_free(lexicon);
    front_remove();
    return n;
}

/* A pivot marked on a definition, or within alternatives, is where negation is looked for. */
static void test_pivot_in_groups(void **state)
{
    (void)state;
    static const char *const patterns[] = {
        "define acts = (met | saw)\nrule met\n  match A={actor} ~3 @$acts ~2 in ~2 B={actor}\n",
        "rule met\n  match A={actor} ~3 (@met ~2 in | in ~3 @met) ~2 B={actor}\n",
    };
    for (size_t i = 0; i < 2; i++) {
        char rules[1000];
        snprintf(rules, sizeof rules,
                 "%s  fact contact mode=meeting parties=A+B\n  example x\n  gives nothing\n", patterns[i]);
        assert_int_equal(count(rules, "Chile met somebody in Peru."), 1);
        assert_int_equal(count(rules, "Chile never met somebody in Peru."), 0);
    }
}

static void test_errors(void **state)
{
    (void)state;
    bad("    A={actor} >nsubj\n", "a.rules:3:15: an arm is written");
    bad("    A={actor} =\n", "a.rules:3:5: an arm of no steps");
    bad("    A={actor} = nsubj\n", "a.rules:3:17: a step");
    bad("    A={actor} = >nsubj)\n", "unexpected ')'");
    bad("    A={actor} = (>nsubj\n", "'(' without ')'");
    bad("    A={actor} = >obl[with\n", "'[' without ']'");
    bad("    A={actor} = $none\n", "no path before this line is called none");
    bad("    {actor} = >a / | >b\n", "an arm of no steps");
    bad("or A={actor} = >nsubj\n", "'or' needs a 'define' above it");
    bad("    A=~3 = >nsubj\n", "an arm takes");
    bad("    A={actor} = >a >a >a >a >a >a >a >a >a >a >a >a >a\n", "more than 12 steps");
    bad("    A={actor} = (>a|>b|>c) (>a|>b|>c) (>a|>b|>c) (>a|>b|>c) (>a|>b|>c)\n", "too many paths");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subject_and_object),
        cmocka_unit_test(test_distance),
        cmocka_unit_test(test_steps_upwards),
        cmocka_unit_test(test_conditions),
        cmocka_unit_test(test_turns),
        cmocka_unit_test(test_or),
        cmocka_unit_test(test_no_mention_serves_two_roles),
        cmocka_unit_test(test_without_a_tree),
        cmocka_unit_test(test_pivot_in_groups),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
