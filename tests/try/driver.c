/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * driver.c - a graphics driver for tests of gopx try, which works or does harm
 *
 * It is built only once, because a number in its data selects its behaviour (see
 * behaviour.h). As a good driver, it requests the table like Intel's driver, compares the
 * ID of 00:1f.0 with a list, writes a register, waits for another register, and draws
 * into the aperture.
 */
#include "efi.h"
#include "pci_config.h"
#include "behaviour.h"

#define AT(address) (*(volatile uint32_t *)(uintptr_t)(address))

#define REGISTERS 0xc0000000u
#define APERTURE  0xd0000000u

struct policy {
	uint32_t revision;
	efi_status(EFIAPI *get_lid_status)(uint32_t *status);
	efi_status(EFIAPI *get_vbt_data)(uint64_t *address, uint32_t *size);
	efi_status(EFIAPI *get_dock_status)(uint32_t *status);
};

struct mode_info {
	uint32_t version, width, height, format, masks[4], line;
};
struct mode {
	uint32_t max, now;
	struct mode_info *info;
	uint64_t info_size, base, size;
};
struct output {
	efi_status(EFIAPI *query)(struct output *, uint32_t, uint64_t *,
				  struct mode_info **);
	efi_status(EFIAPI *set)(struct output *, uint32_t);
	efi_status(EFIAPI *blt)(struct output *, const uint32_t *, int, uint64_t,
				uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
				uint64_t);
	struct mode *mode;
};
struct binding {
	efi_status(EFIAPI *supported)(struct binding *, efi_handle, void *);
	efi_status(EFIAPI *start)(struct binding *, efi_handle, void *);
	efi_any *stop;
	uint32_t version;
	efi_handle image, driver;
};

static const struct efi_guid policy_guid = {
	0xec2e931b, 0x3281, 0x48a5, { 0x81, 0x07, 0xdf, 0x8a, 0x8b, 0xed, 0x3c, 0x5d }
};
static const struct efi_guid binding_guid = {
	0x18a031ab, 0xb443, 0x4d1a, { 0xa5, 0xc0, 0x0c, 0x09, 0x26, 0x1e, 0x9f, 0x71 }
};
static const struct efi_guid output_guid = {
	0x9042a9de, 0x23dc, 0x4a38, { 0x96, 0xfb, 0x7a, 0xde, 0xd0, 0x80, 0x51, 0x6a }
};

/*
 * gopx scan recognizes Intel's driver by these GUIDs, by the driver's name, and by the
 * list of devices after the name.
 */
__attribute__((used)) static const struct efi_guid display_guids[] = {
	{ 0xf51dd33a,
	  0xe57f,
	  0x4020,
	  { 0xb4, 0x66, 0xf4, 0xc1, 0x71, 0xc6, 0xe4, 0xf7 } },
	{ 0x6ff23f1d,
	  0x877c,
	  0x4b1b,
	  { 0x93, 0xfc, 0xf1, 0x42, 0xb2, 0xee, 0xa6, 0xa7 } },
};
static const volatile struct {
	uint16_t name[24];
	uint16_t devices[4]; /* to 0 */
} card = { { 'I', 'n', 't', 'e', 'l', '(', 'R', ')', ' ', 'G', 'O', 'P', ' ', 'D', 'r',
	     'i', 'v', 'e', 'r' },
	   { SLOT_DEVICES } };

__attribute__((section(".slot"), used)) static volatile struct {
	char marker[16];
	uint32_t behaviour;
} slot = { SLOT_MARKER, 0 };

static struct efi_boot_services *services;
static struct binding binding;
static struct output output;
static struct mode mode;
static struct mode_info info;

typedef efi_status(EFIAPI *any)(uint64_t, uint64_t, uint64_t, uint64_t, uint64_t,
				uint64_t);

/* Return a boot service by its index in the table (UEFI 2.10, 4.4). */
static any service(unsigned int index)
{
	return ((any *)((uint8_t *)services + 24))[index];
}

enum { ALLOCATE_POOL = 5, CREATE_EVENT = 7, EXIT = 24, STALL = 28, COPY = 41, SET = 42 };

#define CALL(index, a, b, c, d) service(index)(a, b, c, d, 0, 0)

/* ---- harm ------------------------------------------------------------------------ */

static uint64_t nest(uint64_t depth)
{
	volatile uint64_t keep[8];

	keep[depth & 7] = depth;
	return depth ? nest(depth - 1) + keep[depth & 7] : 0;
}

static void change_itself(void)
{
	static uint8_t code[] = { 0xb8, 1, 0, 0, 0, 0xc3 }; /* mov eax, 1; ret */

	for (uint32_t i = 0; i < 1000; i++) {
		((volatile uint8_t *)code)[1] = (uint8_t)i;
		if (((uint32_t(EFIAPI *)(void))(uintptr_t)code)() != (i & 0xff))
			AT(0x1000000000) = 0;
	}
}

static void run_pool(void)
{
	uint8_t *p = NULL;

	CALL(ALLOCATE_POOL, 4, 64, (uintptr_t)&p, 0);
	*p = 0xc3;
	((void (*)(void))(uintptr_t)p)();
}

static void install_all(void)
{
	for (;;) {
		efi_handle handle = NULL;

		services->install_protocol_interface(&handle, &output_guid, 0, &output);
	}
}

static void fill_far(void)
{
	uint64_t count = UINT64_C(1) << 40, to = REGISTERS - 0x1000;

	__asm__ volatile("rep stosb" : "+c"(count), "+D"(to) : "a"(0) : "memory");
}

static void change_pages(void)
{
	__asm__ volatile("mov %%cr3, %%rax; xor $0x5000, %%rax; mov %%rax, %%cr3" ::
			     : "rax", "memory");
	AT(0x1000000000) = 1;
}

static void divide(void)
{
	volatile uint32_t zero = 0;

	slot.behaviour = slot.behaviour / zero;
}

static void poll(void)
{
	while (AT(REGISTERS + 0x123450) == 0)
		;
}

static void harm_memory(uint32_t what)
{
	if (what == WRITES_WILD)
		AT(0x1000000000) = 1;
	if (what == READS_WILD)
		(void)AT(0x1000000000);
	if (what == CALLS_NULL)
		((void (*)(void))NULL)();
	if (what == CHANGES_ITSELF)
		change_itself();
	if (what == NESTS)
		slot.behaviour = (uint32_t)nest(1000000);
	if (what == WRITES_STUBS)
		AT(0x20000000) = 0;
	if (what == RUNS_POOL)
		run_pool();
	if (what == FILLS_FAR)
		fill_far();
}

static void harm_processor(uint32_t what)
{
	if (what == DIVIDES)
		divide();
	if (what == HALTS)
		__asm__ volatile("hlt");
	if (what == CHANGES_PAGES)
		change_pages();
	if (what == INTERRUPTS)
		__asm__ volatile("int $0x80");
	if (what == BAD_INSTRUCTION)
		__asm__ volatile("ud2");
	if (what == POLLS)
		poll();
	while (what == LOOPS)
		;
}

static void harm_services(uint32_t what)
{
	uint64_t at = 0;

	if (what == WILD_POINTER)
		CALL(COPY, 0x1000000000, (uintptr_t)&at, 8, 0);
	if (what == FILLS_ALL)
		CALL(SET, 0x8000000, UINT64_MAX, 0, 0);
	if (what == COPIES_FAR)
		CALL(COPY, APERTURE, APERTURE + 1, UINT64_C(1) << 63, 0);
	if (what == LEAVES)
		CALL(EXIT, 0, 0, 0, 0);
	if (what == INSTALLS)
		install_all();
	while (what == ALLOCATES)
		CALL(ALLOCATE_POOL, 4, 0x1000000, (uintptr_t)&at, 0);
	while (what == STALLS)
		CALL(STALL, 1000000, 0, 0, 0);
	while (what == EVENTS)
		service(CREATE_EVENT)(0, 0, 0, 0, (uintptr_t)&at, 0);
}

/* ---- the good one ---------------------------------------------------------------- */

static efi_status EFIAPI query(struct output *self, uint32_t number, uint64_t *size,
			       struct mode_info **out)
{
	(void)self;
	if (number)
		return EFI_INVALID_PARAMETER;
	*size = sizeof(info);
	*out = &info;
	return EFI_SUCCESS;
}

static efi_status EFIAPI set(struct output *self, uint32_t number)
{
	(void)self;
	return number ? EFI_UNSUPPORTED : EFI_SUCCESS;
}

static efi_status EFIAPI blt(struct output *self, const uint32_t *pixel, int operation,
			     uint64_t sx, uint64_t sy, uint64_t x, uint64_t y,
			     uint64_t width, uint64_t height, uint64_t delta)
{
	(void)self;
	(void)sx;
	(void)sy;
	(void)delta;
	if (operation || x + width > SLOT_WIDTH || y + height > SLOT_HEIGHT)
		return EFI_UNSUPPORTED;
	for (uint64_t row = y; row < y + height; row++) {
		for (uint64_t column = x; column < x + width; column++)
			AT(APERTURE + 4 * (row * SLOT_WIDTH + column)) = *pixel;
	}
	return EFI_SUCCESS;
}

static int knows(uint32_t id)
{
	for (unsigned int i = 0; card.devices[i]; i++) {
		if (id == (0x8086u | (uint32_t)card.devices[i] << 16))
			return 1;
	}
	return 0;
}

static efi_status EFIAPI supported(struct binding *self, efi_handle controller,
				   void *path)
{
	(void)self;
	(void)controller;
	(void)path;
	if (slot.behaviour == REFUSES || !knows(pci_config_read(IGD_DEVICE, 0)))
		return EFI_UNSUPPORTED;
	return EFI_SUCCESS;
}

static efi_status offer(void)
{
	efi_handle handle = NULL;

	info.width = info.line = SLOT_WIDTH;
	info.height = SLOT_HEIGHT;
	info.format = 1;
	mode.max = 1;
	mode.info = &info;
	mode.info_size = sizeof(info);
	mode.base = APERTURE;
	mode.size = 4 * SLOT_WIDTH * SLOT_HEIGHT;
	output.query = query;
	output.set = set;
	output.blt = blt;
	output.mode = slot.behaviour == BAD_MODE ? (struct mode *)0x1000000000 : &mode;
	return services->install_protocol_interface(&handle, &output_guid, 0, &output);
}

static efi_status EFIAPI start(struct binding *self, efi_handle controller, void *path)
{
	struct policy *policy;
	uint64_t address;
	uint32_t size, lid, bridge;

	(void)self;
	(void)controller;
	(void)path;
	if (services->locate_protocol(&policy_guid, NULL, (void **)&policy) ||
	    policy->get_vbt_data(&address, &size))
		return EFI_NOT_FOUND;
	policy->get_lid_status(&lid);
	bridge = pci_config_read(0x1f, 0) >> 16;
	if (slot.behaviour == WANTS_BRIDGE &&
	    (bridge < SLOT_BRIDGE_FIRST || bridge > SLOT_BRIDGE_LAST))
		return EFI_ERROR_BIT | 7;
	AT(REGISTERS + 0x70008) = 0x80000000; /* turn a pipe on, and wait for it */
	while (!(AT(REGISTERS + 0x70008) & 0x40000000))
		;
	return slot.behaviour == NO_OUTPUT ? EFI_SUCCESS : offer();
}

efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system);

efi_status EFIAPI efi_main(efi_handle image, struct efi_system_table *system)
{
	efi_handle handle = image;

	services = system->boot_services;
	harm_memory(slot.behaviour);
	harm_processor(slot.behaviour);
	harm_services(slot.behaviour);
	binding.supported = supported;
	binding.start = start;
	return services->install_protocol_interface(
	    &handle, &binding_guid, 0,
	    slot.behaviour == BAD_BINDING ? (void *)0x1000000000 : &binding);
}
