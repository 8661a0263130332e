// SPDX-License-Identifier: BSD-2-Clause
// gopx.mjs - the commands of gopx as functions, for the page's Worker and for Node.js
import { Program } from "./program.mjs";
import { stream } from "./wasi.mjs";
import { Memory } from "./memory.mjs";
import { safe_name } from "./names.mjs";

// A command failed. The message is the command's error message.
export class GopxError extends Error {
	constructor(message, status = 2) {
		super(message);
		this.name = "GopxError";
		this.status = status;
	}
}

// Returns a sentence about an engine's error after a crash or a lack of memory.
function crash(error) {
	if (error instanceof RangeError)
		return "this file needs more memory or nests deeper than the module can; the gopx command may do it";
	if (error instanceof WebAssembly.RuntimeError)
		return `gopx crashed inside its sandbox (${error.message}); this is a fault of gopx, please report it`;
	return undefined;
}

function collector() {
	const parts = [];

	return {
		stream: stream({
			write(bytes) {
				parts.push(bytes.slice());
				return bytes.length;
			},
		}),
		text() {
			const decoder = new TextDecoder();

			return parts.map((part) => decoder.decode(part, { stream: true })).join("") +
				decoder.decode();
		},
	};
}

// Removes the prefixes of messages such as "gopx: bios.bin: it is not there", because the
// user did not call a command.
function without_prefix(messages, name) {
	return messages.split("\n").filter((line) => line).map((line) => {
		for (const prefix of ["gopx: ", `${name}: `])
			if (line.startsWith(prefix))
				line = line.slice(prefix.length);
		return line;
	});
}

export class Gopx {
	#keeps;
	#image;

	// With 'keeps', a command on the same bytes as the last command reuses its scan.
	// The caller must not change the bytes of an image.
	constructor(module, { keeps = false } = {}) {
		this.program = new Program(module);
		this.#keeps = keeps;
	}

	/*
	 * command(args, files, image): runs one command in a folder with these files, { name: bytes }.
	 * image: the bytes to scan. Returns its status, its standard output and error,
	 * and file(name) for the files that it wrote.
	 */
	command(args, files = {}, image = undefined) {
		const tree = new Memory();
		const output = collector(), messages = collector();
		const all = ["gopx", ...args];
		const again = this.#keeps && image !== undefined && image === this.#image;

		this.#image = undefined;
		for (const [name, bytes] of Object.entries(files))
			tree.add(`/${name}`, bytes);
		try {
			const { status, memory } = this.program.run({
				args: all, tree, again, streams: [stream({}), output.stream, messages.stream],
			});

			this.#image = image;
			return {
				status, memory, output: output.text(), messages: messages.text(),
				file: (name) => tree.get(`/${name}`)?.slice(),
			};
		} catch (error) {
			const sentence = crash(error);

			throw sentence ? new GopxError(sentence) : error;
		}
	}

	#on_image(command, bytes, { name, device, options = [] }, words = [], files = {}) {
		const image = safe_name(name ?? "image.bin");
		const chosen = device ? ["--device", device] : [];
		const result = this.command([command, ...chosen, ...options, ...words.flatMap((word) =>
			word === null ? [image] : [word])], { ...files, [image]: bytes }, bytes);

		return { ...result, lines: without_prefix(result.messages, image) };
	}

	// Returns the line of JSON, or throws the reason why there is none.
	#line(result) {
		if (!result.output)
			throw new GopxError(result.lines.join("\n") || "gopx gave no answer", result.status);
		return result.output;
	}

	#json(result) {
		return JSON.parse(this.#line(result));
	}

	#written(result, name) {
		const bytes = result.file(name);

		if (!bytes)
			throw new GopxError(result.lines.join("\n") || `gopx did not write ${name}`, result.status);
		return { name, bytes, text: result.output.trim(), notes: result.lines };
	}

	// { line, memory }: the JSON as printed, and the bytes of memory that the module used.
	scan_line(bytes, options = {}) {
		const result = this.#on_image("scan", bytes, options, ["--json", null]);

		return { line: this.#line(result), memory: result.memory };
	}

	scan(bytes, options = {}) {
		return JSON.parse(this.scan_line(bytes, options).line);
	}

	tree(bytes, options = {}) {
		return this.#json(this.#on_image("tree", bytes, options, ["--json", null]));
	}

	vbt(bytes, options = {}) {
		return this.#json(this.#on_image("vbt", bytes, options, ["--json", null]));
	}

	// Returns the report of extract with 'files': { "IntelGopDriver.efi": bytes,
	// "Vbt.bin": bytes }.
	extract(bytes, options = {}) {
		const only = (options.only ?? []).map((kind) => `--${kind}`);
		const result = this.#on_image("extract", bytes, options, ["--json", ...only, "-o", "out", null]);
		const report = this.#json(result);
		const files = {};

		for (const written of report.written) {
			written.path = written.path.replace(/^.*\//, "");
			files[written.path] = result.file(`out/${written.path}`);
		}
		return { ...report, files, notes: result.lines };
	}

	// Returns { name, bytes, text, notes } of an igd.rom with the best driver and
	// table of the image.
	rom(bytes, options = {}) {
		return this.#written(this.#on_image("rom", bytes, options,
			["-o", "igd.rom", "--from", null]), "igd.rom");
	}

	// Returns the same for an OVMF image with the driver and the table in its DXE
	// volume.
	inject(bytes, ovmf, options = {}) {
		return this.#written(this.#on_image("inject", bytes, options,
			["-o", "OVMF_CODE.igd.fd", "--from", null, "guest.fd"], { "guest.fd": ovmf }),
		"OVMF_CODE.igd.fd");
	}

	map(bytes, options = {}) {
		const { name, bytes: svg } = this.#written(this.#on_image("map", bytes,
			{ ...options, device: undefined }, ["-o", "map.svg", null]), "map.svg");

		return { name, text: new TextDecoder().decode(svg) };
	}
}
