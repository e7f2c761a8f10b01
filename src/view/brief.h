/* brief.h: the brief on a pair of states as a model without a format: sections, lines, tables, numbered
 * quotes.
 *
 * brief_build decides what goes where and in which words; brief_text.c, brief_md.c and brief_html.c only set
 * it. All strings are plain text, not escaped. Everything lives in the arena given to brief_build and points
 * into the facts of the input, which must outlive it.
 */
#ifndef CHANCERY_VIEW_BRIEF_H
#define CHANCERY_VIEW_BRIEF_H

#include "base/arena.h"
#include "view/view.h"

/* Numbers of quotes behind a line (1, 2, ...: index into Brief.quotes plus one). */
typedef struct BriefRefs {
    size_t *items;
    size_t n, more; /* more: sources beyond those shown */
} BriefRefs;

typedef enum BriefMark { MARK_NONE, MARK_STATUS, MARK_WARN } BriefMark;

typedef struct BriefLine {
    const char *lead; /* a date or a label before the text; may be NULL */
    const char *text;
    const char *mark; /* "planned", "overdue"; NULL none */
    BriefMark weight; /* how loud the mark is */
    const char *said; /* words of the source shown in the line; NULL none */
    const char *lang; /* of said */
    bool sub;         /* belongs to the line above */
    BriefRefs refs;
} BriefLine;

typedef struct BriefGroup {
    const char *title; /* NULL: lines directly below the section's title */
    BriefLine *lines;
    size_t n, cap;
} BriefGroup;

typedef struct BriefRow {
    const char **cells; /* [n_cols] */
    bool marked;        /* a target, a plan, a former holder: set apart */
    BriefRefs refs;
} BriefRow;

typedef struct BriefTable {
    const char *caption;
    const char *const *heads; /* [n_cols] */
    const bool *numeric;      /* [n_cols] */
    size_t n_cols;
    BriefRow *rows;
    size_t n, cap;
} BriefTable;

typedef struct BriefSection {
    const char *id, *title;
    BriefGroup *groups;
    size_t n, cap;
    BriefTable *table; /* NULL none */
    bool chart;        /* the chart of trade goes here */
} BriefSection;

typedef struct Brief {
    const char *a, *b;           /* codes */
    const char *a_name, *b_name; /* without "the" */
    const char *as_of;           /* in words; NULL where no source is dated */
    const char *basis;           /* how many articles, outlets, which period */
    BriefGroup glance;           /* the few lines on top: label and text */
    BriefSection *sections;
    size_t n, cap;
    const RegSource **quotes;
    size_t n_quotes, cap_quotes;
    const Fact **trade; /* figures for the chart: trade, exports, imports in one currency; oldest first */
    bool *disputed;     /* [n_trade] sources differ on the value */
    size_t n_trade;
    const char *currency;
    const ViewNames *names;
} Brief;

Brief *brief_build(const BriefInput *in, const ViewNames *names, Arena *a);

/* The three settings of it. */
void brief_text(Buf *out, const Brief *b, const ViewStyle *style);
void brief_md(Buf *out, const Brief *b);
void brief_html(Buf *out, const Brief *b);

/* The chart of Brief.trade as an <svg> element. Requires n_trade > 0. */
void chart_svg(Buf *out, const Brief *b);

extern const char brief_css[];

#endif
