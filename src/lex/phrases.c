/* phrases.c: see phrases.h. */
#include "lex/phrases.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "lex/pack.h"

enum { PHRASE_BYTES = 240 }; /* a longer one is no phrase */

struct PhraseSet {
    Phrase *items; /* [n] */
    size_t n, cap;
    Map *index; /* text -> number of its first item + 1 */
};

static const struct {
    const char *section, *key; /* key NULL: all */
} lists[PHRASE_LISTS] = {
    [PHRASES_LINE] = {"furniture", "line"},
    [PHRASES_CONTAINS] = {"furniture", "contains"},
    [PHRASES_END] = {"furniture", "end"},
    [PHRASES_CAPTION] = {"furniture", "caption"},
    [PHRASES_TYPICAL] = {"langid", ""},
    [PHRASES_FOREIGN] = {"langid", "not"},
    [PHRASES_ABBREVIATION] = {"abbreviation", NULL},
    [PHRASES_FUNCTION] = {"function", NULL},
    [PHRASES_PRONOUN] = {"pronoun", NULL},
    [PHRASES_CURRENCY] = {"currency", NULL},
};

static void add(PhraseSet *set, const char *phrase, uint32_t lang, Arena *a)
{
    char f[PHRASE_BYTES * 3];
    size_t bytes = strlen(phrase), len = bytes <= PHRASE_BYTES ? text_fold(phrase, bytes, f, sizeof f) : 0;
    if (!len) return;
    uint32_t first = map_get(set->index, f, len), last = first;
    for (uint32_t i = first; i; i = set->items[i - 1].next) {
        if (set->items[i - 1].lang == lang) return;
        last = i;
    }
    Phrase p = {.text = arena_strndup(a, f, len), .len = len, .words = 1, .lang = lang};
    for (size_t c = 0; c < len; c++) p.words += f[c] == ' ';
    ARENA_PUSH(a, set->items, set->n, set->cap, p);
    if (last) set->items[last - 1].next = (uint32_t)set->n;
    else map_put(set->index, f, len, (uint32_t)set->n);
}

static void add_months(Lexicon *lex, const Lang *lang)
{
    const LexEntry *e;
    size_t n = lang_entries(lang, "month", &e);
    cldr_months(lang, lex->months);
    for (size_t i = 0; i < n; i++)
        phrases_add_month(lex->months, e[i].phrase, strlen(e[i].phrase), atoi(e[i].key));
}

void phrases_add_month(Map *months, const char *name, size_t n, int month)
{
    char f[PHRASE_BYTES];
    while (n && name[n - 1] == '.') n--;
    size_t len = text_fold(name, n, f, sizeof f);
    if (len && month >= 1 && month <= 12) map_put(months, f, len, (uint32_t)month);
}

void phrases_build(Lexicon *lex)
{
    lex->months = map_new();
    lex->phrases = ARENA_ARRAY(lex->arena, PhraseSet, PHRASE_LISTS);
    for (size_t k = 0; k < PHRASE_LISTS; k++) {
        lex->phrases[k].index = map_new();
        for (size_t l = 0; l < lex->n_langs; l++) {
            const LexEntry *e;
            size_t n = lang_entries(lex->langs[l], lists[k].section, &e);
            for (size_t i = 0; i < n; i++)
                if (!lists[k].key || strcmp(e[i].key, lists[k].key) == 0)
                    add(&lex->phrases[k], e[i].phrase, (uint32_t)l, lex->arena);
        }
    }
    for (size_t l = 0; l < lex->n_langs; l++) add_months(lex, lex->langs[l]);
}

void phrases_free(Lexicon *lex)
{
    map_free(lex->months);
    for (size_t k = 0; lex->phrases && k < PHRASE_LISTS; k++) map_free(lex->phrases[k].index);
}

size_t lexicon_phrases(const Lexicon *lex, PhraseList list, const Phrase **out)
{
    *out = lex->phrases[list].items;
    return lex->phrases[list].n;
}

static const Phrase *item(const PhraseSet *set, uint32_t number)
{
    return number ? &set->items[number - 1] : NULL;
}

const Phrase *lexicon_phrase(const Lexicon *lex, PhraseList list, const char *folded, size_t n)
{
    const PhraseSet *set = &lex->phrases[list];
    return item(set, map_get(set->index, folded, n));
}

const Phrase *lexicon_phrase_next(const Lexicon *lex, PhraseList list, const Phrase *p)
{
    return item(&lex->phrases[list], p->next);
}

int lexicon_month(const Lexicon *lex, const char *folded, size_t n)
{
    return (int)map_get(lex->months, folded, n);
}
