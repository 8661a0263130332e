/* SPDX-License-Identifier: BSD-2-Clause */
/* ffs_section.c - EFI_COMMON_SECTION_HEADER and the headers that extend it */
#include "format/pi/ffs_section.h"

#include "base/checked.h"

#define SIZE_IS_EXTENDED           0xffffff
#define ATTRIB_PROCESSING_REQUIRED 0x01
#define LOOK                       64 /* bytes that distinguish padding from a section */

static const struct section_name {
	uint8_t type;
	const char *name;
} section_names[] = {
	{ GX_SECTION_COMPRESSION, "compression" },
	{ GX_SECTION_GUID_DEFINED, "guid-defined" },
	{ GX_SECTION_DISPOSABLE, "disposable" },
	{ GX_SECTION_PE32, "pe32" },
	{ GX_SECTION_PIC, "pic" },
	{ GX_SECTION_TE, "te" },
	{ GX_SECTION_DXE_DEPEX, "dxe-depex" },
	{ GX_SECTION_VERSION, "version" },
	{ GX_SECTION_UI, "ui" },
	{ GX_SECTION_COMPAT16, "compat16" },
	{ GX_SECTION_VOLUME_IMAGE, "volume-image" },
	{ GX_SECTION_FREEFORM_SUBTYPE_GUID, "freeform" },
	{ GX_SECTION_RAW, "raw" },
	{ GX_SECTION_PEI_DEPEX, "pei-depex" },
	{ GX_SECTION_MM_DEPEX, "mm-depex" },
	{ GX_SECTION_INSYDE_POSTCODE, "insyde-postcode" },
	{ GX_SECTION_PHOENIX_POSTCODE, "phoenix-postcode" },
};

const char *gx_section_type_name(uint8_t type)
{
	/*@
	  loop assigns i;
	  loop variant sizeof(section_names) / sizeof(section_names[0]) - i;
	*/
	for (size_t i = 0; i < sizeof(section_names) / sizeof(section_names[0]); i++) {
		if (section_names[i].type == type)
			return section_names[i].name;
	}
	return NULL;
}

enum gopx_status gx_section_decode(struct gx_span at, struct gx_section *out)
{
	struct gx_reader r = gx_reader(at);
	struct gx_section s = { .size = gx_le24(&r) };

	*out = (struct gx_section){ 0 };
	s.type = gx_u8(&r);
	/* PI allows the long form in FFS3 only; FFS2 volumes have been seen with it. */
	if (s.size == SIZE_IS_EXTENDED)
		s.size = gx_le32(&r);
	if (s.type == GX_SECTION_COMPRESSION) {
		s.unpacked_size = gx_le32(&r);
		s.compression = gx_u8(&r);
	} else if (s.type == GX_SECTION_GUID_DEFINED) {
		s.has_guid = true;
		s.guid = gx_read_guid(&r);
		s.data_offset = gx_le16(&r);
		s.processed = gx_le16(&r) & ATTRIB_PROCESSING_REQUIRED;
	} else if (s.type == GX_SECTION_FREEFORM_SUBTYPE_GUID) {
		s.has_guid = true;
		s.guid = gx_read_guid(&r);
	}
	s.header_size = r.pos;
	if (r.failed)
		return GOPX_E_TRUNCATED;
	*out = s;
	return s.size < s.header_size ? GOPX_E_CORRUPT : GOPX_OK;
}

/* True for erased flash, and for the zeros that pad a stream to its alignment. */
/*@
  requires gx_readable(s);
  assigns \nothing;
*/
static bool is_padding(struct gx_span s)
{
	return gx_span_is_filled(s, 0xff) || gx_span_is_filled(s, 0);
}

/* The end of the last section of a stream and of its padding; 0 if 's' is not a stream of
 * sections. */
/*@
  requires gx_readable(s) && \valid(looked);
  requires s.len <= SIZE_MAX - 3; // no object is so large
  assigns *looked;
*/
static uint64_t stream_end(struct gx_span s, uint64_t *looked)
{
	uint64_t off = 0;

	/*@
	  loop assigns off, *looked;
	  loop variant s.len - off;
	*/
	while (off < s.len && !is_padding(gx_span_head(gx_span_tail(s, off), LOOK))) {
		struct gx_section section;
		struct gx_span rest = gx_span_tail(s, off);

		*looked += LOOK;
		if (gx_section_decode(rest, &section) != GOPX_OK ||
		    !gx_section_type_name(section.type) || section.size > rest.len)
			return 0;
		off = gx_section_after(off, section.size);
	}
	return off;
}

bool gx_section_stream_is_plausible(struct gx_span s, uint64_t *looked)
{
	return stream_end(s, looked) > 0;
}

bool gx_section_stream_is_whole(struct gx_span s, uint64_t *looked)
{
	return s.len > 0 && stream_end(s, looked) >= s.len;
}

uint64_t gx_section_unknown_run(struct gx_span s, uint64_t *looked)
{
	uint64_t off = 0;

	/*@
	  loop assigns off, *looked;
	  loop variant s.len - off;
	*/
	while (off < s.len && !is_padding(gx_span_head(gx_span_tail(s, off), LOOK))) {
		struct gx_section section;
		struct gx_span rest = gx_span_tail(s, off);

		*looked += LOOK;
		if (gx_section_decode(rest, &section) != GOPX_OK)
			return 0;
		if (gx_section_type_name(section.type))
			return off;
		if (section.size > rest.len)
			return 0;
		off = gx_section_after(off, section.size);
	}
	return off;
}
