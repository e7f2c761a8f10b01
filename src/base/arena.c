/* arena.c: chained blocks; see arena.h. */
#include "base/arena.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_BLOCK = 64 * 1024, ALIGN = 16 };

typedef struct Block {
    struct Block *next;
    size_t used, size;
    _Alignas(16) char data[];
} Block;

struct Arena {
    Block *head;
};

static _Noreturn void out_of_memory(size_t size)
{
    fprintf(stderr, "chancery: out of memory (%zu bytes wanted)\n", size);
    abort();
}

static Block *block_new(size_t size)
{
    Block *b = malloc(sizeof *b + size);
    if (!b) out_of_memory(size);
    b->next = NULL;
    b->used = 0;
    b->size = size;
    return b;
}

Arena *arena_new(void)
{
    Arena *a = malloc(sizeof *a);
    if (!a) out_of_memory(sizeof *a);
    a->head = NULL;
    return a;
}

void arena_reset(Arena *a)
{
    Block *b = a->head;
    while (b && b->next) {
        Block *next = b->next;
        free(b);
        b = next;
    }
    if (b) b->used = 0;
    a->head = b;
}

void arena_free(Arena *a)
{
    if (!a) return;
    arena_reset(a);
    free(a->head);
    free(a);
}

void *arena_alloc(Arena *a, size_t size)
{
    if (size > SIZE_MAX - ALIGN - sizeof(Block)) out_of_memory(size);
    size = (size + ALIGN - 1) & ~(size_t)(ALIGN - 1);
#ifdef ARENA_MALLOC
    size_t want = size;
#else
    size_t want = FIRST_BLOCK;
    if (a->head && a->head->size < ((size_t)1 << 20)) want = a->head->size * 2;
    else if (a->head) want = (size_t)1 << 20;
    if (want < size) want = size;
#endif
    if (!a->head || a->head->size - a->head->used < size) {
        Block *b = block_new(want);
        b->next = a->head;
        a->head = b;
    }
    void *p = a->head->data + a->head->used;
    a->head->used += size;
    memset(p, 0, size);
    return p;
}

void *arena_grow(Arena *a, const void *old, size_t n_old, size_t n_new, size_t item)
{
    if (item && n_new > SIZE_MAX / item) out_of_memory(SIZE_MAX);
    void *p = arena_alloc(a, n_new * item);
    if (n_old) memcpy(p, old, n_old * item);
    return p;
}

char *arena_strndup(Arena *a, const char *s, size_t n)
{
    char *p = arena_alloc(a, n + 1);
    if (n) memcpy(p, s, n);
    return p;
}

char *arena_strdup(Arena *a, const char *s)
{
    return s ? arena_strndup(a, s, strlen(s)) : NULL;
}

char *arena_printf(Arena *a, const char *fmt, ...)
{
    va_list ap, again;
    va_start(ap, fmt);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, fmt, ap);
    va_end(ap);
    char *p = arena_alloc(a, (size_t)(n < 0 ? 0 : n) + 1);
    if (n > 0) vsnprintf(p, (size_t)n + 1, fmt, again);
    va_end(again);
    return p;
}
