/* SPDX-License-Identifier: BSD-2-Clause */
/* map_look.c - colours and words of the picture of an image */
#include "cmd/map/map_look.h"

#include <inttypes.h>
#include <string.h>

#include "show/node.h"

enum look {
	LOOK_GOP,
	LOOK_VBT,
	LOOK_DRIVER,
	LOOK_PEI,
	LOOK_SMM,
	LOOK_DATA,
	LOOK_PACKED,
	LOOK_NVRAM,
	LOOK_RAW,
	LOOK_FREE,
	LOOK_VOLUME,
	LOOKS
};

static const struct map_look looks[LOOKS] = {
	[LOOK_GOP] = { "gop", "graphics driver (GOP)", "w" },
	[LOOK_VBT] = { "vbt", "video BIOS table (VBT)", "w" },
	[LOOK_DRIVER] = { "drv", "DXE driver, application", "l" },
	[LOOK_PEI] = { "pei", "early boot (SEC, PEI)", "l" },
	[LOOK_SMM] = { "smm", "management mode (SMM)", "l" },
	[LOOK_DATA] = { "dat", "data", "l" },
	[LOOK_PACKED] = { "pak", "compressed", "w" },
	[LOOK_NVRAM] = { "nvr", "settings (NVRAM)", "l" },
	[LOOK_RAW] = { "raw", "unknown format", "l" },
	[LOOK_FREE] = { "fre", "free space", "f" },
	[LOOK_VOLUME] = { "vol", NULL, "l" },
};

const struct map_look *map_look_at(size_t index)
{
	return index < LOOK_VOLUME ? &looks[index] : NULL;
}

const struct map_look *map_look_of_packed(void)
{
	return &looks[LOOK_PACKED];
}

const struct map_look *map_look_of_finding(const struct gopx_finding *finding)
{
	return &looks[gopx_finding_kind(finding) == GOPX_FINDING_GOP ? LOOK_GOP
								     : LOOK_VBT];
}

/* Flash regions show their names, so they are not in the legend. */
static const struct region_look {
	enum gopx_node_role role;
	const char *name;
	struct map_look look;
} regions[] = {
	{ GOPX_ROLE_DESCRIPTOR, "Descriptor", { "rde", NULL, "w" } },
	{ GOPX_ROLE_BIOS, "BIOS", { "rbi", NULL, "w" } },
	{ GOPX_ROLE_BIOS2, "BIOS 2", { "rbi", NULL, "w" } },
	{ GOPX_ROLE_ME, "ME", { "rme", NULL, "w" } },
	{ GOPX_ROLE_GBE, "GbE", { "rgb", NULL, "w" } },
	{ GOPX_ROLE_EC, "EC", { "rec", NULL, "w" } },
	{ GOPX_ROLE_PDR, "PDR", { "rot", NULL, "w" } },
};

static const struct region_look *region_of(const struct gopx_node *node)
{
	for (size_t i = 0; i < sizeof(regions) / sizeof(*regions); i++) {
		if (gopx_node_role(node) == regions[i].role)
			return &regions[i];
	}
	return NULL;
}

const struct map_look *map_look_of_region(const struct gopx_node *node)
{
	static const struct map_look other = { "rot", NULL, "w" };
	const struct region_look *region = region_of(node);

	return region ? &region->look : &other;
}

static const struct map_look *look_of_leaf(const struct gopx_node *node)
{
	static const struct {
		enum gopx_node_kind kind;
		enum look look;
	} types[] = {
		{ GOPX_NODE_PADDING, LOOK_FREE }, { GOPX_NODE_SECTION, LOOK_DATA },
		{ GOPX_NODE_PE, LOOK_DRIVER },    { GOPX_NODE_TE, LOOK_PEI },
		{ GOPX_NODE_VBT, LOOK_VBT },      { GOPX_NODE_OPTION_ROM, LOOK_DATA },
	};

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		if (gopx_node_kind(node) == types[i].kind)
			return &looks[types[i].look];
	}
	return &looks[LOOK_RAW];
}

/* True if the node is packed, or if it is a volume image with a packed section. */
static bool is_packed(const struct gopx_node *node)
{
	const struct gopx_node *section = gopx_node_child(node);

	if (gopx_node_unpacked(node).size)
		return true;
	if (gopx_node_role(node) != GOPX_ROLE_VOLUME_IMAGE)
		return false;
	while (section && !gopx_node_unpacked(section).size)
		section = gopx_node_next(section);
	return section != NULL;
}

const struct map_look *map_look_of_file(const struct gopx_node *node)
{
	static const struct {
		enum gopx_node_role role;
		enum look look;
	} roles[] = {
		{ GOPX_ROLE_PAD, LOOK_FREE },
		{ GOPX_ROLE_MANAGEMENT, LOOK_SMM },
		{ GOPX_ROLE_EARLY, LOOK_PEI },
		{ GOPX_ROLE_DRIVER, LOOK_DRIVER },
	};

	if (is_packed(node))
		return &looks[LOOK_PACKED];
	if (gopx_node_kind(node) == GOPX_NODE_VOLUME)
		return map_look_of_volume(node);
	if (gopx_node_kind(node) != GOPX_NODE_FILE)
		return look_of_leaf(node);
	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		if (gopx_node_role(node) == roles[i].role)
			return &looks[roles[i].look];
	}
	return &looks[LOOK_DATA];
}

const struct map_look *map_look_of_volume(const struct gopx_node *node)
{
	if (gopx_node_kind(node) != GOPX_NODE_VOLUME)
		return map_look_of_file(node);
	return &looks[gopx_node_role(node) == GOPX_ROLE_NVRAM ? LOOK_NVRAM : LOOK_VOLUME];
}

const char *map_name_of(const struct gopx_node *node)
{
	struct node_title title = node_title(node);
	const char *subtype = gopx_node_subtype(node);
	const struct region_look *region = region_of(node);
	bool volume = gopx_node_kind(node) == GOPX_NODE_VOLUME;

	if (title.name)
		return title.name;
	/* A volume without a name has the GUID of its file system. */
	if (title.known &&
	    !(volume && !strncmp(title.known, "EfiFirmwareFileSystem", 21)))
		return title.known;
	if (region && gopx_node_kind(node) == GOPX_NODE_FLASH_REGION)
		return region->name;
	if (gopx_node_kind(node) == GOPX_NODE_PADDING)
		return "free";
	if (gopx_node_kind(node) == GOPX_NODE_RAW)
		return "unknown bytes";
	if (volume)
		return "volume";
	return subtype ? subtype : gopx_node_type(node);
}

struct map_text map_size(uint64_t size)
{
	static const struct {
		const char *name;
		unsigned int shift;
	} units[] = { { "MiB", 20 }, { "KiB", 10 } };
	struct map_text out;

	for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
		double count = (double)size / (double)(1 << units[i].shift);

		if (count < 1)
			continue;
		snprintf(out.text, sizeof(out.text),
			 size & ((1u << units[i].shift) - 1) && count < 100 ? "%.1f %s"
									    : "%.0f %s",
			 count, units[i].name);
		return out;
	}
	snprintf(out.text, sizeof(out.text), "%" PRIu64 " byte%s", size,
		 size == 1 ? "" : "s");
	return out;
}

void map_put_styles(FILE *to)
{
	fputs("<defs>\n"
	      "<pattern id=\"free\" width=\"7\" height=\"7\" "
	      "patternUnits=\"userSpaceOnUse\" "
	      "patternTransform=\"rotate(45)\"><rect width=\"7\" height=\"7\" "
	      "fill=\"#f8fafc\"/><rect width=\"2\" height=\"7\" "
	      "fill=\"#e2e8f0\"/></pattern>\n"
	      "<style>\n"
	      "text{font:12px Helvetica,Arial,\"Liberation Sans\",\"DejaVu "
	      "Sans\",sans-serif}\n"
	      "rect{stroke:#fff;stroke-width:.6}rect.thin{stroke-opacity:.4}\n"
	      ".page{fill:#fff;stroke:none}\n"
	      ".title{font-size:20px;font-weight:bold;fill:#0f172a}\n"
	      ".sub{font-size:13px;fill:#64748b}\n"
	      ".head{font-size:11px;fill:#94a3b8;letter-spacing:.4px}\n"
	      ".axis{font-size:11px;fill:#94a3b8}\n"
	      ".tick{stroke:#cbd5e1;stroke-width:1}\n"
	      ".l{fill:#1e293b}.w{fill:#fff}.f{fill:#94a3b8}\n"
	      ".ls{fill:#64748b;font-size:11px}.ws{fill:#fff;fill-opacity:.75;font-size:"
	      "11px}"
	      ".fs{fill:#94a3b8;font-size:11px}\n"
	      ".bar{fill:#f1f5f9;stroke:none}.edge{fill:none;stroke:#94a3b8;stroke-width:"
	      "1}\n"
	      ".gop{fill:#f76707}.vbt{fill:#d6336c}\n"
	      ".drv{fill:#a5c8f0}.pei{fill:#9bd8c8}.smm{fill:#d3c4f3}.dat{fill:#f0dca8}\n"
	      ".pak{fill:#7c6bd6}.nvr{fill:#fde68a}.raw{fill:#cbd5e1}.fre{fill:url(#free)"
	      "}\n"
	      ".vol{fill:#dbe4ff}\n"
	      ".rde{fill:#475569}.rbi{fill:#3b5bdb}.rme{fill:#a16207}.rgb{fill:#0f766e}"
	      ".rec{fill:#7e5a3c}.rot{fill:#64748b}\n"
	      ".wedge{fill:#7c6bd6;fill-opacity:.13;stroke:none}\n"
	      ".lead{fill:none;stroke-width:1.5;stroke-opacity:.8}\n"
	      ".lead.gop{stroke:#f76707;fill:none}.lead.vbt{stroke:#d6336c;fill:none}\n"
	      ".card{fill:#fff;stroke:#cbd5e1;stroke-width:1}\n"
	      ".name{font-weight:bold;fill:#0f172a;font-size:13px}\n"
	      ".mono{font:10.5px \"DejaVu Sans "
	      "Mono\",Menlo,Consolas,monospace;fill:#475569}\n"
	      ".best{fill:#2b8a3e}.badge{fill:#fff;font-size:11px;font-weight:bold}\n"
	      "</style>\n"
	      "</defs>\n",
	      to);
}
