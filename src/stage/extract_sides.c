/* extract_sides.c: who acts in a claim and upon whom, by their mentions: words, party, sector; and what else
 * the sentence's words say of the act. Parties are the register's business; this is what PLOVER asks for
 * (docs/plover.md).
 */
#include "stage/extract_parts.h"

#include <string.h>

enum { NOUN_REACH = 4, MAX_ASPECTS = 24 };

/* The fields that name sides, by the rules' templates. A fact without a doer has its parties on one side. */
static const char *const doers[] = {"by", "from", "visitor", "parties", NULL};
static const char *const done_to[] = {"to", "host", NULL};

/* The sector that the words [tok, tok_end) name: the longest phrase; of equals the head of the noun phrase,
 * which stands last or, where the genitive follows it, first. NULL: none. */
static const char *sector_within(const Extractor *x, uint32_t tok, uint32_t tok_end)
{
    const char *best = NULL, *key;
    uint32_t longest = 0, e;
    for (uint32_t t = tok; t < tok_end; t++) {
        if (!match_class_at(x->ix, t, x->sector, NULL, &e, &key) || e > tok_end) continue;
        if (e - t < longest || (e - t == longest && x->head_first)) continue;
        best = key;
        longest = e - t;
    }
    return best;
}

/* "Peruvian" of "Peruvian fishermen": the words with the noun that they stand beside. */
static void widen(const Extractor *x, const Mention *m, uint32_t *tok, uint32_t *tok_end)
{
    const Sentence *s = &x->doc->sents[m->sent];
    uint32_t e;
    *tok = m->tok;
    *tok_end = m->tok_end;
    if (m->kind != M_PARTY || (!(m->flags & (MF_ADJ | MF_POSS)) && !x->head_first)) return;
    if (x->head_first) {
        if (m->tok > s->tok) match_class_before(x->ix, m->tok, x->sector, NULL, tok, NULL);
        return;
    }
    for (uint32_t t = m->tok_end; t < s->tok_end && t < m->tok_end + NOUN_REACH; t++) {
        if (match_class_at(x->ix, t, x->sector, NULL, &e, NULL) && e <= s->tok_end) {
            *tok_end = e;
            return;
        }
        if (match_class_at(x->ix, t, x->list_and, NULL, NULL, NULL))
            continue; /* "Peruvian and Chilean police" */
        if (match_class_at(x->ix, t, x->function, NULL, NULL, NULL)) return;
    }
}

/* "They" of "rebels said they were ready": the sector of who stands before, for the same parties. */
static const char *sector_before(const Extractor *x, const Mention *pronoun)
{
    const char *key = NULL;
    DOC_MENTIONS_OF(x->doc, pronoun->sent, i)
    {
        const Mention *m = &x->doc->mentions[i];
        if (m->tok >= pronoun->tok) break;
        const char *its =
            party_set_equal(&m->parties, &pronoun->parties) ? sector_within(x, m->tok, m->tok_end) : NULL;
        if (its) key = its;
    }
    return key;
}

static const char *sector_of(const Extractor *x, const Mention *m, uint32_t tok, uint32_t tok_end)
{
    const char *key = sector_within(x, tok, tok_end);
    const Mention *full = m->ref >= 0 ? &x->doc->mentions[m->ref] : NULL;
    if (!key && full) key = sector_within(x, full->tok, full->tok_end);
    if (!key && m->kind == M_PRONOUN) key = sector_before(x, m);
    if (!key && (m->kind == M_PARTY || m->kind == M_GROUP || m->post)) key = "GOV";
    bool org = m->parties.n && lex_party_is_org(x->lex, m->parties.id[0]);
    bool itself = m->kind == M_PARTY && !(m->flags & (MF_ADJ | MF_POSS)); /* the World Bank is no bank */
    return org && (itself || !key || strcmp(key, "GOV") == 0) ? "IGO" : key;
}

static bool same(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static void add_side(const Extractor *x, Sides *out, Side s)
{
    for (size_t i = 0; i < out->n; i++)
        if (same(out->items[i].text, s.text) && same(out->items[i].party, s.party)) return;
    out->items = arena_grow(x->doc->arena, out->items, out->n, out->n + 1, sizeof *out->items);
    out->items[out->n++] = s;
}

/* only: the one party of the mention that counts, -1: all of them. */
static void add_mention(const Extractor *x, Sides *out, const Mention *m, int only)
{
    if (m->kind == M_GROUP && m->value && strcmp(m->value, "list") == 0) {
        for (uint32_t i = 0; i < m->n_members; i++)
            add_mention(x, out, &x->doc->mentions[m->members[i]], only);
        return;
    }
    uint32_t tok, tok_end;
    widen(x, m, &tok, &tok_end);
    uint32_t start = x->doc->toks[tok].span.start, end = x->doc->toks[tok_end - 1].span.end;
    Side s = {.text = arena_strndup(x->doc->arena, x->doc->text + start, end - start),
              .sector = sector_of(x, m, tok, tok_end)};
    for (uint16_t i = 0; i < m->parties.n; i++) {
        if (only >= 0 && m->parties.id[i] != (uint16_t)only) continue;
        s.party = lex_party_code(x->lex, m->parties.id[i]);
        add_side(x, out, s);
    }
    if (!m->parties.n && (m->flags & MF_STRANGER)) add_side(x, out, s);
}

static void add_roles(const Extractor *x, const Claim *c, const Value *v, Sides *out)
{
    for (size_t i = 0; i < v->n_roles; i++) {
        const Binding *b = &c->m->roles[v->roles[i]];
        if (b->set && b->mention >= 0)
            add_mention(x, out, &x->doc->mentions[b->mention], v->roles[i] == c->t->each ? c->only : -1);
    }
}

static bool has_party(const Sides *l, const char *code)
{
    for (size_t i = 0; i < l->n; i++)
        if (same(l->items[i].party, code)) return true;
    return false;
}

/* The mention that names a party nearest before the pivot; in its sentence behind it, too. NULL: none. */
static const Mention *named_nearby(const Extractor *x, const Claim *c, const char *code)
{
    const Mention *best = NULL;
    for (uint32_t i = 0; i < x->doc->n_mentions && x->doc->mentions[i].sent <= c->m->sent; i++) {
        const Mention *m = &x->doc->mentions[i];
        bool names = m->kind == M_PARTY || m->kind == M_ACTOR || m->kind == M_PERSON || m->kind == M_POST;
        if (!names || (m->flags & MF_PART) || m->parties.n != 1) continue;
        if (strcmp(lex_party_code(x->lex, m->parties.id[0]), code) != 0) continue;
        if (best && best->sent == c->m->sent && m->tok > c->m->pivot) break;
        best = m;
    }
    return best;
}

/* The parties of a field that no role's mention names: "other(A)", "pair". */
static void add_unnamed(const Extractor *x, const Claim *c, const StrList *codes, Sides *out)
{
    for (size_t i = 0; i < codes->n; i++) {
        if (has_party(out, codes->items[i])) continue;
        const Mention *m = named_nearby(x, c, codes->items[i]);
        if (m) add_mention(x, out, m, -1);
        else add_side(x, out, (Side){NULL, codes->items[i], NULL});
    }
}

/* A mention may speak for parties that the fact does not have after all. */
static void drop_others(Sides *l, const StrList *codes)
{
    size_t n = 0;
    for (size_t i = 0; i < l->n; i++)
        if (!l->items[i].party || strlist_has(codes, l->items[i].party)) l->items[n++] = l->items[i];
    l->n = n;
}

static void fill_side(const Extractor *x, const Claim *c, const char *const *names, Sides *out)
{
    for (; *names && !out->n; names++) {
        for (size_t i = 0; i < c->t->n; i++)
            if (strcmp(c->t->fields[i]->name, *names) == 0) add_roles(x, c, &c->t->values[i], out);
        const StrList *codes = fact_at(&c->f, fact_field(*names));
        drop_others(out, codes);
        add_unnamed(x, c, codes, out);
    }
}

static void aspects_at(const Extractor *x, uint32_t tok, StrList *out)
{
    LexHit hits[32];
    size_t n = match_hits_at(x->ix, tok, hits, 32);
    for (size_t i = 0; i < n && out->n < MAX_ASPECTS; i++)
        if ((hits[i].cls == x->aspect || hits[i].cls == x->topic) && *hits[i].key)
            strlist_add(out, hits[i].key, x->doc->arena);
}

/* Keys of [aspect] and [topic] words, those nearest to the trigger first. */
static void fill_aspects(const Extractor *x, Claim *c)
{
    const Sentence *s = &x->doc->sents[c->m->sent];
    uint32_t pivot = c->m->pivot;
    aspects_at(x, pivot, &c->f.aspects);
    for (uint32_t d = 1; d < s->tok_end - s->tok; d++) {
        if (pivot + d < s->tok_end) aspects_at(x, pivot + d, &c->f.aspects);
        if (pivot >= s->tok + d) aspects_at(x, pivot - d, &c->f.aspects);
    }
}

void fill_sides(const Extractor *x, Claim *c)
{
    fill_side(x, c, doers, &c->f.actors);
    fill_side(x, c, done_to, &c->f.recipients);
    fill_aspects(x, c);
}

/* ---- domestic matters ---- */

/* Does somebody act upon himself? What several do to each other is no such thing. */
static bool overlap(const Sides *a, const Sides *b)
{
    if (a->n > 1 && a->n == b->n) return false;
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n; k++)
            if (same(a->items[i].text, b->items[k].text)) return true;
    return false;
}

bool acts_at_home(const Fact *f)
{
    if (!f->actors.n || overlap(&f->actors, &f->recipients)) return false;
    size_t n = f->actors.n + f->recipients.n;
    switch (f->kind) {
    case FACT_EVENT: return f->type != NULL;
    case FACT_PLEDGE: return f->act != NULL;
    case FACT_AID: return f->recipients.n && (f->items.n || f->value == f->value);
    case FACT_CONTACT:
    case FACT_AGREEMENT: return n >= 2;
    default: return false;
    }
}
