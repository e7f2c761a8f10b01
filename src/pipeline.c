/* pipeline.c: the way of one document. The order is the program's table of contents. */
#include "pipeline.h"

#include "stage/clean.h"
#include "stage/extract.h"
#include "stage/langid.h"
#include "stage/mention.h"
#include "stage/merge.h"
#include "stage/resolve.h"
#include "stage/segment.h"
#include "stage/words.h"

int pipeline_run(Doc *doc, const Lexicon *lex, Stage last, Err *err)
{
    return pipeline_range(doc, lex, STAGE_CLEAN, last, err);
}

int pipeline_range(Doc *doc, const Lexicon *lex, Stage first, Stage last, Err *err)
{
    static int (*const passes[])(Doc *, const Lexicon *, Err *) = {
        [STAGE_CLEAN] = clean_run,     /* furniture dropped, title and date found */
        [STAGE_LANGID] = langid_run,   /* which pack */
        [STAGE_SEGMENT] = segment_run, /* sentences, tokens */
        [STAGE_WORDS] = words_run,     /* words and sentences of the treebank's kind */
        [STAGE_MENTION] = mention_run, /* who, when, where, how much: as worded */
        [STAGE_RESOLVE] = resolve_run, /* the same, as meant */
        [STAGE_EXTRACT] = extract_run, /* rules -> claims */
        [STAGE_MERGE] = merge_run,     /* claims -> facts of the document */
    };
    for (int s = (int)first; s <= (int)last; s++) {
        if (!passes[s]) continue;
        int rc = passes[s](doc, lex, err);
        if (rc) return err_context(err, "%s", doc->id ? doc->id : "document");
    }
    return 0;
}
