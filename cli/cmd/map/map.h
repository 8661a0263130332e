/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * map.h - the picture of an image: its pieces and their heights
 *
 * A bar stands for an address space: the input, or the unpacked data of a node.  The
 * space starts at the top.  The columns of a bar show its flash regions, volumes and
 * files.
 */
#ifndef CLI_MAP_MAP_H
#define CLI_MAP_MAP_H

#include <stdio.h>

#include "scan/scanned.h"
#include "show/marks.h"

enum map_column { MAP_REGIONS, MAP_VOLUMES, MAP_FILES, MAP_COLUMNS };

#define MAP_BARS 8

struct map_list {
	const struct gopx_node **items; /* in order, without overlaps */
	size_t count, room;
};

/* The mark of a driver or table at its place. */
struct map_place {
	const struct gopx_node *node;
	const struct gopx_finding *finding;
};

/* Converts offsets to pixels; between two stops the conversion is linear. */
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
	const struct map_bar *outer;   /* the bar that contains the owner */
	uint64_t size;
	size_t level; /* 0 for the bar of the input, else the level of 'outer' + 1 */
	struct map_list columns[MAP_COLUMNS];
	struct map_place *places;
	size_t place_count;
	struct map_scale scale;
	double x, y, h;
	double widths[MAP_COLUMNS]; /* 0 if the column is not drawn */
};

struct map {
	struct map_bar bars[MAP_BARS]; /* each bar comes after the one that contains it */
	size_t count;
	struct marks marks;
};

void map_collect(struct map *map, const struct gopx_image *scan);
void map_free(struct map *map);

/* True for a region or volume, whose name must be readable even if it is small. */
bool map_is_titled(const struct gopx_node *node);

size_t map_count_volumes(const struct map_bar *bar);

/* The bar of a node's space; NULL if that space is not drawn. */
const struct map_bar *map_bar_of(const struct map *map, const struct gopx_node *node);

/*
 * Lay out the bar from bar->y on, about 'h' pixels high.  Heights are proportional to
 * sizes, but each label gets enough room.  Sets bar->h to the real height.
 */
void map_scale_make(const struct map *map, struct map_bar *bar, double h);

double map_scale_y(const struct map_scale *scale, uint64_t offset);

/* Draw the whole picture; 'to' is an open stream. */
void map_draw(struct map *map, const struct scanned *image, FILE *to);

#endif /* CLI_MAP_MAP_H */
