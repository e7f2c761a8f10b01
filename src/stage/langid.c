/* langid.c: see langid.h. Counts the words of the clean text that each pack calls typical of its language,
 * and those it calls a neighbour's. A pack applies where it covers enough of the text, clearly better than
 * any other; a text in another script, or in a language without a pack, gets none. What the input says of
 * itself only lowers the bar.
 */
#include "stage/langid.h"

#include "base/map.h"
#include "base/text.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum { MAX_LANGS = 64, WORD_MAX = 120, ENOUGH_WORDS = 4000, FEW_WORDS = 12 };

/* Shares of the words of the text. */
static const double coverage_min = 0.15, coverage_hinted = 0.10, margin = 0.05, latin_min = 0.6;
static const double neighbour_weight = 3.0;

typedef struct Count {
    size_t typical, foreign;
} Count;

typedef struct Known {
    Map *words;                  /* folded word -> row + 1 */
    uint64_t *typical, *foreign; /* [row] bit per pack */
} Known;

static void learn(Known *k, const Lang *lang, size_t which, size_t cap)
{
    const LexEntry *e;
    size_t n = lang_entries(lang, "langid", &e);
    for (size_t i = 0; i < n; i++) {
        char f[WORD_MAX + 1];
        size_t len = text_fold(e[i].phrase, strlen(e[i].phrase), f, sizeof f);
        if (!len) continue;
        uint32_t row = map_intern(k->words, f, len);
        if (row >= cap) continue;
        if (strcmp(e[i].key, "not") == 0) k->foreign[row] |= (uint64_t)1 << which;
        else k->typical[row] |= (uint64_t)1 << which;
    }
}

/* Counts for each pack, of words and of pairs of words; *words: all words seen, *latin: share of letters in
 * Latin script. */
static void count(const Doc *doc, const Known *k, size_t langs, Count *counts, size_t *words, double *latin)
{
    size_t letters = 0, in_latin = 0, i = 0, n = doc->text_len, before = 0;
    char pair[2 * WORD_MAX + 4];
    *words = 0;
    while (i < n && *words < ENOUGH_WORDS) {
        size_t j = i;
        int32_t c = text_next(doc->text, n, &j);
        if (!text_is_letter(c)) {
            i = j;
            continue;
        }
        size_t start = i;
        while (j <= n) {
            letters++;
            UErrorCode st = U_ZERO_ERROR;
            in_latin += c < 0x80 || uscript_getScript(c, &st) == USCRIPT_LATIN;
            i = j;
            if (j == n) break;
            c = text_next(doc->text, n, &j);
            if (!text_is_letter(c) && !(c >= 0x300 && c < 0x370)) break;
        }
        (*words)++;
        /* pair: the word before, a space, this word */
        size_t len = i - start <= WORD_MAX / 3
                         ? text_fold(doc->text + start, i - start, pair + before + 1, WORD_MAX)
                         : 0;
        pair[before] = ' ';
        uint32_t rows[2] = {len ? map_get(k->words, pair + before + 1, len) : 0,
                            len && before ? map_get(k->words, pair, before + 1 + len) : 0};
        for (size_t l = 0; l < langs; l++)
            for (size_t r = 0; r < 2; r++) {
                counts[l].typical += rows[r] ? k->typical[rows[r]] >> l & 1 : 0;
                counts[l].foreign += rows[r] ? k->foreign[rows[r]] >> l & 1 : 0;
            }
        memmove(pair, pair + before + 1, len);
        before = len;
    }
    *latin = letters ? (double)in_latin / (double)letters : 0;
}

int langid_run(Doc *doc, const Lexicon *lex, Err *err)
{
    (void)err;
    doc->lang = NULL;
    doc->lang_code = "und";
    doc->lang_confidence = 0;
    size_t langs = lexicon_langs(lex), cap = 1;
    if (langs > MAX_LANGS) langs = MAX_LANGS;
    for (size_t l = 0; l < langs; l++) {
        const LexEntry *e;
        cap += lang_entries(lexicon_lang(lex, l), "langid", &e);
    }
    Known k = {.words = map_new(),
               .typical = ARENA_ARRAY(doc->arena, uint64_t, cap + 1),
               .foreign = ARENA_ARRAY(doc->arena, uint64_t, cap + 1)};
    for (size_t l = 0; l < langs; l++) learn(&k, lexicon_lang(lex, l), l, cap + 1);
    Count counts[MAX_LANGS] = {{0, 0}};
    size_t words;
    double latin;
    count(doc, &k, langs, counts, &words, &latin);
    map_free(k.words);
    if (words == 0) return 0;

    double best = 0, second = 0;
    const Lang *lang = NULL;
    for (size_t l = 0; l < langs; l++) {
        double score =
            ((double)counts[l].typical - neighbour_weight * (double)counts[l].foreign) / (double)words;
        if (score > best) {
            second = best;
            best = score;
            lang = lexicon_lang(lex, l);
        } else if (score > second) second = score;
    }
    bool hinted =
        lang && doc->lang_hint && strncasecmp(doc->lang_hint, lang_code(lang), strlen(lang_code(lang))) == 0;
    double need = hinted ? coverage_hinted : coverage_min;
    if (words < FEW_WORDS && !hinted) need += 0.1; /* a few words prove little */
    if (!lang || latin < latin_min || best < need || best - second < margin) {
        doc->lang_confidence = latin < latin_min ? 1 : best >= need ? 0.5 : 1 - best / need;
        return 0;
    }
    doc->lang = lang;
    doc->lang_code = lang_code(lang);
    double c = 0.5 + (best - need) * 2 + (best - second) / 2;
    doc->lang_confidence = c > 1 ? 1 : c;
    return 0;
}
