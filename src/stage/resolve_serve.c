/* resolve_serve.c: whom people serve who are named without a party: by their counterpart, their office, the
 * list they stand in, whom they lead or act upon, the dateline.
 */
#include "stage/resolve_people.h"

#include <string.h>
#include <strings.h>

enum { AGAINST_REACH = 6, FEW = 2 };

int dateline_party(const Doc *doc)
{
    for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].sent < 4; i++) {
        const Mention *m = &doc->mentions[i];
        bool first =
            doc->sents[m->sent].tok == m->tok && doc->paras[doc->sents[m->sent].para].role != PARA_TITLE;
        if (!first || m->kind != M_PARTY || !(m->flags & (MF_CAPITAL | MF_CITY)) || m->tok_end >= doc->n_toks)
            continue;
        const Token *next = &doc->toks[m->tok_end];
        if (next->flags & TOK_PUNCT) return m->parties.id[0];
    }
    return -1;
}

static uint16_t other_side(const PartySet *pair, uint16_t id, bool *found)
{
    *found = pair->n == 2 && (pair->id[0] == id || pair->id[1] == id);
    return *found && pair->id[0] == id ? pair->id[1] : pair->id[0];
}

/* How many of a sentence's people hold a post: of three ministers named in a row none need serve the other
 * side. */
static uint32_t holders(const Doc *doc, const Register *reg, uint32_t sent, const char *post)
{
    uint32_t n = 0;
    DOC_MENTIONS_OF(doc, sent, i)
    {
        const Mention *m = &doc->mentions[i];
        const char *held = m->kind == M_PERSON && m->ref >= 0 ? reg->items[m->ref].post : NULL;
        n += held && strcmp(held, post) == 0;
    }
    return n;
}

/* "Deputy Prime Minister X and his Russian counterpart", "President X ... President Y of Belarus": who holds
 * the same post as somebody of one side of the pair, in the same sentence, serves the other. */
static void place_by_counterpart(const Doc *doc, Register *reg, const Mention *m, uint32_t index)
{
    Known *k = &reg->items[m->ref];
    for (uint32_t j = 0; j < doc->n_mentions && !k->parties.n; j++) {
        const Mention *o = &doc->mentions[j];
        if (o->sent != m->sent || j == index || (o->kind != M_PERSON && o->kind != M_POST)) continue;
        const Known *other = o->kind == M_PERSON && o->ref >= 0 ? &reg->items[o->ref] : NULL;
        const PartySet *serves = other ? &other->parties : &o->parties;
        const char *post = other ? other->post : o->post;
        bool counterpart = (o->flags & MF_DEMONSTR) && j > index && j <= index + 3;
        bool same_post = other && other != k && post && k->post && strcmp(post, k->post) == 0 &&
                         holders(doc, reg, m->sent, post) == 2;
        bool found;
        if (serves->n != 1 || (!counterpart && !same_post)) continue;
        uint16_t side = other_side(&doc->main_pair, serves->id[0], &found);
        if (found) party_set_add(&k->parties, side);
    }
}

/* "its foreign minister, NAME": he serves the state spoken of. */
static void place_by_owner(const Resolver *r, Known *k, const Mention *m)
{
    int owner = k->post && m->post ? resolve_owner(r, m) : -1;
    if (owner >= 0) party_set_add(&k->parties, (uint16_t)owner);
}

/* "New British High Commissioner ... High Commissioner X": who holds a post that the document names with one
 * state, whose holder is no other one named, and with no second such state, serves that one. */
static void place_by_office(const Doc *doc, const Register *reg, Known *k)
{
    PartySet named = {0}, held = {0};
    for (uint32_t i = 0; i < doc->n_mentions && !k->parties.n && k->post; i++) {
        const Mention *m = &doc->mentions[i];
        const Known *other = m->kind == M_PERSON && m->ref >= 0 ? &reg->items[m->ref] : NULL;
        const char *post = other ? other->post : m->kind == M_POST ? m->post : NULL;
        if (other == k || !post || (m->flags & MF_DEMONSTR) || strcasecmp(post, k->post) != 0) continue;
        const Mention *full = &doc->mentions[k->mention];
        if (other ? !other->parties.n : m->sent == full->sent && full->post) return; /* theirs, perhaps */
        party_set_union(other ? &held : &named, other ? &other->parties : &m->parties);
    }
    PartySet serves = {0};
    for (uint16_t i = 0; i < named.n; i++)
        if (!party_set_has(&held, named.id[i])) party_set_add(&serves, named.id[i]);
    if (serves.n == 1) k->parties = serves;
}

/* The side of the main pair (0, 1) that no named holder of a post serves while the other is served; -1 where
 * there is none, or where the document speaks much of other parties. */
static int unserved_side(const Doc *doc, const Register *reg)
{
    uint32_t inside, outside;
    doc_count_named(doc, &inside, &outside);
    if (doc->main_pair.n < 2 || inside < outside) return -1;
    bool served[2] = {false, false};
    for (uint32_t i = 0; i < reg->n; i++)
        for (int k = 0; k < 2; k++)
            served[k] |= reg->items[i].post && party_set_has(&reg->items[i].parties, doc->main_pair.id[k]);
    return served[0] == served[1] ? -1 : served[0] ? 1 : 0;
}

/* How many people with a post nobody has placed. */
static uint32_t unplaced(const Register *reg)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < reg->n; i++) n += reg->items[i].post && !reg->items[i].parties.n;
    return n;
}

/* Does the person stand behind "and" or a comma after somebody of another state ("Premier X of China and
 * Speaker Y")? Then no default says whom he serves. */
static bool listed_with_other(const Resolver *r, const Register *reg, uint32_t index, int home)
{
    const Doc *doc = r->doc;
    const Mention *m = &doc->mentions[index];
    int and = lang_class(doc->lang, "list-and");
    uint32_t t;
    if (!match_class_before(r->ix, m->tok, and, NULL, &t, NULL)) t = m->tok;
    for (uint32_t j = index; j-- > 0 && doc->mentions[j].sent == m->sent;) {
        const Mention *o = &doc->mentions[j];
        if (o->kind != M_PERSON || o->tok_end > t || o->tok_end + 1 < t) continue;
        const PartySet *serves = o->ref >= 0 ? &reg->items[o->ref].parties : &o->parties;
        if (serves->n) return !party_set_has(serves, (uint16_t)home);
        if (!match_class_before(r->ix, o->tok, and, NULL, &t, NULL))
            t = o->tok; /* nobody knows: whoever stands before */
    }
    return false;
}

/* "Kenyan Foreign Minister X and Finance Minister Y", "Presiden Malta X dan Menteri Keuangan Y": the state
 * named with the first one's post is that of the second, too, who holds another post and is no envoy. */
static void place_by_list(const Resolver *r, const Register *reg, Known *k, uint32_t index)
{
    const Doc *doc = r->doc;
    const Mention *m = &doc->mentions[index];
    uint32_t t;
    if (k->parties.n || !m->post ||
        !match_class_before(r->ix, m->tok, lang_class(doc->lang, "list-and"), NULL, &t, NULL))
        return;
    const Mention *first = NULL;
    bool comma = t > 0 && doc->text[doc->toks[t - 1].span.start] == ',';
    for (uint32_t j = index; j-- > 0 && doc->mentions[j].sent == m->sent && !first;)
        if (doc->mentions[j].kind == M_PERSON && doc->mentions[j].tok_end == (comma ? t - 1 : t))
            first = &doc->mentions[j];
    if (!first || first->ref < 0 || !first->post || strcasecmp(first->post, m->post) == 0) return;
    /* "A, Peru's trade minister, and President B" may be of two states */
    if (comma && strncmp(doc->text + m->span.start, m->name, strlen(m->name)) != 0) return;
    bool named = false, inside = lang_head_first(doc->lang); /* in front of the first one's post, or within */
    for (uint32_t j = 0; j < index; j++) {
        const Mention *o = &doc->mentions[j];
        if (o->kind != M_PARTY || o->sent != first->sent) continue;
        bool within = o->tok > first->tok && o->tok_end <= first->tok_end;
        named |= inside ? within : o->tok == first->tok || (within && (o->flags & (MF_ADJ | MF_POSS)));
    }
    if (!named) return;
    const PartySet *serves = &reg->items[first->ref].parties;
    if (serves->n == 1) k->parties = *serves;
}

/* "King Olav and Queen Sonja of Norway": the state behind the second one's name is the first one's, too. */
static void place_couple(const Resolver *r, const Register *reg, Known *k, uint32_t index)
{
    const Doc *doc = r->doc;
    const Mention *m = &doc->mentions[index];
    int one = lang_class(doc->lang, "one-name");
    uint32_t t;
    if (k->parties.n ||
        !match_class_at(r->ix, m->tok_end, lang_class(doc->lang, "list-and"), NULL, &t, NULL) ||
        !holds_class(r, m, one))
        return;
    DOC_MENTIONS_OF(doc, m->sent, i)
    {
        const Mention *o = &doc->mentions[i];
        if (o->kind == M_PERSON && o->tok == t && o->ref >= 0 && holds_class(r, o, one))
            k->parties = reg->items[o->ref].parties;
    }
}

/* Does nothing in a name say that it is foreign to the pack's own state: a family name of its people, where
 * the pack lists them? */
static bool named_as_at_home(const Resolver *r, const Mention *m)
{
    const Doc *doc = r->doc;
    int cls = lang_class(doc->lang, "home-name");
    if (cls < 0) return true;
    for (uint32_t t = m->tok; t < m->tok_end; t++)
        if ((doc->toks[t].flags & TOK_CAP) && match_class_at(r->ix, t, cls, NULL, NULL, NULL)) return true;
    return false;
}

/* The side of the main pair that the document names first, and the other. False where it has no two states.
 */
static bool sides_in_order(const Resolver *r, uint16_t *first, uint16_t *second)
{
    const Doc *doc = r->doc;
    const PartySet *pair = &doc->main_pair;
    if (pair->n != 2 || lex_party_is_org(r->lex, pair->id[0]) || lex_party_is_org(r->lex, pair->id[1]))
        return false;
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        if (m->kind != M_PARTY || m->parties.n != 1 || !party_set_has(pair, m->parties.id[0])) continue;
        *first = m->parties.id[0];
        *second = pair->id[0] == *first ? pair->id[1] : pair->id[0];
        return true;
    }
    return false;
}

/* "Foreign ministers NAME and NAME" of a text about A and B that names no state beside them: the first serves
 * the one that the text names first. */
static void place_two(const Resolver *r, Register *reg, uint32_t index)
{
    const Doc *doc = r->doc;
    const Mention *a = &doc->mentions[index], *b = NULL;
    uint32_t t;
    uint16_t first, second;
    if (!a->post || !match_class_at(r->ix, a->tok_end, lang_class(doc->lang, "list-and"), NULL, &t, NULL))
        return;
    if (!match_class_before(r->ix, a->tok, lang_class(doc->lang, "post-plural"), NULL, NULL, NULL)) return;
    DOC_MENTIONS_OF(doc, a->sent, i)
    if (doc->mentions[i].kind == M_PERSON && doc->mentions[i].tok == t) b = &doc->mentions[i];
    if (!b || b->ref < 0 || !b->post || strcmp(a->post, b->post) != 0 || reg->items[b->ref].parties.n) return;
    if (!sides_in_order(r, &first, &second)) return;
    party_set_add(&reg->items[a->ref].parties, first);
    party_set_add(&reg->items[b->ref].parties, second);
}

/* An envoy by rank alone, "Assistant Minister, Ambassador X", is none. */
static bool is_envoy(const Resolver *r, const Mention *m)
{
    const Doc *doc = r->doc;
    int envoy = lang_class(doc->lang, "envoy");
    for (uint32_t t = m->tok; t < m->tok_end; t++)
        if (match_class_at(r->ix, t, envoy, NULL, NULL, NULL))
            return t == m->tok || doc->text[doc->toks[t - 1].span.start] != ',';
    return false;
}

/* "Peru's foreign ministry said President X would travel": whom an office of a state tells of by his post
 * alone serves that state. */
static void place_by_teller(const Resolver *r, Known *k, const Mention *m)
{
    const Doc *doc = r->doc;
    int speech = lang_class(doc->lang, "speech"), actor = lang_class(doc->lang, "actor");
    const Mention *office = NULL;
    if (k->parties.n || !m->post || is_envoy(r, m)) return;
    DOC_MENTIONS_OF(doc, m->sent, i)
    {
        const Mention *o = &doc->mentions[i];
        if (o->tok >= m->tok) break;
        if (office && o->tok >= office->tok_end && o->parties.n) office = NULL; /* of another, perhaps */
        bool org = match_class_at(r->ix, o->tok, actor, "org", NULL, NULL) ||
                   match_class_before(r->ix, o->tok_end, actor, "org", NULL, NULL);
        if (o->kind == M_ACTOR && org && o->parties.n == 1 && !lex_party_is_org(r->lex, o->parties.id[0]) &&
            match_class_at(r->ix, o->tok_end, speech, NULL, NULL, NULL))
            office = o;
    }
    if (office) k->parties = office->parties;
}

/* "A Peruvian delegation led by Trade Minister X", "Peru was represented by X": he serves whom those serve
 * whom he leads. */
static void place_by_leading(const Resolver *r, Known *k, const Mention *m)
{
    const Doc *doc = r->doc;
    uint32_t t = m->tok, e;
    if (k->parties.n) return;
    if (match_class_before(r->ix, t, lang_class(doc->lang, "article"), NULL, &e, NULL)) t = e;
    if (!match_class_before(r->ix, t, lang_class(doc->lang, "led-by"), NULL, &t, NULL)) return;
    const Mention *led = NULL;
    DOC_MENTIONS_OF(doc, m->sent, i)
    {
        const Mention *o = &doc->mentions[i];
        bool state = o->kind == M_PARTY && !(o->flags & (MF_LOC | MF_CITY | MF_ADJ | MF_POSS));
        if (o->tok_end <= t && (o->kind == M_ACTOR || state) && o->tok_end + 2 >= t) led = o;
    }
    if (led && led->parties.n == 1) k->parties = led->parties;
}

/* The side of the main pair to which the other sends its envoys ("the Ambassador of Japan and the finance
 * secretary"): the one at home. -1 where both have envoys, or neither. */
static int host_side(const Resolver *r, const Register *reg)
{
    const PartySet *pair = &r->doc->main_pair;
    bool sends[2] = {false, false};
    for (uint32_t i = 0; i < r->doc->n_mentions && pair->n == 2; i++) {
        const Mention *m = &r->doc->mentions[i];
        if ((m->kind != M_PERSON && m->kind != M_POST) || !is_envoy(r, m)) continue;
        const PartySet *serves =
            m->kind == M_PERSON && m->ref >= 0 ? &reg->items[m->ref].parties : &m->parties;
        for (int k = 0; k < 2; k++) sends[k] |= serves->n == 1 && serves->id[0] == pair->id[k];
    }
    return sends[0] == sends[1] ? -1 : sends[0] ? 1 : 0;
}

/* The side of the main pair that somebody without a state serves who acts upon the other: "Interior Minister
 * X accused Belarus", "President X paid his first visit to Cairo". -1: nobody can say; "Minister X said China
 * would ..." may well speak of his own. */
static int side_against(const Resolver *r, const Mention *m)
{
    const Doc *doc = r->doc;
    const PartySet *pair = &doc->main_pair;
    int speech = lang_class(doc->lang, "speech"), clause = lang_class(doc->lang, "clause");
    if (pair->n != 2) return -1;
    DOC_MENTIONS_OF(doc, m->sent, i)
    {
        const Mention *o = &doc->mentions[i];
        if (o->kind != M_PARTY || !o->parties.n) continue;
        if (o->tok < m->tok && (m->flags & MF_POSS)) continue; /* "during President X's trip to Cairo" */
        if (o->tok < m->tok_end || o->tok > m->tok_end + AGAINST_REACH)
            return -1; /* named before, or far off */
        if ((o->flags & (MF_ADJ | MF_POSS | MF_PART)) || !party_set_has(pair, o->parties.id[0])) return -1;
        bool visits = false;
        for (uint32_t t = m->tok_end; t < o->tok; t++)
            visits |= match_class_at(r->ix, t, lang_class(doc->lang, "visit-noun"), NULL, NULL, NULL);
        if ((o->flags & MF_LOC) && !visits) return -1;
        for (uint32_t t = m->tok_end; t < o->tok; t++)
            if ((doc->toks[t].flags & TOK_PUNCT) || match_class_at(r->ix, t, speech, NULL, NULL, NULL) ||
                match_class_at(r->ix, t, clause, NULL, NULL, NULL))
                return -1;
        return o->parties.id[0] == pair->id[0] ? 1 : 0;
    }
    return -1;
}

/* "ALGIERS - Algeria and its neighbours ...": does the report begin with the state that it comes from? */
static bool opens_with(const Doc *doc, uint16_t party)
{
    for (uint32_t i = 0; i < doc->n_mentions && doc->mentions[i].sent < 2; i++) {
        const Mention *m = &doc->mentions[i];
        bool town = (m->flags & (MF_CAPITAL | MF_CITY)) && m->tok == doc->sents[m->sent].tok;
        if (!town && resolve_names_party(m) && party_set_has(&m->parties, party)) return true;
    }
    return false;
}

/* The office in a post's own words, a key of `office`, and no "Senate President", "President of the Senate";
 * NULL: none known. */
static const char *office_of(const Resolver *r, const Mention *m)
{
    const Doc *doc = r->doc;
    int office = lang_class(doc->lang, "office"), linked = lang_class(doc->lang, "served-link");
    int aside = lang_class(doc->lang, "post-aside");
    const char *key;
    uint32_t t = m->tok, e;
    while (match_class_at(r->ix, t, aside, NULL, &e, NULL) && e < m->tok_end) t = e;
    if (!match_class_at(r->ix, t, office, NULL, &e, &key) || e > m->tok_end) return NULL;
    /* "Mahasabha president NAME", "(AHU) president NAME" */
    bool within = t > doc->sents[m->sent].tok &&
                  ((doc->toks[t - 1].flags & TOK_CAP) || doc->text[doc->toks[t - 1].span.start] == ')');
    return within || match_class_at(r->ix, e, linked, NULL, NULL, NULL) ? NULL : key;
}

/* Does the text speak of the two states of its main pair, each more than once, and less of others? */
static bool about_its_pair(const Doc *doc)
{
    uint32_t inside, outside, named[2] = {0, 0};
    doc_count_named(doc, &inside, &outside);
    for (uint32_t i = 0; i < doc->n_mentions; i++)
        for (int k = 0; k < 2; k++)
            named[k] += resolve_names_party(&doc->mentions[i]) &&
                        party_set_has(&doc->mentions[i].parties, doc->main_pair.id[k]);
    return inside > outside && named[0] > 1 && named[1] > 1;
}

/* "President X" of a text about a republic and a kingdom serves the republic. */
static void place_by_rank(const Resolver *r, Known *k, const char *office)
{
    const PartySet *pair = &r->doc->main_pair;
    if (k->parties.n || !office || pair->n != 2 || !about_its_pair(r->doc)) return;
    bool may[2];
    for (int i = 0; i < 2; i++)
        may[i] = !lex_party_is_org(r->lex, pair->id[i]) && lex_may_hold(r->lex, pair->id[i], office);
    if (may[0] != may[1]) party_set_add(&k->parties, pair->id[may[0] ? 0 : 1]);
}

/* Of two presidents in a text about two states, each serves one. */
static void place_by_peer(const Resolver *r, const Register *reg, Known *k, const char *office)
{
    const Doc *doc = r->doc;
    if (k->parties.n || k->former || !office || !about_its_pair(doc)) return;
    PartySet served = {0};
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *o = &doc->mentions[i];
        const Known *other = o->kind == M_PERSON && o->ref >= 0 ? &reg->items[o->ref] : NULL;
        if (!other || other == k || other->former || !o->post || (o->flags & MF_DEMONSTR)) continue;
        const char *same = office_of(r, o);
        if (same && strcmp(same, office) == 0) party_set_union(&served, &other->parties);
    }
    bool found;
    uint16_t side = served.n == 1 ? other_side(&doc->main_pair, served.id[0], &found) : 0;
    if (served.n == 1 && found && lex_may_hold(r->lex, side, office)) party_set_add(&k->parties, side);
}

/* People without a state: by their counterpart; by the dateline; by the pack's own state for its own offices;
 * envoys by the side that sends them.
 */
void place_people(Resolver *r, Register *reg)
{
    Doc *doc = r->doc;
    int host = host_side(r, reg);
    const char *home = lang_setting(doc->lang, "default-party");
    int homes[2] = {dateline_party(doc), home ? lex_party_id(r->lex, home) : -1};
    int side = unserved_side(doc, reg);
    bool crowd = unplaced(reg) > FEW || !about_its_pair(doc);
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->kind != M_PERSON || m->ref < 0 || reg->items[m->ref].parties.n) continue;
        Known *k = &reg->items[m->ref];
        place_by_owner(r, k, m);
        place_two(r, reg, i);
        place_couple(r, reg, k, i);
        place_by_leading(r, k, m);
        place_by_teller(r, k, m);
        place_by_office(doc, reg, k);
        place_by_counterpart(doc, reg, m, i);
    }
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        Mention *m = &doc->mentions[i];
        if (m->kind != M_PERSON || m->ref < 0 || reg->items[m->ref].parties.n) continue;
        Known *k = &reg->items[m->ref];
        const char *office = m->post ? office_of(r, m) : NULL;
        place_by_counterpart(doc, reg, m, i); /* those whom this pass has placed */
        place_by_office(doc, reg, k);
        place_by_rank(r, k, office);
        place_by_peer(r, reg, k, office);
        if (!k->parties.n && host >= 0 && is_envoy(r, m))
            party_set_add(&k->parties, doc->main_pair.id[1 - host]);
        /* posts that the default party does not have: "Quốc vương" in Vietnamese */
        bool foreign = match_class_at(r->ix, m->tok, lang_class(doc->lang, "foreign-post"), NULL, NULL, NULL);
        bool abroad = !named_as_at_home(r, &doc->mentions[k->mention]);
        bool sent = is_envoy(r, m) && homes[0] != homes[1]; /* those at a foreign dateline are others' */
        bool other = false;
        uint16_t sender = homes[0] >= 0 ? other_side(&doc->main_pair, (uint16_t)homes[0], &other) : 0;
        if (!k->parties.n && k->post && sent && homes[0] >= 0 && other) party_set_add(&k->parties, sender);
        for (int h = sent ? 1 : 0; h < (foreign ? 0 : 2); h++)
            if (!k->parties.n && k->post && homes[h] >= 0 && !(abroad && h == 1) &&
                !(office && !lex_may_hold(r->lex, (uint16_t)homes[h], office)) &&
                party_set_has(&doc->main_pair, (uint16_t)homes[h]) && !listed_with_other(r, reg, i, homes[h]))
                party_set_add(&k->parties, (uint16_t)homes[h]);
        if (!is_envoy(r, m)) place_by_list(r, reg, k, i);
        if (!k->parties.n && k->post && host >= 0 && !listed_with_other(r, reg, i, doc->main_pair.id[host]))
            party_set_add(&k->parties, doc->main_pair.id[host]);
        int against = m->post && !lex_party_is_org(r->lex, doc->main_pair.id[0]) ? side_against(r, m) : -1;
        if (!k->parties.n && k->post && against >= 0 && !lex_party_is_org(r->lex, doc->main_pair.id[against]))
            party_set_add(&k->parties, doc->main_pair.id[against]);
        /* only the other side is served by somebody named: X serves this one, but not all of a crowd */
        bool state = side >= 0 && !lex_party_is_org(r->lex, doc->main_pair.id[side]) && !crowd;
        if (!k->parties.n && k->post && state) party_set_add(&k->parties, doc->main_pair.id[side]);
    }
    if (host >= 0) r->home = doc->main_pair.id[host];
    for (int h = 0; h < 2 && r->home < 0; h++)
        if (homes[h] >= 0 && party_set_has(&doc->main_pair, (uint16_t)homes[h])) r->home = homes[h];
    if (r->home < 0 && homes[0] >= 0 && opens_with(doc, (uint16_t)homes[0])) r->home = homes[0];
}
