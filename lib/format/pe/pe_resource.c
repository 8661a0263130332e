/* SPDX-License-Identifier: BSD-2-Clause */
/* pe_resource.c - resource directories (Microsoft's "PE Format", the .rsrc section) */
#include "format/pe/pe_resource.h"

#include "format/pe/pe_map.h"

#define TYPE_RCDATA      10
#define SUBDIRECTORY     0x80000000u
#define DIRECTORY_HEADER 16
#define LEAF_SIZE        16
#define ENTRIES_MAX      256

struct directory {
	struct gx_reader entries;
	unsigned int count;
};

struct entry {
	uint32_t id; /* or, with the top bit set, where its name is */
	uint32_t offset;
};

/* The directory at this offset of the resources. */
/*@
  requires gx_readable(resources);
  assigns \nothing;
  ensures gx_reading(\result.entries);
*/
static struct directory directory_at(struct gx_span resources, uint32_t offset)
{
	struct directory d = { gx_reader(gx_span_tail(resources, offset)), 0 };

	gx_skip(&d.entries, 12);
	d.count = gx_le16(&d.entries);
	d.count += gx_le16(&d.entries);
	if (d.count > ENTRIES_MAX)
		d.count = ENTRIES_MAX;
	return d;
}

/*@
  requires \valid(d) && gx_reading(d->entries) && \valid(out) && \separated(d, out);
  assigns d->entries.pos, d->entries.failed, d->count, *out;
  ensures gx_reading(d->entries);
  ensures \result ==> d->count == \old(d->count) - 1;
*/
static bool take_entry(struct directory *d, struct entry *out)
{
	out->id = gx_le32(&d->entries);
	out->offset = gx_le32(&d->entries);
	return d->count-- > 0 && !d->entries.failed;
}

/* The data that the leaf at this offset describes: {address u32, size u32}. */
/*@
  requires gx_readable(resources);
  assigns \nothing;
*/
static struct gx_span leaf_at(struct gx_span resources, const struct gx_pe_map *map,
			      uint32_t offset)
{
	struct gx_reader r = gx_reader(gx_span_tail(resources, offset));
	uint32_t rva = gx_le32(&r);
	uint32_t size = gx_le32(&r);
	struct gx_span data;

	gx_span_sub(gx_pe_map_at(map, rva), 0, r.failed ? 0 : size, &data);
	return data;
}

/* Below a type are names, and below a name are languages; each language is a leaf. */
static size_t take_names(struct gx_span resources, const struct gx_pe_map *map,
			 uint32_t type_at, struct gx_span *out, size_t room,
			 uint64_t *looked_at)
{
	struct directory names = directory_at(resources, type_at);
	struct entry name, language;
	size_t count = 0;

	/*@
	  loop invariant gx_reading(names.entries);
	  loop variant names.count;
	*/
	while (take_entry(&names, &name)) {
		struct directory languages;

		if (!(name.offset & SUBDIRECTORY))
			continue;
		languages = directory_at(resources, name.offset & ~SUBDIRECTORY);
		*looked_at += DIRECTORY_HEADER + (uint64_t)languages.count * LEAF_SIZE;
		/*@
		  loop invariant gx_reading(languages.entries);
		  loop assigns languages, language, count, out[0 .. room - 1];
		  loop variant languages.count;
		*/
		while (count < room && take_entry(&languages, &language)) {
			out[count] = leaf_at(resources, map, language.offset);
			count += out[count].len > 0;
		}
	}
	return count;
}

size_t gx_pe_rcdata(struct gx_span image, const struct gx_pe *pe,
		    struct gx_span out[GX_PE_RESOURCES_MAX], uint64_t *looked_at)
{
	struct gx_span resources;
	struct gx_pe_map map;
	struct directory types;
	struct entry type;

	*looked_at = 0;
	if (pe->resources_rva == 0)
		return 0;
	gx_pe_map_make(image, pe, &map);
	resources = gx_pe_map_at(&map, pe->resources_rva);
	types = directory_at(resources, 0);
	/*@
	  loop invariant gx_reading(types.entries);
	  loop variant types.count;
	*/
	while (take_entry(&types, &type)) {
		if (type.id == TYPE_RCDATA && type.offset & SUBDIRECTORY)
			return take_names(resources, &map, type.offset & ~SUBDIRECTORY,
					  out, GX_PE_RESOURCES_MAX, looked_at);
	}
	return 0;
}

bool gx_panasonic_resource_decode(struct gx_span resource, uint32_t *unpacked,
				  struct gx_span *stream)
{
	struct gx_reader r = gx_reader(resource);

	gx_skip(&r, 4);
	*unpacked = gx_le32(&r);
	*stream = gx_rest(&r);
	return !r.failed && *unpacked > 0;
}
