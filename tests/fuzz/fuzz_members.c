/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_members.c - reads any bytes as an archive of each form
 *
 * scripts/fuzz --libraries builds libarchive with the sanitizers, too.
 */
#include "fuzz.h"
#include "members/reader.h"

#define LIMIT       ((uint64_t)1 << 20)
#define MEMBERS_MAX 64

static void read_member(struct gx_archive *a, struct gx_span in, struct gx_arena *arena)
{
	struct gx_sink sink = { .arena = arena, .limit = LIMIT };
	struct gx_span stored;
	enum gopx_status status = gx_archive_read(a, &sink, &stored);

	fuzz_check(status != GOPX_E_INTERNAL && status != GOPX_E_ARGUMENT);
	fuzz_check(sink.len <= sink.cap && sink.cap <= LIMIT);
	fuzz_check(!stored.len || !sink.len);
	fuzz_check(!stored.len || gx_span_offset(in, stored) <= in.len - stored.len);
	gx_sink_drop(&sink);
}

/* Read the name as the walk does: its bytes are valid until the next call. */
static unsigned sum(struct gx_span name)
{
	unsigned all = 0;

	for (size_t i = 0; i < name.len; i++)
		all += name.ptr[i];
	return all;
}

static void read_members(struct gx_archive *a, struct gx_span in, struct gx_arena *arena)
{
	static volatile unsigned seen;
	struct gx_archive_member member;
	bool more;

	for (int i = 0; i < MEMBERS_MAX; i++) {
		enum gopx_status status = gx_archive_next(a, &member, &more);

		fuzz_check(status == GOPX_OK || status == GOPX_E_CORRUPT);
		if (status != GOPX_OK || !more)
			break;
		seen += sum(member.name);
		if (member.file)
			read_member(a, in, arena);
		fuzz_check(gx_archive_used(a) <= in.len);
	}
	(void)gx_archive_is_encrypted(a);
}

static void read_form(const struct gx_archive_library *library, enum gx_archive_form form,
		      struct gx_span in, struct gx_arena *arena)
{
	const struct gx_archive_source source = {
		.form = form,
		.in = in,
		.joined_max = 64,
	};
	struct gx_archive *a;

	if (gx_archive_open(library, &source, &a) != GOPX_OK)
		return;
	read_members(a, in, arena);
	fuzz_check(gx_archive_joined(a) <= source.joined_max);
	gx_archive_close(a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct gx_archive_library *library;
	uint8_t *exact = fuzz_exact(data, size);
	struct gx_arena arena;

	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	if (gx_archive_library_find(&arena, &library) == GOPX_OK) {
		for (int form = GX_ARCHIVE_ZIP; form <= GX_ARCHIVE_LZIP; form++)
			read_form(library, (enum gx_archive_form)form,
				  gx_span(exact, size), &arena);
	}
	gx_arena_fini(&arena);
	free(exact);
	return 0;
}
