/* resolve_pair.c: the two parties that a document, and each of its sentences, speaks of. */
#include "stage/resolve_parts.h"

#include <string.h>

bool resolve_names_party(const Mention *m)
{
    if (m->kind == M_PARTY && (m->flags & MF_LOC) && (m->flags & MF_PART)) return false; /* a dateline */
    return m->parties.n &&
           (m->kind == M_PARTY || m->kind == M_PERSON || m->kind == M_ACTOR || m->kind == M_POST);
}

bool resolve_is_text(const Doc *doc, uint32_t t, const char *s)
{
    Span sp = doc->toks[t].span;
    return sp.end - sp.start == strlen(s) && memcmp(doc->text + sp.start, s, sp.end - sp.start) == 0;
}

static bool is_dash(const Doc *doc, uint32_t t)
{
    return resolve_is_text(doc, t, "-") || resolve_is_text(doc, t, "\xE2\x80\x93");
}

/* Can a mention be one of two that stand side by side? */
static bool is_side(const Mention *m)
{
    return resolve_names_party(m) && m->parties.n == 1 && !(m->flags & MF_CITY);
}

/* The side that begins at token t, an article before it left aside; -1: none does. */
static int32_t side_at(const Doc *doc, uint32_t t, uint32_t from)
{
    bool article = match_class_at(doc->match, t, lang_class(doc->lang, "function"), NULL, NULL, NULL);
    for (uint32_t i = from; i < doc->n_mentions && doc->mentions[i].tok <= t + article; i++)
        if (doc->mentions[i].tok >= t && is_side(&doc->mentions[i])) return (int32_t)i;
    return -1;
}

/* The token behind an "and" or a dash, or (comma) a comma, at token t; t where there is none. */
static uint32_t behind_joint(const Doc *doc, uint32_t t, bool comma)
{
    uint32_t e;
    if (match_class_at(doc->match, t, lang_class(doc->lang, "list-and"), NULL, &e, NULL)) return e;
    return is_dash(doc, t) || (comma && resolve_is_text(doc, t, ",")) ? t + 1 : t;
}

/* Does a list of sides run on to a mention, or does one run on behind it? */
static bool runs_on(const Doc *doc, uint32_t first, uint32_t last)
{
    const Mention *m = &doc->mentions[first], *o = &doc->mentions[last];
    uint32_t end = doc->sents[m->sent].tok_end;
    if (o->tok_end < end) {
        uint32_t e = behind_joint(doc, o->tok_end, false);
        if (e > o->tok_end && e < end && side_at(doc, e, last + 1) >= 0) return true;
    }
    for (uint32_t k = first; k-- > 0 && doc->mentions[k].sent == m->sent;) {
        const Mention *p = &doc->mentions[k];
        if (!is_side(p) || p->tok_end >= m->tok || party_set_equal(&p->parties, &m->parties)) continue;
        uint32_t e = behind_joint(doc, p->tok_end, true);
        if (e > p->tok_end && (e == m->tok || e + 1 == m->tok)) return true;
    }
    return false;
}

/* The side that stands with mention i in a pair of two, "A and B", "A-B"; -1: none. */
static int32_t paired_with(const Doc *doc, uint32_t i)
{
    const Mention *m = &doc->mentions[i];
    uint32_t end = doc->sents[m->sent].tok_end;
    if (!is_side(m) || m->tok_end >= end) return -1;
    uint32_t e = behind_joint(doc, m->tok_end, false);
    int32_t k = e > m->tok_end && e < end ? side_at(doc, e, i + 1) : -1;
    if (k < 0 || party_set_equal(&m->parties, &doc->mentions[k].parties)) return -1;
    return runs_on(doc, i, (uint32_t)k) ? -1 : k;
}

PartySet resolve_joined(const Doc *doc, uint32_t i, uint32_t *end)
{
    int32_t k = paired_with(doc, i);
    if (k < 0) return (PartySet){0};
    if (end) *end = doc->mentions[k].tok_end;
    return (PartySet){.n = 2, .id = {doc->mentions[i].parties.id[0], doc->mentions[k].parties.id[0]}};
}

/* The two states that the document names side by side three times or oftener, and oftener than any others: a
 * third one, who brings them together, may be named more than either. */
static PartySet side_by_side(const Resolver *r)
{
    const Doc *doc = r->doc;
    PartySet *pairs = ARENA_ARRAY(doc->arena, PartySet, doc->n_mentions + 1), best = {0};
    uint32_t n_pairs = 0, most = 2;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        PartySet pair = resolve_joined(doc, i, NULL);
        if (pair.n == 2 && !lex_party_is_org(r->lex, pair.id[0]) && !lex_party_is_org(r->lex, pair.id[1]))
            pairs[n_pairs++] = pair;
    }
    for (uint32_t i = 0; i < n_pairs; i++) {
        uint32_t n = 0;
        for (uint32_t j = i; j < n_pairs; j++) n += party_set_equal(&pairs[i], &pairs[j]);
        if (n <= most) continue;
        most = n;
        best = pairs[i];
    }
    return best;
}

/* The two parties the document names most; the title counts thrice. */
void resolve_main_pair(Resolver *r)
{
    Doc *doc = r->doc;
    size_t n = lex_parties(r->lex);
    uint32_t *score = ARENA_ARRAY(doc->arena, uint32_t, n);
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        if (!resolve_names_party(m)) continue;
        uint32_t weight = doc->paras[doc->sents[m->sent].para].role == PARA_TITLE || m->sent < 2 ? 3 : 1;
        for (uint16_t k = 0; k < m->parties.n; k++)
            score[m->parties.id[k]] += lex_party_is_org(r->lex, m->parties.id[k]) ? weight : weight * 2;
    }
    doc->main_pair.n = 0;
    for (int pick = 0; pick < 2; pick++) {
        size_t best = n;
        for (size_t p = 0; p < n; p++)
            if (score[p] && (best == n || score[p] > score[best])) best = p;
        if (best == n) return;
        party_set_add(&doc->main_pair, (uint16_t)best);
        score[best] = 0;
    }
    PartySet pair = side_by_side(r);
    if (pair.n == 2 &&
        (party_set_has(&doc->main_pair, pair.id[0]) || party_set_has(&doc->main_pair, pair.id[1])))
        doc->main_pair = pair;
}

/* The state behind its town, "in Nadi, Fiji, ...", is a place. */
bool resolve_behind_town(const Doc *doc, uint32_t i)
{
    const Mention *m = &doc->mentions[i];
    if (m->kind != M_PARTY || m->tok < 2 || !resolve_is_text(doc, m->tok - 1, ",")) return false;
    for (uint32_t k = i; k-- > 0 && doc->mentions[k].tok + 8 > m->tok;) {
        const Mention *o = &doc->mentions[k];
        bool town = o->kind == M_PLACE || (o->kind == M_PARTY && (o->flags & (MF_CITY | MF_CAPITAL)));
        bool its =
            !o->parties.n || party_set_equal(&o->parties, &m->parties); /* not "in Suva, Peru and ..." */
        if (o->tok_end == m->tok - 1 && town && its && (o->flags & MF_LOC || o->kind == M_PLACE)) return true;
    }
    return false;
}

/* Parties named in a sentence before a token; places only where nothing else is said. */
PartySet resolve_parties_of(const Doc *doc, uint32_t sent, uint32_t before)
{
    PartySet acting = {0}, all = {0};
    DOC_MENTIONS_OF(doc, sent, i)
    {
        const Mention *m = &doc->mentions[i];
        bool stands =
            (m->kind == M_GROUP || m->kind == M_PRONOUN) && m->parties.n && !(m->flags & (MF_WEAK | MF_PART));
        if (m->tok >= before || (!resolve_names_party(m) && !stands)) continue;
        party_set_union(&all, &m->parties);
        if (m->kind != M_PARTY || (!(m->flags & (MF_LOC | MF_CITY)) && !resolve_behind_town(doc, i)))
            party_set_union(&acting, &m->parties);
    }
    /* "the talks in Geneva": Switzerland is none of those spoken of */
    if (!acting.n && all.n == 1 && doc->main_pair.n == 2 && !party_set_has(&doc->main_pair, all.id[0]))
        return acting;
    PartySet states = {0}; /* "A and B met during the ASEAN summit": the two states are meant */
    for (uint16_t k = 0; k < acting.n; k++)
        if (!lex_party_is_org(lang_lexicon(doc->lang), acting.id[k])) party_set_add(&states, acting.id[k]);
    if (acting.n > 2 && states.n == 2) return states;
    return acting.n >= 2 || all.n == 0 ? acting : acting.n ? acting : all;
}
