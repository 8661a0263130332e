/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_phoenix.c - Phoenix TDK packers: files, "$PACK", and an entry for each file */
#include "pack_vendor.h"

enum { ENTRY_NAME = 0x100, BLANK = 0x200, FILES_MAX = 16 };

void tdk_put(struct fwbytes *out, size_t packer, const struct pack_member *files,
	     size_t count, struct pack_fields *fields)
{
	size_t starts[FILES_MAX + 1], table;

	if (count > FILES_MAX)
		fwbuild_fail("too many files");
	for (size_t i = 0; i < count; i++) {
		starts[i] = out->len;
		if (files[i].packed)
			pack_lzma_end_marker(out, files[i].data, files[i].len);
		else
			put_bytes(out, files[i].data, files[i].len);
	}
	starts[count] = table = out->len;
	put_bytes(out, "$PACK\0\0\0", 8);
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)(0x10 + BLANK + count * 0x110));
	pack_field(fields, out->len, 4);
	put_le32(out, (uint32_t)count);
	put_fill(out, 0, BLANK);
	for (size_t i = 0; i < count; i++) {
		size_t entry = out->len;

		put_text(out, files[i].name);
		put_fill_to(out, 0, entry + ENTRY_NAME);
		pack_field(fields, out->len, 4);
		put_le32(out, (uint32_t)(starts[i] - packer));
		pack_field(fields, out->len, 4);
		put_le32(out, (uint32_t)(starts[i + 1] - starts[i]));
		pack_field(fields, out->len, 4);
		put_le32(out, files[i].packed);
		put_le32(out, 0);
	}
}
