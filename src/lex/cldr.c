/* cldr.c: names that ICU's CLDR data hold in every language: states, months, weekdays, currencies. */
#include "lex/pack.h"

#include <stdlib.h>
#include <string.h>
#include <unicode/ucurr.h>
#include <unicode/udat.h>
#include <unicode/uenum.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { NAME_MAX_UNITS = 200 };

static const char *utf8(Lang *lang, const UChar *s, int32_t n)
{
    char out[NAME_MAX_UNITS * 3];
    int32_t len = 0;
    UErrorCode st = U_ZERO_ERROR;
    u_strToUTF8(out, sizeof out - 1, &len, s, n, &st);
    return U_FAILURE(st) ? NULL : arena_strndup(lang->arena, out, (size_t)len);
}

/* "Myanmar (Burma)" gives both names. */
static void add_country(Lang *lang, int cls, const char *code, char *name)
{
    char *open = strchr(name, '('), *close = open ? strchr(open, ')') : NULL;
    if (open && close && open > name) {
        *close = 0;
        pack_add(lang, cls, code, open + 1, "CLDR", 0);
        while (open > name && open[-1] == ' ') open--;
        *open = 0;
    }
    if (strlen(name) > 2) pack_add(lang, cls, code, name, "CLDR", 0);
}

static void add_countries(Lang *lang, const Lexicon *lex, const char *locale)
{
    int cls = pack_class(lang, "party");
    for (const char *const *c = uloc_getISOCountries(); *c; c++) {
        char id[16];
        memcpy(id, "und_", 4);
        memcpy(id + 4, *c, strlen(*c) + 1);
        int party = lex_party_id(lex, uloc_getISO3Country(id));
        if (party < 0) continue;
        UChar name[NAME_MAX_UNITS];
        UErrorCode st = U_ZERO_ERROR;
        int32_t n = uloc_getDisplayCountry(id, locale, name, NAME_MAX_UNITS, &st);
        const char *s = U_SUCCESS(st) && n < NAME_MAX_UNITS ? utf8(lang, name, n) : NULL;
        if (s) add_country(lang, cls, lex_party_code(lex, (uint16_t)party), arena_strdup(lang->arena, s));
    }
}

static void add_symbols(Lang *lang, const char *section, const char *locale, UDateFormatSymbolType type,
                        int first)
{
    UErrorCode st = U_ZERO_ERROR;
    UDateFormat *f = udat_open(UDAT_DEFAULT, UDAT_DEFAULT, locale, NULL, 0, NULL, 0, &st);
    if (U_FAILURE(st)) return;
    int cls = pack_class(lang, section);
    bool week = type == UDAT_WEEKDAYS || type == UDAT_STANDALONE_WEEKDAYS;
    for (int32_t i = first; i < udat_countSymbols(f, type); i++) {
        UChar name[NAME_MAX_UNITS];
        st = U_ZERO_ERROR;
        int32_t n = udat_getSymbols(f, type, i, name, NAME_MAX_UNITS, &st);
        const char *s = U_SUCCESS(st) && n > 0 && n < NAME_MAX_UNITS ? utf8(lang, name, n) : NULL;
        int number = week ? (i == 1 ? 7 : i - 1) : i + 1; /* ICU's week begins with Sunday = 1 */
        if (s) pack_add(lang, cls, arena_printf(lang->arena, "%d", number), s, "CLDR", 0);
    }
    udat_close(f);
}

static void add_currency_name(Lang *lang, int cls, const char *code, const UChar *name, int32_t n)
{
    const char *s = n > 2 && n < NAME_MAX_UNITS ? utf8(lang, name, n) : NULL;
    if (s) pack_add(lang, cls, code, s, "CLDR", 0);
}

static void add_currencies(Lang *lang, const char *locale)
{
    UErrorCode st = U_ZERO_ERROR;
    UEnumeration *e = ucurr_openISOCurrencies(UCURR_COMMON | UCURR_NON_DEPRECATED, &st);
    if (U_FAILURE(st)) return;
    int cls = pack_class(lang, "currency");
    const char *code;
    while ((code = uenum_next(e, NULL, &st)) && U_SUCCESS(st)) {
        const char *key = arena_strdup(lang->arena, code);
        UChar wide[8];
        u_charsToUChars(code, wide, 4);
        pack_add(lang, cls, key, key, "CLDR", 0);
        UBool choice;
        int32_t n = 0;
        st = U_ZERO_ERROR;
        const UChar *name = ucurr_getName(wide, locale, UCURR_LONG_NAME, &choice, &n, &st);
        if (U_SUCCESS(st)) add_currency_name(lang, cls, key, name, n);
        st = U_ZERO_ERROR;
        name = ucurr_getPluralName(wide, locale, &choice, "other", &n, &st);
        if (U_SUCCESS(st)) add_currency_name(lang, cls, key, name, n);
        st = U_ZERO_ERROR;
    }
    uenum_close(e);
}

void cldr_months(const Lang *lang, Map *months)
{
    static const UDateFormatSymbolType types[] = {UDAT_MONTHS, UDAT_SHORT_MONTHS, UDAT_STANDALONE_MONTHS,
                                                  UDAT_STANDALONE_SHORT_MONTHS};
    const char *locale = lang_setting(lang, "locale");
    UErrorCode st = U_ZERO_ERROR;
    UDateFormat *f = udat_open(UDAT_LONG, UDAT_LONG, locale ? locale : lang->code, NULL, -1, NULL, -1, &st);
    for (size_t t = 0; U_SUCCESS(st) && t < sizeof types / sizeof *types; t++)
        for (int32_t m = 0; m < 12; m++) {
            UChar wide[NAME_MAX_UNITS];
            char name[NAME_MAX_UNITS * 3];
            int32_t len = udat_getSymbols(f, types[t], m, wide, NAME_MAX_UNITS, &st), bytes = 0;
            u_strToUTF8(name, sizeof name, &bytes, wide, len, &st);
            if (U_SUCCESS(st)) phrases_add_month(months, name, (size_t)bytes, m + 1);
        }
    udat_close(f);
}

void pack_add_cldr(Lang *lang, const Lexicon *lex)
{
    const char *locale = lang_setting(lang, "locale");
    if (!locale) locale = lang->code;
    add_countries(lang, lex, locale);
    add_symbols(lang, "month", locale, UDAT_MONTHS, 0);
    add_symbols(lang, "month", locale, UDAT_STANDALONE_MONTHS, 0);
    add_symbols(lang, "weekday", locale, UDAT_WEEKDAYS, 1);
    add_symbols(lang, "weekday", locale, UDAT_STANDALONE_WEEKDAYS, 1);
    add_currencies(lang, locale);
}
