/* cmd_dump.c: what each stage makes of a document, one JSON object a line, or CoNLL-U from `words` to `ner`;
 * the forms are a contract (docs).
 */
#include "app/conllu.h"
#include "app/jsonl.h"
#include "app/run.h"

#include <math.h>
#include <string.h>

typedef struct Dump {
    void (*form)(json_t *out, const Doc *doc, const Lexicon *lex); /* NULL: CoNLL-U */
    const PoolTask *task;
    size_t failed;
} Dump;

static void put(json_t *o, const char *key, const char *value)
{
    json_object_set_new(o, key, jsonl_str(value));
}
static json_t *integer(uint32_t v)
{
    return json_integer((json_int_t)v);
}

static void form_read(json_t *o, const Doc *doc, const Lexicon *lex)
{
    (void)lex;
    put(o, "url", doc->url);
    put(o, "title", doc->title);
    put(o, "lang", doc->lang_hint);
    put(o, "published", doc->published_hint);
    json_object_set_new(o, "bytes", json_integer((json_int_t)doc->source_bytes));
}

static void form_clean(json_t *o, const Doc *doc, const Lexicon *lex)
{
    (void)lex;
    put(o, "title", doc->clean_title);
    put(o, "published", doc->published);
    put(o, "published_from", doc->published_from);
    put(o, "updated", doc->updated);
    put(o, "outlet", doc->outlet);
    put(o, "author", doc->author);
    json_object_set_new(o, "text", jsonl_text(doc->text ? doc->text : "", doc->text_len));
}

static void form_langid(json_t *o, const Doc *doc, const Lexicon *lex)
{
    (void)lex;
    put(o, "lang", doc->lang_code);
    json_object_set_new(o, "confidence", jsonl_number(doc->lang_confidence));
}

static void form_segment(json_t *o, const Doc *doc, const Lexicon *lex)
{
    (void)lex;
    json_t *sents = json_array();
    for (uint32_t i = 0; i < doc->n_sents; i++) {
        const Sentence *s = &doc->sents[i];
        json_t *toks = json_array(), *one = json_object();
        for (uint32_t t = s->tok; t < s->tok_end; t++) {
            json_t *span = json_array();
            json_array_append_new(span, integer(doc->toks[t].span.start));
            json_array_append_new(span, integer(doc->toks[t].span.end));
            json_array_append_new(toks, span);
        }
        json_object_set_new(one, "start", integer(s->span.start));
        json_object_set_new(one, "end", integer(s->span.end));
        json_object_set_new(one, "tokens", toks);
        json_array_append_new(sents, one);
    }
    json_object_set_new(o, "sentences", sents);
}

/* One code as a string, several as a list, none as null. */
static json_t *codes(const PartySet *p, const Lexicon *lex)
{
    if (p->n == 0) return json_null();
    if (p->n == 1) return jsonl_str(lex_party_code(lex, p->id[0]));
    json_t *out = json_array();
    for (uint16_t i = 0; i < p->n; i++) json_array_append_new(out, jsonl_str(lex_party_code(lex, p->id[i])));
    return out;
}

static json_t *measured(const Mention *m, const char *unit)
{
    json_t *out = json_object();
    json_object_set_new(out, "value", jsonl_number(m->number));
    put(out, "unit", unit);
    return out;
}

static json_t *mention_value(const Mention *m, const Lexicon *lex)
{
    switch (m->kind) {
    case M_PARTY:
    case M_ACTOR:
    case M_GROUP:
    case M_PRONOUN: return codes(&m->parties, lex);
    case M_PERSON:
    case M_BODY:
    case M_PLACE: return jsonl_str(m->name);
    case M_POST: return jsonl_str(m->post);
    case M_DATE:
    case M_AGREEMENT: return jsonl_str(m->value);
    case M_AMOUNT:
    case M_QUANTITY:
    case M_DURATION: return measured(m, m->value);
    case M_PERCENT: return measured(m, "%");
    case M_NUMBER: return jsonl_number(m->number);
    case M_KINDS: break;
    }
    return json_null();
}

static void mentions(json_t *o, const Doc *doc, const Lexicon *lex, bool with_ref)
{
    json_t *list = json_array();
    for (uint32_t i = 0; i < doc->n_mentions; i++) {
        const Mention *m = &doc->mentions[i];
        json_t *one = json_object();
        json_object_set_new(one, "kind", json_string(mention_kind_names[m->kind]));
        json_object_set_new(one, "start", integer(m->span.start));
        json_object_set_new(one, "end", integer(m->span.end));
        json_object_set_new(one, "text", jsonl_text(doc->text + m->span.start, m->span.end - m->span.start));
        json_object_set_new(one, "value", mention_value(m, lex));
        if (m->parties.n && m->kind != M_PARTY) json_object_set_new(one, "parties", codes(&m->parties, lex));
        if (m->kind == M_PERSON && m->post) put(one, "post", m->post);
        if (with_ref && m->ref >= 0) json_object_set_new(one, "ref", json_integer(m->ref));
        json_array_append_new(list, one);
    }
    json_object_set_new(o, "mentions", list);
}

static void form_mention(json_t *o, const Doc *doc, const Lexicon *lex)
{
    mentions(o, doc, lex, false);
}
static void form_resolve(json_t *o, const Doc *doc, const Lexicon *lex)
{
    mentions(o, doc, lex, true);
}

static void form_extract(json_t *o, const Doc *doc, const Lexicon *lex)
{
    (void)lex;
    json_t *list = json_array();
    Buf b = {0};
    for (uint32_t i = 0; i < doc->n_claims; i++) {
        buf_clear(&b);
        fact_to_json(&b, &doc->claims[i], true);
        json_t *one = json_loadb(buf_str(&b), b.len, 0, NULL);
        if (one) json_array_append_new(list, one);
    }
    buf_free(&b);
    json_object_set_new(o, "claims", list);
}

static const struct {
    const char *name;
    Stage last;
    void (*form)(json_t *out, const Doc *doc, const Lexicon *lex);
} stages[] = {
    {"read", STAGE_READ, form_read},
    {"clean", STAGE_CLEAN, form_clean},
    {"langid", STAGE_LANGID, form_langid},
    {"segment", STAGE_SEGMENT, form_segment},
    {"words", STAGE_WORDS, NULL},
    {"tag", STAGE_TAG, NULL},
    {"parse", STAGE_NER, NULL}, /* all that the encoder gives */
    {"ner", STAGE_NER, NULL},
    {"mention", STAGE_MENTION, form_mention},
    {"resolve", STAGE_RESOLVE, form_resolve},
    {"extract", STAGE_EXTRACT, form_extract},
};

static int take(void *ctx, const PoolResult *r, Err *err)
{
    (void)err;
    Dump *d = ctx;
    if (r->err.code) {
        d->failed++;
        app_fail(APP_PARTIAL, "%s", r->err.msg);
        return 0;
    }
    if (!d->form && !r->doc->lang)
        app_fail(0, "%s: no language pack fits, so there are no words; say which by --lang CODE", r->doc->id);
    if (!d->form) {
        Buf out = {0};
        conllu_write(&out, r->doc);
        app_write(&out);
        buf_free(&out);
        return 0;
    }
    json_t *o = json_object();
    put(o, "doc", r->doc->id);
    d->form(o, r->doc, d->task->lex);
    jsonl_write(o);
    return 0;
}

int cmd_dump(int argc, char **argv)
{
    static const struct option options[] = {{"stage", required_argument, NULL, 's'}, RUN_OPTIONS, {0}};
    const char *name = NULL;
    Run run;
    run_init(&run, "dump", 1);
    int o;
    while ((o = getopt_long(argc, argv, ":j:h", options, NULL)) != -1) {
        int left = -1;
        if (o == 's') name = optarg;
        else left = run_option(&run, o, argv);
        if (left >= 0) return left;
    }
    size_t stage = 0, n_stages = sizeof stages / sizeof *stages;
    if (!name) return app_fail(APP_USAGE, "dump: --stage is missing; see chancery dump --help");
    while (stage < n_stages && strcmp(stages[stage].name, name) != 0) stage++;
    if (stage == n_stages) return app_fail(APP_USAGE, "dump: no stage '%s'; see chancery dump --help", name);
    Stage last = stages[stage].last;
    if (run.scope < 0) run.scope = last >= STAGE_WORDS && last <= STAGE_NER ? PARSE_ALL : PARSE_USED;
    Dump d = {.form = stages[stage].form, .task = &run.task};
    run.task.last = last;
    run.task.take = take;
    run.task.take_ctx = &d;
    int status = run_documents(&run, argc, argv);
    return status == APP_OK && d.failed ? APP_PARTIAL : status;
}
