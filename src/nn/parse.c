/* parse.c: heads and labels by the arc-eager transition system of spaCy, and the lifting of arcs undone.
 *
 * Follows spaCy's rules to the letter, also where they are odd, for equal trees. A sentence has its start at
 * word 0 and nowhere else, so that the move that breaks sentences never comes up. A word that is unshifted
 * goes back to the front of the buffer and may not be shifted again until an arc to its left has been drawn;
 * therefore it ends.
 */
#include "nn/work.h"

#include <string.h>

/* Arrays of the batch's words, in w->words. Values are numbers of words in the sentence, -1: none. */
typedef struct Tree {
    int32_t *head, *left, *right; /* right: last child on that side; left: the same */
    int32_t *before;              /* the child of the same head that was last on its side before this one */
    int32_t *stack, *back;        /* back: words put back to the buffer, the front at the end */
    int32_t *barred;              /* 1: may not be shifted */
    int32_t *label;
} Tree;
enum { TREE_ARRAYS = 8 };

static Tree tree_of(const NnWork *w, size_t base)
{
    int32_t *p = w->words + base;
    size_t n = w->n;
    return (Tree){p, p + n, p + 2 * n, p + 3 * n, p + 4 * n, p + 5 * n, p + 6 * n, p + 7 * n};
}

static int32_t stacked(const State *s, const Tree *t, uint32_t i)
{
    return i < s->n_stack ? t->stack[s->n_stack - 1 - i] : -1;
}

static int32_t buffered(const State *s, const Tree *t, uint32_t i)
{
    if (i < s->n_back) return t->back[s->n_back - 1 - i];
    uint32_t at = s->next + (i - s->n_back);
    return at < s->n ? (int32_t)at : -1;
}

static uint32_t buffer_length(const State *s)
{
    return s->n - s->next + s->n_back;
}

static void features(const State *s, const Tree *t, int32_t *out)
{
    int32_t b0 = buffered(s, t, 0), s0 = stacked(s, t, 0);
    out[0] = b0;
    out[1] = buffered(s, t, 1);
    out[2] = s0;
    out[3] = stacked(s, t, 1);
    out[4] = stacked(s, t, 2);
    out[5] = b0 < 0 ? -1 : t->left[b0];
    out[6] = s0 < 0 ? -1 : t->left[s0];
    out[7] = s0 < 0 ? -1 : t->right[s0];
    for (int i = 0; i < PARSE_FEATURES; i++)
        if (out[i] >= 0) out[i] += (int32_t)s->base;
}

static void valid_moves(const State *s, const Tree *t, bool *ok)
{
    uint32_t length = buffer_length(s);
    int32_t b0 = buffered(s, t, 0);
    bool arc = s->n_stack > 0 && length > 0 && b0 != 0;
    ok[MP_SHIFT] = s->n_stack == 0 || (length >= 2 && b0 != 0 && !t->barred[b0]);
    ok[MP_REDUCE] = s->n_stack > 0 && (length == 0 || s->n_stack > 1 || b0 == 0);
    ok[MP_LEFT] = ok[MP_RIGHT] = arc;
    ok[MP_BREAK] = false;
}

static void draw(const Tree *t, int32_t head, int32_t child, uint32_t label)
{
    /* A word that gets another head has it on the left, and is the last child there: the word below it on the
     * stack, which drew its arc when it pushed it. */
    int32_t old = t->head[child];
    if (old >= 0 && t->right[old] == child) t->right[old] = t->before[child];
    int32_t *last = head > child ? &t->left[head] : &t->right[head];
    t->before[child] = *last;
    *last = child;
    t->head[child] = head;
    t->label[child] = (int32_t)label;
}

static void push(State *s, const Tree *t)
{
    t->stack[s->n_stack++] = s->n_back ? t->back[--s->n_back] : (int32_t)s->next++;
}

/* Makes the best move; false where none is possible. */
static bool advance(State *s, const Tree *t, const TransHead *h, const float *score)
{
    bool ok[MP_END];
    uint32_t best = UINT32_MAX;
    valid_moves(s, t, ok);
    for (const MoveRun *r = h->runs; r < h->runs + h->n_runs; r++) {
        if (!ok[r->kind]) continue;
        size_t at;
        kernel_argmax(score + r->first, r->end - r->first, &at);
        uint32_t i = r->first + (uint32_t)at;
        if (best == UINT32_MAX || score[i] > score[best]) best = i;
    }
    if (best == UINT32_MAX) return false;
    int32_t s0 = stacked(s, t, 0), b0 = buffered(s, t, 0);
    switch ((MoveParse)h->moves[2 * best]) {
    case MP_SHIFT: push(s, t); break;
    case MP_REDUCE:
        if (t->head[s0] < 0 && s->n_stack > 1) {
            t->barred[s0] = 1;
            t->back[s->n_back++] = s0;
        }
        s->n_stack--;
        break;
    case MP_LEFT:
        draw(t, b0, s0, h->moves[2 * best + 1]);
        t->barred[b0] = 0;
        s->n_stack--;
        break;
    case MP_RIGHT:
        draw(t, s0, b0, h->moves[2 * best + 1]);
        push(s, t);
        break;
    case MP_BREAK:
    case MP_END: break;
    }
    return true;
}

/* ---- the finished tree: edges as spaCy sets them, then decorated labels ---- */

/* One pass of spaCy's: widens each head's edges by its children's, forth and back. Returns whether all heads
 * lie in the sentences that the roots' left edges begin. start: scratch, [n]. */
static bool widen_edges(const int32_t *head, int32_t n, int32_t *l_edge, int32_t *r_edge, int32_t *start)
{
    for (int32_t step = 0; step < 2 * n; step++) {
        int32_t i = step < n ? step : 2 * n - 1 - step, h = head[i];
        if (l_edge[i] < l_edge[h]) l_edge[h] = l_edge[i];
        if (r_edge[i] > r_edge[h]) r_edge[h] = r_edge[i];
    }
    memset(start, 0, (size_t)n * sizeof *start);
    for (int32_t i = 0; i < n; i++)
        if (head[i] == i) start[l_edge[i]] = 1;
    for (int32_t i = 0, from = 0; i < n; i++) {
        if (!(i > 0 && start[i]) && i != n - 1) continue;
        for (int32_t j = from; j < i; j++)
            if (head[j] < from || head[j] > i) return false;
        from = i;
    }
    return true;
}

static void set_edges(const int32_t *head, int32_t n, int32_t *l_edge, int32_t *r_edge, int32_t *start)
{
    enum { PASSES = 12 };
    for (int32_t i = 0; i < n; i++) l_edge[i] = r_edge[i] = i;
    for (int pass = 0; pass < PASSES && !widen_edges(head, n, l_edge, r_edge, start); pass++) continue;
}

/* The first word below `from`, level by level and left to right, that has the label; -1 where there is none.
 * Skips `not` and what is below it, and white space. Looks only within the edges, as spaCy does. */
static int32_t find_below(const NnWork *w, const TransHead *h, const State *s, const Tree *t, int32_t from,
                          int32_t not, uint32_t label, const int32_t *l_edge, const int32_t *r_edge,
                          int32_t *queue)
{
    const uint8_t *blank = w->cache[h->encoder].blank;
    int32_t n = 0;
    queue[n++] = from;
    for (int32_t at = 0; at < n; at++) {
        int32_t q = queue[at];
        for (int32_t c = l_edge[q]; c <= r_edge[q]; c++) {
            if (c == q || t->head[c] != q || c == not || blank[w->type[s->base + (uint32_t)c]]) continue;
            if ((uint32_t)t->label[c] == label) return c;
            if (n < (int32_t)s->n) queue[n++] = c;
        }
    }
    return -1;
}

/* "dep||head": the arc was lifted; it goes back to the word with the label "head" below where it is. */
static void lower_arcs(NnWork *w, const TransHead *h, const State *s, const Tree *t)
{
    int32_t *l_edge = t->left, *r_edge = t->right, *queue = t->back, n = (int32_t)s->n;
    set_edges(t->head, n, l_edge, r_edge, t->stack);
    bool any = false;
    for (int32_t i = 0; i < n; i++) {
        uint32_t label = (uint32_t)t->label[i];
        if (h->head_of[label] == UINT32_MAX) continue;
        int32_t to = find_below(w, h, s, t, t->head[i], i, h->head_of[label], l_edge, r_edge, queue);
        if (to >= 0) t->head[i] = to;
        t->label[i] = (int32_t)h->plain[label];
        any = true;
    }
    if (any) set_edges(t->head, n, l_edge, r_edge, t->stack);
    for (int32_t i = 0; i < n; i++)
        if (t->head[i] == i) w->starts[s->base + (uint32_t)l_edge[i]] = 1;
}

void parse_batch(NnWork *w, const TransHead *h, NnWord *out, uint32_t first)
{
    size_t n = trans_begin(w, h), context = n * PARSE_FEATURES;
    nn_grow((void **)&w->words, &w->words_cap, TREE_ARRAYS * w->n + context, sizeof *w->words);
    int32_t *look = w->words + TREE_ARRAYS * w->n;
    memset(w->words, 0xff, 6 * w->n * sizeof *w->words);         /* -1 */
    memset(w->words + 6 * w->n, 0, 2 * w->n * sizeof *w->words); /* not barred, the root's label */
    while (n) {
        for (size_t i = 0; i < n; i++) {
            const State *s = &w->states[w->live[i]];
            Tree t = tree_of(w, s->base);
            features(s, &t, look + i * PARSE_FEATURES);
        }
        trans_score(w, h, look, n);
        size_t left = 0;
        for (size_t i = 0; i < n; i++) {
            State *s = &w->states[w->live[i]];
            Tree t = tree_of(w, s->base);
            if (advance(s, &t, h, w->score.p + i * h->up.ld) && (s->n_stack || buffer_length(s)))
                w->live[left++] = w->live[i];
        }
        n = left;
    }
    for (size_t k = 0; k < w->n_sents; k++) {
        State *s = &w->states[k];
        Tree t = tree_of(w, s->base);
        for (int32_t i = 0; i < (int32_t)s->n; i++)
            if (t.head[i] < 0) t.head[i] = i;
        for (int32_t i = 0; i < (int32_t)s->n; i++)
            if (t.head[i] == i) t.label[i] = 0;
        lower_arcs(w, h, s, &t);
        for (uint32_t i = 0; i < s->n; i++) {
            out[s->base + i].head = first + s->base + (uint32_t)t.head[i];
            out[s->base + i].dep = (uint16_t)(t.head[i] == (int32_t)i ? 0 : t.label[i]);
        }
    }
}
