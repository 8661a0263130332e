/* SPDX-License-Identifier: BSD-2-Clause */
/* report.h - messages on standard error, and the end of the program after an error */
#ifndef CLI_IO_REPORT_H
#define CLI_IO_REPORT_H

#include <stddef.h>

/*
 * Print "gopx: SUBJECT: MESSAGE".  'subject' (a file or a command) may be NULL.
 * Characters that cannot be printed are escaped, so the subject and the message may hold
 * text of an image.
 */
__attribute__((format(printf, 2, 3))) void report(const char *subject, const char *format,
						  ...);

/* End the program with EXIT_TROUBLE. */
__attribute__((noreturn)) void out_of_memory(void);

/* Like realloc(), but calls out_of_memory() instead of returning NULL. */
void *need_memory(void *old, size_t size);

#endif /* CLI_IO_REPORT_H */
