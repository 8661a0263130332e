/* SPDX-License-Identifier: BSD-2-Clause */
/* inject_check.c - compare two scans of a firmware, file by file */
#include "cmd/guest/inject.h"

#include <string.h>

#include "show/node.h"

/* Which of gopx's files the node is; GOPX_GUEST_FILE_COUNT if it is not one of them. */
static enum gopx_guest_file guest_file_of(const struct gopx_node *n)
{
	const char *guid = gopx_node_guid(n);
	enum gopx_guest_file i = 0;

	if (!guid || gopx_node_kind(n) != GOPX_NODE_FILE)
		return GOPX_GUEST_FILE_COUNT;
	while (i < GOPX_GUEST_FILE_COUNT && strcmp(guid, gopx_guest_file_guid(i)))
		i++;
	return i;
}

const char *guest_file_name(enum gopx_guest_file which)
{
	static const char *const names[GOPX_GUEST_FILE_COUNT] = {
		[GOPX_GUEST_ASSIGN] = "IGD assignment driver",
		[GOPX_GUEST_POLICY] = "GOP policy driver",
		[GOPX_GUEST_GOP] = "graphics driver (GOP)",
		[GOPX_GUEST_VBT] = "video BIOS table (VBT)",
	};

	return names[which];
}

const struct gopx_node *guest_file_find(const struct gopx_image *scan,
					enum gopx_guest_file which)
{
	const struct gopx_node *n = gopx_root(scan);

	while (n && guest_file_of(n) != which)
		n = gopx_node_following(n, NULL);
	return n;
}

struct gopx_bytes guest_file_payload(const struct gopx_node *file)
{
	for (const struct gopx_node *n = gopx_node_child(file); n;
	     n = gopx_node_next(n)) {
		enum gopx_node_role role = gopx_node_role(n);

		if (role == GOPX_ROLE_PE32 || role == GOPX_ROLE_RAW_DATA)
			return gopx_node_body(n);
	}
	return (struct gopx_bytes){ 0 };
}

static bool same_bytes(struct gopx_bytes a, struct gopx_bytes b)
{
	return a.size == b.size && (a.size == 0 || !memcmp(a.data, b.data, a.size));
}

static bool same_text(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

/*
 * Find the next file from 'n' on.  Skip gopx's own files, and pad files, because these
 * may change.
 */
static const struct gopx_node *other_file(const struct gopx_node *n)
{
	while (n && (gopx_node_kind(n) != GOPX_NODE_FILE ||
		     gopx_node_role(n) == GOPX_ROLE_PAD ||
		     guest_file_of(n) != GOPX_GUEST_FILE_COUNT))
		n = gopx_node_following(n, NULL);
	return n;
}

/*
 * If a file contains a volume, injection may compress that volume anew, so do not compare
 * the bytes of such a file.
 */
static bool same_file(const struct gopx_node *a, const struct gopx_node *b)
{
	return same_text(gopx_node_guid(a), gopx_node_guid(b)) &&
	       same_text(gopx_node_subtype(a), gopx_node_subtype(b)) &&
	       gopx_node_offset(a) == gopx_node_offset(b) &&
	       (gopx_node_role(a) == GOPX_ROLE_VOLUME_IMAGE ||
		same_bytes(gopx_node_bytes(a), gopx_node_bytes(b)));
}

/*
 * Compare the pieces on the level of 'a' and 'b': only the one with the new files may
 * differ.
 */
static bool same_outside(const struct gopx_node *a, const struct gopx_node *b)
{
	size_t changed = 0;

	while (a && b && gopx_node_offset(a) == gopx_node_offset(b) &&
	       gopx_node_bytes(a).size == gopx_node_bytes(b).size) {
		changed += !same_bytes(gopx_node_bytes(a), gopx_node_bytes(b));
		a = gopx_node_next(a);
		b = gopx_node_next(b);
	}
	return !a && !b && changed <= 1;
}

static const char *check_ours(const struct gopx_image *after,
			      const struct gopx_bytes *files)
{
	size_t count[GOPX_GUEST_FILE_COUNT + 1] = { 0 };

	for (const struct gopx_node *n = gopx_root(after); n;
	     n = gopx_node_following(n, NULL)) {
		enum gopx_guest_file which = guest_file_of(n);

		count[which]++;
		if (which != GOPX_GUEST_FILE_COUNT &&
		    !same_bytes(guest_file_payload(n), files[which]))
			return "an added file reads back differently";
	}
	for (size_t i = 0; i < GOPX_GUEST_FILE_COUNT; i++) {
		if (count[i] != (files[i].size != 0))
			return "an added file is missing, or present more than once";
	}
	return NULL;
}

const char *inject_check(const struct gopx_image *before, const struct gopx_image *after,
			 const struct gopx_bytes *files)
{
	const struct gopx_node *a = other_file(gopx_root(before));
	const struct gopx_node *b = other_file(gopx_root(after));

	while (a && b && same_file(a, b)) {
		a = other_file(gopx_node_following(a, NULL));
		b = other_file(gopx_node_following(b, NULL));
	}
	if (a || b)
		return "an existing file has changed";
	if (!same_outside(gopx_node_child(gopx_root(before)),
			  gopx_node_child(gopx_root(after))))
		return "more than one volume has changed";
	return check_ours(after, files);
}
