/* SPDX-License-Identifier: BSD-2-Clause */
/* map_layout.c - place the bars, their columns and the marks of findings */
#include "cmd/map/map_layout.h"

#define HEIGHT  760.0
#define WEDGE   64.0
#define COLUMN  3.0  /* between columns */
#define STACK   44.0 /* between bars of one level */
#define LEAST_H 120.0
#define MARK    6.0

const double map_widths[MAP_COLUMNS] = { 128, 152, 170 };

/*
 * The bar of unpacked data needs no column of volumes if it has a single volume, because
 * the files of that volume show the same range.
 */
static bool has_volumes(const struct map_bar *bar)
{
	return map_count_volumes(bar) > (bar->level ? 1 : 0);
}

static void set_widths(struct map_bar *bar)
{
	bar->widths[MAP_REGIONS] = bar->columns[MAP_REGIONS].count
				       ? map_widths[MAP_REGIONS] + COLUMN
				       : 0;
	bar->widths[MAP_VOLUMES] = has_volumes(bar) ? map_widths[MAP_VOLUMES] + COLUMN
						    : 0;
	bar->widths[MAP_FILES] = map_widths[MAP_FILES];
}

double map_column_x(const struct map_bar *bar, enum map_column column)
{
	double x = bar->x;

	for (size_t c = 0; c < column; c++)
		x += bar->widths[c];
	return x;
}

double map_right_of(const struct map_bar *bar)
{
	return map_column_x(bar, MAP_FILES) + bar->widths[MAP_FILES];
}

struct map_span map_span_of(const struct map_bar *bar, const struct gopx_node *node)
{
	uint64_t start = gopx_node_offset(node);

	return (struct map_span){ map_scale_y(&bar->scale, start),
				  map_scale_y(&bar->scale,
					      start + gopx_node_bytes(node).size) };
}

double map_middle(struct map_span s)
{
	return (s.top + s.bottom) / 2;
}

/*
 * Get the bars of a level, in the order of their owners' places.  Returns their number.
 */
static size_t bars_of(struct map *map, size_t level, struct map_bar *out[MAP_BARS])
{
	size_t count = 0;

	for (size_t i = 0; i < map->count; i++) {
		struct map_bar *bar = &map->bars[i];
		size_t at = count;

		if (bar->level != level)
			continue;
		if (bar->outer)
			bar->y = map_middle(map_span_of(bar->outer, bar->owner));
		for (; at > 0 && out[at - 1]->y > bar->y; at--)
			out[at] = out[at - 1];
		out[at] = bar;
		count++;
	}
	return count;
}

/* Divide the height among the bars by their content, then lay out each bar. */
static void stack_bars(const struct map *map, struct map_bar *const *bars, size_t count,
		       double height)
{
	double free = height - STACK * (double)(count - 1) - LEAST_H * (double)count;
	double bytes = 0, y = MAP_TOP;

	for (size_t i = 0; i < count; i++) {
		set_widths(bars[i]);
		bytes += (double)bars[i]->size;
	}
	for (size_t i = 0; i < count; i++) {
		double share = free > 0 ? free * (double)bars[i]->size / bytes : 0;

		bars[i]->y = y;
		map_scale_make(map, bars[i], LEAST_H + share);
		y += bars[i]->h + STACK;
	}
}

void map_lay_out(struct map *map, struct map_frame *frame)
{
	struct map_bar *bars[MAP_BARS];
	double x = MAP_MARGIN + MAP_AXIS;
	double height = HEIGHT;
	size_t count;

	for (size_t level = 0; (count = bars_of(map, level, bars)); level++) {
		double right = x;

		stack_bars(map, bars, count, height);
		for (size_t i = 0; i < count; i++) {
			bars[i]->x = x;
			right = right > map_right_of(bars[i]) ? right
							      : map_right_of(bars[i]);
			if (frame->bottom < bars[i]->y + bars[i]->h)
				frame->bottom = bars[i]->y + bars[i]->h;
		}
		height = frame->bottom - MAP_TOP;
		frame->right = right;
		x = right + WEDGE;
	}
}

struct map_span map_mark_of(const struct map_bar *bar, const struct gopx_node *node)
{
	struct map_span s = map_span_of(bar, node);

	if (s.bottom - s.top < MARK) {
		double centre = map_middle(s);

		s = (struct map_span){ centre - MARK / 2, centre + MARK / 2 };
	}
	return s;
}

struct map_end map_end_of(const struct map *map, const struct gopx_node *node)
{
	const struct map_bar *bar = map_bar_of(map, node);

	if (!bar)
		return (struct map_end){ .there = false };
	return (struct map_end){ true, map_right_of(bar) + 2,
				 map_middle(map_mark_of(bar, node)) };
}
