/* date.h: dates as worded and as meant.
 *
 * A DateSpec is what the words say ("December 7", "last year"); date_resolve reads it against an anchor day
 * and gives EDTF (ISO 8601-2). A part that the words leave open is INT_MIN.
 */
#ifndef CHANCERY_TYPES_DATE_H
#define CHANCERY_TYPES_DATE_H

#include "base/arena.h"

#include <limits.h>
#include <stdbool.h>

enum { DATE_OPEN = INT_MIN };

typedef enum DateOp {
    DATE_NONE,
    DATE_DAY,
    DATE_DAYS,
    DATE_MONTH,
    DATE_MONTHS,
    DATE_YEAR,
    DATE_YEARS,
    DATE_FIRST_MONTHS,
    DATE_LAST_MONTHS,
    DATE_QUARTER,
    DATE_HALF,
    DATE_WEEKDAY,
    DATE_RELDAY,
    DATE_RELWEEK,
    DATE_WEEKEND,
    DATE_RELMONTH,
    DATE_RELYEAR,
    DATE_AGO,
    DATE_AFTER,
    DATE_BEFORE,
    DATE_PAST,
    DATE_FISCAL,
    DATE_MONTHS_TO,
    DATE_SAME_PERIOD,
} DateOp;

typedef struct DateSpec {
    DateOp op;
    int d, d2, m, m2, y, y2; /* y from -9 to 9: relative to the anchor's year */
    int n, rel, weekday;     /* weekday: 1 Monday - 7 */
    char unit;               /* d, w, m, y, e (decade) */
} DateSpec;

typedef struct Day {
    int y, m, d; /* m and d 0: only the year (month) is known */
} Day;

DateOp
date_op_from(const char *name); /* "day", "dm", ...: the names of lang/README.md; DATE_NONE where unknown */

/* "2024-05-26", "2024-05", "2024"; false where the text is not so. */
bool day_parse(const char *s, Day *out);
Day day_add(Day day, int days);
int day_of_week(Day day); /* 1 Monday - 7 Sunday */
bool day_valid(int y, int m, int d);

/* What the sentence says of the time that a date without a year, or a weekday, means. */
typedef enum DateTense { DATE_ANYWHERE, DATE_BEHIND, DATE_AHEAD } DateTense;

/* EDTF in the arena, or NULL where the words and the anchor settle nothing. anchor may be NULL. `tense`: a
 * bare month or day means the next one, the last one, or the one that is nearest. DATE_AFTER and DATE_BEFORE
 * count from the anchor, which is then the day told before. */
const char *date_resolve(const DateSpec *spec, const Day *anchor, DateTense tense, Arena *a);

/* What DATE_AFTER, DATE_BEFORE ("the next day", "a year earlier") and DATE_SAME_PERIOD ("the same period of
 * 2021") mean behind a date told before, `told` (EDTF): a period a year on is the same part of another year.
 * anchor: the day of publication, or NULL. NULL where `told` does not say as much. */
const char *date_from_told(const DateSpec *spec, const char *told, const Day *anchor, Arena *a);

/* Is it one of the operations that date_from_told reads? */
bool date_counts_on(const DateSpec *spec);

#endif
