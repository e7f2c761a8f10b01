/* clean_page.h: a web page on its way to blocks, and the parts that read it; seen by clean_html.c and these
 * parts only. The page's tree comes from libxml2. All walks are loops, not recursion.
 *
 *   clean_node.c      elements, their attributes and texts
 *   clean_article.c   which elements are furniture, which one holds the article
 *   clean_source.c    where in the source a text stands
 *   clean_meta.c      headline, dates, outlet and author, as the markup states them
 *   clean_html.c      the article's elements -> blocks
 */
#ifndef CHANCERY_STAGE_CLEAN_PAGE_H
#define CHANCERY_STAGE_CLEAN_PAGE_H

#include "base/buf.h"
#include "stage/clean_parts.h"

#include <libxml/tree.h>

/* What is known of an element; hangs on node->_private. */
typedef struct Info {
    size_t prose; /* bytes of sentences in its paragraphs, whole subtree */
    size_t text;  /* bytes of text, whole subtree */
    size_t links; /* of these inside links */
    size_t score; /* prose of its own paragraphs, and half of its children's */
    bool junk, title;
} Info;

typedef struct Stretch {
    uint32_t start, end; /* text between two tags */
} Stretch;

typedef struct Page {
    Doc *doc;
    Arena *arena;
    xmlDoc *html;
    Stretch *raw;
    size_t n_raw, cap_raw, at_raw;
    Blocks *out;
    xmlNode *h1, *container;
    /* the block under way */
    Buf text;
    SrcMap *map;
    size_t n_map, cap_map;
    size_t link_bytes;
    BlockHint hint;
    bool space;            /* white space is due before the next character */
    bool started, reached; /* the headline, then the container has been passed */
} Page;

typedef struct Meta {
    const char *published, *updated; /* by the surest source so far */
    int published_rank, updated_rank;
    const char *og_title, *title, *outlet, *author;
} Meta;

/* ---- clean_node.c ---- */
bool node_is(const xmlNode *n, const char *name);
/* names ends with NULL. */
bool node_among(const xmlNode *n, const char *const *names);
Info *node_info(const xmlNode *n);
/* The next node in document order; with `skip` not into n's children. Never leaves root. */
xmlNode *node_step(xmlNode *n, const xmlNode *root, bool skip);
bool node_contains(const xmlNode *outer, const xmlNode *n);
/* Does n or an element around it count as junk? */
bool node_in_junk(const xmlNode *n);
/* An attribute's value, arena-owned; NULL where absent or empty. */
const char *node_attr(Page *p, xmlNode *n, const char *name);
/* Its text, or a text, with single spaces, arena-owned; NULL where empty. */
const char *page_text(Page *p, xmlNode *n);
const char *page_squeeze(Page *p, const char *s);

/* ---- clean_article.c ---- */
/* Marks what is junk and sets p->container; p->h1 is dropped where it is junk. */
void page_article(Page *p, xmlNode *root);

/* ---- clean_source.c ---- */
/* Finds the stretches of text between the tags of the source: p->raw. */
void page_scan(Page *p);
/* place[k]: the byte of the source that content byte k came from; UINT32_MAX where unknown. Texts must be
 * asked for in the order of the page. */
void page_locate(Page *p, const char *content, size_t n, uint32_t *place);

/* ---- clean_meta.c ---- */
/* What the head states; sets p->h1. */
void page_head(Page *p, Meta *m, xmlNode *root, const Lexicon *lex);
/* Dates and author that stand in the page; behind page_article. */
void page_times(Page *p, Meta *m, xmlNode *root, const Lexicon *lex);
/* The headline; NULL where the markup names none. */
const char *page_title(Page *p, const Meta *m);

#endif
