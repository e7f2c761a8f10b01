/* segment.c: see segment.h. Paragraph by paragraph: bytes -> tokens, then tokens -> sentences.
 *
 * The rules are those of languages that put spaces between words. What a word is comes from ICU's character
 * classes; abbreviations, currencies and small words come from the pack. One pass, no look-back beyond the
 * paragraph.
 */
#include "stage/segment.h"

#include "base/text.h"
#include "lex/phrases.h"

#include <ctype.h>
#include <string.h>
#include <unicode/uchar.h>

enum { WORD_MAX = 255, ABBREVIATION_MAX = 16 };

typedef struct Seg {
    Doc *doc;
    const Lexicon *lex;
    const Lang *lang; /* one of lex */
    const char *s;
    Arena *arena;
    Token *toks;
    size_t n_toks, cap_toks;
    Sentence *sents;
    size_t n_sents, cap_sents;
} Seg;

/* ---- words of the pack ---- */

static bool in_pack(const Seg *g, PhraseList list, const char *folded, size_t n)
{
    const Phrase *p = n ? lexicon_phrase(g->lex, list, folded, n) : NULL;
    while (p && lexicon_lang(g->lex, p->lang) != g->lang) p = lexicon_phrase_next(g->lex, list, p);
    return p != NULL;
}

static bool is_abbreviation(const Seg *g, const char *s, size_t n)
{
    char f[WORD_MAX + 1];
    return in_pack(g, PHRASES_ABBREVIATION, f, text_fold(s, n, f, sizeof f));
}

static bool is_currency(const Seg *g, const char *s, size_t n)
{
    char f[WORD_MAX + 1];
    return in_pack(g, PHRASES_CURRENCY, f, text_fold(s, n, f, sizeof f));
}

static bool is_small_word(const Seg *g, const char *s, size_t n)
{
    char f[WORD_MAX + 1];
    size_t len = text_fold(s, n, f, sizeof f);
    return in_pack(g, PHRASES_FUNCTION, f, len) || in_pack(g, PHRASES_PRONOUN, f, len);
}

/* ---- characters ---- */

static bool is_mark(int32_t c)
{
    if (c < 0x300) return c == 0xAD;
    return (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ME_MASK)) || c == 0x200C || c == 0x200D;
}

static int32_t peek(const char *s, size_t i, size_t end)
{
    return i < end ? text_next(s, end, &i) : 0;
}

static bool is_apostrophe(int32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x02BC;
}

static bool is_hyphen(int32_t c)
{
    return c == '-' || (c >= 0x2010 && c <= 0x2015) || c == 0x2212;
}

static bool opens_quote(int32_t c)
{
    return c == 0x201C || c == 0xAB || c == 0x201E;
}

static bool closes_quote(int32_t c)
{
    return c == 0x201D || c == 0xBB;
}

static bool is_closer(int32_t c)
{
    return c == '"' || c == ')' || c == ']' || c == '\'' || c == 0x2019 || closes_quote(c);
}

static bool is_opener(int32_t c)
{
    return c == '"' || c == '(' || c == '[' || c == '\'' || c == 0x2018 || opens_quote(c);
}

/* End of the letters, marks (and digits) that begin at i. */
static size_t word_end(const char *s, size_t i, size_t end)
{
    while (i < end) {
        size_t j = i;
        int32_t c = text_next(s, end, &j);
        if (!text_is_letter(c) && !is_mark(c) && !(c < 0x80 ? text_is_digit(c) : u_isdigit(c))) break;
        i = j;
    }
    return i;
}

/* ---- tokens ---- */

static void add(Seg *g, size_t start, size_t end, uint32_t flags)
{
    Token t = {.span = {(uint32_t)start, (uint32_t)end}, .flags = flags};
    const char *s = g->s + start;
    size_t n = end - start;
    if (flags & TOK_WORD) {
        size_t i = 0, upper = 0, lower = 0;
        bool first = true;
        while (i < n) {
            int32_t c = text_next(s, n, &i);
            if (!text_is_letter(c)) continue;
            bool up = text_is_upper(c);
            if (first && up) t.flags |= TOK_CAP;
            first = false;
            up ? upper++ : lower++;
        }
        if (upper >= 2 && lower == 0) t.flags |= TOK_ALLCAP;
    }
    if (n <= WORD_MAX) {
        char f[WORD_MAX + 1];
        size_t len = text_fold(s, n, f, sizeof f);
        if (len) t.word = lang_word(g->lang, f, len);
    }
    ARENA_PUSH(g->arena, g->toks, g->n_toks, g->cap_toks, t);
}

/* End of an address ("https://...", "www. ...", "name@host", "@handle", "#tag", "site.com") at i, or i. */
static size_t address_end(const char *s, size_t i, size_t end)
{
    size_t e = i;
    bool url = (end - i > 8 && (memcmp(s + i, "http://", 7) == 0 || memcmp(s + i, "https://", 8) == 0)) ||
               (end - i > 4 && strncasecmp(s + i, "www.", 4) == 0);
    if (!url && (s[i] == '@' || s[i] == '#')) {
        int32_t c = peek(s, i + 1, end);
        if (!text_is_letter(c) && c != '_') return i;
        for (e = i + 1; e < end; e++)
            if ((unsigned char)s[e] < 0x80 && !text_is_letter(s[e]) && !text_is_digit(s[e]) && s[e] != '_')
                break;
        return e;
    }
    if (!url) { /* a host name or mail address: ASCII, a dot between lower-case letters or an @ inside */
        size_t at = 0, dots = 0;
        for (e = i; e < end; e++) {
            char c = s[e];
            bool inner = e > i && e + 1 < end;
            if ((unsigned char)c >= 0x80) break;
            if (text_is_letter(c) || text_is_digit(c)) continue;
            if (inner && c == '@' && !at) at = e;
            else if (inner && c == '.' && s[e + 1] >= 'a' && s[e + 1] <= 'z' &&
                     (at || (s[e - 1] >= 'a' && s[e - 1] <= 'z' && e - i >= 3)))
                dots++;
            else if (!(inner && at && (c == '-' || c == '_'))) break;
        }
        bool host = dots > 0 && text_is_letter((unsigned char)s[i]);
        return host ? e : i;
    }
    while (e < end) {
        size_t j = e;
        if (text_is_space(text_next(s, end, &j))) break;
        e = j;
    }
    while (e > i && strchr(".,;:!?)]\"'", s[e - 1])) e--;
    return e;
}

/* End of an abbreviation with its dots at i ("Mr.", "U.S.", "J.", "a.m."), or i. `e` is the end of the first
 * word. */
static size_t abbreviation_end(const Seg *g, size_t i, size_t e, size_t end)
{
    const char *s = g->s;
    size_t ends[8], n = 0, at = e;
    while (n < 8 && at < end && s[at] == '.' && at - i < ABBREVIATION_MAX) {
        ends[n++] = at + 1;
        size_t w = word_end(s, at + 1, end);
        if (w == at + 1) break;
        at = w;
    }
    for (size_t k = n; k-- > 0;)
        if (is_abbreviation(g, s + i, ends[k] - i) || is_abbreviation(g, s + i, ends[k] - i - 1))
            return ends[k];
    /* single letters with dots; one letter alone must be an initial: upper case */
    size_t k = i, letters = 0, stop = i;
    bool upper = false;
    while (k < end) {
        size_t j = k;
        int32_t c = text_next(s, end, &j);
        if (!text_is_letter(c) || (j < end && is_mark(peek(s, j, end)))) break;
        if (letters == 0) upper = text_is_upper(c);
        if (j < end && s[j] == '.') {
            letters++;
            k = stop = j + 1;
            continue;
        }
        if (letters > 0 && word_end(s, k, end) == j) { /* "S.A" */
            letters++;
            stop = j;
        }
        break;
    }
    if (letters >= 2 || (letters == 1 && upper && stop == e + 1)) return stop;
    return i;
}

/* The end of the "'s" at e, "Vietnam | 's", "Marcos Jr. | 's"; e where there is none. */
static size_t possessive_end(const Seg *g, size_t e, size_t end)
{
    const char *s = g->s;
    size_t j = e;
    if (j >= end || !is_apostrophe(text_next(s, end, &j))) return e;
    size_t w = word_end(s, j, end);
    return w == j + 1 && (s[j] == 's' || s[j] == 'S') ? w : e;
}

/* A word at i (flags: what stands before it); returns where to go on. */
static size_t take_word(Seg *g, size_t i, size_t end, uint32_t flags)
{
    const char *s = g->s;
    size_t e = word_end(s, i, end);
    size_t a = address_end(s, i, end);
    if (a > e) {
        add(g, i, a, flags | TOK_WORD);
        return a;
    }
    for (;;) { /* apostrophes inside: "don't", "Jum'at", but "Vietnam's" is two */
        size_t j = e;
        if (j >= end || !is_apostrophe(text_next(s, end, &j))) break;
        size_t w = word_end(s, j, end), owns = possessive_end(g, e, end);
        if (w == j) break;
        if (owns > e) {
            add(g, i, e, flags | TOK_WORD);
            add(g, e, owns, TOK_WORD);
            return owns;
        }
        e = w;
    }
    size_t b = abbreviation_end(g, i, e, end);
    if (b > i) {
        size_t owns = possessive_end(g, b, end);
        add(g, i, b, flags | TOK_WORD);
        if (owns > b) add(g, b, owns, TOK_WORD);
        return owns;
    }
    /* "Rp5", "JPY600": a currency glued to its amount */
    size_t letters = i;
    while (letters < e && !text_is_digit(s[letters])) letters++;
    if (letters > i && letters < e && is_currency(g, s + i, letters - i)) e = letters;
    add(g, i, e, flags | TOK_WORD);
    return e;
}

static size_t take_number(Seg *g, size_t i, size_t end, uint32_t flags)
{
    const char *s = g->s;
    size_t e = i;
    while (e < end && text_is_digit(s[e])) {
        e++;
        if (e + 1 < end && (s[e] == '.' || s[e] == ',') && text_is_digit(s[e + 1])) e++;
    }
    size_t w = word_end(s, e, end), n = w - e;
    /* "25th", "1990s", "5G" are words; "4.1bn", "750m", "$5M", "USD5M" a number and a word */
    static const char *const tails[] = {"st", "nd", "rd", "th", "s"};
    unsigned char before = i && !(flags & TOK_SPACE) ? (unsigned char)s[i - 1] : ' ';
    bool sum = before == '$' || before >= 0x80 || isalpha(before);
    bool word = n == 1 && s[e] >= 'A' && s[e] <= 'Z' && !sum;
    for (size_t k = 0; k < sizeof tails / sizeof *tails; k++)
        if (n == strlen(tails[k]) && strncasecmp(s + e, tails[k], n) == 0) word = true;
    if (word) {
        add(g, i, w, flags | TOK_WORD);
        return w;
    }
    add(g, i, e, flags | TOK_NUMBER);
    return e;
}

static size_t take_punct(Seg *g, size_t i, size_t end, uint32_t flags)
{
    const char *s = g->s;
    size_t e = i;
    text_next(s, end, &e);
    if (s[i] == '.' || s[i] == '-')
        while (e < end && s[e] == s[i]) e++;
    add(g, i, e, flags | TOK_PUNCT);
    return e;
}

static void tokenize(Seg *g, size_t i, size_t end)
{
    const char *s = g->s;
    uint32_t space = TOK_SPACE;
    while (i < end) {
        size_t j = i;
        int32_t c = text_next(s, end, &j);
        if (text_is_space(c) || (c < 0x20)) {
            space = TOK_SPACE;
            i = j;
            continue;
        }
        size_t a = c == '@' || c == '#' ? address_end(s, i, end) : i;
        if (a > i) {
            add(g, i, a, space | TOK_WORD);
            i = a;
        } else if (text_is_digit(c)) i = take_number(g, i, end, space);
        else if (text_is_letter(c) || is_mark(c)) i = take_word(g, i, end, space);
        else i = take_punct(g, i, end, space);
        space = 0;
    }
}

/* TOK_QUOTED for what stands between quotation marks of one paragraph; an unclosed straight mark quotes
 * nothing. */
static void mark_quoted(Seg *g, size_t from)
{
    bool in = false;
    size_t open = 0;
    bool straight = false;
    for (size_t k = from; k < g->n_toks; k++) {
        Token *t = &g->toks[k];
        int32_t c = t->flags & TOK_PUNCT ? peek(g->s, t->span.start, t->span.end) : 0;
        if (!in && (opens_quote(c) || c == '"')) {
            in = true;
            straight = c == '"';
            open = k;
        } else if (in && (closes_quote(c) || c == '"')) in = false;
        else if (in) t->flags |= TOK_QUOTED;
    }
    if (in && straight)
        for (size_t k = open; k < g->n_toks; k++) g->toks[k].flags &= ~(uint32_t)TOK_QUOTED;
}

/* ---- sentences ---- */

static int32_t first_char(const Seg *g, const Token *t)
{
    return peek(g->s, t->span.start, t->span.end);
}

/* Does a capital here look like the start of a sentence, even after an abbreviation? */
static bool starts_sentence(const Seg *g, const Token *t)
{
    return (t->flags & TOK_CAP) && is_small_word(g, g->s + t->span.start, t->span.end - t->span.start);
}

/* Is there a sentence end after token k? Sets *last to the last token that belongs to the sentence. */
static bool ends_here(const Seg *g, size_t k, size_t n, size_t *last)
{
    const Token *t = &g->toks[k];
    int32_t c = first_char(g, t);
    bool dot = g->s[t->span.end - 1] == '.';
    bool abbreviation = dot && (t->flags & TOK_WORD);
    if (!dot && c != '!' && c != '?' && c != 0x2026) return false;
    size_t l = k;
    while (l + 1 < n && !(g->toks[l + 1].flags & TOK_SPACE) &&
           (is_closer(first_char(g, &g->toks[l + 1])) || strchr(".!?", g->s[g->toks[l + 1].span.start])))
        l++;
    *last = l;
    if (l + 1 >= n) return true;
    size_t next = l + 1;
    bool space = (g->toks[next].flags & TOK_SPACE) != 0;
    while (next + 1 < n && g->toks[next].flags & TOK_PUNCT &&
           (is_opener(first_char(g, &g->toks[next])) || is_hyphen(first_char(g, &g->toks[next]))))
        next++;
    const Token *f = &g->toks[next];
    if (!space) { /* two sentences glued together: "... negara.Presiden ..." */
        const Token *p = k > 0 ? &g->toks[k - 1] : t;
        return !abbreviation && c == '.' && l == k && next == l + 1 && f->flags & TOK_CAP &&
               !(f->flags & TOK_ALLCAP) && p->flags & TOK_WORD && !(p->flags & TOK_CAP) &&
               p->span.end - p->span.start > 2;
    }
    if (f->flags & TOK_WORD && !(f->flags & TOK_CAP) && !text_is_digit(first_char(g, f))) return false;
    if (!abbreviation) return true;
    if (l > k) return true; /* a closing mark after the abbreviation */
    if (f->flags & (TOK_NUMBER | TOK_PUNCT)) return false;
    bool lower = !text_is_upper(c);
    bool dots = memchr(g->s + t->span.start, '.', t->span.end - t->span.start - 1) != NULL;
    if (lower && !dots && f->flags & TOK_CAP) return true; /* "dll. Kedua ..." */
    return starts_sentence(g, f);
}

static void add_sentence(Seg *g, size_t from, size_t to, uint32_t para)
{
    Sentence s = {.tok = (uint32_t)from, .tok_end = (uint32_t)to, .para = para};
    s.span.start = g->toks[from].span.start;
    s.span.end = g->toks[to - 1].span.end;
    g->toks[from].flags |= TOK_SPACE;
    for (size_t k = from; k < to; k++)
        if (g->toks[k].flags & (TOK_WORD | TOK_NUMBER)) {
            g->toks[k].flags |= TOK_FIRST;
            break;
        }
    ARENA_PUSH(g->arena, g->sents, g->n_sents, g->cap_sents, s);
}

static void split(Seg *g, size_t from, uint32_t para)
{
    size_t n = g->n_toks, start = from;
    for (size_t k = from; k < n; k++) {
        size_t last = k;
        /* the number of a list item ("1. Name") is no sentence */
        bool item = k == from + 1 && g->toks[from].flags & TOK_NUMBER && g->toks[k].flags & TOK_PUNCT;
        if (item || !ends_here(g, k, n, &last)) continue;
        add_sentence(g, start, last + 1, para);
        start = last + 1;
        k = last;
    }
    if (start < n) add_sentence(g, start, n, para);
}

int segment_run(Doc *doc, const Lexicon *lex, Err *err)
{
    (void)err;
    if (!doc->lang || !doc->text) return 0;
    Seg g = {.doc = doc, .lex = lex, .lang = doc->lang, .s = doc->text, .arena = doc->arena};
    for (uint32_t p = 0; p < doc->n_paras; p++) {
        size_t from = g.n_toks;
        tokenize(&g, doc->paras[p].span.start, doc->paras[p].span.end);
        mark_quoted(&g, from);
        if (g.n_toks > from) split(&g, from, p);
    }
    doc->toks = g.toks;
    doc->n_toks = (uint32_t)g.n_toks;
    doc->sents = g.sents;
    doc->n_sents = (uint32_t)g.n_sents;
    return 0;
}
