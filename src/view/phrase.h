/* phrase.h: a fact's fields as plain English words. All wording of lists and briefs is here.
 *
 * The words are plain text, not escaped; the caller escapes them for its format. Names, posts, goods and
 * titles stay in the language of their document.
 */
#ifndef CHANCERY_VIEW_PHRASE_H
#define CHANCERY_VIEW_PHRASE_H

#include "base/buf.h"
#include "types/fact.h"
#include "view/view.h"

extern const char phrase_lang[]; /* the language of these words: "en" */

/* "the United States", "Chile"; the code where the name is unknown. `article`: with "the" where English wants
 * it. */
void phrase_party(Buf *out, const ViewNames *names, const char *code, bool article);
void phrase_parties(Buf *out, const ViewNames *names,
                    const StrList *codes); /* "Chile, Peru and the United States" */

void phrase_number(Buf *out, double v);                   /* 144,000 or 3.25 */
void phrase_amount(Buf *out, double v, const char *unit); /* US$46.42 million, EUR 3,125, 1,200 tons */
void phrase_change(Buf *out, double percent);             /* up 27.4% */
void phrase_ordinal(Buf *out, double n);                  /* 25th */

/* What a figure measures, without its value: "Exports from Chile to Peru". */
void phrase_measure(Buf *out, const Fact *f, const ViewNames *names);
const char *phrase_measure_name(const Fact *f); /* "Exports" */
void phrase_way(Buf *out, const Fact *f, const ViewNames *names,
                bool codes);                /* "Chile → Peru"; nothing where unknown */
void phrase_value(Buf *out, const Fact *f); /* "about US$4.1 billion, up 3%" */

/* The fact as one sentence with a full stop, without its date and status mark. */
void phrase_fact(Buf *out, const Fact *f, const ViewNames *names);

/* "planned", "proposed", "denied", "ended"; NULL for what is or was so, and where the sentence says it
 * anyway. */
const char *phrase_status(const Fact *f);

/* The date the fact is shown under: its date, or the period of a figure; NULL where unknown. */
const char *phrase_date(const Fact *f);

/* One of the values that sources give: as an amount, a change or a date in words where it is one. */
void phrase_candidate(Buf *out, const RegConflict *c, const RegCandidate *v, const RegFact *rf);

bool phrase_involves(const Fact *f, const char *code);

#endif
