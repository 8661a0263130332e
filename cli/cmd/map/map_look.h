/* SPDX-License-Identifier: BSD-2-Clause */
/* map_look.h - colours and words of the picture of an image */
#ifndef CLI_MAP_MAP_LOOK_H
#define CLI_MAP_MAP_LOOK_H

#include <stdbool.h>
#include <stdio.h>

#include <gopx/gopx.h>

/* A kind of piece: its class in the style sheet, and its words in the legend. */
struct map_look {
	const char *class;
	const char *legend; /* NULL if the piece shows its own name */
	const char *label;  /* class of the text on the piece */
};

/* The look of a piece in the column of regions, of volumes, or of files. */
const struct map_look *map_look_of_region(const struct gopx_node *node);
const struct map_look *map_look_of_volume(const struct gopx_node *node);
const struct map_look *map_look_of_file(const struct gopx_node *node);
const struct map_look *map_look_of_packed(void);
const struct map_look *map_look_of_finding(const struct gopx_finding *finding);

/* The index-th look with words for the legend; NULL after the last one. */
const struct map_look *map_look_at(size_t index);

/* The text to write on a piece; never NULL. */
const char *map_name_of(const struct gopx_node *node);

struct map_text {
	char text[64];
};

/* "8 MiB", "131 KiB", "97 bytes". */
struct map_text map_size(uint64_t size);

/* Write the style sheet and the patterns. */
void map_put_styles(FILE *to);

#endif /* CLI_MAP_MAP_LOOK_H */
