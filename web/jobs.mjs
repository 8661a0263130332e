// SPDX-License-Identifier: BSD-2-Clause
// jobs.mjs - the page's requests to its Worker: answered in order, and each can be cancelled

export class Cancelled extends Error {}

export class Jobs {
	#start;
	#worker;
	#waiting = [];
	#running;

	// start(): makes a Worker; packed: the module, which the Worker gets first.
	constructor(start, packed) {
		this.#start = start;
		this.packed = packed;
	}

	// Starts the Worker before there is work, so that the first job need not wait for it.
	warm() {
		if (!this.#worker)
			this.#begin();
		this.#next();
	}

	// Returns a promise of the answer. cancel() takes the same owner.
	run(owner, task, details) {
		return new Promise((resolve, reject) => {
			this.#waiting.push({ owner, message: { task, ...details }, resolve, reject });
			this.#next();
		});
	}

	cancel(owner) {
		const dropped = this.#waiting.filter((job) => job.owner === owner);

		this.#waiting = this.#waiting.filter((job) => job.owner !== owner);
		if (this.#running?.owner === owner) {
			dropped.push(this.#running);
			this.#stop();
		}
		for (const job of dropped)
			job.reject(new Cancelled("cancelled"));
		this.#next();
	}

	#stop() {
		this.#worker.terminate();
		this.#worker = this.#running = undefined;
	}

	#next() {
		if (this.#running || !this.#waiting.length)
			return;
		if (!this.#worker)
			this.#begin();
		this.#running = this.#waiting.shift();
		this.#worker.postMessage(this.#running.message);
	}

	#begin() {
		this.#worker = this.#start();
		this.#worker.onmessage = ({ data }) => this.#answered(data);
		this.#worker.onerror = (event) => this.#broken(event.message);
		this.#waiting.unshift({
			message: { task: "start", packed: this.packed }, resolve() {},
			reject: (error) => this.#broken(error.message),
		});
	}

	#answered({ result, error, expected }) {
		const job = this.#running;

		this.#running = undefined;
		if (error === undefined)
			job.resolve(result);
		else
			job.reject(new Error(expected ? error : `this page has a fault: ${error}`));
		this.#next();
	}

	// Without a Worker every job fails.
	#broken(reason) {
		const jobs = [this.#running, ...this.#waiting].filter((job) => job?.owner !== undefined);

		this.#waiting = [];
		this.#stop();
		for (const job of jobs)
			job.reject(new Error(`gopx cannot run in this browser: ${reason || "no reason given"}`));
	}
}
