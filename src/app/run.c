/* run.c: see run.h. */
#include "app/run.h"

void run_init(Run *r, const char *command, int jobs)
{
    *r = (Run){.command = command, .scope = -1, .task = {.jobs = jobs}};
}

int run_option(Run *r, int option, char **argv)
{
    switch (option) {
    case 'j':
        if ((r->task.jobs = app_threads(optarg)) < 0)
            return app_fail(APP_USAGE, "%s: -j %s: not a number from 1 to 256", r->command, optarg);
        return -1;
    case 'P':
        if ((r->scope = app_parse_scope(optarg)) < 0)
            return app_fail(APP_USAGE, "%s: --parse %s: used, matters or all", r->command, optarg);
        return -1;
    case 'l': r->task.lang = optarg; return -1;
    case 'r': r->task.verbatim = true; return -1;
    case 'L': r->lang_dir = optarg; return -1;
    case 'M': r->models_dir = optarg; return -1;
    default: return app_option(r->command, option, argv);
    }
}

static int pool(PoolTask *task, const char *const *paths, size_t n_paths, Err *err)
{
    int rc = reader_open(&task->reader, paths, n_paths, err);
    if (rc) return rc;
    rc = pool_run(task, err);
    reader_close(task->reader);
    return rc;
}

int run_documents(Run *r, int argc, char **argv)
{
    static const char *const standard_input[] = {"-"};
    const char *const *paths = optind < argc ? (const char *const *)argv + optind : standard_input;
    size_t n_paths = optind < argc ? (size_t)(argc - optind) : 1;
    PoolTask *task = &r->task;
    Err err = {0};
    Lexicon *lex;
    if (app_lexicon(&lex, r->lang_dir, &err)) return app_error(&err);
    if (task->lang && !lexicon_by_code(lex, task->lang)) {
        lexicon_free(lex);
        return app_fail(APP_USAGE, "%s: --lang %s: no such language pack; see chancery lang list", r->command,
                        task->lang);
    }
    task->lex = lex;
    task->parse = (ParseScope)r->scope;
    Models *models = NULL;
    int rc = task->last < STAGE_WORDS ? 0 : app_models(&models, lex, r->models_dir, task->parse, &err);
    if (rc == 0) rc = pool(task, paths, n_paths, &err);
    models_close(models);
    lexicon_free(lex);
    return rc ? app_error(&err) : APP_OK;
}
