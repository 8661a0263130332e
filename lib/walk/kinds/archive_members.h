/* SPDX-License-Identifier: BSD-2-Clause */
/* archive_members.h - an open archive: its members, and the diagnostics on it */
#ifndef GX_WALK_KINDS_ARCHIVE_MEMBERS_H
#define GX_WALK_KINDS_ARCHIVE_MEMBERS_H

#include "members/reader.h"
#include "walk/walk.h"

/* An archive that is being read. */
struct gx_opened {
	struct gx_walk *w;
	struct gx_node *n;
	const char *name; /* name of its format */
	bool solid;       /* members cannot be skipped without unpacking them */
	struct gx_archive *archive;
	uint64_t most;    /* bytes that may be unpacked */
	uint64_t room;    /* bytes of 'most' that are left */
	uint64_t covered; /* end of the last member that is stored uncompressed */
	bool gaps;        /* the bytes between members are searched, too */
	bool any;         /* at least one byte was read */
	bool limited;     /* reading stopped for lack of room */
	bool faulty;      /* reading stopped because the bytes are wrong */
	bool locked;      /* something is encrypted */
	bool part;        /* it is one of several files that form the archive */
	bool unknown;     /* something is packed in a way that is not known */
};

/* Notes on the whole archive: what it is, and what to do before gopx can scan it. */
GX_NODISCARD enum gopx_status gx_opened_say_unsupported(struct gx_opened *o);
GX_NODISCARD enum gopx_status gx_opened_say_locked(struct gx_opened *o);
GX_NODISCARD enum gopx_status gx_opened_say_part(struct gx_opened *o);
GX_NODISCARD enum gopx_status gx_opened_say_unknown(struct gx_opened *o);

/* Report damage of n, which is the archive or a member.  If nothing could be read, this
 * is not damage. */
GX_NODISCARD enum gopx_status gx_opened_say_damaged(struct gx_opened *o,
						    struct gx_node *n);

/* archive_7z.c: *possible is false for a 7z archive with an impossible header. */
GX_NODISCARD enum gopx_status gx_opened_check_7z(struct gx_opened *o, bool *possible);

/* Search the bytes between the end of the last stored member and 'to'. */
GX_NODISCARD enum gopx_status gx_opened_add_gap(struct gx_opened *o, uint64_t to);

/*
 * Add a node for each member; for a packed stream, the unpacked bytes become the content
 * of the archive's own node.  *whole is false if the archive could not be read to its
 * end.
 */
GX_NODISCARD enum gopx_status gx_opened_take_members(struct gx_opened *o, bool *whole);
GX_NODISCARD enum gopx_status gx_opened_take_stream(struct gx_opened *o, bool *whole);

#endif /* GX_WALK_KINDS_ARCHIVE_MEMBERS_H */
