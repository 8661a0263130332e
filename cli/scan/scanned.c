/* SPDX-License-Identifier: BSD-2-Clause */
/* scanned.c - an input and its findings */
#include "scan/scanned.h"

#include <stdlib.h>
#include <string.h>

#include "io/report.h"
#include "io/system/process.h"

/* The last scan of the earlier command, in a process that runs several commands. */
static struct scanned kept;

/* Take the kept scan if it is of the same file; else returns false. */
static bool take(struct scanned *image, const char *path)
{
	struct gopx_bytes bytes = kept.input.bytes;

	if (!kept.scan || strcmp(kept.input.path, path) != 0)
		return false;
	kept.input.bytes = (struct gopx_bytes){ NULL, 0 };
	input_close(&kept.input);
	*image = kept;
	kept.scan = NULL;
	input_name(&image->input, path);
	image->input.bytes = bytes;
	return true;
}

static void release(struct scanned *image)
{
	gopx_image_free(image->scan);
	image->scan = NULL;
	input_close(&image->input);
	free(image->fault);
	image->fault = NULL;
}

static void put_away(struct scanned *image)
{
	size_t size = strlen(image->input.path) + 1;
	char *path = need_memory(NULL, size);

	release(&kept);
	kept = *image;
	kept.input.path = kept.input.own_path = memcpy(path, image->input.path, size);
	image->scan = NULL;
	image->input.bytes = (struct gopx_bytes){ NULL, 0 };
}

bool scanned_open(struct scanned *image, const char *path)
{
	if (take(image, path))
		return true;
	image->scan = NULL;
	image->sum.text[0] = '\0';
	image->keep = process_runs_again();
	input_name(&image->input, path);
	image->fault = input_load(&image->input);
	if (image->fault)
		report(image->input.name, "%s", image->fault);
	return !image->fault;
}

void scanned_close(struct scanned *image)
{
	if (image->keep && image->scan)
		put_away(image);
	else
		release(image);
}

static bool is_same(const struct gopx_options *a, const struct gopx_options *b)
{
	return a->max_unpacked == b->max_unpacked && a->max_ratio == b->max_ratio &&
	       a->max_nodes == b->max_nodes && a->max_depth == b->max_depth &&
	       a->max_findings == b->max_findings && a->max_diags == b->max_diags &&
	       a->max_work == b->max_work && a->pci_vendor == b->pci_vendor &&
	       a->pci_device == b->pci_device && a->other_drivers == b->other_drivers;
}

void scanned_scan(struct scanned *image, const struct gopx_options *limits)
{
	image->status = GOPX_OK;
	if (image->scan && is_same(&image->limits, limits))
		return;
	gopx_image_free(image->scan);
	image->scan = NULL;
	image->limits = *limits;
	image->status = gopx_scan(image->input.bytes.data, image->input.bytes.size,
				  limits, &image->scan);
}

bool scanned_needs_sum(const struct scanned *image)
{
	return !image->scan || !image->sum.text[0];
}

bool scanned_needs_successor(const struct scanned *image)
{
	return image->status == GOPX_E_UNSUPPORTED;
}

bool scanned_has(const struct scanned *image, enum gopx_finding_kind kind)
{
	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		if (gopx_finding_kind(gopx_finding_at(image->scan, i)) == kind)
			return true;
	}
	return false;
}

const struct gopx_finding *scanned_best(const struct scanned *image,
					enum gopx_finding_kind kind)
{
	for (size_t i = 0; i < gopx_finding_count(image->scan); i++) {
		const struct gopx_finding *f = gopx_finding_at(image->scan, i);

		if (gopx_finding_kind(f) == kind && gopx_finding_best(f))
			return f;
	}
	return NULL;
}
