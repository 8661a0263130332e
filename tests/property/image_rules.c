/* SPDX-License-Identifier: BSD-2-Clause */
/* image_rules.c - rules for an image, and its digest; uses only the public header */
#include "image_rules.h"

#include <stdio.h>
#include <string.h>
#include <zlib.h>

static bool complain(const char *what, const struct gopx_node *n)
{
	printf("%s: %s at 0x%llx\n", what, gopx_node_type(n),
	       (unsigned long long)gopx_node_offset(n));
	return false;
}

const struct gopx_node *node_following(const struct gopx_node *n)
{
	if (gopx_node_child(n))
		return gopx_node_child(n);
	while (n && !gopx_node_next(n))
		n = gopx_node_parent(n);
	return n ? gopx_node_next(n) : NULL;
}

static bool is_inside(struct gopx_bytes inner, struct gopx_bytes outer)
{
	return inner.size == 0 ||
	       (inner.data >= outer.data && inner.size <= outer.size &&
		(size_t)(inner.data - outer.data) <= outer.size - inner.size);
}

/*
 * Check that a child is inside its parent's bytes, or inside the data unpacked from its
 * parent.
 */
static bool node_is_sound(const struct gopx_node *n)
{
	const struct gopx_node *parent = gopx_node_parent(n);
	const struct gopx_node *next = gopx_node_next(n);
	struct gopx_bytes bytes = gopx_node_bytes(n);

	if (!gopx_node_type(n) || !is_inside(gopx_node_body(n), bytes))
		return complain("body outside", n);
	if (!parent)
		return gopx_node_offset(n) == 0 || complain("root not at 0", n);
	if (gopx_node_space(n) == gopx_node_space(parent)) {
		if (!is_inside(bytes, gopx_node_bytes(parent)))
			return complain("child outside its parent", n);
	} else if (gopx_node_space(n) != parent) {
		return complain("child is in the bytes of a node that is not its parent",
				n);
	}
	/*
	 * An unpacked piece that begins at offset 0 is a member of an archive, in a
	 * separate buffer.
	 */
	if (next && gopx_node_space(next) == gopx_node_space(n) &&
	    (gopx_node_space(n) != parent || gopx_node_offset(next) > 0) &&
	    gopx_node_offset(next) < gopx_node_offset(n) + bytes.size)
		return complain("siblings overlap", next);
	return true;
}

static bool finding_is_sound(const struct gopx_finding *f)
{
	struct gopx_bytes body = gopx_finding_body(f);
	struct gopx_bytes trimmed = gopx_finding_trimmed(f);
	bool note = gopx_finding_kind(f) == GOPX_FINDING_NOTE;
	bool vbt = gopx_finding_kind(f) == GOPX_FINDING_VBT;

	if (!is_inside(trimmed, body) || trimmed.data != body.data || !trimmed.size) {
		printf("trimmed body is not the start of the stored body\n");
		return false;
	}
	if (!gopx_finding_place_count(f) || !gopx_finding_reason_count(f) ||
	    !gopx_finding_place_at(f, 0)->path || !gopx_finding_gop(f) != (vbt || note) ||
	    !gopx_finding_vbt(f) == vbt || !gopx_finding_note_code(f) == note ||
	    !gopx_finding_note_text(f) == note) {
		printf("finding without place, reason or details\n");
		return false;
	}
	return true;
}

bool image_is_sound(const struct gopx_image *image)
{
	size_t best[GOPX_FINDING_NOTE + 1] = { 0 };

	for (const struct gopx_node *n = gopx_root(image); n; n = node_following(n)) {
		if (!node_is_sound(n))
			return false;
	}
	for (size_t i = 0; i < gopx_finding_count(image); i++) {
		const struct gopx_finding *f = gopx_finding_at(image, i);

		if (!finding_is_sound(f))
			return false;
		best[gopx_finding_kind(f)] += gopx_finding_best(f);
	}
	for (size_t i = 0; i < gopx_diag_count(image); i++) {
		const struct gopx_diag *d = gopx_diag_at(image, i);

		if (!d->code || !d->message || !d->node)
			return false;
	}
	return best[GOPX_FINDING_GOP] <= 1 && best[GOPX_FINDING_VBT] <= 1 &&
	       best[GOPX_FINDING_OTHER_GOP] == 0 && best[GOPX_FINDING_NOTE] == 0;
}

static uint32_t add_bytes(uint32_t digest, const void *data, size_t size)
{
	return (uint32_t)crc32_z(digest, data, size);
}

static uint32_t add_text(uint32_t digest, const char *text)
{
	return text ? add_bytes(digest, text, strlen(text) + 1) : digest + 1;
}

static uint32_t add_number(uint32_t digest, uint64_t value)
{
	return add_bytes(digest, &value, sizeof(value));
}

static uint32_t add_node(uint32_t digest, const struct gopx_node *n)
{
	digest = add_text(digest, gopx_node_type(n));
	digest = add_text(digest, gopx_node_subtype(n));
	digest = add_text(digest, gopx_node_name(n));
	digest = add_text(digest, gopx_node_guid(n));
	digest = add_number(digest, gopx_node_offset(n));
	digest = add_number(digest, gopx_node_bytes(n).size);
	return add_number(digest, gopx_node_damaged(n));
}

uint32_t image_digest(const struct gopx_image *image)
{
	uint32_t digest = add_number(0, gopx_image_complete(image));

	for (const struct gopx_node *n = gopx_root(image); n; n = node_following(n))
		digest = add_node(digest, n);
	for (size_t i = 0; i < gopx_finding_count(image); i++) {
		const struct gopx_finding *f = gopx_finding_at(image, i);
		struct gopx_bytes body = gopx_finding_body(f);

		digest = add_bytes(digest, body.data, body.size);
		digest = add_number(digest, gopx_finding_best(f));
		for (size_t k = 0; k < gopx_finding_place_count(f); k++)
			digest = add_text(digest, gopx_finding_place_at(f, k)->path);
		for (size_t k = 0; k < gopx_finding_reason_count(f); k++)
			digest = add_text(digest, gopx_finding_reason_at(f, k));
	}
	for (size_t i = 0; i < gopx_diag_count(image); i++) {
		digest = add_text(digest, gopx_diag_at(image, i)->code);
		digest = add_text(digest, gopx_diag_at(image, i)->message);
		digest = add_number(digest, gopx_diag_at(image, i)->offset);
	}
	return digest;
}
