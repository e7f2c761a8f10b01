/* file.c: see file.h. */
#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int file_read(Buf *out, const char *path, Err *err)
{
    FILE *f = fopen(path, "rb");
    if (!f) return err_set(err, ERR_IO, "%s: cannot open: %s", path, strerror(errno));
    char chunk[65536];
    size_t n;
    while ((n = fread(chunk, 1, sizeof chunk, f)) > 0) buf_add(out, chunk, n);
    int bad = ferror(f);
    int why = errno;
    fclose(f);
    if (bad) return err_set(err, ERR_IO, "%s: cannot read: %s", path, strerror(why));
    return 0;
}

typedef struct Paths {
    char **items;
    size_t n, cap;
    Arena *arena;
} Paths;

static int walk(Paths *out, const char *dir, const char *suffix, int depth, Err *err)
{
    if (depth > 64) return err_set(err, ERR_IO, "%s: folders nest deeper than 64", dir);
    DIR *d = opendir(dir);
    if (!d) return err_set(err, ERR_IO, "%s: cannot open folder: %s", dir, strerror(errno));
    int rc = 0;
    struct dirent *e;
    while (rc == 0 && (e = readdir(d))) {
        if (e->d_name[0] == '.') continue;
        char *path = arena_printf(out->arena, "%s/%s", dir, e->d_name);
        struct stat st;
        if (lstat(path, &st) != 0) continue;
        if (S_ISDIR(st.st_mode)) {
            rc = walk(out, path, suffix, depth + 1, err);
            continue;
        }
        if (S_ISLNK(st.st_mode) && stat(path, &st) != 0) continue;
        if (!S_ISREG(st.st_mode)) continue;
        size_t n = strlen(path), s = suffix ? strlen(suffix) : 0;
        if (n < s || memcmp(path + n - s, suffix ? suffix : "", s) != 0) continue;
        ARENA_PUSH(out->arena, out->items, out->n, out->cap, path);
    }
    closedir(d);
    return rc;
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int file_list(char ***out, size_t *n, const char *dir, const char *suffix, Arena *a, Err *err)
{
    Paths paths = {.arena = a};
    int rc = walk(&paths, dir, suffix, 0, err);
    if (rc) return rc;
    if (paths.n) qsort(paths.items, paths.n, sizeof *paths.items, by_bytes);
    *out = paths.items;
    *n = paths.n;
    return 0;
}
