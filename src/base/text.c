/* text.c: see text.h. Source of the operations: ICU (Unicode case folding, NFC). */
#include "base/text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf8.h>

/* ICU's macros narrow ints on purpose. */
#pragma GCC diagnostic ignored "-Wconversion"

enum { FOLD_MAX = 512 };

static UChar32 plain(UChar32 c)
{
    if (c == 0x2019 || c == 0x2018 || c == 0x02BC || c == 0x00B4 || c == '`') return '\'';
    if (c == 0x2010 || c == 0x2011 || c == 0x2012 || c == 0x2013 || c == 0x2014 || c == 0x2212) return '-';
    return c;
}

static size_t fold_ascii(const char *s, size_t n, char *out, size_t cap)
{
    if (n + 1 > cap) return 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c >= 0x80) return 0;
        out[i] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c == '`' ? '\'' : c);
    }
    out[n] = 0;
    return n;
}

size_t text_fold(const char *s, size_t n, char *out, size_t cap)
{
    size_t ascii = fold_ascii(s, n, out, cap);
    if (ascii || n == 0 || n > FOLD_MAX / 2) return ascii;
    UChar wide[FOLD_MAX], folded[FOLD_MAX], normal[FOLD_MAX];
    int32_t wn = 0;
    for (int32_t i = 0; i < (int32_t)n;) {
        UChar32 c;
        U8_NEXT(s, i, (int32_t)n, c);
        if (c < 0) return 0;
        c = plain(c);
        UBool bad = 0;
        U16_APPEND(wide, wn, FOLD_MAX, c, bad);
        if (bad) return 0;
    }
    UErrorCode st = U_ZERO_ERROR;
    int32_t fn = u_strFoldCase(folded, FOLD_MAX, wide, wn, U_FOLD_CASE_DEFAULT, &st);
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&st);
    int32_t nn = unorm2_normalize(nfc, folded, fn, normal, FOLD_MAX, &st);
    int32_t len = 0;
    u_strToUTF8(out, (int32_t)cap - 1, &len, normal, nn, &st);
    if (U_FAILURE(st)) return 0;
    out[len] = 0;
    return (size_t)len;
}

size_t text_plain(const char *s, size_t n, char *out, size_t cap)
{
    size_t len = text_fold(s, n, out, cap);
    if (!len) return 0;
    UChar wide[FOLD_MAX], split[FOLD_MAX], kept[FOLD_MAX];
    int32_t wn = 0, kn = 0, written = 0;
    UErrorCode st = U_ZERO_ERROR;
    u_strFromUTF8(wide, FOLD_MAX, &wn, out, (int32_t)len, &st);
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&st);
    int32_t sn = unorm2_normalize(nfd, wide, wn, split, FOLD_MAX, &st);
    if (U_FAILURE(st)) return 0;
    for (int32_t i = 0; i < sn; i++)
        if (u_charType(split[i]) != U_NON_SPACING_MARK)
            kept[kn++] = split[i] == 0x111 ? 'd' : split[i]; /* d with stroke */
    u_strToUTF8(out, (int32_t)cap - 1, &written, kept, kn, &st);
    if (U_FAILURE(st)) return 0;
    out[written] = 0;
    return (size_t)written;
}

int32_t text_next(const char *s, size_t n, size_t *i)
{
    int32_t at = (int32_t)*i;
    UChar32 c;
    U8_NEXT(s, at, (int32_t)n, c);
    if (c < 0) {
        (*i)++;
        return 0xFFFD;
    }
    *i = (size_t)at;
    return c;
}

bool text_is_letter(int32_t c)
{
    return c < 0x80 ? (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') : u_isUAlphabetic(c);
}

bool text_is_upper(int32_t c)
{
    return c < 0x80 ? c >= 'A' && c <= 'Z' : u_isUUppercase(c);
}

bool text_is_digit(int32_t c)
{
    return c >= '0' && c <= '9';
}

bool text_is_space(int32_t c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || (c >= 0x80 && u_isUWhiteSpace(c)) ||
           c == 0x200B || c == 0xFEFF;
}

size_t text_cut(const char *s, size_t n, size_t max)
{
    if (n <= max) return n;
    while (max > 0 && ((unsigned char)s[max] & 0xC0) == 0x80) max--;
    return max;
}

bool text_valid(const char *s, size_t n, size_t *bad_byte)
{
    for (size_t i = 0; i < n;) {
        int32_t at = (int32_t)0;
        size_t left = n - i > 8 ? 8 : n - i;
        UChar32 c;
        U8_NEXT(s + i, at, (int32_t)left, c);
        if (c < 0) {
            if (bad_byte) *bad_byte = i;
            return false;
        }
        i += (size_t)at;
    }
    return true;
}
