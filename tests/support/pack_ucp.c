/* SPDX-License-Identifier: BSD-2-Clause */
/* pack_ucp.c - AMI UCP packages, whose parts start with a tag, a size and a checksum */
#include "pack_ucp.h"

size_t ucp_begin(struct fwbytes *out, const char *tag, struct pack_fields *fields)
{
	size_t start = out->len;

	put_bytes(out, tag, 4);
	put_fill(out, 0, 12);
	pack_field(fields, start + 4, 4);
	pack_field(fields, start + 8, 2);
	return start;
}

void ucp_end(struct fwbytes *out, size_t start)
{
	size_t size;

	put_align(out, 0, start, 2);
	size = out->len - start;
	poke_le32(out, start + 4, (uint32_t)size);
	poke_le16(out, start + 8, 0x10000U - bytes_sum16(out, start, size));
}

void ucp_module_put(struct fwbytes *out, const char *tag, const struct fwbytes *data,
		    fw_pack *pack, struct pack_fields *fields)
{
	size_t start = ucp_begin(out, tag, fields);

	pack_field(fields, out->len, 4);
	pack_field(fields, out->len + 4, 4);
	if (pack) {
		/* The header of the packed stream has both sizes. */
		pack(out, data->data, data->len);
	} else {
		put_le32(out, (uint32_t)data->len);
		put_le32(out, (uint32_t)data->len);
		put_bytes(out, data->data, data->len);
	}
	ucp_end(out, start);
}
