/* model_file.c: checks a model file: its head, checksum, sections, and that every weight is a finite number.
 */
#include "nn/model_file.h"

#include "base/text.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <xxhash.h>

static const unsigned type_size[] = {
    [FT_BYTES] = 1, [FT_U32] = 4, [FT_U64] = 8, [FT_F16] = 2, [FT_F32] = 4, [FT_I8] = 1};

int model_file_fault(const FileSection *s, Err *err, const char *fmt, ...)
{
    char msg[300];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    return err_set(err, ERR_FORMAT, "byte %llu: section %u (owner %u, part %u): %s",
                   (unsigned long long)s->at, s->kind, s->owner, s->part, msg);
}

const void *model_file_at(const ModelFile *f, const FileSection *s)
{
    return f->data + s->at;
}

static int check_section(const ModelFile *f, const FileSection *s, size_t at, Err *err)
{
    if (s->type < FT_BYTES || s->type > FT_I8)
        return err_set(err, ERR_FORMAT, "byte %zu: section of unknown type %u", at, s->type);
    uint64_t size = type_size[s->type];
    for (int i = 0; i < 4; i++) {
        if (s->dim[i] == 0 || size > f->size / s->dim[i])
            return err_set(err, ERR_FORMAT, "byte %zu: section %u does not fit into the file", at, s->kind);
        size *= s->dim[i];
    }
    if (size != s->size || s->at % NN_ALIGN || s->at > f->size || size > f->size - s->at)
        return err_set(err, ERR_FORMAT, "byte %zu: section %u does not fit into the file", at, s->kind);
    if (s->type == FT_F16) {
        const uint16_t *h = model_file_at(f, s);
        for (size_t i = 0; i < size / 2; i++)
            if ((h[i] & 0x7c00) == 0x7c00)
                return err_set(err, ERR_FORMAT, "byte %llu: not a finite number",
                               (unsigned long long)(s->at + 2 * i));
    } else if (s->type == FT_F32) {
        const float *x = model_file_at(f, s);
        for (size_t i = 0; i < size / 4; i++)
            if (!isfinite(x[i]))
                return err_set(err, ERR_FORMAT, "byte %llu: not a finite number",
                               (unsigned long long)(s->at + 4 * i));
    }
    return 0;
}

int model_file_check(ModelFile *out, const void *data, size_t size, Err *err)
{
    ModelFile f = {.data = data, .size = size};
    FileHead head;
    if (size < sizeof head) return err_set(err, ERR_FORMAT, "byte %zu: too short for a model", size);
    memcpy(&head, data, sizeof head);
    if (memcmp(head.magic, NN_MAGIC, sizeof head.magic))
        return err_set(err, ERR_FORMAT, "byte 0: not a model of Chancery");
    if (head.version != NN_VERSION)
        return err_set(err, ERR_FORMAT,
                       "byte 16: version %u of the form, this program reads %d; export it anew", head.version,
                       NN_VERSION);
    if (head.size != size)
        return err_set(err, ERR_FORMAT, "byte 24: the file should have %llu bytes and has %zu",
                       (unsigned long long)head.size, size);
    if (XXH3_64bits(f.data + sizeof head, size - sizeof head) != head.check)
        return err_set(err, ERR_FORMAT, "byte 32: the checksum is wrong, the file is damaged");
    if (head.n_sections > NN_MAX_SECTIONS || head.n_sections > (size - sizeof head) / sizeof(FileSection))
        return err_set(err, ERR_FORMAT, "byte 20: too many sections");
    f.sections = (const FileSection *)(const void *)(f.data + sizeof head);
    f.n_sections = head.n_sections;
    for (uint32_t i = 0; i < f.n_sections; i++)
        if (check_section(&f, f.sections + i, sizeof head + i * sizeof(FileSection), err)) return err->code;
    *out = f;
    return 0;
}

const FileSection *model_file_find(const ModelFile *f, FileKind kind, unsigned owner, unsigned part)
{
    for (uint32_t i = 0; i < f->n_sections; i++) {
        const FileSection *s = f->sections + i;
        if (s->kind == kind && s->owner == owner && s->part == part) return s;
    }
    return NULL;
}

const FileSection *model_file_need(const ModelFile *f, FileKind kind, unsigned owner, unsigned part,
                                   FileType type, unsigned n_dims, Err *err)
{
    const FileSection *s = model_file_find(f, kind, owner, part);
    if (!s) {
        err_set(err, ERR_FORMAT, "byte %zu: section %u (owner %u, part %u) is missing", sizeof(FileHead),
                kind, owner, part);
        return NULL;
    }
    bool fits = s->type == type;
    for (unsigned i = n_dims; i < 4; i++) fits &= s->dim[i] == 1;
    if (fits) return s;
    model_file_fault(s, err, "has not the type or shape that it must have");
    return NULL;
}

int model_file_rising(const ModelFile *f, const FileSection *s, Err *err)
{
    const uint64_t *x = model_file_at(f, s);
    for (size_t i = 1; i < s->size / 8; i++)
        if (x[i] <= x[i - 1]) return model_file_fault(s, err, "numbers %zu and %zu do not rise", i - 1, i);
    return 0;
}

int model_file_labels(const ModelFile *f, const FileSection *s, Labels *out, Arena *a, Err *err)
{
    const char *text = model_file_at(f, s);
    size_t len = (size_t)s->size;
    uint32_t n = 0;
    if (text[len - 1] != '\0' || !text_valid(text, len, NULL))
        return model_file_fault(s, err, "is not a list of strings");
    for (size_t i = 0; i < len; i++) n += text[i] == '\0';
    if (n >= NN_NONE) return model_file_fault(s, err, "more than %u strings", NN_NONE - 1);
    out->name = ARENA_ARRAY(a, const char *, n);
    out->n = n;
    for (uint32_t i = 0; i < n; i++, text += strlen(text) + 1) out->name[i] = text;
    return 0;
}
