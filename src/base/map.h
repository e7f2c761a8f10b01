/* map.h: strings to 32-bit numbers, open addressing over xxHash (XXH3, Debian's libxxhash).
 *
 * Keys are copied into the map's own memory. Number 0 means "absent": store 1 and up.
 * Readable from many threads once nobody writes.
 */
#ifndef CHANCERY_BASE_MAP_H
#define CHANCERY_BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

typedef struct Map Map;

Map *map_new(void);
void map_free(Map *m); /* NULL is fine */
uint32_t map_get(const Map *m, const char *key, size_t n);
void map_put(Map *m, const char *key, size_t n, uint32_t value);
/* The number of key; where absent, the next number (1, 2, ...) is given to it. */
uint32_t map_intern(Map *m, const char *key, size_t n);
uint32_t map_count(const Map *m);

#endif
