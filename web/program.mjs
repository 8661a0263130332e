// SPDX-License-Identifier: BSD-2-Clause
// program.mjs - runs a WASI command any number of times
import { answering, Command, Exit } from "./wasi.mjs";

// Instances with more memory than this are not reused.
const KEPT = 2 ** 28;

/*
 * A command, given as a WebAssembly.Module. If the module exports its stack pointer, the
 * next run reuses the instance. Its memory is cleared first, which is faster than getting
 * new memory from the system. If the module also exports its main(), the next run can
 * continue with the memory of the last run, which contains the scanned image.
 */
export class Program {
	#module;
	#kept;
	#command;

	constructor(module) {
		this.#module = module;
	}

	#instance() {
		const imports = {};

		for (const { module: from, name } of WebAssembly.Module.imports(this.#module)) {
			imports[from] ??= {};
			imports[from][name] = answering(() => this.#command, name);
		}
		const { exports } = new WebAssembly.Instance(this.#module, imports);
		const stack = exports.__stack_pointer;

		return {
			exports, stack, top: stack?.value,
			start: stack ? new Uint8Array(exports.memory.buffer).slice() : undefined,
		};
	}

	// Returns the instance in its state before the first run.
	#renewed() {
		const kept = this.#kept;

		this.#kept = undefined;
		if (!kept)
			return this.#instance();
		const bytes = new Uint8Array(kept.exports.memory.buffer);

		bytes.set(kept.start);
		bytes.fill(0, kept.start.length);
		kept.stack.value = kept.top;
		return kept;
	}

	// Returns the instance in its state after the last run; undefined if there is
	// none.
	#continued() {
		const kept = this.#kept;

		if (!kept?.exports.__main_void)
			return undefined;
		this.#kept = undefined;
		kept.stack.value = kept.top;
		return kept;
	}

	/*
	 * Runs the command until it ends.  options: args (the first is the command's name), env, tree,
	 * folder (where relative paths start), streams (three, see stream()); again: the
	 * files are the same as in the last run, so that the command can reuse its scan.
	 * Returns { status, memory }. If the command crashes, it throws the engine's
	 * error.
	 */
	run(options) {
		const continued = options.again ? this.#continued() : undefined;
		const instance = continued ?? this.#renewed();
		const { exports, stack } = instance;
		let status = 0;

		this.#command = new Command(options);
		this.#command.memory = exports.memory;
		try {
			if (continued)
				status = exports.__main_void();
			else
				exports._start();
		} catch (end) {
			if (!(end instanceof Exit))
				throw end;
			status = end.status;
		} finally {
			this.#command = undefined;
		}
		const memory = exports.memory.buffer.byteLength;

		if (stack && memory <= KEPT)
			this.#kept = instance;
		return { status, memory };
	}
}

// Runs a command once; see Program.
export function run(module, options) {
	return new Program(module).run(options);
}
