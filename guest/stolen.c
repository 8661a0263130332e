/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * stolen.c - stolen memory: a reserved range whose address is in BDSM
 *
 * Since the 11th generation of graphics, parts of the GPU still use the address of the
 * host's stolen memory, which QEMU's emulated BDSM hides.  According to public reports, a
 * different address in the guest causes DMAR faults and Code 43. QEMU does not hide the
 * start of the GTT's stolen memory (BGSM), and the host's stolen memory directly follows
 * it. This driver therefore reserves the guest's stolen memory at the host's address if
 * the guest has free memory there, else anywhere below 4 GiB.
 *
 * Not tested on hardware.
 */
#include "stolen.h"

#include "console.h"
#include "igd.h"
#include "mmio.h"
#include "pci_config.h"

#define ALIGN       (UINT64_C(1) << 20)
#define FOUR_GIB    (UINT64_C(1) << 32)
#define BGSM        0x108100 /* u64 in BAR 0; bit 0 is a lock */
#define MEMORY_ON   0x2      /* a bit of the command register */
#define BAR_IS_IO   0x1
#define BAR_IS_WIDE 0x4

static uint64_t bar0(void)
{
	uint32_t low = pci_config_read(IGD_DEVICE, CONFIG_BAR0);
	uint64_t address = low & ~UINT32_C(0xf);

	if (low & BAR_IS_IO)
		return 0;
	if (low & BAR_IS_WIDE)
		address |= (uint64_t)pci_config_read(IGD_DEVICE, CONFIG_BAR0 + 4) << 32;
	return address;
}

int stolen_ready(void)
{
	return bar0() != 0;
}

/* The status bits are written as 0, which leaves them unchanged. */
static uint64_t read_bgsm(void)
{
	uint32_t command = pci_config_read(IGD_DEVICE, CONFIG_COMMAND) & 0xffff;
	uint64_t at = bar0() + BGSM, value;

	pci_config_write(IGD_DEVICE, CONFIG_COMMAND, command | MEMORY_ON);
	value = mmio_read(at) | (uint64_t)mmio_read(at + 4) << 32;
	pci_config_write(IGD_DEVICE, CONFIG_COMMAND, command);
	return value;
}

/* GGMS, bits 7 and 6: 0, 2, 4 or 8 MiB. */
static uint64_t gtt_size(void)
{
	uint32_t ggms = pci_config_read(IGD_DEVICE, CONFIG_GGC) >> 6 & 3;

	return ggms ? ALIGN << ggms : 0;
}

/* The address of the host's stolen memory; 0 if it is unknown or does not end below 4
 * GiB. */
static uint64_t host_base(uint64_t size)
{
	uint64_t bgsm, base;

	if (!stolen_ready())
		return 0;
	bgsm = read_bgsm();
	base = (bgsm & ~(ALIGN - 1)) + gtt_size();
	if (bgsm < ALIGN || bgsm >= FOUR_GIB || base > FOUR_GIB - size)
		return 0;
	return base;
}

static uint64_t pages_of(uint64_t size)
{
	return (size + EFI_PAGE_SIZE - 1) / EFI_PAGE_SIZE;
}

static int reserve_at(struct efi_boot_services *bs, uint64_t base, uint64_t size)
{
	return base && !bs->allocate_pages(EFI_ALLOCATE_ADDRESS, EFI_RESERVED_MEMORY_TYPE,
					   pages_of(size), &base);
}

/*
 * Reserve memory below 4 GiB, and free the extra pages before and after it. Returns its
 * address; 0 if no memory is free.
 */
static uint64_t reserve_anywhere(struct efi_boot_services *bs, uint64_t size)
{
	uint64_t pages = pages_of(size), spare = ALIGN / EFI_PAGE_SIZE - 1;
	uint64_t start = UINT32_MAX, address, before;

	if (bs->allocate_pages(EFI_ALLOCATE_MAX_ADDRESS, EFI_RESERVED_MEMORY_TYPE,
			       pages + spare, &start))
		return 0;
	address = (start + ALIGN - 1) & ~(ALIGN - 1);
	before = (address - start) / EFI_PAGE_SIZE;
	if (before)
		bs->free_pages(start, before);
	if (spare != before)
		bs->free_pages(address + pages * EFI_PAGE_SIZE, spare - before);
	return address;
}

/* Clear the memory, because a display shows its content until a driver draws. */
static void clear(uint64_t address, uint64_t size)
{
	volatile uint64_t *at = (volatile uint64_t *)(uintptr_t)address;

	for (uint64_t i = 0; i < size / sizeof(*at); i++)
		at[i] = 0;
}

static void write_bdsm(uint32_t device, uint32_t address)
{
	if (igd_bdsm_of(device) == IGD_BDSM_NARROW) {
		pci_config_write(IGD_DEVICE, CONFIG_BDSM, address);
		return;
	}
	pci_config_write(IGD_DEVICE, CONFIG_BDSM2, address);
	pci_config_write(IGD_DEVICE, CONFIG_BDSM2 + 4, 0);
}

void stolen_set(struct efi_boot_services *bs, uint32_t device, uint64_t size)
{
	int narrow = igd_bdsm_of(device) == IGD_BDSM_NARROW;
	uint64_t address = narrow ? 0 : host_base(size);

	if (reserve_at(bs, address, size)) {
		console_text("gopx: stolen memory is at the host's address ");
	} else {
		if (address) {
			console_text("gopx: the guest has no free memory at ");
			console_hex((uint32_t)address);
			console_text(", where the host's stolen memory is\n");
		}
		address = reserve_anywhere(bs, size);
		if (!address) {
			console_text("gopx: no memory for stolen memory: BDSM stays 0\n");
			return;
		}
		console_text("gopx: stolen memory is at ");
	}
	console_hex((uint32_t)address);
	console_text("\n");
	clear(address, size);
	write_bdsm(device, (uint32_t)address);
}
