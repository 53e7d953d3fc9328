import { shortDay } from '../dates-in-words.ts';
import type { Day } from '../day.ts';
import { hasLeft, type PersonNow } from './people-now.ts';
import type { ImportPlan, Planned } from './planned.ts';

/** Those who leave because a file of everybody does not hold them, and those who are kept all the same. */
export type Missing = { leaving: Planned[]; kept: ImportPlan['kept'] };

/**
 * The people who are here and not in the file. Administrators and whoever imports are never marked
 * as left, nor is anybody who starts only later or whose last day is known already.
 */
export function missingPeople(
	people: readonly PersonNow[],
	present: ReadonlySet<string>,
	{ leftOn, importerId, today }: { leftOn: Day; importerId: string; today: Day }
): Missing {
	const missing = people.filter((person) => !present.has(person.id) && !hasLeft(person, today));
	const kept: Missing['kept'] = [];
	const leaving: Planned[] = [];
	for (const person of missing) {
		const reason = reasonToKeep(person, leftOn, importerId);
		const { id: personId, name } = person;
		if (reason === null) leaving.push(leavingOn(person, leftOn));
		else kept.push({ personId, name, reason });
	}
	return { leaving, kept };
}

function reasonToKeep(person: PersonNow, leftOn: Day, importerId: string): string | null {
	if (person.id === importerId) return 'This is you';
	if (person.access === 'administrator') return 'An administrator';
	if (person.leftOn !== null) return `Leaves on ${shortDay(person.leftOn)} already`;
	if (person.startedOn > leftOn) return `Starts on ${shortDay(person.startedOn)}`;
	return null;
}

function leavingOn(person: PersonNow, leftOn: Day): Planned {
	const { id, name, email, reference, startedOn, contactFrom } = person;
	return {
		key: id,
		personId: id,
		line: null,
		values: { name, email, reference, startedOn, leftOn, contactFrom },
		details: [],
		manager: null,
		roles: null,
		teams: null,
		left: leftOn,
		returned: null,
		induction: false,
		notes: ['Not in the file.']
	};
}
