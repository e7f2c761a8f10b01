/* lemma.c: lemmas by form, else by the ends of the form. */
#include "nn/lemma.h"

#include "base/text.h"
#include "nn/attr.h"
#include "nn/hash.h"
#include "nn/work.h"

#include <string.h>

/* A word with the bytes where its characters begin, as far as rules can look from either end. */
typedef struct Ends {
    const char *s;
    size_t n, chars;
    size_t head[LEMMA_MAX_AFFIX + 1]; /* bytes of the first i characters */
    size_t tail[LEMMA_MAX_AFFIX + 1]; /* byte where the last i begin */
} Ends;

static Ends ends_of(const char *s, size_t n)
{
    Ends e = {.s = s, .n = n};
    size_t ring[LEMMA_MAX_AFFIX + 1], i = 0;
    for (; i < n; e.chars++) {
        if (e.chars <= LEMMA_MAX_AFFIX) e.head[e.chars] = i;
        ring[e.chars % (LEMMA_MAX_AFFIX + 1)] = i;
        text_next(s, n, &i);
    }
    if (e.chars <= LEMMA_MAX_AFFIX) e.head[e.chars] = n;
    e.tail[0] = n;
    for (size_t k = 1; k <= LEMMA_MAX_AFFIX && k <= e.chars; k++)
        e.tail[k] = ring[(e.chars - k) % (LEMMA_MAX_AFFIX + 1)];
    return e;
}

/* The bytes of s up to max, at a boundary of characters. */
static size_t cut(const char *s, size_t n, size_t max)
{
    if (n <= max) return n;
    for (n = max; n > 0 && ((unsigned char)s[n] & 0xc0) == 0x80;) n--;
    return n;
}

static size_t put(char *out, size_t at, size_t cap, const char *s, size_t n)
{
    n = cut(s, n, cap - 1 - at);
    memcpy(out + at, s, n);
    return at + n;
}

/* Looks up the key made of three pieces; UINT32_MAX where it is not there. */
static uint32_t look_up(const Lemmas *l, char kind, uint32_t upos, const char *a, size_t n_a, const char *b,
                        size_t n_b, bool rule)
{
    char key[160];
    size_t n = 0;
    if (n_a + n_b + 3 > sizeof key) return UINT32_MAX;
    key[n++] = kind;
    key[n++] = (char)(upos + 1);
    memcpy(key + n, a, n_a);
    n += n_a;
    if (rule) key[n++] = '\0';
    memcpy(key + n, b, n_b);
    n += n_b;
    size_t at = nn_find(l->key, l->n_keys, hash_string(key, n));
    return at < l->n_keys ? l->value[at] : UINT32_MAX;
}

static uint32_t find_edit(const Lemmas *l, uint32_t upos, const Ends *e)
{
    uint32_t edit = look_up(l, 'F', upos, e->s, e->n, "", 0, false);
    for (uint32_t i = 0; edit == UINT32_MAX && i < l->n_affix; i++) {
        uint32_t p = l->affix[2 * i], s = l->affix[2 * i + 1];
        if (p > LEMMA_MAX_AFFIX || s > LEMMA_MAX_AFFIX || p + s > e->chars) continue;
        edit = look_up(l, 'R', upos, e->s, e->head[p], e->s + e->tail[s], e->n - e->tail[s], true);
    }
    return edit;
}

size_t nn_lemma(const Model *m, NnWork *w, NnToken form, unsigned tag, char *out, size_t cap)
{
    const Lemmas *l = &m->lemmas;
    if (cap == 0) return 0;
    size_t n = attr_lower(form.s, form.n, &w->text, &w->text_cap), at = 0;
    Ends low = ends_of(w->text, n), *e = &low, as_is;
    uint32_t upos = l->upos_of && tag < m->tag.labels.n ? l->upos_of[tag] : UINT32_MAX;
    uint32_t edit = upos < 255 ? find_edit(l, upos, &low) : UINT32_MAX;
    if (edit == UINT32_MAX) {
        at = put(out, 0, cap, w->text, n);
        out[at] = '\0';
        return at;
    }
    const unsigned char *how = (const unsigned char *)l->edits + l->edit_at[edit];
    const char *front = (const char *)how + 3, *behind = front + strlen(front) + 1;
    if (how[0] & LEMMA_AS_IS) {
        as_is = ends_of(form.s, form.n);
        e = &as_is;
    }
    size_t cut_front = how[1], cut_behind = how[2];
    at = put(out, at, cap, front, strlen(front));
    if (cut_front != LEMMA_ALL && cut_front <= LEMMA_MAX_AFFIX && cut_behind <= LEMMA_MAX_AFFIX &&
        cut_front + cut_behind <= e->chars)
        at = put(out, at, cap, e->s + e->head[cut_front], e->tail[cut_behind] - e->head[cut_front]);
    at = put(out, at, cap, behind, strlen(behind));
    out[at] = '\0';
    return at;
}
