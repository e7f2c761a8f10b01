/* clean_html.c: see clean_parts.h. The page's tree comes from libxml2 (any HTML, errors silenced, no
 * network).
 *
 * Elements that are furniture by name or by class go; the article's container is what the markup calls so,
 * else the element with the densest prose. libxml2 keeps no byte offsets, so a scan of the raw bytes for text
 * between tags runs beside the tree, and each text node is matched to the next such stretch. All walks are
 * loops, not recursion.
 */
#include "base/buf.h"
#include "base/text.h"
#include "stage/clean_parts.h"

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

enum { AHEAD = 400, MIN_PROSE = 150, LEAD_BYTES = 80, META_MAX = 300 };

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
    htmlDocPtr html;
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

static bool is(const xmlNode *n, const char *name)
{
    return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

static bool among(const xmlNode *n, const char *const *names)
{
    for (; *names; names++)
        if (is(n, *names)) return true;
    return false;
}

static Info *info(const xmlNode *n)
{
    return n->_private;
}

/* The next node in document order; with `skip` not into n's children. Never leaves root. */
static xmlNode *step(xmlNode *n, const xmlNode *root, bool skip)
{
    if (!skip && n->type == XML_ELEMENT_NODE && n->children) return n->children;
    while (n && n != root) {
        if (n->next) return n->next;
        n = n->parent;
    }
    return NULL;
}

/* An attribute's value, arena-owned; NULL where absent or empty. */
static const char *attr(Page *p, xmlNode *n, const char *name)
{
    xmlChar *v = xmlGetProp(n, (const xmlChar *)name);
    const char *s = v && *v ? arena_strdup(p->arena, (const char *)v) : NULL;
    xmlFree(v);
    return s;
}

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
    const char *style = attr(p, n, "style");
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
    for (xmlNode *n = root; n; n = step(n, root, false))
        if (n->type == XML_ELEMENT_NODE) n->_private = ARENA_NEW(p->arena, Info);
    /* text and links go up to every ancestor: the parser's depth limit bounds this */
    for (xmlNode *n = root; n; n = step(n, root, false)) {
        if (n->type == XML_ELEMENT_NODE) {
            static const char *const prose_elements[] = {"p", "td", "blockquote", "pre", NULL};
            bool paragraph = among(n, prose_elements);
            if (is(n, "div")) { /* a division used as a paragraph: text right in it */
                for (xmlNode *c = n->children; c && !paragraph; c = c->next)
                    paragraph =
                        c->type == XML_TEXT_NODE && c->content && is_sentence((const char *)c->content);
            }
            if (!paragraph) continue;
            xmlChar *s = xmlNodeGetContent(n);
            if (s && is_sentence((const char *)s)) {
                size_t len = strlen((const char *)s);
                if (len > 5000) len = 5000;
                xmlNode *up = is(n, "div") ? n : n->parent;
                if (up && info(up)) info(up)->score += len;
                if (up && up->parent && info(up->parent)) info(up->parent)->score += len / 2;
                for (xmlNode *a = n; a; a = a->parent)
                    if (info(a)) info(a)->prose += len;
            }
            xmlFree(s);
        } else if (n->type == XML_TEXT_NODE && n->content) {
            size_t len = 0;
            for (const xmlChar *c = n->content; *c; c++) len += *c > ' ';
            bool link = false;
            for (xmlNode *a = n->parent; a; a = a->parent) {
                link = link || is(a, "a");
                if (!info(a)) continue;
                info(a)->text += len;
                if (link) info(a)->links += len;
            }
        }
    }
}

static bool contains(const xmlNode *outer, const xmlNode *n)
{
    for (; n; n = n->parent)
        if (n == outer) return true;
    return false;
}

static void mark_junk(Page *p, xmlNode *root)
{
    size_t all = info(root) ? info(root)->prose : 0;
    for (xmlNode *n = root; n;) {
        if (n->type != XML_ELEMENT_NODE) {
            n = step(n, root, false);
            continue;
        }
        Info *i = info(n);
        const char *prop = attr(p, n, "itemprop");
        bool outer = n == root || is(n, "body") || is(n, "html") || is(n, "main") ||
                     (prop && strcasecmp(prop, "articleBody") == 0);
        bool holds =
            (p->h1 && contains(n, p->h1) && i->prose * 2 > all) || (all > 400 && i->prose * 10 > all * 8);
        if (!outer) {
            if (among(n, dead_elements)) i->junk = !(is(n, "form") && holds);
            else if (!holds && (has_dead_word(attr(p, n, "class")) || has_dead_word(attr(p, n, "id")) ||
                                has_dead_word(attr(p, n, "role")) || is_hidden(p, n)))
                i->junk = true;
            else if (is(n, "header") && !(p->h1 && contains(n, p->h1)) && i->prose < MIN_PROSE)
                i->junk = true;
        }
        n = step(n, root, i->junk);
    }
}

/* ---- the container ---- */

static bool in_junk(const xmlNode *n)
{
    for (; n; n = n->parent)
        if (n->type == XML_ELEMENT_NODE && info(n) && info(n)->junk) return true;
    return false;
}

/* How well the markup itself says that this is the article: 0 not at all. */
static int called_article(Page *p, xmlNode *n)
{
    const char *prop = attr(p, n, "itemprop"), *role = attr(p, n, "role");
    if (prop && strcasecmp(prop, "articleBody") == 0) return 4;
    if (is(n, "article")) return 3;
    if (is(n, "main") || (role && strcasecmp(role, "main") == 0)) return 2;
    return 0;
}

static void find_container(Page *p, xmlNode *root)
{
    xmlNode *best = NULL, *dense = NULL;
    int rank = 0;
    for (xmlNode *n = root; n;) {
        if (n->type != XML_ELEMENT_NODE) {
            n = step(n, root, false);
            continue;
        }
        Info *i = info(n);
        if (i->junk) {
            n = step(n, root, true);
            continue;
        }
        if (i->score && (!dense || i->score > info(dense)->score) && i->links * 2 < i->text + 1) dense = n;
        int r = called_article(p, n);
        if (r && i->prose >= MIN_PROSE && (r > rank || (r == rank && i->prose > info(best)->prose))) {
            best = n;
            rank = r;
        }
        n = step(n, root, false);
    }
    /* The markup is believed unless the dense part lies outside it and holds far more. */
    if (best && dense && !contains(best, dense) && info(dense)->prose > info(best)->prose * 2) best = NULL;
    /* an <article> around the body may hold the lead and the captions as well */
    if (best && rank == 4)
        for (xmlNode *a = best->parent; a; a = a->parent)
            if (is(a, "article") && info(a) && info(a)->text * 10 < info(best)->text * 16) best = a;
    if (!best && dense) {
        best = dense;
        while (best->parent && info(best->parent) && !is(best->parent, "body") &&
               info(best->parent)->prose * 10 > info(best)->prose * 13)
            best = best->parent;
    }
    p->container = best ? best : root;
}

/* ---- places in the source ---- */

static void scan_raw(Page *p)
{
    const char *s = p->doc->raw;
    size_t n = p->doc->raw_len, i = 0;
    while (i < n) {
        if (s[i] != '<') {
            const char *lt = memchr(s + i, '<', n - i);
            size_t end = lt ? (size_t)(lt - s) : n;
            Stretch t = {(uint32_t)i, (uint32_t)end};
            ARENA_PUSH(p->arena, p->raw, p->n_raw, p->cap_raw, t);
            i = end;
            continue;
        }
        const char *end = NULL;
        size_t skip = 1;
        if (n - i >= 4 && memcmp(s + i, "<!--", 4) == 0) {
            end = memmem(s + i + 4, n - i - 4, "-->", 3);
            skip = 3;
        } else {
            static const char *const raw_text[] = {"script", "style"};
            end = memchr(s + i, '>', n - i);
            for (size_t k = 0; k < 2; k++) {
                size_t len = strlen(raw_text[k]);
                if (!end || n - i < len + 1 || strncasecmp(s + i + 1, raw_text[k], len) != 0) continue;
                const char *close = end;
                while (close &&
                       !(strncasecmp(close, "</", 2) == 0 && strncasecmp(close + 2, raw_text[k], len) == 0))
                    close = memmem(close + 1, n - (size_t)(close + 1 - s), "</", 2);
                end = close ? memchr(close, '>', n - (size_t)(close - s)) : NULL;
            }
        }
        i = end ? (size_t)(end - s) + skip : n;
    }
}

/* Does content match the raw bytes from `at`, reading character references as one character each? On success
 * fills place[k], the source of content byte k (UINT32_MAX for what a reference gave). */
static bool match_at(const Page *p, uint32_t at, const char *content, size_t n, uint32_t *place)
{
    const char *s = p->doc->raw;
    size_t i = at, k = 0;
    while (k < n) {
        if (i >= p->doc->raw_len) return false;
        if (s[i] == '&') {
            size_t e = i + 1;
            while (e < p->doc->raw_len && e < i + 12 && s[e] != ';' && s[e] != ' ' && s[e] != '<') e++;
            bool reference = e < p->doc->raw_len && s[e] == ';';
            if (reference) {
                size_t c = k;
                text_next(content, n, &c);
                while (k < c) place[k++] = UINT32_MAX;
                i = e + 1;
                continue;
            }
        }
        if (s[i] == '\r' && content[k] != '\r') {
            i++;
            continue;
        }
        if (s[i] != content[k]) return false;
        place[k++] = (uint32_t)i++;
    }
    return true;
}

static void locate(Page *p, const char *content, size_t n, uint32_t *place)
{
    size_t lead = 0; /* white space that the parser may have dropped or added */
    while (lead < n && strchr(" \t\r\n", content[lead])) lead++;
    for (size_t k = 0; k < n; k++) place[k] = UINT32_MAX;
    if (lead == n) return;
    for (size_t r = p->at_raw; r < p->n_raw && r < p->at_raw + AHEAD; r++) {
        uint32_t at = p->raw[r].start;
        while (at < p->raw[r].end && strchr(" \t\r\n", p->doc->raw[at])) at++;
        if (at == p->raw[r].end) continue;
        if (!match_at(p, at, content + lead, n - lead, place + lead)) continue;
        p->at_raw = r + 1;
        return;
    }
    for (size_t k = 0; k < n; k++) place[k] = UINT32_MAX;
}

/* ---- blocks ---- */

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
    locate(p, s, len, place);
    bool link = false;
    for (const xmlNode *a = n->parent; a && !link; a = a->parent) link = is(a, "a");
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
        if (is(n, "h1")) return HINT_TITLE;
        if (n->type == XML_ELEMENT_NODE && n->name[0] == 'h' && n->name[1] >= '2' && n->name[1] <= '6' &&
            !n->name[2])
            return HINT_HEADING;
        if (is(n, "figcaption") || is(n, "figure") || is(n, "caption")) return HINT_CAPTION;
        if (is(n, "li")) return HINT_ITEM;
        if (is(n, "p")) return HINT_PARA;
        if (among(n, block_elements)) return HINT_NONE;
    }
    return HINT_NONE;
}

static void emit(Page *p, xmlNode *root)
{
    /* before the headline nothing counts, unless it stands inside or behind the container */
    p->started = p->h1 == NULL;
    xmlNode *leave = NULL; /* first block-level ancestor of the text before */
    bool outside_before = true;
    for (xmlNode *n = root; n; n = step(n, root, false)) {
        if (n == p->h1) p->started = true;
        bool inside = contains(p->container, n);
        if (n->type == XML_ELEMENT_NODE) {
            if (is(n, "td") || is(n, "th")) { /* cells of a row stand side by side */
                if (p->text.len && !p->space) add_byte(p, ' ', UINT32_MAX);
                p->space = true;
            } else if (among(n, block_elements)) flush(p, outside_before);
            continue;
        }
        if (n->type != XML_TEXT_NODE || !n->content) continue;
        xmlNode *block = n->parent;
        while (block && !among(block, block_elements)) block = block->parent;
        if (block != leave) { /* the text belongs to another element than the text before it */
            bool cell = p->text.len && block && leave && is(block, "tr") && is(leave, "tr") && block == leave;
            if (!cell) flush(p, outside_before);
            leave = block;
        }
        bool dead = in_junk(n);
        bool headline = p->h1 && contains(p->h1, n);
        add_text(p, n, !dead && (inside || (p->started && !headline) || headline));
        p->reached |= inside && !dead;
        if (!dead) {
            p->hint = hint_of(n->parent);
            outside_before = !inside && !headline;
        }
    }
    flush(p, outside_before);
}

/* ---- meta data ---- */

static const char *squeeze(Page *p, const char *s)
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
    const char *out = b.len ? arena_strndup(p->arena, b.data, text_cut(b.data, b.len, META_MAX * 2)) : NULL;
    buf_free(&b);
    return out;
}

static const char *node_text(Page *p, xmlNode *n)
{
    xmlChar *s = xmlNodeGetContent(n);
    const char *out = squeeze(p, (const char *)s);
    xmlFree(s);
    return out;
}

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

typedef struct Meta {
    const char *published, *updated; /* by the surest source so far */
    int published_rank, updated_rank;
    const char *og_title, *title, *outlet, *author;
} Meta;

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
    const char *name = attr(p, n, "property"), *value = attr(p, n, "content");
    if (!name) name = attr(p, n, "name");
    if (!name) name = attr(p, n, "itemprop");
    if (!name || !value) return;
    if (strcasecmp(name, "article:published_time") == 0)
        offer(p, &m->published, &m->published_rank, value, 9, lex);
    else if (strcasecmp(name, "article:modified_time") == 0 || strcasecmp(name, "og:updated_time") == 0 ||
             strcasecmp(name, "dateModified") == 0)
        offer(p, &m->updated, &m->updated_rank, value, 9, lex);
    else if (strcasecmp(name, "og:title") == 0) m->og_title = squeeze(p, value);
    else if (strcasecmp(name, "og:site_name") == 0) m->outlet = squeeze(p, value);
    else if ((strcasecmp(name, "author") == 0 || strcasecmp(name, "article:author") == 0) &&
             !strstr(value, "://")) {
        if (!m->author && strlen(value) <= 80) m->author = squeeze(p, value);
    } else
        for (size_t i = 0; dates[i]; i++)
            if (strcasecmp(name, dates[i]) == 0) offer(p, &m->published, &m->published_rank, value, 6, lex);
}

static void read_head(Page *p, Meta *m, xmlNode *root, const Lexicon *lex)
{
    for (xmlNode *n = root; n; n = step(n, root, false)) {
        if (n->type != XML_ELEMENT_NODE) continue;
        if (is(n, "meta")) read_meta(p, m, n, lex);
        else if (is(n, "title") && !m->title) m->title = node_text(p, n);
        else if (is(n, "script")) {
            const char *type = attr(p, n, "type");
            if (!type || strcasecmp(type, "application/ld+json") != 0) continue;
            xmlChar *s = xmlNodeGetContent(n);
            if (s && (strstr((char *)s, "Article") || strstr((char *)s, "WebPage") ||
                      strstr((char *)s, "BlogPosting"))) {
                offer(p, &m->published, &m->published_rank, json_value(p, (char *)s, "\"datePublished\""), 8,
                      lex);
                offer(p, &m->updated, &m->updated_rank, json_value(p, (char *)s, "\"dateModified\""), 8, lex);
            }
            xmlFree(s);
        } else if (is(n, "h1") && !p->h1) {
            const char *t = node_text(p, n);
            if (t && strlen(t) > 12) p->h1 = n;
        }
    }
}

/* A time element near the headline or in the container. */
static void read_times(Page *p, Meta *m, xmlNode *root, const Lexicon *lex)
{
    bool after = p->h1 == NULL, body = false;
    for (xmlNode *n = root; n; n = step(n, root, false)) {
        if (n == p->h1) after = true;
        if (n == p->container) body = true;
        if (n->type != XML_ELEMENT_NODE) continue;
        const char *prop = attr(p, n, "itemprop"), *rel = attr(p, n, "rel");
        bool within = (after || (body && contains(p->container, n))) && !in_junk(n);
        if (prop && strcasecmp(prop, "datePublished") == 0 && within) {
            const char *v = attr(p, n, "datetime");
            if (!v) v = attr(p, n, "content");
            offer(p, &m->published, &m->published_rank, v ? v : node_text(p, n), 7, lex);
        } else if (is(n, "time") && within) {
            const char *v = attr(p, n, "datetime");
            offer(p, &m->published, &m->published_rank, v ? v : node_text(p, n), 5, lex);
        } else if (!m->author && !in_junk(n) &&
                   ((prop && strcasecmp(prop, "author") == 0) || (rel && strcasecmp(rel, "author") == 0))) {
            const char *v = node_text(p, n);
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
    read_head(&p, &m, root, out->lex);
    measure(&p, root);
    mark_junk(&p, root);
    if (p.h1 && in_junk(p.h1)) p.h1 = NULL;
    find_container(&p, root);
    read_times(&p, &m, root, out->lex);
    if (!doc->published && m.published) {
        doc->published = m.published;
        doc->published_from = "markup";
    }
    doc->updated = m.updated;
    doc->outlet = m.outlet;
    doc->author = m.author;
    if (!doc->clean_title) {
        const char *h1 = p.h1 ? node_text(&p, p.h1) : NULL;
        doc->clean_title = h1           ? h1
                           : m.og_title ? m.og_title
                           : m.title    ? strip_outlet(&p, m.title, m.outlet)
                                        : NULL;
    }
    scan_raw(&p);
    emit(&p, root);
    buf_free(&p.text);
    xmlFreeDoc(p.html);
    return 0;
}
