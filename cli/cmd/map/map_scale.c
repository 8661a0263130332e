/* SPDX-License-Identifier: BSD-2-Clause */
/* map_scale.c - compute the heights of the pieces in a bar */
#include "cmd/map/map.h"

#include <stdlib.h>

#include "io/report.h"

/*
 * If there are more pieces than this, all heights are in proportion, without extra room
 * for labels.
 */
#define NEEDS_MAX 400

/* Height in pixels of a label, and of a mark without a label. */
#define LABEL_ROOM 17.0
#define OWNER_ROOM 34.0
#define MARK_ROOM  9.0
#define LEAST      2.0

struct need {
	uint64_t start, end;
	double room;
};

struct needs {
	struct need items[NEEDS_MAX];
	size_t count;
};

static void add_need(struct needs *needs, const struct gopx_node *node, double room)
{
	uint64_t start = gopx_node_offset(node);

	if (needs->count < NEEDS_MAX)
		needs->items[needs->count++] = (struct need){
			start, start + gopx_node_bytes(node).size, room
		};
}

static void collect_needs(const struct map *map, const struct map_bar *bar,
			  struct needs *needs)
{
	for (size_t i = 0; i < map->count; i++) {
		if (map->bars[i].outer == bar)
			add_need(needs, map->bars[i].owner, OWNER_ROOM);
	}
	for (size_t i = 0; i < bar->place_count && i < NEEDS_MAX / 4; i++)
		add_need(needs, bar->places[i].node, MARK_ROOM);
	for (size_t c = 0; c < MAP_FILES; c++) {
		const struct map_list *list = &bar->columns[c];

		if (bar->widths[c] <= 0 || list->count > NEEDS_MAX / 4)
			continue;
		for (size_t i = 0; i < list->count; i++) {
			if (map_is_titled(list->items[i]))
				add_need(needs, list->items[i], LABEL_ROOM);
		}
	}
}

static int by_offset(const void *a, const void *b)
{
	const struct map_stop *left = a, *right = b;

	return (left->offset > right->offset) - (left->offset < right->offset);
}

static int by_length(const void *a, const void *b)
{
	const struct need *left = a, *right = b;
	uint64_t l = left->end - left->start, r = right->end - right->start;

	return (l > r) - (l < r);
}

/* Make a stop at each start and each end, without repetition. */
static void set_stops(struct map_scale *scale, const struct needs *needs, uint64_t size)
{
	size_t kept = 0;

	scale->stops = need_memory(NULL, (2 * needs->count + 2) * sizeof(*scale->stops));
	scale->stops[scale->count++] = (struct map_stop){ 0, 0 };
	scale->stops[scale->count++] = (struct map_stop){ size, 0 };
	for (size_t i = 0; i < needs->count; i++) {
		scale->stops[scale->count++] = (struct map_stop){ needs->items[i].start,
								  0 };
		scale->stops[scale->count++] = (struct map_stop){ needs->items[i].end,
								  0 };
	}
	qsort(scale->stops, scale->count, sizeof(*scale->stops), by_offset);
	for (size_t i = 0; i < scale->count; i++) {
		if (!kept || scale->stops[i].offset > scale->stops[kept - 1].offset)
			scale->stops[kept++] = scale->stops[i];
	}
	scale->count = kept;
}

/*
 * Set the minimum height between each stop and the next: the height after stop i will be
 * at least least[i].
 */
static void set_least(const struct map_scale *scale, const struct needs *needs,
		      double *least)
{
	for (size_t i = 0; i + 1 < scale->count; i++)
		least[i] = LEAST;
	for (size_t i = 0; i < needs->count; i++) {
		const struct need *need = &needs->items[i];
		size_t first = 0, last;
		double there = 0;

		while (scale->stops[first].offset < need->start)
			first++;
		for (last = first; scale->stops[last].offset < need->end; last++)
			there += least[last];
		/* Distribute the missing height over all pieces. */
		for (size_t k = first; k < last && there < need->room; k++)
			least[k] += (need->room - there) / (double)(last - first);
	}
}

static double length_of(const struct map_scale *scale, size_t i)
{
	return (double)(scale->stops[i + 1].offset - scale->stops[i].offset);
}

/*
 * Pieces that would be too small get their minimum height.  Compute the pixels per byte
 * for the other pieces.  With fewer pixels per byte, more pieces may be too small, so
 * repeat this until a round finds no further such piece.
 */
static double density(const struct map_scale *scale, const double *least, double h)
{
	double result = h / (double)scale->stops[scale->count - 1].offset;

	for (size_t round = 0; round < scale->count; round++) {
		double fixed = 0, bytes = 0, next;

		for (size_t i = 0; i + 1 < scale->count; i++) {
			if (length_of(scale, i) * result < least[i])
				fixed += least[i];
			else
				bytes += length_of(scale, i);
		}
		next = bytes > 0 && h > fixed ? (h - fixed) / bytes : 0;
		if (next >= result)
			break;
		result = next;
	}
	return result;
}

void map_scale_make(const struct map *map, struct map_bar *bar, double h)
{
	struct needs *needs = need_memory(NULL, sizeof(*needs));
	struct map_scale *scale = &bar->scale;
	double *least, per_byte;
	double y = bar->y;

	needs->count = 0;
	collect_needs(map, bar, needs);
	qsort(needs->items, needs->count, sizeof(*needs->items), by_length);
	set_stops(scale, needs, bar->size);
	least = need_memory(NULL, scale->count * sizeof(*least));
	set_least(scale, needs, least);
	per_byte = density(scale, least, h);
	for (size_t i = 0; i < scale->count; i++) {
		double height = i + 1 < scale->count ? length_of(scale, i) * per_byte : 0;

		scale->stops[i].y = y;
		if (i + 1 < scale->count)
			y += height > least[i] ? height : least[i];
	}
	bar->h = y - bar->y;
	free(least);
	free(needs);
}

double map_scale_y(const struct map_scale *scale, uint64_t offset)
{
	size_t low = 0, high = scale->count - 1;
	const struct map_stop *from, *to;
	double part;

	while (high - low > 1) {
		size_t middle = low + (high - low) / 2;

		if (scale->stops[middle].offset <= offset)
			low = middle;
		else
			high = middle;
	}
	from = &scale->stops[low];
	to = &scale->stops[high];
	if (offset >= to->offset)
		return to->y;
	part = (double)(offset - from->offset) / (double)(to->offset - from->offset);
	return from->y + part * (to->y - from->y);
}
