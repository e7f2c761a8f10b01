/* hash.c: MurmurHash64A, and MurmurHash3 (128 bits) of one 64-bit number as thinc computes it. */
#include "nn/hash.h"

#include <string.h>

uint64_t hash_string(const void *s, size_t n)
{
    const uint64_t m = 0xc6a4a7935bd1e995u;
    const unsigned char *p = s;
    uint64_t h = 1 ^ (n * m);
    for (; n >= 8; n -= 8, p += 8) {
        uint64_t k;
        memcpy(&k, p, 8);
        k *= m;
        k ^= k >> 47;
        k *= m;
        h ^= k;
        h *= m;
    }
    if (n) {
        uint64_t k = 0;
        for (size_t i = 0; i < n; i++) k |= (uint64_t)p[i] << (8 * i);
        h ^= k;
        h *= m;
    }
    h ^= h >> 47;
    h *= m;
    return h ^ (h >> 47);
}

static uint64_t mix(uint64_t h)
{
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdu;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53u;
    return h ^ (h >> 33);
}

void hash_rows(uint64_t id, uint32_t seed, uint32_t out[4])
{
    uint64_t h1 = id * 0x87c37b91114253d5u, h2 = seed ^ 8u;
    h1 = (h1 << 31 | h1 >> 33) * 0x4cf5ad432745937fu;
    h1 ^= seed ^ 8u;
    h1 += h2;
    h2 += h1;
    h1 = mix(h1);
    h2 = mix(h2);
    h1 += h2;
    h2 += h1;
    out[0] = (uint32_t)h1;
    out[1] = (uint32_t)(h1 >> 32);
    out[2] = (uint32_t)h2;
    out[3] = (uint32_t)(h2 >> 32);
}
