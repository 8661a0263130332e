// SPDX-License-Identifier: BSD-2-Clause
// memory.mjs - a tree of files in memory, for wasi.mjs
import { Failure, KIND } from "./wasi.mjs";

// A 32-bit module cannot handle larger files.
const LARGEST = 2 ** 31;

export class Memory {
	#nodes = new Map();
	#inodes = 1;

	constructor() {
		this.#add("/", { kind: KIND.folder });
	}

	// The file shares the caller's bytes. The first write makes a copy.
	add(path, bytes) {
		this.#add(path, { kind: KIND.file, bytes, size: bytes.length, shared: true });
	}

	// Returns the bytes of a file, or undefined.
	get(path) {
		const node = this.#nodes.get(path);

		return node?.kind === KIND.file ? node.bytes.subarray(0, node.size) : undefined;
	}

	open(path, { create, folder, exclusive, truncate, read, write }) {
		let node = this.#nodes.get(path);

		if (!node && create)
			node = this.#add(path, { kind: KIND.file, bytes: new Uint8Array(0), size: 0 });
		else if (!node)
			throw new Failure("NOENT");
		else if (create && exclusive)
			throw new Failure("EXIST");
		if (node.kind === KIND.folder && write && !folder)
			throw new Failure("ISDIR");
		if (node.kind === KIND.folder)
			return { stat: () => stat(node), close() {} };
		if (folder)
			throw new Failure("NOTDIR");
		if (truncate)
			resize(node, 0);
		return file(node, read, write);
	}

	stat(path) {
		return stat(this.#find(path));
	}

	list(path) {
		const before = path === "/" ? "/" : `${path}/`;

		return [...this.#nodes]
			.filter(([name]) => name.startsWith(before) && name !== before &&
				!name.slice(before.length).includes("/"))
			.map(([name, { inode, kind }]) => ({ name: name.slice(before.length), inode, kind }));
	}

	make_folder(path) {
		if (this.#nodes.has(path))
			throw new Failure("EXIST");
		this.#add(path, { kind: KIND.folder });
	}

	remove(path, folder) {
		const { kind } = this.#find(path);

		if (folder !== (kind === KIND.folder))
			throw new Failure(folder ? "NOTDIR" : "ISDIR");
		if (folder && this.list(path).length)
			throw new Failure("NOTEMPTY");
		this.#nodes.delete(path);
	}

	link(from, to) {
		const node = this.#find(from);

		if (this.#nodes.has(to))
			throw new Failure("EXIST");
		this.#in_folder(to);
		this.#nodes.set(to, node);
	}

	rename(from, to) {
		const node = this.#find(from);

		if (node.kind === KIND.folder)
			throw new Failure("NOTSUP");
		if (this.#nodes.get(to)?.kind === KIND.folder)
			throw new Failure("ISDIR");
		this.#in_folder(to);
		this.#nodes.delete(from);
		this.#nodes.set(to, node);
	}

	#find(path) {
		const node = this.#nodes.get(path);

		if (!node)
			throw new Failure("NOENT");
		return node;
	}

	#in_folder(path) {
		const folder = this.#find(path.slice(0, path.lastIndexOf("/")) || "/");

		if (folder.kind !== KIND.folder)
			throw new Failure("NOTDIR");
	}

	#add(path, node) {
		if (path !== "/")
			this.#in_folder(path);
		this.#nodes.set(path, Object.assign(node, { inode: this.#inodes++ }));
		return node;
	}
}

function stat({ kind, size = 0, inode }) {
	return { kind, size, inode, device: 1, time: 0n };
}

function file(node, read, write) {
	return {
		stat: () => stat(node),
		close() {},
		read(buffer, at) {
			if (!read)
				throw new Failure("BADF");
			const part = node.bytes.subarray(at, Math.min(node.size, at + buffer.length));

			buffer.set(part);
			return part.length;
		},
		write(buffer, at) {
			if (!write)
				throw new Failure("BADF");
			if (at + buffer.length > node.size)
				resize(node, at + buffer.length);
			own(node, node.size).set(buffer, at);
			return buffer.length;
		},
		resize(size) {
			resize(node, size);
		},
	};
}

// Returns the bytes of a node for writing, with room for 'size' bytes.
function own(node, size) {
	if (node.shared || node.bytes.length < size) {
		const bytes = new Uint8Array(Math.max(size, 2 * node.size, 4096));

		bytes.set(node.bytes.subarray(0, node.size));
		Object.assign(node, { bytes, shared: false });
	}
	return node.bytes;
}

function resize(node, size) {
	if (size > LARGEST)
		throw new Failure("NOSPC");
	const bytes = own(node, size);

	if (size > node.size)
		bytes.fill(0, node.size, size);
	node.size = size;
}
