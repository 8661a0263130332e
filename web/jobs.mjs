// SPDX-License-Identifier: BSD-2-Clause
// jobs.mjs - the page's requests to its Worker, which it answers in order; each can be
// cancelled

export class Cancelled extends Error {}

// In WebKit, only the page itself can read a file if it was opened from a disk, not its Worker.
async function read(file) {
	try {
		return await file.arrayBuffer();
	} catch (error) {
		throw new Error(error instanceof RangeError ?
			"this browser has not enough memory for a file of this size" :
			"the browser cannot read this file; was it moved, changed, or is it a folder?");
	}
}

export class Jobs {
	#start;
	#worker;
	#held;
	#waiting = [];
	#running;

	// start() makes a Worker. 'packed' is the module, which the Worker gets first.
	constructor(start, packed) {
		this.#start = start;
		this.packed = packed;
	}

	// Starts the Worker before the first job, so that the job need not wait for it.
	warm() {
		if (!this.#worker)
			this.#begin();
		this.#next();
	}

	// Returns a promise of the answer. To cancel the job, pass the same owner to
	// cancel(). details: options, the file with a key of its own, and ovmf, another
	// file.
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
		this.#worker = this.#running = this.#held = undefined;
	}

	#next() {
		if (this.#running || !this.#waiting.length)
			return;
		if (!this.#worker)
			this.#begin();
		this.#running = this.#waiting.shift();
		this.#send(this.#running);
	}

	// The Worker keeps the bytes of the last file.
	async #send(job) {
		const { file, ovmf, ...message } = job.message;

		try {
			if (file && message.key !== this.#held)
				message.bytes = await read(file);
			if (ovmf)
				message.ovmf = await read(ovmf);
		} catch ({ message: error }) {
			return this.#running === job && this.#answered({ error, expected: true });
		}
		// It may have been cancelled.
		if (this.#running !== job)
			return undefined;
		this.#held = file ? message.key : this.#held;
		this.#worker.postMessage(message, [message.bytes, message.ovmf].filter((bytes) => bytes));
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

	// Without a Worker, every job fails.
	#broken(reason) {
		const jobs = [this.#running, ...this.#waiting].filter((job) => job?.owner !== undefined);

		this.#waiting = [];
		this.#stop();
		for (const job of jobs)
			job.reject(new Error(`gopx cannot run in this browser: ${reason || "no reason given"}`));
	}
}
