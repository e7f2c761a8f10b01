/* clean_title.c: see clean_line.h. The headline, and the day of the article. */
#include "base/text.h"
#include "stage/clean_line.h"

#include <string.h>

enum { TITLE_BYTES = 260 };

/* ---- the headline ---- */

/* Letters and digits only, folded, for comparing headlines. */
static size_t bare(const char *s, size_t n, char *out, size_t cap)
{
    char f[FOLD_BYTES * 3];
    n = text_cut(s, n, FOLD_BYTES);
    size_t len = text_fold(s, n, f, sizeof f), k = 0;
    for (size_t i = 0; i < len;) {
        size_t j = i;
        if (line_is_alnum(text_next(f, len, &j)) && k + (j - i) < cap) {
            memcpy(out + k, f + i, j - i);
            k += j - i;
        }
        i = j;
    }
    return k;
}

bool line_same_headline(const char *a, size_t an, const char *b, size_t bn)
{
    char x[FOLD_BYTES * 3], y[FOLD_BYTES * 3];
    if (an > bn * 2 + 40 || bn > an * 2 + 40) return false;
    size_t xn = bare(a, an, x, sizeof x), yn = bare(b, bn, y, sizeof y);
    if (xn == 0 || yn == 0) return false;
    if (xn == yn) return memcmp(x, y, xn) == 0;
    size_t min = xn < yn ? xn : yn, max = xn < yn ? yn : xn;
    return min >= 20 && min * 10 >= max * 7 && memcmp(x, y, min) == 0; /* with the outlet's name behind it */
}

/* Share of the line's longer words that the first paragraphs below it take up again. */
static double taken_up(const Lines *l, size_t i)
{
    const Line *x = &l->items[i];
    size_t words = 0, found = 0;
    for (size_t k = 0; k < x->folded_len;) {
        size_t n = 0;
        while (k + n < x->folded_len && x->folded[k + n] != ' ') n++;
        if (n >= 4) {
            bool hit = false;
            size_t seen = 0;
            for (size_t p = i + 1; p < l->n && p < i + 40 && seen < 3 && !hit; p++) {
                const Line *y = &l->items[p];
                if (!y->prose || y->caption) continue;
                seen++;
                hit = memmem(y->folded, y->folded_len, x->folded + k, n - (n > 5)) != NULL;
            }
            words++;
            found += hit;
        }
        k += n + 1;
    }
    return words ? (double)found / (double)words : 0;
}

static bool could_be_title(const Line *x)
{
    size_t n = x->b->len;
    return x->words >= 4 && x->words <= 32 && n <= TITLE_BYTES && x->b->text[n - 1] != '.' && x->bars == 0 &&
           x->b->text[n - 1] != ':' && x->letters > 10 && !x->caption && !x->list && !x->b->outside &&
           !x->b->links && !line_is_date(x) && x->as_title == F_NONE;
}

/* Is there prose soon after line i? */
static bool prose_follows(const Lines *l, size_t i)
{
    return lines_prose_between(l, i, i + 40);
}

/* Line of the headline, or -1. */
int32_t lines_title(const Lines *l)
{
    const char *given = l->doc->title ? l->doc->title : l->doc->clean_title;
    if (given) {
        int32_t last = -1;
        for (size_t i = 0; i < l->n; i++) {
            const Line *x = &l->items[i];
            if (x->b->len <= TITLE_BYTES * 2 &&
                line_same_headline(given, strlen(given), x->b->text, x->b->len) && prose_follows(l, i)) {
                /* a headline repeated right below itself is one; below a paragraph it is a caption */
                if (last >= 0 && (i > (size_t)last + 8 || lines_prose_between(l, (size_t)last, i))) break;
                last = (int32_t)i;
            }
        }
        return last;
    }
    int32_t best = -1;
    double most = 0;
    for (size_t i = 0; i < l->n; i++) {
        const Line *x = &l->items[i];
        if (x->b->hint == HINT_TITLE && x->words >= 2) return (int32_t)i;
        bool question = x->prose && best < 0 && x->b->len < TITLE_BYTES; /* a headline that asks */
        if (x->prose && x->furniture != F_NONE) continue;                /* a notice about cookies */
        if (x->caption || (x->prose && !question)) break;
        if (!could_be_title(x) || !prose_follows(l, i)) {
            if (x->prose) break;
            continue;
        }
        for (size_t k = i + 1; k < l->n && k < i + 6; k++)
            if (l->items[k].dup == (int32_t)i && prose_follows(l, k)) return (int32_t)k;
        double share = taken_up(l, i);
        if (best < 0 || share > most * 2) { /* of several, the first that the body speaks of */
            best = (int32_t)i;
            most = share;
        }
    }
    return best;
}

/* ---- the date ---- */

static void set_published(Lines *l, const DateHit *h)
{
    l->doc->published = clean_date_text(h, l->arena);
    l->doc->published_from = "text";
}

/* From a date line near the headline, or a dateline that opens the body ("CITY, May 5, 2024 (Agency) - ...").
 */
void lines_date(Lines *l, int32_t title, size_t body)
{
    size_t after = title < 0 ? 0 : (size_t)title + 1;
    size_t to = body + 3 < l->n ? body + 3 : l->n;
    for (size_t k = after; k < to; k++) {
        const Line *x = &l->items[k];
        if (k > body && lines_other_article(l, k)) break;
        if (line_is_date(x) && x->date.year) {
            set_published(l, &x->date);
            return;
        }
    }
    for (size_t k = body; k < to; k++) {
        const Line *x = &l->items[k];
        DateHit h;
        if (!x->prose || !clean_date_find(x->b->text, x->b->len < 120 ? x->b->len : 120, l->lex, &h) ||
            !h.year)
            continue;
        const char *s = x->b->text;
        uint32_t before = line_words_in(s, h.start);
        bool opens = before >= 1 && before <= 6 && h.start < 70;
        for (size_t i = 0; i < h.start && opens; i++)
            if ((i == 0 || s[i - 1] == ' ') && s[i] >= 'a' && s[i] <= 'z')
                opens = false; /* prose, no place name */
        const char *tail = s + h.end;
        size_t n = x->b->len - h.end < 40 ? x->b->len - h.end : 40;
        bool dash = memmem(tail, n, " - ", 3) || memmem(tail, n, "--", 2) ||
                    memmem(tail, n, "\xE2\x80\x93", 3) || memmem(tail, n, "\xE2\x80\x94", 3) ||
                    memmem(tail, n, "):", 2);
        if (opens && dash) {
            set_published(l, &h);
            return;
        }
    }
    for (size_t k = title < 0 ? 0 : (size_t)title; title >= 0 && k-- > 0 && k + 2 >= (size_t)title;) {
        const Line *x = &l->items[k];
        if (line_is_date(x) &&
            x->date.year) { /* right above the headline; higher up it is the page's clock */
            set_published(l, &x->date);
            return;
        }
    }
}
