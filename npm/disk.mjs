// SPDX-License-Identifier: BSD-2-Clause
// disk.mjs - the files of this machine, as a tree for wasi.mjs under Node.js
import { webcrypto } from "node:crypto";
import fs from "node:fs";
import { Failure, KIND } from "../web/wasi.mjs";

const { constants } = fs;

// Defines what Node.js before version 20 lacks; browsers and newer versions have it.
globalThis.crypto ??= webcrypto;

// Turns an error of Node.js into a Failure, which has the number that WASI uses.
function call(task) {
	try {
		return task();
	} catch (error) {
		if (typeof error.code !== "string")
			throw error;
		throw new Failure(error.code.replace(/^E/, ""));
	}
}

function kind_of(entry) {
	if (entry.isDirectory())
		return KIND.folder;
	if (entry.isSymbolicLink())
		return KIND.link;
	if (entry.isCharacterDevice())
		return KIND.character;
	return entry.isFile() ? KIND.file : 0;
}

function stat_of(found) {
	return {
		kind: kind_of(found), size: found.size, inode: found.ino, device: found.dev,
		time: found.mtimeNs,
	};
}

function flags_of({ create, folder, exclusive, truncate, read, write, follow }) {
	let flags = write ? (read ? constants.O_RDWR : constants.O_WRONLY) : constants.O_RDONLY;

	if (create)
		flags |= constants.O_CREAT;
	if (folder)
		flags |= constants.O_DIRECTORY;
	if (exclusive)
		flags |= constants.O_EXCL;
	if (truncate)
		flags |= constants.O_TRUNC;
	if (!follow)
		flags |= constants.O_NOFOLLOW;
	return flags;
}

// Only a terminal may wait for input.
function patiently(task) {
	for (;;) {
		try {
			return task();
		} catch (error) {
			if (error.code !== "EAGAIN")
				throw error;
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
		}
	}
}

function file(fd) {
	return {
		stat: () => call(() => stat_of(fs.fstatSync(fd, { bigint: true }))),
		close: () => call(() => fs.closeSync(fd)),
		read: (bytes, at) => call(() => fs.readSync(fd, bytes, 0, bytes.length, at)),
		write: (bytes, at) => call(() => fs.writeSync(fd, bytes, 0, bytes.length, at)),
		resize: (size) => call(() => fs.ftruncateSync(fd, size)),
	};
}

// A file that cannot seek, such as a named pipe.
function pipe(fd) {
	const { stat, close } = file(fd);

	return {
		stream: true, stat, close,
		read: (bytes) => call(() => patiently(() => fs.readSync(fd, bytes, 0, bytes.length, null))),
		write: (bytes) => call(() => patiently(() => fs.writeSync(fd, bytes, 0, bytes.length, null))),
	};
}

export const disk = {
	open(path, how) {
		const fd = call(() => fs.openSync(path, flags_of(how), 0o666));
		const kind = kind_of(fs.fstatSync(fd));

		return kind === KIND.file || kind === KIND.folder ? file(fd) : pipe(fd);
	},
	stat: (path, follow) =>
		call(() => stat_of((follow ? fs.statSync : fs.lstatSync)(path, { bigint: true }))),
	list: (path) =>
		call(() => fs.readdirSync(path, { withFileTypes: true }).map((entry) =>
			({ name: entry.name, inode: 1, kind: kind_of(entry) }))),
	make_folder: (path) => call(() => fs.mkdirSync(path)),
	remove: (path, folder) => call(() => (folder ? fs.rmdirSync : fs.unlinkSync)(path)),
	rename: (from, to) => call(() => fs.renameSync(from, to)),
	link: (from, to) => call(() => fs.linkSync(from, to)),
};

// The standard input, output and error of this process.
export function standard_streams() {
	return [process.stdin, process.stdout, process.stderr].map((standard, fd) =>
		({ ...pipe(fd), terminal: standard.isTTY === true, close() {} }));
}
