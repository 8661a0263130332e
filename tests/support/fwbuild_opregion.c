/* SPDX-License-Identifier: BSD-2-Clause */
/* fwbuild_opregion.c - dumps of an IGD OpRegion with a table in or after it */
#include "fwbuild_opregion.h"

size_t opregion_put(struct fwbytes *out, const struct opregion_options *options)
{
	static const struct vbt_options plain = { 0 };
	size_t start = out->len, size = 0;

	put_text(out, "IntelGraphicsMem");
	put_le32(out, options->size ? options->size : OPREGION_SIZE / 1024);
	put_le16(out, 0); /* reserved, revision */
	put_u8(out, options->minor);
	put_u8(out, options->major || options->minor ? options->major : 2);
	put_fill_to(out, 0, start + 0x58);
	put_le32(out, 0x1F); /* mailboxes 1 to 5 */
	put_fill_to(out, 0, start + 0x3BA);
	put_le64(out, options->rvda);
	put_le32(out, options->rvds);
	put_fill_to(out, 0, start + OPREGION_MAILBOX4_AT);
	if (!options->rvda)
		size = vbt_put(out, options->vbt ? options->vbt : &plain);
	put_fill_to(out, 0, start + OPREGION_SIZE);
	return size;
}
