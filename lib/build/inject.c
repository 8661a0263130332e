/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * inject.c - drivers and a table as files of OVMF's DXE volume
 *
 * New files follow the last one, in erased space, so no volume grows and no existing file
 * moves.  They have the GUIDs that EDK2 uses when it builds in these drivers.
 */
#include <gopx/build.h>

#include <stddef.h>
#include <string.h>

#include "base/checked.h"
#include "build/ffs_write.h"
#include "build/lzma_reuse.h"
#include "build/ovmf.h"
#include "build/policy.h"
#include "build/put.h"

static const struct gx_new_file new_files[GOPX_GUEST_FILE_COUNT] = {
	[GOPX_GUEST_ASSIGN] = { GX_GUID(FDD95992, 8F3B, 4ADD, 8D, EC, 98, 9E, A8, 4E, 9D,
					F1),
				GX_FILE_DRIVER, GX_SECTION_PE32, true,
				"IgdAssignmentDxe" },
	[GOPX_GUEST_POLICY] = { GX_GUID(9737D7CA, D869, 46E5, A5, EF, 75, D9, 53, 86, 88,
					DE),
				GX_FILE_DRIVER, GX_SECTION_PE32, true,
				"PlatformGOPPolicy" },
	[GOPX_GUEST_GOP] = { GX_GUID(1647B4F3, 3E8A, 4FDD, 81, C8, 32, 8E, D6, 47, AB,
				     1A),
			     GX_FILE_DRIVER, GX_SECTION_PE32, false, "IntelGopDriver" },
	[GOPX_GUEST_VBT] = { GX_GUID(1647B4F3, 3E8A, 4FEF, 81, C8, 32, 8E, D6, 47, AB,
				     1A),
			     GX_FILE_FREEFORM, GX_SECTION_RAW, false, NULL },
};

static bool is_ours(const struct gx_guid *name)
{
	for (size_t i = 0; i < GOPX_GUEST_FILE_COUNT; i++) {
		if (gx_guid_equal(name, &new_files[i].name))
			return true;
	}
	return false;
}

const char *gopx_guest_file_guid(enum gopx_guest_file which)
{
	static const char *const texts[GOPX_GUEST_FILE_COUNT] = {
		[GOPX_GUEST_ASSIGN] = "FDD95992-8F3B-4ADD-8DEC-989EA84E9DF1",
		[GOPX_GUEST_POLICY] = "9737D7CA-D869-46E5-A5EF-75D9538688DE",
		[GOPX_GUEST_GOP] = "1647B4F3-3E8A-4FDD-81C8-328ED647AB1A",
		[GOPX_GUEST_VBT] = "1647B4F3-3E8A-4FEF-81C8-328ED647AB1A",
	};

	return (unsigned int)which < GOPX_GUEST_FILE_COUNT ? texts[which] : NULL;
}

static enum gopx_status refuse(enum gopx_status status, const char *clause,
			       const char **why)
{
	*why = clause;
	return status;
}

static enum gopx_status check_parts(const struct gopx_bytes *parts, const char **why)
{
	for (size_t i = 0; i < GOPX_GUEST_FILE_COUNT; i++) {
		struct gopx_bytes part = parts[i];

		if (part.size == 0)
			continue;
		if (i == GOPX_GUEST_VBT && !gx_is_table(gx_span(part.data, part.size)))
			return refuse(GOPX_E_FORMAT,
				      "the table is not a VBT, or it is cut off", why);
		if (i != GOPX_GUEST_VBT && !gopx_rom_size(&part, 1))
			return refuse(GOPX_E_FORMAT,
				      "a driver is not a complete UEFI driver for x64",
				      why);
	}
	return GOPX_OK;
}

/*
 * Remove the files with these GUIDs.  Files after a removed one must not move, so a pad
 * file takes its place.  At the end of the volume, removed files become erased bytes.
 */
static enum gopx_status take_out(struct gx_ovmf *o, uint64_t *end, const char **why)
{
	struct gx_span all = gx_span(o->unpacked, o->unpacked_size);
	struct gx_file_cursor c = gx_file_cursor(gx_span_tail(all, o->dxe_at), &o->dxe);
	uint8_t *volume = o->unpacked + o->dxe_at;

	*end = c.end;
	while (gx_file_next(&c)) {
		if (!is_ours(&c.file.name))
			*end = c.end;
		else if (c.file.header_size != GX_FILE_MIN_HEADER)
			return refuse(
			    GOPX_E_UNSUPPORTED,
			    "a file to be replaced has a header of another kind", why);
		else
			gx_pad_file_write(c.file.size, volume + c.at);
	}
	if (c.damaged || o->dxe.erased != 0xff)
		return refuse(GOPX_E_UNSUPPORTED,
			      "its DXE volume contains more than files and free space",
			      why);
	memset(volume + *end, 0xff, (size_t)(c.end - *end));
	return GOPX_OK;
}

static enum gopx_status put_in(struct gx_ovmf *o, const struct gopx_bytes *parts,
			       uint64_t end, const char **why)
{
	for (size_t i = 0; i < GOPX_GUEST_FILE_COUNT; i++) {
		struct gx_span payload = gx_span(parts[i].data, parts[i].size);
		uint64_t size = gx_new_file_size(&new_files[i], payload);
		uint64_t at = (end + 7) & ~UINT64_C(7);

		if (payload.len == 0)
			continue;
		if (size == 0 || at > o->dxe.size || size > o->dxe.size - at)
			return refuse(GOPX_E_LIMIT, "no room in its DXE volume", why);
		gx_new_file_write(&new_files[i], payload, o->unpacked + o->dxe_at + at);
		end = at + size;
	}
	return GOPX_OK;
}

/*
 * First try to reuse the old stream's decisions, which is fast.  If the result is too
 * large, or the old stream has another form, compress everything with the best search.
 */
static enum gopx_status pack(const struct gx_ovmf *o, const struct gx_lzma_change *change,
			     struct gx_arena *arena, const struct gx_progress *progress,
			     uint8_t *out, uint64_t *size)
{
	enum gopx_status status = gx_lzma_reuse(change, arena, progress, out, o->room,
						size);

	if (status != GOPX_E_LIMIT && status != GOPX_E_UNSUPPORTED)
		return status;
	return gx_lzma_pack(change->now, o->dict_size, progress, out, o->room, size);
}

/* Compress, and set the headers around it: the section's size, the file's size and
 * checksum. */
static enum gopx_status repack(const struct gx_ovmf *o,
			       const struct gx_lzma_change *change,
			       const struct gopx_inject_options *opts,
			       struct gx_arena *arena, uint8_t *out, const char **why)
{
	const struct gx_progress progress = { opts->progress, opts->progress_ctx };
	uint64_t packed, end;

	GX_TRY(pack(o, change, arena, &progress, out + o->packed_at, &packed));
	end = o->packed_at + packed;
	memset(out + end, o->main.erased, (size_t)(o->room - packed));
	if (end - o->file_at > GX_SIZE24_MAX)
		return refuse(GOPX_E_LIMIT, "too large when packed", why);
	gx_put_le(out + o->section_at, end - o->section_at, 3);
	gx_file_resize(out + o->file_at, end - o->file_at);
	if (o->file.checksummed)
		gx_file_sum_data(out + o->file_at, end - o->file_at);
	return GOPX_OK;
}

/* Read back what was written: it must unpack to the intended bytes. */
static enum gopx_status check_result(struct gx_span result, const struct gx_ovmf *meant,
				     struct gx_arena *arena)
{
	struct gx_ovmf o;
	const char *why;

	if (gx_ovmf_open(result, arena, &o, &why) != GOPX_OK ||
	    o.packed_at != meant->packed_at ||
	    !gx_span_equal(gx_span(o.unpacked, o.unpacked_size),
			   gx_span(meant->unpacked, meant->unpacked_size)))
		return GOPX_E_INTERNAL;
	return GOPX_OK;
}

/* Keep a copy of the unpacked bytes in 'was', because o->unpacked will be changed. */
static struct gx_lzma_change begin_change(const struct gx_ovmf *o,
					  struct gx_span firmware, uint8_t *was)
{
	struct gx_span now = gx_span(o->unpacked, o->unpacked_size);

	gx_span_copy(now, was);
	return (struct gx_lzma_change){
		.packed = gx_span_head(gx_span_tail(firmware, o->packed_at), o->room),
		.was = gx_span(was, now.len),
		.now = now,
	};
}

static enum gopx_status inject(struct gx_span firmware,
			       const struct gopx_inject_options *opts,
			       struct gx_arena *arena, uint8_t *out, const char **why)
{
	const struct gopx_bytes files[GOPX_GUEST_FILE_COUNT] = {
		[GOPX_GUEST_ASSIGN] = opts->assign,
		[GOPX_GUEST_POLICY] = opts->policy,
		[GOPX_GUEST_GOP] = opts->gop,
		[GOPX_GUEST_VBT] = opts->vbt,
	};
	struct gx_lzma_change change;
	enum gopx_status status;
	struct gx_ovmf o;
	uint8_t *was;
	uint64_t end;

	GX_TRY(check_parts(files, why));
	GX_TRY(gx_ovmf_open(firmware, arena, &o, why));
	was = gx_arena_buffer(arena, o.unpacked_size);
	if (!was)
		return GOPX_E_NOMEM;
	change = begin_change(&o, firmware, was);
	if (o.main.erased != 0xff)
		return refuse(GOPX_E_UNSUPPORTED, "its erased bytes are not FF", why);
	GX_TRY(take_out(&o, &end, why));
	GX_TRY(put_in(&o, files, end, why));
	gx_span_copy(firmware, out);
	status = repack(&o, &change, opts, arena, out, why);
	gx_arena_release(arena, was);
	if (status == GOPX_E_LIMIT)
		return refuse(status, "no room for the packed volumes", why);
	GX_TRY(status);
	return check_result(gx_span(out, firmware.len), &o, arena);
}

/*
 * Copy the caller's options.  The struct of an older caller is shorter; its missing
 * fields are zero.  Returns false if the struct is too short for the files.
 */
static bool take_options(const struct gopx_inject_options *in,
			 struct gopx_inject_options *out)
{
	*out = (struct gopx_inject_options){ 0 };
	if (!in || in->struct_size < offsetof(struct gopx_inject_options, progress))
		return false;
	memcpy(out, in, in->struct_size < sizeof(*out) ? in->struct_size : sizeof(*out));
	return true;
}

enum gopx_status gopx_inject(struct gopx_bytes firmware,
			     const struct gopx_inject_options *opts, void *out,
			     size_t room, const char **why)
{
	struct gx_allocator allocator = { 0 };
	struct gopx_inject_options options;
	struct gx_arena arena;
	enum gopx_status status;

	*why = NULL;
	if (!take_options(opts, &options) || room < firmware.size)
		return refuse(GOPX_E_ARGUMENT, "wrong arguments", why);
	gx_arena_init(&arena, &allocator);
	status = inject(gx_span(firmware.data, firmware.size), &options, &arena, out,
			why);
	gx_arena_fini(&arena);
	if (status != GOPX_OK && !*why)
		*why = status == GOPX_E_NOMEM ? "not enough memory" : "a bug in gopx";
	return status;
}
