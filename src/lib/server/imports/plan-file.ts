import type { Day } from '../../rules/day.ts';
import { planHistory, type HistoryPlan } from '../../rules/import/history.ts';
import { planImport, type Organisation } from '../../rules/import/plan.ts';
import type { ImportPlan } from '../../rules/import/planned.ts';
import type { PersonNow } from '../../rules/import/people-now.ts';
import type { Database } from '../db/connect.ts';
import { sha256 } from '../fingerprint.ts';
import { completedNow, itemsNow, organisationNow } from './current.ts';
import { choicesOf } from './remembered.ts';
import type { Choices, StoredImport } from './stored.ts';

/** What a file would do as things stand, and a fingerprint of just that. */
export type FilePlan =
	| {
			kind: 'people';
			plan: ImportPlan;
			organisation: Organisation;
			choices: Choices;
			fingerprint: string;
	  }
	| {
			kind: 'history';
			plan: HistoryPlan;
			people: readonly PersonNow[];
			choices: Choices;
			fingerprint: string;
	  };

/**
 * Plans a file against everybody as they are recorded now. Throws when nobody has said yet what its
 * columns hold, or its lines are gone.
 *
 * @param importerId who imports; for what nobody may do to themselves
 */
export async function planFile(
	db: Database,
	file: StoredImport,
	{ importerId, today }: { importerId: string; today: Day }
): Promise<FilePlan> {
	const { header, mapping, lines } = file;
	if (mapping === null || lines === null) throw new Error('This file cannot be planned');
	const [organisation, choices] = await Promise.all([
		organisationNow(db),
		choicesOf(db, file, today)
	]);
	const sheet = { header, mapping, lines };
	const who = { importerId, today };
	if (file.kind === 'history') {
		const { people } = organisation;
		const known = { people, items: itemsNow(), completed: await completedNow(db) };
		const plan = planHistory(sheet, known, choices.itemWords, who);
		return {
			kind: 'history',
			plan,
			people,
			choices,
			fingerprint: sha256(JSON.stringify(plan.records))
		};
	}
	const options = { ...choices, countsFrom: choices.countsFrom ?? today };
	const plan = planImport(sheet, organisation, options, who);
	const { changed, newTeams } = plan;
	const fingerprint = sha256(JSON.stringify({ changed, newTeams }));
	return { kind: 'people', plan, organisation, choices, fingerprint };
}

/** How many people or records applying a plan would change. */
export function sizeOf({ kind, plan }: FilePlan): number {
	return kind === 'people' ? plan.changed.length : plan.records.length;
}
