/* read_decode.h: bytes in any encoding -> UTF-8. A part of the read stage. */
#ifndef CHANCERY_STAGE_READ_DECODE_H
#define CHANCERY_STAGE_READ_DECODE_H

#include "base/buf.h"
#include "base/err.h"

/* Appends the text as UTF-8, without a byte order mark. The encoding comes from a byte order mark, else UTF-8
 * where the bytes are valid, else what the page declares (meta, XML declaration), else what ICU detects.
 * Images, archives and other data that is no text are ERR_FORMAT, "byte N: ..." and what to do. */
int read_decode(Buf *out, const char *s, size_t n, Err *err);

#endif
