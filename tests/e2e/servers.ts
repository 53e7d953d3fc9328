import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder that the database's own user may enter too, and that goes when this process ends. */
function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), 'safehands-e2e-'));
	chmodSync(folder, 0o711);
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

/**
 * The folder of everything that the servers of this run keep. Playwright reads its configuration
 * in several processes; they agree on it through the environment.
 */
export const FOLDER = (process.env.SAFEHANDS_E2E_FOLDER ??= temporaryFolder());

/** The demonstration that the journeys run against. */
export const DEMONSTRATION = {
	origin: 'http://localhost:4173',
	env: { PORT: '4173', HOST: '127.0.0.1', DATA_DIR: join(FOLDER, 'demonstration') }
};

/** The empty platform that the journey of setting up runs against. */
export const EMPTY = {
	origin: 'http://localhost:4174',
	env: { PORT: '4174', HOST: '127.0.0.1', DATA_DIR: join(FOLDER, 'empty') }
};

/** The platform that sends mail, for the journey of a forgotten password. */
export const MAILING = {
	origin: 'http://localhost:4175',
	env: { PORT: '4175', HOST: '127.0.0.1', DATA_DIR: join(FOLDER, 'mailing') }
};

/** The platform of the journey that imports a whole organisation. */
export const IMPORTING = {
	origin: 'http://localhost:4176',
	env: { PORT: '4176', HOST: '127.0.0.1', DATA_DIR: join(FOLDER, 'importing') }
};
