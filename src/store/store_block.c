/* store_block.c: claims of a dirty block out, its facts in. */
#include "store/db.h"

#include <string.h>

#include "base/edtf.h"

int store_dirty_count(Store *st, size_t *n, Err *err)
{
    sqlite3_stmt *s = db_stmt(st, "SELECT count(*) FROM dirty_block", err);
    int rc = db_step(st, s, err);
    if (rc < 0) return rc;
    *n = (size_t)sqlite3_column_int64(s, 0);
    sqlite3_reset(s);
    return 0;
}

static size_t find_claim(const StoreBlock *block, const unsigned char *id)
{
    size_t i = 0;
    while (id && i < block->n && strcmp(block->claims[i].claim_id, (const char *)id) != 0) i++;
    return id ? i : block->n;
}

static int read_decisions(Store *st, StoreBlock *block, Arena *a, Err *err)
{
    sqlite3_stmt *s =
        db_stmt(st,
                "SELECT d.claim_a, d.claim_b, d.verdict = 'same' FROM claim c CROSS JOIN decision d ON "
                "d.claim_a = c.id "
                "WHERE c.block = ?1 AND d.who <> 'program' AND d.verdict <> 'unsure' ORDER BY d.n",
                err);
    db_bind(s, "s", block->name);
    size_t cap = 0;
    int rc;
    while ((rc = db_step(st, s, err)) == 1) {
        StoreDecision d = {find_claim(block, sqlite3_column_text(s, 0)),
                           find_claim(block, sqlite3_column_text(s, 1)), sqlite3_column_int(s, 2) != 0};
        if (d.a < block->n && d.b < block->n && d.a != d.b)
            ARENA_PUSH(a, block->decisions, block->n_decisions, cap, d);
    }
    return rc;
}

int store_next_block(Store *st, const char *after, StoreBlock *out, Arena *a, Err *err)
{
    *out = (StoreBlock){0};
    sqlite3_stmt *s =
        db_stmt(st, "SELECT block FROM dirty_block WHERE block > ?1 ORDER BY block LIMIT 1", err);
    db_bind(s, "s", after);
    int rc = db_step(st, s, err);
    if (rc <= 0) return rc;
    out->name = db_text(s, 0, a);
    sqlite3_reset(s);
    s = db_stmt(st, SELECT_CLAIM "FROM" CLAIM_FROM "WHERE c.block = ?1 AND a.current = v.n" CLAIM_ORDER, err);
    db_bind(s, "s", out->name);
    size_t cap = 0, cap_json = 0;
    while ((rc = db_step(st, s, err)) == 1) {
        RegSource src;
        const char *json;
        if (claim_read_raw(st, s, &src, &json, a, err)) {
            sqlite3_reset(s);
            return err->code;
        }
        size_t n = out->n;
        ARENA_PUSH(a, out->json, n, cap_json, json);
        ARENA_PUSH(a, out->claims, out->n, cap, src);
    }
    if (rc == 0) rc = read_decisions(st, out, a, err);
    return rc < 0 ? rc : 1;
}

int store_parse_block(StoreBlock *block, Arena *a, Err *err)
{
    int rc = 0;
    for (size_t i = 0; rc == 0 && i < block->n; i++)
        rc = claim_parse(&block->claims[i], block->json[i], a, err);
    return rc;
}

static int drop_facts(Store *st, const char *block, Err *err)
{
    static const char *const sql[] = {
        "DELETE FROM fact_claim WHERE fact IN (SELECT id FROM fact WHERE block = ?1)",
        "DELETE FROM fact_party WHERE fact IN (SELECT id FROM fact WHERE block = ?1)",
        "DELETE FROM conflict WHERE fact IN (SELECT id FROM fact WHERE block = ?1)",
        "DELETE FROM fact WHERE block = ?1",
    };
    sqlite3_stmt *s = db_stmt(st, "SELECT 1 FROM fact WHERE block = ?1 LIMIT 1", err);
    db_bind(s, "s", block);
    int rc = db_step(st, s, err);
    if (rc <= 0) return rc;
    sqlite3_reset(s);
    rc = 0;
    for (size_t i = 0; rc == 0 && i < sizeof sql / sizeof *sql; i++) {
        s = db_stmt(st, sql[i], err);
        db_bind(s, "s", block);
        rc = db_run(st, s, err);
    }
    return rc;
}

static int put_conflicts(Store *st, const RegFact *f, Err *err)
{
    for (size_t c = 0; c < f->n_conflicts; c++)
        for (size_t i = 0; i < f->conflicts[c].n; i++) {
            const RegCandidate *v = &f->conflicts[c].items[i];
            for (size_t k = 0; k < v->n; k++) {
                sqlite3_stmt *s = db_stmt(
                    st, "INSERT OR IGNORE INTO conflict (fact, field, value, claim) VALUES (?1, ?2, ?3, ?4)",
                    err);
                db_bind(s, "ssss", f->id, f->conflicts[c].field, v->value,
                        f->sources[v->sources[k]].claim_id);
                int rc = db_run(st, s, err);
                if (rc) return rc;
            }
        }
    return 0;
}

StoreFact store_fact(const RegFact *fact, const char *why, Arena *a)
{
    Buf json = {0};
    fact_to_json(&json, &fact->fact, false);
    StoreFact out = {fact, why, arena_strndup(a, json.data, json.len), fact_all_parties(&fact->fact, a)};
    buf_free(&json);
    return out;
}

static int put_fact(Store *st, const char *block, const StoreFact *ready, Err *err)
{
    const RegFact *f = ready->fact;
    const char *date = f->fact.date ? f->fact.date : f->fact.period;
    DayRange days;
    sqlite3_stmt *s = db_stmt(
        st,
        "INSERT INTO fact (id, block, kind, status, date, value, unit, change, sources, conflicts, json, "
        "day_first, day_last) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13)",
        err);
    db_bind(s, "sssssdsdiis", f->id, block, fact_kind_names[f->fact.kind], f->fact.status, date,
            f->fact.value, f->fact.unit, f->fact.change, (int64_t)f->n_sources, (int64_t)f->n_conflicts,
            ready->json);
    if (s && edtf_days(date, &days)) {
        sqlite3_bind_int64(s, 12, days.first);
        sqlite3_bind_int64(s, 13, days.last);
    }
    int rc = db_run(st, s, err);
    for (size_t i = 0; rc == 0 && i < f->n_sources; i++) {
        s = db_stmt(st, "INSERT INTO fact_claim (fact, claim) VALUES (?1, ?2)", err);
        db_bind(s, "ss", f->id, f->sources[i].claim_id);
        rc = db_run(st, s, err);
        if (rc || i == 0) continue;
        char now[21];
        db_now(now);
        s = db_stmt(st,
                    "INSERT OR IGNORE INTO decision (claim_a, claim_b, verdict, who, why, made) "
                    "VALUES (?1, ?2, 'same', 'program', ?3, ?4)",
                    err);
        db_bind(s, "ssss", f->sources[0].claim_id, f->sources[i].claim_id, ready->why, now);
        rc = db_run(st, s, err);
    }
    for (size_t i = 0; rc == 0 && i < ready->parties.n; i++) {
        s = db_stmt(st, "INSERT OR IGNORE INTO fact_party VALUES (?1, ?2)", err);
        db_bind(s, "ss", ready->parties.items[i], f->id);
        rc = db_run(st, s, err);
    }
    return rc ? rc : put_conflicts(st, f, err);
}

int store_put_block(Store *st, const char *block, const StoreFact *facts, size_t n, Err *err)
{
    int rc = drop_facts(st, block, err);
    for (size_t i = 0; rc == 0 && i < n; i++) rc = put_fact(st, block, &facts[i], err);
    if (rc) return rc;
    sqlite3_stmt *s = db_stmt(st, "DELETE FROM dirty_block WHERE block = ?1", err);
    db_bind(s, "s", block);
    return db_run(st, s, err);
}
