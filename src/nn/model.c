/* model.c: opens and closes a model file; names of its labels.
 *
 * Opening costs some milliseconds, most of it the checksum, and a few megabytes.
 */
#include "nn/model.h"

#include "nn/model_load.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

int model_from_memory(Model **out, const void *data, size_t size, Err *err)
{
    *out = NULL;
    ModelFile f;
    if (model_file_check(&f, data, size, err)) return err->code;
    Arena *a = arena_new();
    Model *m = ARENA_NEW(a, Model);
    m->arena = a;
    if (model_load(m, &f, err)) {
        arena_free(a);
        return err->code;
    }
    *out = m;
    return 0;
}

int model_open(Model **out, const char *path, Err *err)
{
    *out = NULL;
    struct stat st;
    void *map = MAP_FAILED;
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd >= 0 && fstat(fd, &st) == 0 && st.st_size > 0)
        map = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
    else if (fd >= 0 && st.st_size == 0) errno = 0;
    int e = errno;
    if (fd >= 0) close(fd);
    if (map == MAP_FAILED)
        return err_set(err, e ? ERR_IO : ERR_FORMAT, "%s: %s", path,
                       e ? strerror(e) : "byte 0: the file is empty");
    if (model_from_memory(out, map, (size_t)st.st_size, err)) {
        munmap(map, (size_t)st.st_size);
        return err_context(err, "%s", path);
    }
    (*out)->map = map;
    (*out)->map_len = (size_t)st.st_size;
    return 0;
}

void model_close(Model *m)
{
    if (!m) return;
    if (m->map) munmap(m->map, m->map_len);
    arena_free(m->arena);
}

unsigned model_has(const Model *m)
{
    return m->has;
}

const char *model_manifest(const Model *m, size_t *len)
{
    *len = m->manifest_len;
    return m->manifest;
}

const char *model_upos(const Model *m, unsigned tag)
{
    return tag < m->tag.labels.n ? m->upos[tag] : "_";
}

const char *model_feats(const Model *m, unsigned tag)
{
    return tag < m->tag.labels.n ? m->feats[tag] : "_";
}

const char *model_dep(const Model *m, unsigned dep)
{
    if (dep == 0 && m->parse.there) return "root"; /* the file has spaCy's name for it */
    return dep < m->parse.labels.n ? m->parse.labels.name[dep] : "_";
}

const char *model_ent(const Model *m, unsigned ent)
{
    return ent < m->ner.labels.n ? m->ner.labels.name[ent] : "_";
}

unsigned model_n_tags(const Model *m)
{
    return m->tag.labels.n;
}

unsigned model_n_deps(const Model *m)
{
    return m->parse.labels.n;
}

unsigned model_n_ents(const Model *m)
{
    return m->ner.labels.n;
}
