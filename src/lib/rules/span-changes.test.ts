import { describe, expect, it } from 'vitest';
import {
	isAhead,
	isOver,
	problemOfEnd,
	problemOfNew,
	spanInWords,
	withinStay
} from './span-changes.ts';

const today = '2026-11-21';
const stay = { startedOn: '2026-09-01', leftOn: null };
const leaving = { ...stay, leftOn: '2026-12-18' };
const span = (fromDay: string, toDay: string | null = null) => ({ fromDay, toDay });

it.each([
	['2026-11-20', null, 'since 20 Nov 2026', false, false],
	['2026-11-21', null, 'since 21 Nov 2026', false, false],
	['2026-11-22', null, 'from 22 Nov 2026', true, false],
	['2026-11-01', '2026-11-20', '1 Nov 2026 to 20 Nov 2026', false, true],
	['2026-11-01', '2026-11-21', '1 Nov 2026 to 21 Nov 2026', false, false],
	['2026-11-25', '2026-11-25', 'on 25 Nov 2026', true, false]
])('%s to %s is %s', (fromDay, toDay, words, ahead, over) => {
	expect(spanInWords(span(fromDay, toDay), today)).toBe(words);
	expect(isAhead(span(fromDay, toDay), today)).toBe(ahead);
	expect(isOver(span(fromDay, toDay), today)).toBe(over);
});

it('ends with the last day what has no end of its own', () => {
	expect(withinStay(span('2026-11-01'), stay)).toEqual(span('2026-11-01'));
	expect(withinStay(span('2026-11-01'), leaving)).toEqual(span('2026-11-01', '2026-12-18'));
	expect(withinStay(span('2026-11-01', '2026-11-30'), leaving)).toEqual(
		span('2026-11-01', '2026-11-30')
	);
});

describe('a new span', () => {
	it.each([
		['on the first day here', span('2026-09-01'), stay],
		['of one day', span('2026-11-21', '2026-11-21'), stay],
		['up to the last day here', span('2026-11-21', '2026-12-18'), leaving],
		['on the last day here', span('2026-12-18'), leaving]
	])('may be recorded %s', (_, given, here) => {
		expect(problemOfNew(given, [], here)).toBeNull();
	});

	it.each([
		[
			'ends before it begins',
			span('2026-11-21', '2026-11-20'),
			stay,
			'toDay',
			'before the first, 21 Nov 2026'
		],
		[
			'begins before the first day',
			span('2026-08-31'),
			stay,
			'fromDay',
			'first day here is 1 Sep 2026'
		],
		[
			'begins after the last day',
			span('2026-12-19'),
			leaving,
			'fromDay',
			'last day here is 18 Dec 2026'
		],
		[
			'ends after the last day',
			span('2026-12-01', '2026-12-19'),
			leaving,
			'toDay',
			'last day here is 18 Dec 2026'
		]
	])('is refused when it %s', (_, given, here, field, message) => {
		expect(problemOfNew(given, [], here)).toEqual({
			field,
			message: expect.stringContaining(message)
		});
	});

	const others = [span('2026-09-01', '2026-10-31'), span('2026-12-01')];
	it.each([
		['between two others', span('2026-11-01', '2026-11-30'), null],
		['that begins on the last day of another', span('2026-10-31', '2026-11-30'), 'fromDay'],
		['that ends on the first day of another', span('2026-11-01', '2026-12-01'), 'toDay'],
		['without an end before another', span('2026-11-01'), 'toDay'],
		['that holds another', span('2026-11-15', '2026-12-24'), 'toDay'],
		['after one without an end', span('2027-01-01'), 'fromDay']
	])('%s', (_, given, field) => {
		expect(problemOfNew(given, others, stay)?.field ?? null).toBe(field);
	});

	it('says which days are in the way', () => {
		expect(problemOfNew(span('2026-10-31'), others, stay)?.message).toContain(
			'from 1 Sep 2026 to 31 Oct 2026 already'
		);
		expect(problemOfNew(span('2026-12-24'), others, stay)?.message).toContain(
			'from 1 Dec 2026 on already'
		);
	});
});

describe('another end', () => {
	const held = span('2026-10-01');
	const problem = (toDay: string | null, given = held, here: typeof stay | typeof leaving = stay) =>
		problemOfEnd(given, toDay, [span('2027-01-01')], here, today);

	it('may lie anywhere from the first day on', () => {
		expect(problem('2026-10-01')).toBeNull();
		expect(problem('2026-11-20')).toBeNull();
		expect(problem('2026-12-31')).toBeNull();
		expect(problem('2026-12-18', held, leaving)).toBeNull();
		expect(problem('2026-12-01', span('2026-10-01', '2026-11-21'))).toBeNull();
	});

	it.each([
		['before the beginning', '2026-09-30', held, stay, 'before the first, 1 Oct 2026'],
		['after the last day here', '2026-12-19', held, leaving, 'last day here is 18 Dec 2026'],
		['into the next line', '2027-01-01', held, stay, 'from 1 Jan 2027 on already'],
		['never, before the next line', null, span('2026-10-01', '2026-12-31'), stay, 'already'],
		[
			'once it is over',
			'2026-12-01',
			span('2026-10-01', '2026-11-20'),
			stay,
			'ended on 20 Nov 2026'
		]
	])('is refused: %s', (_, toDay, given, here, message) => {
		expect(problem(toDay, given, here)).toEqual({
			field: 'toDay',
			message: expect.stringContaining(message)
		});
	});
});
