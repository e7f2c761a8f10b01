/* resolve_state.c: "that country", a state without its name: behind a verb or a preposition the other side of
 * whoever acts in the clause ("Nga cáo buộc nước này ..."), else whoever was named last in the sentence ("Nga
 * cho biết nước này ..."), else whom the sentence before tells of. */
#include "stage/resolve_parts.h"

#include <string.h>

bool resolve_is_state(const Mention *m)
{
    return m->kind == M_ACTOR && m->value && (strcmp(m->value, "state") == 0 || strcmp(m->value, "it") == 0);
}

static bool is_mark(const Doc *doc, uint32_t t)
{
    return resolve_is_text(doc, t, ",") || resolve_is_text(doc, t, ";") || resolve_is_text(doc, t, ":");
}

/* Does a clause of this sentence begin at a token? */
static bool begins_clause(const Resolver *r, uint32_t sent, uint32_t t)
{
    const Lang *lang = r->doc->lang;
    return t == r->doc->sents[sent].tok || is_mark(r->doc, t - 1) ||
           match_class_before(r->ix, t, lang_class(lang, "clause"), NULL, NULL, NULL) ||
           match_class_before(r->ix, t, lang_class(lang, "telling"), NULL, NULL, NULL) ||
           match_class_before(r->ix, t, lang_class(lang, "speech"), NULL, NULL, NULL);
}

static bool names_one(const Mention *m)
{
    return m->parties.n == 1 && (resolve_names_party(m) || m->kind == M_PRONOUN);
}

/* The party named last before a token in its sentence, but for `self`; -1: none, or several together. */
static int named_last(const Doc *doc, uint32_t sent, uint32_t tok, int self)
{
    int found = -1;
    for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].tok < tok; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->sent != sent || m->tok_end > tok || !m->parties.n) continue;
        if (m->kind == M_GROUP) found = -1;
        else if (names_one(m) && m->parties.id[0] != self) found = m->parties.id[0];
    }
    return found;
}

/* Whoever acts first in a clause, the tokens from..tok; -1: nobody is named in it, or several. */
static int acts_first(const Doc *doc, uint32_t sent, uint32_t from, uint32_t tok)
{
    for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].tok < tok; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->sent != sent || m->tok < from || !m->parties.n) continue;
        if (m->kind != M_PARTY || !(m->flags & MF_LOC)) return names_one(m) ? m->parties.id[0] : -1;
    }
    return -1;
}

/* Where a date that ends at t begins: "On Friday | it"; t where none does. */
static uint32_t before_date(const Doc *doc, uint32_t t)
{
    for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].tok < t; i++)
        if (doc->mentions[i].kind == M_DATE && doc->mentions[i].tok_end == t) return doc->mentions[i].tok;
    return t;
}

/* "Kenya's foreign ministry", "the army of Kenya": an office or a force of one state. */
static bool acts_as_one(const Resolver *r, const Mention *m)
{
    static const char *const kinds[] = {"org", "force"};
    int actor = lang_class(r->doc->lang, "actor");
    if (m->kind != M_ACTOR || m->parties.n != 1 || (m->flags & MF_POSS)) return false;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (match_class_at(r->ix, m->tok, actor, kinds[i], NULL, NULL) ||
            match_class_before(r->ix, m->tok_end, actor, kinds[i], NULL, NULL))
            return true;
    return resolve_is_state(m);
}

/* "It accused B": at the head of a sentence, behind a date at most, the state by whose name, or whose office,
 * the sentence before begins; behind a semicolon, that by whose name its own begins. -1: no state does. */
static int spoken_of(const Resolver *r, const Mention *it)
{
    const Doc *doc = r->doc;
    uint32_t from = before_date(doc, it->tok), sent = it->sent;
    if (from > doc->sents[sent].tok ? !resolve_is_text(doc, from - 1, ";") : sent-- == 0) return -1;
    for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].tok < from; i++) {
        const Mention *m = &doc->mentions[i];
        bool state = m->kind == M_PARTY && !(m->flags & (MF_ADJ | MF_POSS | MF_LOC | MF_CITY | MF_PART));
        bool office = acts_as_one(r, m);
        if (m->sent != sent || m->kind == M_DATE || (m->flags & MF_PART)) continue;
        uint32_t head = before_date(doc, m->tok), first = doc->sents[sent].tok;
        return (state && head == first) || (office && head <= first + 1) ? m->parties.id[0] : -1;
    }
    return -1;
}

/* "... its envoy in Lebanon as the country asked Lebanon's ambassador to leave": is a party named right
 * behind what stands for a state, which then is another? */
static bool named_behind(const Doc *doc, const Mention *m, int party)
{
    enum { REACH = 4 };
    for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].tok <= m->tok_end + REACH; i++) {
        const Mention *o = &doc->mentions[i];
        if (o->sent == m->sent && o->tok >= m->tok_end && names_one(o) && o->parties.id[0] == party)
            return true;
    }
    return false;
}

void resolve_state(const Resolver *r, Mention *m)
{
    const Doc *doc = r->doc;
    const Sentence *sent = &doc->sents[m->sent];
    int party = -1;
    if (strcmp(m->value, "it") == 0) {
        party = spoken_of(r, m);
    } else if (match_class_before(r->ix, m->tok, lang_class(doc->lang, "object-of"), NULL, NULL, NULL)) {
        uint32_t from = m->tok;
        while (!begins_clause(r, m->sent, from)) from--;
        int self = acts_first(doc, m->sent, from, m->tok);
        if (self < 0)
            self = acts_first(doc, m->sent, sent->tok, m->tok); /* "Liu, on a visit to | the country" */
        party = self < 0 ? -1 : named_last(doc, m->sent, m->tok, self);
        if (self >= 0 && party < 0) party = resolve_other_than(r, m->sent, m->tok, (uint16_t)self);
    } else if (begins_clause(r, m->sent, m->tok)) {
        party = named_last(doc, m->sent, m->tok, -1);
        if (party >= 0 && named_behind(doc, m, party)) party = acts_first(doc, m->sent, sent->tok, m->tok);
        if (party < 0 && m->sent > 0) /* whom the sentence before tells of */
            party = acts_first(doc, m->sent - 1, sent[-1].tok, sent->tok);
    }
    if (party >= 0 && !lex_party_is_org(r->lex, (uint16_t)party)) party_set_add(&m->parties, (uint16_t)party);
}
