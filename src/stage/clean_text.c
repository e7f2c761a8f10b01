/* clean_text.c: see clean_parts.h. Lines of plain text. */
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
}
