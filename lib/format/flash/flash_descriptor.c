/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * flash_descriptor.c - Intel flash descriptor (ICH and PCH datasheets, "SPI flash
 * descriptor": FLVALSIG, FLMAP0, FLMAP1, FLCOMP, FLREG0...)
 */
#include "format/flash/flash_descriptor.h"

#include "base/checked.h"

#define FLVALSIG   0x0ff0a55a
#define MAX_BASE   0xe0 /* in units of 16 bytes; the map is in the first 4 KiB */
#define REGIONS_V1 7
#define ROOM_V2    (GX_FLASH_REGIONS * 4 / 16) /* in units of 16 bytes, like the bases */

/* FLCOMP bits 19:17: 20 MHz before Skylake, 100 MHz since Tiger Lake. */
#define READ_CLOCK_20M 0

static const char *const region_names[GX_FLASH_REGIONS] = {
	"descriptor", "bios",        "me",          "gbe",      "pdr", "dev-exp1",
	"bios2",      "microcode",   "ec",          "dev-exp2", "ie",  "10gbe1",
	"10gbe2",     "reserved-13", "reserved-14", "ptt",
};

const char *gx_flash_region_name(unsigned int id)
{
	return id < GX_FLASH_REGIONS ? region_names[id] : "unknown";
}

/* FLREGn: base in bits 14:0 and limit in bits 30:16, both in units of 4 KiB. */
static struct gx_flash_region region_decode(uint32_t flreg, unsigned int id)
{
	uint32_t base = flreg & 0x7fff;
	uint32_t limit = flreg >> 16 & 0x7fff;
	struct gx_flash_region region = { 0 };

	/* A region is unused if it is FFFFFFFF, if its base is above its limit, or if it
	 * is all zero and not the first one. */
	if (flreg == UINT32_MAX || base > limit || (limit == 0 && id != 0))
		return region;
	region.present = true;
	region.base = (uint64_t)base << 12;
	region.size = ((uint64_t)limit - base + 1) << 12;
	return region;
}

/* FLVALSIG comes after 16 reserved bytes, or (ICH8) at the very start. */
static bool find_signature(struct gx_span at, size_t *pos)
{
	//@ loop variant 0x20 - *pos;
	for (*pos = 0; *pos <= 0x10; *pos += 0x10) {
		struct gx_reader r = gx_reader(gx_span_tail(at, *pos));

		if (gx_le32(&r) == FLVALSIG && !r.failed)
			return true;
	}
	return false;
}

/*
 * In both versions the read clock may be 0.  Then the room between the table of regions
 * and the table of masters shows the version.  Measured on 24 descriptors in use: in
 * version 1, the room is enough for 8 regions; in version 2, for 16.
 */
static unsigned int version_of(uint32_t flcomp, uint32_t region, uint32_t master)
{
	bool room = master >= region + ROOM_V2;

	return (flcomp >> 17 & 7) == READ_CLOCK_20M && !room ? 1 : 2;
}

enum gopx_status gx_flash_descriptor_decode(struct gx_span at,
					    struct gx_flash_descriptor *out)
{
	struct gx_reader r = gx_reader(gx_span_head(at, GX_FLASH_DESCRIPTOR_SIZE));
	uint32_t flmap0, flmap1, flcomp, component, region, master;
	size_t signature;

	*out = (struct gx_flash_descriptor){ 0 };
	if (at.len < GX_FLASH_DESCRIPTOR_SIZE || !find_signature(at, &signature))
		return GOPX_E_FORMAT;
	gx_seek(&r, signature + 4);
	flmap0 = gx_le32(&r);
	flmap1 = gx_le32(&r);
	component = flmap0 & 0xff;
	region = flmap0 >> 16 & 0xff;
	master = flmap1 & 0xff;
	if (component > MAX_BASE || region > MAX_BASE || master > MAX_BASE ||
	    component == region || region == master || component == master || region == 0)
		return GOPX_E_FORMAT;
	gx_seek(&r, (uint64_t)component * 16);
	flcomp = gx_le32(&r);
	out->version = version_of(flcomp, region, master);
	gx_seek(&r, (uint64_t)region * 16);
	//@ loop variant GX_FLASH_REGIONS - id;
	for (unsigned int id = 0; id < GX_FLASH_REGIONS; id++) {
		if (out->version == 1 && id >= REGIONS_V1)
			break;
		/* The table of masters may start before the full length of this table. */
		if (master > region && region * 16 + id * 4 >= master * 16)
			break;
		out->region[id] = region_decode(gx_le32(&r), id);
		if (out->region[id].base + out->region[id].size > out->flash_size)
			out->flash_size = out->region[id].base + out->region[id].size;
	}
	if (r.failed || !out->region[GX_FLASH_DESCRIPTOR].present ||
	    out->region[GX_FLASH_DESCRIPTOR].base != 0)
		return GOPX_E_FORMAT;
	return GOPX_OK;
}
