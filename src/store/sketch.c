/* sketch.c: see sketch.h. Words are runs of letters and digits in any script; ASCII capitals are folded. */
#include "store/sketch.h"

#include <string.h>
#include <xxhash.h>

static bool in_word(unsigned char c)
{
    return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Hash of the next word from *i; 0 at the end. */
static uint64_t next_word(const char *text, size_t n, size_t *i)
{
    while (*i < n && !in_word((unsigned char)text[*i])) ++*i;
    if (*i == n) return 0;
    uint64_t h = 0xcbf29ce484222325u; /* FNV-1a */
    for (; *i < n && in_word((unsigned char)text[*i]); ++*i) {
        unsigned char c = (unsigned char)text[*i];
        if (c >= 'A' && c <= 'Z') c = (unsigned char)(c + 32);
        h = (h ^ c) * 0x100000001b3u;
    }
    return h ? h : 1;
}

static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 31)) * 0x7fb5d329728ea185u;
    x = (x ^ (x >> 27)) * 0x81dadef4bc2dd44du;
    return x ^ (x >> 33);
}

void sketch_make(Sketch *out, const char *text, size_t n)
{
    memset(out->min, 0xff, sizeof out->min);
    uint64_t w[4] = {0}, h;
    size_t words = 0, i = 0;
    while ((h = next_word(text, n, &i))) {
        memmove(w, w + 1, 3 * sizeof *w);
        w[3] = h;
        if (++words < 4) continue;
        uint64_t shingle = XXH3_64bits(w, sizeof w);
        for (uint64_t k = 0; k < SKETCH_SIZE; k++) {
            uint32_t v = (uint32_t)mix(shingle + k * 0x9e3779b97f4a7c15u);
            if (v < out->min[k]) out->min[k] = v;
        }
    }
    out->usable = words >= SKETCH_MIN_WORDS;
}

bool sketch_from(Sketch *out, const void *blob, size_t n)
{
    if (!blob || n != sizeof out->min) return false;
    memcpy(out->min, blob, n);
    out->usable = true;
    return true;
}

int sketch_same(const Sketch *a, const Sketch *b)
{
    int n = 0;
    for (int i = 0; i < SKETCH_SIZE; i++) n += a->min[i] == b->min[i];
    return n;
}

int64_t sketch_band(const Sketch *s, int band)
{
    const int width = SKETCH_SIZE / SKETCH_BANDS;
    uint64_t h = XXH3_64bits_withSeed(s->min + band * width, sizeof *s->min * (size_t)width, (uint64_t)band);
    return (int64_t)(h >> 1);
}
