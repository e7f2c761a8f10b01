/* clean_source.c: see clean_page.h. libxml2 keeps no byte offsets, so a scan of the raw bytes for text
 * between tags runs beside the tree, and each text node is matched to the next such stretch.
 */
#include "base/text.h"
#include "stage/clean_page.h"

#include <string.h>

enum { AHEAD = 400 }; /* stretches that may be skipped */

void page_scan(Page *p)
{
    const char *s = p->doc->raw;
    size_t n = p->doc->raw_len, i = 0;
    while (i < n) {
        if (s[i] != '<') {
            const char *lt = memchr(s + i, '<', n - i);
            size_t end = lt ? (size_t)(lt - s) : n;
            Stretch t = {(uint32_t)i, (uint32_t)end};
            ARENA_PUSH(p->arena, p->raw, p->n_raw, p->cap_raw, t);
            i = end;
            continue;
        }
        const char *end = NULL;
        size_t skip = 1;
        if (n - i >= 4 && memcmp(s + i, "<!--", 4) == 0) {
            end = memmem(s + i + 4, n - i - 4, "-->", 3);
            skip = 3;
        } else {
            static const char *const raw_text[] = {"script", "style"};
            end = memchr(s + i, '>', n - i);
            for (size_t k = 0; k < 2; k++) {
                size_t len = strlen(raw_text[k]);
                if (!end || n - i < len + 1 || strncasecmp(s + i + 1, raw_text[k], len) != 0) continue;
                const char *close = end;
                while (close &&
                       !(strncasecmp(close, "</", 2) == 0 && strncasecmp(close + 2, raw_text[k], len) == 0))
                    close = memmem(close + 1, n - (size_t)(close + 1 - s), "</", 2);
                end = close ? memchr(close, '>', n - (size_t)(close - s)) : NULL;
            }
        }
        i = end ? (size_t)(end - s) + skip : n;
    }
}

/* Does content match the raw bytes from `at`, reading character references as one character each? On success
 * fills place[k], the source of content byte k (UINT32_MAX for what a reference gave). */
static bool match_at(const Page *p, uint32_t at, const char *content, size_t n, uint32_t *place)
{
    const char *s = p->doc->raw;
    size_t i = at, k = 0;
    while (k < n) {
        if (i >= p->doc->raw_len) return false;
        if (s[i] == '&') {
            size_t e = i + 1;
            while (e < p->doc->raw_len && e < i + 12 && s[e] != ';' && s[e] != ' ' && s[e] != '<') e++;
            bool reference = e < p->doc->raw_len && s[e] == ';';
            if (reference) {
                size_t c = k;
                text_next(content, n, &c);
                while (k < c) place[k++] = UINT32_MAX;
                i = e + 1;
                continue;
            }
        }
        if (s[i] == '\r' && content[k] != '\r') {
            i++;
            continue;
        }
        if (s[i] != content[k]) return false;
        place[k++] = (uint32_t)i++;
    }
    return true;
}

void page_locate(Page *p, const char *content, size_t n, uint32_t *place)
{
    size_t lead = 0; /* white space that the parser may have dropped or added */
    while (lead < n && strchr(" \t\r\n", content[lead])) lead++;
    for (size_t k = 0; k < n; k++) place[k] = UINT32_MAX;
    if (lead == n) return;
    for (size_t r = p->at_raw; r < p->n_raw && r < p->at_raw + AHEAD; r++) {
        uint32_t at = p->raw[r].start;
        while (at < p->raw[r].end && strchr(" \t\r\n", p->doc->raw[at])) at++;
        if (at == p->raw[r].end) continue;
        if (!match_at(p, at, content + lead, n - lead, place + lead)) continue;
        p->at_raw = r + 1;
        return;
    }
    for (size_t k = 0; k < n; k++) place[k] = UINT32_MAX;
}
