/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_fujitsu.c - inverts each bit, as Fujitsu and VAIO do to hide cabinets */
#include "pack_vendor.h"

void pack_inverted(struct fwbytes *out, const uint8_t *in, size_t len)
{
	for (size_t i = 0; i < len; i++)
		put_u8(out, 0xFFu ^ in[i]);
}
