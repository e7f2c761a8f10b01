/* table.c: facts as a table for people: on a terminal and in Markdown. See view.h. */
#include <string.h>

#include "view/escape.h"
#include "view/phrase.h"
#include "view/style.h"
#include "view/view.h"
#include "view/when.h"

enum { COL_ID = 8, COL_KIND = 9, COL_DATE_MAX = 24, COL_FACT_MIN = 20 };

int view_format_from(const char *name)
{
    static const struct {
        const char *name;
        ViewFormat format;
    } known[] = {{"text", VIEW_TEXT}, {"table", VIEW_TEXT}, {"md", VIEW_MD},       {"markdown", VIEW_MD},
                 {"html", VIEW_HTML}, {"csv", VIEW_CSV},    {"jsonl", VIEW_JSONL}, {"plover", VIEW_PLOVER}};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].name, name) == 0) return (int)known[i].format;
    return -1;
}

static void pad(Buf *out, int used, int width)
{
    for (; used < width; used++) buf_addc(out, ' ');
}

static void put_when(Buf *out, const Fact *f)
{
    const char *date = phrase_date(f);
    when_words(out, date);
    if (!date) buf_adds(out, "no date");
}

static void put_sentence(Buf *out, const RegFact *rf, const ViewStyle *style)
{
    const char *status = phrase_status(&rf->fact);
    if (status) buf_printf(out, "[%s] ", status);
    if (rf->n_conflicts) buf_adds(out, "[sources differ] ");
    phrase_fact(out, &rf->fact, &style->names);
}

void view_facts_table(Buf *out, const RegFacts *facts, const ViewStyle *style)
{
    int width = style_width(style), date_col = 4;
    for (size_t i = 0; i < facts->n; i++) {
        Buf when = {0};
        put_when(&when, &facts->items[i].fact);
        int w = escape_width(buf_str(&when), when.len);
        if (w > date_col) date_col = w;
        buf_free(&when);
    }
    if (date_col > COL_DATE_MAX) date_col = COL_DATE_MAX;
    int fact_col = width - COL_ID - COL_KIND - date_col - 3;
    if (fact_col < COL_FACT_MIN) {
        date_col -= COL_FACT_MIN - fact_col;
        fact_col = COL_FACT_MIN;
    }
    style_on(out, style, STYLE_BOLD);
    buf_adds(out, "ID");
    pad(out, 2, COL_ID + 1);
    buf_adds(out, "DATE");
    pad(out, 4, date_col + 1);
    buf_adds(out, "KIND");
    pad(out, 4, COL_KIND + 1);
    buf_adds(out, "FACT");
    style_off(out, style);
    buf_addc(out, '\n');
    for (size_t i = 0; i < facts->n; i++) {
        const RegFact *rf = &facts->items[i];
        Buf when = {0}, text = {0};
        put_when(&when, &rf->fact);
        put_sentence(&text, rf, style);
        style_on(out, style, STYLE_DIM);
        buf_printf(out, "%.*s ", COL_ID, rf->id);
        style_off(out, style);
        pad(out, escape_cut(out, buf_str(&when), date_col), date_col + 1);
        pad(out, escape_cut(out, fact_kind_names[rf->fact.kind], COL_KIND), COL_KIND + 1);
        escape_cut(out, buf_str(&text), fact_col);
        buf_addc(out, '\n');
        buf_free(&when);
        buf_free(&text);
    }
}

void view_facts_md(Buf *out, const RegFacts *facts, const ViewStyle *style)
{
    buf_adds(out, "| Date | Kind | Fact | Quote | Source | Id |\n|---|---|---|---|---|---|\n");
    for (size_t i = 0; i < facts->n; i++) {
        const RegFact *rf = &facts->items[i];
        static const RegSource none;
        const RegSource *s = rf->n_sources ? &rf->sources[0] : &none;
        Buf when = {0}, text = {0}, source = {0};
        put_when(&when, &rf->fact);
        put_sentence(&text, rf, style);
        style_source(&source, s);
        if (rf->n_sources > 1) buf_printf(&source, " and %zu more", rf->n_sources - 1);
        buf_adds(out, "| ");
        escape_md(out, buf_str(&when));
        buf_printf(out, " | %s | ", fact_kind_names[rf->fact.kind]);
        escape_md(out, buf_str(&text));
        buf_adds(out, " | ");
        escape_md(out, s->claim.quote ? s->claim.quote : rf->fact.quote ? rf->fact.quote : "");
        buf_adds(out, " | ");
        escape_md(out, buf_str(&source));
        buf_printf(out, " | `%s` |\n", rf->id);
        buf_free(&when);
        buf_free(&text);
        buf_free(&source);
    }
}

int view_facts(Buf *out, const RegFacts *facts, ViewFormat format, const ViewStyle *style, Err *err)
{
    switch (format) {
    case VIEW_TEXT: view_facts_table(out, facts, style); return 0;
    case VIEW_MD: view_facts_md(out, facts, style); return 0;
    case VIEW_CSV: view_facts_csv(out, facts); return 0;
    case VIEW_JSONL: view_facts_jsonl(out, facts); return 0;
    case VIEW_PLOVER: view_facts_plover(out, facts); return 0;
    case VIEW_HTML: break;
    }
    return err_set(err, ERR_USAGE, "facts have no HTML form; use table, md, csv, jsonl or plover");
}
