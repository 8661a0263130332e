/* SPDX-License-Identifier: BSD-2-Clause */
/* packed.c - recognise packed streams by their first bytes */
#include "format/pi/packed.h"

#include "base/checked.h"

#define UNPACKED_MAX ((uint64_t)256 * 1024 * 1024)

/* ---- LZMA_Alone ---------------------------------------------------------- */

#define LZMA_PROPERTIES (5 * 5 * 9)
#define LZMA_DICT_MIN   4096
#define LZMA_DICT_UNIT  (1024 * 1024)
#define LZMA_SIZE_MIN   64

/* True for a size that encoders write: 2^n, 2^n + 2^(n-1), or whole MiB. */
static bool is_dictionary(uint32_t size)
{
	uint32_t without_lowest = size & (size - 1);

	if (size < LZMA_DICT_MIN)
		return false;
	return size % LZMA_DICT_UNIT == 0 || without_lowest == 0 ||
	       without_lowest == (size ^ without_lowest) << 1;
}

bool gx_lzma_is_believable(struct gx_span at, uint64_t *unpacked)
{
	struct gx_reader r = gx_reader(at);
	uint8_t properties = gx_u8(&r);
	uint32_t dictionary = gx_le32(&r);
	uint64_t size = gx_le64(&r);
	uint8_t first = gx_u8(&r);
	uint32_t code = gx_be32(&r);

	*unpacked = size;
	if (r.failed || properties >= LZMA_PROPERTIES || !is_dictionary(dictionary))
		return false;
	/*
	 * A stream starts with a byte of 0.  Its first symbol is a literal, so the next
	 * bit is 0.  A stream of zeros is refused: it would unpack to zeros, as invalid
	 * streams do.
	 */
	return (size == UINT64_MAX || (size >= LZMA_SIZE_MIN && size <= UNPACKED_MAX)) &&
	       first == 0 && code != 0 && code < UINT32_C(0x80000000);
}

/* ---- Tiano and EFI 1.1 --------------------------------------------------- */

#define EFI_HEADER_SIZE 8
#define EFI_PADDING_MAX 64

/* Get the bytes that follow the stream; false if its header is not valid. */
static bool efi_stream_tail(struct gx_span at, uint64_t *tail)
{
	struct gx_reader r = gx_reader(at);
	uint64_t packed = gx_le32(&r);
	uint64_t unpacked = gx_le32(&r);

	if (r.failed || packed == 0 || packed > at.len - EFI_HEADER_SIZE ||
	    unpacked <= packed || unpacked > UNPACKED_MAX)
		return false;
	*tail = at.len - EFI_HEADER_SIZE - packed;
	return true;
}

bool gx_efi_stream_is_believable(struct gx_span at)
{
	uint64_t tail;

	return efi_stream_tail(at, &tail) && tail <= EFI_PADDING_MAX;
}

bool gx_efi_stream_is_whole(struct gx_span at)
{
	uint64_t tail;

	return efi_stream_tail(at, &tail) && tail == 0;
}

/* ---- deflate ------------------------------------------------------------- */

bool gx_gzip_is_believable(struct gx_span at)
{
	return gx_span_starts(at, "\x1f\x8b\x08", 3);
}

/* RFC 1950, 2.2: method 8, a window of up to 32 KiB, and a check of five bits. */
bool gx_zlib_is_believable(struct gx_span at)
{
	struct gx_reader r = gx_reader(at);
	uint16_t header = gx_be16(&r);
	bool dictionary = header & 0x20;

	return !r.failed && (header >> 8 & 15) == 8 && header >> 12 <= 7 && !dictionary &&
	       header % 31 == 0;
}
