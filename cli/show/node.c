/* SPDX-License-Identifier: BSD-2-Clause */
/* node.c - the position of a diagnostic, and words for the API's constants */
#include "show/node.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "io/report.h"

/*
 * gopx joins the blocks of each FAT file, and of each stream of a compound file, in an
 * address space of its own.
 */
bool node_has_space(const struct gopx_node *owner)
{
	enum gopx_node_kind kind = owner ? gopx_node_kind(owner) : GOPX_NODE_OTHER;

	return kind == GOPX_NODE_FAT || kind == GOPX_NODE_COMPOUND ||
	       (owner && gopx_node_unpacked(owner).size > 0);
}

struct node_offset node_offset(const struct gopx_node *node, uint64_t offset)
{
	struct node_offset out = { .input = offset, .inner = offset };

	if (!node)
		return out;
	out.packed = !gopx_node_locate(node, offset, &out.input);
	out.inside = out.packed || node_has_space(gopx_node_space(node));
	return out;
}

const struct gopx_node *node_inside(const struct gopx_node *top,
				    const struct gopx_node *node, bool down)
{
	const struct gopx_node *next = down ? gopx_node_child(node) : NULL;

	for (; !next && node != top; node = gopx_node_parent(node))
		next = gopx_node_next(node);
	return next;
}

size_t node_children(const struct gopx_node *node)
{
	size_t count = 0;

	for (const struct gopx_node *c = gopx_node_child(node); c; c = gopx_node_next(c))
		count++;
	return count;
}

static struct node_title title_of(const char *name, const char *guid)
{
	struct node_title out = { name, gopx_guid_name(guid) };

	if (out.name && out.known && !strcasecmp(out.name, out.known))
		out.known = NULL;
	return out;
}

struct node_title node_title(const struct gopx_node *node)
{
	return title_of(gopx_node_name(node), gopx_node_guid(node));
}

struct node_title place_title(const struct gopx_place *place)
{
	return title_of(place->name, place->guid);
}

const struct gopx_node *node_owner(const struct gopx_node *node)
{
	for (; node; node = gopx_node_parent(node)) {
		if (gopx_node_guid(node) && (gopx_node_kind(node) != GOPX_NODE_SECTION ||
					     gopx_node_role(node) == GOPX_ROLE_FREEFORM))
			return node;
	}
	return NULL;
}

struct node_label node_label(const struct gopx_node *node, unsigned int flags)
{
	struct node_label out;

	gopx_node_path(node, flags | GOPX_PATH_LAST, out.text, sizeof(out.text));
	return out;
}

char *node_path(const struct gopx_node *node, unsigned int flags)
{
	size_t size = gopx_node_path(node, flags, NULL, 0) + 1;
	char *path = need_memory(NULL, size);

	gopx_node_path(node, flags, path, size);
	return path;
}

const char *severity_name(enum gopx_severity severity)
{
	switch (severity) {
	case GOPX_NOTE:
		return "note";
	case GOPX_WARNING:
		return "warning";
	case GOPX_DAMAGE:
		break;
	}
	return "damage";
}

const char *kind_name(enum gopx_finding_kind kind)
{
	switch (kind) {
	case GOPX_FINDING_GOP:
		return "gop";
	case GOPX_FINDING_VBT:
		return "vbt";
	case GOPX_FINDING_OTHER_GOP:
		return "other-gop";
	case GOPX_FINDING_NOTE:
		return "note";
	}
	return NULL;
}

bool finding_is_body(const struct gopx_finding *f)
{
	return gopx_finding_gop(f) || gopx_finding_vbt(f);
}

const char *confidence_name(enum gopx_confidence confidence)
{
	return confidence == GOPX_CERTAIN ? "certain" : "likely";
}

const char *origin_name(enum gopx_vbt_origin origin)
{
	return origin == GOPX_VBT_FROM_VBIOS ? "vbios" : "gop";
}

const char *vendor_title(const char *vendor)
{
	static const char *const titles[][2] = {
		{ "intel", "Intel" },         { "amd", "AMD" },
		{ "aspeed", "ASPEED" },       { "nvidia", "NVIDIA" },
		{ "matrox", "Matrox" },       { "realtek", "Realtek" },
		{ "intel-pei", "Intel PEI" },
	};

	for (size_t i = 0; i < sizeof(titles) / sizeof(*titles); i++) {
		if (!strcmp(titles[i][0], vendor))
			return titles[i][1];
	}
	return vendor;
}

struct machine_name machine_name(uint16_t machine)
{
	struct machine_name out;

	switch (machine) {
	case 0x8664:
		return (struct machine_name){ "x64" };
	case 0x014c:
		return (struct machine_name){ "ia32" };
	case 0xaa64:
		return (struct machine_name){ "aa64" };
	}
	snprintf(out.text, sizeof(out.text), "0x%04x", machine);
	return out;
}
