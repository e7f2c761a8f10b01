/* style.h: what the text formats share: width, colours, the naming of a source. */
#ifndef CHANCERY_VIEW_STYLE_H
#define CHANCERY_VIEW_STYLE_H

#include "view/view.h"

typedef enum StyleMark { STYLE_BOLD, STYLE_DIM, STYLE_WARN } StyleMark;

int style_width(const ViewStyle *style);
void style_on(Buf *out, const ViewStyle *style, StyleMark mark); /* nothing without colour */
void style_off(Buf *out, const ViewStyle *style);

/* "The Outlet, 8 June 2021"; what is unknown is said to be so. Not escaped. */
void style_source(Buf *out, const RegSource *s);

#endif
