/* cmd_facts.c: a selection of facts as a table, CSV, JSON Lines or Markdown. */
#include "app/query.h"
#include "settle.h"

int cmd_facts(int argc, char **argv)
{
    static const struct option options[] = {QUERY_OPTIONS, {"format", required_argument, NULL, 'f'}, {0}};
    Query q;
    Err err = {0};
    int o, format = VIEW_TEXT, status = -1;
    query_init(&q);
    while (status < 0 && (o = getopt_long(argc, argv, ":r:h", options, NULL)) != -1) {
        int taken = query_option(&q, o, optarg, &err);
        if (taken < 0) {
            status = app_error(&err);
        } else if (o == 'f') {
            format = view_format_from(optarg);
            if (format < 0 || format == VIEW_HTML)
                status = app_fail(APP_USAGE, "facts: --format %s: not one of table, csv, jsonl, md", optarg);
        } else if (!taken) {
            status = app_option("facts", o, argv);
        }
    }
    if (status < 0 && optind < argc)
        status = app_fail(APP_USAGE, "facts: what is '%s'? See chancery facts --help", argv[optind]);
    if (status < 0) {
        RegFacts facts;
        Buf out = {0};
        int rc = query_open(&q, &err);
        ViewStyle style = app_style(q.lex);
        if (rc == 0) rc = settle_query(q.store, &q.select, &facts, q.arena, &err);
        if (rc == 0) rc = view_facts(&out, &facts, (ViewFormat)format, &style, &err);
        app_write(&out);
        buf_free(&out);
        status = rc ? app_error(&err) : APP_OK;
    }
    query_close(&q);
    return status;
}
