/* SPDX-License-Identifier: BSD-2-Clause */
/* test_inject.c - adds files to a small image like OVMF, and removes them */
#define _GNU_SOURCE /* memmem */
#include <gopx/build.h>

#include <stdlib.h>
#include <string.h>

#include "fwbuild.h"
#include "fwbuild_pe.h"
#include "fwbuild_vbt.h"
#include "unit.h"

#define GUID_PACKED "9E21FD93-9C72-4C15-8C4B-E77F1DB2D792"
#define GUID_CORE   "D6A2CB7F-6A18-4E2F-B43B-9920A733700A"
#define GUID_OTHER  "11111111-2222-3333-4444-555555555555"
#define GUID_GOP    "1647B4F3-3E8A-4FDD-81C8-328ED647AB1A"

struct model { /* if all members are 0: the layout that gopx knows */
	unsigned core_machine;
	size_t dxe_size;     /* 128 KiB */
	size_t main_size;    /* 64 KiB */
	bool gop_in_between; /* a GOP driver comes before another file */
	bool two_sections;   /* a second section after the packed one */
	bool file_after;     /* a second file after the packed one */
	bool no_core;
	bool dirty_tail; /* a byte in the free space of the DXE volume */
	bool ffs_sums;   /* the packed file has a checksum of its body */
};

static void put_driver(struct fwb *b, unsigned type, const char *guid, unsigned machine)
{
	struct fwbytes pe = { 0 };

	gop_put(&pe, &(struct gop_options){ .machine = machine,
					    .leave_out = GOP_EVERYTHING,
					    .name = "Another driver" });
	file_begin(b, type, guid);
	section(b, SECTION_PE32, pe.data, pe.len);
	ui_section(b, "Another");
	file_end(b);
	bytes_free(&pe);
}

static void put_dxe(struct fwb *b, const struct model *m)
{
	b->next_fv.size = m->dxe_size ? m->dxe_size : 128 << 10;
	fv_begin(b, FFS2);
	if (!m->no_core)
		put_driver(b, FILE_DXE_CORE, GUID_CORE, m->core_machine);
	if (m->gop_in_between)
		put_driver(b, FILE_DRIVER, GUID_GOP, 0);
	put_driver(b, FILE_DRIVER, GUID_OTHER, 0);
	fv_end(b);
	if (m->dirty_tail)
		poke_u8(&b->out, b->out.len - 1, 0);
}

/*
 * Build an image with three volumes: an unrelated one, the packed one, and another
 * unrelated one.
 */
static struct gopx_bytes build(struct fwb *b, const struct model *m)
{
	static const uint8_t raw[0x7c];

	b->next_fv.block = 0x1000;
	fv_begin(b, GUID_FFS3);
	fv_end(b);
	b->next_fv.block = 0x1000;
	b->next_fv.size = m->main_size ? m->main_size : 64 << 10;
	fv_begin(b, FFS2);
	b->next_file.checksum = m->ffs_sums;
	file_begin(b, FILE_VOLUME_IMAGE, GUID_PACKED);
	b->next_section.attributes = GUIDED_PROCESSING_REQUIRED;
	guided_begin(b, GUID_LZMA, pack_lzma);
	section(b, SECTION_RAW, raw, sizeof(raw));
	section_begin(b, SECTION_FV_IMAGE);
	put_dxe(b, m);
	section_end(b);
	section_end(b);
	if (m->two_sections)
		section(b, SECTION_RAW, raw, sizeof(raw));
	file_end(b);
	if (m->file_after)
		put_driver(b, FILE_DRIVER, GUID_OTHER, 0);
	fv_end(b);
	b->next_fv.block = 0x1000;
	fv_begin(b, FFS2);
	put_driver(b, FILE_DRIVER, GUID_OTHER, 0);
	fv_end(b);
	return (struct gopx_bytes){ b->out.data, b->out.len };
}

/* The added files: a driver, a table, and the policy driver with the table. */
struct parts {
	struct fwbytes gop, vbt;
	uint8_t *policy;
	struct gopx_inject_options opts;
};

/* Make the added files. Append 'noise' bytes that do not compress to the driver. */
static void parts_make(struct parts *p, size_t noise)
{
	size_t size = gopx_policy_size();

	*p = (struct parts){ .opts.struct_size = sizeof(p->opts) };
	gop_put(&p->gop, &(struct gop_options){ 0 });
	for (uint32_t i = 0, x = 1; i < noise; i++) {
		x = x * 1664525 + 1013904223;
		put_u8(&p->gop, x >> 24);
	}
	vbt_put(&p->vbt, &(struct vbt_options){ 0 });
	p->policy = malloc(size);
	p->opts.gop = (struct gopx_bytes){ p->gop.data, p->gop.len };
	p->opts.vbt = (struct gopx_bytes){ p->vbt.data, p->vbt.len };
	p->opts.policy = (struct gopx_bytes){ p->policy, size };
	ck_assert_int_eq(gopx_policy_write(p->opts.vbt, GOPX_LID_OPEN, p->policy, size),
			 GOPX_OK);
}

static void parts_free(struct parts *p)
{
	bytes_free(&p->gop);
	bytes_free(&p->vbt);
	free(p->policy);
}

/* Return the unpacked data of the only packed section. */
static struct gopx_bytes unpacked(const struct gopx_image *scan)
{
	const struct gopx_node *n = gopx_node_child(gopx_root(scan));

	n = gopx_node_next(n);  /* the packed volume */
	n = gopx_node_child(n); /* its file */
	n = gopx_node_child(n); /* its section */
	ck_assert_str_eq(gopx_node_subtype(n), "lzma");
	return gopx_node_unpacked(n);
}

static bool holds(struct gopx_bytes all, struct gopx_bytes part)
{
	return part.size == 0 || memmem(all.data, all.size, part.data, part.size) != NULL;
}

static const struct model sound[] = {
	{ 0 },
	{ .gop_in_between = true },
	{ .ffs_sums = true },
};

/* The old files stay at their places, and the new files are complete. */
START_TEST(files_go_in)
{
	struct fwb b = { 0 };
	struct gopx_bytes old = build(&b, &sound[_i]), before, after;
	uint8_t *out = malloc(old.size);
	struct gopx_image *first, *second;
	struct parts p;
	const char *why;
	size_t changed = 0;

	parts_make(&p, 0);
	ck_assert_int_eq(gopx_inject(old, &p.opts, out, old.size, &why), GOPX_OK);
	ck_assert_ptr_null(why);
	ck_assert_int_eq(gopx_scan(old.data, old.size, NULL, &first), GOPX_OK);
	ck_assert_int_eq(gopx_scan(out, old.size, NULL, &second), GOPX_OK);
	ck_assert_uint_eq(gopx_diag_count(second), gopx_diag_count(first));
	before = unpacked(first);
	after = unpacked(second);
	ck_assert_uint_eq(before.size, after.size);
	ck_assert(holds(after, p.opts.policy));
	ck_assert(holds(after, p.opts.gop));
	ck_assert(holds(after, p.opts.vbt));
	ck_assert_uint_eq(gopx_finding_count(second), 2);
	/* New files replace erased bytes. Only a replaced driver changes other bytes. */
	for (size_t i = 0; i < before.size; i++)
		changed += before.data[i] != 0xff && before.data[i] != after.data[i];
	ck_assert_int_eq(changed != 0, sound[_i].gop_in_between);
	gopx_image_free(first);
	gopx_image_free(second);
	parts_free(&p);
	free(out);
	fwb_free(&b);
}
END_TEST

/*
 * Adding the same files twice gives the same result as adding them once. After removing
 * them, the unpacked data has its old bytes.
 */
START_TEST(files_are_replaced_and_taken_out)
{
	struct fwb b = { 0 };
	struct gopx_bytes old = build(&b, &sound[0]), before, after;
	uint8_t *once = malloc(old.size), *twice = malloc(old.size);
	struct gopx_inject_options none = { .struct_size = sizeof(none) };
	struct gopx_image *first, *second;
	struct parts p;
	const char *why;

	parts_make(&p, 0);
	ck_assert_int_eq(gopx_inject(old, &p.opts, once, old.size, &why), GOPX_OK);
	ck_assert_int_eq(gopx_inject((struct gopx_bytes){ once, old.size }, &p.opts,
				     twice, old.size, &why),
			 GOPX_OK);
	ck_assert_mem_eq(once, twice, old.size);
	ck_assert_int_eq(gopx_inject((struct gopx_bytes){ once, old.size }, &none, twice,
				     old.size, &why),
			 GOPX_OK);
	ck_assert_int_eq(gopx_scan(old.data, old.size, NULL, &first), GOPX_OK);
	ck_assert_int_eq(gopx_scan(twice, old.size, NULL, &second), GOPX_OK);
	before = unpacked(first);
	after = unpacked(second);
	ck_assert_uint_eq(before.size, after.size);
	ck_assert_mem_eq(before.data, after.data, after.size);
	gopx_image_free(first);
	gopx_image_free(second);
	parts_free(&p);
	free(once);
	free(twice);
	fwb_free(&b);
}
END_TEST

static const struct {
	struct model model;
	size_t noise;
	enum gopx_status status;
	const char *says;
} refused[] = {
	{ { .core_machine = MACHINE_IA32 }, 0, GOPX_E_UNSUPPORTED, "another machine" },
	{ { .no_core = true }, 0, GOPX_E_UNSUPPORTED, "not an x64 OVMF code image" },
	{ { .two_sections = true }, 0, GOPX_E_UNSUPPORTED, "laid out in a way" },
	{ { .file_after = true }, 0, GOPX_E_UNSUPPORTED, "laid out in a way" },
	{ { .dirty_tail = true }, 0, GOPX_E_UNSUPPORTED, "free space" },
	{ { .dxe_size = 16 << 10 }, 0, GOPX_E_LIMIT, "no room in its DXE volume" },
	{ { .main_size = 32 << 10 },
	  60 << 10,
	  GOPX_E_LIMIT,
	  "no room for the packed volumes" },
};

START_TEST(what_is_not_understood_is_refused)
{
	struct fwb b = { 0 };
	struct gopx_bytes old = build(&b, &refused[_i].model);
	uint8_t *out = malloc(old.size);
	struct parts p;
	const char *why;

	parts_make(&p, refused[_i].noise);
	ck_assert_int_eq(gopx_inject(old, &p.opts, out, old.size, &why),
			 refused[_i].status);
	ck_assert_ptr_nonnull(strstr(why, refused[_i].says));
	parts_free(&p);
	free(out);
	fwb_free(&b);
}
END_TEST

/*
 * Try prefixes of an image. Then change single bytes of its packed part, every 13th byte
 * in turn.
 */
START_TEST(no_lie_leads_astray)
{
	struct fwb b = { 0 };
	struct gopx_bytes old = build(&b, &sound[0]);
	struct gopx_inject_options none = { .struct_size = sizeof(none) };
	uint8_t *out = malloc(old.size);
	const char *why;
	size_t taken = 0;

	for (size_t size = 0; size < old.size; size += 97) {
		struct gopx_bytes cut = { memcpy(malloc(size + 1), old.data, size),
					  size };

		taken += gopx_inject(cut, &none, out, size, &why) == GOPX_OK;
		free((void *)(uintptr_t)cut.data);
	}
	/* Some prefixes are valid: those that end after the packed volume. */
	ck_assert_uint_gt(taken, 0);
	for (size_t i = 0x1000; i < 0x1000 + 0x800; i += 13) {
		enum gopx_status status;

		b.out.data[i] ^= 0x55;
		status = gopx_inject(old, &none, out, old.size, &why);
		b.out.data[i] ^= 0x55;
		ck_assert_int_ne(status, GOPX_E_INTERNAL);
	}
	free(out);
	fwb_free(&b);
}
END_TEST

START_TEST(only_drivers_and_tables_go_in)
{
	struct fwb b = { 0 };
	struct gopx_bytes old = build(&b, &sound[0]);
	uint8_t *out = malloc(old.size);
	struct parts p;
	const char *why;

	parts_make(&p, 0);
	ck_assert_int_eq(gopx_inject(old, &p.opts, out, old.size - 1, &why),
			 GOPX_E_ARGUMENT);
	p.opts.gop.size--;
	ck_assert_int_eq(gopx_inject(old, &p.opts, out, old.size, &why), GOPX_E_FORMAT);
	p.opts.gop.size++;
	p.opts.vbt.size--;
	ck_assert_int_eq(gopx_inject(old, &p.opts, out, old.size, &why), GOPX_E_FORMAT);
	parts_free(&p);
	free(out);
	fwb_free(&b);
}
END_TEST

/*
 * The struct of the first release is accepted. It ends at the end of its memory block, so
 * that a sanitizer reports a read past it. Shorter structs are refused.
 */
START_TEST(an_older_callers_options_are_taken)
{
	const size_t first = offsetof(struct gopx_inject_options, progress);
	struct fwb b = { 0 };
	struct gopx_bytes old = build(&b, &sound[0]);
	uint8_t *out = malloc(old.size);
	uint8_t *older = malloc(first);
	struct parts p;
	const char *why;

	parts_make(&p, 0);
	for (size_t less = 0; less < 2; less++) {
		p.opts.struct_size = first - less;
		memcpy(older, &p.opts, first);
		ck_assert_int_eq(
		    gopx_inject(old, (const void *)older, out, old.size, &why),
		    less ? GOPX_E_ARGUMENT : GOPX_OK);
	}
	ck_assert_int_eq(gopx_inject(old, NULL, out, old.size, &why), GOPX_E_ARGUMENT);
	free(older);
	parts_free(&p);
	free(out);
	fwb_free(&b);
}
END_TEST

/* A later release may add members at the end of the struct. gopx must not read them. */
START_TEST(a_newer_callers_options_are_taken)
{
	struct {
		struct gopx_inject_options known;
		uint64_t more[4];
	} newer = { .more = { 1, 2, 3, 4 } };
	struct fwb b = { 0 };
	struct gopx_bytes old = build(&b, &sound[0]);
	uint8_t *out = malloc(old.size);
	struct parts p;
	const char *why;

	parts_make(&p, 0);
	newer.known = p.opts;
	newer.known.struct_size = sizeof(newer);
	ck_assert_int_eq(gopx_inject(old, &newer.known, out, old.size, &why), GOPX_OK);
	parts_free(&p);
	free(out);
	fwb_free(&b);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("inject");
	TCase *tc = tcase_create("inject");

	tcase_add_loop_test(tc, files_go_in, 0, sizeof(sound) / sizeof(sound[0]));
	tcase_add_test(tc, files_are_replaced_and_taken_out);
	tcase_add_loop_test(tc, what_is_not_understood_is_refused, 0,
			    sizeof(refused) / sizeof(refused[0]));
	tcase_add_test(tc, no_lie_leads_astray);
	tcase_add_test(tc, only_drivers_and_tables_go_in);
	tcase_add_test(tc, an_older_callers_options_are_taken);
	tcase_add_test(tc, a_newer_callers_options_are_taken);
	suite_add_tcase(suite, tc);
	return suite;
}
