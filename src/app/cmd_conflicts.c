/* cmd_conflicts.c: the facts on which sources differ. */
#include "app/query.h"
#include "settle.h"

int cmd_conflicts(int argc, char **argv)
{
    static const struct option options[] = {QUERY_OPTIONS, {0}};
    Query q;
    Err err = {0};
    int o, status = -1;
    query_init(&q);
    while (status < 0 && (o = getopt_long(argc, argv, ":r:h", options, NULL)) != -1) {
        int taken = query_option(&q, o, optarg, &err);
        if (taken < 0) status = app_error(&err);
        else if (!taken) status = app_option("conflicts", o, argv);
    }
    if (status < 0 && optind < argc)
        status = app_fail(APP_USAGE, "conflicts: what is '%s'? See chancery conflicts --help", argv[optind]);
    if (status < 0) {
        RegFacts facts;
        Buf out = {0};
        int rc = query_open(&q, &err);
        ViewStyle style = app_style(q.lex);
        if (rc == 0) rc = settle_query(q.store, &q.select, &facts, q.arena, &err);
        if (rc == 0) view_conflicts(&out, &facts, &style);
        app_write(&out);
        buf_free(&out);
        status = rc ? app_error(&err) : APP_OK;
    }
    query_close(&q);
    return status;
}
