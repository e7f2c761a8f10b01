/* escape.c: see escape.h. Widths follow Unicode's East Asian Width as ICU holds it. */
#include "view/escape.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/text.h"

/* What may be shown of c: itself, a space, or nothing (-1). */
static int32_t visible(int32_t c)
{
    if (c == '\n' || c == '\t' || c == '\r' || c == 0x2028 || c == 0x2029) return ' ';
    if (c < 0x20 || (c >= 0x7F && c < 0xA0)) return -1;
    if ((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
        c == 0xFEFF)
        return -1;
    return c;
}

static void put_char(Buf *out, int32_t c)
{
    uint32_t u = (uint32_t)c;
    if (u < 0x80) {
        buf_addc(out, (char)u);
        return;
    }
    char b[4];
    size_t n = u < 0x800 ? 2 : u < 0x10000 ? 3 : 4;
    for (size_t i = n - 1; i > 0; i--, u >>= 6) b[i] = (char)(0x80 | (u & 0x3F));
    b[0] = (char)((n == 2 ? 0xC0 : n == 3 ? 0xE0 : 0xF0) | u);
    buf_add(out, b, n);
}

void escape_plain(Buf *out, const char *s)
{
    size_t n = strlen(s);
    for (size_t i = 0; i < n;) {
        int32_t c = visible(text_next(s, n, &i));
        if (c >= 0) put_char(out, c);
    }
}

void escape_html(Buf *out, const char *s)
{
    size_t n = strlen(s);
    for (size_t i = 0; i < n;) {
        int32_t c = visible(text_next(s, n, &i));
        if (c == '&') buf_adds(out, "&amp;");
        else if (c == '<') buf_adds(out, "&lt;");
        else if (c == '>') buf_adds(out, "&gt;");
        else if (c == '"') buf_adds(out, "&quot;");
        else if (c == '\'') buf_adds(out, "&#39;");
        else if (c >= 0) put_char(out, c);
    }
}

void escape_md(Buf *out, const char *s)
{
    size_t n = strlen(s);
    bool start = true, number = false; /* at the begin, or after digits at the begin */
    for (size_t i = 0; i < n;) {
        int32_t c = visible(text_next(s, n, &i));
        if (c < 0) continue;
        bool everywhere = c < 0x80 && strchr("\\`*_[]<>|~&", (char)c);
        bool at_start = start && c < 0x80 && strchr("#+-=", (char)c);
        if (everywhere || at_start || (number && (c == '.' || c == ')'))) buf_addc(out, '\\');
        number = (start || number) && text_is_digit(c);
        start = start && c == ' ';
        put_char(out, c);
    }
}

void escape_csv(Buf *out, const char *s)
{
    bool formula = *s && strchr("=+-@\t\r", *s);
    bool quoted = formula || strpbrk(s, "\",\r\n") || *s == ' ' || (*s && s[strlen(s) - 1] == ' ');
    if (quoted) buf_addc(out, '"');
    if (formula) buf_addc(out, '\'');
    size_t n = strlen(s);
    for (size_t i = 0; i < n;) {
        int32_t c = text_next(s, n, &i);
        if (c != '\n' && c != '\r' && c != '\t') c = visible(c);
        if (c == '"') buf_addc(out, '"');
        if (c >= 0) put_char(out, c);
    }
    if (quoted) buf_addc(out, '"');
}

const char *escape_url(const char *url)
{
    if (!url) return "";
    return strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0 ? url : "";
}

int escape_char_width(int32_t c)
{
    int type = u_charType(c);
    if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
    int wide = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
    return wide == U_EA_WIDE || wide == U_EA_FULLWIDTH ? 2 : 1;
}

int escape_width(const char *s, size_t n)
{
    int w = 0;
    for (size_t i = 0; i < n;) w += escape_char_width(text_next(s, n, &i));
    return w;
}

/* Bytes of s that fit into `width` columns. */
static size_t fitting(const char *s, size_t n, int width)
{
    size_t i = 0;
    for (int w = 0; i < n;) {
        size_t next = i;
        w += escape_char_width(text_next(s, n, &next));
        if (w > width) break;
        i = next;
    }
    return i;
}

int escape_cut(Buf *out, const char *s, int width)
{
    Buf plain = {0};
    escape_plain(&plain, s);
    int w = escape_width(buf_str(&plain), plain.len);
    if (w <= width) {
        buf_add(out, buf_str(&plain), plain.len);
    } else {
        size_t n = fitting(plain.data, plain.len, width - 1);
        buf_add(out, plain.data, n);
        buf_adds(out, "…");
        w = escape_width(plain.data, n) + 1;
    }
    buf_free(&plain);
    return w;
}

/* Bytes of the word up to its last en dash (a range may break there) that fit into `width`; 0 where there is
 * none. */
static size_t dash_part(const char *s, size_t n, int width)
{
    size_t best = 0;
    for (size_t i = 0; i + 3 < n; i++)
        if (memcmp(s + i, "–", 3) == 0 && escape_width(s, i + 3) <= width) best = i + 3;
    return best;
}

static int new_line(Buf *out, int indent)
{
    buf_printf(out, "\n%*s", indent, "");
    return indent;
}

int escape_wrap(Buf *out, const char *s, int at, int indent, int width)
{
    Buf plain = {0};
    escape_plain(&plain, s);
    bool fresh = out->len == 0 || out->data[out->len - 1] == ' ' || out->data[out->len - 1] == '\n';
    const char *p = buf_str(&plain);
    while (*p) {
        size_t gap = strspn(p, " "), n = strcspn(p + gap, " ");
        p += gap;
        if (!n) break;
        int w = escape_width(p, n), space = gap && !fresh ? 1 : 0;
        if (at + space + w > width && at > indent) {
            if (out->len && out->data[out->len - 1] == ' ') out->len--;
            at = new_line(out, indent);
        } else if (space) {
            buf_addc(out, ' ');
            at++;
        }
        while (at + w > width && width > indent) { /* a word longer than a line */
            size_t part = dash_part(p, n, width - at);
            if (part == 0) part = fitting(p, n, width - at);
            if (part == 0) break;
            buf_add(out, p, part);
            p += part;
            n -= part;
            w = escape_width(p, n);
            at = new_line(out, indent);
        }
        buf_add(out, p, n);
        at += w;
        p += n;
        fresh = false;
    }
    if (p > buf_str(&plain) && p[-1] == ' ' && !fresh && at < width) {
        buf_addc(out, ' ');
        at++;
    }
    buf_free(&plain);
    return at;
}
