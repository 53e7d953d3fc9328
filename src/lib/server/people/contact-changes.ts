import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { isUuid } from '../../rules/uuid.ts';
import { postKinds } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { post } from '../db/schema/index.ts';
import { recordEvent, recordEvents } from '../evidence/events.ts';
import { refused, type Making, type Refused } from './making.ts';
import { lockStructure } from './structure-lock.ts';
import { closedTeamProblem } from './team-rows.ts';

/** What is recorded of a contact. */
export type ContactDetails = {
	/** Key of `content/posts.yaml`. */
	kind: string;
	/** The team for which it holds, and all below it; null: the whole organisation. */
	teamId: string | null;
	name: string;
	phone: string | null;
	email: string | null;
	url: string | null;
	note: string | null;
};

export type ContactOutcome = { kind: 'saved'; id: string } | Refused;

const FIELDS = ['teamId', 'name', 'phone', 'email', 'url', 'note'] as const;

/** Adds a contact; whoever enters it has checked it. In a transaction. */
export async function addContact(
	tx: Database,
	details: ContactDetails,
	making: Making
): Promise<ContactOutcome> {
	await lockStructure(tx);
	const problem = await contactProblem(tx, details, null);
	if (problem) return problem;
	const id = await insertContact(tx, { ...details, replaces: null }, making);
	const { kind, teamId } = details;
	await record(tx, 'post.added', { postId: id, post: kind, teamId }, making);
	return { kind: 'saved', id };
}

/**
 * Changes a contact: the line ends and another one takes its place, so that it can be told who was
 * named until now. What did not change is checked by that. In a transaction; answers null when there
 * is no such contact.
 */
export async function changeContact(
	tx: Database,
	id: string,
	wanted: ContactDetails,
	making: Making
): Promise<ContactOutcome | null> {
	await lockStructure(tx);
	const before = await contactRow(tx, id);
	if (before === null) return null;
	if (before.endedAt !== null) return changedMeanwhile;
	// What somebody is here for stays: another post is another contact.
	const details = { ...wanted, kind: before.kind };
	const problem = await contactProblem(tx, details, before);
	if (problem) return problem;
	const fields = FIELDS.filter((field) => before[field] !== details[field]);
	if (fields.length === 0) {
		await confirmContacts(tx, [id], making);
		return { kind: 'saved', id };
	}
	await endLine(tx, id, making);
	const newId = await insertContact(tx, { ...details, replaces: id }, making);
	const { kind, teamId } = details;
	const data = { postId: newId, replaces: id, post: kind, teamId, fields };
	await record(tx, 'post.changed', data, making);
	return { kind: 'saved', id: newId };
}

/** Ends a contact; its history stays. In a transaction; answers null when there is none. */
export async function endContact(
	tx: Database,
	id: string,
	making: Making
): Promise<ContactOutcome | null> {
	await lockStructure(tx);
	const before = await contactRow(tx, id);
	if (before === null) return null;
	if (before.endedAt !== null) return changedMeanwhile;
	await endLine(tx, id, making);
	const { kind, teamId } = before;
	await record(tx, 'post.ended', { postId: id, post: kind, teamId }, making);
	return { kind: 'saved', id };
}

/**
 * Says of contacts that they are still right. In a transaction; those that have ended meanwhile or
 * were checked today are left as they are. Answers how many were checked.
 */
export async function confirmContacts(
	tx: Database,
	ids: readonly string[],
	{ actorId, now, today }: Making
): Promise<number> {
	const known = [...new Set(ids)].filter(isUuid);
	if (known.length === 0) return 0;
	const rows = await tx
		.select({ id: post.id, kind: post.kind, checkedOn: post.checkedOn })
		.from(post)
		.where(and(inArray(post.id, known), isNull(post.endedAt)))
		.orderBy(post.id)
		.for('update');
	const checked = rows.filter(({ checkedOn }) => checkedOn !== today);
	if (checked.length === 0) return 0;
	await tx
		.update(post)
		.set({ checkedOn: today, checkedBy: actorId })
		.where(
			inArray(
				post.id,
				checked.map(({ id }) => id)
			)
		);
	const lines = checked.map(({ id, kind, checkedOn }) => {
		const data: Record<string, Day> = {
			postId: id,
			post: kind,
			checkedOn: today,
			before: checkedOn
		};
		return { at: now, actorId, subjectId: null, kind: 'post.checked', data };
	});
	await recordEvents(tx, lines);
	return checked.length;
}

/** What is wrong with a contact as it is to be; null: nothing. */
export async function contactProblem(
	tx: Database,
	{ kind, teamId, name, phone, email, url }: ContactDetails,
	before: { id: string; teamId: string | null } | null
): Promise<Refused | null> {
	const found = postKinds().find(({ key }) => key === kind);
	if (found === undefined) return refused('kind', 'Choose what they are here for');
	if (found.kind === 'link' && url === null) {
		return refused('url', 'Enter the address of the page, starting with https://');
	}
	if (phone === null && email === null && url === null) {
		return refused('phone', 'Enter a phone number, an email address or a link');
	}
	// Who stays where they are may do so in a team that was closed meanwhile.
	if (teamId !== null && teamId !== before?.teamId) {
		const problem = await closedTeamProblem(tx, [teamId]);
		if (problem) return problem;
	}
	const current = await tx
		.select({ id: post.id, name: post.name })
		.from(post)
		.where(
			and(
				eq(post.kind, kind),
				isNull(post.endedAt),
				teamId === null ? isNull(post.teamId) : eq(post.teamId, teamId)
			)
		);
	const same = current.some(
		(one) => one.id !== before?.id && one.name.toLowerCase() === name.toLowerCase()
	);
	return same ? refused('name', `${name} is recorded for this already`) : null;
}

const changedMeanwhile = refused(
	'name',
	'Somebody has changed or ended this contact in the meantime. Open the list and look at it again'
);

async function contactRow(tx: Database, id: string) {
	if (!isUuid(id)) return null;
	const [row] = await tx.select().from(post).where(eq(post.id, id)).for('update');
	return row ?? null;
}

async function endLine(tx: Database, id: string, { actorId, now }: Making): Promise<void> {
	await tx.update(post).set({ endedAt: now, endedBy: actorId }).where(eq(post.id, id));
}

async function insertContact(
	tx: Database,
	{
		kind,
		teamId,
		name,
		phone,
		email,
		url,
		note,
		replaces
	}: ContactDetails & { replaces: string | null },
	{ actorId, now, today }: Making
): Promise<string> {
	const [row] = await tx
		.insert(post)
		.values({
			...{ kind, teamId, name, phone, email, url, note, replaces },
			checkedOn: today,
			checkedBy: actorId,
			enteredAt: now,
			enteredBy: actorId
		})
		.returning({ id: post.id });
	if (row === undefined) throw new Error('A contact that was written did not come back');
	return row.id;
}

async function record(
	tx: Database,
	kind: string,
	data: Record<string, unknown>,
	{ actorId, now }: Making
): Promise<void> {
	await recordEvent(tx, { at: now, actorId, subjectId: null, kind, data });
}
