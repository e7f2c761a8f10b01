/* phrase.c: see phrase.h. One small function for each kind of fact. */
#include "view/phrase.h"

#include "base/text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "view/when.h"

const char phrase_lang[] = "en";

static bool is(const char *field, const char *word)
{
    return field && strcmp(field, word) == 0;
}

/* ---- parties and people ---- */

/* English puts "the" before names that describe: unions, kingdoms, island groups. */
static bool wants_the(const char *name)
{
    static const char *const words[] = {
        "United",    "Republic",     "Islands",      "Union",       "Philippines", "Netherlands",
        "Emirates",  "Bahamas",      "Gambia",       "Maldives",    "Comoros",     "Nations",
        "Council",   "Organization", "Organisation", "Bank",        "Forum",       "Agency",
        "Fund",      "Commission",   "Assembly",     "Community",   "League",      "Commonwealth",
        "Group",     "Court",        "Alliance",     "Association", "Committee",   "Tribunal",
        "Programme", "Federation",   "Conference",   "System",      "Initiative",  "Authority",
        "Movement",  "Parliament",   "Summit",       "Partnership", "Agreement",   "Area",
        "Mission",   "Facility",     "Office",       "Market",      "Bureau",      "Dialogue",
        "Meeting",   "Secretariat",  "Force",        "Holy See",    "UN ",
    };
    if (strncmp(name, "the ", 4) == 0 || strncmp(name, "The ", 4) == 0) return false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strstr(name, words[i])) return true;
    return false;
}

void phrase_party(Buf *out, const ViewNames *names, const char *code, bool article)
{
    const char *name = names && names->of ? names->of(names->ctx, code) : NULL;
    if (name && article && wants_the(name)) buf_adds(out, "the ");
    buf_adds(out, name ? name : code);
}

static void put_sep(Buf *out, size_t i, size_t n)
{
    if (i > 0) buf_adds(out, i + 1 == n ? " and " : ", ");
}

void phrase_parties(Buf *out, const ViewNames *names, const StrList *codes)
{
    for (size_t i = 0; i < codes->n; i++) {
        put_sep(out, i, codes->n);
        phrase_party(out, names, codes->items[i], true);
    }
}

bool phrase_involves(const Fact *f, const char *code)
{
    const StrList *lists[] = {&f->parties, &f->by, &f->to, &f->from, &f->visitor, &f->host};
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
        if (strlist_has(lists[i], code)) return true;
    return is(f->party, code);
}

static void put_person(Buf *out, const Person *p, const ViewNames *names)
{
    buf_adds(out, p->name);
    if (!p->post && !p->party) return;
    buf_adds(out, " (");
    if (p->post) buf_adds(out, p->post);
    if (p->post && p->party) buf_adds(out, ", ");
    if (p->party) phrase_party(out, names, p->party, false);
    buf_adds(out, ")");
}

/* People of `party` (NULL: of everybody); returns how many were put. */
static size_t put_people(Buf *out, const Fact *f, const char *party, const ViewNames *names)
{
    size_t n = 0, k = 0;
    for (size_t i = 0; i < f->people.n; i++) n += !party || is(f->people.items[i].party, party);
    for (size_t i = 0; i < f->people.n; i++) {
        if (party && !is(f->people.items[i].party, party)) continue;
        put_sep(out, k++, n);
        put_person(out, &f->people.items[i], names);
    }
    return n;
}

static void put_list(Buf *out, const StrList *l)
{
    for (size_t i = 0; i < l->n; i++) {
        put_sep(out, i, l->n);
        buf_adds(out, l->items[i]);
    }
}

static void put_in(Buf *out, const char *place)
{
    if (place) buf_printf(out, " in %s", place);
}

/* ---- numbers ---- */

void phrase_number(Buf *out, double v)
{
    double whole = fabs(v);
    if (whole >= 9e15) {
        buf_printf(out, "%.6g", v);
        return;
    }
    long long thousandths = llround(whole * 1000), n = thousandths / 1000;
    int rest = (int)(thousandths % 1000);
    char digits[32];
    int len = snprintf(digits, sizeof digits, "%lld", n);
    if (v < 0) buf_adds(out, "−");
    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0) buf_addc(out, ',');
        buf_addc(out, digits[i]);
    }
    if (!rest) return;
    char frac[8];
    len = snprintf(frac, sizeof frac, "%03d", rest);
    while (frac[len - 1] == '0') len--;
    buf_addc(out, '.');
    buf_add(out, frac, (size_t)len);
}

static bool is_currency(const char *unit)
{
    if (!unit || strlen(unit) != 3) return false;
    for (int i = 0; i < 3; i++)
        if (unit[i] < 'A' || unit[i] > 'Z') return false;
    return true;
}

void phrase_amount(Buf *out, double v, const char *unit)
{
    static const struct {
        double scale;
        const char *name;
    } scales[] = {{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}};
    if (is_currency(unit)) buf_printf(out, is(unit, "USD") ? "US$" : "%s ", unit);
    double shown = v;
    const char *scale = "";
    for (size_t i = 0; i < 3; i++) {
        double q = v / scales[i].scale * 1000;
        if (fabs(v) >= scales[i].scale && fabs(q - round(q)) < 1e-6 * fabs(q)) { /* nothing rounded away */
            shown = v / scales[i].scale;
            scale = scales[i].name;
            break;
        }
    }
    phrase_number(out, shown);
    buf_adds(out, scale);
    if (unit && !is_currency(unit)) buf_printf(out, " %s", unit);
}

void phrase_change(Buf *out, double percent)
{
    if (percent == 0) {
        buf_adds(out, "unchanged");
        return;
    }
    buf_adds(out, percent < 0 ? "down " : "up ");
    phrase_number(out, fabs(percent));
    buf_addc(out, '%');
}

void phrase_ordinal(Buf *out, double n)
{
    int k = (int)n % 100;
    const char *end = k >= 11 && k <= 13 ? "th"
                      : k % 10 == 1      ? "st"
                      : k % 10 == 2      ? "nd"
                      : k % 10 == 3      ? "rd"
                                         : "th";
    phrase_number(out, n);
    buf_adds(out, end);
}

/* ---- kinds ---- */

/* Both sides of a contact: the people of each party, or the party itself where nobody of it is named. */
static void put_sides(Buf *out, const Fact *f, const ViewNames *names, const char *between)
{
    size_t n = f->parties.n;
    if (n != 2) {
        if (f->people.n) {
            put_people(out, f, NULL, names);
            if (n) buf_adds(out, "; ");
        }
        phrase_parties(out, names, &f->parties);
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        if (i) buf_adds(out, between);
        if (!put_people(out, f, f->parties.items[i], names))
            phrase_party(out, names, f->parties.items[i], true);
    }
}

static void put_bodies(Buf *out, const Fact *f)
{
    if (!f->bodies.n) return;
    buf_adds(out, " (");
    put_list(out, &f->bodies);
    buf_adds(out, ")");
}

static bool came_about(const Fact *f)
{
    return is(f->status, "occurred") || is(f->status, "ongoing") || is(f->status, "ended");
}

/* Letters of a name without marks and spaces: "Việt Nam" is "Vietnam". */
static size_t bare_name(const char *name, char *out, size_t cap)
{
    size_t n = strlen(name) < 120 ? text_plain(name, strlen(name), out, cap) : 0, k = 0;
    for (size_t i = 0; i < n; i++)
        if (out[i] != ' ') out[k++] = out[i];
    out[k] = 0;
    return k;
}

/* "visited Vietnam (Vietnam)" says nothing twice. */
static bool is_host(const Fact *f, const ViewNames *names)
{
    char place[512], host[512];
    for (size_t i = 0; i < f->host.n; i++) {
        const char *name = names && names->of ? names->of(names->ctx, f->host.items[i]) : NULL;
        if (name && bare_name(f->place, place, sizeof place) && bare_name(name, host, sizeof host) &&
            strcmp(place, host) == 0)
            return true;
    }
    return false;
}

static void put_visit(Buf *out, const Fact *f, const ViewNames *names)
{
    const char *visitor = f->visitor.n ? f->visitor.items[0] : NULL;
    bool real = came_about(f);
    if (!real) buf_adds(out, "Visit by ");
    if (f->people.n && (!visitor || put_people(out, f, visitor, names) == 0)) put_people(out, f, NULL, names);
    else if (!f->people.n && f->visitor.n) phrase_parties(out, names, &f->visitor);
    else if (!f->people.n) phrase_parties(out, names, &f->parties);
    const StrList *goal = f->host.n ? &f->host : NULL;
    buf_adds(out, !real ? (goal ? " to " : "") : goal ? " visited " : " made a visit");
    if (goal) phrase_parties(out, names, goal);
    if (f->place && !is_host(f, names)) buf_printf(out, " (%s)", f->place);
    put_bodies(out, f);
}

static void put_contact(Buf *out, const Fact *f, const ViewNames *names)
{
    static const struct {
        const char *mode, *noun, *noun_sep, *verb, *tail;
    } forms[] = {
        {"meeting", "Meeting of ", " and ", " met ", ""},
        {"call", "Telephone or video call between ", " and ", " and ", " spoke by telephone or video"},
        {"message", "Message between ", " and ", NULL, ""},
        {"ceremony", "Ceremony with ", " and ", NULL, ""},
        {"conference", "Conference with ", " and ", NULL, ""},
    };
    if (is(f->mode, "visit")) {
        put_visit(out, f, names);
        return;
    }
    if (is(f->mode, "conference") && f->bodies.n) {
        put_list(out, &f->bodies);
        put_in(out, f->place);
        buf_adds(out, ", with ");
        put_sides(out, f, names, " and ");
        return;
    }
    size_t k = 0;
    while (k + 1 < sizeof forms / sizeof *forms && !is(f->mode, forms[k].mode)) k++;
    bool verb = came_about(f) && forms[k].verb && f->parties.n == 2;
    if (!verb) buf_adds(out, is(f->mode, forms[k].mode) ? forms[k].noun : "Contact between ");
    put_sides(out, f, names, verb ? forms[k].verb : forms[k].noun_sep);
    if (verb) buf_adds(out, forms[k].tail);
    put_in(out, f->place);
    put_bodies(out, f);
}

static void put_agreement(Buf *out, const Fact *f, const ViewNames *names)
{
    static const struct {
        const char *action, *words;
    } forms[] = {{"signed", "signed"},
                 {"in-force", "in force"},
                 {"ratified", "ratified"},
                 {"renewed", "renewed"},
                 {"negotiating", "under negotiation"},
                 {"proposed", "proposed"},
                 {"ended", "ended"}};
    if (f->title) buf_printf(out, "%s", f->title);
    else buf_printf(out, "%s without a title", f->type ? f->type : "agreement");
    buf_adds(out, " between ");
    phrase_parties(out, names, &f->parties);
    put_bodies(out, f);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (is(f->action, forms[i].action)) buf_printf(out, ": %s", forms[i].words);
}

const char *phrase_measure_name(const Fact *f)
{
    static const char *const names[][2] = {
        {"trade", "Trade"},       {"exports", "Exports"},
        {"imports", "Imports"},   {"investment", "Investment"},
        {"loan", "Loans"},        {"debt", "Debt"},
        {"aid", "Aid"},           {"tourists", "Tourists"},
        {"students", "Students"}, {"projects", "Projects"},
        {"workers", "Workers"},
    };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (is(f->measure, names[i][0])) return names[i][1];
    return "Other figure";
}

void phrase_way(Buf *out, const Fact *f, const ViewNames *names, bool codes)
{
    if (!f->from.n && !f->to.n) return;
    for (size_t i = 0; i < f->from.n; i++) {
        put_sep(out, i, f->from.n);
        phrase_party(out, codes ? NULL : names, f->from.items[i], false);
    }
    buf_adds(out, " → ");
    for (size_t i = 0; i < f->to.n; i++) {
        put_sep(out, i, f->to.n);
        phrase_party(out, codes ? NULL : names, f->to.items[i], false);
    }
}

void phrase_measure(Buf *out, const Fact *f, const ViewNames *names)
{
    buf_adds(out, phrase_measure_name(f));
    if (f->from.n || f->to.n) {
        if (f->from.n) {
            buf_adds(out, " from ");
            phrase_parties(out, names, &f->from);
        }
        if (f->to.n) {
            buf_adds(out, " to ");
            phrase_parties(out, names, &f->to);
        }
    } else if (f->parties.n) {
        bool mutual = is(f->measure, "trade") || is(f->measure, "exports") || is(f->measure, "imports");
        buf_adds(out, mutual && f->parties.n > 1 ? " between " : ", ");
        phrase_parties(out, names, &f->parties);
    }
}

void phrase_value(Buf *out, const Fact *f)
{
    if (isfinite(f->value)) {
        if (f->target) buf_adds(out, "target ");
        if (f->approx) buf_adds(out, "about ");
        phrase_amount(out, f->value, f->unit);
    }
    if (isfinite(f->change)) {
        if (isfinite(f->value)) buf_adds(out, ", ");
        phrase_change(out, f->change);
    }
}

static void put_figure(Buf *out, const Fact *f, const ViewNames *names)
{
    phrase_measure(out, f, names);
    buf_adds(out, ": ");
    phrase_value(out, f);
}

static void put_aid(Buf *out, const Fact *f, const ViewNames *names)
{
    bool real = came_about(f);
    if (!real) buf_adds(out, "Aid from ");
    phrase_parties(out, names, &f->from);
    buf_adds(out, real ? " gave " : " to ");
    phrase_parties(out, names, &f->to);
    buf_adds(out, real ? " " : ": ");
    size_t n = f->items.n + isfinite(f->value);
    for (size_t i = 0; i < f->items.n; i++) {
        put_sep(out, i, n);
        if (isfinite(f->items.items[i].quantity)) {
            phrase_number(out, f->items.items[i].quantity);
            buf_addc(out, ' ');
        }
        buf_adds(out, f->items.items[i].goods ? f->items.items[i].goods : "goods");
    }
    if (isfinite(f->value)) {
        put_sep(out, n - 1, n);
        phrase_amount(out, f->value, f->unit);
    }
    if (!n) buf_adds(out, "aid (of what is not said)");
}

/* Topics that are no nouns by themselves. */
static const char *topic_words(const char *topic)
{
    static const char *const words[][2] = {
        {"consular", "consular matters"},
        {"maritime", "maritime affairs"},
        {"humanitarian", "humanitarian matters"},
        {"local", "ties between provinces and cities"},
        {"parliament", "ties between parliaments"},
        {"party", "ties between political parties"},
        {"media", "the media"},
        {"multilateral", "multilateral affairs"},
        {"border", "the border"},
        {"environment", "the environment"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (is(topic, words[i][0])) return words[i][1];
    return topic;
}

static void put_topics(Buf *out, const Fact *f)
{
    for (size_t i = 0; i < f->topics.n; i++) {
        if (i) put_sep(out, i, f->topics.n);
        else buf_adds(out, " on ");
        buf_adds(out, topic_words(f->topics.items[i]));
    }
}

static void put_pledge(Buf *out, const Fact *f, const ViewNames *names)
{
    static const struct {
        const char *act, *alone, *towards;
    } forms[] = {{"pledge", " gave a commitment", " gave a commitment to "},
                 {"agree", " agreed", " agreed with "},
                 {"propose", " made a proposal", " made a proposal to "},
                 {"request", " made a request", " made a request to "},
                 {"support", " voiced support", " voiced support for "},
                 {"praise", " gave praise", " praised "}};
    bool joint = f->to.n == 0 || strlist_same_set(&f->by, &f->to);
    bool speakers = f->by.n == 1 && put_people(out, f, f->by.items[0], names) > 0;
    if (!speakers) phrase_parties(out, names, &f->by);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        if (is(f->act, forms[i].act)) buf_adds(out, joint ? forms[i].alone : forms[i].towards);
    if (!joint) phrase_parties(out, names, &f->to);
    put_topics(out, f);
    if (!speakers && f->people.n) {
        buf_adds(out, ", through ");
        put_people(out, f, NULL, names);
    }
}

static void put_body(Buf *out, const Fact *f, const ViewNames *names)
{
    if (is(f->what, "session")) {
        if (isfinite(f->number)) phrase_ordinal(out, f->number);
        buf_adds(out, isfinite(f->number) ? " session of " : "Session of ");
    }
    buf_adds(out, f->name ? f->name : "a body without a name");
    if (is(f->what, "established")) buf_adds(out, came_about(f) ? " established" : ": establishment");
    if (f->people.n) {
        buf_adds(out, "; chaired by ");
        put_people(out, f, NULL, names);
    }
}

static void put_relation(Buf *out, const Fact *f)
{
    if (is(f->what, "established")) buf_adds(out, "Diplomatic relations established");
    else if (is(f->what, "severed")) buf_adds(out, "Diplomatic relations severed");
    else if (is(f->what, "restored")) buf_adds(out, "Diplomatic relations restored");
    else if (is(f->what, "upgraded"))
        buf_printf(out, "Relations raised to %s", f->level ? f->level : "a higher level");
    else if (is(f->what, "anniversary") && isfinite(f->years)) {
        phrase_ordinal(out, f->years);
        buf_adds(out, " anniversary of relations");
    } else if (is(f->what, "anniversary")) buf_adds(out, "Anniversary of relations");
    else buf_printf(out, "Level of relations: %s", f->level ? f->level : "not named");
}

static void put_event(Buf *out, const Fact *f, const ViewNames *names)
{
    static const struct {
        const char *type, *before, *between, *after;
    } forms[] = {
        {"ACCUSE", "Accusation by ", " against ", ""},
        {"REJECT", "Charge or demand rejected by ", ", made by ", ""},
        {"THREATEN", "Threat by ", " against ", ""},
        {"PROTEST", "Protest in ", " against ", ""},
        {"SANCTION", "Measure (sanction, expulsion, ban or the like) by ", " against ", ""},
        {"COERCE", "Coercion (seizure, detention or the like) by ", " against ", ""},
        {"MOBILIZE", "Forces moved by ", ", facing ", ""},
        {"ASSAULT", "Attack by ", " on ", ""},
        {"RETREAT", "Step back (lifting, withdrawal, release) by ", " towards ", ""},
        {"CONCEDE", "Concession by ", " to ", ""},
        {"SUPPORT", "Support by ", " for ", ""},
        {"COOPERATE", "Cooperation of ", " with ", ""},
    };
    bool joint = f->to.n == 0 || strlist_same_set(&f->by, &f->to);
    size_t k = 0;
    while (k < sizeof forms / sizeof *forms && !is(f->type, forms[k].type)) k++;
    bool known = k < sizeof forms / sizeof *forms;
    if (is(f->type, "ASSAULT") && joint && f->by.n > 1) buf_adds(out, "Fighting between ");
    else if (known) buf_adds(out, forms[k].before);
    else buf_printf(out, "%s by ", f->type ? f->type : "Act");
    phrase_parties(out, names, &f->by);
    if (!joint) {
        buf_adds(out, known ? forms[k].between : " towards ");
        phrase_parties(out, names, &f->to);
    }
    put_in(out, f->place);
}

static void put_post(Buf *out, const Fact *f, const ViewNames *names)
{
    Person p = {f->person ? f->person : "somebody without a name", f->post, f->party};
    put_person(out, &p, names);
}

void phrase_fact(Buf *out, const Fact *f, const ViewNames *names)
{
    size_t start = out->len;
    switch (f->kind) {
    case FACT_CONTACT: put_contact(out, f, names); break;
    case FACT_AGREEMENT: put_agreement(out, f, names); break;
    case FACT_FIGURE: put_figure(out, f, names); break;
    case FACT_AID: put_aid(out, f, names); break;
    case FACT_PLEDGE: put_pledge(out, f, names); break;
    case FACT_POST: put_post(out, f, names); break;
    case FACT_BODY: put_body(out, f, names); break;
    case FACT_RELATION: put_relation(out, f); break;
    case FACT_EVENT: put_event(out, f, names); break;
    case FACT_NONE:
    case FACT_KINDS: break;
    }
    if (out->len == start) return;
    char *first = out->data + start;
    if (*first >= 'a' && *first <= 'z') *first = (char)(*first - 32);
    if (out->data[out->len - 1] != '.') buf_addc(out, '.');
}

void phrase_candidate(Buf *out, const RegConflict *c, const RegCandidate *v, const RegFact *rf)
{
    const Fact *claim = v->n ? &rf->sources[v->sources[0]].claim : NULL;
    if (claim && is(c->field, "value") && isfinite(claim->value))
        phrase_amount(out, claim->value, claim->unit);
    else if (claim && is(c->field, "change") && isfinite(claim->change)) phrase_change(out, claim->change);
    else if (is(c->field, "date") || is(c->field, "period") || is(c->field, "term"))
        when_words(out, v->value);
    else buf_adds(out, v->value);
}

const char *phrase_status(const Fact *f)
{
    if (is(f->status, "planned")) return is(f->action, "negotiating") || f->target ? NULL : "planned";
    if (is(f->status, "proposed"))
        return is(f->action, "proposed") || is(f->act, "propose") ? NULL : "proposed";
    if (is(f->status, "denied")) return "denied";
    if (is(f->status, "ended")) return is(f->action, "ended") ? NULL : "ended";
    return NULL;
}

const char *phrase_date(const Fact *f)
{
    return f->kind == FACT_FIGURE && f->period ? f->period : f->date;
}
