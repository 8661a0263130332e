/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pci_io.c - EFI_PCI_IO_PROTOCOL of the GPU (UEFI 2.10, 14.4), and the protocol of its
 * root bridge
 */
#include "try/machine.h"
#include "try/memory.h"
#include "try/firmware/efi.h"
#include "try/device/gpu.h"
#include "try/device/pci.h"

/* The low two bits of a width are the base-2 logarithm of its bytes (14.2). */
#define WIDTH(w)   (1u << ((w)&3))
#define IS_FIFO(w) (((w)&0xc) == 4) /* the address stays */
#define IS_FILL(w) (((w)&0xc) == 8) /* the buffer stays */

#define ANY_BAR   0xff
#define COUNT_MAX 0x1000000u

enum access { MEMORY, PORTS, CONFIG };

struct transfer {
	enum access what;
	bool write;
	uint64_t width, bar, offset, count, buffer;
	uint32_t bdf;
	const char *way;
};

static uint64_t read_one(struct gopx_machine *m, const struct transfer *t, uint64_t at,
			 unsigned size)
{
	if (t->what == CONFIG)
		return gx_config_read(m, t->way, t->bdf, (uint32_t)at, size);
	if (t->what == PORTS)
		return gx_port_read(m, (uint32_t)at + (t->bar == 4 ? GX_IO_BAR : 0),
				    size);
	if (t->bar == 0)
		return gx_register_read(m, t->way, at, size);
	return gx_guest_get(m, (t->bar == 2 ? GX_APERTURE : 0) + at, size);
}

static void write_one(struct gopx_machine *m, const struct transfer *t, uint64_t at,
		      unsigned size, uint64_t value)
{
	if (t->what == CONFIG)
		gx_config_write(m, t->way, t->bdf, (uint32_t)at, size, value);
	else if (t->what == PORTS)
		gx_port_write(m, (uint32_t)at + (t->bar == 4 ? GX_IO_BAR : 0), size,
			      (uint32_t)value);
	else if (t->bar == 0)
		gx_register_write(m, t->way, at, size, value);
	else
		gx_guest_put(m, (t->bar == 2 ? GX_APERTURE : 0) + at, size, value);
}

static uint64_t run(struct gopx_machine *m, const struct transfer *t)
{
	unsigned size = WIDTH(t->width);

	if (t->count > COUNT_MAX || t->width > 11)
		return GX_EFI_INVALID_PARAMETER;
	for (uint64_t i = 0; i < t->count && !m->stopped; i++) {
		uint64_t at = t->offset + (IS_FIFO(t->width) ? 0 : i * size);
		uint64_t buffer = t->buffer + (IS_FILL(t->width) ? 0 : i * size);

		m->spent++;
		if (m->spent > m->budget)
			gx_stop(m, GOPX_TRY_ENDLESS, 0);
		else if (t->write)
			write_one(m, t, at, size, gx_guest_get(m, buffer, size));
		else
			gx_guest_put(m, buffer, size, read_one(m, t, at, size));
	}
	return GX_EFI_SUCCESS;
}

/* Arguments: this, width, BAR, offset, count, buffer */
static uint64_t io_memory(struct gopx_machine *m, const uint64_t *a, unsigned write)
{
	struct transfer t = { MEMORY, write != 0, (uint32_t)a[1], a[2] & 0xff, a[3],
			      a[4],   a[5],       GX_BDF_GPU,     "PciIo" };

	return run(m, &t);
}

static uint64_t io_ports(struct gopx_machine *m, const uint64_t *a, unsigned write)
{
	struct transfer t = { PORTS, write != 0, (uint32_t)a[1], a[2] & 0xff, a[3],
			      a[4],  a[5],       GX_BDF_GPU,     "PciIo" };

	return run(m, &t);
}

/* Arguments: this, width, offset, count, buffer */
static uint64_t io_config(struct gopx_machine *m, const uint64_t *a, unsigned write)
{
	struct transfer t = { CONFIG, write != 0, (uint32_t)a[1], 0,      (uint32_t)a[2],
			      a[3],   a[4],       GX_BDF_GPU,     "PciIo" };

	return run(m, &t);
}

static uint64_t io_location(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)index;
	gx_guest_put(m, a[1], 8, 0);
	gx_guest_put(m, a[2], 8, 0);
	gx_guest_put(m, a[3], 8, 2);
	gx_guest_put(m, a[4], 8, 0);
	return GX_EFI_SUCCESS;
}

/* Arguments: this, operation (4: get the supported attributes), attributes, result */
static uint64_t io_attributes(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)index;
	if (a[3])
		gx_guest_put(m, a[3], 8, (a[1] & 0xff) == 4 ? 0xffff : 0x0700);
	return GX_EFI_SUCCESS;
}

static uint64_t succeed(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)m;
	(void)a;
	(void)index;
	return GX_EFI_SUCCESS;
}

static uint64_t unsupported(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)m;
	(void)a;
	(void)index;
	return GX_EFI_UNSUPPORTED;
}

/* An address space descriptor (ACPI 6.4, 6.4.3.5.1) and an end tag. */
static uint64_t io_bar(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	static const struct {
		uint64_t base, size;
	} bars[6] = { { GX_BAR0, GX_BAR0_SIZE },         { 0, 0 },
		      { GX_APERTURE, GX_APERTURE_SIZE }, { 0, 0 },
		      { GX_IO_BAR, GX_IO_BAR_SIZE },     { 0, 0 } };
	uint64_t bar = a[1] & 0xff, to;

	(void)index;
	if (bar >= 6 || !bars[bar].size)
		return GX_EFI_UNSUPPORTED;
	if (a[2])
		gx_guest_put(m, a[2], 8, 0);
	if (!a[3])
		return GX_EFI_SUCCESS;
	to = gx_pool_take(m, 48, 16);
	if (!to)
		return GX_EFI_OUT_OF_RESOURCES;
	gx_guest_fill(m, to, 48, 0);
	gx_guest_put(m, to, 3, 0x2b8a | (bar == 4 ? 0x10000 : 0));
	gx_guest_put(m, to + 6, 8, 64);
	gx_guest_put(m, to + 14, 8, bars[bar].base);
	gx_guest_put(m, to + 22, 8, bars[bar].base + bars[bar].size - 1);
	gx_guest_put(m, to + 38, 8, bars[bar].size);
	gx_guest_put(m, to + 46, 2, 0x79);
	gx_guest_put(m, a[3], 8, to);
	return GX_EFI_SUCCESS;
}

struct pci_io_member {
	const char *name;
	gx_service *run;
	unsigned index;
};

static uint64_t make(struct gopx_machine *m, const struct pci_io_member *members,
		     size_t count, size_t room)
{
	uint64_t at = gx_pool_take(m, room, 16);

	gx_guest_fill(m, at, room, 0);
	for (size_t i = 0; i < count; i++)
		gx_guest_put(
		    m, at + 8 * i, 8,
		    gx_stub_add(
			m, (struct gx_stub){ .name = members[i].name,
					     .run = members[i].run,
					     .index = members[i].index,
					     .quiet = members[i].index < 2 &&
						      members[i].run != io_location }));
	return at;
}

/* 'index' of a function: 0 reads data, 1 writes data, 2 does neither. */
uint64_t gx_pci_io_make(struct gopx_machine *m)
{
	static const struct pci_io_member members[] = {
		{ "PciIo.PollMem", unsupported, 2 },
		{ "PciIo.PollIo", unsupported, 2 },
		{ "PciIo.Mem.Read", io_memory, 0 },
		{ "PciIo.Mem.Write", io_memory, 1 },
		{ "PciIo.Io.Read", io_ports, 0 },
		{ "PciIo.Io.Write", io_ports, 1 },
		{ "PciIo.Pci.Read", io_config, 0 },
		{ "PciIo.Pci.Write", io_config, 1 },
		{ "PciIo.CopyMem", unsupported, 2 },
		{ "PciIo.Map", unsupported, 2 },
		{ "PciIo.Unmap", unsupported, 2 },
		{ "PciIo.AllocateBuffer", unsupported, 2 },
		{ "PciIo.FreeBuffer", unsupported, 2 },
		{ "PciIo.Flush", succeed, 2 },
		{ "PciIo.GetLocation", io_location, 2 },
		{ "PciIo.Attributes", io_attributes, 2 },
		{ "PciIo.GetBarAttributes", io_bar, 2 },
		{ "PciIo.SetBarAttributes", unsupported, 2 },
	};

	return make(m, members, sizeof(members) / sizeof(*members), 256);
}

/* Arguments: this, width, address, count, buffer (14.2.2). */
static uint64_t bridge_config(struct gopx_machine *m, const uint64_t *a, unsigned write)
{
	uint64_t extended = a[2] >> 32;
	struct transfer t = {
		.what = CONFIG,
		.write = write != 0,
		.width = (uint32_t)a[1],
		.offset = extended ? extended : a[2] & 0xff,
		.count = a[3],
		.buffer = a[4],
		.bdf = (uint32_t)(a[2] >> 24 & 0xff) << 8 |
		       (uint32_t)(a[2] >> 16 & 0x1f) << 3 | (uint32_t)(a[2] >> 8 & 7),
		.way = "root bridge",
	};

	return run(m, &t);
}

static uint64_t bridge_ports(struct gopx_machine *m, const uint64_t *a, unsigned write)
{
	struct transfer t = { PORTS, write != 0, (uint32_t)a[1], ANY_BAR, a[2], a[3],
			      a[4],  0,          "root bridge" };

	return run(m, &t);
}

static uint64_t bridge_memory(struct gopx_machine *m, const uint64_t *a, unsigned write)
{
	struct transfer t = { MEMORY, write != 0, (uint32_t)a[1], ANY_BAR, a[2], a[3],
			      a[4],   0,          "root bridge" };

	return run(m, &t);
}

uint64_t gx_root_bridge_make(struct gopx_machine *m)
{
	static const struct pci_io_member members[] = {
		{ "RootBridgeIo.PollMem", unsupported, 2 },
		{ "RootBridgeIo.PollIo", unsupported, 2 },
		{ "RootBridgeIo.Mem.Read", bridge_memory, 0 },
		{ "RootBridgeIo.Mem.Write", bridge_memory, 1 },
		{ "RootBridgeIo.Io.Read", bridge_ports, 0 },
		{ "RootBridgeIo.Io.Write", bridge_ports, 1 },
		{ "RootBridgeIo.Pci.Read", bridge_config, 0 },
		{ "RootBridgeIo.Pci.Write", bridge_config, 1 },
		{ "RootBridgeIo.CopyMem", unsupported, 2 },
		{ "RootBridgeIo.Map", unsupported, 2 },
		{ "RootBridgeIo.Unmap", unsupported, 2 },
		{ "RootBridgeIo.AllocateBuffer", unsupported, 2 },
		{ "RootBridgeIo.FreeBuffer", unsupported, 2 },
		{ "RootBridgeIo.Flush", succeed, 2 },
		{ "RootBridgeIo.GetAttributes", unsupported, 2 },
		{ "RootBridgeIo.SetAttributes", unsupported, 2 },
		{ "RootBridgeIo.Configuration", unsupported, 2 },
	};
	uint64_t functions = make(m, members, sizeof(members) / sizeof(*members), 256);
	uint64_t at = gx_pool_take(m, 256, 16);

	/* The first member is the parent's handle: there is no parent. */
	gx_guest_put(m, at, 8, 0);
	gx_guest_copy(m, at + 8, functions, 8 * sizeof(members) / sizeof(*members));
	return at;
}
