/* doc.c: see doc.h. */
#include "types/doc.h"

const char *const mention_kind_names[M_KINDS] = {"party",  "person",  "post",   "body",     "actor",
                                                 "group",  "pronoun", "place",  "date",     "duration",
                                                 "amount", "percent", "number", "quantity", "agreement"};

Doc *doc_new(void)
{
    Arena *a = arena_new();
    Doc *doc = ARENA_NEW(a, Doc);
    doc->arena = a;
    return doc;
}

void doc_free(Doc *doc)
{
    if (doc) arena_free(doc->arena);
}

bool doc_tree_matters(const Doc *doc, const Tree *tree)
{
    if (!doc->matters) return true;
    for (uint32_t w = tree->word; w < tree->word_end; w++) {
        uint32_t t = doc->words[w].tok;
        if (t < doc->n_toks && doc->matters[t]) return true;
    }
    return false;
}

void doc_count_named(const Doc *doc, uint32_t *inside, uint32_t *outside)
{
    *inside = *outside = 0;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->kind == M_PARTY && m->parties.n)
            *(party_set_has(&doc->main_pair, m->parties.id[0]) ? inside : outside) += 1;
    }
}

uint32_t doc_mention_from(const Doc *doc, uint32_t tok)
{
    uint32_t lo = 0, n = doc->n_ordered;
    while (lo < n) {
        uint32_t mid = lo + (n - lo) / 2;
        if (doc->mentions[mid].tok < tok) lo = mid + 1;
        else n = mid;
    }
    return lo;
}
