/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_field.c - where the fields of a VBT are, and what is stored there */
#include "format/vbt/vbt_field.h"

#include <gopx/types.h>

#include "format/vbt/vbt_sequence.h"

static const struct gx_vbt_field_list *const lists[] = {
	&gx_vbt_general_fields, &gx_vbt_driver_fields, &gx_vbt_lfp_fields,
	&gx_vbt_timing_fields,  &gx_vbt_edp_fields,    &gx_vbt_power_fields,
	&gx_vbt_output_fields,  &gx_vbt_mipi_fields,   &gx_vbt_compression_fields,
};

#define LISTS (sizeof(lists) / sizeof(lists[0]))

size_t gx_vbt_field_count(void)
{
	size_t count = 0;

	//@ loop variant LISTS - i;
	for (size_t i = 0; i < LISTS; i++)
		count += lists[i]->count;
	return count;
}

const struct gx_vbt_field *gx_vbt_field_at(size_t index)
{
	//@ loop variant LISTS - i;
	for (size_t i = 0; i < LISTS; i++) {
		if (index < lists[i]->count)
			return lists[i]->fields + index;
		index -= lists[i]->count;
	}
	return NULL;
}

struct gx_vbt_map gx_vbt_map(const struct gx_vbt *vbt)
{
	struct gx_vbt_map map = {
		.vbt = vbt,
		.lfp = gx_vbt_lfp_find(vbt),
		.gdtds = gx_vbt_gdtds_find(vbt),
		.children = gx_vbt_children(vbt),
	};
	struct gx_vbt_blocks it = gx_vbt_blocks(vbt->blocks);
	struct gx_vbt_block block;
	uint64_t seen = 0;

	/*@
	  loop invariant gx_reading(it.r);
	  loop variant it.r.failed ? 0 : it.r.s.len - it.r.pos + 1;
	*/
	while (gx_vbt_block_next(&it, &block)) {
		if (block.id >= GX_VBT_FIELD_BLOCKS || seen >> block.id & 1)
			continue;
		seen |= UINT64_C(1) << block.id;
		map.blocks[block.id] = block.data;
	}
	return map;
}

static size_t output_count(const struct gx_vbt_children *c)
{
	size_t count = c->entry_size < 22 ? 0 : c->entries.len / c->entry_size;

	return count < GX_VBT_OUTPUTS ? count : GX_VBT_OUTPUTS;
}

size_t gx_vbt_group_size(const struct gx_vbt_map *map, uint8_t group)
{
	switch (group) {
	case GOPX_VBT_OF_PANEL:
	case GOPX_VBT_OF_COMPRESSION:
		return GX_VBT_PANELS;
	case GOPX_VBT_OF_OUTPUT:
		return output_count(&map->children);
	case GOPX_VBT_OF_MIPI:
		return GX_VBT_MIPI_PANELS;
	}
	return 1;
}

/* ---- where a field is ---------------------------------------------------------- */

/* The base of a field: the offset of a bit counts from the start of these bytes.  For a
 * field of a group, the base belongs to one panel, output and so on. */
static struct gx_span base_of(const struct gx_vbt_map *map,
			      const struct gx_vbt_field *field, size_t index)
{
	const struct gx_vbt_lfp *lfp = &map->lfp;
	struct gx_span table = map->vbt->table, out = { 0 };
	uint64_t panel = (uint64_t)index * lfp->entry_size;

	switch ((enum gx_vbt_base)field->base) {
	case GX_VBT_IN_BLOCK:
		return map->blocks[field->block];
	case GX_VBT_IN_OUTPUT:
		gx_span_sub(map->children.entries,
			    (uint64_t)index * map->children.entry_size,
			    map->children.entry_size, &out);
		return out;
	case GX_VBT_IN_DTD:
		if (lfp->entry_size)
			gx_span_sub(table, lfp->dtd_at + panel, GX_VBT_DTD_SIZE, &out);
		return out;
	case GX_VBT_IN_PNP_ID:
		if (lfp->entry_size)
			gx_span_sub(table, lfp->pnp_id_at + panel, GX_VBT_PNP_ID_SIZE,
				    &out);
		return out;
	case GX_VBT_IN_NAME:
		if (lfp->names_at)
			gx_span_sub(table,
				    lfp->names_at + (uint64_t)index * GX_VBT_NAME_SIZE,
				    GX_VBT_NAME_SIZE, &out);
		return out;
	case GX_VBT_IN_TAIL:
		if (lfp->names_at)
			out = gx_span_tail(gx_span_head(table, lfp->end),
					   lfp->names_at +
					       GX_VBT_PANELS * GX_VBT_NAME_SIZE);
		return out;
	case GX_VBT_IN_SEQUENCES:
		return gx_vbt_sequences(map->vbt, index);
	case GX_VBT_IN_GDTD:
		if (index < map->gdtds.count)
			gx_span_sub(table,
				    map->gdtds.at +
					(uint64_t)index * map->gdtds.entry_size,
				    GX_VBT_GDTD_SIZE, &out);
		return out;
	}
	return out;
}

/* The distance between two entries.  Block 56 states the size of an entry. */
static uint64_t stride_of(const struct gx_vbt_map *map, const struct gx_vbt_field *field)
{
	struct gx_reader r = gx_reader(map->blocks[GX_VBT_COMPRESSION]);

	return field->group == GOPX_VBT_OF_COMPRESSION ? 8u * gx_le16(&r) : field->stride;
}

static bool has_version(const struct gx_vbt_field *field, uint16_t bdb_version)
{
	return bdb_version >= field->since &&
	       (field->until == 0 || bdb_version <= field->until);
}

static uint64_t last_bit(const struct gx_vbt_field *field)
{
	uint64_t width = field->width;

	if (field->form == GX_VBT_TEXT || field->form == GX_VBT_PNP_ID)
		width *= 8;
	if (field->high_width && field->high_bit + field->high_width > field->bit + width)
		return (uint64_t)field->high_bit + field->high_width;
	return field->bit + width;
}

bool gx_vbt_field_place(const struct gx_vbt_map *map, const struct gx_vbt_field *field,
			size_t index, uint64_t *bit)
{
	struct gx_span base;
	uint64_t skip;

	*bit = 0;
	if (!has_version(field, map->vbt->bdb_version) ||
	    index >= gx_vbt_group_size(map, field->group))
		return false;
	base = base_of(map, field, index);
	skip = stride_of(map, field) * index;
	if (skip + last_bit(field) > (uint64_t)base.len * 8)
		return false;
	*bit = 8 * (uint64_t)gx_span_offset(map->vbt->table, base) + skip + field->bit;
	return true;
}

/* ---- what is stored there ------------------------------------------------------ */

/* Read up to 56 bits, which the caller knows to be in the table. */
static uint64_t bits_read(struct gx_span table, uint64_t bit, unsigned width)
{
	uint64_t value = 0;

	//@ loop variant width - i;
	for (unsigned i = 0; i < width; i++) {
		uint64_t at = bit + i;

		value |= (uint64_t)(gx_span_at(table, (size_t)(at / 8)) >> at % 8 & 1)
			 << i;
	}
	return value;
}

static void bits_write(uint8_t *table, uint64_t bit, unsigned width, uint64_t value)
{
	//@ loop variant width - i;
	for (unsigned i = 0; i < width; i++) {
		uint64_t at = bit + i;
		uint8_t mask = (uint8_t)(1u << at % 8);

		if (value >> i & 1)
			table[at / 8] |= mask;
		else
			table[at / 8] &= (uint8_t)~mask;
	}
}

static uint64_t high_place(const struct gx_vbt_field *field, uint64_t bit)
{
	return bit - field->bit + field->high_bit;
}

uint64_t gx_vbt_field_number(const struct gx_vbt *vbt, const struct gx_vbt_field *field,
			     uint64_t bit)
{
	uint64_t value = bits_read(vbt->table, bit, field->width);

	if (field->high_width)
		value |= bits_read(vbt->table, high_place(field, bit), field->high_width)
			 << field->width;
	value += field->bias;
	return field->scale ? value * field->scale : value;
}

struct gx_span gx_vbt_field_bytes(const struct gx_vbt *vbt,
				  const struct gx_vbt_field *field, uint64_t bit)
{
	struct gx_span out;

	gx_span_sub(vbt->table, bit / 8, field->width, &out);
	return out;
}

bool gx_vbt_field_store(uint8_t *table, const struct gx_vbt_field *field, uint64_t bit,
			uint64_t number)
{
	unsigned width = field->width + field->high_width;
	uint64_t scale = field->scale ? field->scale : 1, value = number / scale;

	if (number % scale || value < field->bias)
		return false;
	value -= field->bias;
	if (width < 64 && value >> width)
		return false;
	bits_write(table, bit, field->width, value);
	if (field->high_width)
		bits_write(table, high_place(field, bit), field->high_width,
			   value >> field->width);
	return true;
}
