/* SPDX-License-Identifier: BSD-2-Clause */
/* scans.c - images scanned on several threads, and taken in their order */
#include "scan/scans.h"

#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include "io/progress.h"
#include "io/report.h"

/* Images that may be scanned and not taken, for each thread: memory is bounded so. */
#define AHEAD 2

/* A smaller input is summed before a thread for that has started. */
#define SUM_APART ((size_t)256 << 10)

/* ---- one image ------------------------------------------------------------------ */

static void *sum(void *arg)
{
	struct scanned *image = arg;

	image->sum = sha256_of(image->input.bytes);
	return NULL;
}

/* True: it is taken by another thread, which is to be waited for. */
static bool begin_sum(const struct scans *s, struct scanned *image, pthread_t *thread)
{
	image->sum.text[0] = '\0';
	if (!s->sums)
		return false;
	if (s->options.threads > 1 && image->input.bytes.size >= SUM_APART &&
	    pthread_create(thread, NULL, sum, image) == 0)
		return true;
	sum(image);
	return false;
}

static void scan(struct scans *s, struct scanned *image)
{
	pthread_t thread;
	bool apart;

	image->status = GOPX_E_ARGUMENT;
	if (!image->input.bytes.size)
		return;
	apart = begin_sum(s, image, &thread);
	image->status = gopx_scan(image->input.bytes.data, image->input.bytes.size,
				  &s->options, &image->scan);
	if (apart)
		pthread_join(thread, NULL);
}

static struct scanned *image_at(const struct scans *s, size_t index)
{
	return &s->images[s->feed ? index % s->room : index];
}

/* False when there is no next one.  Only one thread at a time is in here. */
static bool read_image(struct scans *s, struct scanned *image)
{
	if (!s->feed)
		return s->next < s->room;
	image->scan = NULL;
	return feed_next(s->feed, &image->input, &image->why);
}

/* ---- the threads ---------------------------------------------------------------- */

/* The next image, which nobody scans; NULL when this thread has no more to do. */
static struct scanned *next_image(struct scans *s)
{
	struct scanned *image = NULL;

	pthread_mutex_lock(&s->lock);
	while (!s->ended && (s->reading || s->next - s->taken >= AHEAD * s->worker_count))
		pthread_cond_wait(&s->space, &s->lock);
	if (!s->ended) {
		bool there;

		s->reading = true;
		image = image_at(s, s->next);
		pthread_mutex_unlock(&s->lock);
		there = read_image(s, image);
		pthread_mutex_lock(&s->lock);
		s->reading = false;
		s->total = s->feed ? feed_count(s->feed) : s->room;
		if (there)
			s->next++;
		else
			image = NULL;
		s->ended |= !there;
		pthread_cond_broadcast(&s->space);
		pthread_cond_signal(&s->scanned);
	}
	pthread_mutex_unlock(&s->lock);
	return image;
}

static void *work(void *arg)
{
	struct scans *s = arg;
	struct scanned *image;

	while ((image = next_image(s)) != NULL) {
		scan(s, image);
		pthread_mutex_lock(&s->lock);
		image->done = true;
		pthread_cond_signal(&s->scanned);
		pthread_mutex_unlock(&s->lock);
	}
	return NULL;
}

static size_t processors(void)
{
	cpu_set_t set;
	int count = sched_getaffinity(0, sizeof(set), &set) ? 1 : CPU_COUNT(&set);

	return count > 1 ? (size_t)count : 1;
}

/* One thread an image, and what is left over for the streams in each. */
static void share_threads(struct scans *s, size_t count)
{
	size_t threads = s->options.threads ? s->options.threads : processors();

	s->worker_count = threads < count ? threads : count;
	if (s->worker_count)
		s->options.threads = (uint32_t)(threads / s->worker_count);
	/* One image needs no thread, unless progress is shown meanwhile. */
	if (s->worker_count == 1 && !progress_wanted())
		s->worker_count = 0;
}

static void start_workers(struct scans *s)
{
	pthread_condattr_t steady;
	size_t started = 0;

	pthread_condattr_init(&steady);
	pthread_condattr_setclock(&steady, PROGRESS_CLOCK);
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->scanned, &steady);
	pthread_cond_init(&s->space, NULL);
	pthread_condattr_destroy(&steady);
	s->workers = need_memory(NULL, (s->worker_count + 1) * sizeof(*s->workers));
	pthread_mutex_lock(&s->lock);
	while (started < s->worker_count &&
	       pthread_create(&s->workers[started], NULL, work, s) == 0)
		started++;
	s->worker_count = started;
	pthread_mutex_unlock(&s->lock);
}

/* ---- begin, take, end ----------------------------------------------------------- */

void scans_begin(struct scans *s, struct scanned *images, size_t count,
		 const struct gopx_options *limits, bool sums)
{
	*s = (struct scans){
		.images = images, .room = count, .total = count, .options = *limits
	};
	s->options.struct_size = sizeof(s->options);
	s->sums = sums;
	for (size_t i = 0; i < count; i++)
		images[i].done = false;
	share_threads(s, count);
	start_workers(s);
	progress_begin();
}

void scans_begin_feed(struct scans *s, struct feed *feed,
		      const struct gopx_options *limits, bool sums)
{
	size_t count = feed_count(feed), size;

	*s = (struct scans){ .feed = feed, .total = count, .options = *limits };
	s->options.struct_size = sizeof(s->options);
	s->sums = sums;
	share_threads(s, count ? count : SIZE_MAX);
	/* And the one that is taken. */
	s->room = AHEAD * s->worker_count + 1;
	size = s->room * sizeof(*s->images);
	s->images = memset(need_memory(NULL, size), 0, size);
	start_workers(s);
	progress_begin();
}

/* False when there is none. */
static bool wait_for(struct scans *s, struct scanned *image)
{
	bool there;

	pthread_mutex_lock(&s->lock);
	while (!image->done && !(s->ended && s->taken == s->next)) {
		struct timespec due;

		if (progress_due(&due))
			pthread_cond_timedwait(&s->scanned, &s->lock, &due);
		else
			pthread_cond_wait(&s->scanned, &s->lock);
		progress_show(s->taken, s->total);
	}
	there = image->done;
	image->done = false;
	s->taken += there;
	pthread_cond_broadcast(&s->space);
	pthread_mutex_unlock(&s->lock);
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

/* False after a message. */
static bool is_done(struct scanned *image)
{
	if (image->why)
		report(image->input.name, "%s", image->why);
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

/* What was scanned ahead, and is not wanted any more. */
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
	pthread_mutex_lock(&s->lock);
	s->ended = true;
	pthread_cond_broadcast(&s->space);
	pthread_mutex_unlock(&s->lock);
	for (size_t i = 0; i < s->worker_count; i++)
		pthread_join(s->workers[i], NULL);
	free(s->workers);
	free_ring(s);
	pthread_cond_destroy(&s->space);
	pthread_cond_destroy(&s->scanned);
	pthread_mutex_destroy(&s->lock);
	progress_end();
}

bool image_scan(struct scanned *image, const struct gopx_options *limits)
{
	struct scans scans;
	bool done;

	scans_begin(&scans, image, 1, limits, false);
	scans_take(&scans, &done);
	scans_end(&scans);
	return done;
}
