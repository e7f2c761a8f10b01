/* clean_date.c: see clean_parts.h. Months are named as in any of the packs and their locales. */
#include "base/text.h"
#include "lex/phrases.h"
#include "stage/clean_parts.h"

#include <string.h>

enum { MAX_TOKENS = 64, NAME_MAX_BYTES = 96 };

typedef struct Tok {
    uint32_t start, end;
    char kind; /* n number, w word, or the punctuation itself (0x7F for one that is not ASCII) */
    int value, digits;
} Tok;

/* ---- reading a line ---- */

static size_t split(const char *s, size_t n, Tok *toks)
{
    size_t count = 0, i = 0;
    while (i < n && count < MAX_TOKENS) {
        size_t j = i;
        int32_t c = text_next(s, n, &j);
        Tok t = {.start = (uint32_t)i};
        if (text_is_space(c)) {
            i = j;
            continue;
        }
        if (text_is_digit(c)) {
            t.kind = 'n';
            for (j = i; j < n && text_is_digit(s[j]); j++)
                if (t.digits++ < 8) t.value = t.value * 10 + (s[j] - '0');
        } else if (text_is_letter(c)) {
            t.kind = 'w';
            while (j < n) {
                size_t k = j;
                c = text_next(s, n, &k);
                if (!text_is_letter(c) && !(c >= 0x300 && c < 0x370)) break;
                j = k;
            }
        } else t.kind = c < 0x7F ? (char)c : 0x7F;
        t.end = (uint32_t)j;
        toks[count++] = t;
        i = j;
    }
    return count;
}

/* The month named at token i; *used gets its tokens ("tháng 7" has two). */
static int month_at(const Lexicon *lex, const char *s, const Tok *t, size_t n, size_t i, size_t *used)
{
    for (size_t len = 2; len >= 1; len--) {
        if (i + len > n || t[i].kind != 'w') continue;
        char f[NAME_MAX_BYTES];
        size_t bytes = t[i + len - 1].end - t[i].start;
        size_t fn = bytes < NAME_MAX_BYTES / 3 ? text_fold(s + t[i].start, bytes, f, sizeof f) : 0;
        int m = fn ? lexicon_month(lex, f, fn) : 0;
        if (m) {
            *used = len;
            if (i + len < n && t[i + len].kind == '.') ++*used;
            return m;
        }
    }
    return 0;
}

static bool is_year(const Tok *t)
{
    return t->kind == 'n' && t->digits == 4 && t->value >= 1900 && t->value <= 2100;
}

static bool is_small(const Tok *t)
{
    return t->kind == 'n' && t->digits <= 2 && t->value >= 1;
}

static bool valid(int y, int m, int d)
{
    static const int days[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (m < 1 || m > 12 || d < 1 || d > days[m - 1]) return false;
    return !(y && m == 2 && d == 29 && (y % 4 != 0 || (y % 100 == 0 && y % 400 != 0)));
}

static bool glued(const Tok *a, const Tok *b)
{
    return a->end == b->start;
}

/* Numbers with the same separator and no spaces: t[i] sep t[i+2] sep t[i+4]. */
static bool numeric_at(const Tok *t, size_t n, size_t i, DateHit *h)
{
    if (i + 4 >= n || t[i].kind != 'n' || t[i + 2].kind != 'n' || t[i + 4].kind != 'n') return false;
    char sep = t[i + 1].kind;
    if ((sep != '/' && sep != '-' && sep != '.') || t[i + 3].kind != sep) return false;
    for (size_t k = i; k < i + 4; k++)
        if (!glued(&t[k], &t[k + 1])) return false;
    if (is_year(&t[i]) && is_small(&t[i + 2]) && is_small(&t[i + 4])) {
        h->year = t[i].value;
        h->month = t[i + 2].value;
        h->day = t[i + 4].value;
    } else if (is_small(&t[i]) && is_small(&t[i + 2]) && is_year(&t[i + 4])) {
        bool month_first = t[i + 2].value > 12;
        h->day = t[month_first ? i + 2 : i].value;
        h->month = t[month_first ? i : i + 2].value;
        h->year = t[i + 4].value;
    } else return false;
    h->numeric = true;
    return valid(h->year, h->month, h->day);
}

/* A small word between the parts of a date: "5 de mayo", "ngày 5 tháng 7 năm 2024". */
static size_t skip_link(const Tok *t, size_t n, size_t i)
{
    if (i < n && t[i].kind == ',') i++;
    if (i < n && t[i].kind == 'w' && t[i].end - t[i].start <= 5) i++;
    return i;
}

static size_t skip_ordinal(const Tok *t, size_t n, size_t i)
{
    return i < n && i > 0 && t[i].kind == 'w' && glued(&t[i - 1], &t[i]) && t[i].end - t[i].start == 2 ? i + 1
                                                                                                       : i;
}

/* "16 February 2022", "November 25, 2022", with or without the year; *end gets the token behind. */
static bool named_at(const Lexicon *lex, const char *s, const Tok *t, size_t n, size_t i, DateHit *h,
                     size_t *end)
{
    size_t used = 0, k;
    int m = month_at(lex, s, t, n, i, &used);
    if (m) {
        k = i + used;
        if (k >= n || !is_small(&t[k])) return false;
        h->day = t[k].value;
        k = skip_ordinal(t, n, k + 1);
    } else {
        if (!is_small(&t[i])) return false;
        h->day = t[i].value;
        k = skip_ordinal(t, n, i + 1);
        m = month_at(lex, s, t, n, k, &used);
        if (!m && k < n) {
            k = skip_link(t, n, k);
            m = k < n ? month_at(lex, s, t, n, k, &used) : 0;
        }
        if (!m) return false;
        k += used;
    }
    h->month = m;
    h->year = 0;
    size_t y = k < n && is_year(&t[k]) ? k : skip_link(t, n, k);
    if (y < n && is_year(&t[y])) {
        h->year = t[y].value;
        k = y + 1;
    }
    *end = k;
    return valid(h->year, h->month, h->day);
}

bool clean_date_find(const char *s, size_t n, const Lexicon *lex, DateHit *hit)
{
    Tok t[MAX_TOKENS];
    size_t count = split(s, n > 400 ? 400 : n, t);
    for (size_t i = 0; i < count; i++) {
        DateHit h = {0};
        size_t end = i + 5;
        if (!numeric_at(t, count, i, &h)) {
            h.numeric = false;
            if (!named_at(lex, s, t, count, i, &h, &end)) continue;
        }
        h.start = t[i].start;
        h.end = t[end - 1].end;
        for (size_t k = 0; k < count; k++) h.words += t[k].kind == 'w' && (k < i || k >= end);
        if (count == MAX_TOKENS) h.words += MAX_TOKENS;
        *hit = h;
        return true;
    }
    return false;
}

const char *clean_date_text(const DateHit *h, Arena *a)
{
    return arena_printf(a, "%04d-%02d-%02d", h->year, h->month, h->day);
}

/* ---- addresses, stamps ---- */

static int number(const char *s, size_t n)
{
    int v = 0;
    for (size_t i = 0; i < n; i++) v = v * 10 + (s[i] - '0');
    return v;
}

static const char *day_text(int y, int m, int d, Arena *a)
{
    if (y < 1990 || y > 2099 || !valid(y, m, d)) return NULL;
    return arena_printf(a, "%04d-%02d-%02d", y, m, d);
}

const char *clean_date_url(const char *url, Arena *a)
{
    const char *path = strstr(url, "://");
    path = strchr(path ? path + 3 : url, '/');
    if (!path) return NULL;
    for (const char *p = path; *p;) {
        size_t n = strspn(p, "0123456789");
        if (n == 0) {
            p++;
            continue;
        }
        const char *found = NULL;
        if (n == 4 && (p[4] == '/' || p[4] == '-' || p[4] == '_')) {
            size_t m = strspn(p + 5, "0123456789");
            size_t d = (m == 1 || m == 2) && p[5 + m] == p[4] ? strspn(p + 6 + m, "0123456789") : 0;
            if (d == 1 || d == 2) found = day_text(number(p, 4), number(p + 5, m), number(p + 6 + m, d), a);
        } else if (n == 8 || n == 12 || n == 14 || n == 17) {
            bool time = n == 8 || (number(p + 8, 2) < 24 && number(p + 10, 2) < 60);
            if (time) found = day_text(number(p, 4), number(p + 4, 2), number(p + 6, 2), a);
        }
        if (found) return found;
        p += n;
    }
    return NULL;
}

const char *clean_date_stamp(const char *s, const Lexicon *lex, Arena *a)
{
    DateHit h;
    size_t n = strlen(s);
    if (n > 200) return NULL;
    if (n >= 8 && strspn(s, "0123456789") >= 8 && (s[8] == 0 || s[8] == 'T')) /* 20240705T0846 */
        return day_text(number(s, 4), number(s + 4, 2), number(s + 6, 2), a);
    if (!clean_date_find(s, n, lex, &h) || !h.year) return NULL;
    return clean_date_text(&h, a);
}
