/* app.h: what the commands share: options, the language packs, the register, exit statuses, messages.
 *
 * Data goes to standard output, messages to standard error. A command returns its exit status.
 */
#ifndef CHANCERY_APP_APP_H
#define CHANCERY_APP_APP_H

#include <getopt.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"
#include "lex/lexicon.h"
#include "models.h"
#include "store/store.h"
#include "view/view.h"

enum { APP_OK = 0, APP_PARTIAL = 1, APP_USAGE = 2, APP_SYSTEM = 3 };

typedef struct Command {
    const char *name;
    int (*run)(int argc, char **argv); /* argv[0] is the command's name */
    const char *summary;               /* one line */
    const char *help;                  /* usage, options, examples */
} Command;

extern const Command app_commands[]; /* ends with a NULL name */
const Command *app_command(const char *name);

/* "chancery: message" on standard error; the status is returned. */
int app_fail(int status, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
int app_error(const Err *err); /* the status that fits err->code */
/* After getopt_long gave something else than a known option: prints help (status 0) or says what is wrong
 * (2). */
int app_option(const char *command, int option, char **argv);

/* Number of worker threads from text; -1 where it is none of 1..256. 0 threads asked: as many as processors.
 */
int app_threads(const char *text);
int app_processors(void);

/* The packs: --lang-dir, CHANCERY_LANG_DIR, ../lang beside the program's folder, the installed or source
 * folder. */
const char *app_lang_dir(const char *option, Arena *a);
int app_lexicon(Lexicon **out, const char *lang_dir, Err *err);

/* The models: --models-dir, CHANCERY_MODELS_DIR, ../models beside the program's folder, the installed or
 * source folder. Opens those of the packs in lex that the scope needs. */
const char *app_models_dir(const char *option, Arena *a);
int app_models(Models **out, Lexicon *lex, const char *models_dir, ParseScope scope, Err *err);
/* --parse used|matters|all; -1 where it is none of them. */
int app_parse_scope(const char *text);

/* Opens the register to read; says on standard error when an interrupted add left facts to settle. */
int app_register(Store **out, const char *path, Err *err);
extern const char app_default_register[];

/* Code of a party as a user names it; NULL with err set. lex may be NULL: codes only. */
const char *app_party(const Lexicon *lex, const char *text, Err *err);

/* English names of parties, colours where standard output is a terminal and NO_COLOR is not set. */
ViewStyle app_style(const Lexicon *lex);

/* Writes to standard output; failures show at exit. */
void app_write(const Buf *out);

int cmd_add(int argc, char **argv);
int cmd_extract(int argc, char **argv);
int cmd_dump(int argc, char **argv);
int cmd_facts(int argc, char **argv);
int cmd_export(int argc, char **argv);
int cmd_conflicts(int argc, char **argv);
int cmd_explain(int argc, char **argv);
int cmd_verify(int argc, char **argv);
int cmd_brief(int argc, char **argv);
int cmd_lang(int argc, char **argv);

#endif
