import type { Day } from '../day.ts';
import type { Span } from '../span.ts';
import type { Access } from '../permissions.ts';
import { keyOf, nameKey } from './tidy.ts';

/** A role that a person holds or a team they are in, with the id of its row. */
export type SpanNow = Span & { id: string; key: string };

/** A person as recorded, with all that a file may change. */
export type PersonNow = {
	id: string;
	name: string;
	email: string | null;
	reference: string | null;
	startedOn: Day;
	leftOn: Day | null;
	contactFrom: Day | null;
	managerId: string | null;
	access: Access;
	/** The first days of earlier times, of somebody who left and came back. */
	earlierStarts: readonly Day[];
	/** Of every time; `key` is the role. */
	roles: readonly SpanNow[];
	/** Of every time; `key` is the id of the team. */
	teams: readonly SpanNow[];
};

/** Whether somebody has left before a day. */
export function hasLeft({ leftOn }: Pick<PersonNow, 'leftOn'>, today: Day): boolean {
	return leftOn !== null && leftOn < today;
}

/** Finds people by what a file may call them. */
export type PeopleIndex = {
	byId(id: string): PersonNow | undefined;
	byReference(reference: string): PersonNow | undefined;
	byEmail(email: string): PersonNow | undefined;
	byName(name: string): readonly PersonNow[];
};

export function indexOf(people: readonly PersonNow[]): PeopleIndex {
	const ids = new Map(people.map((person) => [person.id, person]));
	const emails = new Map<string, PersonNow>();
	const references = new Map<string, PersonNow>();
	const unpadded = new Map<string, PersonNow | null>();
	const names = new Map<string, PersonNow[]>();
	for (const person of people) {
		if (person.email !== null) emails.set(person.email, person);
		if (person.reference !== null) {
			references.set(keyOf(person.reference), person);
			const bare = withoutZeros(person.reference);
			unpadded.set(bare, unpadded.has(bare) ? null : person);
		}
		const name = nameKey(person.name);
		const same = names.get(name);
		if (same) same.push(person);
		else names.set(name, [person]);
	}
	return {
		byId: (id) => ids.get(id),
		byEmail: (email) => emails.get(email),
		// Spreadsheets drop the zeros before a number.
		byReference: (reference) =>
			references.get(keyOf(reference)) ?? unpadded.get(withoutZeros(reference)) ?? undefined,
		byName: (name) => names.get(nameKey(name)) ?? []
	};
}

/** A reference as spreadsheets keep it: `00123` is 123. */
export function withoutZeros(reference: string): string {
	return keyOf(reference).replace(/^0+(?=\d+$)/, '');
}
