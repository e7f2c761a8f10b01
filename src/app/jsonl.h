/* jsonl.h: one JSON value as one line on standard output. */
#ifndef CHANCERY_APP_JSONL_H
#define CHANCERY_APP_JSONL_H

#include <jansson.h>

json_t *jsonl_text(const char *s, size_t n); /* null where s is NULL; bytes that are no UTF-8 become U+FFFD */
json_t *jsonl_str(const char *s);
json_t *jsonl_number(double v);  /* null where not finite; whole numbers without a point */
void jsonl_write(json_t *value); /* takes the reference */

#endif
