/* resolve_list.c: lists of sides, "A, B and C", and what stands behind a preposition. */
#include "stage/resolve_parts.h"

#include <string.h>

enum { BRACKET_WORDS = 6 };

static bool listable(const Mention *m)
{
    if ((m->flags & MF_PART) || !m->parties.n) return false;
    if (m->kind == M_PARTY) return !(m->flags & (MF_ADJ | MF_POSS | MF_CITY));
    if (m->kind == M_PRONOUN) return m->ref >= 0; /* "he and Vera met" */
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
    if (t >= end || !resolve_is_text(doc, t, "(")) return t;
    for (uint32_t e = t + 1; e < end && e <= t + BRACKET_WORDS; e++)
        if (resolve_is_text(doc, e, ")")) return e + 1;
    return t;
}

static bool is_place(const Mention *m)
{
    return m->kind == M_PARTY && (m->flags & MF_LOC);
}

/* How one member of a list goes on to the next: by "and", after which no more come; by "along with", which
 * ends no list and parts none; by a comma; by a dash, after which only dashes go on. */
typedef enum Joint { JOINT_COMMA, JOINT_AND, JOINT_WITH, JOINT_DASH } Joint;

static uint32_t joiner(const Resolver *r, const Doc *doc, uint32_t t, uint32_t end, bool hyphen, Joint *joint)
{
    uint32_t e = t;
    *joint = JOINT_COMMA;
    uint32_t x;
    const char *key;
    int and = lang_class(doc->lang, "list-and");
    bool comma = e < end && resolve_is_text(doc, e, ",") && !match_class_at(r->ix, e, and, NULL, NULL, NULL);
    if (comma) e++;
    if (e < end && match_class_at(r->ix, e, and, NULL, &x, &key)) {
        *joint = strcmp(key, "with") == 0 ? JOINT_WITH : JOINT_AND;
        e = x;
    }
    if (e == t && hyphen && e < end &&
        (resolve_is_text(doc, e, "-") || resolve_is_text(doc, e, "\xE2\x80\x93"))) {
        *joint = JOINT_DASH;
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

static bool comma_between(const Doc *doc, uint32_t from, uint32_t to)
{
    for (uint32_t t = from; t < to; t++)
        if (resolve_is_text(doc, t, ",")) return true;
    return false;
}

/* Is somebody named before the mention in its sentence? */
static bool somebody_before(const Doc *doc, uint32_t i)
{
    for (uint32_t k = i; k-- > 0 && doc->mentions[k].sent == doc->mentions[i].sent;)
        if (doc->mentions[k].parties.n && !(doc->mentions[k].flags & MF_PART)) return true;
    return false;
}

/* "In Egypt, Kenya and Uganda signed", "According to Egypt's envoy, Kenya and Uganda signed": the preposition
 * at the head of the sentence is the first one's alone, unless a comma ends the list, too. */
static bool begins_with_adjunct(const Resolver *r, uint32_t i, uint32_t stop)
{
    const Doc *doc = r->doc;
    const Mention *m = &doc->mentions[i];
    uint32_t from = doc->sents[m->sent].tok;
    if (m->tok <= from || !resolve_is_text(doc, m->tok_end, ",")) return false;
    bool place = (m->flags & MF_LOC) && !somebody_before(doc, i);
    bool other = match_class_at(r->ix, from, lang_class(doc->lang, "adjunct"), NULL, NULL, NULL) &&
                 !comma_between(doc, from, m->tok);
    return (place || other) && stop < doc->sents[m->sent].tok_end && !(doc->toks[stop].flags & TOK_PUNCT);
}

/* Does a mention act first in its sentence? */
static bool acts_first(const Doc *doc, const Mention *list)
{
    DOC_MENTIONS_OF(doc, list->sent, i)
    if (doc->mentions[i].parties.n && doc->mentions[i].tok < list->tok) return false;
    return !(list->flags & MF_LOC);
}

/* "These countries": those of the list named last, in this sentence or the one before; "they": those of three
 * or more that act first in the sentence before. */
static void resolve_these(Doc *doc)
{
    const Mention *last = NULL;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        bool they = m->kind == M_PRONOUN && m->value && strcmp(m->value, "they") == 0 && !m->parties.n;
        if (they && last && last->sent + 1 == m->sent && last->parties.n > 2 && acts_first(doc, last)) {
            m->parties = last->parties;
            m->members = last->members;
            m->n_members = last->n_members;
        }
        if (m->kind != M_GROUP || !m->value) continue;
        if (m->n_members && strcmp(m->value, "list") == 0) last = m;
        else if (last && strcmp(m->value, "these") == 0 && m->sent <= last->sent + 1)
            m->parties = last->parties;
    }
}

/* "A and his Greek and Cypriot counterparts, NAME and NAME, met": the names say who the counterparts are and
 * are no list of their own. The lists begin at mention `from`. */
static void join_appositions(Doc *doc, uint32_t from)
{
    for (uint32_t i = from; i < doc->n_mentions; i++)
        for (uint32_t k = from; k < doc->n_mentions; k++) {
            Mention *whole = &doc->mentions[i], *names = &doc->mentions[k];
            const Mention *last = &doc->mentions[whole->members[whole->n_members - 1]];
            if (k == i || names->sent != whole->sent || names->tok != whole->tok_end + 1 ||
                !resolve_is_text(doc, whole->tok_end, ",") || last->kind != M_POST ||
                !party_set_equal(&last->parties, &names->parties))
                continue;
            uint32_t n = whole->n_members - 1;
            int32_t *all = ARENA_ARRAY(doc->arena, int32_t, n + names->n_members);
            for (uint32_t j = 0; j < n; j++) all[j] = whole->members[j];
            for (uint32_t j = 0; j < names->n_members; j++) {
                Mention *holder = &doc->mentions[names->members[j]];
                all[n + j] = names->members[j];
                if (holder->kind == M_PERSON && !holder->post) holder->post = last->post;
            }
            whole->members = all;
            whole->n_members = n + names->n_members;
            whole->tok_end = names->tok_end + (resolve_is_text(doc, names->tok_end, ",") ? 1 : 0);
            whole->span.end = doc->toks[whole->tok_end - 1].span.end;
            names->flags |= MF_PART;
        }
}

void resolve_lists(Resolver *r)
{
    Doc *doc = r->doc;
    uint32_t n = doc->n_mentions, within = 0; /* the end of the last list whose own end is no list */
    for (uint32_t i = 0; i < n; i++) {
        if (!listable(&doc->mentions[i]) || resolve_behind_town(doc, i)) continue;
        if (doc->mentions[i].tok < within) continue;
        int32_t members[MAX_PARTIES] = {(int32_t)i};
        uint32_t count = 1, end = doc->sents[doc->mentions[i].sent].tok_end, t = doc->mentions[i].tok_end,
                 stop = t;
        bool closed = false, open = true, dashed = false;
        while (count < MAX_PARTIES) {
            Joint joint;
            const Mention *last = &doc->mentions[members[count - 1]];
            bool dateline =
                (doc->toks[last->tok].flags & TOK_FIRST) && (last->flags & (MF_CAPITAL | MF_CITY));
            uint32_t from = behind_bracket(doc, t, end);
            uint32_t e = joiner(r, doc, from, end, last->kind == M_PARTY && !dateline && from == t, &joint);
            if (e == from || e >= end || (!open && joint != JOINT_WITH)) break;
            if (count > 1 && dashed != (joint == JOINT_DASH)) break;
            if (count > 1 && dashed && !(doc->toks[t].flags & TOK_SPACE)) break; /* "the A-B-C summit" */
            dashed = joint == JOINT_DASH;
            int32_t next = next_member(doc, e, i + 1);
            bool dash = resolve_is_text(doc, t, "-") || resolve_is_text(doc, t, "\xE2\x80\x93");
            if (next < 0 || (dash && doc->mentions[next].kind != M_PARTY)) break;
            if (joint == JOINT_AND && count == 1 && resolve_is_text(doc, t, ","))
                break; /* "A did this, and B did that" */
            if (joint == JOINT_AND && count == 1 && is_place(last) && doc->mentions[next].kind != M_PARTY)
                break; /* "met in Qatar and Turkish firms promised" */
            if (count == 1 && last->kind == M_PARTY && doc->mentions[next].kind == M_PARTY &&
                last->parties.id[0] == doc->mentions[next].parties.id[0])
                break; /* "Suva, Fiji" */
            members[count++] = next;
            t = doc->mentions[next].tok_end;
            closed |= joint != JOINT_COMMA;
            open &= joint != JOINT_AND;
            stop = behind_bracket(doc, t, end);
        }
        bool headline = count == 2 && (doc->toks[doc->mentions[i].tok].flags & TOK_FIRST) &&
                        doc->paras[doc->sents[doc->mentions[i].sent].para].role ==
                            PARA_TITLE; /* "Vietnam, Laos sign deal" */
        if ((!closed && !headline && !plain_states(doc, members, count)) || count < 2) continue;
        if (begins_with_adjunct(r, i, stop)) continue;
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
        if (g.parties.n < 2) continue;
        resolver_add(r, g);
        if (!match_class_before(r->ix, g.tok, lang_class(doc->lang, "oblique"), NULL, NULL, NULL) &&
            !(doc->mentions[i].flags & MF_LOC))
            within = doc->mentions[members[count - 1]].tok_end;
    }
    join_appositions(doc, n);
    resolver_sort(r);
    resolve_these(doc);
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
