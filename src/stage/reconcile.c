/* reconcile.c: which claims of one block speak of the same happening, figure or promise. See reconcile.h.
 *
 * Claims are taken in an order that follows from their content (dated before undated, finer dates first, then
 * by publication, article, span, id). Each joins the cluster it resembles most among those with all of whose
 * members it is compatible, else it opens a new one; so one vague claim never chains two happenings together.
 * Two claims of one article never join: merge.c has told them apart already. Costs: pairs of claims of a
 * block, each cheap (dates, sets of word ids).
 */
#include "stage/reconcile.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "stage/reconcile_parts.h"

enum {
    NEAR_DAYS = 10,   /* an undated act lies this near to the publication */
    COARSE_DAYS = 31, /* a month may stand for a day in it; a year says too little */
};

/* A claim made ready for comparison. */
typedef struct Mark {
    const RegSource *src;
    const Fact *f;
    size_t index; /* in the caller's array */
    DayRange days, period;
    bool dated, has_period, has_pub;
    int pub;
    Words title, name, person, post, level, quote, goods;
    Words *people; /* [f->people.n] */
} Mark;

typedef struct Match {
    double score; /* 0: not the same */
    const char *why;
} Match;

static const Match differs = {0, NULL};

/* ---- titles ---- */

/* Two titles of one agreement: one may say less than the other, but where each has words of its own
 * ("... on education", "... on health"), more than a preposition, nearly all others must be the same. */
static double titles(Words a, Words b)
{
    double o = words_overlap(a, b);
    if (!a.n || !b.n || words_shared(a, b) * 2 < (a.n < b.n ? a.n : b.n)) return 0;
    bool apart = words_own_letters(a, b) >= 3 && words_own_letters(b, a) >= 3;
    return !apart || o >= 0.8 ? 0.5 + o / 2 : 0;
}

/* ---- dates, sets ---- */

static bool ranges_fit(DayRange a, DayRange b, int coarse)
{
    if (a.first == b.first && a.last == b.last) return true;
    return (range_contains(a, b) && range_days(a) <= coarse) ||
           (range_contains(b, a) && range_days(b) <= coarse);
}

/* May both be of the same day or days? */
static bool dates_fit(const Mark *a, const Mark *b, int coarse)
{
    if (a->dated && b->dated) return ranges_fit(a->days, b->days, coarse);
    if (!a->dated && !b->dated)
        return !a->f->date && !b->f->date && a->has_pub && b->has_pub && abs(a->pub - b->pub) <= NEAR_DAYS;
    const Mark *with = a->dated ? a : b, *without = a->dated ? b : a;
    if (without->f->date || !without->has_pub || range_days(with->days) > coarse) return false;
    return without->pub >= with->days.first - NEAR_DAYS && without->pub <= with->days.last + NEAR_DAYS;
}

static bool set_agrees(const StrList *a, const StrList *b)
{
    return !a->n || !b->n || strlist_same_set(a, b);
}

static const char *status_class(const Fact *f)
{
    return f->status && strcmp(f->status, "ongoing") != 0 ? f->status : "occurred";
}

/* ---- people ---- */

/* Do any two of the named people match? 0 none, 1 some; 1 too where either side names nobody. */
static bool people_agree(const Mark *a, const Mark *b, bool *shared_one)
{
    *shared_one = false;
    if (!a->f->people.n || !b->f->people.n) return true;
    for (size_t i = 0; i < a->f->people.n; i++)
        for (size_t j = 0; j < b->f->people.n; j++)
            if (words_within(a->people[i], b->people[j])) *shared_one = true;
    return *shared_one;
}

/* ---- one comparison per kind ---- */

static Match contact(const Mark *a, const Mark *b)
{
    bool person;
    if (!dates_fit(a, b, COARSE_DAYS) || !people_agree(a, b, &person)) return differs;
    if (!set_agrees(&a->f->visitor, &b->f->visitor) || !set_agrees(&a->f->host, &b->f->host)) return differs;
    bool days = a->dated && b->dated;
    if (!days && !person) return differs;
    return (Match){1 + person + days + words_overlap(a->quote, b->quote),
                   person ? "same kind of contact, same people, dates that fit"
                          : "same kind of contact, dates that fit"};
}

/* How far apart two values may be and still speak of the same total; further apart they count different
 * things. */
static double widest_ratio(const char *measure)
{
    static const char *const totals[] = {"trade", "exports",  "imports", "tourists",
                                         "debt",  "students", "workers"};
    for (size_t i = 0; measure && i < sizeof totals / sizeof *totals; i++)
        if (strcmp(measure, totals[i]) == 0) return 3;
    return measure && (strcmp(measure, "investment") == 0 || strcmp(measure, "projects") == 0) ? 1.25 : 1;
}

static Match figure(const Mark *a, const Mark *b)
{
    const Fact *x = a->f, *y = b->f;
    if (x->target != y->target || !strlist_same_set(&x->from, &y->from) || !strlist_same_set(&x->to, &y->to))
        return differs;
    bool values = isfinite(x->value) && isfinite(y->value), equal = values && figures_equal(x, y);
    if (values && !same_text(x->unit, y->unit)) return differs;
    if (!a->has_period || !b->has_period) {
        if (a->has_period != b->has_period || x->period || y->period || !equal) return differs;
        if (!a->has_pub || !b->has_pub || abs(a->pub - b->pub) > NEAR_DAYS * 3) return differs;
        return (Match){1, "same measure and value, published at about the same time"};
    }
    if (a->period.first != b->period.first || a->period.last != b->period.last) return differs;
    if (equal) return (Match){3, "same measure, direction, period and value"};
    if (!values) {
        bool change = !isfinite(x->change) || !isfinite(y->change) || fabs(x->change - y->change) <= 0.5;
        return change ? (Match){2, "same measure, direction and period"} : differs;
    }
    double lo = fmin(x->value, y->value), hi = fmax(x->value, y->value);
    if (lo <= 0 || hi > lo * widest_ratio(x->measure)) return differs;
    return (Match){1 + lo / hi, "same measure, direction and period; the values differ"};
}

static Match agreement(const Mark *a, const Mark *b)
{
    bool other_language = !text_agrees(a->src->lang, b->src->lang);
    bool day = a->dated && b->dated && range_days(a->days) == 1 && range_days(b->days) == 1 &&
               a->days.first == b->days.first;
    double t = titles(a->title, b->title);
    bool near = a->dated && b->dated && abs(a->days.first - b->days.first) <= 3;
    if (t > 0 && text_agrees(a->f->type, b->f->type)) {
        bool undated = (!a->dated && !a->f->date) || (!b->dated && !b->f->date);
        if (dates_fit(a, b, 366) || near ||
            (undated && words_overlap(a->title, b->title) >= 0.8 && a->title.n >= 3))
            return (Match){2 + t + day, "same action and title"};
    }
    if (day && a->f->type && same_text(a->f->type, b->f->type) &&
        (!a->title.n || !b->title.n || other_language))
        return (Match){1, "same action, type and day"};
    return differs;
}

/* Goods and sums that can be compared and are the same; *against where they are not. */
static bool aid_content(const Mark *a, const Mark *b, bool *against)
{
    *against = false;
    bool values = isfinite(a->f->value) && isfinite(b->f->value) && same_text(a->f->unit, b->f->unit);
    if (values && !figures_equal(a->f, b->f)) {
        *against = true;
        return false;
    }
    bool counted = false, same_count = false;
    for (size_t i = 0; i < a->f->items.n; i++)
        for (size_t j = 0; j < b->f->items.n; j++) {
            double x = a->f->items.items[i].quantity, y = b->f->items.items[j].quantity;
            if (!isfinite(x) || !isfinite(y)) continue;
            counted = true;
            if (x == y) same_count = true;
        }
    if (counted && !same_count) {
        *against = true;
        return false;
    }
    return values || same_count || (a->goods.n && words_overlap(a->goods, b->goods) >= 0.5);
}

static Match aid(const Mark *a, const Mark *b)
{
    bool against, content = aid_content(a, b, &against);
    if (against || !set_agrees(&a->f->from, &b->f->from) || !set_agrees(&a->f->to, &b->f->to) ||
        !dates_fit(a, b, COARSE_DAYS))
        return differs;
    double quotes = words_overlap(a->quote, b->quote);
    if (!content && quotes < 0.5) return differs;
    return (Match){1 + quotes, content ? "same goods or sum, dates that fit" : "nearly the same words"};
}

static double topics_overlap(const StrList *a, const StrList *b)
{
    size_t both = 0;
    for (size_t i = 0; i < a->n; i++) both += strlist_has(b, a->items[i]);
    return a->n && b->n ? (double)both / (double)(a->n + b->n - both) : 0;
}

static Match pledge(const Mark *a, const Mark *b)
{
    if (!strlist_same_set(&a->f->by, &b->f->by) || !strlist_same_set(&a->f->to, &b->f->to) ||
        !dates_fit(a, b, COARSE_DAYS))
        return differs;
    double t = topics_overlap(&a->f->topics, &b->f->topics), q = words_overlap(a->quote, b->quote);
    if (q >= 0.5) return (Match){2 + q, "same act, nearly the same words"};
    if (t >= 0.5) return (Match){1 + t, "same act and topics, dates that fit"};
    return differs;
}

static Match post(const Mark *a, const Mark *b)
{
    if (!words_within(a->person, b->person)) return differs;
    bool other_language = !text_agrees(a->src->lang, b->src->lang);
    if (!other_language && a->post.n && b->post.n && !words_within(a->post, b->post) &&
        words_overlap(a->post, b->post) < 0.5)
        return differs;
    return (Match){1 + words_overlap(a->person, b->person) + words_overlap(a->post, b->post),
                   "same person and post"};
}

static Match body(const Mark *a, const Mark *b)
{
    bool other_language = !text_agrees(a->src->lang, b->src->lang);
    bool numbers = isfinite(a->f->number) && isfinite(b->f->number),
         same_number = numbers && a->f->number == b->f->number;
    double name = words_within(a->name, b->name) ? 0.5 + words_overlap(a->name, b->name) / 2
                                                 : words_overlap(a->name, b->name);
    bool day = a->dated && b->dated && dates_fit(a, b, COARSE_DAYS);
    if (name < 0.5 && !(other_language && same_number && day)) return differs;
    if (same_number) return (Match){3 + name, "same name and number"};
    bool session = a->f->what && strcmp(a->f->what, "session") == 0;
    if (!session) return (Match){1 + name, "same name"};
    if (numbers && !(day && range_days(a->days) <= 3 && range_days(b->days) <= 3)) return differs;
    return dates_fit(a, b, COARSE_DAYS) ? (Match){1 + name, "same name, dates that fit"} : differs;
}

static Match relation(const Mark *a, const Mark *b)
{
    bool other_language = !text_agrees(a->src->lang, b->src->lang);
    bool levels = a->level.n && b->level.n;
    if (levels && !other_language && !words_within(a->level, b->level) &&
        words_overlap(a->level, b->level) < 0.5)
        return differs;
    if (isfinite(a->f->years) && isfinite(b->f->years) && a->f->years != b->f->years) return differs;
    const char *what = a->f->what ? a->f->what : "";
    bool fits = dates_fit(a, b, 366);
    if (strcmp(what, "established") == 0 && !a->level.n &&
        !b->level.n) /* happens once: other dates contradict */
        return (Match){1 + fits, "ties are set up once"};
    if (strcmp(what, "level") == 0 && levels)
        return (Match){1 + words_overlap(a->level, b->level), "same level"};
    if (strcmp(what, "anniversary") == 0 && isfinite(a->f->years) && a->f->years == b->f->years)
        return (Match){1 + fits, "same anniversary"};
    return fits ? (Match){1, "same change of relations, dates that fit"} : differs;
}

static Match event(const Mark *a, const Mark *b)
{
    if (!strlist_same_set(&a->f->by, &b->f->by) || !strlist_same_set(&a->f->to, &b->f->to) ||
        !dates_fit(a, b, COARSE_DAYS))
        return differs;
    bool day = a->dated && b->dated && range_days(a->days) == 1 && range_days(b->days) == 1;
    double q = words_overlap(a->quote, b->quote);
    if (!day && q < 0.35) return differs;
    return (Match){1 + q + day,
                   day ? "same type, sides and day" : "same type and sides, much the same words"};
}

/* Equal in every text, number and list, whatever the words around them. */
static bool fields_equal(const Fact *a, const Fact *b)
{
    for (const FactField *f = fact_fields; f->name; f++) {
        const void *x = fact_at(a, f), *y = fact_at(b, f);
        if (f->type == FIELD_STR && strcmp(f->name, "quote") != 0 &&
            !same_text(*(const char *const *)x, *(const char *const *)y))
            return false;
        if (f->type == FIELD_LIST && !strlist_same_set(x, y)) return false;
        if (f->type == FIELD_NUMBER) {
            double v = *(const double *)x, w = *(const double *)y;
            if (isfinite(v) != isfinite(w) || (isfinite(v) && v != w)) return false;
        }
    }
    return true;
}

static Match same(const Mark *a, const Mark *b)
{
    static Match (*const of[FACT_KINDS])(const Mark *, const Mark *) = {
        [FACT_CONTACT] = contact, [FACT_AGREEMENT] = agreement, [FACT_FIGURE] = figure,
        [FACT_AID] = aid,         [FACT_PLEDGE] = pledge,       [FACT_POST] = post,
        [FACT_BODY] = body,       [FACT_RELATION] = relation,   [FACT_EVENT] = event,
    };
    if (a->f->kind != b->f->kind || !of[a->f->kind]) return differs;
    if (same_text(a->src->article, b->src->article)) return differs;
    if (strcmp(status_class(a->f), status_class(b->f)) != 0) return differs;
    if (source_copies(a->src, b->src) && words_overlap(a->quote, b->quote) >= 0.9 && fields_equal(a->f, b->f))
        return (Match){5, "copies of one text"};
    return of[a->f->kind](a, b);
}

/* ---- order ---- */

static int text_order(const char *a, const char *b) /* NULL last */
{
    if (!a || !b) return !a - !b;
    return strcmp(a, b);
}

static int source_order(const RegSource *a, const RegSource *b)
{
    int c = text_order(a->published, b->published);
    if (!c) c = text_order(a->article, b->article);
    if (!c) c = (a->claim.span.start > b->claim.span.start) - (a->claim.span.start < b->claim.span.start);
    if (!c) c = (a->claim.span.end > b->claim.span.end) - (a->claim.span.end < b->claim.span.end);
    return c ? c : strcmp(a->claim_id, b->claim_id);
}

static int mark_order(const void *pa, const void *pb)
{
    const Mark *a = pa, *b = pb;
    if (a->dated != b->dated) return b->dated - a->dated;
    if (a->dated && range_days(a->days) != range_days(b->days))
        return range_days(a->days) < range_days(b->days) ? -1 : 1;
    return source_order(a->src, b->src);
}

static Mark mark_of(const RegSource *src, size_t index, Map *ids, Arena *a)
{
    const Fact *f = &src->claim;
    Mark m = {.src = src, .f = f, .index = index};
    DayRange pub;
    m.dated = edtf_days(f->date, &m.days) && m.days.first > -1000000 && m.days.last < 1000000;
    m.has_period = edtf_days(f->period, &m.period);
    m.has_pub = edtf_days(src->published, &pub);
    m.pub = m.has_pub ? pub.first : 0;
    m.title = words_of(f->title, ids, a);
    m.name = words_of(f->name, ids, a);
    m.person = words_of(f->person, ids, a);
    m.post = words_of(f->post, ids, a);
    m.level = words_of(f->level, ids, a);
    m.quote = words_of(f->quote, ids, a);
    m.people = ARENA_ARRAY(a, Words, f->people.n + 1);
    for (size_t i = 0; i < f->people.n; i++) m.people[i] = words_of(f->people.items[i].name, ids, a);
    Buf goods = {0};
    for (size_t i = 0; i < f->items.n; i++)
        buf_printf(&goods, "%s ", f->items.items[i].goods ? f->items.items[i].goods : "");
    m.goods = words_of(buf_str(&goods), ids, a);
    buf_free(&goods);
    return m;
}

/* ---- clusters ---- */

typedef struct Cluster {
    size_t *members; /* [n] indices of marks */
    size_t n, cap;
} Cluster;

/* The weakest of the matches with its members; score 0 where one of them differs. */
static Match fits(const Cluster *c, const Mark *marks, const Mark *m)
{
    Match least = {1e9, NULL};
    for (size_t i = 0; i < c->n; i++) {
        Match one = same(&marks[c->members[i]], m);
        if (one.score <= 0) return differs;
        if (one.score < least.score) least = one;
    }
    return least;
}

void reconcile_block(const RegSource *claims, size_t n, uint32_t *cluster, const char **why, Arena *a)
{
    Map *ids = map_new();
    Mark *marks = ARENA_ARRAY(a, Mark, n + 1);
    for (size_t i = 0; i < n; i++) marks[i] = mark_of(&claims[i], i, ids, a);
    map_free(ids);
    if (n) qsort(marks, n, sizeof *marks, mark_order);
    Cluster *all = NULL;
    size_t n_all = 0, cap = 0;
    for (size_t i = 0; i < n; i++) {
        Match best = differs;
        size_t to = n_all;
        for (size_t k = 0; k < n_all; k++) {
            Match m = fits(&all[k], marks, &marks[i]);
            if (m.score > best.score) {
                best = m;
                to = k;
            }
        }
        if (to == n_all) ARENA_PUSH(a, all, n_all, cap, (Cluster){0});
        ARENA_PUSH(a, all[to].members, all[to].n, all[to].cap, i);
        cluster[marks[i].index] = (uint32_t)to;
        if (why) why[marks[i].index] = best.why;
    }
}
