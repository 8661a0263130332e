// SPDX-License-Identifier: BSD-2-Clause
// threads.cc - scan several images at once, and read one from several threads:
// threads IMAGE...
#include <gopx/gopx.h>

#include <fstream>
#include <future>
#include <iostream>
#include <iterator>
#include <memory>
#include <new>
#include <numeric>
#include <string>
#include <vector>

// An image and the bytes that it points into, which must stay where they are until it
// is freed.  The data is declared first, so it is destroyed last.
class firmware
{
      public:
	explicit firmware(const std::string &path)
	{
		std::ifstream file(path, std::ios::binary);
		gopx_options options = {};

		data.assign(std::istreambuf_iterator<char>(file), {});
		options.struct_size = sizeof(options);
		options.threads = 1; // the parallel work is ours
		if (gopx_scan(data.data(), data.size(), &options, &image) != GOPX_OK)
			throw std::bad_alloc();
	}
	firmware(const firmware &) = delete;
	firmware &operator=(const firmware &) = delete;
	~firmware()
	{
		gopx_image_free(image);
	}

	const gopx_image *get() const
	{
		return image;
	}

      private:
	std::vector<char> data;
	gopx_image *image = nullptr;
};

using firmware_ptr = std::shared_ptr<const firmware>;

// Bytes that outlive the caller's interest in the image: the pointer keeps it.
struct body {
	firmware_ptr owner;
	gopx_bytes bytes;
};

static std::vector<body> bodies(const firmware_ptr &firmware)
{
	std::vector<body> out;

	for (size_t i = 0; i < gopx_finding_count(firmware->get()); i++)
		out.push_back(
		    { firmware, gopx_finding_body(gopx_finding_at(firmware->get(), i)) });
	return out;
}

static unsigned sum(const gopx_bytes &bytes)
{
	return std::accumulate(bytes.data, bytes.data + bytes.size, 0u);
}

int main(int argc, char **argv)
{
	// There is no global state: each thread scans an image of its own.
	std::vector<std::future<firmware_ptr>> scans;
	for (int i = 1; i < argc; i++)
		scans.push_back(std::async(std::launch::async, [path = argv[i]] {
			return std::make_shared<const firmware>(path);
		}));

	// A scanned image never changes: any number of threads may read it.
	std::vector<std::future<unsigned>> sums;
	for (auto &scan : scans)
		for (auto &body : bodies(scan.get()))
			sums.push_back(std::async(std::launch::async,
						  [body] { return sum(body.bytes); }));
	for (auto &one : sums)
		std::cout << one.get() << '\n';
}
