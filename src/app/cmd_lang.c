/* cmd_lang.c: the language packs: what there is, whether one is right, what its rules do on texts. */
#include "app/app.h"
#include "app/coverage.h"
#include "app/examples.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "lex/rules.h"
#include "nn/model.h"

/* Scores as "LAS 83.1, UPOS 94.0"; a group of them under a name as "dev LAS 83.1, UPOS 94.0". */
static void put_scores(Buf *out, json_t *scores)
{
    const char *name;
    json_t *value, *inner;
    json_object_foreach(scores, name, value)
    {
        if (out->len) buf_adds(out, ", ");
        buf_adds(out, name);
        if (json_is_number(value)) buf_printf(out, " %.1f", json_number_value(value));
        else if (json_is_object(value)) {
            const char *key, *between = " ";
            json_object_foreach(value, key, inner)
            {
                if (!json_is_number(inner)) continue;
                buf_printf(out, "%s%s %.1f", between, key, json_number_value(inner));
                between = ", ";
            }
        }
    }
}

/* The pack's model, its licence and scores as its manifest has them. */
static void list_model(const Lang *lang, const char *dir, Arena *a)
{
    const Model *m = lang_model(lang);
    if (!m) {
        printf("\tno model");
        return;
    }
    size_t n;
    const char *text = model_manifest(m, &n);
    json_t *manifest = json_loadb(text, n, 0, NULL);
    const char *licence = json_string_value(json_object_get(manifest, "licence"));
    Buf scores = {0};
    put_scores(&scores, json_object_get(manifest, "scores"));
    printf("\t%s\t%s\t%s", models_path(lang, dir, a), licence ? licence : "licence not stated",
           scores.len ? scores.data : "no scores");
    buf_free(&scores);
    json_decref(manifest);
}

static int list(const char *packs, const char *models_dir)
{
    Err err = {0};
    Lexicon *lex;
    Models *models = NULL;
    if (app_lexicon(&lex, packs, &err)) return app_error(&err);
    if (app_models(&models, lex, models_dir, PARSE_ALL, &err)) {
        lexicon_free(lex);
        return app_error(&err);
    }
    Arena *a = arena_new();
    for (size_t i = 0; i < lexicon_langs(lex); i++) {
        const Lang *l = lexicon_lang(lex, i);
        printf("%s\t%s\t%zu rules\t%s", lang_code(l), lang_name(l),
               lang_rules(l) ? rules_count(lang_rules(l)) : 0, lang_dir(l));
        list_model(l, app_models_dir(models_dir, a), a);
        putchar('\n');
    }
    arena_free(a);
    models_close(models);
    lexicon_free(lex);
    return APP_OK;
}

static int check(const char *packs, const char *models_dir, const char *pack)
{
    Err err = {0};
    Lexicon *lex;
    Models *models = NULL;
    Arena *a = arena_new();
    int rc = lexicon_load_one(&lex, app_lang_dir(packs, a), pack, &err);
    arena_free(a);
    if (rc == 0 && (rc = app_models(&models, lex, models_dir, PARSE_ALL, &err))) lexicon_free(lex);
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
    models_close(models);
    lexicon_free(lex);
    return bad ? APP_PARTIAL : APP_OK;
}

/* What the rules do on texts: of one pack, or (NULL) of all. */
static int coverage(const char *packs, const char *models_dir, const char *texts, const char *pack)
{
    Err err = {0};
    Lexicon *lex;
    Models *models = NULL;
    Arena *a = arena_new();
    const char *dir = app_lang_dir(packs, a);
    int rc = pack ? lexicon_load_one(&lex, dir, pack, &err) : lexicon_load(&lex, dir, NULL, &err);
    arena_free(a);
    if (rc) return app_error(&err);
    Buf out = {0};
    size_t failed = 0;
    rc = app_models(&models, lex, models_dir, PARSE_USED, &err);
    if (rc == 0) rc = coverage_run(&out, lex, &texts, 1, app_processors(), &failed, &err);
    app_write(&out);
    buf_free(&out);
    models_close(models);
    lexicon_free(lex);
    if (rc) return app_error(&err);
    return failed ? app_fail(APP_PARTIAL, "%zu inputs could not be read", failed) : APP_OK;
}

int cmd_lang(int argc, char **argv)
{
    static const struct option options[] = {{"lang-dir", required_argument, NULL, 'L'},
                                            {"models-dir", required_argument, NULL, 'M'},
                                            {"rules", required_argument, NULL, 'R'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    const char *packs = NULL, *models = NULL, *texts = NULL;
    int o;
    while ((o = getopt_long(argc, argv, ":h", options, NULL)) != -1) {
        if (o == 'L') packs = optarg;
        else if (o == 'M') models = optarg;
        else if (o == 'R') texts = optarg;
        else return app_option("lang", o, argv);
    }
    int n = argc - optind;
    bool checks = n >= 1 && n <= 2 && strcmp(argv[optind], "check") == 0;
    if (checks && texts) return coverage(packs, models, texts, n == 2 ? argv[optind + 1] : NULL);
    if (n == 1 && strcmp(argv[optind], "list") == 0) return list(packs, models);
    if (checks && n == 2) return check(packs, models, argv[optind + 1]);
    return app_fail(APP_USAGE, "lang: give list, or check and a folder; see chancery lang --help");
}
