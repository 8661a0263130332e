/* SPDX-License-Identifier: BSD-2-Clause */
/* ovmf.c - find the packed file of OVMF, unpack it, find the DXE volume in it */
#include "build/ovmf.h"

#include "base/checked.h"
#include "base/sink.h"
#include "codec/lzma.h"
#include "format/pi/ffs_section.h"
#include "format/pe/pe.h"

#define VOLUME_STEP  0x1000     /* volumes start on flash blocks */
#define UNPACKED_MAX (64 << 20) /* OVMF unpacks to 14 to 16 MiB */
#define DICT_AT      1          /* offset in the LZMA header */

static const struct gx_guid lzma_guid = GX_GUID(EE4E5898, 3914, 4259, 9D, 6E, DC, 7B, D7,
						94, 03, CF);

struct gx_file_cursor gx_file_cursor(struct gx_span volume,
				     const struct gx_volume *header)
{
	return (struct gx_file_cursor){
		.volume = gx_span_head(volume, header->size),
		.header = header,
		.end = header->files_at,
	};
}

bool gx_file_next(struct gx_file_cursor *c)
{
	struct gx_span rest;

	if (c->damaged || !gx_align_u64(c->end, 8, &c->at))
		return false;
	rest = gx_span_tail(c->volume, c->at);
	if (gx_span_is_filled(gx_span_head(rest, GX_FILE_MIN_HEADER),
			      c->header->erased)) {
		c->damaged = !gx_span_is_filled(rest, c->header->erased);
		return false;
	}
	c->damaged = gx_file_decode(rest, c->header, &c->file) != GOPX_OK ||
		     !c->file.header_ok || c->file.size > rest.len ||
		     c->file.state != GX_FILE_STATE_DATA_VALID;
	if (!c->damaged)
		c->end = c->at + c->file.size;
	return !c->damaged;
}

/* The body of the file at the cursor. */
static struct gx_span file_body(const struct gx_file_cursor *c)
{
	struct gx_span file = gx_span_head(gx_span_tail(c->volume, c->at), c->file.size);

	return gx_span_tail(file, c->file.header_size);
}

/* The first section of this type in a stream of sections: its header and its body. */
static bool find_section(struct gx_span stream, uint64_t *at, uint8_t type,
			 struct gx_section *out, struct gx_span *body)
{
	struct gx_span whole;

	while (gx_align_u64(*at, 4, at) && *at < stream.len) {
		struct gx_span rest = gx_span_tail(stream, *at);

		if (gx_section_decode(rest, out) != GOPX_OK ||
		    !gx_span_sub(rest, 0, out->size, &whole))
			return false;
		if (out->type == type) {
			*body = gx_span_tail(whole, out->header_size);
			return true;
		}
		/* Never 0: gx_section_decode() checks that the size includes a header. */
		*at += out->size;
	}
	return false;
}

/* The machine type of the DXE core; 0 if the volume has no core. */
static uint16_t core_machine(struct gx_span volume, const struct gx_volume *header)
{
	struct gx_file_cursor c = gx_file_cursor(volume, header);

	while (gx_file_next(&c)) {
		struct gx_section section;
		struct gx_span body;
		struct gx_pe pe;
		uint64_t at = 0;

		if (c.file.type == GX_FILE_DXE_CORE &&
		    find_section(file_body(&c), &at, GX_SECTION_PE32, &section, &body) &&
		    gx_pe_decode(body, &pe) == GOPX_OK)
			return pe.machine;
	}
	return 0;
}

/* The volume with the DXE core in the unpacked bytes. */
static uint16_t find_dxe(struct gx_ovmf *o)
{
	struct gx_span stream = gx_span(o->unpacked, o->unpacked_size);
	struct gx_section section;
	struct gx_span body;
	uint64_t at = 0;

	while (find_section(stream, &at, GX_SECTION_VOLUME_IMAGE, &section, &body)) {
		uint16_t machine = 0;

		if (gx_volume_decode(body, &o->dxe) == GOPX_OK && o->dxe.size <= body.len)
			machine = core_machine(body, &o->dxe);
		o->dxe_at = gx_span_offset(stream, body);
		if (machine)
			return machine;
		at += section.size;
	}
	return 0;
}

static enum gopx_status unpack(struct gx_span packed, struct gx_arena *arena,
			       struct gx_ovmf *o)
{
	struct gx_sink sink = { .arena = arena, .limit = UNPACKED_MAX };
	struct gx_reader r = gx_reader(packed);

	gx_skip(&r, DICT_AT);
	o->dict_size = gx_le32(&r);
	GX_TRY(gx_lzma_decode(packed, &sink));
	o->unpacked = sink.data;
	o->unpacked_size = gx_sink_end(&sink).len;
	return GOPX_OK;
}

/*
 * A packed file can be written again if it has plain headers, consists of one section,
 * and is the last file of its volume.
 */
static bool is_rewritable(struct gx_file_cursor c, const struct gx_section *section,
			  struct gx_span body)
{
	return c.file.header_size == GX_FILE_MIN_HEADER && c.file.tail_size == 0 &&
	       section->header_size == 24 && section->data_offset >= 24 &&
	       section->data_offset <= section->size && body.len - section->size < 4 &&
	       !gx_file_next(&c) && !c.damaged;
}

/* Check one file of an outer volume.  GOPX_E_FORMAT: it is not the packed file. */
static enum gopx_status try_file(const struct gx_file_cursor *c, struct gx_span firmware,
				 struct gx_arena *arena, struct gx_ovmf *o,
				 const char **why)
{
	struct gx_span body = file_body(c), packed;
	struct gx_section section;
	enum gopx_status status;
	uint16_t machine;

	if (c->file.type != GX_FILE_VOLUME_IMAGE ||
	    gx_section_decode(body, &section) != GOPX_OK ||
	    section.type != GX_SECTION_GUID_DEFINED || section.size > body.len ||
	    !gx_guid_equal(&section.guid, &lzma_guid))
		return GOPX_E_FORMAT;
	if (!is_rewritable(*c, &section, body)) {
		*why = "its packed volumes are laid out in a way that gopx does not know";
		return GOPX_E_UNSUPPORTED;
	}
	packed = gx_span_tail(gx_span_head(body, section.size), section.data_offset);
	o->file = c->file;
	o->file_at = o->main_at + c->at;
	o->section_at = gx_span_offset(firmware, body);
	o->packed_at = o->section_at + section.data_offset;
	o->room = o->main_at + o->main.size - o->packed_at;
	status = unpack(packed, arena, o);
	if (status == GOPX_E_NOMEM)
		return status;
	if (status != GOPX_OK) {
		*why = "its packed volumes cannot be unpacked";
		return GOPX_E_UNSUPPORTED;
	}
	machine = find_dxe(o);
	if (machine && machine != GX_PE_MACHINE_X64) {
		*why = "built for another machine than x64";
		return GOPX_E_UNSUPPORTED;
	}
	return machine ? GOPX_OK : GOPX_E_FORMAT;
}

enum gopx_status gx_ovmf_open(struct gx_span firmware, struct gx_arena *arena,
			      struct gx_ovmf *out, const char **why)
{
	struct gx_ovmf o = { 0 };

	*out = o;
	while (o.main_at < firmware.len) {
		struct gx_span at = gx_span_tail(firmware, o.main_at);
		struct gx_file_cursor c;

		if (gx_volume_decode(at, &o.main) != GOPX_OK || o.main.size > at.len) {
			o.main_at += VOLUME_STEP;
			continue;
		}
		c = gx_file_cursor(at, &o.main);
		while (o.main.filesystem && gx_file_next(&c)) {
			enum gopx_status status = try_file(&c, firmware, arena, &o, why);

			if (status == GOPX_OK)
				*out = o;
			if (status != GOPX_E_FORMAT)
				return status;
		}
		/* Place and size are inside the firmware, so the sum cannot overflow.  A
		 * volume is never empty, so the loop ends. */
		o.main_at = (o.main_at + o.main.size + VOLUME_STEP - 1) &
			    ~(uint64_t)(VOLUME_STEP - 1);
	}
	*why = "not an x64 OVMF code image that gopx understands";
	return GOPX_E_UNSUPPORTED;
}
