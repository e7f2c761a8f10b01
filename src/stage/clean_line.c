/* clean_line.c: see clean_line.h. What a line looks like.
 *
 * What marks furniture and captions are phrases of the packs, section [furniture], of all packs together.
 */
#include "base/text.h"
#include "stage/clean_line.h"

#include <string.h>

enum {
    BAR_WORDS = 60,    /* a whole article in one line may hold a few bars */
    SHORT_WORDS = 12,  /* a line of more that begins as furniture may be prose */
    CAPTION_TAIL = 90, /* a caption's sign stands this near to the end of its line */
};

bool line_is_alnum(int32_t c)
{
    return text_is_letter(c) || text_is_digit(c);
}

/* Is the character that begins at byte i of s a letter or digit? */
static bool alnum_at(const char *s, size_t n, size_t i)
{
    return i < n && line_is_alnum(text_next(s, n, &i));
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

uint32_t line_words_in(const char *s, size_t n)
{
    uint32_t words = 0;
    bool in = false;
    for (size_t i = 0; i < n; i++) {
        bool w = s[i] != ' ' && (line_is_alnum((unsigned char)s[i] < 0x80 ? s[i] : 'a'));
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
    uint32_t rest = line_words_in(x->folded + k, x->folded_len - k);
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
const Phrase *line_find_phrase(const Lines *l, PhraseList list, const char *s, size_t n_bytes)
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
    return x->words < 60 && line_find_phrase(l, PHRASES_CONTAINS, x->folded, x->folded_len) ? F_LINE : F_NONE;
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
    if (tail_len && line_find_phrase(l, PHRASES_CAPTION, tail, tail_len)) return true;
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

bool line_ends_sentence(const char *s, size_t n)
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

void line_measure(Lines *l, Line *x)
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
    x->final = line_ends_sentence(s, n);
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
bool line_is_date(const Line *x)
{
    return x->has_date && x->date.words <= DATE_LINE_WORDS && !(x->final && x->date.words > 3);
}

/* ---- lines beside one another ---- */

/* A headline followed by a date line of its own: the first of a list of other articles. */
bool lines_other_article(const Lines *l, size_t i)
{
    const Line *x = &l->items[i];
    if (x->prose || x->words < 4 || x->caption || x->list || line_is_date(x)) return false;
    for (size_t k = i + 1; k < l->n && k <= i + 3; k++) {
        const Line *y = &l->items[k];
        if (line_is_date(y) && y->date.year && y->date.words <= 4) return true;
        if (y->prose) return false;
    }
    return false;
}

/* Is there prose between the lines from and to? */
bool lines_prose_between(const Lines *l, size_t from, size_t to)
{
    for (size_t k = from + 1; k < l->n && k < to; k++)
        if (l->items[k].prose && !l->items[k].caption && l->items[k].furniture == F_NONE) return true;
    return false;
}
