/* err.h: one error value, carried up by out-parameter.
 *
 * A function that can fail takes `Err *err` last and returns 0 or a negative code (the one in err->code).
 * The one that finds the fault sets the message; callers add context in front ("FILE: ...").
 * `err` may not be NULL. The message lives in the struct: nothing to free.
 */
#ifndef CHANCERY_BASE_ERR_H
#define CHANCERY_BASE_ERR_H

enum {
    ERR_IO = -1,     /* the system refused: open, read, write */
    ERR_FORMAT = -2, /* input that is not what it should be; message names file, line or byte */
    ERR_USAGE = -3,  /* the caller asked for what cannot be */
    ERR_DATA = -4,   /* stored data is damaged */
    ERR_MEMORY = -5,
};

typedef struct Err {
    int code;
    char msg[480];
} Err;

/* Sets code and message; returns code, so that `return err_set(err, ERR_IO, ...)` reads well. */
int err_set(Err *err, int code, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* Puts "context: " in front of the message; returns err->code. */
int err_context(Err *err, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

#endif
