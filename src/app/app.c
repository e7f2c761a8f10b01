/* app.c: see app.h. */
#include "app/app.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

const char app_default_register[] = "chancery.db";

int app_fail(int status, const char *fmt, ...)
{
    va_list ap;
    va_start(ap, fmt);
    fputs("chancery: ", stderr);
    vfprintf(stderr, fmt, ap);
    fputc('\n', stderr);
    va_end(ap);
    return status;
}

int app_error(const Err *err)
{
    return app_fail(err->code == ERR_USAGE ? APP_USAGE : APP_SYSTEM, "%s", err->msg);
}

int app_option(const char *command, int option, char **argv)
{
    if (option == 'h') {
        fputs(app_command(command)->help, stdout);
        return APP_OK;
    }
    if (option == ':') return app_fail(APP_USAGE, "%s: %s needs a value", command, argv[optind - 1]);
    return app_fail(APP_USAGE, "%s: unknown option %s; see chancery %s --help", command, argv[optind - 1],
                    command);
}

int app_processors(void)
{
    long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > 64 ? 64 : (int)n;
}

int app_threads(const char *text)
{
    char *end;
    long n = strtol(text, &end, 10);
    if (*text == '\0' || *end || n < 1 || n > 256) return -1;
    return (int)n;
}

static bool is_dir(const char *path)
{
    struct stat st;
    return path && stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* A folder of the distribution: what the user says, beside the program's folder, installed, in the source. */
static const char *find_dir(const char *option, const char *variable, const char *name, Arena *a)
{
    if (option) return option;
    const char *env = getenv(variable);
    if (env && *env) return env;
    char self[4096];
    ssize_t n = readlink("/proc/self/exe", self, sizeof self - 1);
    if (n > 0) {
        self[n] = '\0';
        char *slash = strrchr(self, '/');
        if (slash) *slash = '\0';
        char beside[PATH_MAX];
        if (realpath(arena_printf(a, "%s/../%s", self, name), beside) && is_dir(beside))
            return arena_strdup(a, beside);
    }
    const char *installed = arena_printf(a, "%s/%s", CHANCERY_DATA_DIR, name);
    return is_dir(installed) ? installed : arena_printf(a, "%s/%s", CHANCERY_SOURCE_DIR, name);
}

const char *app_lang_dir(const char *option, Arena *a)
{
    return find_dir(option, "CHANCERY_LANG_DIR", "lang", a);
}

const char *app_models_dir(const char *option, Arena *a)
{
    return find_dir(option, "CHANCERY_MODELS_DIR", "models", a);
}

int app_models(Models **out, Lexicon *lex, const char *models_dir, ParseScope scope, Err *err)
{
    *out = NULL;
    Arena *a = arena_new();
    int rc = models_open(out, lex, app_models_dir(models_dir, a), scope, err);
    arena_free(a);
    return rc;
}

int app_parse_scope(const char *text)
{
    static const char *const names[] = {
        [PARSE_USED] = "used", [PARSE_MATTERS] = "matters", [PARSE_ALL] = "all"};
    for (int i = 0; i < 3; i++)
        if (strcmp(names[i], text) == 0) return i;
    return -1;
}

int app_lexicon(Lexicon **out, const char *lang_dir, Err *err)
{
    Arena *a = arena_new();
    int rc = lexicon_load(out, app_lang_dir(lang_dir, a), NULL, err);
    arena_free(a);
    return rc;
}

int app_register(Store **out, const char *path, Err *err)
{
    int rc = store_open(out, path, STORE_READ, err);
    if (rc) return rc;
    size_t dirty;
    rc = store_dirty_count(*out, &dirty, err);
    if (rc) {
        Err ignored;
        store_close(*out, &ignored);
        return rc;
    }
    if (dirty)
        app_fail(
            0,
            "%s: an add was interrupted; newest articles are not yet in the facts (run chancery add again)",
            path);
    return 0;
}

const char *app_party(const Lexicon *lex, const char *text, Err *err)
{
    int id = lex_party_find(lex, text);
    if (id >= 0) return lex_party_code(lex, (uint16_t)id);
    err_set(err, ERR_USAGE, "no party '%s': give a code such as VNM, or a name", text);
    return NULL;
}

static const char *party_name(const void *ctx, const char *code)
{
    int id = lex_party_id(ctx, code);
    return id >= 0 ? lex_party_name(ctx, (uint16_t)id) : NULL;
}

ViewStyle app_style(const Lexicon *lex)
{
    ViewStyle style = {.names = {lex ? party_name : NULL, lex}};
    struct winsize size;
    if (isatty(STDOUT_FILENO)) {
        const char *no_colour = getenv("NO_COLOR"), *term = getenv("TERM");
        style.colour = !(no_colour && *no_colour) && term && strcmp(term, "dumb") != 0;
        if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0) style.width = size.ws_col;
    }
    return style;
}

void app_write(const Buf *out)
{
    if (out->len) fwrite(out->data, 1, out->len, stdout);
}
