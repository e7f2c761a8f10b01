/* cmd_explain.c: one fact, its sources, and what the rules that made it saw. */
#include "app/query.h"
#include "app/trace.h"
#include "settle.h"

/* Each claim's article is read again, to show what its rule saw. */
static int traces(Buf *out, const RegFact *f, const Query *q, Err *err)
{
    for (size_t i = 0; i < f->n_sources; i++) {
        const char *text;
        if (store_claim_text(q->store, f->sources[i].claim_id, &text, q->arena, err)) return err->code;
        buf_printf(out, "\n  Rule of source %zu: ", i + 1);
        if (trace_claim(out, &f->sources[i], text, q->lex, err)) return err->code;
    }
    return 0;
}

int cmd_explain(int argc, char **argv)
{
    static const struct option options[] = {QUERY_OPTIONS, {"models-dir", required_argument, NULL, 'M'}, {0}};
    const char *models_dir = NULL;
    Models *models = NULL;
    Query q;
    Err err = {0};
    int o, status = -1;
    query_init(&q);
    while (status < 0 && (o = getopt_long(argc, argv, ":r:h", options, NULL)) != -1) {
        int taken = query_option(&q, o, optarg, &err);
        if (taken < 0) status = app_error(&err);
        else if (o == 'M') models_dir = optarg;
        else if (!taken) status = app_option("explain", o, argv);
    }
    if (status < 0 && optind + 1 != argc)
        status = app_fail(APP_USAGE, "explain: give one id; see chancery explain --help");
    if (status < 0) {
        RegFacts facts = {0};
        Buf out = {0};
        q.select.id = argv[optind];
        int rc = query_open(&q, &err);
        ViewStyle style = app_style(q.lex);
        if (rc == 0) rc = settle_query(q.store, &q.select, &facts, q.arena, &err);
        if (rc == 0 && facts.n) rc = app_models(&models, q.lex, models_dir, PARSE_MATTERS, &err);
        for (size_t i = 0; rc == 0 && i < facts.n; i++) {
            if (i) buf_addc(&out, '\n');
            view_explain(&out, &facts.items[i], &style);
            rc = traces(&out, &facts.items[i], &q, &err);
        }
        app_write(&out);
        buf_free(&out);
        status = rc ? app_error(&err)
                 : !facts.n
                     ? app_fail(APP_USAGE, "explain: no fact or claim '%s' in %s", argv[optind], q.path)
                     : APP_OK;
    }
    models_close(models);
    query_close(&q);
    return status;
}
