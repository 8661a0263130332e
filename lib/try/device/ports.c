/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * ports.c - the machine's I/O ports, for PCI configuration and for the GPU's I/O BAR
 */
#include "try/device/pci.h"

#include "try/machine.h"
#include "try/device/gpu.h"

#define CONFIG_ADDRESS 0xcf8u
#define CONFIG_DATA    0xcfcu
#define CONFIG_ENABLE  0x80000000u

/* Offsets in the GPU's I/O BAR: the selected register, and its value. */
#define IO_INDEX 0u
#define IO_DATA  4u

static uint32_t ones(unsigned size)
{
	return size >= 4 ? UINT32_MAX : (UINT32_C(1) << 8 * size) - 1;
}

static void record(struct gopx_machine *m, enum gx_access access, uint32_t port,
		   unsigned size, uint32_t value)
{
	gx_trace_add(&m->trace,
		     &(struct gopx_try_event){ .kind = GOPX_TRY_EVENT_PORT,
					       .write = access == GX_WRITE,
					       .size = (uint8_t)size,
					       .address = port,
					       .value = value },
		     NULL);
}

static bool is_config_data(uint32_t port)
{
	return port >= CONFIG_DATA && port < CONFIG_DATA + 4;
}

static uint32_t config_offset(uint32_t cf8, uint32_t port)
{
	return (cf8 & 0xfc) + (port - CONFIG_DATA);
}

static bool is_io_data(uint32_t port)
{
	return port >= GX_IO_BAR + IO_DATA && port < GX_IO_BAR + IO_DATA + 4;
}

uint32_t gx_port_read(struct gopx_machine *m, uint32_t port, unsigned size)
{
	uint32_t cf8 = m->state.pci.cf8, value = ones(size);

	if (port == CONFIG_ADDRESS)
		return cf8;
	if (is_config_data(port))
		return cf8 & CONFIG_ENABLE
			   ? (uint32_t)gx_config_read(m, "CF8", cf8 >> 8 & 0xffff,
						      config_offset(cf8, port), size)
			   : value;
	if (port == GX_IO_BAR + IO_INDEX)
		return m->gpu.io_index;
	if (is_io_data(port))
		return (uint32_t)gx_register_read(m, "I/O BAR", m->gpu.io_index & ~3u,
						  size);
	record(m, GX_READ, port, size, value);
	return value;
}

void gx_port_write(struct gopx_machine *m, uint32_t port, unsigned size, uint32_t value)
{
	uint32_t cf8 = m->state.pci.cf8;

	if (port == CONFIG_ADDRESS)
		m->state.pci.cf8 = value;
	else if (is_config_data(port) && cf8 & CONFIG_ENABLE)
		gx_config_write(m, "CF8", cf8 >> 8 & 0xffff, config_offset(cf8, port),
				size, value);
	else if (port == GX_IO_BAR + IO_INDEX)
		m->gpu.io_index = value;
	else if (is_io_data(port))
		gx_register_write(m, "I/O BAR", m->gpu.io_index & ~3u, size, value);
	else
		record(m, GX_WRITE, port, size, value);
}
