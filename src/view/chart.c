/* chart.c: the trade figures of a brief as an inline SVG: one bar a figure, grouped by period, oldest first.
 *
 * Directions are told apart by label and by fill (solid, stripes, dots), not by colour. A bar is as thick as
 * its period is long: nine months give three quarters of a full year's bar. Targets are outlines.
 */
#include <math.h>
#include <string.h>

#include "view/brief.h"
#include "view/escape.h"
#include "view/phrase.h"
#include "view/when.h"

enum {
    WIDTH = 500,
    BAR_X = 176, /* labels stand left of it */
    BAR_W = 156, /* values stand right of it */
    ROW = 20,
    HEAD = 24,
    BAR_H = 14, /* of a year or more */
    LABEL_MAX = 25,
};

typedef struct Scale {
    double top, step, unit;
    const char *unit_name;
} Scale;

static Scale scale_for(const Brief *b)
{
    double max = 0;
    for (size_t i = 0; i < b->n_trade; i++)
        if (b->trade[i]->value > max) max = b->trade[i]->value;
    double power = pow(10, floor(log10(max)));
    static const double steps[] = {0.2, 0.25, 0.5, 1, 2, 2.5, 5};
    Scale s = {.step = power * 5, .unit = 1, .unit_name = ""};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        if (ceil(max / (power * steps[i]) - 1e-9) > 4) continue;
        s.step = power * steps[i];
        break;
    }
    s.top = s.step * ceil(max / s.step - 1e-9);
    if (s.top >= 1e9) s = (Scale){s.top, s.step, 1e9, " billion"};
    else if (s.top >= 1e6) s = (Scale){s.top, s.step, 1e6, " million"};
    return s;
}

static void text(Buf *out, const char *cls, const char *anchor, double x, double y, const char *words)
{
    buf_printf(out, "<text class=\"%s\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">", cls, anchor, (int)x, (int)y);
    escape_html(out, words);
    buf_adds(out, "</text>");
}

static void bar_label(Buf *out, const Brief *b, const Fact *f)
{
    for (int codes = 0; codes < 2; codes++) {
        buf_clear(out);
        buf_adds(out, phrase_measure_name(f));
        if (f->from.n || f->to.n) buf_addc(out, ' ');
        phrase_way(out, f, b->names, codes == 1);
        if (escape_width(buf_str(out), out->len) <= LABEL_MAX) return;
    }
}

static const char *fill_of(const Brief *b, const Fact *f)
{
    if (f->target) return "none";
    if (strlist_has(&f->from, b->a) || strlist_has(&f->to, b->b)) return "url(#stripes)";
    if (f->from.n || f->to.n) return "url(#dots)";
    return "currentColor";
}

static int months_of(const Fact *f)
{
    When w;
    return when_bounds(f->period, &w) ? when_months(&w) : 0;
}

static void bar_value(Buf *out, const Brief *b, size_t i)
{
    const Fact *f = b->trade[i];
    if (f->target) buf_adds(out, "target ");
    if (f->approx) buf_adds(out, "≈ ");
    phrase_amount(out, f->value, f->unit);
    if (b->disputed[i]) buf_adds(out, " †");
}

static void bar(Buf *out, const Brief *b, size_t i, const Scale *s, int y)
{
    const Fact *f = b->trade[i];
    Buf label = {0}, value = {0};
    int months = months_of(f), height = months > 0 && months < 12 ? (BAR_H * months + 11) / 12 : BAR_H;
    if (height < 3) height = 3;
    int w = (int)lround(BAR_W * f->value / s->top);
    if (w < 1) w = 1;
    bar_label(&label, b, f);
    bar_value(&value, b, i);
    text(out, "lab", "end", BAR_X - 8, y + 14, buf_str(&label));
    buf_printf(out, "<rect class=\"bar%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>",
               f->target ? " target" : "", BAR_X, y + 10 - height / 2, w, height, fill_of(b, f));
    text(out, "val", "start", BAR_X + w + 6, y + 14, buf_str(&value));
    buf_adds(out, "\n");
    buf_free(&label);
    buf_free(&value);
}

static bool same_period(const Brief *b, size_t i)
{
    return i > 0 && strcmp(b->trade[i]->period, b->trade[i - 1]->period) == 0;
}

static void period_head(Buf *out, const Fact *f, int y)
{
    Buf words = {0};
    int months = months_of(f);
    when_words(&words, f->period);
    if (months > 0 && months < 12)
        buf_printf(&words, " (part year: %d month%s)", months, months == 1 ? "" : "s");
    if (months > 12) buf_printf(&words, " (%d months)", months);
    text(out, "per", "start", 0, y + 17, buf_str(&words));
    buf_adds(out, "\n");
    buf_free(&words);
}

static void axis(Buf *out, const Brief *b, const Scale *s, int bottom)
{
    for (double v = 0; v <= s->top * 1.001; v += s->step) {
        int x = BAR_X + (int)lround(BAR_W * v / s->top);
        Buf tick = {0};
        phrase_number(&tick, v / s->unit);
        buf_printf(out, "<path class=\"grid\" d=\"M%d 4V%d\"/>", x, bottom + 4);
        text(out, "tick", "middle", x, bottom + 18, buf_str(&tick));
        buf_free(&tick);
    }
    Buf unit = {0};
    buf_printf(&unit, "%s%s", strcmp(b->currency, "USD") == 0 ? "US$" : b->currency, s->unit_name);
    text(out, "tick", "end", BAR_X - 14, bottom + 18, buf_str(&unit));
    buf_adds(out, "\n");
    buf_free(&unit);
}

static void description(Buf *out, const Brief *b)
{
    for (size_t i = 0; i < b->n_trade; i++) {
        Buf words = {0};
        when_words(&words, b->trade[i]->period);
        buf_adds(&words, ": ");
        phrase_measure(&words, b->trade[i], b->names);
        buf_adds(&words, ", ");
        phrase_value(&words, b->trade[i]);
        buf_adds(&words, b->disputed[i] ? " (sources differ). " : ". ");
        escape_html(out, buf_str(&words));
        buf_free(&words);
    }
}

void chart_svg(Buf *out, const Brief *b)
{
    Scale s = scale_for(b);
    int height = 0;
    for (size_t i = 0; i < b->n_trade; i++) height += ROW + (same_period(b, i) ? 0 : HEAD);
    buf_printf(out, "<svg role=\"img\" aria-labelledby=\"chart-title chart-desc\" viewBox=\"0 0 %d %d\">\n",
               WIDTH, height + 28);
    buf_adds(out, "<title id=\"chart-title\">Trade figures by period, ");
    escape_html(out, b->a_name);
    buf_adds(out, " and ");
    escape_html(out, b->b_name);
    buf_adds(out, "</title>\n<desc id=\"chart-desc\">");
    description(out, b);
    buf_adds(out, "</desc>\n<defs>"
                  "<pattern id=\"stripes\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
                  "patternTransform=\"rotate(45)\"><path d=\"M1.5 0V6\" stroke=\"currentColor\" "
                  "stroke-width=\"3\"/></pattern>"
                  "<pattern id=\"dots\" width=\"5\" height=\"5\" patternUnits=\"userSpaceOnUse\">"
                  "<circle cx=\"2.5\" cy=\"2.5\" r=\"1.3\" fill=\"currentColor\"/></pattern></defs>\n");
    axis(out, b, &s, height);
    int y = 0;
    for (size_t i = 0; i < b->n_trade; i++) {
        if (!same_period(b, i)) {
            period_head(out, b->trade[i], y);
            y += HEAD;
        }
        bar(out, b, i, &s, y);
        y += ROW;
    }
    buf_adds(out, "</svg>\n");
}
