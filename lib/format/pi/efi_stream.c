/* SPDX-License-Identifier: BSD-2-Clause */
/* efi_stream.c - {packed u32, unpacked u32}, then as many packed bytes as it says */
#include "format/pi/efi_stream.h"

#define HEADER_SIZE  8
#define UNPACKED_MIN 4096 /* no firmware is smaller */
#define UNPACKED_MAX ((uint64_t)256 * 1024 * 1024)

bool gx_efi_stream_is_whole(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	uint64_t packed = gx_le32(&r);
	uint64_t unpacked = gx_le32(&r);

	return !r.failed && packed > 0 && packed + HEADER_SIZE == at.len &&
	       unpacked > packed && unpacked >= UNPACKED_MIN && unpacked <= UNPACKED_MAX;
}
