/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * gmbus.c - the GPU's I2C controller (Linux, intel_gmbus.c), with an EDID on some of its
 * pin pairs
 */
#include "try/device/display.h"

#include "try/machine.h"

#define EDID_ADDRESS 0x50u

/* offsets from the first register */
enum { SELECT = 0x0, COMMAND = 0x4, STATUS = 0x8, DATA = 0xc };

#define CLEAR       0x80000000u /* bits of the command */
#define GO          0x40000000u
#define CYCLE_INDEX 2u
#define CYCLE_STOP  4u

#define STATUS_READY   0x0800u
#define STATUS_REFUSED 0x0400u
#define STATUS_ACTIVE  0x0200u
#define STATUS_WAITS   0x4000u

static uint32_t status(const struct gx_gmbus *bus)
{
	if (bus->refused)
		return STATUS_READY | STATUS_REFUSED;
	if (bus->active && bus->left)
		return STATUS_READY | STATUS_ACTIVE;
	return STATUS_READY | (bus->active ? STATUS_WAITS : 0);
}

static uint32_t data(struct gx_gmbus *bus, const struct gx_edid *edid)
{
	uint32_t out = 0;

	for (unsigned i = 0; i < 4 && bus->left; i++, bus->left--)
		out |= (uint32_t)edid->bytes[bus->at++ % edid->size] << 8 * i;
	return out;
}

uint32_t gx_gmbus_read(struct gopx_machine *m, uint32_t offset, uint32_t stored)
{
	struct gx_gmbus *bus = &m->gpu.gmbus;

	if (offset == STATUS)
		return status(bus);
	return offset == DATA && bus->reading ? data(bus, &m->gpu.edid) : stored;
}

static void begin(struct gopx_machine *m, struct gx_gmbus *bus, uint32_t command,
		  uint32_t written)
{
	uint32_t address = command >> 1 & 0x7f, count = command >> 16 & 0x1ff;
	uint32_t cycle = command >> 25 & 7;

	bus->refused = !(m->gpu.ddc_pins >> bus->pin & 1) || address != EDID_ADDRESS;
	bus->reading = command & 1;
	gx_trace_add(&m->trace,
		     &(struct gopx_try_event){ .kind = GOPX_TRY_EVENT_DDC,
					       .write = !bus->reading,
					       .size = (uint8_t)count,
					       .address = address,
					       .value = bus->pin },
		     NULL);
	if (cycle & CYCLE_STOP)
		bus->active = false;
	if (bus->refused || !count)
		return;
	bus->active = !(cycle & CYCLE_STOP);
	if (cycle & CYCLE_INDEX)
		bus->at = command >> 8 & 0xff;
	bus->left = bus->reading ? count : 0;
	if (!bus->reading)
		bus->at = written & 0xff;
}

void gx_gmbus_write(struct gopx_machine *m, uint32_t offset, uint32_t value,
		    uint32_t written)
{
	struct gx_gmbus *bus = &m->gpu.gmbus;

	if (offset == SELECT) {
		bus->pin = value & 15;
		bus->refused = false;
	} else if (offset == COMMAND && value & CLEAR) {
		*bus = (struct gx_gmbus){ .pin = bus->pin };
	} else if (offset == COMMAND && value & GO) {
		begin(m, bus, value, written);
	} else if (offset == DATA && !bus->reading) {
		bus->at = value & 0xff;
	}
}
