/* SPDX-License-Identifier: BSD-2-Clause */
/* aux.c - a display on a DisplayPort AUX channel (VESA DisplayPort 1.2, 2.7) */
#include "try/device/display.h"

#include "try/machine.h"

#define MESSAGE_MAX   20 /* five registers have 20 bytes */
#define BUSY          0x80000000u
#define DONE          0x40000000u
#define TIMED_OUT     0x10000000u
#define SIZE_SHIFT    20
#define SIZE_MASK     31u
#define REPLY_I2C_NAK 0x40
#define EDID_ADDRESS  0x50u

enum { I2C_WRITE = 0, I2C_READ = 1, NATIVE_WRITE = 8, NATIVE_READ = 9 };

/* Receiver capabilities: DPCD 1.2, 2.7 Gbit/s, four lanes.  Link status: trained. */
static const uint8_t capabilities[] = { 0x12, 0x0a, 0x84, 0x01, 0x01, 0x00, 0x01, 0xc0,
					0x02, 0x00, 0x06, 0x00, 0x00, 0x00, 0x04, 0x00 };
static const uint8_t link_status[] = { 0x41, 0x00, 0x77, 0x77, 0x81, 0x03 };

#define LINK_STATUS 0x200
#define SET_POWER   0x600

static void train(struct gx_aux *aux)
{
	for (size_t i = 2; i < sizeof(link_status); i++)
		aux->dpcd[LINK_STATUS + i] = link_status[i];
}

void gx_aux_reset(struct gx_aux *aux, bool connected)
{
	*aux = (struct gx_aux){ .connected = connected };
	gx_span_copy(gx_span(capabilities, sizeof(capabilities)), aux->dpcd);
	gx_span_copy(gx_span(link_status, sizeof(link_status)), aux->dpcd + LINK_STATUS);
	aux->dpcd[SET_POWER] = 1;
}

/* The registers hold the bytes big-endian. */
static size_t unpack(const struct gx_aux *aux, uint32_t control, uint8_t *message)
{
	size_t size = control >> SIZE_SHIFT & SIZE_MASK;

	for (size_t i = 0; i < MESSAGE_MAX; i++)
		message[i] = (uint8_t)(aux->data[i / 4] >> (24 - 8 * (i % 4)));
	return size > MESSAGE_MAX ? MESSAGE_MAX : size;
}

static void pack(struct gx_aux *aux, const uint8_t *reply)
{
	for (size_t i = 0; i < GX_AUX_DATA; i++)
		aux->data[i] = (uint32_t)reply[4 * i] << 24 |
			       (uint32_t)reply[4 * i + 1] << 16 |
			       (uint32_t)reply[4 * i + 2] << 8 | reply[4 * i + 3];
}

static size_t read_native(const struct gx_aux *aux, uint32_t at, size_t count,
			  uint8_t *reply)
{
	for (size_t i = 0; i < count; i++)
		reply[1 + i] = at + i < GX_DPCD ? aux->dpcd[at + i] : 0;
	return 1 + count;
}

static size_t write_native(struct gx_aux *aux, uint32_t at, const uint8_t *data,
			   size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (at + i < GX_DPCD)
			aux->dpcd[at + i] = data[i];
	}
	train(aux);
	return 1;
}

static size_t read_edid(struct gx_aux *aux, const struct gx_edid *edid, size_t count,
			uint8_t *reply)
{
	for (size_t i = 0; i < count; i++)
		reply[1 + i] = edid->bytes[(aux->at + i) % edid->size];
	aux->at += (uint32_t)count;
	return 1 + count;
}

static size_t answer(struct gopx_machine *m, struct gx_aux *aux, const uint8_t *message,
		     size_t size, uint8_t *reply)
{
	uint32_t command = message[0] >> 4,
		 at = (message[0] & 15u) << 16 | (uint32_t)message[1] << 8 | message[2];
	size_t count = size > 3 ? message[3] + 1u : 0;

	if (count > MESSAGE_MAX - 1)
		count = MESSAGE_MAX - 1;
	if (command == NATIVE_READ)
		return read_native(aux, at, count, reply);
	if (command == NATIVE_WRITE)
		return write_native(aux, at, message + 4, size > 4 ? size - 4 : 0);
	if (at != EDID_ADDRESS) {
		reply[0] = REPLY_I2C_NAK;
		return 1;
	}
	if ((command & 3) == I2C_READ)
		return read_edid(aux, &m->gpu.edid, count, reply);
	if (size > 4)
		aux->at = message[4];
	return 1;
}

uint32_t gx_aux_transact(struct gopx_machine *m, unsigned channel, uint32_t control)
{
	struct gx_aux *aux = &m->gpu.aux[channel];
	uint8_t message[MESSAGE_MAX], reply[MESSAGE_MAX] = { 0 };
	size_t size = unpack(aux, control, message), got;

	gx_trace_add(
	    &m->trace,
	    &(struct gopx_try_event){ .kind = GOPX_TRY_EVENT_AUX,
				      .write = !(message[0] >> 4 & 1),
				      .size = size > 3 ? (uint8_t)(message[3] + 1) : 0,
				      .address = (message[0] & 15u) << 16 |
						 (uint32_t)message[1] << 8 | message[2],
				      .value = channel },
	    NULL);
	if (!aux->connected || size < 3)
		return (control & ~BUSY) | DONE | TIMED_OUT;
	got = answer(m, aux, message, size, reply);
	pack(aux, reply);
	return (control & ~(BUSY | SIZE_MASK << SIZE_SHIFT)) | DONE |
	       (uint32_t)got << SIZE_SHIFT;
}
