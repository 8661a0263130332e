/* SPDX-License-Identifier: BSD-2-Clause */
/* vbt_device.h - the child devices of a VBT: the display outputs of the board */
#ifndef GX_FORMAT_VBT_DEVICE_H
#define GX_FORMAT_VBT_DEVICE_H

#include "format/vbt/vbt.h"

struct gx_vbt_device {
	uint16_t handle; /* which connector: one bit */
	uint16_t type;   /* bits: what it carries, and whether it is internal */
	uint8_t dvo_port;
	uint8_t ddc_pin;     /* GMBUS pin pair of the connector's DDC; 0: none */
	uint8_t aux_channel; /* of a DisplayPort; 0: none or not told */
	bool hdmi, dp, tmds; /* supported, as told from BDB version 158 on */
	bool type_c;
};

/* A walk over the devices in use; entries of type 0 are passed over. */
struct gx_vbt_devices {
	struct gx_reader r;
	uint8_t entry_size; /* it grew with the BDB version; 33 to 44 bytes seen */
	uint8_t crt_ddc_pin;
};

struct gx_vbt_devices gx_vbt_devices(const struct gx_vbt *vbt);

/* False at the end. */
bool gx_vbt_device_next(struct gx_vbt_devices *it, struct gx_vbt_device *out);

/*
 * "LFP1", "EFP2"; NULL for a handle that is no known connector: newer tables use those
 * of CRT and TV for more digital ones.
 */
const char *gx_vbt_connector_name(uint16_t handle, uint16_t type);

/* "eDP", "DisplayPort", "HDMI or DVI"; never NULL. */
const char *gx_vbt_device_kind(uint16_t type);

/* True for a panel in the machine. */
bool gx_vbt_device_is_internal(uint16_t type);

/* "DP-A", "HDMI-B"; NULL for a number that is none, or before BDB version 155. */
const char *gx_vbt_port_name(uint8_t dvo_port, uint16_t bdb_version);

/* "A" to "I"; NULL for a number that is no channel. */
const char *gx_vbt_aux_name(uint8_t aux_channel);

#endif /* GX_FORMAT_VBT_DEVICE_H */
