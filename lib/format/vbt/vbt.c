/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * vbt.c - VBT header, BIOS data block (BDB) and its list of blocks
 *
 * Facts from the Linux kernel's and IGT's public definitions (intel_vbt_defs.h),
 * measured over some 500 tables in use.
 */
#include "format/vbt/vbt.h"

#include "base/sum.h"
#include "format/vbt/vbt_block.h"

#define BDB_SIGNATURE      "BIOS_DATA_BLOCK" /* a blank follows, or a NUL (GVT-g) */
#define BDB_SIGNATURE_LEN  15
#define BDB_SIGNATURE_SIZE 16
#define BDB_HEADER_SIZE    22
#define SIZE_AT            24
#define BDB_AT             28
#define SIGN_ON_AT         10
#define SIGN_ON_SIZE       155

/*
 * Walk the blocks.  The sign-on is not required: Bay Trail's tables for the driver have
 * none.
 */
/*@
  requires \valid(out) && gx_readable(out->blocks);
  requires out->has_features == 0 && out->has_definitions == 0;
  assigns out->sign_on, out->blocks_ok, out->has_features, out->has_definitions;
*/
static void blocks_decode(struct gx_vbt *out)
{
	struct gx_vbt_blocks it = gx_vbt_blocks(out->blocks);
	struct gx_vbt_block block;

	/*@
	  loop invariant gx_reading(it.r);
	  loop invariant out->has_features == 0 || out->has_features == 1;
	  loop invariant out->has_definitions == 0 || out->has_definitions == 1;
	  loop assigns it.r.pos, it.r.failed, block, out->sign_on, out->has_features,
		  out->has_definitions;
	  loop variant it.r.failed ? 0 : it.r.s.len - it.r.pos + 1;
	*/
	while (gx_vbt_block_next(&it, &block)) {
		if (block.cut)
			break;
		out->has_features |= block.id == GX_VBT_GENERAL_FEATURES;
		out->has_definitions |= block.id == GX_VBT_GENERAL_DEFINITIONS;
		/* Take the first sign-on block; in 28 old tables, a second one contains
		 * something else. */
		if (block.id == GX_VBT_SIGN_ON && out->sign_on.len == 0)
			out->sign_on = gx_span_head(gx_span_tail(block.data, SIGN_ON_AT),
						    SIGN_ON_SIZE);
	}
	out->blocks_ok = !it.r.failed;
}

/* Header and BDB header. */
/*@
  requires gx_readable(at) && \valid(v);
  assigns *v;
  ensures v->has_features == \old(v->has_features);
  ensures v->has_definitions == \old(v->has_definitions);
*/
static enum gopx_status headers_decode(struct gx_span at, struct gx_vbt *v)
{
	struct gx_reader r = gx_reader(at);
	struct gx_span bdb_signature;
	uint32_t bdb_at;

	v->signature = gx_take(&r, GX_VBT_SIGNATURE_SIZE);
	v->version = gx_le16(&r);
	v->header_size = gx_le16(&r);
	v->size = gx_le16(&r);
	v->checksum = gx_u8(&r);
	gx_skip(&r, 1); /* reserved */
	bdb_at = gx_le32(&r);
	/* The header states its own size, but wrongly; no program uses that size. */
	if (r.failed || !gx_span_starts(at, GX_VBT_SIGNATURE, 4) ||
	    bdb_at < GX_VBT_HEADER_SIZE ||
	    v->size < GX_VBT_HEADER_SIZE + BDB_HEADER_SIZE ||
	    bdb_at > (uint32_t)v->size - BDB_HEADER_SIZE)
		return GOPX_E_FORMAT;
	gx_seek(&r, bdb_at);
	v->bdb_at = (uint16_t)bdb_at;
	bdb_signature = gx_take(&r, BDB_SIGNATURE_SIZE);
	if (!gx_span_starts(bdb_signature, BDB_SIGNATURE, BDB_SIGNATURE_LEN))
		return r.failed ? GOPX_E_TRUNCATED : GOPX_E_FORMAT;
	v->made_up = gx_span_at(bdb_signature, BDB_SIGNATURE_LEN) == 0;
	v->bdb_version = gx_le16(&r);
	v->bdb_header_size = gx_le16(&r);
	v->bdb_size = gx_le16(&r);
	return r.failed ? GOPX_E_TRUNCATED : GOPX_OK;
}

enum gopx_status gx_vbt_decode(struct gx_span at, struct gx_vbt *out)
{
	struct gx_vbt v = { 0 };

	*out = v;
	GX_TRY(headers_decode(at, &v));
	if (v.bdb_header_size < BDB_HEADER_SIZE || v.bdb_size < v.bdb_header_size)
		return GOPX_E_FORMAT;
	if (!gx_span_sub(at, 0, v.size, &v.table)) {
		*out = v;
		return GOPX_E_TRUNCATED;
	}
	/*
	 * bdb_size is one byte too small in every table for the driver since Skylake.  So
	 * the end of the table is the end of the blocks.
	 */
	if (v.bdb_size > v.table.len - v.bdb_at)
		return GOPX_E_FORMAT;
	v.blocks_at = v.bdb_at + v.bdb_header_size;
	v.blocks = gx_span_tail(v.table, v.blocks_at);
	blocks_decode(&v);
	v.checksum_right = (uint8_t)(v.checksum - gx_sum8(v.table));
	v.checksum_ok = v.checksum == v.checksum_right;
	*out = v;
	return GOPX_OK;
}

bool gx_vbt_is_usual(const struct gx_vbt *vbt)
{
	return vbt->has_features && vbt->has_definitions && !vbt->made_up;
}

const char *gx_vbt_refused(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	uint32_t size, bdb_at, bdb_size;

	if (!gx_span_starts(at, GX_VBT_SIGNATURE, 4))
		return NULL;
	gx_seek(&r, SIZE_AT);
	size = gx_le16(&r);
	gx_seek(&r, BDB_AT);
	bdb_at = gx_le32(&r);
	if (r.failed || at.len < GX_VBT_HEADER_SIZE)
		return "its header of 48 bytes is cut off; Linux refuses it, too";
	if (size > at.len)
		return "it states more bytes than are here; Linux refuses it, too";
	if (bdb_at > size || size - bdb_at < BDB_HEADER_SIZE)
		return "its BIOS data block begins outside of it; Linux refuses it, too";
	gx_seek(&r, bdb_at);
	if (!gx_span_starts(gx_take(&r, BDB_SIGNATURE_SIZE), BDB_SIGNATURE,
			    BDB_SIGNATURE_LEN))
		return "there is no BIOS data block where it states one";
	gx_skip(&r, 4); /* version and size of the header */
	bdb_size = gx_le16(&r);
	if (bdb_size > size - bdb_at)
		return "its BIOS data block states more bytes than it has; Linux refuses "
		       "it, too";
	return "the headers of its BIOS data block overlap";
}
