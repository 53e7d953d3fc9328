import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { anyDay, anySpan } from '../../../tests/fixtures/arbitrary.ts';
import { addDays } from './day.ts';
import { inForce, joined, overlapOf } from './span.ts';

const span = (fromDay: string, toDay: string | null) => ({ fromDay, toDay });

describe('a span', () => {
	test.each([
		['2026-01-31', false],
		['2026-02-01', true],
		['2026-02-28', true],
		['2026-03-01', false]
	])('holds or not on %s', (day, holds) => {
		expect(inForce(span('2026-02-01', '2026-02-28'), day)).toBe(holds);
	});

	it('without a last day goes on', () => {
		expect(inForce(span('2026-02-01', null), '2099-01-01')).toBe(true);
	});
});

describe('the days that two spans share', () => {
	test.each([
		[span('2026-01-01', '2026-01-31'), span('2026-01-31', null), span('2026-01-31', '2026-01-31')],
		[span('2026-01-01', '2026-01-30'), span('2026-01-31', null), null],
		[span('2026-01-01', null), span('2026-02-01', null), span('2026-02-01', null)],
		[
			span('2026-01-01', '2026-12-31'),
			span('2026-02-01', '2026-03-31'),
			span('2026-02-01', '2026-03-31')
		]
	])('of %o and %o', (a, b, shared) => {
		expect(overlapOf(a, b)).toEqual(shared);
		expect(overlapOf(b, a)).toEqual(shared);
	});

	it('are those on which both hold', () => {
		fc.assert(
			fc.property(anySpan(), anySpan(), anyDay(), (a, b, day) => {
				const shared = overlapOf(a, b);
				expect(shared !== null && inForce(shared, day)).toBe(inForce(a, day) && inForce(b, day));
			})
		);
	});
});

describe('spans joined', () => {
	it('become one when one follows the other without a day between', () => {
		expect(joined([span('2026-02-01', '2026-02-28'), span('2026-01-01', '2026-01-31')])).toEqual([
			span('2026-01-01', '2026-02-28')
		]);
		expect(joined([span('2026-01-01', '2026-01-30'), span('2026-02-01', null)])).toHaveLength(2);
	});

	it('keep the later end', () => {
		expect(joined([span('2026-01-01', '2026-06-30'), span('2026-02-01', '2026-02-02')])).toEqual([
			span('2026-01-01', '2026-06-30')
		]);
		expect(joined([span('2026-01-01', null), span('2026-02-01', '2026-02-02')])).toEqual([
			span('2026-01-01', null)
		]);
		expect(joined([span('2026-01-01', '2026-03-01'), span('2026-02-01', null)])).toEqual([
			span('2026-01-01', null)
		]);
	});

	it('hold on the same days as before, and never touch', () => {
		fc.assert(
			fc.property(fc.array(anySpan(), { maxLength: 6 }), anyDay(), (spans, day) => {
				const result = joined(spans);
				expect(result.some((s) => inForce(s, day))).toBe(spans.some((s) => inForce(s, day)));
				for (const [i, later] of result.slice(1).entries()) {
					const before = result[i]?.toDay;
					expect(before && addDays(before, 1) < later.fromDay).toBe(true);
				}
			})
		);
	});

	it('leave the spans they were made from alone', () => {
		const first = span('2026-01-01', '2026-01-31');
		joined([first, span('2026-02-01', null)]);
		expect(first.toDay).toBe('2026-01-31');
	});
});
