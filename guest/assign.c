/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * assign.c - IGD assignment: gives a passed-through iGPU its OpRegion and stolen memory
 *
 * QEMU expects two things from a guest's firmware (docs/igd-assign.txt). First, copy the
 * fw_cfg file "etc/igd-opregion" to reserved memory below 4 GiB, and write the address to
 * ASLS. Second, reserve as much memory as "etc/igd-bdsm-size" states, below 4 GiB and at
 * a multiple of 1 MiB, and write the address to BDSM. OVMF does neither.
 *
 * The driver does both when it starts: it can write to the configuration of a device on
 * bus 0 at any time, and the enumeration of PCI does not overwrite these registers.  Only
 * stolen memory of the 11th generation and later must wait until PCI is set up.
 *
 * Not tested on hardware: the tests use QEMU's fw_cfg, and another device in place of the
 * iGPU.
 */
#include "efi.h"
#include "console.h"
#include "fw_cfg.h"
#include "igd.h"
#include "pci_config.h"
#include "stolen.h"

#define FW_CFG_SIGNATURE 0x00
#define FW_CFG_DIRECTORY 0x19
#define FW_CFG_NAME_SIZE 56
#define FW_CFG_FILES_MAX 4096 /* QEMU allows at most 65535 items; a guest has about 30 \
			       */

#define OPREGION_MAX  (1u << 20) /* usually 8 KiB and a table of about 10 KiB */
#define BDSM_MAX      (UINT64_C(1) << 30)
#define BDSM_SIZE_LEN 8

struct fw_cfg_file {
	uint32_t size;
	uint16_t item;
};

static struct efi_boot_services *services;

/* The numbers in QEMU's directory of fw_cfg files are big-endian. */
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

/*
 * Read a name of the directory completely, even if it differs early. True if it equals
 * 'name'.
 */
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

/* Select the file's item; false if there is no such file. */
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

/* Reserve memory below 4 GiB; 0 if there is none. */
static uint64_t reserve(uint64_t pages)
{
	uint64_t address = UINT32_MAX;

	if (services->allocate_pages(EFI_ALLOCATE_MAX_ADDRESS, EFI_RESERVED_MEMORY_TYPE,
				     pages, &address))
		return 0;
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
	/* reserve() does not touch fw_cfg, so the file is still selected. */
	copy = (uint8_t *)(uintptr_t)address;
	for (uint32_t i = 0; i < file.size; i++)
		copy[i] = fw_cfg_byte();
	pci_config_write(IGD_DEVICE, CONFIG_ASLS, (uint32_t)address);
}

/* QEMU states a size of 0 for a device without the register (Meteor Lake and later). */
static uint64_t read_stolen_size(void)
{
	struct fw_cfg_file file;
	uint64_t size = 0;

	if (!open_file("etc/igd-bdsm-size", &file) || file.size != BDSM_SIZE_LEN)
		return 0;
	for (unsigned int i = 0; i < BDSM_SIZE_LEN; i++)
		size |= (uint64_t)fw_cfg_byte() << (8 * i);
	return size > BDSM_MAX ? 0 : size;
}

static uint32_t igd_device;  /* its ID */
static uint64_t stolen_size; /* 0: already set up, or no stolen memory */

static void set_stolen_memory(void)
{
	uint64_t size = stolen_size;

	stolen_size = 0;
	if (size)
		stolen_set(services, igd_device, size);
}

/*
 * UEFI calls this when a PCI device has its addresses. If the GPU does not have them yet,
 * a later call sets its memory.
 */
static void EFIAPI pci_changed(void *event, void *context)
{
	(void)event;
	(void)context;
	if (stolen_ready())
		set_stolen_memory();
}

static const struct efi_guid pci_io_guid = {
	0x4cf5b200, 0x68b8, 0x4ca5, { 0x9e, 0xec, 0xb2, 0x3e, 0x3f, 0x50, 0x02, 0x9a }
};

/*
 * The address of the host's stolen memory is in a register in the GPU's memory range. If
 * this driver starts before that range has an address, it waits until PCI is set up. GOP
 * drivers start only after that.
 */
static void set_or_wait(void)
{
	void *event, *registration;

	if (!stolen_size || stolen_ready() ||
	    igd_bdsm_of(igd_device) == IGD_BDSM_NARROW ||
	    services->create_event(EFI_EVENT_NOTIFY_SIGNAL, EFI_TPL_CALLBACK, pci_changed,
				   NULL, &event) ||
	    services->register_protocol_notify(&pci_io_guid, event, &registration))
		set_stolen_memory();
}

efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system);

/*
 * On other machines than QEMU's, or without an iGPU at 00:02.0, the driver does nothing
 * and returns success.
 */
efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system)
{
	uint32_t id = pci_config_read(IGD_DEVICE, CONFIG_ID);

	(void)image;
	services = system->boot_services;
	if ((id & 0xffff) != VENDOR_INTEL ||
	    pci_config_read(IGD_DEVICE, CONFIG_CLASS) >> 24 != CLASS_DISPLAY ||
	    !is_qemu())
		return EFI_SUCCESS;
	igd_device = id >> 16;
	set_opregion();
	stolen_size = read_stolen_size();
	set_or_wait();
	return EFI_SUCCESS;
}
