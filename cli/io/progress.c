/* SPDX-License-Identifier: BSD-2-Clause */
/* progress.c - a progress line on a terminal */
#include "io/progress.h"

#include <stdio.h>

#include "io/system/file.h"
#include "io/system/threads.h"

/* If a wait is shorter than this, no progress line is shown. */
#define FIRST_MS 500
#define EACH_MS  200

static struct {
	bool off;
	bool running;
	bool shown;
	long long started, next; /* ms */
} progress;

void progress_set(bool off)
{
	progress.off = off;
}

/*
 * Show no progress if standard output is a pipe: a pager or head may use the same
 * terminal, and would show the line as text.
 */
static bool goes_to_a_pipe(void)
{
	struct file_facts facts;

	return file_facts(FILE_STDOUT, &facts) && facts.kind == FILE_PIPE;
}

bool progress_wanted(void)
{
	return !progress.off && file_is_drawn_on(FILE_STDERR) && !goes_to_a_pipe();
}

void progress_begin(void)
{
	progress.running = progress_wanted();
	progress.started = threads_clock();
	progress.next = progress.started + FIRST_MS;
}

bool progress_due(long long *at)
{
	*at = progress.next;
	return progress.running;
}

/* "12 of 340 scanned, 6 s, 2.0/s, 164 s left", without the numbers that are unknown. */
static void show(size_t done, size_t total, long long ms)
{
	double rate = ms ? (double)done * 1000 / (double)ms : 0;

	fprintf(stderr, "\rgopx: %zu", done);
	if (total)
		fprintf(stderr, " of %zu", total);
	fprintf(stderr, " scanned, %lld s", ms / 1000);
	/* One or two images allow no estimate for the rest. */
	if (done > 2)
		fprintf(stderr, ", %.1f/s", rate);
	if (done > 2 && total >= done)
		fprintf(stderr, ", %.0f s left", (double)(total - done) / rate);
	fputs("\033[K", stderr);
	fflush(stderr);
}

void progress_show(size_t done, size_t total)
{
	long long at = threads_clock();

	if (!progress.running || at < progress.next)
		return;
	progress.next = at + EACH_MS;
	progress.shown = true;
	show(done, total, at - progress.started);
}

void progress_clear(void)
{
	if (!progress.shown)
		return;
	progress.shown = false;
	fputs("\r\033[K", stderr);
	fflush(stderr);
}

void progress_pause(void)
{
	if (progress.shown && file_is_terminal(FILE_STDOUT))
		progress_clear();
}

void progress_end(void)
{
	progress_clear();
	progress.running = false;
}
