/* SPDX-License-Identifier: BSD-2-Clause */
/* map_collect.c - collect the pieces and marks of the picture */
#include "cmd/map/map.h"

#include <stdlib.h>
#include <string.h>

#include "show/node.h"
#include "io/report.h"

static void list_add(struct map_list *list, const struct gopx_node *node)
{
	if (list->count == list->room) {
		list->room = list->room ? 2 * list->room : 64;
		list->items = need_memory(list->items, list->room * sizeof(*list->items));
	}
	list->items[list->count++] = node;
}

/* The next node after n in the same space and inside 'top'. */
static const struct gopx_node *next_in_space(const struct gopx_node *top,
					     const struct gopx_node *owner,
					     const struct gopx_node *n)
{
	bool down = true;

	do {
		n = node_inside(top, n, down);
		/* A node of another space has no descendants in this space. */
		down = n && gopx_node_space(n) == owner;
	} while (n && gopx_node_space(n) != owner);
	return n;
}

static bool holds_volume(const struct gopx_node *top)
{
	const struct gopx_node *owner = gopx_node_space(top);

	for (const struct gopx_node *n = top; n; n = next_in_space(top, owner, n)) {
		if (gopx_node_kind(n) == GOPX_NODE_VOLUME)
			return true;
	}
	return false;
}

/* True if the pieces inside are drawn instead of the piece itself. */
static bool is_divided(const struct gopx_node *node)
{
	static const enum gopx_node_kind whole[] = {
		GOPX_NODE_FILE, GOPX_NODE_SECTION,    GOPX_NODE_PE,     GOPX_NODE_TE,
		GOPX_NODE_VBT,  GOPX_NODE_OPTION_ROM, GOPX_NODE_PADDING
	};
	const struct gopx_node *child = gopx_node_child(node);

	if (!child || gopx_node_space(child) != gopx_node_space(node))
		return false;
	for (size_t i = 0; i < sizeof(whole) / sizeof(*whole); i++) {
		if (gopx_node_kind(node) == whole[i])
			return holds_volume(node);
	}
	return true;
}

static void add_place(struct map_bar *bar, const struct gopx_node *node,
		      const struct gopx_finding *finding)
{
	bar->places = need_memory(bar->places,
				  (bar->place_count + 1) * sizeof(*bar->places));
	bar->places[bar->place_count++] = (struct map_place){ node, finding };
}

/* the end of the outermost volume so far */
static void divide(struct map_bar *bar, const struct gopx_node *node,
		   uint64_t *volume_end)
{
	uint64_t start = gopx_node_offset(node);
	bool outside = start >= *volume_end;

	if (gopx_node_kind(node) == GOPX_NODE_FLASH_REGION)
		list_add(&bar->columns[MAP_REGIONS], node);
	if (gopx_node_kind(node) == GOPX_NODE_VOLUME && outside) {
		list_add(&bar->columns[MAP_VOLUMES], node);
		*volume_end = start + gopx_node_bytes(node).size;
	}
	/* A flash region without known content is already in the column of regions. */
	if (is_divided(node) || gopx_node_kind(node) == GOPX_NODE_FLASH_REGION)
		return;
	if (outside && gopx_node_kind(node) != GOPX_NODE_VOLUME)
		list_add(&bar->columns[MAP_VOLUMES], node);
	list_add(&bar->columns[MAP_FILES], node);
}

static void collect_bar(const struct map *map, struct map_bar *bar,
			const struct gopx_node *top)
{
	const struct gopx_node *node = top;
	const struct gopx_node *whole = NULL; /* the current piece */
	uint64_t volume_end = 0;

	if (bar->owner)
		node = next_in_space(top, bar->owner, top);
	for (; node; node = next_in_space(top, bar->owner, node)) {
		const struct gopx_finding *found = marks_find(&map->marks, node);
		bool inside = whole &&
			      gopx_node_offset(node) <
				  gopx_node_offset(whole) + gopx_node_bytes(whole).size;

		if (found)
			add_place(bar, node, found);
		if (inside || !gopx_node_bytes(node).size)
			continue;
		divide(bar, node, &volume_end);
		whole = is_divided(node) ? NULL : node;
	}
}

bool map_is_titled(const struct gopx_node *node)
{
	return gopx_node_kind(node) == GOPX_NODE_FLASH_REGION ||
	       gopx_node_kind(node) == GOPX_NODE_VOLUME;
}

size_t map_count_volumes(const struct map_bar *bar)
{
	const struct map_list *list = &bar->columns[MAP_VOLUMES];
	size_t count = 0;

	for (size_t i = 0; i < list->count; i++)
		count += gopx_node_kind(list->items[i]) == GOPX_NODE_VOLUME;
	return count;
}

const struct map_bar *map_bar_of(const struct map *map, const struct gopx_node *node)
{
	const struct gopx_node *owner = gopx_node_space(node);

	for (size_t i = 0; i < map->count; i++) {
		if (map->bars[i].owner == owner)
			return &map->bars[i];
	}
	return NULL;
}

/*
 * If there is room, add a bar for the node's space.  First add bars for the spaces around
 * this space.
 */
static void add_bars(struct map *map, const struct gopx_node *node)
{
	for (;;) {
		const struct map_bar *outer = map_bar_of(map, node);
		const struct gopx_node *owner = NULL;

		/* Find the outermost space without a bar; the input always has a bar. */
		for (const struct gopx_node *n = node; !outer; n = owner) {
			owner = gopx_node_space(n);
			outer = map_bar_of(map, owner);
		}
		if (!owner || map->count == MAP_BARS)
			return;
		map->bars[map->count++] = (struct map_bar){
			.owner = owner,
			.outer = outer,
			.level = outer->level + 1,
			.size = gopx_node_unpacked(owner).size,
		};
	}
}

/*
 * If the scan has no findings, the largest unpacked piece is the most useful one to draw.
 */
static const struct gopx_node *largest_unpacked(const struct gopx_image *scan)
{
	const struct gopx_node *largest = NULL;
	size_t most = 0;

	for (const struct gopx_node *n = gopx_root(scan); n;
	     n = gopx_node_following(n, NULL)) {
		size_t size = gopx_node_unpacked(n).size;

		if (size > most && gopx_node_child(n)) {
			most = size;
			largest = gopx_node_child(n);
		}
	}
	return largest;
}

static void choose_bars(struct map *map, const struct gopx_image *scan)
{
	const struct gopx_node *root = gopx_root(scan);

	map->bars[0] = (struct map_bar){ .size = gopx_node_bytes(root).size };
	map->count = 1;
	/*
	 * First mark the best finding of each kind, then one place of each other finding,
	 * then all other places if there is room.
	 */
	for (size_t round = 0; round < 3; round++) {
		for (size_t i = 0; i < gopx_finding_count(scan); i++) {
			const struct gopx_finding *f = gopx_finding_at(scan, i);
			size_t count = round < 2 ? gopx_finding_best(f) == !round
						 : gopx_finding_place_count(f);

			for (size_t k = 0; k < count; k++)
				add_bars(map, gopx_finding_place_at(f, k)->node);
		}
	}
	if (map->count == 1 && largest_unpacked(scan))
		add_bars(map, largest_unpacked(scan));
}

void map_collect(struct map *map, const struct gopx_image *scan)
{
	*map = (struct map){ .marks = marks_make(scan) };
	choose_bars(map, scan);
	for (size_t i = 0; i < map->count; i++) {
		struct map_bar *bar = &map->bars[i];

		collect_bar(map, bar, bar->owner ? bar->owner : gopx_root(scan));
	}
}

void map_free(struct map *map)
{
	for (size_t i = 0; i < map->count; i++) {
		struct map_bar *bar = &map->bars[i];

		for (size_t c = 0; c < MAP_COLUMNS; c++)
			free(bar->columns[c].items);
		free(bar->places);
		free(bar->scale.stops);
	}
	marks_free(&map->marks);
	map->count = 0;
}
