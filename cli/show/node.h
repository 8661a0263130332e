/* SPDX-License-Identifier: BSD-2-Clause */
/* node.h - the position of a diagnostic, and words for the API's constants */
#ifndef CLI_SHOW_NODE_H
#define CLI_SHOW_NODE_H

#include <gopx/node.h>

/* The place of a byte.  'input', 'inner' and 'packed' are like the offset, the
 * inner_offset and 'packed' of struct gopx_place. */
struct node_offset {
	uint64_t input; /* if packed: offset of the outermost compressed piece */
	/* offset in the innermost unpacked data, or data joined from blocks */
	uint64_t inner;
	bool packed;
	bool inside; /* true if 'inner' is valid, false if no data around it is unpacked
			or joined */
};

/* True if the content of 'owner' is unpacked or joined.  'owner' may be NULL. */
bool node_has_space(const struct gopx_node *owner);

/* Convert an offset in the address space of 'node', or in the input if 'node' is NULL. */
struct node_offset node_offset(const struct gopx_node *node, uint64_t offset);

/*
 * Find the next node after 'node' inside 'top'.  If 'down' is false, skip the nodes
 * inside 'node'.
 */
const struct gopx_node *node_inside(const struct gopx_node *top,
				    const struct gopx_node *node, bool down);

size_t node_children(const struct gopx_node *node);

/* The names of a node; each may be NULL. */
struct node_title {
	const char *name;  /* the name in the image */
	const char *known; /* the known name of its GUID, if it differs from 'name' */
};

struct node_title node_title(const struct gopx_node *node);
struct node_title place_title(const struct gopx_place *place);

/*
 * The piece to which a node belongs, for people.  It is the node itself or the nearest
 * node around it that has a GUID as its name.  The GUID of a packed section does not
 * count, because it names the compression.  NULL: none.
 */
const struct gopx_node *node_owner(const struct gopx_node *node);

struct node_label {
	char text[128];
};

/* "ffs-file:driver", the last component of a path; 'flags' as for gopx_node_path(). */
struct node_label node_label(const struct gopx_node *node, unsigned int flags);

/* Like gopx_node_path(), in allocated memory.  Free it. */
char *node_path(const struct gopx_node *node, unsigned int flags);

const char *severity_name(enum gopx_severity severity);
const char *kind_name(enum gopx_finding_kind kind); /* NULL for an unknown one */
bool finding_is_body(const struct gopx_finding *f); /* a driver or table, not a note */
const char *confidence_name(enum gopx_confidence confidence);
const char *origin_name(enum gopx_vbt_origin origin);

/*
 * The name of a maker for people: "AMD" for "amd" in struct gopx_gop_info, "Intel PEI"
 * for "intel-pei".
 */
const char *vendor_title(const char *vendor);

struct machine_name {
	char text[8];
};

/* "x64", "ia32", "aa64", or the number in hex. */
struct machine_name machine_name(uint16_t machine);

#endif /* CLI_SHOW_NODE_H */
