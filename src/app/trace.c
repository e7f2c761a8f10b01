/* trace.c: see trace.h. */
#include "app/trace.h"

#include <string.h>

#include "lex/rules.h"
#include "nn/model.h"
#include "pipeline.h"
#include "view/escape.h"

typedef struct Trace {
    Buf *out;
    const Doc *doc;
    const Rule *rule;
    Span trigger;
    bool found;
} Trace;

/* The stored text as a document that is clean and whose language is known. */
static Doc *stored_doc(const RegSource *source, const char *text, const Lang *lang)
{
    Doc *doc = doc_new();
    doc->id = source->article;
    doc->text = text;
    doc->text_len = (uint32_t)strlen(text);
    doc->published = source->published;
    doc->published_from = source->published ? "input" : NULL;
    doc->lang = lang;
    doc->lang_code = lang_code(lang);
    doc->lang_confidence = 1;
    doc->parse = PARSE_MATTERS;
    uint32_t cap = 0;
    for (uint32_t at = 0, end; at < doc->text_len; at = end + 1) {
        end = at + (uint32_t)strcspn(text + at, "\n");
        if (end > at) ARENA_PUSH(doc->arena, doc->paras, doc->n_paras, cap, ((Para){{at, end}, PARA_BODY}));
    }
    return doc;
}

static void put_bytes(Buf *out, const Doc *doc, uint32_t start, uint32_t end)
{
    escape_plain(out, arena_strndup(doc->arena, doc->text + start, end - start));
}

static void put_words(Buf *out, const Doc *doc, uint32_t tok, uint32_t tok_end)
{
    put_bytes(out, doc, doc->toks[tok].span.start, doc->toks[tok_end - 1].span.end);
}

/* One line for each role: its letter, the words, what they were taken for. */
static void put_roles(const Trace *t, const RuleMatch *m)
{
    for (int r = 0; r < MAX_ROLES; r++) {
        const Binding *b = &m->roles[r];
        if (!b->set) continue;
        buf_printf(t->out, "    %-10s ", rules_role_name(lang_rules(t->doc->lang), r));
        put_words(t->out, t->doc, b->tok, b->tok_end);
        const Mention *mention = b->mention >= 0 ? &t->doc->mentions[b->mention] : NULL;
        if (mention) buf_printf(t->out, "  {%s}", mention_kind_names[mention->kind]);
        for (uint16_t p = 0; mention && p < mention->parties.n; p++)
            buf_printf(t->out, " %s", lex_party_code(lang_lexicon(t->doc->lang), mention->parties.id[p]));
        if (b->key && *b->key) buf_printf(t->out, "  <%s>", b->key);
        buf_addc(t->out, '\n');
    }
}

static void on_match(const RuleMatch *m, void *ctx)
{
    Trace *t = ctx;
    if (t->found || m->rule != t->rule || t->doc->toks[m->pivot].span.start != t->trigger.start) return;
    t->found = true;
    buf_adds(t->out, "    matched    ");
    put_words(t->out, t->doc, m->tok, m->tok_end);
    buf_adds(t->out, "\n    pivot      ");
    put_words(t->out, t->doc, m->pivot, m->pivot_end);
    buf_addc(t->out, '\n');
    put_roles(t, m);
}

static uint32_t depth(const Doc *doc, const Tree *tree, uint32_t w)
{
    uint32_t n = 0, size = tree->word_end - tree->word;
    for (; doc->words[w].head != w && n < size; w = doc->words[w].head) n++;
    return n;
}

/* The words in their order, each as far in as it stands below the root, with its label and class. */
static void put_tree(Buf *out, const Doc *doc, const Tree *tree)
{
    buf_adds(out, "    tree\n");
    for (uint32_t i = tree->word; i < tree->word_end; i++) {
        const Word *w = &doc->words[i];
        buf_printf(out, "      %*s", (int)(2 * depth(doc, tree, i)), "");
        put_bytes(out, doc, w->span.start, w->span.end);
        buf_printf(out, "  %s", model_dep(doc->model, w->dep));
        if (w->tag != WORD_NONE) buf_printf(out, " %s", model_upos(doc->model, w->tag));
        buf_addc(out, '\n');
    }
}

static void put_trees(Buf *out, const Doc *doc, Span quote)
{
    for (uint32_t t = 0; t < doc->n_trees; t++) {
        const Tree *tree = &doc->trees[t];
        const Word *first = &doc->words[tree->word], *last = &doc->words[tree->word_end - 1];
        if (first->span.start < quote.end && quote.start < last->span.end && doc->model &&
            first->dep != WORD_NONE)
            put_tree(out, doc, tree);
    }
}

int trace_claim(Buf *out, const RegSource *source, const char *text, const Lexicon *lex, Err *err)
{
    const Lang *lang = source->lang ? lexicon_by_code(lex, source->lang) : NULL;
    const char *id = source->claim.rule ? source->claim.rule : "none";
    const Rule *rule = lang && lang_rules(lang) ? rules_find(lang_rules(lang), id) : NULL;
    if (!rule || !text) {
        buf_printf(out, "%s, not in these language packs\n", id);
        return 0;
    }
    buf_printf(out, "%s, %s:%d\n", id, rule->file, rule->line);
    Doc *doc = stored_doc(source, text, lang);
    int rc = pipeline_range(doc, lex, STAGE_SEGMENT, STAGE_EXTRACT, err);
    Trace t = {.out = out, .doc = doc, .rule = rule, .trigger = source->claim.trigger};
    for (uint32_t s = 0; rc == 0 && s < doc->n_sents; s++)
        if (doc->sents[s].span.start <= t.trigger.start && t.trigger.start < doc->sents[s].span.end)
            match_sentence(doc->match, doc, s, false, on_match, &t);
    if (rc == 0 && !t.found)
        buf_adds(out,
                 "    does not match here any more: the packs have changed since the article was read\n");
    if (rc == 0) put_trees(out, doc, source->claim.span);
    doc_free(doc);
    return rc;
}
