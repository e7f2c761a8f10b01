/* edtf.c: see edtf.h. */
#include "base/edtf.h"

#include <limits.h>
#include <string.h>

int edtf_day_number(int year, int month, int day)
{
    /* years begin in March, eras have 400 years; the day 1970-01-01 is 0 */
    int y = month <= 2 ? year - 1 : year;
    int era = (y >= 0 ? y : y - 399) / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static int days_in(int year, int month)
{
    if (month == 12) return 31;
    return edtf_day_number(year, month + 1, 1) - edtf_day_number(year, month, 1);
}

static bool digits(const char **s, int n, int *out)
{
    int v = 0;
    for (int i = 0; i < n; i++) {
        char c = (*s)[i];
        if (c < '0' || c > '9') return false;
        v = v * 10 + (c - '0');
    }
    *s += n;
    *out = v;
    return true;
}

/* One date at *s; *s moves behind it. */
static bool one(const char **s, DayRange *out)
{
    int y, m, d;
    if (!digits(s, 4, &y)) return false;
    out->first = edtf_day_number(y, 1, 1);
    out->last = edtf_day_number(y, 12, 31);
    if (**s == '-') {
        ++*s;
        if (!digits(s, 2, &m) || m < 1 || m > 12) return false;
        out->first = edtf_day_number(y, m, 1);
        out->last = out->first + days_in(y, m) - 1;
        if (**s == '-') {
            ++*s;
            if (!digits(s, 2, &d) || d < 1 || d > days_in(y, m)) return false;
            out->first = out->last = edtf_day_number(y, m, d);
        }
    }
    while (**s && strchr("~?%", **s)) ++*s;
    return true;
}

static bool open_end(const char **s)
{
    if (strncmp(*s, "..", 2) == 0) *s += 2;
    else if (**s && **s != '/') return false;
    return true;
}

bool edtf_days(const char *s, DayRange *out)
{
    if (!s || !*s) return false;
    DayRange from = {INT_MIN, INT_MIN}, to = {INT_MAX, INT_MAX};
    bool open = open_end(&s);
    if (!open && !one(&s, &from)) return false;
    if (!open && !*s) {
        *out = from;
        return true;
    }
    if (*s++ != '/') return false;
    if (!open_end(&s)) {
        if (!one(&s, &to)) return false;
    } else if (open) {
        return false;
    }
    if (*s || to.last < from.first) return false;
    *out = (DayRange){from.first, to.last};
    return true;
}
