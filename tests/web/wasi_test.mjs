// SPDX-License-Identifier: BSD-2-Clause
// wasi_test.mjs - the calls of wasi.mjs give the same results as Linux, in memory and on a disk
// Arguments: calls.wasm, and the same program for this machine.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { webcrypto } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { Memory } from "../../web/memory.mjs";
import { Program } from "../../web/program.mjs";
import { stream } from "../../web/wasi.mjs";

const [module_file, native] = process.argv.slice(2).map((name) => path.resolve(name));
const on_disk = fileURLToPath(new URL("on_disk.mjs", import.meta.url));
const module = new WebAssembly.Module(fs.readFileSync(module_file));
globalThis.crypto ??= webcrypto;

const words = ["ten.bin", "zwölf x"];
const ten = "0123456789";

function in_folder(task) {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), "gopx-wasi-"));

	try {
		fs.writeFileSync(path.join(folder, words[0]), ten);
		return task(folder);
	} finally {
		fs.rmSync(folder, { recursive: true });
	}
}

function spawned(program, before) {
	return in_folder((folder) => {
		const { status, stdout, stderr } = spawnSync(program, [...before, ...words],
			{ cwd: folder, env: { ...process.env, HELLO: "you", PWD: folder }, input: "input", encoding: "utf8" });

		return { status, stdout, stderr };
	});
}

function in_memory(program) {
	const tree = new Memory();
	const written = ["", ""];
	const output = (i) => stream({
		write(bytes) {
			written[i] += new TextDecoder().decode(bytes);
			return bytes.length;
		},
	});
	const input = stream({
		read(bytes) {
			bytes.set(new TextEncoder().encode("input"));
			return 5;
		},
	});

	tree.add(`/${words[0]}`, new TextEncoder().encode(ten));
	const { status, memory } = program.run({
		args: ["calls", ...words], env: { HELLO: "you" }, tree,
		streams: [input, output(0), output(1)],
	});

	assert.ok(memory > 50 << 20);
	assert.deepEqual(tree.list("/").map(({ name }) => name), [words[0]]);
	return { status, stdout: written[0], stderr: written[1] };
}

// Removes the differences between the names and numbers of WASI and of Linux.
function same(answer) {
	return { ...answer, stdout: answer.stdout
		.replace("Function not implemented", "No such file or directory")
		.replace(/(rmdir\("out"\)|unlink\("out"\)): -1.*/g, "$1: -1") };
}

const linux = same(spawned(native, []));

assert.equal(linux.status, 3);
const program = new Program(module);

// The second run in the same instance must not see data of the first run.
for (let i = 0; i < 2; i++)
	assert.deepEqual(same(in_memory(program)), linux);
assert.deepEqual(same(spawned(process.execPath, [on_disk, module_file])), linux);
