/* fuzz_rules.c: any bytes as a pack's files: a rule file for the compiler, a word list for the pack's parser.
 *
 * Both must end with a result or an error that names file and line, never with a crash. The pack that the
 * rules are compiled against is a tiny one, made in a temporary folder; it is loaded anew now and then, since
 * rules intern words.
 */
#include "lex/lexicon.h"
#include "lex/pack.h"
#include "lex/rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[] = "/tmp/chancery-fuzz-XXXXXX";

static void write_file(const char *name, const char *text)
{
    char path[128];
    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *f = fopen(path, "w");
    if (!f || fputs(text, f) < 0 || fclose(f) != 0) abort();
}

static void remove_files(void)
{
    static const char *const names[] = {"xx/pack.txt", "xx/words.txt", "xx", "parties.txt", ""};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[128];
        snprintf(path, sizeof path, "%s/%s", dir, names[i]);
        remove(path);
    }
}

static Lexicon *load(void)
{
    Lexicon *lex = NULL;
    Err err = {0};
    if (lexicon_load(&lex, dir, NULL, &err)) {
        fprintf(stderr, "%s\n", err.msg);
        abort();
    }
    return lex;
}

int LLVMFuzzerInitialize(int *argc, char ***argv)
{
    (void)argc, (void)argv;
    char sub[64];
    if (!mkdtemp(dir)) abort();
    snprintf(sub, sizeof sub, "%s/xx", dir);
    if (mkdir(sub, 0700)) abort();
    write_file("parties.txt", "[state]\nCHL = Chile\nPER = Peru\n[organisation]\nUN = United Nations\n");
    write_file("xx/pack.txt",
               "[pack]\ncode = xx\nname = Test\nlocale = en\ndecimal = .\ngroup = ,\ndate-order = dmy\n"
               "genitive = before\n");
    write_file("xx/words.txt", "[meet]\nmet | meets | held talks with\n[sign]\nsigned\n[month]\n1 = January\n"
                               "[measure]\ntrade = turnover | trade\n[up]\nup\n");
    atexit(remove_files);
    return 0;
}

static int ignore_line(void *ctx, const char *section, const char *key, const char *phrase, int line,
                       Err *err)
{
    (void)section, (void)err;
    *(size_t *)ctx += strlen(key) + strlen(phrase) + (size_t)line;
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static Lexicon *lex;
    static unsigned runs;
    if (runs++ % 512 == 0) {
        lexicon_free(lex);
        lex = load();
    }
    char *text = malloc(size + 1);
    if (!text) return 0;
    memcpy(text, data, size);
    text[size] = '\0';
    PackSource src = {.file = "fuzz.rules", .text = text, .len = size};
    Arena *a = arena_new();
    Err err = {0};
    RuleSet *set = NULL;
    struct Lang *lang = (struct Lang *)(uintptr_t)lexicon_lang(lex, 0);
    if (rules_compile(&set, lang, &src, 1, a, &err) && (!err.code || !strstr(err.msg, "fuzz.rules"))) abort();
    size_t sum = 0;
    err = (Err){0};
    if (pack_parse(&src, ignore_line, &sum, a, &err) && (!err.code || !strstr(err.msg, "fuzz.rules")))
        abort();
    arena_free(a);
    free(text);
    return 0;
}
