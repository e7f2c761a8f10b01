/* fuzz_facts.c: any text through all stages, in each pack's language in turn, whatever it is written in.
 *
 * Checks what must hold of any input: mentions lie inside their sentences, in order; references point at
 * mentions; each quote equals the bytes of the clean text at its span; dates are known forms of EDTF or none.
 * Run as fuzz_text.c says, with build-fuzz/tests/fuzz_facts and tests/fuzz/corpus/facts.
 */
#include "front.h"

#include "stage/extract.h"
#include "stage/mention.h"
#include "stage/merge.h"
#include "stage/resolve.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void check_mentions(const Doc *doc)
{
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        must(m->sent < doc->n_sents && m->tok < m->tok_end);
        must(m->tok >= doc->sents[m->sent].tok && m->tok_end <= doc->sents[m->sent].tok_end);
        must(i == 0 || doc->mentions[i - 1].tok <= m->tok);
        must(m->ref < (int32_t)doc->n_mentions);
        for (uint32_t k = 0; k < m->n_members; k++)
            must(m->members[k] >= 0 && m->members[k] < (int32_t)doc->n_mentions);
    }
}

static void check_fact(const Doc *doc, const Fact *f)
{
    must(f->kind != FACT_NONE && f->status && f->rule && f->quote);
    must(f->span.start < f->span.end && f->span.end <= doc->text_len);
    must(strlen(f->quote) == f->span.end - f->span.start);
    must(memcmp(f->quote, doc->text + f->span.start, f->span.end - f->span.start) == 0);
    must(f->trigger.start >= f->span.start && f->trigger.end <= f->span.end);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
    const Lexicon *lex = front_lexicon();
    Doc *doc;
    Err err;
    if (n < 2 || read_bytes(&doc, "input", (const char *)data + 1, n - 1, &err)) return 0;
    int rc = clean_run(doc, lex, &err);
    doc->lang = lexicon_lang(lex, data[0] % lexicon_langs(lex));
    if (rc == 0) rc = segment_run(doc, lex, &err);
    if (rc == 0) rc = mention_run(doc, lex, &err);
    if (rc == 0) rc = resolve_run(doc, lex, &err);
    if (rc == 0) check_mentions(doc);
    if (rc == 0) rc = extract_run(doc, lex, &err);
    if (rc == 0) rc = merge_run(doc, lex, &err);
    for (uint32_t i = 0; rc == 0 && i < doc->n_facts; i++) check_fact(doc, &doc->facts[i]);
    doc_free(doc);
    return 0;
}
