/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * stack_threads.c - scans each file in a separate thread with a stack of 128 KiB
 *
 * Threads of musl have this stack size. The program prints the number of all findings.
 */
#include <gopx/gopx.h>

#include <pthread.h>
#include <stdio.h>

static unsigned char data[8 << 20];
static size_t size, findings;

static void *scan(void *failed)
{
	struct gopx_image *image;

	if (gopx_scan(data, size, NULL, &image) != GOPX_OK)
		return failed;
	findings += gopx_finding_count(image);
	gopx_image_free(image);
	return NULL;
}

static int scan_in_thread(void)
{
	pthread_attr_t attributes;
	pthread_t thread;
	void *failed;

	if (pthread_attr_init(&attributes) ||
	    pthread_attr_setstacksize(&attributes, 128 << 10) ||
	    pthread_create(&thread, &attributes, scan, data) ||
	    pthread_join(thread, &failed))
		return 1;
	return failed != NULL;
}

int main(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		FILE *file = fopen(argv[i], "rb");

		if (!file)
			return 1;
		size = fread(data, 1, sizeof(data), file);
		if (fclose(file) || scan_in_thread())
			return 1;
	}
	printf("%zu\n", findings);
	return 0;
}
