import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** An app with an empty database, started by a test. */
export type OwnApp = {
	/** The code to set it up with. */
	code: string;
	/** Everything that it has said so far. */
	said: () => string;
	stop: () => Promise<void>;
};

/** Starts the built app with these settings, and answers once it listens. */
export async function startApp(settings: Record<string, string>): Promise<OwnApp> {
	const app = spawn(process.execPath, ['src/bin/start.js'], {
		cwd: join(import.meta.dirname, '../..'),
		env: { ...process.env, DATABASE_URL: '', SAFEHANDS_DEMO: '', ORIGIN: '', ...settings },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const ended = once(app, 'exit');
	const lines: string[] = [];
	createInterface(app.stderr).on('line', (line) => lines.push(line));
	const output = createInterface(app.stdout).on('line', (line) => lines.push(line));
	while (!lines.some((line) => line.startsWith('Listening on'))) {
		await Promise.race([
			once(output, 'line'),
			ended.then(() => Promise.reject(new Error(`The app ended:\n${lines.join('\n')}`)))
		]);
	}
	return {
		code: /with this code: (\S+)/.exec(lines.join('\n'))?.[1] ?? '',
		said: () => lines.join('\n'),
		async stop() {
			if (app.exitCode === null && app.signalCode === null) app.kill('SIGTERM');
			await ended;
		}
	};
}
