/* SPDX-License-Identifier: BSD-2-Clause */
/* search_rules.c - compares a search with a very simple search */
#include "search_rules.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "image_rules.h"

#define HITS_MAX ((size_t)1 << 28)

static bool matches_at(struct gopx_bytes in, size_t at, const struct search_byte *bytes,
		       size_t len)
{
	if (len > in.size || at > in.size - len)
		return false;
	for (size_t i = 0; i < len; i++) {
		if ((in.data[at + i] & bytes[i].mask) != bytes[i].value)
			return false;
	}
	return true;
}

static size_t count_in(struct gopx_bytes in, const struct search_byte *bytes, size_t len)
{
	size_t count = 0;

	for (size_t at = 0; at < in.size; at++)
		count += matches_at(in, at, bytes, len);
	return count;
}

/*
 * Return n's bytes if n is a member of an archive that has a separate buffer, outside the
 * input and outside its parent's unpacked data. Else return an empty range.
 */
static struct gopx_bytes own_space(const struct gopx_node *n)
{
	const struct gopx_node *parent = gopx_node_parent(n);
	struct gopx_bytes in = gopx_node_bytes(n);

	if (!parent || gopx_node_space(n) != parent || gopx_node_unpacked(parent).size)
		return (struct gopx_bytes){ 0 };
	for (; parent; parent = gopx_node_parent(parent)) {
		struct gopx_bytes around = gopx_node_bytes(parent);

		if ((uintptr_t)in.data - (uintptr_t)around.data < around.size)
			return (struct gopx_bytes){ 0 };
	}
	return in;
}

/* Return the bytes of the space in which the hit is. */
static struct gopx_bytes space_of(const struct gopx_image *image,
				  const struct gopx_hit *hit)
{
	const struct gopx_node *n = hit->node;

	if (!hit->space)
		return gopx_node_bytes(gopx_root(image));
	if (gopx_node_unpacked(hit->space).size)
		return gopx_node_unpacked(hit->space);
	while (gopx_node_parent(n) != hit->space)
		n = gopx_node_parent(n);
	return own_space(n);
}

/*
 * True if the node's content was joined from several blocks of the input. So the same
 * bytes are also in the input.
 */
static bool is_joined(const struct gopx_node *n)
{
	static const char *const types[] = { "ami-pfat", "dell-pfs", "qcow2" };
	const char *type = gopx_node_type(n);

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (strcmp(type, types[i]) == 0)
			return gopx_node_unpacked(n).size > 0;
	}
	return strcmp(type, "fat") == 0 || strcmp(type, "compound") == 0;
}

/*
 * True if a hit is in joined blocks, or in data that was unpacked from them. Also true
 * for a file of a Phoenix packer, because it comes before the node that lists it.
 */
static bool is_in_joined(const struct gopx_hit *hit)
{
	const struct gopx_node *n = hit->space;

	while (n && !is_joined(n) && strcmp(gopx_node_type(n), "phoenix-tdk-file") != 0)
		n = gopx_node_space(n);
	return n != NULL;
}

/*
 * Return the number of matches outside joined blocks. *most gets the number of all
 * matches.
 */
static size_t count_all(const struct gopx_image *image, const struct search_byte *bytes,
			size_t len, size_t *most)
{
	const struct gopx_node *root = gopx_root(image);
	size_t count = count_in(gopx_node_bytes(root), bytes, len), joined = 0;

	for (const struct gopx_node *n = root; n; n = node_following(n)) {
		size_t unpacked = count_in(gopx_node_unpacked(n), bytes, len);

		if (is_joined(n))
			joined += unpacked;
		else
			count += unpacked;
		unpacked = count_in(own_space(n), bytes, len);
		if (unpacked && is_joined(gopx_node_parent(n)))
			joined += unpacked;
		else
			count += unpacked;
	}
	*most = count + joined;
	return count;
}

static bool node_holds(const struct gopx_node *n, const struct gopx_node *space,
		       uint64_t at, size_t len)
{
	uint64_t start = gopx_node_offset(n);
	size_t size = gopx_node_bytes(n).size;

	return gopx_node_space(n) == space && at >= start && size >= len &&
	       at - start <= size - len;
}

static bool complain(const char *what, const struct gopx_hit *hit)
{
	printf("%s: hit at 0x%llx, 0x%llx in %s\n", what, (unsigned long long)hit->offset,
	       (unsigned long long)hit->inner_offset, gopx_node_type(hit->node));
	return false;
}

/*
 * True if the pattern matches at the hit's offset, and the hit is in its node, but not in
 * a child of this node.
 */
static bool hit_is_right(const struct gopx_image *image, const struct gopx_hit *hit,
			 const struct search_byte *bytes, size_t len)
{
	struct gopx_bytes in = space_of(image, hit);
	const struct gopx_node *outer = hit->space;
	uint64_t at = hit->inner_offset;

	while (outer && gopx_node_space(outer))
		outer = gopx_node_space(outer);
	if (hit->size != len || !matches_at(in, (size_t)at, bytes, len))
		return complain("not there", hit);
	if (is_in_joined(hit)) {
		/*
		 * The hit has an offset in the input if its first byte is in a block.
		 * Then the input must have this byte there.
		 */
		if (!hit->packed && (0xff & bytes[0].mask) != bytes[0].value &&
		    !matches_at(gopx_node_bytes(gopx_root(image)), (size_t)hit->offset,
				bytes, 1))
			return complain("not at its offset", hit);
	} else if (hit->packed != (outer != NULL) ||
		   hit->offset != (outer ? gopx_node_offset(outer) : at)) {
		return complain("wrong offsets", hit);
	}
	if (hit->node != hit->space && !node_holds(hit->node, hit->space, at, len))
		return complain("not in its node", hit);
	for (const struct gopx_node *c = gopx_node_child(hit->node); c;
	     c = gopx_node_next(c)) {
		if (node_holds(c, hit->space, at, len))
			return complain("in a deeper node", hit);
	}
	return true;
}

/*
 * True if 'hit' may come directly after 'before': the hits in one space are sorted, and
 * so are the packed pieces that contain hits. No hit and no piece occurs twice.
 */
static bool follows(const struct gopx_image *image, const struct gopx_hit *before,
		    const struct gopx_hit *hit)
{
	if (is_in_joined(before) || is_in_joined(hit))
		return before->packed || hit->packed || hit->offset >= before->offset;
	if (space_of(image, before).data == space_of(image, hit).data)
		return hit->inner_offset > before->inner_offset;
	return hit->offset >= before->offset;
}

bool search_is_right(const struct gopx_image *image, const struct search_byte *bytes,
		     size_t len)
{
	char text[2 * 256 + 1] = "";
	struct gopx_search *search;
	size_t most, least = count_all(image, bytes, len, &most);
	bool ok = true;

	for (size_t i = 0; i < len; i++) {
		static const char digits[] = "0123456789ABCDEF";
		struct search_byte b = bytes[i];

		text[2 * i] = b.mask & 0xf0 ? digits[b.value >> 4] : '?';
		text[2 * i + 1] = b.mask & 0x0f ? digits[b.value & 0xf] : '?';
	}
	if (gopx_search(image, GOPX_PATTERN_HEX, text, HITS_MAX, &search) != GOPX_OK)
		return false;
	if (!gopx_search_complete(search) || gopx_search_count(search) < least ||
	    gopx_search_count(search) > most) {
		printf("%s: %zu hits, expected %zu to %zu\n", text,
		       gopx_search_count(search), least, most);
		ok = false;
	}
	for (size_t i = 0; ok && i < gopx_search_count(search); i++) {
		const struct gopx_hit *hit = gopx_search_at(search, i);

		ok = hit_is_right(image, hit, bytes, len);
		if (ok && i && !follows(image, gopx_search_at(search, i - 1), hit))
			ok = complain("out of order", hit);
	}
	gopx_search_free(search);
	return ok;
}
