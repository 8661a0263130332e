/* SPDX-License-Identifier: BSD-2-Clause */
/* summary.c - gopx_image_summary(): what was read, to explain a result without
 * findings */
#include "api/image.h"

#include <stdio.h>
#include <string.h>

#include "format/input/foreign.h"
#include "walk/kind.h"

/* The common name of an input that starts with one of these. */
static const struct title {
	const char *type, *text;
} titles[] = {
	{ "flash-image", "flash image" },    { "capsule", "capsule" },
	{ "ffs-volume", "firmware volume" }, { "ffs-file", "firmware file" },
	{ "section", "firmware section" },   { "option-rom", "option ROM" },
	{ "pe", "UEFI or Windows program" }, { "vbt", "video BIOS table" },
	{ "opregion", "OpRegion" },          { "archive", "archive" },
	{ "fat", "FAT disk image" },         { "qcow2", "qcow2 disk image" },
	{ "text-dump", "text dump" },
};

/* NULL: no special name. */
static const char *title_of(const struct gx_node *root)
{
	const struct gx_foreign *foreign = gx_foreign_of(root->area.bytes);
	const struct gx_node *first = root->child;

	if (foreign)
		return foreign->name;
	for (size_t i = 0; first && i < sizeof(titles) / sizeof(titles[0]); i++) {
		if (gx_area_offset(first->area) == 0 &&
		    !strcmp(first->kind->type, titles[i].type))
			return titles[i].text;
	}
	return NULL;
}

struct sentence {
	char text[256];
	size_t len;
};

static void add(struct sentence *w, const char *text)
{
	const size_t last = sizeof(w->text) - 1;

	for (; *text && w->len < last; text++)
		w->text[w->len++] = *text;
}

/* "2,034" */
static void add_number(struct sentence *w, uint64_t n)
{
	char digits[24], one[2] = "";
	int len = snprintf(digits, sizeof(digits), "%llu", (unsigned long long)n);

	for (int i = 0; i < len; i++) {
		one[0] = digits[i];
		if (i && (len - i) % 3 == 0)
			add(w, ",");
		add(w, one);
	}
}

static void add_count(struct sentence *w, size_t n, const char *noun)
{
	add(w, ", ");
	add_number(w, n);
	add(w, noun);
	add(w, n == 1 ? "" : "s");
}

/* "8 MiB", "2.9 MiB", "31.5 KiB", "420 bytes" */
static void add_size(struct sentence *w, uint64_t size)
{
	unsigned int shift = size >> 20 ? 20 : 10;
	uint64_t unit = (uint64_t)1 << shift, tenths = (size % unit) * 10 / unit;
	char text[32];

	if (size < 1024) {
		add_number(w, size);
		add(w, size == 1 ? " byte" : " bytes");
		return;
	}
	add_number(w, size >> shift);
	snprintf(text, sizeof(text), ".%u", (unsigned int)tenths);
	add(w, tenths ? text : "");
	add(w, shift == 20 ? " MiB" : " KiB");
}

static bool is_blank(struct gx_span s)
{
	return s.len && gx_span_is_filled(s, gx_span_at(s, 0)) &&
	       (gx_span_at(s, 0) == 0 || gx_span_at(s, 0) == 0xff);
}

static void count(struct gopx_summary *out, const struct gx_node *root)
{
	for (const struct gx_node *n = gx_node_following(root); n;
	     n = gx_node_following(n)) {
		out->volumes += n->kind == &gx_kind_volume;
		out->closed += n->closed || n->note;
		out->pieces++;
	}
	out->closed += root->closed;
}

static void describe(struct sentence *w, const struct gopx_summary *s,
		     const struct gx_node *root)
{
	struct gx_span input = root->area.bytes;
	const char *title = title_of(root);

	add_size(w, input.len);
	add(w, title ? " " : "");
	add(w, title ? title : "");
	if (s->pieces == 0) {
		if (is_blank(input))
			add(w, gx_span_at(input, 0)
				   ? ", every byte FF: erased, or not read"
				   : ", every byte 00: not read");
		else if (!gx_foreign_of(input))
			add(w, ", not firmware of a known kind");
		return;
	}
	if (s->volumes)
		add_count(w, s->volumes, " volume");
	add_count(w, s->pieces, " piece");
	if (s->closed) {
		add(w, ", ");
		add_number(w, s->closed);
		add(w, " of them not opened");
	} else {
		add(w, s->limited ? ", not all examined" : ", all opened");
	}
}

enum gopx_status gx_image_summarize(struct gopx_image *image)
{
	struct gopx_summary *out = &image->summary;
	struct sentence w = { .len = 0 };

	*out = (struct gopx_summary){ .limited = !image->walk.complete,
				      .cut = image->walk.missing };
	count(out, image->walk.root);
	describe(&w, out, image->walk.root);
	out->text = gx_arena_string(&image->arena, w.text, w.len);
	return out->text ? GOPX_OK : GOPX_E_NOMEM;
}

const struct gopx_summary *gopx_image_summary(const struct gopx_image *image)
{
	return &image->summary;
}
