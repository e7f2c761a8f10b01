/* cmd_lang.c: the language packs: what there is, and whether one is right. */
#include "app/app.h"
#include "app/examples.h"

#include <stdio.h>
#include <string.h>

#include "lex/rules.h"

static int list(const char *packs)
{
    Err err = {0};
    Lexicon *lex;
    if (app_lexicon(&lex, packs, &err)) return app_error(&err);
    for (size_t i = 0; i < lexicon_langs(lex); i++) {
        const Lang *l = lexicon_lang(lex, i);
        printf("%s\t%s\t%zu rules\t%s\n", lang_code(l), lang_name(l),
               lang_rules(l) ? rules_count(lang_rules(l)) : 0, lang_dir(l));
    }
    lexicon_free(lex);
    return APP_OK;
}

static int check(const char *packs, const char *pack)
{
    Err err = {0};
    Lexicon *lex;
    Arena *a = arena_new();
    int rc = lexicon_load_one(&lex, app_lang_dir(packs, a), pack, &err);
    arena_free(a);
    if (rc) return app_fail(rc == ERR_FORMAT ? APP_PARTIAL : APP_SYSTEM, "%s", err.msg);
    Buf faults = {0};
    size_t bad = 0;
    for (size_t i = 0; i < lexicon_langs(lex); i++) {
        const Lang *l = lexicon_lang(lex, i);
        size_t n, wrong = examples_check(lex, l, &faults, &n);
        printf("%s: %zu rules, %zu examples, %zu wrong\n", lang_code(l),
               lang_rules(l) ? rules_count(lang_rules(l)) : 0, n, wrong);
        bad += wrong;
    }
    fputs(buf_str(&faults), stderr);
    buf_free(&faults);
    lexicon_free(lex);
    return bad ? APP_PARTIAL : APP_OK;
}

int cmd_lang(int argc, char **argv)
{
    static const struct option options[] = {
        {"lang-dir", required_argument, NULL, 'L'}, {"help", no_argument, NULL, 'h'}, {0}};
    const char *packs = NULL;
    int o;
    while ((o = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        if (o != 'L') return app_option("lang", o, argv);
        packs = optarg;
    }
    int n = argc - optind;
    if (n == 1 && strcmp(argv[optind], "list") == 0) return list(packs);
    if (n == 2 && strcmp(argv[optind], "check") == 0) return check(packs, argv[optind + 1]);
    return app_fail(APP_USAGE, "lang: give list, or check and a folder; see chancery lang --help");
}
