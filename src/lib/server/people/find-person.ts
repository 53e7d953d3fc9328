import { eq, or, sql } from 'drizzle-orm';
import { shortDay } from '../../rules/dates-in-words.ts';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { hasLeft } from './person-row.ts';

/** Whom somebody meant when they wrote a name, an e-mail address or a reference. */
export type PersonMeant =
	/** `written` names them as a field suggests them, so that it means nobody else. */
	| { kind: 'found'; id: string; name: string; written: string }
	/** Why nobody can be taken for it, in a sentence for whoever wrote it. */
	| { kind: 'unclear'; message: string };

/** `Cathy Moss <cathy@example.org>`, as the suggestions of a field write it. */
const WITH_MARK = /<([^<>]+)>\s*$/;

/** A person as a field suggests them: with what tells them from others of the same name. */
export function asWritten(one: { name: string; email: string | null; reference: string | null }) {
	const mark = one.email ?? one.reference;
	return mark === null ? one.name : `${one.name} <${mark}>`;
}

/**
 * Finds the person who has not left that a text means: `Name <address>`, an e-mail address, a
 * reference, or a name that only one person has.
 */
export async function findPerson(db: Database, written: string, today: Day): Promise<PersonMeant> {
	const words = written.trim().replaceAll(/\s+/g, ' ');
	const mark = WITH_MARK.exec(words)?.[1]?.trim() ?? words;
	const { id, name, email, reference, leftOn } = person;
	const candidates = await db
		.select({ id, name, email, reference, leftOn })
		.from(person)
		.where(
			or(
				eq(email, mark.toLowerCase()),
				eq(reference, mark),
				sql`lower(${name}) = ${words.toLowerCase()}`
			)
		)
		.orderBy(email)
		.limit(50);
	const marked =
		candidates.find((one) => one.email === mark.toLowerCase()) ??
		candidates.find((one) => one.reference === mark);
	const here = (marked ? [marked] : candidates).filter((one) => !hasLeft(one, today));
	const [one, another] = here;
	if (one && !another)
		return { kind: 'found', id: one.id, name: one.name, written: asWritten(one) };
	if (one) return { kind: 'unclear', message: severalCalled(one.name, here) };
	const gone = marked ?? candidates[0];
	const message = gone?.leftOn
		? `${gone.name} left on ${shortDay(gone.leftOn)}. Choose somebody who is here`
		: `Nobody here is called “${words}”. Enter the full name or the email address`;
	return { kind: 'unclear', message };
}

function severalCalled(name: string, people: { email: string | null; reference: string | null }[]) {
	const marks = people.flatMap((one) => one.email ?? one.reference ?? []).slice(0, 3);
	const hint = marks.length > 0 ? `, such as ${marks.join(' or ')}` : '';
	return `Several people are called ${name}. Enter the email address instead${hint}`;
}
