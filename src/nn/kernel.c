/* kernel.c: matrix product, maxout with layer norm, half floats; plain C that the compiler turns into
 * vectors.
 *
 * Each body is compiled twice, for any x86-64 (or other) processor and for those with AVX2 and FMA; which one
 * runs is asked of the processor. The file is compiled with -O3 in every build.
 */
#include "nn/kernel.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

#define INLINE static inline __attribute__((always_inline))
#if defined(__x86_64__) && defined(__GNUC__)
#define HAVE_AVX2 1
#define AVX2 __attribute__((target("avx2,fma")))
static bool have_avx2(void)
{
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}
#endif

/* Runs NAME_body, in the version for this processor. */
#ifdef HAVE_AVX2
#define VERSIONS(name, params, args)                                                                         \
    AVX2 static void name##_avx2 params                                                                      \
    {                                                                                                        \
        name##_body args;                                                                                    \
    }                                                                                                        \
    void kernel_##name params                                                                                \
    {                                                                                                        \
        if (have_avx2()) name##_avx2 args;                                                                   \
        else name##_body args;                                                                               \
    }
#else
#define VERSIONS(name, params, args)                                                                         \
    void kernel_##name params                                                                                \
    {                                                                                                        \
        name##_body args;                                                                                    \
    }
#endif

/* ---- matrix product: tiles of up to 6 rows by one panel, all sums in registers ---- */

#define TILE 6
typedef float V8 __attribute__((vector_size(32), aligned(4), may_alias));

INLINE void tile(const size_t rows, const float *const *x, const float *w, const float *bias, size_t n_in,
                 float *y, size_t ld)
{
    V8 sum[TILE][2];
#pragma GCC unroll 6
    for (size_t r = 0; r < rows; r++) sum[r][0] = sum[r][1] = (V8){0};
    for (size_t k = 0; k < n_in; k++) {
        const V8 w0 = *(const V8 *)(w + KERNEL_PANEL * k), w1 = *(const V8 *)(w + KERNEL_PANEL * k + 8);
#pragma GCC unroll 6
        for (size_t r = 0; r < rows; r++) {
            sum[r][0] += x[r][k] * w0;
            sum[r][1] += x[r][k] * w1;
        }
    }
    const V8 b0 = *(const V8 *)bias, b1 = *(const V8 *)(bias + 8);
#pragma GCC unroll 6
    for (size_t r = 0; r < rows; r++) {
        *(V8 *)(y + r * ld) = sum[r][0] + b0;
        *(V8 *)(y + r * ld + 8) = sum[r][1] + b1;
    }
}

INLINE void mul_body(const Mat *m, const float *const *x, size_t n, float *y)
{
    for (size_t col = 0; col < m->ld; col += KERNEL_PANEL) {
        const float *w = m->w + col * m->n_in, *bias = m->bias + col;
        size_t i = 0;
        for (; i + TILE <= n; i += TILE) tile(TILE, x + i, w, bias, m->n_in, y + i * m->ld + col, m->ld);
        const float *const *rest = x + i;
        float *to = y + i * m->ld + col;
        switch (n - i) {
        case 5: tile(5, rest, w, bias, m->n_in, to, m->ld); break;
        case 4: tile(4, rest, w, bias, m->n_in, to, m->ld); break;
        case 3: tile(3, rest, w, bias, m->n_in, to, m->ld); break;
        case 2: tile(2, rest, w, bias, m->n_in, to, m->ld); break;
        case 1: tile(1, rest, w, bias, m->n_in, to, m->ld); break;
        default: break;
        }
    }
}
VERSIONS(mul, (const Mat *m, const float *const *x, size_t n, float *y), (m, x, n, y))

/* ---- maxout and layer norm ---- */

INLINE void maxout_norm_body(const float *y, size_t width, size_t pieces, const float *ln,
                             const float *residual, float *out)
{
    enum { LANES = 16 };
    float best[1024], part[LANES] = {0};
    memcpy(best, y, width * sizeof *y);
    for (size_t p = 1; p < pieces; p++) {
        const float *more = y + p * width;
        for (size_t i = 0; i < width; i++) best[i] = more[i] > best[i] ? more[i] : best[i];
    }
    size_t even = width - width % LANES;
    for (size_t i = 0; i < even; i += LANES)
        for (size_t j = 0; j < LANES; j++) part[j] += best[i + j];
    float mean = 0, var = 0;
    for (size_t i = even; i < width; i++) mean += best[i];
    for (size_t j = 0; j < LANES; j++) mean += part[j], part[j] = 0;
    mean /= (float)width;
    for (size_t i = 0; i < width; i++) best[i] -= mean;
    for (size_t i = 0; i < even; i += LANES)
        for (size_t j = 0; j < LANES; j++) part[j] += best[i + j] * best[i + j];
    for (size_t i = even; i < width; i++) var += best[i] * best[i];
    for (size_t j = 0; j < LANES; j++) var += part[j];
    const float scale = 1 / sqrtf(var / (float)width + 1e-8f);
    if (residual)
        for (size_t i = 0; i < width; i++) out[i] = residual[i] + (best[i] * scale * ln[i] + ln[width + i]);
    else
        for (size_t i = 0; i < width; i++) out[i] = best[i] * scale * ln[i] + ln[width + i];
}
VERSIONS(maxout_norm,
         (const float *y, size_t width, size_t pieces, const float *ln, const float *residual, float *out),
         (y, width, pieces, ln, residual, out))

INLINE void add_body(float *y, const float *x, size_t n)
{
    for (size_t i = 0; i < n; i++) y[i] += x[i];
}
VERSIONS(add, (float *y, const float *x, size_t n), (y, x, n))

INLINE void sum_body(const float *const *parts, size_t n_parts, size_t n, float *y)
{
    memcpy(y, parts[0], n * sizeof *y);
    for (size_t p = 1; p < n_parts; p++) {
        const float *x = parts[p];
        for (size_t i = 0; i < n; i++) y[i] += x[i];
    }
}
VERSIONS(sum, (const float *const *parts, size_t n_parts, size_t n, float *y), (parts, n_parts, n, y))

INLINE void maxout_body(const float *x, size_t pieces, size_t n, float *y)
{
    memcpy(y, x, n * sizeof *y);
    for (size_t p = 1; p < pieces; p++)
        for (size_t i = 0; i < n; i++) y[i] = x[p * n + i] > y[i] ? x[p * n + i] : y[i];
}
VERSIONS(maxout, (const float *x, size_t pieces, size_t n, float *y), (x, pieces, n, y))

INLINE void argmax_body(const float *x, size_t n, size_t *at)
{
    enum { LANES = 16 };
    float best[LANES], most = x[0];
    for (size_t j = 0; j < LANES; j++) best[j] = x[0];
    size_t even = n - n % LANES, i;
    for (i = 0; i < even; i += LANES)
        for (size_t j = 0; j < LANES; j++) best[j] = x[i + j] > best[j] ? x[i + j] : best[j];
    for (; i < n; i++) most = x[i] > most ? x[i] : most;
    for (size_t j = 0; j < LANES; j++) most = best[j] > most ? best[j] : most;
    for (i = 0; i < n && !(x[i] >= most); i++) continue;
    *at = i < n ? i : 0; /* (not a number: none is the greatest) */
}
VERSIONS(argmax, (const float *x, size_t n, size_t *at), (x, n, at))

/* ---- half floats: the exponent's bias is mended by a multiplication, which also suits subnormal numbers
 * ---- */

INLINE void widen_body(const uint16_t *half, size_t n, float *out)
{
    for (size_t i = 0; i < n; i++) {
        uint32_t bits = (uint32_t)(half[i] & 0x7fff) << 13, sign = (uint32_t)(half[i] & 0x8000) << 16;
        float f;
        memcpy(&f, &bits, 4);
        f *= 0x1p112f;
        memcpy(&bits, &f, 4);
        bits |= sign;
        memcpy(out + i, &bits, 4);
    }
}
VERSIONS(widen, (const uint16_t *half, size_t n, float *out), (half, n, out))
