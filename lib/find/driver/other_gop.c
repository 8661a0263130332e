/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * other_gop.c - graphics drivers other than Intel's GOP driver, and their makers
 *
 * Consoles, boot managers and network drivers also refer to the Graphics Output Protocol,
 * and some to the Driver Binding Protocol.  So a sign of the maker decides: the maker's
 * name in the driver, the PCI vendor of the display's option ROM, or at least the name of
 * the file.
 */
#include "find/driver/other_gop.h"

#include <string.h>

#include "base/guid.h"
#include "base/matcher.h"
#include "find/stored_body.h"
#include "find/known.h"
#include "format/pi/option_rom.h"
#include "walk/kind.h"
#include "walk/walk.h"

#define CLASS_DISPLAY 0x03

enum maker_mark {
	MARK_AMD,
	MARK_AMD_WIDE,
	MARK_ASPEED,
	MARK_NVIDIA,
	MARK_PEI_GRAPHICS,
	MARK_COUNT
};

static const struct gx_guid pei_graphics = GX_GUID(6ECD1463, 4A4A, 461B, AF, 5F, 5A, 33,
						   E3, B2, 16, 2B);

#define AMD_WIDE    "A\0M\0D\0 \0G\0O\0P\0 "
#define ASPEED_WIDE "A\0S\0P\0E\0E\0D\0 \0G\0r\0a\0p\0h\0i\0c\0s"
#define NVIDIA_WIDE "N\0V\0I\0D\0I\0A\0 \0G\0P\0U\0 \0U\0E\0F\0I"

/*
 * The names that drivers use for themselves; other modules of these makers have other
 * names.  The last UTF-16 character of each wide name includes the NUL that ends the C
 * string.
 */
static const struct gx_pattern patterns[MARK_COUNT] = {
	[MARK_AMD] = { "AMD GOP ", 8 },
	[MARK_AMD_WIDE] = { AMD_WIDE, sizeof(AMD_WIDE) },
	[MARK_ASPEED] = { ASPEED_WIDE, sizeof(ASPEED_WIDE) },
	[MARK_NVIDIA] = { NVIDIA_WIDE, sizeof(NVIDIA_WIDE) },
	[MARK_PEI_GRAPHICS] = { pei_graphics.b, 16 },
};

static const struct maker {
	const char *name; /* also the start of the names of its files */
	uint16_t pci_vendor;
	uint32_t marks;
} makers[] = {
	{ "amd", 0x1002, 1 << MARK_AMD | 1 << MARK_AMD_WIDE },
	{ "aspeed", 0x1a03, 1 << MARK_ASPEED },
	{ "nvidia", 0x10de, 1 << MARK_NVIDIA },
	{ "matrox", 0x102b, 0 },
	{ "realtek", 0x10ec, 0 },
};

static uint32_t find_marks(struct gx_span image)
{
	struct gx_matcher matcher;
	uint32_t found = 0;
	size_t which;

	gx_matcher_init(&matcher, patterns, MARK_COUNT);
	for (size_t at = 0;; at++) {
		at = gx_matcher_next(&matcher, image, at, &which);
		if (at == image.len)
			return found;
		found |= UINT32_C(1) << which;
	}
}

/* ---- what the file is called ------------------------------------------------ */

static bool starts(const char *name, const char *word)
{
	while (*word && (*name | 0x20) == *word) {
		name++;
		word++;
	}
	return *word == '\0';
}

/* "RealtekGopDriver" is a graphics driver of Realtek, but "RealtekUndi" is not. */
static bool names_gop_of(const char *name, const char *maker)
{
	if (!name || !starts(name, maker))
		return false;
	for (name += strlen(maker); *name; name++) {
		if (starts(name, "gop"))
			return true;
	}
	return false;
}

static bool names_pei_graphics(const char *name)
{
	return name && starts(name, "intelgraphicspei");
}

/* The common name of the file's GUID; NULL if there is none. */
static const char *known_name(const struct gx_node *file)
{
	return file && file->guid_text ? gx_known_name(file->guid_text) : NULL;
}

/* ---- decide what an executable is ------------------------------------------- */

/* If n is in the option ROM of a display device, the device's PCI vendor; else 0. */
static uint16_t display_vendor(const struct gx_node *n)
{
	const struct gx_node *node = gx_node_ancestor(n, &gx_kind_option_rom);
	struct gx_option_rom rom;

	if (!node || gx_option_rom_decode(node->area.bytes, &rom) != GOPX_OK ||
	    rom.class_code >> 16 != CLASS_DISPLAY)
		return 0;
	return rom.vendor;
}

static bool is_of(struct gx_finding *f, const struct gx_node *n,
		  const struct gx_node *file, const struct maker *maker, uint32_t found)
{
	bool in_rom = display_vendor(n) == maker->pci_vendor;
	bool by_file = file && (names_gop_of(file->name, maker->name) ||
				names_gop_of(known_name(file), maker->name));

	if (!(found & maker->marks) && !in_rom && !by_file)
		return false;
	f->gop.vendor = maker->name;
	f->confidence = found & maker->marks || in_rom ? GOPX_CERTAIN : GOPX_LIKELY;
	gx_finding_because(f, "refers to the Graphics Output Protocol");
	gx_finding_because(f, "refers to the Driver Binding Protocol");
	if (found & maker->marks)
		gx_finding_because(f, "contains the name of the maker's driver");
	if (in_rom)
		gx_finding_because(f, "in the option ROM of a display from this maker");
	if (by_file)
		gx_finding_because(f, "its file is named for the maker's driver");
	return true;
}

static void judge_driver(struct gx_finding *f, const struct gx_node *n,
			 const struct gx_node *file, uint32_t found)
{
	for (size_t i = 0; i < sizeof(makers) / sizeof(makers[0]); i++) {
		if (is_of(f, n, file, &makers[i], found))
			return;
	}
}

/*
 * Measured: 22 modules of Intel, from Skylake to Arrow Lake, have these signs.  AMD's
 * module for Van Gogh does not have them.  Modules that only use such a module do not
 * have them either.
 */
static void judge_pei_module(struct gx_finding *f, const struct gx_node *file)
{
	if (!file ||
	    (!names_pei_graphics(file->name) && !names_pei_graphics(known_name(file))))
		return;
	f->gop.vendor = "intel-pei";
	f->confidence = GOPX_LIKELY;
	gx_finding_because(f, "refers to the PEI Graphics PPI");
	gx_finding_because(f, "its file is named for Intel's graphics module of PEI");
}

enum gopx_status gx_find_other_gop(struct gx_walk *w, const struct gx_node *n,
				   const struct gx_pe *pe, bool is_driver,
				   struct gx_findings *all)
{
	const struct gx_node *file = gx_node_ancestor(n, &gx_kind_file);
	struct gx_finding f = { .kind = GOPX_FINDING_OTHER_GOP };
	struct gx_span image = n->area.bytes;
	uint32_t found;
	bool left;

	GX_TRY(gx_walk_pay(w, w->root, GX_COST_BYTES, image.len, &left));
	if (!left || pe->size > image.len)
		return GOPX_OK;
	found = find_marks(image);
	if (is_driver)
		judge_driver(&f, n, file, found);
	else if (found >> MARK_PEI_GRAPHICS & 1)
		judge_pei_module(&f, file);
	if (f.confidence == 0)
		return GOPX_OK;
	f.gop.machine = pe->machine;
	f.gop.te = pe->te;
	f.gop.image_base = pe->image_base;
	f.trimmed = image;
	f.body = gx_driver_body(n);
	f.rank.score[GX_GOP_IN_USE] = gx_rank_in_use(file);
	return gx_findings_add(all, w, &f, n);
}
