import { eq } from 'drizzle-orm';
import { shortDay } from '../../rules/dates-in-words.ts';
import type { Day } from '../../rules/day.ts';
import { isAccess, may } from '../../rules/permissions.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { reconcilePerson } from '../requirements/reconcile.ts';
import { contactTooEarly, type NewPerson } from './add-person.ts';
import { lastAdministratorProblem, writeAccess } from './change-access.ts';
import { takenBy, takenInTheMeantime, type Taken } from './contact-marks.ts';
import { revokeLinks } from './invitations.ts';
import { lineManagerProblem } from './line-manager.ts';
import { refused, type Making, type Refused, type Saved } from './making.ts';
import { lockPerson, type PersonRow } from './person-row.ts';
import { endAllSessions } from './sessions.ts';
import { moveBeginnings } from './starting.ts';
import { lockStructure } from './structure-lock.ts';
import { endManagement } from './team-managers.ts';

const detailFields = [
	'name',
	'email',
	'reference',
	'startedOn',
	'lineManagerId',
	'contactFrom'
] as const;
type Details = Pick<NewPerson, (typeof detailFields)[number]>;

/** What can be changed of a person by itself; what is left out stays. */
export type PersonChange = Partial<Details & Pick<NewPerson, 'access'>>;

/** With the fields that are different now; none: it was all as given already. */
export type Changed = Saved & {
	fields: (keyof PersonChange)[];
	/** Teams that the person managed until now, and whose people they may no longer see. */
	managed: string[];
};

/**
 * Changes what is recorded of a person: details, line manager, access. In a transaction; answers
 * what it changed, or what is to be put right at which field.
 *
 * A first day that still lies ahead takes along what begins on it. Without an e-mail address the
 * account ends; another access ends every session of the person.
 */
export async function changePerson(
	tx: Database,
	personId: string,
	change: PersonChange,
	making: Making
): Promise<Changed | Refused | Taken> {
	await lockStructure(tx);
	const before = await lockPerson(tx, personId);
	const { access = before.access } = change;
	const details = differing(before, change);
	const isOther = access !== before.access;
	const fields: Changed['fields'] = [
		...(Object.keys(details) as (keyof Details)[]),
		...(isOther ? (['access'] as const) : [])
	];
	if (fields.length === 0) return { kind: 'saved', fields, managed: [], changes: [] };

	const problem =
		(await detailsProblem(tx, before, details, making.today)) ??
		(isOther ? await lastAdministratorProblem(tx, before, 'access') : null);
	if (problem) return problem;
	const field = await writeDetails(tx, before, details, making);
	if (field) return refused(field, 'Somebody else has got this just now. Enter another one');
	const managed = isOther ? await changeAccess(tx, before, access, making) : [];
	return { kind: 'saved', fields, managed, changes: await reconcilePerson(tx, personId, making) };
}

/** Who may no longer see other people manages no team any more; answers the names of the teams. */
async function changeAccess(
	tx: Database,
	{ id, access: from }: PersonRow,
	to: string,
	making: Making
): Promise<string[]> {
	if (!isAccess(to)) throw new Error(`There is no access ${to}`);
	await writeAccess(tx, id, { from, to }, making);
	return may(to, 'see_team') && to !== 'auditor' ? [] : endManagement(tx, id, making);
}

/** Only what was given and is not so already. */
function differing(before: PersonRow, given: Partial<Details>): Partial<Details> {
	const fields = detailFields.filter(
		(field) => given[field] !== undefined && given[field] !== before[field]
	);
	return Object.fromEntries(fields.map((field) => [field, given[field]]));
}

async function detailsProblem(
	tx: Database,
	before: PersonRow,
	details: Partial<Details>,
	today: Day
): Promise<Refused | Taken | null> {
	const { startedOn, contactFrom, leftOn } = { ...before, ...details };
	if (details.startedOn !== undefined && leftOn !== null && startedOn > leftOn) {
		return refused(
			'startedOn',
			`The last day here is ${shortDay(leftOn)}. Choose that day or an earlier one`
		);
	}
	const isAboutContact = details.startedOn !== undefined || details.contactFrom !== undefined;
	if (isAboutContact && contactFrom !== null && contactFrom < startedOn) {
		return contactTooEarly(startedOn);
	}
	const taken = await takenBy(tx, before.id, details, today);
	if (taken) return taken;
	if (details.email === null) {
		const problem = await lastAdministratorProblem(tx, before, 'email');
		if (problem) return problem;
	}
	const { lineManagerId } = details;
	return lineManagerId ? lineManagerProblem(tx, before.id, lineManagerId, today) : null;
}

/** Writes the details that differ; answers the field that somebody else has got meanwhile. */
async function writeDetails(
	tx: Database,
	before: PersonRow,
	details: Partial<Details>,
	making: Making
): Promise<Taken['field'] | null> {
	const fields = Object.keys(details);
	if (fields.length === 0) return null;
	const { id } = before;
	const losesAccount = details.email === null;
	const set = losesAccount ? { ...details, passwordHash: null } : details;
	try {
		await tx.transaction((inner) => inner.update(person).set(set).where(eq(person.id, id)));
	} catch (error) {
		const field = takenInTheMeantime(error);
		if (field === null) throw error;
		return field;
	}
	if (losesAccount) await endAllSessions(tx, id);
	if (details.email !== undefined) {
		const { actorId, now } = making;
		await revokeLinks(tx, id, { actorId, now, because: 'email_changed' });
	}
	if (details.startedOn !== undefined) {
		await moveBeginnings(tx, id, { from: before.startedOn, to: details.startedOn }, making);
	}
	await recordEvent(tx, {
		at: making.now,
		actorId: making.actorId,
		subjectId: id,
		kind: 'person.changed',
		// Names and addresses are nobody's business years later; days and ids are what follows counts on.
		data: { fields, ...daysOf(before, details) }
	});
	return null;
}

function daysOf(before: PersonRow, { startedOn, contactFrom, lineManagerId }: Partial<Details>) {
	return {
		...(startedOn !== undefined && { startedOn: { from: before.startedOn, to: startedOn } }),
		...(contactFrom !== undefined && {
			contactFrom: { from: before.contactFrom, to: contactFrom }
		}),
		...(lineManagerId !== undefined && {
			lineManagerId: { from: before.lineManagerId, to: lineManagerId }
		})
	};
}
