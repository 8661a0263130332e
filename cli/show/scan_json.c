/* SPDX-License-Identifier: BSD-2-Clause */
/* scan_json.c - the findings of an image for programs; doc/gopx-scan.schema.json */
#include "show/scan_json.h"

#include "args/device_option.h"
#include "show/json.h"
#include "show/node.h"

static json_t *places(const struct gopx_finding *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < gopx_finding_place_count(f); i++) {
		json_t *o = json_object();

		json_set_place(o, gopx_finding_place_at(f, i));
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *reasons(const struct gopx_finding *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < gopx_finding_reason_count(f); i++)
		json_array_append_new(list, json_text(gopx_finding_reason_at(f, i)));
	return list;
}

static json_t *devices(const struct gopx_finding *f)
{
	json_t *list = json_array();

	for (size_t i = 0; i < gopx_finding_device_count(f); i++) {
		const struct gopx_device *d = gopx_finding_device_at(f, i);
		json_t *o = json_object();

		json_object_set_new(o, "id", json_sprintf("8086:%04x", d->device));
		json_object_set_new(
		    o, "platform",
		    json_text(d->platform ? gopx_platform_code(d->platform) : NULL));
		json_array_append_new(list, o);
	}
	return list;
}

static void set_executable(json_t *o, const struct gopx_gop_info *gop)
{
	json_object_set_new(o, "machine", json_string(machine_name(gop->machine).text));
	json_object_set_new(o, "te", json_boolean(gop->te));
}

static void set_gop(json_t *o, const struct gopx_finding *f)
{
	const struct gopx_gop_info *gop = gopx_finding_gop(f);
	struct gopx_bytes normalized = gopx_finding_normalized(f);

	set_executable(o, gop);
	json_object_set_new(o, "version", json_text(gop->version));
	json_object_set_new(o, "version_exact", json_boolean(gop->version_exact));
	json_object_set_new(o, "image_base", json_address(gop->image_base));
	json_object_set_new(o, "normalized_sha256",
			    normalized.size ? json_sha256(normalized) : json_null());
	json_object_set_new(o, "devices", devices(f));
	json_object_set_new(o, "platforms", json_platforms(f));
}

/* The name of the table's default panel, unless it is a reference board's. */
static json_t *panel_name(const struct gopx_vbt_panel *p)
{
	if (!p || !p->named)
		return json_null();
	return json_text(p->name ? p->name : p->pnp_id);
}

static void set_vbt(json_t *o, const struct gopx_finding *f)
{
	const struct gopx_vbt_info *vbt = gopx_finding_vbt(f);

	json_object_set_new(o, "signature", json_text(vbt->signature));
	json_object_set_new(o, "sign_on", json_text(vbt->sign_on));
	json_object_set_new(o, "vbt_size", json_number(vbt->vbt_size));
	json_object_set_new(o, "bdb_version", json_number(vbt->bdb_version));
	json_object_set_new(o, "checksum_ok", json_boolean(vbt->checksum_ok));
	json_object_set_new(o, "origin", json_string(origin_name(vbt->origin)));
	json_object_set_new(o, "platforms", json_platforms(f));
	json_object_set_new(o, "panel", panel_name(gopx_finding_vbt_panel(f)));
}

static void set_note(json_t *o, const struct gopx_finding *f)
{
	json_object_set_new(o, "code", json_text(gopx_finding_note_code(f)));
	json_object_set_new(o, "text", json_text(gopx_finding_note_text(f)));
}

static json_t *finding(const struct gopx_finding *f)
{
	struct gopx_bytes body = gopx_finding_body(f);
	struct gopx_bytes trimmed = gopx_finding_trimmed(f);
	json_t *o = json_object();

	json_object_set_new(o, "kind", json_string(kind_name(gopx_finding_kind(f))));
	json_object_set_new(o, "best", json_boolean(gopx_finding_best(f)));
	json_object_set_new(o, "decided", json_text(gopx_finding_decided(f)));
	json_object_set_new(o, "tied", json_boolean(gopx_finding_tied(f)));
	json_object_set_new(o, "for_device", json_boolean(gopx_finding_for_device(f)));
	json_object_set_new(o, "confidence",
			    json_string(confidence_name(gopx_finding_confidence(f))));
	json_object_set_new(o, "reasons", reasons(f));
	json_object_set_new(o, "size", json_number(body.size));
	json_object_set_new(o, "sha256", json_sha256(body));
	json_object_set_new(o, "trimmed_size", json_number(trimmed.size));
	json_object_set_new(o, "trimmed_sha256", json_sha256(trimmed));
	json_set_place(o, gopx_finding_place_at(f, 0));
	json_object_set_new(o, "places", places(f));
	switch (gopx_finding_kind(f)) {
	case GOPX_FINDING_GOP:
		set_gop(o, f);
		break;
	case GOPX_FINDING_VBT:
		set_vbt(o, f);
		break;
	case GOPX_FINDING_OTHER_GOP:
		set_executable(o, gopx_finding_gop(f));
		json_object_set_new(o, "vendor",
				    json_string(gopx_finding_gop(f)->vendor));
		break;
	case GOPX_FINDING_NOTE:
		set_note(o, f);
		break;
	}
	return o;
}

static json_t *device(const struct gopx_options *options)
{
	const struct gopx_platform *platform = gopx_platform_of(options->pci_vendor,
								options->pci_device);
	json_t *o;

	if (!device_asked(options))
		return json_null();
	o = json_object();
	json_object_set_new(o, "id", json_text(device_id(options).text));
	json_object_set_new(o, "platform",
			    platform ? json_platform(platform) : json_null());
	return o;
}

static json_t *findings(const struct gopx_image *scan)
{
	json_t *list = json_array();

	for (size_t i = 0; i < gopx_finding_count(scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(scan, i);

		if (kind_name(gopx_finding_kind(f)))
			json_array_append_new(list, finding(f));
	}
	return list;
}

static json_t *read_of(const struct gopx_image *scan)
{
	const struct gopx_summary *read = gopx_image_summary(scan);
	json_t *o = json_object();

	json_object_set_new(o, "text", json_text(read->text));
	json_object_set_new(o, "volumes", json_number(read->volumes));
	json_object_set_new(o, "pieces", json_number(read->pieces));
	json_object_set_new(o, "closed", json_number(read->closed));
	json_object_set_new(o, "limited", json_boolean(read->limited));
	json_object_set_new(o, "cut", json_boolean(read->cut));
	return o;
}

json_t *scan_json(const struct scanned *image, const struct gopx_options *options)
{
	json_t *o = json_document("gopx-scan/1", image);

	json_object_set_new(o, "size", json_number(image->input.bytes.size));
	json_object_set_new(o, "sha256", json_input_sha256(image));
	json_object_set_new(o, "complete",
			    json_boolean(gopx_image_complete(image->scan)));
	json_object_set_new(o, "read", read_of(image->scan));
	json_object_set_new(o, "device", device(options));
	json_object_set_new(o, "findings", findings(image->scan));
	json_object_set_new(o, "diagnostics", json_diagnostics(image->scan));
	return o;
}
