import fc from 'fast-check';
import { and, eq, isNotNull, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/lib/rules/day.ts';
import type { RequirementTerms } from '../../src/lib/rules/requirement-terms.ts';
import { effectKind, effectsOn, simulationOf, type Asked } from '../../src/lib/rules/simulation.ts';
import { standardRequirements } from '../../src/lib/server/catalogue/index.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	absence,
	completion,
	conditionHeld,
	enteredRecord,
	event,
	organisation,
	period,
	person,
	requirement,
	roleHeld,
	team,
	teamMembership,
	versionDecision,
	waiver
} from '../../src/lib/server/db/schema/index.ts';
import {
	addRequirement,
	changeRequirement,
	endRequirement
} from '../../src/lib/server/requirements/change-requirement.ts';
import { makeChange, type RuleChange } from '../../src/lib/server/requirements/make-change.ts';
import { applyToEverybody } from '../../src/lib/server/requirements/reconcile-everybody.ts';
import { changeSettings } from '../../src/lib/server/requirements/settings.ts';
import { statedRequirement } from '../../src/lib/server/requirements/requirements.ts';
import {
	endingRoleCondition,
	givingRoleCondition,
	roleConditions
} from '../../src/lib/server/requirements/role-conditions.ts';
import { simulate } from '../../src/lib/server/requirements/simulate.ts';
import { adoptStandard, standardNews } from '../../src/lib/server/requirements/standard-news.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import { decideVersion, newVersions } from '../../src/lib/server/requirements/versions.ts';
import { testDatabase } from './database.ts';

const START = '2026-11-21';
const noon = (day: Day) => new Date(`${day}T12:00:00Z`);
const REMOTE = 'module:remote-one-to-one';
const items = [
	REMOTE,
	'module:online-safety-essentials',
	'agreement:aup-staff',
	'external:dsl-training'
];
const roleKeys = ['tutor', 'volunteer', 'manager', 'dsl', 'trustee', 'all_staff'];

let db: Database;
let actorId: string;

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('There should be one');
	return value;
}

/** A repeatable stream of numbers below a limit. */
function chance(seed: number): (below: number) => number {
	let state = seed;
	return (below) => {
		state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
		return Math.floor((state / 2 ** 32) * below);
	};
}

/** Twenty-four people in three teams, with roles, conditions, histories and absences of all kinds. */
async function population(roll: (below: number) => number): Promise<void> {
	const teams = await db
		.insert(team)
		.values(['East', 'West', 'Board'].map((name) => ({ name, createdAt: noon(START) })))
		.returning();
	for (let n = 0; n < 24; n++) {
		const startedOn = addDays(START, -roll(700));
		const [row] = await db
			.insert(person)
			.values({
				name: `Person ${n}`,
				startedOn,
				leftOn: roll(8) === 0 ? addDays(START, roll(60)) : null,
				contactFrom: roll(3) === 0 ? addDays(startedOn, roll(60)) : null,
				createdAt: noon(START)
			})
			.returning();
		const { id: personId } = found(row);
		for (const role of new Set([roleKeys[roll(5)], roleKeys[roll(5)]])) {
			const fromDay = addDays(startedOn, roll(40));
			const toDay = roll(4) === 0 ? addDays(START, roll(90) - 30) : null;
			if (toDay !== null && toDay < fromDay) continue;
			await db.insert(roleHeld).values({ personId, role: found(role), fromDay, toDay });
		}
		if (roll(3) > 0) {
			const teamId = found(teams[roll(3)]).id;
			await db.insert(teamMembership).values({ personId, teamId, fromDay: startedOn });
		}
		if (roll(3) === 0) {
			const condition = found(['runs_remote_sessions', 'recruitment_panel'][roll(2)]);
			await db.insert(conditionHeld).values({ personId, condition, fromDay: startedOn });
		}
		if (roll(4) === 0) {
			const fromDay = addDays(START, roll(60) - 30);
			const toDay = roll(2) === 0 ? null : addDays(fromDay, roll(250));
			const recorded = { kind: 'parental_leave', recordedBy: actorId, recordedAt: noon(START) };
			await db.insert(absence).values({ personId, fromDay, toDay, ...recorded });
		}
		for (const item of items)
			if (roll(2) === 0) await done(personId, item, addDays(START, -roll(600)));
	}
}

async function done(personId: string, item: string, completedOn: Day): Promise<void> {
	const [record] = await db
		.insert(enteredRecord)
		.values({
			...{ personId, item, completedOn, kind: 'history', title: 'Done elsewhere' },
			checkedBy: actorId,
			checkedAt: noon(START)
		})
		.returning();
	await db.insert(completion).values({
		...{ personId, item, completedOn, countsFrom: completedOn, version: '2025.1' },
		completedAt: noon(completedOn),
		recordId: found(record).id
	});
}

beforeEach(async () => {
	db = await testDatabase();
	const createdAt = noon(START);
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt });
	await adoptStandardRequirements(db, '2025-06-01', createdAt);
	const [admin] = await db
		.insert(person)
		.values({ name: 'Priya Nair', startedOn: '2025-01-06', createdAt })
		.returning();
	actorId = found(admin).id;
});

const making = (today: Day) => ({ actorId, now: noon(today), today });

/** What everybody is asked, by person, as the database has it. */
async function askedNow(): Promise<Map<string, Map<string, Asked>>> {
	const rows = await db
		.select()
		.from(period)
		.where(and(isNull(period.closedAt), isNotNull(period.dueOn)));
	const people = new Map<string, Map<string, Asked>>();
	for (const { personId, item, opensOn, dueOn, endsOn, cause } of rows) {
		const own = people.get(personId) ?? new Map<string, Asked>();
		people.set(personId, own.set(item, { opensOn, dueOn: found(dueOn), endsOn, cause }));
	}
	return people;
}

const anyTerms: fc.Arbitrary<RequirementTerms> = fc
	.record({
		due: fc.constantFrom<Pick<RequirementTerms, 'dueFrom' | 'dueDays' | 'dueOn'>>(
			{ dueFrom: 'start', dueDays: 7, dueOn: null },
			{ dueFrom: 'role', dueDays: 0, dueOn: null },
			{ dueFrom: 'contact', dueDays: 14, dueOn: null },
			{ dueFrom: 'fixed', dueDays: 0, dueOn: '2027-09-01' }
		),
		renewal: fc.constantFrom<RequirementTerms['renewal']>(
			null,
			{ kind: 'months', months: 6 },
			{ kind: 'months', months: 24 },
			{ kind: 'yearly', day: '09-01', minimumMonths: 6 }
		),
		windowDays: fc.constantFrom(0, 30, 90),
		gate: fc.boolean()
	})
	.map(({ due, ...rest }) => ({
		...due,
		...rest,
		basisKind: 'organisation',
		basisText: 'Our own rule.'
	}));

type Step = {
	wait: number;
	kind: 'add' | 'change' | 'end' | 'adopt' | 'version' | 'settings' | 'condition';
	role: string;
	item: string;
	condition: string | null;
	pick: number;
	inDays: number;
	terms: RequirementTerms;
};

const anyStep: fc.Arbitrary<Step> = fc.record({
	wait: fc.constantFrom(0, 0, 0, 1, 7, 30),
	kind: fc.constantFrom(
		...(['add', 'change', 'change', 'change', 'end', 'adopt', 'version'] as const),
		...(['settings', 'condition'] as const)
	),
	role: fc.constantFrom(...roleKeys),
	item: fc.constantFrom(...items),
	condition: fc.constantFrom(null, null, 'runs_remote_sessions', 'lead_or_deputy'),
	pick: fc.nat(1000),
	inDays: fc.constantFrom(0, 0, 1, 40),
	terms: anyTerms
});

/** A step as a change of the rules on a day. */
async function changeOf(step: Step, today: Day): Promise<RuleChange> {
	const { kind, role, item, condition, pick, terms } = step;
	const fromDay = addDays(today, step.inDays);
	const when = making(today);
	const pickFrom = <T>(list: readonly T[]) => list[pick % list.length];
	const all = await db.select().from(requirement);
	const rows = all.filter((row) => items.includes(row.item) && roleKeys.includes(row.role));
	switch (kind) {
		case 'add': {
			const line = { role, item, condition, profile: null, nation: null };
			return (tx) => addRequirement(tx, { line, terms, fromDay }, when);
		}
		case 'change':
			return (tx) => changeRequirement(tx, { id: pickFrom(rows)?.id ?? '', terms, fromDay }, when);
		case 'end':
			return (tx) => endRequirement(tx, { id: pickFrom(rows)?.id ?? '', fromDay }, when);
		case 'adopt': {
			const keys = (await standardNews(db, today)).map(({ key }) => key);
			return (tx) => adoptStandard(tx, { keys, fromDay }, when);
		}
		case 'version': {
			const { item, version } = pickFrom(await newVersions(db, today)) ?? { item: '', version: '' };
			const decision = { change: 'material', mandatoryFrom: fromDay } as const;
			return (tx) => decideVersion(tx, { item, version, decision }, when);
		}
		case 'settings': {
			const profiles = ['tutoring_or_ooss_eng', 'prevent_specified', 'school_or_college_eng'];
			const chosen = profiles.filter((_, bit) => (pick >> bit) % 2 === 1);
			const nation = pick % 5 === 0 ? 'scotland' : 'england';
			const kept = nation === 'england' ? chosen : [];
			return (tx) => changeSettings(tx, { nation, profiles: kept }, when);
		}
		case 'condition': {
			const given = { role, condition: condition ?? 'adults_at_risk', fromDay };
			return givingRoleCondition(given, when);
		}
	}
}

describe('a simulation', () => {
	it('says what then happens, whatever is changed', { timeout: 240_000 }, async () => {
		const made = new Map<string, number>();
		const seen = new Set<string>();
		const steps = fc.sample(anyStep, { seed: 41, numRuns: 80 });
		await population(chance(7));
		const people = await db.select().from(person).orderBy(person.name);
		let today = START;
		for (const step of steps) {
			today = addDays(today, step.wait);
			await done(found(people[step.pick % people.length]).id, step.item, today);
			// A new day may bring something of its own, which is not the doing of the change.
			await applyToEverybody(db, making(today));
			const change = await changeOf(step, today);
			const before = await askedNow();
			const lines = await db.$count(event);
			const forecast = await simulate(db, change, making(today));
			expect(await askedNow()).toEqual(before);
			expect(await db.$count(event)).toBe(lines);

			const outcome = await makeChange(db, change, making(today));
			if (forecast === null || outcome === null || forecast.kind === 'refused') {
				expect(outcome).toEqual(forecast);
				continue;
			}
			const { simulation: simulated } = forecast;
			made.set(step.kind, (made.get(step.kind) ?? 0) + 1);
			const after = await askedNow();
			const nothing = new Map<string, Asked>();
			const ids = [...new Set([...before.keys(), ...after.keys()])];
			const effects = ids.flatMap((personId) =>
				effectsOn(
					{ personId, teams: [] },
					before.get(personId) ?? nothing,
					after.get(personId) ?? nothing
				)
			);
			const effectOn = addDays(
				today,
				step.kind === 'settings' || step.kind === 'version' ? 0 : step.inDays
			);
			const happened = simulationOf(effects, [], { effectOn, listed: 25 });
			expect(simulated.total).toEqual(happened.total);
			expect(simulated.byItem).toHaveLength(happened.byItem.length);
			for (const one of happened.byItem) {
				expect(simulated.byItem).toContainEqual(expect.objectContaining(one));
			}
			expect(simulated.soonest.map(({ after }) => after?.dueOn)).toEqual(
				happened.soonest.map(({ after }) => after?.dueOn)
			);
			for (const effect of effects) seen.add(effectKind(effect));
		}
		// Every kind of change was made, and had effects of every kind.
		expect([...made.keys()].sort()).toEqual([
			'add',
			'adopt',
			'change',
			'condition',
			'end',
			'settings',
			'version'
		]);
		expect([...seen].sort()).toEqual(['asked', 'dropped', 'earlier', 'later', 'other']);
	});

	it('names people, teams and items', async () => {
		const [east] = await db
			.insert(team)
			.values({ name: 'East', createdAt: noon(START) })
			.returning();
		for (const name of ['Rhys Howell', 'Mei Chen']) {
			const [row] = await db
				.insert(person)
				.values({ name, startedOn: '2026-11-02', createdAt: noon(START) })
				.returning();
			const personId = found(row).id;
			const held = { personId, fromDay: '2026-11-02' };
			await db.insert(roleHeld).values({ ...held, role: 'volunteer' });
			if (name === 'Mei Chen')
				await db.insert(teamMembership).values({ ...held, teamId: found(east).id });
		}
		await applyToEverybody(db, making(START));
		const terms: RequirementTerms = {
			dueFrom: 'role',
			dueDays: 0,
			dueOn: null,
			renewal: { kind: 'months', months: 12 },
			windowDays: 60,
			gate: true,
			basisKind: 'organisation',
			basisText: 'Our own rule.'
		};
		const line = { role: 'volunteer', item: REMOTE, condition: null, profile: null, nation: null };
		const before = await db.$count(requirement, eq(requirement.role, 'volunteer'));
		const simulated = await simulate(
			db,
			(tx) => addRequirement(tx, { line, terms, fromDay: '2026-12-01' }, making(START)),
			making(START)
		);
		expect(simulated).toMatchObject({
			simulation: {
				effectOn: '2026-12-01',
				everybody: 3,
				total: { people: 2, asked: 2, atOnce: 2, firstDue: '2026-12-01' },
				byTeam: [
					{ name: 'East', people: 1 },
					{ name: 'In no team', people: 1 }
				],
				byItem: [{ title: 'Safe remote and one-to-one sessions', people: 2 }]
			}
		});
		const soonest = simulated?.kind === 'simulated' ? simulated.simulation.soonest : [];
		expect(soonest.map(({ name }) => name).sort()).toEqual(['Mei Chen', 'Rhys Howell']);
		expect(await db.$count(versionDecision)).toBe(0);
		expect(await db.$count(requirement, eq(requirement.role, 'volunteer'))).toBe(before);
	});

	it('says who may not work unsupervised because of it, or may at last', async () => {
		const [row] = await db
			.insert(person)
			.values({ name: 'Ines Duarte', startedOn: '2026-11-02', createdAt: noon(START) })
			.returning();
		const held = { personId: found(row).id, role: 'trustee', fromDay: '2026-11-02' };
		await db.insert(roleHeld).values(held);
		await applyToEverybody(db, making(START));
		const item = 'module:online-safety-essentials';
		const all = await db.select().from(requirement);
		const asked = found(all.find((one) => one.role === 'trustee' && one.item === item));
		const gated: RequirementTerms = { ...statedRequirement(asked), gate: true };
		const change: RuleChange = (tx) =>
			changeRequirement(tx, { id: asked.id, terms: gated, fromDay: START }, making(START));
		// The dates are the same, and yet it matters.
		expect(await simulate(db, change, making(START))).toMatchObject({
			simulation: { total: { people: 0 }, gates: { lost: 1, gained: 0 } }
		});
		await makeChange(db, change, making(START));
		const back = await simulate(
			db,
			(tx) => endRequirement(tx, { id: asked.id, fromDay: START }, making(START)),
			making(START)
		);
		expect(back).toMatchObject({ simulation: { gates: { lost: 0, gained: 1 } } });
		// Who has a waiver is not kept from working by what is waived.
		await db.insert(waiver).values({
			...{ personId: held.personId, item, reason: 'Long trained', grantedBy: actorId },
			...{ grantedAt: noon(START), fromDay: START, untilDay: '2027-01-31' }
		});
		const waived = await simulate(
			db,
			(tx) => endRequirement(tx, { id: asked.id, fromDay: START }, making(START)),
			making(START)
		);
		expect(waived).toMatchObject({ simulation: { gates: { lost: 0, gained: 0 } } });
	});

	it('of what is refused or unknown is that answer', async () => {
		const id = found((await db.select().from(requirement))[0]).id;
		const end = (id: string, fromDay: Day) =>
			simulate(db, (tx) => endRequirement(tx, { id, fromDay }, making(START)), making(START));
		expect(await end(id, '2026-11-20')).toMatchObject({ kind: 'refused', field: 'fromDay' });
		expect(await end('00000000-0000-4000-8000-000000000000', START)).toBeNull();
		expect(await end('not an id', START)).toBeNull();
	});

	it('tries out for which roles a condition holds', async () => {
		const [row] = await db
			.insert(person)
			.values({ name: 'Rhys Howell', startedOn: '2026-11-02', createdAt: noon(START) })
			.returning();
		const held = { personId: found(row).id, role: 'volunteer', fromDay: '2026-11-02' };
		await db.insert(roleHeld).values(held);
		await applyToEverybody(db, making(START));
		const given = { role: 'volunteer', condition: 'runs_remote_sessions', fromDay: START };
		const give = givingRoleCondition(given, making(START));
		const more = standardRequirements().filter(
			({ role, condition }) => role === given.role && condition === given.condition
		);
		expect(await simulate(db, give, making(START))).toMatchObject({
			simulation: { total: { people: 1, asked: more.length } }
		});
		await makeChange(db, give, making(START));
		const holds = (await roleConditions(db, START)).filter(({ held }) => held.length > 0);
		expect(holds).toMatchObject([{ key: 'runs_remote_sessions', held: [{ role: 'volunteer' }] }]);
		const line = found(holds[0]?.held[0]).id;
		const end = (toDay: string) =>
			endingRoleCondition({ line, role: 'volunteer', toDay }, making(START));
		expect(await simulate(db, end('2026-11-20'), making(START))).toMatchObject({
			kind: 'refused',
			field: 'toDay'
		});
		expect(await simulate(db, end('2026-12-31'), making(START))).toMatchObject({
			simulation: { effectOn: '2027-01-01', total: { people: 1, dropped: more.length } }
		});
		// It has begun, so it can only end.
		expect(await simulate(db, end(''), making(START))).toBeNull();
		expect(await db.$count(event, eq(event.kind, 'condition.given'))).toBe(1);
	});
});
