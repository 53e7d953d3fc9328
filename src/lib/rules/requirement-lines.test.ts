import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from './day.ts';
import { changeLineFrom, isAskedIn, lineKey, lineOn } from './requirement-lines.ts';
import { inForce } from './span.ts';

const line = { role: 'tutor', item: 'module:x', condition: null, profile: null, nation: null };

describe('a line', () => {
	it('is told by everything that names it', () => {
		const others = [
			{ ...line, role: 'dsl' },
			{ ...line, item: 'module:y' },
			{ ...line, condition: 'c' },
			{ ...line, profile: 'c' },
			{ ...line, nation: 'c' }
		];
		expect(new Set([line, ...others].map(lineKey)).size).toBe(6);
		expect(lineKey({ ...line })).toBe(lineKey(line));
	});

	const rows = [
		{ id: 'a', fromDay: '2025-01-01', toDay: '2025-12-31' },
		{ id: 'b', fromDay: '2026-01-01', toDay: '2026-12-31' },
		{ id: 'c', fromDay: '2027-01-01', toDay: null }
	];

	it.each([
		['2026-11-21', ['c'], ['b'], '2026-11-20'],
		['2026-12-31', ['c'], ['b'], '2026-12-30'],
		['2027-01-01', ['c'], [], '2026-12-31'],
		['2027-01-02', [], ['c'], '2027-01-01'],
		['2026-01-01', ['b', 'c'], [], '2025-12-31']
	])('that changes on %s', (day, replaced, ended, lastDay) => {
		expect(changeLineFrom(rows, day)).toEqual({ replaced, ended, lastDay });
	});

	it('shows what holds, what follows and what was before', () => {
		const shuffled = [1, 0, 2].flatMap((index) => rows[index] ?? []);
		const at = (day: string) => {
			const { now, next, past } = lineOn(shuffled, day);
			return [now?.id ?? null, next.map(({ id }) => id), past.map(({ id }) => id)];
		};
		expect(at('2024-12-31')).toEqual([null, ['a', 'b', 'c'], []]);
		expect(at('2025-01-01')).toEqual(['a', ['b', 'c'], []]);
		expect(at('2026-12-31')).toEqual(['b', ['c'], ['a']]);
		expect(at('2027-01-01')).toEqual(['c', [], ['b', 'a']]);
		expect(lineOn(rows.slice(0, 1), '2026-01-01').now).toBeNull();
	});

	it('holds only once on each day, whatever is changed from whichever day', () => {
		const days = Array.from({ length: 30 }, (_, n) => addDays('2026-01-01', n));
		const from = fc.constantFrom(...days.slice(0, 24));
		const changes = fc.array(fc.record({ day: from, ends: fc.boolean() }), { maxLength: 6 });
		fc.assert(
			fc.property(changes, (list) => {
				let held: { id: string; fromDay: string; toDay: string | null }[] = [];
				list.forEach(({ day, ends }, index) => {
					const { replaced, ended, lastDay } = changeLineFrom(held, day);
					const before = held;
					held = held
						.filter(({ id }) => !replaced.includes(id))
						.map((row) => (ended.includes(row.id) ? { ...row, toDay: lastDay } : row));
					if (!ends) held.push({ id: String(index), fromDay: day, toDay: null });
					for (const on of days) {
						const now = held.filter((row) => inForce(row, on));
						expect(now.length).toBeLessThanOrEqual(1);
						// Nothing before the day of the change is touched, and from it on the change holds.
						const was = before.find((row) => inForce(row, on))?.id;
						const expected = on < day ? was : ends ? undefined : String(index);
						expect(now[0]?.id).toBe(expected);
					}
				});
			})
		);
	});
});

it.each([
	[{ profile: null, nation: null }, true],
	[{ profile: 'school', nation: null }, true],
	[{ profile: 'charity', nation: null }, false],
	[{ profile: null, nation: 'wales' }, true],
	[{ profile: null, nation: 'england' }, false],
	[{ profile: 'school', nation: 'england' }, false],
	[{ profile: 'school', nation: 'wales' }, true]
])('%o is asked of a Welsh school: %s', (row, asked) => {
	expect(isAskedIn(row, { nation: 'wales', profiles: ['school'] })).toBe(asked);
});
