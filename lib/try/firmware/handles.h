/* SPDX-License-Identifier: BSD-2-Clause */
/* handles.h - the handle database: which protocols are on which handle, who opened them
 */
#ifndef GX_TRY_HANDLES_H
#define GX_TRY_HANDLES_H

#include "base/guid.h"

#define GX_HANDLES_MAX   64
#define GX_PROTOCOLS_MAX 512
#define GX_OPENS_MAX     256

/*
 * A driver gets an invalid address as the handle, so that it cannot use the handle as a
 * pointer.
 */
#define GX_HANDLE_FIRST 0x30000000u
#define GX_HANDLE_STEP  0x100u

struct gx_protocol {
	struct gx_guid guid;
	uint64_t handle, interface;
};

struct gx_open {
	struct gx_guid guid;
	uint64_t handle, agent, controller;
	uint32_t attributes;
};

struct gx_handles {
	uint32_t handle_count;
	size_t protocol_count, open_count;
	struct gx_protocol protocols[GX_PROTOCOLS_MAX];
	struct gx_open opens[GX_OPENS_MAX];
};

/* Add a protocol to *handle; if that is 0, make a new handle.  False: no more room. */
bool gx_protocol_install(struct gx_handles *h, uint64_t *handle,
			 const struct gx_guid *guid, uint64_t interface);
void gx_protocol_uninstall(struct gx_handles *h, uint64_t handle,
			   const struct gx_guid *guid);

/* The protocol on this handle; NULL if the handle does not have it. */
const struct gx_protocol *gx_protocol_on(const struct gx_handles *h, uint64_t handle,
					 const struct gx_guid *guid);

/*
 * The index-th protocol with this GUID, or with any GUID (NULL), in order of
 * installation.
 */
const struct gx_protocol *gx_protocol_at(const struct gx_handles *h,
					 const struct gx_guid *guid, size_t index);
size_t gx_protocol_total(const struct gx_handles *h, const struct gx_guid *guid);

bool gx_protocol_opened(struct gx_handles *h, const struct gx_open *open);
void gx_protocol_closed(struct gx_handles *h, const struct gx_open *open);

#endif /* GX_TRY_HANDLES_H */
