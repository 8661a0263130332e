/* SPDX-License-Identifier: BSD-2-Clause */
/* lies_tables.c - video BIOS tables, with lists of the sizes in headers and blocks */
#include "fwbuild_opregion.h"
#include "lies.h"

enum { HEADER_SIZE = 48, BDB_HEADER_SIZE = 22, BLOCK_HEADER_SIZE = 3 };

/*
 * List the size of each block, and the first bytes of its data, because many blocks begin
 * with sizes and counts.
 */
static void list_blocks(const struct fwbytes *out, size_t at, size_t end,
			struct pack_fields *fields)
{
	while (at + BLOCK_HEADER_SIZE < end) {
		size_t data = at + BLOCK_HEADER_SIZE;
		unsigned size = out->data[at + 1] | (unsigned)out->data[at + 2] << 8;

		pack_field(fields, at + 1, 2);
		if (size > 5) {
			pack_field(fields, data, 1);
			pack_field(fields, data + 1, 4);
		}
		at = data + size;
	}
}

static void table(struct fwbytes *out, const struct vbt_options *options,
		  struct pack_fields *fields)
{
	size_t size = vbt_put(out, options);

	pack_field(fields, 22, 2); /* header size, size, BDB offset */
	pack_field(fields, 24, 2);
	pack_field(fields, 28, 4);
	pack_field(fields, HEADER_SIZE + 16, 2); /* BDB version, header size, size */
	pack_field(fields, HEADER_SIZE + 18, 2);
	pack_field(fields, HEADER_SIZE + 20, 2);
	list_blocks(out, HEADER_SIZE + BDB_HEADER_SIZE, size, fields);
}

static void full_table(struct fwbytes *out, struct pack_fields *fields)
{
	table(out,
	      &(struct vbt_options){
		  .bdb_version = 250, .full = true, .generic_dtd = true, .exact = true },
	      fields);
}

static void virtual_table(struct fwbytes *out, struct pack_fields *fields)
{
	table(out, &(struct vbt_options){ .bdb_version = 186, .shape = VBT_VIRTUAL },
	      fields);
}

static void opregion(struct fwbytes *out, struct pack_fields *fields)
{
	opregion_put(out,
		     &(struct opregion_options){
			 .major = 2, .minor = 1, .rvda = OPREGION_SIZE, .rvds = 70 });
	vbt_put(out, &(struct vbt_options){ .shape = VBT_HEADLESS });
	pack_field(fields, 16, 4);
	pack_field(fields, 0x3BA, 8);
	pack_field(fields, 0x3C2, 4);
	pack_field(fields, OPREGION_SIZE + 24, 2);
}

const struct lie_recipe table_lies[] = {
	{ "table", full_table },
	{ "virtual table", virtual_table },
	{ "OpRegion", opregion },
	{ 0 },
};
