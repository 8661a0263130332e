/* SPDX-License-Identifier: BSD-2-Clause */
/* node.c - the functions of node.h */
#include <gopx/node.h>

#include "api/image.h"
#include "walk/kind.h"

static const struct {
	const struct gx_kind *inner;
	enum gopx_node_kind kind;
} kinds[] = {
	{ &gx_kind_image, GOPX_NODE_INPUT },
	{ &gx_kind_flash_image, GOPX_NODE_FLASH_IMAGE },
	{ &gx_kind_flash_image_start, GOPX_NODE_FLASH_IMAGE },
	{ &gx_kind_flash_region, GOPX_NODE_FLASH_REGION },
	{ &gx_kind_volume, GOPX_NODE_VOLUME },
	{ &gx_kind_file, GOPX_NODE_FILE },
	{ &gx_kind_file_alone, GOPX_NODE_FILE },
	{ &gx_kind_section, GOPX_NODE_SECTION },
	{ &gx_kind_pe, GOPX_NODE_PE },
	{ &gx_kind_te, GOPX_NODE_TE },
	{ &gx_kind_vbt, GOPX_NODE_VBT },
	{ &gx_kind_option_rom, GOPX_NODE_OPTION_ROM },
	{ &gx_kind_cbfs_file, GOPX_NODE_CBFS_FILE },
	{ &gx_kind_ifwi, GOPX_NODE_IFWI },
	{ &gx_kind_raw, GOPX_NODE_RAW },
	{ &gx_kind_padding, GOPX_NODE_PADDING },
	{ &gx_kind_fat, GOPX_NODE_FAT },
	{ &gx_kind_fat_label, GOPX_NODE_FAT },
	{ &gx_kind_fat32_label, GOPX_NODE_FAT },
	{ &gx_kind_compound, GOPX_NODE_COMPOUND },
};

enum gopx_node_kind gopx_node_kind(const struct gopx_node *n)
{
	const struct gx_kind *inner = gx_node_inner(n)->kind;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (kinds[i].inner == inner)
			return kinds[i].kind;
	}
	return GOPX_NODE_OTHER;
}

/* The types of files and sections are from the PI specification, volume 3. */
static const struct {
	enum gopx_node_kind kind;
	uint8_t first, last; /* types: struct gx_node.detail */
	enum gopx_node_role role;
} roles[] = {
	{ GOPX_NODE_FLASH_REGION, 0, 0, GOPX_ROLE_DESCRIPTOR },
	{ GOPX_NODE_FLASH_REGION, 1, 1, GOPX_ROLE_BIOS },
	{ GOPX_NODE_FLASH_REGION, 2, 2, GOPX_ROLE_ME },
	{ GOPX_NODE_FLASH_REGION, 3, 3, GOPX_ROLE_GBE },
	{ GOPX_NODE_FLASH_REGION, 4, 4, GOPX_ROLE_PDR },
	{ GOPX_NODE_FLASH_REGION, 6, 6, GOPX_ROLE_BIOS2 },
	{ GOPX_NODE_FLASH_REGION, 8, 8, GOPX_ROLE_EC },
	{ GOPX_NODE_VOLUME, 1, 1, GOPX_ROLE_NVRAM },
	{ GOPX_NODE_FILE, 0x03, 0x04, GOPX_ROLE_EARLY },
	{ GOPX_NODE_FILE, 0x05, 0x05, GOPX_ROLE_DRIVER },
	{ GOPX_NODE_FILE, 0x06, 0x06, GOPX_ROLE_EARLY },
	{ GOPX_NODE_FILE, 0x07, 0x07, GOPX_ROLE_DRIVER },
	{ GOPX_NODE_FILE, 0x08, 0x08, GOPX_ROLE_EARLY },
	{ GOPX_NODE_FILE, 0x09, 0x09, GOPX_ROLE_DRIVER },
	{ GOPX_NODE_FILE, 0x0b, 0x0b, GOPX_ROLE_VOLUME_IMAGE },
	{ GOPX_NODE_FILE, 0x0a, 0x0f, GOPX_ROLE_MANAGEMENT },
	{ GOPX_NODE_FILE, 0xf0, 0xf0, GOPX_ROLE_PAD },
	{ GOPX_NODE_SECTION, 0x10, 0x10, GOPX_ROLE_PE32 },
	{ GOPX_NODE_SECTION, 0x12, 0x12, GOPX_ROLE_TE_IMAGE },
	{ GOPX_NODE_SECTION, 0x13, 0x13, GOPX_ROLE_DEPEX },
	{ GOPX_NODE_SECTION, 0x14, 0x14, GOPX_ROLE_VERSION },
	{ GOPX_NODE_SECTION, 0x15, 0x15, GOPX_ROLE_UI_NAME },
	{ GOPX_NODE_SECTION, 0x18, 0x18, GOPX_ROLE_FREEFORM },
	{ GOPX_NODE_SECTION, 0x19, 0x19, GOPX_ROLE_RAW_DATA },
	{ GOPX_NODE_SECTION, 0x1b, 0x1c, GOPX_ROLE_DEPEX },
};

enum gopx_node_role gopx_node_role(const struct gopx_node *n)
{
	enum gopx_node_kind kind = gopx_node_kind(n);
	uint8_t type = gx_node_inner(n)->detail;

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++) {
		if (roles[i].kind == kind && type >= roles[i].first &&
		    type <= roles[i].last)
			return roles[i].role;
	}
	return GOPX_ROLE_OTHER;
}

const struct gopx_node *gopx_node_after(const struct gopx_node *n, size_t *depth)
{
	const struct gopx_node *next;

	while (!(next = gopx_node_next(n)) && gopx_node_parent(n)) {
		n = gopx_node_parent(n);
		if (depth)
			(*depth)--;
	}
	return next;
}

const struct gopx_node *gopx_node_following(const struct gopx_node *n, size_t *depth)
{
	const struct gopx_node *child = gopx_node_child(n);

	if (!child)
		return gopx_node_after(n, depth);
	if (depth)
		(*depth)++;
	return child;
}

bool gopx_node_contains(const struct gopx_node *top, const struct gopx_node *n)
{
	while (n && n != top)
		n = gopx_node_parent(n);
	return n != NULL;
}
