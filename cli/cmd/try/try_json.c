/* SPDX-License-Identifier: BSD-2-Clause */
/* try_json.c - print a trial as JSON; see doc/gopx-try.schema.json */
#include "cmd/try/try.h"

#include "show/json.h"

static void set_flag(json_t *o, const char *key, bool value)
{
	json_object_set_new(o, key, json_boolean(value));
}

static void set_number(json_t *o, const char *key, uint64_t value)
{
	json_object_set_new(o, key, json_number(value));
}

static void set_text(json_t *o, const char *key, const char *value)
{
	json_object_set_new(o, key, json_text(value));
}

static void set_id(json_t *o, const char *key, uint32_t id)
{
	set_text(o, key, id == GOPX_TRY_NONE ? NULL : trial_bridge_name(id).text);
}

static json_t *driver(const struct try_case *c)
{
	const struct gopx_gop_info *gop = c->gop ? gopx_finding_gop(c->gop) : NULL;
	json_t *o = json_object();

	set_text(o, "version", gop ? gop->version : NULL);
	json_object_set_new(o, "sha256", json_sha256(c->drivers[c->count - 1]));
	return o;
}

static json_t *table(const struct try_case *c)
{
	json_t *o;

	if (!c->vbt)
		return json_null();
	o = json_object();
	set_text(o, "signature", gopx_finding_vbt(c->vbt)->signature);
	json_object_set_new(o, "sha256", json_sha256(gopx_finding_trimmed(c->vbt)));
	return o;
}

static json_t *modes(const struct gopx_trial *trial)
{
	json_t *a = json_array();

	for (size_t i = 0; i < gopx_trial_mode_count(trial); i++) {
		const struct gopx_try_mode *m = gopx_trial_mode_at(trial, i);
		json_t *o = json_object();

		set_number(o, "width", m->width);
		set_number(o, "height", m->height);
		json_array_append_new(a, o);
	}
	return a;
}

static json_t *end(const struct gopx_try_info *info)
{
	json_t *o = json_object();

	set_text(o, "how", gopx_try_end_name(info->end));
	set_number(o, "address", info->address);
	set_text(o, "service", info->service);
	return o;
}

static json_t *picture(const struct gopx_trial *trial)
{
	uint32_t width, height;
	const uint8_t *pixels = gopx_trial_picture(trial, &width, &height);
	json_t *o;

	if (!pixels)
		return json_null();
	o = json_object();
	set_number(o, "width", width);
	set_number(o, "height", height);
	json_object_set_new(
	    o, "sha256",
	    json_sha256((struct gopx_bytes){ pixels, (size_t)width * height * 4 }));
	return o;
}

static void set_facts(json_t *o, const struct gopx_try_info *info)
{
	char status[24];

	snprintf(status, sizeof(status), "0x%llx", (unsigned long long)info->status);
	set_text(o, "stage", gopx_try_stage_name(info->stage));
	json_object_set_new(o, "end", end(info));
	set_text(o, "status", status);
	set_text(o, "model", info->model);
	set_flag(o, "supported", info->supported);
	set_flag(o, "asked_table", info->asked_table);
	set_flag(o, "asked_lid", info->asked_lid);
	set_flag(o, "asked_dock", info->asked_dock);
	set_id(o, "bridge", info->lpc);
	set_flag(o, "read_bridge", info->read_bridge);
	set_flag(o, "read_null", info->read_null);
	set_number(o, "register_reads", info->register_reads);
	set_number(o, "register_writes", info->register_writes);
	set_number(o, "gtt_writes", info->gtt_writes);
	set_number(o, "microseconds", info->microseconds);
}

void try_print_json(const struct try_values *values, const struct try_inputs *inputs,
		    const struct try_case *c, const struct trial_result *r)
{
	const struct gopx_try_info *info = gopx_trial_info(r->trial);
	json_t *o = json_document("gopx-try/1", inputs->source);

	set_id(o, "device", 0x80860000u | values->shared.limits.pci_device);
	json_object_set_new(o, "driver", driver(c));
	json_object_set_new(o, "table", table(c));
	set_text(o, "verdict", gopx_try_verdict_name(info->verdict));
	set_text(o, "sentence", trial_verdict(try_subject(c), info).text);
	set_facts(o, info);
	set_text(o, "display", r->display ? r->display->connector : NULL);
	json_object_set_new(o, "modes", modes(r->trial));
	set_number(o, "frame_buffer", info->frame_buffer);
	set_number(o, "frame_buffer_size", info->frame_buffer_size);
	json_object_set_new(o, "picture", picture(r->trial));
	json_print(o);
}
