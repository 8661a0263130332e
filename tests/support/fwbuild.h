/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fwbuild.h - build firmware volumes, files and sections in memory
 *
 *	struct fwb b = { 0 };
 *
 *	fv_begin(&b, FFS2);
 *	file_begin(&b, FILE_DRIVER, GUID_X);
 *	section(&b, SECTION_PE32, pe, n);
 *	ui_section(&b, "IntelGopDriver");
 *	file_end(&b);
 *	fv_end(&b);
 *	use(b.out.data, b.out.len);
 *	fwb_free(&b);
 *
 * Pieces can be inside each other: a volume in a section in a packed section in a file.
 * Sizes, checksums and alignment follow the PI specification, volume 3. To build a
 * broken image, set a wrong value before you begin the piece:
 *
 *	b.next_section.size = 3; (smaller than its own header)
 *	section(&b, SECTION_RAW, data, n);
 *
 * or overwrite bytes of a finished piece with poke_le32() and similar functions: each
 * function that begins a piece returns the offset of the piece in b.out. To build bytes
 * outside of volumes, put them into b.out.
 */
#ifndef FWBUILD_H
#define FWBUILD_H

#include <stdbool.h>

#include "fwbuild_bytes.h"
#include "fwbuild_guid.h"
#include "fwbuild_pack.h"

/* As a wrong value, this stands for 0, because 0 itself means the right value. */
#define LIE_ZERO UINT64_C(0x5A45524F5A45524F)

#define FFS1 GUID_FFS1
#define FFS2 GUID_FFS2
#define FFS3 GUID_FFS3

enum {
	FILE_RAW = 0x01,
	FILE_FREEFORM = 0x02,
	FILE_DXE_CORE = 0x05,
	FILE_PEIM = 0x06,
	FILE_DRIVER = 0x07,
	FILE_APPLICATION = 0x09,
	FILE_VOLUME_IMAGE = 0x0B,
	FILE_PAD = 0xF0,

	SECTION_COMPRESSION = 0x01,
	SECTION_GUID_DEFINED = 0x02,
	SECTION_DISPOSABLE = 0x03,
	SECTION_PE32 = 0x10,
	SECTION_PIC = 0x11,
	SECTION_TE = 0x12,
	SECTION_DXE_DEPEX = 0x13,
	SECTION_VERSION = 0x14,
	SECTION_UI = 0x15,
	SECTION_FV_IMAGE = 0x17,
	SECTION_FREEFORM = 0x18,
	SECTION_RAW = 0x19,

	GUIDED_PROCESSING_REQUIRED = 0x01,
	GUIDED_AUTH_STATUS_VALID = 0x02,
};

/* Options of the next volume. fv_begin() sets them to zero again. */
struct fwb_volume {
	size_t size;            /* 0: as many blocks as the content needs */
	uint32_t block;         /* size of a block; default: 512 */
	unsigned revision;      /* default: 2, or 1 for FFS1 */
	bool polarity0;         /* erased bytes are 00 */
	const char *ext_name;   /* an extended header with this volume name */
	size_t ext_data;        /* bytes in an entry after that header */
	bool ext_in_pad;        /* put the extended header in a pad file, as GenFv does */
	uint64_t length;        /* wrong value: FvLength */
	uint64_t header_length; /* wrong value */
	uint64_t blocks;        /* wrong value: NumBlocks of the block map */
	uint64_t ext_offset;    /* wrong value */
	uint16_t checksum_xor;  /* bits to invert in the checksum */
};

/* Options of the next file. file_begin() sets them to zero again. */
struct fwb_file {
	unsigned attributes;    /* added to the attributes that the members below set */
	unsigned state;         /* before the inversion for erased FF; default: 0x07 */
	bool large;             /* header with ExtendedSize: u64 in FFS3, else u32 */
	bool checksum;          /* the data has a real checksum instead of the constant */
	bool tail;              /* a file tail (FFS1) */
	uint64_t size;          /* wrong value */
	uint8_t header_sum_xor; /* bits to invert in the sum */
	uint8_t data_sum_xor;   /* the same for the checksum of the data */
};

/* Options of the next section. The function that begins it sets them to zero again. */
struct fwb_section {
	bool extended; /* header with ExtendedSize */
	/* of a GUID-defined section; default: 0x01 if it is packed */
	unsigned attributes;
	size_t prefix;        /* bytes before the packed data that DataOffset includes */
	uint64_t size;        /* wrong value */
	uint64_t data_offset; /* wrong value */
	uint64_t unpacked;    /* wrong value: UncompressedLength */
};

struct fwb_frame;

struct fwb { /* set all members to 0 before the first call */
	struct fwbytes out;
	struct fwb_volume next_fv;
	struct fwb_file next_file;
	struct fwb_section next_section;
	struct fwb_frame *frames; /* the open pieces, outermost first */
	size_t depth;
	size_t room;
};

void fwb_free(struct fwb *b);

/* 'file_system' is a GUID. In FFS3, large files have the form of the specification. */
size_t fv_begin(struct fwb *b, const char *file_system);
void fv_end(struct fwb *b);

size_t file_begin(struct fwb *b, unsigned type, const char *guid);
void file_end(struct fwb *b);

/*
 * Begin and end a section whose content is built between these calls. section_end() packs
 * the content of a guided or compressed section with 'pack'. If 'pack' is NULL, it stores
 * the content.
 */
size_t section_begin(struct fwb *b, unsigned type);
size_t freeform_begin(struct fwb *b, const char *subtype);
size_t guided_begin(struct fwb *b, const char *guid, fw_pack *pack);
size_t compressed_begin(struct fwb *b, unsigned compression_type, fw_pack *pack);
void section_end(struct fwb *b);

/* Put a whole section at once. */
size_t section(struct fwb *b, unsigned type, const void *data, size_t len);
size_t ui_section(struct fwb *b, const char *name);
size_t version_section(struct fwb *b, unsigned build, const char *version);

#endif /* FWBUILD_H */
