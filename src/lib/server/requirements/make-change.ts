import type { Database } from '../db/connect.ts';
import type { Making, Refused } from '../people/making.ts';
import type { Decided } from './change-requirement.ts';
import { applyToEverybody, type Applied } from './reconcile-everybody.ts';

/**
 * A change of what the organisation asks, ready to be made in a transaction or to be tried out:
 * null when what it is about does not exist.
 */
export type RuleChange = (tx: Database) => Promise<Decided | Refused | null>;

/**
 * Makes a change and brings everybody's periods into line with it, here or in the background: both,
 * or neither.
 */
export async function makeChange(
	db: Database,
	change: RuleChange,
	making: Making
): Promise<(Decided & { applied: Applied }) | Refused | null> {
	return db.transaction(async (tx) => {
		const outcome = await change(tx);
		if (outcome?.kind !== 'saved') return outcome;
		return { ...outcome, applied: await applyToEverybody(tx, making) };
	});
}
