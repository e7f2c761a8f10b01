/* clean_article.c: see clean_page.h. Elements that are furniture by name or by class go; the article's
 * container is what the markup calls so, else the element with the densest prose.
 */
#include "base/text.h"
#include "stage/clean_page.h"

#include <string.h>

enum { MIN_PROSE = 150 };

/* ---- furniture by name and class ---- */

static const char *const dead_elements[] = {"script", "style",  "noscript", "nav",    "aside",  "footer",
                                            "form",   "iframe", "svg",      "button", "select", "template",
                                            "head",   "object", "video",    "audio",  "canvas", "textarea",
                                            "input",  "dialog", "menu",     "map",    NULL};

/* Words in a class, id or role. */
static const char *const dead_words[] = {"menu",
                                         "nav",
                                         "navbar",
                                         "navigation",
                                         "breadcrumb",
                                         "breadcrumbs",
                                         "related",
                                         "relate",
                                         "share",
                                         "sharing",
                                         "social",
                                         "socials",
                                         "comment",
                                         "comments",
                                         "sidebar",
                                         "widget",
                                         "ad",
                                         "ads",
                                         "adv",
                                         "advert",
                                         "advertisement",
                                         "advertising",
                                         "adsbygoogle",
                                         "banner",
                                         "sponsor",
                                         "sponsored",
                                         "promo",
                                         "promotion",
                                         "newsletter",
                                         "subscribe",
                                         "subscription",
                                         "cookie",
                                         "cookies",
                                         "consent",
                                         "gdpr",
                                         "popup",
                                         "modal",
                                         "overlay",
                                         "tags",
                                         "taglist",
                                         "footer",
                                         "recommend",
                                         "recommended",
                                         "recommendation",
                                         "recommendations",
                                         "popular",
                                         "trending",
                                         "mostread",
                                         "mostviewed",
                                         "readmore",
                                         "readalso",
                                         "login",
                                         "signup",
                                         "signin",
                                         "register",
                                         "search",
                                         "copyright",
                                         "toolbar",
                                         "pagination",
                                         "pager",
                                         "paging",
                                         "rating",
                                         "vote",
                                         "teaser",
                                         "teasers",
                                         "outbrain",
                                         "taboola",
                                         "disqus",
                                         "complementary",
                                         "contentinfo",
                                         "relatednews",
                                         "sharethis",
                                         "addtoany",
                                         "skip",
                                         "printfriendly",
                                         "hidden",
                                         "tooltip",
                                         "ticker",
                                         "marquee",
                                         "dropdown",
                                         "offcanvas",
                                         "morenews",
                                         "othernews",
                                         NULL};

static bool has_dead_word(const char *s)
{
    if (!s) return false;
    bool negated = false;
    for (size_t i = 0; s[i];) {
        char w[32];
        size_t n = 0;
        /* words end at anything but a letter, and where a capital follows a small letter */
        while (text_is_letter((unsigned char)s[i]) && (unsigned char)s[i] < 0x80) {
            bool capital = s[i] >= 'A' && s[i] <= 'Z';
            if (n && capital && s[i - 1] >= 'a' && s[i - 1] <= 'z') break;
            if (n + 1 < sizeof w) w[n++] = (char)(capital ? s[i] + 32 : s[i]);
            i++;
        }
        w[n] = 0;
        if (n) {
            if (!negated)
                for (size_t k = 0; dead_words[k]; k++)
                    if (strcmp(w, dead_words[k]) == 0) return true;
            negated = strcmp(w, "has") == 0 || strcmp(w, "with") == 0 || strcmp(w, "no") == 0 ||
                      strcmp(w, "without") == 0;
        } else if (s[i]) i++;
    }
    return false;
}

static bool is_hidden(Page *p, xmlNode *n)
{
    if (xmlHasProp(n, (const xmlChar *)"hidden")) return true;
    const char *style = node_attr(p, n, "style");
    if (!style) return false;
    const char *d = strcasestr(style, "display");
    return d && strncasecmp(d + 7 + strspn(d + 7, " :"), "none", 4) == 0;
}

/* ---- measures of the tree ---- */

static bool is_sentence(const char *s)
{
    size_t n = strlen(s), stops = 0;
    for (size_t i = 0; i < n; i++)
        stops += (s[i] == '.' || s[i] == '?' || s[i] == '!') && (i + 1 == n || strchr(" \n\t\"')", s[i + 1]));
    return n >= 40 && (stops > 0 || n >= 250);
}

static void measure(Page *p, xmlNode *root)
{
    for (xmlNode *n = root; n; n = node_step(n, root, false))
        if (n->type == XML_ELEMENT_NODE) n->_private = ARENA_NEW(p->arena, Info);
    /* text and links go up to every ancestor: the parser's depth limit bounds this */
    for (xmlNode *n = root; n; n = node_step(n, root, false)) {
        if (n->type == XML_ELEMENT_NODE) {
            static const char *const prose_elements[] = {"p", "td", "blockquote", "pre", NULL};
            bool paragraph = node_among(n, prose_elements);
            if (node_is(n, "div")) { /* a division used as a paragraph: text right in it */
                for (xmlNode *c = n->children; c && !paragraph; c = c->next)
                    paragraph =
                        c->type == XML_TEXT_NODE && c->content && is_sentence((const char *)c->content);
            }
            if (!paragraph) continue;
            xmlChar *s = xmlNodeGetContent(n);
            if (s && is_sentence((const char *)s)) {
                size_t len = strlen((const char *)s);
                if (len > 5000) len = 5000;
                xmlNode *up = node_is(n, "div") ? n : n->parent;
                if (up && node_info(up)) node_info(up)->score += len;
                if (up && up->parent && node_info(up->parent)) node_info(up->parent)->score += len / 2;
                for (xmlNode *a = n; a; a = a->parent)
                    if (node_info(a)) node_info(a)->prose += len;
            }
            xmlFree(s);
        } else if (n->type == XML_TEXT_NODE && n->content) {
            size_t len = 0;
            for (const xmlChar *c = n->content; *c; c++) len += *c > ' ';
            bool link = false;
            for (xmlNode *a = n->parent; a; a = a->parent) {
                link = link || node_is(a, "a");
                if (!node_info(a)) continue;
                node_info(a)->text += len;
                if (link) node_info(a)->links += len;
            }
        }
    }
}

static void mark_junk(Page *p, xmlNode *root)
{
    size_t all = node_info(root) ? node_info(root)->prose : 0;
    for (xmlNode *n = root; n;) {
        if (n->type != XML_ELEMENT_NODE) {
            n = node_step(n, root, false);
            continue;
        }
        Info *i = node_info(n);
        const char *prop = node_attr(p, n, "itemprop");
        bool outer = n == root || node_is(n, "body") || node_is(n, "html") || node_is(n, "main") ||
                     (prop && strcasecmp(prop, "articleBody") == 0);
        bool holds = (p->h1 && node_contains(n, p->h1) && i->prose * 2 > all) ||
                     (all > 400 && i->prose * 10 > all * 8);
        if (!outer) {
            if (node_among(n, dead_elements)) i->junk = !(node_is(n, "form") && holds);
            else if (!holds &&
                     (has_dead_word(node_attr(p, n, "class")) || has_dead_word(node_attr(p, n, "id")) ||
                      has_dead_word(node_attr(p, n, "role")) || is_hidden(p, n)))
                i->junk = true;
            else if (node_is(n, "header") && !(p->h1 && node_contains(n, p->h1)) && i->prose < MIN_PROSE)
                i->junk = true;
        }
        n = node_step(n, root, i->junk);
    }
}

/* ---- the container ---- */

/* How well the markup itself says that this is the article: 0 not at all. */
static int called_article(Page *p, xmlNode *n)
{
    const char *prop = node_attr(p, n, "itemprop"), *role = node_attr(p, n, "role");
    if (prop && strcasecmp(prop, "articleBody") == 0) return 4;
    if (node_is(n, "article")) return 3;
    if (node_is(n, "main") || (role && strcasecmp(role, "main") == 0)) return 2;
    return 0;
}

static void find_container(Page *p, xmlNode *root)
{
    xmlNode *best = NULL, *dense = NULL;
    int rank = 0;
    for (xmlNode *n = root; n;) {
        if (n->type != XML_ELEMENT_NODE) {
            n = node_step(n, root, false);
            continue;
        }
        Info *i = node_info(n);
        if (i->junk) {
            n = node_step(n, root, true);
            continue;
        }
        if (i->score && (!dense || i->score > node_info(dense)->score) && i->links * 2 < i->text + 1)
            dense = n;
        int r = called_article(p, n);
        if (r && i->prose >= MIN_PROSE && (r > rank || (r == rank && i->prose > node_info(best)->prose))) {
            best = n;
            rank = r;
        }
        n = node_step(n, root, false);
    }
    /* The markup is believed unless the dense part lies outside it and holds far more. */
    if (best && dense && !node_contains(best, dense) && node_info(dense)->prose > node_info(best)->prose * 2)
        best = NULL;
    /* an <article> around the body may hold the lead and the captions as well */
    if (best && rank == 4)
        for (xmlNode *a = best->parent; a; a = a->parent)
            if (node_is(a, "article") && node_info(a) && node_info(a)->text * 10 < node_info(best)->text * 16)
                best = a;
    if (!best && dense) {
        best = dense;
        while (best->parent && node_info(best->parent) && !node_is(best->parent, "body") &&
               node_info(best->parent)->prose * 10 > node_info(best)->prose * 13)
            best = best->parent;
    }
    p->container = best ? best : root;
}

void page_article(Page *p, xmlNode *root)
{
    measure(p, root);
    mark_junk(p, root);
    if (p->h1 && node_in_junk(p->h1)) p->h1 = NULL;
    find_container(p, root);
}
