/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_try.c - runs any bytes as a driver of the emulated machine
 *
 * An input that begins like a program is the driver itself. Any other input is a list of
 * calls, from which the target makes a driver. Each call consists of the number of a boot
 * service and of six bytes, which select dangerous values as arguments.
 */
#include <gopx/try.h>

#include "fuzz.h"

#define CALLS_MAX    64u
#define ARGUMENTS    6u
#define RECORD       (1u + ARGUMENTS)
#define SERVICES     44u /* of EFI_BOOT_SERVICES */
#define INSTRUCTIONS 65536u

#define HEADERS  0x400u
#define CODE     0x1000u /* its offset in memory from BASE */
#define DATA     0x9000u
#define IMAGE    0xa000u /* all of it */
#define FILE_MAX (HEADERS + DATA - CODE)
#define BASE     0x10010000u /* the address of the first driver */

struct program {
	uint8_t bytes[FILE_MAX];
	size_t size;
};

static void put(struct program *p, uint64_t value, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		p->bytes[p->size++] = (uint8_t)(value >> 8 * i);
}

static void poke(struct program *p, size_t at, uint64_t value, unsigned size)
{
	for (unsigned i = 0; i < size; i++)
		p->bytes[at + i] = (uint8_t)(value >> 8 * i);
}

/* Make the PE32+ headers of an EFI boot service driver for x64 with one section. */
static void put_headers(struct program *p)
{
	poke(p, 0, 0x5a4d, 2);
	poke(p, 0x3c, 0x40, 4);
	poke(p, 0x40, 0x4550, 4);
	poke(p, 0x44, 0x8664, 2);
	poke(p, 0x46, 1, 2);
	poke(p, 0x54, 0xf0, 2);
	poke(p, 0x56, 0x2022, 2);
	poke(p, 0x58, 0x20b, 2);
	poke(p, 0x58 + 16, CODE, 4);
	poke(p, 0x58 + 32, 0x1000, 4);
	poke(p, 0x58 + 36, 0x200, 4);
	poke(p, 0x58 + 56, IMAGE, 4);
	poke(p, 0x58 + 60, HEADERS, 4);
	poke(p, 0x58 + 68, 11, 2);
	poke(p, 0x58 + 108, 16, 4);
	poke(p, 0x148 + 8, IMAGE - CODE, 4);
	poke(p, 0x148 + 12, CODE, 4);
	poke(p, 0x148 + 16, DATA - CODE, 4);
	poke(p, 0x148 + 20, HEADERS, 4);
	poke(p, 0x148 + 36, 0xe0000020, 4);
	p->size = HEADERS;
}

static uint64_t argument(uint8_t choice)
{
	static const uint64_t values[] = {
		0,          1,          2,           3,          4096,       UINT64_MAX,
		1ull << 63, BASE,       BASE + DATA, 0x08000000, 0x14000000, 0x20000000,
		0x30000000, 0x7c000000, 0xc0000000,  0xd0000000, 0xe0000000, 0x1000000000,
	};

	if (choice & 0x80)
		return BASE + DATA + 16 * (choice & 0x7fu);
	return values[choice % (sizeof(values) / sizeof(*values))];
}

/*
 * Put code that moves the arguments to rcx, rdx, r8, r9 and the stack, and then calls the
 * service at [rbx + 24 + 8 * service].
 */
static void put_call(struct program *p, const uint8_t *record)
{
	static const uint16_t moves[] = { 0xb948, 0xba48, 0xb849, 0xb949 };

	for (unsigned i = 0; i < ARGUMENTS; i++) {
		put(p, i < 4 ? moves[i] : 0xb848, 2);
		put(p, argument(record[1 + i]), 8);
		if (i >= 4)
			put(p, 0x24448948 | (uint64_t)(0x20 + 8 * (i - 4)) << 32, 5);
	}
	put(p, 0x93ff, 2);
	put(p, 24 + 8 * (record[0] % SERVICES), 4);
}

static void make(struct program *p, const uint8_t *data, size_t size)
{
	put_headers(p);
	put(p, 0x53, 1);       /* push rbx */
	put(p, 0x60ec8348, 4); /* sub rsp, 96 */
	put(p, 0x605a8b48, 4); /* mov rbx, [rdx + 96]: the boot services */
	for (size_t i = 0; i < CALLS_MAX && size >= RECORD; i++) {
		put_call(p, data);
		data += RECORD;
		size -= RECORD;
	}
	put(p, 0xc35b60c48348c031, 8); /* xor eax, eax; add rsp, 96; pop rbx; ret */
	p->size = sizeof(p->bytes);
}

/* Check that the trial has a verdict, and that the facts about it agree. */
static void check(const struct gopx_trial *trial)
{
	const struct gopx_try_info *info = gopx_trial_info(trial);
	uint32_t width, height;

	fuzz_check(gopx_try_verdict_name(info->verdict)[0] != '?');
	fuzz_check(gopx_try_end_name(info->end)[0] != '?');
	fuzz_check((info->verdict == GOPX_TRY_STOPPED) ==
		   (info->end != GOPX_TRY_RETURNED));
	fuzz_check(info->instructions < 64 * INSTRUCTIONS);
	for (size_t i = 0; i < gopx_trial_event_count(trial); i++)
		fuzz_check(gopx_trial_event_at(trial, i) != NULL);
	(void)gopx_trial_picture(trial, &width, &height);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct gopx_machine *machine;
	static struct program made;
	struct gopx_bytes driver = { data, size };
	struct gopx_try_options options = { .struct_size = sizeof(options),
					    .drivers = &driver,
					    .driver_count = 1,
					    .device = 0x3e9b,
					    .trace = true,
					    .picture = true,
					    .max_instructions = INSTRUCTIONS,
					    .max_seconds = 1 };
	struct gopx_trial *trial;
	uint8_t *exact = NULL;

	if (!machine)
		fuzz_check(gopx_machine_open(&machine) == GOPX_OK);
	if (size > 1 && data[0] == 'M' && data[1] == 'Z') {
		driver.data = exact = fuzz_exact(data, size);
	} else {
		made = (struct program){ .size = 0 };
		make(&made, data, size);
		driver = (struct gopx_bytes){ made.bytes, made.size };
	}
	fuzz_check(gopx_try(machine, &options, &trial) == GOPX_OK);
	check(trial);
	gopx_trial_free(trial);
	free(exact);
	return 0;
}
