/* resolve.c: the order of resolution within a document. See resolve.h. */
#include "stage/resolve.h"

#include "stage/resolve_parts.h"

#include <stdlib.h>
#include <string.h>

void resolver_add(Resolver *r, Mention m)
{
    Doc *doc = r->doc;
    ARENA_PUSH(doc->arena, doc->mentions, doc->n_mentions, r->cap, m);
}

typedef struct Keyed {
    Mention m;
    uint32_t old;
} Keyed;

static int by_place(const void *a, const void *b)
{
    const Mention *x = &((const Keyed *)a)->m, *y = &((const Keyed *)b)->m;
    if (x->tok != y->tok) return x->tok < y->tok ? -1 : 1;
    if (x->tok_end != y->tok_end) return x->tok_end > y->tok_end ? -1 : 1;
    if (x->kind != y->kind) return (int)x->kind - (int)y->kind;
    return ((const Keyed *)a)->old < ((const Keyed *)b)->old ? -1 : 1;
}

void resolver_sort(Resolver *r)
{
    Doc *doc = r->doc;
    uint32_t n = doc->n_mentions;
    if (!n) return;
    Keyed *k = ARENA_ARRAY(doc->arena, Keyed, n);
    uint32_t *now = ARENA_ARRAY(doc->arena, uint32_t, n);
    for (uint32_t i = 0; i < n; i++) k[i] = (Keyed){doc->mentions[i], i};
    qsort(k, n, sizeof *k, by_place);
    for (uint32_t i = 0; i < n; i++) now[k[i].old] = i;
    for (uint32_t i = 0; i < n; i++) {
        Mention *m = &doc->mentions[i];
        *m = k[i].m;
        if (m->ref >= 0) m->ref = (int32_t)now[m->ref];
        for (uint32_t j = 0; j < m->n_members; j++) m->members[j] = (int32_t)now[m->members[j]];
    }
    doc->n_ordered = n;
    match_index_mentions(doc->match, doc);
}

int resolve_run(Doc *doc, const Lexicon *lex, Err *err)
{
    (void)err;
    if (!doc->lang || !doc->match) return 0;
    Resolver r = {.doc = doc, .lex = lex, .ix = doc->match, .cap = doc->n_mentions, .home = -1};
    resolve_dates(&r);
    resolve_people(&r);
    resolve_main_pair(&r);
    resolve_currencies(&r);
    resolve_references(&r);
    if (doc->all_actors) resolve_home(&r);
    resolve_agreements(&r);
    resolve_ahead(&r);
    resolve_lists(&r);
    resolve_carried(&r);
    resolve_oblique(&r);
    return 0;
}
