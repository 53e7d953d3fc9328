import * as v from 'valibot';

const text = v.optional(v.pipe(v.string(), v.trim()), '');

/** What the environment says; README and docs/operating.md explain each of them. */
const Environment = v.object({
	DATABASE_URL: text,
	DATA_DIR: text,
	SAFEHANDS_DEMO: text,
	ORIGIN: text,
	PORT: text
});

export type Settings = {
	/** The PostgreSQL server to use; undefined: the embedded one. */
	databaseUrl: string | undefined;
	/** Folder of the embedded database. */
	dataDir: string;
	/** Whether to fill an empty database with the made-up organisation. */
	isDemonstration: boolean;
	/** Where people reach the app, without a slash at the end. */
	origin: string;
};

/** Reads the settings from the environment; what is missing gets its default. */
export function readSettings(environment: Record<string, string | undefined>): Settings {
	const { DATABASE_URL, DATA_DIR, SAFEHANDS_DEMO, ORIGIN, PORT } = v.parse(
		Environment,
		environment
	);
	return {
		databaseUrl: DATABASE_URL || undefined,
		dataDir: DATA_DIR || 'data',
		isDemonstration: SAFEHANDS_DEMO === '1',
		origin: (ORIGIN || `http://localhost:${PORT || '3000'}`).replace(/\/+$/, '')
	};
}
