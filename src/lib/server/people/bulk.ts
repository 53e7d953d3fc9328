import { inArray, sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { SpanChanges } from '../../rules/import/spans.ts';
import type { Access } from '../../rules/permissions.ts';
import type { Database } from '../db/connect.ts';
import { person, session } from '../db/schema/index.ts';
import { recordEvents, type NewEvent } from '../evidence/events.ts';
import { hasInduction, startInductions, startReturns, type Returning } from '../induction/start.ts';
import { changeRoles, changeTeams } from './bulk-spans.ts';
import { revokeLinks } from './invitations.ts';
import type { Making } from './making.ts';
import { moveBeginnings } from './starting.ts';
import { endSpans, reopenSpans } from './stay-spans.ts';

/** What is recorded of a person by itself. */
export type PersonRecord = {
	name: string;
	email: string | null;
	reference: string | null;
	startedOn: Day;
	leftOn: Day | null;
	contactFrom: Day | null;
	lineManagerId: string | null;
	access: Access;
};

/** A change of one of many people, of which is known that nothing stands against it. */
export type PersonChange = {
	personId: string;
	before: PersonRecord;
	after: PersonRecord;
	/** Whether they had left and come back; roles and teams then all begin on their first day. */
	returned: boolean;
	/** The keys are those of roles. */
	roles: SpanChanges | null;
	/** The keys are ids of teams. */
	teams: SpanChanges | null;
	/** Whether the induction starts, if a role of theirs has one. */
	induction: boolean;
};

/**
 * Changes many people in few statements, with the same events as if each were changed by itself: see
 * `changePerson`, `returnPerson`, `leave`, `giveRole` and `moveTeam`. In a transaction that has
 * locked the structure and these people. What they must do is not gone through: reconcile them
 * afterwards, in the same transaction.
 */
export async function changePeople(
	tx: Database,
	changes: readonly PersonChange[],
	making: Making
): Promise<void> {
	await writeRows(tx, changes);
	await afterNewAddress(tx, changes, making);
	for (const { personId, before, after, returned } of changes) {
		const dates = { from: before.startedOn, to: after.startedOn };
		if (!returned && dates.from !== dates.to) await moveBeginnings(tx, personId, dates, making);
	}
	const roles = changes.flatMap(({ personId, roles, returned }) =>
		roles === null ? [] : [{ personId, spans: roles, isTold: !returned }]
	);
	const teams = changes.flatMap(({ personId, teams, returned }) =>
		teams === null ? [] : [{ personId, spans: teams, isTold: !returned }]
	);
	await changeRoles(tx, roles, making);
	await changeTeams(tx, teams, making);
	await endStays(tx, changes, making.today);
	await recordEvents(
		tx,
		changes.flatMap((change) => eventsOf(change, making))
	);
	await beginInductions(tx, changes, making);
}

async function writeRows(tx: Database, changes: readonly PersonChange[]): Promise<void> {
	const changed = changes.filter(
		({ before, after, returned }) => returned || fieldsChanged(before, after).length > 0
	);
	if (changed.length === 0) return;
	// Two people may swap their addresses, and one of them is written first.
	const readdressed = changed.filter(({ before, after }) => before.email !== after.email);
	if (readdressed.length > 0) {
		const ids = readdressed.map(({ personId }) => personId);
		await tx.update(person).set({ email: null }).where(inArray(person.id, ids));
	}
	const rows = changed.map(({ personId: id, after }) => ({ id, ...after }));
	await tx.execute(sql`
		update ${person} set name = v.name, email = v.email, reference = v.reference,
			started_on = v."startedOn", left_on = v."leftOn", contact_from = v."contactFrom",
			line_manager_id = v."lineManagerId", access = v.access
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as v (id uuid, name text, email text,
			reference text, "startedOn" date, "leftOn" date, "contactFrom" date, "lineManagerId" uuid,
			access text)
		where ${person.id} = v.id`);
}

/** A link that was sent to the old address would lead round the new one. */
async function afterNewAddress(
	tx: Database,
	changes: readonly PersonChange[],
	{ actorId, now }: Making
): Promise<void> {
	for (const { personId, before, after } of changes) {
		if (before.email === null || before.email === after.email) continue;
		await revokeLinks(tx, personId, { actorId, now, because: 'email_changed' });
	}
}

/** Ends what ends with a last day that is new or another one, and sessions once the day has come. */
async function endStays(tx: Database, changes: readonly PersonChange[], today: Day): Promise<void> {
	const signedOut: string[] = [];
	for (const { personId, before, after, returned } of changes) {
		if (returned) signedOut.push(personId);
		if (after.leftOn === null || after.leftOn === before.leftOn) continue;
		if (before.leftOn !== null && !returned) await reopenSpans(tx, personId, before.leftOn);
		await endSpans(tx, personId, after.leftOn, today);
		if (after.leftOn <= today) signedOut.push(personId);
	}
	if (signedOut.length > 0) {
		await tx.delete(session).where(inArray(session.personId, signedOut));
	}
}

const details = [
	'name',
	'email',
	'reference',
	'startedOn',
	'lineManagerId',
	'contactFrom'
] as const satisfies (keyof PersonRecord)[];

function fieldsChanged(before: PersonRecord, after: PersonRecord): (keyof PersonRecord)[] {
	return [...details, 'leftOn' as const].filter((field) => before[field] !== after[field]);
}

function eventsOf(change: PersonChange, { actorId, now }: Making): NewEvent[] {
	const { personId, before, after, returned, roles, teams } = change;
	const line = { at: now, actorId, subjectId: personId };
	const events: NewEvent[] = [];
	// The first day of somebody who comes back is told with their return.
	const fields = details.filter(
		(field) => before[field] !== after[field] && !(returned && isOfReturn(field))
	);
	if (fields.length > 0) {
		// Names and addresses are nobody's business years later; days and ids are what follows counts on.
		const told = fields.filter((f) => f !== 'name' && f !== 'email' && f !== 'reference');
		const days = told.map((field) => [field, { from: before[field], to: after[field] }] as const);
		const data = { fields, ...Object.fromEntries(days) };
		events.push({ ...line, kind: 'person.changed', data });
	}
	if (returned) {
		const data = {
			startedOn: after.startedOn,
			roles: roles?.begin.map(({ key }) => key) ?? [],
			teamIds: teams?.begin.map(({ key }) => key) ?? [],
			access: after.access,
			before: { startedOn: before.startedOn, leftOn: before.leftOn, access: before.access }
		};
		events.push({ ...line, kind: 'person.returned', data });
	}
	if (after.leftOn !== null && (returned || after.leftOn !== before.leftOn)) {
		events.push({ ...line, kind: 'person.left', data: { leftOn: after.leftOn } });
	}
	return events;
}

function isOfReturn(field: (typeof details)[number]): boolean {
	return field === 'startedOn' || field === 'contactFrom';
}

async function beginInductions(
	tx: Database,
	changes: readonly PersonChange[],
	{ actorId, now }: Making
): Promise<void> {
	const starters: { personId: string; startedOn: Day }[] = [];
	const returning: Returning[] = [];
	for (const { personId, before, after, returned, induction, roles } of changes) {
		const begun = roles?.begin ?? [];
		if (!induction || !hasInduction(begun.map(({ key }) => key))) continue;
		if (returned && before.leftOn !== null) {
			returning.push({ personId, startedOn: after.startedOn, leftOn: before.leftOn });
			continue;
		}
		// From the day on which the first of the roles begins, however long they have been here.
		const startedOn = begun.reduce(
			(first, { fromDay }) => (fromDay < first ? fromDay : first),
			begun[0]?.fromDay ?? after.startedOn
		);
		starters.push({ personId, startedOn });
	}
	await startInductions(tx, starters, { actorId, now });
	await startReturns(tx, returning, { actorId, now });
}
