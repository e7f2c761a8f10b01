/* pack.c: word-list files, phrases and the trie of one pack. */
#include "lex/pack.h"

#include "base/text.h"
#include "lex/tokens.h"

#include <string.h>

/* ---- files ---- */

static const char *trim(const char *s, size_t *n)
{
    while (*n && (*s == ' ' || *s == '\t')) {
        s++;
        (*n)--;
    }
    while (*n && (s[*n - 1] == ' ' || s[*n - 1] == '\t' || s[*n - 1] == '\r')) (*n)--;
    return s;
}

static size_t without_comment(const char *s, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s[i] == '#' && (i == 0 || s[i - 1] == ' ' || s[i - 1] == '\t')) return i;
    return n;
}

static int parse_line(const PackSource *src, int line, const char *s, size_t n, const char **section,
                      PackLineFn fn, void *ctx, Arena *a, Err *err)
{
    n = without_comment(s, n);
    s = trim(s, &n);
    if (!n) return 0;
    if (*s == '[') {
        if (s[n - 1] != ']' || n < 3)
            return err_set(err, ERR_FORMAT, "%s:%d:1: a section is written [name]", src->file, line);
        *section = arena_strndup(a, s + 1, n - 2);
        return 0;
    }
    if (!*section)
        return err_set(err, ERR_FORMAT, "%s:%d:1: an entry before the first [section]", src->file, line);
    const char *key = "";
    const char *eq = NULL;
    for (size_t i = 1; i + 1 < n && !eq; i++)
        if (s[i] == '=' && s[i - 1] == ' ' && s[i + 1] == ' ') eq = s + i;
    if (!eq && n > 1 && s[n - 1] == '=' && s[n - 2] == ' ') return 0; /* an empty setting */
    if (eq) {
        size_t kn = (size_t)(eq - s);
        const char *k = trim(s, &kn);
        key = arena_strndup(a, k, kn);
        n -= (size_t)(eq + 1 - s);
        s = trim(eq + 1, &n);
    }
    while (n) {
        const char *bar = memchr(s, '|', n);
        size_t pn = bar ? (size_t)(bar - s) : n, len = pn;
        const char *p = trim(s, &pn);
        if (!pn) return err_set(err, ERR_FORMAT, "%s:%d: an empty phrase between '|'", src->file, line);
        int rc = fn(ctx, *section, key, arena_strndup(a, p, pn), line, err);
        if (rc) return rc;
        if (!bar) break;
        s += len + 1;
        n -= len + 1;
    }
    return 0;
}

int pack_parse(const PackSource *src, PackLineFn fn, void *ctx, Arena *a, Err *err)
{
    size_t bad;
    if (!text_valid(src->text, src->len, &bad))
        return err_set(err, ERR_FORMAT, "%s: byte %zu is not UTF-8; save the file as UTF-8", src->file, bad);
    const char *section = NULL, *s = src->text, *end = src->text + src->len;
    for (int line = 1; s < end; line++) {
        const char *nl = memchr(s, '\n', (size_t)(end - s));
        size_t n = nl ? (size_t)(nl - s) : (size_t)(end - s);
        int rc = parse_line(src, line, s, n, &section, fn, ctx, a, err);
        if (rc) return rc;
        s += n + 1;
    }
    return 0;
}

/* ---- phrases ---- */

static size_t word_end(const char *s, size_t n, size_t i)
{
    size_t at = i;
    int32_t c = text_next(s, n, &at);
    if (!text_is_letter(c) && !text_is_digit(c)) return at; /* one sign, one word */
    while (at < n) {
        size_t next = at;
        c = text_next(s, n, &next);
        bool mark = c >= 0x300 && c < 0x370;
        bool inner = (c == '\'' || c == 0x2019 || c == '.' || c == ',') && next < n;
        if (inner) {
            size_t after = next;
            int32_t d = text_next(s, n, &after);
            size_t behind = after;
            bool ends = after >= n || !text_is_letter(text_next(s, n, &behind));
            bool possessive = (c == '\'' || c == 0x2019) && (d == 's' || d == 'S') && ends;
            inner = !possessive && (text_is_letter(d) || text_is_digit(d)) && (c != ',' || text_is_digit(d));
        }
        if (!text_is_letter(c) && !text_is_digit(c) && !mark && !inner) break;
        at = next;
    }
    return at;
}

size_t pack_spell(const Lang *lang, char *folded, size_t n, size_t cap)
{
    const Section *sec = &lang->sections[lang->spelling];
    for (size_t i = 0; i < sec->n; i++) {
        const char *from = sec->entries[i].phrase, *to = sec->entries[i].key;
        size_t nf = strlen(from), nt = strlen(to);
        if (n < nf || n - nf + nt > cap || memcmp(folded + n - nf, from, nf) != 0) continue;
        memcpy(folded + n - nf, to, nt);
        return n - nf + nt;
    }
    return n;
}

static void push_word(Lang *lang, const char *s, size_t n, uint32_t *out, size_t *count, size_t cap)
{
    char folded[512];
    size_t fn = text_fold(s, n, folded, sizeof folded);
    fn = pack_spell(lang, folded, fn, sizeof folded);
    if (fn && *count < cap) out[(*count)++] = map_intern(lang->words, folded, fn);
}

size_t pack_words(Lang *lang, const char *phrase, bool dots, uint32_t *out, size_t cap)
{
    size_t count = 0, n = strlen(phrase);
    for (size_t i = 0; i < n;) {
        size_t at = i;
        if (text_is_space(text_next(phrase, n, &at))) {
            i = at;
            continue;
        }
        size_t e = word_end(phrase, n, i);
        bool mark = phrase[i] == '\'' || strncmp(phrase + i, "\xE2\x80\x99", 3) == 0;
        bool s_ends = e < n && (phrase[e] == 's' || phrase[e] == 'S') && (e + 1 == n || phrase[e + 1] == ' ');
        if (mark && s_ends) e++; /* 's */
        else if (dots && e < n && phrase[e] == '.' && e > i &&
                 text_is_letter((unsigned char)phrase[e - 1] | 0))
            e++;
        push_word(lang, phrase + i, e - i, out, &count, cap);
        i = e;
    }
    return count;
}

/* ---- trie ---- */

static uint32_t edge_slot(const Lang *lang, uint32_t node, uint32_t word)
{
    uint64_t h = ((uint64_t)node << 32 | word) * 0x9E3779B97F4A7C15u;
    uint32_t i = (uint32_t)(h >> 33) & (lang->edge_cap - 1);
    while (lang->edges[i].word && (lang->edges[i].node != node || lang->edges[i].word != word))
        i = (i + 1) & (lang->edge_cap - 1);
    return i;
}

static uint32_t new_node(Lang *lang)
{
    ARENA_PUSH(lang->arena, lang->node_term, lang->n_nodes, lang->cap_nodes, 0);
    return lang->n_nodes - 1;
}

static uint32_t trie_step(Lang *lang, uint32_t node, uint32_t word)
{
    if (lang->n_edges * 2 >= lang->edge_cap) {
        Edge *old = lang->edges;
        uint32_t n = lang->edge_cap;
        lang->edge_cap = n ? n * 2 : 1024;
        lang->edges = ARENA_ARRAY(lang->arena, Edge, lang->edge_cap);
        for (uint32_t i = 0; i < n; i++)
            if (old[i].word) lang->edges[edge_slot(lang, old[i].node, old[i].word)] = old[i];
    }
    uint32_t i = edge_slot(lang, node, word);
    if (!lang->edges[i].word) {
        lang->n_edges++;
        lang->edges[i] = (Edge){node, word, new_node(lang)};
    }
    return lang->edges[i].child;
}

static bool is_short_capital(const char *phrase)
{
    size_t n = strlen(phrase);
    if (n < 2 || n > 5) return false;
    for (size_t i = 0; i < n; i++)
        if (phrase[i] < 'A' || phrase[i] > 'Z') return false;
    return true;
}

static void trie_add(Lang *lang, int cls, const char *key, const char *phrase, bool dots)
{
    uint32_t words[32];
    size_t n = pack_words(lang, phrase, dots, words, 32);
    if (!n) return;
    if (lang->n_nodes == 0) new_node(lang);
    uint32_t node = 0;
    for (size_t i = 0; i < n; i++) node = trie_step(lang, node, words[i]);
    for (uint32_t t = lang->node_term[node]; t; t = lang->terms[t - 1].next)
        if (lang->terms[t - 1].cls == cls && strcmp(lang->terms[t - 1].key, key) == 0) return;
    size_t at = 0;
    bool cap =
        lang->sections[cls].cap &&
        text_is_upper(text_next(phrase, strlen(phrase), &at)); /* "xứ chùa tháp" stands so in the text */
    Terminal term = {cls, key, cap, is_short_capital(phrase), lang->node_term[node]};
    ARENA_PUSH(lang->arena, lang->terms, lang->n_terms, lang->cap_terms, term);
    lang->node_term[node] = lang->n_terms;
}

int pack_class(Lang *lang, const char *name)
{
    uint32_t id = map_get(lang->section_ids, name, strlen(name));
    if (id) return (int)id - 1;
    static const char *const cap[] = {"party", "demonym", "capital", "nickname", "city"};
    Section s = {.name = arena_strdup(lang->arena, name)};
    for (size_t i = 0; i < sizeof cap / sizeof *cap; i++) s.cap |= strcmp(name, cap[i]) == 0;
    const char *caps = lang_setting(lang, "capitalised"); /* sections of this pack whose phrases are names */
    s.cap |= caps && strstr(caps, name) != NULL;
    ARENA_PUSH(lang->arena, lang->sections, lang->n_sections, lang->cap_sections, s);
    map_put(lang->section_ids, name, strlen(name), (uint32_t)lang->n_sections);
    return (int)lang->n_sections - 1;
}

void pack_add(Lang *lang, int cls, const char *key, const char *phrase, const char *file, int line)
{
    Section *s = &lang->sections[cls];
    ARENA_PUSH(lang->arena, s->entries, s->n, s->cap_entries, ((LexEntry){key, phrase, file, line}));
    if (tokens_section(s->name)) return; /* pieces of words: no rule asks for them */
    trie_add(lang, cls, key, phrase, false);
    if (strchr(phrase, '.')) trie_add(lang, cls, key, phrase, true);
}

size_t lang_hits_past(const Lang *lang, const Doc *doc, uint32_t i, uint32_t hole, uint32_t hole_end,
                      uint32_t end, LexHit *out, size_t cap)
{
    size_t n = 0;
    uint32_t node = 0;
    if (!lang->n_nodes) return 0;
    for (uint32_t t = i; t < end; t++) {
        if (t == hole) t = hole_end;
        if (t >= end || !doc->toks[t].word) break;
        const Edge *e = &lang->edges[edge_slot(lang, node, doc->toks[t].word)];
        if (!e->word) break;
        node = e->child;
        for (uint32_t k = t < hole ? 0 : lang->node_term[node]; k; k = lang->terms[k - 1].next) {
            const Terminal *term = &lang->terms[k - 1];
            if (term->cap && !(doc->toks[i].flags & (TOK_CAP | TOK_ALLCAP))) continue;
            if (term->allcap && !(doc->toks[i].flags & TOK_ALLCAP)) continue;
            if (n == cap) return n;
            memmove(out + 1, out, n * sizeof *out);
            out[0] = (LexHit){term->cls, term->key, t + 1};
            n++;
        }
    }
    return n;
}

size_t lang_hits(const Lang *lang, const Doc *doc, uint32_t i, uint32_t end, LexHit *out, size_t cap)
{
    return lang_hits_past(lang, doc, i, i, i, end, out, cap);
}
