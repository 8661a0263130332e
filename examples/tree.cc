// SPDX-License-Identifier: BSD-2-Clause
// tree.cc - walk all pieces of an image: tree IMAGE
#include <gopx/gopx.h>

#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <string>
#include <vector>

struct free_image {
	void operator()(gopx_image *image) const
	{
		gopx_image_free(image);
	}
};
using image_ptr = std::unique_ptr<gopx_image, free_image>;

static void print(const gopx_node *node, int depth)
{
	const char *subtype = gopx_node_subtype(node);
	const char *name = gopx_node_name(node);

	std::cout << std::string(2 * depth, ' ') << gopx_node_type(node);
	if (subtype)
		std::cout << ':' << subtype;
	std::cout << ' ' << gopx_node_bytes(node).size;
	if (name)
		std::cout << ' ' << name;
	std::cout << (gopx_node_damaged(node) ? " damaged\n" : "\n");
}

int main(int argc, char **argv)
{
	std::ifstream file(argc > 1 ? argv[1] : "", std::ios::binary);
	std::vector<char> data{ std::istreambuf_iterator<char>(file), {} };
	gopx_image *scanned;

	if (!file || gopx_scan(data.data(), data.size(), nullptr, &scanned) != GOPX_OK)
		return 2;
	// Declared after data, so freed before it: the image points into the data.
	image_ptr image(scanned);

	// Without recursion: images can be nested deeper than a stack likes.
	int depth = 0;
	for (const gopx_node *node = gopx_root(image.get()); node;) {
		print(node, depth);
		const gopx_node *next = gopx_node_child(node);
		if (next)
			depth++;
		while (!next && node) {
			next = gopx_node_next(node);
			node = gopx_node_parent(node);
			depth -= !next;
		}
		node = next;
	}
}
