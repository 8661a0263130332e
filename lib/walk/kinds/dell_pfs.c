/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * dell_pfs.c - PFS volumes: each entry becomes a node.  If the entries are blocks for
 * BIOS Guard, gopx joins them to the flash content.
 */
#include "format/update/dell_pfs.h"

#include <zlib.h>

#include "base/safe_text.h"
#include "format/update/bios_guard.h"
#include "walk/kind.h"
#include "walk/walk.h"

static bool probe(struct gx_span at, struct gx_extent *out)
{
	struct gx_pfs pfs;

	if (gx_pfs_decode(at, &pfs) != GOPX_OK)
		return false;
	out->size = pfs.size;
	return true;
}

/* ---- blocks ---------------------------------------------------------------- */

/* No board has a larger flash, so a larger offset is wrong. */
#define FLASH_MAX ((uint64_t)64 << 20)
#define NO_PLACE  UINT64_MAX

struct block {
	uint64_t offset; /* offset in flash, or NO_PLACE */
	uint32_t address;
	struct gx_span data;
};

/* Platforms are "DELL...", in upper or lower case. */
static bool is_block(const struct gx_pfs_entry *e, struct gx_bios_guard *out)
{
	static const char vendor[4] = { 'D', 'E', 'L', 'L' };

	if (gx_bios_guard_decode(e->data, out) != GOPX_OK)
		return false;
	for (size_t i = 0; i < sizeof(vendor); i++) {
		if ((gx_span_at(out->platform, i) & ~0x20) != vendor[i])
			return false;
	}
	return true;
}

static struct block make_block(const struct gx_pfs_entry *e)
{
	struct block b = { NO_PLACE, 0, e->data };
	struct gx_bios_guard guard;
	uint32_t offset;

	if (!is_block(e, &guard))
		return b;
	b.data = guard.data;
	/* If the metadata and the script state different offsets, the metadata is
	 * right. */
	if (gx_pfs_place(e, &offset, &b.address) || gx_bios_guard_place(&guard, &offset))
		b.offset = offset;
	if (b.offset > FLASH_MAX || b.data.len > FLASH_MAX - b.offset)
		b.offset = NO_PLACE;
	return b;
}

/* Blocks are sorted by offset, then by address.  Blocks with equal keys keep the order of
 * the entries. */
static bool goes_before(const struct block *a, const struct block *b)
{
	return a->offset != b->offset ? a->offset < b->offset : a->address < b->address;
}

/* Merge two sorted, neighbouring runs of at most 'width' blocks each. */
static void merge(const struct block *from, size_t count, size_t width, struct block *to)
{
	size_t left_end = width < count ? width : count;
	size_t left = 0, right = left_end;

	for (size_t i = 0; i < count; i++) {
		bool take_right = left == left_end ||
				  (right < count &&
				   goes_before(&from[right], &from[left]));

		to[i] = take_right ? from[right++] : from[left++];
	}
}

/* The result is in one of the two arrays, which is returned. */
static struct block *sort(struct block *blocks, struct block *scratch, size_t count)
{
	for (size_t width = 1; width < count; width *= 2) {
		struct block *sorted = scratch;

		for (size_t at = 0; at < count; at += 2 * width) {
			size_t rest = count - at < 2 * width ? count - at : 2 * width;

			merge(blocks + at, rest, width, scratch + at);
		}
		scratch = blocks;
		blocks = sorted;
	}
	return blocks;
}

/*
 * Give each block its final place.  If the place is taken, the block goes after the last
 * block, so that no other block moves.  A Precision 3430 has two blocks for 0x40000, at
 * two addresses.
 */
static uint64_t place(struct block *blocks, size_t count, size_t *misplaced)
{
	uint64_t end = 0;

	*misplaced = 0;
	for (size_t i = 0; i < count; i++) {
		struct block *b = &blocks[i];

		if (b->offset == NO_PLACE || b->offset < end) {
			b->offset = NO_PLACE;
			(*misplaced)++;
		} else {
			end = b->offset + b->data.len;
		}
	}
	for (size_t i = 0; i < count; i++) {
		if (blocks[i].offset != NO_PLACE)
			continue;
		blocks[i].offset = end;
		end += blocks[i].data.len;
	}
	return end;
}

static enum gopx_status join(struct gx_walk *w, struct gx_node *n, struct block *blocks,
			     size_t count)
{
	size_t misplaced;
	uint64_t size = place(blocks, count, &misplaced);
	struct gx_piece *pieces = gx_arena_array(w->arena, count, sizeof(*pieces));

	if (!pieces)
		return GOPX_E_NOMEM;
	if (size == 0)
		return GOPX_OK;
	for (size_t i = 0; i < count; i++)
		pieces[i] = gx_node_piece(n, blocks[i].data, blocks[i].offset);
	/* Bytes without a block stay erased. */
	GX_TRY(gx_walk_join(w, n, size, 0xff, pieces, count));
	if (!n->content.space)
		return GOPX_OK;
	if (misplaced)
		GX_TRY(gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING,
				    GOPX_E_CORRUPT, "dell.pfs.block-place",
				    "%zu of %zu blocks have a wrong place", misplaced,
				    count));
	n->subtype = "blocks";
	return gx_walk_recognise(w, n, n->content);
}

/* Count the entries up to the first invalid one. */
static size_t count_entries(struct gx_span entries)
{
	struct gx_pfs_entry e;
	size_t count = 0;

	for (; gx_pfs_entry_decode(entries, &e) == GOPX_OK; count++)
		entries = gx_span_tail(entries, e.size);
	return count;
}

static enum gopx_status expand_blocks(struct gx_walk *w, struct gx_node *n,
				      struct gx_span entries)
{
	size_t count = count_entries(entries);
	struct block *blocks = gx_arena_array(w->arena, count, sizeof(*blocks));
	struct block *scratch = gx_arena_array(w->arena, count, sizeof(*blocks));

	if (!blocks || !scratch)
		return GOPX_E_NOMEM;
	for (size_t i = 0; i < count; i++) {
		struct gx_pfs_entry e;

		GX_TRY(gx_pfs_entry_decode(entries, &e));
		blocks[i] = make_block(&e);
		entries = gx_span_tail(entries, e.size);
	}
	return join(w, n, sort(blocks, scratch, count), count);
}

/* ---- entries --------------------------------------------------------------- */

static enum gopx_status expand_entry(struct gx_walk *w, struct gx_node *n)
{
	return gx_walk_recognise(w, n, n->body);
}

static const struct gx_kind entry_kind = {
	.type = "dell-pfs-entry",
	.expand = expand_entry,
};

#define NAMES_MAX 256 /* limit of names; two dozen are usual */
/* limit of bytes of a name, because many entries may have the same name */
#define NAME_SIZE 512

/* The data of the entry that contains the names of the other entries; empty if there is
 * none. */
static struct gx_span find_names(struct gx_span entries)
{
	struct gx_pfs_entry e;

	for (; gx_pfs_entry_decode(entries, &e) == GOPX_OK;
	     entries = gx_span_tail(entries, e.size)) {
		if (gx_pfs_has_names(&e))
			return e.data;
	}
	return (struct gx_span){ 0 };
}

static enum gopx_status set_name(struct gx_walk *w, struct gx_node *n,
				 struct gx_span names)
{
	struct gx_reader r = gx_reader(names);
	struct gx_pfs_name name;

	for (size_t i = 0; i < NAMES_MAX && gx_pfs_next_name(&r, &name); i++) {
		if (!gx_guid_equal(&name.guid, &n->guid))
			continue;
		n->name = gx_safe_text_utf16(w->arena,
					     gx_span_head(name.text, NAME_SIZE));
		return n->name ? GOPX_OK : GOPX_E_NOMEM;
	}
	return GOPX_OK;
}

static enum gopx_status add_entry(struct gx_walk *w, struct gx_node *volume,
				  const struct gx_pfs_entry *e, struct gx_area rest,
				  struct gx_span names)
{
	struct gx_node *n;

	GX_TRY(gx_walk_add(w, volume, &entry_kind, gx_area_head(rest, e->size), &n));
	if (!n)
		return GOPX_OK;
	n->body = gx_area_head(gx_area_tail(n->area, e->data_at), e->data.len);
	GX_TRY(gx_walk_set_guid(w, n, &e->guid));
	if (e->size > rest.bytes.len)
		GX_TRY(gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_DAMAGE,
				    GOPX_E_TRUNCATED, "dell.pfs.entry-truncated",
				    "size 0x%llx, only 0x%zx bytes are there",
				    (unsigned long long)e->size, rest.bytes.len));
	return set_name(w, n, names);
}

static enum gopx_status expand_entries(struct gx_walk *w, struct gx_node *n,
				       struct gx_area entries)
{
	struct gx_span names = find_names(entries.bytes);
	struct gx_pfs_entry e;

	while (gx_pfs_entry_decode(entries.bytes, &e) == GOPX_OK) {
		GX_TRY(add_entry(w, n, &e, entries, names));
		entries = gx_area_tail(entries, e.size);
	}
	if (entries.bytes.len)
		GX_TRY(gx_walk_diag(w, n, gx_area_offset(entries), GOPX_DAMAGE,
				    GOPX_E_CORRUPT, "dell.pfs.entry",
				    "no valid entry header"));
	return gx_walk_rest(w, n, entries);
}

static enum gopx_status check_footer(struct gx_walk *w, struct gx_node *n,
				     const struct gx_pfs *pfs)
{
	uint32_t computed = ~(uint32_t)crc32_z(0, pfs->entries.ptr, pfs->entries.len);

	/* The missing end is already reported. */
	if (pfs->size > n->area.bytes.len)
		return GOPX_OK;
	if (!pfs->footer_ok)
		return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING,
				    GOPX_E_CORRUPT, "dell.pfs.footer",
				    "no footer where the header says");
	if (pfs->checksum == computed)
		return GOPX_OK;
	return gx_walk_diag(w, n, gx_area_offset(n->area), GOPX_WARNING, GOPX_E_CORRUPT,
			    "dell.pfs.checksum", "checksum 0x%08x, computed 0x%08x",
			    (unsigned int)pfs->checksum, (unsigned int)computed);
}

static enum gopx_status expand(struct gx_walk *w, struct gx_node *n)
{
	struct gx_pfs pfs;
	struct gx_pfs_entry first;
	struct gx_bios_guard guard;

	GX_TRY(gx_pfs_decode(n->area.bytes, &pfs));
	GX_TRY(gx_pfs_entry_decode(pfs.entries, &first));
	GX_TRY(check_footer(w, n, &pfs));
	n->subtype = pfs.version == 1 ? "v1" : "v2";
	if (is_block(&first, &guard))
		return expand_blocks(w, n, pfs.entries);
	return expand_entries(
	    w, n,
	    gx_area_head(gx_area_tail(n->area, GX_PFS_HEADER_SIZE), pfs.entries.len));
}

const struct gx_kind gx_kind_dell_pfs = {
	.type = "dell-pfs",
	.magic = GX_PFS_SIGNATURE,
	.magic_len = 8,
	.magic_at = 0,
	.cost = GX_COST_BYTES,
	.probe = probe,
	.expand = expand,
};
