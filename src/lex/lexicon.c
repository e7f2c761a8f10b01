/* lexicon.c: loads the parties and the packs; answers about them. See lexicon.h. */
#include "lex/pack.h"

#include "base/file.h"
#include "base/text.h"
#include "lex/tokens.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static size_t fold_phrase(const char *s, char *out, size_t cap)
{
    size_t n = strlen(s);
    return n < cap / 3 ? text_fold(s, n, out, cap) : 0;
}

static void name_party(Lexicon *lex, const char *name, uint32_t id)
{
    char folded[512];
    size_t n = fold_phrase(name, folded, sizeof folded);
    if (n && !map_get(lex->party_names, folded, n)) map_put(lex->party_names, folded, n, id + 1);
}

static int party_line(void *ctx, const char *section, const char *key, const char *phrase, int line, Err *err)
{
    Lexicon *lex = ctx;
    bool org = strcmp(section, "organisation") == 0;
    if (!org && strcmp(section, "state") != 0)
        return err_set(err, ERR_FORMAT, "parties.txt:%d: section [%s]; [state] or [organisation] is expected",
                       line, section);
    if (!*key) return err_set(err, ERR_FORMAT, "parties.txt:%d: a party is written CODE = name", line);
    uint32_t id = map_get(lex->party_ids, key, strlen(key));
    if (!id) {
        size_t n = lex->n_parties;
        ARENA_PUSH(lex->arena, lex->codes, lex->n_parties, lex->cap_parties, key);
        size_t m = n;
        ARENA_PUSH(lex->arena, lex->names, m, lex->cap_names, phrase);
        m = n;
        ARENA_PUSH(lex->arena, lex->org, m, lex->cap_org, org);
        id = (uint32_t)n + 1;
        map_put(lex->party_ids, key, strlen(key), id);
        name_party(lex, key, id - 1);
    }
    name_party(lex, phrase, id - 1);
    return 0;
}

int pack_source(PackSource *out, const char *path, Arena *a, Err *err)
{
    Buf b = {0};
    int rc = file_read(&b, path, err);
    if (rc == 0) *out = (PackSource){arena_strdup(a, path), arena_strndup(a, buf_str(&b), b.len), b.len};
    buf_free(&b);
    return rc;
}

typedef struct WordFile {
    Lang *lang;
    const char *path;
} WordFile;

static int word_line(void *ctx, const char *section, const char *key, const char *phrase, int line, Err *err)
{
    const WordFile *f = ctx;
    (void)err;
    pack_add(f->lang, pack_class(f->lang, section), key, phrase, f->path, line);
    return 0;
}

static int load_word_file(Lang *lang, const char *path, Err *err)
{
    PackSource src;
    WordFile f = {lang, path};
    int rc = pack_source(&src, path, lang->arena, err);
    return rc ? rc : pack_parse(&src, word_line, &f, lang->arena, err);
}

static bool is_party_section(const char *name)
{
    static const char *const list[] = {"party", "demonym", "capital", "nickname", "city"};
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(name, list[i]) == 0) return true;
    return false;
}

static int check_parties(Lexicon *lex, const Lang *lang, Err *err)
{
    for (size_t s = 0; s < lang->n_sections; s++) {
        const Section *sec = &lang->sections[s];
        if (!is_party_section(sec->name)) continue;
        for (size_t i = 0; i < sec->n; i++) {
            const LexEntry *e = &sec->entries[i];
            uint32_t id = map_get(lex->party_ids, e->key, strlen(e->key));
            if (!id)
                return err_set(err, ERR_FORMAT, "%s:%d: [%s] '%s' is no party of parties.txt (for '%s')",
                               e->file, e->line, sec->name, e->key, e->phrase);
            if (strcmp(sec->name, "party") == 0) name_party(lex, e->phrase, id - 1);
        }
    }
    return 0;
}

static bool ends_with(const char *s, const char *tail)
{
    size_t n = strlen(s), m = strlen(tail);
    return n >= m && strcmp(s + n - m, tail) == 0;
}

static int load_words(Lang *lang, char **files, size_t n, Err *err)
{
    for (int pass = 0; pass < 2; pass++) /* the settings first */
        for (size_t i = 0; i < n; i++) {
            bool settings = ends_with(files[i], "/pack.txt");
            if (!ends_with(files[i], ".txt") || settings != (pass == 0)) continue;
            int rc = load_word_file(lang, files[i], err);
            if (rc) return rc;
            if (settings) lang->code = arena_strdup(lang->arena, lang_setting(lang, "code"));
            if (settings && !lang->code)
                return err_set(err, ERR_FORMAT, "%s: [pack] needs code = ...", files[i]);
        }
    return 0;
}

/* Names that all packs share; the file is optional. */
static int load_bodies(Lang *lang, const char *path, Err *err)
{
    struct stat st;
    return stat(path, &st) == 0 ? load_word_file(lang, path, err) : 0;
}

static int load_pack(Lexicon *lex, const char *dir, Err *err)
{
    Arena *a = lex->arena;
    Lang *lang = ARENA_NEW(a, Lang);
    *lang = (Lang){.lex = lex,
                   .arena = a,
                   .dir = arena_strdup(a, dir),
                   .code = "",
                   .words = map_new(),
                   .section_ids = map_new()};
    lang->spelling = pack_class(lang, "spelling");
    ARENA_PUSH(a, lex->langs, lex->n_langs, lex->cap_langs, lang);
    char **files;
    size_t n;
    int rc = file_list(&files, &n, dir, NULL, a, err);
    if (rc == 0) rc = load_words(lang, files, n, err);
    if (rc == 0) rc = load_bodies(lang, lex->bodies, err);
    if (rc) return rc;
    const char *decimal = lang_setting(lang, "decimal");
    lang->decimal = decimal && strchr(decimal, ',') ? ',' : '.';
    pack_add_cldr(lang, lex);
    rc = check_parties(lex, lang, err);
    if (rc == 0) rc = tokens_build(&lang->tokens, lang, a, err);
    if (rc) return rc;
    PackSource *rules = ARENA_ARRAY(a, PackSource, n);
    size_t n_rules = 0;
    for (size_t i = 0; rc == 0 && i < n; i++)
        if (ends_with(files[i], ".rules")) rc = pack_source(&rules[n_rules++], files[i], a, err);
    if (rc == 0) rc = rules_compile(&lang->rules, lang, rules, n_rules, a, err);
    if (rc) return rc;
    for (size_t i = 0; i + 1 < lex->n_langs; i++) /* a later pack of the same code replaces the earlier */
        if (strcmp(lex->langs[i]->code, lang->code) == 0) {
            map_free(lex->langs[i]->words);
            map_free(lex->langs[i]->section_ids);
            tokens_free(lex->langs[i]->tokens);
            lex->langs[i] = lang;
            lex->n_langs--;
            break;
        }
    return 0;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The folders below dir that hold a pack.txt, sorted, each loaded. */
static int load_packs(Lexicon *lex, const char *dir, Err *err)
{
    DIR *d = opendir(dir);
    if (!d)
        return err_set(err, ERR_IO, "%s: cannot open the folder of language packs: %s", dir, strerror(errno));
    char **paths = NULL;
    size_t n = 0, cap = 0;
    struct dirent *e;
    while ((e = readdir(d))) {
        if (e->d_name[0] == '.') continue;
        char *path = arena_printf(lex->arena, "%s/%s", dir, e->d_name);
        struct stat st;
        if (stat(arena_printf(lex->arena, "%s/pack.txt", path), &st) == 0)
            ARENA_PUSH(lex->arena, paths, n, cap, path);
    }
    closedir(d);
    if (n) qsort(paths, n, sizeof *paths, by_bytes);
    for (size_t i = 0; i < n; i++) {
        int rc = load_pack(lex, paths[i], err);
        if (rc) return rc;
    }
    return 0;
}

static int load_parties(Lexicon *lex, const char *lang_dir, Err *err)
{
    PackSource src;
    int rc = pack_source(&src, arena_printf(lex->arena, "%s/parties.txt", lang_dir), lex->arena, err);
    return rc ? rc : pack_parse(&src, party_line, lex, lex->arena, err);
}

static Lexicon *lexicon_new(const char *lang_dir)
{
    Arena *a = arena_new();
    Lexicon *lex = ARENA_NEW(a, Lexicon);
    *lex = (Lexicon){.arena = a,
                     .bodies = arena_printf(a, "%s/bodies.txt", lang_dir),
                     .party_ids = map_new(),
                     .party_names = map_new(),
                     .people = map_new(),
                     .surnames = map_new(),
                     .offices = map_new()};
    return lex;
}

/* What is made of all packs together, when they are read; on failure everything goes. */
static int finish(Lexicon **out, Lexicon *lex, int rc)
{
    if (rc) {
        lexicon_free(lex);
        return rc;
    }
    phrases_build(lex);
    *out = lex;
    return 0;
}

int lexicon_load(Lexicon **out, const char *lang_dir, const char *extra_dir, Err *err)
{
    Lexicon *lex = lexicon_new(lang_dir);
    int rc = load_parties(lex, lang_dir, err);
    if (rc == 0) rc = lex_load_people(lex, lang_dir, err);
    if (rc == 0) rc = load_packs(lex, lang_dir, err);
    if (rc == 0 && extra_dir) rc = load_packs(lex, extra_dir, err);
    if (rc == 0 && !lex->n_langs)
        rc = err_set(err, ERR_IO, "%s: no language pack (a folder with pack.txt) in it", lang_dir);
    return finish(out, lex, rc);
}

int lexicon_load_one(Lexicon **out, const char *lang_dir, const char *pack_dir, Err *err)
{
    Lexicon *lex = lexicon_new(lang_dir);
    int rc = load_parties(lex, lang_dir, err);
    if (rc == 0) rc = lex_load_people(lex, lang_dir, err);
    if (rc == 0) rc = load_pack(lex, pack_dir, err);
    return finish(out, lex, rc);
}

void lexicon_free(Lexicon *lex)
{
    if (!lex) return;
    for (size_t i = 0; i < lex->n_langs; i++) {
        map_free(lex->langs[i]->words);
        map_free(lex->langs[i]->section_ids);
        tokens_free(lex->langs[i]->tokens);
    }
    map_free(lex->party_ids);
    map_free(lex->party_names);
    map_free(lex->people);
    map_free(lex->surnames);
    map_free(lex->offices);
    phrases_free(lex);
    arena_free(lex->arena);
}

size_t lexicon_langs(const Lexicon *lex)
{
    return lex->n_langs;
}
const Lang *lexicon_lang(const Lexicon *lex, size_t i)
{
    return lex->langs[i];
}

const Lang *lexicon_by_code(const Lexicon *lex, const char *code)
{
    for (size_t i = 0; i < lex->n_langs; i++)
        if (strcmp(lex->langs[i]->code, code) == 0) return lex->langs[i];
    return NULL;
}

size_t lex_parties(const Lexicon *lex)
{
    return lex->n_parties;
}
const char *lex_party_code(const Lexicon *lex, uint16_t id)
{
    return lex->codes[id];
}
const char *lex_party_name(const Lexicon *lex, uint16_t id)
{
    return lex->names[id];
}
bool lex_party_is_org(const Lexicon *lex, uint16_t id)
{
    return lex->org[id];
}

int lex_party_id(const Lexicon *lex, const char *code)
{
    return (int)map_get(lex->party_ids, code, strlen(code)) - 1;
}

int lex_party_find(const Lexicon *lex, const char *text)
{
    char folded[512];
    size_t n = fold_phrase(text, folded, sizeof folded);
    return n ? (int)map_get(lex->party_names, folded, n) - 1 : -1;
}

const Lexicon *lang_lexicon(const Lang *lang)
{
    return lang->lex;
}
const char *lang_code(const Lang *lang)
{
    return lang->code;
}
const char *lang_dir(const Lang *lang)
{
    return lang->dir;
}
char lang_decimal(const Lang *lang)
{
    return lang->decimal;
}
const RuleSet *lang_rules(const Lang *lang)
{
    return lang->rules;
}
const TokenRules *lang_tokens(const Lang *lang)
{
    return lang->tokens;
}
const struct Model *lang_model(const Lang *lang)
{
    return lang->model;
}
void lexicon_set_model(Lexicon *lex, size_t i, const struct Model *model)
{
    lex->langs[i]->model = model;
}

const char *lang_name(const Lang *lang)
{
    const char *name = lang_setting(lang, "name");
    return name ? name : lang->code;
}

int lang_class(const Lang *lang, const char *section)
{
    return (int)map_get(lang->section_ids, section, strlen(section)) - 1;
}

size_t lang_entries(const Lang *lang, const char *section, const LexEntry **out)
{
    int cls = lang_class(lang, section);
    if (cls < 0) return 0;
    *out = lang->sections[cls].entries;
    return lang->sections[cls].n;
}

const char *lang_setting(const Lang *lang, const char *key)
{
    const LexEntry *e = NULL;
    size_t n = lang_entries(lang, "pack", &e);
    for (size_t i = 0; i < n; i++)
        if (strcmp(e[i].key, key) == 0) return e[i].phrase;
    return NULL;
}

bool lang_head_first(const Lang *lang)
{
    const char *genitive = lang_setting(lang, "genitive");
    return genitive && strcmp(genitive, "after") == 0;
}

uint32_t lang_word(const Lang *lang, const char *folded, size_t n)
{
    char spelt[512];
    if (n > sizeof spelt) return 0;
    memcpy(spelt, folded, n);
    return map_get(lang->words, spelt, pack_spell(lang, spelt, n, sizeof spelt));
}
