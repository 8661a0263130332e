/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * node.h - what a node of the tree is, its path, and how to visit all nodes
 *
 * The rules of gopx.h apply here too.  New in GOPX_0.2.
 */
#ifndef GOPX_NODE_H
#define GOPX_NODE_H

#include <gopx/gopx.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * What a node is, as a constant for programs; gopx_node_type() returns a more exact word.
 * Later versions may add constants, mainly for packages and archives, which are
 * GOPX_NODE_OTHER today.
 */
enum gopx_node_kind {
	GOPX_NODE_OTHER = 0,
	GOPX_NODE_INPUT = 1, /* the root */
	/* a dump of flash that starts with an Intel flash descriptor */
	GOPX_NODE_FLASH_IMAGE = 2,
	GOPX_NODE_FLASH_REGION = 3, /* of a flash image */
	GOPX_NODE_VOLUME = 4,       /* a firmware volume */
	GOPX_NODE_FILE = 5,         /* in a volume, or alone */
	GOPX_NODE_SECTION = 6,      /* of a file */
	GOPX_NODE_PE = 7,           /* a PE image */
	GOPX_NODE_TE = 8,           /* a TE image, the short form of a PE image */
	GOPX_NODE_VBT = 9,          /* a video BIOS table */
	GOPX_NODE_OPTION_ROM = 10,  /* one image of a PCI option ROM */
	GOPX_NODE_CBFS_FILE = 11,   /* a file of coreboot */
	GOPX_NODE_IFWI = 12,        /* an image with a boot partition table */
	GOPX_NODE_RAW = 13,         /* bytes in no known format */
	GOPX_NODE_PADDING = 14,     /* unused bytes, all of the same value */
	GOPX_NODE_FAT = 15,         /* a FAT file system */
	GOPX_NODE_COMPOUND = 16,    /* a compound file (MSI) */
};

GOPX_API enum gopx_node_kind gopx_node_kind(const struct gopx_node *n);

/*
 * The purpose of a flash region, volume, file or section, as a constant for programs;
 * gopx_node_subtype() returns a more exact word.  GOPX_ROLE_OTHER for all other nodes and
 * purposes.  Later versions may add constants.
 */
enum gopx_node_role {
	GOPX_ROLE_OTHER = 0,

	/* regions of a flash image */
	GOPX_ROLE_DESCRIPTOR = 1, /* Intel flash descriptor */
	GOPX_ROLE_BIOS = 2,
	GOPX_ROLE_BIOS2 = 3, /* second BIOS region */
	GOPX_ROLE_ME = 4,    /* Management Engine */
	GOPX_ROLE_GBE = 5,   /* Gigabit Ethernet */
	GOPX_ROLE_EC = 6,    /* embedded controller */
	GOPX_ROLE_PDR = 7,   /* platform data */

	/* volumes */
	GOPX_ROLE_NVRAM = 16, /* UEFI variables instead of files */

	/* files */
	GOPX_ROLE_PAD = 32,          /* only fills space */
	GOPX_ROLE_EARLY = 33,        /* code of the phases SEC and PEI */
	GOPX_ROLE_DRIVER = 34,       /* DXE core, drivers, applications */
	GOPX_ROLE_MANAGEMENT = 35,   /* code of management mode (SMM, MM) */
	GOPX_ROLE_VOLUME_IMAGE = 36, /* contains another volume */

	/* sections */
	GOPX_ROLE_PE32 = 64,
	GOPX_ROLE_TE_IMAGE = 65,
	GOPX_ROLE_RAW_DATA = 66,
	GOPX_ROLE_FREEFORM = 67, /* data with a GUID that names the content */
	GOPX_ROLE_UI_NAME = 68,
	GOPX_ROLE_VERSION = 69,
	GOPX_ROLE_DEPEX = 70, /* dependencies, of any phase */
};

GOPX_API enum gopx_node_role gopx_node_role(const struct gopx_node *n);

enum gopx_path_flags {
	GOPX_PATH_GUIDS = 0x1, /* the path has GUIDs, as in gopx_place.path */
	GOPX_PATH_LAST = 0x2,  /* only the last component: "ffs-file:driver" */
};

/*
 * Write the path of a node to 'out', which has 'room' bytes: the nodes from the root
 * down, with "/" between them, and a NUL.  'flags' is a combination of enum
 * gopx_path_flags, or 0.
 *
 * Returns the length of the path without the NUL.  If path and NUL need more than 'room'
 * bytes, 'out' becomes an empty string.  If 'room' is 0, nothing is written, and 'out'
 * may be NULL.
 */
GOPX_API size_t gopx_node_path(const struct gopx_node *n, unsigned int flags, char *out,
			       size_t room);

/*
 * The next node in depth-first order.  gopx_node_following() visits the children of n;
 * gopx_node_after() skips everything below n.  Both return NULL after the last node.  If
 * 'depth' is not NULL, *depth is increased or decreased by the number of levels between
 * n and the result.
 */
GOPX_API const struct gopx_node *gopx_node_following(const struct gopx_node *n,
						     size_t *depth);
GOPX_API const struct gopx_node *gopx_node_after(const struct gopx_node *n,
						 size_t *depth);

/* True if 'n' is 'top' or is below it in the tree; false if 'n' is NULL. */
GOPX_API bool gopx_node_contains(const struct gopx_node *top, const struct gopx_node *n);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_NODE_H */
