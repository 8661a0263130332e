/* SPDX-License-Identifier: BSD-2-Clause */
/* extract_print.c - what gopx extract says of its work */
#include "extract.h"

#include <stdlib.h>

#include "json.h"
#include "node.h"
#include "report.h"
#include "sha256.h"
#include "text.h"

void extract_print_files(const struct output_dir *dir, const struct output_file *files,
			 size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char *path = output_path(dir, files[i].name);

		text_put(stdout, path);
		printf(": %zu bytes, sha256 %s\n", files[i].bytes.size,
		       sha256_of(files[i].bytes).text);
		free(path);
	}
}

static json_t *written(const struct output_dir *dir, const struct extract_plan *plan,
		       size_t i)
{
	const struct gopx_finding *f = plan->findings[i];
	const struct output_file *file = &plan->files[i];
	char *path = output_path(dir, file->name);
	json_t *o = json_object();

	json_object_set_new(o, "kind", json_string(kind_name(gopx_finding_kind(f))));
	json_object_set_new(o, "best", json_boolean(gopx_finding_best(f)));
	json_object_set_new(o, "confidence",
			    json_string(confidence_name(gopx_finding_confidence(f))));
	json_object_set_new(o, "path", json_file_name(path));
	json_object_set_new(o, "size", json_number(file->bytes.size));
	json_object_set_new(o, "sha256", json_sha256(file->bytes));
	free(path);
	return o;
}

void extract_print_json(const struct image *image, const struct output_dir *dir,
			const struct extract_plan *plan)
{
	json_t *o = json_document("gopx-extract/1", image);
	json_t *files = json_array();
	json_t *missing = json_array();

	for (size_t i = 0; i < plan->count; i++)
		json_array_append_new(files, written(dir, plan, i));
	for (size_t k = 0; k < EXTRACT_KINDS; k++) {
		if (plan->missing[k])
			json_array_append_new(
			    missing, json_string(kind_name(extract_kinds[k].kind)));
	}
	json_object_set_new(o, "complete",
			    json_boolean(gopx_image_complete(image->scan)));
	json_object_set_new(o, "written", files);
	json_object_set_new(o, "missing", missing);
	json_object_set_new(o, "diagnostics", json_diagnostics(image->scan));
	json_print(o);
}

static size_t count_of(const struct gopx_image *scan, enum gopx_finding_kind kind)
{
	size_t count = 0;

	for (size_t i = 0; i < gopx_finding_count(scan); i++)
		count += gopx_finding_kind(gopx_finding_at(scan, i)) == kind;
	return count;
}

static void remark_file(const struct image *image, const struct output_file *file,
			const struct gopx_finding *f)
{
	const struct gopx_gop_info *gop = gopx_finding_gop(f);

	if (gop && gop->te)
		report(image->input.name,
		       "%s: is a TE image, which cannot be loaded as a driver",
		       file->name);
	if (gopx_finding_confidence(f) < GOPX_CERTAIN)
		report(image->input.name, "%s: likely, not certain; 'gopx scan' says why",
		       file->name);
}

static bool remark_kind(const struct image *image, const struct extract_values *values,
			const struct extract_plan *plan, size_t k)
{
	const struct extract_kind *kind = &extract_kinds[k];
	size_t count = count_of(image->scan, kind->kind);

	if (plan->missing[k])
		report(image->input.name, "%s", kind->missing);
	else if (plan->asked[k] && count > 1 && !values->all)
		report(image->input.name, "%s%s: the best of %zu; --all writes every one",
		       kind->stem, kind->extension, count);
	return plan->missing[k];
}

bool extract_remark(const struct image *image, const struct extract_values *values,
		    const struct extract_plan *plan)
{
	bool missing = false;

	for (size_t i = 0; i < plan->count; i++)
		remark_file(image, &plan->files[i], plan->findings[i]);
	for (size_t k = 0; k < EXTRACT_KINDS; k++)
		missing = remark_kind(image, values, plan, k) || missing;
	return missing;
}
