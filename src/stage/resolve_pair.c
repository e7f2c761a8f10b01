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

/* Does the party m stand with the next state in a pair, "A and B", "A-B"? Its index, or -1. */
static int32_t paired_with(const Doc *doc, uint32_t i)
{
    const Mention *m = &doc->mentions[i];
    uint32_t t = m->tok_end;
    if (t >= doc->sents[m->sent].tok_end) return -1;
    uint32_t e = t + 1;
    if (!resolve_is_text(doc, t, "-") && !resolve_is_text(doc, t, "\xE2\x80\x93") &&
        !match_class_at(doc->match, t, lang_class(doc->lang, "list-and"), NULL, &e, NULL))
        return -1;
    for (uint32_t k = i + 1; k < doc->n_mentions && doc->mentions[k].tok <= e; k++) {
        const Mention *o = &doc->mentions[k];
        if (o->tok == e && o->kind == M_PARTY && o->parties.n == 1 && !(o->flags & MF_CITY))
            return (int32_t)k;
    }
    return -1;
}

/* The two states that the document names side by side three times or oftener, and oftener than any others: a
 * third one, who brings them together, may be named more than either. */
static PartySet side_by_side(const Resolver *r)
{
    const Doc *doc = r->doc;
    PartySet best = {0};
    uint32_t most = 2;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->kind != M_PARTY || m->parties.n != 1 || (m->flags & MF_CITY)) continue;
        int32_t k = paired_with(doc, i);
        if (k < 0) continue;
        uint16_t a = m->parties.id[0], b = doc->mentions[k].parties.id[0];
        if (a == b || lex_party_is_org(r->lex, a) || lex_party_is_org(r->lex, b)) continue;
        uint32_t n = 1;
        for (uint32_t j = i + 1; j < doc->n_mentions; j++) {
            const Mention *o = &doc->mentions[j];
            if (o->kind != M_PARTY || o->parties.n != 1 || (o->parties.id[0] != a && o->parties.id[0] != b))
                continue;
            int32_t l = paired_with(doc, j);
            uint16_t c = l < 0 ? o->parties.id[0] : doc->mentions[l].parties.id[0];
            n += c != o->parties.id[0] && (c == a || c == b);
        }
        if (n <= most) continue;
        most = n;
        best = (PartySet){.n = 2, .id = {a, b}};
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
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->sent > sent) break;
        bool stands =
            (m->kind == M_GROUP || m->kind == M_PRONOUN) && m->parties.n && !(m->flags & (MF_WEAK | MF_PART));
        if (m->sent != sent || m->tok >= before || (!resolve_names_party(m) && !stands)) continue;
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

/* Where the document is about two states, organisations beside them do not make the pair. */
static PartySet states_of(const Doc *doc, PartySet set)
{
    const Lexicon *lex = lang_lexicon(doc->lang);
    for (uint16_t i = 0; i < doc->main_pair.n; i++)
        if (lex_party_is_org(lex, doc->main_pair.id[i])) return set;
    PartySet out = {0};
    for (uint16_t i = 0; i < set.n; i++)
        if (!lex_party_is_org(lex, set.id[i])) party_set_add(&out, set.id[i]);
    return out.n ? out : set;
}

/* Of the parties of a sentence the two that stand side by side in it, "the fighting between A and B"; n 0:
 * none do, or several pairs. */
static PartySet joined_in(const Doc *doc, uint32_t sent)
{
    PartySet out = {0};
    for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].sent <= sent; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->sent != sent) continue;
        PartySet two = {0};
        if (m->kind == M_GROUP) two = m->parties;
        int32_t k =
            m->kind == M_PARTY && m->parties.n == 1 && !(m->flags & MF_CITY) ? paired_with(doc, i) : -1;
        if (k >= 0) party_set_union(&two, &m->parties);
        if (k >= 0) party_set_union(&two, &doc->mentions[k].parties);
        if (two.n != 2) continue;
        if (out.n && !party_set_equal(&out, &two)) return (PartySet){0};
        out = two;
    }
    return out;
}

/* The parties whose people are named in a sentence. */
static PartySet people_in(const Doc *doc, uint32_t sent)
{
    PartySet out = {0};
    for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].sent <= sent; i++)
        if (doc->mentions[i].sent == sent &&
            (doc->mentions[i].kind == M_PERSON || doc->mentions[i].kind == M_PRONOUN))
            party_set_union(&out, &doc->mentions[i].parties);
    return out;
}

static bool holds_pair(const PartySet *set, const PartySet *pair)
{
    return pair->n == 2 && party_set_has(set, pair->id[0]) && party_set_has(set, pair->id[1]);
}

/* Which two of the three parties or more of a sentence are spoken of: those that it names side by side, while
 * a third one speaks of them; those that the document is about; those whose people act in it. */
static PartySet pair_among(const Doc *doc, uint32_t sent, const PartySet *set)
{
    PartySet joined = joined_in(doc, sent), people = people_in(doc, sent);
    bool speaks =
        people.n == 1 && !party_set_has(&joined, people.id[0]) && !party_set_equal(&joined, &doc->main_pair);
    if (speaks && holds_pair(set, &joined)) return joined;
    if (holds_pair(set, &doc->main_pair)) return doc->main_pair;
    return holds_pair(set, &people) ? people : (PartySet){0};
}

/* Is the document about the side spoken of and another, while a third one speaks? */
static bool holds_one_of(const PartySet *pair, const PartySet *spoken_of, const PartySet *speaker)
{
    return pair->n == 2 && party_set_has(pair, spoken_of->id[0]) && !party_set_has(pair, speaker->id[0]);
}

/* First index of each sentence's mentions would be quicker; documents are short and this is called rarely. */
PartySet resolve_pair_before(const Doc *doc, uint32_t sent, uint32_t tok, bool *weak)
{
    PartySet here = states_of(doc, resolve_parties_of(doc, sent, tok));
    *weak = false;
    if (here.n == 2) return here;
    if (here.n > 2) {
        PartySet two = pair_among(doc, sent, &here);
        if (two.n) return two;
        return (PartySet){.n = 2, .id = {here.id[here.n - 2], here.id[here.n - 1]}};
    }
    for (uint32_t back = 1; back <= LOOK_BACK && back <= sent; back++) {
        PartySet prev = states_of(doc, resolve_parties_of(doc, sent - back, UINT32_MAX));
        if (here.n == 1 && !party_set_has(&prev, here.id[0])) {
            if (prev.n == 1 && holds_one_of(&doc->main_pair, &prev, &here)) return doc->main_pair;
            if (prev.n == 1) { /* one here, one there */
                PartySet both = {.n = 2, .id = {prev.id[0], here.id[0]}};
                return both;
            }
            /* a third one speaks of the two just named */
            bool third = prev.n == 2 && doc->main_pair.n == 2 && !party_set_has(&doc->main_pair, here.id[0]);
            if (third && back == 1) return prev;
            continue;
        }
        if (prev.n == 2) return prev;
        if (prev.n > 2) {
            PartySet two = pair_among(doc, sent - back, &prev);
            if (two.n || here.n == 1) return two; /* which of them? nobody can say */
        }
        if (prev.n == 1 && here.n == 0 && party_set_has(&doc->main_pair, prev.id[0])) here = prev;
    }
    *weak = true;
    if (doc->main_pair.n == 2 && (here.n == 0 || party_set_has(&doc->main_pair, here.id[0])))
        return doc->main_pair;
    return (PartySet){0};
}
