/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_portwell.c - Portwell's packages: files that follow an unpacker */
#include "pack_vendor.h"

void portwell_put(struct fwbytes *out, const struct pack_member *files, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		put_text(out, "<UU>");
		if (files[i].packed)
			pack_efi11(out, files[i].data, files[i].len);
		else
			put_bytes(out, files[i].data, files[i].len);
	}
}
