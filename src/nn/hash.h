/* hash.h: the two hashes that spaCy embeds words by: MurmurHash64A of a string, MurmurHash3 of its number.
 * Both are by Austin Appleby, in the public domain. */
#ifndef CHANCERY_NN_HASH_H
#define CHANCERY_NN_HASH_H

#include <stddef.h>
#include <stdint.h>

/* MurmurHash64A with seed 1; of the empty string it is a number like any other. */
uint64_t hash_string(const void *s, size_t n);

/* The four numbers that pick the rows of a hashed table for a string id. */
void hash_rows(uint64_t id, uint32_t seed, uint32_t out[4]);

#endif
