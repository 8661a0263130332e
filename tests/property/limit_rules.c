/* SPDX-License-Identifier: BSD-2-Clause */
/* limit_rules.c - counts what the limits of a scan limit, and tries these limits */
#include "limit_rules.h"

#include <stdio.h>
#include <string.h>

#include "image_rules.h"

enum limited { NODES, DEPTH, FINDINGS, UNPACKED, LIMITED };

static const char *const codes[] = { "limit.nodes", "limit.depth", "limit.findings",
				     "limit.unpacked" };

struct amounts {
	uint64_t of[LIMITED];
};

static struct gopx_options limited_to(enum limited what, uint64_t most)
{
	struct gopx_options o = { .struct_size = sizeof(o) };

	if (what == NODES)
		o.max_nodes = (uint32_t)most;
	else if (what == DEPTH)
		o.max_depth = (uint32_t)most;
	else if (what == FINDINGS)
		o.max_findings = (uint32_t)most;
	else
		o.max_unpacked = most;
	return o;
}

static uint64_t depth_of(const struct gopx_node *n)
{
	uint64_t depth = 0;

	while ((n = gopx_node_parent(n)))
		depth++;
	return depth;
}

/*
 * True if n's content was already unpacked for an earlier, equal stream. Then its bytes
 * must not be counted again.
 */
static bool is_met_before(const struct gopx_node *root, const struct gopx_node *n)
{
	const uint8_t *data = gopx_node_unpacked(n).data;

	while (root != n && gopx_node_unpacked(root).data != data)
		root = node_following(root);
	return root != n;
}

/*
 * Return the number of findings of the most frequent kind. Each kind has its own limit.
 */
static uint64_t most_findings(const struct gopx_image *image)
{
	uint64_t counts[GOPX_FINDING_NOTE + 1] = { 0 }, most = 0;

	for (size_t i = 0; i < gopx_finding_count(image); i++) {
		uint64_t n = ++counts[gopx_finding_kind(gopx_finding_at(image, i))];

		if (n > most)
			most = n;
	}
	return most;
}

static struct amounts amounts_of(const struct gopx_image *image)
{
	const struct gopx_node *root = gopx_root(image);
	struct amounts a = { .of[FINDINGS] = most_findings(image) };

	for (const struct gopx_node *n = root; n; n = node_following(n)) {
		uint64_t depth = depth_of(n);

		a.of[NODES]++;
		if (depth > a.of[DEPTH])
			a.of[DEPTH] = depth;
		if (gopx_node_unpacked(n).size && !is_met_before(root, n))
			a.of[UNPACKED] += gopx_node_unpacked(n).size;
	}
	return a;
}

static size_t times_said(const struct gopx_image *image, const char *code)
{
	size_t count = 0;

	for (size_t i = 0; i < gopx_diag_count(image); i++)
		count += strcmp(gopx_diag_at(image, i)->code, code) == 0;
	return count;
}

/*
 * Scan with a limit. True if the scan is complete or stopped, as 'complete' says, with
 * one diagnostic if it is stopped.
 */
static bool ends_well(const uint8_t *data, size_t size, enum limited what, uint64_t most,
		      bool complete)
{
	const struct gopx_options options = limited_to(what, most);
	struct gopx_image *image;
	bool ok = gopx_scan(data, size, &options, &image) == GOPX_OK;

	ok = ok && gopx_image_complete(image) == complete && image_is_sound(image) &&
	     times_said(image, codes[what]) == !complete &&
	     amounts_of(image).of[what] <= most;
	gopx_image_free(image);
	if (!ok)
		printf("%s: wrong result with the limit %llu\n", codes[what],
		       (unsigned long long)most);
	return ok;
}

/*
 * True if a stream is damaged. Its full size is unknown, so a scan may need a higher
 * limit than the unpacked bytes show.
 */
static bool has_damaged_streams(const struct gopx_image *image)
{
	const struct gopx_node *n = gopx_root(image);

	while (n && !(gopx_node_unpacked(n).size && gopx_node_damaged(n)))
		n = node_following(n);
	return n;
}

bool limits_are_exact(const uint8_t *data, size_t size)
{
	struct gopx_image *image;
	struct amounts a;
	bool ok = true, complete, cut;

	if (gopx_scan(data, size, NULL, &image) != GOPX_OK)
		return false;
	complete = gopx_image_complete(image);
	cut = has_damaged_streams(image);
	a = amounts_of(image);
	gopx_image_free(image);
	for (enum limited i = 0; complete && ok && i < LIMITED; i++) {
		/* A limit of 0 would mean the default limit. */
		if (a.of[i] > 0 && !(i == UNPACKED && cut))
			ok = ends_well(data, size, i, a.of[i], true);
		if (a.of[i] > 1)
			ok = ok && ends_well(data, size, i, a.of[i] - 1, false);
	}
	return ok;
}
