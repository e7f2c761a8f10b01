/* buf.h: a growing byte buffer.
 *
 * Invariant: data[len] is NUL whenever data is not NULL, so data can be printed. `(Buf){0}` is an empty
 * buffer. The owner calls buf_free. Out of memory ends the program, as in arena.h.
 */
#ifndef CHANCERY_BASE_BUF_H
#define CHANCERY_BASE_BUF_H

#include <stddef.h>

typedef struct Buf {
    char *data;
    size_t len, cap;
} Buf;

void buf_free(Buf *b);
void buf_clear(Buf *b); /* length 0, memory kept */
void buf_add(Buf *b, const void *p, size_t n);
void buf_adds(Buf *b, const char *s);
void buf_addc(Buf *b, char c);
void buf_printf(Buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const char *buf_str(const Buf *b); /* never NULL */

#endif
