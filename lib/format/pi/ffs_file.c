/* SPDX-License-Identifier: BSD-2-Clause */
/* ffs_file.c - EFI_FFS_FILE_HEADER, EFI_FFS_FILE_HEADER2, and Lenovo's mixture of the
 * two */
#include "format/pi/ffs_file.h"

#include "base/checked.h"
#include "base/sum.h"

#define ATTRIB_LARGE_FILE 0x01 /* in revision 1 the same bit is TAIL_PRESENT */
#define ATTRIB_CHECKSUM   0x40
#define SIZE24_MAX        0xffffff
#define FIXED_CHECKSUM_V1 0x5a /* FFS_FIXED_CHECKSUM of revision 1 volumes */
#define FIXED_CHECKSUM    0xaa

static const char *const type_names[] = {
	"all",
	"raw",
	"freeform",
	"security-core",
	"pei-core",
	"dxe-core",
	"peim",
	"driver",
	"combined-peim-driver",
	"application",
	"smm",
	"volume-image",
	"combined-smm-dxe",
	"smm-core",
	"standalone-mm",
	"standalone-mm-core",
};

const char *gx_file_type_name(uint8_t type)
{
	if (type < sizeof(type_names) / sizeof(type_names[0]))
		return type_names[type];
	if (type == GX_FILE_PAD)
		return "pad";
	if (type >= 0xf0)
		return "ffs";
	if (type >= 0xe0)
		return "debug";
	return type >= 0xc0 ? "oem" : "reserved";
}

/* The polarity of the volume says whether the bits of State are inverted.  The highest
 * bit that is set gives the state. */
static enum gx_file_state state_decode(uint8_t state, uint8_t erased)
{
	state ^= erased;
	//@ loop variant bit;
	for (unsigned int bit = GX_FILE_STATE_HEADER_INVALID; bit; bit >>= 1) {
		if (state & bit)
			return (enum gx_file_state)bit;
	}
	return GX_FILE_STATE_NONE;
}

/*
 * The headers of large files have an ExtendedSize after the first 24 bytes, and their
 * Size is 0 or FFFFFF.  In FFS3, ExtendedSize has 64 bits, and its upper half must be 0.
 * In Lenovo's FFS2 volumes of revision 2, it has 32 bits; there, a header with another
 * Size is not a large one.
 */
static void large_size_decode(struct gx_reader *r, uint32_t size24,
			      const struct gx_volume *v, struct gx_file *f)
{
	if (v->filesystem == GX_FS_FFS3) {
		f->size = gx_le64(r);
		f->header_size = 32;
	} else if (size24 == 0 || size24 == SIZE24_MAX) {
		f->size = gx_le32(r);
		f->header_size = 28;
	}
}

/* The header sums to 0 if State and IntegrityCheck.Checksum.File count as 0. */
static bool header_sum_ok(struct gx_span at, uint64_t header_size, uint8_t data_checksum,
			  uint8_t state)
{
	uint8_t sum = gx_sum8(gx_span_head(at, header_size));

	return (uint8_t)(sum - data_checksum - state) == 0;
}

enum gopx_status gx_file_decode(struct gx_span at, const struct gx_volume *v,
				struct gx_file *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_file f = { .name = gx_read_guid(&r),
			     .header_size = GX_FILE_MIN_HEADER };
	uint8_t attributes, state;
	uint32_t size24;

	*out = (struct gx_file){ 0 };
	gx_skip(&r, 1); /* IntegrityCheck.Checksum.Header, which header_sum_ok() checks */
	f.data_checksum = gx_u8(&r);
	f.type = gx_u8(&r);
	attributes = gx_u8(&r);
	size24 = gx_le24(&r);
	state = gx_u8(&r);
	f.size = size24;
	if (v->revision == 1)
		f.tail_size = attributes & ATTRIB_LARGE_FILE ? 2 : 0;
	else if (attributes & ATTRIB_LARGE_FILE)
		large_size_decode(&r, size24, v, &f);
	if (r.failed)
		return GOPX_E_TRUNCATED;
	f.state = state_decode(state, v->erased);
	f.checksummed = attributes & ATTRIB_CHECKSUM;
	f.header_ok = header_sum_ok(at, f.header_size, f.data_checksum, state);
	*out = f;
	return f.size < f.header_size + f.tail_size ? GOPX_E_CORRUPT : GOPX_OK;
}

bool gx_file_data_ok(const struct gx_file *f, const struct gx_volume *v,
		     struct gx_span body)
{
	uint8_t fixed = v->revision == 1 ? FIXED_CHECKSUM_V1 : FIXED_CHECKSUM;

	if (!f->checksummed)
		return f->data_checksum == fixed;
	return (uint8_t)(gx_sum8(body) + f->data_checksum) == 0;
}

bool gx_file_is_plausible(struct gx_span at, const struct gx_volume *v)
{
	struct gx_file f;

	if (gx_file_decode(at, v, &f) != GOPX_OK || !f.header_ok || f.size > at.len)
		return false;
	if (f.type > 0x0f && f.type < 0xc0)
		return false;
	return f.state == GX_FILE_STATE_DATA_VALID ||
	       f.state == GX_FILE_STATE_MARKED_FOR_UPDATE ||
	       f.state == GX_FILE_STATE_DELETED;
}
