/* merge.c: one fact per happening, figure or promise, however often the document repeats it. See merge.h. */
#include "stage/merge.h"

#include "base/edtf.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SAME_QUOTE 0.7 /* the lead told again in the body */

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Equal, or one not said, or one within the other ("2024-05" and "2024-05-26"). */
static bool dates_agree(const char *a, const char *b)
{
    DayRange x, y;
    if (!a || !b || strcmp(a, b) == 0) return true;
    if (!edtf_days(a, &x) || !edtf_days(b, &y)) return false;
    return (x.first >= y.first && x.last <= y.last) || (y.first >= x.first && y.last <= x.last);
}

static bool near(double a, double b)
{
    if (isnan(a) || isnan(b)) return isnan(a) && isnan(b);
    return fabs(a - b) <= 0.005 * fmax(fmax(fabs(a), fabs(b)), 1e-9);
}

/* The same, or one is the day on which the other's act was told, within a week of it. */
static bool days_agree(const Fact *a, const Fact *b)
{
    enum { NEWS_LAG = 7 };
    DayRange x, y;
    if (dates_agree(a->date, b->date)) return true;
    if (a->day == b->day || a->day == DAY_NONE || b->day == DAY_NONE || !edtf_days(a->date, &x) ||
        !edtf_days(b->date, &y))
        return false;
    long lag = a->day == DAY_NEWS ? x.first - y.last : y.first - x.last;
    return lag >= 0 && lag <= NEWS_LAG;
}

/* Share of common words, 0..1 (F1 over folded words), of the first 400 bytes. */
static double word_overlap(const char *a, const char *b)
{
    enum { MOST = 400 };
    char fa[4 * MOST + 1], fb[4 * MOST + 1];
    if (!a || !b) return 0;
    size_t na = strlen(a), nb = strlen(b);
    if (na > MOST) na = text_cut(a, na, MOST);
    if (nb > MOST) nb = text_cut(b, nb, MOST);
    if (!na || !nb || !text_fold(a, na, fa, sizeof fa) || !text_fold(b, nb, fb, sizeof fb))
        return same_text(a, b) ? 1 : 0;
    const char *wa[128], *wb[128];
    size_t ca = 0, cb = 0, common = 0;
    for (char *save = NULL, *w = strtok_r(fa, " ,()-\"", &save); w && ca < 128;
         w = strtok_r(NULL, " ,()-\"", &save))
        wa[ca++] = w;
    for (char *save = NULL, *w = strtok_r(fb, " ,()-\"", &save); w && cb < 128;
         w = strtok_r(NULL, " ,()-\"", &save))
        wb[cb++] = w;
    size_t left = cb;
    for (size_t i = 0; i < ca; i++)
        for (size_t k = 0; k < left; k++)
            if (strcmp(wa[i], wb[k]) == 0) {
                common++;
                wb[k] = wb[--left];
                break;
            }
    return ca + cb ? 2.0 * (double)common / (double)(ca + cb) : 0;
}

static bool lists_agree(const StrList *a, const StrList *b) /* equal, or one not said */
{
    return !a->n || !b->n || strlist_same_set(a, b);
}

static bool items_disagree(const Items *a, const Items *b)
{
    for (size_t i = 0; i < a->n; i++)
        for (size_t k = 0; k < b->n; k++)
            if (word_overlap(a->items[i].goods, b->items[k].goods) >= 0.5) return false;
    return a->n && b->n;
}

/* Goods by their name alone: what is counted is told by another rule of the same sentence. */
static bool uncounted(const Items *a)
{
    for (size_t i = 0; i < a->n; i++)
        if (!isnan(a->items[i].quantity)) return false;
    return true;
}

static bool same_gift(const Fact *a, const Fact *b)
{
    return !items_disagree(&a->items, &b->items) ||
           (a->span.start == b->span.start && (uncounted(&a->items) || uncounted(&b->items)));
}

static bool within(const StrList *a, const StrList *b)
{
    for (size_t i = 0; i < a->n; i++)
        if (!strlist_has(b, a->items[i])) return false;
    return true;
}

static bool same_sentence(const Fact *a, const Fact *b)
{
    return a->span.start == b->span.start;
}

static bool same_words(const Fact *a, const Fact *b)
{
    return a->trigger.start < b->trigger.end && b->trigger.start < a->trigger.end;
}

/* The same words turned both rules, or words of one stem. */
static bool same_trigger(const Doc *doc, const Fact *a, const Fact *b)
{
    enum { MOST = 40 };
    char fa[4 * MOST + 1], fb[4 * MOST + 1];
    if (same_words(a, b)) return true;
    size_t na = a->trigger.end - a->trigger.start, nb = b->trigger.end - b->trigger.start;
    if (na > MOST) na = text_cut(doc->text + a->trigger.start, na, MOST);
    if (nb > MOST) nb = text_cut(doc->text + b->trigger.start, nb, MOST);
    size_t la = text_fold(doc->text + a->trigger.start, na, fa, sizeof fa),
           lb = text_fold(doc->text + b->trigger.start, nb, fb, sizeof fb);
    size_t k = 0;
    while (k < la && k < lb && fa[k] == fb[k]) k++;
    if (k >= 5 || (k == la && k == lb)) return true;
    /* a prefix on one of them: "akui", "mengakui"; "tuduh", "menuduh" */
    size_t shorter = la < lb ? la : lb;
    for (k = 0; k < shorter && fa[la - 1 - k] == fb[lb - 1 - k];) k++;
    return k >= 4 && k + 1 >= shorter;
}

/* Are both about the same, by the first words behind those the rules turn on: "agreed to an unconditional
 * truce", "agreed an unconditional truce that begins at midnight"? */
static bool same_object(const Doc *doc, const Fact *a, const Fact *b)
{
    enum { WORDS = 8 };
    char object[2][128];
    const Fact *of[] = {a, b};
    for (int k = 0; k < 2; k++) {
        const char *from = doc->text + of[k]->trigger.end, *end = doc->text + of[k]->span.end, *s = from;
        for (int n = 0; s < end && n <= WORDS; s++) n += *s == ' ';
        size_t len = text_cut(from, (size_t)(s > from ? s - from : 0), sizeof object[k] - 1);
        memcpy(object[k], from, len);
        object[k][len] = '\0';
    }
    return same_text(a->act, b->act) && word_overlap(object[0], object[1]) >= 0.75;
}

/* The value is the same, or one rule read "up 37% to 1.25 billion" and another only its first half. */
static bool same_value(const Fact *a, const Fact *b)
{
    if (near(a->value, b->value)) return !isnan(a->value) || near(a->change, b->change);
    return (isnan(a->value) || isnan(b->value)) && !isnan(a->change) && near(a->change, b->change) &&
           same_sentence(a, b);
}

/* "the MoU", "nota kesepahaman": says no more than the type. */
static bool bare_title(const char *title)
{
    size_t spaces = 0;
    for (const char *s = title; *s; s++) spaces += *s == ' ';
    return spaces <= 1;
}

/* The number of the list's item that the quote begins as, "3. MoU between ...", or -1. */
static long item_number(const Doc *doc, const Fact *f)
{
    char *end;
    const char *text = doc->text + f->span.start;
    if (*text < '0' || *text > '9') return -1;
    long n = strtol(text, &end, 10);
    return *end == '.' || *end == ')' ? n : -1;
}

/* Two items of a list, or one item and words on all of them: "seven accords on cooperation". */
static bool items_differ(const Doc *doc, const Fact *a, const Fact *b)
{
    long m = item_number(doc, a), n = item_number(doc, b);
    if (m < 0 && n < 0) return false;
    return m >= 0 && n >= 0 ? m != n : word_overlap(a->title, b->title) < 0.75;
}

/* "They spoke by phone ... During the talks the ministers exchanged views": the talks are the call told
 * before. */
static bool talks_of_call(const Fact *call, const Fact *talks)
{
    return strcmp(call->mode, "call") == 0 && strcmp(talks->mode, "meeting") == 0 && !talks->place &&
           call->people.n >= 2 && call->people.n == talks->people.n &&
           !people_disagree(&call->people, &talks->people) && call->span.start < talks->span.start &&
           call->date && talks->date && strcmp(call->date, talks->date) == 0 &&
           same_text(call->status, talks->status);
}

/* One meeting has been and the other is to come: two, unless they fall on one day, or one is told by the
 * headline, which tells what is to come in the present. (Of a visit to come so do others.) */
static bool another_time(const Fact *a, const Fact *b, bool in_title)
{
    bool later_a = strcmp(a->status, "planned") == 0, later_b = strcmp(b->status, "planned") == 0;
    bool same_day = a->date && b->date && strcmp(a->date, b->date) == 0;
    return later_a != later_b && !same_day && !in_title && strcmp(a->mode, "visit") != 0;
}

/* Do the words that one rule turns on stand close behind those of the other, among what it matched: "gave the
 * envoy three days to leave"? */
static bool within_words(const Fact *a, const Fact *b)
{
    enum { NEAR = 80 };
    return b->trigger.start >= a->trigger.start && b->trigger.start < a->reach &&
           b->trigger.start - a->trigger.start <= NEAR;
}

/* "Condemned and accused", "fired at and shelled": one act in two words. But an envoy recalled and another
 * expelled are two, unless two rules speak of the same words. */
static bool one_act(const Fact *a, const Fact *b)
{
    return same_sentence(a, b) && strlist_same_set(&a->to, &b->to) &&
           (strcmp(a->type, "SANCTION") != 0 || within_words(a, b) || within_words(b, a));
}

/* "Egypt's minister visits Syria", where the text says that he visits Turkey and Syria: a headline names some
 * of those it is about. */
static bool same_parties(const Fact *a, const Fact *b, bool in_title)
{
    if (strlist_same_set(&a->parties, &b->parties)) return true;
    return in_title && a->kind == FACT_CONTACT && within(&b->parties, &a->parties) &&
           within(&b->visitor, &a->visitor) && within(&b->host, &a->host);
}

/* "ordered him home ... has decided to declare him unwelcome": to come, and done, in words that one rule
 * knows. */
static bool announced(const Fact *a, const Fact *b)
{
    return same_text(a->rule, b->rule) && !same_text(a->status, b->status);
}

/* One of those who do it is told to, by itself: "France and Britain will recognise B ... Britain recognises
 * B". */
static bool told_of_one(const Doc *doc, const Fact *a, const Fact *b)
{
    bool to_come = strcmp(a->status, "planned") == 0; /* "recognises" of what is announced */
    return strcmp(a->type, "ACCUSE") != 0 && (within(&a->by, &b->by) || within(&b->by, &a->by)) &&
           strlist_same_set(&a->to, &b->to) &&
           (same_trigger(doc, a, b) || (to_come && same_text(a->rule, b->rule)));
}

/* Acts that one state seldom does to another twice in one article: denied, yielded, seized, withdrew. Where
 * one of two has no day it tells the other again. (Charges, sanctions and things done together come in
 * numbers.) */
static bool told_again(const Fact *a, const Fact *b)
{
    static const char *const types[] = {"REJECT", "CONCEDE", "COERCE", "RETREAT"};
    if (a->date && b->date) return false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (strcmp(a->type, types[i]) == 0) return true;
    return false;
}

static bool same_fact(const Doc *doc, const Fact *a, const Fact *b, bool in_title)
{
    if (a->kind != b->kind || !same_parties(a, b, in_title)) return false;
    switch (a->kind) {
    case FACT_CONTACT:
        if (!lists_agree(&a->visitor, &b->visitor) ||
            !(in_title ? within(&b->host, &a->host) : lists_agree(&a->host, &b->host)))
            return false; /* visits both ways are two */
        if (talks_of_call(a, b)) return true;
        return same_text(a->mode, b->mode) && days_agree(a, b) && !another_time(a, b, in_title) &&
               (in_title || !people_disagree(&a->people, &b->people)) &&
               (strcmp(a->mode, "conference") != 0 || lists_agree(&a->bodies, &b->bodies) ||
                word_overlap(a->bodies.items[0], b->bodies.items[0]) >= 0.5);
    case FACT_AGREEMENT:
        if (items_differ(doc, a, b)) return false;
        if (same_sentence(a, b) && a->title && b->title && !same_text(a->type, b->type))
            return false; /* a treaty and a memorandum */
        return same_text(a->action, b->action) && days_agree(a, b) &&
               (!a->title || !b->title || word_overlap(a->title, b->title) >= 0.5 ||
                (in_title && same_text(a->type, b->type)) ||
                (same_text(a->type, b->type) &&
                 (a->trigger.start == b->trigger.start || bare_title(a->title) || bare_title(b->title))));
    case FACT_FIGURE:
        return same_text(a->measure, b->measure) && lists_agree(&a->from, &b->from) && same_value(a, b) &&
               (same_text(a->period, b->period) || !a->period || !b->period || same_sentence(a, b));
    case FACT_AID:
        return strlist_same_set(&a->from, &b->from) && strlist_same_set(&a->to, &b->to) &&
               dates_agree(a->date, b->date) && (in_title || same_gift(a, b));
    case FACT_PLEDGE:
        return same_text(a->act, b->act) && strlist_same_set(&a->by, &b->by) && lists_agree(&a->to, &b->to) &&
               (same_sentence(a, b) || in_title || word_overlap(a->quote, b->quote) >= SAME_QUOTE ||
                same_object(doc, a, b));
    case FACT_POST: /* a headline's nickname holds the post that the body gives to the full name */
        return same_text(a->party, b->party) && same_text(a->status, b->status) &&
               (same_text(a->person, b->person) || (in_title && same_text(a->post, b->post)));
    case FACT_BODY:
        return same_text(a->what, b->what) && near(a->number, b->number) && dates_agree(a->date, b->date) &&
               (word_overlap(a->name, b->name) >= 0.5 || (!isnan(a->number) && same_sentence(a, b)));
    case FACT_RELATION:
        return same_text(a->what, b->what) && dates_agree(a->date, b->date) &&
               (isnan(a->years) || isnan(b->years) || a->years == b->years);
    case FACT_EVENT:
        if (!same_text(a->type, b->type) || !days_agree(a, b)) return false;
        if (!strlist_same_set(&a->by, &b->by)) return told_of_one(doc, a, b);
        return lists_agree(&a->to, &b->to)
                   ? in_title || told_again(a, b) || announced(a, b) || same_trigger(doc, a, b) ||
                         one_act(a, b) /* told again of one of those it was done to */
                   : (within(&a->to, &b->to) || within(&b->to, &a->to)) && same_trigger(doc, a, b);
    default: return false;
    }
}

static void merge_lists(StrList *into, const StrList *from, Arena *a)
{
    for (size_t i = 0; i < from->n; i++) strlist_add(into, from->items[i], a);
}

static void merge_people(People *into, const People *from, Arena *a)
{
    for (size_t i = 0; i < from->n; i++) {
        size_t k = 0;
        while (k < into->n && strcmp(into->items[k].name, from->items[i].name) != 0) k++;
        if (k < into->n) continue;
        into->items = arena_grow(a, into->items, into->n, into->n + 1, sizeof *into->items);
        into->items[into->n++] = from->items[i];
    }
}

/* "food" and "12 tons of food aid" are one. */
static bool same_goods(const char *a, const char *b)
{
    return word_overlap(a, b) >= 0.6 || (a && b && (strstr(a, b) || strstr(b, a)));
}

static void merge_items(Items *into, const Items *from, Arena *a)
{
    for (size_t i = 0; i < from->n; i++) {
        size_t k = 0;
        while (k < into->n && !same_goods(into->items[k].goods, from->items[i].goods)) k++;
        if (k < into->n) {
            Item *known = &into->items[k];
            if (isnan(known->quantity)) known->quantity = from->items[i].quantity;
            if (known->goods && from->items[i].goods && strstr(from->items[i].goods, known->goods))
                known->goods = from->items[i].goods;
            continue;
        }
        into->items = arena_grow(a, into->items, into->n, into->n + 1, sizeof *into->items);
        into->items[into->n++] = from->items[i];
    }
}

static bool more_exact(const char *a, const char *b) /* is date b narrower than a? */
{
    return !a || (b && strlen(b) > strlen(a) && !strchr(b, '/'));
}

static void absorb_sides(Sides *into, const Sides *from)
{
    if (!into->n) *into = *from;
}

/* What `from` says and `into` does not. */
static void absorb(Fact *into, const Fact *from, Arena *a)
{
    bool own = into->day == DAY_NEWS && from->day == DAY_OWN && !more_exact(from->date, into->date);
    if (from->date && (own || (into->kind == FACT_CONTACT && more_exact(into->date, from->date)))) {
        into->date = from->date;
        into->day = from->day;
    }
    if (into->kind == FACT_EVENT && strcmp(from->status, "occurred") == 0 &&
        strlist_same_set(&into->by, &from->by))
        into->status = from->status; /* announced, then done */
    if (into->kind == FACT_AGREEMENT && into->title && from->title &&
        strlen(from->title) > strlen(into->title))
        into->title = from->title;
    absorb_sides(&into->actors, &from->actors);
    absorb_sides(&into->recipients, &from->recipients);
    for (const FactField *field = fact_fields; field->name; field++) {
        void *x = fact_at(into, field), *y = fact_at(from, field);
        switch (field->type) {
        case FIELD_STR:
            if (!*(const char **)x) *(const char **)x = *(const char **)y;
            break;
        case FIELD_NUMBER:
            if (isnan(*(double *)x)) *(double *)x = *(double *)y;
            break;
        case FIELD_BOOL: *(bool *)x |= *(bool *)y; break;
        case FIELD_LIST: merge_lists(x, y, a); break;
        case FIELD_PEOPLE: merge_people(x, y, a); break;
        case FIELD_ITEMS: merge_items(x, y, a); break;
        }
    }
}

static ParaRole para_of(const Doc *doc, const Fact *f)
{
    for (uint32_t p = 0; p < doc->n_paras; p++)
        if (f->span.start >= doc->paras[p].span.start && f->span.start < doc->paras[p].span.end)
            return doc->paras[p].role;
    return PARA_BODY;
}

/* Do the other claim's words, or in a headline those of the text, say better what a promise says? The truce
 * that two agree on is an agreement, the rice that one is to send is aid; a will to work together is a
 * proposal rather than a promise; and "A and B agree on mines" stands over the pact they signed. */
static bool says_better(const Fact *promise, const Fact *other, bool in_title)
{
    if (other->kind == FACT_AGREEMENT)
        return strcmp(promise->act, "agree") == 0 && strlist_same_set(&promise->by, &other->parties) &&
               (same_words(promise, other) || (in_title && strcmp(other->action, "signed") == 0));
    if (strcmp(promise->act, "pledge") != 0 || !same_words(promise, other)) return false;
    if (other->kind == FACT_AID)
        return strlist_same_set(&promise->by, &other->from) && strlist_same_set(&promise->to, &other->to);
    return other->kind == FACT_PLEDGE && strcmp(other->act, "pledge") != 0 &&
           strlist_same_set(&promise->by, &other->by) && strlist_same_set(&promise->to, &other->to);
}

/* "A broke off relations with B": the relation severed is the fact, not a sanction beside it. */
static bool ties_severed(const Doc *doc, const Fact *event)
{
    if (event->kind != FACT_EVENT || strcmp(event->type, "SANCTION") != 0) return false;
    for (uint32_t i = 0; i < doc->n_claims; i++) {
        const Fact *c = &doc->claims[i];
        if (c->kind == FACT_RELATION && strcmp(c->what, "severed") == 0 && same_words(event, c)) return true;
    }
    return false;
}

static bool said_better(const Doc *doc, const Fact *promise, bool in_title)
{
    for (uint32_t i = 0; promise->kind == FACT_PLEDGE && i < doc->n_claims; i++)
        if (says_better(promise, &doc->claims[i], in_title)) return true;
    return false;
}

int merge_run(Doc *doc, const Lexicon *lex, Err *err)
{
    (void)lex;
    (void)err;
    Arena *a = doc->arena;
    doc->facts = ARENA_ARRAY(a, Fact, doc->n_claims + 1);
    for (int pass = 0; pass < 3; pass++) /* the body first: its words are the better quotes */
        for (uint32_t i = 0; i < doc->n_claims; i++) {
            const Fact *c = &doc->claims[i];
            ParaRole role = para_of(doc, c);
            bool t = role == PARA_TITLE;
            if ((t ? 2 : role == PARA_CAPTION ? 1 : 0) != pass) continue;
            if (said_better(doc, c, t) || ties_severed(doc, c)) continue;
            uint32_t k = 0;
            while (k < doc->n_facts && !same_fact(doc, &doc->facts[k], c, t)) k++;
            if (k < doc->n_facts) {
                absorb(&doc->facts[k], c, a);
                continue;
            }
            doc->facts[doc->n_facts++] = *c;
        }
    return 0;
}
