/* chancery.h: the public C interface of Chancery.
 *
 * Opaque, UTF-8 throughout, no global state. A `chancery` is read-only once opened: any number of threads may
 * use one at the same time. Functions that can fail return 0 or a negative code and write a message
 * (NUL-terminated, cut to fit) into err[err_size]; err may be NULL where err_size is 0.
 */
#ifndef CHANCERY_H
#define CHANCERY_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define CHANCERY_VERSION "0.1.0"

typedef struct chancery chancery;

/* Loads the language packs below lang_dir ("lang" of the distribution), and where their rules ask for trees the
 * models in lang_dir/../models; a language without a model works without. Takes some 100 ms; do it once.
 * On success *out is owned by the caller, who gives it to chancery_close. */
int chancery_open(chancery **out, const char *lang_dir, char *err, size_t err_size);
void chancery_close(chancery *c); /* NULL is fine */

/* Called for each line of the answer: one JSON object, n bytes, without a line end, valid during the call
 * only. A return value other than 0 stops the reading and is passed on. */
typedef int (*chancery_line_fn)(void *ctx, const char *line, size_t n);

/* Extracts the facts of one document: size bytes at data, which may be plain text, HTML or one JSON object
 * with the fields id, url, lang, published, title, and text or html; any encoding. id names it where the
 * document does not name itself. The lines are facts as docs/facts.md defines them, each with "doc", "rule"
 * and an exact "quote". A document in a language without a pack gives no lines. */
int chancery_extract(const chancery *c, const char *id, const char *data, size_t size, chancery_line_fn fn,
                     void *ctx, char *err, size_t err_size);

#ifdef __cplusplus
}
#endif

#endif
