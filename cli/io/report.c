/* SPDX-License-Identifier: BSD-2-Clause */
/* report.c - messages on standard error, and the end of the program after an error */
#include "io/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "words/exit_status.h"
#include "io/streams.h"
#include "io/progress.h"
#include "words/terminal.h"

void report(const char *subject, const char *format, ...)
{
	char message[2048];
	va_list args;

	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	/*
	 * Write earlier output first, because standard output and standard error may be
	 * one file.
	 */
	streams_flush();
	progress_clear();
	fputs("gopx: ", stderr);
	if (subject) {
		text_put(stderr, subject);
		fputs(": ", stderr);
	}
	text_put(stderr, message);
	fputc('\n', stderr);
	/* Some systems do not support line buffering. */
	fflush(stderr);
}

void out_of_memory(void)
{
	report(NULL, "out of memory");
	exit(EXIT_TROUBLE);
}

void *need_memory(void *old, size_t size)
{
	void *memory = realloc(old, size);

	if (!memory)
		out_of_memory();
	return memory;
}
