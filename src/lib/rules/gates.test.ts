import { describe, expect, it, test } from 'vitest';
import type { PersonFacts, Requirement } from './bearings.ts';
import type { Cause } from './planning.ts';
import { gateDays, gateOn, gatesOf, isAsked, type Gate, type ItemRecord } from './gates.ts';

const ITEM = 'module:a';
const TODAY = '2026-11-21';
const yearly = { renewal: { kind: 'months', months: 12 }, windowDays: 60 } as const;
const always = { fromDay: '2025-01-01', toDay: null };

const completed = (completedOn: string, statedUntil: string | null = null) => ({
	completedOn,
	countsFrom: completedOn,
	monthsBefore: 0,
	statedUntil
});

const gate = (record: Partial<Gate> = {}): Gate => ({
	item: ITEM,
	bearings: [{ span: always, rule: yearly }],
	asked: null,
	last: null,
	waivers: [],
	...record
});

const asked = (cycle: number, dueOn: string, cause: Cause) => ({
	cycle,
	dueOn,
	cause
});

describe('a gate', () => {
	it('is unmet while it was never done, before its due day as after it', () => {
		const reason = { kind: 'not_done', item: ITEM };
		const due = (dueOn: string) => gate({ asked: asked(0, dueOn, 'requirement') });
		expect(gateOn(due('2026-12-01'), TODAY).reasons).toEqual([{ ...reason, dueOn: '2026-12-01' }]);
		expect(gateOn(due('2026-11-01'), TODAY).reasons).toEqual([{ ...reason, dueOn: '2026-11-01' }]);
		expect(gateOn(gate(), TODAY).reasons).toEqual([{ ...reason, dueOn: null }]);
	});

	it('is unmet in a first cycle, whatever is known from before', () => {
		const record = { asked: asked(0, '2026-12-01', 'requirement'), last: completed('2026-06-01') };
		expect(gateOn(gate(record), TODAY).reasons).toHaveLength(1);
	});

	test.each([
		['on the day it was done', '2026-03-09', []],
		['on its last day', '2027-03-09', []],
		['on the day after', '2027-03-10', ['2027-03-09']]
	])('that renews is met until it runs out: %s', (_, day, ranOut) => {
		const record = {
			asked: asked(1, '2027-03-09', 'requirement'),
			last: completed('2026-03-09')
		};
		const { reasons } = gateOn(gate(record), day);
		expect(reasons.map((r) => (r.kind === 'ran_out' ? [r.on, r.cause] : r))).toEqual(
			ranOut.map((on) => [on, 'requirement'])
		);
	});

	test.each([
		['2026-12-01', 0],
		['2026-12-02', 1]
	])('asks for a new version from the day after it was due: %s', (day, unmet) => {
		const record = { asked: asked(1, '2026-12-01', 'version'), last: completed('2026-03-09') };
		const { reasons } = gateOn(gate(record), day);
		expect(reasons).toHaveLength(unmet);
		expect(reasons).toEqual(
			unmet === 0 ? [] : [{ kind: 'ran_out', item: ITEM, on: '2026-12-01', cause: 'version' }]
		);
	});

	it('that ran out long ago is unmet, although a new role leaves time to do it again', () => {
		const record = {
			asked: asked(1, '2026-11-28', 'lapsed'),
			last: completed('2022-05-01')
		};
		expect(gateOn(gate(record), TODAY).reasons).toEqual([
			{ kind: 'ran_out', item: ITEM, on: '2023-05-01', cause: 'requirement' }
		]);
		expect(gateOn(gate(record), '2026-11-29').reasons).toEqual(gateOn(gate(record), TODAY).reasons);
	});

	it('that ran out during a long absence is met for the weeks after the return', () => {
		const record = { asked: asked(1, '2026-12-18', 'return'), last: completed('2025-06-01') };
		expect(gateOn(gate(record), TODAY).reasons).toEqual([]);
		expect(gateOn(gate(record), '2026-12-18').reasons).toEqual([]);
		expect(gateOn(gate(record), '2026-12-19').reasons).toEqual([
			{ kind: 'ran_out', item: ITEM, on: '2026-12-18', cause: 'return' }
		]);
	});

	test.each([
		['does not renew', { bearings: [{ span: always, rule: null }] }, '2046-01-01', 0],
		[
			'says itself until when: on it',
			{ last: completed('2026-03-09', '2026-11-30') },
			'2026-11-30',
			0
		],
		[
			'says itself until when: after it',
			{ last: completed('2026-03-09', '2026-11-30') },
			'2026-12-01',
			1
		],
		['without a period runs out all the same', {}, '2027-03-10', 1]
	])('that was done and %s', (_, record, day, unmet) => {
		expect(gateOn(gate({ last: completed('2026-03-09'), ...record }), day).reasons).toHaveLength(
			unmet
		);
	});

	it('runs out by the renewals that bear on the day', () => {
		const bearings = [
			{ span: { fromDay: '2025-01-01', toDay: '2026-11-21' }, rule: yearly },
			{
				span: always,
				rule: { renewal: { kind: 'months', months: 24 } as const, windowDays: 60 }
			}
		];
		const record = gate({ bearings, last: completed('2025-06-01') });
		expect(gateOn(record, '2026-11-21').reasons).toHaveLength(1);
		expect(gateOn(record, '2026-11-22').reasons).toEqual([]);
		expect(gateOn(record, '2027-06-02').reasons).toHaveLength(1);
	});

	test.each([
		['2026-11-09', null],
		['2026-11-10', '2027-01-20'],
		['2026-12-01', '2027-01-20'],
		['2027-01-20', '2027-01-20'],
		['2027-01-21', null]
	])('that is waived counts as met, with the last day of all waivers on end: %s', (day, until) => {
		const waivers = [
			{ fromDay: '2026-11-10', toDay: '2026-11-30' },
			{ fromDay: '2026-12-01', toDay: '2027-01-20' }
		];
		const { reasons, remarks } = gateOn(gate({ waivers }), day);
		expect(remarks).toEqual(until === null ? [] : [{ kind: 'waived', item: ITEM, until }]);
		expect(reasons).toHaveLength(until === null ? 1 : 0);
	});

	it('is asked on the days of its bearings', () => {
		const bearings = [{ span: { fromDay: '2026-11-10', toDay: '2026-11-20' }, rule: null }];
		const days = ['2026-11-09', '2026-11-10', '2026-11-20', '2026-11-21'];
		expect(days.map((day) => isAsked(gate({ bearings }), day))).toEqual([false, true, true, false]);
	});
});

it('is asked as long as one of its bearings is in force', () => {
	const bearings = [
		{ span: { fromDay: '2025-01-01', toDay: '2026-11-20' }, rule: null },
		{ span: { fromDay: '2026-01-01', toDay: null }, rule: null }
	];
	expect(isAsked(gate({ bearings }), TODAY)).toBe(true);
});

describe('the days on which a gate may turn', () => {
	it('are the beginnings, and the days after the ends', () => {
		const days = gateDays(
			gate({
				bearings: [
					{ span: { fromDay: '2025-01-01', toDay: '2026-11-21' }, rule: yearly },
					{ span: { fromDay: '2025-02-01', toDay: null }, rule: null }
				],
				asked: asked(1, '2026-12-31', 'requirement'),
				last: completed('2026-03-09', '2028-01-01'),
				waivers: [{ fromDay: '2026-04-01', toDay: '2026-04-30' }]
			})
		);
		expect(days.toSorted()).toEqual([
			'2025-01-01',
			'2025-02-01',
			'2026-04-01',
			'2026-05-01',
			'2026-11-22',
			'2027-01-01',
			'2027-03-10',
			'2028-01-02'
		]);
	});

	it('are few for what was never done', () => {
		expect(gateDays(gate())).toEqual(['2025-01-01']);
	});

	it('do not count an end that a completion without renewal does not have', () => {
		const days = gateDays(
			gate({ bearings: [{ span: always, rule: null }], last: completed('2026-03-09') })
		);
		expect(days).toEqual(['2025-01-01']);
	});
});

describe('the gates of a person', () => {
	const person: PersonFacts = {
		startedOn: '2026-01-05',
		leftOn: null,
		roles: [
			{ role: 'tutor', fromDay: '2026-01-05', toDay: null },
			{ role: 'all_staff', fromDay: '2026-01-05', toDay: null }
		],
		conditions: [],
		contactFrom: null,
		absences: []
	};
	const requirement = (role: string, item: string, months: number | null): Requirement => ({
		role,
		item,
		condition: null,
		dueDays: 7,
		dueFrom: 'start',
		dueOn: null,
		renewal: months === null ? null : { kind: 'months', months },
		windowDays: 30,
		...always
	});
	const nothing: ItemRecord = { asked: null, last: null, waivers: [] };

	it('are the items that bear on them, each once and in order, with every renewal', () => {
		const requirements = [
			requirement('all_staff', 'module:b', null),
			requirement('tutor', ITEM, 24),
			requirement('all_staff', ITEM, 12),
			requirement('all_staff', 'module:c', null),
			requirement('trustee', 'module:d', 12)
		];
		const span = { fromDay: '2026-01-05', toDay: null };
		const record = { ...nothing, last: completed('2026-03-09') };
		expect(gatesOf(person, requirements, (item) => (item === ITEM ? record : nothing))).toEqual([
			{
				item: ITEM,
				...record,
				bearings: [
					{ span, rule: { renewal: { kind: 'months', months: 24 }, windowDays: 30 } },
					{ span, rule: { renewal: { kind: 'months', months: 12 }, windowDays: 30 } }
				]
			},
			{ item: 'module:b', ...nothing, bearings: [{ span, rule: null }] },
			{ item: 'module:c', ...nothing, bearings: [{ span, rule: null }] }
		]);
	});

	it('are none for who holds none of the roles', () => {
		expect(gatesOf(person, [requirement('trustee', ITEM, 12)], () => nothing)).toEqual([]);
	});
});
