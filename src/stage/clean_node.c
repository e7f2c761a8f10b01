/* clean_node.c: see clean_page.h. Elements, their attributes and texts. */
#include "base/text.h"
#include "stage/clean_page.h"

#include <string.h>

enum { TEXT_MAX = 600 }; /* bytes of a text of the page's head */

bool node_is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

bool node_among(const xmlNode *n, const char *const *names)
{
    for (; *names; names++)
        if (node_is(n, *names)) return true;
    return false;
}

Info *node_info(const xmlNode *n)
{
    return n->_private;
}

xmlNode *node_step(xmlNode *n, const xmlNode *root, bool skip)
{
    if (!skip && n->type == XML_ELEMENT_NODE && n->children) return n->children;
    while (n && n != root) {
        if (n->next) return n->next;
        n = n->parent;
    }
    return NULL;
}

const char *node_attr(Page *p, xmlNode *n, const char *name)
{
    xmlChar *v = xmlGetProp(n, (const xmlChar *)name);
    const char *s = v && *v ? arena_strdup(p->arena, (const char *)v) : NULL;
    xmlFree(v);
    return s;
}

bool node_contains(const xmlNode *outer, const xmlNode *n)
{
    for (; n; n = n->parent)
        if (n == outer) return true;
    return false;
}

bool node_in_junk(const xmlNode *n)
{
    for (; n; n = n->parent)
        if (n->type == XML_ELEMENT_NODE && node_info(n) && node_info(n)->junk) return true;
    return false;
}

const char *page_squeeze(Page *p, const char *s)
{
    Buf b = {0};
    bool space = false;
    for (; s && *s; s++) {
        if ((unsigned char)*s <= ' ') space = b.len > 0;
        else {
            if (space) buf_addc(&b, ' ');
            space = false;
            buf_addc(&b, *s);
        }
    }
    const char *out = b.len ? arena_strndup(p->arena, b.data, text_cut(b.data, b.len, TEXT_MAX)) : NULL;
    buf_free(&b);
    return out;
}

const char *page_text(Page *p, xmlNode *n)
{
    xmlChar *s = xmlNodeGetContent(n);
    const char *out = page_squeeze(p, (const char *)s);
    xmlFree(s);
    return out;
}
