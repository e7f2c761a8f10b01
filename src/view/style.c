/* style.c: see style.h. */
#include "view/style.h"

#include "view/when.h"

int style_width(const ViewStyle *style)
{
    if (style->width == 0) return 80;
    return style->width < 40 ? 40 : style->width;
}

void style_on(Buf *out, const ViewStyle *style, StyleMark mark)
{
    static const char *const codes[] = {"\033[1m", "\033[2m", "\033[33m"};
    if (style->colour) buf_adds(out, codes[mark]);
}

void style_off(Buf *out, const ViewStyle *style)
{
    if (style->colour) buf_adds(out, "\033[0m");
}

void style_source(Buf *out, const RegSource *s)
{
    buf_adds(out, s->outlet ? s->outlet : s->article ? s->article : "unnamed source");
    buf_adds(out, ", ");
    if (s->published) when_words(out, s->published);
    else buf_adds(out, "undated");
}
