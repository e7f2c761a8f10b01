/* cmd_facts.c: a selection of facts: facts, for people first; export, for programs. */
#include "app/query.h"
#include "settle.h"

static int select_facts(const char *command, int format, const char *formats, int argc, char **argv)
{
    static const struct option options[] = {QUERY_OPTIONS, {"format", required_argument, NULL, 'f'}, {0}};
    Query q;
    Err err = {0};
    int o, status = -1;
    query_init(&q);
    while (status < 0 && (o = getopt_long(argc, argv, ":r:h", options, NULL)) != -1) {
        int taken = query_option(&q, o, optarg, &err);
        if (taken < 0) {
            status = app_error(&err);
        } else if (o == 'f') {
            format = view_format_from(optarg);
            if (format < 0 || format == VIEW_HTML)
                status = app_fail(APP_USAGE, "%s: --format %s: not one of %s", command, optarg, formats);
        } else if (!taken) {
            status = app_option(command, o, argv);
        }
    }
    if (status < 0 && optind < argc)
        status =
            app_fail(APP_USAGE, "%s: what is '%s'? See chancery %s --help", command, argv[optind], command);
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

int cmd_facts(int argc, char **argv)
{
    return select_facts("facts", VIEW_TEXT, "table, csv, jsonl, md, plover", argc, argv);
}

int cmd_export(int argc, char **argv)
{
    return select_facts("export", VIEW_JSONL, "jsonl, plover, csv, md, table", argc, argv);
}
