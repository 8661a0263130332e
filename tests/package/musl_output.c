/* SPDX-License-Identifier: BSD-2-Clause */
/* musl_output.c - writes a file twice, with and without force: musl_output FOLDER */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "io/output.h"
#include "io/report.h"
#include "words/sha256.h"
#include "words/terminal.h"

/* The rest of the command, as far as output.c asks for it. */
void report(const char *subject, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fprintf(stderr, "%s: ", subject ? subject : "");
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
}

void *need_memory(void *old, size_t size)
{
	void *memory = realloc(old, size);

	if (!memory)
		exit(2);
	return memory;
}

void text_put(FILE *out, const char *text)
{
	fputs(text, out);
}

struct sha256_text sha256_of(struct gopx_bytes bytes)
{
	(void)bytes;
	return (struct sha256_text){ { 0 } };
}

int main(int argc, char **argv)
{
	struct output_file first = { "file", { (const uint8_t *)"one", 3 }, "", 0 };
	struct output_file second = { "file", { (const uint8_t *)"second", 6 }, "", 0 };
	struct output_dir dir;
	bool done;

	if (argc != 2 || !output_dir_open(&dir, argv[1]))
		return 2;
	done = output_write(&dir, &first, 1, false) &&
	       !output_write(&dir, &second, 1, false) &&
	       output_write(&dir, &second, 1, true);
	output_dir_close(&dir);
	return done ? 0 : 1;
}
