/* arena.h: one arena per unit of work (a document, a loaded pack, a query).
 *
 * Allocation never fails to the caller: out of memory ends the program with a message, since nothing
 * sensible can go on. Memory is zeroed. Everything is freed at once; nothing in an arena is freed alone.
 * Not thread-safe: an arena belongs to one thread at a time.
 * Built with -DARENA_MALLOC every allocation is its own malloc, so that sanitizers see overruns.
 */
#ifndef CHANCERY_BASE_ARENA_H
#define CHANCERY_BASE_ARENA_H

#include <stddef.h>
#include <stdint.h>

typedef struct Arena Arena;

Arena *arena_new(void);
void arena_free(Arena *a);  /* a may be NULL */
void arena_reset(Arena *a); /* frees all that was allocated, keeps the first block for reuse */

void *arena_alloc(Arena *a, size_t size);
/* The array `old` of n_old items moved to a larger one; the old memory stays until the arena goes. */
void *arena_grow(Arena *a, const void *old, size_t n_old, size_t n_new, size_t item);
char *arena_strndup(Arena *a, const char *s, size_t n); /* NUL-terminated copy */
char *arena_strdup(Arena *a, const char *s);            /* NULL gives NULL */
char *arena_printf(Arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#define ARENA_NEW(a, T) ((T *)arena_alloc((a), sizeof(T)))
#define ARENA_ARRAY(a, T, n) ((T *)arena_alloc((a), sizeof(T) * (size_t)(n)))

/* Appends to an arena-held array kept as pointer, count and capacity. */
#define ARENA_PUSH(a, ptr, n, cap, value)                                                                    \
    do {                                                                                                     \
        if ((n) == (cap)) {                                                                                  \
            (cap) = (cap) ? (cap)*2 : 8;                                                                     \
            (ptr) = arena_grow((a), (ptr), (n), (cap), sizeof *(ptr));                                       \
        }                                                                                                    \
        (ptr)[(n)++] = (value);                                                                              \
    } while (0)

#endif
