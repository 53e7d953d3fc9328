import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { dayOf } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { isConnectionFailure } from '../db/failure.ts';
import { describeFault } from '../faults.ts';
import { readOrganisation } from '../people/organisation.ts';
import { askForDaily } from './daily.ts';
import { handlers as ours, type Handlers } from './handlers.ts';
import { CannotBeDone, endJob, Interrupted, type Job, type Progress } from './jobs.ts';
import { policyOf, queues, type Queue } from './kinds.ts';
import { prepareQueue } from './queue.ts';
import {
	beat,
	BEAT_MS,
	isAnythingUnfinished,
	seeToSilentJobs,
	takeJob,
	tryAgainLater
} from './running.ts';

/** How to run the jobs; everything but the log is for tests. */
export type JobsOptions = {
	/** Hears, in whole sentences, of what went wrong. */
	log: (line: string) => void;
	handlers?: Handlers;
	/** How long to wait before looking for work again, in milliseconds. */
	pollMs?: number;
	clock?: () => Date;
	/** How long a job that cannot be repeated may go on after the stop, in milliseconds. */
	graceMs?: number;
};

/** The work in the background of this copy of the app. */
export type Jobs = {
	/**
	 * Takes no further job, gives the running one some seconds, then has it end: what is repeatable is
	 * taken up again, what is not has changed nothing. Safe to call twice; never throws.
	 */
	stop(): Promise<void>;
};

const POLL_MS = 1_000;
const GRACE_MS = 5_000;
/** How long an interrupted job may take to notice. */
const LAST_MS = 2_000;
const PROGRESS_MS = 250;
const DAY_CHECK_MS = 60_000;
/** Holds until the organisation says otherwise. */
const TIME_ZONE = 'Europe/London';

/**
 * Starts to do the jobs of each queue, one after the other, and to ask for the daily one.
 *
 * @throws an Error whose message tells whoever runs the app what is missing
 */
export async function startJobs(db: Database, options: JobsOptions): Promise<Jobs> {
	await prepareQueue(db);
	const stops = queues.map((queue) => {
		const worker = new Worker(db, queue, options);
		const running = worker.run();
		return () => worker.stop(running);
	});
	let stopping: Promise<unknown> | undefined;
	return {
		async stop() {
			await (stopping ??= Promise.all(stops.map((stop) => stop())));
		}
	};
}

class Worker {
	readonly #db: Database;
	readonly #queue: Queue;
	readonly #options: JobsOptions;
	readonly #stopping = new AbortController();
	readonly #interrupting = new AbortController();
	#dayCheckedAt: number | undefined;
	#complained = false;

	constructor(db: Database, queue: Queue, options: JobsOptions) {
		this.#db = db;
		this.#queue = queue;
		this.#options = options;
	}

	/** Works until it is stopped. */
	async run(): Promise<void> {
		const { signal } = this.#stopping;
		while (!signal.aborted) {
			if (await this.#turn()) continue;
			await quietDelay(this.#options.pollMs ?? POLL_MS, signal);
		}
	}

	async stop(running: Promise<void>): Promise<void> {
		this.#stopping.abort();
		await within(this.#options.graceMs ?? GRACE_MS, running);
		this.#interrupting.abort();
		await within(LAST_MS, running);
	}

	/** Does the next job, if there is one. */
	async #turn(): Promise<boolean> {
		try {
			if (this.#queue === 'facts') await this.#noticeDay();
			if (!(await isAnythingUnfinished(this.#db))) return this.#idle();
			await seeToSilentJobs(this.#db);
			const job = await takeJob(this.#db, this.#queue);
			if (!job) return this.#idle();
			await this.#work(job);
			return true;
		} catch (error) {
			this.#complain(error);
			return false;
		}
	}

	#idle(): false {
		this.#complained = false;
		return false;
	}

	/** Says once what is wrong, and not again until something has worked. */
	#complain(error: unknown): void {
		if (this.#complained || this.#stopping.signal.aborted) return;
		this.#complained = true;
		const reason = isConnectionFailure(error)
			? 'the database cannot be reached'
			: describeFault(error);
		this.#options.log(
			`${new Date().toISOString()} Work in the background has to wait, and is tried again: ${reason}`
		);
	}

	/** Asks for the daily job at the start and after every midnight. */
	async #noticeDay(): Promise<void> {
		const { clock = () => new Date() } = this.#options;
		const last = this.#dayCheckedAt;
		if (last !== undefined && performance.now() - last < DAY_CHECK_MS) return;
		await askForDaily(this.#db, clock(), { isStart: last === undefined });
		this.#dayCheckedAt = performance.now();
	}

	async #work(job: Job): Promise<void> {
		const { id, kind, data, createdBy } = job;
		const timer = setInterval(() => {
			beat(this.#db, id, null).catch((error: unknown) => this.#complain(error));
		}, BEAT_MS);
		try {
			const handler = (this.#options.handlers ?? ours)[kind];
			if (!handler) throw new CannotBeDone('This version of Safehands cannot do this.');
			const now = (this.#options.clock ?? (() => new Date()))();
			const timeZone = (await readOrganisation(this.#db))?.timeZone ?? TIME_ZONE;
			const clock = { now, today: dayOf(now, timeZone) };
			const result = await handler(this.#db, { id, data, createdBy }, this.#progressOf(job), clock);
			await endJob(this.#db, id, { result });
		} catch (error) {
			await this.#afterError(job, error);
		} finally {
			clearInterval(timer);
		}
	}

	/** Progress is written on a connection of its own, so it shows while the job's work does not. */
	#progressOf({ id, kind }: Job): Progress {
		const { isRepeatable } = policyOf(kind);
		// What is taken up again where it was can end at once; the rest has its time of grace.
		const { signal } = isRepeatable ? this.#stopping : this.#interrupting;
		let writtenAt = -Infinity;
		return async (done, total) => {
			if (signal.aborted) throw new Interrupted('The app stops');
			const now = performance.now();
			if (done < total && now - writtenAt < PROGRESS_MS) return;
			writtenAt = now;
			const isOurs = await beat(this.#db, id, { done, total });
			if (!isOurs) throw new Interrupted('The job was ended by somebody else');
		};
	}

	async #afterError(job: Job, error: unknown): Promise<void> {
		const { id, kind } = job;
		const { isRepeatable, whenStopped, whenBroken } = policyOf(kind);
		if (error instanceof CannotBeDone) {
			return endJob(this.#db, id, { failure: error.message });
		}
		if (error instanceof Interrupted) {
			if (!this.#stopping.signal.aborted) return;
			if (isRepeatable) return tryAgainLater(this.#db, job, whenStopped);
			return endJob(this.#db, id, { failure: whenStopped });
		}
		const fault = randomUUID().slice(0, 8);
		this.#options.log(
			`${new Date().toISOString()} fault ${fault} in a job (${kind})\n${describeFault(error)}`
		);
		const failure = `${whenBroken} The number of this fault is ${fault}.`;
		if (isRepeatable) return tryAgainLater(this.#db, job, failure);
		return endJob(this.#db, id, { failure });
	}
}

/** Waits, unless or until it is told to stop. */
async function quietDelay(ms: number, signal: AbortSignal): Promise<void> {
	try {
		await delay(ms, undefined, { signal });
	} catch (error) {
		if (!signal.aborted) throw error;
	}
}

/** Waits for something that never throws, but no longer than this. */
async function within(ms: number, running: Promise<void>): Promise<void> {
	const enough = new AbortController();
	await Promise.race([running.finally(() => enough.abort()), quietDelay(ms, enough.signal)]);
}
