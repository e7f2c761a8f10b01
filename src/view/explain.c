/* explain.c: where facts come from and where their sources differ, as text. See view.h. */
#include <string.h>

#include "view/escape.h"
#include "view/phrase.h"
#include "view/style.h"
#include "view/view.h"
#include "view/when.h"

enum { LABEL = 11 };

static void put_label(Buf *out, const ViewStyle *style, int indent, const char *label)
{
    buf_printf(out, "%*s", indent, "");
    style_on(out, style, STYLE_DIM);
    buf_printf(out, "%-*s", LABEL, label);
    style_off(out, style);
}

/* "  label   text", the text wrapped under itself. */
static void put_field(Buf *out, const ViewStyle *style, int indent, const char *label, const char *text)
{
    if (!text || !*text) return;
    put_label(out, style, indent, label);
    escape_wrap(out, text, indent + LABEL, indent + LABEL, style_width(style));
    buf_addc(out, '\n');
}

/* The same on one line however long: what people copy from here. */
static void put_raw(Buf *out, const ViewStyle *style, int indent, const char *label, const char *text)
{
    if (!text || !*text) return;
    put_label(out, style, indent, label);
    escape_plain(out, text);
    buf_addc(out, '\n');
}

static void put_fact(Buf *out, const RegFact *rf, const ViewStyle *style)
{
    Buf text = {0};
    const char *status = phrase_status(&rf->fact), *date = phrase_date(&rf->fact);
    style_on(out, style, STYLE_BOLD);
    buf_printf(out, "%s", rf->id);
    style_off(out, style);
    buf_adds(out, "  ");
    when_words(&text, date);
    buf_adds(&text, date ? ": " : "No date: ");
    if (status) buf_printf(&text, "[%s] ", status);
    phrase_fact(&text, &rf->fact, &style->names);
    escape_wrap(out, buf_str(&text), FACT_ID_LEN + 2, 2, style_width(style));
    buf_addc(out, '\n');
    buf_free(&text);
}

static void put_quote(Buf *out, const RegSource *s, const ViewStyle *style, int indent)
{
    Buf text = {0};
    buf_printf(&text, "“%s”", s->claim.quote ? s->claim.quote : "");
    put_field(out, style, indent, "quote", buf_str(&text));
    buf_free(&text);
}

static void put_conflicts(Buf *out, const RegFact *rf, const ViewStyle *style)
{
    for (size_t i = 0; i < rf->n_conflicts; i++) {
        const RegConflict *c = &rf->conflicts[i];
        style_on(out, style, STYLE_WARN);
        buf_printf(out, "  Sources differ on the %s:\n", c->field);
        style_off(out, style);
        for (size_t k = 0; k < c->n; k++) {
            Buf value = {0};
            phrase_candidate(&value, c, &c->items[k], rf);
            put_field(out, style, 4, "says", buf_str(&value));
            buf_free(&value);
            for (size_t j = 0; j < c->items[k].n; j++) {
                const RegSource *s = &rf->sources[c->items[k].sources[j]];
                Buf source = {0};
                style_source(&source, s);
                put_field(out, style, 6, "source", buf_str(&source));
                put_quote(out, s, style, 6);
                buf_free(&source);
            }
        }
    }
}

void view_conflicts(Buf *out, const RegFacts *facts, const ViewStyle *style)
{
    for (size_t i = 0; i < facts->n; i++) {
        if (!facts->items[i].n_conflicts) continue;
        if (out->len) buf_addc(out, '\n');
        put_fact(out, &facts->items[i], style);
        put_conflicts(out, &facts->items[i], style);
    }
}

static void put_source(Buf *out, const RegSource *s, size_t number, const ViewStyle *style)
{
    Buf text = {0};
    buf_printf(out, "\n  Source %zu: ", number);
    style_source(&text, s);
    escape_wrap(out, buf_str(&text), 14, 4, style_width(style));
    buf_addc(out, '\n');
    put_field(out, style, 4, "title", s->article_title);
    put_raw(out, style, 4, "url", s->url);
    put_raw(out, style, 4, "article", s->article);
    put_field(out, style, 4, "language", s->lang);
    put_field(out, style, 4, "before", s->before);
    put_quote(out, s, style, 4);
    put_field(out, style, 4, "after", s->after);
    put_field(out, style, 4, "rule", s->claim.rule);
    size_t n;
    const char *words = fact_trigger(&s->claim, &n);
    buf_clear(&text);
    if (words) buf_add(&text, words, n);
    put_field(out, style, 4, "turns on", buf_str(&text));
    buf_clear(&text);
    buf_printf(&text, "%u-%u", s->claim.span.start, s->claim.span.end);
    put_field(out, style, 4, "bytes", buf_str(&text));
    put_field(out, style, 4, "speaker", s->claim.speaker);
    put_field(out, style, 4, "claim", s->claim_id);
    buf_clear(&text);
    fact_to_json(&text, &s->claim, false);
    put_raw(out, style, 4, "fields", buf_str(&text));
    buf_free(&text);
}

void view_explain(Buf *out, const RegFact *fact, const ViewStyle *style)
{
    put_fact(out, fact, style);
    put_conflicts(out, fact, style);
    for (size_t i = 0; i < fact->n_sources; i++) put_source(out, &fact->sources[i], i + 1, style);
}
