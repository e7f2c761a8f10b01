/* clean_lines.c: see clean_parts.h. Which lines of a page are the article.
 *
 * Sentences stay, menus go. The article begins with the first prose after the headline and ends with the last
 * prose before a phrase that ends articles ("Most read"), a list of other articles (headlines with dates
 * below them), or a long run of short lines. Between its first and last prose, short lines stay where they
 * look like section headings or lists.
 */
#include "base/map.h"
#include "base/text.h"
#include "stage/clean_line.h"

#include <string.h>

enum {
    BRIEF_WORDS = 6,   /* a sentence of fewer words may be a button */
    HEADING_WORDS = 8, /* longest line between paragraphs that is a section heading, not another article's
                          headline */
    MENU_RUN = 5,      /* so many short lines in a row are no part of an article */
};

/* "See also: Another headline", "Word word - Headline" between paragraphs. */
static bool is_teaser(const Line *x)
{
    if (x->final || x->caption) return false;
    const char *colon = memchr(x->b->text, ':', x->b->len);
    if (!colon) return false;
    uint32_t head = line_words_in(x->b->text, (size_t)(colon - x->b->text));
    return head <= 4 && x->words >= head + 3 && x->digits == 0;
}

static void keep(Line *x, ParaRole role)
{
    x->b->keep = true;
    x->b->role = role;
}

static bool keep_inner(const Line *x, size_t run)
{
    if (x->b->text[0] == '[' && x->b->text[x->b->len - 1] == ']')
        return false; /* a mark of the site's software */
    if (x->list) return x->words >= 2;
    if (x->b->hint == HINT_HEADING) return x->words <= HEADING_WORDS * 2 && !is_teaser(x);
    return run <= 2 && x->words >= 1 && x->letters >= 3 && x->words <= HEADING_WORDS && x->bars == 0 &&
           !is_teaser(x);
}

/* Lines [from, to) stand between two paragraphs that stay. */
static void settle_between(Lines *l, size_t from, size_t to)
{
    size_t run = 0;
    for (size_t k = from; k < to; k++) run += !l->items[k].list && !l->items[k].caption;
    for (size_t k = from; k < to; k++) {
        Line *x = &l->items[k];
        if (x->b->outside || x->b->links || line_is_date(x) || x->dup >= 0 || x->furniture != F_NONE)
            continue;
        if (x->caption) {
            if (x->words >= 5) keep(x, PARA_CAPTION);
        } else if (keep_inner(x, run)) keep(x, PARA_BODY);
    }
}

/* Does the word stand in what is kept so far, capitalised? */
static bool named_before(const Lines *l, const char *word, size_t n)
{
    for (size_t i = 0; i < l->n; i++) {
        const Block *b = l->items[i].b;
        if (!b->keep) continue;
        for (const char *at = b->text; (at = memmem(at, b->len - (size_t)(at - b->text), word, n)); at += n)
            if (at == b->text || at[-1] == ' ') return true;
    }
    return false;
}

/* Names within the line's sentences that the article has named before. */
static size_t shared_names(const Lines *l, const Line *x)
{
    size_t shared = 0;
    for (uint32_t i = 1; i < x->b->len; i++) {
        const char *s = x->b->text + i;
        if (s[-1] != ' ' || (i > 1 && strchr(".?!:\"", s[-2]))) continue;
        size_t at = 0, n = 0;
        int32_t c = text_next(s, x->b->len - i, &at);
        if (!text_is_upper(c)) continue;
        while (i + n < x->b->len && !strchr(" ,.;:)", s[n])) n++;
        shared += n >= 3 && named_before(l, s, n);
    }
    return shared;
}

/* A box of links in the midst of the article, "Related: Another headline": the line where the article goes
 * on, with two paragraphs in a row that name whom it has named; 0 where it does not. */
static size_t behind_box(const Lines *l, size_t end)
{
    enum { BOX = 6, NAMES = 3 };
    for (size_t i = end + 1; i + 1 < l->n && i <= end + BOX; i++) {
        const Line *x = &l->items[i], *next = x + 1;
        if (x->furniture == F_END || lines_other_article(l, i)) return 0;
        if (!x->prose || x->furniture != F_NONE || x->b->outside) continue;
        bool on = next->prose && next->furniture == F_NONE && x->final && next->final;
        return on && shared_names(l, x) >= NAMES && shared_names(l, next) >= NAMES ? i : 0;
    }
    return 0;
}

/* Walks the lines from the first prose on; marks what stays. */
static void take_body(Lines *l, size_t begin)
{
    size_t kept = 0, paras = 0, pending = begin, last = SIZE_MAX, rest = 0, box = 0;
    bool headed = false;
    for (size_t i = begin; i < l->n; i++)
        rest += l->items[i].prose && !l->items[i].b->outside ? l->items[i].b->len : 0;
    for (size_t i = begin; i < l->n; i++) {
        Line *x = &l->items[i];
        if (i > begin && x[-1].prose && !x[-1].b->outside) rest -= x[-1].b->len; /* prose from here on */
        if (x->b->outside || i < box) continue;
        Furniture f = x->furniture;
        /* a page's markup has told most boxes from the article already: there, no box cuts off the greater
         * part */
        bool enough = rest < kept * 2 || (kept >= 200 && !x->b->map);
        if (f == F_END && paras > 0 && enough) {
            pending = box = behind_box(l, i);
            if (!box) break;
            continue;
        }
        if (paras >= 2 && kept >= 300 && lines_other_article(l, i)) break;
        if (paras >= 2 && !x->prose && !x->list && i - pending >= MENU_RUN && rest * 3 < kept) break;
        if (!x->prose || x->caption || f != F_NONE) continue;
        if (x->words < BRIEF_WORDS && i > pending + 1)
            continue; /* like a short line, unless right below prose */
        bool again = x->dup >= 0 && l->items[x->dup].b->keep;
        if (!again) {
            headed = i > pending;
            if (last != SIZE_MAX) settle_between(l, pending, i);
            keep(x, PARA_BODY);
            kept += x->b->len;
            paras++;
            last = i;
        }
        pending = i + 1;
    }
    if (last == SIZE_MAX) return;
    Line *end = &l->items[last];
    /* a short sentence under a heading at the very end: a box, not the article */
    const Line *above = last > 0 ? &l->items[last - 1] : end;
    bool heading =
        headed && !above->prose && !above->caption && !above->list && above->words <= HEADING_WORDS / 2;
    if (heading && end->b->len < 130 && kept > 700) {
        end->b->keep = above->b->keep = false;
        return;
    }
    /* a list the last paragraph announces, captions right below it */
    bool announced = end->b->text[end->b->len - 1] == ':';
    for (size_t k = last + 1; k < l->n; k++) {
        Line *x = &l->items[k];
        if (x->b->outside || x->furniture != F_NONE || x->dup >= 0) break;
        if (x->caption && x->words >= 7) keep(x, PARA_CAPTION);
        else if (announced && x->list && x->words >= 2) keep(x, PARA_BODY);
        else break;
    }
}

/* "City, November 25, 2022 --" on a line of its own. */
static bool is_dateline(const Line *x)
{
    const char *s = x->b->text, *end = s + x->b->len;
    bool dash = end[-1] == '-' || (x->b->len > 3 && (memcmp(end - 3, "\xE2\x80\x93", 3) == 0 ||
                                                     memcmp(end - 3, "\xE2\x80\x94", 3) == 0));
    return dash && !x->date.numeric && x->date.words >= 1 && x->date.words <= 4;
}

/* Captions and a dateline between headline and body. */
static void take_head(Lines *l, size_t from, size_t to)
{
    for (size_t k = from; k < to; k++) {
        Line *x = &l->items[k];
        if (x->b->outside || x->b->links || x->dup >= 0 || x->furniture != F_NONE) continue;
        if (line_is_date(x)) {
            if (k + 1 == to && is_dateline(x)) keep(x, PARA_BYLINE);
        } else if (x->caption) {
            if (x->words >= 5) keep(x, PARA_CAPTION);
        } else if (x->words >= 7 && x->bars == 0 && x->caps * 3 < x->words * 2 && !is_teaser(x))
            keep(x, PARA_CAPTION);
    }
}

/* The first prose from line i on that is not furniture; l->n where there is none. A sentence of a few words
 * counts only where nothing longer follows. */
static size_t find_body(const Lines *l, size_t i)
{
    size_t brief = l->n;
    for (; i < l->n; i++) {
        const Line *x = &l->items[i];
        if (!x->prose || x->caption || x->b->outside || x->furniture != F_NONE ||
            (line_is_date(x) && x->date.words < 4))
            continue;
        if (x->words >= BRIEF_WORDS) return brief < i && i - brief <= 2 ? brief : i;
        if (brief == l->n) brief = i;
    }
    return brief;
}

void clean_lines(Doc *doc, Blocks *blocks)
{
    Lines l = {.doc = doc, .blocks = blocks, .lex = blocks->lex, .arena = doc->arena};
    lines_split(&l);
    l.n = blocks->n;
    l.items = ARENA_ARRAY(doc->arena, Line, l.n + 1);
    Map *seen = map_new();
    for (size_t i = 0; i < l.n; i++) {
        Line *x = &l.items[i];
        x->b = &blocks->items[i];
        line_measure(&l, x);
        uint32_t first = map_get(seen, x->b->text, x->b->len);
        x->dup = x->words >= 3 && first ? (int32_t)first - 1 : -1;
        if (!first) map_put(seen, x->b->text, x->b->len, (uint32_t)i + 1);
        const Line *above = i > 0 ? x - 1 : NULL; /* a caption once more, with its credit */
        if (x->dup < 0 && above && x->caption && !(above->prose && !above->caption) && above->words >= 4 &&
            line_same_headline(x->b->text, x->b->len, above->b->text, above->b->len))
            x->dup = above->dup >= 0 ? above->dup : (int32_t)i - 1;
    }
    map_free(seen);

    int32_t title = lines_title(&l);
    size_t after = title < 0 ? 0 : (size_t)title + 1, body = find_body(&l, after);
    if (body == l.n) { /* a text of a few words, or of a headline alone */
        uint32_t enough = l.n == 1 ? 2 : 5;
        for (size_t i = after; i < l.n; i++) {
            Line *x = &l.items[i];
            x->prose = x->b->hint != HINT_TITLE && x->bars == 0 &&
                       ((x->final && x->words >= 2) || x->words >= enough);
        }
        body = find_body(&l, after);
    }
    if (title >= 0) {
        Line *x = &l.items[title];
        keep(x, PARA_TITLE);
        if (!doc->clean_title) doc->clean_title = arena_strndup(doc->arena, x->b->text, x->b->len);
        for (size_t i = 0; i < l.n; i++) /* the headline once only */
            if (i != (size_t)title && l.items[i].dup < 0 &&
                line_same_headline(x->b->text, x->b->len, l.items[i].b->text, l.items[i].b->len) &&
                !l.items[i].prose)
                l.items[i].dup = title;
    }
    if (body < l.n) {
        take_head(&l, after, body);
        take_body(&l, body);
    }
    if (!doc->published) lines_date(&l, title, body);
}
