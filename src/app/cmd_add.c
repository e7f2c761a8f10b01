/* cmd_add.c: articles into the register, a few to a transaction; what is there already is passed over, so
 * that an add begun anew goes on where a killed one was. At the end the facts of all touched blocks are
 * settled, also those that an interrupted add left behind. */
#include "app/app.h"
#include "app/pool.h"
#include "settle.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* Articles in one transaction. Standard input may let us wait, and nobody should wait for us meanwhile. */
enum { GROUP = 32, GROUP_OF_STREAM = 1 };

typedef struct Add {
    Store *store;
    size_t group, in_group; /* articles to a transaction; in the one that is open */
    FILE *errors;           /* --errors, or NULL */
    bool terminal;          /* show progress */
    struct timespec shown;
    size_t fresh, versions, known, claims, failed;
} Add;

static double seconds(struct timespec a, struct timespec b)
{
    return (double)(b.tv_sec - a.tv_sec) + (double)(b.tv_nsec - a.tv_nsec) / 1e9;
}

static void clear_progress(const Add *x)
{
    if (x->terminal) fputs("\r\033[K", stderr);
}

static void progress(Add *x, size_t bytes)
{
    struct timespec now;
    if (!x->terminal) return;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (x->shown.tv_sec && seconds(x->shown, now) < 0.2) return;
    x->shown = now;
    fprintf(stderr, "\r\033[K%zu articles, %zu claims, %zu known already, %.1f MB", x->fresh + x->versions,
            x->claims, x->known, (double)bytes / 1e6);
}

static void fail_one(Add *x, const char *msg)
{
    x->failed++;
    clear_progress(x);
    app_fail(APP_PARTIAL, "%s", msg);
    if (x->errors) fprintf(x->errors, "%s\n", msg);
}

/* What is in the open transaction, kept where rc is 0. */
static int close_group(Add *x, int rc, Err *err)
{
    if (x->in_group == 0) return rc;
    x->in_group = 0;
    return store_end(x->store, rc, err);
}

static int put(Add *x, const Doc *doc, StoreAdded *what, Err *err)
{
    int rc = x->in_group ? 0 : store_begin(x->store, err);
    if (rc) return rc;
    x->in_group++;
    rc = store_add(x->store, doc, what, err);
    return rc || x->in_group >= x->group ? close_group(x, rc, err) : 0;
}

static int take(void *ctx, const PoolResult *r, Err *err)
{
    Add *x = ctx;
    if (r->err.code) {
        fail_one(x, r->err.msg);
        return 0;
    }
    StoreAdded what = STORE_KNOWN;
    if (!r->known) {
        int rc = put(x, r->doc, &what, err);
        if (rc) return err_context(err, "%s", r->doc->id);
    }
    if (what == STORE_KNOWN) {
        x->known++;
    } else {
        x->claims += r->doc->n_facts;
        *(what == STORE_NEW ? &x->fresh : &x->versions) += 1;
    }
    progress(x, r->bytes);
    return 0;
}

static bool known(const void *ctx, const Doc *doc)
{
    return store_known_has(ctx, doc);
}

static int put_parties(Store *st, const Lexicon *lex, Err *err)
{
    int rc = store_begin(st, err);
    if (rc) return rc;
    for (size_t i = 0; rc == 0 && i < lex_parties(lex); i++) {
        uint16_t id = (uint16_t)i;
        rc = store_put_party(st, lex_party_code(lex, id), lex_party_name(lex, id), lex_party_is_org(lex, id),
                             err);
    }
    return store_end(st, rc, err);
}

static int add(Add *x, const Lexicon *lex, const char *const *paths, size_t n_paths, int jobs, Err *err)
{
    StoreKnown *held = NULL;
    Reader *reader = NULL;
    x->group = GROUP;
    for (size_t i = 0; i < n_paths; i++)
        if (strcmp(paths[i], "-") == 0) x->group = GROUP_OF_STREAM;
    int rc = put_parties(x->store, lex, err);
    if (rc == 0) rc = store_known_load(x->store, &held, err);
    if (rc == 0) rc = reader_open(&reader, paths, n_paths, err);
    if (rc == 0) {
        PoolTask task = {.reader = reader,
                         .lex = lex,
                         .last = STAGE_ALL,
                         .jobs = jobs,
                         .known = known,
                         .known_ctx = held,
                         .take = take,
                         .take_ctx = x};
        rc = close_group(x, pool_run(&task, err), err);
        reader_close(reader);
    }
    store_known_free(held);
    clear_progress(x);
    if (rc == 0) {
        if (x->terminal) fputs("comparing ...", stderr);
        rc = settle_run(x->store, jobs, err);
        clear_progress(x);
    }
    return rc;
}

static void summary(const Add *x)
{
    StoreCounts all = {0};
    Err ignored;
    if (store_count(x->store, &all, &ignored)) return;
    fprintf(stderr,
            "%zu new, %zu changed, %zu known already, %zu failed; %zu claims added; %zu articles, %zu facts, "
            "%zu with conflicts\n",
            x->fresh, x->versions, x->known, x->failed, x->claims, all.articles, all.facts, all.conflicts);
}

int cmd_add(int argc, char **argv)
{
    static const struct option options[] = {{"register", required_argument, NULL, 'r'},
                                            {"jobs", required_argument, NULL, 'j'},
                                            {"errors", required_argument, NULL, 'E'},
                                            {"lang-dir", required_argument, NULL, 'L'},
                                            {"models-dir", required_argument, NULL, 'M'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    const char *path = app_default_register, *lang_dir = NULL, *models_dir = NULL, *errors = NULL;
    int o, jobs = app_processors();
    while ((o = getopt_long(argc, argv, ":r:j:h", options, NULL)) != -1) {
        switch (o) {
        case 'r': path = optarg; break;
        case 'j':
            if ((jobs = app_threads(optarg)) < 0)
                return app_fail(APP_USAGE, "add: -j %s: not a number from 1 to 256", optarg);
            break;
        case 'E': errors = optarg; break;
        case 'L': lang_dir = optarg; break;
        case 'M': models_dir = optarg; break;
        default: return app_option("add", o, argv);
        }
    }
    if (optind == argc)
        return app_fail(APP_USAGE, "add: no files given (- is standard input); see chancery add --help");

    Add x = {.terminal = isatty(STDERR_FILENO)};
    Err err = {0}, close_err = {0};
    Lexicon *lex;
    if (app_lexicon(&lex, lang_dir, &err)) return app_error(&err);
    Models *models;
    if (app_models(&models, lex, models_dir, PARSE_USED, &err)) {
        lexicon_free(lex);
        return app_error(&err);
    }
    int rc = store_open(&x.store, path, STORE_WRITE, &err);
    if (rc == 0 && errors && !(x.errors = fopen(errors, "w")))
        rc = err_set(&err, ERR_IO, "%s: cannot write: %s", errors, strerror(errno));
    if (rc == 0) rc = add(&x, lex, (const char *const *)argv + optind, (size_t)(argc - optind), jobs, &err);
    if (rc == 0) summary(&x);
    if (x.errors && fclose(x.errors) != 0 && rc == 0)
        rc = err_set(&err, ERR_IO, "%s: cannot write: %s", errors, strerror(errno));
    if (store_close(x.store, &close_err) && rc == 0) {
        err = close_err;
        rc = err.code;
    }
    models_close(models);
    lexicon_free(lex);
    if (rc) return app_error(&err);
    return x.failed ? APP_PARTIAL : APP_OK;
}
