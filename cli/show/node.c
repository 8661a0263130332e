/* SPDX-License-Identifier: BSD-2-Clause */
/* node.c - the position of a diagnostic, and words for the API's constants */
#include "show/node.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "io/report.h"

/* Files of FAT have a space each, which their clusters are joined to. */
bool node_has_space(const struct gopx_node *owner)
{
	return owner && (gopx_node_unpacked(owner).size ||
			 strcmp(gopx_node_type(owner), "fat") == 0);
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
		const char *subtype = gopx_node_subtype(node);
		bool section = gopx_node_kind(node) == GOPX_NODE_SECTION;

		if (gopx_node_guid(node) &&
		    (!section || (subtype && !strcmp(subtype, "freeform"))))
			return node;
	}
	return NULL;
}

struct node_label node_label(const struct gopx_node *node, enum node_words words)
{
	const char *subtype = gopx_node_subtype(node);
	const char *guid = words == NODE_WITH_GUID ? gopx_node_guid(node) : NULL;
	struct node_label out;

	snprintf(out.text, sizeof(out.text), "%s%s%s%s%s%s", gopx_node_type(node),
		 subtype ? ":" : "", subtype ? subtype : "", guid ? "(" : "",
		 guid ? guid : "", guid ? ")" : "");
	return out;
}

/* Written from the end, because nodes only know their parents. */
char *node_path(const struct gopx_node *node, enum node_words words)
{
	size_t size = 0;
	char *path, *at;

	for (const struct gopx_node *n = node; n; n = gopx_node_parent(n))
		size += strlen(node_label(n, words).text) + 1;
	path = need_memory(NULL, size);
	at = path + size;
	for (const struct gopx_node *n = node; n; n = gopx_node_parent(n)) {
		struct node_label label = node_label(n, words);
		size_t len = strlen(label.text);

		*--at = n == node ? '\0' : '/';
		at -= len;
		memcpy(at, label.text, len);
	}
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
