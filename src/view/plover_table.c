/* plover_table.c: which fact is which event. Read it beside docs/plover.md; a line that stands first wins.
 *
 * After the codebook of 2021: what is cooperative and still to come is AGREE, a retreat to come is CONCEDE, a
 * blow to come is THREATEN; what stands as it stood is no event.
 */
#include "view/plover.h"

#include <string.h>

static const PloverLine lines[] = {
    /* kind          word            status      type         mode */
    {FACT_CONTACT, NULL, "planned", "AGREE", NULL},
    {FACT_CONTACT, NULL, "proposed", "AGREE", NULL},
    {FACT_CONTACT, "visit", NULL, "CONSULT", "visit"},
    {FACT_CONTACT, "call", NULL, "CONSULT", "phone"},
    {FACT_CONTACT, "conference", NULL, "CONSULT", "multilateral"},
    {FACT_CONTACT, "meeting", NULL, "CONSULT", NULL},
    {FACT_CONTACT, "message", NULL, "SUPPORT", NULL},  /* congratulations, condolences */
    {FACT_CONTACT, "ceremony", NULL, "SUPPORT", NULL}, /* credentials, an embassy opened */

    {FACT_AGREEMENT, "proposed", NULL, "AGREE", NULL},
    {FACT_AGREEMENT, "negotiating", NULL, "CONSULT", NULL},
    {FACT_AGREEMENT, "ended", NULL, "SANCTION", "discontinue"},
    {FACT_AGREEMENT, NULL, "planned", "AGREE", NULL},
    {FACT_AGREEMENT, NULL, "proposed", "AGREE", NULL},
    {FACT_AGREEMENT, "signed", NULL, "SUPPORT", NULL},
    {FACT_AGREEMENT, "ratified", NULL, "SUPPORT", NULL},
    {FACT_AGREEMENT, "renewed", NULL, "SUPPORT", NULL},
    {FACT_AGREEMENT, "in-force", "occurred", "SUPPORT", NULL}, /* entered into force */

    {FACT_AID, NULL, "planned", "AGREE", NULL},
    {FACT_AID, NULL, "proposed", "AGREE", NULL},
    {FACT_AID, NULL, NULL, "AID", NULL},

    {FACT_PLEDGE, "pledge", NULL, "AGREE", NULL},
    {FACT_PLEDGE, "agree", NULL, "AGREE", NULL},
    {FACT_PLEDGE, "propose", NULL, "AGREE", NULL}, /* an offer */
    {FACT_PLEDGE, "request", NULL, "REQUEST", NULL},
    {FACT_PLEDGE, "support", NULL, "SUPPORT", NULL},
    {FACT_PLEDGE, "praise", NULL, "SUPPORT", NULL}, /* to commend */

    {FACT_BODY, "exists", NULL, NULL, NULL},
    {FACT_BODY, NULL, "planned", "AGREE", NULL},
    {FACT_BODY, NULL, "proposed", "AGREE", NULL},
    {FACT_BODY, "session", NULL, "CONSULT", NULL},
    {FACT_BODY, "established", NULL, "SUPPORT", NULL},

    {FACT_RELATION, "level", NULL, NULL, NULL},
    {FACT_RELATION, "anniversary", NULL, NULL, NULL},
    {FACT_RELATION, "severed", NULL, "SANCTION", "discontinue"},
    {FACT_RELATION, NULL, "planned", "AGREE", NULL},
    {FACT_RELATION, NULL, "proposed", "AGREE", NULL},
    {FACT_RELATION, "established", NULL, "SUPPORT", NULL},
    {FACT_RELATION, "restored", NULL, "SUPPORT", NULL},
    {FACT_RELATION, "upgraded", NULL, "SUPPORT", NULL},

    {FACT_EVENT, "AGREE", NULL, "AGREE", NULL},
    {FACT_EVENT, "CONSULT", "planned", "AGREE", NULL},
    {FACT_EVENT, "CONSULT", NULL, "CONSULT", NULL},
    {FACT_EVENT, "SUPPORT", "planned", "AGREE", NULL},
    {FACT_EVENT, "SUPPORT", NULL, "SUPPORT", NULL},
    {FACT_EVENT, "CONCEDE", NULL, "CONCEDE", NULL},
    {FACT_EVENT, "COOPERATE", "planned", "AGREE", NULL},
    {FACT_EVENT, "COOPERATE", NULL, "COOPERATE", NULL},
    {FACT_EVENT, "AID", "planned", "AGREE", NULL},
    {FACT_EVENT, "AID", NULL, "AID", NULL},
    {FACT_EVENT, "RETREAT", "planned", "CONCEDE", NULL},
    {FACT_EVENT, "RETREAT", NULL, "RETREAT", NULL},
    {FACT_EVENT, "REQUEST", NULL, "REQUEST", NULL},
    {FACT_EVENT, "ACCUSE", NULL, "ACCUSE", NULL},
    {FACT_EVENT, "REJECT", NULL, "REJECT", NULL},
    {FACT_EVENT, "THREATEN", NULL, "THREATEN", NULL},
    {FACT_EVENT, "PROTEST", NULL, "PROTEST", NULL},
    {FACT_EVENT, "SANCTION", "planned", "THREATEN", NULL},
    {FACT_EVENT, "SANCTION", NULL, "SANCTION", NULL},
    {FACT_EVENT, "MOBILIZE", NULL, "MOBILIZE", NULL},
    {FACT_EVENT, "COERCE", "planned", "THREATEN", NULL},
    {FACT_EVENT, "COERCE", NULL, "COERCE", NULL},
    {FACT_EVENT, "ASSAULT", "planned", "THREATEN", NULL},
    {FACT_EVENT, "ASSAULT", NULL, "ASSAULT", NULL},
    /* figures and posts are no events */
};

/* The modes of each type, as keys of the packs' [aspect]; the usual one, which needs no word. */
static const struct {
    const char *type, *usual;
    const char *modes[16];
} modes[] = {
    {"CONSULT", NULL, {"visit", "third-party", "multilateral", "phone"}},
    {"RETREAT", NULL, {"withdraw", "release", "disarm", "ceasefire", "access", "resign"}},
    {"REQUEST", NULL, {"assist", "change", "yield", "meet"}},
    {"ACCUSE", NULL, {"disapprove", "investigate", "allege"}},
    {"REJECT", NULL, {"assist", "change", "yield", "meet"}},
    {"THREATEN", NULL, {"restrict", "arrest", "relations", "expel", "territory", "violence"}},
    {"PROTEST", "demo", {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"}},
    {"SANCTION", NULL, {"convict", "expel", "withdraw", "discontinue"}},
    {"MOBILIZE", NULL, {"troops", "weapons", "police", "militia"}},
    {"COERCE",
     NULL,
     {"seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
      "misinformation", "cyber"}},
    {"ASSAULT",
     NULL,
     {"abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
      "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional"}},
};

/* Topics of docs/facts.md, and the contexts of the ontology that are aspects under their own names. */
static const struct {
    const char *aspect, *context;
} contexts[] = {
    {"trade", "economic"},
    {"investment", "economic"},
    {"finance", "economic"},
    {"industry", "economic"},
    {"labour", "economic"},
    {"tourism", "economic"},
    {"transport", "economic"},
    {"agriculture", "natural_resource"},
    {"energy", "natural_resource"},
    {"technology", "technology"},
    {"science", "technology"},
    {"health", "health"},
    {"environment", "environment"},
    {"defence", "military"},
    {"justice", "legal"},
    {"consular", "diplomatic"},
    {"multilateral", "diplomatic"},
    {"border", "territory"},
    {"maritime", "territory"},
    {"humanitarian", "human_security"},
    {"parliament", "legislative"},
    {"party", "political_institutions"},
    {"military", "military"},
    {"intelligence", "intelligence"},
    {"executive", "executive"},
    {"legislative", "legislative"},
    {"election", "election"},
    {"legal", "legal"},
    {"human_rights", "human_rights"},
    {"rights_freedoms", "rights_freedoms"},
    {"gender", "gender"},
    {"religion_ethnicity", "religion_ethnicity"},
    {"territory", "territory"},
    {"peacekeeping", "peacekeeping"},
    {"asylum", "asylum"},
    {"migration", "migration"},
    {"disasters", "disasters"},
    {"terrorism", "terrorism"},
    {"cbrn", "cbrn"},
    {"cyber", "cyber"},
    {"misinformation", "misinformation"},
    {"crime", "crime"},
    {"corruption", "corruption"},
    {"illegal_drugs", "illegal_drugs"},
    {"trafficking", "trafficking"},
};

#define COUNT(x) (sizeof(x) / sizeof *(x))

static const char *own_word(const Fact *f)
{
    switch (f->kind) {
    case FACT_CONTACT: return f->mode;
    case FACT_AGREEMENT: return f->action;
    case FACT_PLEDGE: return f->act;
    case FACT_BODY:
    case FACT_RELATION: return f->what;
    case FACT_EVENT: return f->type;
    default: return NULL;
    }
}

static bool fits(const char *want, const char *is)
{
    return !want || (is && strcmp(want, is) == 0);
}

const PloverLine *plover_line(const Fact *f)
{
    if (f->status && strcmp(f->status, "denied") == 0) return NULL;
    for (size_t i = 0; i < COUNT(lines); i++)
        if (lines[i].kind == f->kind && fits(lines[i].word, own_word(f)) && fits(lines[i].status, f->status))
            return lines[i].type ? &lines[i] : NULL;
    return NULL;
}

const char *plover_mode(const char *type, const StrList *aspects)
{
    size_t t = 0;
    while (t < COUNT(modes) && strcmp(modes[t].type, type) != 0) t++;
    if (t == COUNT(modes)) return NULL;
    for (size_t i = 0; i < aspects->n; i++)
        for (size_t k = 0; k < COUNT(modes[t].modes) && modes[t].modes[k]; k++)
            if (strcmp(modes[t].modes[k], aspects->items[i]) == 0) return modes[t].modes[k];
    return modes[t].usual;
}

const char *plover_context(const char *aspect)
{
    for (size_t i = 0; i < COUNT(contexts); i++)
        if (strcmp(contexts[i].aspect, aspect) == 0) return contexts[i].context;
    return NULL;
}
