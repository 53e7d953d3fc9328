import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { anyDay, anyPeriod } from '../../../tests/fixtures/arbitrary.ts';
import { addDays } from './day.ts';
import {
	byUrgency,
	familyOf,
	itemStanding,
	standingDayOf,
	standingOn,
	standings,
	worstOf,
	type PeriodDates
} from './standing.ts';
import { standingDay, standingInWords, standingWord } from './standing-in-words.ts';

const first: PeriodDates = {
	cycle: 0,
	cause: 'requirement',
	opensOn: '2026-11-01',
	dueOn: '2026-12-01',
	endsOn: null,
	started: false,
	waivedUntil: null,
	away: false
};
const renewal: PeriodDates = { ...first, cycle: 1, opensOn: '2026-10-02' };

describe('the standing of a first cycle', () => {
	test.each([
		['2026-10-31', 'not_yet_open'],
		['2026-11-01', 'not_started'],
		['2026-11-16', 'not_started'],
		['2026-11-17', 'due_soon'],
		['2026-12-01', 'due_soon'],
		['2026-12-02', 'overdue']
	])('on %s is %s', (day, standing) => {
		expect(standingOn(first, day)).toBe(standing);
	});

	it('is in progress once begun, until it is due soon', () => {
		expect(standingOn({ ...first, started: true }, '2026-11-16')).toBe('in_progress');
		expect(standingOn({ ...first, started: true }, '2026-11-17')).toBe('due_soon');
	});
});

describe('the standing of a renewal', () => {
	test.each([
		['2026-10-01', 'complete'],
		['2026-10-02', 'expiring'],
		['2026-12-01', 'expiring'],
		['2026-12-02', 'expired']
	])('on %s is %s', (day, standing) => {
		expect(standingOn({ ...renewal, started: true }, day)).toBe(standing);
	});
});

describe('the standing of what had run out before it was asked', () => {
	const lapsed = { ...renewal, cause: 'lapsed' } as const;
	test.each([
		['2026-10-01', 'not_yet_open'],
		['2026-10-02', 'not_started'],
		['2026-11-17', 'due_soon'],
		['2026-12-01', 'due_soon'],
		['2026-12-02', 'overdue']
	])('on %s is %s, as of a first cycle', (day, standing) => {
		expect(standingOn(lapsed, day)).toBe(standing);
	});
});

describe('the end of what is asked', () => {
	const ending = { ...first, endsOn: '2026-12-10' };
	test.each([
		['2026-12-10', 'overdue'],
		['2026-12-11', 'not_required']
	])('on %s leaves %s', (day, standing) => {
		expect(standingOn(ending, day)).toBe(standing);
	});

	it('leaves what was completed, or nothing', () => {
		const day = '2026-12-11';
		expect(itemStanding(ending, null, day)).toEqual({ standing: 'not_required', day: null });
		expect(itemStanding(ending, { validUntil: '2027-01-31' }, day)).toEqual({
			standing: 'complete',
			day: '2027-01-31'
		});
	});
});

describe('a long absence', () => {
	const away = { ...first, away: true };
	it('pauses whatever is open, and turns on no day', () => {
		for (const day of ['2026-10-31', '2026-11-17', '2026-12-02']) {
			expect(standingOn(away, day)).toBe('paused');
			expect(standingOn({ ...away, cycle: 1 }, day)).toBe('paused');
			expect(itemStanding(away, null, day)).toEqual({ standing: 'paused', day: null });
		}
	});

	it('comes after a waiver, and after what is not asked', () => {
		expect(standingOn({ ...away, waivedUntil: '2026-12-10' }, '2026-12-10')).toBe('waived');
		expect(standingOn({ ...away, dueOn: null }, '2026-12-10')).toBe('not_required');
		expect(standingOn({ ...away, endsOn: '2026-12-09' }, '2026-12-10')).toBe('not_required');
	});
});

describe('a waiver', () => {
	const waived = { ...first, waivedUntil: '2026-12-10' };
	test.each([
		['2026-12-10', 'waived'],
		['2026-12-11', 'overdue']
	])('on %s leaves %s', (day, standing) => {
		expect(standingOn(waived, day)).toBe(standing);
	});

	it('does not make a chosen item required', () => {
		expect(standingOn({ ...waived, dueOn: null }, '2026-12-05')).toBe('not_required');
	});
});

describe('the standing of an item', () => {
	const done = { validUntil: '2027-01-15' };
	const chosen = { ...first, dueOn: null };

	test.each([
		['the open period that is required', renewal, done, 'expiring', '2026-12-01'],
		['the completion, where nothing is open', null, done, 'complete', '2027-01-15'],
		['the completion, while it is renewed by choice', chosen, done, 'complete', '2027-01-15'],
		['a completion for good', null, { validUntil: null }, 'complete', null],
		['a completion on its last day', null, { validUntil: '2026-11-21' }, 'complete', '2026-11-21'],
		['nothing, once it ran out', null, { validUntil: '2026-11-20' }, 'not_required', null],
		['nothing, when it is taken by choice', chosen, null, 'not_required', null],
		['nothing, when there is nothing', null, null, 'not_required', null]
	])('is that of %s', (_, open, last, standing, day) => {
		expect(itemStanding(open, last, '2026-11-21')).toEqual({ standing, day });
	});
});

describe('standings over time', () => {
	it('never get better again while a period is asked and nothing is waived', () => {
		const order = [
			'complete',
			'not_yet_open',
			'not_started',
			'in_progress',
			'due_soon',
			'expiring'
		];
		const rank = (s: string) => (s === 'overdue' || s === 'expired' ? 99 : order.indexOf(s));
		fc.assert(
			fc.property(anyPeriod(), anyDay(), fc.nat(500), (period, day, days) => {
				// What is asked no longer is as good as done: the law holds while it is asked.
				const open = { ...period, waivedUntil: null, endsOn: null };
				const before = rank(standingOn(open, day));
				expect(rank(standingOn(open, addDays(day, days)))).toBeGreaterThanOrEqual(before);
			})
		);
	});
});

describe('families and urgency', () => {
	it('gives every standing a family and a word', () => {
		for (const standing of standings) {
			expect(['good', 'warn', 'bad', 'calm']).toContain(familyOf(standing));
			expect(standingWord(standing)).toMatch(/^[A-Z][a-z]/);
		}
	});

	it.each(standings)('counts a person who has only %s by that', (standing) => {
		expect(worstOf([standing])).toBe(standing);
		expect(worstOf(['not_required', standing])).toBe(standing);
	});

	it('counts a person by the worst', () => {
		expect(worstOf(['complete', 'overdue', 'due_soon'])).toBe('overdue');
		expect(worstOf(['complete', 'waived'])).toBe('complete');
		expect(worstOf([])).toBe('not_required');
		expect(byUrgency('expired', 'complete')).toBeLessThan(0);
	});
});

describe('standings in words', () => {
	test.each([
		['due_soon', '2026-11-27', 'Due 27 Nov 2026'],
		['overdue', '2026-11-19', 'Overdue · was due 19 Nov 2026'],
		['waived', '2027-01-02', 'Waived until 2 Jan 2027'],
		['complete', '2027-11-18', 'Complete · until 18 Nov 2027'],
		['expiring', '2026-12-01', 'Renew now · valid until 1 Dec 2026'],
		['expired', '2026-11-19', 'Expired · ran out 19 Nov 2026'],
		['not_yet_open', '2026-12-01', 'Not yet open · opens 1 Dec 2026'],
		['in_progress', '2026-12-18', 'In progress · due 18 Dec 2026'],
		['not_started', '2026-12-18', 'Not started · due 18 Dec 2026'],
		['not_started', null, 'Not started'],
		['paused', '2026-12-18', 'Paused: away'],
		['not_required', '2027-11-18', 'Not required']
	] as const)('%s on %s reads %s', (standing, day, words) => {
		expect(standingInWords(standing, day)).toBe(words);
	});

	it('names the day that the standing turns on', () => {
		expect(standingDayOf(first, 'not_yet_open')).toBe('2026-11-01');
		expect(standingDayOf(first, 'overdue')).toBe('2026-12-01');
		expect(standingDayOf({ ...first, waivedUntil: '2027-01-01' }, 'waived')).toBe('2027-01-01');
		expect(standingDay('expiring', '2026-12-01')).toBe('valid until 1 Dec 2026');
	});
});
