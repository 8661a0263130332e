/* SPDX-License-Identifier: BSD-2-Clause */
/*
 * fuzz_scan.c - scans any bytes with small limits, and checks the rules that every result
 * must obey
 */
#include "../property/image_rules.h"
#include "fuzz.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct gopx_options options = {
		.struct_size = sizeof(options),
		.max_unpacked = 8 << 20,
		.max_nodes = 4096,
		.max_depth = 64,
		.max_findings = 64,
		.max_work = 256 << 20,
		.threads = 1,
		.other_drivers = true,
	};
	uint8_t *exact = fuzz_exact(data, size);
	struct gopx_image *image;

	fuzz_check(gopx_scan(exact, size, &options, &image) == GOPX_OK);
	fuzz_check(image_is_sound(image));
	gopx_image_free(image);
	free(exact);
	return 0;
}
