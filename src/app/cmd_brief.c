/* cmd_brief.c: what is known of two states. */
#include "app/query.h"
#include "settle.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static int posts_of(Query *q, const char *party, RegFacts *out, Err *err)
{
    RegQuery posts = {.kind = FACT_POST, .as_of = q->select.as_of};
    strlist_add(&posts.parties, party, q->arena);
    return settle_query(q->store, &posts, out, q->arena, err);
}

static int brief(Query *q, const char *const names[2], ViewFormat format, Buf *out, Err *err)
{
    BriefInput in = {.as_of = q->select.as_of};
    int rc = query_open(q, err);
    if (rc) return rc;
    in.a = app_party(q->lex, names[0], err);
    in.b = in.a ? app_party(q->lex, names[1], err) : NULL;
    if (!in.b) return err->code;
    if (strcmp(in.a, in.b) == 0)
        return err_set(err, ERR_USAGE, "brief: '%s' and '%s' are the same party", names[0], names[1]);
    strlist_add(&q->select.parties, in.a, q->arena);
    strlist_add(&q->select.parties, in.b, q->arena);
    rc = settle_query(q->store, &q->select, &in.facts, q->arena, err);
    if (rc == 0) rc = posts_of(q, in.a, &in.posts_a, err);
    if (rc == 0) rc = posts_of(q, in.b, &in.posts_b, err);
    StoreSpan all = {0};
    if (rc == 0) rc = store_span(q->store, in.as_of, &all, q->arena, err);
    if (rc) return rc;
    in.register_all = (ViewCounts){all.articles, all.outlets, all.first, all.last};
    ViewStyle style = app_style(q->lex);
    return view_brief(out, &in, format, &style, err);
}

static int write_file(const char *path, const Buf *out, Err *err)
{
    FILE *f = fopen(path, "wb");
    if (!f) return err_set(err, ERR_IO, "%s: cannot write: %s", path, strerror(errno));
    bool bad = fwrite(buf_str(out), 1, out->len, f) != out->len;
    if (fclose(f) != 0 || bad) return err_set(err, ERR_IO, "%s: cannot write: %s", path, strerror(errno));
    return 0;
}

int cmd_brief(int argc, char **argv)
{
    static const struct option options[] = {{"register", required_argument, NULL, 'r'},
                                            {"as-of", required_argument, NULL, 'A'},
                                            {"lang-dir", required_argument, NULL, 'L'},
                                            {"format", required_argument, NULL, 'f'},
                                            {"output", required_argument, NULL, 'o'},
                                            {"help", no_argument, NULL, 'h'},
                                            {0}};
    Query q;
    Err err = {0};
    const char *path = NULL;
    int o, format = VIEW_TEXT, status = -1;
    query_init(&q);
    while (status < 0 && (o = getopt_long(argc, argv, ":r:o:h", options, NULL)) != -1) {
        if (o == 'o') {
            path = optarg;
        } else if (o == 'f') {
            format = view_format_from(optarg);
            if (format != VIEW_TEXT && format != VIEW_MD && format != VIEW_HTML)
                status = app_fail(APP_USAGE, "brief: --format %s: not one of text, md, html", optarg);
        } else if (query_option(&q, o, optarg, &err) == 0) {
            status = app_option("brief", o, argv);
        }
    }
    if (status < 0 && optind + 2 != argc)
        status = app_fail(APP_USAGE, "brief: give two parties; see chancery brief --help");
    if (status < 0) {
        Buf out = {0};
        int rc = brief(&q, (const char *const *)argv + optind, (ViewFormat)format, &out, &err);
        if (rc == 0 && path) rc = write_file(path, &out, &err);
        else if (rc == 0) app_write(&out);
        buf_free(&out);
        status = rc ? app_error(&err) : APP_OK;
    }
    query_close(&q);
    return status;
}
