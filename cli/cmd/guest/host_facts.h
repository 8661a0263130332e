/* SPDX-License-Identifier: BSD-2-Clause */
/* host_facts.h - facts about the host that decide which settings its guest needs */
#ifndef CLI_GUEST_HOST_FACTS_H
#define CLI_GUEST_HOST_FACTS_H

#include "io/host.h"
#include "cmd/guest/igd_tables.h"

/* The host's audio function, which has the sound of HDMI and DisplayPort. */
struct host_audio {
	const char *slot; /* "00:1f.3"; NULL if the host has none, or it cannot be read */
	uint16_t device;
	size_t group_size; /* devices in its IOMMU group; 0 if there is no group */
};

struct host_facts {
	uint16_t device;         /* the Intel device at 00:02.0; 0 if there is none */
	uint32_t class_code;     /* 0 if it cannot be read */
	uint16_t lpc;            /* the device at 00:1f.0; 0 if it cannot be read */
	unsigned int iommu_bits; /* address width of the IOMMU; 0 if it cannot be read */
	/* width of the processor's physical addresses; 0 if it cannot be read */
	unsigned int cpu_bits;
	unsigned int functions; /* number of virtual functions in use (SR-IOV) */
	bool has_registers;     /* ggc and asls could be read */
	uint16_t ggc;           /* sizes of stolen memory and of the GTT */
	struct host_audio audio;
	uint32_t asls; /* address of the OpRegion; 0 if the firmware set up none */
	/* Version of the installed QEMU; "" if it was not found or not requested. */
	char qemu[24];
	const char *qemu_path; /* NULL if 'qemu' is "" */
	/* the first installed OVMF; NULL if there is none */
	const struct ovmf_place *ovmf;
};

/* Read all facts except those about QEMU, whose program file is large; host_find_qemu()
 * reads these. */
struct host_facts host_facts(const struct host *host);
void host_find_qemu(const struct host *host, struct host_facts *out);

/* True if -cpu host gives the guest wider addresses than the host's IOMMU supports. */
bool host_needs_phys_bits(const struct host_facts *facts);

/*
 * Computes the size of stolen memory in MiB from the register GGC.  Devices up to
 * generation 7, and Braswell, have its field GMS in bits 7 to 3.
 */
unsigned int stolen_mib(uint16_t ggc, const struct igd_family *family);

#endif /* CLI_GUEST_HOST_FACTS_H */
