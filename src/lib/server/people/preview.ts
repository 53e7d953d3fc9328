import { changeInWords } from '../../rules/changes-in-words.ts';
import type { PeriodChange } from '../../rules/planning.ts';
import { itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { dryRun } from '../requirements/dry-run.ts';

/** A change of what somebody must do, as a page shows it. */
export type ChangeShown = { item: string; title: string; words: string };

/** Changes for a page: what is due first comes first, what is no longer asked for last. */
export function changesShown(changes: readonly PeriodChange[]): ChangeShown[] {
	const dueOn = (change: PeriodChange) => (change.kind === 'withdraw' ? '9999' : change.dueOn);
	return changes.toSorted((a, b) => (dueOn(a) < dueOn(b) ? -1 : 1)).map(changeShown);
}

/** One change for a page. */
export function changeShown(change: PeriodChange): ChangeShown {
	const { item } = change;
	return { item, title: itemTitle(item), words: changeInWords(change) };
}

/** Makes a change in a transaction; or shows what it would do, and takes it all back. */
export async function makeOrShow<T>(
	db: Database,
	forGood: boolean,
	change: (tx: Database) => Promise<T>
): Promise<T> {
	return forGood ? db.transaction(change) : dryRun(db, change);
}
