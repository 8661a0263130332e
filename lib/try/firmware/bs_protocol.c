/* SPDX-License-Identifier: BSD-2-Clause */
/* bs_protocol.c - boot services about protocols and handles (UEFI 2.10, 7.3) */
#include "try/firmware/firmware.h"

#define GUID_SIZE        16
#define BY_PROTOCOL      2
#define ALL_HANDLES      0
#define TEST_PROTOCOL    4
#define ATTRIBUTES       0xff
#define INFORMATION_SIZE 24

static struct gx_guid guid_at(struct gopx_machine *m, uint64_t at)
{
	struct gx_guid guid = { 0 };

	gx_guest_read(m, at, guid.b, GUID_SIZE);
	return guid;
}

static void note(struct gopx_machine *m, const char *service, const struct gx_guid *guid,
		 uint64_t handle, uint64_t status)
{
	gx_trace_add(&m->trace,
		     &(struct gopx_try_event){ .kind = GOPX_TRY_EVENT_SERVICE,
					       .name = service,
					       .address = handle,
					       .value = status },
		     guid);
}

static uint64_t install_one(struct gopx_machine *m, const char *service, uint64_t *handle,
			    uint64_t guid_pointer, uint64_t interface)
{
	struct gx_guid guid = guid_at(m, guid_pointer);

	if (!gx_protocol_install(&m->state.handles, handle, &guid, interface)) {
		gx_stop_in(m, GOPX_TRY_MEMORY, service);
		return GX_EFI_OUT_OF_RESOURCES;
	}
	note(m, service, &guid, *handle, GX_EFI_SUCCESS);
	return GX_EFI_SUCCESS;
}

/* Arguments: address of the handle, GUID, type, interface */
uint64_t gx_bs_install(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	uint64_t handle = gx_guest_get(m, a[0], 8), status;

	(void)index;
	status = install_one(m, "InstallProtocolInterface", &handle, a[1], a[3]);
	gx_guest_put(m, a[0], 8, handle);
	return status;
}

/* The address on the stack of the n-th argument after the first. */
static uint64_t argument(struct gopx_machine *m, const uint64_t *a, size_t n)
{
	uint64_t rsp = 0;

	if (n < GX_ARGUMENTS)
		return a[n];
	uc_reg_read(m->uc, UC_X86_REG_RSP, &rsp);
	return gx_guest_get(m, rsp + 8 + 8 * n, 8);
}

/* Arguments: address of the handle, then pairs of GUID and interface, then 0 */
uint64_t gx_bs_install_multiple(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	uint64_t handle = gx_guest_get(m, a[0], 8), status = GX_EFI_SUCCESS;

	(void)index;
	for (size_t n = 1; !status && !m->stopped && argument(m, a, n); n += 2)
		status = install_one(m, "InstallMultipleProtocolInterfaces", &handle,
				     argument(m, a, n), argument(m, a, n + 1));
	gx_guest_put(m, a[0], 8, handle);
	return status;
}

static void uninstall_one(struct gopx_machine *m, const char *service, uint64_t handle,
			  uint64_t guid_pointer)
{
	struct gx_guid guid = guid_at(m, guid_pointer);

	gx_protocol_uninstall(&m->state.handles, handle, &guid);
	note(m, service, &guid, handle, GX_EFI_SUCCESS);
}

uint64_t gx_bs_uninstall(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	(void)index;
	uninstall_one(m, "UninstallProtocolInterface", a[0], a[1]);
	return GX_EFI_SUCCESS;
}

uint64_t gx_bs_uninstall_multiple(struct gopx_machine *m, const uint64_t *a,
				  unsigned index)
{
	(void)index;
	for (size_t n = 1; n < GX_PROTOCOLS_MAX && !m->stopped && argument(m, a, n);
	     n += 2)
		uninstall_one(m, "UninstallMultipleProtocolInterfaces", a[0],
			      argument(m, a, n));
	return GX_EFI_SUCCESS;
}

/* Arguments: handle, GUID, old interface, new one */
uint64_t gx_bs_reinstall(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	struct gx_guid guid = guid_at(m, a[1]);
	uint64_t handle = a[0];

	(void)index;
	gx_protocol_uninstall(&m->state.handles, handle, &guid);
	return install_one(m, "ReinstallProtocolInterface", &handle, a[1], a[3]);
}

static uint64_t hand_out(struct gopx_machine *m, const char *service, uint64_t handle,
			 const struct gx_guid *guid, uint64_t where)
{
	const struct gx_protocol *p = gx_protocol_on(&m->state.handles, handle, guid);
	uint64_t status = p ? GX_EFI_SUCCESS : GX_EFI_UNSUPPORTED;

	note(m, service, guid, handle, status);
	if (where)
		gx_guest_put(m, where, 8, p ? p->interface : 0);
	return status;
}

/* Arguments: handle, GUID, address for the interface */
uint64_t gx_bs_handle_protocol(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	struct gx_guid guid = guid_at(m, a[1]);

	(void)index;
	return hand_out(m, "HandleProtocol", a[0], &guid, a[2]);
}

/* Arguments: handle, GUID, address for the interface, agent, controller, attributes */
uint64_t gx_bs_open(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	struct gx_open open = { guid_at(m, a[1]), a[0], a[3], a[4],
				(uint32_t)a[5] & ATTRIBUTES };
	bool test = open.attributes == TEST_PROTOCOL;
	uint64_t status = hand_out(m, "OpenProtocol", a[0], &open.guid, test ? 0 : a[2]);

	(void)index;
	if (!status && !gx_protocol_opened(&m->state.handles, &open))
		gx_stop_in(m, GOPX_TRY_MEMORY, "OpenProtocol");
	return status;
}

uint64_t gx_bs_close(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	struct gx_open open = { guid_at(m, a[1]), a[0], a[2], a[3], 0 };

	(void)index;
	gx_protocol_closed(&m->state.handles, &open);
	note(m, "CloseProtocol", &open.guid, a[0], GX_EFI_SUCCESS);
	return GX_EFI_SUCCESS;
}

/* Arguments: handle, GUID, address for the list, address for the count */
uint64_t gx_bs_open_information(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	struct gx_guid guid = guid_at(m, a[1]);
	const struct gx_handles *h = &m->state.handles;
	uint64_t list = gx_pool_take(m, INFORMATION_SIZE * (h->open_count + 1), 16);
	uint64_t count = 0;

	(void)index;
	if (!list)
		return GX_EFI_OUT_OF_RESOURCES;
	for (size_t i = 0; i < h->open_count; i++) {
		const struct gx_open *o = &h->opens[i];
		uint64_t at = list + INFORMATION_SIZE * count;

		if (o->handle != a[0] || !gx_guid_equal(&o->guid, &guid))
			continue;
		gx_guest_put(m, at, 8, o->agent);
		gx_guest_put(m, at + 8, 8, o->controller);
		gx_guest_put(m, at + 16, 4, o->attributes);
		gx_guest_put(m, at + 20, 4, 1);
		count++;
	}
	gx_guest_put(m, a[2], 8, list);
	gx_guest_put(m, a[3], 8, count);
	note(m, "OpenProtocolInformation", &guid, a[0], GX_EFI_SUCCESS);
	return GX_EFI_SUCCESS;
}

/*
 * handle, address for the list, address for the count; the list has pointers to GUIDs in
 * the pool
 */
uint64_t gx_bs_protocols_per_handle(struct gopx_machine *m, const uint64_t *a,
				    unsigned index)
{
	const struct gx_handles *h = &m->state.handles;
	uint64_t list = gx_pool_take(m, 8 * (h->protocol_count + 1), 16);
	uint64_t guids = gx_pool_take(m, GUID_SIZE * (h->protocol_count + 1), 16);
	uint64_t count = 0;

	(void)index;
	if (!list || !guids)
		return GX_EFI_OUT_OF_RESOURCES;
	for (size_t i = 0; i < h->protocol_count; i++) {
		if (h->protocols[i].handle != a[0])
			continue;
		gx_guest_write(m, guids + GUID_SIZE * count, h->protocols[i].guid.b,
			       GUID_SIZE);
		gx_guest_put(m, list + 8 * count, 8, guids + GUID_SIZE * count);
		count++;
	}
	gx_guest_put(m, a[1], 8, list);
	gx_guest_put(m, a[2], 8, count);
	return count ? GX_EFI_SUCCESS : GX_EFI_INVALID_PARAMETER;
}

static size_t put_handles(struct gopx_machine *m, const struct gx_guid *guid, uint64_t to)
{
	const struct gx_protocol *p;
	size_t n = 0;

	for (; (p = gx_protocol_at(&m->state.handles, guid, n)) != NULL; n++)
		gx_guest_put(m, to + 8 * n, 8, p->handle);
	return n;
}

/* True if a driver searches by protocol or for all handles.  *which is the protocol;
 * NULL: any. */
static bool asked_for(struct gopx_machine *m, const uint64_t *a, struct gx_guid *guid,
		      const struct gx_guid **which)
{
	*which = (uint32_t)a[0] == BY_PROTOCOL ? guid : NULL;
	if (*which)
		*guid = guid_at(m, a[1]);
	return *which || (uint32_t)a[0] == ALL_HANDLES;
}

/* Arguments: search, GUID, key, size of the buffer, buffer */
uint64_t gx_bs_locate_handle(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	struct gx_guid guid;
	const struct gx_guid *which;
	uint64_t need, room;

	(void)index;
	if (!asked_for(m, a, &guid, &which))
		return GX_EFI_NOT_FOUND;
	need = 8 * gx_protocol_total(&m->state.handles, which);
	room = gx_guest_get(m, a[3], 8);
	note(m, "LocateHandle", which, 0, need ? GX_EFI_SUCCESS : GX_EFI_NOT_FOUND);
	if (!need)
		return GX_EFI_NOT_FOUND;
	gx_guest_put(m, a[3], 8, need);
	if (room < need)
		return GX_EFI_BUFFER_TOO_SMALL;
	put_handles(m, which, a[4]);
	return GX_EFI_SUCCESS;
}

/* Arguments: search, GUID, key, address for the count, address for the list */
uint64_t gx_bs_locate_handle_buffer(struct gopx_machine *m, const uint64_t *a,
				    unsigned index)
{
	struct gx_guid guid;
	const struct gx_guid *which;
	uint64_t count, list;

	(void)index;
	if (!asked_for(m, a, &guid, &which))
		return GX_EFI_NOT_FOUND;
	count = gx_protocol_total(&m->state.handles, which);
	note(m, "LocateHandleBuffer", which, 0,
	     count ? GX_EFI_SUCCESS : GX_EFI_NOT_FOUND);
	list = count ? gx_pool_take(m, 8 * count, 16) : 0;
	gx_guest_put(m, a[3], 8, list ? count : 0);
	gx_guest_put(m, a[4], 8, list);
	if (!list)
		return GX_EFI_NOT_FOUND;
	put_handles(m, which, list);
	return GX_EFI_SUCCESS;
}

/* Arguments: GUID, registration, address for the interface */
uint64_t gx_bs_locate_protocol(struct gopx_machine *m, const uint64_t *a, unsigned index)
{
	struct gx_guid guid = guid_at(m, a[0]);
	const struct gx_protocol *p = gx_protocol_at(&m->state.handles, &guid, 0);
	uint64_t status = p ? GX_EFI_SUCCESS : GX_EFI_NOT_FOUND;

	(void)index;
	note(m, "LocateProtocol", &guid, 0, status);
	gx_guest_put(m, a[2], 8, p ? p->interface : 0);
	return status;
}
