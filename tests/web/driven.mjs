// SPDX-License-Identifier: BSD-2-Clause
// driven.mjs - the code for all browsers with WebDriver; each browser implements send()
// itself
import fs from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";

const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

export const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

export function free_port() {
	return new Promise((resolve) => {
		const server = net.createServer().listen(0, "127.0.0.1", () => {
			const { port } = server.address();

			server.close(() => resolve(port));
		});
	});
}

// Repeats a task until it succeeds or the process has ended.
export async function connected(process, attempt) {
	for (let tries = 0; ; tries++) {
		try {
			return await attempt();
		} catch (error) {
			if (tries === 300 || process.exitCode !== null)
				throw error;
			await wait(500);
		}
	}
}

// A browser with a separate folder. A subclass starts it as 'process', and implements
// send().
export class Driven {
	constructor(name) {
		this.folder = fs.mkdtempSync(path.join(os.tmpdir(), `gopx-${name}-`));
		this.downloads = path.join(this.folder, "downloads");
		fs.mkdirSync(this.downloads);
	}

	open(url) {
		return this.send("Navigate", { url });
	}

	// Runs a script in the page, and returns its result.
	run(script) {
		return this.send("ExecuteScript", { script, args: [] });
	}

	async until(condition) {
		for (let tries = 0; tries < 1200; tries++) {
			const value = await this.run(`return ${condition}`);

			if (value)
				return value;
			await wait(100);
		}
		throw new Error(`not within two minutes: ${condition}`);
	}

	async choose(selector, file) {
		const found = await this.send("FindElement", { using: "css selector", value: selector });

		await this.send("ElementSendKeys", { id: found[ELEMENT], text: file });
	}

	async downloaded(name) {
		const file = path.join(this.downloads, name);

		for (let tries = 0; tries < 600; tries++) {
			if (fs.existsSync(file) && fs.statSync(file).size && !fs.existsSync(`${file}.part`))
				return fs.readFileSync(file);
			await wait(100);
		}
		throw new Error(`${name} was not saved`);
	}

	async close() {
		this.process.kill();
		await this.ended;
		fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
	}
}
