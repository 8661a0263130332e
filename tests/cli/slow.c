/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * slow.c - a variant of the command whose first scan takes GOPX_SLOW milliseconds longer
 *
 * When this scan begins, the program writes GOPX_SLOW_SAYS to standard error. At its end,
 * it writes the largest number of images that were in memory at the same time.
 */
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <gopx/gopx.h>

static atomic_int scans, alive, most;

static void say_most(void)
{
	fprintf(stderr, "images at a time: %d\n", atomic_load(&most));
}

static void count_one(void)
{
	int now = atomic_fetch_add(&alive, 1) + 1;
	int before = atomic_load(&most);

	while (before < now && !atomic_compare_exchange_weak(&most, &before, now))
		;
}

static void wait_ms(long ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000 }, NULL);
}

enum gopx_status __real_gopx_scan(const void *data, size_t size,
				  const struct gopx_options *opts,
				  struct gopx_image **out);
enum gopx_status __wrap_gopx_scan(const void *data, size_t size,
				  const struct gopx_options *opts,
				  struct gopx_image **out);
void __real_gopx_image_free(struct gopx_image *image);
void __wrap_gopx_image_free(struct gopx_image *image);

enum gopx_status __wrap_gopx_scan(const void *data, size_t size,
				  const struct gopx_options *opts,
				  struct gopx_image **out)
{
	const char *ms = getenv("GOPX_SLOW"), *says = getenv("GOPX_SLOW_SAYS");

	count_one();
	if (atomic_fetch_add(&scans, 1) == 0) {
		atexit(say_most);
		fputs(says ? says : "", stderr);
		wait_ms(ms ? atol(ms) : 0);
	}
	return __real_gopx_scan(data, size, opts, out);
}

void __wrap_gopx_image_free(struct gopx_image *image)
{
	if (image)
		atomic_fetch_sub(&alive, 1);
	__real_gopx_image_free(image);
}
