/* SPDX-License-Identifier: BSD-2-Clause */
/* scans.c - scan images on several threads, and deliver them in order */
#include "scan/scans.h"

#include <stdlib.h>
#include <string.h>

#include "io/progress.h"
#include "io/report.h"
#include "io/system/memory.h"

/*
 * Each thread may scan this number of images before they are delivered.  This limits the
 * memory.
 */
#define AHEAD 2

/* Hashing a smaller input takes less time than starting a thread. */
#define SUM_APART ((size_t)1 << 20)

/* ---- one image ------------------------------------------------------------------ */

static void sum(void *arg)
{
	struct scanned *image = arg;

	image->sum = sha256_of(image->input.bytes);
}

/*
 * Start a thread that computes the SHA-256; the caller joins it.  Returns NULL if the
 * SHA-256 was computed here.
 */
static struct thread *begin_sum(const struct scans *s, struct scanned *image)
{
	struct thread *thread = NULL;

	if (!s->wants.sums || !scanned_needs_sum(image))
		return NULL;
	if (s->options.threads > 1 && image->input.bytes.size >= SUM_APART)
		thread = thread_start(sum, image);
	if (!thread)
		sum(image);
	return thread;
}

/*
 * Before the pages are given back, wait for the thread that computes the SHA-256, because
 * it reads them.
 */
static void give_back(void *summing, const void *data, size_t size)
{
	struct thread **thread = summing;

	thread_join(*thread);
	*thread = NULL;
	memory_give_back(data, size);
}

static void scan(struct scans *s, struct scanned *image)
{
	struct gopx_options options = s->options;
	struct thread *thread;

	image->status = GOPX_E_ARGUMENT;
	if (!image->input.bytes.size)
		return;
	thread = begin_sum(s, image);
	if (s->wants.findings_only && !image->keep) {
		options.unneeded_fn = give_back;
		options.unneeded_ctx = &thread;
	}
	scanned_scan(image, &options);
	thread_join(thread);
}

static struct scanned *image_at(const struct scans *s, size_t index)
{
	return &s->images[s->feed ? index % s->room : index];
}

/*
 * Read the next image.  Returns false if there is none.  Only one thread at a time calls
 * this.
 */
static bool read_image(struct scans *s, struct scanned *image)
{
	if (!s->feed)
		return s->next < s->room;
	image->scan = NULL;
	image->sum.text[0] = '\0';
	return feed_next(s->feed, &image->input, &image->why);
}

/* ---- the threads ---------------------------------------------------------------- */

/* Get the next image that no thread has; NULL if this thread has no more work. */
static struct scanned *next_image(struct scans *s)
{
	struct scanned *image = NULL;

	threads_lock(s->threads);
	while (!s->ended && (s->reading || s->next - s->taken >= AHEAD * s->worker_count))
		threads_wait(s->threads, THREADS_SPACE);
	if (!s->ended) {
		bool there;

		s->reading = true;
		image = image_at(s, s->next);
		threads_unlock(s->threads);
		there = read_image(s, image);
		threads_lock(s->threads);
		s->reading = false;
		s->total = s->feed ? feed_count(s->feed) : s->room;
		if (there)
			s->next++;
		else
			image = NULL;
		s->ended |= !there;
		threads_wake(s->threads, THREADS_SPACE);
		threads_wake(s->threads, THREADS_DONE);
	}
	threads_unlock(s->threads);
	return image;
}

static void work(void *arg)
{
	struct scans *s = arg;
	struct scanned *image;

	while ((image = next_image(s)) != NULL) {
		scan(s, image);
		threads_lock(s->threads);
		image->done = true;
		threads_wake(s->threads, THREADS_DONE);
		threads_unlock(s->threads);
	}
}

/* One thread for each image; the other threads unpack streams of the images. */
static void share_threads(struct scans *s, size_t count)
{
	size_t threads = s->options.threads ? s->options.threads : threads_processors();

	s->worker_count = threads < count ? threads : count;
	if (s->worker_count)
		s->options.threads = (uint32_t)(threads / s->worker_count);
	/* A single image needs no thread, unless progress is shown. */
	if (s->worker_count == 1 && !progress_wanted())
		s->worker_count = 0;
}

static void start_workers(struct scans *s)
{
	s->threads = threads_make();
	threads_lock(s->threads);
	s->worker_count = threads_start(s->threads, s->worker_count, work, s);
	threads_unlock(s->threads);
}

/* ---- begin, take, end ----------------------------------------------------------- */

void scans_begin(struct scans *s, struct scanned *images, size_t count,
		 const struct gopx_options *limits, const struct scan_wants *wants)
{
	*s = (struct scans){
		.images = images, .room = count, .total = count, .options = *limits
	};
	s->options.struct_size = sizeof(s->options);
	s->wants = *wants;
	for (size_t i = 0; i < count; i++)
		images[i].done = false;
	share_threads(s, count);
	start_workers(s);
	progress_begin();
}

void scans_begin_feed(struct scans *s, struct feed *feed,
		      const struct gopx_options *limits, const struct scan_wants *wants)
{
	size_t count = feed_count(feed), size;

	*s = (struct scans){ .feed = feed, .total = count, .options = *limits };
	s->options.struct_size = sizeof(s->options);
	s->wants = *wants;
	share_threads(s, count ? count : SIZE_MAX);
	/* The ring also has room for the delivered image. */
	s->room = AHEAD * s->worker_count + 1;
	size = s->room * sizeof(*s->images);
	s->images = memset(need_memory(NULL, size), 0, size);
	start_workers(s);
	progress_begin();
}

/* Wait until the image is scanned.  Returns false if there is no such image. */
static bool wait_for(struct scans *s, struct scanned *image)
{
	bool there;

	threads_lock(s->threads);
	while (!image->done && !(s->ended && s->taken == s->next)) {
		long long due;

		if (progress_due(&due))
			threads_wait_until(s->threads, THREADS_DONE, due);
		else
			threads_wait(s->threads, THREADS_DONE);
		progress_show(s->taken, s->total);
	}
	there = image->done;
	image->done = false;
	s->taken += there;
	threads_wake(s->threads, THREADS_SPACE);
	threads_unlock(s->threads);
	return there;
}

static bool scan_here(struct scans *s, struct scanned *image)
{
	if (!read_image(s, image))
		return false;
	s->next++;
	s->taken++;
	scan(s, image);
	return true;
}

/* On failure, prints a message and returns false. */
static bool is_done(struct scanned *image)
{
	if (image->why)
		report(image->input.name, "%s", image->why);
	else if (scanned_needs_successor(image))
		return false;
	else if (image->status == GOPX_E_NOMEM)
		report(image->input.name, "cannot scan: out of memory");
	else if (image->status != GOPX_OK && image->input.bytes.size)
		report(image->input.name, "cannot scan: %s, which is a bug in gopx",
		       gopx_status_name(image->status));
	free(image->why);
	image->why = NULL;
	return image->status == GOPX_OK;
}

struct scanned *scans_take(struct scans *s, bool *done)
{
	struct scanned *image = image_at(s, s->taken);

	*done = false;
	if (!s->feed && s->taken == s->room)
		return NULL;
	if (!(s->worker_count ? wait_for(s, image) : scan_here(s, image)))
		return NULL;
	progress_pause();
	*done = is_done(image);
	return image;
}

/* Free the images that were scanned in advance but not delivered. */
static void free_ring(struct scans *s)
{
	for (size_t i = 0; s->feed && i < s->room; i++) {
		scanned_close(&s->images[i]);
		free(s->images[i].why);
	}
	if (s->feed)
		free(s->images);
}

void scans_end(struct scans *s)
{
	threads_lock(s->threads);
	s->ended = true;
	threads_wake(s->threads, THREADS_SPACE);
	threads_unlock(s->threads);
	threads_free(s->threads);
	free_ring(s);
	progress_end();
}

bool image_scan(struct scanned *image, const struct gopx_options *limits)
{
	struct scans scans;
	bool done;

	scans_begin(&scans, image, 1, limits, &(struct scan_wants){ .sums = false });
	scans_take(&scans, &done);
	scans_end(&scans);
	return done;
}
