/* SPDX-License-Identifier: BSD-2-Clause */
/* replay.c - main() for fuzz targets without a fuzzer: runs each given file once */
#include <stdio.h>

#include "fuzz.h"

static int replay(const char *name)
{
	FILE *file = fopen(name, "rb");
	uint8_t *data;
	long size;

	if (!file || fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0) {
		perror(name);
		return 2;
	}
	rewind(file);
	data = malloc((size_t)size + 1);
	fuzz_check(data && fread(data, 1, (size_t)size, file) == (size_t)size);
	fclose(file);
	LLVMFuzzerTestOneInput(data, (size_t)size);
	free(data);
	return 0;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (replay(argv[i]) != 0)
			return 2;
	}
	printf("%d inputs\n", argc - 1);
	return argc > 1 ? 0 : 2;
}
