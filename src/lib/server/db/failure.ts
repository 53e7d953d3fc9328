/** Codes of the system, of postgres.js and of PostgreSQL that mean: the server was not there. */
const CODES = new Set([
	'ECONNREFUSED',
	'ECONNRESET',
	'ENOTFOUND',
	'EAI_AGAIN',
	'ETIMEDOUT',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EPIPE',
	'CONNECT_TIMEOUT',
	'CONNECTION_CLOSED',
	'CONNECTION_ENDED',
	'CONNECTION_DESTROYED',
	// too_many_connections, then admin_shutdown, crash_shutdown and cannot_connect_now
	'53300',
	'57P01',
	'57P02',
	'57P03'
]);

/** Whether an error, or what caused it, says that the database could not be reached. */
export function isConnectionFailure(error: unknown): boolean {
	const code = failureCode(error);
	return code !== undefined && (CODES.has(code) || code.startsWith('08'));
}

/**
 * The code of the driver's or the system's error, found through the errors that wrap it
 * (Drizzle's own and the one that holds an attempt for each address of a host).
 */
export function failureCode(error: unknown): string | undefined {
	for (let at: unknown = error, depth = 0; at instanceof Error && depth < 5; depth++) {
		if ('code' in at && typeof at.code === 'string') return at.code;
		at = at instanceof AggregateError ? at.errors[0] : at.cause;
	}
	return undefined;
}

/**
 * Waits for an answer of the database, but not for ever: where something accepts connections and
 * closes them at once, as a proxy without a server behind it does, the driver tries without end.
 *
 * @throws an error with the code CONNECT_TIMEOUT when there is no answer after `seconds`
 */
export async function answerWithin<T>(seconds: number, answer: Promise<T>): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const deadline = new Promise<never>((_, reject) => {
		timer = setTimeout(() => {
			const error = new Error(`The database did not answer within ${seconds} seconds.`);
			reject(Object.assign(error, { code: 'CONNECT_TIMEOUT' }));
		}, seconds * 1_000);
	});
	try {
		return await Promise.race([answer, deadline]);
	} finally {
		clearTimeout(timer);
	}
}
