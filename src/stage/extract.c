/* extract.c: rules over each sentence; a match and its templates become claims. See extract.h. */
#include "stage/extract.h"

#include "stage/extract_parts.h"

#include <string.h>

/* Does the claim name enough to be a fact of its kind? */
static bool complete(const Fact *f)
{
    switch (f->kind) {
    case FACT_CONTACT:
    case FACT_RELATION:
    case FACT_AGREEMENT:
    case FACT_BODY: return f->parties.n >= 2 && (f->kind != FACT_BODY || f->name);
    case FACT_FIGURE: {
        size_t sides = f->from.n + f->to.n;
        return f->measure && (f->parties.n >= 2 || sides >= 2) &&
               (f->value == f->value || f->change == f->change);
    }
    case FACT_AID: return f->from.n && f->to.n && (f->items.n || f->value == f->value);
    case FACT_PLEDGE: return f->act && f->by.n && f->by.n + f->to.n >= 2; /* else a domestic matter */
    case FACT_EVENT: /* what is done together is done to nobody */
        return f->type && f->by.n && (f->to.n || (f->by.n >= 2 && strcmp(f->type, "COOPERATE") == 0));
    case FACT_POST: return f->person && f->post && f->party;
    default: return false;
    }
}

/* One side acting on itself is a domestic matter. */
static bool one_sided(const Fact *f)
{
    const struct {
        const StrList *a, *b;
    } sides[] = {{&f->by, &f->to}, {&f->from, &f->to}, {&f->visitor, &f->host}};
    for (size_t i = 0; i < 3; i++)
        if (sides[i].a->n == 1 && sides[i].b->n == 1 &&
            strcmp(sides[i].a->items[0], sides[i].b->items[0]) == 0)
            return true;
    return false;
}

static void leave_out(StrList *from, const char *code)
{
    size_t n = 0;
    for (size_t i = 0; i < from->n; i++)
        if (strcmp(from->items[i], code) != 0) from->items[n++] = from->items[i];
    from->n = n;
}

/* Nobody accuses, asks or sanctions himself: a single doer is taken out of those done to, who alone is asked
 * out of two that "they" may mean, and who alone is given something out of those who signed for it. Fighting
 * has both on both sides, and who mediates between two is neither. */
static void part_sides(Fact *f)
{
    bool both = f->kind == FACT_EVENT && f->type &&
                (strcmp(f->type, "ASSAULT") == 0 || strcmp(f->type, "SUPPORT") == 0);
    if (!both && f->by.n == 1 && f->to.n >= 2) leave_out(&f->to, f->by.items[0]);
    if (f->kind == FACT_PLEDGE && f->by.n == 2 && f->to.n == 1) leave_out(&f->by, f->to.items[0]);
    if (f->kind == FACT_FIGURE && f->from.n == 2 && f->to.n == 1) leave_out(&f->from, f->to.items[0]);
    if (f->kind == FACT_AID && f->to.n == 1 && f->from.n >= 2) leave_out(&f->from, f->to.items[0]);
    if (f->kind == FACT_CONTACT && f->host.n == 1 && f->visitor.n >= 2)
        leave_out(&f->visitor, f->host.items[0]);
}

/* "A and B accuse B" is nobody's meaning, nor is "A and B thank A and B". */
static bool overlapping_sides(const Fact *f)
{
    if (f->kind == FACT_PLEDGE && f->act && strcmp(f->act, "praise") == 0)
        return f->by.n >= 2 && strlist_same_set(&f->by, &f->to);
    if (f->kind != FACT_EVENT || (f->type && strcmp(f->type, "ASSAULT") == 0)) return false;
    if (f->by.n >= 2 && strlist_same_set(&f->by, &f->to)) return false; /* each other */
    for (size_t i = 0; i < f->to.n; i++)
        if (strlist_has(&f->by, f->to.items[i])) return true;
    return false;
}

static void quote_sentence(const Extractor *x, Claim *c)
{
    const Sentence *s = &x->doc->sents[c->m->sent];
    c->f.span = s->span;
    c->f.quote = arena_strndup(x->doc->arena, x->doc->text + s->span.start, s->span.end - s->span.start);
    c->f.trigger = (Span){x->doc->toks[c->m->pivot].span.start, x->doc->toks[c->m->pivot_end - 1].span.end};
    c->f.reach =
        x->doc->toks[(c->m->tok_end > c->m->pivot_end ? c->m->tok_end : c->m->pivot_end) - 1].span.end;
}

/* A capitalised verb inside quotation marks is part of a name: the campaign "Hands Meet Hands". */
static bool within_name(const Doc *doc, const RuleMatch *m)
{
    if (m->pivot == 0) return false;
    uint32_t here = doc->toks[m->pivot].flags, before = doc->toks[m->pivot - 1].flags;
    for (uint32_t i = doc_mention_from(doc, m->pivot); i < doc->n_mentions; i++) { /* "thanks | to Ban" */
        const Mention *o = &doc->mentions[i];
        if (o->tok >= m->pivot_end) break;
        if (o->kind == M_PERSON && o->tok > m->pivot && o->tok_end == m->pivot_end) return true;
    }
    return (here & TOK_QUOTED) && (here & TOK_CAP) && (before & TOK_QUOTED) && (before & TOK_WORD) &&
           (before & TOK_CAP);
}

/* Is it a matter between parties, enough of it? */
static bool between_parties(const Fact *f)
{
    return complete(f) && !one_sided(f) && !overlapping_sides(f);
}

/* A question states nothing. */
static bool asks(const Doc *doc, uint32_t sent)
{
    uint32_t end = doc->sents[sent].tok_end, from = end > doc->sents[sent].tok + 1 ? end - 2 : end;
    for (uint32_t t = from; t < end; t++)
        if (doc->text[doc->toks[t].span.start] == '?') return true;
    return false;
}

/* Does a mention stand beside a verb of saying, looking over a date: "Lima said", "on Friday, said Lima"?
 * first: before it alone. */
static bool speaks(const Extractor *x, const Mention *m, bool first)
{
    uint32_t t = m->tok_end;
    for (uint32_t i = doc_mention_from(x->doc, t); i < x->doc->n_mentions && x->doc->mentions[i].tok <= t;
         i++)
        if (x->doc->mentions[i].kind == M_DATE && x->doc->mentions[i].tok == t)
            t = x->doc->mentions[i].tok_end;
    return match_class_at(x->ix, t, x->speech, NULL, NULL, NULL) ||
           (!first && match_class_before(x->ix, m->tok, x->speech, NULL, NULL, NULL));
}

/* "Peru said that Chilean troops had shelled its post": fighting that is told by him alone whom it hit is
 * what he holds against the other. */
static void as_charge(const Extractor *x, Claim *c)
{
    Fact *f = &c->f;
    bool force = f->kind == FACT_EVENT && f->type &&
                 (strcmp(f->type, "ASSAULT") == 0 || strcmp(f->type, "MOBILIZE") == 0);
    if (!force || f->by.n != 1 || f->to.n != 1 || strlist_has(&f->by, f->to.items[0])) return;
    int victim = lex_party_id(x->lex, f->to.items[0]);
    DOC_MENTIONS_OF(x->doc, c->m->sent, i)
    {
        const Mention *m = &x->doc->mentions[i];
        bool told =
            m->parties.n == 1 && m->parties.id[0] == victim && !(m->flags & (MF_PART | MF_POSS | MF_LOC));
        bool within = m->tok >= c->m->tok && m->tok_end <= c->m->tok_end;
        if (!told || !speaks(x, m, within)) continue;
        StrList by = f->by;
        f->by = f->to;
        f->to = by;
        f->type = "ACCUSE";
        return;
    }
}

/* "Kuwait sent 50 tonnes of food", to nobody named: to whom all gifts told of so far went, if he is one and
 * another. */
static void fill_getter(const Extractor *x, Fact *f)
{
    const StrList *to = NULL;
    if (f->kind != FACT_AID || f->to.n || f->from.n != 1) return;
    for (uint32_t i = 0; i < x->doc->n_claims; i++) {
        const Fact *o = &x->doc->claims[i];
        if (o->kind != FACT_AID) continue;
        if (o->to.n != 1 || (to && strcmp(to->items[0], o->to.items[0]) != 0)) return;
        to = &o->to;
    }
    if (to && strcmp(to->items[0], f->from.items[0]) != 0) f->to = *to;
}

/* "B did the same": the last thing told that was done by another, a sentence or two before, done by B; to
 * whom it was done before, or to who did it where that was B. False: nothing was told. */
static bool fill_as_before(const Extractor *x, const RuleMatch *m, Fact *f)
{
    enum { BACK = 2 };
    if (f->kind != FACT_EVENT || !f->type || strcmp(f->type, "AS-BEFORE") != 0) return true;
    size_t from = x->doc->sents[m->sent < BACK ? 0 : m->sent - BACK].span.start;
    for (uint32_t i = x->doc->n_claims; i-- > 0;) {
        const Fact *o = &x->doc->claims[i];
        if (o->kind != FACT_EVENT || o->span.start < from || strcmp(o->status, "occurred") != 0 || !o->by.n)
            continue;
        if (f->by.n != 1 || strlist_has(&o->by, f->by.items[0])) return false;
        f->type = o->type;
        f->to = strlist_has(&o->to, f->by.items[0]) ? o->by : o->to;
        return f->to.n > 0;
    }
    return false;
}

/* Three or more who meet together, "the presidents of A, B and C met", hold a conference; one who receives
 * three does not. */
static void as_conference(const Extractor *x, const RuleMatch *m, Fact *f)
{
    if (f->kind != FACT_CONTACT || f->parties.n < 3 || !f->mode || strcmp(f->mode, "meeting") != 0) return;
    DOC_MENTIONS_OF(x->doc, m->sent, i)
    {
        const PartySet *all = &x->doc->mentions[i].parties;
        bool same = all->n == f->parties.n;
        for (uint16_t k = 0; same && k < all->n; k++)
            same = strlist_has(&f->parties, lex_party_code(x->lex, all->id[k]));
        if (same) f->mode = "conference";
    }
}

static void make_claim(Extractor *x, const RuleMatch *m, const FactTemplate *t, int only)
{
    Claim c = {.m = m, .t = t, .only = only};
    fact_init(&c.f, t->kind);
    c.f.doc = x->doc->id;
    c.f.rule = m->rule->id;
    quote_sentence(x, &c);
    template_apply(x, &c);
    part_sides(&c.f);
    fill_getter(x, &c.f);
    if (!fill_as_before(x, m, &c.f)) return;
    if (!fill_open_fields(x, &c)) return;
    as_charge(x, &c);
    as_conference(x, m, &c.f);
    fill_sides(x, &c);
    if (between_parties(&c.f) || (x->doc->all_actors && acts_at_home(&c.f)))
        ARENA_PUSH(x->doc->arena, x->doc->claims, x->doc->n_claims, x->cap, c.f);
}

/* Do the parties of two roles bear on each other as the template wants it? */
static bool sides_fit(const Extractor *x, const RuleMatch *m, const FactTemplate *t)
{
    const Mention *of[2] = {NULL, NULL};
    for (int i = 0; i < 2; i++) {
        const Binding *b = t->bears[i] >= 0 ? &m->roles[t->bears[i]] : NULL;
        if (b && b->set && b->mention >= 0) of[i] = &x->doc->mentions[b->mention];
    }
    if (!of[0] || !of[1]) return true;
    const PartySet *a = &of[0]->parties, *b = &of[1]->parties;
    uint16_t shared = 0;
    for (uint16_t k = 0; k < a->n; k++) shared += party_set_has(b, a->id[k]);
    switch (t->bearing) {
    case BEARS_ANY: return true;
    case BEARS_SAME: return party_set_equal(a, b);
    case BEARS_WITHIN: return shared == a->n || !b->n; /* of an agreement nobody may say between whom it is */
    case BEARS_APART: return shared == 0;
    }
    return true;
}

static void on_match(const RuleMatch *m, void *ctx)
{
    Extractor *x = ctx;
    if (m->rule->domestic != x->domestic) return;
    if (m->rule->facts[0].kind != FACT_POST && (within_name(x->doc, m) || asks(x->doc, m->sent))) return;
    for (size_t i = 0; i < m->rule->n_facts; i++) {
        const FactTemplate *t = &m->rule->facts[i];
        if (!sides_fit(x, m, t)) continue;
        const Binding *b = t->each >= 0 ? &m->roles[t->each] : NULL;
        const Mention *each = b && b->set && b->mention >= 0 ? &x->doc->mentions[b->mention] : NULL;
        for (uint16_t k = 0; each && k < each->parties.n; k++) make_claim(x, m, t, each->parties.id[k]);
        if (!each) make_claim(x, m, t, -1);
    }
}

static bool spans_meet(Span a, Span b)
{
    return a.start < b.end && b.start < a.end;
}

/* Of what happens within one state the rules for that know more: a claim of another rule on the same words
 * gives way. The claims from `home` on are theirs. */
static void prefer_domestic(Doc *doc, uint32_t from, uint32_t home)
{
    uint32_t n = from;
    for (uint32_t i = from; i < doc->n_claims; i++) {
        bool known = false;
        for (uint32_t k = home; i < home && k < doc->n_claims && !known; k++)
            known = spans_meet(doc->claims[i].trigger, doc->claims[k].trigger) &&
                    !between_parties(&doc->claims[i]);
        if (!known) doc->claims[n++] = doc->claims[i];
    }
    doc->n_claims = n;
}

static void extract_sentence(Extractor *x, uint32_t s)
{
    Doc *doc = x->doc;
    uint32_t from = doc->n_claims;
    x->domestic = false;
    match_sentence(doc->match, doc, s, false, on_match, x);
    if (!doc->all_actors) return;
    uint32_t home = doc->n_claims;
    x->domestic = true;
    match_sentence(doc->match, doc, s, false, on_match, x);
    prefer_domestic(doc, from, home);
}

int extract_run(Doc *doc, const Lexicon *lex, Err *err)
{
    (void)err;
    if (!doc->lang || !doc->match) return 0;
    match_index_trees(doc->match);
    Extractor x = {.doc = doc,
                   .lex = lex,
                   .ix = doc->match,
                   .future = lang_class(doc->lang, "future"),
                   .future_next = lang_class(doc->lang, "future-next"),
                   .future_told = lang_class(doc->lang, "future-told"),
                   .unsaid = lang_class(doc->lang, "unsaid"),
                   .undone = lang_class(doc->lang, "undone"),
                   .modal = lang_class(doc->lang, "modal"),
                   .negation = lang_class(doc->lang, "negation"),
                   .negation_within = lang_class(doc->lang, "negation-within"),
                   .irrealis = lang_class(doc->lang, "irrealis"),
                   .act_noun = lang_class(doc->lang, "act-noun"),
                   .called_off = lang_class(doc->lang, "called-off"),
                   .date_compare = lang_class(doc->lang, "date-compare"),
                   .up = lang_class(doc->lang, "up"),
                   .down = lang_class(doc->lang, "down"),
                   .topic = lang_class(doc->lang, "topic"),
                   .speech = lang_class(doc->lang, "speech"),
                   .condition = lang_class(doc->lang, "condition"),
                   .date_since = lang_class(doc->lang, "date-since"),
                   .date_until = lang_class(doc->lang, "date-until"),
                   .date_due = lang_class(doc->lang, "date-due"),
                   .possessive = lang_class(doc->lang, "possessive"),
                   .within_act = lang_class(doc->lang, "within-act"),
                   .past_verb = lang_class(doc->lang, "past-verb"),
                   .date_when = lang_class(doc->lang, "date-when"),
                   .date_term = lang_class(doc->lang, "date-term"),
                   .undated = lang_class(doc->lang, "undated"),
                   .background = lang_class(doc->lang, "background"),
                   .telling = lang_class(doc->lang, "telling"),
                   .occasion = lang_class(doc->lang, "occasion"),
                   .held = lang_class(doc->lang, "held"),
                   .clause = lang_class(doc->lang, "clause"),
                   .region = lang_class(doc->lang, "region"),
                   .region_link = lang_class(doc->lang, "region-link"),
                   .list_and = lang_class(doc->lang, "list-and"),
                   .sector = lang_class(doc->lang, "sector"),
                   .aspect = lang_class(doc->lang, "aspect"),
                   .function = lang_class(doc->lang, "function")};
    x.head_first = lang_head_first(doc->lang);
    for (uint32_t s = 0; s < doc->n_sents; s++)
        if (doc->paras[doc->sents[s].para].role != PARA_BYLINE) extract_sentence(&x, s);
    fill_from_contacts(&x);
    return 0;
}
