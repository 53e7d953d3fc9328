import { addDays, type Day } from '../../src/lib/rules/day.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	attempt,
	completion,
	period,
	person,
	roleHeld,
	team,
	teamManager,
	teamMembership,
	waiver
} from '../../src/lib/server/db/schema/index.ts';

/** A small organisation for the tests of reports; all dates hang on this day. */
export const TODAY = '2026-11-21';
export const NOW = new Date('2026-11-21T14:05:00Z');
export const ONLINE = 'module:online-safety-essentials';
export const PREVENT = 'module:prevent-duty';

const noon = (day: Day) => new Date(`${day}T12:00:00Z`);

/** Ids that can be read: the first of a kind, the second, and so on. */
const ids = (kind: number, names: readonly string[]) =>
	Object.fromEntries(
		names.map((name, n) => [
			name,
			`0000000${kind}-0000-4000-8000-${String(n + 1).padStart(12, '0')}`
		])
	);

const TEAMS = { all: null, east: 'all', derby: 'east', leicester: 'east', north: 'all' } as const;
const PEOPLE = {
	cathy: { team: 'east', role: 'manager', access: 'manager' },
	asha: { team: 'derby', role: 'practitioner', access: 'staff' },
	mei: { team: 'derby', role: 'tutor', access: 'staff' },
	noor: { team: 'derby', role: 'ict', access: 'staff' },
	rhys: { team: 'leicester', role: 'volunteer', access: 'staff' },
	tom: { team: 'leicester', role: 'tutor', access: 'staff' },
	nina: { team: 'north', role: 'tutor', access: 'staff' },
	ben: { team: null, role: 'dsl', access: 'lead' },
	olga: { team: null, role: null, access: 'auditor' }
} as const;

export type TeamName = keyof typeof TEAMS;
export type PersonName = keyof typeof PEOPLE | 'lena' | 'milo';

export const teamIds = ids(1, Object.keys(TEAMS)) as Record<TeamName, string>;
export const personIds = ids(2, [...Object.keys(PEOPLE), 'lena', 'milo']) as Record<
	PersonName,
	string
>;

/** An open period of a first cycle. */
export async function asked(
	db: Database,
	name: PersonName,
	item: string,
	[opensOn, dueOn]: readonly [Day, Day],
	startedAt: Date | null = null
) {
	const personId = personIds[name];
	await db.insert(period).values({ personId, item, cycle: 0, opensOn, dueOn, startedAt });
}

/**
 * A first cycle that was completed, and what follows: an open cycle until the day it runs out, or
 * nothing when it never does.
 */
export async function done(
	db: Database,
	name: PersonName,
	item: string,
	[opensOn, completedOn, validUntil]: readonly [Day, Day, Day | null]
) {
	const personId = personIds[name];
	const closed = { closedAt: noon(completedOn), closedHow: 'completed' };
	const [first] = await db
		.insert(period)
		.values({ personId, item, cycle: 0, opensOn, dueOn: addDays(opensOn, 7), ...closed })
		.returning({ id: period.id });
	const periodId = first?.id ?? '';
	const [passed] = await db
		.insert(attempt)
		.values({
			personId,
			periodId,
			module: item.replace('module:', ''),
			version: '2026.1',
			contentSha256: 'ab',
			order: [],
			startedAt: noon(completedOn),
			submittedAt: noon(completedOn),
			scorePercent: 90,
			passed: true,
			results: [{ question: 'q-wrong', right: false }],
			outcomesMissed: ['lo-missed']
		})
		.returning({ id: attempt.id });
	const [written] = await db
		.insert(completion)
		.values({
			personId,
			item,
			periodId,
			version: '2026.1',
			contentSha256: 'ab',
			completedAt: noon(completedOn),
			completedOn,
			countsFrom: completedOn,
			validUntil,
			attemptId: passed?.id ?? ''
		})
		.returning({ id: completion.id });
	if (validUntil !== null) {
		const next = { cycle: 1, opensOn: addDays(validUntil, -60), dueOn: validUntil };
		await db.insert(period).values({ personId, item, ...next });
	}
	return written?.id ?? '';
}

async function people(db: Database) {
	const since = { startedOn: '2025-01-06', createdAt: noon('2025-01-06') };
	for (const [id, { access, ...held }] of Object.entries(PEOPLE).map(
		([name, entry]) => [personIds[name as PersonName], { ...entry, name }] as const
	)) {
		const name = held.name.charAt(0).toUpperCase() + held.name.slice(1);
		await db
			.insert(person)
			.values({ id, name, email: `${held.name}@harbourlane.example`, access, ...since });
		const from = { personId: id, fromDay: since.startedOn };
		if (held.role) await db.insert(roleHeld).values({ ...from, role: held.role });
		if (held.team) {
			await db.insert(teamMembership).values({ ...from, teamId: teamIds[held.team] });
		}
	}
	// Lena has left, and Milo has moved from Derby to the north.
	await db.insert(person).values([
		{ id: personIds.lena, name: 'Lena', leftOn: '2026-10-30', ...since },
		{ id: personIds.milo, name: 'Milo', ...since }
	]);
	await db.insert(teamMembership).values([
		{
			personId: personIds.lena,
			teamId: teamIds.derby,
			fromDay: since.startedOn,
			toDay: '2026-10-30'
		},
		{
			personId: personIds.milo,
			teamId: teamIds.derby,
			fromDay: since.startedOn,
			toDay: '2026-11-01'
		},
		{ personId: personIds.milo, teamId: teamIds.north, fromDay: '2026-11-02' }
	]);
}

/**
 * Five teams in three levels, nine people, one who left and one who moved. Asha is overdue, Tom
 * can renew, Rhys has begun, Mei is up to date, Noor has a waiver, Nina's has run out, Milo once
 * did what is done for good.
 */
export async function smallOrganisation(db: Database): Promise<void> {
	for (const [name, parent] of Object.entries(TEAMS) as [TeamName, TeamName | null][]) {
		await db.insert(team).values({
			id: teamIds[name],
			name: name.charAt(0).toUpperCase() + name.slice(1),
			parentId: parent && teamIds[parent],
			createdAt: NOW
		});
	}
	await people(db);
	await db
		.insert(teamManager)
		.values({ personId: personIds.cathy, teamId: teamIds.east, fromDay: '2025-01-06' });
	await asked(db, 'asha', ONLINE, ['2026-11-12', '2026-11-19']);
	await done(db, 'asha', PREVENT, ['2026-11-12', '2026-11-15', '2027-11-15']);
	await done(db, 'tom', PREVENT, ['2025-12-04', '2025-12-11', '2026-12-11']);
	await done(db, 'tom', ONLINE, ['2026-01-05', '2026-01-12', '2027-01-12']);
	await done(db, 'mei', ONLINE, ['2026-03-02', '2026-03-09', '2027-03-09']);
	await asked(db, 'rhys', ONLINE, ['2026-11-16', '2026-12-18'], NOW);
	await asked(db, 'noor', PREVENT, ['2026-10-01', '2026-10-08']);
	await db.insert(waiver).values({
		personId: personIds.noor,
		item: PREVENT,
		reason: 'Parental leave',
		grantedBy: personIds.ben,
		grantedAt: NOW,
		fromDay: '2026-10-01',
		untilDay: '2027-01-31'
	});
	await done(db, 'nina', ONLINE, ['2025-10-26', '2025-11-02', '2026-11-02']);
	await done(db, 'milo', PREVENT, ['2026-06-01', '2026-06-08', null]);
	await done(db, 'lena', ONLINE, ['2026-02-02', '2026-02-09', '2027-02-09']);
}
