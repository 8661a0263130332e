/* SPDX-License-Identifier: BSD-2-Clause */
/* parts.h - the state of the machine's devices and of its firmware, without functions */
#ifndef GX_TRY_PARTS_H
#define GX_TRY_PARTS_H

#include <gopx/try.h>

/* ---- memory: memory.h ------------------------------------------------------------ */

#define GX_FREE_MAX 64

/* The pool grows upwards; a few freed pieces are used again. */
struct gx_pool {
	uint64_t end;
	uint32_t live;
	struct gx_freed {
		uint64_t at, size;
	} freed[GX_FREE_MAX];
};

/* ---- PCI configuration: device/pci.h --------------------------------------------- */

#define GX_CONFIG_SIZE 256

/* bus << 8 | device << 3 | function */
#define GX_BDF_HOST   0x0000u
#define GX_BDF_GPU    0x0010u
#define GX_BDF_BRIDGE 0x00f8u

enum gx_device { GX_DEVICE_HOST, GX_DEVICE_GPU, GX_DEVICE_BRIDGE, GX_DEVICES };

struct gx_pci {
	uint32_t cf8;
	bool present[GX_DEVICES];
	uint8_t config[GX_DEVICES][GX_CONFIG_SIZE];
};

/* ---- the display: device/display.h ----------------------------------------------- */

#define GX_EDID_MAX 512
#define GX_AUX_DATA 5 /* the registers of one channel, 4 bytes each */
#define GX_DPCD     0x800

struct gx_edid {
	uint8_t bytes[GX_EDID_MAX];
	size_t size;
};

struct gx_aux {
	bool connected;
	uint32_t data[GX_AUX_DATA];
	uint32_t at; /* next byte of the EDID */
	uint8_t dpcd[GX_DPCD];
};

struct gx_gmbus {
	uint32_t pin, at, left;
	bool refused, active, reading;
};

/* ---- the GPU: device/gpu.h ------------------------------------------------------- */

struct gx_model;

struct gx_gpu {
	const struct gx_model *model;
	uint32_t *registers; /* the registers and the GTT of BAR 0 */
	uint32_t frames;     /* clock for scan lines and frames */
	uint32_t io_index;   /* the register that the I/O BAR has selected */
	uint32_t last_read, reads_alike;
	struct gx_edid edid;
	struct gx_aux aux[GOPX_TRY_PORTS];
	struct gx_gmbus gmbus;
	uint32_t aux_channels, ddc_pins;
	/* The registers of the side band, by a hash of port and register. */
	uint32_t side[256];
};

#endif /* GX_TRY_PARTS_H */
