/* SPDX-License-Identifier: BSD-2-Clause */
/* try_text.c - print a trial for people */
#include "cmd/try/try.h"

#include <inttypes.h>
#include <string.h>

#include "args/device_option.h"
#include "words/terminal.h"

static void print_verdict(const struct try_case *c, const struct gopx_try_info *info)
{
	bool good = info->verdict == GOPX_TRY_LIGHTS_UP;
	struct text_flow flow = text_flow(0);

	text_style(good ? STYLE_GOOD : STYLE_STRONG);
	text_flow_put(&flow, trial_verdict(try_subject(c), info).text);
	text_style(STYLE_PLAIN);
	text_flow_end(&flow);
}

static const char *unknown_table(const struct try_case *c)
{
	if (!c->policy)
		return "the policy driver's";
	return c->has_table ? "not recognized" : "none (--vbt gives one)";
}

static void print_what(const struct try_values *values, const struct try_inputs *inputs,
		       const struct try_case *c)
{
	const struct gopx_gop_info *gop = c->gop ? gopx_finding_gop(c->gop) : NULL;
	const struct gopx_vbt_info *vbt = c->vbt ? gopx_finding_vbt(c->vbt) : NULL;

	printf("driver   ");
	if (gop)
		printf("Intel GOP %s, ", gop->version ? gop->version : "?");
	text_put(stdout, inputs->source->input.name);
	printf("\ntable    ");
	if (vbt)
		printf("%s, %u bytes", vbt->signature, vbt->vbt_size);
	else
		printf("%s", unknown_table(c));
	printf("\ndevice   %s\n", device_title(&values->shared.limits).text);
}

static const char *bridge_use(const struct gopx_try_info *info)
{
	if (!info->read_bridge)
		return "not read by the driver";
	if (info->verdict == GOPX_TRY_REFUSES_BRIDGE)
		return "read and not accepted";
	return info->registers_after ? "read and accepted" : "read";
}

static void print_bridge(const struct try_values *values,
			 const struct gopx_try_info *info)
{
	printf("bridge   %s%s: %s\n", trial_bridge_name(info->lpc).text,
	       values->bridge ? "" : " (as on boards of this generation)",
	       bridge_use(info));
}

static void print_policy(const struct gopx_try_info *info)
{
	printf("asks     ");
	if (!info->asked_table && !info->asked_lid && !info->asked_dock)
		printf("neither for the table nor for the lid");
	else
		printf("for %s%s%s", info->asked_table ? "the table" : "",
		       info->asked_lid ? info->asked_table ? ", the lid" : "the lid" : "",
		       info->asked_dock ? " and the dock" : "");
	puts("");
}

static void print_display(const struct try_inputs *inputs, const struct trial_result *r)
{
	const struct gopx_vbt_device *d = r->display;

	printf("display  ");
	if (d)
		printf("at %s: %s on %s", d->connector ? d->connector : "an output",
		       d->kind, d->port ? d->port : "a port");
	else
		printf("at AUX channel A");
	printf(", EDID %s", inputs->edid.size ? "as given" : "made up");
	if (r->displays > 1)
		printf(" (tried at %zu of the table's outputs)", r->displays);
	puts("");
}

static void print_modes(const struct gopx_trial *trial)
{
	const struct gopx_try_info *info = gopx_trial_info(trial);
	size_t count = gopx_trial_mode_count(trial);

	if (!count)
		return;
	printf("modes    ");
	for (size_t i = 0; i < count; i++) {
		const struct gopx_try_mode *m = gopx_trial_mode_at(trial, i);

		printf("%s%ux%u", i ? ", " : "", m->width, m->height);
	}
	printf("\nframe buffer  0x%" PRIx64 ", %" PRIu64 " bytes\n", info->frame_buffer,
	       info->frame_buffer_size);
}

static void print_work(const struct gopx_try_info *info)
{
	if (info->stage < GOPX_TRY_START)
		return;
	printf("start    %u registers read, %u written, %u entries of the GTT, %" PRIu64
	       " ms waited\n",
	       info->register_reads, info->register_writes, info->gtt_writes,
	       info->microseconds / 1000);
	if (info->read_null)
		puts("         reads through a null pointer, which real firmware allows");
}

void try_print_text(const struct try_values *values, const struct try_inputs *inputs,
		    const struct try_case *c, const struct trial_result *r)
{
	const struct gopx_try_info *info = gopx_trial_info(r->trial);

	print_verdict(c, info);
	print_what(values, inputs, c);
	if (info->supported) {
		print_bridge(values, info);
		print_policy(info);
		print_work(info);
	}
	if (info->register_writes)
		print_display(inputs, r);
	print_modes(r->trial);
	puts("Tried without the GPU.  Only hardware can show whether its stolen memory, "
	     "the\nlink to a display and the operating system's driver work.");
}

/* ---- --trace -------------------------------------------------------------------- */

static void print_event(const struct gopx_try_event *e)
{
	const char *way = e->write ? "write" : "read";
	unsigned address = (unsigned)e->address;

	switch (e->kind) {
	case GOPX_TRY_EVENT_SERVICE:
		printf("service  %s", e->name);
		if (e->what)
			printf(" %s", e->what);
		if (!strcmp(e->name, "Stall"))
			printf(" %" PRIu64 " us", e->value);
		else if (e->value)
			printf(" -> 0x%" PRIx64, e->value);
		break;
	case GOPX_TRY_EVENT_CONFIG:
		printf("config   %-5s %02x:%02x.%x +%03x %0*" PRIx64 " by %s", way,
		       address >> 20 & 0xff, address >> 15 & 31, address >> 12 & 7,
		       address & 0xfff, 2 * e->size, e->value, e->name);
		break;
	case GOPX_TRY_EVENT_REGISTER:
		printf("register %-5s %06x %0*" PRIx64 "%s%s", way, address, 2 * e->size,
		       e->value, strcmp(e->name, "memory") ? " by " : "",
		       strcmp(e->name, "memory") ? e->name : "");
		break;
	case GOPX_TRY_EVENT_PORT:
		printf("port     %-5s %04x %0*" PRIx64, way, address, 2 * e->size,
		       e->value);
		break;
	case GOPX_TRY_EVENT_POLICY:
		printf("policy   %s", e->name);
		break;
	case GOPX_TRY_EVENT_AUX:
		printf("aux      %-5s %c %05x, %u bytes", way, (char)('A' + e->value),
		       address, e->size);
		break;
	case GOPX_TRY_EVENT_DDC:
		printf("ddc      %-5s pins %" PRIu64 " %02x, %u bytes", way, e->value,
		       address, e->size);
		break;
	default:
		printf("memory   %-5s %04x, through a null pointer", way, address);
	}
}

void try_print_trace(const struct gopx_trial *trial)
{
	for (size_t i = 0; i < gopx_trial_event_count(trial); i++) {
		const struct gopx_try_event *e = gopx_trial_event_at(trial, i);

		print_event(e);
		if (e->more)
			printf(", %u times", e->more + 1);
		puts("");
	}
	if (!gopx_trial_events_complete(trial))
		puts("... more than 65536: not kept");
}
