/* file.h: whole files, lists of files. Messages of errors name the file. */
#ifndef CHANCERY_BASE_FILE_H
#define CHANCERY_BASE_FILE_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"

/* Appends the whole of the file to out. */
int file_read(Buf *out, const char *path, Err *err);

/* The regular files below dir, recursively, sorted by path (bytes), hidden ones left out; arena-owned.
 * suffix may be NULL (all) or an ending such as ".txt". Links to directories are not followed. */
int file_list(char ***out, size_t *n, const char *dir, const char *suffix, Arena *a, Err *err);

#endif
