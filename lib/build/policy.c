/* SPDX-License-Identifier: BSD-2-Clause */
/* policy.c - the policy driver with a table in its slot */
#include "build/policy.h"

#include <gopx/build.h>

#include <string.h>

#include "base/bytes.h"
#include "build/drivers.h"
#include "build/put.h"
#include "format/vbt/vbt.h"

/* The slot has a marker, then these fields, then the table (guest/slot.h). */
#define SLOT_MARKER   "GOPX-VBT-SLOT-1"
#define SLOT_CAPACITY 16
#define SLOT_SIZE     20
#define SLOT_LID      24
#define SLOT_DATA     32

#define VBT_SIZE_AT 24

size_t gopx_policy_size(void)
{
	return gx_policy_driver_size;
}

bool gx_is_table(struct gx_span s)
{
	struct gx_reader r = gx_reader(s);

	gx_seek(&r, VBT_SIZE_AT);
	return gx_span_starts(s, GX_VBT_SIGNATURE, 4) && s.len >= GX_VBT_HEADER_SIZE &&
	       gx_le16(&r) <= s.len;
}

enum gopx_status gopx_policy_write(struct gopx_bytes vbt, enum gopx_lid lid, void *out,
				   size_t room)
{
	struct gx_span driver = gx_span(gx_policy_driver, gx_policy_driver_size);
	struct gx_span table = gx_span(vbt.data, vbt.size);
	size_t slot = gx_span_find(driver, gx_span(SLOT_MARKER, sizeof(SLOT_MARKER)));
	struct gx_reader r = gx_reader(gx_span_tail(driver, slot));
	uint8_t *p = out;
	uint32_t capacity;

	gx_skip(&r, SLOT_CAPACITY);
	capacity = gx_le32(&r);
	if (r.failed)
		return GOPX_E_INTERNAL;
	if (room < driver.len)
		return GOPX_E_ARGUMENT;
	if (table.len > capacity)
		return GOPX_E_LIMIT;
	if (table.len && !gx_is_table(table))
		return GOPX_E_FORMAT;
	gx_span_copy(driver, p);
	p += slot;
	gx_put_le(p + SLOT_SIZE, table.len, 4);
	gx_put_le(p + SLOT_LID, (uint32_t)lid, 4);
	gx_span_copy(table, p + SLOT_DATA);
	return GOPX_OK;
}
