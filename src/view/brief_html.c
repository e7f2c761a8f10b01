/* brief_html.c: a brief as one self-contained HTML file: no script, nothing fetched. See brief.h. */
#include <string.h>

#include "view/brief.h"
#include "view/escape.h"
#include "view/style.h"

/* First use of each quote carries the anchor that the quote list points back to. */
typedef struct Page {
    Buf *out;
    const Brief *b;
    bool *seen; /* [n_quotes + 1] */
} Page;

static void element(Buf *out, const char *tag, const char *text)
{
    buf_printf(out, "<%s>", tag);
    escape_html(out, text);
    buf_printf(out, "</%s>", tag);
}

static void put_refs(Page *p, const BriefRefs *r)
{
    if (!r->n) return;
    buf_adds(p->out, " <span class=\"refs\">");
    for (size_t i = 0; i < r->n; i++) {
        size_t n = r->items[i];
        if (i) buf_addc(p->out, ' ');
        if (p->seen[n]) buf_printf(p->out, "<a href=\"#q%zu\">[%zu]</a>", n, n);
        else buf_printf(p->out, "<a id=\"r%zu\" href=\"#q%zu\">[%zu]</a>", n, n, n);
        p->seen[n] = true;
    }
    if (r->more) buf_printf(p->out, " <span>+%zu</span>", r->more);
    buf_adds(p->out, "</span>");
}

/* lang="" takes a language tag only: letters, digits and hyphens. */
static void put_lang(Buf *out, const char *lang)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    if (lang && *lang && lang[strspn(lang, allowed)] == 0) buf_printf(out, " lang=\"%s\"", lang);
}

static void put_line(Page *p, const BriefLine *line)
{
    Buf *out = p->out;
    buf_printf(out, "<li%s>", line->sub ? " class=\"sub\"" : "");
    buf_printf(out, "<span class=\"lead%s\">", line->lead ? "" : " none");
    escape_html(out, line->lead ? line->lead : "");
    buf_adds(out, "</span> <div>");
    if (line->mark) {
        buf_printf(out, "<span class=\"mark%s\">", line->weight == MARK_WARN ? " warn" : "");
        escape_html(out, line->mark);
        buf_adds(out, "</span> ");
    }
    buf_adds(out, "<bdi>");
    escape_html(out, line->text);
    buf_adds(out, "</bdi>");
    if (line->said) {
        buf_adds(out, " <span class=\"said\" dir=\"auto\"");
        put_lang(out, line->lang);
        buf_adds(out, ">“");
        escape_html(out, line->said);
        buf_adds(out, "”</span>");
    }
    put_refs(p, &line->refs);
    buf_adds(out, "</div></li>\n");
}

static void put_group(Page *p, const BriefGroup *g)
{
    bool leads = false;
    if (g->title) element(p->out, "h3", g->title);
    for (size_t i = 0; i < g->n; i++) leads |= g->lines[i].lead != NULL;
    buf_printf(p->out, "\n<ul class=\"lines%s\">\n", leads ? "" : " plain");
    for (size_t i = 0; i < g->n; i++) put_line(p, &g->lines[i]);
    buf_adds(p->out, "</ul>\n");
}

/* The roles are spelled out because on a phone the cells are set as blocks, which would end the table for
 * readers that trust the layout. */
static void put_table(Page *p, const BriefTable *t)
{
    Buf *out = p->out;
    if (!t->n) return;
    buf_adds(out, "<table role=\"table\">\n<caption>");
    escape_html(out, t->caption);
    buf_adds(out, "</caption>\n<thead role=\"rowgroup\"><tr role=\"row\">");
    for (size_t c = 0; c < t->n_cols; c++)
        buf_printf(out, "<th role=\"columnheader\" scope=\"col\"%s>%s</th>",
                   t->numeric[c] ? " class=\"num\"" : "", t->heads[c]);
    buf_adds(out,
             "<th role=\"columnheader\" scope=\"col\">Source</th></tr></thead>\n<tbody role=\"rowgroup\">\n");
    for (size_t i = 0; i < t->n; i++) {
        const BriefRow *row = &t->rows[i];
        buf_printf(out, "<tr role=\"row\"%s>", row->marked ? " class=\"apart\"" : "");
        for (size_t c = 0; c < t->n_cols; c++) {
            if (c == 0) buf_adds(out, "<th role=\"rowheader\" scope=\"row\">");
            else
                buf_printf(out, "<td role=\"cell\" data-head=\"%s\" class=\"%s%s\">", t->heads[c],
                           t->numeric[c] ? "num" : "", *row->cells[c] ? "" : " empty");
            buf_adds(out, "<bdi>");
            escape_html(out, row->cells[c]);
            buf_adds(out, c == 0 ? "</bdi></th>" : "</bdi></td>");
        }
        buf_adds(out, "<td role=\"cell\" data-head=\"Source\">");
        put_refs(p, &row->refs);
        buf_adds(out, "</td></tr>\n");
    }
    buf_adds(out, "</tbody></table>\n");
}

static void put_chart(Page *p)
{
    Buf *out = p->out;
    const Brief *b = p->b;
    bool disputed = false;
    for (size_t i = 0; i < b->n_trade; i++) disputed |= b->disputed[i];
    buf_adds(out, "<figure>\n<figcaption>Trade by period. Solid: total; stripes: ");
    escape_html(out, b->a_name);
    buf_adds(out, " → ");
    escape_html(out, b->b_name);
    buf_adds(out, "; dots: ");
    escape_html(out, b->b_name);
    buf_adds(out, " → ");
    escape_html(out, b->a_name);
    buf_adds(out, "; dashed outline: target; ≈ approximate");
    if (disputed) buf_adds(out, "; † sources differ");
    buf_adds(out, ". Part years have thinner bars, in proportion to their months.</figcaption>\n");
    chart_svg(out, b);
    buf_adds(out, "</figure>\n");
}

static void put_head(Page *p)
{
    Buf *out = p->out;
    const Brief *b = p->b;
    buf_adds(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                  "<meta name=\"color-scheme\" content=\"light dark\">\n"
                  "<meta name=\"referrer\" content=\"no-referrer\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                  "'unsafe-inline'\">\n"
                  "<title>Brief: ");
    escape_html(out, b->a_name);
    buf_adds(out, " – ");
    escape_html(out, b->b_name);
    if (b->as_of) {
        buf_adds(out, ", ");
        escape_html(out, b->as_of);
    }
    buf_printf(
        out,
        "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n<header>\n<p class=\"kind\">Brief</p>\n<h1>",
        brief_css);
    escape_html(out, b->a_name);
    buf_adds(out, " <span>–</span> ");
    escape_html(out, b->b_name);
    buf_adds(out, "</h1>\n");
    if (b->as_of) {
        buf_adds(out, "<p class=\"asof\">As of ");
        escape_html(out, b->as_of);
        buf_adds(out, "</p>\n");
    }
    buf_adds(out, "<p class=\"basis\">");
    escape_html(out, b->basis);
    buf_adds(out, "</p>\n</header>\n");
}

static void put_glance(Page *p)
{
    Buf *out = p->out;
    const BriefGroup *g = &p->b->glance;
    if (!g->n) return;
    buf_adds(
        out,
        "<section class=\"glance\" aria-labelledby=\"glance\">\n<h2 id=\"glance\">At a glance</h2>\n<dl>\n");
    for (size_t i = 0; i < g->n; i++) {
        buf_adds(out, "<dt>");
        escape_html(out, g->lines[i].lead);
        buf_adds(out, "</dt><dd><bdi>");
        escape_html(out, g->lines[i].text);
        buf_adds(out, "</bdi>");
        put_refs(p, &g->lines[i].refs);
        buf_adds(out, "</dd>\n");
    }
    buf_adds(out, "</dl>\n</section>\n");
}

static void put_contents(Page *p)
{
    buf_adds(p->out, "<nav aria-label=\"Sections\"><ul>");
    for (size_t i = 0; i < p->b->n; i++) {
        buf_printf(p->out, "<li><a href=\"#%s\">", p->b->sections[i].id);
        escape_html(p->out, p->b->sections[i].title);
        buf_adds(p->out, "</a></li> ");
    }
    if (p->b->n_quotes) buf_adds(p->out, "<li><a href=\"#quotes\">Quotes</a></li>");
    buf_adds(p->out, "</ul></nav>\n");
}

static void put_section(Page *p, const BriefSection *s)
{
    buf_printf(p->out, "<section class=\"%s\" aria-labelledby=\"%s\">\n<h2 id=\"%s\">", s->id, s->id, s->id);
    escape_html(p->out, s->title);
    buf_adds(p->out, "</h2>\n");
    if (s->table) put_table(p, s->table);
    if (s->chart) put_chart(p);
    for (size_t i = 0; i < s->n; i++)
        if (s->groups[i].n) put_group(p, &s->groups[i]);
    buf_adds(p->out, "</section>\n");
}

static void put_quote(Page *p, size_t i)
{
    Buf *out = p->out;
    const RegSource *s = p->b->quotes[i];
    Buf source = {0};
    style_source(&source, s);
    buf_printf(out, "<li id=\"q%zu\"><blockquote dir=\"auto\"", i + 1);
    put_lang(out, s->lang);
    buf_adds(out, ">“");
    escape_html(out, s->claim.quote ? s->claim.quote : "");
    buf_adds(out, "”</blockquote>\n<p>");
    element(out, "bdi", buf_str(&source));
    if (s->article_title) {
        buf_adds(out, ". <cite dir=\"auto\"");
        put_lang(out, s->lang);
        buf_addc(out, '>');
        escape_html(out, s->article_title);
        buf_adds(out, "</cite>");
    }
    const char *url = escape_url(s->url);
    if (*url) {
        buf_adds(out, " <a class=\"url\" rel=\"noreferrer\" href=\"");
        escape_html(out, url);
        buf_adds(out, "\">");
        escape_html(out, url);
        buf_adds(out, "</a>");
    }
    if (p->seen[i + 1])
        buf_printf(out,
                   " <a class=\"back\" href=\"#r%zu\" aria-label=\"Back to the line of quote %zu\">↑</a>",
                   i + 1, i + 1);
    buf_adds(out, "</p></li>\n");
    buf_free(&source);
}

void brief_html(Buf *out, const Brief *b)
{
    Arena *a = arena_new();
    Page p = {out, b, ARENA_ARRAY(a, bool, b->n_quotes + 1)};
    put_head(&p);
    put_glance(&p);
    put_contents(&p);
    for (size_t i = 0; i < b->n; i++) put_section(&p, &b->sections[i]);
    if (b->n_quotes) {
        buf_adds(
            out,
            "<section class=\"quotes\" aria-labelledby=\"quotes\">\n<h2 id=\"quotes\">Quotes</h2>\n<ol>\n");
        for (size_t i = 0; i < b->n_quotes; i++) put_quote(&p, i);
        buf_adds(out, "</ol>\n</section>\n");
    }
    buf_adds(out, "</main>\n</body>\n</html>\n");
    arena_free(a);
}
