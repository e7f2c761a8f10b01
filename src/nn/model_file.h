/* model_file.h: the sections of a model file, checked. See format.h. */
#ifndef CHANCERY_NN_MODEL_FILE_H
#define CHANCERY_NN_MODEL_FILE_H

#include "base/arena.h"
#include "base/err.h"
#include "nn/format.h"
#include "nn/model_parts.h"

#include <stdbool.h>
#include <stddef.h>

/* A file in memory whose head and table of sections have been checked. */
typedef struct ModelFile {
    const char *data; /* aligned to NN_ALIGN */
    size_t size;
    const FileSection *sections;
    uint32_t n_sections;
} ModelFile;

int model_file_check(ModelFile *out, const void *data, size_t size, Err *err);

/* The section, or NULL where there is none. */
const FileSection *model_file_find(const ModelFile *f, FileKind kind, unsigned owner, unsigned part);

/* The section, of that type and number of dimensions; the others must be 1 and none 0. NULL with an error
 * where it is absent or otherwise. Its numbers are at data + at. */
const FileSection *model_file_need(const ModelFile *f, FileKind kind, unsigned owner, unsigned part,
                                   FileType type, unsigned n_dims, Err *err);

const void *model_file_at(const ModelFile *f, const FileSection *s);

/* An error about section s: "byte N: section KIND: ...". */
int model_file_fault(const FileSection *s, Err *err, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));

/* Section of u64 that rise strictly. */
int model_file_rising(const ModelFile *f, const FileSection *s, Err *err);

/* Strings one after another, each with its NUL, UTF-8, into out. */
int model_file_labels(const ModelFile *f, const FileSection *s, Labels *out, Arena *a, Err *err);

#endif
