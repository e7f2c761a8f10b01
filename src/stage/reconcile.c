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
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "base/edtf.h"
#include "base/map.h"
#include "base/text.h"

enum {
    NEAR_DAYS = 10,   /* an undated act lies this near to the publication */
    COARSE_DAYS = 31, /* a month may stand for a day in it; a year says too little */
};

typedef struct Words {
    uint32_t *ids; /* [n] sorted, no duplicates; the number of letters (31 at most) in the lowest five bits */
    size_t n;
} Words;

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

/* ---- words ---- */

static int by_id(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

/* Letters without their marks, folded: names are written with and without diacritics. Arena-owned UTF-16. */
static size_t plain_letters(const char *s, UChar **out, Arena *a)
{
    UErrorCode e = U_ZERO_ERROR;
    const UNormalizer2 *nfd = unorm2_getNFDInstance(&e);
    int32_t n = 0, bytes = (int32_t)strlen(s), cap = bytes * 4 + 8;
    UChar *u = ARENA_ARRAY(a, UChar, bytes + 1), *d = ARENA_ARRAY(a, UChar, cap);
    u_strFromUTF8WithSub(u, bytes + 1, &n, s, bytes, 0xFFFD, NULL, &e);
    n = unorm2_normalize(nfd, u, n, d, cap, &e);
    if (U_FAILURE(e)) return 0;
    size_t m = 0;
    for (int32_t i = 0; i < n;) {
        UChar32 c;
        int32_t start = i;
        U16_NEXT(d, i, n, c);
        if (u_charType(c) == U_NON_SPACING_MARK) continue;
        c = u_foldCase(c == 0x0110 || c == 0x0111 ? 'd' : c,
                       U_FOLD_CASE_DEFAULT); /* d with stroke has no decomposition */
        if (i - start == 1 && c < 0x10000) d[m++] = (UChar)c;
    }
    *out = d;
    return m;
}

static Words words_of(const char *s, Map *ids, Arena *a)
{
    Words w = {0};
    if (!s || !*s) return w;
    UChar *u = NULL;
    size_t n = plain_letters(s, &u, a), cap = 0;
    for (size_t i = 0; i < n;) {
        size_t from = i;
        while (i < n && u_isalnum(u[i])) i++;
        if (i == from) {
            i++;
            continue;
        }
        uint32_t id = map_intern(ids, (const char *)(u + from), (i - from) * sizeof *u);
        ARENA_PUSH(a, w.ids, w.n, cap, id << 5 | (uint32_t)(i - from > 31 ? 31 : i - from));
    }
    if (!w.n) return w;
    qsort(w.ids, w.n, sizeof *w.ids, by_id);
    size_t m = 1;
    for (size_t i = 1; i < w.n; i++)
        if (w.ids[i] != w.ids[m - 1]) w.ids[m++] = w.ids[i];
    w.n = m;
    return w;
}

static size_t shared(Words a, Words b)
{
    size_t n = 0;
    for (size_t i = 0, j = 0; i < a.n && j < b.n;) {
        if (a.ids[i] == b.ids[j]) n++, i++, j++;
        else if (a.ids[i] < b.ids[j]) i++;
        else j++;
    }
    return n;
}

static bool within(Words a, Words b)
{
    return a.n && b.n && shared(a, b) == (a.n < b.n ? a.n : b.n);
}

/* Shared words in all words, 0..1. */
static double overlap(Words a, Words b)
{
    size_t both = shared(a, b), all = a.n + b.n - both;
    return all ? (double)both / (double)all : 0;
}

/* Letters of the words of a that b lacks. */
static size_t own_letters(Words a, Words b)
{
    size_t n = 0;
    for (size_t i = 0, j = 0; i < a.n; i++) {
        while (j < b.n && b.ids[j] < a.ids[i]) j++;
        if (j == b.n || b.ids[j] != a.ids[i]) n += a.ids[i] & 31;
    }
    return n;
}

/* Two titles of one agreement: one may say less than the other, but where each has words of its own
 * ("... on education", "... on health"), more than a preposition, nearly all others must be the same. */
static double titles(Words a, Words b)
{
    double o = overlap(a, b);
    if (!a.n || !b.n || shared(a, b) * 2 < (a.n < b.n ? a.n : b.n)) return 0;
    bool apart = own_letters(a, b) >= 3 && own_letters(b, a) >= 3;
    return !apart || o >= 0.8 ? 0.5 + o / 2 : 0;
}

/* ---- dates, sets, numbers ---- */

static bool contains(DayRange a, DayRange b)
{
    return a.first <= b.first && b.last <= a.last;
}
static int length(DayRange r)
{
    return r.last - r.first + 1;
}

static bool ranges_fit(DayRange a, DayRange b, int coarse)
{
    if (a.first == b.first && a.last == b.last) return true;
    return (contains(a, b) && length(a) <= coarse) || (contains(b, a) && length(b) <= coarse);
}

/* May both be of the same day or days? */
static bool dates_fit(const Mark *a, const Mark *b, int coarse)
{
    if (a->dated && b->dated) return ranges_fit(a->days, b->days, coarse);
    if (!a->dated && !b->dated)
        return !a->f->date && !b->f->date && a->has_pub && b->has_pub && abs(a->pub - b->pub) <= NEAR_DAYS;
    const Mark *with = a->dated ? a : b, *without = a->dated ? b : a;
    if (without->f->date || !without->has_pub || length(with->days) > coarse) return false;
    return without->pub >= with->days.first - NEAR_DAYS && without->pub <= with->days.last + NEAR_DAYS;
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}
static bool text_agrees(const char *a, const char *b)
{
    return !a || !b || strcmp(a, b) == 0;
}
static bool set_agrees(const StrList *a, const StrList *b)
{
    return !a->n || !b->n || strlist_same_set(a, b);
}

static int significant_digits(double v)
{
    char s[40];
    int n = 0, zeros = 0;
    snprintf(s, sizeof s, "%.14e", fabs(v)); /* d.dddde+xx */
    for (const char *p = s; *p && *p != 'e'; p++) {
        if (*p == '.') continue;
        zeros = *p == '0' ? zeros + 1 : 0;
        n++;
    }
    return n - zeros;
}

/* Is `fine` what `rough` says, rounded to the digits of rough? */
static bool rounds_to(double fine, double rough)
{
    int digits = significant_digits(rough);
    if (digits < 2 || digits > 12 || fine == 0) return false;
    char a[40], b[40];
    snprintf(a, sizeof a, "%.*e", digits - 1, fine);
    snprintf(b, sizeof b, "%.*e", digits - 1, rough);
    return strcmp(a, b) == 0;
}

/* Equal as far as the press is exact: half a percent, two where one is approximate, or one rounded. */
static bool values_equal(const Fact *a, const Fact *b)
{
    double x = a->value, y = b->value, most = fmax(fabs(x), fabs(y));
    if (!isfinite(x) || !isfinite(y)) return false;
    if (fabs(x - y) <= most * (a->approx || b->approx ? 0.02 : 0.005)) return true;
    return fabs(x - y) <= most * 0.06 &&
           (rounds_to(x, y) || rounds_to(y, x)); /* two digits: 5 in 100 at most */
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
            if (within(a->people[i], b->people[j])) *shared_one = true;
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
    return (Match){1 + person + days + overlap(a->quote, b->quote),
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
    bool values = isfinite(x->value) && isfinite(y->value), equal = values && values_equal(x, y);
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
    bool day = a->dated && b->dated && length(a->days) == 1 && length(b->days) == 1 &&
               a->days.first == b->days.first;
    double t = titles(a->title, b->title);
    bool near = a->dated && b->dated && abs(a->days.first - b->days.first) <= 3;
    if (t > 0 && text_agrees(a->f->type, b->f->type)) {
        bool undated = (!a->dated && !a->f->date) || (!b->dated && !b->f->date);
        if (dates_fit(a, b, 366) || near ||
            (undated && overlap(a->title, b->title) >= 0.8 && a->title.n >= 3))
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
    if (values && !values_equal(a->f, b->f)) {
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
    return values || same_count || (a->goods.n && overlap(a->goods, b->goods) >= 0.5);
}

static Match aid(const Mark *a, const Mark *b)
{
    bool against, content = aid_content(a, b, &against);
    if (against || !set_agrees(&a->f->from, &b->f->from) || !set_agrees(&a->f->to, &b->f->to) ||
        !dates_fit(a, b, COARSE_DAYS))
        return differs;
    double quotes = overlap(a->quote, b->quote);
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
    double t = topics_overlap(&a->f->topics, &b->f->topics), q = overlap(a->quote, b->quote);
    if (q >= 0.5) return (Match){2 + q, "same act, nearly the same words"};
    if (t >= 0.5) return (Match){1 + t, "same act and topics, dates that fit"};
    return differs;
}

static Match post(const Mark *a, const Mark *b)
{
    if (!within(a->person, b->person)) return differs;
    bool other_language = !text_agrees(a->src->lang, b->src->lang);
    if (!other_language && a->post.n && b->post.n && !within(a->post, b->post) &&
        overlap(a->post, b->post) < 0.5)
        return differs;
    return (Match){1 + overlap(a->person, b->person) + overlap(a->post, b->post), "same person and post"};
}

static Match body(const Mark *a, const Mark *b)
{
    bool other_language = !text_agrees(a->src->lang, b->src->lang);
    bool numbers = isfinite(a->f->number) && isfinite(b->f->number),
         same_number = numbers && a->f->number == b->f->number;
    double name = within(a->name, b->name) ? 0.5 + overlap(a->name, b->name) / 2 : overlap(a->name, b->name);
    bool day = a->dated && b->dated && dates_fit(a, b, COARSE_DAYS);
    if (name < 0.5 && !(other_language && same_number && day)) return differs;
    if (same_number) return (Match){3 + name, "same name and number"};
    bool session = a->f->what && strcmp(a->f->what, "session") == 0;
    if (!session) return (Match){1 + name, "same name"};
    if (numbers && !(day && length(a->days) <= 3 && length(b->days) <= 3)) return differs;
    return dates_fit(a, b, COARSE_DAYS) ? (Match){1 + name, "same name, dates that fit"} : differs;
}

static Match relation(const Mark *a, const Mark *b)
{
    bool other_language = !text_agrees(a->src->lang, b->src->lang);
    bool levels = a->level.n && b->level.n;
    if (levels && !other_language && !within(a->level, b->level) && overlap(a->level, b->level) < 0.5)
        return differs;
    if (isfinite(a->f->years) && isfinite(b->f->years) && a->f->years != b->f->years) return differs;
    const char *what = a->f->what ? a->f->what : "";
    bool fits = dates_fit(a, b, 366);
    if (strcmp(what, "established") == 0 && !a->level.n &&
        !b->level.n) /* happens once: other dates contradict */
        return (Match){1 + fits, "ties are set up once"};
    if (strcmp(what, "level") == 0 && levels) return (Match){1 + overlap(a->level, b->level), "same level"};
    if (strcmp(what, "anniversary") == 0 && isfinite(a->f->years) && a->f->years == b->f->years)
        return (Match){1 + fits, "same anniversary"};
    return fits ? (Match){1, "same change of relations, dates that fit"} : differs;
}

static Match event(const Mark *a, const Mark *b)
{
    if (!strlist_same_set(&a->f->by, &b->f->by) || !strlist_same_set(&a->f->to, &b->f->to) ||
        !dates_fit(a, b, COARSE_DAYS))
        return differs;
    bool day = a->dated && b->dated && length(a->days) == 1 && length(b->days) == 1;
    double q = overlap(a->quote, b->quote);
    if (!day && q < 0.35) return differs;
    return (Match){1 + q + day,
                   day ? "same type, sides and day" : "same type and sides, much the same words"};
}

static bool copies(const RegSource *a, const RegSource *b)
{
    const char *x = a->copy_of ? a->copy_of : a->article, *y = b->copy_of ? b->copy_of : b->article;
    return x && y && strcmp(x, y) == 0;
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
    if (copies(a->src, b->src) && overlap(a->quote, b->quote) >= 0.9 && fields_equal(a->f, b->f))
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
    if (a->dated && length(a->days) != length(b->days)) return length(a->days) < length(b->days) ? -1 : 1;
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

/* ---- merging ---- */

/* A value that sources give for a field, with those that give it. */
typedef struct Candidate {
    size_t *sources; /* [n] indices into RegFact.sources, ascending: the first is the earliest published */
    size_t n, cap;
    size_t outlets; /* independent ones */
} Candidate;

typedef struct Candidates {
    Candidate *items;
    size_t n, cap;
} Candidates;

static const Fact *claim_of(const RegFact *f, size_t source)
{
    return &f->sources[source].claim;
}
static const Fact *first_of(const RegFact *f, const Candidate *c)
{
    return claim_of(f, c->sources[0]);
}

/* Two sources are independent when neither outlet nor text is the same. */
static bool independent(const RegSource *a, const RegSource *b)
{
    return !copies(a, b) && !(a->outlet && b->outlet && strcmp(a->outlet, b->outlet) == 0);
}

static size_t count_outlets(const RegFact *f, const Candidate *c)
{
    size_t n = 0;
    for (size_t i = 0; i < c->n; i++) {
        bool is_new = true;
        for (size_t j = 0; is_new && j < i; j++)
            is_new = independent(&f->sources[c->sources[j]], &f->sources[c->sources[i]]);
        n += is_new;
    }
    return n;
}

static void support(Candidate *c, size_t source, Arena *a)
{
    ARENA_PUSH(a, c->sources, c->n, c->cap, source);
}

/* Sorts the sources into candidates by `equal`; a source joins the first candidate whose first source it
 * equals. */
static Candidates candidates(const RegFact *f, bool (*has)(const Fact *),
                             bool (*equal)(const Fact *, const Fact *), Arena *a)
{
    Candidates out = {0};
    for (size_t i = 0; i < f->n_sources; i++) {
        const Fact *claim = claim_of(f, i);
        if (!has(claim)) continue;
        size_t k = 0;
        while (k < out.n && !equal(first_of(f, &out.items[k]), claim)) k++;
        if (k == out.n) ARENA_PUSH(a, out.items, out.n, out.cap, (Candidate){0});
        support(&out.items[k], i, a);
    }
    for (size_t k = 0; k < out.n; k++) out.items[k].outlets = count_outlets(f, &out.items[k]);
    return out;
}

/* Most outlets, then the earliest. */
static const Candidate *best_of(const Candidates *c)
{
    const Candidate *best = NULL;
    for (size_t k = 0; k < c->n; k++)
        if (!best || c->items[k].outlets > best->outlets ||
            (c->items[k].outlets == best->outlets && c->items[k].sources[0] < best->sources[0]))
            best = &c->items[k];
    return best;
}

static bool has_value(const Fact *f)
{
    return isfinite(f->value);
}
static bool has_number(const Fact *f)
{
    return isfinite(f->number);
}
static bool number_equal(const Fact *a, const Fact *b)
{
    return a->number == b->number;
}
static bool has_date(const Fact *f)
{
    return f->date != NULL;
}
static bool date_equal(const Fact *a, const Fact *b)
{
    return strcmp(a->date, b->date) == 0;
}

/* Plain digits in groups of three, two decimals at most. */
static const char *show_number(double v, const char *unit, Arena *a)
{
    char digits[64];
    snprintf(digits, sizeof digits, v == floor(v) ? "%.0f" : "%.2f", fabs(v));
    Buf b = {0};
    size_t whole = strcspn(digits, ".");
    if (v < 0) buf_addc(&b, '-');
    for (size_t i = 0; digits[i]; i++) {
        if (i && i < whole && (whole - i) % 3 == 0) buf_addc(&b, ',');
        buf_addc(&b, digits[i]);
    }
    if (unit) buf_printf(&b, " %s", unit);
    const char *out = arena_strndup(a, b.data, b.len);
    buf_free(&b);
    return out;
}

static const char *show_value(const Fact *f, Arena *a)
{
    return show_number(f->value, f->unit, a);
}
static const char *show_session(const Fact *f, Arena *a)
{
    return show_number(f->number, NULL, a);
}
static const char *show_date(const Fact *f, Arena *a)
{
    return arena_strdup(a, f->date);
}

/* More than one candidate is a conflict: all stand side by side. */
static void add_conflict(RegFact *f, const char *field, const Candidates *c,
                         const char *(*show)(const Fact *, Arena *), size_t *cap, Arena *a)
{
    if (c->n < 2) return;
    RegConflict conflict = {.field = field, .items = ARENA_ARRAY(a, RegCandidate, c->n), .n = c->n};
    for (size_t k = 0; k < c->n; k++)
        conflict.items[k] =
            (RegCandidate){show(first_of(f, &c->items[k]), a), c->items[k].sources, c->items[k].n};
    ARENA_PUSH(a, f->conflicts, f->n_conflicts, *cap, conflict);
}

/* Dates: one that contains a finer one says the same less exactly, and supports it. */
static Candidates date_candidates(const RegFact *f, Arena *a)
{
    Candidates all = candidates(f, has_date, date_equal, a), out = {0};
    for (size_t k = 0; k < all.n; k++) {
        DayRange mine, other;
        bool contains_finer = false;
        if (edtf_days(first_of(f, &all.items[k])->date, &mine))
            for (size_t j = 0; j < all.n; j++)
                if (j != k && edtf_days(first_of(f, &all.items[j])->date, &other) && contains(mine, other) &&
                    length(other) < length(mine)) {
                    contains_finer = true;
                    all.items[j].outlets += all.items[k].outlets;
                }
        if (!contains_finer) ARENA_PUSH(a, out.items, out.n, out.cap, all.items[k]);
    }
    for (size_t k = 0; k < out.n; k++) /* with the support that came later */
        for (size_t j = 0; j < all.n; j++)
            if (all.items[j].sources == out.items[k].sources) out.items[k].outlets = all.items[j].outlets;
    return out;
}

/* ---- fields without special rules: the best supported text, set or number ---- */

static bool field_present(const Fact *f, const FactField *field)
{
    const void *at = fact_at(f, field);
    switch (field->type) {
    case FIELD_STR: return *(const char *const *)at != NULL;
    case FIELD_LIST: return ((const StrList *)at)->n > 0;
    case FIELD_NUMBER: return isfinite(*(const double *)at);
    case FIELD_BOOL: return true;
    case FIELD_PEOPLE: return ((const People *)at)->n > 0;
    case FIELD_ITEMS: return ((const Items *)at)->n > 0;
    }
    return false;
}

static bool field_equal(const Fact *a, const Fact *b, const FactField *field)
{
    const void *x = fact_at(a, field), *y = fact_at(b, field);
    switch (field->type) {
    case FIELD_STR: return same_text(*(const char *const *)x, *(const char *const *)y);
    case FIELD_LIST: return strlist_same_set(x, y);
    case FIELD_NUMBER: return *(const double *)x == *(const double *)y;
    case FIELD_BOOL: return *(const bool *)x == *(const bool *)y;
    case FIELD_ITEMS: return ((const Items *)x)->n == ((const Items *)y)->n;
    case FIELD_PEOPLE: return true; /* joined, not chosen */
    }
    return false;
}

static void copy_field(Fact *to, const Fact *from, const FactField *field)
{
    static const size_t size[] = {
        [FIELD_STR] = sizeof(const char *), [FIELD_LIST] = sizeof(StrList), [FIELD_PEOPLE] = sizeof(People),
        [FIELD_NUMBER] = sizeof(double),    [FIELD_BOOL] = sizeof(bool),    [FIELD_ITEMS] = sizeof(Items),
    };
    memcpy(fact_at(to, field), fact_at(from, field), size[field->type]);
}

static void choose_field(RegFact *f, const FactField *field, Arena *a)
{
    Candidates c = {0};
    for (size_t i = 0; i < f->n_sources; i++) {
        const Fact *claim = claim_of(f, i);
        if (!field_present(claim, field)) continue;
        size_t k = 0;
        while (k < c.n && !field_equal(first_of(f, &c.items[k]), claim, field)) k++;
        if (k == c.n) ARENA_PUSH(a, c.items, c.n, c.cap, (Candidate){0});
        support(&c.items[k], i, a);
    }
    for (size_t k = 0; k < c.n; k++) c.items[k].outlets = count_outlets(f, &c.items[k]);
    const Candidate *best = best_of(&c);
    if (best) copy_field(&f->fact, first_of(f, best), field);
}

/* Everybody whom any source names, each once, by the fullest name. */
static void join_people(RegFact *f, Arena *a)
{
    Map *ids = map_new();
    People out = {0};
    Words *words = NULL;
    size_t cap = 0, n_words = 0, cap_words = 0;
    for (size_t i = 0; i < f->n_sources; i++) {
        const People *p = &claim_of(f, i)->people;
        for (size_t j = 0; j < p->n; j++) {
            Words w = words_of(p->items[j].name, ids, a);
            size_t k = 0;
            while (k < out.n && !(within(words[k], w) && text_agrees(out.items[k].party, p->items[j].party)))
                k++;
            if (k == out.n) {
                ARENA_PUSH(a, out.items, out.n, cap, p->items[j]);
                ARENA_PUSH(a, words, n_words, cap_words, w);
                continue;
            }
            if (w.n > words[k].n) {
                out.items[k].name = p->items[j].name;
                words[k] = w;
            }
            if (!out.items[k].post) out.items[k].post = p->items[j].post;
            if (!out.items[k].party) out.items[k].party = p->items[j].party;
        }
    }
    map_free(ids);
    f->fact.people = out;
}

static void join_lists(RegFact *f, size_t offset, Arena *a)
{
    StrList out = {0};
    for (size_t i = 0; i < f->n_sources; i++) {
        const StrList *l = (const StrList *)((const char *)claim_of(f, i) + offset);
        for (size_t j = 0; j < l->n; j++) strlist_add(&out, l->items[j], a);
    }
    *(StrList *)((char *)&f->fact + offset) = out;
}

void reconcile_merge(RegFact *f, Arena *a)
{
    fact_init(&f->fact, claim_of(f, 0)->kind);
    for (const FactField *field = fact_fields; field->name; field++) choose_field(f, field, a);
    join_people(f, a);
    join_lists(f, offsetof(Fact, topics), a);
    join_lists(f, offsetof(Fact, bodies), a);

    size_t cap = 0;
    f->conflicts = NULL;
    f->n_conflicts = 0;
    const Fact *speaks = claim_of(f, 0); /* whose quote stands for the fact */
    if (f->fact.kind == FACT_FIGURE) {
        Candidates values = candidates(f, has_value, values_equal, a);
        const Candidate *best = best_of(&values);
        if (best) { /* value, unit and their exactness belong together */
            speaks = first_of(f, best);
            f->fact.value = speaks->value;
            f->fact.unit = speaks->unit;
            f->fact.approx = speaks->approx;
        }
        add_conflict(f, "value", &values, show_value, &cap, a);
    }
    Candidates dates = date_candidates(f, a);
    const Candidate *date = best_of(&dates);
    if (date) {
        f->fact.date = first_of(f, date)->date;
        speaks = first_of(f, date);
    }
    add_conflict(f, "date", &dates, show_date, &cap, a);
    if (f->fact.kind == FACT_BODY) {
        Candidates numbers = candidates(f, has_number, number_equal, a);
        add_conflict(f, "number", &numbers, show_session, &cap, a);
    }
    f->fact.doc = speaks->doc;
    f->fact.quote = speaks->quote;
    f->fact.span = speaks->span;
    f->fact.rule = speaks->rule;
    f->fact.trigger = speaks->trigger;
    f->fact.speaker = speaks->speaker;
}
