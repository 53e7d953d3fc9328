import { and, eq, gte, inArray, isNull, or, sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { recordEvents } from '../evidence/events.ts';
import { managedBy, teamsWithoutManager, type LeftBehind } from './leaving.ts';
import { refused, type Making, type Refused } from './making.ts';
import { hasLeft, lockPerson, type PersonRow } from './person-row.ts';
import { lockStructure } from './structure-lock.ts';
import { addManager, RAISE_ACCESS_FIELD } from './team-managers.ts';

/** What somebody leaves behind who manages others, or has left already. */
export async function leftBehindBy(
	db: Database,
	{ id, leftOn }: { id: string; leftOn: Day | null },
	today: Day
): Promise<LeftBehind> {
	const [people, teams] = await Promise.all([
		managedBy(db, id, today),
		teamsWithoutManager(db, id, leftOn ?? today)
	]);
	return { people, teams };
}

/** Whoever left and is still somebody's line manager, or was the only one to manage a team. */
export type ManagerGone = { id: string; name: string; leftOn: Day; people: number; teams: number };

/** Those who have left and whose people or teams nobody has taken over, the last one first. */
export async function managersGone(db: Database, today: Day): Promise<ManagerGone[]> {
	const rows = await db.execute<ManagerGone>(sql`
		with gone as (
			select p.id, p.name, p.left_on,
				(select count(*) from person r where r.line_manager_id = p.id
					and (r.left_on is null or r.left_on >= ${today}::date))::int as people,
				(select count(distinct t.id) from team_manager m join team t on t.id = m.team_id
					where m.person_id = p.id and t.closed_on is null and m.to_day >= p.left_on
						and not exists (select from team_manager o join person q on q.id = o.person_id
							where o.team_id = t.id and q.id <> p.id
								and (o.to_day is null or o.to_day > p.left_on)
								and (q.left_on is null or q.left_on > p.left_on)))::int as teams
			from person p where p.left_on < ${today}::date
		)
		select id, name, left_on::text as "leftOn", people, teams from gone
		where people + teams > 0 order by left_on desc, name limit 50`);
	return rows.map(({ id, name, leftOn, people, teams }) => ({ id, name, leftOn, people, teams }));
}

export type HandOver = {
	kind: 'saved';
	/** Those who have the new line manager now. */
	people: { id: string; name: string }[];
	teams: { id: string; name: string }[];
	/** Whether the new one was managed by whoever leaves, and so has another line manager now. */
	isOneOfThem: boolean;
};

/**
 * Hands all that somebody leaves behind over to one person, from today: the people whose line
 * manager they are, with `person.changed` for each, and the teams that nobody else manages. Whoever
 * takes over and was one of those people gets the line manager of the one who leaves. In a
 * transaction.
 */
export async function handOver(
	tx: Database,
	personId: string,
	{ toId, raiseAccess }: { toId: string; raiseAccess: boolean },
	making: Making
): Promise<HandOver | Refused> {
	const { today } = making;
	await lockStructure(tx);
	const from = await lockPerson(tx, personId);
	const taker = await lockPerson(tx, toId);
	const behind = await leftBehindBy(tx, from, today);
	const others = behind.people.filter(({ id }) => id !== toId);
	const problem = await takerProblem(tx, { from, taker, others }, today);
	if (problem) return problem;

	const isOneOfThem = others.length < behind.people.length;
	const above = isOneOfThem ? await lineManagerHere(tx, from, today) : null;
	try {
		// A savepoint: when a team is refused, no other has been handed over.
		await tx.transaction(async (inner) => {
			for (const { id } of behind.teams) await giveTeam(inner, id, { toId, raiseAccess }, making);
			await setLineManager(inner, { from: personId, to: toId }, others, making);
			const itself = isOneOfThem ? [{ id: toId }] : [];
			await setLineManager(inner, { from: personId, to: above }, itself, making);
		});
	} catch (error) {
		if (error instanceof TeamRefused) return error.refusal;
		throw error;
	}
	return { kind: 'saved', people: others, teams: behind.teams, isOneOfThem };
}

/** Carries a refusal out of the savepoint, which it undoes. */
class TeamRefused extends Error {
	readonly refusal: Refused;
	constructor(refusal: Refused) {
		super(refusal.message);
		this.refusal = refusal;
	}
}

async function giveTeam(
	tx: Database,
	teamId: string,
	{ toId: personId, raiseAccess }: { toId: string; raiseAccess: boolean },
	making: Making
): Promise<void> {
	const span = { fromDay: making.today, toDay: null };
	const outcome = await addManager(tx, teamId, { personId, raiseAccess, ...span }, making);
	if (outcome.kind === 'saved') return;
	const isAccess = outcome.field === RAISE_ACCESS_FIELD;
	throw new TeamRefused(isAccess ? outcome : refused('person', outcome.message));
}

/** What keeps somebody from taking over; null: nothing. */
async function takerProblem(
	tx: Database,
	{ from, taker, others }: { from: PersonRow; taker: PersonRow; others: { id: string }[] },
	today: Day
): Promise<Refused | null> {
	if (taker.id === from.id) return refused('person', 'Choose somebody else than who leaves');
	if (hasLeft(taker, today)) {
		return refused('person', `${taker.name} has left. Choose somebody who is here`);
	}
	const above = await tx.execute<{ id: string; name: string }>(sql`
		with recursive up as (
			select line_manager_id as id from person where id = ${taker.id}
			union
			select p.line_manager_id from up join person p on p.id = up.id
		)
		select p.id, p.name from up join person p on p.id = up.id`);
	const manager = above.find(({ id }) => others.some((one) => one.id === id));
	if (manager === undefined) return null;
	return refused(
		'person',
		`${taker.name} is managed by ${manager.name}, directly or through others, and cannot manage them. Change that first, or choose somebody else`
	);
}

/** The line manager of somebody, if that one is still here. */
async function lineManagerHere(
	tx: Database,
	{ lineManagerId }: PersonRow,
	today: Day
): Promise<string | null> {
	if (lineManagerId === null) return null;
	const isHere = or(isNull(person.leftOn), gte(person.leftOn, today));
	const [row] = await tx
		.select({ id: person.id })
		.from(person)
		.where(and(eq(person.id, lineManagerId), isHere));
	return row?.id ?? null;
}

async function setLineManager(
	tx: Database,
	{ from, to }: { from: string; to: string | null },
	people: readonly { id: string }[],
	{ actorId, now }: Making
): Promise<void> {
	if (people.length === 0) return;
	const ids = people.map(({ id }) => id);
	await tx.update(person).set({ lineManagerId: to }).where(inArray(person.id, ids));
	const data = { fields: ['lineManagerId'], lineManagerId: { from, to } };
	await recordEvents(
		tx,
		ids.map((subjectId) => ({ at: now, actorId, subjectId, kind: 'person.changed', data }))
	);
}
