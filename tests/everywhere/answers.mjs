// SPDX-License-Identifier: BSD-2-Clause
// answers.mjs - checks that builds of the command for other machines give the same
// answers as here Arguments: the command, folders of files, and for each build: --, its
// name, its program, and words to put before the program's arguments. GOPX_ANSWERS=N
// scans only every Nth file.
import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const AT_ONCE = 50;

// ["a", "--", "b", "c"]: [["a"], ["b", "c"]]
function groups(words) {
	return words.reduce((all, word) => {
		if (word === "--")
			all.push([]);
		else
			all.at(-1).push(word);
		return all;
	}, [[]]);
}

function files_below(folder) {
	return fs.readdirSync(folder, { withFileTypes: true })
		.sort((a, b) => (a.name < b.name ? -1 : 1))
		.flatMap((entry) => {
			const name = path.join(folder, entry.name);

			if (entry.isDirectory())
				return files_below(name);
			return entry.isFile() ? [name] : [];
		});
}

// Makes a folder of links with short names, because Windows allows no names such as
// 0000:00:02.0.
function linked(files, into) {
	return files.map((file, i) => {
		const name = `${String(i).padStart(5, "0")}.bin`;

		fs.symlinkSync(file, path.join(into, name));
		return name;
	});
}

function answer([program, ...before], names, cwd) {
	const { status, signal, error, stdout, stderr } = spawnSync(program,
		[...before, "scan", "--json", ...names], { cwd, encoding: "latin1", maxBuffer: 1 << 30 });

	if (error)
		throw error;
	return { status: signal ?? status, stdout, stderr };
}

function equal(a, b) {
	return a.status === b.status && a.stdout === b.stdout && a.stderr === b.stderr;
}

// Maps the name of each file to its line of JSON.
function by_name({ stdout }) {
	return new Map(stdout.split("\n").filter((line) => line).map((line) => [JSON.parse(line).file, line]));
}

// Returns the names of the files that a build answers differently.
function differing(native, other, expected, names, cwd) {
	const seen = answer(other, names, cwd);

	if (equal(expected, seen))
		return [];
	const here = by_name(expected), there = by_name(seen);
	const wrong = names.filter((name) => here.get(name) !== there.get(name));

	if (wrong.length)
		return wrong;
	// The messages or the status differ: run each file separately to find which ones.
	return names.filter((name) => !equal(answer(native, [name], cwd), answer(other, [name], cwd)));
}

function lines_of({ stdout }) {
	return stdout.split("\n").length - 1;
}

// Compares the builds on one folder: counts its files, the lines of JSON here, and the
// differences of each build.
function compare(folder, native, builds, cwd) {
	const every = Number(process.env.GOPX_ANSWERS ?? 1);
	const files = files_below(folder).filter((_, i) => i % every === 0);
	const names = linked(files, cwd);
	const found = builds.map(() => []), times = builds.map(() => 0);
	let lines = 0;

	for (let at = 0; at < names.length; at += AT_ONCE) {
		const part = names.slice(at, at + AT_ONCE);
		const expected = answer(native, part, cwd);

		lines += lines_of(expected);
		builds.forEach(([, ...program], i) => {
			const started = performance.now();

			found[i].push(...differing(native, program, expected, part, cwd));
			times[i] += performance.now() - started;
		});
	}
	builds.forEach(([name], i) => {
		console.log(`${name}: ${path.basename(folder)}: ${files.length} files, ${lines} lines of JSON, ` +
			`${found[i].length} differ (${(times[i] / 1000).toFixed(0)} s)`);
		for (const each of found[i])
			console.log(`  ${files[Number.parseInt(each, 10)]} (${each})`);
	});
	return files.length && lines ? found.flat().length : 1;
}

const [[gopx, ...folders], ...builds] = groups(process.argv.slice(2));
let wrong = 0;

for (const folder of folders) {
	const cwd = fs.mkdtempSync(path.join(os.tmpdir(), "gopx-answers-"));

	try {
		wrong += compare(path.resolve(folder), [gopx], builds, cwd);
	} finally {
		fs.rmSync(cwd, { recursive: true });
	}
}
process.exitCode = wrong ? 1 : 0;
