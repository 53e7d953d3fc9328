import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { InductionAsk } from './content/induction.ts';
import { askedFor, dueDayOfItem, isGate, type AskedOf, type ItemPeriod } from './induction-asks.ts';

const ask = (change: Partial<InductionAsk> = {}): InductionAsk => ({
	...{ role: null, condition: null, profiles: null, nations: null },
	...{ gate: false, gateIn: [], since: null, until: null, dueDays: null },
	...change
});
const stage = { key: 'day-1', title: 'Day 1', steps: [] };
const programme = {
	role: null,
	laterRolesFrom: '2026-12-15',
	stages: [
		{ ...stage, dueDays: 0 },
		{ ...stage, key: 'month-1', dueDays: 28 }
	]
};
const person: AskedOf = {
	startedOn: '2026-11-02',
	roles: [],
	conditions: [],
	circumstances: { nation: 'england', profiles: ['charity'] }
};
const tutor = (fromDay: string, toDay: string | null = null) => ({
	roles: [{ role: 'tutor', fromDay, toDay }]
});

function asked(
	change: Partial<InductionAsk>,
	facts: Partial<AskedOf> = {},
	today = '2027-01-31'
): object[] {
	const found = askedFor({ asks: [ask(change)] }, programme, { ...person, ...facts }, today);
	return found.map(({ from, holds, isNew, isLater }) => ({ from, holds, isNew, isLater }));
}

const always = { from: '2026-11-02', holds: true, isNew: false, isLater: false };

describe('a step is asked', () => {
	it('of everybody from the first day', () => {
		expect(asked({})).toEqual([always]);
		expect(asked({}, {}, '2026-10-01')).toEqual([always]);
	});

	it.each([
		['in another nation', { nations: ['wales'] }, {}],
		['in organisations of another kind', { profiles: ['school'] }, {}],
		['in a role that nobody holds', { role: 'tutor' }, {}],
		[
			'in a role given up before the first day',
			{ role: 'tutor' },
			tutor('2025-01-01', '2026-11-01')
		],
		[
			'under another condition than the one that holds',
			{ condition: 'remote' },
			{ conditions: [{ condition: 'drives', fromDay: '2026-11-02', toDay: null }] }
		],
		[
			'under a condition that held only without the role',
			{ role: 'tutor', condition: 'remote' },
			{
				...tutor('2026-11-20'),
				conditions: [{ condition: 'remote', fromDay: '2026-11-02', toDay: '2026-11-19' }]
			}
		],
		['once it was taken out before the first day', { until: '2026-11-02' }, {}],
		['by a release after all was due', { since: '2026-12-01' }, {}],
		['of a role taken up later, before the rule for it', { role: 'tutor' }, tutor('2026-12-14')]
	])('not %s', (_, change, facts) => {
		expect(asked(change, facts)).toEqual([]);
	});

	it.each([
		['a role', { role: 'tutor' }, tutor('2026-11-10'), { from: '2026-11-10' }],
		['a role held before', { role: 'tutor' }, tutor('2025-01-01'), {}],
		[
			'a role that was given up again',
			{ role: 'tutor' },
			tutor('2026-11-10', '2026-11-12'),
			{ from: '2026-11-10', holds: false }
		],
		[
			'the last day on which all is due',
			{ role: 'tutor' },
			tutor('2026-11-30'),
			{ from: '2026-11-30' }
		],
		[
			'the first day of the rule for later roles',
			{ role: 'tutor' },
			tutor('2026-12-15'),
			{ from: '2026-12-15', isLater: true }
		],
		[
			'the release that brought it',
			{ since: '2026-11-03' },
			{},
			{ from: '2026-11-03', isNew: true }
		],
		[
			'a release on the last day on which all is due',
			{ since: '2026-11-30' },
			{},
			{ from: '2026-11-30', isNew: true }
		],
		['a release of the first day', { since: '2026-11-02' }, {}, {}],
		['the first day, where it was taken out since', { until: '2026-11-03' }, {}, {}]
	])('from the day of %s', (_, change, facts, expected) => {
		expect(asked(change, facts)).toEqual([{ ...always, ...expected }]);
	});

	it('not before the day from which it counts', () => {
		expect(asked({ role: 'tutor' }, tutor('2026-11-10'), '2026-11-09')).toEqual([]);
		expect(asked({ role: 'tutor' }, tutor('2026-11-10'), '2026-11-10')).toHaveLength(1);
	});
});

it('a step is a gate as soon as it is asked for as one', () => {
	const way = { ...always, ask: ask() };
	const gate = { ...way, ask: ask({ gate: true }) };
	const elsewhere = { ...way, ask: ask({ gateIn: ['school'] }) };
	const { circumstances } = person;
	expect(isGate([way, elsewhere], circumstances)).toBe(false);
	expect(isGate([way, gate], circumstances)).toBe(true);
	expect(isGate([elsewhere], { ...circumstances, profiles: ['charity', 'school'] })).toBe(true);
});

describe('the due day of a step that is an item', () => {
	const item = 'module:essentials';
	const own = '2026-11-28';
	const today = '2026-11-22';
	const asked: ItemPeriod = {
		...{ item, cycle: 0, cause: 'requirement', dueOn: '2026-11-27', endsOn: null }
	};

	it.each<[string, Partial<ItemPeriod> | null, string]>([
		['nothing asks for it', null, own],
		['it is asked sooner', {}, '2026-11-27'],
		['it is asked later', { dueOn: '2026-12-18' }, '2026-12-18'],
		['it was due long ago', { dueOn: '2026-10-01' }, '2026-10-01'],
		['another item is asked', { item: 'module:other' }, own],
		['the person chose it', { dueOn: null }, own],
		['it is asked until today', { endsOn: today }, '2026-11-27'],
		['it was asked until yesterday', { endsOn: '2026-11-21' }, own],
		['it renews what holds for longer', { cycle: 1, dueOn: '2027-05-01' }, own],
		['it renews what holds for less', { cycle: 1 }, '2026-11-27'],
		['it has run out', { cycle: 2, dueOn: '2026-11-01' }, '2026-11-01'],
		['it had run out before', { cycle: 1, cause: 'lapsed', dueOn: '2026-12-18' }, '2026-12-18'],
		['it is done again on return', { cycle: 1, cause: 'return' }, '2026-11-27']
	])('where %s', (_, change, expected) => {
		const periods = change === null ? [] : [{ ...asked, ...change }];
		expect(dueDayOfItem(own, item, periods, today)).toBe(expected);
	});

	it('is its own where it is none', () => {
		expect(dueDayOfItem(own, null, [asked], today)).toBe(own);
	});

	it('is never later than the day by which My training asks for it', () => {
		const days = fc.constantFrom('2026-11-01', '2026-11-22', '2026-11-27', '2027-05-01');
		const periods = fc.record({
			item: fc.constant(item),
			cycle: fc.nat(2),
			cause: fc.constantFrom<ItemPeriod['cause']>('requirement', 'version', 'return', 'lapsed'),
			dueOn: days,
			endsOn: fc.constant(null)
		});
		fc.assert(
			fc.property(days, periods, (ownDay, open) => {
				expect(dueDayOfItem(ownDay, item, [open], today) <= open.dueOn).toBe(true);
			})
		);
	});
});
