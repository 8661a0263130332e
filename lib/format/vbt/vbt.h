/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt.h - Intel's Video BIOS Table */
#ifndef GX_FORMAT_VBT_H
#define GX_FORMAT_VBT_H

#include "base/bytes.h"
#include "base/status.h"

#define GX_VBT_SIGNATURE      "$VBT"
#define GX_VBT_SIGNATURE_SIZE 20 /* "$VBT " and a name, blanks at the end */
#define GX_VBT_HEADER_SIZE    48
#define GX_VBT_CHECKSUM_AT    26

struct gx_vbt {
	struct gx_span signature; /* GX_VBT_SIGNATURE_SIZE bytes */
	struct gx_span sign_on;   /* text of block 254; empty when there is none */
	uint16_t version;         /* version of the header; 100 in every table seen */
	uint16_t header_size;
	uint16_t size; /* vbt_size: header and BIOS data block */
	uint16_t bdb_at;
	uint16_t bdb_version;
	uint16_t bdb_header_size;
	uint16_t bdb_size;
	uint8_t checksum;
	uint8_t checksum_right; /* makes the sum of the table's bytes 0 */
	bool checksum_ok;
	struct gx_span table; /* all 'size' bytes */
	struct gx_span blocks;
	uint32_t blocks_at; /* offset of the blocks in the table */
	bool blocks_ok;     /* the blocks end where the BIOS data block ends */
	/* Blocks 1 and 2 are there, as in the table of any board. */
	bool has_features, has_definitions;
	bool made_up; /* its BDB signature ends as in GVT-g's tables for virtual GPUs */
};

/*
 * Decode the table at the start of 'at'.  GOPX_E_FORMAT: not a VBT.  The four letters
 * alone are common in code, so a VBT must pass the checks of Linux, and its BIOS data
 * block must have the right name.  GOPX_E_TRUNCATED: a VBT whose end is missing; 'out'
 * has the values of its complete headers.  The function also accepts a table with a wrong
 * checksum, and one whose last block does not end at the end of the table; flags report
 * these faults.  Half of the tables in use have at least one of the two faults, and Linux
 * checks for neither.
 */
/*@
  requires gx_readable(at) && \valid(out);
  assigns *out;
*/
GX_NODISCARD enum gopx_status gx_vbt_decode(struct gx_span at, struct gx_vbt *out);

/*
 * True for an ordinary table.  Other tables have no outputs, or were made for a virtual
 * GPU.  They are accepted only where a table is expected.
 */
/*@
  requires \valid_read(vbt);
  requires vbt->has_features == 0 || vbt->has_features == 1;
  requires vbt->has_definitions == 0 || vbt->has_definitions == 1;
  requires vbt->made_up == 0 || vbt->made_up == 1;
  assigns \nothing;
*/
bool gx_vbt_is_usual(const struct gx_vbt *vbt);

/*
 * A clause that says why gx_vbt_decode() refuses bytes that start like a table.  NULL for
 * other bytes.
 */
/*@
  requires gx_readable(at);
  assigns \nothing;
*/
const char *gx_vbt_refused(struct gx_span at);

#endif /* GX_FORMAT_VBT_H */
