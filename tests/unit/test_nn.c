/* test_nn.c: hashes, attributes of words, inner loops, lemmas, and model files whole and damaged.
 * What a whole model says is compared with spaCy's answers by tests/parity.py. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

#include "base/arena.h"
#include "base/file.h"
#include "nn/attr.h"
#include "nn/format.h"
#include "nn/hash.h"
#include "nn/kernel.h"
#include "nn/nn.h"

#define TINY PARITY_DIR "/tiny.model"

static void hashes_are_spacys(void **state)
{
    (void)state;
    assert_true(hash_string("coffee", 6) == 3197928453018144401u);
    assert_true(hash_string("a", 1) == 11901859001352538922u);
    assert_true(hash_string("abcdefgh", 8) == 17751780907874141760u);
    assert_true(hash_string("Việt Nam", strlen("Việt Nam")) == 14224181977792814786u);
    assert_true(hash_string("xxxxxxxxxxxxxxxxxxxxxxx", 23) == 11828803860859836159u);
    static const struct {
        uint64_t id;
        uint32_t seed, row[4];
    } rows[] = {{0, 8, {0, 0, 0, 0}},
                {1, 8, {1161550108, 2247783286, 1742325162, 1224191281}},
                {3197928453018144401u, 8, {2399055680, 1118310852, 3598583520, 1677466278}},
                {UINT64_MAX, 8, {2488739950, 2974852181, 1585626277, 2314794624}},
                {3197928453018144401u, 11, {2750598018, 3251727970, 914169445, 2562981563}}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t out[4];
        hash_rows(rows[i].id, rows[i].seed, out);
        assert_memory_equal(out, rows[i].row, sizeof out);
    }
}

static void words_have_shapes_and_lower_case(void **state)
{
    (void)state;
    static const char *const shapes[][2] = {{"Hanoi", "Xxxxx"},
                                            {"WASHINGTON", "XXXX"},
                                            {"washing", "xxxx"},
                                            {"A-320neo", "X-dddxxx"},
                                            {"1,234.56", "d,ddd.dd"},
                                            {"12345678", "dddd"},
                                            {"Đường", "Xxxxx"},
                                            {"日本", "xx"},
                                            {"½", "½"},
                                            {"²", "d"},
                                            {"......", "...."},
                                            {"😀😀", "😀😀"},
                                            {"ǅ", "x"},
                                            {"e\xcc\x81", "x\xcc\x81"}};
    static const char *const lower[][2] = {{"Hanoi", "hanoi"}, {"ĐƯỜNG", "đường"}, {"İSTANBUL", "i̇stanbul"},
                                           {"ΟΔΟΣ", "οδος"},   {"ΣΑΣ.", "σας."},   {"STRASSE ß", "strasse ß"},
                                           {"", ""},           {"ⅫꙊ", "ⅻꙋ"}};
    char *buf = NULL;
    size_t cap = 0;
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        size_t n = attr_shape(shapes[i][0], strlen(shapes[i][0]), &buf, &cap);
        if (n != strlen(shapes[i][1]) || memcmp(buf, shapes[i][1], n))
            fail_msg("%s has the shape %.*s", shapes[i][0], (int)n, buf);
    }
    for (size_t i = 0; i < sizeof lower / sizeof *lower; i++) {
        size_t n = attr_lower(lower[i][0], strlen(lower[i][0]), &buf, &cap);
        if (n != strlen(lower[i][1]) || memcmp(buf, lower[i][1], n))
            fail_msg("%s becomes %.*s", lower[i][0], (int)n, buf);
    }
    char longest[101];
    memset(longest, 'a', sizeof longest);
    assert_int_equal(attr_shape(longest, 99, &buf, &cap), 4);
    assert_memory_equal(buf, "xxxx", 4);
    assert_int_equal(attr_shape(longest, 100, &buf, &cap), 4);
    assert_memory_equal(buf, "LONG", 4);
    free(buf);
    assert_true(attr_is_space(" ", 1) && attr_is_space("\xc2\xa0\t\x1c", 4) &&
                attr_is_space("\xe2\x80\x83", 3));
    assert_false(attr_is_space("", 0) || attr_is_space("\xe2\x80\x8b", 3) || attr_is_space(" a", 2));
}

static float some(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return (float)(*seed >> 8) / (1 << 23) - 1;
}

static void products_do_not_depend_on_other_rows(void **state)
{
    (void)state;
    enum { IN = 37, OUT = 41, LD = 48, ROWS = 29 };
    static float w[LD / KERNEL_PANEL][IN][KERNEL_PANEL], bias[LD], x[ROWS][IN], all[ROWS][LD], part[ROWS][LD];
    const float *rows[ROWS];
    uint32_t seed = 1;
    for (size_t o = 0; o < OUT; o++) {
        bias[o] = some(&seed);
        for (size_t i = 0; i < IN; i++) w[o / KERNEL_PANEL][i][o % KERNEL_PANEL] = some(&seed);
    }
    for (size_t r = 0; r < ROWS; r++) {
        rows[r] = x[r];
        for (size_t i = 0; i < IN; i++) x[r][i] = some(&seed);
    }
    Mat m = {.w = &w[0][0][0], .bias = bias, .n_in = IN, .n_out = OUT, .ld = LD};
    kernel_mul(&m, rows, ROWS, &all[0][0]);
    for (size_t r = 0; r < ROWS; r++) {
        for (size_t o = 0; o < OUT; o++) {
            double want = bias[o];
            for (size_t i = 0; i < IN; i++)
                want += (double)x[r][i] * (double)w[o / KERNEL_PANEL][i][o % KERNEL_PANEL];
            assert_true(fabs(want - (double)all[r][o]) < 1e-5);
        }
    }
    for (size_t from = 0; from < ROWS; from++) {
        for (size_t n = 1; n <= 7 && from + n <= ROWS; n++) {
            kernel_mul(&m, rows + from, n, &part[0][0]);
            assert_memory_equal(part, all[from], n * sizeof part[0]);
        }
    }
}

static void maxout_is_normed(void **state)
{
    (void)state;
    enum { WIDTH = 21, PIECES = 3 };
    float y[PIECES][WIDTH], ln[2][WIDTH], out[WIDTH], residual[WIDTH];
    uint32_t seed = 9;
    for (size_t i = 0; i < WIDTH; i++) {
        for (size_t p = 0; p < PIECES; p++) y[p][i] = some(&seed);
        ln[0][i] = some(&seed), ln[1][i] = some(&seed), residual[i] = some(&seed);
    }
    kernel_maxout_norm(&y[0][0], WIDTH, PIECES, &ln[0][0], residual, out);
    double best[WIDTH], mean = 0, var = 0;
    for (size_t i = 0; i < WIDTH; i++) {
        best[i] = fmax((double)y[0][i], fmax((double)y[1][i], (double)y[2][i]));
        mean += best[i] / WIDTH;
    }
    for (size_t i = 0; i < WIDTH; i++) var += (best[i] - mean) * (best[i] - mean) / WIDTH;
    for (size_t i = 0; i < WIDTH; i++) {
        double want =
            (double)residual[i] + (best[i] - mean) / sqrt(var + 1e-8) * (double)ln[0][i] + (double)ln[1][i];
        assert_true(fabs(want - (double)out[i]) < 1e-5);
    }
}

static void the_first_of_the_greatest_wins(void **state)
{
    (void)state;
    float x[70];
    uint32_t seed = 3;
    for (size_t n = 1; n <= 70; n++) {
        for (size_t at = 0; at < n; at++) {
            size_t got;
            for (size_t i = 0; i < n; i++) x[i] = some(&seed) - 2;
            x[at] = 0;
            x[n - 1] = 0;
            kernel_argmax(x, n, &got);
            assert_int_equal(got, at);
        }
    }
    float odd[] = {NAN, NAN, 1};
    size_t got;
    kernel_argmax(odd, 3, &got);
    assert_true(got < 3);
}

static void half_floats_widen(void **state)
{
    (void)state;
    for (uint32_t h = 0; h < 0x10000; h++) {
        uint32_t exponent = h >> 10 & 31, fraction = h & 1023;
        if (exponent == 31) continue;
        double want = exponent ? ldexp(1024 + fraction, (int)exponent - 25) : ldexp(fraction, -24);
        uint16_t half = (uint16_t)h;
        float out;
        kernel_widen(&half, 1, &out);
        assert_true((double)out == (h & 0x8000 ? -want : want));
    }
}

static Model *tiny(void)
{
    Model *m;
    Err err = {0};
    if (model_open(&m, TINY, &err)) fail_msg("%s", err.msg);
    return m;
}

static void a_model_names_what_it_knows(void **state)
{
    (void)state;
    Model *m = tiny();
    assert_int_equal(model_has(m), NN_SEGMENT | NN_TAG | NN_PARSE | NN_NER | NN_LEMMA);
    bool noun = false;
    for (unsigned i = 0; i < model_n_tags(m); i++)
        if (strcmp(model_upos(m, i), "NOUN") == 0) {
            assert_string_equal(model_feats(m, i), "Case=Nom");
            noun = true;
        }
    assert_true(noun);
    assert_string_equal(model_dep(m, 0), "root");
    assert_string_equal(model_dep(m, NN_NONE), "_");
    assert_string_equal(model_ent(m, NN_NONE), "_");
    assert_string_equal(model_upos(m, 10000), "_");
    size_t len;
    const char *manifest = model_manifest(m, &len);
    assert_true(len > 2 && manifest[0] == '{' && manifest[len - 1] == '}');
    model_close(m);
}

static unsigned tag_of(const Model *m, const char *upos)
{
    for (unsigned i = 0; i < model_n_tags(m); i++)
        if (strcmp(model_upos(m, i), upos) == 0) return i;
    fail_msg("no tag %s", upos);
    return 0;
}

static void lemmas_come_from_forms_and_ends(void **state)
{
    (void)state;
    Model *m = tiny();
    NnWork *w = nn_work_new(m);
    /* The table stands in tests/parity/make_tiny.py. */
    static const char *const cases[][3] = {{"NOUN", "KATOMI", "To"}, {"NOUN", "Sesto", "sesa"},
                                           {"NOUN", "Đo", "đo"},     {"VERB", "kavơRu", "Xavơré"},
                                           {"VERB", "Kato", "Kato"}, {"NUM", "SEVEN", "seven"},
                                           {"VERB", "ru", "ru"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char out[64];
        NnToken form = {cases[i][1], (uint32_t)strlen(cases[i][1]), 0};
        size_t n = nn_lemma(m, w, form, tag_of(m, cases[i][0]), out, sizeof out);
        assert_string_equal(out, cases[i][2]);
        assert_int_equal(n, strlen(cases[i][2]));
    }
    char small[3];
    NnToken form = {"đđđ", 6, 0};
    assert_int_equal(nn_lemma(m, w, form, NN_NONE, small, sizeof small), 2);
    assert_string_equal(small, "đ");
    nn_work_free(w);
    model_close(m);
}

/* Words of many sentences, made up. */
enum { SENTENCES = 60 };
static size_t make_words(NnWord *words, uint32_t *start)
{
    static const char *const pool[] = {"ka", "toRu", "selNA", "vor", "日7",      "ßuŁo",
                                       "-e", "'n",   "ἀmi",   "Đo",  "\xc2\xa0", ""};
    uint32_t seed = 5;
    size_t n = 0;
    for (size_t s = 0; s < SENTENCES; s++) {
        start[s] = (uint32_t)n;
        for (uint32_t i = (uint32_t)((some(&seed) + 1) * 10); i-- > 0;) {
            const char *word = pool[(size_t)((some(&seed) + 1) * 6)];
            words[n++] = (NnWord){.text = {word, (uint32_t)strlen(word), some(&seed) > 0}};
        }
    }
    return n;
}

static void sentences_do_not_depend_on_each_other(void **state)
{
    (void)state;
    static NnWord all[SENTENCES * 20], one[SENTENCES * 20];
    uint32_t start[SENTENCES], zero = 0;
    size_t n = make_words(all, start);
    memcpy(one, all, sizeof one);
    Model *m = tiny();
    NnWork *w = nn_work_new(m);
    nn_annotate(m, w, all, n, start, SENTENCES, NN_TAG | NN_PARSE | NN_NER);
    nn_work_free(w);
    w = nn_work_new(m);
    for (size_t s = SENTENCES; s-- > 0;) {
        size_t end = s + 1 < SENTENCES ? start[s + 1] : n;
        nn_annotate(m, w, one + start[s], end - start[s], &zero, 1, NN_TAG | NN_PARSE | NN_NER);
    }
    for (size_t s = 0; s < SENTENCES; s++) {
        size_t end = s + 1 < SENTENCES ? start[s + 1] : n, roots = 0;
        for (size_t i = start[s]; i < end; i++) {
            assert_int_equal(all[i].head, one[i].head + start[s]);
            assert_true(all[i].head >= start[s] && all[i].head < end);
            assert_true(all[i].tag == one[i].tag && all[i].dep == one[i].dep && all[i].ent == one[i].ent &&
                        all[i].iob == one[i].iob);
            assert_true((all[i].iob == 'O') == (all[i].ent == NN_NONE));
            assert_true(all[i].iob != 'I' || (i > start[s] && all[i - 1].ent == all[i].ent));
            roots += all[i].head == i;
        }
        assert_int_equal(roots, end > start[s]);
    }
    nn_annotate(m, w, all, n, start, SENTENCES, 0);
    for (size_t i = 0; i < n; i++)
        assert_true(all[i].head == i && all[i].tag == NN_NONE && all[i].dep == NN_NONE && all[i].iob == 'O');
    nn_annotate(m, w, all, 0, start, 0, NN_TAG);
    nn_work_free(w);
    model_close(m);
}

static void a_sentence_may_be_very_long(void **state)
{
    (void)state;
    enum { N = NN_MAX_SENTENCE + 500 };
    NnWord *words = calloc(N, sizeof *words);
    NnToken *toks = calloc(N, sizeof *toks);
    uint8_t *labels = calloc(N, 1);
    char(*text)[8] = calloc(N, sizeof *text);
    uint32_t zero = 0;
    for (uint32_t i = 0; i < N; i++) { /* nearly all different, more than the cache holds in three rounds */
        snprintf(text[i], sizeof *text, "w%u", i);
        toks[i] = words[i].text = (NnToken){text[i], (uint32_t)strlen(text[i]), 1};
    }
    Model *m = tiny();
    NnWork *w = nn_work_new(m);
    for (int round = 0; round < 3; round++) {
        for (uint32_t i = 0; i < N; i++) text[i][0] = (char)('w' + round);
        nn_annotate(m, w, words, N, &zero, 1, NN_TAG | NN_PARSE | NN_NER);
        nn_segment(m, w, toks, N, &zero, 1, labels);
        for (uint32_t i = 0; i < N; i++) {
            assert_true(words[i].head < N && (words[i].head < NN_MAX_SENTENCE) == (i < NN_MAX_SENTENCE));
            assert_true(labels[i] && strchr("SBI", labels[i]));
        }
    }
    nn_work_free(w);
    model_close(m);
    free(words), free(toks), free(labels), free(text);
}

/* ---- damaged files ---- */

typedef struct Bytes {
    char *p; /* aligned to NN_ALIGN */
    size_t n;
} Bytes;

static Bytes tiny_bytes(void)
{
    Buf b = {0};
    Err err = {0};
    if (file_read(&b, TINY, &err)) fail_msg("%s", err.msg);
    Bytes x = {aligned_alloc(NN_ALIGN, (b.len + NN_ALIGN) / NN_ALIGN * NN_ALIGN), b.len};
    memcpy(x.p, b.data, b.len);
    buf_free(&b);
    return x;
}

static void sign(Bytes x)
{
    uint64_t check = XXH3_64bits(x.p + sizeof(FileHead), x.n - sizeof(FileHead));
    memcpy(x.p + offsetof(FileHead, check), &check, sizeof check);
}

static void refused(Bytes x, const char *why)
{
    Model *m = NULL;
    Err err = {0};
    if (model_from_memory(&m, x.p, x.n, &err) == 0) fail_msg("opened in spite of: %s", why);
    if (err.code != ERR_FORMAT || strncmp(err.msg, "byte ", 5) || !strstr(err.msg, why))
        fail_msg("%s; wanted: %s", err.msg, why);
    assert_null(m);
}

static FileSection *section(Bytes x, FileKind kind)
{
    FileSection *s = (FileSection *)(void *)(x.p + sizeof(FileHead));
    while (s->kind != kind) s++;
    return s;
}

static void damaged_files_are_refused(void **state)
{
    (void)state;
    Bytes x = tiny_bytes();
    char *whole = malloc(x.n);
    memcpy(whole, x.p, x.n);
    for (size_t n = 0; n < x.n; n += n < 100 ? 1 : 997) refused((Bytes){x.p, n}, "");
    x.p[x.n / 2] ^= 1;
    refused(x, "checksum");
    memcpy(x.p, whole, x.n);
    x.p[0] = 'x';
    refused(x, "not a model");
    memcpy(x.p, whole, x.n);
    x.p[16]++;
    refused(x, "version");
    memcpy(x.p, whole, x.n);

    section(x, FK_TR_UP)->kind = 999;
    sign(x); /* without that section there is no parser, and that is well */
    Model *m;
    Err err = {0};
    assert_int_equal(model_from_memory(&m, x.p, x.n, &err), 0);
    assert_false(model_has(m) & NN_PARSE);
    model_close(m);
#define DAMAGE(change, why)                                                                                  \
    memcpy(x.p, whole, x.n);                                                                                 \
    change;                                                                                                  \
    sign(x);                                                                                                 \
    refused(x, why)
    DAMAGE(section(x, FK_TR_LOW)->kind = 999, "missing");
    DAMAGE(section(x, FK_ENC_MIX)->at += NN_ALIGN * 1000000, "does not fit");
    DAMAGE(section(x, FK_ENC_MIX)->at += 2, "does not fit");
    DAMAGE(section(x, FK_ENC_MIX)->size -= 2, "does not fit");
    DAMAGE(section(x, FK_ENC_MIX)->dim[0] = 0, "does not fit");
    DAMAGE(section(x, FK_ENC_MIX)->type = 9, "unknown type");
    DAMAGE((section(x, FK_TAG_W)->dim[0]--, section(x, FK_TAG_W)->size -= 2 * section(x, FK_TAG_W)->dim[1]),
           "must be");
    DAMAGE(memset(x.p + section(x, FK_ENC_CONV)->at, 0x7c, 2), "finite");
    DAMAGE(memset(x.p + section(x, FK_TR_UP_B)->at, 0xff, 4), "finite");
    DAMAGE(memset(x.p + section(x, FK_TR_MOVES)->at, 0xff, 4), "no such move");
    DAMAGE(memset(x.p + section(x, FK_SYMBOL_HASH)->at, 0xff, 8), "rise");
    DAMAGE(memset(x.p + section(x, FK_TAG_LABELS)->at + section(x, FK_TAG_LABELS)->size - 1, 'x', 1),
           "strings");
    DAMAGE(memset(x.p + section(x, FK_TAG_LABELS)->at, 'x', 1), "S, B and I");
    DAMAGE(memset(x.p + section(x, FK_LEMMA_VALUE)->at, 0xff, 4), "no such edit");
    DAMAGE(memset(x.p + section(x, FK_LEMMA_EDIT_AT)->at, 0xff, 4), "damaged");
    DAMAGE(memset(x.p + section(x, FK_VECTOR_ROW)->at, 0xff, 4), "no such row");
    DAMAGE(memset(x.p + section(x, FK_ENC_ATTRS)->at, 0xff, 4), "attribute");
    DAMAGE(memset(x.p + section(x, FK_ENC_SHAPE)->at, 0xff, 4), "out of range");
    free(whole);
    free(x.p);
}

static void files_that_are_none(void **state)
{
    (void)state;
    Model *m;
    Err err = {0};
    assert_int_equal(model_open(&m, PARITY_DIR "/nowhere.model", &err), ERR_IO);
    assert_non_null(strstr(err.msg, "nowhere.model: "));
    assert_int_equal(model_open(&m, PARITY_DIR, &err), ERR_IO);
    assert_int_equal(model_open(&m, PARITY_DIR "/make.sh", &err), ERR_FORMAT);
    assert_non_null(strstr(err.msg, "make.sh: byte 0: "));
    assert_int_equal(model_open(&m, "/dev/null", &err), ERR_FORMAT);
    assert_null(m);
    model_close(NULL);
    nn_work_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(hashes_are_spacys),
                                       cmocka_unit_test(words_have_shapes_and_lower_case),
                                       cmocka_unit_test(products_do_not_depend_on_other_rows),
                                       cmocka_unit_test(maxout_is_normed),
                                       cmocka_unit_test(the_first_of_the_greatest_wins),
                                       cmocka_unit_test(half_floats_widen),
                                       cmocka_unit_test(a_model_names_what_it_knows),
                                       cmocka_unit_test(lemmas_come_from_forms_and_ends),
                                       cmocka_unit_test(sentences_do_not_depend_on_each_other),
                                       cmocka_unit_test(a_sentence_may_be_very_long),
                                       cmocka_unit_test(damaged_files_are_refused),
                                       cmocka_unit_test(files_that_are_none)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
