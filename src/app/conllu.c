/* conllu.c: see conllu.h. The format: https://universaldependencies.org/format.html */
#include "app/conllu.h"

#include "base/text.h"

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

static void put_misc(Buf *out, const Doc *doc, const Word *w, bool no_space)
{
    (void)doc;
    if (no_space) buf_adds(out, "SpaceAfter=No");
    if (!no_space && w) buf_addc(out, '_');
}

static void put_tree(Buf *out, const Doc *doc, const Tree *tree)
{
    for (uint32_t i = tree->word; i < tree->word_end; i++) {
        const Word *w = &doc->words[i];
        uint32_t id = i - tree->word + 1, last = i;
        while (last + 1 < tree->word_end && doc->words[last + 1].flags & WORD_PART) last++;
        if (last > i && !(w->flags & WORD_PART)) {
            uint32_t end = doc->words[last].span.end;
            buf_printf(out, "%u-%u\t", id, id + last - i);
            put_text(out, doc, w->span.start, end);
            buf_adds(out, "\t_\t_\t_\t_\t_\t_\t_\t");
            buf_adds(out, touches(doc, last + 1, end) ? "SpaceAfter=No\n" : "_\n");
        }
        buf_printf(out, "%u\t", id);
        put_text(out, doc, w->span.start, w->span.end);
        buf_adds(out, "\t_\t_\t_\t_\t_\t_\t_\t");
        bool alone = last == i && !(w->flags & WORD_PART);
        put_misc(out, doc, w, alone && touches(doc, i + 1, w->span.end));
        buf_addc(out, '\n');
    }
}

void conllu_write(Buf *out, const Doc *doc)
{
    uint32_t para = UINT32_MAX;
    for (uint32_t t = 0; t < doc->n_trees; t++) {
        const Tree *tree = &doc->trees[t];
        if (t == 0) buf_printf(out, "# newdoc id = %s\n", doc->id ? doc->id : "document");
        if (tree->para != para) buf_adds(out, "# newpar\n");
        para = tree->para;
        buf_printf(out, "# sent_id = %s-%u\n# text = ", doc->id ? doc->id : "document", t + 1);
        put_text(out, doc, doc->words[tree->word].span.start, doc->words[tree->word_end - 1].span.end);
        buf_addc(out, '\n');
        put_tree(out, doc, tree);
        buf_addc(out, '\n');
    }
}
