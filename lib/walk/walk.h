/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * walk.h - from bytes to the finished tree
 *
 * The walk keeps a worklist of nodes to expand, one level of the tree after the other.
 * For each level, the packed nodes are unpacked first, on several threads.  Then one
 * thread calls the expand functions of the nodes' kinds, in order.  An expand function
 * reads the bytes of its node once, and adds child nodes through the functions below.
 * There is no recursion.  Functions that return a status fail only with GOPX_E_NOMEM.
 * Faults in the bytes become diagnostics.
 *
 * The words that all of lib/ uses:
 *
 * A "span" is a range of bytes in memory.  Only gx_span_sub() makes smaller spans.
 *
 * A "space" is an address space: the input, or the unpacked bytes of a node.  Offsets
 * count from its start.
 *
 * A "view" is a space whose bytes are also in another space, in another order.  The scan
 * searches and reports each byte only once.
 *
 * An "area" is a span together with the space that contains it.
 *
 * A "node" is an area of a known kind.  The nodes form a tree.  Its root is the input.
 *
 * A "kind" says what a node is ("ffs-volume"), how to recognise it, and how to expand it.
 *
 * A "package" is a kind in which firmware is delivered, such as an archive.
 *
 * To "expand" a node is to add its children.
 *
 * To "search" an area is to look in it for pieces of known kinds; recognise.c does this.
 * In find/hits.c and above, a search looks for a pattern that the user gave.
 *
 * A "closed" node is one that gopx cannot open: it is encrypted, or has an unknown
 * format.  It has a note.
 *
 * A "note" is one line for the user.  It says what a closed node is, and what to do next.
 *
 * A "diag" is a diagnostic.  It says what is wrong with the bytes, and where.
 *
 * To "pay" for an operation is to count its work before it starts.  price.c has the price
 * of each operation.  At the limit, the scan omits the operation, and is not complete.
 *
 * A "finding" is a driver, a table or a closed node, with reasons.  lib/find makes it.
 *
 * A "place" is one of the areas where a finding occurs.
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
struct gx_archive_library;

struct gx_limits {
	unsigned int threads;
	uint64_t max_unpacked;
	uint64_t max_work; /* 0: in proportion to the number of bytes */
	uint32_t max_ratio;
	uint32_t max_nodes;
	uint32_t max_depth;
};

/* The caller's function to report bytes of the input that are no longer needed; see
 * unneeded.c. */
struct gx_unneeded {
	void (*report)(void *ctx, const void *data, size_t size); /* NULL: nobody */
	void *ctx;
	unsigned int surveys; /* so far */
};

/* The caller's function that allows or forbids opening archives. */
struct gx_archive_permit {
	bool (*ask)(void *ctx); /* NULL: they may be opened */
	void *ctx;
};

struct gx_walk {
	struct gx_arena *arena;
	struct gx_limits limits;
	struct gx_diags diags;
	struct gx_streams streams;
	struct gx_meter meter; /* work done so far */
	struct gx_unneeded unneeded;
	struct gx_archive_permit archives;
	struct gx_node *root;
	struct gx_node *pending, *last_pending;
	/* new siblings are added after this node; NULL: at the end */
	struct gx_node *insert_after;
	uint64_t unpacked; /* bytes that decoders produced */
	uint32_t nodes;
	bool full; /* a limit refused a node; no more nodes are added */
	/* the magics of all kinds; made when an area is first searched */
	const struct gx_magics *magics;
	/* libarchive; found for the first archive */
	const struct gx_archive_library *library;
	bool complete; /* no limit was reached */
	/* the input lacks a part that it should contain */
	bool missing;
};

/*
 * Walk 'input' to the end.  The caller sets w->arena and w->limits, and keeps the arena
 * as long as the tree is needed.  GOPX_E_UNSUPPORTED: the caller forbids opening
 * archives, and there is one.
 */
GX_NODISCARD enum gopx_status gx_walk_run(struct gx_walk *w, struct gx_span input);

/* ---- functions that the expand functions call --------------------------- */

/*
 * Add a child that covers 'area'.  If its kind has an expand function, the child is
 * expanded later.  *out is NULL if a limit forbids it.
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
 * Search an area after n that does not belong to n.  The nodes found there become
 * children of n's parent, between n and its next sibling.
 */
GX_NODISCARD enum gopx_status
gx_walk_recognise_after(struct gx_walk *w, struct gx_node *n, struct gx_area area);

/* Shorten n to the first 'used' bytes of its area, and search the rest for all kinds. */
GX_NODISCARD enum gopx_status gx_walk_give_back(struct gx_walk *w, struct gx_node *n,
						uint64_t used);

/*
 * n is not what it looked like.  Demote its first byte to a raw node, and search from the
 * second byte on.
 */
GX_NODISCARD enum gopx_status gx_walk_give_up(struct gx_walk *w, struct gx_node *n);

/*
 * Add bytes between or after the expected pieces.  An empty area adds nothing.  If all
 * bytes are 0xFF or all are 0, this adds a padding node, else a node to be searched.
 */
GX_NODISCARD enum gopx_status gx_walk_rest(struct gx_walk *w, struct gx_node *parent,
					   struct gx_area area);

/*
 * True if 's' can be read as a stream of sections.  Also true if it starts with credible
 * sections; then anything may follow them.  The bytes examined are added to *looked.
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
 * Like gx_walk_content(), but for a separate file.  Its sections must fill it, or their
 * content must be credible.  The first bytes of a volume are often code, and may look
 * like a section (HiSilicon's D03, D05 and D06).
 */
GX_NODISCARD enum gopx_status gx_walk_whole(struct gx_walk *w, struct gx_node *parent,
					    struct gx_area area);

/* True if 's' can be read as a stream of sections. */
bool gx_walk_has_sections(struct gx_walk *w, struct gx_span s);

/*
 * Expand functions create some bytes themselves, such as the members of an archive.
 * These bytes become an address space that n owns:
 *
 * gx_walk_buffer() returns 'size' zeroed bytes for the caller to fill; they count as
 * unpacked bytes.  If the limit of unpacked bytes does not allow them, *out is NULL, and
 * a diagnostic reports it.  gx_walk_own() makes the bytes of a buffer or sink n's
 * content.  If n has several contents, call gx_walk_space() for each of them instead, and
 * add a child of n that covers *out.
 */
GX_NODISCARD enum gopx_status gx_walk_buffer(struct gx_walk *w, struct gx_node *n,
					     uint64_t size, uint8_t **out);
GX_NODISCARD enum gopx_status gx_walk_own(struct gx_walk *w, struct gx_node *n,
					  struct gx_span bytes);
GX_NODISCARD enum gopx_status gx_walk_space(struct gx_walk *w,
					    const struct gx_node *owner,
					    struct gx_span bytes, struct gx_area *out);

/*
 * Join pieces of n's own bytes to a view of 'size' bytes, which becomes n's content.
 * Bytes between the pieces are 'gap'.  The pieces must not overlap, and must stay in
 * memory.  If the limit of unpacked bytes does not allow 'size' more bytes, n gets no
 * content.
 */
GX_NODISCARD enum gopx_status gx_walk_join(struct gx_walk *w, struct gx_node *n,
					   uint64_t size, uint8_t gap,
					   struct gx_piece *pieces, size_t count);

/* The same for a node with several contents: the caller then adds a child of n that
 * covers *out. */
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
 * Report in one line what n is, why it cannot be opened, and what to do next.  This adds
 * a diagnostic and a finding.  The message never comes from an image.
 */
GX_NODISCARD enum gopx_status gx_walk_note(struct gx_walk *w, struct gx_node *n,
					   const char *code, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* Like gx_walk_note(), but the note is stored in *out, and not in n. */
GX_NODISCARD enum gopx_status gx_walk_remark(struct gx_walk *w, struct gx_node *n,
					     const struct gx_note **out, const char *code,
					     const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/*
 * Count the work of an operation before it.  If not enough work is left, *paid is false,
 * and a diagnostic at n reports this.  Then the operation must be skipped.
 */
GX_NODISCARD enum gopx_status gx_walk_pay(struct gx_walk *w, struct gx_node *n,
					  enum gx_cost cost, uint64_t bytes, bool *paid);

/* Returns the number of operations of this kind for which enough work is left.  The kind
 * must have a price per operation. */
uint64_t gx_walk_affordable(struct gx_walk *w, enum gx_cost cost);

/* Count the work of an operation after it, if its extent is known only then. */
void gx_walk_charge(struct gx_walk *w, enum gx_cost cost, uint64_t bytes);

/* Return the work that was counted for bytes, because they were not examined. */
void gx_walk_refund(struct gx_walk *w, enum gx_cost cost, uint64_t bytes);

/* *may is false if the limit of work is reached. */
GX_NODISCARD enum gopx_status gx_walk_may_go_on(struct gx_walk *w, struct gx_node *n,
						bool *may);

/* Call this when the tree is finished.  The finders have a limit of their own, which does
 * not depend on the work of the walk. */
void gx_walk_begin_finding(struct gx_walk *w);

/* Report that 'room' was too small for the bytes that n unpacks to. */
GX_NODISCARD enum gopx_status gx_walk_too_large(struct gx_walk *w, struct gx_node *n,
						uint64_t packed, uint64_t room);

/* A limit was reached: the scan is not complete.  There is only one diagnostic for each
 * 'code'. */
GX_NODISCARD enum gopx_status gx_walk_limit(struct gx_walk *w, struct gx_node *n,
					    const char *code, const char *what);

#endif /* GX_WALK_WALK_H */
