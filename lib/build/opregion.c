/* SPDX-License-Identifier: BSD-2-Clause */
/* opregion.c - IGD OpRegion with a table in it (Intel's specification, 2.0 and 2.1) */
#include <gopx/build.h>

#include <string.h>

#include "build/policy.h"
#include "build/put.h"
#include "format/vbt/opregion.h"
#include "format/vbt/vbt.h"

#define SIZE_AT       0x10 /* u32, KiB */
#define VERSION_AT    0x14 /* u32, the major number in the highest byte */
#define MAILBOXES_AT  0x58 /* u32, a bit for each existing mailbox */
#define RVDA_AT       0x3ba
#define RVDS_AT       0x3c2
#define MAILBOX4_SIZE 0x1800
#define VBT_SIZE_AT   24
#define PAGE          0x1000

#define MAILBOX_ASLE 0x04 /* mailbox 3, which contains RVDA */
#define MAILBOX_VBT  0x08

/* The table in the size that its header states; empty if it is not a table. */
static struct gx_span stated(struct gopx_bytes vbt)
{
	struct gx_span all = gx_span(vbt.data, vbt.size);
	struct gx_reader r = gx_reader(all);

	gx_seek(&r, VBT_SIZE_AT);
	return gx_is_table(all) ? gx_span_head(all, gx_le16(&r)) : gx_span(NULL, 0);
}

static uint64_t size_after(struct gx_span table)
{
	return table.len > MAILBOX4_SIZE ? (table.len + PAGE - 1) & ~(uint64_t)(PAGE - 1)
					 : 0;
}

size_t gopx_opregion_size(struct gopx_bytes vbt)
{
	struct gx_span table = stated(vbt);

	return table.len ? (size_t)(GX_OPREGION_SIZE + size_after(table)) : 0;
}

enum gopx_status gopx_opregion_write(struct gopx_bytes vbt, void *out, size_t room)
{
	struct gx_span table = stated(vbt);
	size_t size = gopx_opregion_size(vbt);
	bool large = size_after(table) != 0;
	uint8_t *p = out;

	if (!size)
		return GOPX_E_FORMAT;
	if (room < size)
		return GOPX_E_ARGUMENT;
	memset(p, 0, size);
	memcpy(p, GX_OPREGION_SIGNATURE, GX_OPREGION_SIGNATURE_SIZE);
	gx_put_le(p + SIZE_AT, GX_OPREGION_SIZE >> 10, 4);
	/* Since version 2.1, RVDA counts from the start of the OpRegion, so it is also
	 * right in a guest. */
	gx_put_le(p + VERSION_AT, large ? 0x02010000 : 0x02000000, 4);
	gx_put_le(p + MAILBOXES_AT, large ? MAILBOX_VBT | MAILBOX_ASLE : MAILBOX_VBT, 4);
	if (large) {
		gx_put_le(p + RVDA_AT, GX_OPREGION_SIZE, 8);
		gx_put_le(p + RVDS_AT, table.len, 4);
	}
	gx_span_copy(table, p + (large ? GX_OPREGION_SIZE : GX_OPREGION_MAILBOX4_AT));
	return GOPX_OK;
}
