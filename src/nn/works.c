/* works.c: see works.h. There are as many models as languages: a list will do. */
#include "nn/works.h"

#include "base/arena.h"

typedef struct OneWork {
    const Model *model;
    NnWork *work;
} OneWork;

struct NnWorks {
    Arena *arena;
    OneWork *items; /* [n] */
    size_t n, cap;
};

NnWorks *nn_works_new(void)
{
    Arena *a = arena_new();
    NnWorks *works = ARENA_NEW(a, NnWorks);
    works->arena = a;
    return works;
}

void nn_works_free(NnWorks *works)
{
    if (!works) return;
    for (size_t i = 0; i < works->n; i++) nn_work_free(works->items[i].work);
    arena_free(works->arena);
}

NnWork *nn_works_get(NnWorks *works, const Model *m)
{
    for (size_t i = 0; i < works->n; i++)
        if (works->items[i].model == m) return works->items[i].work;
    OneWork one = {m, nn_work_new(m)};
    ARENA_PUSH(works->arena, works->items, works->n, works->cap, one);
    return one.work;
}
