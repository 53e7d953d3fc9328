import { sql } from 'drizzle-orm';
import { loadHarbourLane } from '../../../tests/fixtures/harbour-lane/load.ts';
import type { Database } from './db/connect.ts';
import { demonstrationAccounts, DEMONSTRATION_PASSWORD } from './people/demonstration-accounts.ts';
import { readOrganisation } from './people/organisation.ts';

/** Any number that nothing else locks. */
const LOADING_LOCK = 7_421_003;

/**
 * Fills an empty database with the made-up organisation of the demonstration and says who can sign
 * in. A database that holds an organisation already is left as it is.
 */
export async function loadDemonstration(
	db: Database,
	now: Date,
	log: (line: string) => void
): Promise<void> {
	await db.transaction(async (tx) => {
		await tx.execute(sql`select pg_advisory_xact_lock(${LOADING_LOCK})`);
		if (await readOrganisation(tx)) return;
		log('Loading the demonstration organisation…');
		await loadHarbourLane(tx, now);
	});
	// A real organisation has none of the accounts below.
	if (!(await readOrganisation(db))?.isDemonstration) return;
	log('\nThe demonstration is made up; nobody in it is real. Who can sign in:');
	for (const { email, description } of demonstrationAccounts) {
		log(`  ${email.padEnd(32)} ${description}`);
	}
	log(`with the password ${DEMONSTRATION_PASSWORD}\n`);
}
