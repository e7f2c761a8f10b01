/* resolve_carry.c: a further act of whoever acted before: "A visited B | and signed a treaty with C", "A met
 * B | , pledged ...". Where a pack lists its verbs ([act]), the conjunction between two of them stands for
 * the subject of the first, so that every rule finds it right before its verb. */
#include "stage/resolve_parts.h"

#include <string.h>

enum { MODIFIERS = 3, ADVERBS = 2, OBJECT_WORDS = 6 };

/* The verb that stands at t or behind a few auxiliaries, its key; NULL: none does. */
static const char *verb_at(const Resolver *r, uint32_t t, uint32_t end)
{
    const Lang *lang = r->doc->lang;
    uint32_t e;
    const char *key;
    for (int k = 0; k <= ADVERBS && t < end; k++, t = e) {
        if (!(r->doc->toks[t].flags & TOK_CAP) &&
            match_class_at(r->ix, t, lang_class(lang, "act"), NULL, NULL, &key))
            return key;
        if (!match_class_at(r->ix, t, lang_class(lang, "auxiliary"), NULL, &e, NULL)) break;
    }
    return NULL;
}

/* A comma between two states, "to Italy, Fiji". */
static bool lists_states(const Doc *doc, uint32_t t)
{
    bool before = false, behind = false;
    for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].tok <= t + 1; i++) {
        before |= doc->mentions[i].kind == M_PARTY && doc->mentions[i].tok_end == t;
        behind |= doc->mentions[i].kind == M_PARTY && doc->mentions[i].tok == t + 1;
    }
    return before && behind;
}

/* Does another clause begin at a token, or what somebody says? */
static bool begins_clause(const Resolver *r, uint32_t t)
{
    static const char *const names[] = {"clause", "telling", "speech"};
    bool begins = (r->doc->toks[t].flags & TOK_PUNCT) && !lists_states(r->doc, t);
    for (size_t i = 0; i < sizeof names / sizeof *names && !begins; i++)
        begins = match_class_at(r->ix, t, lang_class(r->doc->lang, names[i]), NULL, NULL, NULL);
    return begins;
}

/* Does somebody stand behind a phrase of the class, a few words of the same clause between at most? */
static bool stands_behind(const Resolver *r, const Mention *m, const char *name)
{
    const Doc *doc = r->doc;
    int cls = lang_class(doc->lang, name);
    uint32_t lo = doc->sents[m->sent].tok;
    for (uint32_t t = m->tok; t > lo && t + OBJECT_WORDS >= m->tok; t--)
        if (match_class_before(r->ix, t, cls, NULL, NULL, NULL)) return true;
        else if (begins_clause(r, t - 1)) return false;
    return false;
}

/* No subject: behind a verb or a preposition. */
static bool is_object(const Resolver *r, const Mention *m)
{
    int of = lang_class(r->doc->lang, "of"), oblique = lang_class(r->doc->lang, "oblique");
    return match_class_before(r->ix, m->tok, of, NULL, NULL, NULL) ||
           match_class_before(r->ix, m->tok, oblique, NULL, NULL, NULL) || stands_behind(r, m, "act");
}

static bool is_side(const Mention *m)
{
    const uint32_t kinds = 1u << M_PARTY | 1u << M_PERSON | 1u << M_POST | 1u << M_ACTOR | 1u << M_GROUP |
                           1u << M_PRONOUN | 1u << M_BODY;
    return (kinds & 1u << m->kind) && !(m->flags & (MF_PART | MF_ADJ | MF_POSS | MF_LOC | MF_CITY));
}

/* The list of which a mention is a member, else the mention itself. */
static uint32_t whole(const Doc *doc, uint32_t i, uint32_t from)
{
    for (uint32_t k = from; k < i; k++)
        if (doc->mentions[k].kind == M_GROUP && doc->mentions[k].tok_end >= doc->mentions[i].tok_end)
            return k;
    return i;
}

/* The first subject between two tokens, mentions from..n; -1: there is none. */
static int32_t subject_within(const Resolver *r, uint32_t from, uint32_t n, uint32_t lo, uint32_t hi)
{
    for (uint32_t i = from; i < n; i++) {
        uint32_t k = whole(r->doc, i, from);
        const Mention *m = &r->doc->mentions[i], *list = &r->doc->mentions[k];
        if (m->tok >= lo && m->tok_end <= hi && is_side(m) && !is_object(r, list)) return (int32_t)k;
    }
    return -1;
}

/* The subject of the sentence: whoever is named first, but in no adjunct ("According to A, ..."). */
static int32_t first_subject(const Resolver *r, uint32_t from, uint32_t n, uint32_t tok)
{
    for (uint32_t i = from; i < n && r->doc->mentions[i].tok_end <= tok; i++) {
        const Mention *m = &r->doc->mentions[i];
        if (is_side(m) && !is_object(r, m) && !stands_behind(r, m, "adjunct") &&
            !stands_behind(r, m, "clause"))
            return (int32_t)i;
    }
    return -1;
}

/* The subject of the clause that goes on at a token: the first one in it, or in the one before. Whom somebody
 * asks or accuses there may do himself what follows. -1: nobody can say. */
static int32_t last_subject(const Resolver *r, uint32_t from, uint32_t n, uint32_t tok)
{
    const Doc *doc = r->doc;
    uint32_t begin = doc->sents[doc->mentions[from].sent].tok, hi = tok;
    for (uint32_t t = tok; t > begin; t--) {
        if (!begins_clause(r, t - 1) && t - 1 > begin) continue;
        int32_t found = subject_within(r, from, n, t - 1, hi);
        for (uint32_t i = from; i < n; i++) {
            const Mention *m = &doc->mentions[i];
            if (m->tok >= t - 1 && m->tok_end <= tok && is_side(m) && stands_behind(r, m, "control"))
                return -1;
        }
        if (found >= 0) return found;
        hi = t - 1;
    }
    return -1;
}

/* Somebody of a party, and not what a noun makes of his act ("việc A bán ...")? */
static bool may_act(const Resolver *r, int32_t subject)
{
    const Mention *m = subject < 0 ? NULL : &r->doc->mentions[subject];
    return m && m->parties.n && !(m->flags & MF_WEAK) && !stands_behind(r, m, "nominal");
}

static bool same_parties(const PartySet *a, const PartySet *b)
{
    bool same = a->n == b->n;
    for (uint16_t i = 0; i < a->n && same; i++) same = party_set_has(b, a->id[i]);
    return same;
}

/* The subject of a verb behind a conjunction. Words are the first speaker's behind a comma; behind "and" they
 * must be so whoever is taken. */
static int32_t subject_of(const Resolver *r, uint32_t from, uint32_t n, uint32_t tok, const char *joint,
                          bool said)
{
    const Doc *doc = r->doc;
    int32_t first = first_subject(r, from, n, tok);
    if (strcmp(joint, "main") == 0 || (said && resolve_is_text(doc, tok, ","))) return first;
    int32_t last = last_subject(r, from, n, tok);
    bool agree =
        first >= 0 && last >= 0 && same_parties(&doc->mentions[first].parties, &doc->mentions[last].parties);
    return said && !agree ? -1 : last;
}

/* Does a token lie within a mention: "Bộ trưởng Thương mại | và | Phát triển"? */
static bool within_mention(const Doc *doc, uint32_t from, uint32_t n, uint32_t tok)
{
    for (uint32_t i = from; i < n; i++)
        if (doc->mentions[i].tok < tok && doc->mentions[i].tok_end > tok) return true;
    return false;
}

/* Does a side end right before a token: "A | then signed" goes on with A by itself? */
static bool side_before(const Doc *doc, uint32_t from, uint32_t n, uint32_t tok)
{
    for (uint32_t i = from; i < n; i++)
        if (doc->mentions[i].tok_end == tok && is_side(&doc->mentions[i])) return true;
    return false;
}

/* Is what the subject does before a token only wished, refused, agreed or asked for? */
static bool in_doubt(const Resolver *r, const Mention *subject, uint32_t tok)
{
    int irrealis = lang_class(r->doc->lang, "irrealis"), intent = lang_class(r->doc->lang, "intent");
    for (uint32_t t = subject->tok_end; t < tok; t++)
        if (match_class_at(r->ix, t, intent, NULL, NULL, NULL) ||
            (t < subject->tok_end + MODIFIERS && match_class_at(r->ix, t, irrealis, NULL, NULL, NULL)))
            return true;
    return false;
}

static void carry(Resolver *r, int32_t subject, uint32_t from, uint32_t to)
{
    Doc *doc = r->doc;
    Mention m = doc->mentions[subject];
    m.kind = m.kind == M_PARTY || m.kind == M_ACTOR || m.kind == M_BODY ? M_ACTOR : M_PRONOUN;
    m.tok = from;
    m.tok_end = to;
    m.span = (Span){doc->toks[from].span.start, doc->toks[to - 1].span.end};
    m.value = "carried";
    m.flags = MF_CARRIED;
    m.ref = -1;
    m.members = ARENA_ARRAY(doc->arena, int32_t, 1);
    m.members[0] = subject;
    m.n_members = 1;
    resolver_add(r, m);
}

void resolve_carried(Resolver *r)
{
    Doc *doc = r->doc;
    int cls = lang_class(doc->lang, "carry");
    uint32_t n = doc->n_mentions, lo = 0, hi = 0, e;
    const char *joint, *verb;
    for (uint32_t s = 0; s < doc->n_sents && cls >= 0; s++) {
        uint32_t end = doc->sents[s].tok_end;
        for (lo = hi; hi < n && doc->mentions[hi].sent <= s; hi++) {
        }
        for (uint32_t t = doc->sents[s].tok + 1; t < end && hi > lo; t++) {
            if (!match_class_at(r->ix, t, cls, NULL, &e, &joint) || !(verb = verb_at(r, e, end))) continue;
            if (within_mention(doc, lo, hi, t)) continue;
            bool adverb =
                strcmp(joint, "main") == 0 && (side_before(doc, lo, hi, t) || begins_clause(r, t - 1));
            if (adverb && !resolve_is_text(doc, t - 1, ",")) continue;
            bool said = strcmp(verb, "said") == 0;
            int32_t subject = subject_of(r, lo, hi, t, joint, said);
            bool doubt = !said && strcmp(joint, "main") != 0 && may_act(r, subject) &&
                         in_doubt(r, &doc->mentions[subject], t);
            if (may_act(r, subject) && !doubt) carry(r, subject, t, e);
        }
    }
    resolver_sort(r);
}
