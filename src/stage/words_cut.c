/* words_cut.c: see words_parts.h. White space, then from left to right: an address, an emoticon, a number, a
 * word, a mark; what a word is in the language, and what is two words in one token, the pack says.
 */
#include "base/text.h"
#include "stage/words_parts.h"

#include <string.h>
#include <unicode/uchar.h>

/* Bounds that keep the work linear, whatever stands in the text. */
enum { FOLD_MAX = 200, HOST_MAX = 255, TAIL_MAX = 16, PARTS_MAX = 8 };

typedef struct Cutter {
    const Doc *doc;
    const TokenRules *rules;
    const char *s;
    size_t from, to; /* the paragraph */
    size_t gap;      /* end of the white space last seen: what begins here has a space before it */
    size_t chunk;    /* end of what goes on to the next white space */
    bool quoted;     /* inside single quotation marks */
    WordList *out;
} Cutter;

/* A piece of text folded, with the way back from its bytes to those of the text. */
typedef struct Folded {
    char s[FOLD_MAX + 8];
    uint32_t at[FOLD_MAX + 9]; /* [n + 1] */
    size_t n;                  /* 0: too long */
} Folded;

/* ---- characters ---- */

bool words_is_gap(int32_t c)
{
    return text_is_space(c) || c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static bool is_mark(int32_t c)
{
    if (c < 0x300) return c == 0xAD;
    return (U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_MC_MASK | U_GC_ME_MASK)) || c == 0x200C || c == 0x200D;
}

static bool is_apostrophe(int32_t c)
{
    return c == '\'' || c == 0x2019 || c == 0x02BC;
}

static bool is_hyphen(int32_t c)
{
    return c == '-' || c == 0x2010 || c == 0x2011;
}

static bool is_digit(int32_t c)
{
    return c < 0x80 ? text_is_digit(c) : u_isdigit(c);
}

static bool is_inner(int32_t c) /* letters, marks, digits: what words are made of */
{
    return text_is_letter(c) || is_mark(c) || is_digit(c) || c == '_' ||
           (c >= 0x80 && u_charType((UChar32)c) == U_OTHER_NUMBER); /* km² */
}

static bool one_of(const char *set, int32_t c)
{
    return c > 0 && c < 0x80 && strchr(set, c);
}

/* The character at i, 0 at the paragraph's end; *next, where not NULL, is behind it. */
static int32_t at(const Cutter *c, size_t i, size_t *next)
{
    if (i >= c->to) {
        if (next) *next = i;
        return 0;
    }
    int32_t ch = text_next(c->s, c->to, &i);
    if (next) *next = i;
    return ch;
}

static size_t run_end(const Cutter *c, size_t i)
{
    size_t next;
    while (i < c->to && is_inner(at(c, i, &next))) i = next;
    return i;
}

static size_t letters_end(const Cutter *c, size_t i)
{
    size_t next;
    for (int32_t ch; i < c->to && (ch = at(c, i, &next)) && (text_is_letter(ch) || is_mark(ch));) i = next;
    return i;
}

static size_t digits_end(const Cutter *c, size_t i)
{
    size_t next;
    while (i < c->to && is_digit(at(c, i, &next))) i = next;
    return i;
}

static void fold(const char *s, size_t from, size_t to, Folded *out)
{
    size_t n = 0, i = from;
    while (i < to && n < FOLD_MAX) {
        size_t start = i;
        int32_t c = text_next(s, to, &i);
        if (is_apostrophe(c) || c == 0x2018) c = '\'';
        else if (is_hyphen(c)) c = '-';
        else c = (int32_t)u_foldCase(c, U_FOLD_CASE_DEFAULT);
        size_t first = n;
        U8_APPEND_UNSAFE((uint8_t *)out->s, n, c); /* four bytes at most, and eight are left */
        for (size_t k = first; k < n; k++) out->at[k] = (uint32_t)start;
    }
    if (i < to) n = 0;
    out->s[n] = '\0';
    out->at[n] = (uint32_t)i;
    out->n = n;
}

static bool listed(const Cutter *c, TokenList list, size_t from, size_t to)
{
    Folded f;
    fold(c->s, from, to, &f);
    return tokens_in(c->rules, list, f.s, f.n);
}

/* ---- tokens ---- */

static void add_word(Cutter *c, size_t from, size_t to, bool part)
{
    Word w = {.span = {(uint32_t)from, (uint32_t)to}};
    if (from == c->gap) w.flags |= WORD_SPACE;
    if (part) w.flags |= WORD_PART;
    ARENA_PUSH(c->doc->arena, c->out->items, c->out->n, c->out->cap, w);
}

/* One token of one word or more. */
static size_t add(Cutter *c, size_t from, size_t to)
{
    Folded f;
    size_t cuts[TOKEN_CUTS], n = 0;
    fold(c->s, from, to, &f);
    if (f.n) n = tokens_cut(c->rules, f.s, f.n, cuts);
    size_t start = from;
    for (size_t i = 0; i < n; i++) {
        size_t cut = f.at[cuts[i]];
        if (cut <= start || cut >= to) continue;
        add_word(c, start, cut, start > from);
        start = cut;
    }
    add_word(c, start, to, start > from);
    return to;
}

/* ---- addresses ---- */

static bool is_host_byte(char ch)
{
    return text_is_letter((unsigned char)ch) || text_is_digit((unsigned char)ch) || ch == '-' || ch == '_';
}

static size_t without_tail(const char *s, size_t from, size_t to)
{
    for (size_t k = 0; k < TAIL_MAX && to > from && one_of(".,;:!?)]}>\"'", s[to - 1]); k++) to--;
    return to;
}

/* A URL: a scheme or "www.", then all up to white space or a bracket. */
static size_t url_end(const Cutter *c, size_t i)
{
    const char *s = c->s;
    size_t e = i;
    while (e < c->chunk && (unsigned char)s[e] < 0x80 && text_is_letter((unsigned char)s[e])) e++;
    bool scheme = e > i + 1 && c->chunk - e > 3 && memcmp(s + e, "://", 3) == 0;
    bool www = c->chunk - i > 4 && strncasecmp(s + i, "www.", 4) == 0 && is_host_byte(s[i + 4]);
    if (!scheme && !www) return i;
    while (e < c->chunk && !one_of("<>\"", s[e])) e++;
    return without_tail(s, i, e);
}

/* A mail address, a host or a file: "name@host", "site.com", "table.xls". */
static size_t host_end(const Cutter *c, size_t i)
{
    const char *s = c->s;
    size_t e = i, last = 0, mail = 0, labels = 1;
    while (e < c->chunk && e - i < HOST_MAX && (unsigned char)s[e] < 0x80) {
        if (is_host_byte(s[e])) e++;
        else if (!mail && e > i && c->chunk - e > 3 && memcmp(s + e, "...@", 4) == 0)
            e += 3; /* "ann...@host" */
        else if (s[e] == '.' && e > i && e + 1 < c->chunk && is_host_byte(s[e + 1])) {
            last = e++;
            labels++;
        } else if (s[e] == '@' && !mail && e > i && e + 1 < c->chunk && is_host_byte(s[e + 1])) mail = e++;
        else break;
    }
    while (e > i && s[e - 1] == '-') e--;
    if (mail) return e > mail + 1 ? e : i;
    if (!last || e - last < 3 || (e - last > 5 && labels < 3)) return i;
    for (size_t k = last + 1; k < e; k++)
        if (!(s[k] >= 'a' && s[k] <= 'z')) return i;
    size_t first = i;
    while (s[first] != '.') first++;
    if (first - i < 2 || listed(c, TOKENS_NOT_HOST, last + 1, e)) return i;
    for (size_t k = i; k < last; k++) /* not "3.5mm" */
        if (text_is_letter((unsigned char)s[k])) return e;
    return i;
}

/* "@name", "#tag" */
static size_t handle_end(const Cutter *c, size_t i)
{
    size_t e = i + 1, next;
    if ((c->s[i] != '@' && c->s[i] != '#') || i != c->gap || !text_is_letter(at(c, e, NULL))) return i;
    if (c->s[i] == '#' && !tokens_keep(c->rules, TOKENS_HASH)) return i;
    while (e < c->chunk && is_inner(at(c, e, &next))) e = next;
    return e;
}

/* ---- marks ---- */

static size_t take_mark(Cutter *c, size_t i)
{
    size_t next, e;
    int32_t ch = at(c, i, &next);
    e = next;
    if (ch == '.' || ch == '!' || ch == '?') { /* "...", "?!" */
        bool keep = tokens_keep(c->rules, TOKENS_MARKS);
        while (e < c->to && (keep || e < i + 4) && one_of(".!?", c->s[e])) e++;
        bool dots = e == i + 3 && memcmp(c->s + i, "...", 3) == 0;
        if (!dots && !keep) e = i + 1;
    } else if (one_of("-*=_~+#<>`'|$/\\", ch))
        while (e < c->to && c->s[e] == ch) e++;
    else if (ch == 0x2018 || ch == 0x2019 || ch == 0x2026)
        while (e < c->to && at(c, e, &next) == ch) e = next;
    if (ch == 0x2018 || (ch == '\'' && i == c->gap)) c->quoted = true;
    else if (is_apostrophe(ch)) c->quoted = false;
    return add(c, i, e);
}

/* An apostrophe that begins a word: "'em", "'90s", "'s" behind a space. */
static size_t apostrophe_word_end(const Cutter *c, size_t i)
{
    size_t next, e;
    if (!is_apostrophe(at(c, i, &next))) return i;
    e = run_end(c, next);
    if (e == next) return i;
    if (listed(c, TOKENS_KEEP, i, e)) return e;
    size_t d = digits_end(c, next);
    if (d == next + 2 && (d == e || (e == d + 1 && c->s[d] == 's'))) return e;
    return i;
}

/* ---- numbers ---- */

/* Digits with their separators inside: 3.89, 144,000, 10:30. */
static size_t amount_end(const Cutter *c, size_t i)
{
    size_t e = digits_end(c, i);
    while (e + 1 < c->to && one_of(".,:", c->s[e]) && is_digit(at(c, e + 1, NULL))) e = digits_end(c, e + 1);
    return e;
}

static size_t number_end(const Cutter *c, size_t i)
{
    size_t e = amount_end(c, i);
    /* dates, telephone numbers: parts joined by one sign */
    char sign = e < c->to ? c->s[e] : 0;
    if (sign != '/' && sign != '-') return e;
    size_t parts = 1, last = i, all = e;
    while (parts < PARTS_MAX && all + 1 < c->to && c->s[all] == sign && is_digit(at(c, all + 1, NULL))) {
        last = all + 1;
        all = amount_end(c, last);
        parts++;
    }
    if (parts == 1) return e;
    bool keep = tokens_keep(c->rules, sign == '/' ? TOKENS_NUMBER_SLASH : TOKENS_NUMBER_HYPHEN);
    if (sign == '-' && !keep) keep = parts > 2 || (e - i <= 3 && all - last == 4);
    return keep ? all : e;
}

/* ---- words ---- */

/* End of letters with stops that begin at i, "U.S.", "a.m.", "Mr."; e is the end of the first run. Else e. */
static size_t stop_end(const Cutter *c, size_t i, size_t e)
{
    if (e >= c->chunk || c->s[e] != '.' || !tokens_keep(c->rules, TOKENS_STOP)) return e;
    size_t ends[8], n = 0, k = e, single = 0;
    bool singles = true;
    size_t start = i;
    while (n < 8 && k < c->chunk && c->s[k] == '.') {
        size_t next;
        at(c, start, &next);
        singles = singles && next == k && text_is_letter(at(c, start, NULL));
        if (singles) single = k + 1;
        ends[n++] = k + 1;
        start = k + 1;
        k = letters_end(c, start);
        if (k == start) break;
    }
    if (n && c->chunk - ends[n - 1] >= 2 && memcmp(c->s + ends[n - 1], "..", 2) == 0)
        n--; /* "etc...": no stop of its own */
    for (size_t x = n; x-- > 0 && ends[x] >= single;) {
        if (listed(c, TOKENS_ABBREVIATION_NUMBER, i, ends[x])) {
            size_t d = ends[x];
            while (d < c->to && words_is_gap(at(c, d, NULL))) d++;
            return is_digit(at(c, d, NULL)) ? ends[x] : e;
        }
        if (listed(c, TOKENS_ABBREVIATION, i, ends[x]) || listed(c, TOKENS_ABBREVIATION, i, ends[x] - 1))
            return ends[x];
    }
    if (!n || !single) return e;
    if (single > e + 1) { /* "U.S." and, with its last letter bare, "U.S" */
        size_t next;
        if (text_is_letter(at(c, single, &next)) && !is_inner(at(c, next, NULL))) return next;
        return single;
    }
    /* an initial: one upper-case letter, and more behind it */
    size_t behind = single;
    while (behind < c->to && words_is_gap(at(c, behind, NULL))) behind++;
    if (!text_is_upper(at(c, i, NULL)) || listed(c, TOKENS_NOT_INITIAL, i, e)) return e;
    return behind < c->to ? single : e;
}

/* Behind the run [i, e): does an apostrophe, hyphen or ampersand hold it and what follows together? Returns
 * the new end, or e. */
static size_t joined_end(const Cutter *c, size_t i, size_t e)
{
    size_t next;
    int32_t ch = at(c, e, &next);
    if (e >= c->to) return e;
    size_t run = run_end(c, next);
    if (is_apostrophe(ch)) {
        if (run == next) return e;
        bool keep = tokens_keep(c->rules, TOKENS_APOSTROPHE) || listed(c, TOKENS_KEEP, e, run);
        return keep ? run : e;
    }
    if (is_hyphen(ch) && run > next) {
        bool keep = tokens_keep(c->rules, TOKENS_HYPHEN) || listed(c, TOKENS_PREFIX, i, e);
        return keep ? run : e;
    }
    if (ch == '&' && run > next && run - next <= 3 && e - i <= 3) {
        bool capitals = text_is_upper(at(c, i, NULL)) == text_is_upper(at(c, next, NULL));
        return capitals && tokens_keep(c->rules, TOKENS_AMPERSAND) ? run : e;
    }
    return e;
}

static size_t take_word(Cutter *c, size_t i, size_t e)
{
    size_t next;
    /* "Rp5": a currency before its amount */
    size_t l = letters_end(c, i);
    if (l > i && l < e && is_digit(at(c, l, NULL)) && listed(c, TOKENS_CURRENCY, i, l)) return add(c, i, l);
    size_t stop = stop_end(c, i, e);
    bool abbreviation = stop > e;
    if (!abbreviation)
        for (size_t more; (more = joined_end(c, i, e)) > e;) e = more;
    else e = stop;
    if (at(c, e, &next) == '$' && listed(c, TOKENS_KEEP, i, next)) return add(c, i, next);
    if (abbreviation && is_apostrophe(at(c, e, &next)) && next < c->to) { /* "U.S.'s" */
        size_t run = run_end(c, next);
        if (run > next) e = run;
    }
    if (is_apostrophe(at(c, e, &next)) && !c->quoted) { /* "states'" */
        Folded f;
        size_t cuts[TOKEN_CUTS];
        fold(c->s, i, next, &f);
        if (f.n && !is_inner(at(c, next, NULL)) && tokens_cut(c->rules, f.s, f.n, cuts)) e = next;
    }
    return add(c, i, e);
}

/* All that stands between two white spaces, without the marks at its end: is it one token by itself? */
static size_t kept_end(const Cutter *c, size_t i, size_t run)
{
    if (run >= c->chunk) return i;
    if (listed(c, TOKENS_KEEP, i, c->chunk)) return c->chunk;
    size_t e = without_tail(c->s, i, c->chunk);
    return e > run && e < c->chunk && listed(c, TOKENS_KEEP, i, e) ? e : i;
}

static size_t take_run(Cutter *c, size_t i)
{
    size_t e, run = run_end(c, i);
    if ((e = kept_end(c, i, run)) > i) return add(c, i, e);
    if ((e = url_end(c, i)) > i || (e = host_end(c, i)) > i) {
        add_word(c, i, e, false);
        return e;
    }
    if (!is_digit(at(c, i, NULL))) return take_word(c, i, run);
    e = number_end(c, i);
    size_t l = letters_end(c, e), s_end;
    if (l == e && is_apostrophe(at(c, e, &s_end)) && s_end < c->to && c->s[s_end] == 's' &&
        !is_inner(at(c, s_end + 1, NULL)) && c->s[e - 1] == '0') { /* "the 80's" */
        add_word(c, i, s_end + 1, false);
        return s_end + 1;
    }
    if (l == e || (l == run_end(c, e) && listed(c, TOKENS_UNIT, e, l))) {
        size_t next;
        bool hyphen = is_hyphen(at(c, e, &next)) && text_is_letter(at(c, next, NULL));
        return hyphen && tokens_keep(c->rules, TOKENS_HYPHEN) ? take_word(c, i, e) : add(c, i, e);
    }
    return take_word(c, i, run_end(c, e));
}

static size_t take_any(Cutter *c, size_t i)
{
    size_t e, next;
    int32_t ch = at(c, i, &next);
    bool begins = i == c->gap || !is_inner(c->s[i - 1]);
    if (begins && (e = tokens_emoticon(c->rules, c->s + i, c->to - i)) > 0) {
        bool ends = i + e >= c->chunk || !is_inner(at(c, i + e, NULL));
        if (ends) return add(c, i, i + e);
    }
    if (is_inner(ch)) return take_run(c, i);
    if ((e = handle_end(c, i)) > i || (e = apostrophe_word_end(c, i)) > i) return add(c, i, e);
    if (i == c->gap && ch == '+' && is_digit(at(c, next, NULL)) && tokens_keep(c->rules, TOKENS_SIGN))
        return add(c, i, number_end(c, next));
    if (begins && ch == '.' && is_inner(at(c, next, NULL)) &&
        (i == c->gap || c->s[i - 1] == ')')) { /* ".5" */
        e = is_digit(at(c, next, NULL)) ? amount_end(c, next) : letters_end(c, next);
        return add(c, i, e > next ? e : next);
    }
    return take_mark(c, i);
}

void words_cut(const Doc *doc, const TokenRules *rules, uint32_t from, uint32_t to, WordList *out)
{
    Cutter c = {.doc = doc, .rules = rules, .s = doc->text, .from = from, .to = to, .gap = from, .out = out};
    size_t i = from, next;
    while (i < to) {
        if (words_is_gap(at(&c, i, &next))) {
            i = c.gap = next;
            continue;
        }
        if (i == c.gap) {
            c.chunk = i;
            while (c.chunk < to && !words_is_gap(at(&c, c.chunk, &next))) c.chunk = next;
        }
        i = take_any(&c, i);
    }
}
