/* reconcile_parts.c: see reconcile_parts.h. */
#include "stage/reconcile_parts.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

static int by_id(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Letters without their marks, folded: names are written with and without diacritics. Arena-owned UTF-16. */
static size_t plain_letters(const char *s, UChar **out, Arena *a)
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&e);
    int32_t n = 0, bytes = (int32_t)strlen(s), cap = bytes * 4 + 8;
    UChar *u = ARENA_ARRAY(a, UChar, bytes + 1), *d = ARENA_ARRAY(a, UChar, cap);
    u_strFromUTF8WithSub(u, bytes + 1, &n, s, bytes, 0xFFFD, NULL, &e);
    n = unorm2_normalize(nfd, u, n, d, cap, &e);
    if (U_FAILURE(e)) return 0;
    size_t m = 0;
    for (int32_t i = 0; i < n;) {
        UChar32 c;
        int32_t start = i;
        U16_NEXT(d, i, n, c);
        if (u_charType(c) == U_NON_SPACING_MARK) continue;
        c = u_foldCase(c == 0x0110 || c == 0x0111 ? 'd' : c,
                       U_FOLD_CASE_DEFAULT); /* d with stroke has no decomposition */
        if (i - start == 1 && c < 0x10000) d[m++] = (UChar)c;
    }
    *out = d;
    return m;
}

Words words_of(const char *s, Map *ids, Arena *a)
{
    Words w = {0};
    if (!s || !*s) return w;
    UChar *u = NULL;
    size_t n = plain_letters(s, &u, a), cap = 0;
    for (size_t i = 0; i < n;) {
        size_t from = i;
        while (i < n && u_isalnum(u[i])) i++;
        if (i == from) {
            i++;
            continue;
        }
        uint32_t id = map_intern(ids, (const char *)(u + from), (i - from) * sizeof *u);
        ARENA_PUSH(a, w.ids, w.n, cap, id << 5 | (uint32_t)(i - from > 31 ? 31 : i - from));
    }
    if (!w.n) return w;
    qsort(w.ids, w.n, sizeof *w.ids, by_id);
    size_t m = 1;
    for (size_t i = 1; i < w.n; i++)
        if (w.ids[i] != w.ids[m - 1]) w.ids[m++] = w.ids[i];
    w.n = m;
    return w;
}

size_t words_shared(Words a, Words b)
{
    size_t n = 0;
    for (size_t i = 0, j = 0; i < a.n && j < b.n;) {
        if (a.ids[i] == b.ids[j]) n++, i++, j++;
        else if (a.ids[i] < b.ids[j]) i++;
        else j++;
    }
    return n;
}

bool words_within(Words a, Words b)
{
    return a.n && b.n && words_shared(a, b) == (a.n < b.n ? a.n : b.n);
}

/* Shared words in all words, 0..1. */
double words_overlap(Words a, Words b)
{
    size_t both = words_shared(a, b), all = a.n + b.n - both;
    return all ? (double)both / (double)all : 0;
}

/* Letters of the words of a that b lacks. */
size_t words_own_letters(Words a, Words b)
{
    size_t n = 0;
    for (size_t i = 0, j = 0; i < a.n; i++) {
        while (j < b.n && b.ids[j] < a.ids[i]) j++;
        if (j == b.n || b.ids[j] != a.ids[i]) n += a.ids[i] & 31;
    }
    return n;
}

static int significant_digits(double v)
{
    char s[40];
    int n = 0, zeros = 0;
    snprintf(s, sizeof s, "%.14e", fabs(v)); /* d.dddde+xx */
    for (const char *p = s; *p && *p != 'e'; p++) {
        if (*p == '.') continue;
        zeros = *p == '0' ? zeros + 1 : 0;
        n++;
    }
    return n - zeros;
}

/* Is `fine` what `rough` says, rounded to the digits of rough? */
static bool rounds_to(double fine, double rough)
{
    int digits = significant_digits(rough);
    if (digits < 2 || digits > 12 || fine == 0) return false;
    char a[40], b[40];
    snprintf(a, sizeof a, "%.*e", digits - 1, fine);
    snprintf(b, sizeof b, "%.*e", digits - 1, rough);
    return strcmp(a, b) == 0;
}

/* Equal as far as the press is exact: half a percent, two where one is approximate, or one rounded. */
bool figures_equal(const Fact *a, const Fact *b)
{
    double x = a->value, y = b->value, most = fmax(fabs(x), fabs(y));
    if (!isfinite(x) || !isfinite(y)) return false;
    if (fabs(x - y) <= most * (a->approx || b->approx ? 0.02 : 0.005)) return true;
    return fabs(x - y) <= most * 0.06 &&
           (rounds_to(x, y) || rounds_to(y, x)); /* two digits: 5 in 100 at most */
}

bool source_copies(const RegSource *a, const RegSource *b)
{
    const char *x = a->copy_of ? a->copy_of : a->article, *y = b->copy_of ? b->copy_of : b->article;
    return x && y && strcmp(x, y) == 0;
}
