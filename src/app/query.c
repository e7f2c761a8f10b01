/* query.c: see query.h. */
#include "app/query.h"

void query_init(Query *q)
{
    *q = (Query){.path = app_default_register, .arena = arena_new()};
}

int query_option(Query *q, int option, const char *value, Err *err)
{
    switch (option) {
    case 'r': q->path = value; return 1;
    case 'L': q->lang_dir = value; return 1;
    case 'S': q->select.since = value; return 1;
    case 'U': q->select.until = value; return 1;
    case 'm': q->select.match = value; return 1;
    case 'A': q->select.as_of = value; return 1;
    case 'k':
        q->select.kind = fact_kind_from(value);
        if (q->select.kind == FACT_NONE)
            return err_set(err, ERR_USAGE, "--kind: no kind of fact '%s'", value);
        return 1;
    case 'p':
        if (q->n_parties == MAX_PARTIES) return err_set(err, ERR_USAGE, "--party: more than %d", MAX_PARTIES);
        q->parties[q->n_parties++] = value;
        return 1;
    default: return 0;
    }
}

int query_open(Query *q, Err *err)
{
    int rc = app_lexicon(&q->lex, q->lang_dir, err);
    for (size_t i = 0; rc == 0 && i < q->n_parties; i++) {
        const char *code = app_party(q->lex, q->parties[i], err);
        if (!code) return err->code;
        strlist_add(&q->select.parties, code, q->arena);
    }
    return rc ? rc : app_register(&q->store, q->path, err);
}

void query_close(Query *q)
{
    Err ignored;
    store_close(q->store, &ignored);
    if (q->lex) lexicon_free(q->lex);
    arena_free(q->arena);
}
