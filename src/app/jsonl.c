/* jsonl.c: see jsonl.h. */
#include "app/jsonl.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/text.h"

json_t *jsonl_text(const char *s, size_t n)
{
    if (!s) return json_null();
    json_t *out = json_stringn(s, n);
    if (out) return out;
    Buf b = {0};
    for (size_t i = 0; i < n;) { /* a path may hold any bytes */
        size_t from = i;
        if (text_next(s, n, &i) == 0xFFFD) buf_adds(&b, "\xEF\xBF\xBD");
        else buf_add(&b, s + from, i - from);
    }
    out = json_stringn(buf_str(&b), b.len);
    buf_free(&b);
    return out ? out : json_null();
}

json_t *jsonl_str(const char *s)
{
    return jsonl_text(s, s ? strlen(s) : 0);
}

json_t *jsonl_number(double v)
{
    if (!isfinite(v)) return json_null();
    return v == floor(v) && fabs(v) < 9e15 ? json_integer((json_int_t)v) : json_real(v);
}

void jsonl_write(json_t *value)
{
    json_dumpf(value, stdout, JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(12));
    putchar('\n');
    json_decref(value);
}
