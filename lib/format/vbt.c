/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt.c - VBT header, BIOS data block (BDB) and its list of blocks
 *
 * Facts from the Linux kernel's and IGT's public definitions (intel_vbt_defs.h),
 * measured over some 500 tables in use.
 */
#include "format/vbt.h"

#include "base/sum.h"

#define BDB_SIGNATURE             "BIOS_DATA_BLOCK "
#define BDB_SIGNATURE_LEN         16
#define BDB_HEADER_SIZE           22
#define BLOCK_GENERAL_FEATURES    1
#define BLOCK_GENERAL_DEFINITIONS 2
#define BLOCK_MIPI_SEQUENCE       53
#define BLOCK_VBIOS_SIGN_ON       254
#define SIGN_ON_AT                10
#define SIGN_ON_SIZE              155

/*
 * The next block's id and data.  Block 53 from version 3 on has its size as u32
 * behind the version byte; the 16-bit field is unreliable there.
 */
static bool take_block(struct gx_reader *r, uint8_t *id, struct gx_span *data)
{
	uint16_t size;

	*id = gx_u8(r);
	size = gx_le16(r);
	if (*id == BLOCK_MIPI_SEQUENCE) {
		struct gx_reader peek = gx_reader(gx_rest(r));

		if (gx_u8(&peek) >= 3) {
			*data = gx_take(r, (uint64_t)5 + gx_le32(&peek));
			return !r->failed;
		}
	}
	*data = gx_take(r, size);
	return !r->failed;
}

/*
 * Walk the blocks; true when those are there that every table has.  The sign-on is
 * not among them: Bay Trail's tables for the driver have none.
 */
static bool blocks_decode(struct gx_span blocks, struct gx_vbt *out)
{
	struct gx_reader r = gx_reader(blocks);
	bool features = false, definitions = false;

	while (!r.failed && r.pos < blocks.len) {
		struct gx_span data;
		uint8_t id;

		if (!take_block(&r, &id, &data))
			break;
		features |= id == BLOCK_GENERAL_FEATURES;
		definitions |= id == BLOCK_GENERAL_DEFINITIONS;
		if (id == BLOCK_VBIOS_SIGN_ON)
			out->sign_on = gx_span_head(gx_span_tail(data, SIGN_ON_AT),
						    SIGN_ON_SIZE);
	}
	out->blocks_ok = !r.failed;
	return features && definitions;
}

/* Header and BDB header; 'bdb' is then the part of 'at' from the BDB on. */
static enum gopx_status headers_decode(struct gx_span at, struct gx_vbt *v,
				       struct gx_span *bdb, uint16_t *bdb_header_size)
{
	struct gx_reader r = gx_reader(at);
	uint32_t bdb_at;

	v->signature = gx_take(&r, GX_VBT_SIGNATURE_SIZE);
	gx_skip(&r, 2); /* version: 100 in every table seen */
	v->header_size = gx_le16(&r);
	v->size = gx_le16(&r);
	gx_skip(&r, 2); /* checksum: part of the sum; reserved */
	bdb_at = gx_le32(&r);
	if (r.failed || !gx_span_starts(at, GX_VBT_SIGNATURE, 4) ||
	    v->header_size < GX_VBT_HEADER_SIZE || bdb_at < GX_VBT_HEADER_SIZE ||
	    v->size < GX_VBT_HEADER_SIZE + BDB_HEADER_SIZE ||
	    bdb_at > (uint32_t)v->size - BDB_HEADER_SIZE)
		return GOPX_E_FORMAT;
	gx_seek(&r, bdb_at);
	*bdb = gx_rest(&r);
	if (!gx_span_starts(gx_take(&r, BDB_SIGNATURE_LEN), BDB_SIGNATURE,
			    BDB_SIGNATURE_LEN))
		return r.failed ? GOPX_E_TRUNCATED : GOPX_E_FORMAT;
	v->bdb_version = gx_le16(&r);
	*bdb_header_size = gx_le16(&r);
	v->bdb_size = gx_le16(&r);
	return r.failed ? GOPX_E_TRUNCATED : GOPX_OK;
}

enum gopx_status gx_vbt_decode(struct gx_span at, struct gx_vbt *out)
{
	struct gx_vbt v = { 0 };
	struct gx_span bdb, blocks, whole;
	uint16_t bdb_header_size;

	*out = v;
	GX_TRY(headers_decode(at, &v, &bdb, &bdb_header_size));
	if (bdb_header_size < BDB_HEADER_SIZE || v.bdb_size < bdb_header_size)
		return GOPX_E_FORMAT;
	if (!gx_span_sub(at, 0, v.size, &whole))
		return GOPX_E_TRUNCATED;
	/*
	 * The blocks end with the table: bdb_size is one byte less in every table
	 * made for the driver from Skylake on.
	 */
	bdb = gx_span_tail(whole, gx_span_offset(at, bdb));
	if (v.bdb_size > bdb.len)
		return GOPX_E_FORMAT;
	blocks = gx_span_tail(bdb, bdb_header_size);
	out->size = v.size;
	if (!blocks_decode(blocks, &v))
		return GOPX_E_FORMAT;
	v.checksum_ok = gx_sum8(whole) == 0;
	*out = v;
	return GOPX_OK;
}
