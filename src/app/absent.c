/* absent.c: stands in for the passes that are still to come; goes when the last has come. */
#include "stage/clean.h"
#include "stage/extract.h"
#include "stage/langid.h"
#include "stage/mention.h"
#include "stage/merge.h"
#include "stage/read.h"
#include "stage/resolve.h"
#include "stage/segment.h"
#include "view/view.h"

#define ABSENT(name)                                                                                         \
    int name(Doc *doc, const Lexicon *lex, Err *err)                                                         \
    {                                                                                                        \
        (void)doc, (void)lex, (void)err;                                                                     \
        return 0;                                                                                            \
    }

#ifdef NO_CLEAN
ABSENT(clean_run)
#endif
#ifdef NO_LANGID
ABSENT(langid_run)
#endif
#ifdef NO_SEGMENT
ABSENT(segment_run)
#endif
#ifdef NO_MENTION
ABSENT(mention_run)
#endif
#ifdef NO_RESOLVE
ABSENT(resolve_run)
#endif
#ifdef NO_EXTRACT
ABSENT(extract_run)
#endif
#ifdef NO_MERGE
int merge_run(Doc *doc, const Lexicon *lex, Err *err)
{
    (void)lex, (void)err;
    doc->facts = doc->claims;
    doc->n_facts = doc->n_claims;
    return 0;
}
#endif
#ifdef NO_READ
int reader_open(Reader **out, const char *const *paths, size_t n, Err *err)
{
    (void)out, (void)paths, (void)n;
    return err_set(err, ERR_IO, "no reader yet");
}
int reader_next(Reader *r, Doc **out, Err *err)
{
    (void)r, (void)out, (void)err;
    return 0;
}
size_t reader_bytes(const Reader *r)
{
    (void)r;
    return 0;
}
void reader_close(Reader *r) { (void)r; }
#endif
#ifdef NO_TABLE
int view_format_from(const char *name)
{
    (void)name;
    return VIEW_JSONL;
}
int view_facts(Buf *out, const RegFacts *facts, ViewFormat format, const ViewStyle *style, Err *err)
{
    (void)format, (void)style, (void)err;
    for (size_t i = 0; i < facts->n; i++) {
        fact_to_json(out, &facts->items[i].fact, false);
        buf_addc(out, '\n');
    }
    return 0;
}
#endif
#ifdef NO_EXPLAIN
void view_explain(Buf *out, const RegFact *fact, const ViewStyle *style)
{
    (void)style;
    fact_to_json(out, &fact->fact, false);
    buf_addc(out, '\n');
}
void view_conflicts(Buf *out, const RegFacts *facts, const ViewStyle *style)
{
    (void)out, (void)facts, (void)style;
}
#endif
#ifdef NO_BRIEF
int view_brief(Buf *out, const BriefInput *in, ViewFormat format, const ViewStyle *style, Err *err)
{
    (void)out, (void)in, (void)format, (void)style;
    return err_set(err, ERR_USAGE, "no brief yet");
}
#endif
