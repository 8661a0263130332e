/* SPDX-License-Identifier: BSD-2-Clause */
/* scan.c - gopx_scan() and gopx_image_free(): options in, a finished image out */
#include "api/image.h"

#include <stddef.h>
#include <string.h>

#include "base/checked.h"
#include "base/parallel.h"
#include "find/find.h"

#define DEFAULT_MAX_UNPACKED ((uint64_t)512 << 20)
#define SMALL_MAX_UNPACKED   ((uint64_t)64 << 20)
#define DEFAULT_MAX_RATIO    512
#define DEFAULT_MAX_NODES    ((uint32_t)1 << 18)
#define DEFAULT_MAX_DEPTH    1024
#define DEFAULT_MAX_FINDINGS 4096
#define DEFAULT_MAX_DIAGS    256

const char *gopx_version(void)
{
	return GOPX_VERSION_STRING;
}

const char *gopx_status_name(enum gopx_status status)
{
	static const char *const names[] = {
		[GOPX_OK] = "GOPX_OK",
		[GOPX_E_ARGUMENT] = "GOPX_E_ARGUMENT",
		[GOPX_E_NOMEM] = "GOPX_E_NOMEM",
		[GOPX_E_TRUNCATED] = "GOPX_E_TRUNCATED",
		[GOPX_E_CORRUPT] = "GOPX_E_CORRUPT",
		[GOPX_E_UNSUPPORTED] = "GOPX_E_UNSUPPORTED",
		[GOPX_E_LIMIT] = "GOPX_E_LIMIT",
		[GOPX_E_FORMAT] = "GOPX_E_FORMAT",
		[GOPX_E_INTERNAL] = "GOPX_E_INTERNAL",
	};

	if ((size_t)status >= sizeof(names) / sizeof(names[0]))
		return "?";
	return names[status];
}

/*
 * The caller's options, in the size that this version knows: a struct of an older
 * caller is shorter, and its missing fields are zero.  Returns false for an invalid
 * size.
 */
static bool take_options(const struct gopx_options *in, struct gopx_options *out)
{
	*out = (struct gopx_options){ 0 };
	if (!in)
		return true;
	if (in->struct_size < offsetof(struct gopx_options, max_unpacked))
		return false;
	memcpy(out, in, in->struct_size < sizeof(*out) ? in->struct_size : sizeof(*out));
	return !out->alloc_fn == !out->free_fn;
}

static uint32_t or_default(uint32_t value, uint32_t fallback)
{
	return value ? value : fallback;
}

/* A small input that unpacks to hundreds of MiB is a bomb in many pieces. */
static uint64_t default_unpacked(const struct gopx_options *o, size_t size)
{
	uint64_t by_ratio;

	if (!gx_mul_u64(size, or_default(o->max_ratio, DEFAULT_MAX_RATIO), &by_ratio))
		by_ratio = UINT64_MAX;
	if (by_ratio < SMALL_MAX_UNPACKED)
		by_ratio = SMALL_MAX_UNPACKED;
	return gx_min_u64(by_ratio, DEFAULT_MAX_UNPACKED);
}

static void set_limits(struct gopx_image *image, const struct gopx_options *o,
		       size_t size)
{
	struct gx_limits *limits = &image->walk.limits;

	limits->max_unpacked = o->max_unpacked ? o->max_unpacked
					       : default_unpacked(o, size);
	limits->max_work = o->max_work;
	/* A caller's allocator is called from several threads only if the caller asks
	 * for threads. */
	limits->threads = or_default(o->threads, o->alloc_fn ? 1 : gx_processors());
	limits->max_ratio = or_default(o->max_ratio, DEFAULT_MAX_RATIO);
	limits->max_nodes = or_default(o->max_nodes, DEFAULT_MAX_NODES);
	limits->max_depth = or_default(o->max_depth, DEFAULT_MAX_DEPTH);
	image->found.other_drivers = o->other_drivers;
	image->found.max = or_default(o->max_findings, DEFAULT_MAX_FINDINGS);
	image->walk.diags.max = or_default(o->max_diags, DEFAULT_MAX_DIAGS);
}

static enum gopx_status scan(struct gopx_image *image, struct gx_span input,
			     struct gx_pci_device device)
{
	GX_TRY(gx_walk_run(&image->walk, input));
	GX_TRY(gx_find_all(&image->walk, device, &image->found));
	GX_TRY(gx_image_publish(image));
	return gx_image_summarize(image);
}

/*
 * A scan fails for lack of memory, or because the caller does not allow archives.  Any
 * other failure would be a bug.
 */
static enum gopx_status reason(enum gopx_status status, const struct gopx_options *o)
{
	if (status == GOPX_E_NOMEM || (status == GOPX_E_UNSUPPORTED && o->archive_fn))
		return status;
	return GOPX_E_INTERNAL;
}

enum gopx_status gopx_scan(const void *data, size_t size, const struct gopx_options *opts,
			   struct gopx_image **out)
{
	struct gopx_options options;
	struct gx_arena arena;
	struct gopx_image *image;
	enum gopx_status status;

	if (!out)
		return GOPX_E_ARGUMENT;
	*out = NULL;
	if ((!data && size) || !take_options(opts, &options))
		return GOPX_E_ARGUMENT;
	gx_arena_init(&arena, &(struct gx_allocator){ options.alloc_fn, options.free_fn,
						      options.alloc_ctx });
	image = gx_arena_alloc(&arena, sizeof(*image));
	if (!image)
		return GOPX_E_NOMEM;
	image->arena = arena;
	image->walk.arena = &image->arena;
	image->walk.unneeded.report = options.unneeded_fn;
	image->walk.unneeded.ctx = options.unneeded_ctx;
	image->walk.archives.ask = options.archive_fn;
	image->walk.archives.ctx = options.archive_ctx;
	set_limits(image, &options, size);
	status = scan(image, gx_span(data, size),
		      (struct gx_pci_device){ options.pci_vendor, options.pci_device });
	if (status != GOPX_OK) {
		gopx_image_free(image);
		return reason(status, &options);
	}
	*out = image;
	return GOPX_OK;
}

void gopx_image_free(struct gopx_image *image)
{
	struct gx_arena arena;

	if (!image)
		return;
	/* The image is in the arena, so free a copy of the arena. */
	arena = image->arena;
	gx_arena_fini(&arena);
}

bool gopx_image_complete(const struct gopx_image *image)
{
	return image->walk.complete && !image->walk.missing;
}
