/* clean_text.c: see clean_parts.h. Lines of plain text, and paragraphs that were broken into lines of one
 * width. */
#include "base/text.h"
#include "stage/clean_parts.h"

#include <string.h>

void clean_trim(Block *b)
{
    size_t i = 0, end = b->len;
    while (i < b->len) {
        size_t j = i;
        int32_t c = text_next(b->text, b->len, &j);
        if (!text_is_space(c) && c != '|' && c >= 0x20) break;
        i = j;
    }
    b->row = b->len > 1 && b->text[0] == '|' && b->text[b->len - 1] == '|';
    size_t at = i;
    end = i;
    while (at < b->len) { /* the last byte that is neither space nor bar */
        int32_t c = text_next(b->text, b->len, &at);
        if (!text_is_space(c) && c != '|' && c >= 0x20) end = at;
    }
    b->text += i;
    b->len = (uint32_t)(end - i);
    if (b->source != UINT32_MAX) b->source += (uint32_t)i;
}

/* ---- text broken into lines of one width ---- */

enum { WIDTH_MAX = 160, ADJACENT_MIN = 4 };

static bool breaks_off(const Block *a, const Block *b)
{
    size_t i = 0;
    int32_t c = text_next(b->text, b->len, &i);
    return !strchr(".!?:;\"')|", a->text[a->len - 1]) && text_is_letter(c) && !text_is_upper(c);
}

/* The width of the lines where the text is broken so; 0 where each line is a paragraph. */
static uint32_t find_width(const Blocks *b)
{
    uint32_t width = 0;
    size_t adjacent = 0, broken = 0;
    for (size_t i = 0; i < b->n; i++) {
        if (b->items[i].len > width) width = b->items[i].len;
        if (i + 1 == b->n || b->items[i + 1].gap) continue;
        adjacent++;
        broken += breaks_off(&b->items[i], &b->items[i + 1]);
    }
    return width >= 30 && width <= WIDTH_MAX && adjacent >= ADJACENT_MIN && broken * 10 >= adjacent * 4
               ? width
               : 0;
}

/* Lines [from, to) as one paragraph, a space between them. */
static Block join(const Blocks *b, size_t from, size_t to)
{
    Block p = b->items[from];
    size_t n = 0, pieces = 0;
    for (size_t i = from; i < to; i++) n += b->items[i].len + 1;
    char *text = arena_alloc(b->arena, n);
    p.map = ARENA_ARRAY(b->arena, SrcMap, 2 * (to - from));
    n = 0;
    for (size_t i = from; i < to; i++) {
        const Block *line = &b->items[i];
        if (i > from) {
            p.map[pieces++] = (SrcMap){(uint32_t)n, UINT32_MAX, 1};
            text[n++] = ' ';
        }
        p.map[pieces++] = (SrcMap){(uint32_t)n, line->source, line->len};
        memcpy(text + n, line->text, line->len);
        n += line->len;
    }
    p.text = text;
    p.len = (uint32_t)n;
    p.n_map = (uint32_t)pieces;
    p.source = UINT32_MAX;
    return p;
}

static void unwrap(Blocks *b)
{
    uint32_t width = find_width(b);
    size_t n = 0;
    if (!width) return;
    for (size_t i = 0; i < b->n;) {
        size_t to = i + 1; /* a short line ends its paragraph */
        while (to < b->n && !b->items[to].gap &&
               (b->items[to - 1].len * 10 >= width * 6 || breaks_off(&b->items[to - 1], &b->items[to])))
            to++;
        Block p = to - i > 1 ? join(b, i, to) : b->items[i];
        b->items[n++] = p;
        i = to;
    }
    b->n = n;
}

void clean_text_blocks(Doc *doc, Blocks *out)
{
    const char *s = doc->raw;
    size_t n = doc->raw_len, i = 0;
    bool gap = false;
    while (i < n) {
        const char *nl = memchr(s + i, '\n', n - i);
        const char *cr = memchr(s + i, '\r', nl ? (size_t)(nl - s) - i : n - i);
        size_t end = cr ? (size_t)(cr - s) : nl ? (size_t)(nl - s) : n;
        Block b = {.text = s + i, .len = (uint32_t)(end - i), .source = (uint32_t)i, .gap = gap};
        clean_trim(&b);
        gap = b.len == 0;
        if (b.len) ARENA_PUSH(out->arena, out->items, out->n, out->cap, b);
        i = end + 1;
        if (cr && i < n && s[i] == '\n') i++;
    }
    unwrap(out);
}
