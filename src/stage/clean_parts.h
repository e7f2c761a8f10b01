/* clean_parts.h: what the parts of the clean stage hand to each other.
 *
 *   clean_text.c    a text's doc->raw -> blocks: its lines, with their place in the source
 *   clean_html.c    a page's doc->raw -> blocks (clean_page.h)
 *   clean_lines.c   blocks -> what each is: title, body, caption, or furniture (clean_line.h)
 *   clean_date.c    dates in lines, addresses and markup
 *   clean.c         the order of it all; blocks that stay -> doc->text
 */
#ifndef CHANCERY_STAGE_CLEAN_PARTS_H
#define CHANCERY_STAGE_CLEAN_PARTS_H

#include "lex/lexicon.h"
#include "types/doc.h"

typedef enum BlockHint {
    HINT_NONE,
    HINT_TITLE,   /* h1 */
    HINT_HEADING, /* h2 to h6 */
    HINT_PARA,    /* p */
    HINT_ITEM,    /* li */
    HINT_CAPTION, /* figcaption */
} BlockHint;

typedef struct Block {
    const char *text; /* [len], not NUL-terminated; white space at its ends gone */
    uint32_t len;
    SrcMap *map; /* [n_map] clean counts from the block's begin; NULL: one piece at `source` */
    uint32_t n_map, source;
    BlockHint hint;
    bool gap;     /* a blank line stands before it */
    bool outside; /* a page's block outside the article's container: only its date may count */
    bool links;   /* nothing but links */
    bool row;     /* stood between bars: "| Another headline |", a cell of a table */
    /* set by clean_lines */
    bool keep;
    ParaRole role;
} Block;

typedef struct Blocks {
    Block *items;
    size_t n, cap;
    Arena *arena;
    const Lexicon *lex;
} Blocks;

/* ---- clean_text.c ---- */
/* White space and stray bars off both ends; sets row. */
void clean_trim(Block *b);
/* One block for each line of doc->raw that is not blank. */
void clean_text_blocks(Doc *doc, Blocks *out);

/* ---- clean_html.c ---- */
/* Blocks of the article's container, and the lines between headline and container (outside). Sets
 * clean_title, published, updated, outlet, author where the markup states them. */
int clean_html_blocks(Doc *doc, Blocks *out, Err *err);

/* ---- clean_date.c ---- */
typedef struct DateHit {
    int year, month, day; /* year 0: the line gives none */
    uint32_t start, end;  /* bytes of the line */
    bool numeric;         /* 05/07/2024, 2024-07-05 */
    uint32_t words;       /* words of the line beside the date (and a time of day) */
} DateHit;

/* The first date with day and month in the line, day before month where both orders fit. */
bool clean_date_find(const char *s, size_t n, const Lexicon *lex, DateHit *hit);
/* "2024-07-05" for a hit with a year. */
const char *clean_date_text(const DateHit *hit, Arena *a);
/* The day an address names: /2024/07/05/, -20240705; NULL where none. */
const char *clean_date_url(const char *url, Arena *a);
/* The day of an ISO 8601 time or of any date that clean_date_find reads; NULL where none. */
const char *clean_date_stamp(const char *s, const Lexicon *lex, Arena *a);

/* ---- clean_lines.c ---- */
/* Decides keep and role of every block; sets doc->clean_title and, from a date line of the text,
 * doc->published and doc->published_from where nothing better is known. May split blocks. */
void clean_lines(Doc *doc, Blocks *blocks);

#endif
