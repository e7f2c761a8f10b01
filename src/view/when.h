/* when.h: EDTF dates (ISO 8601-2, as far as facts use them) as bounds for ordering and as English words. */
#ifndef CHANCERY_VIEW_WHEN_H
#define CHANCERY_VIEW_WHEN_H

#include "base/buf.h"

#include <stdbool.h>

/* First and last day that a date may mean, each as the number YYYYMMDD, so that they compare as numbers. */
typedef struct When {
    int first, last; /* 0: unknown; an open end ("2023/..") is 99991231 */
} When;

/* False (and zeroes) where edtf is NULL, not understood or has no year. */
bool when_bounds(const char *edtf, When *out);

/* "8 June 2021", "January–September 2023", "2024/2025", "6 February (year not given)"; an EDTF form that is
 * not understood is put as it stands; NULL puts nothing. */
void when_words(Buf *out, const char *edtf);

/* Whole calendar months covered, first to last: 12 for a year, 9 for January to September; 0 where the period
 * does not consist of whole months. */
int when_months(const When *w);

/* Days from YYYYMMDD a to b (negative where b is earlier). */
long when_days(int a, int b);

#endif
