/* served.c: whom leaders and officials serve, by their names (lang/people.txt, leaders.txt) and by their
 * offices (lang/offices.txt).
 */
#include "lex/pack.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

enum { SURNAME_MIN = 3 }; /* letters */
#define SURNAME_SHARED UINT32_MAX

/* How states have an office: what is kept for "OFFICE" alone. */
enum { NONE_BUT_LISTED = 1, ALL_BUT_LISTED = 2 };

/* A person's name as a key: no diacritics, hyphens as spaces. Returns its length, 0 where it does not fit. */
static size_t person_key(const char *name, char *out, size_t cap)
{
    size_t n = strlen(name) < 160 ? text_plain(name, strlen(name), out, cap) : 0;
    for (size_t i = 0; i < n; i++)
        if (out[i] == '-') out[i] = ' ';
    return n;
}

/* "obama" of "barack obama" */
static void keep_surname(Lexicon *lex, const char *plain, size_t n, uint32_t id)
{
    size_t from = n;
    while (from && plain[from - 1] != ' ') from--;
    if (!from || n - from < SURNAME_MIN) return;
    uint32_t had = map_get(lex->surnames, plain + from, n - from);
    map_put(lex->surnames, plain + from, n - from, had && had != id ? SURNAME_SHARED : id);
}

static int person_line(void *ctx, const char *section, const char *key, const char *phrase, int line,
                       Err *err)
{
    Lexicon *lex = ctx;
    (void)section;
    int id = lex_party_id(lex, key);
    if (id < 0) return err_set(err, ERR_FORMAT, "line %d: '%s' is no party of parties.txt", line, key);
    char plain[512];
    size_t n = person_key(phrase, plain, sizeof plain);
    if (n) map_put(lex->people, plain, n, (uint32_t)id + 1);
    if (n) keep_surname(lex, plain, n, (uint32_t)id + 1);
    return 0;
}

/* "OFFICE CODE", or "OFFICE" alone where no code is given. Returns its length, 0 where it does not fit. */
static size_t office_key(const char *office, const char *code, char *out, size_t cap)
{
    int n = snprintf(out, cap, *code ? "%s %s" : "%s", office, code);
    return n > 0 && (size_t)n < cap ? (size_t)n : 0;
}

static int office_line(void *ctx, const char *section, const char *key, const char *phrase, int line,
                       Err *err)
{
    Lexicon *lex = ctx;
    bool holds = strcmp(section, "holds") == 0;
    if (!holds && strcmp(section, "lacks") != 0)
        return err_set(err, ERR_FORMAT, "line %d: section [%s]; [holds] or [lacks] is expected", line,
                       section);
    if (lex_party_id(lex, phrase) < 0)
        return err_set(err, ERR_FORMAT, "line %d: '%s' is no party of parties.txt", line, phrase);
    char text[128];
    size_t n = office_key(key, "", text, sizeof text);
    map_put(lex->offices, text, n, holds ? NONE_BUT_LISTED : ALL_BUT_LISTED);
    n = office_key(key, phrase, text, sizeof text);
    map_put(lex->offices, text, n, 1);
    return 0;
}

/* The files are optional: without them fewer people without a named state are placed. */
int lex_load_people(Lexicon *lex, const char *lang_dir, Err *err)
{
    static const struct {
        const char *name;
        PackLineFn line;
    } files[] = {{"people.txt", person_line}, {"leaders.txt", person_line}, {"offices.txt", office_line}};
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        const char *path = arena_printf(lex->arena, "%s/%s", lang_dir, files[i].name);
        struct stat st;
        if (stat(path, &st) != 0) continue;
        PackSource src;
        int rc = pack_source(&src, path, lex->arena, err);
        if (rc) return rc;
        if (pack_parse(&src, files[i].line, lex, lex->arena, err)) return err_context(err, "%s", path);
    }
    return 0;
}

int lex_person_party(const Lexicon *lex, const char *name)
{
    char plain[512];
    size_t n = person_key(name, plain, sizeof plain);
    return n ? (int)map_get(lex->people, plain, n) - 1 : -1;
}

int lex_surname_party(const Lexicon *lex, const char *name)
{
    char plain[512];
    size_t n = person_key(name, plain, sizeof plain);
    uint32_t id = n ? map_get(lex->surnames, plain, n) : 0;
    return id == SURNAME_SHARED ? -1 : (int)id - 1;
}

bool lex_may_hold(const Lexicon *lex, uint16_t party, const char *office)
{
    char text[128];
    size_t n = office_key(office, "", text, sizeof text);
    uint32_t kind = map_get(lex->offices, text, n);
    if (!kind) return true;
    n = office_key(office, lex->codes[party], text, sizeof text);
    return (map_get(lex->offices, text, n) != 0) == (kind == NONE_BUT_LISTED);
}
