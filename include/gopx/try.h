/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * try.h - run a graphics driver with its table in an emulated machine, and see
 *
 * struct gopx_machine *machine; struct gopx_trial *trial;
 *
 * gopx_machine_open(&machine); options.drivers = images;          (the policy driver,
 * then the GOP driver) options.driver_count = 2; options.device = 0x3e9b;
 * gopx_try(machine, &options, &trial); if (gopx_trial_info(trial)->verdict ==
 * GOPX_TRY_LIGHTS_UP) ...
 *
 * A library of its own, libgopx-try, on top of libunicorn: nothing in it is needed to
 * scan.  The drivers are loaded as firmware would load them, and called; they run in an
 * emulated x86-64 processor with firmware, PCI devices and a GPU that are made up.  The
 * trial records what they ask of these.  Their code is neither shown nor changed.
 *
 * Every trial is bounded in instructions, in memory and in the time that passes for the
 * driver, and ends with a verdict whatever the driver does.
 */
#ifndef GOPX_TRY_H
#define GOPX_TRY_H

#include <gopx/gopx.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The emulated machine: runs one trial after the other.  Threads must not share it. */
struct gopx_machine;

/*
 * Reserve what the emulator needs from the operating system, above all executable
 * memory; later calls reserve no more.  GOPX_E_NOMEM: not available.
 * GOPX_E_UNSUPPORTED: gopx was built without the emulator.  On failure *out is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_machine_open(struct gopx_machine **out);

/* Call it after gopx_trial_free() of all trials.  NULL is a no-op. */
GOPX_API void gopx_machine_close(struct gopx_machine *machine);

/* The connected display: ports in the order of their letters. */
enum { GOPX_TRY_PORTS = 5, GOPX_TRY_PINS = 16 };

/* No such device: for .lpc. */
#define GOPX_TRY_NONE 0xffffffffu

/* Set .struct_size = sizeof(struct gopx_try_options). */
struct gopx_try_options {
	size_t struct_size;

	/* UEFI drivers for x64, started in this order; at most 16. */
	const struct gopx_bytes *drivers;
	size_t driver_count;

	uint16_t device; /* of the GPU, 8086:device at 00:02.0 */
	/* vendor << 16 | device of 00:1f.0; 0: the bridge of the generation's boards;
	 * GOPX_TRY_NONE: no device there */
	uint32_t lpc;

	/*
	 * Where a display is connected: a bit for each DisplayPort AUX channel (A is
	 * bit 0) and for each GMBUS pin pair.  Both 0: only AUX A.
	 */
	uint32_t aux_channels, ddc_pins;
	struct gopx_bytes edid; /* of that display; size 0: a made-up one, 1920x1080 */

	bool trace;   /* keep every access, for gopx_trial_event_at() */
	bool picture; /* draw the test picture and keep it */

	uint64_t max_instructions; /* instructions, about; 1 << 26 */
	uint64_t max_seconds;      /* seconds of the driver's time; 120 */
};

/* The result of a trial. */
enum gopx_try_verdict {
	GOPX_TRY_LIGHTS_UP = 1,      /* a GraphicsOutput with modes is installed */
	GOPX_TRY_NO_DISPLAY = 2,     /* it started, and installed no GraphicsOutput */
	GOPX_TRY_REFUSES_DEVICE = 3, /* Supported() refuses the device */
	GOPX_TRY_REFUSES_BRIDGE = 4, /* stops after it read the IDs of 00:1f.0 */
	GOPX_TRY_REFUSES_TABLE = 5,  /* stops after it asked for the table */
	GOPX_TRY_NO_POLICY = 6,      /* stops because no driver offers it a table */
	GOPX_TRY_START_FAILS = 7,    /* stops later */
	GOPX_TRY_ENTRY_FAILS = 8,    /* its entry point returns an error */
	GOPX_TRY_NO_GRAPHICS = 9,    /* it has no UEFI driver binding: nothing to start */
	GOPX_TRY_NOT_LOADABLE = 10,  /* no image for x64, or none that can be relocated */
	GOPX_TRY_STOPPED = 11,       /* did not return: .end says why */
	GOPX_TRY_UNKNOWN_DEVICE = 12, /* the registers of this device are unknown */
};

/* What the driver was doing when it ended. */
enum gopx_try_stage {
	GOPX_TRY_LOAD = 1,
	GOPX_TRY_ENTRY = 2,
	GOPX_TRY_SUPPORTED = 3,
	GOPX_TRY_START = 4,
	GOPX_TRY_MODES = 5,
	GOPX_TRY_PICTURE = 6,
};

/* How the last call into a driver ended. */
enum gopx_try_end {
	GOPX_TRY_RETURNED = 0,
	GOPX_TRY_WILD_READ = 1,  /* of memory that does not exist: .address */
	GOPX_TRY_WILD_WRITE = 2, /* to memory that does not exist, or is read-only */
	GOPX_TRY_WILD_JUMP = 3,  /* to an address without code: .address */
	/* an invalid pointer passed to a service, .service: .address */
	GOPX_TRY_WILD_POINTER = 4,
	/* exception of the processor: .number, 0xff: unknown */
	GOPX_TRY_EXCEPTION = 5,
	GOPX_TRY_HALTED = 6,  /* it halted the processor */
	GOPX_TRY_ENDLESS = 7, /* it used up its instructions */
	GOPX_TRY_TIME = 8,    /* it used up its time */
	/* it waits for a register that does not change: .address */
	GOPX_TRY_WAITS = 9,
	/* it wants more memory, or more of something else, than there is */
	GOPX_TRY_MEMORY = 10,
	GOPX_TRY_LEAVES = 11, /* calls Exit() or resets the machine: .service */
};

struct gopx_try_mode {
	uint32_t width, height, line; /* pixels */
	uint32_t format;              /* EFI_GRAPHICS_PIXEL_FORMAT */
};

struct gopx_try_info { /* library-allocated: may grow at its end */
	enum gopx_try_verdict verdict;
	enum gopx_try_stage stage;
	enum gopx_try_end end;
	uint64_t status;  /* EFI_STATUS of the last call that returned */
	uint64_t address; /* .end says what kind */
	uint32_t number;
	const char *service; /* NULL: none */

	const char *model; /* the emulated registers, "skl"; NULL: none */
	uint32_t lpc;      /* the bridge that was present; GOPX_TRY_NONE */
	bool supported;    /* the driver accepts the device */
	bool asked_table, asked_lid, asked_dock;
	bool read_bridge;     /* it read the device ID of 00:1f.0 */
	bool registers_after; /* it read a register of the GPU after that */
	bool read_null;       /* reads through a null pointer, which firmware allows */
	uint32_t register_reads, register_writes, gtt_writes;
	uint64_t instructions; /* about */
	uint64_t microseconds; /* time that passed for the driver */

	uint64_t frame_buffer, frame_buffer_size;
	uint32_t mode; /* the mode that is set */
};

struct gopx_trial; /* one trial; owns everything reached from it */

/*
 * Run the drivers.  Nothing that they do makes this call fail.  It fails only with
 * GOPX_E_ARGUMENT, GOPX_E_NOMEM or GOPX_E_INTERNAL; then *out is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_try(struct gopx_machine *machine,
						  const struct gopx_try_options *options,
						  struct gopx_trial **out);

GOPX_API void gopx_trial_free(struct gopx_trial *trial);

GOPX_API const struct gopx_try_info *gopx_trial_info(const struct gopx_trial *trial);

/* The modes that the driver offers.  NULL when index is out of range. */
GOPX_API size_t gopx_trial_mode_count(const struct gopx_trial *trial);
GOPX_API const struct gopx_try_mode *gopx_trial_mode_at(const struct gopx_trial *trial,
							size_t index);

/*
 * What the frame buffer shows after the driver drew the test picture: .width times
 * .height pixels of 4 bytes (red, green, blue, and one to ignore).  NULL: not
 * requested, or not drawn.
 */
GOPX_API const uint8_t *gopx_trial_picture(const struct gopx_trial *trial,
					   uint32_t *width, uint32_t *height);

enum gopx_try_event_kind {
	/* .name was called; .address, .value: its first two arguments if they are
	 * numbers */
	GOPX_TRY_EVENT_SERVICE = 1,
	GOPX_TRY_EVENT_CONFIG = 2, /* .address: bus << 20 | device << 15 | function << 12
				      | offset */
	GOPX_TRY_EVENT_REGISTER = 3, /* of the GPU's BAR 0 */
	GOPX_TRY_EVENT_PORT = 4,
	GOPX_TRY_EVENT_POLICY = 5, /* .name was called */
	GOPX_TRY_EVENT_AUX = 6,  /* .address: on the bus, .value: channel, .size: bytes */
	GOPX_TRY_EVENT_DDC = 7,  /* .address: on the bus, .value: pin pair */
	GOPX_TRY_EVENT_NULL = 8, /* memory at 0 */
};

struct gopx_try_event {
	enum gopx_try_event_kind kind;
	bool write;
	uint8_t size;     /* bytes */
	const char *name; /* service, or the method: "CF8", "PciIo"; NULL: none */
	const char *what; /* name of a protocol, or its GUID; NULL: none */
	uint64_t address, value;
	uint32_t more; /* repeated so many times without another event */
};

/* In order, only with .trace; at most 65,536.  NULL when out of range. */
GOPX_API size_t gopx_trial_event_count(const struct gopx_trial *trial);
GOPX_API const struct gopx_try_event *gopx_trial_event_at(const struct gopx_trial *trial,
							  size_t index);
GOPX_API bool gopx_trial_events_complete(const struct gopx_trial *trial);

/* ---- what a driver accepts ---------------------------------------------- */

enum gopx_try_sweep {
	GOPX_TRY_SWEEP_DEVICES = 1, /* device IDs that Supported() accepts */
	/* device IDs of 00:1f.0 with which Start() continues to the GPU's registers */
	GOPX_TRY_SWEEP_BRIDGES = 2,
};

/*
 * Try all 65,536 IDs with one machine: bit id % 8 of accepted[id / 8] is set for each
 * accepted ID.  *reads is false if the driver does not read the ID at all.  The trial's
 * verdict is that for the unchanged options.
 */
GOPX_API GOPX_NODISCARD enum gopx_status
gopx_try_sweep(struct gopx_machine *machine, const struct gopx_try_options *options,
	       enum gopx_try_sweep what, uint8_t accepted[8192], bool *reads);

/* The names of the constants without their prefix, in lower case: "lights-up". */
GOPX_API const char *gopx_try_verdict_name(enum gopx_try_verdict verdict);
GOPX_API const char *gopx_try_stage_name(enum gopx_try_stage stage);
GOPX_API const char *gopx_try_end_name(enum gopx_try_end end);

#ifdef __cplusplus
}
#endif

#endif /* GOPX_TRY_H */
