/*
 * Starts the built app: `npm start`. Settings come from the environment, or from a file `.env` in
 * the working folder; those of the environment win. PORT is 3000 and HOST is 0.0.0.0 when not set.
 */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { URL, fileURLToPath } from 'node:url';

const app = new URL('../../build/index.js', import.meta.url);

if (existsSync('.env')) process.loadEnvFile('.env');

if (!existsSync(fileURLToPath(app))) {
	console.error('Safehands has not been built yet. Run "npm run build" first, then "npm start".');
	process.exit(1);
}

process.env.PORT ||= '3000';
process.env.HOST ||= '0.0.0.0';
const originIsKnown = Boolean(process.env.ORIGIN);
// An empty ORIGIN would be refused as a malformed one.
if (!originIsKnown) delete process.env.ORIGIN;
process.env.PROTOCOL_HEADER ||= 'x-forwarded-proto';
// Evidence may be a scan of 5 MB; what is a little larger still gets its words at the field.
process.env.BODY_SIZE_LIMIT ||= '12M';

/** @typedef {'SIGTERM' | 'SIGINT'} Ending */

// Until the app listens it does not hear these, and dying half-way would leave the database running.
// Whoever asks twice is in a hurry, and the next start copes with what is left.
/** @type {Ending | undefined} */
let ending;
/** @param {Ending} signal */
const remember = (signal) => {
	if (ending) process.exit(1);
	ending = signal;
};
process.on('SIGTERM', remember).on('SIGINT', remember);

try {
	const { server } = await import(app.href);
	/** @type {import('node:http').Server} */
	const http = server.server;
	if (!originIsKnown) http.prependListener('request', sayProtocol);
	http.on('error', (/** @type {NodeJS.ErrnoException} */ error) => giveUp(reasonOf(error)));
	process.off('SIGTERM', remember).off('SIGINT', remember);
	if (ending) process.kill(process.pid, ending);
} catch (error) {
	giveUp(error);
}

/**
 * Without ORIGIN the app takes its address from the Host header, and whether it is http or https
 * from the proxy in front of it. Where no proxy says so the request came by plain http.
 *
 * @param {import('node:http').IncomingMessage} request
 */
function sayProtocol(request) {
	const header = String(process.env.PROTOCOL_HEADER).toLowerCase();
	// Each of several proxies adds its word; the first one met the visitor.
	const said = String(request.headers[header] ?? '')
		.split(',')[0]
		?.trim();
	request.headers[header] = said === 'https' ? 'https' : 'http';
}

/**
 * Why the app cannot listen, in a sentence.
 *
 * @param {NodeJS.ErrnoException} error
 */
function reasonOf(error) {
	const where = `port ${process.env.PORT} of ${process.env.HOST}`;
	const reasons = new Map([
		['EADDRINUSE', `Another program already uses ${where}. Set PORT to a free one.`],
		['EACCES', `This user may not use ${where}. Set PORT to one above 1023.`],
		['EADDRNOTAVAIL', `This machine has no address ${process.env.HOST}. Set HOST to one it has.`]
	]);
	return reasons.get(error.code ?? '') ?? `Safehands cannot listen: ${error.message}`;
}

/**
 * Says why, and has what is open already closed, so that the process ends.
 *
 * @param {unknown} reason
 */
function giveUp(reason) {
	console.error(reason);
	process.exitCode = 1;
	// What does not close in this time does not close at all, and whoever started us waits.
	setTimeout(() => process.exit(), 15_000).unref();
	process.emit(/** @type {'exit'} */ ('sveltekit:shutdown'), 1);
}
