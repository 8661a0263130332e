/* SPDX-License-Identifier: BSD-2-Clause */
/* report.h - messages on standard error, and the end of a program in trouble */
#ifndef CLI_IO_REPORT_H
#define CLI_IO_REPORT_H

#include <stddef.h>

/*
 * "gopx: SUBJECT: MESSAGE".  'subject' (a file or a command) may be NULL.
 * Whatever would not print is escaped, so both may come from anywhere.
 */
__attribute__((format(printf, 2, 3))) void report(const char *subject, const char *format,
						  ...);

/* The end of the program with EXIT_TROUBLE. */
__attribute__((noreturn)) void out_of_memory(void);

/* Memory, or out_of_memory(). */
void *need_memory(void *old, size_t size);

#endif /* CLI_IO_REPORT_H */
