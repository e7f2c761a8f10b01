/* resolve_speaker.c: "I", "we" and "our" in direct speech stand for whoever is told to say it: beside a verb
 * of saying in the sentence, behind the quotation or before it, else in the sentences around. Outside of it
 * "his side", and "they" right behind a verb of telling, are those of whom the sentence tells.
 */
#include "stage/resolve_parts.h"

#include <string.h>

enum { SPEAKER_BACK = 3 };

bool resolve_first_person(const Mention *m)
{
    return m->value && (strcmp(m->value, "we") == 0 || strcmp(m->value, "I") == 0);
}

static bool quoted(const Doc *doc, uint32_t t)
{
    return (doc->toks[t].flags & TOK_QUOTED) != 0;
}

/* The mention of one party that stands beside a verb of saying outside the quotations of a sentence; -1:
 * none.
 */
static int32_t speaker_in(const Resolver *r, uint32_t sent)
{
    const Doc *doc = r->doc;
    int speech = lang_class(doc->lang, "speech");
    DOC_MENTIONS_OF(doc, sent, i)
    {
        const Mention *m = &doc->mentions[i];
        if ((m->flags & (MF_PART | MF_POSS)) || m->parties.n != 1 || quoted(doc, m->tok)) continue;
        if (m->kind != M_PERSON && m->kind != M_POST && m->kind != M_PRONOUN && m->kind != M_ACTOR &&
            (m->kind != M_PARTY || (m->flags & (MF_ADJ | MF_LOC | MF_CITY))))
            continue;
        if (match_class_at(r->ix, m->tok_end, speech, NULL, NULL, NULL) ||
            match_class_before(r->ix, m->tok, speech, NULL, NULL, NULL))
            return (int32_t)i;
    }
    return -1;
}

/* The first person named in a sentence, outside its quotations; -1: none. */
static int32_t person_in(const Doc *doc, uint32_t sent)
{
    DOC_MENTIONS_OF(doc, sent, i)
    {
        const Mention *m = &doc->mentions[i];
        bool person = m->kind == M_PERSON || ((m->kind == M_POST || m->kind == M_PRONOUN) && m->ref >= 0);
        if (person && m->parties.n == 1 && !quoted(doc, m->tok)) return (int32_t)i;
    }
    return -1;
}

/* Does the sentence itself say whose words these are, though as a paper's: "reads the leaders' statement"? */
static bool reads_paper(const Resolver *r, uint32_t sent)
{
    const Doc *doc = r->doc;
    int speech = lang_class(doc->lang, "speech");
    for (uint32_t t = doc->sents[sent].tok; t < doc->sents[sent].tok_end; t++)
        if (!quoted(doc, t) && match_class_at(r->ix, t, speech, "paper", NULL, NULL)) return true;
    return false;
}

/* Does a name that nobody knows stand behind a verb of saying: ", said Retno"? */
static bool stranger_speaks(const Resolver *r, uint32_t sent)
{
    const Doc *doc = r->doc;
    int speech = lang_class(doc->lang, "speech");
    for (uint32_t t = doc->sents[sent].tok + 1; t < doc->sents[sent].tok_end; t++)
        if ((doc->toks[t].flags & TOK_CAP) && !quoted(doc, t) &&
            match_class_before(r->ix, t, speech, NULL, NULL, NULL))
            return true;
    return false;
}

/* Who speaks in a sentence: named in it, or in the next one of the paragraph (", he said" cut off), or who
 * was told of last. */
static int32_t speaker_of(const Resolver *r, uint32_t sent)
{
    const Doc *doc = r->doc;
    int32_t found = speaker_in(r, sent);
    if (found < 0 && (reads_paper(r, sent) || stranger_speaks(r, sent))) return -1;
    if (found < 0) found = person_in(doc, sent);
    for (uint32_t back = 1; found < 0 && back <= SPEAKER_BACK && back <= sent; back++) {
        found = speaker_in(r, sent - back);
        if (found < 0 && stranger_speaks(r, sent - back)) return -1;
        if (found < 0) found = person_in(doc, sent - back);
    }
    bool next = found < 0 && sent + 1 < doc->n_sents && doc->sents[sent + 1].para == doc->sents[sent].para;
    return next ? speaker_in(r, sent + 1) : found;
}

static void speak_for(Doc *doc, Mention *m, int32_t speaker)
{
    if (speaker < 0) return;
    const Mention *o = &doc->mentions[speaker];
    m->parties = o->parties;
    if (m->kind != M_PRONOUN) return;
    m->ref = o->kind == M_PERSON && o->ref < 0 ? speaker : o->ref;
    m->name = o->name;
    m->post = o->post;
}

/* "our ministry", "pemerintah kami" */
static bool is_ours(const Resolver *r, const Mention *m)
{
    int cls = lang_class(r->doc->lang, "own-state");
    return lang_head_first(r->doc->lang) ? match_class_at(r->ix, m->tok_end, cls, "we", NULL, NULL)
                                         : match_class_before(r->ix, m->tok, cls, "we", NULL, NULL);
}

/* Whom the sentence tells of first before a token, in one breath for one party: no quotation, nobody behind a
 * preposition; -1: nobody. */
static int32_t told_of(const Resolver *r, uint32_t sent, uint32_t tok)
{
    const Doc *doc = r->doc;
    int oblique = lang_class(doc->lang, "oblique");
    DOC_MENTIONS_OF(doc, sent, i)
    {
        const Mention *m = &doc->mentions[i];
        bool acts = resolve_names_party(m) || m->kind == M_PRONOUN;
        if (!acts || m->parties.n != 1 || (m->flags & MF_PART)) continue;
        if (m->tok_end > tok) return -1;
        bool aside = quoted(doc, m->tok) || match_class_before(r->ix, m->tok, oblique, NULL, NULL, NULL) ||
                     (m->kind == M_PARTY && (m->flags & (MF_ADJ | MF_LOC | MF_CITY)));
        if (!aside) return (int32_t)i;
    }
    return -1;
}

/* Does a verb of telling stand before the token, with nobody between? "announced on Monday that they ..." */
static bool behind_telling(const Resolver *r, uint32_t sent, uint32_t tok)
{
    const Doc *doc = r->doc;
    int telling = lang_class(doc->lang, "telling");
    uint32_t last = doc->sents[sent].tok; /* the end of the last who is named before */
    for (uint32_t i = doc_mention_from(doc, last); i < doc->n_mentions && doc->mentions[i].tok < tok; i++)
        if (doc->mentions[i].parties.n && doc->mentions[i].tok_end > last) last = doc->mentions[i].tok_end;
    for (uint32_t t = last; t < tok; t++)
        if (match_class_at(r->ix, t, telling, NULL, NULL, NULL)) return true;
    return false;
}

void resolve_own_side(Resolver *r, Mention *m)
{
    Doc *doc = r->doc;
    bool self = strcmp(m->value, "self") == 0;
    if (quoted(doc, m->tok)) return;
    if (!self && (!behind_telling(r, m->sent, m->tok) || resolve_parties_of(doc, m->sent, m->tok).n != 1))
        return;
    int32_t who = self ? speaker_in(r, m->sent) : -1;
    if (who < 0) who = told_of(r, m->sent, m->tok);
    if (who < 0 && self && m->sent > 0) who = told_of(r, m->sent - 1, UINT32_MAX);
    speak_for(doc, m, who);
}

void resolve_speakers(Resolver *r)
{
    Doc *doc = r->doc;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if ((m->flags & MF_PART) || m->parties.n || !quoted(doc, m->tok)) continue;
        bool first = m->kind == M_PRONOUN && resolve_first_person(m);
        if (first || ((m->kind == M_ACTOR || m->kind == M_POST) && is_ours(r, m)))
            speak_for(doc, m, speaker_of(r, m->sent));
    }
}
