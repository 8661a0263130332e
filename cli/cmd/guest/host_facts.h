/* SPDX-License-Identifier: BSD-2-Clause */
/* host_facts.h - facts about the host that decide which settings its guest needs */
#ifndef CLI_GUEST_HOST_FACTS_H
#define CLI_GUEST_HOST_FACTS_H

#include "io/host.h"
#include "cmd/guest/igd_facts.h"

struct host_facts {
	uint16_t device;         /* Intel's device at 00:02.0; 0: none */
	uint32_t class_code;     /* 0: cannot be read */
	uint16_t lpc;            /* device of 00:1f.0; 0: cannot be read */
	unsigned int iommu_bits; /* address width of the IOMMU; 0: cannot be read */
	/* width of the processor's physical addresses; 0: cannot be read */
	unsigned int cpu_bits;
	unsigned int functions; /* number of virtual functions in use (SR-IOV) */
	bool has_registers;     /* the next two were read */
	uint16_t ggc;           /* sizes of stolen memory and of the GTT */
	uint32_t asls;          /* address of the OpRegion; 0: the firmware left none */
	char qemu[24]; /* version of the installed QEMU; "": not found or not asked */
	const char *qemu_path; /* NULL in that case */
	const struct ovmf_place
	    *ovmf; /* the first installed one; NULL if there is none */
};

/* Read all facts except those about QEMU, whose program file is large; host_find_qemu()
 * reads these. */
struct host_facts host_facts(const struct host *host);
void host_find_qemu(const struct host *host, struct host_facts *out);

/* With -cpu host, the guest gets addresses that are wider than the host's IOMMU
 * supports. */
bool host_needs_phys_bits(const struct host_facts *facts);

/* MiB of stolen memory by GGC; devices up to generation 7, and Braswell, have GMS in bits
 * 7 to 3. */
unsigned int stolen_mib(uint16_t ggc, const struct igd_family *family);

#endif /* CLI_GUEST_HOST_FACTS_H */
