/* match.c: runs compiled patterns over a sentence.
 *
 * A pattern is tried where its pivot stands: first the pivot, then the atoms right of it forwards, then those
 * left of it backwards. Backtracking with gaps tried shortest first, so that a role takes the nearest mention
 * that fits. Work per pivot is bounded by MAX_STEPS; recursion by the size of the pattern.
 */
#include "lex/pattern.h"

#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_STEPS = 20000, MAX_HITS = 32 };

typedef struct Hit {
    int cls;
    const char *key;
    uint32_t tok, tok_end;
} Hit;

struct MatchIndex {
    const Doc *doc;
    const Lang *lang;
    Hit *hits; /* by tok; at one token longest first */
    uint32_t n_hits;
    uint32_t *first;             /* [n_toks + 1] first hit at a token */
    uint32_t *by_end;            /* [n_hits] indices of hits, by tok_end; longest first */
    uint32_t *end_first;         /* [n_toks + 2] */
    uint32_t *mention_first;     /* [n_toks + 1] */
    uint32_t *mention_by_end;    /* [n_mentions] */
    uint32_t *mention_end_first; /* [n_toks + 2] */
    uint32_t semicolon;
    int number, ordinal;
};

/* ---- index ---- */

static void index_ends(Arena *a, uint32_t n_toks, uint32_t n, const uint32_t *ends, uint32_t **order,
                       uint32_t **first)
{
    *order = ARENA_ARRAY(a, uint32_t, n + 1);
    *first = ARENA_ARRAY(a, uint32_t, n_toks + 2);
    uint32_t *at = *first;
    for (uint32_t i = 0; i < n; i++) at[ends[i] + 1]++;
    for (uint32_t t = 0; t <= n_toks; t++) at[t + 1] += at[t];
    uint32_t *fill = ARENA_ARRAY(a, uint32_t, n_toks + 2);
    for (uint32_t i = 0; i < n; i++)
        (*order)[at[ends[i]] + fill[ends[i]]++] = i; /* earlier start first: longest first */
}

MatchIndex *match_index_new(const Doc *doc)
{
    Arena *a = doc->arena;
    MatchIndex *ix = ARENA_NEW(a, MatchIndex);
    ix->doc = doc;
    ix->lang = doc->lang;
    ix->semicolon = lang_word(doc->lang, ";", 1);
    ix->number = lang_class(doc->lang, "number");
    ix->ordinal = lang_class(doc->lang, "ordinal");
    ix->first = ARENA_ARRAY(a, uint32_t, doc->n_toks + 1);
    uint32_t cap = 0, whole = 0, whole_end = 0; /* the compound at hand */
    int compound = lang_class(doc->lang, "compound");
    for (uint32_t s = 0; s < doc->n_sents; s++)
        for (uint32_t t = doc->sents[s].tok; t < doc->sents[s].tok_end; t++) {
            LexHit found[MAX_HITS];
            size_t n = lang_hits(doc->lang, doc, t, doc->sents[s].tok_end, found, MAX_HITS);
            ix->first[t] = ix->n_hits;
            for (size_t i = 0; i < n; i++)
                if (found[i].cls == compound && found[i].tok_end > whole_end) {
                    whole = t;
                    whole_end = found[i].tok_end;
                }
            for (size_t i = 0; i < n; i++) {
                /* a part of a compound is not that word: "kiện" (sue) in "điều kiện" (condition) */
                bool part = t < whole_end && found[i].tok_end <= whole_end &&
                            found[i].tok_end - t < whole_end - whole;
                if (part) continue;
                ARENA_PUSH(a, ix->hits, ix->n_hits, cap,
                           ((Hit){found[i].cls, found[i].key, t, found[i].tok_end}));
            }
        }
    ix->first[doc->n_toks] = ix->n_hits;
    uint32_t *ends = ARENA_ARRAY(a, uint32_t, ix->n_hits + 1);
    for (uint32_t i = 0; i < ix->n_hits; i++) ends[i] = ix->hits[i].tok_end;
    index_ends(a, doc->n_toks, ix->n_hits, ends, &ix->by_end, &ix->end_first);
    match_index_mentions(ix, doc);
    return ix;
}

void match_index_mentions(MatchIndex *ix, const Doc *doc)
{
    Arena *a = doc->arena;
    ix->mention_first = ARENA_ARRAY(a, uint32_t, doc->n_toks + 1);
    uint32_t *ends = ARENA_ARRAY(a, uint32_t, doc->n_mentions + 1);
    uint32_t m = 0;
    for (uint32_t t = 0; t <= doc->n_toks; t++) {
        while (m < doc->n_mentions && doc->mentions[m].tok < t) m++;
        ix->mention_first[t] = m;
    }
    for (uint32_t i = 0; i < doc->n_mentions; i++) ends[i] = doc->mentions[i].tok_end;
    index_ends(a, doc->n_toks, doc->n_mentions, ends, &ix->mention_by_end, &ix->mention_end_first);
}

static bool key_fits(const ClassRef *ref, const Hit *h)
{
    return ref->cls == h->cls && (!ref->key || strcmp(ref->key, h->key) == 0);
}

bool match_class_at(const MatchIndex *ix, uint32_t i, int cls, const char *key, uint32_t *tok_end,
                    const char **found)
{
    if (cls < 0 || i >= ix->doc->n_toks) return false;
    ClassRef ref = {cls, key};
    for (uint32_t h = ix->first[i]; h < ix->first[i + 1]; h++)
        if (key_fits(&ref, &ix->hits[h])) {
            if (tok_end) *tok_end = ix->hits[h].tok_end;
            if (found) *found = ix->hits[h].key;
            return true;
        }
    return false;
}

bool match_class_before(const MatchIndex *ix, uint32_t end, int cls, const char *key, uint32_t *tok,
                        const char **found)
{
    if (cls < 0 || end == 0) return false;
    ClassRef ref = {cls, key};
    for (uint32_t k = ix->end_first[end]; k < ix->end_first[end + 1]; k++) {
        const Hit *h = &ix->hits[ix->by_end[k]];
        if (!key_fits(&ref, h)) continue;
        if (tok) *tok = h->tok;
        if (found) *found = h->key;
        return true;
    }
    return false;
}

/* ---- mentions ---- */

static bool acts(const Mention *m)
{
    if (!m->parties.n) return false;
    switch (m->kind) {
    case M_PARTY: return !(m->flags & (MF_ADJ | MF_POSS | MF_LOC | MF_CITY));
    case M_PERSON:
    case M_ACTOR:
    case M_GROUP:
    case M_PRONOUN: return true;
    case M_POST:
    case M_BODY: return !(m->flags & MF_POSS);
    default: return false;
    }
}

bool mention_fits(const Mention *m, MentionWant w)
{
    if (m->flags & MF_PART) return false;
    if ((m->flags & w.need) != w.need || (m->flags & w.ban)) return false;
    if (w.kinds & (1u << m->kind)) return true;
    if ((w.kinds & WANT_ACTOR) && acts(m)) return true;
    if ((w.kinds & WANT_ONE) && acts(m) && m->parties.n == 1) return true;
    if ((w.kinds & WANT_MANY) && acts(m) && m->parties.n > 1) return true;
    if ((w.kinds & WANT_WHO) && acts(m) &&
        (m->kind == M_PERSON || m->kind == M_POST || m->kind == M_PRONOUN || m->kind == M_GROUP))
        return true;
    if ((w.kinds & WANT_STATE) && m->kind == M_PARTY && !(m->flags & MF_ADJ)) return true;
    if ((w.kinds & WANT_WHERE) &&
        (m->kind == M_PLACE || (m->kind == M_PARTY && (m->flags & (MF_LOC | MF_CITY | MF_CAPITAL)))))
        return true;
    return false;
}

/* ---- numbers ---- */

static bool plain_digits(const char *s, uint32_t n, long *value)
{
    long v = 0;
    if (!n || n > 9) return false;
    for (uint32_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9') return false;
        v = v * 10 + (s[i] - '0');
    }
    *value = v;
    return true;
}

/* "144,000", "46,42", "1.200", "3.89": the pack's signs; one sign with three digits behind it groups. */
static double parse_number(const char *s, uint32_t n, char decimal)
{
    char buf[40];
    size_t k = 0;
    char group = decimal == '.' ? ',' : '.';
    for (uint32_t i = 0; i < n; i++) {
        char c = s[i];
        if (c >= '0' && c <= '9') {
            if (k + 2 < sizeof buf) buf[k++] = c;
        } else if (c == decimal) {
            if (memchr(buf, '.', k)) return NAN;
            buf[k++] = '.';
        } else if (c == group) {
            uint32_t digits = 0;
            while (i + 1 + digits < n && s[i + 1 + digits] >= '0' && s[i + 1 + digits] <= '9') digits++;
            if (digits == 3) continue;
            if (digits && i + 1 + digits == n && !memchr(buf, '.', k))
                buf[k++] = '.'; /* the other convention */
            else return NAN;
        } else {
            return NAN;
        }
    }
    buf[k] = 0;
    return k ? strtod(buf, NULL) : NAN;
}

/* "25th", "1st" */
static double parse_ordinal(const char *s, uint32_t n)
{
    uint32_t d = 0;
    while (d < n && s[d] >= '0' && s[d] <= '9') d++;
    long v;
    if (!d || n - d != 2 || !plain_digits(s, d, &v)) return NAN;
    static const char *const tails[] = {"st", "nd", "rd", "th"};
    for (size_t i = 0; i < 4; i++)
        if ((s[d] | 32) == tails[i][0] && (s[d + 1] | 32) == tails[i][1]) return (double)v;
    return NAN;
}

double match_number(const MatchIndex *ix, const Doc *doc, uint32_t i, uint32_t *tok_end)
{
    const Token *t = &doc->toks[i];
    const char *s = doc->text + t->span.start;
    uint32_t n = t->span.end - t->span.start;
    *tok_end = i + 1;
    if (t->flags & TOK_NUMBER) return parse_number(s, n, lang_decimal(ix->lang));
    double v = parse_ordinal(s, n);
    if (!isnan(v)) return v;
    const char *key;
    if (match_class_at(ix, i, ix->number, NULL, tok_end, &key) ||
        match_class_at(ix, i, ix->ordinal, NULL, tok_end, &key))
        return strtod(key, NULL);
    return NAN;
}

/* a/b[/c] written with one of / - . in one token or three or five; returns the token behind it, 0 where not.
 */
static uint32_t slashed(const Doc *doc, uint32_t i, uint32_t end, long v[3], int parts)
{
    char buf[32];
    size_t k = 0;
    char sign = 0;
    int n = 1;
    uint32_t t = i;
    for (; t < end && k + 12 < sizeof buf; t++) {
        const Token *tok = &doc->toks[t];
        if (t > i && (tok->flags & TOK_SPACE)) break;
        const char *s = doc->text + tok->span.start;
        uint32_t len = tok->span.end - tok->span.start;
        if (len > 10) break;
        bool good = true;
        for (uint32_t c = 0; c < len && good; c++)
            good = (s[c] >= '0' && s[c] <= '9') || s[c] == '/' || s[c] == '-' || s[c] == '.';
        if (!good) break;
        memcpy(buf + k, s, len);
        k += len;
    }
    buf[k] = 0;
    long cur = 0;
    int digits = 0;
    size_t c = 0;
    for (; c <= k; c++) {
        if (buf[c] >= '0' && buf[c] <= '9') {
            cur = cur * 10 + (buf[c] - '0');
            if (++digits > 4) return 0;
            continue;
        }
        if (!digits) break;
        v[n - 1] = cur;
        cur = 0;
        digits = 0;
        if (n == parts) break;
        if (!buf[c] || (sign && buf[c] != sign)) return 0;
        sign = buf[c];
        n++;
    }
    if (n != parts || c == 0) return 0;
    /* c is the first byte behind the last number: it must end a token */
    size_t bytes = 0;
    for (uint32_t e = i; e < t; e++) {
        bytes += doc->toks[e].span.end - doc->toks[e].span.start;
        if (bytes == c) {
            bool more = e + 2 < end && !(doc->toks[e + 1].flags & TOK_SPACE) &&
                        doc->text[doc->toks[e + 1].span.start] == sign &&
                        (doc->toks[e + 2].flags & TOK_NUMBER) && !(doc->toks[e + 2].flags & TOK_SPACE);
            return more ? 0 : e + 1;
        }
        if (bytes > c) return 0;
    }
    return 0;
}

static bool numeric_at(const MatchIndex *ix, Numeric kind, uint32_t i, uint32_t end, uint32_t *tok_end,
                       double *num)
{
    const Doc *doc = ix->doc;
    const Token *t = &doc->toks[i];
    long v[3] = {0, 0, 0};
    *num = NAN;
    if (kind == NUM_DM || kind == NUM_MY || kind == NUM_DMY) {
        *tok_end = slashed(doc, i, end, v, kind == NUM_DMY ? 3 : 2);
        if (!*tok_end) return false;
        if (kind == NUM_MY) return v[0] >= 1 && v[0] <= 12 && v[1] >= 1900 && v[1] <= 2100;
        if (kind == NUM_DMY)
            return v[0] >= 1 && v[1] >= 1 && v[0] <= 31 && v[1] <= 31 && (v[2] >= 1900 || v[2] < 100);
        return v[0] >= 1 && v[0] <= 31 && v[1] >= 1 && v[1] <= 31;
    }
    *num = match_number(ix, doc, i, tok_end);
    if (*tok_end > end || isnan(*num)) return false;
    if (kind == NUM_ANY) return true;
    const char *s = doc->text + t->span.start;
    uint32_t n = t->span.end - t->span.start;
    long plain;
    bool digits = plain_digits(s, n, &plain);
    if (kind == NUM_YEAR) return digits && n == 4 && plain >= 1900 && plain <= 2100;
    return *num >= 1 && *num <= 31 && *num == floor(*num) &&
           (digits ? n <= 2 : (t->flags & TOK_WORD) && n <= 4);
}

/* ---- the matcher ---- */

typedef struct Frame {
    const Seq *seq;
    size_t i; /* the next item: forwards seq->items[i], backwards seq->items[i - 1] */
    const struct Frame *up;
} Frame;

typedef struct Run {
    const MatchIndex *ix;
    const Doc *doc;
    uint32_t lo, hi; /* the sentence's tokens */
    bool back;
    int steps;
    uint32_t stop; /* where the match ended */
    bool used;     /* the last try left bindings behind */
    Binding *roles;
} Run;

static bool run_seq(Run *r, const Seq *seq, size_t i, uint32_t pos, const Frame *up);

static bool run_next(Run *r, const Seq *seq, size_t i, uint32_t pos, const Frame *up)
{
    return run_seq(r, seq, r->back ? i - 1 : i + 1, pos, up);
}

/* Binds the role of n to [a, b), goes on, and takes the binding back where that fails. */
static bool bind_next(Run *r, const Node *n, uint32_t a, uint32_t b, int32_t mention, const char *key,
                      double num, const Seq *seq, size_t i, const Frame *up)
{
    Binding old = {0};
    if (n->role >= 0) {
        old = r->roles[n->role];
        r->roles[n->role] = (Binding){true, a, b, mention, key, num};
    }
    if (run_next(r, seq, i, r->back ? a : b, up)) return true;
    if (n->role >= 0) r->roles[n->role] = old;
    return false;
}

static bool run_words(Run *r, const Node *n, const Seq *seq, size_t i, uint32_t pos, const Frame *up)
{
    uint32_t k = (uint32_t)n->n_words;
    if (r->back ? pos - r->lo < k : r->hi - pos < k) return false;
    uint32_t a = r->back ? pos - k : pos;
    for (uint32_t w = 0; w < k; w++)
        if (r->doc->toks[a + w].word != n->words[w]) return false;
    return bind_next(r, n, a, a + k, -1, NULL, NAN, seq, i, up);
}

static bool run_class(Run *r, const Node *n, const Seq *seq, size_t i, uint32_t pos, const Frame *up)
{
    const MatchIndex *ix = r->ix;
    uint32_t from = r->back ? ix->end_first[pos] : ix->first[pos];
    uint32_t to = r->back ? ix->end_first[pos + 1] : pos < r->doc->n_toks ? ix->first[pos + 1] : from;
    for (uint32_t k = from; k < to; k++) {
        const Hit *h = &ix->hits[r->back ? ix->by_end[k] : k];
        if (h->tok < r->lo || h->tok_end > r->hi) continue;
        for (size_t c = 0; c < n->n_classes; c++)
            if (key_fits(&n->classes[c], h) &&
                bind_next(r, n, h->tok, h->tok_end, -1, h->key, NAN, seq, i, up))
                return true;
    }
    return false;
}

/* The first or last member of a list of several parties: "A and B" is meant, not A or B alone. */
static bool edge_of_list(const MatchIndex *ix, const Mention *m)
{
    for (uint32_t k = ix->mention_first[m->tok];
         k < ix->doc->n_mentions && ix->doc->mentions[k].tok == m->tok; k++) {
        const Mention *g = &ix->doc->mentions[k];
        if (g->kind == M_GROUP && g->tok_end > m->tok_end && g->parties.n > 1) return true;
    }
    for (uint32_t k = ix->mention_end_first[m->tok_end]; k < ix->mention_end_first[m->tok_end + 1]; k++) {
        const Mention *g = &ix->doc->mentions[ix->mention_by_end[k]];
        if (g->kind == M_GROUP && g->tok < m->tok && g->parties.n > 1) return true;
    }
    return false;
}

static bool run_mention(Run *r, const Node *n, const Seq *seq, size_t i, uint32_t pos, const Frame *up)
{
    const MatchIndex *ix = r->ix;
    uint32_t from = r->back ? ix->mention_end_first[pos] : ix->mention_first[pos];
    uint32_t to = r->back ? ix->mention_end_first[pos + 1] : r->doc->n_mentions;
    for (uint32_t k = from; k < to; k++) {
        uint32_t at = r->back ? ix->mention_by_end[k] : k;
        const Mention *m = &r->doc->mentions[at];
        if (!r->back && m->tok != pos) break;
        if (m->tok < r->lo || m->tok_end > r->hi) continue;
        for (size_t w = 0; w < n->n_wants; w++)
            if (mention_fits(m, n->wants[w]) && !((n->wants[w].kinds & WANT_ONE) && edge_of_list(ix, m)) &&
                bind_next(r, n, m->tok, m->tok_end, (int32_t)at, NULL, NAN, seq, i, up))
                return true;
    }
    return false;
}

static bool run_numeric(Run *r, const Node *n, const Seq *seq, size_t i, uint32_t pos, const Frame *up)
{
    uint32_t reach = r->back ? (pos - r->lo < 6 ? pos - r->lo : 6) : 1;
    for (uint32_t k = reach; k >= 1; k--) { /* backwards: the longest that ends here */
        uint32_t a = r->back ? pos - k : pos, e;
        double num;
        if (!r->back && pos >= r->hi) return false;
        if (!numeric_at(r->ix, n->numeric, a, r->hi, &e, &num) || (r->back && e != pos)) continue;
        if (bind_next(r, n, a, e, -1, NULL, num, seq, i, up)) return true;
    }
    return false;
}

/* May a gap take the token between pos and the next one? */
static bool gap_step(const Run *r, const Node *n, uint32_t pos)
{
    const MatchIndex *ix = r->ix;
    if (r->back ? pos == r->lo : pos == r->hi) return false;
    uint32_t t = r->back ? pos - 1 : pos;
    if (ix->semicolon && r->doc->toks[t].word == ix->semicolon) return false;
    for (size_t c = 0; c < n->n_classes; c++)
        if (r->back ? match_class_before(ix, pos, n->classes[c].cls, n->classes[c].key, NULL, NULL)
                    : match_class_at(ix, pos, n->classes[c].cls, n->classes[c].key, NULL, NULL))
            return false;
    if (!n->n_wants) return true;
    uint32_t from = r->back ? ix->mention_end_first[pos] : ix->mention_first[pos];
    uint32_t to = r->back ? ix->mention_end_first[pos + 1] : r->doc->n_mentions;
    for (uint32_t k = from; k < to; k++) {
        const Mention *m = &r->doc->mentions[r->back ? ix->mention_by_end[k] : k];
        if (!r->back && m->tok != pos) break;
        for (size_t w = 0; w < n->n_wants; w++)
            if (mention_fits(m, n->wants[w])) return false;
    }
    return true;
}

static bool run_gap(Run *r, const Node *n, const Seq *seq, size_t i, uint32_t pos, const Frame *up)
{
    for (uint32_t k = 0;; k++) {
        if (run_next(r, seq, i, pos, up)) return true;
        if (k == n->gap || !gap_step(r, n, pos)) return false;
        pos = r->back ? pos - 1 : pos + 1;
    }
}

static bool run_group(Run *r, const Node *n, const Seq *seq, size_t i, uint32_t pos, const Frame *up)
{
    Frame f = {seq, r->back ? i - 1 : i + 1, up};
    for (size_t k = 0; k < n->n_alts; k++)
        if (run_seq(r, &n->alts[k], r->back ? n->alts[k].n : 0, pos, &f)) return true;
    return false;
}

static bool edge_here(const Run *r, const Node *n, uint32_t pos)
{
    if (n->type == NODE_END)
        return pos == r->hi || (pos + 1 == r->hi && (r->doc->toks[pos].flags & TOK_PUNCT));
    while (pos > r->lo && (r->doc->toks[pos - 1].flags & TOK_PUNCT)) pos--;
    return pos == r->lo;
}

/* Backwards i counts the items still to match; forwards it is the next item. */
static bool run_seq(Run *r, const Seq *seq, size_t i, uint32_t pos, const Frame *up)
{
    if (++r->steps > MAX_STEPS) return false;
    if (r->back ? i == 0 : i >= seq->n) {
        if (up) return run_seq(r, up->seq, up->i, pos, up->up);
        r->stop = pos;
        return true;
    }
    const Node *n = seq->items[r->back ? i - 1 : i];
    bool hit = false;
    switch (n->type) {
    case NODE_WORDS: hit = run_words(r, n, seq, i, pos, up); break;
    case NODE_CLASS: hit = run_class(r, n, seq, i, pos, up); break;
    case NODE_MENTION: hit = run_mention(r, n, seq, i, pos, up); break;
    case NODE_NUMERIC: hit = run_numeric(r, n, seq, i, pos, up); break;
    case NODE_GAP: hit = run_gap(r, n, seq, i, pos, up); break;
    case NODE_GROUP: hit = run_group(r, n, seq, i, pos, up); break;
    case NODE_START:
    case NODE_END: hit = edge_here(r, n, pos) && run_next(r, seq, i, pos, up); break;
    }
    return hit || (n->optional && run_next(r, seq, i, pos, up));
}

/* ---- sentences ---- */

static bool stands_within(const Run *r, const Node *n, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++) {
        if (n->type == NODE_CLASS) {
            for (size_t c = 0; c < n->n_classes; c++)
                if (match_class_at(r->ix, t, n->classes[c].cls, n->classes[c].key, NULL, NULL)) return true;
            continue;
        }
        uint32_t k = 0;
        while (k < n->n_words && t + k < r->hi && r->doc->toks[t + k].word == n->words[k]) k++;
        if (k == n->n_words) return true;
    }
    return false;
}

/* The pivot is matched forwards with what is right of it; then the left part backwards from where the pivot
 * began. */
static bool try_pattern(Run *r, const Pattern *p, uint32_t at, RuleMatch *out)
{
    Seq right = {p->seq.items + p->pivot, p->seq.n - p->pivot};
    Seq left = {p->seq.items, p->pivot};
    r->steps = 0;
    r->back = false;
    if (r->used)
        memset(r->roles, 0,
               MAX_ROLES * sizeof *r->roles); /* a failed try takes its bindings back by itself */
    r->used = false;
    if (!run_seq(r, &right, 0, at, NULL)) return false;
    r->used = true;
    uint32_t end = r->stop;
    uint32_t start = at;
    if (left.n) {
        r->steps = 0;
        r->back = true;
        if (!run_seq(r, &left, left.n, at, NULL)) return false;
        start = r->stop;
    }
    uint32_t from = at > r->lo + 3 ? at - 3 : r->lo;
    if (start < from) from = start;
    for (size_t i = 0; i < p->rule->n_without; i++)
        if (stands_within(r, p->rule->without[i], from, end)) return false;
    *out = (RuleMatch){.rule = p->rule, .tok = start, .tok_end = end, .pivot = at, .roles = r->roles};
    return true;
}

/* Length of the pivot at `at`, for the record. */
static uint32_t pivot_end(const Run *r, const Pattern *p, uint32_t at)
{
    const Node *n = p->seq.items[p->pivot];
    if (n->type == NODE_WORDS) return at + (uint32_t)n->n_words;
    uint32_t e = at + 1;
    if (n->type == NODE_CLASS)
        for (size_t c = 0; c < n->n_classes; c++)
            if (match_class_at(r->ix, at, n->classes[c].cls, n->classes[c].key, &e, NULL)) return e;
    return e;
}

typedef struct Caller {
    void (*fn)(const RuleMatch *, void *);
    void *ctx;
    const Rule *done[64]; /* rules that have matched at this pivot */
    size_t n_done;
} Caller;

static void try_list(Run *r, const PatternList *l, uint32_t at, uint32_t sent, Caller *c)
{
    for (size_t i = 0; i < l->n; i++) {
        const Rule *rule = l->items[i]->rule;
        bool done = false;
        for (size_t k = 0; k < c->n_done; k++) done |= c->done[k] == rule;
        RuleMatch m;
        if (done || !try_pattern(r, l->items[i], at, &m)) continue;
        if (c->n_done < 64) c->done[c->n_done++] = rule;
        m.sent = sent;
        m.pivot_end = pivot_end(r, l->items[i], at);
        c->fn(&m, c->ctx);
    }
}

void match_sentence(const MatchIndex *ix, const Doc *doc, uint32_t sent, bool dates,
                    void (*fn)(const RuleMatch *, void *), void *ctx)
{
    const RuleSet *set = lang_rules(doc->lang);
    const RuleIndex *rules = dates ? &set->dates : &set->facts;
    Binding roles[MAX_ROLES] = {0};
    Run r = {
        .ix = ix, .doc = doc, .lo = doc->sents[sent].tok, .hi = doc->sents[sent].tok_end, .roles = roles};
    Caller c = {.fn = fn, .ctx = ctx};
    for (uint32_t t = r.lo; t < r.hi; t++) {
        c.n_done = 0;
        int last = -1;
        for (uint32_t h = ix->first[t]; h < ix->first[t + 1]; h++) {
            int cls = ix->hits[h].cls;
            if (cls != last && (size_t)cls < set->n_classes) try_list(&r, &rules->by_class[cls], t, sent, &c);
            last = cls;
        }
        uint32_t word = doc->toks[t].word;
        if (word && word <= set->n_words) try_list(&r, &rules->by_word[word], t, sent, &c);
        uint32_t m = ix->mention_first[t];
        if (m < doc->n_mentions && doc->mentions[m].tok == t) try_list(&r, &rules->by_mention, t, sent, &c);
        if (word || (doc->toks[t].flags & TOK_NUMBER)) try_list(&r, &rules->by_number, t, sent, &c);
        try_list(&r, &rules->by_other, t, sent, &c);
    }
}
