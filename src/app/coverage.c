/* coverage.c: see coverage.h. */
#include "app/coverage.h"

#include <string.h>

#include "app/pool.h"
#include "lex/rules.h"

enum { HITS = 32 };

typedef struct RuleCount {
    size_t matches, claims, facts;
} RuleCount;

typedef struct LangCount {
    const Lang *lang;
    RuleCount *rules; /* [rules_count] */
    size_t docs, sentences, triggered, fruitful;
} LangCount;

typedef struct Coverage {
    LangCount *langs; /* [n_langs] */
    size_t n_langs, failed;
} Coverage;

static LangCount *count_of(Coverage *c, const Lang *lang)
{
    for (size_t i = 0; i < c->n_langs; i++)
        if (c->langs[i].lang == lang) return &c->langs[i];
    return NULL;
}

static RuleCount *rule_count(LangCount *l, const char *id)
{
    const RuleSet *set = lang_rules(l->lang);
    for (size_t i = 0; i < rules_count(set); i++)
        if (strcmp(rules_at(set, i)->id, id) == 0) return &l->rules[i];
    return NULL;
}

static void on_match(const RuleMatch *m, void *ctx)
{
    RuleCount *r = rule_count(ctx, m->rule->id);
    if (r) r->matches++;
}

static bool has_trigger(const Doc *doc, const Sentence *s)
{
    const RuleSet *set = lang_rules(doc->lang);
    for (uint32_t t = s->tok; t < s->tok_end; t++) {
        LexHit hits[HITS];
        size_t n = match_hits_at(doc->match, t, hits, HITS);
        if (rules_trigger_token(set, &doc->toks[t])) return true;
        for (size_t h = 0; h < n; h++)
            if (rules_trigger_class(set, hits[h].cls)) return true;
    }
    return false;
}

static bool gave_fact(const Doc *doc, const Sentence *s)
{
    for (uint32_t i = 0; i < doc->n_facts; i++)
        if (doc->facts[i].span.start < s->span.end && s->span.start < doc->facts[i].span.end) return true;
    return false;
}

static void count_doc(Coverage *c, const Doc *doc)
{
    LangCount *l = doc->lang && lang_rules(doc->lang) ? count_of(c, doc->lang) : NULL;
    if (!l) return;
    l->docs++;
    l->sentences += doc->n_sents;
    for (uint32_t s = 0; s < doc->n_sents; s++) {
        bool triggered = has_trigger(doc, &doc->sents[s]);
        l->triggered += triggered;
        l->fruitful += triggered && gave_fact(doc, &doc->sents[s]);
        match_sentence(doc->match, doc, s, false, on_match, l);
    }
    for (uint32_t i = 0; i < doc->n_claims; i++) rule_count(l, doc->claims[i].rule)->claims++;
    for (uint32_t i = 0; i < doc->n_facts; i++) rule_count(l, doc->facts[i].rule)->facts++;
}

static int take(void *ctx, const PoolResult *r, Err *err)
{
    (void)err;
    Coverage *c = ctx;
    if (r->err.code) c->failed++;
    else count_doc(c, r->doc);
    return 0;
}

static const char *file_name(const Rule *rule)
{
    const char *slash = strrchr(rule->file, '/');
    return slash ? slash + 1 : rule->file;
}

static void put_lang(Buf *out, const LangCount *l)
{
    const RuleSet *set = lang_rules(l->lang);
    double share = l->triggered ? 100.0 * (double)l->fruitful / (double)l->triggered : 0;
    buf_printf(out, "%s%s: %zu documents, %zu sentences; %zu of %zu with a trigger gave a fact (%.1f %%)\n\n",
               out->len ? "\n" : "", lang_code(l->lang), l->docs, l->sentences, l->fruitful, l->triggered,
               share);
    buf_printf(out, "%-32s %8s %8s %8s  %s\n", "rule", "matches", "claims", "facts", "where");
    size_t silent = 0, n = 0;
    for (size_t i = 0; i < rules_count(set); i++) {
        const Rule *rule = rules_at(set, i);
        const RuleCount *r = &l->rules[i];
        if (!rule->n_facts || rule->domestic) continue;
        n++;
        silent += !r->matches;
        if (r->matches)
            buf_printf(out, "%-32s %8zu %8zu %8zu  %s:%d\n", rule->id, r->matches, r->claims, r->facts,
                       file_name(rule), rule->line);
    }
    buf_printf(out, "\n%zu of %zu rules never matched%s\n", silent, n, silent ? ":" : "");
    for (size_t i = 0; i < rules_count(set); i++) {
        const Rule *rule = rules_at(set, i);
        if (rule->n_facts && !rule->domestic && !l->rules[i].matches)
            buf_printf(out, "  %-30s %s:%d\n", rule->id, file_name(rule), rule->line);
    }
}

int coverage_run(Buf *out, const Lexicon *lex, const char *const *paths, size_t n_paths, int jobs,
                 size_t *failed, Err *err)
{
    Reader *reader;
    int rc = reader_open(&reader, paths, n_paths, err);
    if (rc) return rc;
    Arena *a = arena_new();
    Coverage c = {.langs = ARENA_ARRAY(a, LangCount, lexicon_langs(lex)), .n_langs = lexicon_langs(lex)};
    for (size_t i = 0; i < c.n_langs; i++) {
        const Lang *lang = lexicon_lang(lex, i);
        size_t n = lang_rules(lang) ? rules_count(lang_rules(lang)) : 0;
        c.langs[i] = (LangCount){.lang = lang, .rules = ARENA_ARRAY(a, RuleCount, n + 1)};
    }
    PoolTask task = {.reader = reader,
                     .lex = lex,
                     .last = STAGE_ALL,
                     .parse = PARSE_USED,
                     .jobs = jobs,
                     .take = take,
                     .take_ctx = &c};
    rc = pool_run(&task, err);
    for (size_t i = 0; rc == 0 && i < c.n_langs; i++)
        if (c.langs[i].docs) put_lang(out, &c.langs[i]);
    if (rc == 0 && !out->len) buf_adds(out, "no document in the language of a pack\n");
    *failed = c.failed;
    reader_close(reader);
    arena_free(a);
    return rc;
}
