/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gop_devices.c - the PCI devices that a graphics driver supports
 *
 * The driver's Supported() goes through one list of 16-bit IDs.  In all of 49 drivers,
 * the list starts 0x80 to 0x150 bytes after the driver's name, and the code refers to its
 * start.  The comparison at the end of the loop gives its length.  Some drivers have no
 * such comparison.  Their list ends at a zero, or at the next place to which the code
 * refers.  The driver has more lists, one for each family.  These lists also contain
 * devices that the driver does not support.  For example, drivers for Alder Lake have
 * lists for Meteor Lake and for graphics cards.
 */
#include "find/driver/gop_facts.h"
#include "find/platform.h"
#include "format/pe/pe_code.h"

#define WINDOW 0x400 /* the list starts in this many bytes after the name */

/*
 * Some IDs are in no public list.  Driver 5.0.1025 has six of them in a row, between the
 * IDs of Haswell and Broadwell.  Driver 22.0.1041 has three at the end of its list.
 */
#define UNKNOWN_IN_A_ROW 6
#define UNKNOWN_AT_END   3
/* At the end of a list, a smaller number is text, not an ID. */
#define UNKNOWN_LEAST 0x100

/* Which 16-bit words of the window the code refers to. */
struct references {
	bool at[WINDOW / 2];
	/* length of the list that starts there, if the code shows it; else 0 */
	uint8_t count[WINDOW / 2];
};

/* The loop ends at most this many bytes after the reference; 18 and 21 were seen. */
#define LOOP_WITHIN 32

#define LOOP_END 5 /* "cmp reg, imm8; jb" backwards */

/* Find the end of a loop in this code.  Returns how often the loop runs; 0 if there is no
 * such end. */
static uint8_t loop_count(struct gx_span code)
{
	code = gx_span_head(code, LOOP_WITHIN + LOOP_END);
	for (size_t at = 0; at + LOOP_END <= code.len; at++) {
		uint8_t compare = gx_span_at(code, at);

		if ((compare == 0x80 || compare == 0x83) &&
		    gx_span_at(code, at + 1) >= 0xf8 &&
		    gx_span_at(code, at + 3) == 0x72 && gx_span_at(code, at + 4) >= 0x80)
			return gx_span_at(code, at + 2);
	}
	return 0;
}

static bool is_known(uint16_t id)
{
	return gx_platform_of_device(id) != GX_PLATFORM_COUNT;
}

static void find_references(const struct gx_gop_pe *driver, struct references *out)
{
	struct gx_pe_refs refs = gx_pe_refs(driver->map, driver->pe);
	struct gx_span target;

	*out = (struct references){ .at = { false } };
	while (gx_pe_ref_next(&refs, &target)) {
		size_t at = gx_span_offset(driver->bytes, target) - driver->name_at;

		if (at >= WINDOW)
			continue;
		out->at[at / 2] = true;
		if (at % 2 == 0 && !out->count[at / 2])
			out->count[at / 2] = loop_count(refs.after);
	}
}

/* A list that is being read. */
struct list {
	uint16_t *ids;
	size_t count;
	/* different IDs with a known platform */
	size_t known;
	size_t trusted; /* entries up to the last id with a platform */
};

/* A list of this many entries must have at least two different known IDs. */
#define SETTLED_BY 8

static void list_put(struct list *list, uint16_t id)
{
	list->ids[list->count++] = id;
	if (is_known(id)) {
		if (list->count < 2 || list->ids[list->count - 2] != id)
			list->known++;
		list->trusted = list->count;
	}
}

/* Returns false if this word cannot be the next ID of the list. */
static bool list_add(struct list *list, uint16_t id)
{
	if (list->count == GX_GOP_DEVICES_MAX ||
	    (list->count == SETTLED_BY && list->known < 2))
		return false;
	list_put(list, id);
	return list->count - list->trusted <= UNKNOWN_IN_A_ROW;
}

/* Unknown IDs at the end belong to the list only if the end of the list is certain. */
static void list_end(struct list *list, bool sure)
{
	if (!sure || list->count - list->trusted > UNKNOWN_AT_END)
		list->count = list->trusted;
	while (list->count > list->trusted && list->ids[list->count - 1] < UNKNOWN_LEAST)
		list->count--;
}

/* The list at 'at' (in words) in the window; length 0 if there is none. */
static size_t read_list(struct gx_span window, const struct references *refs, size_t at,
			uint16_t *ids)
{
	struct list list = { .ids = ids };
	struct gx_reader r = gx_reader(gx_span_tail(window, at * 2));
	bool sure = false;

	for (size_t i = at;; i++) {
		uint16_t id = gx_le16(&r);

		sure = r.failed || id == 0 || (i > at && i < WINDOW / 2 && refs->at[i]);
		if (sure || !list_add(&list, id))
			break;
	}
	list_end(&list, sure);
	return list.known >= 2 ? list.count : 0;
}

/* The list with the given number of entries; length 0 if it is not a list of devices. */
static size_t read_counted(struct gx_span window, size_t at, size_t count, uint16_t *ids)
{
	struct list list = { .ids = ids };
	struct gx_reader r = gx_reader(gx_span_tail(window, at * 2));

	for (size_t i = 0; i < count; i++) {
		uint16_t id = gx_le16(&r);

		if (id == 0)
			return 0;
		list_put(&list, id);
	}
	return list.known >= 2 ? count : 0;
}

/* At most this many loops over data in the window are examined.  Drivers have one. */
#define COUNTED_MOST 8

static size_t counted_list(struct gx_span window, const struct references *refs,
			   uint16_t *ids)
{
	size_t count = 0, tried = 0;

	for (size_t i = 0; !count && tried < COUNTED_MOST && i < WINDOW / 2; i++) {
		if (!refs->count[i])
			continue;
		count = read_counted(window, i, refs->count[i], ids);
		tried++;
	}
	return count;
}

static size_t list_behind_name(const struct gx_gop_pe *driver, uint16_t *ids)
{
	struct gx_span window = gx_span_tail(driver->bytes, driver->name_at);
	struct references refs;
	size_t count;

	find_references(driver, &refs);
	count = counted_list(window, &refs, ids);
	for (size_t i = 0; !count && i < WINDOW / 2; i++) {
		struct gx_reader r = gx_reader(gx_span_tail(window, i * 2));

		if (refs.at[i] || is_known(gx_le16(&r)))
			count = read_list(window, &refs, i, ids);
	}
	return count;
}

/* ---- drivers without the name ----------------------------------------------- */

#define RUN_LEAST       4 /* shorter runs of known IDs may be chance */
#define DIFFERENT_LEAST 3

/* A set of IDs, with one bit for each, because the caller's thread may have a small
 * stack. */
struct id_set {
	uint8_t bits[0x10000 / 8];
};

static bool id_set_has(const struct id_set *set, uint16_t id)
{
	return set->bits[id / 8] >> id % 8 & 1;
}

static void id_set_put(struct id_set *set, uint16_t id)
{
	set->bits[id / 8] = (uint8_t)(set->bits[id / 8] | 1U << id % 8);
}

/*
 * IDs in ascending order, each once.  The known IDs are prepared once for the whole
 * driver, because a hostile driver may have many sections, each as large as the driver.
 */
struct ids {
	uint16_t *list;
	size_t count;
	struct id_set met, known;
};

static void mark_known(struct ids *ids)
{
	for (size_t i = 0; i < gx_pci_id_count; i++)
		id_set_put(&ids->known, gx_pci_ids[i].device);
}

static size_t run_at(struct gx_span s, size_t at, const struct ids *ids,
		     size_t *different)
{
	struct gx_reader r = gx_reader(gx_span_tail(s, at));
	uint16_t before = 0, id = gx_le16(&r);
	size_t len = 0;

	*different = 0;
	for (; !r.failed && id_set_has(&ids->known, id); id = gx_le16(&r)) {
		*different += id != before;
		before = id;
		len++;
	}
	return len;
}

/* Add all runs of known IDs in one section. */
static void runs_in_section(struct gx_span s, struct ids *ids)
{
	for (size_t at = 0; at < s.len; at += 2) {
		size_t different, len = run_at(s, at, ids, &different);
		struct gx_reader r = gx_reader(gx_span_tail(s, at));
		bool taken = len >= RUN_LEAST && different >= DIFFERENT_LEAST;

		for (size_t i = 0; taken && i < len; i++) {
			uint16_t id = gx_le16(&r);

			if (!id_set_has(&ids->met, id) && ids->count < GX_GOP_DEVICES_MAX)
				ids->list[ids->count++] = id;
			id_set_put(&ids->met, id);
		}
		at += len * 2;
	}
}

/* Skip code and relocations, which contain many numbers that look like a run. */
static size_t all_runs(const struct gx_gop_pe *driver, uint16_t *list)
{
	struct gx_span relocations = gx_pe_map_at(driver->map,
						  driver->pe->relocations_rva);
	struct ids ids = { .list = list };

	mark_known(&ids);
	for (size_t i = 0; i < driver->map->count; i++) {
		const struct gx_pe_section *s = &driver->map->sections[i];

		if (!s->code && !gx_span_equal(s->data, relocations))
			runs_in_section(s->data, &ids);
	}
	return ids.count;
}

size_t gx_gop_devices_find(const struct gx_gop_pe *driver, uint16_t *ids)
{
	size_t count = 0;

	if (driver->named)
		count = list_behind_name(driver, ids);
	return count ? count : all_runs(driver, ids);
}
