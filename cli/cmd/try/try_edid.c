/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * try_edid.c - check that a file is an EDID, which describes a display (VESA E-EDID 1.4,
 * 3)
 */
#include "cmd/try/try.h"

#include <string.h>

#define BLOCK      128u
#define BLOCKS_MAX 4u

const char *try_edid_fault(struct gopx_bytes edid)
{
	static const uint8_t head[] = { 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0 };
	unsigned int sum = 0;

	if (edid.size < BLOCK || edid.size % BLOCK || edid.size > BLOCKS_MAX * BLOCK)
		return "not an EDID: its size is not 128, 256, 384 or 512 bytes";
	if (memcmp(edid.data, head, sizeof(head)) != 0)
		return "not an EDID: it does not begin with 00 ff ff ff ff ff ff 00";
	for (size_t i = 0; i < BLOCK; i++)
		sum += edid.data[i];
	return sum & 0xff ? "the checksum of the EDID is wrong, so drivers ignore it"
			  : NULL;
}
