/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * map.h - the picture of an image: what is drawn, and how tall
 *
 * A bar is an address space, the input or what a packed node unpacks to, from its start
 * at the top to its end.  Its columns divide it: flash regions, volumes, files.
 */
#ifndef CLI_MAP_MAP_H
#define CLI_MAP_MAP_H

#include <stdio.h>

#include "scan/scanned.h"
#include "show/marks.h"

enum map_column { MAP_REGIONS, MAP_VOLUMES, MAP_FILES, MAP_COLUMNS };

#define MAP_BARS 8

struct map_list {
	const struct gopx_node **items; /* in order, and not overlapping */
	size_t count, room;
};

/* A driver or table at its place. */
struct map_place {
	const struct gopx_node *node;
	const struct gopx_finding *finding;
};

/* From offsets to pixels: linear between the stops. */
struct map_stop {
	uint64_t offset;
	double y;
};

struct map_scale {
	struct map_stop *stops;
	size_t count;
};

struct map_bar {
	const struct gopx_node *owner; /* the packed node; NULL: the input */
	const struct map_bar *outer;   /* the bar that the owner is in */
	uint64_t size;
	size_t level; /* bars around it */
	struct map_list columns[MAP_COLUMNS];
	struct map_place *places;
	size_t place_count;
	struct map_scale scale;
	double x, y, h;
	double widths[MAP_COLUMNS]; /* 0: not drawn */
};

struct map {
	struct map_bar bars[MAP_BARS]; /* each after the one that contains it */
	size_t count;
	struct marks marks;
};

void map_collect(struct map *map, const struct gopx_image *scan);
void map_free(struct map *map);

/* A region or volume: its name must be readable, however small it is. */
bool map_is_titled(const struct gopx_node *node);

size_t map_count_volumes(const struct map_bar *bar);

/* The bar of the space that a node is in; NULL when that is not drawn. */
const struct map_bar *map_bar_of(const struct map *map, const struct gopx_node *node);

/*
 * Lay out the bar from bar->y on, about 'h' pixels high: in proportion, but with enough
 * room for each label.  Sets bar->h to the result.
 */
void map_scale_make(const struct map *map, struct map_bar *bar, double h);

double map_scale_y(const struct map_scale *scale, uint64_t offset);

/* The whole picture; 'to' is an open stream. */
void map_draw(struct map *map, const struct scanned *image, FILE *to);

#endif /* CLI_MAP_MAP_H */
