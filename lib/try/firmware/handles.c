/* SPDX-License-Identifier: BSD-2-Clause */
/* handles.c - the handle database (UEFI 2.10, 7.3), as plain lists */
#include "try/firmware/handles.h"

bool gx_protocol_install(struct gx_handles *h, uint64_t *handle,
			 const struct gx_guid *guid, uint64_t interface)
{
	if (h->protocol_count == GX_PROTOCOLS_MAX)
		return false;
	if (!*handle) {
		if (h->handle_count == GX_HANDLES_MAX)
			return false;
		*handle = GX_HANDLE_FIRST + GX_HANDLE_STEP * h->handle_count++;
	}
	h->protocols[h->protocol_count++] = (struct gx_protocol){ *guid, *handle,
								  interface };
	return true;
}

void gx_protocol_uninstall(struct gx_handles *h, uint64_t handle,
			   const struct gx_guid *guid)
{
	size_t kept = 0;

	for (size_t i = 0; i < h->protocol_count; i++) {
		const struct gx_protocol *p = &h->protocols[i];

		if (p->handle != handle || !gx_guid_equal(&p->guid, guid))
			h->protocols[kept++] = *p;
	}
	h->protocol_count = kept;
}

const struct gx_protocol *gx_protocol_on(const struct gx_handles *h, uint64_t handle,
					 const struct gx_guid *guid)
{
	for (size_t i = 0; i < h->protocol_count; i++) {
		const struct gx_protocol *p = &h->protocols[i];

		if (p->handle == handle && gx_guid_equal(&p->guid, guid))
			return p;
	}
	return NULL;
}

const struct gx_protocol *gx_protocol_at(const struct gx_handles *h,
					 const struct gx_guid *guid, size_t index)
{
	for (size_t i = 0; i < h->protocol_count; i++) {
		if (guid && !gx_guid_equal(&h->protocols[i].guid, guid))
			continue;
		if (!index--)
			return &h->protocols[i];
	}
	return NULL;
}

size_t gx_protocol_total(const struct gx_handles *h, const struct gx_guid *guid)
{
	size_t total = 0;

	while (gx_protocol_at(h, guid, total))
		total++;
	return total;
}

bool gx_protocol_opened(struct gx_handles *h, const struct gx_open *open)
{
	if (h->open_count == GX_OPENS_MAX)
		return false;
	h->opens[h->open_count++] = *open;
	return true;
}

void gx_protocol_closed(struct gx_handles *h, const struct gx_open *open)
{
	size_t kept = 0;

	for (size_t i = 0; i < h->open_count; i++) {
		const struct gx_open *o = &h->opens[i];

		if (o->handle != open->handle || o->agent != open->agent ||
		    o->controller != open->controller ||
		    !gx_guid_equal(&o->guid, &open->guid))
			h->opens[kept++] = *o;
	}
	h->open_count = kept;
}
