/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * walk.h - from bytes to the finished tree
 *
 * The walk keeps a worklist of nodes to expand, one level of the tree after the
 * other.  What is packed in a level is unpacked first, on several threads; then
 * each kind's expand function looks at its node's bytes once and adds child nodes
 * through the functions below, on one thread, in order.  Nothing recurses.  Functions
 * that return a status fail only with GOPX_E_NOMEM: what is wrong with the bytes becomes
 * a diagnostic.
 *
 * The words that all of lib/ uses:
 *
 * span		a range of bytes in memory.  gx_span_sub() alone makes smaller ones.
 * space	an address space: the input, or the bytes that a node unpacked to. Offsets
 *		count from its start.
 * view		a space over bytes that another space already has, in another order.  No
 *		byte of it is searched or reported twice.
 * area		a span and the space that it lies in.
 * node		an area of a known kind.  Nodes form the tree, its root is the input.
 * kind		what a node is ("ffs-volume"), how to recognise it, and how to expand it.
 * package	a kind that firmware is delivered in, such as an archive.
 * expand	add the children of a node.
 * closed	a node that gopx cannot open: encrypted, or in an unknown format.  It
 *		carries a note.
 * note		one line for the user: what a closed node is, and what to do next.
 * diag		a diagnostic: what is wrong with the bytes, and where.
 * pay		spend work before an operation.  price.c has the prices, and a scan that
 *		cannot pay goes on without the operation and is not complete.
 * finding	a driver, table or closed node, with the reasons; made by lib/find.
 * place	one of the areas where the same finding occurs.
 */
#ifndef GX_WALK_WALK_H
#define GX_WALK_WALK_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/status.h"
#include "walk/node.h"
#include "walk/price.h"
#include "walk/streams.h"
#include "walk/view.h"

struct gx_magics;

struct gx_limits {
	unsigned int threads;
	uint64_t max_unpacked;
	uint64_t max_work; /* 0: in proportion to the number of bytes */
	uint32_t max_ratio;
	uint32_t max_nodes;
	uint32_t max_depth;
};

struct gx_walk {
	struct gx_arena *arena;
	struct gx_limits limits;
	struct gx_diags diags;
	struct gx_streams streams;
	struct gx_meter meter; /* work done so far */
	struct gx_node *root;
	struct gx_node *pending, *last_pending;
	/* the place for its next sibling; NULL: at the end */
	struct gx_node *insert_after;
	uint64_t unpacked; /* bytes that decoders produced */
	uint32_t nodes;
	bool full; /* a node was refused: no more are added */
	/* the magics of all kinds; made by the first search */
	const struct gx_magics *magics;
	bool complete; /* no limit was reached */
	/* the input lacks a part that it should contain */
	bool missing;
};

/*
 * Walk 'input' to the end.  The caller sets w->arena and w->limits, and keeps the arena
 * as long as the tree is needed.
 */
GX_NODISCARD enum gopx_status gx_walk_run(struct gx_walk *w, struct gx_span input);

/* ---- for the expand functions ------------------------------------------- */

/*
 * Add a child that covers 'area'; it is expanded later if its kind can be. *out is NULL
 * if a limit forbids it.
 */
GX_NODISCARD enum gopx_status gx_walk_add(struct gx_walk *w, struct gx_node *parent,
					  const struct gx_kind *kind, struct gx_area area,
					  struct gx_node **out);

GX_NODISCARD enum gopx_status gx_walk_set_guid(struct gx_walk *w, struct gx_node *n,
					       const struct gx_guid *guid);

/* Search 'area' for all kinds that are recognised by their bytes; add each piece once. */
GX_NODISCARD enum gopx_status gx_walk_recognise(struct gx_walk *w, struct gx_node *parent,
						struct gx_area area);

/*
 * The same for an area after n that does not belong to n.  The nodes found there become
 * children of n's parent, between n and its next sibling.
 */
GX_NODISCARD enum gopx_status
gx_walk_recognise_after(struct gx_walk *w, struct gx_node *n, struct gx_area area);

/* Shorten n to the first 'used' bytes of its area, and search the rest as above. */
GX_NODISCARD enum gopx_status gx_walk_give_back(struct gx_walk *w, struct gx_node *n,
						uint64_t used);

/*
 * n is not what it looked like.  Demote its first byte to a raw node, and search from the
 * second byte on.
 */
GX_NODISCARD enum gopx_status gx_walk_give_up(struct gx_walk *w, struct gx_node *n);

/*
 * Add bytes between or after the expected pieces: nothing for an empty area, a padding
 * node if all bytes are 0xFF or all are 0, else a node to be searched.
 */
GX_NODISCARD enum gopx_status gx_walk_rest(struct gx_walk *w, struct gx_node *parent,
					   struct gx_area area);

/*
 * True if 's' can be read as a stream of sections, or starts as one with credible
 * sections, whatever follows them.  The bytes examined are added to *looked.
 */
bool gx_walk_reads_as_sections(struct gx_span s, uint64_t *looked);

/* Set the fields of n, a section that a search found, from its header. */
GX_NODISCARD enum gopx_status gx_walk_describe_section(struct gx_walk *w,
						       struct gx_node *n);

/* Add the sections in 'area'; search the bytes that are not sections. */
GX_NODISCARD enum gopx_status gx_walk_sections(struct gx_walk *w, struct gx_node *parent,
					       struct gx_area area);

/* Add sections if 'area' can be read as a stream of them; else search it. */
GX_NODISCARD enum gopx_status gx_walk_content(struct gx_walk *w, struct gx_node *parent,
					      struct gx_area area);

/*
 * The same for a separate file: its sections must fill it, or their content must be
 * credible.  The first bytes of a volume are often code, and may look like a section
 * (HiSilicon's D03, D05 and D06).
 */
GX_NODISCARD enum gopx_status gx_walk_whole(struct gx_walk *w, struct gx_node *parent,
					    struct gx_area area);

/* Whether 's' can be read as a stream of sections. */
bool gx_walk_has_sections(struct gx_walk *w, struct gx_span s);

/*
 * Bytes that expand functions create themselves (blocks of an update in order, members
 * of an archive) become an address space owned by n:
 *
 * gx_walk_buffer: 'size' zeroed bytes for the caller to fill, paid from the budget.
 * *out is NULL if the budget is too small, which a diagnostic reports. gx_walk_own: the
 * first bytes of such a buffer, or of a sink, become n's content. gx_walk_space: the
 * same for one of several; a child of n then covers *out.
 */
GX_NODISCARD enum gopx_status gx_walk_buffer(struct gx_walk *w, struct gx_node *n,
					     uint64_t size, uint8_t **out);
GX_NODISCARD enum gopx_status gx_walk_own(struct gx_walk *w, struct gx_node *n,
					  struct gx_span bytes);
GX_NODISCARD enum gopx_status gx_walk_space(struct gx_walk *w,
					    const struct gx_node *owner,
					    struct gx_span bytes, struct gx_area *out);

/*
 * Joined pieces of n's own bytes become its content, a view: 'size' bytes that are
 * 'gap' between the pieces, which must not overlap and are kept.  No content if the
 * budget is too small.
 */
GX_NODISCARD enum gopx_status gx_walk_join(struct gx_walk *w, struct gx_node *n,
					   uint64_t size, uint8_t gap,
					   struct gx_piece *pieces, size_t count);

/* The same for one of several: a child of n then covers *out. */
GX_NODISCARD enum gopx_status gx_walk_join_area(struct gx_walk *w, struct gx_node *n,
						uint64_t size, uint8_t gap,
						struct gx_piece *pieces, size_t count,
						struct gx_area *out);

/* Add a diagnostic to n; 'offset' counts in n's address space. */
GX_NODISCARD enum gopx_status gx_walk_diag(struct gx_walk *w, struct gx_node *n,
					   uint64_t offset, enum gopx_severity severity,
					   enum gopx_status status, const char *code,
					   const char *format, ...)
    __attribute__((format(printf, 7, 8)));

/*
 * Report in one line what n is, why it cannot be opened, and what to do next: a
 * diagnostic, and a finding of its own.  The message never comes from an image.
 */
GX_NODISCARD enum gopx_status gx_walk_note(struct gx_walk *w, struct gx_node *n,
					   const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same for callers that must not change the tree: *out gets the note, n does not. */
GX_NODISCARD enum gopx_status gx_walk_remark(struct gx_walk *w, struct gx_node *n,
					     const struct gx_note **out, const char *code,
					     const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/*
 * Pay before the operation.  *paid is false if not enough work is left: then a
 * diagnostic at n reports it, and the operation must be skipped.
 */
GX_NODISCARD enum gopx_status gx_walk_pay(struct gx_walk *w, struct gx_node *n,
					  enum gx_cost cost, uint64_t bytes, bool *paid);

/* How many operations of this kind, which has a price per operation, can be paid. */
uint64_t gx_walk_affordable(struct gx_walk *w, enum gx_cost cost);

/* Pay after the operation, if its extent is known only then. */
void gx_walk_charge(struct gx_walk *w, enum gx_cost cost, uint64_t bytes);

/* Return the payment for bytes that were not examined after all. */
void gx_walk_refund(struct gx_walk *w, enum gx_cost cost, uint64_t bytes);

/* *left is false if all work is used up. */
GX_NODISCARD enum gopx_status gx_walk_may_go_on(struct gx_walk *w, struct gx_node *n,
						bool *may);

/* Call this when the tree is finished.  The finders get a limit of work of their own,
 * which does not depend on what the walk used. */
void gx_walk_begin_finding(struct gx_walk *w);

/* Report that 'room' was too small for the bytes that n unpacks to. */
GX_NODISCARD enum gopx_status gx_walk_too_large(struct gx_walk *w, struct gx_node *n,
						uint64_t packed, uint64_t room);

/* A limit was reached: the scan is not complete.  One diagnostic for each 'code'. */
GX_NODISCARD enum gopx_status gx_walk_limit(struct gx_walk *w, struct gx_node *n,
					    const char *code, const char *what);

#endif /* GX_WALK_WALK_H */
