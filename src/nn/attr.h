/* attr.h: the attributes of a word that models embed, as string ids in spaCy's sense.
 *
 * The string id is the number of the symbol where the string is one, else its hash; 0 for the empty string.
 */
#ifndef CHANCERY_NN_ATTR_H
#define CHANCERY_NN_ATTR_H

#include "nn/format.h"
#include "nn/nn.h"

#include <stdbool.h>

/* Puts the lower-case form of n bytes of UTF-8 into *buf (grown with realloc, *cap bytes); returns its
 * length. Full Unicode lower-casing without a language, as Python's str.lower. */
size_t attr_lower(const char *s, size_t n, char **buf, size_t *cap);

/* The id of one attribute. buf, cap: scratch as above. */
uint64_t attr_id(const Model *m, NnAttr attr, NnToken word, char **buf, size_t *cap);

/* The shape of a word ("Xxxx-dd") into *buf; returns its length. */
size_t attr_shape(const char *s, size_t n, char **buf, size_t *cap);

bool attr_is_space(const char *s, size_t n); /* one character or more, all white space, as Python's isspace */

#endif
