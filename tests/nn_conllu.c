/* nn_conllu.c: runs a model over the words of CoNLL-U on standard input, for parity tests and for measuring.
 *
 * usage: nn_conllu MODEL               prints CoNLL-U with the model's lemmas, tags, heads, labels; MISC has
 * NER= nn_conllu --segment MODEL     takes each sentence for a paragraph of pretokens; MISC has Seg= S, B or
 * I nn_conllu --bench N MODEL     annotates all N times; prints words, seconds, peak kilobytes
 *
 * Of the input only ID, FORM and SpaceAfter=No count; comments are copied, ranges and empty nodes left out.
 */
#include "base/arena.h"
#include "base/buf.h"
#include "nn/nn.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct Text {
    Arena *a;
    NnWord *words;
    uint32_t *start;    /* first words of the sentences */
    const char **notes; /* comment lines before each */
    size_t n, cap, n_sents, sents_cap, notes_cap;
} Text;

static void read_text(Text *t)
{
    char *line = NULL;
    size_t cap = 0, n_notes = 0;
    ssize_t len;
    bool inside = false;
    Buf notes = {0};
    t->a = arena_new();
    while ((len = getline(&line, &cap, stdin)) >= 0) {
        if (len && line[len - 1] == '\n') line[--len] = '\0';
        if (line[0] == '\0') {
            inside = false;
            continue;
        }
        if (line[0] == '#') {
            buf_printf(&notes, "%s\n", line);
            continue;
        }
        if (!inside) {
            ARENA_PUSH(t->a, t->start, t->n_sents, t->sents_cap, (uint32_t)t->n);
            ARENA_PUSH(t->a, t->notes, n_notes, t->notes_cap, arena_strdup(t->a, buf_str(&notes)));
            buf_clear(&notes);
            inside = true;
        }
        char *tab = strchr(line, '\t'), *end = tab ? strchr(tab + 1, '\t') : NULL;
        if (!end || strcspn(line, "-.") < (size_t)(tab - line)) continue;
        size_t n = (size_t)(end - tab - 1);
        NnToken token = {arena_strndup(t->a, tab + 1, n), (uint32_t)n, !strstr(end, "SpaceAfter=No")};
        NnWord word = {.text = token};
        ARENA_PUSH(t->a, t->words, t->n, t->cap, word);
    }
    buf_free(&notes);
    free(line);
}

static size_t sent_end(const Text *t, size_t s)
{
    return s + 1 < t->n_sents ? t->start[s + 1] : t->n;
}

static void print_words(const Model *m, NnWork *w, const Text *t)
{
    char lemma[512];
    for (size_t s = 0; s < t->n_sents; s++) {
        fputs(t->notes[s], stdout);
        for (size_t i = t->start[s]; i < sent_end(t, s); i++) {
            const NnWord *x = &t->words[i];
            nn_lemma(m, w, x->text, x->tag, lemma, sizeof lemma);
            printf("%zu\t%.*s\t%s\t%s\t_\t%s\t%u\t%s\t_\tNER=%c%s%s\n", i - t->start[s] + 1, (int)x->text.n,
                   x->text.s, lemma, model_upos(m, x->tag), model_feats(m, x->tag),
                   x->head == i ? 0 : x->head - t->start[s] + 1, model_dep(m, x->dep), x->iob,
                   x->iob == 'O' ? "" : "-", x->iob == 'O' ? "" : model_ent(m, x->ent));
        }
        putchar('\n');
    }
}

static void print_segments(const Text *t, const uint8_t *label)
{
    for (size_t s = 0; s < t->n_sents; s++) {
        fputs(t->notes[s], stdout);
        for (size_t i = t->start[s]; i < sent_end(t, s); i++)
            printf("%zu\t%.*s\t_\t_\t_\t_\t_\t_\t_\tSeg=%c\n", i - t->start[s] + 1, (int)t->words[i].text.n,
                   t->words[i].text.s, label[i]);
        putchar('\n');
    }
}

/* Kilobytes; of this program alone, unlike getrusage, which remembers what called it. */
static long peak_memory(void)
{
    char line[128];
    long kilobytes = 0;
    FILE *f = fopen("/proc/self/status", "r");
    while (f && fgets(line, sizeof line, f))
        if (strncmp(line, "VmHWM:", 6) == 0) kilobytes = atol(line + 6);
    if (f) fclose(f);
    return kilobytes;
}

/* As documents of some sentences each, as the program does. */
static void bench(const Model *m, const Text *t, int rounds)
{
    enum { SENTENCES = 30 };
    struct timespec a, b;
    NnWork *w = nn_work_new(m);
    uint32_t start[SENTENCES];
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &a);
    for (int r = 0; r < rounds; r++) {
        for (size_t s = 0; s < t->n_sents; s += SENTENCES) {
            size_t n = t->n_sents - s < SENTENCES ? t->n_sents - s : SENTENCES;
            for (size_t i = 0; i < n; i++) start[i] = t->start[s + i] - t->start[s];
            nn_annotate(m, w, t->words + t->start[s], sent_end(t, s + n - 1) - t->start[s], start, n,
                        NN_TAG | NN_PARSE | NN_NER);
        }
    }
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &b);
    double seconds = (double)(b.tv_sec - a.tv_sec) + 1e-9 * (double)(b.tv_nsec - a.tv_nsec);
    printf("%zu words, %.3f s, %.0f words a second, %ld kB at the peak\n", t->n * (size_t)rounds, seconds,
           (double)t->n * rounds / seconds, peak_memory());
    nn_work_free(w);
}

int main(int argc, char **argv)
{
    bool segment = argc == 3 && strcmp(argv[1], "--segment") == 0;
    int rounds = argc == 4 && strcmp(argv[1], "--bench") == 0 ? atoi(argv[2]) : 0;
    if (argc != 2 && !segment && !rounds) {
        fputs("usage: nn_conllu [--segment | --bench N] MODEL < FILE.conllu\n", stderr);
        return 2;
    }
    Model *m;
    Err err;
    Text t = {0};
    if (model_open(&m, argv[argc - 1], &err)) {
        fprintf(stderr, "nn_conllu: %s\n", err.msg);
        return 1;
    }
    read_text(&t);
    if (rounds) {
        bench(m, &t, rounds);
    } else {
        NnWork *w = nn_work_new(m);
        if (segment) {
            NnToken *toks = ARENA_ARRAY(t.a, NnToken, t.n + 1);
            uint8_t *label = ARENA_ARRAY(t.a, uint8_t, t.n + 1);
            memset(label, '_', t.n);
            for (size_t i = 0; i < t.n; i++) toks[i] = t.words[i].text;
            nn_segment(m, w, toks, t.n, t.start, t.n_sents, label);
            print_segments(&t, label);
        } else {
            nn_annotate(m, w, t.words, t.n, t.start, t.n_sents, NN_TAG | NN_PARSE | NN_NER);
            print_words(m, w, &t);
        }
        nn_work_free(w);
    }
    arena_free(t.a);
    model_close(m);
    return 0;
}
