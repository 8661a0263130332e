/* SPDX-License-Identifier: BSD-2-Clause */
/* ffs_section.h - file sections (PI specification, volume 3, 3.2.5) */
#ifndef GX_FORMAT_FFS_SECTION_H
#define GX_FORMAT_FFS_SECTION_H

#include "base/bytes.h"
#include "base/guid.h"
#include "base/status.h"

#define GX_SECTION_HEADER          4
#define GX_SECTION_EXTENDED_HEADER 8

enum gx_section_type {
	GX_SECTION_COMPRESSION = 0x01,
	GX_SECTION_GUID_DEFINED = 0x02,
	GX_SECTION_DISPOSABLE = 0x03,
	GX_SECTION_PE32 = 0x10,
	GX_SECTION_PIC = 0x11,
	GX_SECTION_TE = 0x12,
	GX_SECTION_DXE_DEPEX = 0x13,
	GX_SECTION_VERSION = 0x14,
	GX_SECTION_UI = 0x15,
	GX_SECTION_COMPAT16 = 0x16,
	GX_SECTION_VOLUME_IMAGE = 0x17,
	GX_SECTION_FREEFORM_SUBTYPE_GUID = 0x18,
	GX_SECTION_RAW = 0x19,
	GX_SECTION_PEI_DEPEX = 0x1b,
	GX_SECTION_MM_DEPEX = 0x1c,
	GX_SECTION_INSYDE_POSTCODE = 0x20,
	GX_SECTION_PHOENIX_POSTCODE = 0xf0,
};

enum gx_compression_type { /* how a compression section is packed */
			   GX_COMPRESSION_NONE = 0,
			   GX_COMPRESSION_STANDARD =
			       1, /* Tiano or EFI 1.1; the header does not say which */
			   GX_COMPRESSION_CUSTOMIZED = 2,        /* LZMA */
			   GX_COMPRESSION_CUSTOMIZED_X86 = 0x86, /* LZMA and x86 filter */
};

struct gx_section {
	uint8_t type;
	uint64_t size;        /* header and body; may extend past the input */
	uint64_t header_size; /* fixed header, including the fields of the type */
	bool has_guid;        /* GUID-defined and freeform sections */
	struct gx_guid guid;
	uint64_t data_offset; /* GUID-defined: the stated start of its data; unchecked */
	/* GUID-defined: its attributes say that its data must be processed; packed
	 * sections do not always say so */
	bool processed;
	uint8_t compression;    /* compression sections: enum gx_compression_type */
	uint32_t unpacked_size; /* compression sections */
};

/*
 * Decode the section header at the start of 'at'.  GOPX_E_TRUNCATED: 'at' is shorter than
 * a header; *out is zero.  GOPX_E_CORRUPT: its size is less than its header; the other
 * fields are set.
 */
/*@
  requires gx_readable(at) && \valid(out);
  assigns *out;
  ensures \result == GOPX_OK ==> out->size >= GX_SECTION_HEADER;
*/
GX_NODISCARD enum gopx_status gx_section_decode(struct gx_span at,
						struct gx_section *out);

/* Where the section after this one starts: sections are aligned to 4 bytes. */
/*@
  requires at + size <= UINT64_MAX - 3;
  assigns \nothing;
  ensures at + size <= \result <= at + size + 3 && \result % 4 == 0;
*/
static inline uint64_t gx_section_after(uint64_t at, uint64_t size)
{
	return (at + size + 3) / 4 * 4;
}

/* Type's name, "pe32", "guid-defined"; NULL for an undefined type. */
/*@
  assigns \nothing;
*/
const char *gx_section_type_name(uint8_t type);

/*
 * True if 's' can be read as a stream of sections: at least one, each of a known type
 * and inside 's', and padding after the last one.  The bytes examined are added to
 * *looked.
 */
bool gx_section_stream_is_plausible(struct gx_span s, uint64_t *looked);

/* The same, but only alignment may follow the last section. */
bool gx_section_stream_is_whole(struct gx_span s, uint64_t *looked);

/*
 * The size of the sections of undefined types at the start of 's'.  They count only if a
 * section of a known type, padding or the end of 's' follows them; else 0.  The bytes
 * examined are added to *looked.
 */
/*@
  requires gx_readable(s) && \valid(looked);
  requires s.len <= SIZE_MAX - 3; // no object is so large
  assigns *looked;
*/
uint64_t gx_section_unknown_run(struct gx_span s, uint64_t *looked);

#endif /* GX_FORMAT_FFS_SECTION_H */
