/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * try.h - run a graphics driver with its table in an emulated machine
 *
 *	struct gopx_machine *machine;
 *	struct gopx_trial *trial;
 *
 *	gopx_machine_open(&machine);
 *	options.drivers = images;	(the policy driver, then the GOP driver)
 *	options.driver_count = 2;
 *	options.device = 0x3e9b;
 *	gopx_try(machine, &options, &trial);
 *	if (gopx_trial_info(trial)->verdict == GOPX_TRY_LIGHTS_UP)
 *		...
 *
 * The functions are in a library of their own, libgopx-try, which uses libunicorn and is
 * not needed to scan.  gopx loads and starts the drivers in the same way as firmware
 * does.  They run in an emulated x86-64 processor with simulated firmware, PCI devices
 * and GPU.  The trial records the services, registers and devices that they use.  It
 * neither shows nor changes their code.
 *
 * Every trial has limits for the instructions, the memory and the emulated time.  So
 * every trial ends with a verdict, whatever the driver does.
 *
 * Arguments must not be NULL unless a comment allows it.
 */
#ifndef GOPX_TRY_H
#define GOPX_TRY_H

#include <gopx/gopx.h>

#ifdef __cplusplus
extern "C" {
#endif

/*
 * The emulated machine.  A machine runs one trial at a time.  Threads must not share it.
 */
struct gopx_machine;

/*
 * Make a machine.  This call gets everything that the emulator needs from the operating
 * system, above all executable memory.  The other functions need no such rights, so a
 * program may give them up after this call.
 *
 * GOPX_E_NOMEM: the memory is not available.  GOPX_E_UNSUPPORTED: gopx was built without
 * the emulator, or libunicorn cannot be loaded.  On failure *out is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_machine_open(struct gopx_machine **out);

/* Free the machine; call gopx_trial_free() for all its trials first.  NULL is a no-op. */
GOPX_API void gopx_machine_close(struct gopx_machine *machine);

/* How many AUX channels and GMBUS pin pairs a display can be connected to. */
enum { GOPX_TRY_PORTS = 5, GOPX_TRY_PINS = 16 };

/* Value of .lpc for a machine without this device. */
#define GOPX_TRY_NONE 0xffffffffu

/* Set .struct_size = sizeof(struct gopx_try_options).  A field that is zero has its
 * default value, which the field's comment states after the semicolon. */
struct gopx_try_options {
	size_t struct_size;

	/* 1 to 16 UEFI drivers for x64.  They are started in this order. */
	const struct gopx_bytes *drivers;
	size_t driver_count;

	uint16_t device; /* PCI device ID of the Intel GPU at 00:02.0 */
	/* vendor ID << 16 | device ID of the LPC bridge at 00:1f.0, or GOPX_TRY_NONE; the
	 * bridge of boards with this generation of GPU */
	uint32_t lpc;

	/*
	 * Where the display is connected: a bit for each DisplayPort AUX channel (A is
	 * bit 0) and for each GMBUS pin pair.  If both fields are 0, the display is at
	 * AUX channel A.
	 */
	uint32_t aux_channels, ddc_pins;
	struct gopx_bytes edid; /* EDID of the display; default: one for 1920x1080 */

	bool trace;   /* keep every access, for gopx_trial_event_at() */
	bool picture; /* draw a test picture, for gopx_trial_picture() */

	uint64_t max_instructions; /* approximate limit; 1 << 26 */
	uint64_t max_seconds;      /* limit of the emulated time; 120 */
};

/* The result of a trial: what the driver did. */
enum gopx_try_verdict {
	GOPX_TRY_LIGHTS_UP = 1,  /* the driver installed a GraphicsOutput with modes */
	GOPX_TRY_NO_DISPLAY = 2, /* it started, but installed no such GraphicsOutput */
	GOPX_TRY_REFUSES_DEVICE = 3, /* its Supported() refuses the device */
	GOPX_TRY_REFUSES_BRIDGE = 4, /* it fails after it read the IDs of 00:1f.0 */
	GOPX_TRY_REFUSES_TABLE = 5,  /* it fails after it asked for the table */
	GOPX_TRY_NO_POLICY = 6,      /* it fails because no driver offers it a table */
	GOPX_TRY_START_FAILS = 7,    /* it fails at another point of its Start() */
	GOPX_TRY_ENTRY_FAILS = 8,    /* its entry point returns an error */
	GOPX_TRY_NO_GRAPHICS = 9, /* it installs no driver binding that can be started */
	GOPX_TRY_NOT_LOADABLE = 10, /* it is not for x64, or cannot be relocated */
	GOPX_TRY_STOPPED = 11,      /* it did not return; .end says why */
	GOPX_TRY_UNKNOWN_DEVICE =
	    12, /* gopx does not know the registers of this device */
};

/* What the driver was doing when the trial ended. */
enum gopx_try_stage {
	GOPX_TRY_LOAD = 1,
	GOPX_TRY_ENTRY = 2,
	GOPX_TRY_SUPPORTED = 3,
	GOPX_TRY_START = 4,
	GOPX_TRY_MODES = 5,
	GOPX_TRY_PICTURE = 6,
};

/* How the last call into a driver ended.  A name such as .address is a field of struct
 * gopx_try_info. */
enum gopx_try_end {
	GOPX_TRY_RETURNED = 0,
	GOPX_TRY_WILD_READ = 1, /* it read memory that does not exist, at .address */
	GOPX_TRY_WILD_WRITE =
	    2,                  /* it wrote to missing or read-only memory, at .address */
	GOPX_TRY_WILD_JUMP = 3, /* it jumped to .address, where there is no code */
	/* it passed the invalid pointer .address to .service */
	GOPX_TRY_WILD_POINTER = 4,
	/* the processor raised exception .number; 0xff: unknown */
	GOPX_TRY_EXCEPTION = 5,
	GOPX_TRY_HALTED = 6,  /* it halted the processor */
	GOPX_TRY_ENDLESS = 7, /* it reached the limit of instructions */
	GOPX_TRY_TIME = 8,    /* it reached the limit of time */
	/* it waits for the register at .address, which does not change */
	GOPX_TRY_WAITS = 9,
	/* it needs more memory, handles or the like than the machine has */
	GOPX_TRY_MEMORY = 10,
	GOPX_TRY_LEAVES =
	    11, /* it called .service, which ends the driver or the machine */
};

struct gopx_try_mode {
	uint32_t width, height, line; /* in pixels; a line may be longer than the width */
	uint32_t format;              /* EFI_GRAPHICS_PIXEL_FORMAT */
};

struct gopx_try_info { /* gopx allocates it; later versions may add fields at its end */
	enum gopx_try_verdict verdict;
	enum gopx_try_stage stage;
	enum gopx_try_end end;
	uint64_t status;     /* EFI_STATUS of the last call that returned */
	uint64_t address;    /* its meaning depends on .end */
	uint32_t number;     /* its meaning depends on .end */
	const char *service; /* its meaning depends on .end; NULL: none */

	const char *model; /* the emulated model, such as "skl"; NULL if there is none */
	uint32_t lpc;      /* IDs of the bridge, as in the options; or GOPX_TRY_NONE */
	bool supported;    /* the driver accepts the device */
	/* the driver asked for the table, for the lid state, for the dock state */
	bool asked_table, asked_lid, asked_dock;
	bool read_bridge;     /* the driver read the device ID of 00:1f.0 */
	bool registers_after; /* after that, it read a register of the GPU */
	bool read_null;       /* it read through a null pointer, which firmware allows */
	uint32_t register_reads, register_writes, gtt_writes; /* how many */
	uint64_t instructions;                                /* about how many */
	uint64_t microseconds; /* the emulated time that passed */

	uint64_t frame_buffer, frame_buffer_size; /* address and bytes */
	uint32_t mode;                            /* index of the mode that is set */
};

struct gopx_trial; /* one trial; owns everything reached from it */

/*
 * Run the drivers.  After the call, 'options' and the drivers are no longer needed.
 * Nothing that the drivers do makes this call fail.
 *
 * GOPX_E_ARGUMENT: wrong options, for example no driver.  GOPX_E_NOMEM: no memory.
 * GOPX_E_INTERNAL: a bug in gopx, or an error of the emulator.  On failure *out is NULL.
 */
GOPX_API GOPX_NODISCARD enum gopx_status gopx_try(struct gopx_machine *machine,
						  const struct gopx_try_options *options,
						  struct gopx_trial **out);

/* NULL is a no-op. */
GOPX_API void gopx_trial_free(struct gopx_trial *trial);

/* Never NULL. */
GOPX_API const struct gopx_try_info *gopx_trial_info(const struct gopx_trial *trial);

/* The modes that the driver offers.  NULL when index is out of range. */
GOPX_API size_t gopx_trial_mode_count(const struct gopx_trial *trial);
GOPX_API const struct gopx_try_mode *gopx_trial_mode_at(const struct gopx_trial *trial,
							size_t index);

/*
 * The content of the frame buffer after the driver drew the test picture: *width times
 * *height pixels of 4 bytes (red, green, blue, unused).  NULL if no picture was
 * requested, or the driver drew none.
 */
GOPX_API const uint8_t *gopx_trial_picture(const struct gopx_trial *trial,
					   uint32_t *width, uint32_t *height);

enum gopx_try_event_kind {
	/* call of the service .name; .address, .value: its first two arguments if they
	 * are numbers */
	GOPX_TRY_EVENT_SERVICE = 1,
	/* PCI configuration space; .address: bus << 20 | device << 15 | function << 12 |
	 * offset */
	GOPX_TRY_EVENT_CONFIG = 2,
	GOPX_TRY_EVENT_REGISTER = 3, /* .address: in the GPU's BAR 0 */
	GOPX_TRY_EVENT_PORT = 4,     /* .address: the I/O port */
	GOPX_TRY_EVENT_POLICY = 5, /* call of the Platform GOP Policy's function .name */
	GOPX_TRY_EVENT_AUX = 6,  /* .address: on the bus, .value: channel, .size: bytes */
	GOPX_TRY_EVENT_DDC = 7,  /* .address: on the bus, .value: pin pair */
	GOPX_TRY_EVENT_NULL = 8, /* memory at address 0 */
};

/* One access or call that the driver made. */
struct gopx_try_event {
	enum gopx_try_event_kind kind;
	bool write;
	uint8_t size; /* bytes */
	/* name of the service, or of the way of access: "CF8", "PciIo"; NULL: none */
	const char *name;
	const char *what; /* name of a protocol, or its GUID; NULL: none */
	uint64_t address, value;
	uint32_t more; /* number of further, equal events directly after it */
};

/*
 * The first 65,536 events, in order; the count is 0 without .trace.  NULL when index is
 * out of range.  gopx_trial_events_complete() is false if there were more events.
 */
GOPX_API size_t gopx_trial_event_count(const struct gopx_trial *trial);
GOPX_API const struct gopx_try_event *gopx_trial_event_at(const struct gopx_trial *trial,
							  size_t index);
GOPX_API bool gopx_trial_events_complete(const struct gopx_trial *trial);

/* ---- what a driver accepts ---------------------------------------------- */

enum gopx_try_sweep {
	GOPX_TRY_SWEEP_DEVICES = 1, /* device IDs of the GPU that Supported() accepts */
	/* device IDs of 00:1f.0; if Start() accepts an ID, it goes on to the GPU's
	 * registers */
	GOPX_TRY_SWEEP_BRIDGES = 2,
};

/*
 * Try each of the 65,536 IDs.  Bit id % 8 of accepted[id / 8] is set for each accepted
 * ID.  *reads is false if the driver does not read the ID at all.
 *
 * GOPX_E_ARGUMENT: wrong options.  GOPX_E_UNSUPPORTED: the driver cannot be started with
 * these options; gopx_try() says why.  GOPX_E_LIMIT: the sweep took too long.
 * GOPX_E_NOMEM: no memory.  GOPX_E_INTERNAL: a bug in gopx, or an error of the emulator.
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
