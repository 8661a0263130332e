/* SPDX-License-Identifier: BSD-2-Clause */
/* node.h - the position of a diagnostic, and words for the API's constants */
#ifndef CLI_SHOW_NODE_H
#define CLI_SHOW_NODE_H

#include <gopx/node.h>

/* An offset in an address space, in the same form as struct gopx_place. */
struct node_offset {
	uint64_t input; /* of the outermost compressed piece when packed */
	/* in the innermost data that is unpacked, or joined from blocks */
	uint64_t inner;
	bool packed;
	bool inside; /* there is such unpacked or joined data */
};

/* Whether the content of this node, which may be NULL, is unpacked or joined. */
bool node_has_space(const struct gopx_node *owner);

/* 'offset' counts in the address space of 'node', which may be NULL: the input. */
struct node_offset node_offset(const struct gopx_node *node, uint64_t offset);

/* The node after 'node' that is inside 'top'; without 'down', skip the nodes inside
 * 'node'. */
const struct gopx_node *node_inside(const struct gopx_node *top,
				    const struct gopx_node *node, bool down);

size_t node_children(const struct gopx_node *node);

/* The names of a node; either may be NULL. */
struct node_title {
	const char *name;  /* the name in the image */
	const char *known; /* the known name of its GUID, if it is a different one */
};

struct node_title node_title(const struct gopx_node *node);
struct node_title place_title(const struct gopx_place *place);

/*
 * The piece that a node belongs to, for people: the nearest node, or itself, that a
 * GUID names.  The GUID of a packed section names the compression.  NULL: none.
 */
const struct gopx_node *node_owner(const struct gopx_node *node);

struct node_label {
	char text[128];
};

/* "ffs-file:driver", the last component of a path; 'flags' as for gopx_node_path(). */
struct node_label node_label(const struct gopx_node *node, unsigned int flags);

/* gopx_node_path() in memory of its own.  Free it. */
char *node_path(const struct gopx_node *node, unsigned int flags);

const char *severity_name(enum gopx_severity severity);
const char *kind_name(enum gopx_finding_kind kind); /* NULL for an unknown one */
bool finding_is_body(const struct gopx_finding *f); /* a driver or table, not a note */
const char *confidence_name(enum gopx_confidence confidence);
const char *origin_name(enum gopx_vbt_origin origin);

/* "AMD" for "amd", "Intel PEI" for "intel-pei": of struct gopx_gop_info, for people. */
const char *vendor_title(const char *vendor);

struct machine_name {
	char text[8];
};

/* "x64", "ia32", "aa64", or the number in hex. */
struct machine_name machine_name(uint16_t machine);

#endif /* CLI_SHOW_NODE_H */
