/* clean_lines.c: see clean_parts.h. Which lines of a page are the article.
 *
 * Sentences stay, menus go. The article begins with the first prose after the headline and ends with the last
 * prose before a phrase that ends articles ("Most read"), a list of other articles (headlines with dates
 * below them), or a long run of short lines. Between its first and last prose, short lines stay where they
 * look like section headings or lists. What marks furniture and captions are phrases of the packs, section
 * [furniture], of all packs together.
 */
#include "base/map.h"
#include "base/text.h"
#include "lex/phrases.h"
#include "stage/clean_parts.h"

#include <string.h>

enum {
    BAR_WORDS = 60,   /* a whole article in one line may hold a few bars */
    FOLD_BYTES = 240, /* furniture phrases are sought in the first bytes of a line */
    SHORT_WORDS = 12, /* a line of more that begins as furniture may be prose */
    BRIEF_WORDS = 6,  /* a sentence of fewer words may be a button */
    HEADING_WORDS =
        8, /* longest line between paragraphs that is a section heading, not another article's headline */
    TITLE_BYTES = 260,
    DATE_LINE_WORDS = 7, /* words beside the date in a date line: weekday, place, desk, "Published" */
    MENU_RUN = 5,        /* so many short lines in a row are no part of an article */
    GLUED_MAX = 8000,    /* longer lines are no captions with their paragraph */
    CAPTION_TAIL = 90,   /* a caption's sign stands this near to the end of its line */
};

typedef enum Furniture { F_NONE, F_LINE, F_END } Furniture;

typedef struct Line {
    Block *b;
    char *folded; /* of the first FOLD_BYTES */
    size_t folded_len;
    uint32_t words, caps, letters, digits, bars;
    bool prose, final, caption, list, has_date;
    Furniture furniture,
        as_title; /* what the phrases say of it: as a line of the page, as a candidate headline */
    DateHit date;
    int32_t dup; /* index of an earlier line with the same text, or -1 */
} Line;

typedef struct Lines {
    Doc *doc;
    Blocks *blocks;
    Line *items;
    size_t n;
    const Lexicon *lex;
    Arena *arena;
} Lines;

/* ---- phrases ---- */

static bool is_alnum(int32_t c)
{
    return text_is_letter(c) || text_is_digit(c);
}

/* Is the character that begins at byte i of s a letter or digit? */
static bool alnum_at(const char *s, size_t n, size_t i)
{
    return i < n && is_alnum(text_next(s, n, &i));
}

static bool alnum_before(const char *s, size_t i)
{
    if (i == 0) return false;
    size_t k = i - 1;
    while (k > 0 && ((unsigned char)s[k] & 0xC0) == 0x80) k--;
    return alnum_at(s, i, k);
}

/* Place of the phrase in the folded line, on word boundaries; from `at`. SIZE_MAX where absent. */
static size_t find_phrase(const char *s, size_t n, const Phrase *p, size_t at)
{
    while (at < n) {
        const char *hit = memmem(s + at, n - at, p->text, p->len);
        if (!hit) return SIZE_MAX;
        size_t i = (size_t)(hit - s), end = i + p->len;
        bool left = !alnum_at(p->text, p->len, 0) || !alnum_before(s, i);
        bool right = !alnum_before(p->text, p->len) || !alnum_at(s, n, end);
        if (left && right) return i;
        at = i + 1;
    }
    return SIZE_MAX;
}

static uint32_t words_in(const char *s, size_t n)
{
    uint32_t words = 0;
    bool in = false;
    for (size_t i = 0; i < n; i++) {
        bool w = s[i] != ' ' && (is_alnum((unsigned char)s[i] < 0x80 ? s[i] : 'a'));
        words += w && !in;
        in = w || (in && s[i] != ' ');
    }
    return words;
}

/* What a line that begins with a phrase is: all of it furniture, or prose that happens to begin so? */
static bool begins_furniture(const Line *x, const Phrase *p, bool before_title)
{
    size_t k = p->len;
    if (alnum_before(p->text, p->len) && alnum_at(x->folded, x->folded_len, k)) return false;
    bool closed = !alnum_before(p->text, p->len); /* "copyright:" */
    size_t gap = k;
    while (gap < x->folded_len && x->folded[gap] == ' ') gap++;
    bool sign = closed || gap == x->folded_len || !alnum_at(x->folded, x->folded_len, gap);
    uint32_t rest = words_in(x->folded + k, x->folded_len - k);
    if (rest <= 2 && !x->final) return true;
    if (rest == 0 || (p->words >= 2 && x->words <= SHORT_WORDS && x->b->text[x->b->len - 1] == ':'))
        return true;
    if (sign && (!x->prose || (closed && rest < 30) || x->folded[gap] == ':' || x->folded[gap] == '|'))
        return true;
    if (p->words >= 4 || (p->words >= 2 && p->len >= 14 && x->words <= SHORT_WORDS)) return true;
    return !x->prose && !x->caption && !before_title;
}

static bool begins_with_one(const Lines *l, const Line *x, PhraseList list, bool before_title)
{
    const Phrase *p;
    size_t n = lexicon_phrases(l->lex, list, &p);
    for (size_t i = 0; i < n; i++)
        if (p[i].len <= x->folded_len && memcmp(x->folded, p[i].text, p[i].len) == 0 &&
            begins_furniture(x, &p[i], before_title))
            return true;
    return false;
}

/* The first phrase of the list that stands in the text; NULL where none does. */
static const Phrase *find_one(const Lines *l, PhraseList list, const char *s, size_t n_bytes)
{
    const Phrase *p;
    size_t n = lexicon_phrases(l->lex, list, &p);
    for (size_t i = 0; i < n; i++)
        if (find_phrase(s, n_bytes, &p[i], 0) != SIZE_MAX) return &p[i];
    return NULL;
}

static Furniture match_furniture(const Lines *l, const Line *x, bool before_title)
{
    if (begins_with_one(l, x, PHRASES_END, before_title)) return F_END;
    if (begins_with_one(l, x, PHRASES_LINE, before_title)) return F_LINE;
    return x->words < 60 && find_one(l, PHRASES_CONTAINS, x->folded, x->folded_len) ? F_LINE : F_NONE;
}

/* Does a sign of a caption stand at the begin of the line or near its end? */
static bool is_caption(const Lines *l, const Line *x)
{
    if (x->words > 70 || x->b->len > 600) return false;
    size_t n = x->folded_len;
    char tail[FOLD_BYTES * 3];
    size_t tail_len = 0;
    if (x->b->len > FOLD_BYTES) {
        size_t from = x->b->len - CAPTION_TAIL;
        while (((unsigned char)x->b->text[from] & 0xC0) == 0x80) from++;
        tail_len = text_fold(x->b->text + from, x->b->len - from, tail, sizeof tail);
    }
    if (tail_len && find_one(l, PHRASES_CAPTION, tail, tail_len)) return true;
    const Phrase *p;
    for (size_t left = lexicon_phrases(l->lex, PHRASES_CAPTION, &p); left > 0; left--, p++) {
        if (n >= p->len && memcmp(x->folded, p->text, p->len) == 0 && !alnum_at(x->folded, n, p->len) &&
            x->words < 50)
            return true;
        if (tail_len) continue;
        size_t at = find_phrase(x->folded, n, p, n > CAPTION_TAIL ? n - CAPTION_TAIL : 1);
        /* "CITY (Agency) - text": a dateline, no caption */
        if (at != SIZE_MAX && (at > 40 || n - at < 40)) return true;
    }
    return false;
}

/* ---- features of a line ---- */

static bool ends_sentence(const char *s, size_t n)
{
    while (n > 0) {
        size_t k = n - 1;
        while (k > 0 && ((unsigned char)s[k] & 0xC0) == 0x80) k--;
        size_t i = k;
        int32_t c = text_next(s, n, &i);
        if (c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F ||
            c == 0x0964)
            return true;
        if (!strchr("\"')]/*", c < 0x80 ? (char)c : ' ') && c != 0x201D && c != 0x2019 && c != 0xBB &&
            c != ' ')
            return false;
        n = k;
    }
    return false;
}

static bool is_list(const char *s, size_t n)
{
    size_t i = 0;
    while (i < n && i < 3 && text_is_digit(s[i])) i++;
    if (i > 0) return i + 1 < n && (s[i] == '.' || s[i] == ')') && s[i + 1] == ' ';
    int32_t c = text_next(s, n, &i);
    return (c == '-' || c == '*' || c == 0x2022 || c == 0x2013 || c == 0x25AA || c == 0xB7 || c == '+') &&
           i < n && s[i] == ' ';
}

static void measure(Lines *l, Line *x)
{
    const char *s = x->b->text;
    size_t n = x->b->len, i = 0, stops = 0;
    bool in = false, guillemets = false;
    int32_t before = 0;
    while (i < n) {
        int32_t c = text_next(s, n, &i);
        bool letter = text_is_letter(c), digit = text_is_digit(c);
        if ((letter || digit) && !in) {
            x->words++;
            x->caps += letter && text_is_upper(c);
        }
        x->letters += letter;
        x->digits += digit;
        bool bar = c == '|' || c == 0x2022 || ((c == 0xBB || c == 0x203A) && before == ' ' && !guillemets);
        guillemets = guillemets || c == 0xAB || c == 0x2039; /* then they are quotation marks */
        x->bars += bar;
        if (c == ' ' && (before == '.' || before == '?' || before == '!')) stops++;
        in = letter || digit || (in && !text_is_space(c) && !bar);
        before = c;
    }
    if (x->letters > x->words * 15) x->words = x->letters / 4; /* a script without spaces between words */
    size_t cut = text_cut(s, n, FOLD_BYTES);
    char f[FOLD_BYTES * 3];
    x->folded_len = text_fold(s, cut, f, sizeof f);
    x->folded = arena_strndup(l->arena, f, x->folded_len);
    x->list = x->b->hint == HINT_ITEM || is_list(s, n);
    x->final = ends_sentence(s, n);
    if (x->b->row && !x->final) x->bars += 2; /* a box of links or a caption in a table, no prose */
    x->has_date = x->words <= 24 && n <= 160 && x->digits > 0 && clean_date_find(s, n, l->lex, &x->date);
    bool long_enough = x->words >= 4 && n >= 20;
    x->prose = long_enough && (x->bars < 2 || x->bars * BAR_WORDS < x->words) && !x->b->links &&
               x->b->hint != HINT_HEADING && x->b->hint != HINT_TITLE &&
               (x->final || (stops > 0 && x->words >= 20) || x->words >= 35 ||
                (x->words >= 6 && n >= 30 && (s[n - 1] == ':' || s[n - 1] == ';')) ||
                (x->b->hint == HINT_PARA && x->words >= 15));
    x->caption = x->b->hint == HINT_CAPTION || is_caption(l, x);
    x->furniture = match_furniture(l, x, false);
    x->as_title = x->furniture == F_NONE ? F_NONE : match_furniture(l, x, true);
}

/* A line that is a date with little beside it. */
static bool is_date_line(const Line *x)
{
    return x->has_date && x->date.words <= DATE_LINE_WORDS && !(x->final && x->date.words > 3);
}

/* ---- splitting glued lines ---- */

static Block part_of(const Block *b, uint32_t from, uint32_t to)
{
    Block p = *b;
    p.text += from;
    p.len = to - from;
    if (p.source != UINT32_MAX) p.source += from;
    clean_trim(&p);
    return p;
}

/* "(Photo: X)City (X) - text": a caption glued to a paragraph. Byte after the caption, 0 where there is none.
 */
static uint32_t glued_caption(const Lines *l, const Block *b)
{
    if (b->len > GLUED_MAX) return 0;
    for (const char *p = b->text; (p = memchr(p, ')', (size_t)(b->text + b->len - p))); p++) {
        size_t at = (size_t)(p - b->text) + 1;
        if (at >= b->len) return 0;
        size_t k = at;
        if (!text_is_upper(text_next(b->text, b->len, &k))) continue;
        const char *open = memrchr(b->text, '(', at);
        if (!open) continue;
        char f[FOLD_BYTES * 3];
        size_t n = at - (size_t)(open - b->text);
        size_t len = n <= FOLD_BYTES ? text_fold(open, n, f, sizeof f) : 0;
        if (len && find_one(l, PHRASES_CAPTION, f, len)) return (uint32_t)at;
    }
    return 0;
}

/* "... on Monday.;Who met the minister?;He met ...": questions and answers on the article, glued behind it by
 * a crawler. The length of what stands before them. */
static uint32_t before_quiz(const Block *b)
{
    for (uint32_t i = 1; i + 1 < b->len; i++) {
        size_t k = i + 1;
        if (b->text[i] != ';' || !ends_sentence(b->text, i) || b->text[i - 1] == ' ') continue;
        if (text_is_upper(text_next(b->text, b->len, &k)) && memmem(b->text + i, b->len - i, "?;", 2))
            return i;
    }
    return b->len;
}

/* Only digits and time signs ("08:46", "GMT+7") from i on? Returns the first byte behind them. */
static uint32_t skip_time(const Block *b, uint32_t i)
{
    uint32_t end = i, k = i;
    while (k < b->len && strchr("0123456789:.|,- ", b->text[k])) k++;
    if (b->len - k >= 3 && (memcmp(b->text + k, "GMT", 3) == 0 || memcmp(b->text + k, "UTC", 3) == 0)) {
        k += 3;
        while (k < b->len && strchr("0123456789:+", b->text[k])) k++;
    }
    if (k > i) end = k;
    return end;
}

static void split_glued(Lines *l)
{
    Blocks in = *l->blocks, out = {.arena = l->arena, .lex = l->lex};
    bool body = false;
    for (size_t i = 0; i < in.n; i++) {
        Block b = in.items[i];
        if (b.map) { /* a page's blocks are what its markup says */
            ARENA_PUSH(l->arena, out.items, out.n, out.cap, b);
            continue;
        }
        b.len = before_quiz(&b);
        DateHit h;
        bool dated =
            !body && b.len < 400 && clean_date_find(b.text, b.len < 300 ? b.len : 300, l->lex, &h) && h.year;
        if (dated && h.numeric && h.start <= 16 &&
            h.words > DATE_LINE_WORDS - 2) { /* date in front of the headline */
            uint32_t end = skip_time(&b, h.end);
            Block rest = part_of(&b, end, b.len);
            bool headline = rest.len > 20 && !ends_sentence(rest.text, rest.len);
            size_t k = 0;
            if (headline && text_is_upper(text_next(rest.text, rest.len, &k))) {
                Block date = part_of(&b, 0, end);
                ARENA_PUSH(l->arena, out.items, out.n, out.cap, date);
                b = rest;
            }
        } else if (dated && h.numeric && h.words > 4 && !ends_sentence(b.text, b.len) &&
                   skip_time(&b, h.end) == b.len) { /* ... or behind it */
            Block head = part_of(&b, 0, h.start);
            ARENA_PUSH(l->arena, out.items, out.n, out.cap, head);
            b = part_of(&b, h.start, b.len);
        }
        uint32_t at = glued_caption(l, &b);
        if (at) {
            Block caption = part_of(&b, 0, at);
            ARENA_PUSH(l->arena, out.items, out.n, out.cap, caption);
            b = part_of(&b, at, b.len);
            b.gap = true;
        }
        body = body || (b.len > 200 && ends_sentence(b.text, b.len));
        if (b.len) ARENA_PUSH(l->arena, out.items, out.n, out.cap, b);
    }
    *l->blocks = out;
}

/* ---- the headline ---- */

/* Letters and digits only, folded, for comparing headlines. */
static size_t bare(const char *s, size_t n, char *out, size_t cap)
{
    char f[FOLD_BYTES * 3];
    n = text_cut(s, n, FOLD_BYTES);
    size_t len = text_fold(s, n, f, sizeof f), k = 0;
    for (size_t i = 0; i < len;) {
        size_t j = i;
        if (is_alnum(text_next(f, len, &j)) && k + (j - i) < cap) {
            memcpy(out + k, f + i, j - i);
            k += j - i;
        }
        i = j;
    }
    return k;
}

static bool same_headline(const char *a, size_t an, const char *b, size_t bn)
{
    char x[FOLD_BYTES * 3], y[FOLD_BYTES * 3];
    if (an > bn * 2 + 40 || bn > an * 2 + 40) return false;
    size_t xn = bare(a, an, x, sizeof x), yn = bare(b, bn, y, sizeof y);
    if (xn == 0 || yn == 0) return false;
    if (xn == yn) return memcmp(x, y, xn) == 0;
    size_t min = xn < yn ? xn : yn, max = xn < yn ? yn : xn;
    return min >= 20 && min * 10 >= max * 7 && memcmp(x, y, min) == 0; /* with the outlet's name behind it */
}

/* Share of the line's longer words that the first paragraphs below it take up again. */
static double taken_up(const Lines *l, size_t i)
{
    const Line *x = &l->items[i];
    size_t words = 0, found = 0;
    for (size_t k = 0; k < x->folded_len;) {
        size_t n = 0;
        while (k + n < x->folded_len && x->folded[k + n] != ' ') n++;
        if (n >= 4) {
            bool hit = false;
            size_t seen = 0;
            for (size_t p = i + 1; p < l->n && p < i + 40 && seen < 3 && !hit; p++) {
                const Line *y = &l->items[p];
                if (!y->prose || y->caption) continue;
                seen++;
                hit = memmem(y->folded, y->folded_len, x->folded + k, n - (n > 5)) != NULL;
            }
            words++;
            found += hit;
        }
        k += n + 1;
    }
    return words ? (double)found / (double)words : 0;
}

static bool could_be_title(const Line *x)
{
    size_t n = x->b->len;
    return x->words >= 4 && x->words <= 32 && n <= TITLE_BYTES && x->b->text[n - 1] != '.' && x->bars == 0 &&
           x->b->text[n - 1] != ':' && x->letters > 10 && !x->caption && !x->list && !x->b->outside &&
           !x->b->links && !is_date_line(x) && x->as_title == F_NONE;
}

/* Is there prose between the lines from and to? */
static bool prose_between(const Lines *l, size_t from, size_t to)
{
    for (size_t k = from + 1; k < l->n && k < to; k++)
        if (l->items[k].prose && !l->items[k].caption && l->items[k].furniture == F_NONE) return true;
    return false;
}

/* Is there prose soon after line i? */
static bool prose_follows(const Lines *l, size_t i)
{
    return prose_between(l, i, i + 40);
}

/* Line of the headline, or -1. */
static int32_t find_title(const Lines *l)
{
    const char *given = l->doc->title ? l->doc->title : l->doc->clean_title;
    if (given) {
        int32_t last = -1;
        for (size_t i = 0; i < l->n; i++) {
            const Line *x = &l->items[i];
            if (x->b->len <= TITLE_BYTES * 2 && same_headline(given, strlen(given), x->b->text, x->b->len) &&
                prose_follows(l, i)) {
                /* a headline repeated right below itself is one; below a paragraph it is a caption */
                if (last >= 0 && (i > (size_t)last + 8 || prose_between(l, (size_t)last, i))) break;
                last = (int32_t)i;
            }
        }
        return last;
    }
    int32_t best = -1;
    double most = 0;
    for (size_t i = 0; i < l->n; i++) {
        const Line *x = &l->items[i];
        if (x->b->hint == HINT_TITLE && x->words >= 2) return (int32_t)i;
        bool question = x->prose && best < 0 && x->b->len < TITLE_BYTES; /* a headline that asks */
        if (x->prose && x->furniture != F_NONE) continue;                /* a notice about cookies */
        if (x->caption || (x->prose && !question)) break;
        if (!could_be_title(x) || !prose_follows(l, i)) {
            if (x->prose) break;
            continue;
        }
        for (size_t k = i + 1; k < l->n && k < i + 6; k++)
            if (l->items[k].dup == (int32_t)i && prose_follows(l, k)) return (int32_t)k;
        double share = taken_up(l, i);
        if (best < 0 || share > most * 2) { /* of several, the first that the body speaks of */
            best = (int32_t)i;
            most = share;
        }
    }
    return best;
}

/* ---- the body ---- */

/* A headline followed by a date line of its own: the first of a list of other articles. */
static bool other_article(const Lines *l, size_t i)
{
    const Line *x = &l->items[i];
    if (x->prose || x->words < 4 || x->caption || x->list || is_date_line(x)) return false;
    for (size_t k = i + 1; k < l->n && k <= i + 3; k++) {
        const Line *y = &l->items[k];
        if (is_date_line(y) && y->date.year && y->date.words <= 4) return true;
        if (y->prose) return false;
    }
    return false;
}

/* "See also: Another headline", "Word word - Headline" between paragraphs. */
static bool is_teaser(const Line *x)
{
    if (x->final || x->caption) return false;
    const char *colon = memchr(x->b->text, ':', x->b->len);
    if (!colon) return false;
    uint32_t head = words_in(x->b->text, (size_t)(colon - x->b->text));
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
        if (x->b->outside || x->b->links || is_date_line(x) || x->dup >= 0 || x->furniture != F_NONE)
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
        if (x->furniture == F_END || other_article(l, i)) return 0;
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
        if (paras >= 2 && kept >= 300 && other_article(l, i)) break;
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
        if (is_date_line(x)) {
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
            (is_date_line(x) && x->date.words < 4))
            continue;
        if (x->words >= BRIEF_WORDS) return brief < i && i - brief <= 2 ? brief : i;
        if (brief == l->n) brief = i;
    }
    return brief;
}

/* ---- the date ---- */

static void set_published(Lines *l, const DateHit *h)
{
    l->doc->published = clean_date_text(h, l->arena);
    l->doc->published_from = "text";
}

/* From a date line near the headline, or a dateline that opens the body ("CITY, May 5, 2024 (Agency) - ...").
 */
static void find_date(Lines *l, int32_t title, size_t body)
{
    size_t after = title < 0 ? 0 : (size_t)title + 1;
    size_t to = body + 3 < l->n ? body + 3 : l->n;
    for (size_t k = after; k < to; k++) {
        const Line *x = &l->items[k];
        if (k > body && other_article(l, k)) break;
        if (is_date_line(x) && x->date.year) {
            set_published(l, &x->date);
            return;
        }
    }
    for (size_t k = body; k < to; k++) {
        const Line *x = &l->items[k];
        DateHit h;
        if (!x->prose || !clean_date_find(x->b->text, x->b->len < 120 ? x->b->len : 120, l->lex, &h) ||
            !h.year)
            continue;
        const char *s = x->b->text;
        uint32_t before = words_in(s, h.start);
        bool opens = before >= 1 && before <= 6 && h.start < 70;
        for (size_t i = 0; i < h.start && opens; i++)
            if ((i == 0 || s[i - 1] == ' ') && s[i] >= 'a' && s[i] <= 'z')
                opens = false; /* prose, no place name */
        const char *tail = s + h.end;
        size_t n = x->b->len - h.end < 40 ? x->b->len - h.end : 40;
        bool dash = memmem(tail, n, " - ", 3) || memmem(tail, n, "--", 2) ||
                    memmem(tail, n, "\xE2\x80\x93", 3) || memmem(tail, n, "\xE2\x80\x94", 3) ||
                    memmem(tail, n, "):", 2);
        if (opens && dash) {
            set_published(l, &h);
            return;
        }
    }
    for (size_t k = title < 0 ? 0 : (size_t)title; title >= 0 && k-- > 0 && k + 2 >= (size_t)title;) {
        const Line *x = &l->items[k];
        if (is_date_line(x) &&
            x->date.year) { /* right above the headline; higher up it is the page's clock */
            set_published(l, &x->date);
            return;
        }
    }
}

/* ---- */

void clean_lines(Doc *doc, Blocks *blocks)
{
    Lines l = {.doc = doc, .blocks = blocks, .lex = blocks->lex, .arena = doc->arena};
    split_glued(&l);
    l.n = blocks->n;
    l.items = ARENA_ARRAY(doc->arena, Line, l.n + 1);
    Map *seen = map_new();
    for (size_t i = 0; i < l.n; i++) {
        Line *x = &l.items[i];
        x->b = &blocks->items[i];
        measure(&l, x);
        uint32_t first = map_get(seen, x->b->text, x->b->len);
        x->dup = x->words >= 3 && first ? (int32_t)first - 1 : -1;
        if (!first) map_put(seen, x->b->text, x->b->len, (uint32_t)i + 1);
        const Line *above = i > 0 ? x - 1 : NULL; /* a caption once more, with its credit */
        if (x->dup < 0 && above && x->caption && !(above->prose && !above->caption) && above->words >= 4 &&
            same_headline(x->b->text, x->b->len, above->b->text, above->b->len))
            x->dup = above->dup >= 0 ? above->dup : (int32_t)i - 1;
    }
    map_free(seen);

    int32_t title = find_title(&l);
    size_t after = title < 0 ? 0 : (size_t)title + 1, body = find_body(&l, after);
    if (body == l.n) { /* a text of a few words */
        for (size_t i = after; i < l.n; i++) {
            Line *x = &l.items[i];
            x->prose =
                x->b->hint != HINT_TITLE && x->bars == 0 && ((x->final && x->words >= 2) || x->words >= 5);
        }
        body = find_body(&l, after);
    }
    if (title >= 0) {
        Line *x = &l.items[title];
        keep(x, PARA_TITLE);
        if (!doc->clean_title) doc->clean_title = arena_strndup(doc->arena, x->b->text, x->b->len);
        for (size_t i = 0; i < l.n; i++) /* the headline once only */
            if (i != (size_t)title && l.items[i].dup < 0 &&
                same_headline(x->b->text, x->b->len, l.items[i].b->text, l.items[i].b->len) &&
                !l.items[i].prose)
                l.items[i].dup = title;
    }
    if (body < l.n) {
        take_head(&l, after, body);
        take_body(&l, body);
    }
    if (!doc->published) find_date(&l, title, body);
}
