/* langid.c: see langid.h. Counts the words of the clean text that each pack calls typical of its language,
 * and those it calls a neighbour's. A pack applies where it covers enough of the text, clearly better than
 * any other; a text in another script, or in a language without a pack, gets none. What the input says of
 * itself only lowers the bar.
 */
#include "stage/langid.h"

#include "base/text.h"
#include "lex/phrases.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>

enum {
    MAX_LANGS = 64,
    WORD_MAX = 120,
    ENOUGH_WORDS = 4000,
    FEW_WORDS = 12,  /* a sentence or a headline */
    SOME_TYPICAL = 3 /* so many typical words in it speak against what the input says */
};

/* Shares of the words of the text. */
static const double coverage_min = 0.15, coverage_hinted = 0.10, margin = 0.05, latin_min = 0.6;
static const double neighbour_weight = 3.0;

typedef struct Count {
    size_t typical, foreign;
} Count;

static void count_one(const Lexicon *lex, const char *folded, size_t n, Count *counts)
{
    const Phrase *p = lexicon_phrase(lex, PHRASES_TYPICAL, folded, n);
    for (; p; p = lexicon_phrase_next(lex, PHRASES_TYPICAL, p))
        if (p->lang < MAX_LANGS) counts[p->lang].typical++;
    p = lexicon_phrase(lex, PHRASES_FOREIGN, folded, n);
    for (; p; p = lexicon_phrase_next(lex, PHRASES_FOREIGN, p))
        if (p->lang < MAX_LANGS) counts[p->lang].foreign++;
}

/* The pack that the input names; NULL: none. */
static const Lang *hinted_lang(const Doc *doc, const Lexicon *lex)
{
    for (size_t l = 0; doc->lang_hint && l < lexicon_langs(lex); l++) {
        const char *code = lang_code(lexicon_lang(lex, l));
        if (strncasecmp(doc->lang_hint, code, strlen(code)) == 0) return lexicon_lang(lex, l);
    }
    return NULL;
}

/* Counts for each pack, of words and of pairs of words; *words: all words seen, *latin: share of letters in
 * Latin script. */
static void count(const Doc *doc, const Lexicon *lex, Count *counts, size_t *words, double *latin)
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
        if (len) count_one(lex, pair + before + 1, len, counts);
        if (len && before) count_one(lex, pair, before + 1 + len, counts);
        memmove(pair, pair + before + 1, len);
        before = len;
    }
    *latin = letters ? (double)in_latin / (double)letters : 0;
}

int langid_run(Doc *doc, const Lexicon *lex, Err *err)
{
    doc->lang = NULL;
    doc->lang_code = "und";
    doc->lang_confidence = 0;
    if (doc->lang_given) {
        doc->lang = lexicon_by_code(lex, doc->lang_given);
        if (!doc->lang) return err_set(err, ERR_USAGE, "no language pack '%s'", doc->lang_given);
        doc->lang_code = lang_code(doc->lang);
        doc->lang_confidence = 1;
        return 0;
    }
    size_t langs = lexicon_langs(lex);
    if (langs > MAX_LANGS) langs = MAX_LANGS;
    Count counts[MAX_LANGS] = {{0, 0}};
    size_t words;
    double latin;
    count(doc, lex, counts, &words, &latin);
    if (words == 0) return 0;

    double best = 0, second = 0;
    const Lang *lang = NULL;
    size_t typical = 0; /* words of lang */
    for (size_t l = 0; l < langs; l++) {
        double score =
            ((double)counts[l].typical - neighbour_weight * (double)counts[l].foreign) / (double)words;
        if (score > best) {
            second = best;
            best = score;
            lang = lexicon_lang(lex, l);
            typical = counts[l].typical;
        } else if (score > second) second = score;
    }
    const Lang *hint = hinted_lang(doc, lex);
    if (hint && words < FEW_WORDS && latin >= latin_min && (lang == hint || typical < SOME_TYPICAL)) {
        doc->lang = hint; /* its words do not say otherwise */
        doc->lang_code = lang_code(hint);
        doc->lang_confidence = 0.5;
        return 0;
    }
    bool hinted = lang && lang == hint;
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
