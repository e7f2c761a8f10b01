/* mention_person.c: people with their posts, and posts without a name.
 *
 * Forms: POST NAME, PARTY's POST NAME, POST PARTY NAME, NAME, (the) PARTY's POST (of PARTY), NAME of PARTY,
 * the POSTs of A and B, NAME and NAME; his PARTY counterpart NAME; honorific NAME; POST alone.
 */
#include "base/buf.h"
#include "stage/mention_parts.h"

#include <string.h>

/* Whom a leader serves that the lists know, "Putin" of "Putin's envoy", by the name [name, e); -1: none. */
static int leader_party(const Finder *f, uint32_t name, uint32_t e)
{
    const char *text = finder_text(f, name, e);
    return e - name > 1 ? lex_person_party(f->lex, text) : lex_surname_party(f->lex, text);
}

/* The party of an organisation by its short form, "NEA" behind "Nepal Electricity Authority (NEA)", at token
 * t; -1: none is. */
static int acronym_party(const Finder *f, uint32_t t)
{
    enum { WORDS = 8 };
    const Token *toks = f->doc->toks, *it = &toks[t];
    uint32_t n = it->span.end - it->span.start, e, flags;
    if (!(it->flags & TOK_ALLCAP) || n < 3) return -1;
    for (uint32_t k = 1; k + 1 < t; k++) {
        bool same = toks[k].span.end - toks[k].span.start == n &&
                    memcmp(f->doc->text + toks[k].span.start, f->doc->text + it->span.start, n) == 0;
        if (!same || !finder_is(f, k - 1, "(") || !finder_is(f, k + 1, ")")) continue;
        for (uint32_t w = k - 1; w-- > 0 && w + WORDS >= k && (toks[w].flags & TOK_WORD);) {
            int id = party_at(f, w, &e, &flags);
            if (id >= 0 && !(flags & (MF_CITY | MF_ORG))) return id;
        }
    }
    return -1;
}

/* The party in front of a post: "Vietnam's", "Vietnamese"; returns the token where the phrase then begins. */
static uint32_t leading_party(const Finder *f, uint32_t i, PostPhrase *p)
{
    if (f->after) return i;
    uint32_t t = i;
    bool poss = t > f->lo && is_possessive(f, t - 1);
    if (poss) t--;
    const Mention *last = f->n ? &f->out[f->n - 1] : NULL;
    if (poss && p->served.n == 0 && last && last->kind == M_PERSON && last->tok_end == t) {
        p->served = last->parties; /* "Prime Minister Modi's envoy": serves whom the other serves */
        uint32_t name = last->tok_end;
        while (name > last->tok && name_end(f, name - 1) == last->tok_end) name--;
        if (p->served.n == 0) party_set_add(&p->served, leader_party(f, name, last->tok_end));
        return i;
    }
    const int kinds[] = {f->cls.party, f->cls.demonym, f->cls.capital, f->cls.nickname, f->cls.city};
    uint32_t best = t;
    int id = -1;
    for (size_t k = 0; k < 5; k++) {
        uint32_t at;
        const char *key;
        if (t == f->lo || !match_class_before(f->ix, t, kinds[k], NULL, &at, &key) || at < f->lo ||
            at >= best)
            continue;
        if (f->taken[at] & TAKEN_DATE) continue;
        best = at;
        id = lex_party_id(f->lex, key);
    }
    if (id < 0 && t > f->lo && (id = acronym_party(f, t - 1)) >= 0) best = t - 1;
    if (id < 0) return i;
    uint32_t stance = stance_start(f, best); /* "Moldova's | pro-Russia president" */
    if (stance < best) {
        uint32_t from = leading_party(f, stance, p);
        return from == stance ? i : from;
    }
    if (p->served.n == 0) party_set_add(&p->served, id);
    return best;
}

/* The pack's first article and a space, or nothing. */
static const char *article(const Finder *f)
{
    const LexEntry *entries;
    return lang_entries(f->doc->lang, "article", &entries)
               ? arena_printf(f->doc->arena, "%s ", entries->phrase)
               : "";
}

/* The post's own words, without how its holder stands to it: "visiting", "newly appointed"; and without a
 * state's name within them: "chairman of Peru's Senate" is "chairman of the Senate". */
static const char *post_text(const Finder *f, const PostPhrase *p)
{
    uint32_t from = p->tok, e;
    while (at_class(f, from, f->cls.post_aside, &e) && e < p->text_end)
        from = finder_is(f, e, "-") ? e + 1 : e;
    if (p->text_end <= from) return NULL;
    if (p->cut <= from || p->cut_end >= p->text_end) return finder_text(f, from, p->text_end);
    return arena_printf(f->doc->arena, "%s %s%s", finder_text(f, from, p->cut), article(f),
                        finder_text(f, p->cut_end, p->text_end));
}

/* The post of each of several holders: "foreign ministers" is "foreign minister". NULL where the phrase is no
 * plural. */
static const char *singular_post(const Finder *f, const PostPhrase *p)
{
    Buf text = {0};
    bool plural = false;
    bool inside = false; /* "of the Cabinet of Ministers" is one body */
    for (uint32_t t = p->tok, e; t < p->text_end; t = e) {
        const char *key;
        inside |= at_class(f, t, f->cls.served_link, &e);
        bool many =
            !inside && match_class_at(f->ix, t, f->cls.post_plural, NULL, &e, &key) && e <= p->text_end;
        if (!many) e = t + 1;
        Span s = f->doc->toks[t].span;
        if (t > p->tok && (f->doc->toks[t].flags & TOK_SPACE)) buf_addc(&text, ' ');
        size_t at = text.len;
        if (many) buf_adds(&text, key);
        else buf_add(&text, f->doc->text + s.start, s.end - s.start);
        if (many && (f->doc->toks[t].flags & TOK_CAP) && text.data[at] >= 'a' && text.data[at] <= 'z')
            text.data[at] = (char)(text.data[at] - 'a' + 'A'); /* "Presidents": "President" */
        plural |= many;
    }
    const char *out = plural ? arena_strdup(f->doc->arena, buf_str(&text)) : NULL;
    buf_free(&text);
    return out;
}

static Mention *add_person(Finder *f, uint32_t from, uint32_t name, uint32_t name_stop, uint32_t end,
                           const PostPhrase *p)
{
    uint32_t kept = 0; /* "Đức" in "Hoàng Đức Nhuận" is not Germany */
    for (uint32_t i = 0; i < f->n; i++) {
        const Mention *o = &f->out[i];
        if (o->kind != M_PARTY || o->sent != f->sent || o->tok < name || o->tok_end > name_stop)
            f->out[kept++] = *o;
    }
    f->n = kept;
    Mention *m = finder_add(f, M_PERSON, from, end);
    m->name = finder_text(f, name, name_stop);
    finder_take(f, from, end, TAKEN_NAME);
    if (is_possessive(f, end)) m->flags |= MF_POSS;
    if (p) {
        const char *one = singular_post(f, p); /* "duta besarnya": "duta besar" */
        m->post = one ? one : post_text(f, p);
        m->parties = p->served;
        if (p->former) m->flags |= MF_FORMER;
    }
    return m;
}

/* The state that stands alone in brackets, "Mart Saar (Estonia)"; -1: none does. */
static int bracketed_state(const Finder *f, uint32_t t, uint32_t *stop)
{
    uint32_t e, flags;
    if (!finder_is(f, t, "(")) return -1;
    int id = party_at(f, t + 1, &e, &flags);
    if (id < 0 || (flags & (MF_ADJ | MF_ORG | MF_CITY | MF_CAPITAL)) || !finder_is(f, e, ")")) return -1;
    *stop = e + 1;
    return id;
}

/* "of China" behind "Premier Li Qiang", "(China)"; but "nhà lãnh đạo Kim tại Singapore" only was there, and
 * whom the lists know to serve another comes "dari China". The name begins at the token name. */
static uint32_t trailing_party(const Finder *f, uint32_t name, uint32_t t, PostPhrase *p)
{
    if (p->served.n) return t;
    uint32_t close;
    int state = bracketed_state(f, t, &close);
    party_set_add(&p->served, state);
    if (state >= 0) return close;
    uint32_t linked = skip_post_links(f, t), e, flags;
    if (linked == t || (!f->after && !at_class(f, t, f->cls.served_link, &e))) return t;
    bool place = !p->envoy && at_class(f, t, f->cls.prep_place, &e);
    if (place && !at_class(f, t, f->cls.served_link, &e)) return t;
    int id = party_at(f, past_epithet(f, linked), &e, &flags);
    if (id < 0) return t;
    if (place) {
        int known = leader_party(f, name, t);
        if ((flags & (MF_ADJ | MF_CITY | MF_CAPITAL)) || (known >= 0 && known != id)) return t;
    }
    if ((flags & MF_ADJ) || is_possessive(f, e)) { /* "of the Chilean foreign ministry", "of Chile's army" */
        e = organ_of(f, is_possessive(f, e) ? e + 1 : e);
        if (!e) return t;
    }
    party_set_add(&p->served, id);
    return e;
}

uint32_t more_leading(const Finder *f, uint32_t from, PartySet *set)
{
    uint32_t and, d;
    const char *key;
    for (;;) {
        uint32_t back = from;
        if (before_class(f, back, f->cls.list_and, &and)) back = and;
        if (back > f->lo && finder_is(f, back - 1, ",")) back--;
        if (back == from || !match_class_before(f->ix, back, f->cls.demonym, NULL, &d, &key) || d < f->lo)
            return from;
        PartySet all = {0};
        party_set_add(&all, lex_party_id(f->lex, key));
        for (uint16_t i = 0; i < set->n; i++) party_set_add(&all, set->id[i]);
        *set = all;
        from = d;
    }
}

typedef struct Listed {
    uint32_t start, end, stop; /* the name; with the party behind it */
    int party;                 /* named behind the name: "A of Russia and B of China"; -1 none */
} Listed;

/* NAME (of PARTY), NAME (of PARTY) and NAME (of PARTY) from t, the party perhaps in brackets; how many. */
static uint32_t name_list(const Finder *f, uint32_t t, Listed *out, uint32_t cap)
{
    uint32_t n = 0, and;
    if (finder_is(f, t, ",")) t++;
    while (n < cap) {
        uint32_t at = t, e, flags;
        if (n && finder_is(f, at, ",")) at++;
        if (n && at_class(f, at, f->cls.list_and, &and)) at = and;
        if (n && at == t) break;
        at = skip_honorifics(f, at);
        e = name_end(f, at);
        if (e == at) break;
        out[n] = (Listed){at, e, e, -1};
        t = e;
        uint32_t linked = at_class(f, e, f->cls.served_link, &and) ? skip_post_links(f, e) : e, stop;
        int id = linked > e ? party_at(f, linked, &stop, &flags) : -1;
        if (id < 0 && (id = bracketed_state(f, e, &stop)) >= 0) flags = 0;
        if (id >= 0 && !(flags & MF_ADJ)) {
            out[n].party = id;
            out[n].stop = t = stop;
        }
        n++;
    }
    return n;
}

/* "The foreign ministers of A and B, NAME and NAME", "Presidents NAME and NAME", "the A and B ministers NAME
 * and NAME". */
static bool listed_people(Finder *f, PostPhrase *p, uint32_t from)
{
    const char *singular = singular_post(f, p);
    if (!singular && (p->served.n < 2 || !finder_is(f, p->end, ","))) return false;
    PartySet served = p->served;
    if (singular && served.n == 1) from = more_leading(f, from, &served);
    Listed names[MAX_PARTIES];
    uint32_t n = name_list(f, p->end, names, MAX_PARTIES);
    if (n < 2 || (served.n >= 2 && n != served.n)) return false;
    /* "Presidents NAME and NAME of A and B" */
    PartySet behind = {0};
    uint32_t linked = skip_post_links(f, names[n - 1].end);
    uint32_t stop = names[n - 1].party >= 0 && linked > names[n - 1].end ? party_list(f, linked, &behind) : 0;
    if (!served.n && behind.n == n) {
        served = behind;
        names[n - 1].party = -1;
        names[n - 1].stop = stop;
    }
    for (uint32_t k = 0; k < n; k++) {
        PostPhrase one = *p;
        int id = names[k].party >= 0 ? names[k].party
                 : served.n == n     ? served.id[k]
                 : served.n == 1     ? served.id[0]
                                     : -1;
        one.served = (PartySet){0};
        party_set_add(&one.served, id);
        Mention *m = add_person(f, names[k].start, names[k].start, names[k].end, names[k].stop, &one);
        if (singular) m->post = singular;
    }
    Mention *m = finder_add(f, M_POST, from, p->end);
    m->parties = served;
    m->post = post_text(f, p);
    m->flags |= MF_PART; /* the names stand for it */
    return true;
}

/* "(PARTY's) POST (of PARTY)" at t, behind a name. */
static bool led_post(const Finder *f, uint32_t t, PostPhrase *p)
{
    uint32_t flags = 0, lead = t, x, y;
    int id = party_at(f, t, &x, &flags);
    if (id < 0 && t < f->hi && !f->after && (id = acronym_party(f, t)) >= 0)
        x = t + 1; /* "NAME, NEA chief" */
    /* "NAME, the UN human rights chief" */
    bool beside = id >= 0 && (at_class(f, x, f->cls.post_head, &y) || at_class(f, x, f->cls.post_mod, &y) ||
                              at_class(f, x, f->cls.portfolio, &y));
    if (id < 0 && !f->after && (x = name_end(f, t)) > t && is_possessive(f, x)) id = leader_party(f, t, x);
    bool leads = id >= 0 && !f->after && ((flags & MF_ADJ) || is_possessive(f, x) || beside);
    if (leads) lead = is_possessive(f, x) ? x + 1 : x;
    if (!post_parse(f, lead, true, p)) return false;
    if (leads && !p->served.n) party_set_add(&p->served, id);
    return true;
}

/* "Peru's president, | Ana Sol of Chile": does the state behind a name that ends at e speak against the post?
 */
static bool named_of_another(const Finder *f, uint32_t e, const PostPhrase *post)
{
    uint32_t behind, end, flags = 0;
    if (f->after || !post->served.n || !at_class(f, e, f->cls.served_link, &behind)) return false;
    int id = party_at(f, behind, &end, &flags);
    return id >= 0 && !(flags & (MF_ADJ | MF_CITY | MF_CAPITAL)) && !is_possessive(f, end) &&
           !party_set_has(&post->served, (uint16_t)id);
}

/* The post behind a name that ends at e: ", (the) (PARTY's) POST (of PARTY)". False where none stands there,
 * or one of the next person. */
static bool appositive_post(const Finder *f, uint32_t e, PostPhrase *p)
{
    uint32_t t = skip_brackets(f, e), x, y;
    if (!at_class(f, t, f->cls.appositive, &x)) {
        if (!finder_is(f, t, ",")) return false;
        x = t + 1;
    }
    t = x;
    bool article = false;
    if (at_class(f, t, f->cls.function, &x) && x == t + 1 && !at_class(f, t, f->cls.own, &y) &&
        !at_class(f, t, f->cls.list_and, &y) && !at_class(f, t, f->cls.post_head, &y) &&
        !at_class(f, t, f->cls.post_former, &y)) {
        article = true;
        t++;
    }
    if (!led_post(f, t, p)) return false;
    if (article && !p->served.n && !p->target.n && !p->named_part) return false;
    /* "X, member of the Politburo, foreign minister of S", "X, an MP and Peru's trade minister": the post
     * with a state */
    while (!p->served.n) {
        PostPhrase next;
        uint32_t from = finder_is(f, p->end, ",") ? p->end + 1 : p->end;
        bool joined = !f->after && at_class(f, from, f->cls.list_and, &y);
        if (joined) from = y;
        if (from == p->end) break;
        if (at_class(f, from, f->cls.function, &x) && x == from + 1 &&
            !at_class(f, from, f->cls.list_and, &y))
            from = x;
        if (!led_post(f, from, &next) || next.end <= p->end || (joined && !next.served.n)) break;
        *p = next;
    }
    if (is_possessive(f, p->end)) { /* "X, the president's special envoy": another's post leads to his own */
        PostPhrase own;
        if (!post_parse(f, p->end + 1, true, &own)) return false;
        if (!own.served.n) own.served = p->served;
        *p = own;
    }
    uint32_t after = skip_honorifics(f, p->end);
    return name_end(f, after) == after; /* else the post belongs to the next name */
}

/* POST ... NAME, or the post alone. Returns the token behind, or i. */
static uint32_t post_first(Finder *f, uint32_t i)
{
    PostPhrase p;
    if (!post_parse(f, i, false, &p)) return i;
    uint32_t from = leading_party(f, i, &p), t = p.end, before;
    bool bare = !p.named_part && !p.served.n &&
                !p.target.n; /* "Direktur PT ...": a head that needs more to be a post of state */
    if (bare && at_class(f, p.tok, f->cls.post_weak, &before) && before == p.end) return i;
    if (from < i && before_class(f, from, f->cls.post_former, &before))
        p.former = true; /* "former Chilean minister" */
    if (listed_people(f, &p, from)) return p.end;
    t = skip_brackets(f, t);
    uint32_t owned; /* "menteri luar negeri negara itu, NAME" */
    if (f->after && at_class(f, t, f->cls.own_state, &owned)) t = owned;
    uint32_t place, behind, flags; /* "its ambassador in Kabul, NAME," */
    if (p.envoy && at_class(f, t, f->cls.prep_place, &place) && party_at(f, place, &behind, &flags) >= 0 &&
        finder_is(f, behind, ",") && name_apart(f, behind))
        t = behind;
    bool apart = (p.end > p.tok + 1 || before_class(f, p.tok, f->cls.own_state, &owned)) && name_apart(f, t);
    if (finder_is(f, t, ",") && (p.served.n || p.target.n || p.named_part || apart)) t++;
    uint32_t name = skip_honorifics(f, t), e = name_end(f, name);
    uint32_t dash; /* "Tổng lãnh sự Lào - ông NAME" */
    if (f->after && e == name && at_class(f, t, f->cls.appositive, &dash)) {
        uint32_t other = skip_honorifics(f, dash), stop = name_end(f, other);
        if (stop >= other + 2) {
            name = other;
            e = stop;
            t = dash;
        }
    }
    if (f->after && e == name + 1 && finder_is(f, e, "-") && (f->doc->toks[e].flags & TOK_SPACE))
        e = name;                                                 /* "Ngoại trưởng Trung - Nhật" */
    bool closed = f->after && p.served.n && finder_is(f, e, ","); /* "Menteri Luar Negeri RI, Sugiono, ..." */
    bool titled = !f->after && name > t;                          /* "the minister for Africa, Lord NAME" */
    if (finder_is(f, t - 1, ",") && e > name && e - name < 2 && !closed && !titled)
        e = name; /* behind a comma a single word is no name */
    if (e > name && finder_is(f, t - 1, ",") && named_of_another(f, e, &p)) e = name;
    if (e > name && t > p.end) { /* "Minister of Trade, Budi Santoso," ends in a comma or so */
        uint32_t more;
        if (at_class(f, e, f->cls.post_head, &more)) e = name;
    }
    if (e > name) {
        uint32_t end = trailing_party(f, name, e, &p);
        PostPhrase own; /* "Senator NAME, Peru's trade minister" */
        if (!f->after && !p.served.n && end == e && appositive_post(f, e, &own) && own.served.n) {
            p = own;
            end = p.end;
        }
        add_person(f, from, name, e, end, &p);
        return end;
    }
    uint32_t two;
    if (!p.served.n && from > f->lo && match_number(f->ix, f->doc, from - 1, &two) == 2 &&
        two == from) { /* "the two ministers" */
        Mention *g = finder_add(f, M_GROUP, from - 1, p.end);
        g->value = "people";
        g->name = finder_text(f, from - 1, p.end);
        finder_take(f, from - 1, p.end, TAKEN_NAME);
        return p.end;
    }
    uint32_t group; /* "the foreign ministers": the two spoken of, perhaps */
    if (!p.served.n && from > f->lo && at_class(f, from - 1, f->cls.group, &group) && group == p.end)
        return p.end;
    if (!f->after && p.served.n == 1 && from < i &&
        singular_post(f, &p)) /* "the Chilean and Peruvian ministers" */
        from = more_leading(f, from, &p.served);
    Mention *m = finder_add(f, M_POST, from, p.end);
    m->parties = p.served;
    m->post = post_text(f, &p);
    m->name = p.named_part ? m->post : NULL;
    const char *key;
    uint32_t leader; /* "the Belarusian leader": whoever holds the post there */
    if (!p.named_part && match_class_at(f->ix, p.tok, f->cls.actor, "leader", &leader, &key) &&
        leader == p.end) {
        m->value = "role";
        m->name = m->post;
    }
    if (p.former) m->flags |= MF_FORMER;
    if (is_possessive(f, p.end)) m->flags |= MF_POSS;
    finder_take(f, from, p.end, TAKEN_NAME);
    return p.end;
}

/* "counterpart from PARTY": the token behind the party that stands behind a link, or t. */
static uint32_t counterpart_party(const Finder *f, uint32_t t, PartySet *served)
{
    uint32_t from, linked = skip_post_links(f, t), e;
    if (linked == t && at_class(f, t, f->cls.counterpart_link, &from)) {
        PartySet one = {0};
        e = party_list(f, from, &one);
        if (one.n != 1) return t; /* "counterparts from A and B" are several */
        *served = one;
        return skip_brackets(f, e);
    }
    e = party_list(f, linked, served);
    return e > linked ? skip_brackets(f, e) : t;
}

/* NAME, his (PARTY) counterpart (from PARTY) */
static uint32_t name_counterpart(Finder *f, uint32_t i, uint32_t name, uint32_t e)
{
    uint32_t t = e + 1, x, flags;
    PostPhrase p = {.tok = i, .text_end = i};
    if (!finder_is(f, e, ",")) return i;
    if (at_class(f, t, f->cls.own, &x)) t = x;
    int id = f->after ? -1 : party_at(f, t, &x, &flags);
    if (id >= 0 && (flags & MF_ADJ)) {
        party_set_add(&p.served, id);
        t = x;
    }
    if (!at_class(f, t, f->cls.counterpart, &p.end)) return i;
    if (!p.served.n) p.end = counterpart_party(f, p.end, &p.served);
    uint32_t next = skip_honorifics(f, p.end);
    if (p.served.n > 1 || name_end(f, next) > next) return i; /* the next one's */
    Mention *m = add_person(f, i, name, e, p.end, &p);
    m->post = NULL;
    m->flags |= MF_DEMONSTR;
    return p.end;
}

/* "Chile's | Ana Sol, Peru's president": does the state in front of a name at i serve other than the post? */
static bool of_another(const Finder *f, uint32_t i, const PostPhrase *post)
{
    if (f->after || i < f->lo + 2 || !is_possessive(f, i - 1)) return false;
    for (uint32_t k = f->n; k-- > 0;) {
        const Mention *m = &f->out[k];
        if (m->kind == M_PARTY && m->tok_end == i - 1 && m->parties.n == 1)
            return post->served.n && !party_set_has(&post->served, m->parties.id[0]);
    }
    return false;
}

/* NAME, (the) (PARTY's) POST (of PARTY); NAME (POST) */
static uint32_t name_first(Finder *f, uint32_t i, uint32_t name, uint32_t e)
{
    PostPhrase held;
    if (finder_is(f, e, "(") && post_parse(f, e + 1, true, &held) && finder_is(f, held.end, ")")) {
        add_person(f, i, name, e, held.end + 1, &held);
        return held.end + 1;
    }
    uint32_t other = name_counterpart(f, i, name, e);
    if (other > i) return other;
    if (!appositive_post(f, e, &held) || of_another(f, i, &held)) return i;
    add_person(f, i, name, e, held.end, &held);
    return held.end;
}

/* "his Latvian and Lithuanian counterparts | , NAME and NAME": each in his turn, as many names as states. The
 * token behind the last, or t. */
static uint32_t counterparts_named(Finder *f, uint32_t t, const PartySet *served)
{
    Listed names[MAX_PARTIES];
    uint32_t n = name_list(f, t, names, MAX_PARTIES);
    if (n != served->n) return t;
    for (uint32_t k = 0; k < n; k++) {
        Mention *m = add_person(f, names[k].start, names[k].start, names[k].end, names[k].end, NULL);
        party_set_add(&m->parties, served->id[k]);
    }
    return names[n - 1].stop;
}

/* (his) (PARTY) counterpart (from PARTY) (,) NAME */
static uint32_t counterpart(Finder *f, uint32_t i)
{
    uint32_t e, t;
    if (!at_class(f, i, f->cls.counterpart, &e)) return i;
    PostPhrase p = {.tok = i, .end = e, .text_end = i};
    uint32_t from = leading_party(f, i, &p);
    if (!f->after && p.served.n) from = more_leading(f, from, &p.served);
    if (before_class(f, from, f->cls.own, &t)) from = t;
    t = e;
    if (!p.served.n) t = counterpart_party(f, t, &p.served);
    uint32_t end = t;
    if (finder_is(f, t, ",")) t++;
    uint32_t name = skip_honorifics(f, t), stop = name_end(f, name);
    if (stop > name && p.served.n < 2) {
        Mention *m = add_person(f, from, name, stop, stop, &p);
        m->post = NULL;
        m->flags |= MF_DEMONSTR;
        return stop;
    }
    Mention *m = finder_add(f, M_POST, from, end);
    m->parties = p.served;
    m->flags |= MF_DEMONSTR;
    finder_take(f, from, end, TAKEN_NAME);
    return p.served.n > 1 && finder_is(f, end, ",") ? counterparts_named(f, end, &p.served) : end;
}

/* "Ana Sol of Chile", of words that the pack does not know and behind no article; the token behind the state,
 * or e. */
static uint32_t of_state(const Finder *f, uint32_t name, uint32_t e, PartySet *served)
{
    uint32_t linked, stop, flags, x;
    if (f->after || f->headline || !at_class(f, e, f->cls.served_link, &linked)) return e;
    if (before_class(f, name, f->cls.article, &x) ||
        (name > f->lo && (f->doc->toks[name - 1].flags & TOK_CAP)))
        return e;
    if (f->doc->toks[e - 1].word && !at_class(f, e - 1, f->cls.female, &x)) return e; /* "Luis Vera" */
    int id = party_at(f, linked, &stop, &flags);
    if (id < 0 || (flags & (MF_ADJ | MF_ORG | MF_CITY | MF_CAPITAL)) || is_possessive(f, stop)) return e;
    party_set_add(served, id);
    return stop;
}

/* A name without a post: a person behind an honorific, behind a state ("Uruguay's Jorge Pereira"), or by the
 * lists of those who serve states. */
static void bare_name(Finder *f, uint32_t i, uint32_t name, uint32_t e)
{
    PostPhrase p = {.tok = i, .end = i, .text_end = i};
    bool full = e - name > 1;
    uint32_t stop = full && name == i ? of_state(f, name, e, &p.served) : e;
    if (stop > e) {
        add_person(f, i, name, e, stop, &p);
        return;
    }
    uint32_t from = full && i > f->lo && is_possessive(f, i - 1) ? leading_party(f, i, &p) : i;
    if (from < i || name > i) add_person(f, from, name, e, e, from < i ? &p : NULL);
    else if (lex_person_party(f->lex, finder_text(f, name, e)) >= 0) add_person(f, i, name, e, e, NULL);
}

/* "Mark King", "Alexander Pope": a surname that is a post, too, behind a first name and before no other name;
 * its end, or i. */
static uint32_t surnamed(const Finder *f, uint32_t i)
{
    uint32_t e, x, flags;
    const Token *first = &f->doc->toks[i];
    if (!(first->flags & TOK_WORD) || !(first->flags & TOK_CAP) || i + 1 >= f->hi) return i;
    if (!at_class(f, i + 1, f->cls.surname, &e) || !(f->doc->toks[i + 1].flags & TOK_CAP)) return i;
    const int other[] = {f->cls.honorific, f->cls.post_head, f->cls.post_mod,  f->cls.post_former,
                         f->cls.portfolio, f->cls.function,  f->cls.post_aside};
    for (size_t k = 0; k < sizeof other / sizeof *other; k++)
        if (at_class(f, i, other[k], &x)) return i;
    if (party_at(f, i, &x, &flags) >= 0 || name_end(f, i) != i + 1) return i;
    return name_end(f, e) > e ? i : e;
}

/* "Her Excellency | Ambassador NAME": the post behind honorifics, or i. */
static uint32_t honoured_post(const Finder *f, uint32_t i)
{
    uint32_t t = i, e;
    while (at_class(f, t, f->cls.honorific, &e)) {
        t = e;
        if (at_class(f, t, f->cls.post_head, &e)) return t;
    }
    return i;
}

/* "the African Union chairperson": a party of several words that holds one which could begin a post ("union
 * minister"); the token behind that word, or i. */
static uint32_t behind_party(const Finder *f, uint32_t i)
{
    uint32_t e, x, flags;
    if (f->after || party_at(f, i, &e, &flags) < 0) return i;
    for (uint32_t t = e; t-- > i + 1;)
        if (at_class(f, t, f->cls.post_mod, &x) ||
            ((flags & MF_ORG) && t + 1 == e && at_class(f, t, f->cls.portfolio, &x) &&
             at_class(f, e, f->cls.post_head, &x)))
            return t + 1;
    return i;
}

void find_people(Finder *f)
{
    for (uint32_t i = f->lo; i < f->hi;) {
        uint32_t next = i, e, x;
        if ((e = behind_party(f, i)) > i) {
            i = e;
            continue;
        }
        if (at_class(f, i, f->cls.seat, &e)) { /* "Phủ Chủ tịch": a building, not its holder */
            i = e;
            continue;
        }
        if (!(f->taken[i] & (TAKEN_DATE | TAKEN_NAME)) && (e = surnamed(f, i)) > i) {
            finder_take(f, i, e, TAKEN_NAME); /* nobody's post */
            next = e;
        } else if (!(f->taken[i] & (TAKEN_DATE | TAKEN_NAME))) {
            next = counterpart(f, i);
            bool post =
                next == i && (at_class(f, i, f->cls.post_head, &x) || at_class(f, i, f->cls.post_mod, &x) ||
                              at_class(f, i, f->cls.portfolio, &x) || at_class(f, i, f->cls.post_former, &x));
            if (post) next = post_first(f, i);
            uint32_t name = next == i ? skip_honorifics(f, i) : i;
            uint32_t post_at = next == i ? honoured_post(f, i) : i;
            if (post_at > i) {
                i = post_at;
                continue;
            }
            e = next == i ? name_end(f, name) : name;
            if (e > name) {
                if (name > i || e - name > 1) next = name_first(f, i, name, e);
                if (next == i) {
                    bare_name(f, i, name, e);
                    next = e;
                }
            }
        }
        i = next > i ? next : i + 1;
    }
}
