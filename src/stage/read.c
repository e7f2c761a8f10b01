/* read.c: see read.h. One file is open at a time; only the document in hand is in memory.
 *
 * Files packed by gzip or zstd are unpacked on the way (base/stream.h). A file that begins with '{' is JSON:
 * one object per line, read line by line, or one object spread over many lines. Anything else is one
 * document, HTML or plain text. Bytes become UTF-8 in read_decode.c.
 */
#include "stage/read.h"

#include "base/file.h"
#include "base/stream.h"
#include "base/text.h"
#include "stage/read_decode.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { CHUNK = 65536, DOC_MAX = 64 << 20 }; /* longest line of JSON, longest single document */

typedef enum Mode { MODE_CLOSED, MODE_LINES } Mode;

struct Reader {
    Arena *arena; /* the paths of folders */
    const char *const *paths;
    size_t n_paths, at_path;
    char **files; /* of the folder in hand */
    size_t n_files, at_file;
    Stream *file;
    const char *name;
    Mode mode;
    size_t line; /* of the last line taken */
    Buf buf;     /* bytes read and not yet taken: buf.data + taken .. buf.len */
    size_t taken;
    bool eof;
    size_t bytes;
};

int reader_open(Reader **out, const char *const *paths, size_t n, Err *err)
{
    if (n == 0)
        return err_set(err, ERR_USAGE, "nothing to read: name a file, a folder, or - for standard input");
    Reader *r = calloc(1, sizeof *r);
    if (!r) return err_set(err, ERR_MEMORY, "out of memory");
    r->arena = arena_new();
    r->paths = paths;
    r->n_paths = n;
    *out = r;
    return 0;
}

size_t reader_bytes(const Reader *r)
{
    return r->bytes;
}

static void close_file(Reader *r)
{
    stream_close(r->file);
    r->file = NULL;
    r->mode = MODE_CLOSED;
}

void reader_close(Reader *r)
{
    if (!r) return;
    close_file(r);
    buf_free(&r->buf);
    arena_free(r->arena);
    free(r);
}

/* ---- bytes ---- */

/* Reads one more chunk; 0 or an error. Sets eof at the end. */
static int fill(Reader *r, Err *err)
{
    if (r->taken > CHUNK && r->taken * 2 > r->buf.len) {
        memmove(r->buf.data, r->buf.data + r->taken, r->buf.len - r->taken);
        r->buf.len -= r->taken;
        r->taken = 0;
    }
    char chunk[CHUNK];
    size_t n;
    int rc = stream_read(r->file, chunk, sizeof chunk, &n, err);
    if (rc) { /* nothing more can come of this file; what is left of a line is lost with it */
        r->eof = true;
        r->taken = r->buf.len;
        return rc;
    }
    buf_add(&r->buf, chunk, n);
    r->bytes += n;
    r->eof = n == 0;
    return 0;
}

/* The next line without its end in [*s, *s + *n): 1; 0 at the end of the file; negative on error. The bytes
 * stay valid until the next call. */
static int take_line(Reader *r, const char **s, size_t *n, Err *err)
{
    size_t seen = 0;
    bool too_long = false;
    for (;;) {
        size_t left = r->buf.len - r->taken;
        const char *at = r->buf.data + r->taken;
        const char *nl = left > seen ? memchr(at + seen, '\n', left - seen) : NULL;
        if (nl || (r->eof && left > 0)) {
            size_t len = nl ? (size_t)(nl - at) : left;
            r->taken += len + (nl ? 1 : 0);
            r->line++;
            if (too_long)
                return err_set(err, ERR_FORMAT,
                               "%s:%zu: the line is longer than %d MiB; one document per line, split it",
                               r->name, r->line, DOC_MAX >> 20);
            if (len && at[len - 1] == '\r') len--;
            *s = at;
            *n = len;
            return 1;
        }
        if (r->eof) return 0;
        seen = left;
        if (left > DOC_MAX) { /* skip to the line's end in constant memory */
            too_long = true;
            r->taken = r->buf.len;
            seen = 0;
        }
        int rc = fill(r, err);
        if (rc) return rc;
    }
}

/* The rest of the file in the buffer, up to DOC_MAX. */
static int take_all(Reader *r, Err *err)
{
    while (!r->eof) {
        if (r->buf.len - r->taken > DOC_MAX)
            return err_set(err, ERR_FORMAT, "%s: byte %d: one document of more than %d MiB; split it",
                           r->name, DOC_MAX, DOC_MAX >> 20);
        int rc = fill(r, err);
        if (rc) return rc;
    }
    return 0;
}

/* ---- documents ---- */

static size_t skip_space(const char *s, size_t n)
{
    size_t i = 0;
    if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) i = 3;
    while (i < n && (s[i] == ' ' || s[i] == '\t' || s[i] == '\n' || s[i] == '\r')) i++;
    return i;
}

static const char *field(const json_t *o, const char *name, Arena *a)
{
    const json_t *v = json_object_get(o, name);
    if (json_is_string(v)) return json_string_length(v) ? arena_strdup(a, json_string_value(v)) : NULL;
    if (json_is_integer(v)) return arena_printf(a, "%lld", (long long)json_integer_value(v));
    return NULL;
}

/* A document from one JSON object. `where` names the place ("FILE:LINE") in messages and is the id for lack
 * of one. */
static int from_json(Doc **out, const char *s, size_t n, const char *where, Err *err)
{
    Buf decoded = {0};
    size_t bad;
    if (!text_valid(s, n, &bad)) {
        int rc = read_decode(&decoded, s, n, err);
        if (rc) {
            buf_free(&decoded);
            return err_context(err, "%s", where);
        }
        s = buf_str(&decoded);
        n = decoded.len;
    }
    size_t skip = skip_space(s, n);
    json_error_t je;
    json_t *o = json_loadb(s + skip, n - skip, 0, &je);
    buf_free(&decoded);
    if (!o)
        return err_set(err, ERR_FORMAT,
                       "%s: byte %d: not a JSON object: %.200s; mend the line or take it out", where,
                       je.position < 0 ? 0 : (int)skip + je.position, je.text);
    int rc = 0;
    Doc *doc = doc_new();
    Arena *a = doc->arena;
    const json_t *text = json_object_get(o, "text"), *html = json_object_get(o, "html");
    const json_t *body = json_is_string(text) && json_string_length(text) ? text : html;
    if (!json_is_object(o))
        rc = err_set(err, ERR_FORMAT,
                     "%s: a document must be a JSON object, such as {\"id\": ..., \"text\": ...}", where);
    else if (!text && !html)
        rc = err_set(err, ERR_FORMAT,
                     "%s: the object has neither \"text\" nor \"html\"; give the article in one of them",
                     where);
    else if (!json_is_string(body))
        rc = err_set(err, ERR_FORMAT, "%s: \"text\" or \"html\" must be a string that is not empty", where);
    else if (json_string_length(body) > DOC_MAX)
        rc = err_set(err, ERR_FORMAT, "%s: one document of more than %d MiB; split it", where, DOC_MAX >> 20);
    if (rc == 0) {
        doc->id = field(o, "id", a);
        if (!doc->id) doc->id = arena_strdup(a, where);
        doc->url = field(o, "url", a);
        doc->title = field(o, "title", a);
        doc->lang_hint = field(o, "lang", a);
        doc->published_hint = field(o, "published", a);
        doc->format = body == text ? DOC_TEXT : DOC_HTML;
        doc->raw_len = json_string_length(body);
        doc->raw = arena_strndup(a, json_string_value(body), doc->raw_len);
        doc->source_bytes = n;
        if (skip_space(doc->raw, doc->raw_len) == doc->raw_len)
            rc = err_set(err, ERR_FORMAT, "%s: the article is empty", where);
    }
    json_decref(o);
    if (rc) doc_free(doc);
    else *out = doc;
    return rc;
}

/* Does the text begin like HTML? */
static bool looks_html(const char *s, size_t n)
{
    static const char *const opens[] = {
        "<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div",   "<meta",
        "<title",         "<p>",   "<p ",   "<h1",   "<section", "<span", "<table", "<link",
        "<script",        "<base", "<a ",   "<img",  "<header",  "<style"};
    size_t i = skip_space(s, n);
    for (;;) { /* comments and an XML declaration may stand in front */
        const char *end = NULL;
        if (n - i > 4 && memcmp(s + i, "<!--", 4) == 0) end = memmem(s + i, n - i, "-->", 3);
        else if (n - i > 5 && memcmp(s + i, "<?xml", 5) == 0) end = memmem(s + i, n - i, "?>", 2);
        if (!end) break;
        i = (size_t)(end - s) + (*end == '-' ? 3 : 2);
        i += skip_space(s + i, n - i);
    }
    for (size_t k = 0; k < sizeof opens / sizeof *opens; k++) {
        size_t len = strlen(opens[k]);
        if (n - i >= len && strncasecmp(s + i, opens[k], len) == 0) return true;
    }
    /* a page cut out of a larger one: closing tags of the usual kinds */
    const char *p = memmem(s, n, "</p>", 4);
    return p && (memmem(s, n, "</div>", 6) || memmem(s, n, "<br", 3) ||
                 memmem(p + 4, n - (size_t)(p - s) - 4, "</p>", 4));
}

static int from_page(Doc **out, const char *id, const char *s, size_t n, Err *err)
{
    if (skip_space(s, n) == n) return err_set(err, ERR_FORMAT, "%s: byte 0: empty; nothing to read", id);
    Buf b = {0};
    int rc = read_decode(&b, s, n, err);
    if (rc) {
        buf_free(&b);
        return err_context(err, "%s", id);
    }
    Doc *doc = doc_new();
    doc->id = arena_strdup(doc->arena, id);
    doc->raw = arena_strndup(doc->arena, buf_str(&b), b.len);
    doc->raw_len = b.len;
    doc->source_bytes = n;
    doc->format = looks_html(doc->raw, doc->raw_len) ? DOC_HTML : DOC_TEXT;
    buf_free(&b);
    *out = doc;
    return 0;
}

/* Bytes of a whole file: a page, or (first byte '{') one JSON object. */
int read_bytes(Doc **out, const char *id, const char *data, size_t n, Err *err)
{
    size_t at = skip_space(data, n);
    if (at < n && data[at] == '{') return from_json(out, data, n, id, err);
    return from_page(out, id, data, n, err);
}

/* ---- files ---- */

static int open_file(Reader *r, const char *path, Err *err)
{
    bool in = strcmp(path, "-") == 0;
    r->name = in ? "standard input" : path;
    r->line = r->taken = 0;
    buf_clear(&r->buf);
    r->eof = false;
    return stream_open(&r->file, path, err);
}

/* Opens the next file; 1, 0 when there is none, negative on error. */
static int next_file(Reader *r, Err *err)
{
    for (;;) {
        if (r->at_file < r->n_files) {
            int rc = open_file(r, r->files[r->at_file++], err);
            return rc ? rc : 1;
        }
        r->n_files = r->at_file = 0;
        arena_reset(r->arena);
        if (r->at_path == r->n_paths) return 0;
        const char *path = r->paths[r->at_path++];
        struct stat st;
        if (strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISDIR(st.st_mode)) {
            int rc = file_list(&r->files, &r->n_files, path, NULL, r->arena, err);
            if (rc) return rc;
            if (r->n_files == 0) return err_set(err, ERR_FORMAT, "%s: the folder holds no files", path);
            continue;
        }
        int rc = open_file(r, path, err);
        return rc ? rc : 1;
    }
}

/* Looks at the first bytes of the file just opened. A single document is given at once; JSON Lines set the
 * mode. */
static int begin_file(Reader *r, Doc **out, Err *err)
{
    int rc = fill(r, err);
    if (rc) return rc;
    const char *s = buf_str(&r->buf);
    size_t at = skip_space(s, r->buf.len);
    if (at < r->buf.len && s[at] == '{') {
        /* One object per line, unless the first line is no object and the next line does not begin one. */
        const char *nl = memchr(s + at, '\n', r->buf.len - at);
        if (!nl && !r->eof) {
            r->mode = MODE_LINES;
            return 0;
        }
        const char *last = nl ? nl : s + r->buf.len;
        while (last > s + at && (last[-1] == '\r' || last[-1] == ' ' || last[-1] == '\t')) last--;
        const char *next = nl ? nl + skip_space(nl, (size_t)(s + r->buf.len - nl)) : NULL;
        bool spread = last[-1] != '}' && next && next < s + r->buf.len && *next != '{';
        if (!spread) {
            r->mode = MODE_LINES;
            return 0;
        }
        rc = take_all(r, err);
        if (rc == 0) rc = from_json(out, r->buf.data, r->buf.len, r->name, err);
        return rc ? rc : 1;
    }
    if (at + 1 < r->buf.len && s[at] == '[') {
        size_t in = at + 1 + skip_space(s + at + 1, r->buf.len - at - 1);
        if (in < r->buf.len && s[in] == '{')
            return err_set(err, ERR_FORMAT,
                           "%s: byte %zu: a JSON array; write one object per line (jq -c '.[]')", r->name,
                           at);
    }
    rc = take_all(r, err);
    if (rc == 0) rc = from_page(out, r->name, buf_str(&r->buf), r->buf.len, err);
    return rc ? rc : 1;
}

int reader_next(Reader *r, Doc **out, Err *err)
{
    for (;;) {
        if (r->mode == MODE_CLOSED) {
            int rc = next_file(r, err);
            if (rc <= 0) return rc;
            rc = begin_file(r, out, err);
            if (r->mode == MODE_CLOSED) close_file(r);
            if (rc) return rc;
            continue;
        }
        const char *s = NULL;
        size_t n = 0;
        int rc = take_line(r, &s, &n, err);
        if (rc == 0) {
            close_file(r);
            continue;
        }
        if (rc < 0) {
            if (rc == ERR_IO) close_file(r);
            return rc;
        }
        if (skip_space(s, n) == n) continue;
        char where[512];
        snprintf(where, sizeof where, "%.480s:%zu", r->name, r->line);
        rc = from_json(out, s, n, where, err);
        return rc ? rc : 1;
    }
}
