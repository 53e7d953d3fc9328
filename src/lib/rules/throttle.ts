/** Failed tries count for this long. */
export const WINDOW_SECONDS = 15 * 60;
/** Tries of one account that may fail before anybody has to wait. */
export const FREE_FAILURES_OF_ACCOUNT = 5;
/** The same for one address, which a whole office may share. */
export const FREE_FAILURES_OF_ADDRESS = 60;
/** The rightful owner is never kept out for longer than this. */
export const LONGEST_WAIT_SECONDS = 5 * 60;

const FIRST_WAIT_SECONDS = 15;

/** The failed tries of one account or one address within the window, and when the last one was. */
export type Failures = { count: number; latest: Date | null };

/**
 * How long to wait, in whole seconds, before the next try to sign in is even looked at; 0 when it
 * may be made now. After the free failures every further one doubles the wait, 15 s at first, up
 * to five minutes; the longer of the account's and the address's wait holds. OWASP Authentication
 * Cheat Sheet, "Account Lockout": slow guessing down without letting anybody lock others out.
 */
export function secondsToWait(failures: {
	account: Failures;
	address: Failures;
	now: Date;
}): number {
	const { account, address, now } = failures;
	return Math.max(
		remaining(account, FREE_FAILURES_OF_ACCOUNT, now),
		remaining(address, FREE_FAILURES_OF_ADDRESS, now)
	);
}

function remaining({ count, latest }: Failures, free: number, now: Date): number {
	if (count < free || latest === null) return 0;
	const wait = Math.min(FIRST_WAIT_SECONDS * 2 ** (count - free), LONGEST_WAIT_SECONDS);
	const passed = (now.getTime() - latest.getTime()) / 1000;
	// A clock that was set back must not make the wait longer than it ever is.
	return Math.min(Math.max(Math.ceil(wait - passed), 0), wait);
}

/** A wait in words, e.g. "15 seconds" or "3 minutes"; minutes are rounded up. */
export function waitInWords(seconds: number): string {
	if (seconds === 1) return '1 second';
	if (seconds < 60) return `${seconds} seconds`;
	const minutes = Math.ceil(seconds / 60);
	return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
