/* examples.c: see examples.h. An example is one paragraph in the pack's language: cleaning and language
 * identification are passed by, so that a sentence alone can be tried. */
#include "app/examples.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "lex/rules.h"
#include "pipeline.h"

static Doc *example_doc(const Lang *lang, const Rule *rule, const RuleExample *ex)
{
    Doc *doc = doc_new();
    doc->id = "example";
    doc->text = arena_printf(doc->arena, "%s\n", ex->text);
    doc->text_len = (uint32_t)strlen(doc->text);
    doc->paras = ARENA_NEW(doc->arena, Para);
    doc->paras[0] = (Para){{0, doc->text_len - 1}, PARA_BODY};
    doc->n_paras = 1;
    doc->published = ex->published;
    doc->published_from = ex->published ? "input" : NULL;
    doc->lang_code = lang_code(lang);
    doc->lang_confidence = 1;
    doc->lang = lang;
    doc->all_actors = rule->domestic;
    return doc;
}

/* ---- is what was wanted in what came? ---- */

static bool value_holds(const json_t *want, const json_t *got);

/* Objects (people, items): the members that are named. */
static bool object_holds(const json_t *want, const json_t *got)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)(uintptr_t)want, key, value)
    {
        if (!value_holds(value, json_object_get(got, key))) return false;
    }
    return true;
}

static bool list_holds(const json_t *want, const json_t *got)
{
    size_t n = json_array_size(want);
    if (json_array_size(got) != n) return false;
    for (size_t i = 0; i < n; i++) {
        size_t j = 0;
        while (j < n && !value_holds(json_array_get(want, i), json_array_get(got, j))) j++;
        if (j == n) return false;
    }
    return true;
}

static bool is_empty(const json_t *v)
{
    return !v || json_is_null(v) || (json_is_array(v) && !json_array_size(v)) || json_is_false(v);
}

static bool value_holds(const json_t *want, const json_t *got)
{
    if (is_empty(want) || is_empty(got)) return is_empty(want) && is_empty(got);
    if (json_is_array(want)) return json_is_array(got) && list_holds(want, got);
    if (json_is_object(want)) return json_is_object(got) && object_holds(want, got);
    if (json_is_number(want))
        return json_is_number(got) &&
               fabs(json_number_value(want) - json_number_value(got)) <= 1e-9 * fabs(json_number_value(want));
    return json_equal(want, got);
}

static json_t *fact_json(const Fact *f)
{
    Buf b = {0};
    fact_to_json(&b, f, false);
    json_t *o = json_loadb(buf_str(&b), b.len, 0, NULL);
    buf_free(&b);
    return o;
}

static bool any_holds(const json_t *want, const Fact *facts, uint32_t n)
{
    bool found = false;
    for (uint32_t i = 0; !found && i < n; i++) {
        json_t *got = fact_json(&facts[i]);
        found = object_holds(want, got);
        json_decref(got);
    }
    return found;
}

static bool date_comes(const Doc *doc, const char *edtf)
{
    for (uint32_t i = 0; i < doc->n_mentions; i++)
        if (doc->mentions[i].kind == M_DATE && doc->mentions[i].value &&
            strcmp(doc->mentions[i].value, edtf) == 0)
            return true;
    return false;
}

static bool gives_holds(const Doc *doc, const char *gives)
{
    if (*gives != '{') return date_comes(doc, gives);
    json_t *want = json_loads(gives, 0, NULL); /* the loader has parsed it before */
    bool holds = any_holds(want, doc->facts, doc->n_facts) || any_holds(want, doc->claims, doc->n_claims);
    json_decref(want);
    return holds;
}

/* Did the rule itself match? A date rule shows by its dates. */
static bool rule_spoke(const Doc *doc, const Rule *rule)
{
    for (uint32_t i = 0; i < doc->n_claims; i++)
        if (doc->claims[i].rule && strcmp(doc->claims[i].rule, rule->id) == 0) return true;
    for (uint32_t i = 0; rule->date.op && i < doc->n_mentions; i++)
        if (doc->mentions[i].kind == M_DATE) return true;
    return false;
}

/* ---- what came, for the reader of the message ---- */

static void show_result(Buf *out, const Doc *doc, const Rule *rule)
{
    size_t before = out->len;
    if (rule->date.op) {
        for (uint32_t i = 0; i < doc->n_mentions; i++)
            if (doc->mentions[i].kind == M_DATE)
                buf_printf(out, "    came: %s\n",
                           doc->mentions[i].value ? doc->mentions[i].value : "a date without value");
    } else {
        for (uint32_t i = 0; i < doc->n_claims; i++) {
            Fact f = doc->claims[i];
            f.quote = NULL;
            buf_adds(out, "    came: ");
            fact_to_json(out, &f, false);
            buf_addc(out, '\n');
        }
    }
    if (out->len == before) buf_adds(out, "    came: nothing\n");
}

static bool check_one(const Lexicon *lex, const Lang *lang, const Rule *rule, const RuleExample *ex, Buf *out)
{
    Doc *doc = example_doc(lang, rule, ex);
    Err err = {0};
    bool good = true;
    if (pipeline_range(doc, lex, STAGE_SEGMENT, STAGE_ALL, &err)) {
        buf_printf(out, "%s:%d: rule %s: %s\n", rule->file, ex->line, rule->id, err.msg);
        good = false;
    }
    if (good && ex->nothing && rule_spoke(doc, rule)) {
        buf_printf(out, "%s:%d: rule %s must not match: %s\n", rule->file, ex->line, rule->id, ex->text);
        good = false;
    }
    bool named = false;
    for (size_t i = 0; !err.code && i < ex->n_gives; i++) {
        if (gives_holds(doc, ex->gives[i])) continue;
        if (!named) buf_printf(out, "%s:%d: rule %s: %s\n", rule->file, ex->line, rule->id, ex->text);
        named = true;
        buf_printf(out, "    lacks: %s\n", ex->gives[i]);
        good = false;
    }
    if (!good && !err.code) show_result(out, doc, rule);
    doc_free(doc);
    return good;
}

size_t examples_check(const Lexicon *lex, const Lang *lang, Buf *faults, size_t *n)
{
    const RuleSet *set = lang_rules(lang);
    size_t bad = 0;
    *n = 0;
    for (size_t i = 0; set && i < rules_count(set); i++) {
        const Rule *rule = rules_at(set, i);
        for (size_t k = 0; k < rule->n_examples; k++, ++*n)
            bad += !check_one(lex, lang, rule, &rule->examples[k], faults);
    }
    return bad;
}
