/* reconcile_parts.h: what joining and merging of claims share: sets of words, ranges of days, values, copies.
 */
#ifndef CHANCERY_STAGE_RECONCILE_PARTS_H
#define CHANCERY_STAGE_RECONCILE_PARTS_H

#include <string.h>

#include "base/edtf.h"
#include "base/map.h"
#include "types/register.h"

typedef struct Words {
    uint32_t *ids; /* [n] sorted, no duplicates; the number of letters (31 at most) in the lowest five bits */
    size_t n;
} Words;

/* The words of a text without case and diacritics, as ids of `ids`; NULL gives none. */
Words words_of(const char *s, Map *ids, Arena *a);
size_t words_shared(Words a, Words b);
bool words_within(Words a, Words b);        /* all words of one in the other; false where one has none */
double words_overlap(Words a, Words b);     /* shared words in all words, 0..1 */
size_t words_own_letters(Words a, Words b); /* letters of the words of a that b lacks */

/* Equal as far as the press is exact: half a percent, two where one is approximate, or one rounded. */
bool figures_equal(const Fact *a, const Fact *b);

/* Are both the same text, by whomever published? */
bool source_copies(const RegSource *a, const RegSource *b);

static inline bool range_contains(DayRange a, DayRange b)
{
    return a.first <= b.first && b.last <= a.last;
}

static inline int range_days(DayRange r)
{
    return r.last - r.first + 1;
}

static inline bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* The same, or one of them not said. */
static inline bool text_agrees(const char *a, const char *b)
{
    return !a || !b || strcmp(a, b) == 0;
}

#endif
