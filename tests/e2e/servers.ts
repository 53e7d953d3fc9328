import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Playwright reads its configuration in several processes; they must agree on the folder.
process.env.SAFEHANDS_E2E_FOLDER ??= mkdtempSync(join(tmpdir(), 'safehands-e2e-'));

/** The folder of everything that the servers of this run keep. */
export const FOLDER = process.env.SAFEHANDS_E2E_FOLDER;

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
