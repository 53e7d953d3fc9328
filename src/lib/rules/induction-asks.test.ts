import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dueDayOfItem, type ItemPeriod } from './induction-asks.ts';

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
])('the due day of a step: %s', (_, change, expected) => {
	const periods = change === null ? [] : [{ ...asked, ...change }];
	expect(dueDayOfItem(own, item, periods, today)).toBe(expected);
});

it('a step without an item has its own day', () => {
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
