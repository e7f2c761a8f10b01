/* match_number.c: numbers as texts write them. */
#include "lex/match_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool plain_digits(const char *s, uint32_t n, long *value)
{
    long v = 0;
    if (!n || n > 9) return false;
    for (uint32_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9') return false;
        v = v * 10 + (s[i] - '0');
    }
    *value = v;
    return true;
}

/* "144,000", "46,42", "1.200", "3.89": the pack's signs; one sign with three digits behind it groups. */
static double parse_number(const char *s, uint32_t n, char decimal)
{
    char buf[40];
    size_t k = 0;
    char group = decimal == '.' ? ',' : '.';
    for (uint32_t i = 0; i < n; i++) {
        char c = s[i];
        if (c >= '0' && c <= '9') {
            if (k + 2 < sizeof buf) buf[k++] = c;
        } else if (c == decimal) {
            if (memchr(buf, '.', k)) return NAN;
            buf[k++] = '.';
        } else if (c == group) {
            uint32_t digits = 0;
            while (i + 1 + digits < n && s[i + 1 + digits] >= '0' && s[i + 1 + digits] <= '9') digits++;
            if (digits == 3) continue;
            if (digits && i + 1 + digits == n && !memchr(buf, '.', k))
                buf[k++] = '.'; /* the other convention */
            else return NAN;
        } else {
            return NAN;
        }
    }
    buf[k] = 0;
    return k ? strtod(buf, NULL) : NAN;
}

/* "25th", "1st" */
static double parse_ordinal(const char *s, uint32_t n)
{
    uint32_t d = 0;
    while (d < n && s[d] >= '0' && s[d] <= '9') d++;
    long v;
    if (!d || n - d != 2 || !plain_digits(s, d, &v)) return NAN;
    static const char *const tails[] = {"st", "nd", "rd", "th"};
    for (size_t i = 0; i < 4; i++)
        if ((s[d] | 32) == tails[i][0] && (s[d + 1] | 32) == tails[i][1]) return (double)v;
    return NAN;
}

double match_number(const MatchIndex *ix, const Doc *doc, uint32_t i, uint32_t *tok_end)
{
    const Token *t = &doc->toks[i];
    const char *s = doc->text + t->span.start;
    uint32_t n = t->span.end - t->span.start;
    *tok_end = i + 1;
    if (t->flags & TOK_NUMBER) return parse_number(s, n, lang_decimal(ix->lang));
    double v = parse_ordinal(s, n);
    if (!isnan(v)) return v;
    const char *key;
    if (match_class_at(ix, i, ix->number, NULL, tok_end, &key) ||
        match_class_at(ix, i, ix->ordinal, NULL, tok_end, &key))
        return strtod(key, NULL);
    return NAN;
}

/* a/b[/c] written with one of / - . in one token or three or five; returns the token behind it, 0 where not.
 */
static uint32_t slashed(const Doc *doc, uint32_t i, uint32_t end, long v[3], int parts)
{
    char buf[32];
    size_t k = 0;
    char sign = 0;
    int n = 1;
    uint32_t t = i;
    for (; t < end && k + 12 < sizeof buf; t++) {
        const Token *tok = &doc->toks[t];
        if (t > i && (tok->flags & TOK_SPACE)) break;
        const char *s = doc->text + tok->span.start;
        uint32_t len = tok->span.end - tok->span.start;
        if (len > 10) break;
        bool good = true;
        for (uint32_t c = 0; c < len && good; c++)
            good = (s[c] >= '0' && s[c] <= '9') || s[c] == '/' || s[c] == '-' || s[c] == '.';
        if (!good) break;
        memcpy(buf + k, s, len);
        k += len;
    }
    buf[k] = 0;
    long cur = 0;
    int digits = 0;
    size_t c = 0;
    for (; c <= k; c++) {
        if (buf[c] >= '0' && buf[c] <= '9') {
            cur = cur * 10 + (buf[c] - '0');
            if (++digits > 4) return 0;
            continue;
        }
        if (!digits) break;
        v[n - 1] = cur;
        cur = 0;
        digits = 0;
        if (n == parts) break;
        if (!buf[c] || (sign && buf[c] != sign)) return 0;
        sign = buf[c];
        n++;
    }
    if (n != parts || c == 0) return 0;
    /* c is the first byte behind the last number: it must end a token */
    size_t bytes = 0;
    for (uint32_t e = i; e < t; e++) {
        bytes += doc->toks[e].span.end - doc->toks[e].span.start;
        if (bytes == c) {
            bool more = e + 2 < end && !(doc->toks[e + 1].flags & TOK_SPACE) &&
                        doc->text[doc->toks[e + 1].span.start] == sign &&
                        (doc->toks[e + 2].flags & TOK_NUMBER) && !(doc->toks[e + 2].flags & TOK_SPACE);
            return more ? 0 : e + 1;
        }
        if (bytes > c) return 0;
    }
    return 0;
}

/* "FY2024", "FY24": the year. */
static bool fiscal_year(const Doc *doc, const Token *t, double *year)
{
    const char *s = doc->text + t->span.start;
    uint32_t n = t->span.end - t->span.start;
    long y;
    if ((n != 4 && n != 6) || s[0] != 'F' || s[1] != 'Y' || !plain_digits(s + 2, n - 2, &y)) return false;
    *year = (double)(n == 4 ? 2000 + y : y);
    return *year >= 1900 && *year <= 2100;
}

bool match_numeric_at(const MatchIndex *ix, Numeric kind, uint32_t i, uint32_t end, uint32_t *tok_end,
                      double *num)
{
    const Doc *doc = ix->doc;
    const Token *t = &doc->toks[i];
    long v[3] = {0, 0, 0};
    *num = NAN;
    *tok_end = i + 1;
    if (kind == NUM_FY) return fiscal_year(doc, t, num);
    if (kind == NUM_DM || kind == NUM_MY || kind == NUM_DMY) {
        *tok_end = slashed(doc, i, end, v, kind == NUM_DMY ? 3 : 2);
        if (!*tok_end) return false;
        if (kind == NUM_MY) return v[0] >= 1 && v[0] <= 12 && v[1] >= 1900 && v[1] <= 2100;
        if (kind == NUM_DMY)
            return v[0] >= 1 && v[1] >= 1 && v[0] <= 31 && v[1] <= 31 && (v[2] >= 1900 || v[2] < 100);
        return v[0] >= 1 && v[0] <= 31 && v[1] >= 1 && v[1] <= 31;
    }
    *num = match_number(ix, doc, i, tok_end);
    if (*tok_end > end || isnan(*num)) return false;
    if (kind == NUM_ANY) return true;
    const char *s = doc->text + t->span.start;
    uint32_t n = t->span.end - t->span.start;
    long plain = 0;
    bool digits = plain_digits(s, n, &plain);
    if (kind == NUM_YEAR) return digits && n == 4 && plain >= 1900 && plain <= 2100;
    return *num >= 1 && *num <= 31 && *num == floor(*num) &&
           (digits ? n <= 2 : (t->flags & TOK_WORD) && n <= 4);
}
