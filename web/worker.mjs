// SPDX-License-Identifier: BSD-2-Clause
// worker.mjs - runs gopx outside the page's thread, one task after another
import { Gopx, GopxError } from "./gopx.mjs";

let gopx;
// The bytes of the last task's file. The next task usually needs them, too.
let last;

async function unpack(packed) {
	// Not the stream of a Blob, which WebKit cannot read in a page from a disk.
	const stream = new Response(packed).body.pipeThrough(new DecompressionStream("gzip"));

	return WebAssembly.compile(await new Response(stream).arrayBuffer());
}

// A task brings the bytes of its file if the last one had another file.
function image_of({ bytes }) {
	if (bytes)
		last = new Uint8Array(bytes);
	return last;
}

const tasks = {
	async start({ packed }) {
		gopx = new Gopx(await unpack(packed), { keeps: true });
	},
	async scan(task) {
		return gopx.scan_line(image_of(task), task.options);
	},
	async vbt(task) {
		return gopx.vbt(image_of(task), task.options);
	},
	async map(task) {
		return gopx.map(image_of(task), task.options);
	},
	async extract(task) {
		return gopx.extract(image_of(task), task.options);
	},
	async rom(task) {
		return gopx.rom(image_of(task), task.options);
	},
	async inject(task) {
		return gopx.inject(image_of(task), new Uint8Array(task.ovmf), task.options);
	},
};

self.onmessage = async ({ data }) => {
	try {
		self.postMessage({ result: await tasks[data.task](data) });
	} catch (error) {
		self.postMessage({ error: error.message, expected: error instanceof GopxError });
	}
};
