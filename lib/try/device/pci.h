/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * pci.h - the configuration of the devices of bus 0: host bridge, GPU and LPC bridge
 *
 * Drivers access it by PciIo, PciRootBridgeIo, the ports CF8 and CFC, and ECAM.
 */
#ifndef GX_TRY_PCI_H
#define GX_TRY_PCI_H

#include <stdbool.h>
#include <stdint.h>

#include "try/parts.h"

struct gopx_machine;

/* The devices of a generation. */
struct gx_board {
	uint16_t gpu;
	uint32_t host, bridge; /* vendor << 16 | device; GOPX_TRY_NONE: none */
	uint16_t ggc;          /* size of the GPU's memory */
};

void gx_pci_reset(struct gx_pci *pci, const struct gx_board *board);

/* 'way' is the method of access.  Without a device, reads return all ones. */
uint64_t gx_config_read(struct gopx_machine *m, const char *way, uint32_t bdf,
			uint32_t offset, unsigned size);
void gx_config_write(struct gopx_machine *m, const char *way, uint32_t bdf,
		     uint32_t offset, unsigned size, uint64_t value);

/* The same without an event, for registers that mirror the configuration. */
uint32_t gx_config_peek(const struct gx_pci *pci, enum gx_device device, uint32_t offset);

/* Set the device ID for the next trial of a sweep. */
void gx_config_set_id(struct gx_pci *pci, enum gx_device device, uint16_t id);

/* Access to I/O ports, including CF8, CFC and the ports of the GPU. */
uint32_t gx_port_read(struct gopx_machine *m, uint32_t port, unsigned size);
void gx_port_write(struct gopx_machine *m, uint32_t port, unsigned size, uint32_t value);

/* Make the protocols PciIo and PciRootBridgeIo in the driver's memory. */
uint64_t gx_pci_io_make(struct gopx_machine *m);
uint64_t gx_root_bridge_make(struct gopx_machine *m);

#endif /* GX_TRY_PCI_H */
