/* store_query.c: a RegQuery as one SQL query over facts, then the sources of each fact. */
#include "store/db.h"

#include <stdlib.h>
#include <string.h>

#include "base/edtf.h"

enum { CONTEXT_BYTES = 160 };

typedef struct Select {
    Buf sql;
    const char *text[MAX_PARTIES + 16]; /* bound in order */
    size_t n;
} Select;

static void where(Select *q, const char *cond, const char *value)
{
    buf_printf(&q->sql, " AND %s", cond);
    q->text[q->n++] = value;
}

/* An EDTF day (or month, year) as a condition on a column. */
static int where_day(Select *q, const char *column, const char *op, const char *text, bool first,
                     const char *option, Err *err)
{
    DayRange r;
    if (!text) return 0;
    if (!edtf_days(text, &r))
        return err_set(err, ERR_USAGE, "--%s: '%s' is not a date such as 2023-12-07", option, text);
    buf_printf(&q->sql, " AND %s %s %d", column, op, first ? r.first : r.last);
    return 0;
}

/* Ids in [prefix, after): every text that begins with prefix. */
static int where_id(Select *q, const char *id, Arena *a, Err *err)
{
    size_t n = strlen(id);
    if (n < 6 || n > FACT_ID_LEN || strspn(id, "0123456789abcdef") != n)
        return err_set(err, ERR_USAGE, "'%s' is not an id: 6 to 16 of the digits 0-9a-f", id);
    where(q, "f.id IN (SELECT fact FROM fact_claim WHERE claim >= ?", id);
    buf_adds(&q->sql, " AND claim < ?)");
    q->text[q->n++] = arena_printf(a, "%sg", id);
    return 0;
}

static int build(Select *q, const RegQuery *r, Arena *a, Err *err)
{
    buf_adds(&q->sql, "SELECT f.id FROM fact f WHERE 1");
    if (r->kind != FACT_NONE) where(q, "f.kind = ?", fact_kind_names[r->kind]);
    if (r->parties.n > MAX_PARTIES) return err_set(err, ERR_USAGE, "more than %d parties", MAX_PARTIES);
    for (size_t i = 0; i < r->parties.n; i++)
        where(q, "f.id IN (SELECT fact FROM fact_party WHERE party = ?)", r->parties.items[i]);
    int rc = where_day(q, "f.day_last", ">=", r->since, true, "since", err);
    if (rc == 0) rc = where_day(q, "f.day_first", "<=", r->until, false, "until", err);
    if (rc == 0 && r->id) rc = where_id(q, r->id, a, err);
    if (rc) return rc;
    if (r->match)
        where(q,
              "f.id IN (SELECT fc.fact FROM quote_search s JOIN claim c ON c.n = s.rowid "
              "JOIN fact_claim fc ON fc.claim = c.id WHERE quote_search MATCH ?)",
              r->match);
    buf_adds(&q->sql, " ORDER BY f.day_first IS NULL, f.day_first, CASE f.kind");
    for (int k = 1; k < FACT_KINDS; k++) buf_printf(&q->sql, " WHEN '%s' THEN %d", fact_kind_names[k], k);
    buf_adds(&q->sql, " END, f.id");
    return 0;
}

/* Moves a cut inside a UTF-8 sequence to its end. */
static size_t char_start(const char *s, size_t n, size_t i)
{
    while (i < n && ((unsigned char)s[i] & 0xC0) == 0x80) i++;
    return i;
}

static void context(RegSource *src, const char *text, size_t n, Arena *a)
{
    size_t start = src->claim.span.start, end = src->claim.span.end;
    if (start > end || end > n) return;
    size_t from = start > CONTEXT_BYTES ? char_start(text, n, start - CONTEXT_BYTES) : 0;
    size_t to = n - end > CONTEXT_BYTES ? char_start(text, n, end + CONTEXT_BYTES) : n;
    src->before = arena_strndup(a, text + from, start - from);
    src->after = arena_strndup(a, text + end, to - end);
}

static int sources(Store *st, RegFact *f, const RegQuery *q, Arena *a, Err *err)
{
    sqlite3_stmt *s =
        db_stmt(st,
                SELECT_CLAIM
                ", v.text FROM fact_claim fc JOIN" CLAIM_FROM
                "WHERE fc.fact = ?1 AND c.id = fc.claim AND (?2 IS NULL OR v.published <= ?2)" CLAIM_ORDER,
                err);
    db_bind(s, "ss", f->id, q->as_of);
    size_t cap = 0;
    int rc;
    while ((rc = db_step(st, s, err)) == 1) {
        RegSource src;
        if (claim_read(st, s, &src, a, err)) {
            sqlite3_reset(s);
            return err->code;
        }
        const char *text = (const char *)sqlite3_column_text(s, CLAIM_COLUMNS);
        if (text) context(&src, text, (size_t)sqlite3_column_bytes(s, CLAIM_COLUMNS), a);
        ARENA_PUSH(a, f->sources, f->n_sources, cap, src);
    }
    return rc;
}

static int check_as_of(const char *as_of, Err *err)
{
    DayRange r;
    if (as_of && (!edtf_days(as_of, &r) || r.first != r.last || strlen(as_of) != 10))
        return err_set(err, ERR_USAGE, "--as-of: '%s' is not a day such as 2023-12-07", as_of);
    return 0;
}

int store_query(Store *st, const RegQuery *query, RegFacts *out, Arena *a, Err *err)
{
    *out = (RegFacts){0};
    int rc = check_as_of(query->as_of, err);
    if (rc) return rc;
    Select q = {0};
    sqlite3_stmt *s = NULL;
    rc = build(&q, query, a, err);
    if (rc == 0 && sqlite3_prepare_v2(st->db, q.sql.data, -1, &s, NULL) != SQLITE_OK) rc = db_fail(st, err);
    for (size_t i = 0; rc == 0 && i < q.n; i++)
        sqlite3_bind_text(s, (int)i + 1, q.text[i], -1, SQLITE_STATIC);
    buf_free(&q.sql);
    size_t cap = 0;
    while (rc == 0) {
        int step = sqlite3_step(s);
        if (step == SQLITE_DONE) break;
        if (step != SQLITE_ROW) {
            rc = query->match && (step & 0xff) == SQLITE_ERROR
                     ? err_set(err, ERR_USAGE, "--match: %s in '%s'", sqlite3_errmsg(st->db), query->match)
                     : db_fail(st, err);
            break;
        }
        RegFact f = {0};
        const char *id = (const char *)sqlite3_column_text(s, 0);
        if (id) strncpy(f.id, id, FACT_ID_LEN);
        rc = sources(st, &f, query, a, err);
        if (rc == 0 && f.n_sources) ARENA_PUSH(a, out->items, out->n, cap, f);
    }
    sqlite3_finalize(s);
    return rc;
}

int store_claim_text(Store *st, const char *claim_id, const char **text, Arena *a, Err *err)
{
    *text = NULL;
    sqlite3_stmt *s = db_stmt(
        st, "SELECT v.text FROM claim c JOIN article_version v ON v.n = c.version WHERE c.id = ?1", err);
    db_bind(s, "s", claim_id);
    int rc = db_step(st, s, err);
    if (rc != 1) return rc;
    *text = arena_strndup(a, (const char *)sqlite3_column_text(s, 0), (size_t)sqlite3_column_bytes(s, 0));
    sqlite3_reset(s);
    return 0;
}
