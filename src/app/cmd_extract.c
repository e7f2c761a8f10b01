/* cmd_extract.c: documents in, facts or events out, one a line. */
#include "app/run.h"

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
        {"format", required_argument, NULL, 'f'}, {"all-actors", no_argument, NULL, 'a'}, RUN_OPTIONS, {0}};
    Extract x = {0};
    Run run;
    run_init(&run, "extract", app_processors());
    int o, format = VIEW_JSONL;
    while ((o = getopt_long(argc, argv, ":j:h", options, NULL)) != -1) {
        int left = -1;
        switch (o) {
        case 'f':
            format = view_format_from(optarg);
            if (format != VIEW_JSONL && format != VIEW_PLOVER)
                return app_fail(APP_USAGE, "extract: --format %s: jsonl or plover", optarg);
            break;
        case 'a': x.all_actors = true; break;
        default: left = run_option(&run, o, argv);
        }
        if (left >= 0) return left;
    }
    x.plover = format == VIEW_PLOVER;
    if (run.scope < 0) run.scope = PARSE_USED;
    run.task.last = STAGE_ALL;
    run.task.all_actors = x.all_actors;
    run.task.take = take;
    run.task.take_ctx = &x;
    int status = run_documents(&run, argc, argv);
    buf_free(&x.line);
    return status == APP_OK && x.failed ? APP_PARTIAL : status;
}
