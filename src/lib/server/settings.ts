import * as v from 'valibot';
import { readMailSettings, type MailSettings } from './mail/settings.ts';

const text = v.optional(v.pipe(v.string(), v.trim()), '');

/** What the environment says; README and docs/operating.md explain each of them. */
const Environment = v.object({
	DATABASE_URL: text,
	DATA_DIR: text,
	SAFEHANDS_DEMO: text,
	ORIGIN: text,
	PORT: text,
	SMTP_URL: text,
	MAIL_FROM: text
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
	/** How mail is sent; null where it is not. */
	mail: MailSettings | null;
};

/**
 * Reads the settings from the environment; what is missing gets its default. Throws an error with a
 * sentence for whoever runs the server when one of them cannot be what it should be.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
	const { DATABASE_URL, DATA_DIR, SAFEHANDS_DEMO, ORIGIN, PORT, SMTP_URL, MAIL_FROM } = v.parse(
		Environment,
		environment
	);
	const isDemonstration = SAFEHANDS_DEMO === '1';
	return {
		databaseUrl: DATABASE_URL || undefined,
		dataDir: DATA_DIR || 'data',
		isDemonstration,
		origin: (ORIGIN || `http://localhost:${PORT || '3000'}`).replace(/\/+$/, ''),
		// Anybody may look round the demonstration, and nobody may send mail to strangers with it.
		mail: isDemonstration ? null : readMailSettings(SMTP_URL, MAIL_FROM)
	};
}
