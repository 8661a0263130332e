// SPDX-License-Identifier: BSD-2-Clause
// worker.mjs - runs gopx outside the page's thread, one task after another
import { Gopx, GopxError } from "./gopx.mjs";

let gopx;
// The file of the last task, because the next task mostly needs it, too.
let last = { key: undefined, bytes: undefined };

async function unpack(packed) {
	const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));

	return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

async function read(file) {
	try {
		return new Uint8Array(await file.arrayBuffer());
	} catch (error) {
		throw new GopxError(error instanceof RangeError ?
			"this browser has not enough memory for a file of this size" :
			"the browser cannot read this file; was it moved, changed, or is it a folder?");
	}
}

async function image_of({ key, file }) {
	if (last.key !== key) {
		last = { key: undefined, bytes: undefined };
		last = { key, bytes: await read(file) };
	}
	return last.bytes;
}

const tasks = {
	async start({ packed }) {
		gopx = new Gopx(await unpack(packed), { keeps: true });
	},
	async scan(task) {
		return gopx.scan_line(await image_of(task), task.options);
	},
	async vbt(task) {
		return gopx.vbt(await image_of(task), task.options);
	},
	async map(task) {
		return gopx.map(await image_of(task), task.options);
	},
	async extract(task) {
		return gopx.extract(await image_of(task), task.options);
	},
	async rom(task) {
		return gopx.rom(await image_of(task), task.options);
	},
	async inject(task) {
		return gopx.inject(await image_of(task), await read(task.ovmf), task.options);
	},
};

self.onmessage = async ({ data }) => {
	try {
		self.postMessage({ result: await tasks[data.task](data) });
	} catch (error) {
		self.postMessage({ error: error.message, expected: error instanceof GopxError });
	}
};
