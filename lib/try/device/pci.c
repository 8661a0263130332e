/* SPDX-License-Identifier: BSD-2-Clause */
/* pci.c - the configuration space of three devices (PCI Local Bus 3.0, 6.1) */
#include "try/device/pci.h"

#include "try/machine.h"
#include "try/probe.h"

#define CLASS_HOST    0x060000u
#define CLASS_DISPLAY 0x030000u
#define CLASS_BRIDGE  0x060100u

static void put(uint8_t *config, uint32_t at, unsigned size, uint64_t value)
{
	for (unsigned i = 0; i < size; i++)
		config[at + i] = (uint8_t)(value >> 8 * i);
}

static void identify(struct gx_pci *pci, enum gx_device device, uint32_t id,
		     uint32_t class_code)
{
	uint8_t *config = pci->config[device];

	pci->present[device] = id != GOPX_TRY_NONE;
	if (!pci->present[device])
		return;
	put(config, 0x00, 2, id >> 16);
	put(config, 0x02, 2, id & 0xffff);
	put(config, 0x04, 4, 0x00100007); /* enabled, with a list of capabilities */
	put(config, 0x08, 4, class_code << 8);
}

/* Registers are from Intel's processor datasheets, "Host bridge" and "Processor
 * graphics". */
void gx_pci_reset(struct gx_pci *pci, const struct gx_board *board)
{
	uint8_t *gpu = pci->config[GX_DEVICE_GPU];
	uint8_t *host = pci->config[GX_DEVICE_HOST];
	uint8_t *bridge = pci->config[GX_DEVICE_BRIDGE];

	*pci = (struct gx_pci){ 0 };
	identify(pci, GX_DEVICE_GPU, 0x80860000u | board->gpu, CLASS_DISPLAY);
	put(gpu, 0x10, 8, GX_BAR0 | 4);
	put(gpu, 0x18, 8, GX_APERTURE | 0xc);
	put(gpu, 0x20, 4, GX_IO_BAR | 1);
	put(gpu, 0x2c, 4, 0x22128086);
	put(gpu, 0x50, 2, board->ggc);
	/* BDSM; since generation 11 it is at C0. */
	put(gpu, 0x5c, 4, GX_STOLEN | 1);
	put(gpu, 0xc0, 8, GX_STOLEN | 1);

	identify(pci, GX_DEVICE_HOST, board->host, CLASS_HOST);
	put(host, 0x48, 8, 0xfed10001); /* MCHBAR */
	put(host, 0x50, 2, board->ggc);
	put(host, 0x60, 8, GX_ECAM | 1); /* PCIEXBAR */
	put(host, 0xb0, 4, GX_STOLEN | 1);
	put(host, 0xbc, 4, GX_STOLEN | 1); /* TOLUD */

	identify(pci, GX_DEVICE_BRIDGE, board->bridge, CLASS_BRIDGE);
	put(bridge, 0x40, 4, 0x401); /* ports of ACPI and GPIO */
	put(bridge, 0x48, 4, 0x501);
}

void gx_config_set_id(struct gx_pci *pci, enum gx_device device, uint16_t id)
{
	put(pci->config[device], 0x02, 2, id);
}

static bool find(const struct gx_pci *pci, uint32_t bdf, enum gx_device *out)
{
	static const uint32_t places[GX_DEVICES] = { GX_BDF_HOST, GX_BDF_GPU,
						     GX_BDF_BRIDGE };

	for (unsigned i = 0; i < GX_DEVICES; i++) {
		*out = (enum gx_device)i;
		if (places[i] == bdf)
			return pci->present[i];
	}
	return false;
}

static void record(struct gopx_machine *m, const char *way, enum gx_access access,
		   uint32_t bdf, uint32_t offset, unsigned size, uint64_t value)
{
	gx_trace_add(&m->trace,
		     &(struct gopx_try_event){ .kind = GOPX_TRY_EVENT_CONFIG,
					       .name = way,
					       .write = access == GX_WRITE,
					       .size = (uint8_t)size,
					       .address = (uint64_t)bdf << 12 | offset,
					       .value = value },
		     NULL);
}

uint64_t gx_config_read(struct gopx_machine *m, const char *way, uint32_t bdf,
			uint32_t offset, unsigned size)
{
	const struct gx_pci *pci = &m->state.pci;
	uint64_t value = 0;
	enum gx_device device;
	bool there = find(pci, bdf, &device);

	for (unsigned i = 0; i < size; i++) {
		uint32_t at = offset + i;
		uint64_t byte = !there                ? 0xff
				: at < GX_CONFIG_SIZE ? pci->config[device][at]
						      : 0;

		value |= byte << 8 * i;
	}
	if (bdf == GX_BDF_BRIDGE && offset < 4 && offset + size > 2)
		gx_probe_bridge(m);
	record(m, way, GX_READ, bdf, offset, size, value);
	return value;
}

/* A driver cannot change the IDs, the class and some other fields. */
static bool is_fixed(uint32_t at)
{
	return at < 4 || (at >= 8 && at < 0xc) || at == 0xe;
}

void gx_config_write(struct gopx_machine *m, const char *way, uint32_t bdf,
		     uint32_t offset, unsigned size, uint64_t value)
{
	struct gx_pci *pci = &m->state.pci;
	enum gx_device device;
	bool there = find(pci, bdf, &device);

	record(m, way, GX_WRITE, bdf, offset, size, value);
	for (unsigned i = 0; there && i < size; i++) {
		uint32_t at = offset + i;

		if (at < GX_CONFIG_SIZE && !is_fixed(at))
			pci->config[device][at] = (uint8_t)(value >> 8 * i);
	}
}

uint32_t gx_config_peek(const struct gx_pci *pci, enum gx_device device, uint32_t offset)
{
	struct gx_reader r = gx_reader(gx_span(pci->config[device], GX_CONFIG_SIZE));

	gx_seek(&r, offset);
	return gx_le32(&r);
}
