/* attr.c: lower case, prefix, suffix and shape of a word, as spaCy's lexical attributes. */
#include "nn/attr.h"

#include "base/text.h"
#include "nn/hash.h"
#include "nn/model_parts.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

size_t attr_lower(const char *s, size_t n, char **buf, size_t *cap)
{
    bool ascii = true;
    nn_grow((void **)buf, cap, 3 * n + 1, 1);
    char *out = *buf;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        ascii &= c < 0x80;
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
    }
    if (ascii || n > 1 << 20) return n; /* no word is a megabyte long */
    /* UTF-16 and back: a lower-case form is never more than three times as long. */
    size_t units = 4 * n + 4;
    nn_grow((void **)buf, cap, 16 * units, 1);
    UChar *wide = (UChar *)(void *)(*buf + 8 * units), *low = wide + units;
    UErrorCode e = U_ZERO_ERROR;
    int32_t n_wide = 0, n_low, n_out = 0;
    u_strFromUTF8WithSub(wide, (int32_t)units, &n_wide, s, (int32_t)n, 0xfffd, NULL, &e);
    n_low = u_strToLower(low, (int32_t)units, wide, n_wide, "", &e);
    u_strToUTF8(*buf, (int32_t)(8 * units), &n_out, low, n_low, &e);
    return U_FAILURE(e) ? 0 : (size_t)n_out;
}

bool attr_is_space(const char *s, size_t n)
{
    for (size_t i = 0; i < n;) {
        int32_t c = text_next(s, n, &i);
        UCharDirection d = u_charDirection(c);
        if (d != U_WHITE_SPACE_NEUTRAL && d != U_BLOCK_SEPARATOR && d != U_SEGMENT_SEPARATOR &&
            u_charType(c) != U_SPACE_SEPARATOR)
            return false;
    }
    return n > 0;
}

size_t attr_shape(const char *s, size_t n, char **buf, size_t *cap)
{
    size_t chars = 0, len = 0;
    for (size_t i = 0; i < n; chars++) text_next(s, n, &i);
    nn_grow((void **)buf, cap, n + 8, 1);
    char *out = *buf;
    if (chars >= 100) {
        memcpy(out, "LONG", 4);
        return 4;
    }
    int32_t last = -1, run = 0;
    for (size_t i = 0; i < n;) {
        size_t from = i;
        int32_t c = text_next(s, n, &i), shape = c;
        if (u_isalpha(c)) shape = u_hasBinaryProperty(c, UCHAR_UPPERCASE) ? 'X' : 'x';
        else if (u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) == U_NT_DECIMAL ||
                 u_getIntPropertyValue(c, UCHAR_NUMERIC_TYPE) == U_NT_DIGIT)
            shape = 'd';
        run = shape == last ? run + 1 : 0;
        last = shape;
        if (run >= 4) continue;
        if (shape == c && c >= 0x80) {
            memcpy(out + len, s + from, i - from);
            len += i - from;
        } else {
            out[len++] = (char)shape;
        }
    }
    return len;
}

static uint64_t string_id(const Model *m, const char *s, size_t n)
{
    if (n == 0) return 0;
    uint64_t h = hash_string(s, n);
    size_t at = nn_find(m->symbol_hash, m->n_symbols, h);
    return at < m->n_symbols ? m->symbol_id[at] : h;
}

uint64_t attr_id(const Model *m, NnAttr attr, NnToken word, char **buf, size_t *cap)
{
    const char *s = word.s;
    size_t n = word.n, i = 0;
    if (attr == ATTR_SPACY) return word.space ? 1 : 0;
    if (n == 0) return 0;
    switch (attr) {
    case ATTR_NORM: {
        size_t at = nn_find(m->norm_key, m->n_norms, hash_string(s, n));
        if (at < m->n_norms) return m->norm_id[at];
    } /* fall through */
    case ATTR_LOWER: n = attr_lower(s, n, buf, cap); return string_id(m, *buf, n);
    case ATTR_PREFIX: text_next(s, n, &i); return string_id(m, s, i);
    case ATTR_SUFFIX: {
        size_t start[3] = {0}, chars = 0; /* starts of the last three characters */
        for (; i < n; chars++) {
            start[chars % 3] = i;
            text_next(s, n, &i);
        }
        size_t from = chars < 3 ? 0 : start[chars % 3];
        return string_id(m, s + from, n - from);
    }
    case ATTR_SHAPE: n = attr_shape(s, n, buf, cap); return string_id(m, *buf, n);
    case ATTR_ORTH:
    case ATTR_SPACY:
    case ATTR_END: break;
    }
    return string_id(m, s, n);
}
