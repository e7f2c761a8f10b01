/* match.c: runs compiled patterns over a sentence.
 *
 * A pattern is tried where its pivot stands: first the pivot, then the atoms right of it forwards, then those
 * left of it backwards. Backtracking with gaps tried shortest first, so that a role takes the nearest mention
 * that fits. Work per pivot is bounded by MAX_STEPS; recursion by the size of the pattern.
 */
#include "lex/pattern.h"
#include "lex/match_parts.h"

#include <math.h>
#include <string.h>

enum { MAX_STEPS = 20000, CLAUSE_WORDS = 7, QUOTED_WORDS = 4 };

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

/* Is the token a quotation mark? Patterns look through them: `expressed "deep concern" to B`. */
static bool is_quote_mark(const Doc *doc, uint32_t t)
{
    const Token *k = &doc->toks[t];
    if (!(k->flags & TOK_PUNCT)) return false;
    const char *s = doc->text + k->span.start;
    size_t n = k->span.end - k->span.start;
    return (n == 1 && *s == '"') ||
           (n == 3 && (!memcmp(s, "\xE2\x80\x9C", 3) || !memcmp(s, "\xE2\x80\x9D", 3)));
}

/* The place at which the next atom may stand: past the quotation marks. */
static uint32_t past_quotes(const Run *r, uint32_t pos)
{
    if (r->back)
        while (pos > r->lo && is_quote_mark(r->doc, pos - 1)) pos--;
    else
        while (pos < r->hi && is_quote_mark(r->doc, pos)) pos++;
    return pos;
}

/* The place behind the mark at pos of a quotation of a few words; pos itself, where there is none. What is
 * quoted at length is somebody's speech. */
static uint32_t past_short_quote(const Run *r, uint32_t pos)
{
    uint32_t past = past_quotes(r, pos);
    if (past == pos) return pos;
    uint32_t at = r->back ? pos - 1 : pos;
    for (uint32_t k = 2; k <= QUOTED_WORDS + 1; k++)
        if ((at + k < r->hi && is_quote_mark(r->doc, at + k)) ||
            (at >= r->lo + k && is_quote_mark(r->doc, at - k)))
            return past;
    return pos;
}

/* The place behind a date that stands at pos; pos itself, where there is none. */
static uint32_t past_date(const Run *r, uint32_t pos)
{
    const MatchIndex *ix = r->ix;
    uint32_t from = r->back ? ix->mention_end_first[pos] : ix->mention_first[pos];
    uint32_t to = r->back ? ix->mention_end_first[pos + 1] : r->doc->n_mentions;
    for (uint32_t k = from; k < to; k++) {
        const Mention *m = &r->doc->mentions[r->back ? ix->mention_by_end[k] : k];
        if (!r->back && m->tok != pos) break;
        if (m->kind == M_DATE && m->tok >= r->lo && m->tok_end <= r->hi) return r->back ? m->tok : m->tok_end;
    }
    return pos;
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
            if (match_key_fits(&n->classes[c], h) &&
                bind_next(r, n, h->tok, h->tok_end, -1, h->key, NAN, seq, i, up))
                return true;
    }
    return false;
}

/* A subject carried along is there for the verb behind it alone. */
static bool seen(const Run *r, const Mention *m)
{
    return r->back || !(m->flags & MF_CARRIED);
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
        if (m->tok < r->lo || m->tok_end > r->hi || !seen(r, m)) continue;
        for (size_t w = 0; w < n->n_wants; w++)
            if (mention_fits(m, n->wants[w]) &&
                !((n->wants[w].kinds & WANT_ONE) && match_edge_of_list(ix, m)) &&
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
        if (!match_numeric_at(r->ix, n->numeric, a, r->hi, &e, &num) || (r->back && e != pos)) continue;
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
        for (size_t w = 0; w < n->n_wants && seen(r, m); w++)
            if (mention_fits(m, n->wants[w])) return false;
    }
    return true;
}

static bool bans_dates(const Node *n)
{
    for (size_t w = 0; w < n->n_wants; w++)
        if (n->wants[w].kinds & 1u << M_DATE) return true;
    return false;
}

/* Do the tokens [from, to) begin and end with somebody's name? */
static bool names_alone(const Run *r, uint32_t from, uint32_t to)
{
    const MatchIndex *ix = r->ix;
    const Mention *all = r->doc->mentions;
    bool begins = false, ends = false;
    for (uint32_t k = ix->mention_first[from]; k < r->doc->n_mentions && all[k].tok == from; k++)
        begins |= all[k].parties.n > 0 && all[k].tok_end <= to;
    for (uint32_t k = ix->mention_end_first[to]; k < ix->mention_end_first[to + 1]; k++)
        ends |= all[ix->mention_by_end[k]].parties.n > 0;
    return begins && ends;
}

/* The place behind an aside that stands at pos; pos itself, where there is none within the sentence. Names
 * between dashes are none: "the only two to sign - Peru and Chile - met". */
static uint32_t past_aside(const Run *r, uint32_t pos)
{
    uint32_t past = r->back ? r->ix->aside_begin[pos] : r->ix->aside_end[pos];
    if (!past || past < r->lo || past > r->hi) return pos;
    uint32_t from = r->back ? past : pos, to = r->back ? pos : past;
    bool bracket = r->doc->text[r->doc->toks[from].span.start] == '(';
    return !bracket && names_alone(r, from + 1, to - 1) ? pos : past;
}

/* Does the token go on with the word of the one before: the hyphen of "long-serving", and what follows it? */
static bool goes_on(const Run *r, uint32_t t)
{
    const Token *toks = r->doc->toks;
    const char *text = r->doc->text;
    if (t <= r->lo || t >= r->hi || (toks[t].flags & TOK_SPACE)) return false;
    return text[toks[t].span.start] == '-' || text[toks[t - 1].span.start] == '-';
}

/* How much of a gap is taken: a word with hyphens counts once, but each of its parts where the gap ends in
 * it. */
typedef struct Taken {
    uint32_t words, tokens;
} Taken;

/* A gap, some of it taken. Marks around a few quoted words, dates and asides are looked through: they take
 * none of its words, and what the gap must not hold is not sought in them. What follows the gap may stand
 * within an aside, too. */
static bool run_gap_from(Run *r, const Node *n, const Seq *seq, size_t i, uint32_t pos, const Frame *up,
                         Taken k)
{
    for (;;) {
        bool amid_word = goes_on(r, pos);
        if ((!amid_word || k.tokens <= n->gap) && run_next(r, seq, i, pos, up)) return true;
        uint32_t past = past_short_quote(r, pos);
        if (past == pos && !bans_dates(n)) past = past_date(r, pos);
        if (past != pos) {
            pos = past;
            continue;
        }
        uint32_t aside = n->gap ? past_aside(r, pos) : pos;
        if (aside != pos && run_gap_from(r, n, seq, i, aside, up, k)) return true;
        if (!gap_step(r, n, pos)) return false;
        k.words += !(amid_word && k.tokens);
        k.tokens++;
        if (k.words > n->gap) return false;
        pos = r->back ? pos - 1 : pos + 1;
    }
}

static bool run_gap(Run *r, const Node *n, const Seq *seq, size_t i, uint32_t pos, const Frame *up)
{
    return run_gap_from(r, n, seq, i, pos, up, (Taken){0});
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
    if (n->type == NODE_END) {
        while (pos < r->hi && (r->doc->toks[pos].flags & TOK_PUNCT)) pos++;
        return pos == r->hi;
    }
    while (pos > r->lo && (r->doc->toks[pos - 1].flags & TOK_PUNCT)) pos--;
    return pos == r->lo;
}

static bool run_node(Run *r, const Node *n, const Seq *seq, size_t i, uint32_t pos, const Frame *up)
{
    switch (n->type) {
    case NODE_WORDS: return run_words(r, n, seq, i, pos, up);
    case NODE_CLASS: return run_class(r, n, seq, i, pos, up);
    case NODE_MENTION: return run_mention(r, n, seq, i, pos, up);
    case NODE_NUMERIC: return run_numeric(r, n, seq, i, pos, up);
    case NODE_GAP: return run_gap(r, n, seq, i, pos, up);
    case NODE_GROUP: return run_group(r, n, seq, i, pos, up);
    case NODE_START:
    case NODE_END: return edge_here(r, n, pos) && run_next(r, seq, i, pos, up);
    }
    return false;
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
    bool hit = run_node(r, n, seq, i, pos, up);
    if (!hit && (n->type == NODE_WORDS || n->type == NODE_CLASS || n->type == NODE_MENTION)) {
        uint32_t past = past_quotes(r, pos);
        if (past != pos) hit = run_node(r, n, seq, i, past, up);
    }
    return hit || (n->optional && run_next(r, seq, i, pos, up));
}

/* ---- sentences ---- */

bool match_begins(const MatchIndex *ix, const Node *n, uint32_t t, uint32_t hi)
{
    if (n->type == NODE_CLASS) {
        for (size_t c = 0; c < n->n_classes; c++)
            if (match_class_at(ix, t, n->classes[c].cls, n->classes[c].key, NULL, NULL)) return true;
        return false;
    }
    uint32_t k = 0;
    while (k < n->n_words && t + k < hi && ix->doc->toks[t + k].word == n->words[k]) k++;
    return k == n->n_words;
}

static bool stands_within(const Run *r, const Node *n, uint32_t from, uint32_t to)
{
    uint32_t t = from;
    while (t < to) {
        uint32_t e =
            t > from ? r->ix->aside_end[t] : 0; /* "Peru, without warning, expelled ...": no warning of his */
        if (e > t && e <= to) {
            t = e;
            continue;
        }
        if (match_begins(r->ix, n, t, r->hi)) return true;
        t++;
    }
    return false;
}

/* Where the clause of the pivot begins: behind the last comma, conjunction of clauses, "and" or quotation
 * mark. A conjunction right behind a guard ("denied that") does not part it from its clause. */
static uint32_t clause_begin(const Run *r, uint32_t at, uint32_t start)
{
    const MatchIndex *ix = r->ix;
    uint32_t t = at;
    while (t > r->lo && at - t < CLAUSE_WORDS) {
        const Token *tok = &r->doc->toks[t - 1];
        bool joined = match_class_before(ix, t, ix->list_and, NULL, NULL, NULL);
        if ((tok->flags & TOK_PUNCT) || (joined && t <= start)) break;
        if (match_class_before(ix, t, ix->clause, NULL, NULL, NULL)) break;
        t--;
    }
    return t;
}

/* The token behind the words of a node that stand at `at`; `at` where it begins with none. */
static uint32_t words_end(const Run *r, const Node *n, uint32_t at)
{
    uint32_t e = at;
    if (n->type == NODE_WORDS) {
        for (size_t w = 0; w < n->n_words; w++)
            if (at + w >= r->hi || r->doc->toks[at + w].word != n->words[w]) return at;
        return at + (uint32_t)n->n_words;
    }
    for (size_t c = 0; n->type == NODE_CLASS && c < n->n_classes; c++)
        if (match_class_at(r->ix, at, n->classes[c].cls, n->classes[c].key, &e, NULL)) return e;
    for (size_t a = 0; n->type == NODE_GROUP && a < n->n_alts; a++, e = at) {
        uint32_t next;
        for (size_t k = 0; k < n->alts[a].n && (next = words_end(r, n->alts[a].items[k], e)) > e; k++)
            e = next;
        if (e > at) return e;
    }
    return at;
}

/* Behind the pivot at `at`, for the record; what looks through asides may be longer than its own words. */
static uint32_t pivot_end(const Run *r, const Pattern *p, uint32_t at)
{
    uint32_t e = words_end(r, p->seq.items[p->pivot], at);
    return e > at ? e : at + 1;
}

/* What the words of a pattern cover, its pivot among them. */
typedef struct Reach {
    uint32_t start, end, behind; /* behind: the token after the pivot */
} Reach;

/* Do the pattern's words fit at `at`, whatever its arms? The pivot is matched forwards with what is right of
 * it; then the left part backwards from where the pivot began. */
static bool words_fit(Run *r, const Pattern *p, uint32_t at, Reach *reach)
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
    uint32_t from = at > r->lo + 3 ? at - 3 : r->lo,
             clause = p->rule->n_without ? clause_begin(r, at, start) : at;
    if (start < from) from = start;
    for (size_t i = 0; i < p->rule->n_without; i++) {
        const Node *guard = p->rule->without[i];
        bool wide = guard->type == NODE_CLASS || guard->n_words > 1;
        if (stands_within(r, guard, wide && clause < from ? clause : from, end)) return false;
    }
    *reach = (Reach){start, end, pivot_end(r, p, at)};
    return true;
}

static bool arms_fit(Run *r, const Pattern *p, uint32_t at, Reach *reach)
{
    return !p->n_arms ||
           (match_arms(r->ix, p, r->lo, r->hi, at, reach->behind, r->roles, &reach->start, &reach->end) &&
            !match_arms_without(r->ix, p->rule, r->lo, r->hi, at, reach->behind, r->roles));
}

typedef struct Caller {
    Sight sight;
    void (*fn)(const RuleMatch *, void *);
    void *ctx;
    const Rule *done[64]; /* rules that have matched at this pivot */
    size_t n_done;
    bool probe, wants; /* probe: patterns with arms are not tried; wants: there was one to try */
} Caller;

static void try_list(Run *r, const PatternList *l, uint32_t at, uint32_t sent, Caller *c)
{
    for (size_t i = 0; i < l->n; i++) {
        const Pattern *p = l->items[i];
        bool done = p->rule->domestic && !r->doc->all_actors;
        for (size_t k = 0; k < c->n_done; k++) done |= c->done[k] == p->rule;
        if (done || !match_sees(&c->sight, p)) continue;
        Reach reach;
        if (!words_fit(r, p, at, &reach)) continue;
        if (c->probe && p->n_arms) {
            c->wants = true;
            return;
        }
        if (!arms_fit(r, p, at, &reach)) continue;
        RuleMatch m = {.rule = p->rule,
                       .tok = reach.start,
                       .tok_end = reach.end,
                       .pivot = at,
                       .pivot_end = reach.behind,
                       .roles = r->roles};
        if (c->n_done < 64) c->done[c->n_done++] = p->rule;
        m.sent = sent;
        if (c->fn) c->fn(&m, c->ctx);
    }
}

static void visit(const MatchIndex *ix, uint32_t sent, const RuleIndex *rules, Caller *c)
{
    const Doc *doc = ix->doc;
    const RuleSet *set = lang_rules(doc->lang);
    Binding roles[MAX_ROLES] = {0};
    Run r = {
        .ix = ix, .doc = doc, .lo = doc->sents[sent].tok, .hi = doc->sents[sent].tok_end, .roles = roles};
    c->sight = match_sight(ix, sent);
    for (uint32_t t = r.lo; t < r.hi && !c->wants; t++) {
        c->n_done = 0;
        int last = -1;
        if (rules == &set->facts && goes_on(&r, t)) continue; /* no verb: "hit" of "storm-hit" */
        for (uint32_t h = ix->first[t]; h < ix->first[t + 1]; h++) {
            int cls = ix->hits[h].cls;
            if (cls != last && (size_t)cls < set->n_classes) try_list(&r, &rules->by_class[cls], t, sent, c);
            last = cls;
        }
        uint32_t word = doc->toks[t].word;
        if (word && word <= set->n_words) try_list(&r, &rules->by_word[word], t, sent, c);
        uint32_t m = ix->mention_first[t];
        if (m < doc->n_mentions && doc->mentions[m].tok == t) try_list(&r, &rules->by_mention, t, sent, c);
        if (word || (doc->toks[t].flags & TOK_NUMBER)) try_list(&r, &rules->by_number, t, sent, c);
        try_list(&r, &rules->by_other, t, sent, c);
    }
}

void match_sentence(const MatchIndex *ix, const Doc *doc, uint32_t sent, bool dates,
                    void (*fn)(const RuleMatch *, void *), void *ctx)
{
    const RuleSet *set = lang_rules(doc->lang);
    Caller c = {.fn = fn, .ctx = ctx};
    visit(ix, sent, dates ? &set->dates : &set->facts, &c);
}

bool match_wants_tree(const MatchIndex *ix, uint32_t sent)
{
    Caller c = {.probe = true};
    visit(ix, sent, &lang_rules(ix->lang)->facts, &c);
    return c.wants;
}
