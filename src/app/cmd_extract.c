/* cmd_extract.c: documents in, facts or events out, one a line. */
#include "app/app.h"
#include "app/pool.h"

#include <stdio.h>

typedef struct Extract {
    bool plover, all_actors;
    size_t failed;
    Buf line;
} Extract;

/* Where all actors count, parties alone do not tell who acted: the sides are printed too. */
static void put_facts(Extract *x, const Doc *doc)
{
    for (uint32_t i = 0; i < doc->n_facts; i++) {
        Fact f = doc->facts[i];
        f.doc = doc->id;
        fact_to_json(&x->line, &f, x->all_actors);
        buf_addc(&x->line, '\n');
    }
}

static void put_events(Extract *x, const Doc *doc)
{
    unsigned n = 1;
    for (uint32_t i = 0; i < doc->n_facts; i++) {
        bool told = false; /* facts of two kinds may be one event */
        for (uint32_t k = 0; k < i && !told; k++) told = view_plover_same(&doc->facts[k], &doc->facts[i]);
        if (!told)
            n +=
                view_plover(&x->line, arena_printf(doc->arena, "%s#%u", doc->id, n), doc->id, &doc->facts[i]);
    }
}

static int take(void *ctx, const PoolResult *r, Err *err)
{
    (void)err;
    Extract *x = ctx;
    if (r->err.code) {
        x->failed++;
        app_fail(APP_PARTIAL, "%s", r->err.msg);
        return 0;
    }
    buf_clear(&x->line);
    if (x->plover) put_events(x, r->doc);
    else put_facts(x, r->doc);
    app_write(&x->line);
    return 0;
}

int cmd_extract(int argc, char **argv)
{
    static const struct option options[] = {
        {"jobs", required_argument, NULL, 'j'},     {"parse", required_argument, NULL, 'P'},
        {"format", required_argument, NULL, 'f'},   {"all-actors", no_argument, NULL, 'a'},
        {"lang", required_argument, NULL, 'l'},     {"raw", no_argument, NULL, 'r'},
        {"lang-dir", required_argument, NULL, 'L'}, {"models-dir", required_argument, NULL, 'M'},
        {"help", no_argument, NULL, 'h'},           {0}};
    const char *lang_dir = NULL, *models_dir = NULL, *lang = NULL;
    bool raw = false;
    int o, jobs = app_processors(), scope = PARSE_USED, format = VIEW_JSONL;
    Extract x = {0};
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
        case 'f':
            format = view_format_from(optarg);
            if (format != VIEW_JSONL && format != VIEW_PLOVER)
                return app_fail(APP_USAGE, "extract: --format %s: jsonl or plover", optarg);
            break;
        case 'a': x.all_actors = true; break;
        case 'l': lang = optarg; break;
        case 'r': raw = true; break;
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
    if (lang && !lexicon_by_code(lex, lang)) {
        lexicon_free(lex);
        return app_fail(APP_USAGE, "extract: --lang %s: no such language pack; see chancery lang list", lang);
    }
    x.plover = format == VIEW_PLOVER;
    Models *models = NULL;
    Reader *reader = NULL;
    int rc = app_models(&models, lex, models_dir, (ParseScope)scope, &err);
    if (rc == 0) rc = reader_open(&reader, paths, n_paths, &err);
    if (rc == 0) {
        PoolTask task = {.reader = reader,
                         .lex = lex,
                         .last = STAGE_ALL,
                         .lang = lang,
                         .verbatim = raw,
                         .all_actors = x.all_actors,
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
