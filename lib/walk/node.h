/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * node.h - the tree: pieces of the input, and of unpacked data
 */
#ifndef GX_WALK_NODE_H
#define GX_WALK_NODE_H

#include "base/bytes.h"
#include "base/guid.h"

struct gx_kind;
struct gx_node;

/* One piece of a view: its place in the view, and its place in the base. */
struct gx_piece {
	uint64_t at, size; /* in the view */
	uint64_t base_at;  /* offset in the base of the view */
};

/*
 * An address space: the input, the unpacked content of one node, or a view.  A view
 * contains bytes of another space: one piece, or several that are joined.  So bytes in
 * a view are packed only if they are packed in its base.
 */
struct gx_space {
	struct gx_span bytes;
	/* the node whose content this space is; NULL for the input */
	const struct gx_node *owner;
	const struct gx_space *base;   /* for a view: its base; else NULL */
	const struct gx_piece *pieces; /* in the order of 'at', without overlap */
	size_t piece_count;
};

/* A range of bytes with its address. */
struct gx_area {
	const struct gx_space *space;
	struct gx_span bytes;
};

/* Describes a piece that cannot be opened, and says what to do next. */
struct gx_note {
	const char *code; /* static: "input.encrypted" */
	const char *text; /* one line */
};

struct gx_node {
	const struct gx_kind *kind;
	struct gx_node *parent, *child, *last_child, *next;
	struct gx_node *next_pending; /* in the worklist */

	struct gx_area area; /* the whole piece */
	struct gx_area body; /* after its header */
	/* the unpacked data that contains the children; unset if the body contains them
	 */
	struct gx_area content;
	uint64_t packed_size; /* how many of its bytes were unpacked; 0: unknown */
	uint32_t depth;       /* nodes above it */

	bool has_guid;
	struct gx_guid guid;
	const char *guid_text;      /* NULL: has none */
	const char *subtype;        /* static; NULL: has none */
	const char *codec;          /* its compression; NULL: it was not unpacked */
	const char *name;           /* the name in the image; NULL: none */
	const struct gx_note *note; /* NULL: the node is not closed */

	bool firmware;    /* the kind of this node, or of a node around it, is firmware */
	uint8_t detail;   /* the format's type byte, if it has one */
	bool closed;      /* it is packed, and was not or only partly unpacked */
	bool damaged;     /* it has a diagnostic of severity GOPX_DAMAGE */
	bool invalidated; /* a file that is deleted, or was never finished */
	bool outdated;    /* a file that is in use until its replacement is finished */
	bool taken; /* removed from the tree, because another node has its bytes now */
};

/* The offset of an area in its address space. */
static inline uint64_t gx_area_offset(struct gx_area a)
{
	return gx_span_offset(a.space->bytes, a.bytes);
}

/* Set *out to the range [off, off + len) of a.  If the range is not inside a, returns
 * false, and *out is empty. */
static inline bool gx_area_sub(struct gx_area a, uint64_t off, uint64_t len,
			       struct gx_area *out)
{
	out->space = a.space;
	return gx_span_sub(a.bytes, off, len, &out->bytes);
}

/* The part from off on; empty if off is at or past the end. */
static inline struct gx_area gx_area_tail(struct gx_area a, uint64_t off)
{
	return (struct gx_area){ a.space, gx_span_tail(a.bytes, off) };
}

/* The first len bytes, or all of a if it is shorter. */
static inline struct gx_area gx_area_head(struct gx_area a, uint64_t len)
{
	return (struct gx_area){ a.space, gx_span_head(a.bytes, len) };
}

/* The bytes that contain the children of n: unpacked bytes, or its body. */
static inline struct gx_area gx_node_content(const struct gx_node *n)
{
	return n->content.space ? n->content : n->body;
}

/* The body of n as a piece of a view; 'at' is its offset in the view. */
static inline struct gx_piece gx_node_piece(const struct gx_node *n, struct gx_span bytes,
					    uint64_t at)
{
	return (struct gx_piece){ at, bytes.len,
				  gx_span_offset(n->area.space->bytes, bytes) };
}

/* The node after n in depth-first order; NULL after the last. */
const struct gx_node *gx_node_following(const struct gx_node *n);

#endif /* GX_WALK_NODE_H */
