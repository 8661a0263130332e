/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * assign.c - IGD assignment: gives a passed-through iGPU its OpRegion and stolen memory
 *
 * QEMU asks this of a guest's firmware (docs/igd-assign.txt): copy the fw_cfg file
 * "etc/igd-opregion" to reserved memory below 4 GiB and write its address to ASLS;
 * reserve as much as "etc/igd-bdsm-size" states, below 4 GiB and at a multiple of
 * 1 MiB, and write its address to BDSM.  OVMF does not do it.
 *
 * All of it happens when the driver starts: the configuration of a device on bus 0 can
 * be reached at any time, and enumeration does not write what is written here.
 *
 * Not tested on hardware: tests have QEMU's fw_cfg and a device in the iGPU's place.
 */
#include "efi.h"
#include "fw_cfg.h"
#include "pci_config.h"

#define CONFIG_ID    0x00
#define CONFIG_CLASS 0x08
#define CONFIG_BDSM  0x5c /* u32 */
#define CONFIG_BDSM2 0xc0 /* u64, from the 11th generation of graphics on */

#define VENDOR_INTEL  0x8086
#define CLASS_DISPLAY 0x03

#define FW_CFG_SIGNATURE 0x00
#define FW_CFG_DIRECTORY 0x19
#define FW_CFG_NAME_SIZE 56
#define FW_CFG_FILES_MAX 4096 /* QEMU takes no more than 65535 items; it has some 30 */

#define OPREGION_MAX  (1u << 20) /* 8 KiB, and a table of some 10 KiB behind it */
#define BDSM_MAX      (UINT64_C(1) << 30)
#define BDSM_ALIGN    (UINT64_C(1) << 20)
#define BDSM_SIZE_LEN 8

struct fw_cfg_file {
	uint32_t size;
	uint16_t item;
};

static struct efi_boot_services *services;

/* Numbers of the directory are big-endian. */
static uint32_t read_be(unsigned int bytes)
{
	uint32_t value = 0;

	while (bytes--)
		value = value << 8 | fw_cfg_byte();
	return value;
}

static int is_qemu(void)
{
	fw_cfg_select(FW_CFG_SIGNATURE);
	return read_be(4) == 0x51454d55; /* "QEMU" */
}

/* Reads all of the name, whether it is that one or not. */
static int read_name(const char *name)
{
	int same = 1, ended = 0;

	for (unsigned int i = 0; i < FW_CFG_NAME_SIZE; i++) {
		char c = (char)fw_cfg_byte();

		if (!ended && c != name[i])
			same = 0;
		ended = ended || !name[i];
	}
	return same;
}

/* Choose the file's item; false where there is no such file. */
static int open_file(const char *name, struct fw_cfg_file *file)
{
	uint32_t count;

	fw_cfg_select(FW_CFG_DIRECTORY);
	count = read_be(4);
	for (uint32_t i = 0; i < count && i < FW_CFG_FILES_MAX; i++) {
		file->size = read_be(4);
		file->item = (uint16_t)read_be(2);
		read_be(2); /* reserved */
		if (read_name(name)) {
			fw_cfg_select(file->item);
			return 1;
		}
	}
	return 0;
}

/* Reserved memory below 4 GiB; 0 when there is none. */
static uint64_t reserve(uint64_t pages)
{
	uint64_t address = UINT32_MAX;

	if (services->allocate_pages(EFI_ALLOCATE_MAX_ADDRESS, EFI_RESERVED_MEMORY_TYPE,
				     pages, &address))
		return 0;
	return address;
}

/* Where pages are left over before and behind, they are given back. */
static uint64_t reserve_aligned(uint64_t size)
{
	uint64_t pages = (size + EFI_PAGE_SIZE - 1) / EFI_PAGE_SIZE;
	uint64_t spare = BDSM_ALIGN / EFI_PAGE_SIZE - 1;
	uint64_t start = reserve(pages + spare);
	uint64_t address = (start + BDSM_ALIGN - 1) & ~(BDSM_ALIGN - 1);
	uint64_t before = (address - start) / EFI_PAGE_SIZE;

	if (start && before)
		services->free_pages(start, before);
	if (start && spare != before)
		services->free_pages(address + pages * EFI_PAGE_SIZE, spare - before);
	return address;
}

static void set_opregion(void)
{
	struct fw_cfg_file file;
	uint64_t address;
	uint8_t *copy;

	if (!open_file("etc/igd-opregion", &file) || !file.size ||
	    file.size > OPREGION_MAX)
		return;
	address = reserve((file.size + EFI_PAGE_SIZE - 1) / EFI_PAGE_SIZE);
	if (!address)
		return;
	/* Allocating does not read fw_cfg: the file is still the one chosen. */
	copy = (uint8_t *)(uintptr_t)address;
	for (uint32_t i = 0; i < file.size; i++)
		copy[i] = fw_cfg_byte();
	pci_config_write(IGD_DEVICE, CONFIG_ASLS, (uint32_t)address);
}

/*
 * Families of devices, the high byte of the device ID, before the 11th generation:
 * Sandy Bridge to Comet Lake.  Later ones have the wide register.
 */
static int has_narrow_bdsm(uint32_t device)
{
	static const uint8_t families[] = { 0x01, 0x04, 0x0a, 0x0c, 0x0d, 0x0f,
					    0x16, 0x19, 0x1a, 0x22, 0x31, 0x3e,
					    0x59, 0x5a, 0x87, 0x9b };

	for (unsigned int i = 0; i < sizeof(families); i++) {
		if (device >> 8 == families[i])
			return 1;
	}
	return 0;
}

/* A size of 0 stands for a device without the register (Meteor Lake and later). */
static void set_stolen_memory(uint32_t device)
{
	struct fw_cfg_file file;
	uint64_t size = 0, address;

	if (!open_file("etc/igd-bdsm-size", &file) || file.size != BDSM_SIZE_LEN)
		return;
	for (unsigned int i = 0; i < BDSM_SIZE_LEN; i++)
		size |= (uint64_t)fw_cfg_byte() << (8 * i);
	if (!size || size > BDSM_MAX)
		return;
	address = reserve_aligned(size);
	if (!address)
		return;
	if (has_narrow_bdsm(device)) {
		pci_config_write(IGD_DEVICE, CONFIG_BDSM, (uint32_t)address);
	} else {
		pci_config_write(IGD_DEVICE, CONFIG_BDSM2, (uint32_t)address);
		pci_config_write(IGD_DEVICE, CONFIG_BDSM2 + 4, 0);
	}
}

efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system);

/* Another machine, or no iGPU at its place: nothing to do, and nothing wrong. */
efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system)
{
	uint32_t id = pci_config_read(IGD_DEVICE, CONFIG_ID);

	(void)image;
	services = system->boot_services;
	if ((id & 0xffff) != VENDOR_INTEL ||
	    pci_config_read(IGD_DEVICE, CONFIG_CLASS) >> 24 != CLASS_DISPLAY ||
	    !is_qemu())
		return EFI_SUCCESS;
	set_opregion();
	set_stolen_memory(id >> 16);
	return EFI_SUCCESS;
}
