/* SPDX-License-Identifier: BSD-2-Clause */
/* volume_rules.c - compares the places of an image's volumes in memory */
#include "volume_rules.h"

#include <stdio.h>
#include <string.h>

#include "image_rules.h"

#define VOLUMES 128 /* if an image has more, only these are compared */

static size_t collect(const struct gopx_image *image, const struct gopx_node **volumes)
{
	const struct gopx_node *n = gopx_root(image);
	size_t count = 0;

	for (; n && count < VOLUMES; n = node_following(n)) {
		if (!strcmp(gopx_node_type(n), "ffs-volume") && gopx_node_bytes(n).size)
			volumes[count++] = n;
	}
	return count;
}

static bool overlap(struct gopx_bytes a, struct gopx_bytes b)
{
	return a.data < b.data + b.size && b.data < a.data + a.size;
}

static bool is_in(const struct gopx_node *n, struct gopx_bytes volume)
{
	for (; n; n = gopx_node_parent(n)) {
		struct gopx_bytes bytes = gopx_node_bytes(n);

		if (bytes.data == volume.data && bytes.size == volume.size &&
		    !strcmp(gopx_node_type(n), "ffs-volume"))
			return true;
	}
	return false;
}

static bool are_apart(const struct gopx_node *one, const struct gopx_node *other)
{
	struct gopx_bytes a = gopx_node_bytes(one), b = gopx_node_bytes(other);

	if (!overlap(a, b) || is_in(one, b) || is_in(other, a))
		return true;
	printf("volumes at 0x%llx and 0x%llx share bytes\n",
	       (unsigned long long)gopx_node_offset(one),
	       (unsigned long long)gopx_node_offset(other));
	return false;
}

bool volumes_are_apart(const struct gopx_image *image)
{
	const struct gopx_node *volumes[VOLUMES];
	size_t count = collect(image, volumes);
	bool ok = true;

	for (size_t i = 0; ok && i < count; i++) {
		for (size_t k = i + 1; ok && k < count; k++)
			ok = are_apart(volumes[i], volumes[k]);
	}
	return ok;
}
