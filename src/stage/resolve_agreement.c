/* resolve_agreement.c: between whom an agreement is, by the words around its title: "a treaty between A and
 * B", "A's treaty with B". They count more than the two that the text speaks of. And which agreement "it" is:
 * "It was ratified in May".
 */
#include "stage/resolve_parts.h"

enum { BEFORE = 4, BEHIND = 2, BACK = 2 };

/* The party mention that begins at token t, an article before it left aside; NULL: none does. */
static const Mention *party_at_token(const Doc *doc, uint32_t sent, uint32_t t)
{
    bool article = t < doc->sents[sent].tok_end &&
                   match_class_at(doc->match, t, lang_class(doc->lang, "article"), NULL, NULL, NULL);
    DOC_MENTIONS_OF(doc, sent, i)
    {
        const Mention *m = &doc->mentions[i];
        if (m->tok > t + article) return NULL;
        if (m->kind == M_PARTY && m->tok >= t && m->parties.n == 1 && !(m->flags & (MF_ADJ | MF_POSS)))
            return m;
    }
    return NULL;
}

/* A word of the class within reach behind the title; where it ends, or 0. */
static uint32_t link_behind(const Doc *doc, const Mention *m, int cls)
{
    uint32_t e;
    for (uint32_t t = m->tok_end; cls >= 0 && t <= m->tok_end + BEHIND && t < doc->sents[m->sent].tok_end;
         t++)
        if (match_class_at(doc->match, t, cls, NULL, &e, NULL)) return e;
    return 0;
}

/* "between A and B", of two and no more. */
static PartySet between(const Doc *doc, const Mention *m)
{
    PartySet out = {0};
    uint32_t t = link_behind(doc, m, lang_class(doc->lang, "between")), and;
    const Mention *a = t ? party_at_token(doc, m->sent, t) : NULL;
    if (!a || !match_class_at(doc->match, a->tok_end, lang_class(doc->lang, "list-and"), NULL, &and, NULL))
        return out;
    const Mention *b = party_at_token(doc, m->sent, and);
    if (!b) return out;
    party_set_add(&out, a->parties.id[0]);
    party_set_add(&out, b->parties.id[0]);
    return out;
}

/* "A's treaty with B", "the Chilean treaty with B". */
static PartySet owner_with(const Doc *doc, const Mention *m)
{
    PartySet out = {0};
    uint32_t t = link_behind(doc, m, lang_class(doc->lang, "partner-link"));
    const Mention *a = NULL, *b = t ? party_at_token(doc, m->sent, t) : NULL;
    DOC_MENTIONS_OF(doc, m->sent, i)
    {
        const Mention *o = &doc->mentions[i];
        if (o->tok >= m->tok_end) break;
        bool owner = o->kind == M_PARTY && (o->flags & (MF_ADJ | MF_POSS)) && o->tok_end + BEFORE >= m->tok;
        if (owner) a = o;
        else if (o->kind != M_DATE && o->kind != M_NUMBER && o != m) a = NULL;
    }
    if (!a || !b) return out;
    party_set_union(&out, &a->parties);
    party_set_union(&out, &b->parties);
    return out;
}

/* "It was signed in 2010", "their presidents will sign it": the agreement spoken of last, here or in the two
 * sentences before. */
static void stand_for_agreement(const Doc *doc, uint32_t index)
{
    Mention *m = &doc->mentions[index];
    for (uint32_t i = index; i-- > 0 && doc->mentions[i].sent + BACK >= m->sent;) {
        const Mention *o = &doc->mentions[i];
        if (o->kind != M_AGREEMENT || (o->flags & (MF_PART | MF_DEMONSTR))) continue;
        m->name = o->name;
        m->value = o->value;
        m->parties = o->parties;
        m->flags &= ~MF_DEMONSTR;
        return;
    }
    m->kind = M_PRONOUN; /* no agreement, after all */
}

void resolve_agreements(Resolver *r)
{
    Doc *doc = r->doc;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->kind == M_AGREEMENT && (m->flags & MF_DEMONSTR)) stand_for_agreement(doc, i);
        if (m->kind != M_AGREEMENT || m->parties.n > 1) continue;
        PartySet sides = between(doc, m);
        if (sides.n < 2) sides = owner_with(doc, m);
        if (sides.n == 2) m->parties = sides;
    }
}
