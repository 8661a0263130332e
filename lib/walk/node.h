/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * node.h - the tree: pieces of the input, and of what was unpacked from it
 */
#ifndef GX_WALK_NODE_H
#define GX_WALK_NODE_H

#include "base/bytes.h"
#include "base/guid.h"

struct gx_kind;
struct gx_node;

/* Bytes of a view, and where they are. */
struct gx_piece {
	uint64_t at, size; /* in the view */
	uint64_t base_at;  /* in what it is a view of */
};

/*
 * An address space: the input, the unpacked content of one node, or a view.  A view has
 * bytes that stand in another space already: in one piece, or in several that are
 * joined.  So nothing in it is packed that is not packed there.
 */
struct gx_space {
	struct gx_span bytes;
	const struct gx_node *owner;   /* whose content it is; NULL for the input */
	const struct gx_space *base;   /* of a view: what it is a view of; else NULL */
	const struct gx_piece *pieces; /* in the order of 'at', apart from each other */
	size_t piece_count;
};

/* A range of bytes with its address. */
struct gx_area {
	const struct gx_space *space;
	struct gx_span bytes;
};

/* What a piece is that cannot be opened, and what to do next. */
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
	struct gx_area
	    content;          /* what the children lie in, when not the body: unpacked */
	uint64_t packed_size; /* bytes of it that were unpacked; 0: nobody knows */
	uint32_t depth;       /* nodes above it */

	bool has_guid;
	struct gx_guid guid;
	const char *guid_text;      /* NULL: has none */
	const char *subtype;        /* static; NULL: has none */
	const char *codec;          /* what it was packed with; NULL: not unpacked */
	const char *name;           /* given by the image; NULL: none */
	const struct gx_note *note; /* NULL: it is as open as it can be */

	bool firmware;    /* of a kind that is, or inside such a node */
	uint8_t detail;   /* the format's own type byte, where there is one */
	bool closed;      /* it is packed, and was not or not wholly unpacked */
	bool damaged;     /* a diagnostic of severity GOPX_DAMAGE hangs on it */
	bool invalidated; /* a file in a state after deletion, or never finished */
	bool outdated;    /* a file that is in use until another has replaced it */
	bool taken;       /* its bytes are another's now: not in the tree any more */
};

/* Offset in its address space. */
static inline uint64_t gx_area_offset(struct gx_area a)
{
	return gx_span_offset(a.space->bytes, a.bytes);
}

/* The range [off, off + len) of a; false, and an empty range, when it leads out. */
static inline bool gx_area_sub(struct gx_area a, uint64_t off, uint64_t len,
			       struct gx_area *out)
{
	out->space = a.space;
	return gx_span_sub(a.bytes, off, len, &out->bytes);
}

/* From off on; empty when off is at or past the end. */
static inline struct gx_area gx_area_tail(struct gx_area a, uint64_t off)
{
	return (struct gx_area){ a.space, gx_span_tail(a.bytes, off) };
}

/* The first len bytes, or all. */
static inline struct gx_area gx_area_head(struct gx_area a, uint64_t len)
{
	return (struct gx_area){ a.space, gx_span_head(a.bytes, len) };
}

/* What the children of n lie in: unpacked bytes, or its body. */
static inline struct gx_area gx_node_content(const struct gx_node *n)
{
	return n->content.space ? n->content : n->body;
}

/* Bytes of n that are joined with others: at 'at' of what they become. */
static inline struct gx_piece gx_node_piece(const struct gx_node *n, struct gx_span bytes,
					    uint64_t at)
{
	return (struct gx_piece){ at, bytes.len,
				  gx_span_offset(n->area.space->bytes, bytes) };
}

/* The node after n in depth-first order; NULL after the last. */
const struct gx_node *gx_node_following(const struct gx_node *n);

#endif /* GX_WALK_NODE_H */
