/* escape.h: untrusted text put safely into each format, and its width on a terminal.
 *
 * All functions read UTF-8; a broken byte becomes U+FFFD. Control characters (C0 except tab and line feed,
 * which become a space; C1; bidirectional overrides and embeddings) never reach the output.
 */
#ifndef CHANCERY_VIEW_ESCAPE_H
#define CHANCERY_VIEW_ESCAPE_H

#include "base/buf.h"

#include <stdint.h>

void escape_plain(Buf *out, const char *s); /* for a terminal */
void escape_html(Buf *out, const char *s);  /* for content and for attributes in double quotes */
void escape_md(Buf *out,
               const char *s); /* CommonMark with tables: all that could be markup has a backslash */
/* One CSV field (RFC 4180): quoted where needed, line ends kept. A field that a spreadsheet would run as a
 * formula (= + - @ first) gets an apostrophe in front; pass numbers straight to the buffer instead. */
void escape_csv(Buf *out, const char *s);
/* The same as a URL for href="": anything but http and https gives "". */
const char *escape_url(const char *url);

/* Columns that a code point takes: 0 (combining), 1 or 2 (East Asian wide). */
int escape_char_width(int32_t c);
int escape_width(const char *s, size_t n);

/* Plain text cut to `width` columns, the last one "…" where something is left out; returns the columns used.
 */
int escape_cut(Buf *out, const char *s, int width);

/* Plain text in lines of `width` columns: the cursor stands at column `at`; later lines get `indent` spaces.
 * Returns the column reached. Breaks at white space, and inside words longer than a line. */
int escape_wrap(Buf *out, const char *s, int at, int indent, int width);

#endif
