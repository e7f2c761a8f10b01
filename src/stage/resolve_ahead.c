/* resolve_ahead.c: a clause without a subject at the head of a sentence, "After visiting A, B ...": its
 * subject stands ahead, behind the comma. */
#include "stage/resolve_parts.h"

#include "base/text.h"

#include <string.h>

enum { WORD_LEN = 96, ADVERBS = 2 };

/* Does the word look like a verb as the pack's [verb-shape] says: "mengusir" begins with "me"? */
static bool verb_shaped(const Doc *doc, uint32_t t)
{
    const Token *tok = &doc->toks[t];
    size_t len = tok->span.end - tok->span.start;
    char word[WORD_LEN];
    if (!(tok->flags & TOK_WORD) || (tok->flags & TOK_CAP) || len >= WORD_LEN / 2) return false;
    if (!text_fold(doc->text + tok->span.start, len, word, sizeof word)) return false;
    const LexEntry *shapes;
    size_t n = lang_entries(doc->lang, "verb-shape", &shapes), w = strlen(word);
    for (size_t i = 0; i < n; i++) {
        size_t k = strlen(shapes[i].phrase);
        const char *at = strcmp(shapes[i].key, "ends") == 0 && w > k ? word + w - k : word;
        if (w > k + 1 && memcmp(at, shapes[i].phrase, k) == 0) return true;
    }
    return false;
}

/* Whoever may be the subject and begins at a token; -1: nobody does. */
static int32_t subject_at(const Doc *doc, uint32_t t, uint32_t from)
{
    const uint32_t acting =
        1u << M_PARTY | 1u << M_PERSON | 1u << M_ACTOR | 1u << M_POST | 1u << M_GROUP | 1u << M_PRONOUN;
    for (uint32_t i = from; i < doc->n_mentions && doc->mentions[i].tok <= t; i++) {
        const Mention *m = &doc->mentions[i];
        bool acts = (acting & 1u << m->kind) && m->parties.n &&
                    !(m->flags & (MF_PART | MF_ADJ | MF_POSS | MF_LOC | MF_CITY));
        if (acts && m->tok == t) return (int32_t)i;
    }
    return -1;
}

/* The subject of the main clause behind a clause that begins at a token: the first named right behind a
 * comma, but not one who only explains another before ("his counterpart, X, | Y"). */
static int32_t subject_behind(const Doc *doc, uint32_t t, uint32_t end, uint32_t from)
{
    for (; t + 1 < end; t++) {
        if (!resolve_is_text(doc, t, ",")) continue;
        int32_t first = subject_at(doc, t + 1, from);
        if (first < 0) continue;
        uint32_t behind = doc->mentions[first].tok_end;
        int32_t next = behind + 1 < end && resolve_is_text(doc, behind, ",")
                           ? subject_at(doc, behind + 1, (uint32_t)first + 1)
                           : -1;
        return next >= 0 ? next : first;
    }
    return -1;
}

void resolve_ahead(Resolver *r)
{
    Doc *doc = r->doc;
    int cls = lang_class(doc->lang, "subjectless"), adverb = lang_class(doc->lang, "function");
    uint32_t n = doc->n_mentions, from = 0;
    for (uint32_t s = 0; s < doc->n_sents && cls >= 0; s++) {
        uint32_t t = doc->sents[s].tok, end = doc->sents[s].tok_end, e;
        while (from < n && doc->mentions[from].tok < t) from++;
        if (!match_class_at(r->ix, t, cls, NULL, &e, NULL) || e >= end) continue;
        uint32_t verb = e;
        while (verb < e + ADVERBS && match_class_at(r->ix, verb, adverb, NULL, NULL, NULL)) verb++;
        if (verb >= end || !verb_shaped(doc, verb)) continue;
        bool own = false; /* a subject of its own */
        for (uint32_t i = from; i < n && doc->mentions[i].tok <= verb; i++)
            own |= doc->mentions[i].kind != M_DATE;
        int32_t subject = own ? -1 : subject_behind(doc, verb, end, from);
        if (subject < 0) continue;
        Mention m = doc->mentions[subject];
        m.ref = m.kind == M_PERSON && m.ref < 0 ? subject : m.ref;
        m.kind = M_PRONOUN;
        m.value = "ahead";
        m.tok = t;
        m.tok_end = e;
        m.span = (Span){doc->toks[t].span.start, doc->toks[e - 1].span.end};
        m.flags = 0;
        resolver_add(r, m);
    }
    resolver_sort(r);
}
