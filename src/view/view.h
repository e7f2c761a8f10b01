/* view.h: what the register answers, as bytes: lists, exports, one fact explained, the brief on a pair of
 * states.
 *
 * Every function appends to `out` (the caller's; buf_free it) and depends on nothing but its arguments: no
 * clock, no locale, no terminal; the same input gives the same bytes. Facts come selected and ordered
 * (types/register.h). All text that came from articles is escaped for the format it is put into: HTML,
 * Markdown, CSV, control characters for terminals.
 */
#ifndef CHANCERY_VIEW_VIEW_H
#define CHANCERY_VIEW_VIEW_H

#include "base/buf.h"
#include "base/err.h"
#include "types/register.h"

typedef enum ViewFormat { VIEW_TEXT, VIEW_MD, VIEW_HTML, VIEW_CSV, VIEW_JSONL, VIEW_PLOVER } ViewFormat;

/* "text" (also "table"), "md" (also "markdown"), "html", "csv", "jsonl", "plover"; -1 where unknown. */
int view_format_from(const char *name);

/* How names of parties are found: the English name of a code, NULL where unknown (the code is shown then).
 * `of` NULL: codes are shown. */
typedef struct ViewNames {
    const char *(*of)(const void *ctx, const char *code);
    const void *ctx;
} ViewNames;

typedef struct ViewStyle {
    ViewNames names;
    int width;   /* columns of the text formats; 0 means 80, less than 40 means 40 */
    bool colour; /* ANSI colours in the text formats */
} ViewStyle;

/* Lists of facts. */
void view_facts_table(Buf *out, const RegFacts *facts,
                      const ViewStyle *style); /* one fact a row, cut to the width */
void view_facts_md(Buf *out, const RegFacts *facts, const ViewStyle *style);
void view_facts_csv(Buf *out,
                    const RegFacts *facts); /* RFC 4180, CRLF, a header row; lists joined by "; ";
                                             * text a spreadsheet would run as a formula gets a ' in front */
void view_facts_jsonl(Buf *out,
                      const RegFacts *facts); /* the fields of docs/facts.md, "id", "sources", "conflicts" */
/* As events of the PLOVER ontology, one JSON object a line (docs/plover.md); what is no event gives none. */
void view_facts_plover(Buf *out, const RegFacts *facts);
/* One fact so; false where it is none. id, doc: as the line has them. */
bool view_plover(Buf *out, const char *id, const char *doc, const Fact *f);
/* Do two facts of a document tell one event: of one type in one sentence, by the same, upon the same? */
bool view_plover_same(const Fact *a, const Fact *b);
/* Any of these; ERR_USAGE for VIEW_HTML. */
int view_facts(Buf *out, const RegFacts *facts, ViewFormat format, const ViewStyle *style, Err *err);

/* The facts of the list that have conflicts, each with all values and their quotes; text. */
void view_conflicts(Buf *out, const RegFacts *facts, const ViewStyle *style);

/* Where one fact comes from: its fields, and of each source the article, the quote in its surroundings, the
 * rule and the words it turned on; text. */
void view_explain(Buf *out, const RegFact *fact, const ViewStyle *style);

/* Size of a set of articles. */
typedef struct ViewCounts {
    size_t articles, outlets;
    const char *first, *last; /* EDTF days of publication; NULL where unknown */
} ViewCounts;

typedef struct BriefInput {
    const char *a, *b; /* codes */
    RegFacts facts;    /* all that involve both a and b (RegQuery.parties), every kind */
    RegFacts posts_a;  /* kind post with party a */
    RegFacts posts_b;
    const char *as_of;       /* EDTF day; NULL: the newest day of publication among the sources */
    ViewCounts register_all; /* the whole register up to as_of; zeroes where unknown */
} BriefInput;

/* The brief: VIEW_TEXT, VIEW_MD or VIEW_HTML (one self-contained file); ERR_USAGE for the others. */
int view_brief(Buf *out, const BriefInput *in, ViewFormat format, const ViewStyle *style, Err *err);

#endif
