/* brief_md.c: a brief in Markdown (CommonMark with tables). See brief.h. */
#include <string.h>

#include "view/brief.h"
#include "view/escape.h"
#include "view/style.h"

static void put_refs(Buf *out, const BriefRefs *r)
{
    for (size_t i = 0; i < r->n; i++) buf_printf(out, " [\\[%zu\\]](#quote-%zu)", r->items[i], r->items[i]);
    if (r->more) buf_printf(out, " and %zu more", r->more);
}

static void put_line(Buf *out, const BriefLine *line)
{
    buf_adds(out, line->sub ? "  - " : "- ");
    if (line->lead) {
        buf_adds(out, "**");
        escape_md(out, line->lead);
        buf_adds(out, "**: ");
    }
    escape_md(out, line->text);
    if (line->mark) {
        buf_adds(out, " *(");
        escape_md(out, line->mark);
        buf_adds(out, ")*");
    }
    if (line->said) {
        buf_adds(out, " “");
        escape_md(out, line->said);
        buf_adds(out, "”");
    }
    put_refs(out, &line->refs);
    buf_addc(out, '\n');
}

static void put_table(Buf *out, const BriefTable *t)
{
    if (!t->n) return;
    buf_addc(out, '|');
    for (size_t c = 0; c < t->n_cols; c++) buf_printf(out, " %s |", t->heads[c]);
    buf_adds(out, " Source |\n|");
    for (size_t c = 0; c < t->n_cols; c++) buf_adds(out, t->numeric[c] ? "---:|" : "---|");
    buf_adds(out, "---|\n");
    for (size_t i = 0; i < t->n; i++) {
        buf_addc(out, '|');
        for (size_t c = 0; c < t->n_cols; c++) {
            buf_addc(out, ' ');
            escape_md(out, t->rows[i].cells[c]);
            buf_adds(out, " |");
        }
        put_refs(out, &t->rows[i].refs);
        buf_adds(out, " |\n");
    }
    buf_addc(out, '\n');
}

static void put_quotes(Buf *out, const Brief *b)
{
    if (b->n_quotes) buf_adds(out, "\n## Quotes\n\n");
    for (size_t i = 0; i < b->n_quotes; i++) {
        const RegSource *s = b->quotes[i];
        Buf source = {0};
        style_source(&source, s);
        buf_printf(out, "%zu. <a id=\"quote-%zu\"></a>“", i + 1, i + 1);
        escape_md(out, s->claim.quote ? s->claim.quote : "");
        buf_adds(out, "” — ");
        escape_md(out, buf_str(&source));
        if (s->article_title) {
            buf_adds(out, ", *");
            escape_md(out, s->article_title);
            buf_addc(out, '*');
        }
        if (s->lang) {
            buf_adds(out, " (");
            escape_md(out, s->lang);
            buf_addc(out, ')');
        }
        const char *url = escape_url(s->url);
        if (*url && !strpbrk(url, " <>\t\r\n")) {
            buf_adds(out, " <");
            escape_plain(out, url);
            buf_addc(out, '>');
        } else if (s->url) {
            buf_addc(out, ' ');
            escape_md(out, s->url);
        }
        buf_addc(out, '\n');
        buf_free(&source);
    }
}

void brief_md(Buf *out, const Brief *b)
{
    buf_adds(out, "# Brief: ");
    escape_md(out, b->a_name);
    buf_adds(out, " – ");
    escape_md(out, b->b_name);
    buf_adds(out, "\n\n");
    if (b->as_of) {
        buf_adds(out, "As of ");
        escape_md(out, b->as_of);
        buf_adds(out, ". ");
    }
    escape_md(out, b->basis);
    buf_adds(out, "\n\n");
    if (b->glance.n) buf_adds(out, "## At a glance\n\n");
    for (size_t i = 0; i < b->glance.n; i++) put_line(out, &b->glance.lines[i]);
    for (size_t i = 0; i < b->n; i++) {
        const BriefSection *s = &b->sections[i];
        buf_printf(out, "\n## %s\n\n", s->title);
        if (s->table) put_table(out, s->table);
        for (size_t k = 0; k < s->n; k++) {
            if (s->groups[k].title) {
                buf_adds(out, k ? "\n### " : "### ");
                escape_md(out, s->groups[k].title);
                buf_adds(out, "\n\n");
            }
            for (size_t j = 0; j < s->groups[k].n; j++) put_line(out, &s->groups[k].lines[j]);
        }
    }
    put_quotes(out, b);
}
