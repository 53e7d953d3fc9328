import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { anyDay, anyPerson, anyRequirement } from '../../../tests/fixtures/arbitrary.ts';
import {
	bearingsOf,
	chainOn,
	firstDueOn,
	isAway,
	type PersonFacts,
	type Requirement
} from './bearings.ts';
import { inForce } from './span.ts';

const person: PersonFacts = {
	startedOn: '2026-11-02',
	leftOn: null,
	roles: [{ role: 'tutor', fromDay: '2026-11-10', toDay: null }],
	conditions: [],
	contactFrom: null,
	absences: []
};
const requirement: Requirement = {
	role: 'tutor',
	item: 'module:a',
	condition: null,
	dueDays: 7,
	dueFrom: 'start',
	dueOn: null,
	renewal: { kind: 'months', months: 12 },
	windowDays: 60,
	fromDay: '2025-01-01',
	toDay: null
};
const spansOf = (who: Partial<PersonFacts>, ...asked: Partial<Requirement>[]) =>
	bearingsOf(
		{ ...person, ...who },
		asked.map((one) => ({ ...requirement, ...one }))
	).map(({ span }) => span);

describe('the days on which a requirement bears on a person', () => {
	it('are those on which they are here, hold the role and it is in force', () => {
		expect(spansOf({}, {})).toEqual([{ fromDay: '2026-11-10', toDay: null }]);
		expect(spansOf({ leftOn: '2026-12-31' }, {})).toEqual([
			{ fromDay: '2026-11-10', toDay: '2026-12-31' }
		]);
		expect(spansOf({}, { fromDay: '2026-12-01', toDay: '2026-12-24' })).toEqual([
			{ fromDay: '2026-12-01', toDay: '2026-12-24' }
		]);
		const roles = [{ role: 'tutor', fromDay: '2026-01-01', toDay: '2026-11-15' }];
		expect(spansOf({ roles }, {})).toEqual([{ fromDay: '2026-11-02', toDay: '2026-11-15' }]);
	});

	it('are none for another role, or when the spans miss each other', () => {
		expect(spansOf({}, { role: 'manager' })).toEqual([]);
		expect(spansOf({}, { toDay: '2026-11-09' })).toEqual([]);
		expect(spansOf({}, { toDay: '2026-11-01' })).toEqual([]);
		expect(spansOf({ leftOn: '2026-11-01' }, {})).toEqual([]);
	});

	it('are those on which the condition holds, where there is one', () => {
		const held = { condition: 'c', fromDay: '2026-11-20', toDay: '2026-11-30' };
		const asked = { condition: 'c' };
		expect(spansOf({ conditions: [held] }, asked)).toEqual([
			{ fromDay: '2026-11-20', toDay: '2026-11-30' }
		]);
		expect(spansOf({ conditions: [{ ...held, condition: 'd' }] }, asked)).toEqual([]);
		expect(spansOf({ conditions: [{ ...held, toDay: '2026-11-01' }] }, asked)).toEqual([]);
		const again = { ...held, fromDay: '2027-01-01', toDay: null };
		expect(spansOf({ conditions: [held, again] }, asked)).toHaveLength(2);
	});

	it('know since when the role is held and the requirement exists, changes on the way left aside', () => {
		const roles = [
			{ role: 'tutor', fromDay: '2026-11-10', toDay: '2026-11-14' },
			{ role: 'tutor', fromDay: '2026-11-15', toDay: null }
		];
		const before = { ...requirement, fromDay: '2025-01-01', toDay: '2026-11-20' };
		const after = { ...requirement, fromDay: '2026-11-21', dueDays: 14 };
		const other = { ...requirement, item: 'module:b', fromDay: '2026-11-21' };
		const elsewhere = { ...requirement, role: 'manager', fromDay: '2024-01-01' };
		const conditional = { ...requirement, condition: 'c', fromDay: '2024-01-01' };
		const all = [before, after, other, elsewhere, conditional];
		const found = bearingsOf({ ...person, roles }, all);
		expect(found.map((b) => [b.span.fromDay, b.roleFrom, b.existsFrom])).toEqual([
			['2026-11-10', '2026-11-10', '2025-01-01'],
			['2026-11-21', '2026-11-10', '2025-01-01'],
			['2026-11-21', '2026-11-10', '2026-11-21']
		]);
	});

	it('take a requirement that had ended for a while as a new one', () => {
		const before = { ...requirement, toDay: '2026-11-18' };
		const after = { ...requirement, fromDay: '2026-11-21' };
		expect(bearingsOf(person, [before, after]).map((b) => b.existsFrom)).toEqual([
			'2025-01-01',
			'2026-11-21'
		]);
	});

	it('are exactly the days on which all of it holds', () => {
		fc.assert(
			fc.property(anyPerson(), anyRequirement(), anyDay(), (who, asked, day) => {
				const bears = bearingsOf(who, [asked]).some(({ span }) => inForce(span, day));
				const here = day >= who.startedOn && (who.leftOn === null || day <= who.leftOn);
				const held = who.roles.some((r) => r.role === asked.role && inForce(r, day));
				const meant =
					asked.condition === null ||
					who.conditions.some((c) => c.condition === asked.condition && inForce(c, day));
				expect(bears).toBe(here && held && meant && inForce(asked, day));
			})
		);
	});
});

describe('a chain of bearings', () => {
	const until = (toDay: string | null) => ({ ...requirement, toDay });
	const from = (fromDay: string) => ({ ...requirement, fromDay });

	it('is the one of the day, or else the next, or none', () => {
		const gap = bearingsOf(person, [until('2026-11-20'), from('2026-12-01')]);
		expect(chainOn(gap, '2026-11-20')?.span).toEqual({
			fromDay: '2026-11-10',
			toDay: '2026-11-20'
		});
		expect(chainOn(gap, '2026-11-21')?.span).toEqual({ fromDay: '2026-12-01', toDay: null });
		expect(chainOn(gap, '2026-11-21')?.bearings).toHaveLength(1);
		expect(chainOn(gap.slice(0, 1), '2026-11-21')).toBeNull();
		expect(chainOn([], '2026-11-21')).toBeNull();
	});

	it('goes on where one bearing follows another', () => {
		const both = bearingsOf(person, [until('2026-11-20'), from('2026-11-21')]);
		expect(chainOn(both, '2026-11-25')).toEqual({
			span: { fromDay: '2026-11-10', toDay: null },
			bearings: both
		});
	});
});

describe('the first due day', () => {
	const dueOn = (asked: Partial<Requirement>, who: Partial<PersonFacts> = {}) =>
		bearingsOf({ ...person, ...who }, [{ ...requirement, ...asked }]).map((b) =>
			firstDueOn({ ...person, ...who }, b)
		);

	test.each([
		['days from the start', { dueDays: 14 }, {}, '2026-11-16'],
		['but not before the role is held', { dueDays: 7 }, {}, '2026-11-10'],
		['days from the role', { dueFrom: 'role' as const }, {}, '2026-11-17'],
		['days from the start when it came later', { fromDay: '2026-11-20' }, {}, '2026-11-27'],
		[
			'days from the role when it came later',
			{ dueFrom: 'role' as const, fromDay: '2026-11-20' },
			{},
			'2026-11-27'
		],
		['a fixed day', { dueFrom: 'fixed' as const, dueOn: '2026-12-24' }, {}, '2026-12-24'],
		[
			'a fixed day that is past',
			{ dueFrom: 'fixed' as const, dueOn: '2026-01-01' },
			{},
			'2026-11-10'
		],
		[
			'before contact, not known when',
			{ dueFrom: 'contact' as const, dueDays: 20 },
			{},
			'2026-11-22'
		],
		[
			'the day before contact',
			{ dueFrom: 'contact' as const },
			{ contactFrom: '2026-12-01' },
			'2026-11-30'
		],
		[
			'contact that began before',
			{ dueFrom: 'contact' as const },
			{ contactFrom: '2026-11-05' },
			'2026-11-10'
		]
	])('%s', (_, asked, who, day) => {
		expect(dueOn(asked, who)).toEqual([day]);
	});

	it('counts anew for a role that is taken up again', () => {
		const roles = [
			{ role: 'tutor', fromDay: '2026-11-02', toDay: '2026-11-20' },
			{ role: 'tutor', fromDay: '2027-02-01', toDay: null }
		];
		expect(dueOn({ dueFrom: 'role' }, { roles })).toEqual(['2026-11-09', '2027-02-08']);
	});

	it('of a role held longer than the person has been here counts from their first day', () => {
		const roles = [{ role: 'tutor', fromDay: '2026-01-01', toDay: null }];
		expect(dueOn({ dueFrom: 'role' }, { roles })).toEqual(['2026-11-09']);
	});
});

it('somebody is away on the days of their absences', () => {
	const away = { absences: [{ fromDay: '2026-05-01', toDay: '2026-05-31' }] };
	expect(isAway(away, '2026-04-30')).toBe(false);
	expect(isAway(away, '2026-05-31')).toBe(true);
	expect(isAway(away, '2026-06-01')).toBe(false);
	expect(isAway({ absences: [] }, '2026-05-31')).toBe(false);
});
