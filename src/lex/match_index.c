/* match_index.c: what stands where in a document: class hits and mentions by first and last token. */
#include "lex/match_parts.h"

#include <string.h>

enum { MAX_HITS = 32, PHRASE_REACH = 6 };

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

/* Orders the hits by their ends; they stand by their beginnings. */
static void index_hits(MatchIndex *ix)
{
    uint32_t *ends = ARENA_ARRAY(ix->doc->arena, uint32_t, ix->n_hits + 1);
    for (uint32_t i = 0; i < ix->n_hits; i++) ends[i] = ix->hits[i].tok_end;
    index_ends(ix->doc->arena, ix->doc->n_toks, ix->n_hits, ends, &ix->by_end, &ix->end_first);
}

/* The classes by which "It reached $3 billion" behind "Trade between A and B is growing" speaks of trade. The
 * keys of `carried` name the class that its words then stand for. */
typedef struct Carried {
    int words, measure, moves[3];
} Carried;

static Carried carried_classes(const Lang *lang)
{
    return (Carried){lang_class(lang, "carried"),
                     lang_class(lang, "measure"),
                     {lang_class(lang, "reach"), lang_class(lang, "up"), lang_class(lang, "down")}};
}

/* Does the sentence at hand begin by what the one before spoke of, trade of two, and say what it came to? Its
 * hits begin at `from`, those of the sentence before at `before`. The end of the words that stand for it, or
 * 0. */
static uint32_t carries_on(const MatchIndex *ix, const Carried *c, uint32_t sent, uint32_t before,
                           uint32_t from)
{
    enum { HEAD = 8, REACH = 5 };
    const Sentence *s = &ix->doc->sents[sent];
    uint32_t end = 0;
    bool told = false, moves = false;
    for (uint32_t h = before; h < from; h++) {
        bool trade = ix->hits[h].cls == c->measure && strcmp(ix->hits[h].key, "trade") == 0;
        told |= trade && ix->hits[h].tok < s[-1].tok + HEAD;
    }
    for (uint32_t h = from; told && h < ix->n_hits; h++)
        if (ix->hits[h].cls == c->words && ix->hits[h].tok < s->tok + REACH && !end)
            end = ix->hits[h].tok_end;
    for (uint32_t h = from; end && h < ix->n_hits; h++)
        for (size_t k = 0; k < 3; k++)
            moves |=
                ix->hits[h].cls == c->moves[k] && ix->hits[h].tok >= end && ix->hits[h].tok < end + REACH;
    return moves ? end : 0;
}

/* Makes a word of `carried` one of the class that its key names: "two-way", "measure.trade". */
static void stand_for(const MatchIndex *ix, Hit *h)
{
    const char *dot = strchr(h->key, '.');
    size_t n = dot ? (size_t)(dot - h->key) : strlen(h->key);
    h->cls = lang_class(ix->lang, arena_strndup(ix->doc->arena, h->key, n));
    h->key = dot ? dot + 1 : "";
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
    ix->clause = lang_class(doc->lang, "clause");
    ix->list_and = lang_class(doc->lang, "list-and");
    ix->month = lang_class(doc->lang, "month");
    ix->first = ARENA_ARRAY(a, uint32_t, doc->n_toks + 1);
    uint32_t cap = 0, whole = 0, whole_end = 0; /* the compound at hand */
    int compound = lang_class(doc->lang, "compound");
    Carried carried = carried_classes(doc->lang);
    for (uint32_t s = 0, before = 0; s < doc->n_sents; s++) {
        uint32_t from = ix->n_hits;
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
        uint32_t end = s && carried.words >= 0 ? carries_on(ix, &carried, s, before, from) : 0;
        for (uint32_t h = from; end && h < ix->n_hits; h++)
            if (ix->hits[h].cls == carried.words && ix->hits[h].tok_end == end) stand_for(ix, &ix->hits[h]);
        before = from;
    }
    ix->first[doc->n_toks] = ix->n_hits;
    index_hits(ix);
    match_index_asides(ix);
    match_index_mentions(ix, doc);
    match_sight_new(ix);
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

/* Is the hit a word that is a month here, whatever else it may be: "may", "march"? */
static bool is_month(const MatchIndex *ix, const Hit *h)
{
    return h->tok_end == h->tok + 1 && h->cls != ix->month &&
           match_class_at(ix, h->tok, ix->month, NULL, NULL, NULL);
}

/* Phrases that begin at token t, in no date, and go on behind the first date after it. */
static size_t hits_past_date(const MatchIndex *ix, const Mention *const *date, uint32_t t, uint32_t end,
                             LexHit *out)
{
    uint32_t hole = t + 1, reach = end - t < PHRASE_REACH ? end : t + PHRASE_REACH;
    while (hole < reach && !date[hole]) hole++;
    if (hole == reach || ix->first[t] == ix->n_hits) return 0;
    return lang_hits_past(ix->lang, ix->doc, t, hole, date[hole]->tok_end, end, out, MAX_HITS);
}

void match_index_dates(MatchIndex *ix)
{
    match_index_worth(ix);
    const Doc *doc = ix->doc;
    Arena *a = doc->arena;
    const Mention **date = NULL; /* the one that holds a token */
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->kind != M_DATE) continue;
        if (!date) date = ARENA_ARRAY(a, const Mention *, doc->n_toks + 1);
        for (uint32_t t = m->tok; t < m->tok_end; t++)
            if (!date[t]) date[t] = m;
    }
    if (!date) return;
    Hit *hits = NULL;
    uint32_t n = 0, cap = 0, *first = ARENA_ARRAY(a, uint32_t, doc->n_toks + 1);
    for (uint32_t s = 0; s < doc->n_sents; s++)
        for (uint32_t t = doc->sents[s].tok; t < doc->sents[s].tok_end; t++) {
            LexHit found[MAX_HITS];
            size_t past = date[t] ? 0 : hits_past_date(ix, date, t, doc->sents[s].tok_end, found);
            first[t] = n;
            for (size_t i = 0; i < past; i++) /* longer than the others */
                ARENA_PUSH(a, hits, n, cap, ((Hit){found[i].cls, found[i].key, t, found[i].tok_end}));
            for (uint32_t h = ix->first[t]; h < ix->first[t + 1]; h++)
                if (!date[t] || !is_month(ix, &ix->hits[h])) ARENA_PUSH(a, hits, n, cap, ix->hits[h]);
        }
    first[doc->n_toks] = n;
    ix->hits = hits;
    ix->n_hits = n;
    ix->first = first;
    index_hits(ix);
}

bool match_key_fits(const ClassRef *ref, const Hit *h)
{
    return ref->cls == h->cls && (!ref->key || strcmp(ref->key, h->key) == 0);
}

bool match_class_at(const MatchIndex *ix, uint32_t i, int cls, const char *key, uint32_t *tok_end,
                    const char **found)
{
    if (cls < 0 || i >= ix->doc->n_toks) return false;
    ClassRef ref = {cls, key};
    for (uint32_t h = ix->first[i]; h < ix->first[i + 1]; h++)
        if (match_key_fits(&ref, &ix->hits[h])) {
            if (tok_end) *tok_end = ix->hits[h].tok_end;
            if (found) *found = ix->hits[h].key;
            return true;
        }
    return false;
}

size_t match_hits_at(const MatchIndex *ix, uint32_t i, LexHit *out, size_t cap)
{
    size_t n = 0;
    for (uint32_t h = ix->first[i]; h < ix->first[i + 1] && n < cap; h++)
        out[n++] = (LexHit){ix->hits[h].cls, ix->hits[h].key, ix->hits[h].tok_end};
    return n;
}

bool match_class_before(const MatchIndex *ix, uint32_t end, int cls, const char *key, uint32_t *tok,
                        const char **found)
{
    if (cls < 0 || end == 0) return false;
    ClassRef ref = {cls, key};
    for (uint32_t k = ix->end_first[end]; k < ix->end_first[end + 1]; k++) {
        const Hit *h = &ix->hits[ix->by_end[k]];
        if (!match_key_fits(&ref, h)) continue;
        if (tok) *tok = h->tok;
        if (found) *found = h->key;
        return true;
    }
    return false;
}

/* ---- mentions ---- */

static bool acts(const Mention *m)
{
    if (!m->parties.n && !(m->flags & MF_STRANGER)) return false;
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
    if (m->flags & MF_PART & ~w.need) return false;
    if ((m->flags & w.need) != w.need || (m->flags & w.ban)) return false;
    if (w.kinds & (1u << m->kind)) return true;
    if ((w.kinds & WANT_ACTOR) && acts(m)) return true;
    if ((w.kinds & WANT_ONE) && acts(m) && m->parties.n <= 1) return true;
    if ((w.kinds & WANT_NOUN) && m->kind == M_ACTOR && acts(m)) return true;
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

/* The first or last member of a list of several parties: "A and B" is meant, not A or B alone. */
bool match_edge_of_list(const MatchIndex *ix, const Mention *m)
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
