import { isAskedIn, lineKey, type Circumstances } from '../../rules/requirement-lines.ts';
import { profiles as profilesThereAre } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { recordEvent } from '../evidence/events.ts';
import { changeCircumstances, circumstancesOf } from '../people/organisation.ts';
import { refused, type Making, type Refused } from '../people/making.ts';
import type { Decided } from './change-requirement.ts';
import { beginLine, endLine, lockRequirements, openLines } from './lines.ts';
import { standardFor, standardTerms } from './standard.ts';

/**
 * Records where the organisation works and what it is, from today on: what is asked only elsewhere
 * ends, and what the content asks of such an organisation begins. In a transaction.
 */
export async function changeSettings(
	tx: Database,
	{ nation, profiles }: Circumstances,
	making: Making
): Promise<Decided | Refused> {
	await lockRequirements(tx);
	const before = await circumstancesOf(tx);
	const after = { nation, profiles: [...new Set(profiles)].sort() };
	const problem = problemWith(after);
	if (problem) return problem;
	if (nation === before.nation && sameList(after.profiles, before.profiles)) {
		return refused('form', 'Nothing is different yet. Change what should be different');
	}
	await changeCircumstances(tx, after);
	await recordEvent(tx, {
		at: making.now,
		actorId: making.actorId,
		subjectId: null,
		kind: 'organisation.changed',
		data: { before, after }
	});
	await switchRequirements(tx, before, after, making);
	return { kind: 'saved', fromDay: making.today };
}

function problemWith({ nation, profiles }: Circumstances): Refused | null {
	for (const key of profiles) {
		const profile = profilesThereAre().find((one) => one.key === key);
		if (!profile) return refused('profiles', 'Choose from the list');
		if (!profile.nations.some((one) => one === nation)) {
			return refused('profiles', `“${profile.title}” does not go with the nation you chose`);
		}
	}
	return null;
}

function sameList(a: readonly string[], b: readonly string[]): boolean {
	return [...a].sort().join() === [...b].sort().join();
}

/** Ends the lines that are asked here no longer, and begins the standard ones that are asked now. */
async function switchRequirements(
	tx: Database,
	before: Circumstances,
	after: Circumstances,
	making: Making
): Promise<void> {
	const lines = await openLines(tx, making.today);
	const over = lines.filter((line) => isAskedIn(line, before) && !isAskedIn(line, after));
	for (const line of over) await endLine(tx, line, making.today, making);
	const asked = new Set(lines.map(lineKey));
	const begun = standardFor(after).filter(
		(standard) => !isAskedIn(standard, before) && !asked.has(lineKey(standard))
	);
	for (const standard of begun) {
		await beginLine(tx, standard, standardTerms(standard), making.today, making);
	}
}
