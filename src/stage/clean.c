/* clean.c: see clean.h. The order of the parts, and the clean text with its map to the source. */
#include "stage/clean.h"

#include "base/text.h"
#include "stage/clean_parts.h"

#include <string.h>

static void add_map(Doc *doc, size_t *cap, SrcMap m)
{
    SrcMap *last = doc->n_map ? &doc->map[doc->n_map - 1] : NULL;
    if (last && last->clean + last->len == m.clean && last->source != UINT32_MAX &&
        last->source + last->len == m.source) {
        last->len += m.len;
        return;
    }
    size_t n = doc->n_map;
    ARENA_PUSH(doc->arena, doc->map, n, *cap, m);
    doc->n_map = (uint32_t)n;
}

/* The blocks that stay, each a paragraph; a headline that the text lacks goes first. */
static void write_text(Doc *doc, const Blocks *blocks)
{
    Buf out = {0};
    size_t cap_paras = 0, cap_map = 0, n_paras = 0;
    bool titled = false;
    for (size_t i = 0; i < blocks->n; i++)
        titled = titled || (blocks->items[i].keep && blocks->items[i].role == PARA_TITLE);
    Block headline = {.text = doc->clean_title, .source = UINT32_MAX, .role = PARA_TITLE, .keep = true};
    if (!titled && doc->clean_title) {
        headline.len = (uint32_t)strlen(doc->clean_title);
        clean_trim(&headline);
    }
    for (size_t i = 0; i <= blocks->n; i++) {
        const Block *b = i == 0 ? &headline : &blocks->items[i - 1];
        if (!b->keep || !b->len) continue;
        uint32_t start = (uint32_t)out.len;
        buf_add(&out, b->text, b->len);
        for (size_t k = start; k < out.len; k++) /* a line end inside a headline of the markup */
            if (out.data[k] == '\n' || out.data[k] == '\r') out.data[k] = ' ';
        for (uint32_t k = 0; k < b->n_map; k++) {
            SrcMap m = b->map[k];
            m.clean += start;
            add_map(doc, &cap_map, m);
        }
        if (!b->map) add_map(doc, &cap_map, (SrcMap){start, b->source, b->len});
        Para p = {.span = {start, (uint32_t)out.len}, .role = b->role};
        ARENA_PUSH(doc->arena, doc->paras, n_paras, cap_paras, p);
        buf_addc(&out, '\n');
    }
    doc->n_paras = (uint32_t)n_paras;
    doc->text = arena_strndup(doc->arena, buf_str(&out), out.len);
    doc->text_len = (uint32_t)out.len;
    buf_free(&out);
}

/* Each line that is not blank as it stands, a paragraph. */
static void take_verbatim(Doc *doc)
{
    Buf out = {0};
    size_t cap_paras = 0, cap_map = 0, n_paras = 0, i = 0;
    while (i < doc->raw_len) {
        const char *nl = memchr(doc->raw + i, '\n', doc->raw_len - i);
        size_t end = nl ? (size_t)(nl - doc->raw) : doc->raw_len, len = end - i;
        if (len && doc->raw[i + len - 1] == '\r') len--;
        bool blank = true;
        for (size_t k = i, next = i; blank && k < i + len; k = next)
            blank = text_is_space(text_next(doc->raw, i + len, &next));
        if (!blank) {
            uint32_t start = (uint32_t)out.len;
            buf_add(&out, doc->raw + i, len);
            add_map(doc, &cap_map, (SrcMap){start, (uint32_t)i, (uint32_t)len});
            Para p = {.span = {start, (uint32_t)out.len}, .role = PARA_BODY};
            ARENA_PUSH(doc->arena, doc->paras, n_paras, cap_paras, p);
            buf_addc(&out, '\n');
        }
        i = end + 1;
    }
    doc->n_paras = (uint32_t)n_paras;
    doc->text = arena_strndup(doc->arena, buf_str(&out), out.len);
    doc->text_len = (uint32_t)out.len;
    buf_free(&out);
}

int clean_run(Doc *doc, const Lexicon *lex, Err *err)
{
    Arena *a = doc->arena;
    if (doc->raw_len >= UINT32_MAX) return err_set(err, ERR_FORMAT, "a document of 4 GiB or more; split it");
    Blocks blocks = {.arena = a, .lex = lex};
    int rc = 0;
    if (doc->published_hint) {
        doc->published = clean_date_stamp(doc->published_hint, lex, a);
        if (doc->published) doc->published_from = "input";
    }
    if (doc->title) doc->clean_title = doc->title;
    if (doc->verbatim) {
        take_verbatim(doc);
        return 0;
    }
    if (doc->format == DOC_HTML) rc = clean_html_blocks(doc, &blocks, err);
    else clean_text_blocks(doc, &blocks);
    if (rc == 0) {
        if (!doc->published && doc->url && (doc->published = clean_date_url(doc->url, a)))
            doc->published_from = "url";
        clean_lines(doc, &blocks);
        write_text(doc, &blocks);
    }
    return rc;
}
