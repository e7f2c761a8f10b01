/* clean_html.c: see clean_parts.h. The page's tree comes from libxml2 (any HTML, errors silenced, no
 * network); its article becomes blocks.
 */
#include "base/text.h"
#include "stage/clean_page.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

enum { LEAD_BYTES = 80 };

static void add_byte(Page *p, char c, uint32_t source)
{
    SrcMap *m = p->n_map ? &p->map[p->n_map - 1] : NULL;
    bool more = m && (m->source == UINT32_MAX ? source == UINT32_MAX : m->source + m->len == source);
    if (more) m->len++;
    else {
        SrcMap piece = {(uint32_t)p->text.len, source, 1};
        ARENA_PUSH(p->arena, p->map, p->n_map, p->cap_map, piece);
    }
    buf_addc(&p->text, c);
}

/* Ends the block under way. */
static void flush(Page *p, bool outside)
{
    if (p->text.len) {
        Block b = {.text = arena_strndup(p->arena, buf_str(&p->text), p->text.len),
                   .source = UINT32_MAX,
                   .gap = true};
        b.len = (uint32_t)p->text.len;
        Block whole = b;
        clean_trim(&b);
        uint32_t cut = (uint32_t)(b.text - whole.text), n = 0;
        b.map = ARENA_ARRAY(p->arena, SrcMap, p->n_map + 1);
        for (size_t k = 0; k < p->n_map; k++) { /* the pieces within the trimmed text */
            SrcMap m = p->map[k];
            uint32_t end = m.clean + m.len;
            if (end <= cut || m.clean >= cut + b.len) continue;
            uint32_t from = m.clean < cut ? cut : m.clean;
            if (end > cut + b.len) end = cut + b.len;
            b.map[n++] = (SrcMap){
                from - cut, m.source == UINT32_MAX ? UINT32_MAX : m.source + (from - m.clean), end - from};
        }
        b.n_map = n;
        b.hint = p->hint;
        b.outside = outside;
        b.links = p->link_bytes * 10 > p->text.len * 7;
        bool sentence = b.len >= LEAD_BYTES && b.text[b.len - 1] == '.';
        if (outside && sentence && !b.links && p->h1 && p->started && !p->reached) {
            b.outside = false; /* the lead, between the headline and the container */
            if (b.hint == HINT_HEADING) b.hint = HINT_NONE;
        }
        if (b.len) ARENA_PUSH(p->arena, p->out->items, p->out->n, p->out->cap, b);
    }
    buf_clear(&p->text);
    p->n_map = 0;
    p->link_bytes = 0;
    p->space = false;
}

static void add_text(Page *p, const xmlNode *n, bool take)
{
    const char *s = (const char *)n->content;
    size_t len = strlen(s);
    uint32_t *place = malloc((len + 1) * sizeof *place);
    if (!place) abort();
    page_locate(p, s, len, place);
    bool link = false;
    for (const xmlNode *a = n->parent; a && !link; a = a->parent) link = node_is(a, "a");
    for (size_t i = 0; take && i < len;) {
        size_t j = i;
        int32_t c = text_next(s, len, &j);
        if (c < 0x80 && (c <= 0x20 || c == 0x7F)) {
            if (p->text.len && !p->space) {
                add_byte(p, ' ', s[i] == ' ' ? place[i] : UINT32_MAX);
                p->space = true;
            }
        } else {
            for (size_t k = i; k < j; k++) add_byte(p, s[k], place[k]);
            p->space = false;
            if (link) p->link_bytes += j - i;
        }
        i = j;
    }
    free(place);
}

static const char *const block_elements[] = {
    "address", "article", "aside", "blockquote", "body",       "br",      "center",  "dd",
    "details", "div",     "dl",    "dt",         "figcaption", "figure",  "footer",  "h1",
    "h2",      "h3",      "h4",    "h5",         "h6",         "header",  "hr",      "li",
    "main",    "nav",     "ol",    "p",          "pre",        "section", "summary", "table",
    "tbody",   "thead",   "tr",    "ul",         "img",        "picture", NULL};

static BlockHint hint_of(const xmlNode *n)
{
    for (; n; n = n->parent) {
        if (node_is(n, "h1")) return HINT_TITLE;
        if (n->type == XML_ELEMENT_NODE && n->name[0] == 'h' && n->name[1] >= '2' && n->name[1] <= '6' &&
            !n->name[2])
            return HINT_HEADING;
        if (node_is(n, "figcaption") || node_is(n, "figure") || node_is(n, "caption")) return HINT_CAPTION;
        if (node_is(n, "li")) return HINT_ITEM;
        if (node_is(n, "p")) return HINT_PARA;
        if (node_among(n, block_elements)) return HINT_NONE;
    }
    return HINT_NONE;
}

static void emit(Page *p, xmlNode *root)
{
    /* before the headline nothing counts, unless it stands inside or behind the container */
    p->started = p->h1 == NULL;
    xmlNode *leave = NULL; /* first block-level ancestor of the text before */
    bool outside_before = true;
    for (xmlNode *n = root; n; n = node_step(n, root, false)) {
        if (n == p->h1) p->started = true;
        bool inside = node_contains(p->container, n);
        if (n->type == XML_ELEMENT_NODE) {
            if (node_is(n, "td") || node_is(n, "th")) { /* cells of a row stand side by side */
                if (p->text.len && !p->space) add_byte(p, ' ', UINT32_MAX);
                p->space = true;
            } else if (node_among(n, block_elements)) flush(p, outside_before);
            continue;
        }
        if (n->type != XML_TEXT_NODE || !n->content) continue;
        xmlNode *block = n->parent;
        while (block && !node_among(block, block_elements)) block = block->parent;
        if (block != leave) { /* the text belongs to another element than the text before it */
            bool cell = p->text.len && block && leave && node_is(block, "tr") && node_is(leave, "tr") &&
                        block == leave;
            if (!cell) flush(p, outside_before);
            leave = block;
        }
        bool dead = node_in_junk(n);
        bool headline = p->h1 && node_contains(p->h1, n);
        add_text(p, n, !dead && (inside || (p->started && !headline) || headline));
        p->reached |= inside && !dead;
        if (!dead) {
            p->hint = hint_of(n->parent);
            outside_before = !inside && !headline;
        }
    }
    flush(p, outside_before);
}

int clean_html_blocks(Doc *doc, Blocks *out, Err *err)
{
    Page p = {.doc = doc, .arena = doc->arena, .out = out};
    xmlInitParser();
    p.html =
        htmlReadMemory(doc->raw, (int)(doc->raw_len < INT32_MAX ? doc->raw_len : INT32_MAX), NULL, "UTF-8",
                       HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET |
                           HTML_PARSE_IGNORE_ENC | HTML_PARSE_COMPACT);
    xmlNode *root = p.html ? xmlDocGetRootElement(p.html) : NULL;
    if (!root) {
        xmlFreeDoc(p.html);
        return err_set(err, ERR_FORMAT, "byte 0: no HTML element in the page");
    }
    Meta m = {0};
    page_head(&p, &m, root, out->lex);
    page_article(&p, root);
    page_times(&p, &m, root, out->lex);
    if (!doc->published && m.published) {
        doc->published = m.published;
        doc->published_from = "markup";
    }
    doc->updated = m.updated;
    doc->outlet = m.outlet;
    doc->author = m.author;
    if (!doc->clean_title) doc->clean_title = page_title(&p, &m);
    page_scan(&p);
    emit(&p, root);
    buf_free(&p.text);
    xmlFreeDoc(p.html);
    return 0;
}
