/* clean_glued.c: see clean_line.h. Captions, dates and quizzes that a crawler has glued to a paragraph or a
 * headline, apart again.
 */
#include "base/text.h"
#include "stage/clean_line.h"

#include <string.h>

enum { GLUED_MAX = 8000 }; /* longer lines are no captions with their paragraph */

static Block part_of(const Block *b, uint32_t from, uint32_t to)
{
    Block p = *b;
    p.text += from;
    p.len = to - from;
    if (p.source != UINT32_MAX) p.source += from;
    clean_trim(&p);
    return p;
}

/* "(Photo: X)City (X) - text": a caption glued to a paragraph. Byte after the caption, 0 where there is none.
 */
static uint32_t glued_caption(const Lines *l, const Block *b)
{
    if (b->len > GLUED_MAX) return 0;
    for (const char *p = b->text; (p = memchr(p, ')', (size_t)(b->text + b->len - p))); p++) {
        size_t at = (size_t)(p - b->text) + 1;
        if (at >= b->len) return 0;
        size_t k = at;
        if (!text_is_upper(text_next(b->text, b->len, &k))) continue;
        const char *open = memrchr(b->text, '(', at);
        if (!open) continue;
        char f[FOLD_BYTES * 3];
        size_t n = at - (size_t)(open - b->text);
        size_t len = n <= FOLD_BYTES ? text_fold(open, n, f, sizeof f) : 0;
        if (len && line_find_phrase(l, PHRASES_CAPTION, f, len)) return (uint32_t)at;
    }
    return 0;
}

/* "... on Monday.;Who met the minister?;He met ...": questions and answers on the article, glued behind it by
 * a crawler. The length of what stands before them. */
static uint32_t before_quiz(const Block *b)
{
    for (uint32_t i = 1; i + 1 < b->len; i++) {
        size_t k = i + 1;
        if (b->text[i] != ';' || !line_ends_sentence(b->text, i) || b->text[i - 1] == ' ') continue;
        if (text_is_upper(text_next(b->text, b->len, &k)) && memmem(b->text + i, b->len - i, "?;", 2))
            return i;
    }
    return b->len;
}

/* Only digits and time signs ("08:46", "GMT+7") from i on? Returns the first byte behind them. */
static uint32_t skip_time(const Block *b, uint32_t i)
{
    uint32_t end = i, k = i;
    while (k < b->len && strchr("0123456789:.|,- ", b->text[k])) k++;
    if (b->len - k >= 3 && (memcmp(b->text + k, "GMT", 3) == 0 || memcmp(b->text + k, "UTC", 3) == 0)) {
        k += 3;
        while (k < b->len && strchr("0123456789:+", b->text[k])) k++;
    }
    if (k > i) end = k;
    return end;
}

void lines_split(Lines *l)
{
    Blocks in = *l->blocks, out = {.arena = l->arena, .lex = l->lex};
    bool body = false;
    for (size_t i = 0; i < in.n; i++) {
        Block b = in.items[i];
        if (b.map) { /* a page's blocks are what its markup says */
            ARENA_PUSH(l->arena, out.items, out.n, out.cap, b);
            continue;
        }
        b.len = before_quiz(&b);
        DateHit h;
        bool dated =
            !body && b.len < 400 && clean_date_find(b.text, b.len < 300 ? b.len : 300, l->lex, &h) && h.year;
        if (dated && h.numeric && h.start <= 16 &&
            h.words > DATE_LINE_WORDS - 2) { /* date in front of the headline */
            uint32_t end = skip_time(&b, h.end);
            Block rest = part_of(&b, end, b.len);
            bool headline = rest.len > 20 && !line_ends_sentence(rest.text, rest.len);
            size_t k = 0;
            if (headline && text_is_upper(text_next(rest.text, rest.len, &k))) {
                Block date = part_of(&b, 0, end);
                ARENA_PUSH(l->arena, out.items, out.n, out.cap, date);
                b = rest;
            }
        } else if (dated && h.numeric && h.words > 4 && !line_ends_sentence(b.text, b.len) &&
                   skip_time(&b, h.end) == b.len) { /* ... or behind it */
            Block head = part_of(&b, 0, h.start);
            ARENA_PUSH(l->arena, out.items, out.n, out.cap, head);
            b = part_of(&b, h.start, b.len);
        }
        uint32_t at = glued_caption(l, &b);
        if (at) {
            Block caption = part_of(&b, 0, at);
            ARENA_PUSH(l->arena, out.items, out.n, out.cap, caption);
            b = part_of(&b, at, b.len);
            b.gap = true;
        }
        body = body || (b.len > 200 && line_ends_sentence(b.text, b.len));
        if (b.len) ARENA_PUSH(l->arena, out.items, out.n, out.cap, b);
    }
    *l->blocks = out;
}
