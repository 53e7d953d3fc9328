import { and, inArray, isNull, sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { planPeriods, type PeriodChange, type Rulebook } from '../../rules/planning.ts';
import type { Database } from '../db/connect.ts';
import { period } from '../db/schema/index.ts';
import { recordEvents, type NewEvent } from '../evidence/events.ts';
import { factsOf } from '../people/facts.ts';
import { allAtATime } from '../people/one-at-a-time.ts';
import { historiesOf } from './histories.ts';
import { rulebookOf } from './rulebook.ts';

/** When a plan is made and for whom its events are written; no actor: the platform itself. */
export type Reconciling = { today: Day; now: Date; actorId: string | null };

/**
 * What reconciling would change for some people on a day, by person id; those without changes are
 * left out. Writes nothing. Another rulebook than the present one shows what a change of it would do.
 */
export async function plansFor(
	db: Database,
	personIds: readonly string[],
	{ today, rulebook }: { today: Day; rulebook?: Rulebook }
): Promise<Map<string, PeriodChange[]>> {
	if (personIds.length === 0) return new Map();
	const [facts, histories, open, rules] = await Promise.all([
		factsOf(db, personIds),
		historiesOf(db, personIds),
		openPeriodsOf(db, personIds),
		rulebook ?? rulebookOf(db)
	]);
	const plans = new Map<string, PeriodChange[]>();
	for (const [personId, person] of facts) {
		const periods = open.get(personId) ?? [];
		const changes = planPeriods(person, rules, periods, histories.get(personId) ?? [], today);
		if (changes.length > 0) plans.set(personId, changes);
	}
	return plans;
}

async function openPeriodsOf(db: Database, personIds: readonly string[]) {
	const rows = await db
		.select()
		.from(period)
		.where(and(inArray(period.personId, [...personIds]), isNull(period.closedAt)));
	const byPerson = new Map<string, (typeof rows)[number][]>();
	for (const row of rows) {
		const list = byPerson.get(row.personId);
		if (list) list.push(row);
		else byPerson.set(row.personId, [row]);
	}
	return byPerson;
}

/**
 * Brings a person's open periods into line with what is asked of them on a day, and answers the
 * changes it made. Running it again changes nothing.
 */
export async function reconcilePerson(
	tx: Database,
	personId: string,
	when: Reconciling
): Promise<PeriodChange[]> {
	return (await reconcilePeople(tx, [personId], when)).get(personId) ?? [];
}

/**
 * The same for many people at once, in a few statements; answers the changes by person id. Keep the
 * lists to some hundreds: these people wait for their turn until the transaction ends.
 */
export async function reconcilePeople(
	tx: Database,
	personIds: readonly string[],
	{ today, now, actorId, rulebook }: Reconciling & { rulebook?: Rulebook }
): Promise<Map<string, PeriodChange[]>> {
	// Two plans from the same facts would open everything twice, and one from the facts before a
	// completion would move the period that it has closed.
	await allAtATime(tx, personIds);
	const plans = await plansFor(tx, personIds, { today, ...(rulebook && { rulebook }) });
	const changes = [...plans].flatMap(([personId, list]) =>
		list.map((change) => ({ personId, change }))
	);
	await withdraw(tx, changes, now);
	await open(tx, changes);
	await move(tx, changes);
	await recordEvents(
		tx,
		changes.map(({ personId, change: { kind, ...data } }): NewEvent => {
			const did = { open: 'opened', move: 'moved', withdraw: 'withdrawn' }[kind];
			return { at: now, actorId, subjectId: personId, kind: `period.${did}`, data };
		})
	);
	return plans;
}

type PersonChange = { personId: string; change: PeriodChange };

async function withdraw(tx: Database, changes: readonly PersonChange[], now: Date) {
	const ids = changes.flatMap(({ change }) => (change.kind === 'withdraw' ? change.periodId : []));
	if (ids.length === 0) return;
	await tx
		.update(period)
		.set({ closedAt: now, closedHow: 'withdrawn' })
		.where(inArray(period.id, ids));
}

async function open(tx: Database, changes: readonly PersonChange[]) {
	const rows = changes.flatMap(({ personId, change }) => {
		if (change.kind !== 'open') return [];
		const { item, cycle, opensOn, dueOn, endsOn, cause } = change;
		return [{ personId, item, cycle, opensOn, dueOn, endsOn, cause }];
	});
	// A statement takes some tens of thousands of values.
	for (let i = 0; i < rows.length; i += 5000) {
		await tx.insert(period).values(rows.slice(i, i + 5000));
	}
}

async function move(tx: Database, changes: readonly PersonChange[]) {
	const rows = changes.flatMap(({ change }) => {
		if (change.kind !== 'move') return [];
		const { periodId: id, opensOn, dueOn, endsOn, cause } = change;
		return [{ id, opens_on: opensOn, due_on: dueOn, ends_on: endsOn, cause }];
	});
	if (rows.length === 0) return;
	await tx.execute(sql`
		update ${period} set opens_on = m.opens_on, due_on = m.due_on, ends_on = m.ends_on, cause = m.cause
		from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
			as m (id uuid, opens_on date, due_on date, ends_on date, cause text)
		where ${period.id} = m.id`);
}
