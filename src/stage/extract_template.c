/* extract_template.c: a template's values -> the fields of a fact. */
#include "stage/extract_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { BESIDE_REACH = 2 };

bool template_sets(const FactTemplate *t, const char *field)
{
    for (size_t i = 0; i < t->n; i++)
        if (strcmp(t->fields[i]->name, field) == 0) return true;
    return false;
}

void codes_of(const Lexicon *lex, const PartySet *set, StrList *out, Arena *a)
{
    for (uint16_t i = 0; i < set->n; i++) strlist_add(out, lex_party_code(lex, set->id[i]), a);
}

static void add_person(People *out, Person p, Arena *a)
{
    for (size_t i = 0; i < out->n; i++)
        if (strcmp(out->items[i].name, p.name) == 0) {
            if (!out->items[i].post) out->items[i].post = p.post;
            return;
        }
    out->items = arena_grow(a, out->items, out->n, out->n + 1, sizeof *out->items);
    out->items[out->n++] = p;
}

void people_of(const Doc *doc, const Lexicon *lex, const Mention *m, People *out, Arena *a)
{
    for (uint32_t i = 0; i < m->n_members; i++) {
        const Mention *k = &doc->mentions[m->members[i]];
        if (k != m) people_of(doc, lex, k, out, a);
    }
    if (m->n_members) return;
    if (m->kind == M_PERSON || ((m->kind == M_PRONOUN || m->kind == M_POST) && m->ref >= 0)) {
        const Mention *full = m->ref >= 0 ? &doc->mentions[m->ref] : m;
        if (full->kind != M_PERSON || !full->name || !full->parties.n) return;
        add_person(
            out,
            (Person){full->name, full->post ? full->post : m->post, lex_party_code(lex, full->parties.id[0])},
            a);
    }
}

static const Mention *role_mention(const Extractor *x, const Binding *b)
{
    return b->set && b->mention >= 0 ? &x->doc->mentions[b->mention] : NULL;
}

static bool holds(const Mention *list, const Mention *m)
{
    return m && m != list && list->tok <= m->tok && m->tok_end <= list->tok_end;
}

/* The list whose member a role took, where the list is meant: the rule took its first member and no other for
 * another field, or two of its members for this one. Else the mention itself. */
static const Mention *as_listed(const Extractor *x, const Claim *c, int role, const Value *v)
{
    const Mention *m = role_mention(x, &c->m->roles[role]);
    bool visit = c->f.mode && strcmp(c->f.mode, "visit") == 0; /* one to each */
    if (!m || visit || role == c->t->each) return m;
    for (uint32_t i = doc_mention_from(x->doc, x->doc->sents[m->sent].tok);
         i < x->doc->n_mentions && x->doc->mentions[i].tok <= m->tok; i++) {
        const Mention *g = &x->doc->mentions[i];
        if (g->kind != M_GROUP || !g->n_members || g->parties.n < 2 || !holds(g, m)) continue;
        bool together = false, apart = false;
        for (int r = 0; r < MAX_ROLES; r++) {
            if (r == role || !holds(g, role_mention(x, &c->m->roles[r]))) continue;
            bool here = false;
            for (size_t k = 0; k < v->n_roles; k++) here |= v->roles[k] == r;
            *(here ? &together : &apart) = true;
        }
        bool first = &x->doc->mentions[g->members[0]] == m;
        if (!apart && (together || first)) return g;
    }
    return m;
}

static const char *role_text(const Extractor *x, const Binding *b)
{
    uint32_t s = x->doc->toks[b->tok].span.start, e = x->doc->toks[b->tok_end - 1].span.end;
    return arena_strndup(x->doc->arena, x->doc->text + s, e - s);
}

/* The parties that an agreement or body of the match names itself: "the A-B Action Plan". */
static const PartySet *own_parties(const Extractor *x, const Claim *c)
{
    for (int r = 0; r < MAX_ROLES && (c->f.kind == FACT_AGREEMENT || c->f.kind == FACT_BODY); r++) {
        const Mention *m = role_mention(x, &c->m->roles[r]);
        if (m && (m->kind == M_AGREEMENT || m->kind == M_BODY) && m->parties.n >= 2) return &m->parties;
    }
    return NULL;
}

void people_of_role(const Extractor *x, const Claim *c, int role, const Value *v, People *out)
{
    const Mention *m = as_listed(x, c, role, v);
    if (!m) return;
    People all = {0};
    people_of(x->doc, x->lex, m, &all, x->doc->arena);
    for (size_t i = 0; i < all.n; i++) {
        bool other = c->only >= 0 && role == c->t->each &&
                     strcmp(all.items[i].party, lex_party_code(x->lex, (uint16_t)c->only)) != 0;
        if (!other) add_person(out, all.items[i], x->doc->arena);
    }
}

static bool within_mention(const Doc *doc, uint32_t sentence, uint32_t t)
{
    for (uint32_t i = doc_mention_from(doc, sentence); i < doc->n_mentions && doc->mentions[i].tok <= t; i++)
        if (doc->mentions[i].parties.n && t < doc->mentions[i].tok_end) return true;
    return false;
}

/* "trade with African countries": the other side is a part of the world, and no party of the document stands
 * for it. Not "cooperation in Africa", "the largest investor of Africa". */
static bool deals_with_region(const Extractor *x, const Claim *c)
{
    const Sentence *s = &x->doc->sents[c->m->sent];
    for (uint32_t t = s->tok; t < s->tok_end; t++)
        if (match_class_at(x->ix, t, x->region, NULL, NULL, NULL) && !within_mention(x->doc, s->tok, t) &&
            match_class_before(x->ix, t, x->region_link, NULL, NULL, NULL))
            return true;
    return false;
}

/* "Russia promised to hold Iran back": does the sentence name states, but not the one that would be guessed
 * as the other side? */
static bool third_state_instead(const Extractor *x, const Claim *c, uint16_t own, uint16_t other)
{
    bool third = false;
    DOC_MENTIONS_OF(x->doc, c->m->sent, i)
    {
        const Mention *m = &x->doc->mentions[i];
        if (party_set_has(&m->parties, other)) return false;
        third |= m->kind == M_PARTY && m->parties.n == 1 && m->parties.id[0] != own &&
                 !lex_party_is_org(x->lex, m->parties.id[0]);
    }
    return third;
}

/* "Trade with Chad surged": does the sentence name a state beside the two that would be guessed, and not both
 * of them? */
static bool of_others(const Extractor *x, const Claim *c, const PartySet *pair)
{
    bool named[2] = {false, false}, third = false;
    DOC_MENTIONS_OF(x->doc, c->m->sent, i)
    {
        const Mention *m = &x->doc->mentions[i];
        if (m->kind != M_PARTY || m->parties.n != 1 || lex_party_is_org(x->lex, m->parties.id[0])) continue;
        bool own = false;
        for (uint16_t k = 0; k < 2; k++)
            if (m->parties.id[0] == pair->id[k]) own = named[k] = true;
        third |= !own && !(m->flags & (MF_LOC | MF_CITY | MF_CAPITAL));
    }
    return third && !(named[0] && named[1]);
}

/* Are the two named together right behind the pivot: "urged both sides"? */
static bool names_both(const Extractor *x, const Claim *c, const PartySet *pair)
{
    DOC_MENTIONS_OF(x->doc, c->m->sent, i)
    {
        const Mention *m = &x->doc->mentions[i];
        bool behind = m->tok >= c->m->pivot_end && m->tok <= c->m->pivot_end + BESIDE_REACH;
        bool both = m->kind == M_GROUP && strcmp(m->value, "list") != 0 && party_set_equal(&m->parties, pair);
        if (behind && both) return true;
    }
    return false;
}

/* Is a claim something that one side did or said against another? */
static bool against(const Fact *f, bool words)
{
    static const char *const types[] = {"ACCUSE",  "SANCTION", "THREATEN", "REJECT",
                                        "PROTEST", "COERCE",   "ASSAULT",  "MOBILIZE"};
    if (f->kind != FACT_EVENT || !f->type) return false;
    for (size_t i = 0; i < (words ? 2 : sizeof types / sizeof *types); i++)
        if (strcmp(f->type, types[i]) == 0) return true;
    return false;
}

static PartySet ids_of(const Extractor *x, const StrList *codes)
{
    PartySet out = {0};
    for (size_t i = 0; i < codes->n; i++) {
        int id = lex_party_id(x->lex, codes->items[i]);
        if (id >= 0) party_set_add(&out, (uint16_t)id);
    }
    return out;
}

/* Who last did or said something against a party that now denies: not whom it is told to have helped. */
static PartySet accusers_of(const Extractor *x, uint16_t own)
{
    const char *code = lex_party_code(x->lex, own);
    for (uint32_t k = x->doc->n_claims; k-- > 0;) {
        const Fact *o = &x->doc->claims[k];
        if (!against(o, true) || !strlist_has(&o->to, code) || strlist_has(&o->by, code)) continue;
        PartySet out = ids_of(x, &o->by);
        if (out.n) return out;
    }
    return (PartySet){0};
}

/* With whom the parties of a set were last told to be at odds: whoever acted against one of them, or they
 * against him. Nobody where they are not. */
static PartySet opponents_of(const Extractor *x, const PartySet *own)
{
    for (uint32_t k = x->doc->n_claims; k-- > 0;) {
        const Fact *o = &x->doc->claims[k];
        if (!against(o, false)) continue;
        PartySet by = ids_of(x, &o->by), to = ids_of(x, &o->to);
        bool acts = party_set_has(&by, own->id[0]), suffers = party_set_has(&to, own->id[0]);
        if (acts == suffers) continue;
        PartySet *others = acts ? &to : &by, out = {0};
        for (uint16_t i = 0; i < others->n; i++)
            if (!party_set_has(own, others->id[i])) party_set_add(&out, others->id[i]);
        if (out.n) return out;
    }
    return (PartySet){0};
}

/* Does the document speak of hardly anybody but its two? */
static bool about_two(const Doc *doc)
{
    uint32_t inside, outside;
    doc_count_named(doc, &inside, &outside);
    return outside * 3 <= inside;
}

/* In how many sentences is the party named? */
static uint32_t sentences_naming(const Doc *doc, uint16_t party, uint32_t from, uint32_t to)
{
    uint32_t n = 0;
    for (uint32_t s = from; s < to; s++) {
        bool named = false;
        DOC_MENTIONS_OF(doc, s, i)
        named |= doc->mentions[i].kind != M_PRONOUN && party_set_has(&doc->mentions[i].parties, party);
        n += named;
    }
    return n;
}

/* The states beside the document's two that are named in as many sentences. */
static PartySet as_often_named(const Extractor *x, uint32_t sentences)
{
    const Doc *doc = x->doc;
    PartySet out = {0};
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->kind != M_PARTY || m->parties.n != 1 || party_set_has(&doc->main_pair, m->parties.id[0]))
            continue;
        if (!lex_party_is_org(x->lex, m->parties.id[0]) &&
            sentences_naming(doc, m->parties.id[0], 0, doc->n_sents) >= sentences)
            party_set_add(&out, m->parties.id[0]);
    }
    return out;
}

/* May the other side be guessed where the sentence does not name it? In a text that speaks of it throughout,
 * or in a short one. A report on the quarrels at home of one state names others in passing. */
static bool may_be_meant(const Extractor *x, const Claim *c, uint16_t other)
{
    enum { SHORT = 7, SHARE = 4, NEAR = 3, MANY = 2 };
    const Doc *doc = x->doc;
    uint32_t here = c->m->sent;
    if (doc->n_sents <= SHORT || sentences_naming(doc, other, here, here + 1)) return true;
    uint32_t all = sentences_naming(doc, other, 0, doc->n_sents);
    if (as_often_named(x, all).n >= MANY) return false;
    bool near = sentences_naming(doc, other, here > NEAR ? here - NEAR : 0, here);
    return near ? all * 6 >= doc->n_sents : all * SHARE >= doc->n_sents;
}

/* How many of a value's roles are bound to somebody of a party, one apart from the other. */
static uint32_t sides_named(const Extractor *x, const Claim *c, const Value *v)
{
    uint32_t n = 0;
    const Mention *last = NULL;
    for (size_t i = 0; i < v->n_roles; i++) {
        const Mention *m = as_listed(x, c, v->roles[i], v);
        if (!m || !m->parties.n || m->kind == M_AGREEMENT) continue;
        n += !last || m->tok >= last->tok_end || m->tok_end <= last->tok;
        last = m;
    }
    return n;
}

/* The parties a value stands for. */
static PartySet value_parties(const Extractor *x, const Claim *c, const Value *v)
{
    PartySet out = {0};
    const PartySet *pair = &x->doc->pairs[c->m->sent];
    for (size_t i = 0; i < v->n_roles; i++) {
        const Mention *m = as_listed(x, c, v->roles[i], v);
        for (uint16_t k = 0; m && k < m->parties.n; k++) {
            if (c->only >= 0 && v->roles[i] == c->t->each && m->parties.id[k] != (uint16_t)c->only) continue;
            party_set_add(&out, m->parties.id[k]);
        }
    }
    if (v->kind == VALUE_PAIR && out.n == 1 && sides_named(x, c, v) > 1) return out; /* two of one state */
    const PartySet *own = v->kind == VALUE_PAIR ? own_parties(x, c) : NULL;
    if (own) return *own;
    bool open = (v->kind == VALUE_PAIR && out.n < 2) || v->kind == VALUE_OTHER;
    if (open && c->f.kind != FACT_CONTACT && c->f.kind != FACT_AGREEMENT && deals_with_region(x, c))
        return out;
    if (v->kind == VALUE_PAIR && out.n == 0) {
        if (c->f.kind == FACT_FIGURE && pair->n == 2 && of_others(x, c, pair)) return (PartySet){0};
        for (uint16_t k = 0; k < pair->n; k++)
            if (!may_be_meant(x, c, pair->id[k])) return (PartySet){0};
        return *pair;
    }
    if (v->kind != VALUE_PAIR && v->kind != VALUE_OTHER) return out;
    bool at_odds = v->kind == VALUE_OTHER && c->f.kind == FACT_EVENT;
    if (out.n != 1)
        return at_odds && out.n ? opponents_of(x, &out) : v->kind == VALUE_OTHER ? (PartySet){0} : out;
    if (v->kind == VALUE_OTHER && c->f.type && strcmp(c->f.type, "REJECT") == 0) {
        PartySet accusers = accusers_of(x, out.id[0]);
        if (accusers.n) return accusers;
    }
    PartySet opponents = at_odds ? opponents_of(x, &out) : (PartySet){0};
    if (v->kind == VALUE_OTHER && pair->n == 0 && !about_two(x->doc)) return opponents;
    if (v->kind == VALUE_OTHER && pair->n == 2 && !party_set_has(pair, out.id[0]) && names_both(x, c, pair))
        return *pair;
    if (pair->n != 2) pair = &x->doc->main_pair; /* else, where a third one speaks of two, nobody can say */
    if (pair->n != 2 || !party_set_has(pair, out.id[0])) return v->kind == VALUE_OTHER ? opponents : out;
    uint16_t other = pair->id[0] == out.id[0] ? pair->id[1] : pair->id[0];
    if (v->kind == VALUE_OTHER && third_state_instead(x, c, out.id[0], other)) return (PartySet){0};
    if (!may_be_meant(x, c, other)) return v->kind == VALUE_OTHER ? (PartySet){0} : out;
    if (v->kind == VALUE_OTHER) return (PartySet){.n = 1, .id = {other}};
    out.id[out.n++] = other;
    return out;
}

static const char *value_string(const Extractor *x, const Claim *c, const Value *v, const char *field)
{
    Arena *a = x->doc->arena;
    if (v->kind == VALUE_LITERAL) return v->literal;
    for (size_t i = 0; i < v->n_roles; i++) {
        const Binding *b = &c->m->roles[v->roles[i]];
        if (!b->set) continue;
        if (v->kind == VALUE_TEXT) return role_text(x, b);
        if (v->kind == VALUE_KEY) return b->key;
        const Mention *m = role_mention(x, b);
        if (!m) return b->key && *b->key ? b->key : role_text(x, b);
        if (strcmp(field, "post") == 0) return m->post;
        if (strcmp(field, "party") == 0)
            return m->parties.n ? lex_party_code(x->lex, m->parties.id[0]) : NULL;
        if (m->kind == M_DATE || strcmp(field, "type") == 0 || strcmp(field, "unit") == 0) return m->value;
        if (strcmp(field, "person") == 0) {
            People people = {0};
            people_of(x->doc, x->lex, m, &people, a);
            return people.n ? people.items[0].name : NULL;
        }
        return m->name ? m->name : role_text(x, b);
    }
    return NULL;
}

static double value_number(const Extractor *x, const Claim *c, const Value *v, const Mention **from)
{
    if (v->kind == VALUE_LITERAL) return strtod(v->literal, NULL);
    for (size_t i = 0; i < v->n_roles; i++) {
        const Binding *b = &c->m->roles[v->roles[i]];
        if (!b->set) continue;
        *from = role_mention(x, b);
        if (*from) return (*from)->number;
        if (isfinite(b->num)) return b->num;
        if (b->key && *b->key) return strtod(b->key, NULL);
    }
    return NAN;
}

static void set_list(const Extractor *x, Claim *c, const Value *v, const char *field, StrList *out)
{
    Arena *a = x->doc->arena;
    bool names = strcmp(field, "bodies") == 0, keys = strcmp(field, "topics") == 0;
    if (!names && !keys) {
        if (v->kind == VALUE_LITERAL) {
            strlist_add(out, v->literal, a);
            return;
        }
        PartySet set = value_parties(x, c, v);
        codes_of(x->lex, &set, out, a);
        return;
    }
    if (v->kind == VALUE_LITERAL) {
        strlist_add(out, v->literal, a);
        return;
    }
    for (size_t i = 0; i < v->n_roles; i++) {
        Value one = *v;
        one.roles[0] = v->roles[i];
        one.n_roles = 1;
        const Binding *b = &c->m->roles[v->roles[i]];
        if (b->set) strlist_add(out, keys && b->key ? b->key : value_string(x, c, &one, field), a);
    }
}

static void set_items(const Extractor *x, const Claim *c, const Value *v, Items *out)
{
    Arena *a = x->doc->arena;
    for (size_t i = 0; i < v->n_roles; i++) {
        const Binding *b = &c->m->roles[v->roles[i]];
        if (!b->set) continue;
        const Mention *m = role_mention(x, b);
        Item item = {NAN, NULL};
        if (m && m->kind == M_QUANTITY) item = (Item){m->number, m->name};
        else item.goods = role_text(x, b);
        out->items = arena_grow(a, out->items, out->n, out->n + 1, sizeof *out->items);
        out->items[out->n++] = item;
    }
}

static void set_number(const Extractor *x, Claim *c, const Value *v, const FactField *field)
{
    const Mention *m = NULL;
    double n = value_number(x, c, v, &m);
    *(double *)fact_at(&c->f, field) = n;
    if (!m || strcmp(field->name, "value") != 0) return;
    if (m->kind == M_AMOUNT && !c->f.unit) c->f.unit = m->value;
    if (m->kind == M_QUANTITY && !c->f.unit) c->f.unit = m->name;
    c->f.approx |= (m->flags & MF_APPROX) != 0;
}

void template_apply(const Extractor *x, Claim *c)
{
    for (size_t i = 0; i < c->t->n; i++) {
        const FactField *field = c->t->fields[i];
        const Value *v = &c->t->values[i];
        void *at = fact_at(&c->f, field);
        if (v->kind == VALUE_NONE) continue;
        switch (field->type) {
        case FIELD_STR: *(const char **)at = value_string(x, c, v, field->name); break;
        case FIELD_LIST: set_list(x, c, v, field->name, at); break;
        case FIELD_NUMBER: set_number(x, c, v, field); break;
        case FIELD_BOOL: *(bool *)at = v->kind != VALUE_LITERAL || strcmp(v->literal, "true") == 0; break;
        case FIELD_ITEMS: set_items(x, c, v, at); break;
        case FIELD_PEOPLE:
            for (size_t k = 0; k < v->n_roles; k++) people_of_role(x, c, v->roles[k], v, at);
            break;
        }
    }
}
