/* ner.c: names by the BILUO transition system of spaCy: each word begins, goes on with, ends or is a name, or
 * is outside. Only moves that are possible count; the best of them is taken, the first of equals. */
#include "nn/work.h"

/* May the move be made at the state's next word? sees: a name may not go on over the start of a sentence. */
static bool valid(const NnWork *w, bool sees, const State *s, MoveNer move, uint32_t label, bool blank)
{
    bool last = s->next + 1 == s->n, before_start = !last && sees && w->starts[s->base + s->next + 1];
    switch (move) {
    case MN_BEGIN: return s->open < 0 && !last && !before_start && !blank;
    case MN_IN: return s->open >= 0 && !last && label == s->open_label && !before_start;
    case MN_LAST: return s->open >= 0 && label == s->open_label;
    case MN_UNIT: return s->open < 0 && !blank;
    case MN_OUT: return s->open < 0;
    case MN_MISSING:
    case MN_END: break;
    }
    return false;
}

static void label_name(NnWord *out, uint32_t from, uint32_t to, uint32_t label)
{
    for (uint32_t i = from; i <= to; i++) {
        out[i].ent = (uint16_t)label;
        out[i].iob = i == from ? 'B' : 'I';
    }
}

/* Makes the best move; false where none is possible. */
static bool advance(NnWork *w, const TransHead *h, State *s, const float *score, NnWord *out)
{
    bool blank = w->cache[h->encoder].blank[w->type[s->base + s->next]];
    uint32_t best = UINT32_MAX;
    for (uint32_t i = 0; i < h->n_moves; i++) {
        if (best != UINT32_MAX && !(score[i] > score[best])) continue;
        const char *label = h->labels.name[h->moves[2 * i + 1]];
        MoveNer move = (MoveNer)h->moves[2 * i];
        if (move != MN_OUT && *label == '\0') continue; /* only for words that were barred beforehand */
        if (valid(w, h->sees_sentences, s, move, h->moves[2 * i + 1], blank)) best = i;
    }
    if (best == UINT32_MAX) return false;
    uint32_t label = h->moves[2 * best + 1], at = s->base + s->next;
    switch ((MoveNer)h->moves[2 * best]) {
    case MN_BEGIN:
        s->open = (int32_t)s->next;
        s->open_label = label;
        break;
    case MN_LAST:
        label_name(out, s->base + (uint32_t)s->open, at, label);
        s->open = -1;
        break;
    case MN_UNIT: label_name(out, at, at, label); break;
    case MN_IN:
    case MN_OUT:
    case MN_MISSING:
    case MN_END: break;
    }
    s->next++;
    return true;
}

void ner_batch(NnWork *w, const TransHead *h, NnWord *out)
{
    size_t n = trans_begin(w, h);
    nn_grow((void **)&w->words, &w->words_cap, n * NER_FEATURES, sizeof *w->words);
    while (n) {
        for (size_t i = 0; i < n; i++) {
            const State *s = &w->states[w->live[i]];
            int32_t *at = w->words + i * NER_FEATURES, word = (int32_t)(s->base + s->next);
            at[0] = word;
            at[1] = s->open >= 0 ? (int32_t)s->base + s->open : -1;
            at[2] = s->open >= 0 ? word - 1 : -1;
        }
        trans_score(w, h, w->words, n);
        size_t left = 0;
        for (size_t i = 0; i < n; i++) {
            State *s = &w->states[w->live[i]];
            if (advance(w, h, s, w->score.p + i * h->up.ld, out) && s->next < s->n)
                w->live[left++] = w->live[i];
        }
        n = left;
    }
}
