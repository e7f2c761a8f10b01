/* front_pack.h: two small invented packs in a temporary folder, so that the tests of the first stages do not
 * hang on the real ones. */
#ifndef CHANCERY_TESTS_FRONT_PACK_H
#define CHANCERY_TESTS_FRONT_PACK_H

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lex/lexicon.h"

static char front_dir[64];

static void front_write(const char *name, const char *text)
{
    char path[160];
    snprintf(path, sizeof path, "%s/%s", front_dir, name);
    FILE *f = fopen(path, "wb");
    if (!f) abort();
    fputs(text, f);
    fclose(f);
}

/* The packs, with one more file; its path and text may be NULL. */
static int front_load(Lexicon **lex_out, const char *more, const char *text, Err *err)
{
    snprintf(front_dir, sizeof front_dir, "/tmp/chancery-front-XXXXXX");
    if (!mkdtemp(front_dir)) abort();
    char path[160];
    snprintf(path, sizeof path, "%s/en", front_dir);
    mkdir(path, 0700);
    snprintf(path, sizeof path, "%s/id", front_dir);
    mkdir(path, 0700);
    front_write("parties.txt", "[state]\nCHL = Chile\nCHN = China\nPER = Peru\n");
    front_write("en/pack.txt", "[pack]\ncode = en\nname = English\nlocale = en\ndecimal = .\ngroup = ,\n"
                               "[furniture]\nline = read also | see also | latest | logo | share | "
                               "source\nend = most read | comments | related\n"
                               "caption = photo: | (photo\ncontains = all rights reserved\n"
                               "[abbreviation]\nMr. | U.S. | No. | Gen. | a.m. | etc.\n"
                               "[function]\nthe | he | in | it | they\n[negation]\nnever\n"
                               "[currency]\nUSD = US$ | USD | JPY\n"
                               "[langid]\nthe | of | and | to | in | a | that | for | on | with | is | was | "
                               "said | at | by | its | two | has | have | will\n"
                               "not = het | een | van | voor\n");
    front_write("id/pack.txt",
                "[pack]\ncode = id\nname = Indonesian\nlocale = id\ndecimal = ,\ngroup = .\n"
                "[furniture]\nline = baca juga\nend = berita lain\ncaption = foto:\n"
                "[abbreviation]\ndll. | Dr.\n[function]\nyang | dan | di | itu\n[currency]\nIDR = Rp\n"
                "[langid]\nyang | dan | di | dengan | untuk | pada | dari | akan | itu | ini | kedua | "
                "negara | bertemu | tahun\n"
                "not = bahawa | kerana | kedua dua | bersetuju\n");
    if (more) front_write(more, text);
    return lexicon_load(lex_out, front_dir, NULL, err);
}

static Lexicon *front_lexicon_with(const char *more, const char *text)
{
    Lexicon *out = NULL;
    Err err;
    if (front_load(&out, more, text, &err)) {
        fprintf(stderr, "%s\n", err.msg);
        abort();
    }
    return out;
}

static void front_remove(void)
{
    static const char *const names[] = {"en/pack.txt", "en/a.rules", "en/more.txt", "id/pack.txt",
                                        "parties.txt", "en",         "id",          "."};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[160];
        snprintf(path, sizeof path, "%s/%s", front_dir, names[i]);
        if (unlink(path) != 0) rmdir(path);
    }
    rmdir(front_dir);
}

static Lexicon *lex; /* of the two packs, while the tests run */

__attribute__((unused)) static int front_setup(void **state)
{
    (void)state;
    lex = front_lexicon_with(NULL, NULL);
    return 0;
}

__attribute__((unused)) static int front_teardown(void **state)
{
    (void)state;
    lexicon_free(lex);
    front_remove();
    return 0;
}

#endif
