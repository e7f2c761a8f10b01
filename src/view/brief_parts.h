/* brief_parts.h: what the files that fill a brief share. See brief.h. */
#ifndef CHANCERY_VIEW_BRIEF_PARTS_H
#define CHANCERY_VIEW_BRIEF_PARTS_H

#include "base/map.h"
#include "view/brief.h"
#include "view/when.h"

enum { REFS_MAX = 4 }; /* sources shown behind a line */

/* A brief in the making. */
typedef struct Making {
    Brief *brief;
    const BriefInput *in;
    const ViewNames *names;
    Arena *arena;
    Map *quote_numbers; /* article and quote -> number */
    int today;          /* as_of as YYYYMMDD; 0 unknown */
    BriefGroup unknown; /* what is not known, gathered by all sections */
} Making;

/* Facts chosen for a section. */
typedef struct Picked {
    const RegFact **items;
    size_t n;
} Picked;

typedef bool PickFn(const Fact *f, const Making *m);

typedef enum PickOrder { NEWEST_FIRST, OLDEST_FIRST } PickOrder;

/* The facts about both states for which `want` holds; facts without a date come last. */
Picked pick(const Making *m, FactKind kind, PickFn *want, PickOrder order);

bool part_is(const char *field, const char *word);
bool part_status(const Fact *f, const char *status);
bool part_came_about(const Fact *f);               /* occurred, ongoing or ended */
bool part_past(const Making *m, const char *date); /* wholly before as_of */
bool part_value_differs(const RegFact *f);         /* sources differ on a figure's value or change */
int part_newest(const RegFact *f); /* newest day of publication among the sources, 0 unknown */
const RegSource *part_best_source(const RegFact *f); /* the one whose quote the fact shows, else the first */

char *part_text(Making *m, Buf *text); /* moved to the arena; the buffer is freed */
char *part_words(Making *m, const char *edtf);
char *part_sentence(Making *m, const Fact *f);
char *part_party(Making *m, const char *code, bool article);
char *part_said(Making *m, const RegFact *f, size_t max); /* its quote, cut at a word to `max` bytes */

size_t part_quote(Making *m, const RegSource *s); /* its number */
BriefRefs part_refs(Making *m, const RegFact *f);

BriefSection *part_section(Making *m, const char *id, const char *title);
BriefGroup *part_group(Making *m, BriefSection *s, const char *title); /* valid until the next one is added */
BriefLine *part_line(Making *m, BriefGroup *g, const char *lead, const char *text);
/* A line for a fact: its date, sentence, status and sources. */
BriefLine *part_fact(Making *m, BriefGroup *g, const RegFact *f);
void part_unknown(Making *m, const char *text);
/* All picked facts as lines of a new group, at most `max` of them, then one line that counts the rest.
 * `said`: with the words of the source. Nothing where there are none. */
void part_list(Making *m, BriefSection *s, const char *title, Picked p, size_t max, bool said);
/* Takes the section away again where it stayed empty; says `unknown` then (NULL: nothing). */
bool part_close(Making *m, const char *unknown);

/* The sections, in the order of the brief. */
void brief_ties(Making *m);
void brief_contacts(Making *m);
void brief_agreements(Making *m);
void brief_bodies(Making *m);
void brief_figures(Making *m);
void brief_aid(Making *m);
void brief_commitments(Making *m);
void brief_events(Making *m);
void brief_conflicts(Making *m);
void brief_unknown(Making *m);
void brief_posts(Making *m);
void brief_glance(Making *m);

#endif
