/* edtf.h: dates as texts of EDTF (ISO 8601-2), as far as facts use them, and their days.
 *
 * Known forms: 2023, 2023-12, 2023-12-07, an interval of two of them (an open end is ".." or empty), and the
 * marks ~ ? % behind a date, which are passed over. A date with unknown digits (XXXX-02-06) has no place on
 * the time line.
 */
#ifndef CHANCERY_BASE_EDTF_H
#define CHANCERY_BASE_EDTF_H

#include <stdbool.h>

typedef struct DayRange {
    int first, last; /* days since 1970-01-01, both inside */
} DayRange;

/* False where the text is NULL, no date, or without a year. */
bool edtf_days(const char *edtf, DayRange *out);

int edtf_day_number(int year, int month, int day);

#endif
