/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * probe.c - a driver that requests the table like a GOP driver, and reports it to the
 * test
 *
 * It writes these values to port 402 (QEMU's debug console):
 * - "GOPX", the status of GetVbtData, the size and the bytes of the table
 * - the lid's status
 * - BDSM and ASLS of 00:02.0, and the low half of the 64-bit BDSM
 * - the number of words in stolen memory that are not 0
 * - the number of words before stolen memory that still have the test's pattern
 * Then it ends the machine through port F4 (isa-debug-exit).
 */
#include "efi.h"
#include "pci_config.h"

struct policy {
	uint32_t revision;
	efi_status(EFIAPI *get_lid_status)(uint32_t *status);
	efi_status(EFIAPI *get_vbt_data)(uint64_t *address, uint32_t *size);
	efi_status(EFIAPI *get_dock_status)(uint32_t *status);
};

static const struct efi_guid policy_guid = {
	0xec2e931b, 0x3281, 0x48a5, { 0x81, 0x07, 0xdf, 0x8a, 0x8b, 0xed, 0x3c, 0x5d }
};

static void out8(uint16_t port, uint8_t value)
{
	__asm__ volatile("outb %0, %w1" : : "a"(value), "Nd"(port));
}

static void tell(const void *data, uint32_t size)
{
	const uint8_t *p = data;

	for (uint32_t i = 0; i < size; i++)
		out8(0x402, p[i]);
}

#define PATTERN UINT64_C(0xa5a5a5a5a5a5a5a5)
#define STOLEN  (UINT64_C(8) << 20) /* the size that the test sets */
#define BEFORE  (UINT64_C(1) << 20)

/* Count the words with this value. If 'equal' is 0, count the words with other values. */
static uint32_t count(uint64_t address, uint64_t size, uint64_t value, int equal)
{
	const volatile uint64_t *at = (const volatile uint64_t *)(uintptr_t)address;
	uint32_t found = 0;

	for (uint64_t i = 0; i < size / sizeof(*at); i++)
		found += (at[i] == value) == equal;
	return found;
}

static void tell_stolen(uint64_t address)
{
	uint32_t used = address ? count(address, STOLEN, 0, 0) : 0;
	uint32_t before = address ? count(address - BEFORE, BEFORE, PATTERN, 1) : 0;

	tell(&used, 4);
	tell(&before, 4);
}

static struct efi_boot_services *services;

static void ask(void)
{
	struct policy *policy;
	uint64_t address = 0, status;
	uint32_t size = 0, lid = 0, bdsm, wide_bdsm, asls;

	if (services->locate_protocol(&policy_guid, NULL, (void **)&policy))
		return;
	status = policy->get_vbt_data(&address, &size);
	tell("GOPX", 4);
	tell(&policy->revision, 4);
	tell(&status, 8);
	tell(&size, 4);
	tell((const void *)(uintptr_t)address, size);
	status = policy->get_lid_status(&lid);
	tell(&status, 8);
	tell(&lid, 4);
	bdsm = pci_config_read(IGD_DEVICE, 0x5c);
	tell(&bdsm, 4);
	asls = pci_config_read(IGD_DEVICE, CONFIG_ASLS);
	tell(&asls, 4);
	wide_bdsm = pci_config_read(IGD_DEVICE, 0xc0);
	tell(&wide_bdsm, 4);
	tell_stolen(bdsm ? bdsm : wide_bdsm);
	out8(0xf4, 0x10);
}

static int is_ready(void)
{
	return (pci_config_read(IGD_DEVICE, 0x10) & ~0xfu) != 0;
}

static void EFIAPI pci_changed(void *event, void *context)
{
	(void)event;
	(void)context;
	if (is_ready())
		ask();
}

static const struct efi_guid pci_io_guid = {
	0x4cf5b200, 0x68b8, 0x4ca5, { 0x9e, 0xec, 0xb2, 0x3e, 0x3f, 0x50, 0x02, 0x9a }
};

efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system);

/*
 * Wait until the device has its addresses. The firmware connects a GOP driver to the
 * device only then, so a GOP driver requests the table at that time.
 */
efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system)
{
	void *event, *registration;

	(void)image;
	services = system->boot_services;
	if (is_ready() ||
	    services->create_event(EFI_EVENT_NOTIFY_SIGNAL, EFI_TPL_CALLBACK, pci_changed,
				   NULL, &event) ||
	    services->register_protocol_notify(&pci_io_guid, event, &registration))
		ask();
	return EFI_SUCCESS;
}
