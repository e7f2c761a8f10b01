/* clean_meta.c: see clean_page.h. What the markup states of the article. */
#include "stage/clean_page.h"

#include <string.h>

/* The value of `"key": "..."` in JSON-LD that need not be quite valid. */
static const char *json_value(Page *p, const char *json, const char *key)
{
    const char *at = strstr(json, key);
    if (!at) return NULL;
    at += strlen(key);
    at += strspn(at, " \t\r\n:");
    if (*at != '"') return NULL;
    size_t n = strcspn(at + 1, "\"\\");
    return n && n < 64 ? arena_strndup(p->arena, at + 1, n) : NULL;
}

static void offer(Page *p, const char **slot, int *rank, const char *stamp, int r, const Lexicon *lex)
{
    const char *day = stamp && r > *rank ? clean_date_stamp(stamp, lex, p->arena) : NULL;
    if (!day) return;
    *slot = day;
    *rank = r;
}

static void read_meta(Page *p, Meta *m, xmlNode *n, const Lexicon *lex)
{
    static const char *const dates[] = {
        "pubdate",           "publishdate",    "publish-date",      "publication_date", "date",
        "dc.date",           "dc.date.issued", "dcterms.created",   "sailthru.date",    "parsely-pub-date",
        "article.published", "publish_date",   "og:published_time", "datepublished",    NULL};
    const char *name = node_attr(p, n, "property"), *value = node_attr(p, n, "content");
    if (!name) name = node_attr(p, n, "name");
    if (!name) name = node_attr(p, n, "itemprop");
    if (!name || !value) return;
    if (strcasecmp(name, "article:published_time") == 0)
        offer(p, &m->published, &m->published_rank, value, 9, lex);
    else if (strcasecmp(name, "article:modified_time") == 0 || strcasecmp(name, "og:updated_time") == 0 ||
             strcasecmp(name, "dateModified") == 0)
        offer(p, &m->updated, &m->updated_rank, value, 9, lex);
    else if (strcasecmp(name, "og:title") == 0) m->og_title = page_squeeze(p, value);
    else if (strcasecmp(name, "og:site_name") == 0) m->outlet = page_squeeze(p, value);
    else if ((strcasecmp(name, "author") == 0 || strcasecmp(name, "article:author") == 0) &&
             !strstr(value, "://")) {
        if (!m->author && strlen(value) <= 80) m->author = page_squeeze(p, value);
    } else
        for (size_t i = 0; dates[i]; i++)
            if (strcasecmp(name, dates[i]) == 0) offer(p, &m->published, &m->published_rank, value, 6, lex);
}

void page_head(Page *p, Meta *m, xmlNode *root, const Lexicon *lex)
{
    for (xmlNode *n = root; n; n = node_step(n, root, false)) {
        if (n->type != XML_ELEMENT_NODE) continue;
        if (node_is(n, "meta")) read_meta(p, m, n, lex);
        else if (node_is(n, "title") && !m->title) m->title = page_text(p, n);
        else if (node_is(n, "script")) {
            const char *type = node_attr(p, n, "type");
            if (!type || strcasecmp(type, "application/ld+json") != 0) continue;
            xmlChar *s = xmlNodeGetContent(n);
            if (s && (strstr((char *)s, "Article") || strstr((char *)s, "WebPage") ||
                      strstr((char *)s, "BlogPosting"))) {
                offer(p, &m->published, &m->published_rank, json_value(p, (char *)s, "\"datePublished\""), 8,
                      lex);
                offer(p, &m->updated, &m->updated_rank, json_value(p, (char *)s, "\"dateModified\""), 8, lex);
            }
            xmlFree(s);
        } else if (node_is(n, "h1") && !p->h1) {
            const char *t = page_text(p, n);
            if (t && strlen(t) > 12) p->h1 = n;
        }
    }
}

/* A time element near the headline or in the container. */
void page_times(Page *p, Meta *m, xmlNode *root, const Lexicon *lex)
{
    bool after = p->h1 == NULL, body = false;
    for (xmlNode *n = root; n; n = node_step(n, root, false)) {
        if (n == p->h1) after = true;
        if (n == p->container) body = true;
        if (n->type != XML_ELEMENT_NODE) continue;
        const char *prop = node_attr(p, n, "itemprop"), *rel = node_attr(p, n, "rel");
        bool within = (after || (body && node_contains(p->container, n))) && !node_in_junk(n);
        if (prop && strcasecmp(prop, "datePublished") == 0 && within) {
            const char *v = node_attr(p, n, "datetime");
            if (!v) v = node_attr(p, n, "content");
            offer(p, &m->published, &m->published_rank, v ? v : page_text(p, n), 7, lex);
        } else if (node_is(n, "time") && within) {
            const char *v = node_attr(p, n, "datetime");
            offer(p, &m->published, &m->published_rank, v ? v : page_text(p, n), 5, lex);
        } else if (!m->author && !node_in_junk(n) &&
                   ((prop && strcasecmp(prop, "author") == 0) || (rel && strcasecmp(rel, "author") == 0))) {
            const char *v = page_text(p, n);
            if (v && strlen(v) <= 80) m->author = v;
        }
    }
}

/* <title> without the outlet behind its last " - " or " | ". */
static const char *strip_outlet(Page *p, const char *title, const char *outlet)
{
    static const char *const marks[] = {" | ",  " - ",       " \xE2\x80\x93 ", " \xE2\x80\x94 ",
                                        " :: ", " \xC2\xBB "};
    size_t n = strlen(title), cut = n;
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        const char *last = NULL;
        for (const char *at = title; (at = strstr(at, marks[i])); at++) last = at;
        size_t k = last ? (size_t)(last - title) : n;
        bool named = outlet && last && strncasecmp(last + strlen(marks[i]), outlet, strlen(outlet)) == 0;
        if (last && (named || k * 2 > n) && k >= 12 && k < cut) cut = k;
    }
    return arena_strndup(p->arena, title, cut);
}

const char *page_title(Page *p, const Meta *m)
{
    if (p->h1) return page_text(p, p->h1);
    if (m->og_title) return m->og_title;
    return m->title ? strip_outlet(p, m->title, m->outlet) : NULL;
}
