/* SPDX-License-Identifier: BSD-2-Clause */
/* map_layout.h - place the bars, their columns and the marks of findings */
#ifndef CLI_MAP_MAP_LAYOUT_H
#define CLI_MAP_MAP_LAYOUT_H

#include "cmd/map/map.h"

#define MAP_MARGIN 28.0
#define MAP_TOP    124.0
#define MAP_AXIS   88.0

extern const double map_widths[MAP_COLUMNS];

/* The area of the page for the bars. */
struct map_frame {
	double top, right, bottom;
};

/* Set the places of all bars, and the frame around them. */
void map_lay_out(struct map *map, struct map_frame *frame);

double map_column_x(const struct map_bar *bar, enum map_column column);
double map_right_of(const struct map_bar *bar);

struct map_span {
	double top, bottom;
};

struct map_span map_span_of(const struct map_bar *bar, const struct gopx_node *node);

/* A height that is large enough to be seen. */
struct map_span map_mark_of(const struct map_bar *bar, const struct gopx_node *node);

double map_middle(struct map_span s);

/* The point at the mark of a driver or table at which the line to its card starts. */
struct map_end {
	bool there;
	double x, y;
};

struct map_end map_end_of(const struct map *map, const struct gopx_node *node);

#endif /* CLI_MAP_MAP_LAYOUT_H */
