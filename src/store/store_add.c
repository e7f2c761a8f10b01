/* store_add.c: one document into the register, all of it or nothing. */
#include "store/db.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/edtf.h"
#include "store/sketch.h"

/* The kind's own word: claims that differ in it never speak of the same thing. */
static const char *own_word(const Fact *f)
{
    switch (f->kind) {
    case FACT_CONTACT: return f->mode;
    case FACT_AGREEMENT: return f->action;
    case FACT_FIGURE: return f->measure;
    case FACT_PLEDGE: return f->act;
    case FACT_BODY:
    case FACT_RELATION: return f->what;
    case FACT_EVENT: return f->type;
    default: return NULL;
    }
}

static const char *block_name(const Fact *f, Arena *a)
{
    StrList parties = fact_all_parties(f, a);
    Buf b = {0};
    buf_printf(&b, "%s|", fact_kind_names[f->kind]);
    for (size_t i = 0; i < parties.n; i++) buf_printf(&b, "%s%s", i ? "," : "", parties.items[i]);
    const char *word = own_word(f);
    buf_printf(&b, "|%s", word ? word : "");
    const char *out = arena_strndup(a, b.data, b.len);
    buf_free(&b);
    return out;
}

static int mark_dirty(Store *st, const char *block, Err *err)
{
    sqlite3_stmt *s = db_stmt(st, "INSERT OR IGNORE INTO dirty_block VALUES (?1)", err);
    db_bind(s, "s", block);
    return db_run(st, s, err);
}

static int add_claim(Store *st, const Doc *doc, const Fact *fact, const char *content, int64_t version,
                     Arena *a, Err *err)
{
    Fact f = *fact;
    f.doc = NULL; /* the article is known by its version */
    if (!f.quote || f.span.start >= f.span.end || f.span.end > doc->text_len ||
        strlen(f.quote) != f.span.end - f.span.start ||
        memcmp(doc->text + f.span.start, f.quote, strlen(f.quote)) != 0)
        return err_set(err, ERR_DATA, "the quote of a fact by rule %s is not the text at bytes %u-%u",
                       f.rule ? f.rule : "?", f.span.start, f.span.end);
    Buf json = {0};
    fact_to_json(&json, &f, true);
    char id[FACT_ID_LEN + 1];
    const char *kind = fact_kind_names[f.kind], *block = block_name(&f, a);
    claim_hash(id, content, kind, buf_str(&json), f.span);
    sqlite3_stmt *s =
        db_stmt(st,
                "INSERT OR IGNORE INTO claim (id, version, kind, block, status, date, span_start, span_end, "
                "quote, speaker, rule, json) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)",
                err);
    db_bind(s, "sissssiissss", id, version, kind, block, f.status ? f.status : "occurred",
            f.date ? f.date : f.period, (int64_t)f.span.start, (int64_t)f.span.end, f.quote, f.speaker,
            f.rule, buf_str(&json));
    int rc = db_run(st, s, err);
    if (rc == 0 && sqlite3_changes(st->db) == 1) {
        int64_t n = sqlite3_last_insert_rowid(st->db);
        s = db_stmt(st, "INSERT INTO quote_search (rowid, quote) VALUES (?1, ?2)", err);
        db_bind(s, "is", n, f.quote);
        rc = db_run(st, s, err);
        if (rc == 0) rc = mark_dirty(st, block, err);
    }
    buf_free(&json);
    return rc;
}

/* The outlet: as the page names it, else the host of its url. */
static const char *outlet_of(const Doc *doc, Arena *a)
{
    if (doc->outlet && *doc->outlet) return doc->outlet;
    const char *host = doc->url ? strstr(doc->url, "://") : NULL;
    if (!host) return NULL;
    host += 3;
    if (strncmp(host, "www.", 4) == 0) host += 4;
    size_t n = strcspn(host, "/?#:");
    return n ? arena_strndup(a, host, n) : NULL;
}

/* The version of another article that this one is a near copy of (the root of a chain), or 0. */
static int find_copied(Store *st, const Sketch *sk, int64_t article, int64_t *out, Err *err)
{
    *out = 0;
    if (!sk->usable) return 0;
    int best = 0;
    for (int b = 0; b < SKETCH_BANDS; b++) {
        sqlite3_stmt *s =
            db_stmt(st,
                    "SELECT v.n, v.sketch, v.syndicated_from FROM sketch_band b JOIN article_version v ON "
                    "v.n = b.version WHERE b.band = ?1 AND v.article <> ?2 ORDER BY v.n LIMIT 32",
                    err);
        db_bind(s, "ii", sketch_band(sk, b), article);
        int rc;
        while ((rc = db_step(st, s, err)) == 1) {
            Sketch other;
            if (!sketch_from(&other, sqlite3_column_blob(s, 1), (size_t)sqlite3_column_bytes(s, 1))) continue;
            int same = sketch_same(sk, &other);
            int64_t root =
                sqlite3_column_int64(s, 2) ? sqlite3_column_int64(s, 2) : sqlite3_column_int64(s, 0);
            if (same >= SKETCH_COPY && (same > best || (same == best && root < *out))) {
                best = same;
                *out = root;
            }
        }
        if (rc < 0) return rc;
    }
    return 0;
}

static int add_bands(Store *st, const Sketch *sk, int64_t version, Err *err)
{
    int rc = 0;
    for (int b = 0; sk->usable && rc == 0 && b < SKETCH_BANDS; b++) {
        sqlite3_stmt *s = db_stmt(st, "INSERT OR IGNORE INTO sketch_band VALUES (?1, ?2)", err);
        db_bind(s, "ii", sketch_band(sk, b), version);
        rc = db_run(st, s, err);
    }
    return rc;
}

/* The article's row, made where there is none. */
static int article_row(Store *st, const char *name, int64_t *n, int64_t *current, Err *err)
{
    *current = 0;
    sqlite3_stmt *s = db_stmt(st, "SELECT n, current FROM article WHERE id = ?1", err);
    db_bind(s, "s", name);
    int rc = db_step(st, s, err);
    if (rc < 0) return rc;
    if (rc == 1) {
        *n = sqlite3_column_int64(s, 0);
        *current = sqlite3_column_int64(s, 1);
        sqlite3_reset(s);
        return 0;
    }
    s = db_stmt(st, "INSERT INTO article (id) VALUES (?1)", err);
    db_bind(s, "s", name);
    rc = db_run(st, s, err);
    *n = sqlite3_last_insert_rowid(st->db);
    return rc;
}

static int add_version(Store *st, const Doc *doc, const char *content, int64_t article, int64_t *version,
                       Arena *a, Err *err)
{
    Sketch sk;
    sketch_make(&sk, doc->text, doc->text_len);
    int64_t copied;
    int rc = find_copied(st, &sk, article, &copied, err);
    if (rc) return rc;
    char now[21];
    db_now(now);
    sqlite3_stmt *s = db_stmt(
        st,
        "INSERT INTO article_version (article, doc, url, outlet, title, author, lang, lang_confidence, "
        "published, published_from, updated, retrieved, program, hash, text, sketch, syndicated_from) "
        "VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17)",
        err);
    db_bind(s, "issssssdssssss", article, doc->id, doc->url, outlet_of(doc, a), doc->clean_title, doc->author,
            doc->lang_code, doc->lang_confidence, doc->published, doc->published_from, doc->updated, now,
            CHANCERY_VERSION, content);
    if (!s) return err->code;
    sqlite3_bind_text(s, 15, doc->text ? doc->text : "", (int)doc->text_len, SQLITE_STATIC);
    if (sk.usable) sqlite3_bind_blob(s, 16, sk.min, sizeof sk.min, SQLITE_STATIC);
    if (copied) sqlite3_bind_int64(s, 17, copied);
    rc = db_run(st, s, err);
    if (rc) return rc;
    *version = sqlite3_last_insert_rowid(st->db);
    return add_bands(st, &sk, *version, err);
}

static int add_all(Store *st, const Doc *doc, const char *content, StoreAdded *what, Arena *a, Err *err)
{
    int64_t article, old, version = 0;
    int rc = article_row(st, content_article(doc), &article, &old, err);
    if (rc == 0) rc = add_version(st, doc, content, article, &version, a, err);
    if (rc) return rc;
    *what = old ? STORE_NEW_VERSION : STORE_NEW;
    if (old) { /* the claims of the older version count no more */
        sqlite3_stmt *s = db_stmt(
            st, "INSERT OR IGNORE INTO dirty_block SELECT DISTINCT block FROM claim WHERE version = ?1", err);
        db_bind(s, "i", old);
        rc = db_run(st, s, err);
        if (rc) return rc;
    }
    sqlite3_stmt *s = db_stmt(st, "UPDATE article SET current = ?2 WHERE n = ?1", err);
    db_bind(s, "ii", article, version);
    rc = db_run(st, s, err);
    for (uint32_t i = 0; rc == 0 && i < doc->n_facts; i++)
        rc = add_claim(st, doc, &doc->facts[i], content, version, a, err);
    return rc;
}

int store_add(Store *st, const Doc *doc, StoreAdded *what, Err *err)
{
    char content[HASH_LEN + 1];
    content_hash_doc(content, doc);
    sqlite3_stmt *s = db_stmt(st, "SELECT 1 FROM article_version WHERE hash = ?1", err);
    db_bind(s, "s", content);
    int rc = db_step(st, s, err);
    if (rc < 0) return rc;
    if (rc == 1) {
        sqlite3_reset(s);
        *what = STORE_KNOWN;
        return 0;
    }
    bool alone = sqlite3_get_autocommit(st->db) != 0;
    rc = alone ? db_begin(st, err) : 0;
    if (rc) return rc;
    Arena *a = arena_new();
    rc = add_all(st, doc, content, what, a, err);
    arena_free(a);
    return alone ? db_end(st, rc, err) : rc;
}

/* ---- what is held already ---- */

struct StoreKnown {
    uint64_t *items; /* [n] the first 64 bits of the hashes, sorted */
    size_t n, cap;
};

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static uint64_t first_bits(const char *hash)
{
    char half[17];
    snprintf(half, sizeof half, "%.16s", hash);
    return strtoull(half, NULL, 16);
}

int store_known_load(Store *st, StoreKnown **out, Err *err)
{
    StoreKnown *k = calloc(1, sizeof *k);
    if (!k) return err_set(err, ERR_MEMORY, "out of memory");
    sqlite3_stmt *s = db_stmt(st, "SELECT hash FROM article_version", err);
    int rc;
    while ((rc = db_step(st, s, err)) == 1) {
        if (k->n == k->cap) {
            size_t cap = k->cap ? k->cap * 2 : 1024;
            uint64_t *grown = realloc(k->items, cap * sizeof *grown);
            if (!grown) {
                rc = err_set(err, ERR_MEMORY, "out of memory");
                break;
            }
            k->items = grown;
            k->cap = cap;
        }
        const char *hash = (const char *)sqlite3_column_text(s, 0);
        k->items[k->n++] = hash ? first_bits(hash) : 0;
    }
    if (rc < 0) {
        store_known_free(k);
        return rc;
    }
    if (k->n) qsort(k->items, k->n, sizeof *k->items, by_value);
    *out = k;
    return 0;
}

void store_known_free(StoreKnown *k)
{
    if (!k) return;
    free(k->items);
    free(k);
}

bool store_known_has(const StoreKnown *k, const Doc *doc)
{
    if (!k->n) return false;
    char content[HASH_LEN + 1];
    content_hash_doc(content, doc);
    uint64_t v = first_bits(content);
    return bsearch(&v, k->items, k->n, sizeof v, by_value) != NULL;
}
