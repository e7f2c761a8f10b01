/* db.c: see db.h. */
#include "store/db.h"

#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#define XXH_STATIC_LINKING_ONLY /* a state on the stack */
#include <xxhash.h>

int db_fail(Store *st, Err *err)
{
    int rc = sqlite3_errcode(st->db);
    const char *what = sqlite3_errmsg(st->db);
    switch (rc & 0xff) {
    case SQLITE_CORRUPT: return err_set(err, ERR_DATA, "%s: the register is damaged: %s", st->path, what);
    case SQLITE_NOTADB: return err_set(err, ERR_DATA, "%s: not a register (%s)", st->path, what);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return err_set(err, ERR_IO,
                       "%s: the register is in use by another program; try again when it is done", st->path);
    case SQLITE_NOMEM: return err_set(err, ERR_MEMORY, "%s: out of memory", st->path);
    default: return err_set(err, ERR_IO, "%s: %s", st->path, what);
    }
}

int db_exec(Store *st, const char *sql, Err *err)
{
    return sqlite3_exec(st->db, sql, NULL, NULL, NULL) == SQLITE_OK ? 0 : db_fail(st, err);
}

sqlite3_stmt *db_stmt(Store *st, const char *sql, Err *err)
{
    size_t i = 0;
    while (i < st->n_cache && st->cache[i].sql != sql) i++;
    if (i == st->n_cache) /* the same words written twice */
        for (i = 0; i < st->n_cache && strcmp(st->cache[i].sql, sql) != 0;) i++;
    if (i < st->n_cache) {
        sqlite3_reset(st->cache[i].stmt);
        sqlite3_clear_bindings(st->cache[i].stmt);
        return st->cache[i].stmt;
    }
    sqlite3_stmt *s = NULL;
    if (st->n_cache == DB_STATEMENTS) {
        err_set(err, ERR_IO, "too many statements");
        return NULL;
    }
    if (sqlite3_prepare_v3(st->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, NULL) != SQLITE_OK) {
        db_fail(st, err);
        return NULL;
    }
    st->cache[st->n_cache].sql = sql;
    st->cache[st->n_cache++].stmt = s;
    return s;
}

void db_bind(sqlite3_stmt *s, const char *format, ...)
{
    if (!s) return;
    va_list ap;
    va_start(ap, format);
    for (int i = 0; format[i]; i++) {
        if (format[i] == 's') {
            const char *v = va_arg(ap, const char *);
            if (v) sqlite3_bind_text(s, i + 1, v, -1, SQLITE_STATIC);
        } else if (format[i] == 'i') {
            sqlite3_bind_int64(s, i + 1, va_arg(ap, int64_t));
        } else {
            double v = va_arg(ap, double);
            if (isfinite(v)) sqlite3_bind_double(s, i + 1, v);
        }
    }
    va_end(ap);
}

int db_step(Store *st, sqlite3_stmt *s, Err *err)
{
    if (!s) return err->code;
    switch (sqlite3_step(s)) {
    case SQLITE_ROW: return 1;
    case SQLITE_DONE: sqlite3_reset(s); return 0;
    default:
        db_fail(st, err);
        sqlite3_reset(s);
        return err->code;
    }
}

int db_run(Store *st, sqlite3_stmt *s, Err *err)
{
    int rc = db_step(st, s, err);
    if (rc == 1) sqlite3_reset(s);
    return rc < 0 ? rc : 0;
}

const char *db_text(sqlite3_stmt *s, int col, Arena *a)
{
    const char *v = (const char *)sqlite3_column_text(s, col);
    return v ? arena_strndup(a, v, (size_t)sqlite3_column_bytes(s, col)) : NULL;
}

int db_begin(Store *st, Err *err)
{
    return db_exec(st, "BEGIN IMMEDIATE", err);
}

int db_end(Store *st, int rc, Err *err)
{
    if (rc == 0) rc = db_exec(st, "COMMIT", err);
    if (rc) sqlite3_exec(st->db, "ROLLBACK", NULL, NULL, NULL);
    return rc;
}

void db_now(char out[21])
{
    time_t t = time(NULL);
    struct tm tm;
    gmtime_r(&t, &tm);
    strftime(out, 21, "%Y-%m-%dT%H:%M:%SZ", &tm);
}

const char *content_article(const Doc *doc)
{
    return doc->url && *doc->url ? doc->url : doc->id;
}

/* Each part with its NUL, so that no two lists of parts run together. */
static void part(XXH3_state_t *h, const char *s)
{
    XXH3_128bits_update(h, s ? s : "", s ? strlen(s) + 1 : 1);
}

void content_hash(char out[HASH_LEN + 1], const char *article, const char *published, const char *title,
                  const char *text, size_t n)
{
    XXH3_state_t h;
    XXH3_INITSTATE(&h);
    XXH3_128bits_reset(&h);
    part(&h, article);
    part(&h, published);
    part(&h, title);
    XXH3_128bits_update(&h, text ? text : "", n);
    XXH128_hash_t v = XXH3_128bits_digest(&h);
    snprintf(out, HASH_LEN + 1, "%016" PRIx64 "%016" PRIx64, (uint64_t)v.high64, (uint64_t)v.low64);
}

void content_hash_doc(char out[HASH_LEN + 1], const Doc *doc)
{
    content_hash(out, content_article(doc), doc->published, doc->clean_title, doc->text, doc->text_len);
}

void claim_hash(char out[FACT_ID_LEN + 1], const char *content, const char *kind, const char *json, Span span)
{
    Buf b = {0};
    buf_printf(&b, "%s %s %u %u ", content, kind, span.start, span.end);
    buf_adds(&b, json);
    snprintf(out, FACT_ID_LEN + 1, "%016" PRIx64, (uint64_t)XXH3_64bits(b.data, b.len));
    buf_free(&b);
}

int claim_read_raw(Store *st, sqlite3_stmt *s, RegSource *out, const char **json, Arena *a, Err *err)
{
    *out = (RegSource){0};
    const char *id = (const char *)sqlite3_column_text(s, 0);
    *json = db_text(s, 1, a);
    if (!id || !*json) return err_set(err, ERR_DATA, "%s: a claim without id or fields", st->path);
    snprintf(out->claim_id, sizeof out->claim_id, "%s", id);
    out->article = db_text(s, 2, a);
    out->claim.doc = db_text(s, 3, a);
    out->url = db_text(s, 4, a);
    out->outlet = db_text(s, 5, a);
    out->lang = db_text(s, 6, a);
    out->article_title = db_text(s, 7, a);
    out->published = db_text(s, 8, a);
    out->copy_of = db_text(s, 9, a);
    return 0;
}

int claim_parse(RegSource *src, const char *json, Arena *a, Err *err)
{
    const char *doc = src->claim.doc;
    if (fact_from_json(&src->claim, json, strlen(json), a, err))
        return err_set(err, ERR_DATA, "claim %s of the register is damaged", src->claim_id);
    src->claim.doc = doc;
    return 0;
}

int claim_read(Store *st, sqlite3_stmt *s, RegSource *out, Arena *a, Err *err)
{
    const char *json;
    int rc = claim_read_raw(st, s, out, &json, a, err);
    return rc ? rc : claim_parse(out, json, a, err);
}
