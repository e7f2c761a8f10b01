/* map.c: see map.h. */
#include "base/map.h"

#include "base/arena.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

typedef struct Slot {
    const char *key;
    uint32_t n, value;
} Slot;

struct Map {
    Arena *arena;
    Slot *slots; /* capacity is a power of two; at most half full */
    uint32_t cap, count;
};

Map *map_new(void)
{
    Arena *a = arena_new();
    Map *m = ARENA_NEW(a, Map);
    m->arena = a;
    m->cap = 64;
    m->slots = ARENA_ARRAY(a, Slot, m->cap);
    return m;
}

void map_free(Map *m)
{
    if (m) arena_free(m->arena);
}

static Slot *find(const Map *m, const char *key, size_t n)
{
    uint32_t i = (uint32_t)XXH3_64bits(key, n) & (m->cap - 1);
    while (m->slots[i].key && (m->slots[i].n != n || memcmp(m->slots[i].key, key, n) != 0))
        i = (i + 1) & (m->cap - 1);
    return &m->slots[i];
}

uint32_t map_get(const Map *m, const char *key, size_t n)
{
    const Slot *s = find(m, key, n);
    return s->key ? s->value : 0;
}

void map_put(Map *m, const char *key, size_t n, uint32_t value)
{
    Slot *s = find(m, key, n);
    if (s->key) {
        s->value = value;
        return;
    }
    *s = (Slot){arena_strndup(m->arena, key, n), (uint32_t)n, value};
    if (++m->count * 2 < m->cap) return;
    Slot *old = m->slots;
    uint32_t old_cap = m->cap;
    m->cap *= 2;
    m->slots = ARENA_ARRAY(m->arena, Slot, m->cap);
    for (uint32_t i = 0; i < old_cap; i++)
        if (old[i].key) *find(m, old[i].key, old[i].n) = old[i];
}

uint32_t map_intern(Map *m, const char *key, size_t n)
{
    uint32_t v = map_get(m, key, n);
    if (v) return v;
    v = m->count + 1;
    map_put(m, key, n, v);
    return v;
}

uint32_t map_count(const Map *m)
{
    return m->count;
}
