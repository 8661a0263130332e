/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * behaviour.h - the numbers that select what the test driver does
 *
 * A test writes one of these numbers into the driver, after the marker SLOT_MARKER.
 */
#ifndef TRY_BEHAVIOUR_H
#define TRY_BEHAVIOUR_H

#define SLOT_MARKER "GOPX-TRY-TEST-1"

enum behaviour {
	GOOD, /* a good graphics driver: it requests the table and offers modes */
	WANTS_BRIDGE,
	NO_OUTPUT,
	REFUSES,
	WRITES_WILD,
	READS_WILD,
	CALLS_NULL,
	LOOPS,
	ALLOCATES,
	CHANGES_ITSELF,
	NESTS,
	WILD_POINTER,
	FILLS_ALL,
	DIVIDES,
	HALTS,
	STALLS,
	POLLS,
	INSTALLS,
	EVENTS,
	FILLS_FAR,
	CHANGES_PAGES,
	WRITES_STUBS,
	LEAVES,
	INTERRUPTS,
	COPIES_FAR,
	RUNS_POOL,
	BAD_INSTRUCTION,
	BAD_BINDING,
	BAD_MODE,
	BEHAVIOURS
};

/* The IDs that a good driver accepts at 00:1f.0. */
#define SLOT_BRIDGE_FIRST 0xa300
#define SLOT_BRIDGE_LAST  0xa31f

#define SLOT_DEVICE  0x3e9b
#define SLOT_DEVICES 0x3e92, 0x3e98, SLOT_DEVICE, 0 /* all GPUs that it supports */
#define SLOT_WIDTH   640
#define SLOT_HEIGHT  480

#endif /* TRY_BEHAVIOUR_H */
