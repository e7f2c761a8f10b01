/* when.c: see when.h. */
#include "view/when.h"

#include <string.h>

static const char *const month_names[] = {"",        "January",  "February", "March",  "April",
                                          "May",     "June",     "July",     "August", "September",
                                          "October", "November", "December"};

/* One side of an EDTF date. */
typedef struct Part {
    int year, month, day; /* month and day 0: not given */
    int known;            /* digits of the year that are known: 4, 3 (a decade), 2 (a century), 0 */
    bool about;           /* marked ~ or ? or % */
} Part;

static bool digits(const char *s, size_t n, int *out)
{
    *out = 0;
    for (size_t i = 0; i < n; i++) {
        if (s[i] < '0' || s[i] > '9') return false;
        *out = *out * 10 + (s[i] - '0');
    }
    return true;
}

static int days_in_month(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

static bool part_read(Part *p, const char *s, size_t n)
{
    *p = (Part){0};
    if (n && strchr("~?%", s[n - 1])) {
        p->about = true;
        n--;
    }
    if (n != 4 && n != 7 && n != 10) return false;
    while (p->known < 4 && s[p->known] != 'X') p->known++;
    for (int i = p->known; i < 4; i++)
        if (s[i] != 'X') return false;
    if (p->known == 1 || !digits(s, (size_t)p->known, &p->year)) return false;
    for (int i = p->known; i < 4; i++) p->year *= 10;
    if (n > 4 && (s[4] != '-' || !digits(s + 5, 2, &p->month) || p->month < 1 || p->month > 12)) return false;
    if (n > 7 && (s[7] != '-' || !digits(s + 8, 2, &p->day) || p->day < 1)) return false;
    if (p->day > days_in_month(p->known ? p->year : 2000, p->month ? p->month : 1)) return false;
    return n == 4 || p->known == 4 || p->known == 0;
}

static int day_number(int year, int month, int day)
{
    return year * 10000 + month * 100 + day;
}

static int part_first(const Part *p)
{
    return day_number(p->year, p->month ? p->month : 1, p->day ? p->day : 1);
}

static int part_last(const Part *p)
{
    int year = p->year + (p->known == 3 ? 9 : p->known == 2 ? 99 : 0);
    int month = p->month ? p->month : 12;
    return day_number(year, month, p->day ? p->day : days_in_month(year, month));
}

/* Splits at the slash; an open or absent side has length 0 or is "..". */
static bool sides(const char *edtf, Part *a, Part *b, bool *has_a, bool *has_b, bool *interval)
{
    const char *slash = strchr(edtf, '/');
    size_t n = slash ? (size_t)(slash - edtf) : strlen(edtf);
    const char *right = slash ? slash + 1 : "";
    *interval = slash != NULL;
    *has_a = n > 0 && !(n == 2 && strncmp(edtf, "..", 2) == 0);
    *has_b = *right && strcmp(right, "..") != 0;
    if (!*has_a && !*has_b) return false;
    return (!*has_a || part_read(a, edtf, n)) && (!*has_b || part_read(b, right, strlen(right)));
}

bool when_bounds(const char *edtf, When *out)
{
    Part a, b;
    bool has_a, has_b, interval;
    *out = (When){0};
    if (!edtf || !sides(edtf, &a, &b, &has_a, &has_b, &interval)) return false;
    if ((has_a && a.known == 0) || (has_b && b.known == 0)) return false;
    out->first = has_a ? part_first(&a) : 0;
    out->last = !interval ? part_last(&a) : has_b ? part_last(&b) : 99991231;
    return true;
}

static void part_words(Buf *out, const Part *p, bool with_month, bool with_year)
{
    if (p->about) buf_adds(out, "about ");
    if (p->day) buf_printf(out, "%d", p->day);
    if (p->month && with_month) buf_printf(out, "%s%s", p->day ? " " : "", month_names[p->month]);
    if (!with_year) return;
    const char *space = p->month || p->day ? " " : "";
    if (p->known == 4) buf_printf(out, "%s%d", space, p->year);
    else if (p->known >= 2) buf_printf(out, "%s%ds", space, p->year);
    else buf_printf(out, "%s(year not given)", space);
}

static void interval_words(Buf *out, const Part *a, const Part *b)
{
    bool same_year = a->year == b->year && a->known == b->known;
    bool same_month = same_year && a->month == b->month;
    if (!a->month && !b->month && a->known == 4 && b->known == 4) {
        buf_printf(out, b->year == a->year + 1 ? "%d/%d" : "%d–%d", a->year, b->year);
    } else if (a->month && b->month && same_year && !a->day && !b->day) {
        part_words(out, a, true, false);
        buf_adds(out, "–");
        part_words(out, b, true, true);
    } else if (a->day && b->day && same_month) {
        part_words(out, a, false, false);
        buf_adds(out, "–");
        part_words(out, b, true, true);
    } else {
        part_words(out, a, true, !(same_year && a->month && b->month));
        buf_adds(out, " – ");
        part_words(out, b, true, true);
    }
}

void when_words(Buf *out, const char *edtf)
{
    Part a, b;
    bool has_a, has_b, interval;
    if (!edtf) return;
    if (!sides(edtf, &a, &b, &has_a, &has_b, &interval)) {
        buf_adds(out, edtf);
        return;
    }
    if (has_a && has_b) {
        interval_words(out, &a, &b);
    } else {
        if (interval) buf_adds(out, has_a ? "since " : "until ");
        part_words(out, has_a ? &a : &b, true, true);
    }
}

int when_months(const When *w)
{
    int fy = w->first / 10000, fm = w->first / 100 % 100, ly = w->last / 10000, lm = w->last / 100 % 100;
    if (w->first == 0 || w->last == 99991231 || w->first % 100 != 1) return 0;
    if (w->last % 100 != days_in_month(ly, lm)) return 0;
    return (ly - fy) * 12 + lm - fm + 1;
}

/* Days since 1 March of year 0 in the Gregorian calendar. */
static long serial(int day)
{
    long y = day / 10000, m = day / 100 % 100, d = day % 100;
    if (m <= 2) {
        y--;
        m += 12;
    }
    return 365 * y + y / 4 - y / 100 + y / 400 + (153 * (m - 3) + 2) / 5 + d;
}

long when_days(int a, int b)
{
    return serial(b) - serial(a);
}
