/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_pack_tiano.c - pack with the EFI 1.1 and Tiano forms of LZ77 */
#include "fwbuild_pack.h"

#include "tiano_encode.h"

static void put_tiano(struct fwbytes *out, const uint8_t *in, size_t len,
		      int position_bits)
{
	size_t room = 2 * len + 1024, at = out->len, size;

	put_fill(out, 0, room);
	size = gx_tiano_encode(in, len, position_bits, out->data + at, room);
	if (size == 0)
		fwbuild_fail("no room for the Tiano stream");
	bytes_cut(out, at + size);
}

void pack_tiano(struct fwbytes *out, const uint8_t *in, size_t len)
{
	put_tiano(out, in, len, 5);
}

void pack_efi11(struct fwbytes *out, const uint8_t *in, size_t len)
{
	put_tiano(out, in, len, 4);
}
