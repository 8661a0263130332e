/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gpu.c - an EFI program that simulates a Sandy Bridge GPU for a graphics driver in OVMF
 *
 * Memory stands for the GPU's registers and its aperture, and an array for its PCI
 * configuration. The driver accesses them through an EFI_PCI_IO_PROTOCOL, which the
 * program installs on a new handle, PciRoot(0)/Pci(2,0). The registers change as in
 * hardware (see lib/try/model/gen6.c), a hundred times a second and whenever the driver
 * calls Stall(), which the program replaces. When the driver has installed a
 * GraphicsOutput, the program draws the test picture of gopx try with the driver's Blt().
 * It writes the size of the picture and the CRC-32 of the frame buffer to QEMU's debug
 * console.
 */
#include "efi.h"

#define DEVICE       0x0116u
#define GGC          0x0211u /* 64 MiB of stolen memory */
#define REGISTERS    0x1000000u
#define APERTURE     0x4000000u
#define CONSOLE_PORT 0x402
#define FRAME        4u
#define BARS         8u
#define STEPS        16u

/*
 * Indexes of boot services in their table, without its header; and constants of UEFI
 * 2.10, 7.1.1.
 */
enum { CREATE_EVENT = 7, SET_TIMER = 8, STALL = 28, CONNECT = 30, CRC32 = 40 };
enum { TIMER_THAT_NOTIFIES = 0x80000200, TPL_NOTIFY = 16, PERIODIC = 1, TICKS = 100000 };

typedef efi_status(EFIAPI *any)(uint64_t, uint64_t, uint64_t, uint64_t);

struct mode_info {
	uint32_t version, width, height, format, masks[4], line;
};
struct mode {
	uint32_t max, now;
	struct mode_info *info;
	uint64_t info_size, base, size;
};
struct output {
	efi_any *query;
	efi_status(EFIAPI *set)(struct output *, uint32_t);
	efi_status(EFIAPI *blt)(struct output *, const uint32_t *, int, uint64_t,
				uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
				uint64_t);
	struct mode *mode;
};

static const struct efi_guid pci_io_guid = {
	0x4cf5b200, 0x68b8, 0x4ca5, { 0x9e, 0xec, 0xb2, 0x3e, 0x3f, 0x50, 0x02, 0x9a }
};
static const struct efi_guid path_guid = {
	0x09576e91, 0x6d3f, 0x11d2, { 0x8e, 0x39, 0x00, 0xa0, 0xc9, 0x69, 0x72, 0x3b }
};
static const struct efi_guid output_guid = {
	0x9042a9de, 0x23dc, 0x4a38, { 0x96, 0xfb, 0x7a, 0xde, 0xd0, 0x80, 0x51, 0x6a }
};

static uint8_t path[] = { 2, 1, 12, 0, 0xd0, 0x41, 0x03, 0x0a, 0,    0, 0,
			  0, 1, 1,  6, 0,    0,    2,    0x7f, 0xff, 4, 0 };
static uint8_t config[256];
static uint64_t registers;
static void *pci_io[20];

/* ---- the console ----------------------------------------------------------------- */

static void say(const char *s)
{
	for (; *s; s++)
		__asm__ volatile("outb %0, %w1" ::"a"(*s), "Nd"(CONSOLE_PORT));
}

static void say_hex(uint64_t value, unsigned int digits)
{
	char s[2] = "";

	while (digits--) {
		s[0] = "0123456789abcdef"[value >> 4 * digits & 15];
		say(s);
	}
}

/* ---- configuration --------------------------------------------------------------- */

static void put(unsigned int at, uint64_t value, unsigned int size)
{
	for (unsigned int i = 0; i < size; i++)
		config[at + i] = (uint8_t)(value >> 8 * i);
}

static efi_status EFIAPI config_read(void *self, uint32_t width, uint32_t at,
				     uint64_t count, uint8_t *to)
{
	(void)self;
	for (uint64_t i = 0; i < count << (width & 3); i++)
		to[i] = at + i < sizeof(config) ? config[at + i] : 0xff;
	return EFI_SUCCESS;
}

/* The command alone. */
static efi_status EFIAPI config_write(void *self, uint32_t width, uint32_t at,
				      uint64_t count, const uint8_t *from)
{
	(void)self;
	(void)width;
	if (at == 4 && count)
		config[4] = from[0];
	return EFI_SUCCESS;
}

static efi_status EFIAPI location(void *self, uint64_t *segment, uint64_t *bus,
				  uint64_t *device, uint64_t *function)
{
	(void)self;
	*segment = *bus = *function = 0;
	*device = 2;
	return EFI_SUCCESS;
}

/* All requested attributes are supported and enabled. */
static efi_status EFIAPI attributes(void *self, uint32_t operation, uint64_t which,
				    uint64_t *result)
{
	(void)self;
	(void)operation;
	(void)which;
	if (result)
		*result = 0xffff;
	return EFI_SUCCESS;
}

static efi_status EFIAPI flush(void *self)
{
	(void)self;
	return EFI_SUCCESS;
}

static efi_status EFIAPI unsupported(void)
{
	say("the driver called a member of PciIo that is not simulated\n");
	return EFI_UNSUPPORTED;
}

/* Set the members of the protocol that the driver needs (UEFI 2.10, 14.4). */
static void make_pci_io(void)
{
	for (unsigned int i = 0; i < sizeof(pci_io) / sizeof(*pci_io); i++)
		pci_io[i] = (void *)unsupported;
	pci_io[6] = (void *)config_read;
	pci_io[7] = (void *)config_write;
	pci_io[13] = (void *)flush;
	pci_io[14] = (void *)location;
	pci_io[15] = (void *)attributes;
	pci_io[18] = pci_io[19] = NULL; /* no ROM */
}

/* ---- registers ------------------------------------------------------------------- */

static volatile uint32_t *at(uint32_t offset)
{
	return (volatile uint32_t *)(uintptr_t)(registers + offset);
}

/* If bit 31 of a pipe's register turns the pipe on, bit 30 reports that it is on. */
static void follow(uint32_t offset)
{
	uint32_t v = *at(offset);

	*at(offset) = v >> 31 ? v | 0x40000000 : v & ~0x40000000u;
}

static void live(void)
{
	follow(0x70008);
	follow(0x71008);
	follow(0xf0008);
	follow(0xf1008);
	*at(0xe1100) &= ~0x10000u; /* the search for a VGA display is over */
	*at(0xe1180) |= 2;         /* an LVDS panel */
	*at(0xf0014) |= 0x700;     /* FDI is trained */
	*at(0xc5108) = 0xc00;      /* DDC: ready, but no display answers */
	*at(0xc7200) = *at(0xc7204) & 1 ? 0x80000008 : 0;
	*at(0x70000) = (*at(0x70000) + 1) % 900;
}

static void EFIAPI tick(void *event, void *context)
{
	(void)event;
	(void)context;
	live();
}

static void start_clock(const any *table)
{
	typedef efi_status(EFIAPI * create)(uint32_t, uint64_t, efi_notify, void *,
					    uint64_t *);
	uint64_t event = 0;

	((create)(void *)table[CREATE_EVENT])(TIMER_THAT_NOTIFIES, TPL_NOTIFY, tick, NULL,
					      &event);
	table[SET_TIMER](event, PERIODIC, TICKS, 0);
}

static efi_status EFIAPI stall(uint64_t microseconds)
{
	(void)microseconds;
	live();
	return EFI_SUCCESS;
}

/* ---- the picture of lib/try/graphics.c ------------------------------------------- */

static void fill(struct output *o, uint32_t colour, uint32_t x, uint32_t y,
		 uint32_t width, uint32_t height)
{
	o->blt(o, &colour, 0, 0, 0, x, y, width, height, 0);
}

static void columns(struct output *o, const uint32_t *colours, uint32_t count, uint32_t y,
		    uint32_t height)
{
	uint32_t width = o->mode->info->width - 2 * FRAME;

	for (uint32_t i = 0; i < count; i++) {
		uint32_t x = FRAME + i * width / count;

		fill(o, colours ? colours[i] : i * 0x111111, x, y,
		     FRAME + (i + 1) * width / count - x, height);
	}
}

static void draw(struct output *o)
{
	static const uint32_t colours[BARS] = { 0xffffff, 0xffff00, 0x00ffff, 0x00ff00,
						0xff00ff, 0xff0000, 0x0000ff, 0x202020 };
	uint32_t width = o->mode->info->width, height = o->mode->info->height;
	uint32_t split = height / 4 * 3;

	fill(o, 0xffffff, 0, 0, width, height);
	columns(o, colours, BARS, FRAME, split - FRAME);
	columns(o, NULL, STEPS, split, height - split - FRAME);
}

/* Print the size and the CRC-32. The fourth byte of a pixel counts as 0. */
static void tell(struct output *o, any crc32)
{
	const struct mode_info *info = o->mode->info;
	uint32_t *pixels = (uint32_t *)(uintptr_t)o->mode->base, crc = 0;
	uint64_t count = (uint64_t)info->line * info->height;

	for (uint64_t i = 0; i < count; i++)
		pixels[i] &= 0xffffff;
	crc32((uintptr_t)pixels, 4 * count, (uintptr_t)&crc, 0);
	say("picture ");
	say_hex(info->width, 4);
	say(" ");
	say_hex(info->height, 4);
	say(" ");
	say_hex(info->line, 4);
	say(" ");
	say_hex(crc, 8);
	say("\n");
}

/* ---- the start ------------------------------------------------------------------- */

static uint64_t memory(struct efi_boot_services *services, uint64_t size)
{
	uint64_t address = 0xf0000000;

	if (services->allocate_pages(EFI_ALLOCATE_MAX_ADDRESS, EFI_RESERVED_MEMORY_TYPE,
				     2 * size / EFI_PAGE_SIZE, &address)) {
		say("no memory\n");
		return 0;
	}
	address = (address + size - 1) & ~(size - 1);
	for (uint64_t i = 0; i < size; i += 8)
		*(volatile uint64_t *)(uintptr_t)(address + i) = 0;
	return address;
}

static void make_config(uint64_t aperture, uint64_t stolen)
{
	put(0, 0x8086u | DEVICE << 16, 4);
	put(4, 0x00100007, 4);
	put(8, 0x03000000, 4);
	put(0x10, registers | 4, 8);
	put(0x18, aperture | 0xc, 8);
	put(0x20, 0xf001, 4);
	put(0x2c, 0x22128086, 4);
	put(0x50, GGC, 2);
	put(0x5c, stolen, 4);
}

static void look(struct efi_boot_services *services, any crc32)
{
	struct output *o;

	if (services->locate_protocol(&output_guid, NULL, (void **)&o)) {
		say("no GraphicsOutput\n");
		return;
	}
	/* Set the mode again, because the firmware's console has changed it. */
	o->set(o, 0);
	draw(o);
	tell(o, crc32);
}

efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system);

efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system)
{
	struct efi_boot_services *services = system->boot_services;
	any *table = (any *)(void *)((uint8_t *)services +
				     sizeof(struct efi_table_header));
	uint64_t aperture, stolen;
	efi_handle gpu = NULL;

	(void)image;
	registers = memory(services, REGISTERS);
	aperture = memory(services, APERTURE);
	stolen = memory(services, APERTURE);
	if (!registers || !aperture || !stolen)
		return EFI_NOT_FOUND;
	make_config(aperture, stolen);
	make_pci_io();
	live();
	table[STALL] = (any)(void *)stall;
	start_clock(table);
	services->install_protocol_interface(&gpu, &path_guid, EFI_NATIVE_INTERFACE,
					     path);
	services->install_protocol_interface(&gpu, &pci_io_guid, EFI_NATIVE_INTERFACE,
					     pci_io);
	say("connect ");
	say_hex(table[CONNECT]((uintptr_t)gpu, 0, 0, 1), 16);
	say("\n");
	look(services, table[CRC32]);
	return EFI_SUCCESS;
}
