/* tokens.c: see tokens.h. One map holds all lists, each word behind the letter of its list. */
#include "lex/tokens.h"

#include "base/map.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

enum { KEY_MAX = 256 };

typedef struct Split { /* a word and where its parts begin */
    size_t cuts[TOKEN_CUTS], n;
} Split;

typedef struct Suffix {
    const char *text;  /* folded [len] */
    size_t len, least; /* least: letters that must stand before it */
    const char *after; /* NULL, or what must stand right before it [after_len] */
    size_t after_len;
} Suffix;

struct TokenRules {
    Arena *arena;
    Map *words;
    bool keep[TOKEN_RULES];
    Split *splits;
    size_t n_splits, cap_splits;
    Suffix *suffixes; /* longest first */
    size_t n_suffixes, cap_suffixes;
    const char **ends; /* [token-keep] end: words that end so are one word */
    size_t n_ends, cap_ends;
    const char **emoticons;
    size_t n_emoticons, cap_emoticons;
};

static const char split_list = 'S';

static const struct {
    const char *section;
    TokenList list;
} sections[] = {
    {"token-keep", TOKENS_KEEP},           {"token-abbreviation", TOKENS_ABBREVIATION},
    {"abbreviation", TOKENS_ABBREVIATION}, {"token-unit", TOKENS_UNIT},
    {"token-currency", TOKENS_CURRENCY},   {"token-prefix", TOKENS_PREFIX},
    {"pronoun", TOKENS_NOT_INITIAL},       {"function", TOKENS_NOT_INITIAL},
    {"pronoun", TOKENS_NOT_HOST},          {"function", TOKENS_NOT_HOST},
};

static const char *const rule_names[TOKEN_RULES] = {
    [TOKENS_HYPHEN] = "hyphen",
    [TOKENS_NUMBER_HYPHEN] = "number-hyphen",
    [TOKENS_NUMBER_SLASH] = "number-slash",
    [TOKENS_APOSTROPHE] = "apostrophe",
    [TOKENS_STOP] = "stop",
    [TOKENS_AMPERSAND] = "ampersand",
    [TOKENS_SIGN] = "sign",
    [TOKENS_HASH] = "hash",
    [TOKENS_MARKS] = "marks",
};

static size_t put_key(char *key, char list, const char *folded, size_t n)
{
    if (n == 0 || n + 1 >= KEY_MAX) return 0;
    key[0] = list;
    memcpy(key + 1, folded, n);
    return n + 1;
}

static uint32_t lookup(const TokenRules *r, char list, const char *folded, size_t n)
{
    char key[KEY_MAX];
    size_t len = put_key(key, list, folded, n);
    return len ? map_get(r->words, key, len) : 0;
}

bool tokens_in(const TokenRules *r, TokenList list, const char *folded, size_t n)
{
    return lookup(r, (char)('a' + list), folded, n) != 0;
}

bool tokens_keep(const TokenRules *r, TokenRule rule)
{
    return r->keep[rule];
}

size_t tokens_emoticon(const TokenRules *r, const char *s, size_t n)
{
    size_t best = 0;
    for (size_t i = 0; i < r->n_emoticons; i++) {
        size_t len = strlen(r->emoticons[i]);
        if (len > best && len <= n && memcmp(r->emoticons[i], s, len) == 0) best = len;
    }
    return best;
}

static bool is_word_byte(char c)
{
    return (unsigned char)c >= 0x80 || text_is_letter((unsigned char)c) || text_is_digit((unsigned char)c) ||
           c == '.' || c == '-';
}

static size_t letters(const char *s, size_t n)
{
    size_t count = 0;
    for (size_t i = 0; i < n; i++) count += ((unsigned char)s[i] & 0xC0) != 0x80;
    return count;
}

static const Suffix *suffix_of(const TokenRules *r, const char *s, size_t n)
{
    for (size_t i = 0; i < r->n_suffixes; i++) {
        const Suffix *x = &r->suffixes[i];
        if (x->len >= n || memcmp(s + n - x->len, x->text, x->len) != 0) continue;
        size_t host = n - x->len;
        if (!is_word_byte(s[host - 1]) || letters(s, host) < x->least) continue;
        if (x->after && (host < x->after_len || memcmp(s + host - x->after_len, x->after, x->after_len) != 0))
            continue;
        return x;
    }
    return NULL;
}

static bool ends_kept(const TokenRules *r, const char *s, size_t n)
{
    for (size_t i = 0; i < r->n_ends; i++) {
        size_t len = strlen(r->ends[i]);
        if (len <= n && memcmp(s + n - len, r->ends[i], len) == 0) return true;
    }
    return false;
}

size_t tokens_cut(const TokenRules *r, const char *s, size_t n, size_t cuts[TOKEN_CUTS])
{
    size_t found[TOKEN_CUTS], count = 0, known = 0;
    const Split *split = NULL;
    while (count < TOKEN_CUTS) { /* from the end: what is left may be a word that is split or kept */
        if (tokens_in(r, TOKENS_KEEP, s, n)) break;
        uint32_t id = lookup(r, split_list, s, n);
        if (id) {
            split = &r->splits[id - 1];
            break;
        }
        const Suffix *x = ends_kept(r, s, n) ? NULL : suffix_of(r, s, n);
        if (!x) break;
        n -= x->len;
        found[count++] = n;
    }
    for (size_t i = 0; split && i < split->n && known + count < TOKEN_CUTS; i++)
        cuts[known++] = split->cuts[i];
    while (count) cuts[known++] = found[--count];
    return known;
}

/* ---- the loader ---- */

bool tokens_section(const char *section)
{
    return strncmp(section, "token-", 6) == 0;
}

static int bad(const Lang *lang, const LexEntry *e, Err *err, const char *why)
{
    return err_set(err, ERR_FORMAT, "%s: line %d of the token rules: '%s': %s", lang_dir(lang), e->line,
                   e->phrase, why);
}

static int add_list(TokenRules *r, const Lang *lang, const char *section, TokenList list, Err *err)
{
    const LexEntry *e;
    size_t n = lang_entries(lang, section, &e);
    for (size_t i = 0; i < n; i++) {
        char folded[KEY_MAX], key[KEY_MAX];
        size_t len = strlen(e[i].phrase) < KEY_MAX / 3
                         ? text_fold(e[i].phrase, strlen(e[i].phrase), folded, sizeof folded)
                         : 0;
        if (!len) return bad(lang, &e[i], err, "too long");
        if (list == TOKENS_KEEP && strcmp(e[i].key, "end") == 0) {
            const char *end = arena_strndup(r->arena, folded, len);
            ARENA_PUSH(r->arena, r->ends, r->n_ends, r->cap_ends, end);
            continue;
        }
        TokenList to = list;
        if (list == TOKENS_ABBREVIATION && strcmp(e[i].key, "number") == 0) to = TOKENS_ABBREVIATION_NUMBER;
        map_put(r->words, key, put_key(key, (char)('a' + to), folded, len), 1);
    }
    return 0;
}

/* "can+not" */
static int add_splits(TokenRules *r, const Lang *lang, Err *err)
{
    const LexEntry *e;
    size_t n = lang_entries(lang, "token-split", &e);
    for (size_t i = 0; i < n; i++) {
        char folded[KEY_MAX], word[KEY_MAX], key[KEY_MAX];
        size_t len = strlen(e[i].phrase) < KEY_MAX / 3
                         ? text_fold(e[i].phrase, strlen(e[i].phrase), folded, sizeof folded)
                         : 0;
        Split s = {.n = 0};
        size_t w = 0;
        for (size_t k = 0; k < len; k++) {
            if (folded[k] != '+') word[w++] = folded[k];
            else if (w && s.n < TOKEN_CUTS) s.cuts[s.n++] = w;
        }
        if (!s.n || s.cuts[s.n - 1] == w) return bad(lang, &e[i], err, "a split is written can+not");
        ARENA_PUSH(r->arena, r->splits, r->n_splits, r->cap_splits, s);
        map_put(r->words, key, put_key(key, split_list, word, w), (uint32_t)r->n_splits);
    }
    return 0;
}

static int longest_first(const void *a, const void *b)
{
    const Suffix *x = a, *y = b;
    if (x->len != y->len) return x->len < y->len ? 1 : -1;
    return strcmp(x->text, y->text);
}

static int add_suffixes(TokenRules *r, const Lang *lang, Err *err)
{
    const LexEntry *e;
    size_t n = lang_entries(lang, "token-suffix", &e);
    for (size_t i = 0; i < n; i++) {
        char folded[KEY_MAX];
        size_t len = strlen(e[i].phrase) < KEY_MAX / 3
                         ? text_fold(e[i].phrase, strlen(e[i].phrase), folded, sizeof folded)
                         : 0;
        if (!len) return bad(lang, &e[i], err, "too long");
        Suffix s = {.text = arena_strndup(r->arena, folded, len), .len = len, .least = 1};
        if (text_is_digit((unsigned char)e[i].key[0])) s.least = (size_t)atoi(e[i].key);
        else if (*e[i].key) {
            s.after = e[i].key;
            s.after_len = strlen(e[i].key);
        }
        ARENA_PUSH(r->arena, r->suffixes, r->n_suffixes, r->cap_suffixes, s);
    }
    if (r->n_suffixes) qsort(r->suffixes, r->n_suffixes, sizeof *r->suffixes, longest_first);
    return 0;
}

static int add_rules(TokenRules *r, const Lang *lang, Err *err)
{
    for (size_t i = 0; i < TOKEN_RULES; i++) r->keep[i] = true;
    const LexEntry *e;
    size_t n = lang_entries(lang, "token-rules", &e);
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;
        while (k < TOKEN_RULES && strcmp(rule_names[k], e[i].key) != 0) k++;
        if (k == TOKEN_RULES) return bad(lang, &e[i], err, "no such rule; see lang/README.md");
        r->keep[k] = strcmp(e[i].phrase, "keep") == 0;
        if (!r->keep[k] && strcmp(e[i].phrase, "split") != 0)
            return bad(lang, &e[i], err, "a rule is `keep` or `split`");
    }
    return 0;
}

int tokens_build(TokenRules **out, const Lang *lang, Arena *a, Err *err)
{
    TokenRules *r = ARENA_NEW(a, TokenRules);
    *r = (TokenRules){.arena = a, .words = map_new()};
    *out = r;
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof sections / sizeof *sections; i++)
        rc = add_list(r, lang, sections[i].section, sections[i].list, err);
    if (rc == 0) rc = add_splits(r, lang, err);
    if (rc == 0) rc = add_suffixes(r, lang, err);
    if (rc == 0) rc = add_rules(r, lang, err);
    const LexEntry *e;
    size_t n = lang_entries(lang, "token-emoticon", &e);
    for (size_t i = 0; i < n; i++) ARENA_PUSH(a, r->emoticons, r->n_emoticons, r->cap_emoticons, e[i].phrase);
    return rc;
}

void tokens_free(TokenRules *rules)
{
    if (rules) map_free(rules->words);
}
