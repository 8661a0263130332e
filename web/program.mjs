// SPDX-License-Identifier: BSD-2-Clause
// program.mjs - runs a command of WASI, again and again
import { answering, Command, Exit } from "./wasi.mjs";

// An instance with more memory than this is not used again.
const KEPT = 2 ** 28;

/*
 * A command, given as a WebAssembly.Module.  Its instance is used again if the module exports its
 * stack pointer: the next run finds the memory as the first one did, but need not ask the system for
 * it, which takes longer than to clear it.  Or it finds the memory as the last run has left it, with
 * the image that this has scanned, if the module also exports its main().
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

	// As the instance was before its first run.
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

	// The instance as the last run has left it; undefined if there is none.
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
	 * folder (where relative paths start), streams (three, see stream()); again: the files are those
	 * of the last run, so that what it has scanned need not be scanned again.
	 * Returns { status, memory }; throws what the engine throws when the command crashes.
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

// One run; see Program.
export function run(module, options) {
	return new Program(module).run(options);
}
