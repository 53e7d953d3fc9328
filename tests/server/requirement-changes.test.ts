import { and, asc, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { RequirementTerms } from '../../src/lib/rules/requirement-terms.ts';
import { modules, standardRequirements } from '../../src/lib/server/catalogue/index.ts';
import type { Database } from '../../src/lib/server/db/connect.ts';
import {
	completion,
	enteredRecord,
	event,
	organisation,
	period,
	person,
	requirement,
	roleHeld,
	versionDecision
} from '../../src/lib/server/db/schema/index.ts';
import { circumstancesOf } from '../../src/lib/server/people/organisation.ts';
import {
	addRequirement,
	changeRequirement,
	endRequirement
} from '../../src/lib/server/requirements/change-requirement.ts';
import { makeChange, type RuleChange } from '../../src/lib/server/requirements/make-change.ts';
import { rulebookOf } from '../../src/lib/server/requirements/rulebook.ts';
import { changeSettings } from '../../src/lib/server/requirements/settings.ts';
import { adoptStandard, standardNews } from '../../src/lib/server/requirements/standard-news.ts';
import { adoptStandardRequirements } from '../../src/lib/server/requirements/standard.ts';
import {
	decidedVersions,
	decideVersion,
	newVersions
} from '../../src/lib/server/requirements/versions.ts';
import { testDatabase } from './database.ts';

const today = '2026-11-21';
const yesterday = '2026-11-20';
const now = new Date('2026-11-21T09:00:00Z');
const ONLINE = 'module:online-safety-essentials';
const REMOTE = 'module:remote-one-to-one';
const terms: RequirementTerms = {
	dueFrom: 'role',
	dueDays: 14,
	dueOn: null,
	renewal: { kind: 'months', months: 24 },
	windowDays: 30,
	gate: false,
	basisKind: 'contract',
	basisText: 'Our contract with the county asks for it.'
};
const line = { role: 'volunteer', item: REMOTE, condition: null, profile: null, nation: null };

let db: Database;
let actorId: string;
let tutorId: string;

const making = () => ({ actorId, now, today });

function found<T>(value: T | null | undefined): T {
	if (value === null || value === undefined) throw new Error('There should be one');
	return value;
}

async function addPerson(name: string, role: string | null, startedOn = '2026-01-05') {
	const [row] = await db.insert(person).values({ name, startedOn, createdAt: now }).returning();
	const { id } = found(row);
	if (role) await db.insert(roleHeld).values({ personId: id, role, fromDay: startedOn });
	return id;
}

beforeEach(async () => {
	db = await testDatabase();
	await db.insert(organisation).values({ name: 'Harbour Lane', createdAt: now });
	await adoptStandardRequirements(db, '2026-01-01', now);
	actorId = await addPerson('Priya Nair', 'hr');
	tutorId = await addPerson('Asha Bello', 'tutor');
	await makeChange(db, () => Promise.resolve({ kind: 'saved', fromDay: today }), making());
});

const make = (change: RuleChange) => makeChange(db, change, making());
const rowsOf = (role: string, item: string) =>
	db
		.select()
		.from(requirement)
		.where(and(eq(requirement.role, role), eq(requirement.item, item)))
		.orderBy(asc(requirement.fromDay));
const rowOf = async (role: string, item: string) => found((await rowsOf(role, item)).at(-1));
const openOf = (personId: string, item: string) =>
	db
		.select()
		.from(period)
		.where(and(eq(period.personId, personId), eq(period.item, item), isNull(period.closedAt)));
const eventsOf = (kind: string) => db.select().from(event).where(eq(event.kind, kind));

describe('a requirement is added', () => {
	it('from a day, with its author and its event, and everybody is asked at once', async () => {
		const volunteer = await addPerson('Rhys Howell', 'volunteer');
		const outcome = await make((tx) =>
			addRequirement(tx, { line, terms, fromDay: today }, making())
		);
		expect(outcome).toEqual({
			kind: 'saved',
			fromDay: today,
			id: (await rowOf('volunteer', REMOTE)).id,
			applied: { kind: 'done', people: 3, changes: expect.any(Number) }
		});
		expect(await rowOf('volunteer', REMOTE)).toMatchObject({
			dueFrom: 'role',
			dueDays: 14,
			renewalMonths: 24,
			renewalDay: null,
			basisText: terms.basisText,
			fromDay: today,
			toDay: null,
			authorId: actorId
		});
		expect(await openOf(volunteer, REMOTE)).toMatchObject([{ dueOn: '2026-12-05' }]);
		expect(await eventsOf('requirement.added')).toMatchObject([
			{
				actorId,
				subjectId: null,
				data: { role: 'volunteer', item: REMOTE, fromDay: today, after: { dueDays: 14 } }
			}
		]);
	});

	it('with a renewal on a day each year, a condition and a fixed day', async () => {
		const yearly = { kind: 'yearly', day: '09-01', minimumMonths: 6 } as const;
		await make((tx) =>
			addRequirement(
				tx,
				{
					line: { ...line, condition: 'adults_at_risk' },
					terms: { ...terms, dueFrom: 'fixed', dueDays: 0, dueOn: '2027-09-01', renewal: yearly },
					fromDay: '2027-01-01'
				},
				making()
			)
		);
		const row = (await rowsOf('volunteer', REMOTE)).find((r) => r.condition === 'adults_at_risk');
		expect(row).toMatchObject({
			condition: 'adults_at_risk',
			dueFrom: 'fixed',
			dueOn: '2027-09-01',
			renewalMonths: null,
			renewalDay: '09-01',
			renewalMinimumMonths: 6,
			fromDay: '2027-01-01'
		});
		const { requirements } = await rulebookOf(db);
		expect(requirements).toContainEqual(expect.objectContaining({ renewal: yearly }));
	});

	it.each([
		['role', { line: { ...line, role: 'boss' } }],
		['item', { line: { ...line, item: 'module:gone' } }],
		['condition', { line: { ...line, condition: 'flies' } }],
		['fromDay', { fromDay: yesterday }],
		['item', { line: { ...line, role: 'tutor' } }]
	])('but not with a wrong %s', async (field, wrong) => {
		const before = await db.$count(requirement);
		const outcome = await make((tx) =>
			addRequirement(tx, { line, terms, fromDay: today, ...wrong }, making())
		);
		expect(outcome).toMatchObject({ kind: 'refused', field });
		expect(await db.$count(requirement)).toBe(before);
		expect(await eventsOf('requirement.added')).toEqual([]);
	});

	it('once, when two people ask for it at the same moment', async () => {
		const add = () => make((tx) => addRequirement(tx, { line, terms, fromDay: today }, making()));
		const outcomes = await Promise.all([add(), add()]);
		expect(outcomes.map((outcome) => outcome?.kind).sort()).toEqual(['refused', 'saved']);
		expect(await eventsOf('requirement.added')).toHaveLength(1);
	});

	it('once more when it has ended, but not while it is still asked', async () => {
		const { id } = await rowOf('tutor', REMOTE);
		await make((tx) => endRequirement(tx, { id, fromDay: '2027-01-01' }, making()));
		const again = (fromDay: string) =>
			make((tx) =>
				addRequirement(tx, { line: { ...line, role: 'tutor' }, terms, fromDay }, making())
			);
		expect(await again('2026-12-31')).toMatchObject({ kind: 'refused', field: 'item' });
		expect(await again('2027-01-01')).toMatchObject({ kind: 'saved' });
	});
});

describe('a requirement is changed', () => {
	it('from a day: the old one ends on the day before, and what was asked stays known', async () => {
		const { id } = await rowOf('tutor', REMOTE);
		expect(await openOf(tutorId, REMOTE)).toMatchObject([{ dueOn: '2026-01-12' }]);
		await make((tx) => changeRequirement(tx, { id, terms, fromDay: '2026-12-01' }, making()));
		expect(await rowsOf('tutor', REMOTE)).toMatchObject([
			{ id, fromDay: '2026-01-01', toDay: '2026-11-30', dueDays: 7, authorId: null },
			{ fromDay: '2026-12-01', toDay: null, dueDays: 14, authorId: actorId }
		]);
		expect(await eventsOf('requirement.changed')).toMatchObject([
			{ data: { fromDay: '2026-12-01', before: { dueDays: 7 }, after: { dueDays: 14 } } }
		]);
		// It was due in January, and is: nobody gets a later day for what they have not done.
		expect(await openOf(tutorId, REMOTE)).toMatchObject([{ dueOn: '2026-01-12', endsOn: null }]);
	});

	it('again before it has begun: the later plan takes the place of the first', async () => {
		const { id } = await rowOf('tutor', REMOTE);
		const change = (dueDays: number, fromDay: string) =>
			make((tx) => changeRequirement(tx, { id, terms: { ...terms, dueDays }, fromDay }, making()));
		await change(14, '2027-01-01');
		await change(21, '2026-12-01');
		await change(28, today);
		await change(30, today);
		expect(await rowsOf('tutor', REMOTE)).toMatchObject([{ toDay: yesterday }, { dueDays: 30 }]);
		expect(await eventsOf('requirement.changed')).toHaveLength(4);
	});

	it('only where something is different', async () => {
		const row = await rowOf('tutor', REMOTE);
		const same = (await rulebookOf(db)).requirements.find(({ id }) => id === row.id);
		const outcome = await make((tx) =>
			changeRequirement(tx, { id: row.id, terms: found(same), fromDay: today }, making())
		);
		expect(outcome).toMatchObject({ kind: 'refused', field: 'form' });
		expect(await eventsOf('requirement.changed')).toEqual([]);
	});

	it('neither in the past nor when it has ended', async () => {
		const { id } = await rowOf('tutor', REMOTE);
		const change = (fromDay: string) =>
			make((tx) => changeRequirement(tx, { id, terms, fromDay }, making()));
		expect(await change(yesterday)).toMatchObject({ kind: 'refused', field: 'fromDay' });
		await make((tx) => endRequirement(tx, { id, fromDay: today }, making()));
		expect(await change(today)).toBeNull();
	});
});

describe('a requirement is ended', () => {
	it('from a day: nobody is asked any more, and the history stays', async () => {
		const { id } = await rowOf('tutor', REMOTE);
		await make((tx) => endRequirement(tx, { id, fromDay: today }, making()));
		expect(await rowsOf('tutor', REMOTE)).toMatchObject([{ id, toDay: yesterday }]);
		expect(await openOf(tutorId, REMOTE)).toEqual([]);
		expect(await eventsOf('requirement.ended')).toMatchObject([
			{ actorId, data: { role: 'tutor', item: REMOTE, fromDay: today } }
		]);
	});

	it('from a later day: until then it is asked, and the day is known', async () => {
		const { id } = await rowOf('tutor', REMOTE);
		const end = (fromDay: string) => make((tx) => endRequirement(tx, { id, fromDay }, making()));
		await end('2027-02-01');
		expect(await openOf(tutorId, REMOTE)).toMatchObject([{ endsOn: '2027-01-31' }]);
		expect(await end('2027-03-01')).toMatchObject({ kind: 'refused', field: 'fromDay' });
		expect(await end(yesterday)).toMatchObject({ kind: 'refused', field: 'fromDay' });
		await end('2027-01-15');
		expect(await openOf(tutorId, REMOTE)).toMatchObject([{ endsOn: '2027-01-14' }]);
	});

	it('on the day it would have begun as if it had never been', async () => {
		await make((tx) => addRequirement(tx, { line, terms, fromDay: '2027-01-01' }, making()));
		const { id } = await rowOf('volunteer', REMOTE);
		await make((tx) => endRequirement(tx, { id, fromDay: today }, making()));
		const left = await rowsOf('volunteer', REMOTE);
		expect(left.every((row) => row.condition !== null)).toBe(true);
		expect(await eventsOf('requirement.ended')).toHaveLength(1);
	});
});

describe('the standard requirements', () => {
	it('that the organisation does not have can be adopted, those it ended too', async () => {
		expect(await standardNews(db, today)).toEqual([]);
		const { id } = await rowOf('tutor', REMOTE);
		await make((tx) => endRequirement(tx, { id, fromDay: today }, making()));
		await db
			.delete(requirement)
			.where(and(eq(requirement.role, 'dsl'), eq(requirement.item, 'external:dsl-training')));
		const news = await standardNews(db, today);
		expect(news.map(({ standard, wasEnded }) => [standard.role, wasEnded])).toEqual([
			['tutor', true],
			['dsl', false]
		]);
		const adopt = (keys: string[], fromDay: string) =>
			make((tx) => adoptStandard(tx, { keys, fromDay }, making()));
		expect(await adopt(['tutor nothing'], today)).toMatchObject({ kind: 'refused' });
		expect(await adopt([found(news[1]).key], yesterday)).toMatchObject({ kind: 'refused' });
		await adopt(
			news.map(({ key }) => key),
			today
		);
		expect(await standardNews(db, today)).toEqual([]);
		expect(await rowOf('dsl', 'external:dsl-training')).toMatchObject({
			fromDay: today,
			renewalMonths: 24,
			authorId: actorId
		});
		expect(await eventsOf('requirement.added')).toHaveLength(2);
	});
});

describe('what the organisation is', () => {
	const settle = (nation: string, profiles: string[]) =>
		make((tx) => changeSettings(tx, { nation, profiles }, making()));

	it('switches requirements on and off', async () => {
		await settle('england', ['tutoring_or_ooss_eng', 'prevent_specified']);
		expect(await circumstancesOf(db)).toEqual({
			nation: 'england',
			profiles: ['prevent_specified', 'tutoring_or_ooss_eng']
		});
		const item = 'external:out-of-school-settings';
		// They have 28 days from today, not from the first day of a profile that nobody had chosen.
		expect(await openOf(tutorId, item)).toMatchObject([{ dueOn: '2026-12-19' }]);
		expect(await eventsOf('organisation.changed')).toMatchObject([
			{ actorId, data: { before: { profiles: [] }, after: { nation: 'england' } } }
		]);
		const added = standardRequirements().filter(({ profile }) =>
			['tutoring_or_ooss_eng', 'prevent_specified'].includes(profile ?? '')
		);
		expect(await eventsOf('requirement.added')).toHaveLength(added.length);

		await settle('england', ['prevent_specified']);
		expect(await openOf(tutorId, item)).toEqual([]);
		expect(await eventsOf('requirement.ended')).toHaveLength(1);
		expect(await standardNews(db, today)).toEqual([]);
	});

	it('is refused where it cannot be', async () => {
		expect(await settle('wales', ['school_or_college_eng'])).toMatchObject({
			kind: 'refused',
			field: 'profiles'
		});
		expect(await settle('england', ['circus'])).toMatchObject({ kind: 'refused' });
		expect(await settle('england', [])).toMatchObject({ kind: 'refused', field: 'form' });
		expect(await eventsOf('organisation.changed')).toEqual([]);
	});

	it('does not offer what is asked elsewhere', async () => {
		const rows = await db.select().from(requirement);
		expect(rows.every(({ profile, nation }) => profile === null && nation === null)).toBe(true);
	});
});

describe('a new version', () => {
	const [module] = modules();
	const { version } = found(module);

	/** Asha did the version of last year. */
	async function didOlderVersion(item: string) {
		const [record] = await db
			.insert(enteredRecord)
			.values({
				personId: tutorId,
				item,
				kind: 'history',
				title: 'An earlier edition',
				completedOn: '2026-06-01',
				checkedBy: actorId,
				checkedAt: now
			})
			.returning();
		await db.insert(completion).values({
			personId: tutorId,
			item,
			version: '2025.1',
			completedAt: now,
			completedOn: '2026-06-01',
			countsFrom: '2026-06-01',
			recordId: found(record).id
		});
	}

	const decide = (decision: Parameters<typeof decideVersion>[1]['decision']) =>
		make((tx) => decideVersion(tx, { item: ONLINE, version, decision }, making()));

	it('is nobody’s business where nobody has done an earlier one', async () => {
		expect(await newVersions(db, today)).toEqual([]);
		expect(await decide({ change: 'minor' })).toBeNull();
	});

	it('that is material is due by its day, and the old completion stays', async () => {
		await didOlderVersion(ONLINE);
		await make(() => Promise.resolve({ kind: 'saved', fromDay: today }));
		expect(await openOf(tutorId, ONLINE)).toMatchObject([{ dueOn: '2027-06-01' }]);
		expect(await newVersions(db, today)).toMatchObject([
			{ item: ONLINE, version, latestDone: '2025.1', changes: expect.any(String) }
		]);
		await decide({ change: 'material', mandatoryFrom: '2027-01-31' });
		expect(await openOf(tutorId, ONLINE)).toMatchObject([
			{ dueOn: '2027-01-31', cause: 'version' }
		]);
		expect(await newVersions(db, today)).toEqual([]);
		expect(await db.$count(completion)).toBe(1);
		expect(await eventsOf('version.decided')).toMatchObject([
			{
				actorId,
				subjectId: null,
				data: {
					item: ONLINE,
					version,
					change: 'material',
					mandatoryFrom: '2027-01-31',
					announcedOn: today
				}
			}
		]);
		expect(await decidedVersions(db)).toMatchObject([
			{ item: ONLINE, change: 'material', decidedBy: 'Priya Nair' }
		]);
	});

	it('that is minor changes nothing', async () => {
		await didOlderVersion(ONLINE);
		await make(() => Promise.resolve({ kind: 'saved', fromDay: today }));
		const before = await db.select().from(period);
		await decide({ change: 'minor' });
		expect(await db.select().from(period)).toEqual(before);
		expect(await db.select().from(versionDecision)).toMatchObject([
			{ change: 'minor', mandatoryFrom: null }
		]);
		expect(await decide({ change: 'minor' })).toBeNull();
	});

	it.each([yesterday, '2040-01-01'])('is not mandatory from %s', async (mandatoryFrom) => {
		await didOlderVersion(ONLINE);
		expect(await decide({ change: 'material', mandatoryFrom })).toMatchObject({
			kind: 'refused',
			field: 'mandatoryFrom'
		});
		expect(await db.$count(versionDecision)).toBe(0);
	});
});
