/* db.h: a thin layer over SQLite for the files of this folder: errors as Err, statements prepared once. */
#ifndef CHANCERY_STORE_DB_H
#define CHANCERY_STORE_DB_H

#include <sqlite3.h>

#include "store/store.h"

enum { DB_STATEMENTS = 48, STORE_SCHEMA = 1 };

struct Store {
    sqlite3 *db;
    StoreMode mode;
    char path[512];
    struct {
        const char *sql; /* the literal, compared by address first */
        sqlite3_stmt *stmt;
    } cache[DB_STATEMENTS];
    size_t n_cache;
};

extern const char store_schema[]; /* schema.sql */

int db_fail(Store *st, Err *err); /* err from SQLite's own message */
int db_exec(Store *st, const char *sql, Err *err);
/* The prepared statement, reset and with nothing bound; sql must be a literal. NULL with err set on failure.
 */
sqlite3_stmt *db_stmt(Store *st, const char *sql, Err *err);
/* Binds by a format of one letter per parameter: s text or NULL, i int64_t, d double (NAN is NULL); then the
 * values. Texts are not copied: they must outlive the steps of the statement. */
void db_bind(sqlite3_stmt *s, const char *format, ...);
int db_step(Store *st, sqlite3_stmt *s, Err *err); /* 1 a row, 0 done, negative */
int db_run(Store *st, sqlite3_stmt *s,
           Err *err); /* steps a statement that gives no rows; s may be NULL (fails) */
const char *db_text(sqlite3_stmt *s, int col, Arena *a); /* arena-owned, NULL for NULL */

int db_begin(Store *st, Err *err);
/* Commits where rc is 0, else rolls back; returns rc or the commit's failure. */
int db_end(Store *st, int rc, Err *err);

void db_now(char out[21]); /* 2023-12-07T10:00:00Z */

/* ---- content ids ---- */
enum { HASH_LEN = 32 };
void content_hash(char out[HASH_LEN + 1], const char *article, const char *published, const char *title,
                  const char *text, size_t n);
void content_hash_doc(char out[HASH_LEN + 1], const Doc *doc);
void claim_hash(char out[FACT_ID_LEN + 1], const char *content, const char *kind, const char *json,
                Span span);
const char *content_article(const Doc *doc); /* what names the article: its url, else its id */

/* Columns of the one claim query (SELECT_CLAIM) into a source. */
#define SELECT_CLAIM                                                                                         \
    "SELECT c.id, c.json, a.id, v.doc, v.url, v.outlet, v.lang, v.title, v.published, "                      \
    "(SELECT o.id FROM article_version w JOIN article o ON o.n = w.article WHERE w.n = v.syndicated_from), " \
    "c.span_start, c.span_end "
#define CLAIM_FROM " claim c JOIN article_version v ON v.n = c.version JOIN article a ON a.n = v.article "
#define CLAIM_ORDER " ORDER BY v.published IS NULL, v.published, a.id, c.span_start, c.span_end, c.id"
enum { CLAIM_COLUMNS = 12 };
int claim_read(Store *st, sqlite3_stmt *s, RegSource *out, Arena *a, Err *err);
/* The same but for out->claim, whose JSON goes to *json; claim_parse reads it. */
int claim_read_raw(Store *st, sqlite3_stmt *s, RegSource *out, const char **json, Arena *a, Err *err);
int claim_parse(RegSource *src, const char *json, Arena *a, Err *err);

#endif
