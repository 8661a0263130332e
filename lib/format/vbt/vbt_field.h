/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt_field.h - the list of all known fields of a VBT
 *
 * The list says where each field is, which BDB versions have it, and what form its value
 * has.  All code that shows, changes or compares tables uses this list.  A field belongs
 * to the table, or to each panel, output, MIPI configuration or set of compression
 * parameters.
 */
#ifndef GX_FORMAT_VBT_FIELD_H
#define GX_FORMAT_VBT_FIELD_H

#include "format/vbt/vbt_block.h"
#include "format/vbt/vbt_child.h"
#include "format/vbt/vbt_lfp.h"

#define GX_VBT_MIPI_PANELS 6
#define GX_VBT_OUTPUTS     64

/* All blocks with fields have smaller IDs. */
#define GX_VBT_FIELD_BLOCKS 64

/* The base of a field.  Bit offsets count from its start. */
enum gx_vbt_base {
	GX_VBT_IN_BLOCK,     /* the data of its block */
	GX_VBT_IN_OUTPUT,    /* an entry of block 2 */
	GX_VBT_IN_DTD,       /* a panel's timing of block 42, ... */
	GX_VBT_IN_PNP_ID,    /* ... its PnP id, ... */
	GX_VBT_IN_NAME,      /* ... its name, ... */
	GX_VBT_IN_TAIL,      /* ... and what comes after the names */
	GX_VBT_IN_GDTD,      /* a panel's timing of block 58 */
	GX_VBT_IN_SEQUENCES, /* the data of block 53 for a panel */
};

enum gx_vbt_form {
	GX_VBT_NUMBER,
	GX_VBT_BITS,      /* a number that is written in hexadecimal */
	GX_VBT_FLAG,      /* yes or no */
	GX_VBT_WORD,      /* one of .words */
	GX_VBT_TEXT,      /* ASCII up to a NUL */
	GX_VBT_PNP_ID,    /* "AUO193C" */
	GX_VBT_SEQUENCES, /* names of sequences; cannot be changed */
};

/* A value with its word.  The last entry of a list has no word. */
struct gx_vbt_word {
	uint32_t value;
	const char *word;
};

struct gx_vbt_field {
	const char *name; /* lower case, with the unit: "pwm-hz" */
	const char *help; /* one clause */
	const struct gx_vbt_word *words;
	uint32_t bit; /* offset of its first bit */
	/* bits from one panel to the next; 0: each panel has its own base */
	uint16_t stride;
	uint16_t since; /* first BDB version that has the field */
	uint16_t until; /* last such version; 0: no limit */
	/* what a stored 1 means, in the unit of the name; 0 means 1 */
	uint16_t scale;
	uint8_t width; /* in bits; for a text in bytes */
	/* width of the high bits, which are stored elsewhere; 0: none */
	uint8_t high_width;
	uint8_t high_bit; /* offset of the high bits, counted like .bit */
	uint8_t bias;     /* added to the stored value */
	uint8_t block;
	uint8_t base;  /* enum gx_vbt_base */
	uint8_t group; /* enum gopx_vbt_group */
	uint8_t form;  /* enum gx_vbt_form */
	bool fixed;    /* the field must not be changed */
};

/* Abbreviations for the rows of the lists. */
#define GX_VBT_YES_OR_NO    .form = GX_VBT_FLAG
#define GX_VBT_ONE_OF(list) .form = GX_VBT_WORD, .words = (list)
#define GX_VBT_HIGH(byte, bit, width) \
	.high_bit = 8 * (byte) + (bit), .high_width = (width)

/* The fields, in the order in which gopx shows them: group by group. */
size_t gx_vbt_field_count(void);
const struct gx_vbt_field *gx_vbt_field_at(size_t index);

/* The places of the parts of one table, computed once for all its fields. */
struct gx_vbt_map {
	const struct gx_vbt *vbt;
	/* the data of each block, indexed by the block's ID; if two blocks have the same
	 * ID, the data of the first */
	struct gx_span blocks[GX_VBT_FIELD_BLOCKS];
	struct gx_vbt_lfp lfp;
	struct gx_vbt_gdtds gdtds;
	struct gx_vbt_children children;
};

struct gx_vbt_map gx_vbt_map(const struct gx_vbt *vbt);

/* How many panels, outputs, ... a group may have, including unused entries. */
size_t gx_vbt_group_size(const struct gx_vbt_map *map, uint8_t group);

/*
 * Find a field: *bit is its offset in the table.  False if the table does not have it,
 * because of its version, or because a block is missing or too short.
 */
bool gx_vbt_field_place(const struct gx_vbt_map *map, const struct gx_vbt_field *field,
			size_t index, uint64_t *bit);

/* The value at a place that gx_vbt_field_place() found, in the unit of the name. */
uint64_t gx_vbt_field_number(const struct gx_vbt *vbt, const struct gx_vbt_field *field,
			     uint64_t bit);

/* The bytes of a field of the form GX_VBT_TEXT or GX_VBT_PNP_ID. */
struct gx_span gx_vbt_field_bytes(const struct gx_vbt *vbt,
				  const struct gx_vbt_field *field, uint64_t bit);

/*
 * Store a number in 'table', a copy that may be changed.  False, without a change, if
 * the field cannot have this value.
 */
bool gx_vbt_field_store(uint8_t *table, const struct gx_vbt_field *field, uint64_t bit,
			uint64_t number);

/* The list of all fields consists of these lists, in fields_*.c. */
struct gx_vbt_field_list {
	const struct gx_vbt_field *fields;
	size_t count;
};

extern const struct gx_vbt_field_list gx_vbt_general_fields;
extern const struct gx_vbt_field_list gx_vbt_driver_fields;
extern const struct gx_vbt_field_list gx_vbt_lfp_fields;
extern const struct gx_vbt_field_list gx_vbt_timing_fields;
extern const struct gx_vbt_field_list gx_vbt_edp_fields;
extern const struct gx_vbt_field_list gx_vbt_power_fields;
extern const struct gx_vbt_field_list gx_vbt_output_fields;
extern const struct gx_vbt_field_list gx_vbt_mipi_fields;
extern const struct gx_vbt_field_list gx_vbt_compression_fields;

#endif /* GX_FORMAT_VBT_FIELD_H */
