/* SPDX-License-Identifier: BSD-2-Clause */
/* fuzz_build.c - tries any bytes as the table, the driver, the ROM and the firmware */
#include <gopx/build.h>

#include "fuzz.h"

#define ROOM ((size_t)256 << 10)

static void make_policy(struct gopx_bytes table, uint8_t *out)
{
	size_t size = gopx_policy_size();

	fuzz_check(size <= ROOM);
	if (gopx_policy_write(table, GOPX_LID_OPEN, out, size) == GOPX_OK)
		fuzz_check(table.size <= 16 << 10);
}

/* Make a ROM of one driver, and read the ROM. The result must be this driver. */
static void make_rom(struct gopx_bytes driver, uint8_t *out)
{
	size_t size = gopx_rom_size(&driver, 1), offset = 0;
	struct gopx_rom_image image;

	if (!size || size > ROOM)
		return;
	fuzz_check(gopx_rom_write(0x8086, 0xffff, &driver, 1, out, size) == GOPX_OK);
	fuzz_check(gopx_rom_next((struct gopx_bytes){ out, size }, &offset, &image) ==
		   GOPX_OK);
	fuzz_check(image.efi && image.last && offset == size &&
		   image.body.size >= driver.size &&
		   !memcmp(image.body.data, driver.data, driver.size));
}

static void read_rom(struct gopx_bytes rom)
{
	struct gopx_rom_image image;
	size_t offset = 0, before = 0;

	while (offset < rom.size && gopx_rom_next(rom, &offset, &image) == GOPX_OK) {
		fuzz_check(offset > before && offset <= rom.size);
		fuzz_check(image.body.size <= image.bytes.size);
		before = offset;
	}
}

/* If 'puts' is set, add the policy driver to the firmware; else remove it. */
static void inject(struct gopx_bytes firmware, bool puts, uint8_t *out)
{
	struct gopx_inject_options options = { .struct_size = sizeof(options) };
	size_t size = gopx_policy_size();
	uint8_t *policy = malloc(size);
	enum gopx_status status;
	const char *why;

	fuzz_check(policy && gopx_policy_write((struct gopx_bytes){ 0 }, GOPX_LID_OPEN,
					       policy, size) == GOPX_OK);
	if (puts)
		options.policy = (struct gopx_bytes){ policy, size };
	if (firmware.size <= ROOM) {
		status = gopx_inject(firmware, &options, out, firmware.size, &why);
		fuzz_check(status != GOPX_E_INTERNAL && (status == GOPX_OK) == !why);
	}
	free(policy);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	uint8_t *exact = fuzz_exact(data, size);
	struct gopx_bytes bytes = { exact, size };
	uint8_t *out = malloc(ROOM);

	fuzz_check(out != NULL);
	make_policy(bytes, out);
	make_rom(bytes, out);
	read_rom(bytes);
	inject(bytes, true, out);
	inject(bytes, false, out);
	free(out);
	free(exact);
	return 0;
}
