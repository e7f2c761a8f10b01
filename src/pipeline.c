/* pipeline.c: the way of one document. The order is the program's table of contents. */
#include "pipeline.h"

#include "nn/model.h"
#include "stage/annotate.h"
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

/* Tag, parse and ner share one encoder, which runs once for those of them that are asked for; rules use trees
 * alone. */
static unsigned asked(const Doc *doc, Stage first, Stage last)
{
    static const unsigned parts[] = {[STAGE_TAG] = NN_TAG, [STAGE_PARSE] = NN_PARSE, [STAGE_NER] = NN_NER};
    unsigned what = 0;
    for (int s = first > STAGE_TAG ? first : STAGE_TAG; s <= STAGE_NER && s <= (int)last; s++)
        what |= parts[s];
    if (doc->parse == PARSE_USED && last > STAGE_NER) what &= NN_PARSE;
    return what;
}

int pipeline_range(Doc *doc, const Lexicon *lex, Stage first, Stage last, Err *err)
{
    static int (*const passes[])(Doc *, const Lexicon *, Err *) = {
        [STAGE_CLEAN] = clean_run,     /* furniture dropped, title and date found */
        [STAGE_LANGID] = langid_run,   /* which pack */
        [STAGE_SEGMENT] = segment_run, /* sentences, tokens */
        [STAGE_MENTION] = mention_run, /* who, when, where, how much: as worded */
        [STAGE_RESOLVE] = resolve_run, /* the same, as meant */
        [STAGE_WORDS] = words_run,     /* words and sentences as in the language's treebank */
        [STAGE_TAG] = NULL,            /* UPOS, features, lemmas: annotate_run, below */
        [STAGE_PARSE] = NULL,          /* heads and labels */
        [STAGE_NER] = NULL,            /* names */
        [STAGE_EXTRACT] = extract_run, /* rules -> claims */
        [STAGE_MERGE] = merge_run,     /* claims -> facts of the document */
    };
    unsigned what = asked(doc, first, last);
    for (int s = (int)first; s <= (int)last; s++) {
        int rc = 0;
        if (passes[s]) rc = passes[s](doc, lex, err);
        else if (what) rc = annotate_run(doc, what, err);
        if (!passes[s]) what = 0;
        if (rc) return err_context(err, "%s", doc->id ? doc->id : "document");
    }
    return 0;
}
