/* conllu.c: see conllu.h. The format: https://universaldependencies.org/format.html */
#include "app/conllu.h"

#include "base/text.h"
#include "nn/model.h"

/* Bytes of the text with each run of white space and control characters as one space. */
static void put_text(Buf *out, const Doc *doc, uint32_t from, uint32_t to)
{
    bool gap = false;
    for (size_t i = from, next = from; i < to; i = next) {
        int32_t c = text_next(doc->text, to, &next);
        if (text_is_space(c) || c < 0x20 || (c >= 0x7F && c < 0xA0)) {
            gap = true;
            continue;
        }
        if (gap) buf_addc(out, ' ');
        gap = false;
        buf_add(out, doc->text + i, next - i);
    }
}

/* Does the next token begin right behind this byte, in the same paragraph? */
static bool touches(const Doc *doc, uint32_t next_word, uint32_t end)
{
    return next_word < doc->n_words && doc->words[next_word].span.start == end;
}

static void put_bytes(Buf *out, const char *s)
{
    buf_adds(out, s && *s ? s : "_");
}

/* Lemma, UPOS, XPOS (none), features. */
static void put_tags(Buf *out, const Doc *doc, const Word *w)
{
    bool tagged = doc->model && w->tag != WORD_NONE;
    buf_addc(out, '\t');
    put_bytes(out, w->lemma);
    buf_addc(out, '\t');
    put_bytes(out, tagged ? model_upos(doc->model, w->tag) : "_");
    buf_adds(out, "\t_\t");
    put_bytes(out, tagged ? model_feats(doc->model, w->tag) : "_");
}

/* Head as the number of a word in its sentence, label, enhanced dependencies (none). */
static void put_head(Buf *out, const Doc *doc, const Tree *tree, uint32_t i)
{
    const Word *w = &doc->words[i];
    if (!doc->model || w->dep == WORD_NONE) {
        buf_adds(out, "\t_\t_\t_\t");
        return;
    }
    buf_printf(out, "\t%u\t", w->head == i ? 0 : w->head - tree->word + 1);
    put_bytes(out, model_dep(doc->model, w->dep));
    buf_adds(out, "\t_\t");
}

static void put_misc(Buf *out, const Doc *doc, const Word *w, bool no_space)
{
    bool name = doc->model && w->ent != WORD_NONE && w->iob != 'O';
    if (name) buf_printf(out, "NER=%c-%s", w->iob, model_ent(doc->model, w->ent));
    if (name && no_space) buf_addc(out, '|');
    if (no_space) buf_adds(out, "SpaceAfter=No");
    if (!name && !no_space) buf_addc(out, '_');
}

static void put_tree(Buf *out, const Doc *doc, const Tree *tree)
{
    uint32_t last = tree->word; /* last word of the token in hand */
    for (uint32_t i = tree->word; i < tree->word_end; i++) {
        const Word *w = &doc->words[i];
        uint32_t id = i - tree->word + 1;
        if (i == tree->word || i > last) {
            for (last = i; last + 1 < tree->word_end && doc->words[last + 1].flags & WORD_PART;) last++;
            if (last > i) {
                uint32_t end = doc->words[last].span.end;
                buf_printf(out, "%u-%u\t", id, id + last - i);
                put_text(out, doc, w->span.start, end);
                buf_adds(out, "\t_\t_\t_\t_\t_\t_\t_\t");
                buf_adds(out, touches(doc, last + 1, end) ? "SpaceAfter=No\n" : "_\n");
            }
        }
        buf_printf(out, "%u\t", id);
        put_text(out, doc, w->span.start, w->span.end);
        put_tags(out, doc, w);
        put_head(out, doc, tree, i);
        bool alone = last == i && !(w->flags & WORD_PART);
        put_misc(out, doc, w, alone && touches(doc, i + 1, w->span.end));
        buf_addc(out, '\n');
    }
}

/* The document's id without white space, which ids may not have. */
static void put_id(Buf *out, const Doc *doc)
{
    for (const char *s = doc->id ? doc->id : "document"; *s; s++)
        buf_addc(out, (unsigned char)*s > ' ' ? *s : '_');
}

void conllu_write(Buf *out, const Doc *doc)
{
    uint32_t para = UINT32_MAX;
    bool begun = false;
    for (uint32_t t = 0; t < doc->n_trees; t++) {
        const Tree *tree = &doc->trees[t];
        if (!doc_tree_matters(doc, tree)) continue;
        if (!begun) {
            buf_adds(out, "# newdoc id = ");
            put_id(out, doc);
            buf_addc(out, '\n');
        }
        begun = true;
        if (tree->para != para) buf_adds(out, "# newpar\n");
        para = tree->para;
        buf_adds(out, "# sent_id = ");
        put_id(out, doc);
        buf_printf(out, "-%u\n# text = ", t + 1);
        put_text(out, doc, doc->words[tree->word].span.start, doc->words[tree->word_end - 1].span.end);
        buf_addc(out, '\n');
        put_tree(out, doc, tree);
        buf_addc(out, '\n');
    }
}
