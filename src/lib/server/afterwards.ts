import { describeFault } from './faults.ts';

/** Long enough for an answer to have gone out; in milliseconds. */
const LATER = 250;

/**
 * Does some work after the answer to a request has gone out, so that neither its time nor its
 * outcome shows in the answer. Whatever must not be lost belongs into a job instead: this ends with
 * the process. An error goes to the log.
 */
export function afterwards(work: () => Promise<void>): void {
	setTimeout(() => {
		work().catch((error: unknown) => {
			console.error(
				`${new Date().toISOString()} fault after an answer had gone out\n${describeFault(error)}`
			);
		});
	}, LATER);
}
