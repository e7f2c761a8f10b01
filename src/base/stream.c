/* stream.c: see stream.h. gzip by zlib (several members after each other are one file), zstd by libzstd. */
#include "base/stream.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

enum { CHUNK = 65536 };

typedef enum Packing { UNKNOWN, PLAIN, GZIP, ZSTD } Packing;

struct Stream {
    const char *path;
    FILE *file;
    Packing packing;
    unsigned char in[CHUNK]; /* packed bytes in[at .. n) not yet used */
    size_t at, n, before;    /* before: bytes of the file read ahead of in[0] */
    bool eof, between;       /* between: at the begin or behind a whole member */
    z_stream gz;
    ZSTD_DStream *zstd;
};

int stream_open(Stream **out, const char *path, Err *err)
{
    Stream *s = calloc(1, sizeof *s);
    if (!s) return err_set(err, ERR_MEMORY, "out of memory");
    s->path = path;
    s->between = true;
    s->file = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
    if (!s->file) {
        err_set(err, ERR_IO, "%s: cannot open: %s", path, strerror(errno));
        free(s);
        return err->code;
    }
    *out = s;
    return 0;
}

void stream_close(Stream *s)
{
    if (!s) return;
    if (s->file != stdin) fclose(s->file);
    if (s->packing == GZIP) inflateEnd(&s->gz);
    ZSTD_freeDStream(s->zstd);
    free(s);
}

/* More packed bytes where none are left. */
static int refill(Stream *s, Err *err)
{
    if (s->at < s->n || s->eof) return 0;
    s->before += s->n;
    s->at = 0;
    s->n = fread(s->in, 1, sizeof s->in, s->file);
    if (s->n < sizeof s->in && ferror(s->file))
        return err_set(err, ERR_IO, "%s: cannot read: %s", s->path, strerror(errno));
    s->eof = s->n == 0;
    return 0;
}

static int begin(Stream *s, Err *err)
{
    int rc = refill(s, err);
    if (rc) return rc;
    s->packing = PLAIN;
    if (s->n >= 2 && s->in[0] == 0x1F && s->in[1] == 0x8B) {
        if (inflateInit2(&s->gz, MAX_WBITS + 16) != Z_OK)
            return err_set(err, ERR_MEMORY, "%s: cannot begin to unpack gzip", s->path);
        s->packing = GZIP;
    } else if (s->n >= 4 && memcmp(s->in, "\x28\xB5\x2F\xFD", 4) == 0) {
        s->zstd = ZSTD_createDStream();
        if (!s->zstd) return err_set(err, ERR_MEMORY, "%s: cannot begin to unpack zstd", s->path);
        s->packing = ZSTD;
    }
    return 0;
}

static int damaged(const Stream *s, const char *what, Err *err)
{
    return err_set(err, ERR_FORMAT,
                   "%s: byte %zu: damaged %s data; unpack the file by hand, or fetch it again", s->path,
                   s->before + s->at, what);
}

static int read_gzip(Stream *s, char *buf, size_t cap, size_t *n, Err *err)
{
    s->gz.next_out = (unsigned char *)buf;
    s->gz.avail_out = (uInt)cap;
    while (s->gz.avail_out == cap) {
        int rc = refill(s, err);
        if (rc) return rc;
        if (s->eof) return s->between ? 0 : damaged(s, "gzip (it ends early)", err);
        s->gz.next_in = s->in + s->at;
        s->gz.avail_in = (uInt)(s->n - s->at);
        s->between = false;
        rc = inflate(&s->gz, Z_NO_FLUSH);
        s->at = s->n - s->gz.avail_in;
        if (rc == Z_STREAM_END) {
            s->between = true;
            inflateReset(&s->gz);
        } else if (rc != Z_OK && rc != Z_BUF_ERROR) {
            return damaged(s, "gzip", err);
        }
    }
    *n = cap - s->gz.avail_out;
    return 0;
}

static int read_zstd(Stream *s, char *buf, size_t cap, size_t *n, Err *err)
{
    ZSTD_outBuffer out = {buf, cap, 0};
    while (out.pos == 0) {
        int rc = refill(s, err);
        if (rc) return rc;
        if (s->eof) return s->between ? 0 : damaged(s, "zstd (it ends early)", err);
        ZSTD_inBuffer in = {s->in, s->n, s->at};
        size_t left = ZSTD_decompressStream(s->zstd, &out, &in);
        s->at = in.pos;
        if (ZSTD_isError(left)) return damaged(s, "zstd", err);
        s->between = left == 0;
    }
    *n = out.pos;
    return 0;
}

int stream_read(Stream *s, char *buf, size_t cap, size_t *n, Err *err)
{
    *n = 0;
    if (s->packing == UNKNOWN) {
        int rc = begin(s, err);
        if (rc) return rc;
    }
    if (s->packing == GZIP) return read_gzip(s, buf, cap, n, err);
    if (s->packing == ZSTD) return read_zstd(s, buf, cap, n, err);
    int rc = refill(s, err);
    if (rc || s->eof) return rc;
    *n = s->n - s->at < cap ? s->n - s->at : cap;
    memcpy(buf, s->in + s->at, *n);
    s->at += *n;
    return 0;
}
