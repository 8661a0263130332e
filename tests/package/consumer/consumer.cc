// SPDX-License-Identifier: BSD-2-Clause
// consumer.cc - the same as consumer.c, in C++
#include <gopx/gopx.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <memory>
#include <vector>

int main(int argc, char **argv)
{
	std::ifstream file(argc > 1 ? argv[1] : "", std::ios::binary);
	std::vector<char> data{ std::istreambuf_iterator<char>(file), {} };
	std::map<enum gopx_finding_kind, unsigned> found;
	gopx_image *image;

	if (!file || gopx_scan(data.data(), data.size(), nullptr, &image) != GOPX_OK)
		return 1;
	std::unique_ptr<gopx_image, decltype(&gopx_image_free)> owner(image,
								      gopx_image_free);
	for (size_t i = 0; i < gopx_finding_count(image); i++)
		found[gopx_finding_kind(gopx_finding_at(image, i))]++;
	std::cout << gopx_version() << " gop " << found[GOPX_FINDING_GOP] << " vbt "
		  << found[GOPX_FINDING_VBT] << '\n';
}
