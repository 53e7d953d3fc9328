import { describe, expect, it } from 'vitest';
import { basisInWords, dueInWords, renewalInWords, windowInWords } from './requirement-in-words.ts';
import { basisKinds } from './requirement-terms.ts';

const due = { dueDays: 0, dueOn: null };
const yearly = { kind: 'yearly', day: '09-30' } as const;

describe('a requirement in words', () => {
	it.each([
		[{ ...due, dueFrom: 'start' as const }, 'On the first day with us'],
		[{ ...due, dueFrom: 'start' as const, dueDays: 7 }, 'Within 7 days of the first day with us'],
		[{ ...due, dueFrom: 'role' as const }, 'On the day the role begins'],
		[{ ...due, dueFrom: 'role' as const, dueDays: 1 }, 'Within 1 day of getting the role'],
		[{ ...due, dueFrom: 'fixed' as const, dueOn: '2027-09-01' }, 'By 1 September 2027'],
		[{ ...due, dueFrom: 'fixed' as const }, 'On a fixed day'],
		[
			{ ...due, dueFrom: 'contact' as const },
			'Before unsupervised contact begins; while that day is not known, on the first day with us'
		],
		[
			{ ...due, dueFrom: 'contact' as const, dueDays: 7 },
			'Before unsupervised contact begins; while that day is not known, within 7 days of the first day with us'
		]
	])('says by when: %#', (rule, words) => {
		expect(dueInWords(rule)).toBe(words);
	});

	it.each([
		[null, 'Done once'],
		[{ kind: 'months', months: 12 } as const, 'Every 12 months'],
		[{ kind: 'months', months: 1 } as const, 'Every month'],
		[{ ...yearly, minimumMonths: 0 }, 'Every year by 30 September'],
		[
			{ ...yearly, minimumMonths: 1 },
			'Every year by 30 September, never within 1 month of doing it'
		],
		[
			{ ...yearly, day: '02-29', minimumMonths: 6 },
			'Every year by 29 February, never within 6 months of doing it'
		]
	])('says how often: %#', (renewal, words) => {
		expect(renewalInWords(renewal)).toBe(words);
	});

	it('says from when it can be renewed', () => {
		const renewal = { kind: 'months', months: 12 } as const;
		expect(windowInWords({ renewal: null, windowDays: 0 })).toBeNull();
		expect(windowInWords({ renewal, windowDays: 0 })).toBe('From the day it runs out');
		expect(windowInWords({ renewal, windowDays: 1 })).toBe(
			'From 1 day before it runs out, keeping the date'
		);
		expect(windowInWords({ renewal, windowDays: 60 })).toBe(
			'From 60 days before it runs out, keeping the date'
		);
	});

	it('never calls a choice of ours a law', () => {
		expect(basisKinds.map(basisInWords)).toEqual(['Law', 'Guidance', 'Contract', 'Our own rule']);
	});
});
