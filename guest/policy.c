/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * policy.c - Platform GOP Policy: hands the Video BIOS Table to Intel's GOP driver
 *
 * When Intel's driver starts, it asks for the protocol EC2E931B-..., and first calls
 * GetVbtData.  This driver takes the table from the first of these places that has one:
 * the slot in this image, which gopx fills; the OpRegion; a firmware file with a RAW
 * section.  The platform writes the address of the OpRegion to ASLS (offset FC of
 * 00:02.0's configuration).  The table is copied to reserved memory below 4 GiB, and its
 * checksum is corrected.
 *
 * Source of the protocol's layout: public headers of revisions 1 and 3
 * (BSD-2-Clause-Patent).  Revision 3 has two more members than revision 1; drivers check
 * the revision.
 */
#include "efi.h"
#include "console.h"
#include "igd.h"
#include "pci_config.h"
#include "slot.h"

#define POLICY_REVISION 3

#define OPREGION_SIGNATURE "IntelGraphicsMem"
#define OPREGION_VERSION   0x14 /* major number in the highest byte */
#define OPREGION_MAILBOX4  0x400
#define OPREGION_SIZE      0x2000
#define OPREGION_RVDA      0x3ba /* u64, in mailbox 3 since version 2.0 */
#define OPREGION_RVDS      0x3c2 /* u32 */
#define MAILBOX4_SIZE      0x1800
#define VERSION_2_0        0x02000000
#define VERSION_2_1        0x02010000

#define VBT_SIZE_AT     24
#define VBT_CHECKSUM_AT 26
#define VBT_HEADER_SIZE 48

enum { LID_STATUS_OPEN = 1 };

struct policy {
	uint32_t revision;
	efi_status(EFIAPI *get_lid_status)(uint32_t *status);
	efi_status(EFIAPI *get_vbt_data)(uint64_t *address, uint32_t *size);
	efi_status(EFIAPI *get_dock_status)(uint32_t *status);
	struct efi_guid override; /* all zeros: the platform prefers no other driver */
};

struct table {
	const uint8_t *data;
	uint32_t size;
};

static const struct efi_guid policy_guid = {
	0xec2e931b, 0x3281, 0x48a5, { 0x81, 0x07, 0xdf, 0x8a, 0x8b, 0xed, 0x3c, 0x5d }
};
static const struct efi_guid firmware_volume2_guid = {
	0x220e73b6, 0x6bdb, 0x4413, { 0x84, 0x05, 0xb9, 0x74, 0xb1, 0x08, 0x61, 0x9a }
};
/* Builds of OVMF that contain a GOP driver keep their table in this file. */
static const struct efi_guid vbt_file_guid = {
	0x1647b4f3, 0x3e8a, 0x4fef, { 0x81, 0xc8, 0x32, 0x8e, 0xd6, 0x47, 0xab, 0x1a }
};

/* gopx fills this in after the build, so the compiler must not assume anything about its
 * content. */
__attribute__((section(".slot"), used)) volatile struct vbt_slot policy_slot = {
	.marker = VBT_SLOT_MARKER,
	.capacity = VBT_SLOT_CAPACITY,
	.lid = LID_OPEN,
};

static struct policy policy;
static struct efi_boot_services *services;
static uint64_t vbt_address; /* address of the copy; 0 before the first call */
static uint32_t vbt_size;

static uint32_t le16_at(const uint8_t *p)
{
	return p[0] | (uint32_t)p[1] << 8;
}

static uint32_t le32_at(const uint8_t *p)
{
	return le16_at(p) | le16_at(p + 2) << 16;
}

static uint64_t le64_at(const uint8_t *p)
{
	return le32_at(p) | (uint64_t)le32_at(p + 4) << 32;
}

/* The size that a table states; 0 if there is no table, or it has more than 'room'
 * bytes. */
static uint32_t stated_size(const uint8_t *p, uint64_t room)
{
	uint32_t size;

	if (room < VBT_HEADER_SIZE || le32_at(p) != 0x54425624 /* "$VBT" */)
		return 0;
	size = le16_at(p + VBT_SIZE_AT);
	return size >= VBT_HEADER_SIZE && size <= room ? size : 0;
}

static struct table from_slot(void)
{
	uint32_t size = policy_slot.size;
	const uint8_t *data = (const uint8_t *)policy_slot.data;

	if (size > VBT_SLOT_CAPACITY || !stated_size(data, size))
		return (struct table){ NULL, 0 };
	return (struct table){ data, size };
}

static int starts_with_signature(const uint8_t *p)
{
	static const char signature[] = OPREGION_SIGNATURE;

	for (unsigned int i = 0; i < sizeof(signature) - 1; i++) {
		if (p[i] != (uint8_t)signature[i])
			return 0;
	}
	return 1;
}

/*
 * The table is in mailbox 4, or where RVDA points.  Since version 2.1, RVDA is relative
 * to the OpRegion.  In 2.0 it is an address of the host, which a guest cannot use.
 */
static struct table from_opregion(void)
{
	uint32_t asls = pci_config_read(IGD_DEVICE, CONFIG_ASLS);
	const uint8_t *region = (const uint8_t *)(uintptr_t)asls;
	const uint8_t *vbt;
	uint64_t rvda;
	uint32_t rvds, version;

	if (asls == 0 || asls == UINT32_MAX || asls > UINT32_MAX - OPREGION_SIZE ||
	    !starts_with_signature(region))
		return (struct table){ NULL, 0 };
	version = le32_at(region + OPREGION_VERSION);
	rvda = le64_at(region + OPREGION_RVDA);
	rvds = le32_at(region + OPREGION_RVDS);
	vbt = region + OPREGION_MAILBOX4;
	if (version < VERSION_2_0 || rvda == 0 || rvds == 0)
		return (struct table){ vbt, stated_size(vbt, MAILBOX4_SIZE) };
	if (version < VERSION_2_1 || rvda > UINT32_MAX - asls ||
	    rvds > UINT32_MAX - asls - rvda)
		return (struct table){ NULL, 0 };
	return (struct table){ region + rvda, stated_size(region + rvda, rvds) };
}

/* The caller must free *pool. */
static struct table from_volume(efi_handle handle, void **pool)
{
	struct efi_firmware_volume2 *volume;
	uint64_t size = 0;
	uint32_t authentication;

	*pool = NULL;
	if (services->handle_protocol(handle, &firmware_volume2_guid, (void **)&volume) ||
	    volume->read_section(volume, &vbt_file_guid, EFI_SECTION_RAW, 0, pool, &size,
				 &authentication))
		return (struct table){ NULL, 0 };
	return (struct table){ *pool, stated_size(*pool, size) };
}

static efi_status publish(struct table table)
{
	uint64_t address = UINT32_MAX;
	uint64_t pages = (table.size + EFI_PAGE_SIZE - 1) / EFI_PAGE_SIZE;
	uint8_t *copy, sum = 0;
	efi_status status;

	status = services->allocate_pages(EFI_ALLOCATE_MAX_ADDRESS,
					  EFI_RESERVED_MEMORY_TYPE, pages, &address);
	if (status)
		return status;
	copy = (uint8_t *)(uintptr_t)address;
	for (uint32_t i = 0; i < table.size; i++)
		copy[i] = table.data[i];
	for (uint32_t i = 0; i < stated_size(copy, table.size); i++)
		sum = (uint8_t)(sum + copy[i]);
	copy[VBT_CHECKSUM_AT] = (uint8_t)(copy[VBT_CHECKSUM_AT] - sum);
	vbt_address = address;
	vbt_size = table.size;
	return EFI_SUCCESS;
}

static efi_status publish_from_volumes(void)
{
	efi_handle *handles = NULL;
	efi_status status = EFI_NOT_FOUND;
	uint64_t count = 0;

	if (services->locate_handle_buffer(EFI_BY_PROTOCOL, &firmware_volume2_guid, NULL,
					   &count, &handles))
		return EFI_NOT_FOUND;
	for (uint64_t i = 0; i < count && status; i++) {
		void *pool;
		struct table table = from_volume(handles[i], &pool);

		if (table.size)
			status = publish(table);
		if (pool)
			services->free_pool(pool);
	}
	services->free_pool(handles);
	return status;
}

/*
 * Search for the table only at the first call, because the driver that sets ASLS may
 * start later than this one.
 */
static efi_status find_table(void)
{
	struct table table = from_slot();

	if (!table.size)
		table = from_opregion();
	return table.size ? publish(table) : publish_from_volumes();
}

/* GMS is in bits 7 to 3 up to Haswell and in Braswell, and in bits 15 to 8 in all
 * others. */
static int claims_memory(uint32_t device)
{
	uint32_t ggc = pci_config_read(IGD_DEVICE, CONFIG_GGC), family = device >> 8;

	if ((family <= 0x0f && device != 0x0a84) || family == 0x22)
		return (ggc >> 3 & 0x1f) != 0;
	return (ggc >> 8 & 0xff) != 0;
}

/*
 * True if the GPU has stolen memory, but no address for it. GOP drivers do not check this
 * address: they would draw into the guest's memory at address 0 as their frame buffer.
 * They do not start without a table. A virtual function has no stolen memory.
 */
static int lacks_memory(void)
{
	uint32_t id = pci_config_read(IGD_DEVICE, CONFIG_ID), address;

	if ((id & 0xffff) != VENDOR_INTEL || igd_bdsm_of(id >> 16) == IGD_BDSM_UNKNOWN ||
	    pci_config_read(IGD_DEVICE, CONFIG_CLASS) >> 24 != CLASS_DISPLAY ||
	    !claims_memory(id >> 16))
		return 0;
	if (igd_bdsm_of(id >> 16) == IGD_BDSM_NARROW)
		address = pci_config_read(IGD_DEVICE, CONFIG_BDSM);
	else
		address = pci_config_read(IGD_DEVICE, CONFIG_BDSM2) |
			  pci_config_read(IGD_DEVICE, CONFIG_BDSM2 + 4);
	return !(address & ~UINT32_C(0xfffff));
}

static efi_status EFIAPI get_vbt_data(uint64_t *address, uint32_t *size)
{
	efi_status status;

	if (lacks_memory()) {
		console_text("gopx: the GPU has no address of stolen memory (BDSM is 0): "
			     "its driver is not started\n");
		status = EFI_NOT_FOUND;
	} else {
		status = vbt_address ? EFI_SUCCESS : find_table();
	}

	if (!address || !size)
		return EFI_INVALID_PARAMETER;
	*address = status ? 0 : vbt_address;
	*size = status ? 0 : vbt_size;
	return status;
}

static efi_status EFIAPI get_lid_status(uint32_t *status)
{
	if (policy_slot.lid != LID_OPEN)
		return EFI_UNSUPPORTED;
	*status = LID_STATUS_OPEN;
	return EFI_SUCCESS;
}

/*
 * The public headers pass the status by value, but all drivers that call this function
 * pass a pointer.
 */
static efi_status EFIAPI get_dock_status(uint32_t *status)
{
	(void)status;
	return EFI_UNSUPPORTED;
}

efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system);

efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system)
{
	efi_handle handle = image;

	services = system->boot_services;
	/* Set the pointers here: an image without relocations cannot have pointers in its
	 * data. */
	policy.revision = POLICY_REVISION;
	policy.get_lid_status = get_lid_status;
	policy.get_vbt_data = get_vbt_data;
	policy.get_dock_status = get_dock_status;
	return services->install_protocol_interface(&handle, &policy_guid,
						    EFI_NATIVE_INTERFACE, &policy);
}
