/* SPDX-License-Identifier: BSD-2-Clause */
/* scans.c - images scanned on several threads, and taken in their order */
#include "scan/scans.h"

#include <sched.h>
#include <stdlib.h>

#include "io/progress.h"
#include "io/report.h"

/* Images that may be scanned and not taken, for each thread: memory is bounded so. */
#define AHEAD 2

static void scan(struct scans *s, struct scanned *image)
{
	image->status = GOPX_E_ARGUMENT;
	if (image->input.bytes.size)
		image->status = gopx_scan(image->input.bytes.data,
					  image->input.bytes.size, &s->options,
					  &image->scan);
}

/* The next image that nobody scans; NULL when there is none for this thread any more. */
static struct scanned *next_image(struct scans *s)
{
	struct scanned *image = NULL;

	pthread_mutex_lock(&s->lock);
	while (!s->stop && s->next < s->count &&
	       s->next - s->taken >= AHEAD * s->worker_count)
		pthread_cond_wait(&s->room, &s->lock);
	if (!s->stop && s->next < s->count)
		image = &s->images[s->next++];
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
static void share_threads(struct scans *s)
{
	size_t threads = s->options.threads ? s->options.threads : processors();

	s->worker_count = threads < s->count ? threads : s->count;
	if (s->worker_count)
		s->options.threads = (uint32_t)(threads / s->worker_count);
	/* With one, the caller does it, unless somebody is to be told meanwhile. */
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
	pthread_cond_init(&s->room, NULL);
	pthread_condattr_destroy(&steady);
	s->workers = need_memory(NULL, (s->worker_count + 1) * sizeof(*s->workers));
	pthread_mutex_lock(&s->lock);
	while (started < s->worker_count &&
	       pthread_create(&s->workers[started], NULL, work, s) == 0)
		started++;
	s->worker_count = started;
	pthread_mutex_unlock(&s->lock);
}

void scans_begin(struct scans *s, struct scanned *images, size_t count,
		 const struct gopx_options *limits)
{
	*s = (struct scans){ .images = images, .count = count, .options = *limits };
	s->options.struct_size = sizeof(s->options);
	for (size_t i = 0; i < count; i++)
		images[i].done = false;
	share_threads(s);
	start_workers(s);
	progress_begin(count);
}

static void wait_for(struct scans *s, const struct scanned *image)
{
	pthread_mutex_lock(&s->lock);
	while (!image->done) {
		struct timespec due;

		if (progress_due(&due))
			pthread_cond_timedwait(&s->scanned, &s->lock, &due);
		else
			pthread_cond_wait(&s->scanned, &s->lock);
		progress_show(s->taken);
	}
	s->taken++;
	pthread_cond_broadcast(&s->room);
	pthread_mutex_unlock(&s->lock);
}

bool scans_take(struct scans *s)
{
	struct scanned *image = &s->images[s->taken];

	if (s->worker_count) {
		wait_for(s, image);
	} else {
		s->taken++;
		scan(s, image);
	}
	progress_pause();
	if (image->status == GOPX_OK)
		return true;
	if (image->status == GOPX_E_NOMEM)
		report(image->input.name, "cannot scan: out of memory");
	else if (image->input.bytes.size)
		report(image->input.name, "cannot scan: %s, which is a bug in gopx",
		       gopx_status_name(image->status));
	return false;
}

void scans_end(struct scans *s)
{
	pthread_mutex_lock(&s->lock);
	s->stop = true;
	pthread_cond_broadcast(&s->room);
	pthread_mutex_unlock(&s->lock);
	for (size_t i = 0; i < s->worker_count; i++)
		pthread_join(s->workers[i], NULL);
	free(s->workers);
	pthread_cond_destroy(&s->room);
	pthread_cond_destroy(&s->scanned);
	pthread_mutex_destroy(&s->lock);
	progress_end();
}

bool image_scan(struct scanned *image, const struct gopx_options *limits)
{
	struct scans scans;
	bool done;

	scans_begin(&scans, image, 1, limits);
	done = scans_take(&scans);
	scans_end(&scans);
	return done;
}
