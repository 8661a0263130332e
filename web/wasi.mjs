// SPDX-License-Identifier: BSD-2-Clause
// wasi.mjs - the calls of WASI preview 1 that gopx needs, for files in memory or on a
// disk
//
// Browsers have no WASI, and a Worker and Node.js should run the same code. Calls that
// are not implemented here return ENOSYS. A tree of files (memory.mjs, disk.mjs) throws a
// Failure with the error number.

export const ERRNO = {
	ACCES: 2, BADF: 8, EXIST: 20, INVAL: 28, IO: 29, ISDIR: 31, LOOP: 32, NOENT: 44, NOSPC: 51,
	NOSYS: 52, NOTDIR: 54, NOTEMPTY: 55, NOTSUP: 58, PERM: 63, PIPE: 64, ROFS: 69, SPIPE: 70, XDEV: 75,
};
export const KIND = { character: 2, folder: 3, file: 4, link: 7 };

export class Failure extends Error {
	constructor(name) {
		super(name);
		this.number = ERRNO[name] ?? ERRNO.IO;
	}
}

export class Exit extends Error {
	constructor(status) {
		super(`exit ${status}`);
		this.status = status;
	}
}

// Returns an absolute path without dots: "/b" for "/a/../b" and for "b" in the folder
// "/".
function absolute(folder, path) {
	const parts = [];

	for (const part of `${path.startsWith("/") ? "" : folder}/${path}`.split("/")) {
		if (part === "..")
			parts.pop();
		else if (part !== "" && part !== ".")
			parts.push(part);
	}
	return `/${parts.join("/")}`;
}

// Makes an open file from a stream such as standard output. write() takes bytes; read()
// fills them.
export function stream({ read, write, terminal = false }) {
	const stat = () => ({ kind: terminal ? KIND.character : 0, size: 0, inode: 0, device: 0, time: 0n });

	return {
		stream: true, terminal, stat, close() {},
		read(bytes) {
			return read ? read(bytes) : 0;
		},
		write(bytes) {
			return write ? write(bytes) : bytes.length;
		},
	};
}

const utf8 = new TextEncoder();

// A running command, with its memory and its open files. Methods with an underscore in
// their names are calls of WASI. They return nothing, or throw a Failure.
export class Command {
	constructor({ args, env = {}, tree, folder = "/", streams }) {
		this.args = args;
		this.variables = Object.entries({ ...env, PWD: folder }).map(([name, value]) => `${name}=${value}`);
		this.tree = tree;
		this.open = [...streams, { folder: "/", name: "/" }]; // the command goes to PWD itself
		this.preopened = this.open.length;
	}

	view() {
		return new DataView(this.memory.buffer);
	}

	bytes(at, size) {
		return new Uint8Array(this.memory.buffer, at, size);
	}

	u32(at, value) {
		this.view().setUint32(at, value, true);
	}

	u64(at, value) {
		this.view().setBigUint64(at, BigInt(value), true);
	}

	opened(fd) {
		if (!this.open[fd])
			throw new Failure("BADF");
		return this.open[fd];
	}

	path(fd, at, size) {
		const { folder } = this.opened(fd);

		if (folder === undefined)
			throw new Failure("NOTDIR");
		return absolute(folder, new TextDecoder().decode(this.bytes(at, size)));
	}

	// Writes strings in the form of C: an array of pointers, and the bytes that they
	// point to.
	strings(list, row, at) {
		for (const string of list) {
			const coded = utf8.encode(`${string}\0`);

			this.u32(row, at);
			this.bytes(at, coded.length).set(coded);
			row += 4;
			at += coded.length;
		}
	}

	sizes(list, count, size) {
		this.u32(count, list.length);
		this.u32(size, list.reduce((sum, string) => sum + utf8.encode(string).length + 1, 0));
	}

	stat(at, { kind, size, inode, device, time }) {
		this.bytes(at, 64).fill(0);
		this.u64(at, device);
		this.u64(at + 8, inode);
		this.view().setUint8(at + 16, kind);
		this.u64(at + 24, 1);
		this.u64(at + 32, size);
		for (const field of [40, 48, 56])
			this.u64(at + field, time);
	}

	// Calls once(buffer, number of bytes done before) for each buffer of an array
	// until one is not filled.
	buffers(row, count, once) {
		let done = 0;

		for (let i = 0; i < count; i++) {
			const size = this.view().getUint32(row + 8 * i + 4, true);
			const at = this.view().getUint32(row + 8 * i, true);
			const part = size ? once(this.bytes(at, size), done) : 0;

			done += part;
			if (part < size)
				break;
		}
		return done;
	}

	transfer(how, fd, row, count, done_at, position) {
		const file = this.opened(fd);
		let done;

		if (!file[how])
			throw new Failure(file.folder === undefined ? "BADF" : "ISDIR");
		if (file.stream && position !== undefined)
			throw new Failure("SPIPE");
		if (file.stream) {
			done = this.buffers(row, count, (buffer) => file[how](buffer));
		} else {
			const end = how === "write" && file.append ? Number(file.stat().size) : file.at;
			const at = Number(position ?? end);

			done = this.buffers(row, count, (buffer, before) => file[how](buffer, at + before));
			if (position === undefined)
				file.at = at + done;
		}
		this.u32(done_at, done);
	}

	fd_read(fd, row, count, done_at) {
		this.transfer("read", fd, row, count, done_at);
	}

	fd_write(fd, row, count, done_at) {
		this.transfer("write", fd, row, count, done_at);
	}

	fd_pread(fd, row, count, position, done_at) {
		this.transfer("read", fd, row, count, done_at, position);
	}

	fd_pwrite(fd, row, count, position, done_at) {
		this.transfer("write", fd, row, count, done_at, position);
	}

	path_open(fd, follow, at, size, how, rights, inheriting, flags, opened_at) {
		const folder = this.path(fd, at, size);
		const file = this.tree.open(folder, {
			create: !!(how & 1), folder: !!(how & 2), exclusive: !!(how & 4), truncate: !!(how & 8),
			read: !!(rights & 2n), write: !!(rights & 64n), follow: !!(follow & 1),
		});
		const free = this.open.indexOf(null);
		const number = free < 0 ? this.open.length : free;

		if (file.stat().kind === KIND.folder)
			this.open[number] = { stat: file.stat, close: file.close, folder };
		else
			this.open[number] = Object.assign(file, { at: 0, append: !!(flags & 1) });
		this.u32(opened_at, number);
	}

	fd_close(fd) {
		this.opened(fd).close?.();
		this.open[fd] = null;
	}

	fd_seek(fd, offset, whence, at) {
		const file = this.opened(fd);

		if (file.stream || file.at === undefined)
			throw new Failure("SPIPE");
		const base = [0, file.at, whence === 2 ? Number(file.stat().size) : 0][whence];
		const to = base + Number(offset);

		if (!(to >= 0))
			throw new Failure("INVAL");
		file.at = to;
		this.u64(at, to);
	}

	fd_tell(fd, at) {
		this.fd_seek(fd, 0n, 1, at);
	}

	// Writes the entries of a folder, starting at number 'cookie'. The last entry may
	// be truncated at the end of the buffer.
	fd_readdir(fd, at, size, cookie, used_at) {
		const file = this.opened(fd);
		let used = 0;

		if (file.folder === undefined)
			throw new Failure("NOTDIR");
		if (cookie === 0n || !file.entries)
			file.entries = this.tree.list(file.folder);
		for (let i = Number(cookie); i < file.entries.length && used < size; i++) {
			const entry = folder_entry(file.entries[i], i + 1).subarray(0, size - used);

			this.bytes(at + used, entry.length).set(entry);
			used += entry.length;
		}
		this.u32(used_at, used);
	}

	fd_fdstat_get(fd, at) {
		const file = this.opened(fd);
		const kind = file.terminal ? KIND.character : file.stat?.().kind ?? KIND.folder;
		// WASI programs take a character device without the rights to seek and
		// tell as a terminal.
		const rights = 0x1fffffffn & (file.terminal ? ~36n : ~0n);

		this.bytes(at, 24).fill(0);
		this.view().setUint8(at, kind);
		this.view().setUint16(at + 2, file.append ? 1 : 0, true);
		this.u64(at + 8, rights);
		this.u64(at + 16, rights);
	}

	fd_prestat_get(fd, at) {
		if (fd < 3 || fd >= this.preopened)
			throw new Failure("BADF");
		this.u32(at, 0);
		this.u32(at + 4, utf8.encode(this.open[fd].name).length);
	}

	fd_prestat_dir_name(fd, at, size) {
		this.bytes(at, size).set(utf8.encode(this.opened(fd).name));
	}

	fd_filestat_get(fd, at) {
		const file = this.opened(fd);

		this.stat(at, file.stat ? file.stat() : this.tree.stat(file.folder, true));
	}

	fd_filestat_set_size(fd, size) {
		if (!this.opened(fd).resize)
			throw new Failure("INVAL");
		this.opened(fd).resize(Number(size));
	}

	path_filestat_get(fd, follow, at, size, stat_at) {
		this.stat(stat_at, this.tree.stat(this.path(fd, at, size), !!(follow & 1)));
	}

	path_create_directory(fd, at, size) {
		this.tree.make_folder(this.path(fd, at, size));
	}

	path_unlink_file(fd, at, size) {
		this.tree.remove(this.path(fd, at, size), false);
	}

	path_remove_directory(fd, at, size) {
		this.tree.remove(this.path(fd, at, size), true);
	}

	path_rename(fd, at, size, to_fd, to_at, to_size) {
		this.tree.rename(this.path(fd, at, size), this.path(to_fd, to_at, to_size));
	}

	path_link(fd, follow, at, size, to_fd, to_at, to_size) {
		this.tree.link(this.path(fd, at, size), this.path(to_fd, to_at, to_size));
	}

	args_sizes_get(count, size) {
		this.sizes(this.args, count, size);
	}

	args_get(row, at) {
		this.strings(this.args, row, at);
	}

	environ_sizes_get(count, size) {
		this.sizes(this.variables, count, size);
	}

	environ_get(row, at) {
		this.strings(this.variables, row, at);
	}

	clock_res_get(clock, at) {
		this.u64(at, 1000000);
	}

	clock_time_get(clock, precision, at) {
		const ms = clock ? performance.now() : Date.now();

		this.u64(at, BigInt(Math.round(ms * 1000)) * 1000n);
	}

	random_get(at, size) {
		// Node.js 18 has no global 'crypto'.
		if (!globalThis.crypto)
			throw new Failure("NOSYS");
		for (let done = 0; done < size; done += 65536)
			crypto.getRandomValues(this.bytes(at + done, Math.min(65536, size - done)));
	}

	proc_exit(status) {
		throw new Exit(status);
	}
}

// These calls do nothing.
for (const name of ["fd_sync", "fd_datasync", "fd_advise", "fd_allocate", "fd_fdstat_set_flags",
	"fd_filestat_set_times", "path_filestat_set_times", "sched_yield"])
	Command.prototype[name] = () => {};

function folder_entry({ name, inode, kind }, next) {
	const coded = utf8.encode(name);
	const entry = new Uint8Array(24 + coded.length);
	const head = new DataView(entry.buffer);

	head.setBigUint64(0, BigInt(next), true);
	head.setBigUint64(8, BigInt(inode), true);
	head.setUint32(16, coded.length, true);
	head.setUint8(20, kind);
	entry.set(coded, 24);
	return entry;
}

// Returns the call of that name for the command that running() returns. A Failure becomes
// the number that the command gets. Any other error ends the command.
export function answering(running, name) {
	return (...values) => {
		const command = running();

		try {
			if (!name.includes("_") || !command[name])
				return ERRNO.NOSYS;
			command[name](...values);
			return 0;
		} catch (failure) {
			if (failure instanceof Failure)
				return failure.number;
			throw failure;
		}
	};
}
