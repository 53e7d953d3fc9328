import { setTimeout as delay } from 'node:timers/promises';
import postgres from 'postgres';
import { answerWithin, isConnectionFailure } from '../failure.ts';

/** Every process that uses the server keeps one connection of this name open while it does. */
const NAME = 'safehands attached';
const ANSWER_SECONDS = 10;
const AGAIN_MS = 1_000;

/**
 * The sign that this process uses the server. The system closes the connection of a process that
 * was killed, so the signs on the server are those of the living.
 *
 * When the connection breaks, because somebody ended the server or the memory ran out, the server
 * is brought back.
 */
export class Presence {
	readonly #sql: postgres.Sql;
	readonly #revive: () => Promise<void>;
	readonly #log: (line: string) => void;
	#returning = false;
	#ended = false;

	/** `revive` starts the server when it does not run, where it ran before. */
	constructor(url: string, revive: () => Promise<void>, log: (line: string) => void) {
		this.#revive = revive;
		this.#log = log;
		this.#sql = adminConnection(url, {
			connection: { application_name: NAME },
			onclose: () => void this.#comeBack()
		});
	}

	/** Whether the sign has been taken away, or is about to be. */
	get ended(): boolean {
		return this.#ended;
	}

	/** Puts up the sign. */
	async begin(): Promise<void> {
		await answerWithin(ANSWER_SECONDS, this.#sql`select 1`);
	}

	/** Takes the sign away. Returns how many others are left, 0 when the server is gone. */
	async end(): Promise<number> {
		this.#ended = true;
		try {
			const [row] = await answerWithin(
				ANSWER_SECONDS,
				this.#sql<{ others: number }[]>`
					select count(*)::int as others from pg_stat_activity
					where application_name = ${NAME} and pid <> pg_backend_pid()`
			);
			return row?.others ?? 0;
		} catch (error) {
			if (isConnectionFailure(error)) return 0;
			throw error;
		} finally {
			await this.#sql.end({ timeout: 1 });
		}
	}

	async #comeBack(): Promise<void> {
		if (this.#returning) return;
		this.#returning = true;
		let said = '';
		while (!this.#ended) {
			try {
				await this.#revive();
				if (!this.#ended) await this.begin();
				break;
			} catch (error) {
				const message = error instanceof Error ? error.message : String(error);
				if (message !== said && !this.#ended) this.#log(message);
				said = message;
				await delay(AGAIN_MS);
			}
		}
		this.#returning = false;
	}
}

/** One connection for looking after the server. */
export function adminConnection(
	url: string,
	options: postgres.Options<Record<string, never>> = {}
): postgres.Sql {
	return postgres(url, {
		max: 1,
		max_lifetime: null,
		connect_timeout: 5,
		backoff: () => 0.2,
		onnotice: () => undefined,
		...options
	});
}
