/* stream.h: a file or standard input as a stream of bytes, gzip and zstd unpacked on the way (told by their
 * magic numbers).
 *
 * Memory does not grow with the file. Messages of errors name the file and the byte of the packed input.
 */
#ifndef CHANCERY_BASE_STREAM_H
#define CHANCERY_BASE_STREAM_H

#include "base/err.h"

#include <stddef.h>

typedef struct Stream Stream;

int stream_open(Stream **out, const char *path,
                Err *err);    /* "-" is standard input; path must outlive the stream */
void stream_close(Stream *s); /* NULL is fine */

/* Up to cap bytes into buf; *n is 0 only at the end. */
int stream_read(Stream *s, char *buf, size_t cap, size_t *n, Err *err);

#endif
