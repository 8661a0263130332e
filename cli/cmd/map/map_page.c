/* SPDX-License-Identifier: BSD-2-Clause */
/* map_page.c - draw the page around the bars: title, cards of findings, legend */
#include "cmd/map/map_picture.h"

#include <inttypes.h>
#include <string.h>

#include "cmd/map/map_look.h"
#include "show/node.h"
#include "words/svg.h"

#define CARDS_GAP 72.0
#define CARD_W    312.0
#define CARD_H    88.0
#define CARD_STEP 100.0
#define LEGEND_H  64.0
#define PAD       12.0

/* ---- cards ---------------------------------------------------------------------- */

/* Sort the cards by their marks, so that no two lines cross. */
static void add_card(struct map_page *page, const struct gopx_finding *f,
		     struct map_end end)
{
	size_t at = page->card_count;

	if (at == MAP_CARDS) {
		page->more++;
		return;
	}
	for (; at > 0 && page->cards[at - 1].y > end.y; at--)
		page->cards[at] = page->cards[at - 1];
	page->cards[at] = (struct map_card){ f, end.x, end.y, 0 };
	page->card_count++;
}

/* Place each card next to its mark if there is room, and above the bottom of the page. */
static void place_cards(struct map_page *page)
{
	double next = page->bars.top;
	double last = page->bars.bottom - CARD_H;

	for (size_t i = 0; i < page->card_count; i++) {
		struct map_card *card = &page->cards[i];

		card->top = card->y - CARD_H / 2;
		if (card->top < next)
			card->top = next;
		next = card->top + CARD_STEP;
	}
	for (size_t i = page->card_count; i-- > 0;) {
		if (page->cards[i].top > last)
			page->cards[i].top = last;
		last = page->cards[i].top - CARD_STEP;
	}
}

/* The best findings come first, so they always get a card. */
static void collect_cards(const struct map *map, const struct scanned *image,
			  struct map_page *page)
{
	for (size_t others = 0; others < 2; others++) {
		for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
			const struct gopx_finding *f = gopx_finding_at(image->scan, i);
			struct map_end end = map_end_of(
			    map, gopx_finding_place_at(f, 0)->node);

			if (!finding_is_body(f) || gopx_finding_best(f) != !others)
				continue;
			if (end.there)
				add_card(page, f, end);
			else
				page->more++;
		}
	}
	place_cards(page);
}

void map_put_leads(const struct map_page *page, FILE *to)
{
	for (size_t i = 0; i < page->card_count; i++) {
		const struct map_card *card = &page->cards[i];
		double y = card->top + CARD_H / 2;
		double bend = page->bars.right + CARDS_GAP / 2;

		fprintf(to,
			"<path class=\"lead %s\" d=\"M%.1f %.1fL%.1f %.1fC%.1f %.1f %.1f "
			"%.1f %.1f %.1f\"/>\n",
			map_look_of_finding(card->finding)->class, card->x, card->y,
			page->bars.right, card->y, bend, card->y, bend, y, page->cards_x,
			y);
	}
}

static struct map_text title_of(const struct gopx_finding *f)
{
	const struct gopx_gop_info *gop = gopx_finding_gop(f);
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);
	struct map_text out;

	if (gop)
		snprintf(out.text, sizeof(out.text), "GOP %s%s%s",
			 gop->version ? gop->version : "", gop->version ? ", " : "",
			 machine_name(gop->machine).text);
	else
		snprintf(out.text, sizeof(out.text), "%.40s, BDB %u", vbt->signature,
			 vbt->bdb_version);
	return out;
}

static struct map_text place_of(const struct gopx_place *place)
{
	struct map_text out;
	int len = snprintf(out.text, sizeof(out.text), "0x%08" PRIx64, place->offset);

	if (place->packed && len > 0)
		snprintf(out.text + len, sizeof(out.text) - (size_t)len,
			 " \xe2\x86\x92 0x%" PRIx64 " unpacked", place->inner_offset);
	return out;
}

static const char *name_of(const struct gopx_place *place)
{
	const char *known = place->name ? NULL : gopx_guid_name(place->guid);

	if (place->name)
		return place->name;
	return known ? known : "unnamed";
}

static void draw_card(const struct map_page *page, const struct map_card *card, FILE *to)
{
	const struct gopx_finding *f = card->finding;
	const struct gopx_place *place = gopx_finding_place_at(f, 0);
	size_t copies = gopx_finding_place_count(f) - 1;
	double x = page->cards_x, y = card->top;
	double left = x + PAD + 4, right = x + CARD_W - PAD;
	struct map_text size = map_size(gopx_finding_body(f).size), more;

	svg_rect(to, (struct svg_box){ x, y, CARD_W, CARD_H }, "card");
	svg_rect(to, (struct svg_box){ x, y, 5, CARD_H }, map_look_of_finding(f)->class);
	svg_text(to, left, y + 22, SVG_START, "name", title_of(f).text, 240);
	if (gopx_finding_best(f)) {
		svg_rect(to, (struct svg_box){ right - 36, y + 9, 36, 17 }, "best");
		svg_text(to, right - 18, y + 22, SVG_MIDDLE, "badge", "best", 36);
	}
	svg_text(to, left, y + 41, SVG_START, "l", name_of(place), 200);
	svg_text(to, right, y + 41, SVG_END, "ls", size.text, 100);
	svg_text(to, left, y + 59, SVG_START, "mono", place->guid ? place->guid : "",
		 300);
	svg_text(to, left, y + 76, SVG_START, "mono", place_of(place).text, 300);
	if (copies) {
		snprintf(more.text, sizeof(more.text), "+%zu cop%s", copies,
			 copies == 1 ? "y" : "ies");
		svg_text(to, right, y + 76, SVG_END, "ls", more.text, 80);
	}
}

static void draw_cards(const struct map_page *page, FILE *to)
{
	struct map_text more;

	for (size_t i = 0; i < page->card_count; i++)
		draw_card(page, &page->cards[i], to);
	if (!page->card_count && !page->more) {
		svg_rect(to,
			 (struct svg_box){ page->cards_x, page->bars.top, CARD_W, 44 },
			 "card");
		svg_text(to, page->cards_x + PAD, page->bars.top + 27, SVG_START, "sub",
			 "no graphics driver, no video BIOS table", CARD_W);
	}
	if (page->more) {
		snprintf(more.text, sizeof(more.text), "%zu more: gopx scan lists them",
			 page->more);
		svg_text(to, page->cards_x, page->bars.bottom + 20, SVG_START, "sub",
			 more.text, CARD_W);
	}
}

/* ---- around it ------------------------------------------------------------------- */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

static uint64_t free_bytes(const struct map_bar *bar)
{
	const struct map_list *list = &bar->columns[MAP_FILES];
	uint64_t bytes = 0;

	for (size_t i = 0; i < list->count; i++) {
		if (!strcmp(map_look_of_file(list->items[i])->class, "fre"))
			bytes += gopx_node_bytes(list->items[i]).size;
	}
	return bytes;
}

static void put_count(FILE *to, size_t count, const char *one, const char *many)
{
	fprintf(to, " \xc2\xb7 %zu %s", count, count == 1 ? one : many);
}

static void put_subtitle(const struct map *map, const struct scanned *image, FILE *to)
{
	const struct map_bar *bar = &map->bars[0];
	size_t gops = 0, findings = gopx_finding_count(image->scan);

	for (size_t i = 0; i < findings; i++)
		gops += gopx_finding_gop(gopx_finding_at(image->scan, i)) != NULL;
	fprintf(to, "<text class=\"sub\" x=\"%.1f\" y=\"64\">%s", MAP_MARGIN,
		map_size(bar->size).text);
	if (bar->columns[MAP_REGIONS].count)
		put_count(to, bar->columns[MAP_REGIONS].count, "region", "regions");
	if (map_count_volumes(bar)) {
		put_count(to, map_count_volumes(bar), "volume", "volumes");
		fprintf(to, " \xc2\xb7 %s free in them", map_size(free_bytes(bar)).text);
	}
	put_count(to, gops, "graphics driver", "graphics drivers");
	put_count(to, findings - gops, "video BIOS table", "video BIOS tables");
	fputs("</text>\n", to);
}

void map_page_begin(const struct map *map, const struct scanned *image,
		    struct map_page *page, FILE *to)
{
	page->cards_x = page->bars.right + CARDS_GAP;
	page->width = page->cards_x + CARD_W + MAP_MARGIN;
	collect_cards(map, image, page);
	page->height = page->bars.bottom + LEGEND_H + MAP_MARGIN;
	fprintf(
	    to,
	    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" "
	    "viewBox=\"0 0 %.0f %.0f\">\n",
	    page->width, page->height, page->width, page->height);
	map_put_styles(to);
	svg_rect(to, (struct svg_box){ 0, 0, page->width, page->height }, "page");
	svg_text(to, MAP_MARGIN, 42, SVG_START, "title", base_name(image->input.name),
		 page->width / 2);
	put_subtitle(map, image, to);
}

static bool is_used(const struct map *map, const struct map_look *look)
{
	for (size_t i = 0; i < map->count; i++) {
		const struct map_list *files = &map->bars[i].columns[MAP_FILES];
		const struct map_list *volumes = &map->bars[i].columns[MAP_VOLUMES];

		for (size_t k = 0; k < files->count; k++) {
			if (map_look_of_file(files->items[k]) == look)
				return true;
		}
		for (size_t k = 0; k < volumes->count; k++) {
			if (map_look_of_volume(volumes->items[k]) == look)
				return true;
		}
		for (size_t k = 0; k < map->bars[i].place_count; k++) {
			if (map_look_of_finding(map->bars[i].places[k].finding) == look)
				return true;
		}
	}
	return false;
}

static void put_legend(const struct map *map, const struct map_page *page, FILE *to)
{
	const struct map_look *look;
	double x = MAP_MARGIN, y = page->bars.bottom + 40;

	for (size_t i = 0; (look = map_look_at(i)); i++) {
		double w = 44 + 0.96 * svg_width(strlen(look->legend));

		if (!is_used(map, look))
			continue;
		if (x + w > page->width - MAP_MARGIN) {
			x = MAP_MARGIN;
			y += 22;
		}
		svg_rect(to, (struct svg_box){ x, y - 10, 14, 12 }, look->class);
		svg_text(to, x + 20, y, SVG_START, "ls", look->legend, 300);
		x += w;
	}
	svg_text(to, page->width - MAP_MARGIN, y + 24, SVG_END, "axis",
		 "heights are in proportion, but small pieces are drawn larger", 600);
}

void map_page_end(const struct map *map, const struct map_page *page, FILE *to)
{
	draw_cards(page, to);
	put_legend(map, page, to);
	fputs("</svg>\n", to);
}
