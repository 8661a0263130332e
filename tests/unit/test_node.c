/* SPDX-License-Identifier: BSD-2-Clause */
/* test_node.c - kinds, roles and paths of nodes, through gopx/node.h */
#include <gopx/node.h>

#include <string.h>

#include "fwbuild.h"
#include "fwbuild_flash.h"
#include "fwbuild_guid.h"
#include "unit.h"

#define NVRAM "FFF12B8D-7696-4C8B-A985-2747075B4F50"

enum { REGION = 0x1000, BIOS_SIZE = 0x3000 };

static struct fwb b;
static struct gopx_image *image;

static void put_file(unsigned int type)
{
	file_begin(&b, type, GUID_X);
	section(&b, SECTION_RAW, "some bytes", 10);
	file_end(&b);
}

static void put_sections(void)
{
	file_begin(&b, FILE_DRIVER, GUID_X);
	section(&b, SECTION_PE32, "no program", 10);
	section(&b, 0x12, "no TE image", 11);
	section(&b, 0x1b, "\x06\x08", 2);
	section(&b, 0x13, "\x06\x08", 2);
	ui_section(&b, "Name");
	file_end(&b);
}

static void start(void)
{
	const struct flash_layout layout = {
		.regions[0] = { 0, REGION },
		.regions[REGION_BIOS] = { REGION, BIOS_SIZE },
	};

	memset(&b, 0, sizeof(b));
	descriptor_put(&b.out, &layout);
	fv_begin(&b, FFS2);
	put_sections();
	put_file(FILE_PEIM);
	put_file(FILE_APPLICATION);
	put_file(0x0A);
	fv_end(&b);
	fv_begin(&b, NVRAM);
	fv_end(&b);
	put_fill_to(&b.out, 0xFF, REGION + BIOS_SIZE);
	ck_assert_int_eq(gopx_scan(b.out.data, b.out.len, NULL, &image), GOPX_OK);
}

static void finish(void)
{
	gopx_image_free(image);
	fwb_free(&b);
}

static const struct {
	const char *label;
	enum gopx_node_kind kind;
	enum gopx_node_role role;
} nodes[] = {
	{ "flash-region:descriptor", GOPX_NODE_FLASH_REGION, GOPX_ROLE_DESCRIPTOR },
	{ "flash-region:bios", GOPX_NODE_FLASH_REGION, GOPX_ROLE_BIOS },
	{ "ffs-volume:ffs2", GOPX_NODE_VOLUME, GOPX_ROLE_OTHER },
	{ "ffs-volume:nvram", GOPX_NODE_VOLUME, GOPX_ROLE_NVRAM },
	{ "ffs-file:driver", GOPX_NODE_FILE, GOPX_ROLE_DRIVER },
	{ "ffs-file:peim", GOPX_NODE_FILE, GOPX_ROLE_EARLY },
	{ "ffs-file:application", GOPX_NODE_FILE, GOPX_ROLE_DRIVER },
	{ "ffs-file:smm", GOPX_NODE_FILE, GOPX_ROLE_MANAGEMENT },
	{ "section:pe32", GOPX_NODE_SECTION, GOPX_ROLE_PE32 },
	{ "section:te", GOPX_NODE_SECTION, GOPX_ROLE_TE_IMAGE },
	{ "section:pei-depex", GOPX_NODE_SECTION, GOPX_ROLE_DEPEX },
	{ "section:dxe-depex", GOPX_NODE_SECTION, GOPX_ROLE_DEPEX },
	{ "section:ui", GOPX_NODE_SECTION, GOPX_ROLE_UI_NAME },
	{ "section:raw", GOPX_NODE_SECTION, GOPX_ROLE_RAW_DATA },
};

static const struct gopx_node *find(const char *label)
{
	char last[64];

	for (const struct gopx_node *n = gopx_root(image); n;
	     n = gopx_node_following(n, NULL)) {
		gopx_node_path(n, GOPX_PATH_LAST, last, sizeof(last));
		if (strcmp(last, label) == 0)
			return n;
	}
	return NULL;
}

START_TEST(constants_say_what_a_node_is_for)
{
	const struct gopx_node *n = find(nodes[_i].label);

	ck_assert_ptr_nonnull(n);
	ck_assert_int_eq(gopx_node_kind(n), nodes[_i].kind);
	ck_assert_int_eq(gopx_node_role(n), nodes[_i].role);
}
END_TEST

START_TEST(paths_go_from_the_root_down)
{
	static const char plain[] = "image/flash-image:v2/flash-region:bios/"
				    "ffs-volume:ffs2/ffs-file:driver/section:ui";
	const struct gopx_node *n = find("section:ui");
	char path[256];

	ck_assert_uint_eq(gopx_node_path(n, 0, path, sizeof(path)), strlen(plain));
	ck_assert_str_eq(path, plain);
	n = gopx_node_parent(n);
	gopx_node_path(n, GOPX_PATH_GUIDS | GOPX_PATH_LAST, path, sizeof(path));
	ck_assert_str_eq(path, "ffs-file:driver(" GUID_X ")");
}
END_TEST

START_TEST(a_path_is_written_completely_or_not_at_all)
{
	const struct gopx_node *n = find("section:ui");
	size_t len = gopx_node_path(n, GOPX_PATH_GUIDS, NULL, 0);
	char path[512];

	ck_assert_uint_lt(len, sizeof(path));
	memset(path, 'x', sizeof(path));
	ck_assert_uint_eq(gopx_node_path(n, GOPX_PATH_GUIDS, path, len), len);
	ck_assert_str_eq(path, "");
	ck_assert_int_eq(path[1], 'x');
	gopx_node_path(n, GOPX_PATH_GUIDS, path, len + 1);
	ck_assert_uint_eq(strlen(path), len);
	ck_assert_int_eq(path[len + 1], 'x');
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("node");
	TCase *tc = tcase_create("node");

	tcase_add_checked_fixture(tc, start, finish);
	tcase_add_loop_test(tc, constants_say_what_a_node_is_for, 0,
			    (int)(sizeof(nodes) / sizeof(nodes[0])));
	tcase_add_test(tc, paths_go_from_the_root_down);
	tcase_add_test(tc, a_path_is_written_completely_or_not_at_all);
	suite_add_tcase(suite, tc);
	return suite;
}
