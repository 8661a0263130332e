/* SPDX-License-Identifier: BSD-2-Clause */
/* test_memory.c - allocations of all sizes, and the mapping of large ones */
#define _DEFAULT_SOURCE /* mincore */
#include <errno.h>
#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>

#include "base/memory.h"
#include "unit.h"

#define MIB ((size_t)1 << 20)

static const size_t sizes[] = {
	0,
	1,
	4096,
	GX_MEMORY_LARGE - 64,
	GX_MEMORY_LARGE - 1,
	GX_MEMORY_LARGE,
	GX_MEMORY_LARGE + 1,
	5 * MIB + 4321,
	/*
	 * With the header of a block, these sizes are one byte larger than whole pages.
	 */
	4 * MIB - alignof(max_align_t) + 1,
	4 * MIB + 4096 - alignof(max_align_t) + 1,
};

START_TEST(memory_can_be_used_from_end_to_end)
{
	unsigned char *kept = gx_memory_alloc(NULL, sizes[_i]);
	unsigned char *other = gx_memory_alloc(NULL, sizes[_i]);
	size_t changed = 0;

	ck_assert_ptr_nonnull(kept);
	ck_assert_ptr_nonnull(other);
	ck_assert_uint_eq((uintptr_t)kept % alignof(max_align_t), 0);
	memset(kept, 0x5a, sizes[_i]);
	memset(other, 0xa5, sizes[_i]);
	gx_memory_free(NULL, other);
	for (size_t i = 0; i < sizes[_i]; i++)
		changed += kept[i] != 0x5a;
	ck_assert_uint_eq(changed, 0);
	gx_memory_free(NULL, kept);
}
END_TEST

/* True if no page is mapped at this address. */
static bool is_unmapped(const unsigned char *at)
{
	void *page = (void *)((uintptr_t)at & ~(uintptr_t)0xffff);
	unsigned char there;

	return mincore(page, 1, &there) != 0 && errno == ENOMEM;
}

START_TEST(large_memory_is_given_back)
{
	const size_t size = 8 * MIB;
	unsigned char *data = gx_memory_alloc(NULL, size);

	memset(data, 1, size);
	for (size_t at = 0; at < size; at += MIB)
		ck_assert(!is_unmapped(data + at));
	gx_memory_free(NULL, data);
	for (size_t at = 0; at < size; at += MIB)
		ck_assert(is_unmapped(data + at));
	ck_assert(is_unmapped(data + size - 1));
}
END_TEST

START_TEST(small_pieces_share_pages)
{
	unsigned char *pieces[16];
	size_t others = 0;

	for (size_t i = 0; i < 16; i++) {
		pieces[i] = gx_memory_alloc(NULL, 100);
		ck_assert_ptr_nonnull(pieces[i]);
		others += (uintptr_t)pieces[i] % 4096 != (uintptr_t)pieces[0] % 4096;
	}
	ck_assert_uint_gt(others, 0);
	for (size_t i = 0; i < 16; i++)
		gx_memory_free(NULL, pieces[i]);
}
END_TEST

/*
 * Allocate several gigabytes, one piece at a time. If memory is limited, this works only
 * if each piece is freed.
 */
START_TEST(small_memory_is_given_back)
{
	for (int i = 0; i < 3000; i++) {
		unsigned char *data = gx_memory_alloc(NULL, GX_MEMORY_LARGE - 64);

		ck_assert_ptr_nonnull(data);
		data[0] = 1;
		gx_memory_free(NULL, data);
	}
}
END_TEST

START_TEST(memory_that_cannot_be_is_none)
{
	ck_assert_ptr_null(gx_memory_alloc(NULL, SIZE_MAX));
	ck_assert_ptr_null(gx_memory_alloc(NULL, SIZE_MAX - GX_MEMORY_LARGE));
	/*
	 * This size must fail on 32-bit systems, too: a process has fewer addresses,
	 * because the kernel needs some of them.
	 */
	ck_assert_ptr_null(gx_memory_alloc(NULL, SIZE_MAX / 4 * 3));
	gx_memory_free(NULL, NULL);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("memory");
	TCase *tc = tcase_create("memory");

	tcase_add_loop_test(tc, memory_can_be_used_from_end_to_end, 0,
			    sizeof(sizes) / sizeof(sizes[0]));
	tcase_add_test(tc, large_memory_is_given_back);
	tcase_add_test(tc, small_pieces_share_pages);
	tcase_add_test(tc, small_memory_is_given_back);
	tcase_add_test(tc, memory_that_cannot_be_is_none);
	suite_add_tcase(suite, tc);
	return suite;
}
