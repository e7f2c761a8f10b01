/* models.c: see models.h. */
#include "models.h"

#include "lex/rules.h"
#include "nn/model.h"

#include <sys/stat.h>

struct Models {
    Arena *arena;
    Model **items; /* [n] */
    size_t n, cap;
};

static bool is_there(const char *path)
{
    struct stat st;
    return stat(path, &st) == 0;
}

const char *models_path(const Lang *lang, const char *dir, Arena *a)
{
    const char *named = lang_setting(lang, "model");
    if (named && *named == '/') return named;
    if (named) return arena_printf(a, "%s/%s", lang_dir(lang), named);
    if (!dir) return NULL;
    const char *path = arena_printf(a, "%s/%s.model", dir, lang_code(lang));
    return is_there(path) ? path : NULL;
}

int models_open(Models **out, Lexicon *lex, const char *dir, ParseScope scope, Err *err)
{
    Arena *a = arena_new();
    Models *models = ARENA_NEW(a, Models);
    *models = (Models){.arena = a};
    for (size_t i = 0; i < lexicon_langs(lex); i++) {
        const Lang *lang = lexicon_lang(lex, i);
        if (scope == PARSE_USED && !rules_use_trees(lang_rules(lang))) continue;
        const char *path = models_path(lang, dir, a);
        if (!path) continue;
        Model *m;
        int rc = model_open(&m, path, err);
        if (rc) {
            models_close(models);
            return err_context(err, "model of the pack '%s'", lang_code(lang));
        }
        ARENA_PUSH(a, models->items, models->n, models->cap, m);
        lexicon_set_model(lex, i, m);
    }
    *out = models;
    return 0;
}

void models_close(Models *models)
{
    if (!models) return;
    for (size_t i = 0; i < models->n; i++) model_close(models->items[i]);
    arena_free(models->arena);
}
