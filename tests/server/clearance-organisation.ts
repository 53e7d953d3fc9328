import { and, eq, isNull } from 'drizzle-orm';
import { addMonths, type Day } from '../../src/lib/rules/day.ts';
import type { Access } from '../../src/lib/rules/permissions.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	checkStatus,
	completion,
	enteredRecord,
	organisation,
	period,
	person,
	requirement,
	roleHeld,
	team,
	teamManager,
	teamMembership
} from '../../src/lib/server/db/schema/index.ts';
import { reconcilePerson } from '../../src/lib/server/requirements/reconcile.ts';

/** A small organisation for the tests of clearance; all dates hang on this day. */
export const TODAY = '2026-11-21';
export const NOW = new Date('2026-11-21T14:05:00Z');
export const GATE = 'module:online-safety-essentials';
const FREE = 'module:prevent-duty';

type Entry = { role: string | null; team: string; access?: Access; startedOn?: Day; leftOn?: Day };

const TEAMS = ['East', 'Derby', 'North'] as const;
const PEOPLE = {
	cathy: { role: 'manager', team: 'East', access: 'manager' },
	asha: { role: 'tutor', team: 'Derby' },
	tom: { role: 'tutor', team: 'Derby' },
	nina: { role: 'tutor', team: 'North' },
	/** Starts in a week. */
	milo: { role: 'tutor', team: 'Derby', startedOn: '2026-11-28' },
	ben: { role: 'dsl', team: 'North', access: 'lead' },
	pia: { role: 'hr', team: 'North', access: 'administrator' },
	olga: { role: null, team: 'North', access: 'auditor' },
	lena: { role: 'tutor', team: 'Derby', leftOn: '2026-10-30' }
} as const satisfies Record<string, Entry>;

export type Name = keyof typeof PEOPLE;

const idOf = (kind: number, n: number) =>
	`0000000${kind}-0000-4000-8000-${String(n + 1).padStart(12, '0')}`;

export const ids = Object.fromEntries(
	Object.keys(PEOPLE).map((name, n) => [name, idOf(2, n)])
) as Record<Name, string>;
export const teamIds = Object.fromEntries(TEAMS.map((name, n) => [name, idOf(1, n)])) as Record<
	(typeof TEAMS)[number],
	string
>;

/**
 * East with Derby below it, managed by Cathy, and North. Tutors and managers do one module before
 * unsupervised contact and another one some time; HR has only the other. Nothing is done yet.
 */
export async function clearanceOrganisation(db: Database): Promise<void> {
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: NOW });
	await db.insert(team).values([
		{ id: teamIds.East, name: 'East', createdAt: NOW },
		{ id: teamIds.Derby, name: 'Derby', parentId: teamIds.East, createdAt: NOW },
		{ id: teamIds.North, name: 'North', createdAt: NOW }
	]);
	const row = {
		dueDays: 7,
		dueFrom: 'start',
		renewalMonths: 12,
		windowDays: 60,
		basisKind: 'organisation',
		basisText: 'Our own rule.',
		fromDay: '2025-01-01'
	};
	await db
		.insert(requirement)
		.values([
			...['tutor', 'manager', 'dsl'].map((role) => ({ ...row, role, item: GATE, gate: true })),
			...['tutor', 'hr'].map((role) => ({ ...row, role, item: FREE, gate: false }))
		]);
	for (const [name, entry] of Object.entries(PEOPLE) as [Name, Entry][]) {
		await addPerson(db, name, entry);
	}
	await db
		.insert(teamManager)
		.values({ personId: ids.cathy, teamId: teamIds.East, fromDay: '2025-01-06' });
}

async function addPerson(db: Database, name: Name, entry: Entry) {
	const { role, team: teamName, access = 'staff', startedOn = '2025-01-06', leftOn } = entry;
	const id = ids[name];
	await db.insert(person).values({
		...{ id, access, startedOn, createdAt: NOW },
		name: name.charAt(0).toUpperCase() + name.slice(1),
		leftOn: leftOn ?? null
	});
	const span = { personId: id, fromDay: startedOn, toDay: leftOn ?? null };
	await db.insert(teamMembership).values({ ...span, teamId: teamIds[teamName as 'East'] });
	if (role !== null) await db.insert(roleHeld).values({ ...span, role });
	await reconcile(db, name);
}

/** Brings what is asked of somebody up to date. */
export async function reconcile(db: Database, name: Name) {
	await reconcilePerson(db, ids[name], { today: TODAY, now: NOW, actorId: null });
}

/** Somebody has done the gate on a day. */
export async function did(db: Database, name: Name, completedOn: Day, item = GATE) {
	const personId = ids[name];
	const [record] = await db
		.insert(enteredRecord)
		.values({
			...{ personId, item, completedOn, kind: 'paper', title: 'Done on paper' },
			...{ checkedBy: ids.ben, checkedAt: NOW }
		})
		.returning({ id: enteredRecord.id });
	await db.insert(completion).values({
		...{ personId, item, completedOn, countsFrom: completedOn },
		completedAt: new Date(`${completedOn}T12:00:00Z`),
		validUntil: addMonths(completedOn, 12),
		recordId: record?.id ?? null
	});
	await closeFirst(db, personId, item);
	await reconcile(db, name);
}

async function closeFirst(db: Database, personId: string, item: string) {
	await db
		.update(period)
		.set({ closedAt: NOW, closedHow: 'completed' })
		.where(and(eq(period.personId, personId), eq(period.item, item), isNull(period.closedAt)));
}

/** A line about somebody's check. */
export async function checked(
	db: Database,
	name: Name,
	status: 'requested' | 'clear' | 'not_clear',
	onDay: Day,
	rest: { kind?: string; recheckOn?: Day } = {}
) {
	await db.insert(checkStatus).values({
		...{ personId: ids[name], kind: 'dbs', status, onDay, ...rest },
		...{ recordedBy: ids.ben, recordedAt: NOW }
	});
}

/** Everything is in place: the gate since March and a clear check. */
export async function cleared(db: Database, name: Name) {
	await did(db, name, '2026-03-09');
	await checked(db, name, 'clear', '2024-12-20');
}
