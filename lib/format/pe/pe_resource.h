/* SPDX-License-Identifier: BSD-2-Clause */
/* pe_resource.h - raw data among the resources of an executable */
#ifndef GX_FORMAT_PE_RESOURCE_H
#define GX_FORMAT_PE_RESOURCE_H

#include "format/pe/pe.h"

#define GX_PE_RESOURCES_MAX 64

/*
 * The RCDATA resources of 'image', in order; returns how many were stored in out[].
 * Those that extend past their section, or are over the limit, are dropped. Directories
 * may refer to each other many times: *looked_at is the number of bytes read.
 */
size_t gx_pe_rcdata(struct gx_span image, const struct gx_pe *pe,
		    struct gx_span out[GX_PE_RESOURCES_MAX], uint64_t *looked_at);

/* Panasonic's form of such a resource: {u32, unpacked size u32, LZNT1 stream}. */
bool gx_panasonic_resource_decode(struct gx_span resource, uint32_t *unpacked,
				  struct gx_span *stream);

#endif /* GX_FORMAT_PE_RESOURCE_H */
