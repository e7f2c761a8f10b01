/* store_verify.c: proof that the register says what its articles say. */
#include "store/db.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

typedef struct Verify {
    Store *st;
    void (*report)(void *ctx, const char *fault);
    void *ctx;
    size_t faults;
} Verify;

static void fault(Verify *v, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

static void fault(Verify *v, const char *fmt, ...)
{
    char msg[512];
    va_list ap;
    va_start(ap, fmt);
    vsnprintf(msg, sizeof msg, fmt, ap);
    va_end(ap);
    v->faults++;
    v->report(v->ctx, msg);
}

static int check_file(Verify *v, Err *err)
{
    sqlite3_stmt *s = db_stmt(v->st, "PRAGMA integrity_check(20)", err);
    int rc;
    while ((rc = db_step(v->st, s, err)) == 1) {
        const char *said = (const char *)sqlite3_column_text(s, 0);
        if (said && strcmp(said, "ok") != 0) fault(v, "file: %s", said);
    }
    return rc;
}

static const char *column(sqlite3_stmt *s, int i)
{
    const char *v = (const char *)sqlite3_column_text(s, i);
    return v ? v : "";
}

static int check_articles(Verify *v, Err *err)
{
    sqlite3_stmt *s = db_stmt(
        v->st,
        "SELECT v.hash, a.id, v.published, v.title, v.text FROM article_version v LEFT JOIN article a "
        "ON a.n = v.article ORDER BY v.n",
        err);
    int rc;
    while ((rc = db_step(v->st, s, err)) == 1) {
        char hash[HASH_LEN + 1];
        content_hash(hash, column(s, 1), column(s, 2), column(s, 3), column(s, 4),
                     (size_t)sqlite3_column_bytes(s, 4));
        if (strcmp(hash, column(s, 0)) != 0)
            fault(v, "article %s: the text is not what was read (hash differs)", column(s, 1));
    }
    return rc;
}

static int check_claims(Verify *v, Err *err)
{
    sqlite3_stmt *s =
        db_stmt(v->st,
                "SELECT c.id, c.kind, c.json, c.span_start, c.span_end, c.quote, v.hash, v.text FROM claim c "
                "LEFT JOIN article_version v ON v.n = c.version ORDER BY c.n",
                err);
    int rc;
    while ((rc = db_step(v->st, s, err)) == 1) {
        const char *id = column(s, 0), *quote = column(s, 5), *text = column(s, 7);
        int64_t start = sqlite3_column_int64(s, 3), end = sqlite3_column_int64(s, 4);
        size_t n_quote = (size_t)sqlite3_column_bytes(s, 5), n_text = (size_t)sqlite3_column_bytes(s, 7);
        if (sqlite3_column_type(s, 7) == SQLITE_NULL) {
            fault(v, "claim %s: its article is missing", id);
            continue;
        }
        if (start < 0 || end <= start || (uint64_t)end > n_text || (size_t)(end - start) != n_quote ||
            memcmp(text + start, quote, n_quote) != 0)
            fault(v, "claim %s: the quote is not the text at bytes %lld-%lld", id, (long long)start,
                  (long long)end);
        char hash[FACT_ID_LEN + 1];
        claim_hash(hash, column(s, 6), column(s, 1), column(s, 2), (Span){(uint32_t)start, (uint32_t)end});
        if (strcmp(hash, id) != 0)
            fault(v, "claim %s: the fields are not those extracted (hash differs)", id);
    }
    return rc;
}

/* Queries that give the ids of what is wrong: no row, no fault. */
static const struct {
    const char *sql, *what;
} links[] = {
    {"SELECT fc.fact FROM fact_claim fc LEFT JOIN claim c ON c.id = fc.claim WHERE c.id IS NULL",
     "fact %s: a claim of it is missing"},
    {"SELECT fc.claim FROM fact_claim fc LEFT JOIN fact f ON f.id = fc.fact WHERE f.id IS NULL",
     "claim %s: its fact is missing"},
    {"SELECT id FROM fact WHERE sources <> (SELECT count(*) FROM fact_claim WHERE fact = fact.id)",
     "fact %s: the number of its sources is wrong"},
    {"SELECT c.id FROM claim c JOIN article a ON a.current = c.version WHERE c.id NOT IN (SELECT claim FROM "
     "fact_claim) AND c.block "
     "NOT IN (SELECT block FROM dirty_block)",
     "claim %s: belongs to no fact"},
    {"SELECT a.id FROM article a LEFT JOIN article_version v ON v.n = a.current WHERE v.n IS NULL",
     "article %s: has no text"},
};

static int check_links(Verify *v, Err *err)
{
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        sqlite3_stmt *s = db_stmt(v->st, links[i].sql, err);
        int rc;
        while ((rc = db_step(v->st, s, err)) == 1) {
            char msg[256];
            const char *at = strstr(links[i].what, "%s");
            snprintf(msg, sizeof msg, "%.*s%s%s", (int)(at - links[i].what), links[i].what, column(s, 0),
                     at + 2);
            fault(v, "%s", msg);
        }
        if (rc < 0) return rc;
    }
    return 0;
}

int store_verify(Store *st, void (*report)(void *ctx, const char *fault), void *ctx, size_t *faults, Err *err)
{
    Verify v = {st, report, ctx, 0};
    int rc = check_file(&v, err);
    if (rc == 0) rc = check_articles(&v, err);
    if (rc == 0) rc = check_claims(&v, err);
    if (rc == 0) rc = check_links(&v, err);
    *faults = v.faults;
    return rc;
}
