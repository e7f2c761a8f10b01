/* read_decode.c: see read_decode.h. Conversion and detection: ICU. */
#include "stage/read_decode.h"

#include "base/text.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

enum { DECLARED_WITHIN = 4096, DETECT_BYTES = 200000 };

typedef struct Magic {
    const char *bytes;
    size_t n;
    const char *what;
} Magic;

static const Magic magics[] = {
    {"%PDF-", 5, "a PDF file; convert it to text first (pdftotext)"},
    {"\x1F\x8B", 2, "a gzip archive; unpack it first (zcat FILE | chancery add -)"},
    {"\x28\xB5\x2F\xFD", 4, "a zstd archive; unpack it first (zstdcat FILE | chancery add -)"},
    {"PK\x03\x04", 4, "a zip archive or office document; unpack or convert it first"},
    {"\xFD"
     "7zXZ",
     5, "an xz archive; unpack it first (xzcat FILE | chancery add -)"},
    {"BZh", 3, "a bzip2 archive; unpack it first (bzcat FILE | chancery add -)"},
    {"\x89PNG", 4, "an image; take the file out"},
    {"GIF8", 4, "an image; take the file out"},
    {"\xFF\xD8\xFF", 3, "an image; take the file out"},
    {"SQLite format 3", 15, "a database; take the file out"},
    {"\x7F"
     "ELF",
     4, "a program; take the file out"},
};

static int convert(Buf *out, const char *s, size_t n, const char *from, Err *err)
{
    UErrorCode st = U_ZERO_ERROR;
    UConverter *in = ucnv_open(from, &st), *utf8 = ucnv_open("UTF-8", &st);
    const char *src = s;
    UChar pivot[1024], *ps = pivot, *pt = pivot;
    while (U_SUCCESS(st) || st == U_BUFFER_OVERFLOW_ERROR) {
        char chunk[4096], *to = chunk;
        st = U_ZERO_ERROR;
        ucnv_convertEx(utf8, in, &to, chunk + sizeof chunk, &src, s + n, pivot, &ps, &pt, pivot + 1024, false,
                       true, &st);
        buf_add(out, chunk, (size_t)(to - chunk));
        if (U_SUCCESS(st)) break;
    }
    ucnv_close(in);
    ucnv_close(utf8);
    if (U_FAILURE(st)) return err_set(err, ERR_FORMAT, "cannot be read as %s: %s", from, u_errorName(st));
    return 0;
}

/* The encoding that an HTML or XML page names in its first bytes; false where it names none that ICU knows.
 */
static bool declared(const char *s, size_t n, char *name, size_t cap)
{
    if (n > DECLARED_WITHIN) n = DECLARED_WITHIN;
    for (size_t i = 0; i + 8 < n; i++) {
        size_t k = 0;
        if (strncasecmp(s + i, "charset", 7) == 0) k = i + 7;
        else if (strncasecmp(s + i, "encoding", 8) == 0 && memmem(s, i, "<?xml", 5)) k = i + 8;
        if (!k) continue;
        while (k < n && (s[k] == ' ' || s[k] == '=' || s[k] == '"' || s[k] == '\'')) k++;
        size_t len = 0;
        while (k + len < n && len + 1 < cap &&
               (text_is_letter((unsigned char)s[k + len]) || text_is_digit(s[k + len]) ||
                strchr("-_:", s[k + len])))
            len++;
        if (!len) continue;
        memcpy(name, s + k, len);
        name[len] = 0;
        /* what browsers do: pages that say Latin-1 mean Windows-1252 */
        if (strcasecmp(name, "iso-8859-1") == 0 || strcasecmp(name, "latin1") == 0 ||
            strcasecmp(name, "us-ascii") == 0)
            strcpy(name, "windows-1252");
        UErrorCode st = U_ZERO_ERROR;
        ucnv_close(ucnv_open(name, &st));
        if (U_SUCCESS(st) && strncasecmp(name, "utf", 3) != 0) return true;
    }
    return false;
}

static bool detected(const char *s, size_t n, char *name, size_t cap)
{
    UErrorCode st = U_ZERO_ERROR;
    UCharsetDetector *d = ucsdet_open(&st);
    ucsdet_setText(d, s, (int32_t)(n > DETECT_BYTES ? DETECT_BYTES : n), &st);
    const UCharsetMatch *m = U_SUCCESS(st) ? ucsdet_detect(d, &st) : NULL;
    const char *found = m ? ucsdet_getName(m, &st) : NULL;
    bool ok = U_SUCCESS(st) && found && strlen(found) < cap;
    if (ok) strcpy(name, strcmp(found, "ISO-8859-1") == 0 ? "windows-1252" : found);
    ucsdet_close(d);
    return ok;
}

static int check_text(const char *s, size_t n, Err *err)
{
    size_t controls = 0, first = 0;
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)s[i];
        if (c == 0)
            return err_set(err, ERR_FORMAT, "byte %zu: a NUL byte: this is no text; take the file out", i);
        if (c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B && c != '\v' &&
            controls++ == 0)
            first = i;
    }
    if (controls > 8 && controls > n / 100)
        return err_set(err, ERR_FORMAT, "byte %zu: control characters: this is no text; take the file out",
                       first);
    return 0;
}

int read_decode(Buf *out, const char *s, size_t n, Err *err)
{
    for (size_t i = 0; i < sizeof magics / sizeof *magics; i++)
        if (n >= magics[i].n && memcmp(s, magics[i].bytes, magics[i].n) == 0)
            return err_set(err, ERR_FORMAT, "byte 0: %s", magics[i].what);
    if (n >= 4 && memcmp(s, "\xFF\xFE\0\0", 4) == 0) return convert(out, s + 4, n - 4, "UTF-32LE", err);
    if (n >= 2 && memcmp(s, "\xFF\xFE", 2) == 0) return convert(out, s + 2, n - 2, "UTF-16LE", err);
    if (n >= 2 && memcmp(s, "\xFE\xFF", 2) == 0) return convert(out, s + 2, n - 2, "UTF-16BE", err);
    if (n >= 3 && memcmp(s, "\xEF\xBB\xBF", 3) == 0) s += 3, n -= 3;
    int rc = check_text(s, n, err);
    if (rc) return rc;
    size_t bad = 0;
    if (text_valid(s, n, &bad)) {
        buf_add(out, s, n);
        return 0;
    }
    char name[64];
    if (!declared(s, n, name, sizeof name) && !detected(s, n, name, sizeof name))
        return err_set(err, ERR_FORMAT,
                       "byte %zu: not UTF-8, and no other encoding fits; convert it first (iconv)", bad);
    size_t before = out->len;
    rc = convert(out, s, n, name, err);
    if (rc) return rc;
    /* a text full of characters that have no place in its encoding is no text */
    size_t broken = 0;
    for (const char *p = out->data + before;
         (p = memmem(p, (size_t)(out->data + out->len - p), "\xEF\xBF\xBD", 3)); p += 3)
        broken++;
    if (broken > 8 && broken > (out->len - before) / 50)
        return err_set(err, ERR_FORMAT,
                       "byte %zu: not UTF-8, and as %s it is full of holes; convert it first (iconv)", bad,
                       name);
    return check_text(out->data + before, out->len - before, err);
}
