/* SPDX-License-Identifier: BSD-2-Clause */
/* map_draw.c - draw the bars of the picture, and the wedges between them */
#include "cmd/map/map.h"

#include <inttypes.h>
#include <string.h>

#include "cmd/map/map_layout.h"
#include "cmd/map/map_look.h"
#include "cmd/map/map_picture.h"
#include "show/node.h"
#include "words/svg.h"

#define PAD  7.0 /* pixels between a box and its text */
#define LINE 15.0
#define THIN 4.0

/* ---- one bar -------------------------------------------------------------------- */

static void put_tip(FILE *to, const struct gopx_node *node)
{
	struct node_title title = node_title(node);

	fputs("<title>", to);
	if (title.name || title.known) {
		svg_put(to, title.name ? title.name : title.known);
		fputs(", ", to);
	}
	svg_put(to, node_label(node, GOPX_PATH_GUIDS).text);
	fprintf(to, ", 0x%" PRIx64 ", %s</title>", gopx_node_offset(node),
		map_size(gopx_node_bytes(node).size).text);
}

/* Write name and size and, if there is room, the offset below. */
static void put_label(FILE *to, const struct gopx_node *node, const struct map_look *look,
		      struct svg_box box)
{
	struct map_text size = map_size(gopx_node_bytes(node).size);
	struct map_text offset;
	char small[8];
	bool both = box.h >= 2 * LINE + 4;
	double y = box.y + (both ? box.h / 2 - 3 : box.h / 2 + 4);
	double room = box.w - 2 * PAD;

	if (box.h < LINE - 1)
		return;
	snprintf(small, sizeof(small), "%ss", look->label);
	svg_text(to, box.x + box.w - PAD, y, SVG_END, small, size.text, room / 2);
	room -= svg_width(strlen(size.text)) + PAD;
	svg_text(to, box.x + PAD, y, SVG_START, look->label, map_name_of(node), room);
	if (!both)
		return;
	snprintf(offset.text, sizeof(offset.text), "0x%08" PRIx64,
		 gopx_node_offset(node));
	svg_text(to, box.x + PAD, y + LINE, SVG_START, small, offset.text, box.w);
}

/* A piece is shown as packed if another bar shows its unpacked data. */
static const struct map_look *look_of(const struct map *map, enum map_column column,
				      const struct gopx_node *node)
{
	if (column == MAP_REGIONS)
		return map_look_of_region(node);
	for (size_t i = 0; column == MAP_FILES && i < map->count; i++) {
		if (map->bars[i].owner && gopx_node_contains(node, map->bars[i].owner))
			return map_look_of_packed();
	}
	return column == MAP_VOLUMES ? map_look_of_volume(node) : map_look_of_file(node);
}

/* True if a mark covers the place of the piece's label. */
static bool label_is_marked(const struct map_bar *bar, struct map_span piece)
{
	double centre = map_middle(piece);

	for (size_t i = 0; i < bar->place_count; i++) {
		struct map_span mark = map_mark_of(bar, bar->places[i].node);

		if (mark.bottom > centre - LINE && mark.top < centre + LINE &&
		    mark.bottom > piece.top && mark.top < piece.bottom)
			return true;
	}
	return false;
}

static void draw_piece(FILE *to, const struct map *map, const struct map_bar *bar,
		       enum map_column column, const struct gopx_node *node)
{
	const struct map_look *look = look_of(map, column, node);
	struct map_span s = map_span_of(bar, node);
	struct svg_box box = { map_column_x(bar, column), s.top, map_widths[column],
			       s.bottom - s.top };

	/* Do not draw a piece that is too thin to see: the piece around it is visible. */
	if (box.h < 0.2)
		return;
	svg_rect_begin(to, box, look->class,
		       box.h < THIN ? SVG_LINE_THIN : SVG_LINE_NORMAL);
	put_tip(to, node);
	svg_rect_end(to);
	if (column != MAP_FILES || !label_is_marked(bar, s))
		put_label(to, node, look, box);
}

static void draw_column(FILE *to, const struct map *map, const struct map_bar *bar,
			enum map_column column)
{
	const struct map_list *list = &bar->columns[column];

	for (size_t i = 0; bar->widths[column] > 0 && i < list->count; i++)
		draw_piece(to, map, bar, column, list->items[i]);
}

static void draw_places(FILE *to, const struct map_bar *bar)
{
	double x = map_column_x(bar, MAP_FILES);

	for (size_t i = 0; i < bar->place_count; i++) {
		const struct map_place *place = &bar->places[i];
		const struct map_look *look = map_look_of_finding(place->finding);
		struct map_span s = map_mark_of(bar, place->node);
		struct svg_box box = { x - 2, s.top, map_widths[MAP_FILES] + 4,
				       s.bottom - s.top };

		svg_rect_begin(to, box, look->class, SVG_LINE_NORMAL);
		put_tip(to, place->node);
		svg_rect_end(to);
		if (box.h >= LINE - 1)
			svg_text(to, x + PAD, box.y + box.h / 2 + 4, SVG_START, "w",
				 gopx_finding_gop(place->finding) ? "GOP" : "VBT", 60);
	}
}

static void put_heading(FILE *to, const struct map_bar *bar)
{
	const char *const names[MAP_COLUMNS] = { "REGIONS", "VOLUMES",
						 map_count_volumes(bar) ? "FILES"
									: "PIECES" };
	const char *codec = bar->owner ? gopx_node_compression(bar->owner) : NULL;
	char text[160];

	if (!bar->owner) {
		for (size_t c = 0; c < MAP_COLUMNS; c++) {
			if (bar->widths[c] > 0)
				svg_text(to, map_column_x(bar, (enum map_column)c),
					 bar->y - 10, SVG_START, "head", names[c],
					 map_widths[c]);
		}
		return;
	}
	svg_text(to, bar->x, bar->y - 24, SVG_START, "head",
		 codec ? "UNPACKED" : "INSIDE", 300);
	snprintf(text, sizeof(text), "%s: %s \xe2\x86\x92 %s",
		 codec ? codec : gopx_node_type(bar->owner),
		 map_size(gopx_node_bytes(bar->owner).size).text,
		 map_size(bar->size).text);
	svg_text(to, bar->x, bar->y - 10, SVG_START, "head", text, 300);
}

static void draw_bar(FILE *to, const struct map *map, const struct map_bar *bar)
{
	double w = map_right_of(bar) - bar->x;

	put_heading(to, bar);
	svg_rect(to, (struct svg_box){ bar->x, bar->y, w, bar->h }, "bar");
	for (enum map_column c = 0; c < MAP_COLUMNS; c++)
		draw_column(to, map, bar, c);
	draw_places(to, bar);
	svg_rect(to,
		 (struct svg_box){ map_column_x(bar, MAP_FILES), bar->y,
				   map_widths[MAP_FILES], bar->h },
		 "edge");
}

/* Draw the wedge from the packed piece to the bar of its unpacked data. */
static void draw_wedge(FILE *to, const struct map_bar *bar)
{
	struct map_span s;

	if (!bar->outer)
		return;
	s = map_span_of(bar->outer, bar->owner);
	fprintf(to,
		"<path class=\"wedge\" d=\"M%.1f %.1fL%.1f %.1fV%.1fL%.1f %.1fZ\"/>\n",
		map_right_of(bar->outer), s.top, bar->x, bar->y, bar->y + bar->h,
		map_right_of(bar->outer), s.bottom);
}

/* ---- the axis -------------------------------------------------------------------- */

static void put_tick(FILE *to, double x, double y, uint64_t offset)
{
	struct map_text text;

	snprintf(text.text, sizeof(text.text), "0x%08" PRIx64, offset);
	svg_text(to, x - 12, y + 4, SVG_END, "axis", text.text, MAP_AXIS);
	fprintf(to, "<path class=\"tick\" d=\"M%.1f %.1fh6\"/>\n", x - 8, y);
}

/* Draw about twelve ticks at round offsets, with enough distance for their labels. */
static void draw_axis(FILE *to, const struct map_bar *bar)
{
	uint64_t step = 16;
	double last = bar->y;

	while (bar->size / step > 16)
		step *= 2;
	put_tick(to, bar->x, bar->y, 0);
	for (uint64_t at = step; at < bar->size; at += step) {
		double y = map_scale_y(&bar->scale, at);

		if (y < last + LINE || y > bar->y + bar->h - LINE)
			continue;
		put_tick(to, bar->x, y, at);
		last = y;
	}
	put_tick(to, bar->x, bar->y + bar->h, bar->size);
}

/* ---- all of it -------------------------------------------------------------------- */

void map_draw(struct map *map, const struct scanned *image, FILE *to)
{
	struct map_page page = { .bars.top = MAP_TOP };

	map_lay_out(map, &page.bars);
	map_page_begin(map, image, &page, to);
	for (size_t i = 0; i < map->count; i++)
		draw_wedge(to, &map->bars[i]);
	map_put_leads(&page, to);
	for (size_t i = 0; i < map->count; i++)
		draw_bar(to, map, &map->bars[i]);
	draw_axis(to, &map->bars[0]);
	map_page_end(map, &page, to);
}
