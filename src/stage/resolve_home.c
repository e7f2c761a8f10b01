/* resolve_home.c: where all actors count, whoever acts without a state of his own ("police", "the
 * opposition", "farmers") belongs to the state that the sentence speaks of, else the document, else the
 * pack's own. Who has none even so acts as a stranger: without a party.
 */
#include "stage/resolve_parts.h"

#include <string.h>

static bool names_state(const Resolver *r, const Mention *m)
{
    return m->parties.n == 1 && !lex_party_is_org(r->lex, m->parties.id[0]);
}

/* The state named nearest before a token of the sentence, else the place behind it ("Gunmen killed two
 * Peruvian tourists in Chile"), else the first behind it; -1: none. */
static int state_beside(const Resolver *r, uint32_t sent, uint32_t tok)
{
    int before = -1, place = -1, first = -1;
    DOC_MENTIONS_OF(r->doc, sent, i)
    {
        const Mention *m = &r->doc->mentions[i];
        if (!names_state(r, m)) continue;
        int id = m->parties.id[0];
        if (m->tok <= tok) before = id;
        else if (first < 0) first = id;
        if (m->tok > tok && place < 0 && (m->flags & MF_LOC)) place = id;
    }
    return before >= 0 ? before : place >= 0 ? place : first;
}

/* Who belongs to no state, wherever he acts: Amnesty International. */
static bool stateless(const Resolver *r, const Mention *m)
{
    int cls = lang_class(r->doc->lang, "stateless");
    for (uint32_t t = m->tok; t < m->tok_end; t++)
        if (match_class_at(r->ix, t, cls, NULL, NULL, NULL)) return true;
    return false;
}

/* The state of the last sentence before that names one; the pack's own where none does. */
static int state_at_large(const Resolver *r, uint32_t sent)
{
    int found = -1;
    for (uint32_t s = sent; s-- > 0 && found < 0;) found = state_beside(r, s, UINT32_MAX);
    if (found >= 0) return found;
    const char *home = lang_setting(r->doc->lang, "default-party");
    return home ? lex_party_id(r->lex, home) : -1;
}

/* "Two mayors" are a group, but not one that means parties. */
static bool is_actor(const Mention *m)
{
    const uint32_t kinds = 1u << M_ACTOR | 1u << M_PERSON | 1u << M_POST | 1u << M_BODY;
    bool people = m->kind == M_GROUP && (!m->value || strcmp(m->value, "people") == 0);
    return people || (kinds & 1u << m->kind);
}

void resolve_home(Resolver *r)
{
    Doc *doc = r->doc;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->parties.n || (m->flags & MF_PART) || !is_actor(m)) continue;
        bool none = stateless(r, m);
        int home = none ? -1 : state_beside(r, m->sent, m->tok);
        if (home < 0 && !none) home = state_at_large(r, m->sent);
        if (home >= 0) party_set_add(&m->parties, home);
        else m->flags |= MF_STRANGER;
    }
}
