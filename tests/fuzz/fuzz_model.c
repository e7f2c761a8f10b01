/* fuzz_model.c: any bytes as a model file. The size and the checksum in its head are set right first, so that
 * damage gets past them; what opens must take words through all heads without harm. */
#include "nn/format.h"
#include "nn/nn.h"

#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const pool[] = {"The",      "Katoru",   "7",    "-",     "",
                                       "\xc2\xa0", "\xff\xfe", "日本", "selNA", "'n"};
    enum { WORDS = 24 };
    char *copy = aligned_alloc(NN_ALIGN, (size + NN_ALIGN) / NN_ALIGN * NN_ALIGN);
    if (!copy) return 0;
    memcpy(copy, data, size);
    if (size >= sizeof(FileHead)) {
        FileHead head;
        memcpy(&head, copy, sizeof head);
        memcpy(head.magic, NN_MAGIC, sizeof head.magic);
        head.version = NN_VERSION;
        head.size = size;
        head.check = XXH3_64bits(copy + sizeof head, size - sizeof head);
        memcpy(copy, &head, sizeof head);
    }
    Model *m;
    Err err = {0};
    if (model_from_memory(&m, copy, size, &err)) {
        if (err.code != ERR_FORMAT || !err.msg[0]) abort();
        free(copy);
        return 0;
    }
    NnWord words[WORDS];
    NnToken toks[WORDS];
    uint8_t labels[WORDS];
    const uint32_t start[] = {0, 1, 1, 15};
    char lemma[16];
    for (size_t i = 0; i < WORDS; i++) {
        const char *s = pool[i % (sizeof pool / sizeof *pool)];
        toks[i] = (NnToken){s, (uint32_t)strlen(s), i % 3 == 0};
        words[i] = (NnWord){.text = toks[i]};
    }
    NnWork *w = nn_work_new(m);
    nn_segment(m, w, toks, WORDS, start, 4, labels);
    nn_annotate(m, w, words, WORDS, start, 4, NN_TAG | NN_PARSE | NN_NER);
    for (size_t i = 0; i < WORDS; i++) {
        if (words[i].head >= WORDS || !model_upos(m, words[i].tag) || !model_feats(m, words[i].tag) ||
            !model_dep(m, words[i].dep) || !model_ent(m, words[i].ent))
            abort();
        if (nn_lemma(m, w, toks[i], words[i].tag, lemma, sizeof lemma) >= sizeof lemma) abort();
    }
    nn_work_free(w);
    model_close(m);
    free(copy);
    return 0;
}
