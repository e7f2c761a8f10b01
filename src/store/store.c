/* store.c: opening, closing, counting. See store.h. */
#include "store/db.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int scalar(Store *st, const char *sql, int64_t *out, Err *err)
{
    sqlite3_stmt *s = NULL;
    if (sqlite3_prepare_v2(st->db, sql, -1, &s, NULL) != SQLITE_OK) return db_fail(st, err);
    int rc = sqlite3_step(s);
    if (rc == SQLITE_ROW) *out = sqlite3_column_int64(s, 0);
    else if (rc == SQLITE_DONE) *out = 0;
    else db_fail(st, err);
    sqlite3_finalize(s);
    return rc == SQLITE_ROW || rc == SQLITE_DONE ? 0 : err->code;
}

static int create(Store *st, Err *err)
{
    int rc = db_begin(st, err);
    if (rc) return rc;
    int64_t tables = 0;
    rc = scalar(st, "SELECT count(*) FROM sqlite_master", &tables,
                err); /* another process may have been first */
    if (rc == 0 && tables == 0) {
        rc = db_exec(st, store_schema, err);
        if (rc == 0) {
            sqlite3_stmt *s = db_stmt(
                st, "INSERT INTO meta VALUES ('schema', ?1), ('program', ?2), ('application', 'chancery')",
                err);
            db_bind(s, "is", (int64_t)STORE_SCHEMA, CHANCERY_VERSION);
            rc = db_run(st, s, err);
        }
    }
    return db_end(st, rc, err);
}

static int check_schema(Store *st, Err *err)
{
    int64_t has = 0, schema = 0;
    int rc = scalar(
        st,
        "SELECT count(*) FROM sqlite_master WHERE name IN ('meta', 'claim', 'article_version', 'fact_claim')",
        &has, err);
    if (rc) return rc;
    if (has != 4)
        return err_set(err, ERR_DATA, "%s: not a register of chancery (another program's SQLite file)",
                       st->path);
    rc = scalar(st, "SELECT value FROM meta WHERE key = 'schema'", &schema, err);
    if (rc) return rc;
    if (schema != STORE_SCHEMA)
        return err_set(err, ERR_DATA, "%s: a register of schema %lld; this program reads schema %d", st->path,
                       (long long)schema, STORE_SCHEMA);
    return 0;
}

static int open_file(Store *st, Err *err)
{
    int flags = st->mode == STORE_WRITE ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READWRITE;
    int rc = sqlite3_open_v2(st->path, &st->db, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (rc != SQLITE_OK && st->mode == STORE_READ && st->db) { /* a file we may not write */
        sqlite3_close(st->db);
        rc = sqlite3_open_v2(st->path, &st->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_NOMUTEX, NULL);
    }
    if (!st->db) return err_set(err, ERR_MEMORY, "%s: out of memory", st->path);
    if (rc != SQLITE_OK)
        return err_set(err, ERR_IO, "%s: cannot open the register: %s", st->path, sqlite3_errmsg(st->db));
    sqlite3_busy_timeout(st->db, 5000);
    sqlite3_db_config(st->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL); /* a register may come from anywhere */
    sqlite3_db_config(st->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
    int64_t tables = 0;
    rc = scalar(st, "SELECT count(*) FROM sqlite_master", &tables, err);
    if (rc) return rc;
    if (st->mode == STORE_READ) {
        rc = db_exec(st, "PRAGMA query_only = 1", err);
    } else {
        rc = db_exec(st,
                     "PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192; "
                     "PRAGMA wal_autocheckpoint = 16000; PRAGMA temp_store = MEMORY",
                     err);
        if (rc == 0 && tables == 0) rc = create(st, err);
    }
    if (rc == 0) rc = check_schema(st, err);
    if (rc == 0 && st->mode == STORE_WRITE) rc = db_exec(st, "PRAGMA journal_mode = WAL", err);
    return rc;
}

int store_open(Store **out, const char *path, StoreMode mode, Err *err)
{
    *out = NULL;
    if (mode == STORE_READ && access(path, F_OK) != 0)
        return err_set(err, ERR_IO, "%s: no such register (make one with: chancery add -r %s PATH)", path,
                       path);
    Store *st = calloc(1, sizeof *st);
    if (!st) return err_set(err, ERR_MEMORY, "out of memory");
    if ((size_t)snprintf(st->path, sizeof st->path, "%s", path) >= sizeof st->path) {
        free(st);
        return err_set(err, ERR_USAGE, "the register's path is longer than %zu bytes", sizeof st->path - 1);
    }
    st->mode = mode;
    int rc = open_file(st, err);
    if (rc) {
        Err ignored;
        st->mode = STORE_READ;
        store_close(st, &ignored);
        return rc;
    }
    *out = st;
    return 0;
}

int store_close(Store *st, Err *err)
{
    if (!st) return 0;
    for (size_t i = 0; i < st->n_cache; i++) sqlite3_finalize(st->cache[i].stmt);
    int rc = 0;
    /* Back to a rollback journal: one file at rest, readable from where nothing can be written. While
     * somebody else has it open this is refused, and the last one to write does it. */
    if (st->mode == STORE_WRITE &&
        sqlite3_exec(st->db, "PRAGMA journal_mode = DELETE", NULL, NULL, NULL) != SQLITE_OK &&
        (sqlite3_errcode(st->db) & 0xff) != SQLITE_BUSY)
        rc = db_fail(st, err);
    sqlite3_close(st->db);
    free(st);
    return rc;
}

int store_begin(Store *st, Err *err)
{
    return db_begin(st, err);
}

int store_end(Store *st, int rc, Err *err)
{
    return db_end(st, rc, err);
}

int store_put_party(Store *st, const char *code, const char *name, bool is_org, Err *err)
{
    sqlite3_stmt *s = db_stmt(
        st,
        "INSERT INTO party VALUES (?1, ?2, ?3) ON CONFLICT (code) DO UPDATE SET name = excluded.name, "
        "organisation = excluded.organisation WHERE name <> excluded.name",
        err);
    db_bind(s, "ssi", code, name, (int64_t)is_org);
    return db_run(st, s, err);
}

int store_count(Store *st, StoreCounts *out, Err *err)
{
    struct {
        const char *sql;
        size_t *to;
    } const counts[] = {
        {"SELECT count(*) FROM article", &out->articles},
        {"SELECT count(*) FROM article_version", &out->versions},
        {"SELECT count(*) FROM claim", &out->claims},
        {"SELECT count(*) FROM fact", &out->facts},
        {"SELECT count(*) FROM fact WHERE conflicts > 0", &out->conflicts},
        {"SELECT count(*) FROM dirty_block", &out->dirty},
    };
    for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        int64_t v = 0;
        int rc = scalar(st, counts[i].sql, &v, err);
        if (rc) return rc;
        *counts[i].to = (size_t)v;
    }
    return 0;
}

int store_span(Store *st, const char *as_of, StoreSpan *out, Arena *a, Err *err)
{
    sqlite3_stmt *s = db_stmt(
        st,
        "SELECT count(*), count(DISTINCT v.outlet), min(v.published), max(v.published) FROM article a "
        "JOIN article_version v ON v.n = a.current WHERE ?1 IS NULL OR v.published <= ?1",
        err);
    db_bind(s, "s", as_of);
    int rc = db_step(st, s, err);
    if (rc < 0) return rc;
    *out = (StoreSpan){(size_t)sqlite3_column_int64(s, 0), (size_t)sqlite3_column_int64(s, 1),
                       db_text(s, 2, a), db_text(s, 3, a)};
    sqlite3_reset(s);
    return 0;
}
