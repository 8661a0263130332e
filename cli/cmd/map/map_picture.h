/* SPDX-License-Identifier: BSD-2-Clause */
/* map_picture.h - draw the page around the bars: title, cards of findings, legend */
#ifndef CLI_MAP_MAP_PICTURE_H
#define CLI_MAP_MAP_PICTURE_H

#include "cmd/map/map_layout.h"

#define MAP_CARDS 7

struct map_card {
	const struct gopx_finding *finding;
	double x, y; /* where its mark is */
	double top;  /* y of the card */
};

struct map_page {
	struct map_frame bars;
	double width, height;
	double cards_x;
	struct map_card cards[MAP_CARDS];
	size_t card_count;
	size_t more; /* number of findings without a card */
};

/*
 * map_page_begin() draws the parts of the page under the bars, map_page_end() the
 * parts over the lines to the cards.
 */
void map_page_begin(const struct map *map, const struct scanned *image,
		    struct map_page *page, FILE *to);
void map_put_leads(const struct map_page *page, FILE *to);
void map_page_end(const struct map *map, const struct map_page *page, FILE *to);

#endif /* CLI_MAP_MAP_PICTURE_H */
