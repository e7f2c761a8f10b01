/* kernel.h: the inner loops of inference, for the processor at hand.
 *
 * Every number of a result is one chain of additions over its own row, so that a row comes out the same to
 * the bit whatever other rows are computed with it. A library's matrix product does not promise that
 * (OpenBLAS sums in another order at the edges of its tiles), and then a near tie could hang on what else
 * stands in a batch, or on what a thread has read before. Weights are laid out once, at loading, and never
 * packed again.
 */
#ifndef CHANCERY_NN_KERNEL_H
#define CHANCERY_NN_KERNEL_H

#include <stddef.h>
#include <stdint.h>

#define KERNEL_PANEL 16

/* A matrix [n_out][n_in] and its bias. w: [panels][n_in][KERNEL_PANEL], bias: [panels * KERNEL_PANEL], the
 * last panel filled up with zeros. */
typedef struct Mat {
    const float *w, *bias;
    size_t n_in, n_out, ld; /* ld: n_out rounded up to whole panels: the stride of results */
} Mat;

/* y[i] = m * x[i] + bias for n rows; x holds pointers to rows of m->n_in floats (they may overlap), y has n
 * rows of m->ld floats. */
void kernel_mul(const Mat *m, const float *const *x, size_t n, float *y);

/* out = (residual, where not NULL) + layer norm of the greatest of `pieces` runs of `width` floats at y.
 * ln: scale [width], shift [width]. out may be residual. */
void kernel_maxout_norm(const float *y, size_t width, size_t pieces, const float *ln, const float *residual,
                        float *out);

/* y = sum of n_parts arrays of n floats each. */
void kernel_sum(const float *const *parts, size_t n_parts, size_t n, float *y);

/* y += x, n floats. */
void kernel_add(float *y, const float *x, size_t n);

/* y = the greatest of `pieces` runs of n floats at x. */
void kernel_maxout(const float *x, size_t pieces, size_t n, float *y);

/* The place of the greatest of n floats, the first of equals. */
void kernel_argmax(const float *x, size_t n, size_t *at);

/* Half floats to floats; infinities and NaN are not expected. */
void kernel_widen(const uint16_t *half, size_t n, float *out);

#endif
