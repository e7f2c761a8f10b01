/* brief_people.c: posts and the names of those who hold them. See brief_parts.h. */
#include "view/brief_parts.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "view/phrase.h"

enum { SIDE_MAX = 12 };

typedef struct Holder {
    const char *key; /* folded name */
    const RegFact *fact;
    int seen;  /* newest day of publication, YYYYMMDD */
    bool here; /* appears in the facts about the two states */
} Holder;

static const char *fold(Making *m, const char *name)
{
    char folded[512];
    size_t n = text_fold(name, strlen(name), folded, sizeof folded);
    return n ? arena_strndup(m->arena, folded, n) : name;
}

static int by_rank(const void *x, const void *y)
{
    const Holder *a = x, *b = y;
    if (a->here != b->here) return a->here ? -1 : 1;
    if (a->seen != b->seen) return a->seen > b->seen ? -1 : 1;
    int d = strcmp(a->key, b->key);
    return d ? d : strcmp(a->fact->id, b->fact->id);
}

/* Names of all people in the facts about the two states, folded, as keys of a map. */
static Map *people_here(Making *m)
{
    Map *names = map_new();
    for (size_t i = 0; i < m->in->facts.n; i++) {
        const People *p = &m->in->facts.items[i].fact.people;
        for (size_t k = 0; k < p->n; k++) {
            const char *key = fold(m, p->items[k].name);
            map_put(names, key, strlen(key), 1);
        }
    }
    return names;
}

static const char *seen_words(Making *m, const RegFact *f, int seen)
{
    for (size_t i = 0; i < f->n_sources; i++) {
        When w;
        if (when_bounds(f->sources[i].published, &w) && w.last == seen)
            return part_words(m, f->sources[i].published);
    }
    return "not dated";
}

/* The post as a source in the brief's own language words it, where there is one. */
static const char *post_words(const RegFact *rf)
{
    for (size_t i = 0; i < rf->n_sources; i++)
        if (part_is(rf->sources[i].lang, phrase_lang) && rf->sources[i].claim.post)
            return rf->sources[i].claim.post;
    return rf->fact.post;
}

static void side(Making *m, BriefTable *t, const char *code, const RegFacts *posts, const Map *here)
{
    Holder *list = ARENA_ARRAY(m->arena, Holder, posts->n + 1);
    size_t n = 0;
    for (size_t i = 0; i < posts->n; i++) {
        const RegFact *rf = &posts->items[i];
        if (rf->fact.kind != FACT_POST || !rf->fact.person || !rf->fact.post) continue;
        const char *key = fold(m, rf->fact.person);
        Holder h = {key, rf, part_newest(rf), map_get(here, key, strlen(key)) != 0};
        size_t k = 0;
        while (k < n && strcmp(list[k].key, key) != 0) k++;
        if (k == n) list[n++] = h;
        else if (h.seen > list[k].seen) list[k] = h;
    }
    qsort(list, n, sizeof *list, by_rank);
    const char *name = part_party(m, code, false);
    for (size_t i = 0; i < n && i < SIDE_MAX; i++) {
        const Fact *f = &list[i].fact->fact;
        bool former = part_status(f, "ended");
        const char **cells = ARENA_ARRAY(m->arena, const char *, 4);
        cells[0] = name;
        cells[1] = f->person;
        cells[2] = post_words(list[i].fact);
        if (former) cells[2] = arena_printf(m->arena, "%s (former)", cells[2]);
        cells[3] = seen_words(m, list[i].fact, list[i].seen);
        BriefRow row = {.cells = cells, .marked = former, .refs = part_refs(m, list[i].fact)};
        ARENA_PUSH(m->arena, t->rows, t->n, t->cap, row);
    }
    if (!n)
        part_unknown(
            m, arena_printf(m->arena, "No holder of a post is named for %s.", part_party(m, code, true)));
}

void brief_posts(Making *m)
{
    static const char *const heads[] = {"State", "Name", "Post", "Last seen"};
    static const bool numeric[] = {false, false, false, false};
    BriefSection *s = part_section(m, "posts", "Posts and names");
    BriefTable *t = ARENA_NEW(m->arena, BriefTable);
    *t = (BriefTable){.caption = "Holders of posts as last named by a source",
                      .heads = heads,
                      .numeric = numeric,
                      .n_cols = 4};
    s->table = t;
    Map *here = people_here(m);
    side(m, t, m->in->a, &m->in->posts_a, here);
    side(m, t, m->in->b, &m->in->posts_b, here);
    map_free(here);
    part_close(m, NULL);
}
