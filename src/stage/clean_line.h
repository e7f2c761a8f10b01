/* clean_line.h: a line of a page with what is known of it, and the parts that judge lines; seen by
 * clean_lines.c and these parts only.
 *
 *   clean_line.c    what a line looks like: prose, caption, list, date, furniture
 *   clean_glued.c   lines that a crawler has glued together, apart again
 *   clean_title.c   which line is the headline, and the day of the article
 *   clean_lines.c   which lines are the article
 */
#ifndef CHANCERY_STAGE_CLEAN_LINE_H
#define CHANCERY_STAGE_CLEAN_LINE_H

#include "lex/phrases.h"
#include "stage/clean_parts.h"

enum {
    FOLD_BYTES = 240,    /* furniture phrases are sought in the first bytes of a line */
    DATE_LINE_WORDS = 7, /* words beside the date in a date line: weekday, place, desk, "Published" */
};

typedef enum Furniture { F_NONE, F_LINE, F_END } Furniture;

typedef struct Line {
    Block *b;
    char *folded; /* of the first FOLD_BYTES */
    size_t folded_len;
    uint32_t words, caps, letters, digits, bars;
    bool prose, final, caption, list, has_date;
    Furniture furniture,
        as_title; /* what the phrases say of it: as a line of the page, as a candidate headline */
    DateHit date;
    int32_t dup; /* index of an earlier line with the same text, or -1 */
} Line;

typedef struct Lines {
    Doc *doc;
    Blocks *blocks;
    Line *items;
    size_t n;
    const Lexicon *lex;
    Arena *arena;
} Lines;

/* ---- clean_line.c ---- */
bool line_is_alnum(int32_t c);
uint32_t line_words_in(const char *s, size_t n);
bool line_ends_sentence(const char *s, size_t n);
/* The first phrase of the list that stands in the folded text; NULL where none does. */
const Phrase *line_find_phrase(const Lines *l, PhraseList list, const char *s, size_t n_bytes);
/* Fills all of x but dup from x->b. */
void line_measure(Lines *l, Line *x);
/* A line that is a date with little beside it. */
bool line_is_date(const Line *x);
/* A headline followed by a date line of its own: the first of a list of other articles. */
bool lines_other_article(const Lines *l, size_t i);
/* Is there prose between the lines from and to? */
bool lines_prose_between(const Lines *l, size_t from, size_t to);

/* ---- clean_glued.c ---- */
/* Makes l->blocks anew, glued lines split. */
void lines_split(Lines *l);

/* ---- clean_title.c ---- */
/* Do two texts say the same headline, one perhaps with an outlet or a credit behind it? */
bool line_same_headline(const char *a, size_t an, const char *b, size_t bn);
/* Line of the headline, or -1. */
int32_t lines_title(const Lines *l);
/* Sets the document's date from a date line near the headline, or a dateline that opens the body
 * ("CITY, May 5, 2024 (Agency) - ..."). */
void lines_date(Lines *l, int32_t title, size_t body);

#endif
