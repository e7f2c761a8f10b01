/* resolve_currency.c: names that several currencies share, "rupees", "pesos", "kroner": of the state spoken
 * of.
 *
 * A pack lists them under all their ISO 4217 codes, the usual one first: "INR PKR NPR = rupees". The first
 * two letters of a code are the state's ISO 3166 code.
 */
#include "stage/resolve_parts.h"

#include <string.h>
#include <unicode/uloc.h>

/* The party whose currency a code is; -1: of no single state, or of none that the lists know. */
static int issuer(const Lexicon *lex, const char *code)
{
    char locale[8] = "und_";
    memcpy(locale + 4, code, 2);
    const char *state = uloc_getISO3Country(locale);
    return state && *state ? lex_party_id(lex, state) : -1;
}

/* How near to amount m the document speaks of a party: 3 in its sentence, 2 one of the pair, 1 elsewhere. */
static int nearness(const Doc *doc, const Mention *m, uint16_t party)
{
    int near = 0;
    for (uint32_t i = 0; i < doc->n_mentions && near < 3; i++) {
        const Mention *o = &doc->mentions[i];
        if (o->kind != M_PARTY || !party_set_has(&o->parties, party)) continue;
        near = o->sent == m->sent ? 3 : 1;
    }
    return near == 1 && party_set_has(&doc->main_pair, party) ? 2 : near;
}

void resolve_currencies(Resolver *r)
{
    enum { CODE = 3 };
    Doc *doc = r->doc;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->kind != M_AMOUNT || !m->value || strlen(m->value) <= CODE) continue;
        const char *best = m->value;
        int best_near = 0;
        for (const char *c = m->value; strlen(c) >= CODE; c += CODE + (c[CODE] == ' ')) {
            int party = issuer(r->lex, c), near = party >= 0 ? nearness(doc, m, (uint16_t)party) : 0;
            if (near <= best_near) continue;
            best = c;
            best_near = near;
        }
        m->value = arena_strndup(doc->arena, best, CODE);
    }
}
