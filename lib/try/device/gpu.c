/* SPDX-License-Identifier: BSD-2-Clause */
/* gpu.c - BAR 0: applies the rules of a model to reads and writes */
#include "try/device/gpu.h"

#include <string.h>

#include "try/machine.h"
#include "try/device/display.h"
#include "try/device/pci.h"
#include "try/model/model.h"
#include "try/probe.h"

#define PANEL_IS_ON 0x80000008u /* the panel is on, and the power sequence is over */
#define LINES       1100u
/* after more reads of the same register in a row, the driver counts as hanging */
#define POLLS        200000u
#define AUX_BUSY     0x80000000u
#define AUX_RESULTS  0x50000000u
#define SIDE_WRITE   0x10000u
#define SIDE_BUSY    1u
#define SIDE_PUNIT   4u
#define PUNIT_STATUS 0x36u /* PUNIT_REG_DSPSSPM */

static bool is_at(const struct gx_rule *rule, uint32_t at, unsigned *index)
{
	uint32_t step = rule->step ? rule->step : 4, past = at - rule->at;

	*index = past / step;
	return at >= rule->at && past % step == 0 &&
	       past / step < (rule->count ? rule->count : 1u);
}

/* ---- the side band of Bay Trail (Linux, vlv_sideband.c) --------------------------- */

static uint32_t *side(struct gx_gpu *gpu, uint32_t port, uint32_t at)
{
	return &gpu->side[(port * 61 + at) % (sizeof(gpu->side) / sizeof(*gpu->side))];
}

static uint32_t side_read(struct gx_gpu *gpu, uint32_t port, uint32_t at)
{
	uint32_t v = *side(gpu, port, at);

	if (port == SIDE_PUNIT && at == PUNIT_STATUS) /* the state follows the request */
		return (v & 0xffff) | (v & 0xdf3f) << 16;
	if (port == SIDE_PUNIT && at == 0x61)
		return *side(gpu, port, 0x60);
	if (port == 0x12 || port == 0x13 || port == 0x1a) /* the PHY's PLL is locked */
		return v | 0x01000000;
	return v;
}

static uint32_t ring(struct gx_gpu *gpu, uint32_t doorbell, uint32_t value)
{
	uint32_t *data = &gpu->registers[doorbell / 4 + 1];
	uint32_t port = value >> 8 & 0xff, at = gpu->registers[doorbell / 4 + 2];

	if (value & SIDE_WRITE)
		*side(gpu, port, at) = *data;
	else
		*data = side_read(gpu, port, at);
	return value & ~SIDE_BUSY;
}

/* ---- reading ---------------------------------------------------------------------- */

static uint32_t read_by(struct gopx_machine *m, const struct gx_rule *rule, uint32_t v)
{
	struct gx_gpu *gpu = &m->gpu;

	switch (rule->what) {
	case GX_ALWAYS:
		return rule->a;
	case GX_WITH:
		return v | rule->a;
	case GX_PANEL_POWER:
		return gpu->registers[rule->a / 4] & 1 ? PANEL_IS_ON : 0;
	case GX_IDLE:
		return v >> 31 ? v & ~0x80u : v | 0x80u;
	case GX_LINE:
		return ++gpu->frames % LINES;
	case GX_FRAME:
		return ++gpu->frames / 4;
	case GX_LIVE:
		return v | (gpu->aux_channels >> rule->b & 1) << rule->a;
	case GX_CONFIG:
		return gx_config_peek(&m->state.pci, GX_DEVICE_GPU, rule->a) & rule->b;
	default:
		return v;
	}
}

/* Apply all rules for a register, in their order.  The rules come from the first model
 * that has rules for this register. */
static uint32_t answer(struct gopx_machine *m, uint32_t at)
{
	uint32_t v = m->gpu.registers[at / 4];
	bool known = false;
	unsigned index;

	for (const struct gx_model *o = m->gpu.model; o && !known; o = o->like) {
		for (size_t i = 0; i < o->count; i++) {
			if (!is_at(&o->rules[i], at, &index))
				continue;
			v = read_by(m, &o->rules[i], v);
			known = true;
		}
	}
	return v;
}

/*
 * Find the AUX channel that has its control register, or one of its data registers, at
 * this address.
 */
static const struct gx_rule *channel_at(const struct gx_model *model, uint32_t at,
					uint32_t room)
{
	for (const struct gx_model *o = model; o; o = o->like) {
		for (size_t i = 0; i < o->count; i++) {
			const struct gx_rule *rule = &o->rules[i];

			if (rule->what == GX_AUX && at >= rule->at &&
			    at - rule->at < room)
				return rule;
		}
	}
	return NULL;
}

static uint32_t read_word(struct gopx_machine *m, uint32_t at)
{
	const struct gx_model *model = m->gpu.model;
	const struct gx_rule *channel = channel_at(model, at, 4 + 4 * GX_AUX_DATA);

	if (at - model->gmbus < GX_GMBUS_SIZE)
		return gx_gmbus_read(m, at - model->gmbus, m->gpu.registers[at / 4]);
	if (channel && at > channel->at)
		return m->gpu.aux[channel->a].data[(at - channel->at) / 4 - 1];
	return answer(m, at);
}

static void record(struct gopx_machine *m, const char *way, enum gx_access access,
		   uint64_t at, unsigned size, uint64_t value)
{
	if (at < m->gpu.model->gtt)
		gx_trace_add(&m->trace,
			     &(struct gopx_try_event){ .kind = GOPX_TRY_EVENT_REGISTER,
						       .name = way,
						       .write = access == GX_WRITE,
						       .size = (uint8_t)size,
						       .address = at,
						       .value = value },
			     NULL);
}

/* An access takes as long as this many instructions. */
#define ACCESS 16u

static void count_read(struct gopx_machine *m, uint32_t at)
{
	struct gx_gpu *gpu = &m->gpu;

	m->spent += ACCESS;
	m->info->register_reads++;
	m->info->registers_after |= m->info->read_bridge;
	gpu->reads_alike = gpu->last_read == at ? gpu->reads_alike + 1 : 0;
	gpu->last_read = at;
	if (gpu->reads_alike > POLLS)
		gx_stop(m, GOPX_TRY_WAITS, at);
}

uint64_t gx_register_read(struct gopx_machine *m, const char *way, uint64_t offset,
			  unsigned size)
{
	uint64_t value;

	if (!m->gpu.model || offset >= GX_BAR0_SIZE || size > GX_BAR0_SIZE - offset)
		return UINT64_MAX;
	gx_probe_register(m);
	count_read(m, (uint32_t)offset & ~3u);
	value = read_word(m, (uint32_t)offset & ~3u) >> 8 * (offset & 3);
	if (size == 8)
		value |= (uint64_t)read_word(m, ((uint32_t)offset & ~3u) + 4) << 32;
	else
		value &= (UINT64_C(1) << 8 * size) - 1;
	record(m, way, GX_READ, offset, size, value);
	return value;
}

/* ---- writing ---------------------------------------------------------------------- */

static uint32_t follow(uint32_t v, uint32_t request, uint32_t state)
{
	uint32_t bit = UINT32_C(1) << state;

	return v >> request & 1 ? v | bit : v & ~bit;
}

static uint32_t write_by(struct gopx_machine *m, const struct gx_rule *rule, uint32_t at,
			 uint32_t v)
{
	switch (rule->what) {
	case GX_FOLLOWS:
		return follow(v, rule->a, rule->b);
	case GX_PAIRS:
		return (v & 0xaaaaaaaa) | (v & 0xaaaaaaaa) >> 1;
	case GX_DONE:
		return v & ~rule->a;
	case GX_SIDE_BAND:
		return ring(&m->gpu, at, v);
	case GX_AUX:
		return v & AUX_BUSY ? gx_aux_transact(m, rule->a, v) : v & ~AUX_RESULTS;
	default:
		return v;
	}
}

static uint32_t effect(struct gopx_machine *m, uint32_t at, uint32_t v)
{
	bool known = false;
	unsigned index;

	for (const struct gx_model *o = m->gpu.model; o && !known; o = o->like) {
		for (size_t i = 0; i < o->count; i++) {
			if (!is_at(&o->rules[i], at, &index))
				continue;
			v = write_by(m, &o->rules[i], at, v);
			known = true;
		}
	}
	return v;
}

static void write_word(struct gopx_machine *m, uint32_t at, uint32_t value)
{
	const struct gx_model *model = m->gpu.model;
	const struct gx_rule *channel = channel_at(model, at, 4 + 4 * GX_AUX_DATA);
	uint32_t data = m->gpu.registers[model->gmbus / 4 + 3]; /* GMBUS3 */

	if (at - model->gmbus < GX_GMBUS_SIZE)
		gx_gmbus_write(m, at - model->gmbus, value, data);
	else if (channel && at > channel->at)
		m->gpu.aux[channel->a].data[(at - channel->at) / 4 - 1] = value;
	else if (at < model->gtt)
		value = effect(m, at, value);
	m->gpu.registers[at / 4] = value;
}

void gx_register_write(struct gopx_machine *m, const char *way, uint64_t offset,
		       unsigned size, uint64_t value)
{
	uint32_t at = (uint32_t)offset & ~3u, shift = 8 * ((uint32_t)offset & 3), mask;

	if (!m->gpu.model || offset >= GX_BAR0_SIZE || size > GX_BAR0_SIZE - offset)
		return;
	gx_probe_register(m);
	m->spent += ACCESS;
	m->gpu.reads_alike = 0;
	m->info->registers_after |= m->info->read_bridge;
	if (at >= m->gpu.model->gtt)
		m->info->gtt_writes += size / 4;
	else
		m->info->register_writes++;
	record(m, way, GX_WRITE, offset, size, value);
	mask = size >= 4 ? UINT32_MAX : ((UINT32_C(1) << 8 * size) - 1) << shift;
	write_word(m, at,
		   (m->gpu.registers[at / 4] & ~mask) |
		       ((uint32_t)(value << shift) & mask));
	if (size == 8)
		write_word(m, at + 4, (uint32_t)(value >> 32));
}

/* ---- power on --------------------------------------------------------------------- */

static void reset_registers(struct gx_gpu *gpu)
{
	for (const struct gx_model *o = gpu->model; o; o = o->like) {
		for (size_t i = 0; i < o->count; i++) {
			if (o->rules[i].what == GX_RESET)
				gpu->registers[o->rules[i].at / 4] = o->rules[i].a;
		}
	}
}

bool gx_gpu_reset(struct gopx_machine *m, const struct gx_model *model,
		  const struct gopx_try_options *options)
{
	struct gx_gpu *gpu = &m->gpu;
	uint32_t *registers = gpu->registers;
	bool any = options->aux_channels || options->ddc_pins;

	memset(registers, 0, GX_BAR0_SIZE);
	*gpu = (struct gx_gpu){ .model = model, .registers = registers };
	gpu->aux_channels = any ? options->aux_channels : 1;
	gpu->ddc_pins = options->ddc_pins;
	gx_edid_make(&gpu->edid, gx_span(options->edid.data, options->edid.size));
	for (unsigned i = 0; i < GOPX_TRY_PORTS; i++)
		gx_aux_reset(&gpu->aux[i], gpu->aux_channels >> i & 1);
	if (model)
		reset_registers(gpu);
	return true;
}
