/* SPDX-License-Identifier: BSD-2-Clause */
/* test_policy.c - the policy driver's code runs on the host with simulated firmware */
#define _GNU_SOURCE /* MAP_32BIT */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../../guest/policy.c" /* the tests use its static functions */
#include "../../guest/igd.c"
#include "fwbuild_vbt.h"
#include "unit.h"

/* ---- the simulated firmware ------------------------------------------------ */

static uint32_t asls;
static const struct fwbytes *volume_file; /* NULL: no volume has the table */
static unsigned int pools;                /* not yet freed */

/*
 * The configuration of the device at 00:02.0. Without a device, all bits are read as 1.
 */
static bool has_gpu;
static uint32_t gpu_id, gpu_class, gpu_ggc, gpu_bdsm, gpu_bdsm2[2];

uint32_t pci_config_read(uint32_t device, uint32_t offset)
{
	if (device == 2 && offset == 0xfc)
		return asls;
	if (device != 2 || !has_gpu)
		return UINT32_MAX;
	switch (offset) {
	case 0x00:
		return gpu_id;
	case 0x08:
		return gpu_class;
	case 0x50:
		return gpu_ggc;
	case 0x5c:
		return gpu_bdsm;
	case 0xc0:
	case 0xc4:
		return gpu_bdsm2[(offset - 0xc0) / 4];
	default:
		return UINT32_MAX;
	}
}

void console_text(const char *text)
{
	ck_assert_ptr_nonnull(text);
}

/*
 * calloc() returns memory above 4 GiB. That does not matter, because the policy driver
 * uses any address that it gets.
 */
static efi_status EFIAPI fake_allocate_pages(int type, int memory_type, uint64_t pages,
					     uint64_t *address)
{
	ck_assert_int_eq(type, EFI_ALLOCATE_MAX_ADDRESS);
	ck_assert_int_eq(memory_type, EFI_RESERVED_MEMORY_TYPE);
	ck_assert_uint_eq(*address, UINT32_MAX);
	*address = (uintptr_t)calloc(pages, EFI_PAGE_SIZE);
	return EFI_SUCCESS;
}

static efi_status EFIAPI fake_free_pool(void *buffer)
{
	pools--;
	free(buffer);
	return EFI_SUCCESS;
}

static efi_status EFIAPI fake_read_section(const struct efi_firmware_volume2 *self,
					   const struct efi_guid *file, uint8_t type,
					   uint64_t instance, void **buffer,
					   uint64_t *size, uint32_t *authentication)
{
	(void)self;
	(void)authentication;
	ck_assert_int_eq(memcmp(file, &vbt_file_guid, sizeof(*file)), 0);
	ck_assert_uint_eq(type, EFI_SECTION_RAW);
	ck_assert_uint_eq(instance, 0);
	if (!volume_file)
		return EFI_NOT_FOUND;
	*buffer = malloc(volume_file->len);
	memcpy(*buffer, volume_file->data, volume_file->len);
	*size = volume_file->len;
	pools++;
	return EFI_SUCCESS;
}

static struct efi_firmware_volume2 volume = { .read_section = fake_read_section };

static efi_status EFIAPI fake_handle_protocol(efi_handle handle,
					      const struct efi_guid *protocol,
					      void **interface)
{
	(void)protocol;
	*interface = handle;
	return EFI_SUCCESS;
}

static efi_status EFIAPI fake_locate_handle_buffer(int search,
						   const struct efi_guid *protocol,
						   void *key, uint64_t *count,
						   efi_handle **handles)
{
	(void)search;
	(void)protocol;
	(void)key;
	*handles = malloc(2 * sizeof(**handles));
	(*handles)[0] = (*handles)[1] = &volume;
	*count = 2;
	pools++;
	return EFI_SUCCESS;
}

static struct policy *installed;

static efi_status EFIAPI fake_install(efi_handle *handle, const struct efi_guid *protocol,
				      int type, void *interface)
{
	(void)handle;
	ck_assert_int_eq(type, EFI_NATIVE_INTERFACE);
	ck_assert_int_eq(memcmp(protocol, &policy_guid, sizeof(*protocol)), 0);
	installed = interface;
	return EFI_SUCCESS;
}

static struct efi_boot_services boot = {
	.allocate_pages = fake_allocate_pages,
	.free_pool = fake_free_pool,
	.install_protocol_interface = fake_install,
	.handle_protocol = fake_handle_protocol,
	.locate_handle_buffer = fake_locate_handle_buffer,
};

/* ---- the tests --------------------------------------------------------------- */

static void start_driver(void)
{
	struct efi_system_table system = { .boot_services = &boot };

	ck_assert_uint_eq(efi_main(NULL, &system), EFI_SUCCESS);
	ck_assert_ptr_nonnull(installed);
	ck_assert_uint_eq(installed->revision, 3);
	ck_assert(stated_size((const uint8_t *)"", 0) == 0);
}

/*
 * The policy driver must return the table 'expected' with a correct checksum. A second
 * call must return the same address.
 */
static void check_given(const uint8_t *expected, uint32_t size)
{
	uint64_t address = 0, again = 0;
	uint32_t given = 0;
	uint8_t sum = 0, *copy;

	ck_assert_uint_eq(installed->get_vbt_data(&address, &given), EFI_SUCCESS);
	ck_assert_uint_eq(given, size);
	copy = (uint8_t *)(uintptr_t)address;
	for (uint32_t i = 0; i < stated_size(copy, given); i++)
		sum = (uint8_t)(sum + copy[i]);
	ck_assert_uint_eq(sum, 0);
	copy[VBT_CHECKSUM_AT] = expected[VBT_CHECKSUM_AT];
	ck_assert_mem_eq(copy, expected, size);
	ck_assert_uint_eq(installed->get_vbt_data(&again, &given), EFI_SUCCESS);
	ck_assert_uint_eq(again, address);
	free(copy);
}

START_TEST(the_slot_comes_first)
{
	struct fwbytes vbt = { 0 }, other = { 0 };

	vbt_put_padded(&vbt, &(struct vbt_options){ .bad_checksum = _i });
	vbt_put(&other, &(struct vbt_options){ .name = "HASWELL" });
	memcpy((void *)policy_slot.data, vbt.data, vbt.len);
	policy_slot.size = (uint32_t)vbt.len;
	volume_file = &other;
	start_driver();
	check_given(vbt.data, (uint32_t)vbt.len);
	bytes_free(&vbt);
	bytes_free(&other);
}
END_TEST

/* Make an OpRegion below 4 GiB, as in firmware, with room after it. */
static uint8_t *make_opregion(uint32_t version)
{
	uint8_t *region = mmap(NULL, 0x8000, PROT_READ | PROT_WRITE,
			       MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);

	ck_assert(region != MAP_FAILED);
	memcpy(region, OPREGION_SIGNATURE, 16);
	memcpy(region + OPREGION_VERSION, &version, 4);
	asls = (uint32_t)(uintptr_t)region;
	return region;
}

static const struct {
	uint32_t version;
	uint64_t rvda; /* 0: mailbox 4 */
	int found;
} opregions[] = {
	{ 0x01000000, 0, 1 },          { 0x02000000, 0, 1 },
	{ 0x02010000, 0x2000, 1 },     { 0x02000000, 0x2000, 0 }, /* the host's address */
	{ 0x02010000, UINT64_MAX, 0 },
};

START_TEST(the_opregion_comes_second)
{
	struct fwbytes vbt = { 0 }, other = { 0 };
	uint8_t *region = make_opregion(opregions[_i].version);
	uint64_t rvda = opregions[_i].rvda;
	uint32_t size;

	vbt_put(&vbt, &(struct vbt_options){ .bad_checksum = true });
	vbt_put(&other, &(struct vbt_options){ .name = "HASWELL", .bad_checksum = true });
	volume_file = &other;
	memcpy(region + (rvda ? 0x2000 : OPREGION_MAILBOX4), vbt.data, vbt.len);
	memcpy(region + OPREGION_RVDA, &rvda, 8);
	size = rvda ? (uint32_t)vbt.len : 0;
	memcpy(region + OPREGION_RVDS, &size, 4);
	start_driver();
	if (opregions[_i].found)
		check_given(vbt.data, stated_size(vbt.data, vbt.len));
	else
		check_given(other.data, stated_size(other.data, other.len));
	bytes_free(&vbt);
	bytes_free(&other);
}
END_TEST

START_TEST(a_file_of_the_firmware_comes_last)
{
	struct fwbytes vbt = { 0 };

	vbt_put(&vbt, &(struct vbt_options){ .bad_checksum = true });
	volume_file = &vbt;
	start_driver();
	check_given(vbt.data, (uint32_t)stated_size(vbt.data, vbt.len));
	ck_assert_uint_eq(pools, 0);
	bytes_free(&vbt);
}
END_TEST

START_TEST(nothing_anywhere_is_not_found)
{
	uint64_t address = 1;
	uint32_t size = 1;

	start_driver();
	ck_assert_uint_eq(installed->get_vbt_data(&address, &size), EFI_NOT_FOUND);
	ck_assert_uint_eq(address, 0);
	ck_assert_uint_eq(size, 0);
	ck_assert_uint_eq(installed->get_vbt_data(NULL, &size), EFI_INVALID_PARAMETER);
	ck_assert_uint_eq(pools, 0);
}
END_TEST

START_TEST(a_slot_that_lies_is_left_alone)
{
	struct fwbytes vbt = { 0 };
	uint64_t address;
	uint32_t size;

	vbt_put(&vbt, &(struct vbt_options){ .vbt_size = 0xffff });
	memcpy((void *)policy_slot.data, vbt.data, vbt.len);
	policy_slot.size = _i ? (uint32_t)vbt.len : VBT_SLOT_CAPACITY + 1;
	start_driver();
	ck_assert_uint_eq(installed->get_vbt_data(&address, &size), EFI_NOT_FOUND);
	bytes_free(&vbt);
}
END_TEST

START_TEST(lid_and_dock_answer_as_told)
{
	uint32_t lid = 9, dock = 9;

	start_driver();
	ck_assert_uint_eq(installed->get_lid_status(&lid), EFI_SUCCESS);
	ck_assert_uint_eq(lid, LID_STATUS_OPEN);
	policy_slot.lid = LID_UNSUPPORTED;
	ck_assert_uint_eq(installed->get_lid_status(&lid), EFI_UNSUPPORTED);
	ck_assert_uint_eq(installed->get_dock_status(&dock), EFI_UNSUPPORTED);
}
END_TEST

static const struct {
	uint16_t device;
	uint32_t ggc, bdsm, bdsm2, bdsm2_high;
	bool refused;
} memories[] = {
	{ 0x3e9b, 0x02c1, 0, 0, 0, true }, /* Coffee Lake, 64 MiB without an address */
	{ 0x3e9b, 0x02c1, 1, 0x7f000000, 0, true }, /* only the lock bit, no address */
	{ 0x3e9b, 0x02c1, 0x7f000001, 0, 0, false },
	{ 0x3e9b, 0x00c1, 0, 0, 0, false }, /* claims none */
	{ 0x0412, 0x0211, 0, 0, 0, true },  /* Haswell's layout of GGC */
	{ 0x0412, 0x0201, 0, 0, 0, false },
	{ 0x22b1, 0x0010, 0, 0, 0, true },          /* Braswell has the same layout */
	{ 0x46a6, 0xfec1, 0x7f000000, 0, 0, true }, /* Alder Lake uses only bdsm2 */
	{ 0x46a6, 0xfec1, 0, 0x4c800001, 0, false },
	{ 0xa780, 0x0000, 0, 0, 0, false }, /* a virtual function */
	{ 0x7d55, 0x02c1, 0, 0, 0, false }, /* Meteor Lake has no BDSM */
	{ 0x100e, 0x02c1, 0, 0, 0, false }, /* no GPU */
};

/* A GOP driver that starts in this state would use the guest's memory at address 0. */
START_TEST(no_table_without_an_address_of_stolen_memory)
{
	struct fwbytes vbt = { 0 };
	uint64_t address = 1;
	uint32_t size = 1;
	efi_status status;

	has_gpu = true;
	gpu_id = (uint32_t)memories[_i].device << 16 | 0x8086;
	gpu_class = 0x03000000;
	gpu_ggc = memories[_i].ggc;
	gpu_bdsm = memories[_i].bdsm;
	gpu_bdsm2[0] = memories[_i].bdsm2;
	gpu_bdsm2[1] = memories[_i].bdsm2_high;
	vbt_put_padded(&vbt, &(struct vbt_options){ .bad_checksum = false });
	memcpy((void *)policy_slot.data, vbt.data, vbt.len);
	policy_slot.size = (uint32_t)vbt.len;
	start_driver();
	status = installed->get_vbt_data(&address, &size);
	ck_assert_uint_eq(status, memories[_i].refused ? EFI_NOT_FOUND : EFI_SUCCESS);
	ck_assert_int_eq(address == 0, memories[_i].refused);
	ck_assert_int_eq(size == 0, memories[_i].refused);
	bytes_free(&vbt);
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("policy");
	TCase *tc = tcase_create("policy");

	/* Each test is a separate process, so the driver starts with fresh data. */
	tcase_add_loop_test(tc, the_slot_comes_first, 0, 2);
	tcase_add_loop_test(tc, the_opregion_comes_second, 0,
			    sizeof(opregions) / sizeof(opregions[0]));
	tcase_add_test(tc, a_file_of_the_firmware_comes_last);
	tcase_add_test(tc, nothing_anywhere_is_not_found);
	tcase_add_loop_test(tc, a_slot_that_lies_is_left_alone, 0, 2);
	tcase_add_test(tc, lid_and_dock_answer_as_told);
	tcase_add_loop_test(tc, no_table_without_an_address_of_stolen_memory, 0,
			    sizeof(memories) / sizeof(memories[0]));
	suite_add_tcase(suite, tc);
	return suite;
}
