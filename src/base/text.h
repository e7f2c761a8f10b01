/* text.h: UTF-8 helpers on ICU: folding, classes of characters.
 *
 * Folding is what "the same word" means everywhere in Chancery: Unicode case folding, NFC, and the
 * typographic apostrophes and hyphens brought to ' and -.
 */
#ifndef CHANCERY_BASE_TEXT_H
#define CHANCERY_BASE_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Folds n bytes of UTF-8 at s into out (capacity cap, NUL-terminated); returns the length, 0 where it does
 * not fit or is not UTF-8. A fold is rarely longer than 3 times its source. */
size_t text_fold(const char *s, size_t n, char *out, size_t cap);

/* Folds as above and takes the diacritics off ("Lê Đức Thọ" -> "le duc tho"), for names written both ways. */
size_t text_plain(const char *s, size_t n, char *out, size_t cap);

/* Decodes the code point at s[*i], moves *i on; a broken sequence gives U+FFFD and moves by one byte. */
int32_t text_next(const char *s, size_t n, size_t *i);

bool text_is_letter(int32_t c);
bool text_is_upper(int32_t c);
bool text_is_digit(int32_t c); /* ASCII digits only */
bool text_is_space(int32_t c);
/* The largest length up to max at which s[n] can be cut without splitting a character; n where n <= max. */
size_t text_cut(const char *s, size_t n, size_t max);
bool text_valid(const char *s, size_t n, size_t *bad_byte); /* valid UTF-8 all through? */

#endif
