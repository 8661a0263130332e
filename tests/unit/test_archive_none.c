/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_archive_none.c - a build without libarchive reports archives without opening them
 */
#include <string.h>

#include "fwbuild_vbt.h"
#include "pack_archive.h"
#include "unit.h"
#include "walk/kind.h"
#include "walk/walk.h"

static struct fwbytes o, vbt;
static struct gx_arena arena;
static struct gx_walk w;

static void start(void)
{
	o = vbt = (struct fwbytes){ 0 };
	vbt_put(&vbt, &(struct vbt_options){ 0 });
	gx_arena_init(&arena, &(struct gx_allocator){ 0 });
	w = (struct gx_walk){ .arena = &arena,
			      .limits = { .threads = 1,
					  .max_unpacked = 1 << 20,
					  .max_ratio = 512,
					  .max_nodes = 1000,
					  .max_depth = 64 },
			      .diags = { .max = 64 } };
}

static void finish(void)
{
	gx_arena_fini(&arena);
	bytes_free(&o);
	bytes_free(&vbt);
}

static size_t walk(void)
{
	size_t tables = 0;

	ck_assert_int_eq(gx_walk_run(&w, gx_span(o.data, o.len)), GOPX_OK);
	for (const struct gx_node *n = w.root; n; n = gx_node_following(n))
		tables += n->kind == &gx_kind_vbt;
	ck_assert_uint_eq(w.diags.count, 1);
	ck_assert_str_eq(w.diags.items[0].code, "input.unsupported");
	ck_assert_int_eq(w.diags.items[0].status, GOPX_E_UNSUPPORTED);
	ck_assert_ptr_nonnull(strstr(w.diags.items[0].message, "unpack it first"));
	return tables;
}

/* The archive gives one note, and its members give none. Stored members are found. */
START_TEST(an_archive_is_said_once)
{
	const struct pack_member members[] = {
		{ "a", vbt.data, vbt.len, _i == 1, false },
		{ "b", vbt.data, vbt.len, _i == 1, false },
	};

	zip_put(&o, members, 2, NULL);
	ck_assert_uint_eq(walk(), _i == 1 ? 0 : 2);
	ck_assert_str_eq(w.root->child->subtype, "zip");
}
END_TEST

START_TEST(what_is_behind_a_stream_is_found)
{
	pack_gzip(&o, vbt.data, vbt.len);
	put_bytes(&o, vbt.data, vbt.len);
	ck_assert_uint_eq(walk(), 1);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("no archives");
	TCase *tc = tcase_create("no archives");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_loop_test(tc, an_archive_is_said_once, 0, 2);
	tcase_add_test(tc, what_is_behind_a_stream_is_found);
	suite_add_tcase(suite, tc);
	return suite;
}
