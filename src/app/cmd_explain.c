/* cmd_explain.c: one fact, its sources, and the rules that made it. */
#include "app/query.h"
#include "settle.h"

#include <stdio.h>
#include <string.h>

#include "lex/rules.h"

/* Where the rules of the sources stand, each once. */
static void rules(Buf *out, const RegFact *f, const Lexicon *lex, Arena *a)
{
    StrList seen = {0};
    for (size_t i = 0; i < f->n_sources; i++) {
        const char *id = f->sources[i].claim.rule, *slash = id ? strchr(id, '/') : NULL;
        if (!slash || strlist_has(&seen, id)) continue;
        strlist_add(&seen, id, a);
        const Lang *lang = lexicon_by_code(lex, arena_strndup(a, id, (size_t)(slash - id)));
        const Rule *rule = lang && lang_rules(lang) ? rules_find(lang_rules(lang), id) : NULL;
        if (rule) buf_printf(out, "rule %s: %s:%d\n", id, rule->file, rule->line);
        else buf_printf(out, "rule %s: not in these language packs\n", id);
    }
}

int cmd_explain(int argc, char **argv)
{
    static const struct option options[] = {QUERY_OPTIONS, {0}};
    Query q;
    Err err = {0};
    int o, status = -1;
    query_init(&q);
    while (status < 0 && (o = getopt_long(argc, argv, ":r:h", options, NULL)) != -1) {
        int taken = query_option(&q, o, optarg, &err);
        if (taken < 0) status = app_error(&err);
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
        for (size_t i = 0; rc == 0 && i < facts.n; i++) {
            if (i) buf_addc(&out, '\n');
            view_explain(&out, &facts.items[i], &style);
            rules(&out, &facts.items[i], q.lex, q.arena);
        }
        app_write(&out);
        buf_free(&out);
        status = rc ? app_error(&err)
                 : !facts.n
                     ? app_fail(APP_USAGE, "explain: no fact or claim '%s' in %s", argv[optind], q.path)
                     : APP_OK;
    }
    query_close(&q);
    return status;
}
