/* SPDX-License-Identifier: BSD-2-Clause */
/* ffs_volume.c - EFI_FIRMWARE_VOLUME_HEADER and its extended header */
#include "format/pi/ffs_volume.h"

#include "base/checked.h"
#include "base/sum.h"
#include "format/pi/ffs_file.h"

#define FVB_ERASE_POLARITY  0x00000800 /* Attributes bit: erased bits read as 1 */
#define EXT_HEADER_MIN_SIZE 20

static const struct filesystem {
	struct gx_guid guid;
	enum gx_filesystem filesystem;
	const char *name;
	bool nvram;
} filesystems[] = {
	{ GX_GUID(7A9354D9, 0468, 444A, 81, CE, 0B, F6, 17, D8, 90, DF), GX_FS_FFS1,
	  "ffs1", false },
	{ GX_GUID(8C8CE578, 8A3D, 4F1C, 99, 35, 89, 61, 85, C3, 2D, D3), GX_FS_FFS2,
	  "ffs2", false },
	{ GX_GUID(5473C07A, 3DCB, 4DCA, BD, 6F, 1E, 96, 89, E7, 34, 9A), GX_FS_FFS3,
	  "ffs3", false },
	{ GX_GUID(04ADEEAD, 61FF, 4D31, B6, BA, 64, F8, BF, 90, 1F, 5A), GX_FS_FFS2,
	  "apple-immutable", false },
	{ GX_GUID(BD001B8C, 6A71, 487B, A1, 4F, 0C, 2A, 2D, CF, 7A, 5D), GX_FS_FFS2,
	  "apple-authentication", false },
	{ GX_GUID(AD3FFFFF, D28B, 44C4, 9F, 13, 9E, A9, 8A, 97, F9, F0), GX_FS_FFS2,
	  "intel-1", false },
	{ GX_GUID(D6A1CD70, 4B33, 4994, A6, EA, 37, 5F, 2C, CC, 54, 37), GX_FS_FFS2,
	  "intel-2", false },
	{ GX_GUID(4F494156, AED6, 4D64, A5, 37, B8, A5, 55, 7B, CE, EC), GX_FS_FFS2,
	  "sony", false },
	/*
	 * These are not file systems.  gopx only searches their bytes for known pieces.
	 */
	{ GX_GUID(153D2197, 29BD, 44DC, AC, 59, 88, 7F, 70, E4, 1A, 6B), GX_FS_UNKNOWN,
	  "apple-microcode", false },
	{ GX_GUID(FFF12B8D, 7696, 4C8B, A9, 85, 27, 47, 07, 5B, 4F, 50), GX_FS_UNKNOWN,
	  "nvram", true },
	{ GX_GUID(00504624, 8A59, 4EEB, BD, 0F, 6B, 36, E9, 61, 28, E0), GX_FS_UNKNOWN,
	  "nvram-2", true },
	{ GX_GUID(16B45DA2, 7D70, 4AEA, A5, 8D, 76, 0E, 9E, CB, 84, 1D), GX_FS_UNKNOWN,
	  "phoenix-1", false },
	{ GX_GUID(E360BDBA, C3CE, 46BE, 8F, 37, B2, 31, E5, CB, 9F, 35), GX_FS_UNKNOWN,
	  "phoenix-2", false },
};

static void identify_filesystem(struct gx_volume *v)
{
	//@ loop variant sizeof(filesystems) / sizeof(filesystems[0]) - i;
	for (size_t i = 0; i < sizeof(filesystems) / sizeof(filesystems[0]); i++) {
		if (gx_guid_equal(&filesystems[i].guid, &v->filesystem_guid)) {
			v->filesystem = filesystems[i].filesystem;
			v->filesystem_name = filesystems[i].name;
			v->nvram = filesystems[i].nvram;
			return;
		}
	}
}

/* EFI_FV_BLOCK_MAP: {count, size} pairs up to {0, 0}, all inside the header. */
/*@
  requires \valid(r) && gx_reading(*r);
*/
static uint64_t block_map_size(struct gx_reader *r)
{
	uint64_t total = 0;

	/*@
	  loop invariant gx_reading(*r);
	  loop variant r->s.len - r->pos - r->failed;
	*/
	for (;;) {
		uint32_t count = gx_le32(r);
		uint32_t size = gx_le32(r);

		if (r->failed || (count == 0 && size == 0))
			return total;
		/* The product of two u32 is below 2^64, but the sum may overflow. */
		if (!gx_add_u64(total, (uint64_t)count * size, &total))
			return 0;
	}
}

/*
 * EFI_FIRMWARE_VOLUME_EXT_HEADER {FvName, ExtHeaderSize}: the first file follows
 * it, 8-aligned from the volume's start (PI 3.2.1.2).
 */
static void ext_header_decode(struct gx_span at, uint16_t offset, struct gx_volume *v)
{
	struct gx_reader r = gx_reader(gx_span_tail(at, offset));
	struct gx_guid name = gx_read_guid(&r);
	uint32_t size = gx_le32(&r);
	uint64_t end = (uint64_t)offset + size;

	if (r.failed || offset < v->header_size || size < EXT_HEADER_MIN_SIZE ||
	    end > v->size)
		return;
	v->has_name = true;
	v->name = name;
	v->files_at = end;
}

static uint16_t sum_of_words(uint64_t value)
{
	return (uint16_t)(value + (value >> 16) + (value >> 32) + (value >> 48));
}

/* True if the checksum of the header is right for an FvLength that is the size of the
 * block map.  Then FvLength was changed later. */
static bool sum_is_for_map(const struct gx_volume *v)
{
	return v->checksum_off != 0 && v->map_size >= v->header_size &&
	       (uint16_t)(v->checksum_off - sum_of_words(v->size) +
			  sum_of_words(v->map_size)) == 0;
}

/*
 * Choose the size: FvLength, or the size of the block map if FvLength is impossible or
 * was changed.
 */
static bool settle_size(struct gx_volume *v, uint64_t present)
{
	bool known = v->filesystem_name != NULL;

	if (sum_is_for_map(v))
		v->size = v->map_size;
	if (v->size >= v->header_size && v->size <= present)
		return v->checksum_off == 0 || known || v->size == v->map_size;
	if (v->map_size >= v->header_size && v->map_size <= present &&
	    (v->checksum_off == 0 || known)) {
		v->size = v->map_size;
		return true;
	}
	/* A size larger than the input is accepted only from a valid, known header. */
	return v->size >= v->header_size && v->checksum_off == 0 && known;
}

/* A volume that is cut off and has another fault is accepted only if it starts with a
 * file. */
static bool starts_with_file(struct gx_span at, const struct gx_volume *v)
{
	return v->filesystem_name && v->size >= v->header_size &&
	       gx_file_is_plausible(gx_span_tail(at, v->files_at), v);
}

enum gopx_status gx_volume_decode(struct gx_span at, struct gx_volume *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_volume v = { 0 };
	uint32_t attributes;
	uint16_t ext_header_at;
	struct gx_span header;
	bool settled;

	*out = v;
	gx_skip(&r, 16); /* ZeroVector: may hold a reset vector, or Apple's CRC-32 */
	v.filesystem_guid = gx_read_guid(&r);
	v.size = gx_le64(&r);
	if (!gx_span_starts(gx_take(&r, 4), GX_VOLUME_SIGNATURE, 4))
		return GOPX_E_FORMAT;
	attributes = gx_le32(&r);
	v.header_size = gx_le16(&r);
	gx_skip(&r, 2); /* Checksum, which the sum over the header checks */
	ext_header_at = gx_le16(&r);
	gx_skip(&r, 1);
	v.revision = gx_u8(&r);
	if (r.failed || v.header_size < GX_VOLUME_MIN_HEADER ||
	    v.header_size > GX_VOLUME_MAX_HEADER || v.header_size % 2 ||
	    (v.revision != 1 && v.revision != 2) ||
	    !gx_span_sub(at, 0, v.header_size, &header))
		return GOPX_E_FORMAT;
	out->header_size = v.header_size;
	v.checksum_off = gx_sum16(header);
	v.erased = attributes & FVB_ERASE_POLARITY ? 0xff : 0;
	identify_filesystem(&v);
	r.s = header;
	v.map_size = block_map_size(&r);
	settled = settle_size(&v, at.len);
	v.files_at = v.header_size;
	if (v.revision > 1 && ext_header_at)
		ext_header_decode(at, ext_header_at, &v);
	v.files_at = (v.files_at + 7) & ~(uint64_t)7;
	if (!settled && !starts_with_file(at, &v))
		return GOPX_E_FORMAT;
	*out = v;
	return GOPX_OK;
}
