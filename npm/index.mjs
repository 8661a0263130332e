// SPDX-License-Identifier: BSD-2-Clause
// index.mjs - gopx for programs: bytes in, objects and bytes out; no file is touched
import { Gopx, GopxError } from "../web/gopx.mjs";

export { GopxError };

let loading;

async function module_of(source) {
	if (source instanceof WebAssembly.Module)
		return source;
	if (source)
		return WebAssembly.compile(source);
	const { readFile } = await import("node:fs/promises");

	return WebAssembly.compile(await readFile(new URL("gopx.wasm", import.meta.url)));
}

/* The first call of any function loads gopx.wasm from this package.  Where there is no
   node:fs, call load() first, with the bytes of gopx.wasm or a WebAssembly.Module. */
export async function load(source) {
	if (!loading || source)
		loading = module_of(source).then((module) => new Gopx(module));
	await loading;
}

function bytes_of(data) {
	if (data instanceof Uint8Array)
		return data;
	if (data instanceof ArrayBuffer)
		return new Uint8Array(data);
	if (ArrayBuffer.isView(data))
		return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
	throw new TypeError("the bytes of an image are a Uint8Array, a Buffer or an ArrayBuffer");
}

async function call(name, data, ...rest) {
	await load();
	return (await loading)[name](bytes_of(data), ...rest);
}

export async function scan(data, options) {
	return call("scan", data, options);
}

export async function tree(data, options) {
	return call("tree", data, options);
}

export async function vbt(data, options) {
	return call("vbt", data, options);
}

export async function extract(data, options) {
	return call("extract", data, options);
}

export async function rom(data, options) {
	return call("rom", data, options);
}

export async function inject(data, ovmf, options) {
	return call("inject", data, bytes_of(ovmf), options);
}

export async function map(data, options) {
	return (await call("map", data, options)).text;
}
