/* read.h: bytes -> documents, one at a time.
 *
 * Inputs: a file, a folder (its files in sorted order, recursively), "-" for standard input. Formats: plain
 * text, HTML, JSON Lines (`id,url,lang,published,title,text|html` each line one document), told apart by
 * content, not by name alone. Any encoding that ICU detects becomes UTF-8. Memory does not grow with the
 * number of documents.
 */
#ifndef CHANCERY_STAGE_READ_H
#define CHANCERY_STAGE_READ_H

#include "base/err.h"
#include "types/doc.h"

typedef struct Reader Reader;

/* paths: [n] arguments as the user gave them; they must outlive the reader. */
int reader_open(Reader **out, const char *const *paths, size_t n, Err *err);

/* The next document: 1 and *out set (the caller frees it with doc_free); 0 at the end; negative for a damaged
 * input, named in err (file, line or byte, what to do) -- the reader stays usable and the next call goes on
 * behind it. */
int reader_next(Reader *r, Doc **out, Err *err);
size_t reader_bytes(const Reader *r); /* bytes read so far, for progress */
void reader_close(Reader *r);

/* One document from memory, for tests and fuzzers: format told by content; id is copied. */
int read_bytes(Doc **out, const char *id, const char *data, size_t n, Err *err);

#endif
