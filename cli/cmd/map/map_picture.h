/* SPDX-License-Identifier: BSD-2-Clause */
/* map_picture.h - the page that the bars are on: title, cards of findings, legend */
#ifndef CLI_MAP_MAP_PICTURE_H
#define CLI_MAP_MAP_PICTURE_H

#include "cmd/map/map.h"

#define MAP_CARDS  7
#define MAP_MARGIN 28.0

struct map_card {
	const struct gopx_finding *finding;
	double x, y; /* of the mark that it is about */
	double top;  /* of the card */
};

struct map_page {
	double top, right, bottom; /* of the bars */
	double width, height;
	double cards_x;
	struct map_card cards[MAP_CARDS];
	size_t card_count;
	size_t more; /* findings without a card */
};

/* Where the mark of a driver or table ends, for a line to start. */
struct map_end {
	bool there;
	double x, y;
};

struct map_end map_end_of(const struct map *map, const struct gopx_node *node);

/* Everything behind the bars, and what is in front of the leads. */
void map_page_begin(const struct map *map, const struct image *image,
		    struct map_page *page, FILE *to);
void map_put_leads(const struct map_page *page, FILE *to);
void map_page_end(const struct map *map, const struct map_page *page, FILE *to);

#endif /* CLI_MAP_MAP_PICTURE_H */
