// SPDX-License-Identifier: BSD-2-Clause
// browser.mjs - a headless Chromium, controlled with the DevTools protocol over two pipes
import { spawn } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";

const flags = [
	"--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--no-first-run", "--disable-gpu",
	"--disable-background-networking", "--disable-component-update", "--disable-default-apps",
	"--disable-sync", "--disable-extensions", "--disable-dev-shm-usage", "--mute-audio",
	"--force-color-profile=srgb", "--hide-scrollbars",
];

export class Browser {
	#waiting = new Map();
	#number = 1;
	#text = "";
	#sessions = new Map();

	constructor(program) {
		this.folder = fs.mkdtempSync(path.join(os.tmpdir(), "gopx-page-"));
		this.process = spawn(program, [...flags, `--user-data-dir=${this.folder}/profile`],
			{ stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
		this.process.stdio[4].setEncoding("utf8").on("data", (text) => this.#received(text));
		this.ended = new Promise((resolve) => this.process.on("exit", resolve));
		this.ended.then(() => {
			for (const { reject } of this.#waiting.values())
				reject(new Error("Chromium has ended"));
		});
	}

	#received(text) {
		const messages = (this.#text + text).split("\0");

		this.#text = messages.pop();
		for (const message of messages.map((one) => JSON.parse(one))) {
			const { id, method, params, sessionId, result, error } = message;

			if (id === undefined) {
				this.#sessions.get(sessionId)?.(method, params);
				continue;
			}
			const { resolve, reject, call } = this.#waiting.get(id);

			this.#waiting.delete(id);
			if (error)
				reject(new Error(`${call}: ${error.message}`));
			else
				resolve(result);
		}
	}

	send(call, params = {}, sessionId = undefined) {
		const id = this.#number++;

		this.process.stdio[3].write(`${JSON.stringify({ id, method: call, params, sessionId })}\0`);
		return new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject, call }));
	}

	listen(sessionId, listener) {
		this.#sessions.set(sessionId, listener);
	}

	async close() {
		this.send("Browser.close").catch(() => {});
		await this.ended;
		fs.rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
	}
}

// A page of the browser. 'requests' has every URL that the page or its Workers requested.
// 'faults' has the errors and warnings of its console.
export class Page {
	requests = [];
	faults = [];

	static async open(browser, url, { width = 1100, height = 900, dark = false, mobile = false } = {}) {
		const page = new Page();
		const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
		const { sessionId } = await browser.send("Target.attachToTarget", { targetId, flatten: true });

		Object.assign(page, { browser, targetId, sessionId,
			downloads: path.join(browser.folder, `downloads-${targetId}`) });
		fs.mkdirSync(page.downloads);
		browser.listen(sessionId, (method, params) => page.#event(method, params));
		for (const part of ["Page", "Runtime", "Network", "Log", "DOM"])
			await page.send(`${part}.enable`);
		await page.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: true, flatten: true });
		await browser.send("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: page.downloads });
		await page.look({ width, height, dark, mobile });
		await page.send("Page.navigate", { url });
		await page.until("document.readyState === 'complete' && !!document.body.children.length");
		return page;
	}

	// A Worker is a separate target.
	#event(method, params, sessionId = this.sessionId) {
		if (method === "Network.requestWillBeSent")
			this.requests.push(params.request.url);
		if (method === "Runtime.exceptionThrown")
			this.faults.push(params.exceptionDetails.exception?.description ?? params.exceptionDetails.text);
		if (method === "Runtime.consoleAPICalled" && ["error", "warning", "assert"].includes(params.type))
			this.faults.push(params.args.map((arg) => arg.value ?? arg.description).join(" "));
		if (method === "Log.entryAdded" && ["error", "warning"].includes(params.entry.level))
			this.faults.push(params.entry.text);
		if (method === "Target.attachedToTarget")
			this.#worker(params.sessionId);
	}

	async #worker(sessionId) {
		this.browser.listen(sessionId, (method, params) => this.#event(method, params, sessionId));
		await Promise.allSettled(["Network.enable", "Runtime.enable", "Log.enable", "Runtime.runIfWaitingForDebugger"]
			.map((call) => this.browser.send(call, {}, sessionId)));
	}

	send(call, params) {
		return this.browser.send(call, params, this.sessionId);
	}

	async look({ width, height, dark = false, mobile = false }) {
		await this.send("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile });
		await this.send("Emulation.setEmulatedMedia",
			{ features: [{ name: "prefers-color-scheme", value: dark ? "dark" : "light" }] });
	}

	async value(expression) {
		const { result, exceptionDetails } = await this.send("Runtime.evaluate",
			{ expression, awaitPromise: true, returnByValue: true });

		if (exceptionDetails)
			throw new Error(`${expression}: ${exceptionDetails.exception?.description}`);
		return result.value;
	}

	async until(expression, seconds = 300) {
		const end = Date.now() + seconds * 1000;

		for (;;) {
			const value = await this.value(expression);

			if (value)
				return value;
			if (Date.now() > end)
				throw new Error(`not within ${seconds} s: ${expression}\n${await this.value("document.body.innerText")}`);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}

	async choose(selector, files) {
		const { root } = await this.send("DOM.getDocument");
		const { nodeId } = await this.send("DOM.querySelector", { nodeId: root.nodeId, selector });

		await this.send("DOM.setFileInputFiles", { nodeId, files });
	}

	async drop(selector, files) {
		const { x, y } = await this.value(`(() => { const box = document.querySelector(${JSON.stringify(selector)})
			.getBoundingClientRect(); return { x: box.x + box.width / 2, y: box.y + box.height / 2 }; })()`);

		for (const type of ["dragEnter", "dragOver", "drop"])
			await this.send("Input.dispatchDragEvent", { type, x, y, data: { items: [], files, dragOperationsMask: 1 } });
	}

	async key(key, code = key, windowsVirtualKeyCode = 0, text = undefined) {
		const details = { key, code, windowsVirtualKeyCode, nativeVirtualKeyCode: windowsVirtualKeyCode, text };

		await this.send("Input.dispatchKeyEvent", { type: "keyDown", ...details });
		await this.send("Input.dispatchKeyEvent", { type: "keyUp", ...details });
	}

	// Waits until a download is complete, and returns its bytes.
	async downloaded(name, seconds = 300) {
		const file = path.join(this.downloads, name);
		const end = Date.now() + seconds * 1000;

		while (!fs.existsSync(file) || fs.existsSync(`${file}.crdownload`)) {
			if (Date.now() > end)
				throw new Error(`no download of ${name}; there are: ${fs.readdirSync(this.downloads)}`);
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		const bytes = fs.readFileSync(file);

		fs.rmSync(file);
		return bytes;
	}

	async picture(file, whole = true) {
		const { data } = await this.send("Page.captureScreenshot", { format: "png", captureBeyondViewport: whole });

		fs.writeFileSync(file, Buffer.from(data, "base64"));
	}
}
