/* cmd_extract.c: documents in, facts out, one a line. */
#include "app/app.h"
#include "app/pool.h"

#include <stdio.h>

typedef struct Extract {
    size_t failed;
    Buf line;
} Extract;

static int take(void *ctx, const PoolResult *r, Err *err)
{
    (void)err;
    Extract *x = ctx;
    if (r->err.code) {
        x->failed++;
        app_fail(APP_PARTIAL, "%s", r->err.msg);
        return 0;
    }
    for (uint32_t i = 0; i < r->doc->n_facts; i++) {
        Fact f = r->doc->facts[i];
        f.doc = r->doc->id;
        buf_clear(&x->line);
        fact_to_json(&x->line, &f, false);
        buf_addc(&x->line, '\n');
        app_write(&x->line);
    }
    return 0;
}

int cmd_extract(int argc, char **argv)
{
    static const struct option options[] = {
        {"jobs", required_argument, NULL, 'j'},     {"parse", required_argument, NULL, 'P'},
        {"lang-dir", required_argument, NULL, 'L'}, {"models-dir", required_argument, NULL, 'M'},
        {"help", no_argument, NULL, 'h'},           {0}};
    const char *lang_dir = NULL, *models_dir = NULL;
    int o, jobs = app_processors(), scope = PARSE_USED;
    while ((o = getopt_long(argc, argv, ":j:h", options, NULL)) != -1) {
        switch (o) {
        case 'j':
            if ((jobs = app_threads(optarg)) < 0)
                return app_fail(APP_USAGE, "extract: -j %s: not a number from 1 to 256", optarg);
            break;
        case 'P':
            if ((scope = app_parse_scope(optarg)) < 0)
                return app_fail(APP_USAGE, "extract: --parse %s: used, matters or all", optarg);
            break;
        case 'L': lang_dir = optarg; break;
        case 'M': models_dir = optarg; break;
        default: return app_option("extract", o, argv);
        }
    }
    static const char *const standard_input[] = {"-"};
    const char *const *paths = optind < argc ? (const char *const *)argv + optind : standard_input;
    size_t n_paths = optind < argc ? (size_t)(argc - optind) : 1;

    Err err = {0};
    Lexicon *lex;
    if (app_lexicon(&lex, lang_dir, &err)) return app_error(&err);
    Extract x = {0};
    Models *models = NULL;
    Reader *reader = NULL;
    int rc = app_models(&models, lex, models_dir, (ParseScope)scope, &err);
    if (rc == 0) rc = reader_open(&reader, paths, n_paths, &err);
    if (rc == 0) {
        PoolTask task = {.reader = reader,
                         .lex = lex,
                         .last = STAGE_ALL,
                         .parse = (ParseScope)scope,
                         .jobs = jobs,
                         .take = take,
                         .take_ctx = &x};
        rc = pool_run(&task, &err);
        reader_close(reader);
    }
    buf_free(&x.line);
    models_close(models);
    lexicon_free(lex);
    if (rc) return app_error(&err);
    return x.failed ? APP_PARTIAL : APP_OK;
}
