/* resolve_ref.c: what stands for somebody named elsewhere: "the two countries", "he", "the minister", "the
 * ministry", "the committee"; lists "A, B and C"; the pair that a sentence speaks of. */
#include "stage/resolve_parts.h"

#include "base/text.h"

#include <string.h>

enum { LOOK_BACK = 6, BRACKET_WORDS = 6 };

/* ---- the pair ---- */

static bool names_party(const Mention *m)
{
    if (m->kind == M_PARTY && (m->flags & MF_LOC) && (m->flags & MF_PART)) return false; /* a dateline */
    return m->parties.n &&
           (m->kind == M_PARTY || m->kind == M_PERSON || m->kind == M_ACTOR || m->kind == M_POST);
}

static bool is_text(const Doc *doc, uint32_t t, const char *s)
{
    Span sp = doc->toks[t].span;
    return sp.end - sp.start == strlen(s) && memcmp(doc->text + sp.start, s, sp.end - sp.start) == 0;
}

/* Does the party m stand with the next state in a pair, "A and B", "A-B"? Its index, or -1. */
static int32_t paired_with(const Resolver *r, uint32_t i)
{
    const Doc *doc = r->doc;
    const Mention *m = &doc->mentions[i];
    uint32_t t = m->tok_end;
    if (t >= doc->sents[m->sent].tok_end) return -1;
    uint32_t e = t + 1;
    if (!is_text(doc, t, "-") && !is_text(doc, t, "\xE2\x80\x93") &&
        !match_class_at(r->ix, t, lang_class(doc->lang, "list-and"), NULL, &e, NULL))
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
        int32_t k = paired_with(r, i);
        if (k < 0) continue;
        uint16_t a = m->parties.id[0], b = doc->mentions[k].parties.id[0];
        if (a == b || lex_party_is_org(r->lex, a) || lex_party_is_org(r->lex, b)) continue;
        uint32_t n = 1;
        for (uint32_t j = i + 1; j < doc->n_mentions; j++) {
            const Mention *o = &doc->mentions[j];
            if (o->kind != M_PARTY || o->parties.n != 1 || (o->parties.id[0] != a && o->parties.id[0] != b))
                continue;
            int32_t l = paired_with(r, j);
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
        if (!names_party(m)) continue;
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
static bool behind_town(const Doc *doc, uint32_t i)
{
    const Mention *m = &doc->mentions[i];
    if (m->kind != M_PARTY || m->tok < 2 || !is_text(doc, m->tok - 1, ",")) return false;
    for (uint32_t k = i; k-- > 0 && doc->mentions[k].tok + 8 > m->tok;) {
        const Mention *o = &doc->mentions[k];
        bool town = o->kind == M_PLACE || (o->kind == M_PARTY && (o->flags & (MF_CITY | MF_CAPITAL)));
        if (o->tok_end == m->tok - 1 && town && (o->flags & MF_LOC || o->kind == M_PLACE)) return true;
    }
    return false;
}

/* Parties named in a sentence before a token; places only where nothing else is said. */
static PartySet parties_of(const Doc *doc, uint32_t sent, uint32_t before)
{
    PartySet acting = {0}, all = {0};
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->sent > sent) break;
        bool stands =
            (m->kind == M_GROUP || m->kind == M_PRONOUN) && m->parties.n && !(m->flags & (MF_WEAK | MF_PART));
        if (m->sent != sent || m->tok >= before || (!names_party(m) && !stands)) continue;
        party_set_union(&all, &m->parties);
        if (m->kind != M_PARTY || (!(m->flags & (MF_LOC | MF_CITY)) && !behind_town(doc, i)))
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

/* First index of each sentence's mentions would be quicker; documents are short and this is called rarely. */
static PartySet pair_before(const Doc *doc, uint32_t sent, uint32_t tok, bool *weak)
{
    PartySet here = states_of(doc, parties_of(doc, sent, tok));
    *weak = false;
    if (here.n == 2) return here;
    if (here.n > 2) {
        if (doc->main_pair.n == 2 && party_set_has(&here, doc->main_pair.id[0]) &&
            party_set_has(&here, doc->main_pair.id[1]))
            return doc->main_pair;
        return (PartySet){.n = 2, .id = {here.id[here.n - 2], here.id[here.n - 1]}};
    }
    for (uint32_t back = 1; back <= LOOK_BACK && back <= sent; back++) {
        PartySet prev = states_of(doc, parties_of(doc, sent - back, UINT32_MAX));
        if (here.n == 1 && !party_set_has(&prev, here.id[0])) {
            if (prev.n == 1) { /* one here, one there */
                PartySet both = {.n = 2, .id = {prev.id[0], here.id[0]}};
                return both;
            }
            continue;
        }
        if (prev.n == 2) return prev;
        if (prev.n > 2 && doc->main_pair.n == 2 && party_set_has(&prev, doc->main_pair.id[0]) &&
            party_set_has(&prev, doc->main_pair.id[1]))
            return doc->main_pair;
        if (prev.n > 2 && here.n == 1) return (PartySet){0}; /* which of them? nobody can say */
        if (prev.n == 1 && here.n == 0 && party_set_has(&doc->main_pair, prev.id[0])) here = prev;
    }
    *weak = true;
    if (doc->main_pair.n == 2 && (here.n == 0 || party_set_has(&doc->main_pair, here.id[0])))
        return doc->main_pair;
    return (PartySet){0};
}

/* ---- people ---- */

static bool is_person(const Mention *m)
{
    return m->kind == M_PERSON && m->parties.n;
}

/* The person a "he" before this token means: the first named in the sentence, else the first in the sentences
 * before. */
static int32_t person_before(const Doc *doc, uint32_t sent, uint32_t tok)
{
    for (uint32_t back = 0; back <= 3 && back <= sent; back++) {
        for (uint32_t i = 0; i < doc->n_mentions; i++) {
            const Mention *m = &doc->mentions[i];
            if (m->sent > sent - back) break;
            if (m->sent == sent - back && (back || m->tok < tok) &&
                (is_person(m) || ((m->kind == M_PRONOUN || m->kind == M_POST) && m->ref >= 0)))
                return m->kind == M_PERSON ? (int32_t)i : m->ref;
        }
    }
    return -1;
}

static bool shares_word(const char *a, const char *b)
{
    char fa[512], fb[512];
    size_t na = strlen(a), nb = strlen(b);
    if (na > 160 || nb > 160 || !text_fold(a, na, fa, sizeof fa) || !text_fold(b, nb, fb, sizeof fb))
        return false;
    for (char *save = NULL, *w = strtok_r(fa, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
        if (strlen(w) < 3) continue;
        const char *hit = strstr(fb, w);
        if (hit && (hit == fb || hit[-1] == ' ')) return true;
    }
    return false;
}

/* Does each longer word of `words` begin a word of `post`? "Menteri" fits "Menteri Luar Negeri", "Perdana
 * Menteri" does not. */
static bool names_post(const char *words, const char *post)
{
    char fw[512], fp[512];
    size_t nw = strlen(words), np = strlen(post);
    if (nw > 160 || np > 160 || !text_fold(words, nw, fw, sizeof fw) || !text_fold(post, np, fp, sizeof fp))
        return false;
    bool some = false;
    for (char *save = NULL, *w = strtok_r(fw, " ", &save); w; w = strtok_r(NULL, " ", &save)) {
        if (strlen(w) < 3) continue;
        const char *hit = strstr(fp, w);
        if (!hit || (hit != fp && hit[-1] != ' ')) return false;
        some = true;
    }
    return some;
}

/* The last person before whose post is named by `words` (NULL: any post) and who serves one of the
 * parties (if any are given). */
static int32_t person_with_post(const Doc *doc, uint32_t index, const char *words, const PartySet *parties)
{
    for (uint32_t i = index; i-- > 0;) {
        const Mention *m = &doc->mentions[i];
        if (!is_person(m) || (m->flags & MF_FORMER)) continue;
        bool served = !parties->n;
        for (uint16_t k = 0; k < parties->n; k++) served |= party_set_has(&m->parties, parties->id[k]);
        if (!served) continue;
        if (!words || (m->post && names_post(words, m->post))) return (int32_t)i;
    }
    return -1;
}

static void refer(Doc *doc, Mention *m, int32_t to)
{
    if (to < 0) return;
    const Mention *o = &doc->mentions[to];
    m->ref = o->kind == M_PERSON && o->ref >= 0 ? o->ref : to;
    if (!m->parties.n) m->parties = o->parties;
    m->name = o->name;
    if (!m->post || m->kind == M_PRONOUN) m->post = o->post;
}

/* The two parties whose people were named last together. */
static PartySet people_before(const Doc *doc, uint32_t sent, uint32_t tok)
{
    for (uint32_t back = 0; back <= LOOK_BACK && back <= sent; back++) {
        PartySet s = {0};
        for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].sent <= sent - back; i++) {
            const Mention *m = &doc->mentions[i];
            bool holder = is_person(m) ||
                          ((m->kind == M_POST || m->kind == M_PRONOUN) && m->parties.n == 1 && m->ref >= 0);
            if (m->sent == sent - back && m->tok < tok && holder) party_set_union(&s, &m->parties);
        }
        if (s.n == 2) return s;
    }
    return (PartySet){0};
}

/* ---- one mention at a time ---- */

/* "Despite the UN's appeal the two countries ...": an organisation gives way to the other state of the main
 * pair. */
static PartySet states_first(const Doc *doc, PartySet pair)
{
    const Lexicon *lex = lang_lexicon(doc->lang);
    const PartySet *main = &doc->main_pair;
    if (pair.n != 2 || main->n != 2) return pair;
    bool first = lex_party_is_org(lex, pair.id[0]), second = lex_party_is_org(lex, pair.id[1]);
    if (first == second || lex_party_is_org(lex, main->id[0]) || lex_party_is_org(lex, main->id[1]))
        return pair;
    return party_set_has(main, pair.id[first ? 1 : 0]) ? *main : pair;
}

static void resolve_group(Doc *doc, Mention *m)
{
    bool weak;
    bool all = m->value && strcmp(m->value, "all") == 0;
    PartySet pair = {0};
    if (all) {
        for (uint32_t back = 0; back <= LOOK_BACK && back <= m->sent && pair.n < 3; back++) {
            PartySet s = parties_of(doc, m->sent - back, back ? UINT32_MAX : m->tok);
            if (s.n == 3) pair = s;
        }
        m->parties = pair;
        return;
    }
    bool people = m->value && strcmp(m->value, "people") == 0;
    pair = people ? people_before(doc, m->sent, m->tok) : (PartySet){0};
    weak = false;
    if (pair.n != 2) pair = pair_before(doc, m->sent, m->tok, &weak);
    if (m->value && strcmp(m->value, "countries") == 0) pair = states_first(doc, pair);
    m->parties = pair;
    if (weak) m->flags |= MF_WEAK;
    if (pair.n != 2) return;
    /* the last person of each side */
    int32_t found[2] = {-1, -1};
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *p = &doc->mentions[i];
        if (p->tok >= m->tok) break;
        for (int k = 0; k < 2; k++)
            if (is_person(p) && p->post && party_set_has(&p->parties, pair.id[k])) found[k] = (int32_t)i;
    }
    if (found[0] < 0 || found[1] < 0) return;
    m->members = ARENA_ARRAY(doc->arena, int32_t, 2);
    m->members[0] = found[0];
    m->members[1] = found[1];
    m->n_members = 2;
}

static void resolve_pronoun(Doc *doc, Mention *m)
{
    bool they = m->value && strcmp(m->value, "they") == 0;
    if (!they) {
        int32_t p = person_before(doc, m->sent, m->tok);
        refer(doc, m, p);
        return;
    }
    /* "they": a group or two people of two parties in this or the sentence before */
    for (uint32_t back = 0; back <= 1 && back <= m->sent; back++) {
        PartySet s = parties_of(doc, m->sent - back, back ? UINT32_MAX : m->tok);
        for (uint32_t i = 0; i < doc->n_mentions && s.n != 2; i++) {
            const Mention *g = &doc->mentions[i];
            if (g->tok >= m->tok) break;
            if (g->sent == m->sent - back && (g->kind == M_GROUP || g->kind == M_PRONOUN) &&
                g->parties.n == 2) {
                s = g->parties;
                if (g->n_members) {
                    m->members = g->members;
                    m->n_members = g->n_members;
                }
            }
        }
        if (s.n != 2) continue;
        m->parties = s;
        Mention people = *m;
        people.value = "people";
        resolve_group(doc, &people);
        if (!m->n_members) {
            m->members = people.members;
            m->n_members = people.n_members;
        }
        return;
    }
}

static void resolve_post(Doc *doc, Mention *m, uint32_t index)
{
    bool role = m->value && strcmp(m->value, "role") == 0;
    const char *words = role ? m->name : m->post;
    if (m->flags & MF_DEMONSTR) { /* "his counterparts": the post is known, the holder may be */
        if (m->parties.n && m->post) refer(doc, m, person_with_post(doc, index, m->post, &m->parties));
        return;
    }
    int32_t p = person_with_post(doc, index, words, &m->parties);
    if (p < 0 && role)
        p = m->parties.n ? person_with_post(doc, index, NULL, &m->parties)
                         : person_before(doc, m->sent, m->tok);
    if (role) m->name = m->post = NULL;
    refer(doc, m, p);
}

static const char *last_word(const char *s)
{
    const char *sp = strrchr(s, ' ');
    return sp ? sp + 1 : s;
}

/* "the ministry", "the committee": the last of the kind that was named in full; an office that nobody named
 * before is the home side's. */
static void resolve_noun(const Resolver *r, Mention *m, uint32_t index)
{
    Doc *doc = r->doc;
    bool first = lang_head_first(doc->lang);
    for (uint32_t i = index; i-- > 0;) {
        const Mention *o = &doc->mentions[i];
        if (o->kind != m->kind || !o->name || !o->parties.n || o->sent + 8 < m->sent) continue;
        bool same = first ? shares_word(m->name, o->name) : shares_word(last_word(m->name), o->name);
        if (!same) continue;
        m->parties = o->parties;
        if (m->kind == M_BODY) {
            m->name = o->name;
            m->ref = (int32_t)i;
        }
        return;
    }
    if (m->kind == M_ACTOR && r->home >= 0) party_set_add(&m->parties, (uint16_t)r->home);
}

/* The one party that the sentence, or one of the two before, begins with: what it is about. */
static int subject_before(const Doc *doc, uint32_t sent, uint32_t tok)
{
    for (uint32_t back = 0; back <= 2 && back <= sent; back++)
        for (uint32_t i = 0; i < doc->n_mentions; i++) {
            const Mention *m = &doc->mentions[i];
            if (m->sent > sent - back) break;
            bool stands = m->sent == sent - back && (back || m->tok_end <= tok) && m->parties.n == 1;
            if (stands && (names_party(m) || m->kind == M_PRONOUN)) return m->parties.id[0];
        }
    return -1;
}

/* "her government", "the country's foreign minister", "ngoại trưởng nước này". */
static void resolve_owned(const Resolver *r, Mention *m)
{
    const Doc *doc = r->doc;
    int cls = lang_class(doc->lang, "own-state");
    uint32_t from = m->tok;
    bool owned = lang_head_first(doc->lang) ? match_class_at(r->ix, m->tok_end, cls, NULL, NULL, NULL)
                                            : match_class_before(r->ix, m->tok, cls, NULL, &from, NULL);
    int party = owned ? subject_before(doc, m->sent, from) : -1;
    if (party >= 0) party_set_add(&m->parties, (uint16_t)party);
}

void resolve_references(Resolver *r)
{
    Doc *doc = r->doc;
    doc->pairs = ARENA_ARRAY(doc->arena, PartySet, doc->n_sents + 1);
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->flags & MF_PART) continue;
        if ((m->kind == M_ACTOR || m->kind == M_POST) && !m->parties.n) resolve_owned(r, m);
        if (m->kind == M_GROUP) resolve_group(doc, m);
        else if (m->kind == M_PRONOUN) resolve_pronoun(doc, m);
        else if (m->kind == M_POST) resolve_post(doc, m, i);
        else if (((m->kind == M_ACTOR && m->value && strcmp(m->value, "org") == 0) ||
                  (m->kind == M_BODY && (m->flags & MF_DEMONSTR))) &&
                 !m->parties.n && m->name)
            resolve_noun(r, m, i);
    }
    for (uint32_t s = 0; s < doc->n_sents; s++) {
        bool weak;
        doc->pairs[s] = pair_before(doc, s, UINT32_MAX, &weak);
    }
}

/* ---- lists ---- */

static bool listable(const Mention *m)
{
    if ((m->flags & MF_PART) || !m->parties.n) return false;
    if (m->kind == M_PARTY) return !(m->flags & (MF_ADJ | MF_POSS | MF_CITY));
    return m->kind == M_PERSON || (m->kind == M_ACTOR && !(m->flags & MF_POSS)) ||
           (m->kind == M_POST && !(m->flags & MF_POSS)) || (m->kind == M_GROUP && !m->n_members);
}

/* The mention of a list that begins at token t, or -1. */
static int32_t next_member(const Doc *doc, uint32_t t, uint32_t from)
{
    for (uint32_t i = from; i < doc->n_mentions && doc->mentions[i].tok <= t; i++)
        if (doc->mentions[i].tok == t && listable(&doc->mentions[i])) return (int32_t)i;
    return -1;
}

/* Behind a short form in brackets, "the United Arab Emirates (UAE)"; t where there is none. */
static uint32_t behind_bracket(const Doc *doc, uint32_t t, uint32_t end)
{
    if (t >= end || !is_text(doc, t, "(")) return t;
    for (uint32_t e = t + 1; e < end && e <= t + BRACKET_WORDS; e++)
        if (is_text(doc, e, ")")) return e + 1;
    return t;
}

static uint32_t joiner(const Resolver *r, const Doc *doc, uint32_t t, uint32_t end, bool hyphen, bool *and)
{
    uint32_t e = t;
    *and = false;
    if (e < end && is_text(doc, e, ",")) e++;
    uint32_t x;
    if (e < end && match_class_at(r->ix, e, lang_class(doc->lang, "list-and"), NULL, &x, NULL)) {
        *and = true;
        e = x;
    }
    if (e == t && hyphen && e < end && (is_text(doc, e, "-") || is_text(doc, e, "\xE2\x80\x93"))) {
        *and = true;
        e++;
    }
    /* "and the Philippines" */
    uint32_t f;
    if (e > t && e < end && match_class_at(r->ix, e, lang_class(doc->lang, "function"), NULL, &f, NULL) &&
        f == e + 1 && next_member(doc, e, 0) < 0)
        e = f;
    return e;
}

/* Three states or more need no "and": "the US, Britain, France fired". */
static bool plain_states(const Doc *doc, const int32_t *members, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        const Mention *m = &doc->mentions[members[i]];
        bool state = m->kind == M_PARTY && !(m->flags & MF_CAPITAL);
        if (!state && (i || m->kind != M_ACTOR)) return false;
    }
    return count >= 3;
}

void resolve_lists(Resolver *r)
{
    Doc *doc = r->doc;
    uint32_t n = doc->n_mentions;
    for (uint32_t i = 0; i < n; i++) {
        if (!listable(&doc->mentions[i]) || behind_town(doc, i)) continue;
        int32_t members[MAX_PARTIES] = {(int32_t)i};
        uint32_t count = 1, end = doc->sents[doc->mentions[i].sent].tok_end, t = doc->mentions[i].tok_end,
                 stop = t;
        bool closed = false;
        while (count < MAX_PARTIES && !closed) {
            bool and;
            const Mention *last = &doc->mentions[members[count - 1]];
            bool dateline =
                (doc->toks[last->tok].flags & TOK_FIRST) && (last->flags & (MF_CAPITAL | MF_CITY));
            uint32_t from = behind_bracket(doc, t, end);
            uint32_t e = joiner(r, doc, from, end, last->kind == M_PARTY && !dateline && from == t, &and);
            if (e == from || e >= end) break;
            int32_t next = next_member(doc, e, i + 1);
            bool dash = is_text(doc, t, "-") || is_text(doc, t, "\xE2\x80\x93");
            if (next < 0 || (dash && doc->mentions[next].kind != M_PARTY)) break;
            if (and&&count == 1 && is_text(doc, t, ",")) break; /* "A did this, and B did that" */
            if (count == 1 && last->kind == M_PARTY && doc->mentions[next].kind == M_PARTY &&
                last->parties.id[0] == doc->mentions[next].parties.id[0])
                break; /* "Suva, Fiji" */
            members[count++] = next;
            t = doc->mentions[next].tok_end;
            closed = and;
            stop = behind_bracket(doc, t, end);
        }
        bool headline = count == 2 && (doc->toks[doc->mentions[i].tok].flags & TOK_FIRST) &&
                        doc->paras[doc->sents[doc->mentions[i].sent].para].role ==
                            PARA_TITLE; /* "Vietnam, Laos sign deal" */
        if ((!closed && !headline && !plain_states(doc, members, count)) || count < 2) continue;
        Mention g = doc->mentions[i];
        g.kind = M_GROUP;
        g.tok_end = stop;
        g.span.end = doc->toks[stop - 1].span.end;
        g.flags &= MF_LOC;
        g.ref = -1;
        g.name = g.post = NULL;
        g.value = "list";
        g.members = ARENA_ARRAY(doc->arena, int32_t, count);
        g.n_members = count;
        g.parties = (PartySet){0};
        for (uint32_t k = 0; k < count; k++) {
            g.members[k] = members[k];
            party_set_union(&g.parties, &doc->mentions[members[k]].parties);
        }
        if (g.parties.n >= 2) resolver_add(r, g);
    }
    resolver_sort(r);
}

/* Flags the mentions behind a preposition that makes them no subjects, and those in a list behind one. */
void resolve_oblique(Resolver *r)
{
    Doc *doc = r->doc;
    int cls = lang_class(doc->lang, "oblique");
    uint32_t end = 0; /* of the mentions flagged so far */
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->tok >= end && !match_class_before(r->ix, m->tok, cls, NULL, NULL, NULL)) continue;
        m->flags |= MF_OBL;
        if (m->tok_end > end) end = m->tok_end;
    }
}
