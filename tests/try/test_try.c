/* SPDX-License-Identifier: BSD-2-Clause */
/* test_try.c - runs variants of the test driver: one works, and the others do harm */
#include <gopx/build.h>
#include <gopx/try.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "fwbuild_vbt.h"
#include "behaviour.h"
#include "unit.h"

#define SECONDS_MAX 20 /* of processor time; sanitizers make trials slow */

static struct gopx_machine *machine;
static uint8_t driver[65536], policy[65536];
static size_t driver_size, slot_at;
static struct gopx_bytes drivers[2];

static void read_driver(void)
{
	FILE *file = fopen(TRY_DRIVER, "rb");

	ck_assert_ptr_nonnull(file);
	driver_size = fread(driver, 1, sizeof(driver), file);
	fclose(file);
	for (slot_at = 0; slot_at + 20 < driver_size; slot_at++) {
		if (!memcmp(driver + slot_at, SLOT_MARKER, sizeof(SLOT_MARKER)))
			break;
	}
	ck_assert_uint_lt(slot_at + 20, driver_size);
}

static void setup(void)
{
	struct fwbytes table = { 0 };

	read_driver();
	ck_assert_int_eq(gopx_machine_open(&machine), GOPX_OK);
	vbt_put(&table, &(struct vbt_options){ 0 });
	ck_assert_int_eq(gopx_policy_write((struct gopx_bytes){ table.data, table.len },
					   GOPX_LID_OPEN, policy, sizeof(policy)),
			 GOPX_OK);
	drivers[0] = (struct gopx_bytes){ policy, gopx_policy_size() };
	drivers[1] = (struct gopx_bytes){ driver, driver_size };
	bytes_free(&table);
}

static void teardown(void)
{
	gopx_machine_close(machine);
}

static struct gopx_try_options options_for(enum behaviour behaviour)
{
	memset(driver + slot_at + 16, 0, 4);
	driver[slot_at + 16] = (uint8_t)behaviour;
	return (struct gopx_try_options){ .struct_size = sizeof(struct gopx_try_options),
					  .drivers = drivers,
					  .driver_count = 2,
					  .device = SLOT_DEVICE };
}

static struct gopx_trial *try(const struct gopx_try_options *options)
{
	struct gopx_trial *trial;

	ck_assert_int_eq(gopx_try(machine, options, &trial), GOPX_OK);
	return trial;
}

static enum gopx_try_verdict verdict_of(enum behaviour behaviour)
{
	struct gopx_try_options options = options_for(behaviour);
	struct gopx_trial *trial = try(&options);
	enum gopx_try_verdict verdict = gopx_trial_info(trial)->verdict;

	gopx_trial_free(trial);
	return verdict;
}

static uint32_t le(const uint8_t *at, unsigned bytes)
{
	uint32_t value = 0;

	while (bytes--)
		value = value << 8 | at[bytes];
	return value;
}

START_TEST(test_lights_up)
{
	struct gopx_try_options options = options_for(GOOD);
	struct gopx_trial *trial;
	const struct gopx_try_info *info;
	const uint8_t *pixels;
	uint32_t width, height;

	options.picture = options.trace = true;
	trial = try(&options);
	info = gopx_trial_info(trial);
	ck_assert_int_eq(info->verdict, GOPX_TRY_LIGHTS_UP);
	ck_assert(info->asked_table && info->asked_lid && !info->asked_dock);
	ck_assert(info->read_bridge && info->registers_after);
	ck_assert_uint_eq(info->register_writes, 1);
	ck_assert_uint_eq(gopx_trial_mode_count(trial), 1);
	ck_assert_uint_eq(gopx_trial_mode_at(trial, 0)->width, SLOT_WIDTH);
	ck_assert_ptr_null(gopx_trial_mode_at(trial, 1));
	pixels = gopx_trial_picture(trial, &width, &height);
	ck_assert_ptr_nonnull(pixels);
	ck_assert_uint_eq(width, SLOT_WIDTH);
	ck_assert_uint_eq(height, SLOT_HEIGHT);
	/* This pixel is in the second bar, which has red and green, but no blue. */
	pixels += 4 * (20 * SLOT_WIDTH + SLOT_WIDTH * 3 / 16);
	ck_assert_uint_eq(pixels[0], 0xff);
	ck_assert_uint_eq(pixels[1], 0xff);
	ck_assert_uint_eq(pixels[2], 0);
	ck_assert_uint_gt(gopx_trial_event_count(trial), 5);
	ck_assert(gopx_trial_events_complete(trial));
	gopx_trial_free(trial);
}
END_TEST

START_TEST(test_verdicts)
{
	struct gopx_try_options options = options_for(WANTS_BRIDGE);
	struct gopx_trial *trial;

	ck_assert_int_eq(verdict_of(WANTS_BRIDGE), GOPX_TRY_LIGHTS_UP);
	options.lpc = 0x80862918;
	trial = try(&options);
	ck_assert_int_eq(gopx_trial_info(trial)->verdict, GOPX_TRY_REFUSES_BRIDGE);
	gopx_trial_free(trial);
	ck_assert_int_eq(verdict_of(NO_OUTPUT), GOPX_TRY_NO_DISPLAY);
	ck_assert_int_eq(verdict_of(REFUSES), GOPX_TRY_REFUSES_DEVICE);
	options = options_for(GOOD);
	options.drivers++;
	options.driver_count = 1;
	trial = try(&options);
	ck_assert_int_eq(gopx_trial_info(trial)->verdict, GOPX_TRY_NO_POLICY);
	gopx_trial_free(trial);
	drivers[1].size = 100;
	ck_assert_int_eq(verdict_of(GOOD), GOPX_TRY_NOT_LOADABLE);
	drivers[1].size = driver_size;
	/* Set the flag "relocations stripped". Firmware does not load such a driver. */
	driver[le(driver + 0x3c, 4) + 22] |= 1;
	ck_assert_int_eq(verdict_of(GOOD), GOPX_TRY_NOT_LOADABLE);
	driver[le(driver + 0x3c, 4) + 22] &= (uint8_t)~1;
	options = options_for(GOOD);
	options.driver_count = 1;
	trial = try(&options);
	ck_assert_int_eq(gopx_trial_info(trial)->verdict, GOPX_TRY_NO_GRAPHICS);
	gopx_trial_free(trial);
}
END_TEST

static bool takes(uint32_t id)
{
	static const uint16_t ids[] = { SLOT_DEVICES };

	for (size_t i = 0; ids[i]; i++) {
		if (ids[i] == id)
			return true;
	}
	return false;
}

START_TEST(test_sweeps)
{
	struct gopx_try_options options = options_for(WANTS_BRIDGE);
	uint8_t accepted[8192];
	bool reads;

	ck_assert_int_eq(
	    gopx_try_sweep(machine, &options, GOPX_TRY_SWEEP_BRIDGES, accepted, &reads),
	    GOPX_OK);
	ck_assert(reads);
	for (uint32_t id = 0; id < 65536; id++)
		ck_assert_int_eq(accepted[id / 8] >> id % 8 & 1,
				 id >= SLOT_BRIDGE_FIRST && id <= SLOT_BRIDGE_LAST);
	ck_assert_int_eq(
	    gopx_try_sweep(machine, &options, GOPX_TRY_SWEEP_DEVICES, accepted, &reads),
	    GOPX_OK);
	for (uint32_t id = 0; id < 65536; id++)
		ck_assert_int_eq(accepted[id / 8] >> id % 8 & 1, takes(id));
}
END_TEST

/*
 * Harmful behaviour, and the way in which gopx must end the trial. After that, the next
 * trial must work.
 */
static const struct {
	enum behaviour behaviour;
	enum gopx_try_end end;
} harms[] = {
	{ WRITES_WILD, GOPX_TRY_WILD_WRITE },
	{ READS_WILD, GOPX_TRY_WILD_READ },
	{ CALLS_NULL, GOPX_TRY_WILD_JUMP },
	{ LOOPS, GOPX_TRY_ENDLESS },
	{ ALLOCATES, GOPX_TRY_MEMORY },
	{ NESTS, GOPX_TRY_WILD_WRITE },
	{ WILD_POINTER, GOPX_TRY_WILD_POINTER },
	{ FILLS_ALL, GOPX_TRY_WILD_POINTER },
	{ DIVIDES, GOPX_TRY_EXCEPTION },
	{ HALTS, GOPX_TRY_HALTED },
	{ STALLS, GOPX_TRY_TIME },
	{ POLLS, GOPX_TRY_WAITS },
	{ INSTALLS, GOPX_TRY_MEMORY },
	{ EVENTS, GOPX_TRY_MEMORY },
	{ FILLS_FAR, GOPX_TRY_WILD_WRITE },
	{ CHANGES_PAGES, GOPX_TRY_WILD_WRITE },
	{ WRITES_STUBS, GOPX_TRY_WILD_WRITE },
	{ LEAVES, GOPX_TRY_LEAVES },
	{ INTERRUPTS, GOPX_TRY_EXCEPTION },
	{ COPIES_FAR, GOPX_TRY_WILD_POINTER },
	{ RUNS_POOL, GOPX_TRY_WILD_JUMP },
	{ BAD_INSTRUCTION, GOPX_TRY_EXCEPTION },
	{ BAD_BINDING, GOPX_TRY_WILD_POINTER },
	{ BAD_MODE, GOPX_TRY_WILD_POINTER },
};

START_TEST(test_harm)
{
	struct gopx_try_options options = options_for(harms[_i].behaviour);
	clock_t before = clock();
	struct gopx_trial *trial = try(&options);
	const struct gopx_try_info *info = gopx_trial_info(trial);

	ck_assert_int_eq(info->verdict, GOPX_TRY_STOPPED);
	ck_assert_str_eq(gopx_try_end_name(info->end), gopx_try_end_name(harms[_i].end));
	ck_assert_int_lt((clock() - before) / CLOCKS_PER_SEC, SECONDS_MAX);
	gopx_trial_free(trial);
	ck_assert_int_eq(verdict_of(GOOD), GOPX_TRY_LIGHTS_UP);
}
END_TEST

/* If code changes itself, the changed code must run. */
START_TEST(test_code_that_changes)
{
	ck_assert_int_eq(verdict_of(CHANGES_ITSELF), GOPX_TRY_LIGHTS_UP);
}
END_TEST

/*
 * Make a TE image of the driver: a header of 40 bytes replaces all headers before the
 * section table.
 */
static size_t make_te(uint8_t *out)
{
	const uint8_t *coff = driver + le(driver + 0x3c, 4) + 4, *optional = coff + 20;
	size_t stripped = (size_t)(optional - driver) + le(coff + 16, 2);

	memset(out, 0, 40);
	memcpy(out, "VZ", 2);
	memcpy(out + 2, coff, 2);          /* machine */
	out[4] = coff[2];                  /* sections */
	out[5] = optional[68];             /* subsystem */
	memcpy(out + 8, optional + 16, 8); /* entry point, base of code */
	out[6] = (uint8_t)stripped;
	out[7] = (uint8_t)(stripped >> 8);
	memcpy(out + 40, driver + stripped, driver_size - stripped);
	return 40 + driver_size - stripped;
}

START_TEST(test_te_image)
{
	static uint8_t te[sizeof(driver)];
	struct gopx_try_options options = options_for(GOOD);
	struct gopx_trial *trial;

	drivers[1] = (struct gopx_bytes){ te, make_te(te) };
	trial = try(&options);
	ck_assert_int_eq(gopx_trial_info(trial)->verdict, GOPX_TRY_LIGHTS_UP);
	gopx_trial_free(trial);
	/*
	 * Test two invalid headers: an entry point outside all sections, and then a wrong
	 * machine type.
	 */
	te[11] = 0x7f;
	trial = try(&options);
	ck_assert_int_eq(gopx_trial_info(trial)->verdict, GOPX_TRY_NOT_LOADABLE);
	gopx_trial_free(trial);
	make_te(te);
	te[2] = 0x4c;
	te[3] = 0x01;
	trial = try(&options);
	ck_assert_int_eq(gopx_trial_info(trial)->verdict, GOPX_TRY_NOT_LOADABLE);
	gopx_trial_free(trial);
}
END_TEST

START_TEST(test_arguments)
{
	struct gopx_try_options options = options_for(GOOD);
	struct gopx_trial *trial;

	ck_assert_int_eq(gopx_try(machine, NULL, &trial), GOPX_E_ARGUMENT);
	options.driver_count = 17;
	ck_assert_int_eq(gopx_try(machine, &options, &trial), GOPX_E_ARGUMENT);
	ck_assert_ptr_null(trial);
	gopx_trial_free(NULL);
	gopx_machine_close(NULL);
	ck_assert_str_eq(gopx_try_verdict_name((enum gopx_try_verdict)99), "?");
	ck_assert_str_eq(gopx_try_stage_name(GOPX_TRY_START), "start");
}
END_TEST

Suite *gx_test_suite(void)
{
	Suite *s = suite_create("try");
	TCase *t = tcase_create("driver");

	tcase_add_checked_fixture(t, setup, teardown);
	tcase_add_test(t, test_lights_up);
	tcase_add_test(t, test_verdicts);
	tcase_add_test(t, test_sweeps);
	tcase_add_loop_test(t, test_harm, 0, sizeof(harms) / sizeof(*harms));
	tcase_add_test(t, test_code_that_changes);
	tcase_add_test(t, test_te_image);
	tcase_add_test(t, test_arguments);
	suite_add_tcase(s, t);
	return s;
}
