/* brief_text.c: a brief on a terminal or in plain text. See brief.h. */
#include <string.h>

#include "view/brief.h"
#include "view/escape.h"
#include "view/style.h"

enum { LABEL = 14, COLS_MAX = 8, COL_MIN = 8 };

static void put_upper(Buf *out, const char *s)
{
    for (; *s; s++) buf_addc(out, *s >= 'a' && *s <= 'z' ? (char)(*s - 32) : *s);
}

static void heading(Buf *out, const ViewStyle *style, const char *title)
{
    buf_addc(out, '\n');
    style_on(out, style, STYLE_BOLD);
    put_upper(out, title);
    style_off(out, style);
    buf_addc(out, '\n');
}

static void add_refs(Buf *text, const BriefRefs *r)
{
    for (size_t i = 0; i < r->n; i++) buf_printf(text, " [%zu]", r->items[i]);
    if (r->more) buf_printf(text, " and %zu more", r->more);
}

static void put_line(Buf *out, const ViewStyle *style, const BriefLine *line)
{
    int width = style_width(style), indent = line->sub ? 6 : 4, at = indent;
    Buf text = {0};
    buf_adds(out, line->sub ? "    · " : "  - ");
    if (line->mark) {
        Buf mark = {0};
        buf_printf(&mark, "[%s] ", line->mark);
        style_on(out, style, line->weight == MARK_WARN ? STYLE_WARN : STYLE_DIM);
        at = escape_wrap(out, buf_str(&mark), at, indent, width);
        style_off(out, style);
        buf_free(&mark);
    }
    if (line->lead) buf_printf(&text, "%s: ", line->lead);
    buf_adds(&text, line->text);
    if (line->said) buf_printf(&text, " “%s”", line->said);
    add_refs(&text, &line->refs);
    escape_wrap(out, buf_str(&text), at, indent, width);
    buf_addc(out, '\n');
    buf_free(&text);
}

static void put_glance(Buf *out, const ViewStyle *style, const BriefGroup *g)
{
    if (!g->n) return;
    heading(out, style, "At a glance");
    for (size_t i = 0; i < g->n; i++) {
        Buf text = {0};
        buf_printf(out, "  %-*s", LABEL, g->lines[i].lead);
        buf_adds(&text, g->lines[i].text);
        add_refs(&text, &g->lines[i].refs);
        escape_wrap(out, buf_str(&text), LABEL + 2, LABEL + 2, style_width(style));
        buf_addc(out, '\n');
        buf_free(&text);
    }
}

/* ---- tables: cells wrap inside their columns ---- */

static void cell_text(Buf *out, const BriefTable *t, const BriefRow *row, size_t col)
{
    if (col < t->n_cols) {
        buf_adds(out, row->cells[col]);
        return;
    }
    Buf refs = {0};
    add_refs(&refs, &row->refs);
    buf_adds(out, refs.len ? refs.data + 1 : "");
    buf_free(&refs);
}

static int longest_word(const char *s)
{
    int longest = 0;
    while (*s) {
        size_t n = strcspn(s, " ");
        const char *dash = strstr(s, "–");
        if (dash && dash < s + n) n = (size_t)(dash - s) + strlen("–");
        int w = escape_width(s, n);
        if (w > longest) longest = w;
        s += n + (s[n] == ' ');
    }
    return longest;
}

/* Natural widths; where they are too much the widest columns give way, first those of text down to their
 * longest word, then all; a number is never broken. */
static void column_widths(const BriefTable *t, int width, int *w)
{
    int total = 2, least[2][COLS_MAX + 1] = {{0}};
    for (size_t c = 0; c <= t->n_cols; c++) {
        w[c] = c < t->n_cols ? escape_width(t->heads[c], strlen(t->heads[c])) : 6;
        least[0][c] = w[c];
        least[1][c] = COL_MIN;
        for (size_t i = 0; i < t->n; i++) {
            Buf text = {0};
            cell_text(&text, t, &t->rows[i], c);
            int cell = escape_width(buf_str(&text), text.len);
            int word = longest_word(buf_str(&text));
            bool numeric = c < t->n_cols && t->numeric[c];
            if (cell > w[c]) w[c] = cell;
            if ((numeric ? cell : word) > least[0][c]) least[0][c] = numeric ? cell : word;
            if (numeric && word > least[1][c]) least[1][c] = word;
            buf_free(&text);
        }
        total += w[c] + (c ? 2 : 0);
    }
    for (int pass = 0; pass < 2; pass++)
        while (total > width) {
            size_t widest = COLS_MAX + 1;
            for (size_t c = 0; c <= t->n_cols; c++)
                if (w[c] > least[pass][c] && (widest > COLS_MAX || w[c] > w[widest])) widest = c;
            if (widest > COLS_MAX) break;
            w[widest]--;
            total--;
        }
}

static void put_row(Buf *out, const BriefTable *t, const BriefRow *row, const int *w)
{
    Buf cells[COLS_MAX + 1] = {{0}};
    const char *rest[COLS_MAX + 1];
    for (size_t c = 0; c <= t->n_cols; c++) {
        Buf text = {0};
        cell_text(&text, t, row, c);
        escape_wrap(&cells[c], buf_str(&text), 0, 0, w[c]);
        rest[c] = buf_str(&cells[c]);
        buf_free(&text);
    }
    for (bool left = true; left;) {
        left = false;
        buf_adds(out, "  ");
        for (size_t c = 0; c <= t->n_cols; c++) {
            size_t n = strcspn(rest[c], "\n");
            int pad = w[c] - escape_width(rest[c], n);
            bool right = c < t->n_cols && t->numeric[c];
            if (pad < 0) pad = 0;
            if (right) buf_printf(out, "%*s", pad, "");
            buf_add(out, rest[c], n);
            if (!right) buf_printf(out, "%*s", pad, "");
            if (c < t->n_cols) buf_adds(out, "  ");
            rest[c] += n + (rest[c][n] == '\n');
            left |= *rest[c] != 0;
        }
        while (out->len && out->data[out->len - 1] == ' ') out->len--;
        buf_addc(out, '\n');
    }
    for (size_t c = 0; c <= t->n_cols; c++) buf_free(&cells[c]);
}

static void put_table(Buf *out, const ViewStyle *style, const BriefTable *t)
{
    int w[COLS_MAX + 1];
    if (!t->n || t->n_cols > COLS_MAX) return;
    column_widths(t, style_width(style), w);
    BriefRow head = {.cells = (const char **)(uintptr_t)t->heads};
    style_on(out, style, STYLE_DIM);
    put_row(out, t, &head, w);
    style_off(out, style);
    for (size_t i = 0; i < t->n; i++) put_row(out, t, &t->rows[i], w);
}

/* ---- the whole ---- */

static void put_quotes(Buf *out, const Brief *b, const ViewStyle *style)
{
    if (!b->n_quotes) return;
    heading(out, style, "Quotes");
    for (size_t i = 0; i < b->n_quotes; i++) {
        const RegSource *s = b->quotes[i];
        Buf text = {0}, number = {0};
        buf_printf(&number, "  [%zu] ", i + 1);
        buf_adds(out, buf_str(&number));
        buf_printf(&text, "“%s” — ", s->claim.quote ? s->claim.quote : "");
        style_source(&text, s);
        if (s->article_title) buf_printf(&text, ", “%s”", s->article_title);
        if (s->lang) buf_printf(&text, " (%s)", s->lang);
        escape_wrap(out, buf_str(&text), (int)number.len, 6, style_width(style));
        buf_addc(out, '\n');
        if (s->url) {
            buf_adds(out, "      ");
            escape_plain(out, s->url);
            buf_addc(out, '\n');
        }
        buf_free(&text);
        buf_free(&number);
    }
}

void brief_text(Buf *out, const Brief *b, const ViewStyle *style)
{
    style_on(out, style, STYLE_BOLD);
    buf_adds(out, "BRIEF: ");
    escape_plain(out, b->a_name);
    buf_adds(out, " – ");
    escape_plain(out, b->b_name);
    style_off(out, style);
    buf_addc(out, '\n');
    if (b->as_of) buf_printf(out, "As of %s\n", b->as_of);
    escape_wrap(out, b->basis, 0, 0, style_width(style));
    buf_addc(out, '\n');
    put_glance(out, style, &b->glance);
    for (size_t i = 0; i < b->n; i++) {
        const BriefSection *s = &b->sections[i];
        heading(out, style, s->title);
        if (s->table) put_table(out, style, s->table);
        for (size_t k = 0; k < s->n; k++) {
            if (s->groups[k].title) {
                buf_adds(out, "  ");
                escape_wrap(out, s->groups[k].title, 2, 2, style_width(style));
                buf_addc(out, '\n');
            }
            for (size_t j = 0; j < s->groups[k].n; j++) put_line(out, style, &s->groups[k].lines[j]);
        }
    }
    put_quotes(out, b, style);
}
