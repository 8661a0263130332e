/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * test_assign.c - the IGD assignment driver's code runs on the host in a simulated guest
 */
#define _GNU_SOURCE /* MAP_32BIT */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "../../guest/assign.c" /* the tests call static functions of these files */
#include "../../guest/stolen.c"
#include "../../guest/igd.c"
#include "find/platform.h"
#include "unit.h"

/* ---- the simulated guest --------------------------------------------------- */

static uint32_t config[64]; /* configuration of the device at 00:02.0 */

uint32_t pci_config_read(uint32_t device, uint32_t offset)
{
	ck_assert_uint_eq(device, 2);
	return config[offset / 4];
}

void pci_config_write(uint32_t device, uint32_t offset, uint32_t value)
{
	ck_assert_uint_eq(device, 2);
	config[offset / 4] = value;
}

/* BGSM is a register in the device's memory. BAR 0 is the address of this memory. */
static uint64_t bgsm;

uint32_t mmio_read(uint64_t address)
{
	uint64_t offset = address - (config[CONFIG_BAR0 / 4] & ~15u) -
			  ((uint64_t)config[CONFIG_BAR0 / 4 + 1] << 32);

	ck_assert_uint_eq(config[CONFIG_COMMAND / 4] & MEMORY_ON, MEMORY_ON);
	ck_assert(offset == BGSM || offset == BGSM + 4);
	return (uint32_t)(offset == BGSM ? bgsm : bgsm >> 32);
}

static char told[512]; /* the text that the debug console got */

void console_text(const char *text)
{
	strncat(told, text, sizeof(told) - strlen(told) - 1);
}

void console_hex(uint32_t value)
{
	char digits[9];

	snprintf(digits, sizeof(digits), "%08x", value);
	console_text(digits);
}

/* QEMU's fw_cfg items: 0 is the signature, 0x19 the directory, 0x20 the first file. */
struct item {
	const char *name;
	uint8_t bytes[0x2100];
	uint32_t size;
};

static struct item items[3];
static unsigned int item_count;
static uint8_t directory[4 + 64 * 3];
static const uint8_t *at, *end;
static const char *signature = "QEMU";

void fw_cfg_select(uint16_t item)
{
	if (item == 0) {
		at = (const uint8_t *)signature;
		end = at + 4;
	} else if (item == 0x19) {
		at = directory;
		end = directory + 4 + 64 * item_count;
	} else {
		ck_assert_uint_ge(item, 0x20);
		ck_assert_uint_lt(item, 0x20 + item_count);
		at = items[item - 0x20].bytes;
		end = at + items[item - 0x20].size;
	}
}

uint8_t fw_cfg_byte(void)
{
	return at < end ? *at++ : 0;
}

static void add_item(const char *name, const void *bytes, uint32_t size)
{
	uint8_t *entry = directory + 4 + 64 * item_count;
	struct item *item = &items[item_count];

	memcpy(item->bytes, bytes, size);
	item->size = size;
	entry[2] = (uint8_t)(size >> 8);
	entry[3] = (uint8_t)size;
	entry[5] = (uint8_t)(0x20 + item_count);
	strcpy((char *)entry + 8, name);
	directory[3] = (uint8_t)++item_count;
}

/* A pool of memory below 4 GiB. 'taken' marks the pages in use. */
#define POOL_PAGES 0x4000

static uint8_t *pool;
static uint8_t taken[POOL_PAGES];
static uint64_t next_page = 3; /* so that addresses are only aligned to a page */
static bool out_of_memory;

/* Allocate pages at an address, which must be inside the pool. */
static efi_status take_at(uint64_t address, uint64_t pages)
{
	uint64_t page = (address - (uintptr_t)pool) / EFI_PAGE_SIZE;

	if (address < (uintptr_t)pool || page + pages > POOL_PAGES)
		return EFI_NOT_FOUND;
	for (uint64_t i = page; i < page + pages; i++) {
		if (taken[i])
			return EFI_NOT_FOUND;
	}
	memset(taken + page, 1, pages);
	return EFI_SUCCESS;
}

static efi_status EFIAPI fake_allocate_pages(int type, int memory_type, uint64_t pages,
					     uint64_t *address)
{
	ck_assert_int_eq(memory_type, EFI_RESERVED_MEMORY_TYPE);
	if (out_of_memory)
		return EFI_NOT_FOUND;
	if (type == EFI_ALLOCATE_ADDRESS)
		return take_at(*address, pages);
	ck_assert_int_eq(type, EFI_ALLOCATE_MAX_ADDRESS);
	ck_assert_uint_eq(*address, UINT32_MAX);
	ck_assert_uint_le(next_page + pages, POOL_PAGES);
	memset(taken + next_page, 1, pages);
	*address = (uintptr_t)pool + next_page * EFI_PAGE_SIZE;
	next_page += pages;
	return EFI_SUCCESS;
}

static efi_status EFIAPI fake_free_pages(uint64_t address, uint64_t pages)
{
	uint64_t page = (address - (uintptr_t)pool) / EFI_PAGE_SIZE;

	ck_assert_uint_gt(pages, 0);
	for (uint64_t i = page; i < page + pages; i++) {
		ck_assert(taken[i]);
		taken[i] = 0;
	}
	return EFI_SUCCESS;
}

static uint64_t pages_taken(void)
{
	uint64_t count = 0;

	for (size_t i = 0; i < POOL_PAGES; i++)
		count += taken[i];
	return count;
}

/* ---- the tests --------------------------------------------------------------- */

static void set_up(void)
{
	config[0] = 0x3e9b8086;
	config[1] = 0x00100000; /* the device has capabilities; its memory is off */
	config[2] = 0x03000000;
	config[CONFIG_BAR0 / 4] = 0xd0000004;
	config[CONFIG_BAR0 / 4 + 1] = 0x60; /* above 4 GiB */
	pool = mmap(NULL, POOL_PAGES * EFI_PAGE_SIZE, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT | MAP_NORESERVE, -1, 0);
	ck_assert(pool != MAP_FAILED);
}

static efi_notify waiting; /* the function to call for each new PCI device */

static efi_status EFIAPI fake_create_event(uint32_t type, uint64_t tpl, efi_notify notify,
					   void *context, void **event)
{
	ck_assert_uint_eq(type, EFI_EVENT_NOTIFY_SIGNAL);
	ck_assert_uint_eq(tpl, EFI_TPL_CALLBACK);
	ck_assert_ptr_null(context);
	waiting = notify;
	*event = &waiting;
	return EFI_SUCCESS;
}

static efi_status EFIAPI fake_register(const struct efi_guid *protocol, void *event,
				       void **registration)
{
	ck_assert_uint_eq(protocol->a, 0x4cf5b200);
	ck_assert_ptr_eq(event, &waiting);
	*registration = event;
	return EFI_SUCCESS;
}

static struct efi_boot_services boot = { .allocate_pages = fake_allocate_pages,
					 .free_pages = fake_free_pages,
					 .create_event = fake_create_event,
					 .register_protocol_notify = fake_register };

static void start_driver(void)
{
	struct efi_system_table system = { .boot_services = &boot };

	ck_assert_uint_eq(efi_main(NULL, &system), EFI_SUCCESS);
}

/* The device's configuration is unchanged, and no memory was allocated. */
static void check_untouched(void)
{
	ck_assert_uint_eq(config[CONFIG_ASLS / 4], 0);
	ck_assert_uint_eq(config[CONFIG_BDSM / 4], 0);
	ck_assert_uint_eq(config[CONFIG_BDSM2 / 4], 0);
	ck_assert_uint_eq(pages_taken(), 0);
}

/* An OpRegion with a table after it. Its size is not a multiple of a page. */
START_TEST(the_opregion_is_copied)
{
	uint8_t region[0x2080];

	set_up();
	for (size_t i = 0; i < sizeof(region); i++)
		region[i] = (uint8_t)(i * 7);
	add_item("etc/e820", "x", 1);
	add_item("etc/igd-opregion", region, sizeof(region));
	start_driver();
	ck_assert_uint_ne(config[CONFIG_ASLS / 4], 0);
	ck_assert_uint_eq(config[CONFIG_ASLS / 4] % EFI_PAGE_SIZE, 0);
	ck_assert_mem_eq((void *)(uintptr_t)config[CONFIG_ASLS / 4], region,
			 sizeof(region));
	ck_assert_uint_eq(pages_taken(), 3);
	ck_assert_uint_eq(config[CONFIG_BDSM / 4], 0);
}
END_TEST

static const struct {
	uint16_t device;
	uint32_t narrow, wide; /* 1: the driver writes BDSM (32 or 64 bits) */
} devices[] = {
	{ 0x0102, 1, 0 }, { 0x1912, 1, 0 }, { 0x3e9b, 1, 0 }, { 0x9bc5, 1, 0 },
	{ 0x8a52, 0, 1 }, { 0x9a49, 0, 1 }, { 0x46d4, 0, 1 }, { 0xa780, 0, 1 },
};

START_TEST(stolen_memory_is_aligned)
{
	static const uint8_t mib_32[8] = { 0, 0, 0, 2 };
	uint32_t address, narrow, wide;

	set_up();
	config[0] = (uint32_t)devices[_i].device << 16 | 0x8086;
	add_item("etc/igd-bdsm-size", mib_32, 8);
	start_driver();
	narrow = config[CONFIG_BDSM / 4];
	wide = config[CONFIG_BDSM2 / 4];
	ck_assert_int_eq(narrow != 0, devices[_i].narrow);
	ck_assert_int_eq(wide != 0, devices[_i].wide);
	ck_assert_uint_eq(config[CONFIG_BDSM2 / 4 + 1], 0);
	address = narrow | wide;
	ck_assert_uint_eq(address % (1 << 20), 0);
	ck_assert_uint_eq(pages_taken(), 0x2000);
	for (uint32_t i = 0; i < 0x2000; i++)
		ck_assert(taken[(address - (uintptr_t)pool) / EFI_PAGE_SIZE + i]);
	ck_assert_ptr_nonnull(strstr(told, "gopx: stolen memory is at "));
	ck_assert_ptr_null(strstr(told, "host"));
}
END_TEST

#define MIB UINT64_C(0x100000)

static const uint8_t mib_16[8] = { 0, 0, 0, 1 };

/*
 * Set up an Alder Lake with 16 MiB of stolen memory. On the host, this memory begins at
 * 'offset' in the pool, counted from the first whole MiB.
 */
static uint32_t set_up_wide(uint64_t offset)
{
	uint32_t base;

	set_up();
	base = (uint32_t)((((uintptr_t)pool + MIB - 1) & ~(MIB - 1)) + offset);
	config[0] = 0x46a68086;
	config[CONFIG_GGC / 4] = 0xfec1; /* GGMS 3: a GTT of 8 MiB before stolen memory */
	bgsm = (base - 8 * MIB) | 1;
	add_item("etc/igd-bdsm-size", mib_16, 8);
	return base;
}

static void check_cleared(uint32_t address)
{
	const uint64_t *words = (const uint64_t *)(uintptr_t)address;
	uint64_t any = 0;

	for (size_t i = 0; i < 16 * MIB / sizeof(*words); i++)
		any |= words[i];
	ck_assert_uint_eq(any, 0);
}

START_TEST(stolen_memory_is_at_the_hosts_address)
{
	uint32_t base = set_up_wide(24 * MIB);

	memset((void *)(uintptr_t)base, 0xa5, 16 * MIB);
	start_driver();
	ck_assert_uint_eq(config[CONFIG_BDSM2 / 4], base);
	ck_assert_uint_eq(config[CONFIG_BDSM2 / 4 + 1], 0);
	ck_assert_uint_eq(pages_taken(), 0x1000);
	ck_assert_uint_eq(config[1] & 0xffff, 0);
	ck_assert_ptr_nonnull(strstr(told, "at the host's address"));
	check_cleared(base);
}
END_TEST

/*
 * The driver cannot use the host's address: the guest has no memory there, the memory is
 * in use, or the address cannot be read.
 */
START_TEST(stolen_memory_is_elsewhere)
{
	uint32_t base = set_up_wide(24 * MIB), address;

	memset(pool, 0xa5, POOL_PAGES * EFI_PAGE_SIZE);
	if (_i == 0)
		bgsm = 0xf0000001;
	else if (_i == 1)
		taken[(base - (uintptr_t)pool) / EFI_PAGE_SIZE + 7] = 1;
	else if (_i == 2)
		bgsm |= UINT64_C(1) << 32;
	else
		bgsm = UINT64_MAX;
	start_driver();
	address = config[CONFIG_BDSM2 / 4];
	ck_assert_uint_ne(address, 0);
	ck_assert_uint_ne(address, base);
	ck_assert_uint_eq(address % MIB, 0);
	check_cleared(address);
	ck_assert(!strstr(told, "no free memory at") == (_i > 1));
}
END_TEST

/* If the driver is in the firmware, it starts before PCI is set up. */
START_TEST(stolen_memory_waits_for_pci)
{
	uint32_t base = set_up_wide(24 * MIB);

	config[CONFIG_BAR0 / 4] = 4;
	config[CONFIG_BAR0 / 4 + 1] = 0;
	start_driver();
	ck_assert_uint_eq(config[CONFIG_BDSM2 / 4], 0);
	ck_assert_ptr_nonnull((void *)(uintptr_t)waiting);
	waiting(NULL, NULL); /* another device */
	ck_assert_uint_eq(config[CONFIG_BDSM2 / 4], 0);
	config[CONFIG_BAR0 / 4] = 0xc0000004;
	waiting(NULL, NULL);
	ck_assert_uint_eq(config[CONFIG_BDSM2 / 4], base);
	config[CONFIG_BDSM2 / 4] = 1;
	waiting(NULL, NULL); /* once is enough */
	ck_assert_uint_eq(config[CONFIG_BDSM2 / 4], 1);
}
END_TEST

/* Graphics of older generations use only BDSM. */
START_TEST(narrow_registers_do_not_ask_the_host)
{
	set_up_wide(24 * MIB);
	config[0] = 0x3e9b8086;
	config[CONFIG_BAR0 / 4] = 0;
	memset(pool, 0xa5, POOL_PAGES * EFI_PAGE_SIZE);
	start_driver();
	ck_assert_uint_ne(config[CONFIG_BDSM / 4], 0);
	ck_assert_uint_eq(config[CONFIG_BDSM2 / 4], 0);
	check_cleared(config[CONFIG_BDSM / 4]);
}
END_TEST

START_TEST(no_memory_is_said)
{
	set_up_wide(24 * MIB);
	out_of_memory = true;
	start_driver();
	ck_assert_uint_eq(config[CONFIG_BDSM2 / 4], 0);
	ck_assert_ptr_nonnull(strstr(told, "BDSM stays 0"));
}
END_TEST

/* The driver must choose the right register for every device that gopx knows. */
START_TEST(generations_are_told_apart)
{
	for (size_t i = 0; i < gx_pci_id_count; i++) {
		enum gx_platform_id id = (enum gx_platform_id)gx_pci_ids[i].platform;

		ck_assert_msg((igd_bdsm_of(gx_pci_ids[i].device) == IGD_BDSM_NARROW) ==
				  (id < GX_ICL),
			      "%04x", gx_pci_ids[i].device);
		if (id >= GX_ICL && id <= GX_RPL_P)
			ck_assert_msg(igd_bdsm_of(gx_pci_ids[i].device) == IGD_BDSM_WIDE,
				      "%04x", gx_pci_ids[i].device);
	}
}
END_TEST

static const struct {
	uint32_t id, class_code;
	const char *signature;
} elsewhere[] = {
	{ UINT32_MAX, UINT32_MAX, "QEMU" },             /* no device */
	{ 0x11111234, 0x03000000, "QEMU" },             /* QEMU's own display */
	{ 0x100e8086, 0x02000000, "QEMU" },             /* a network card from Intel */
	{ 0x3e9b8086, 0x03000000, "\xff\xff\xff\xff" }, /* no fw_cfg */
};

START_TEST(other_machines_are_left_alone)
{
	set_up();
	config[0] = elsewhere[_i].id;
	config[2] = elsewhere[_i].class_code;
	signature = elsewhere[_i].signature;
	add_item("etc/igd-opregion", "IntelGraphicsMem", 16);
	start_driver();
	check_untouched();
}
END_TEST

static const struct {
	const char *name;
	uint8_t bytes[8];
	uint32_t size;
	bool out_of_memory;
} useless[] = {
	{ "etc/igd-bdsm-size", { 0 }, 8, false },             /* no such register */
	{ "etc/igd-bdsm-size", { 0, 0, 0, 4 }, 4, false },    /* half a number */
	{ "etc/igd-bdsm-size", { 0, 0, 0, 0, 9 }, 8, false }, /* 36 GiB */
	{ "etc/igd-bdsm-size",
	  { 0, 0, 0, 4 },
	  8,
	  true }, /* 64 MiB, but no memory is free */
	{ "etc/igd-bdsm-size2", { 0, 0, 0, 2 }, 8, false }, /* another name */
	{ "etc/igd-opregion", { 0 }, 0, false },
	{ "etc/igd-opregion", { 1 }, 1, true },
	{ "etc/igd-opregio", { 1 }, 1, false },
};

START_TEST(what_is_of_no_use_changes_nothing)
{
	set_up();
	out_of_memory = useless[_i].out_of_memory;
	add_item(useless[_i].name, useless[_i].bytes, useless[_i].size);
	start_driver();
	check_untouched();
}
END_TEST

START_TEST(a_directory_that_lies_ends)
{
	set_up();
	memset(directory, 0xff, 4);
	start_driver();
	check_untouched();
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *suite = suite_create("assign");
	TCase *tc = tcase_create("assign");

	/* Each test is a separate process, so the guest starts fresh. */
	tcase_add_test(tc, the_opregion_is_copied);
	tcase_add_loop_test(tc, stolen_memory_is_aligned, 0,
			    sizeof(devices) / sizeof(devices[0]));
	tcase_add_test(tc, stolen_memory_is_at_the_hosts_address);
	tcase_add_loop_test(tc, stolen_memory_is_elsewhere, 0, 4);
	tcase_add_test(tc, stolen_memory_waits_for_pci);
	tcase_add_test(tc, narrow_registers_do_not_ask_the_host);
	tcase_add_test(tc, no_memory_is_said);
	tcase_add_test(tc, generations_are_told_apart);
	tcase_add_loop_test(tc, other_machines_are_left_alone, 0,
			    sizeof(elsewhere) / sizeof(elsewhere[0]));
	tcase_add_loop_test(tc, what_is_of_no_use_changes_nothing, 0,
			    sizeof(useless) / sizeof(useless[0]));
	tcase_add_test(tc, a_directory_that_lies_ends);
	suite_add_tcase(suite, tc);
	return suite;
}
