import { describe, expect, it } from 'vitest';
import type { Asked, Counts, ShownSimulation } from './simulation.ts';
import {
	affectedInWords,
	dueDaysInWords,
	effectInWords,
	gatesInWords,
	kindsInWords
} from './simulation-in-words.ts';

const none: Counts = {
	...{ asked: 0, earlier: 0, later: 0, dropped: 0, other: 0, people: 0, atOnce: 0 },
	...{ firstDue: null, lastDue: null }
};
const shown: ShownSimulation = {
	...{ everybody: 1200, effectOn: '2026-12-01', total: none, gates: { lost: 0, gained: 0 } },
	...{ byTeam: [], byItem: [], soonest: [] }
};
const asked = (dueOn: string, rest: Partial<Asked> = {}): Asked => ({
	...{ opensOn: '2026-01-01', dueOn, endsOn: null, cause: 'requirement', ...rest }
});

describe('a simulation in words', () => {
	it.each([
		[0, 'Nobody’s dates change: we looked at 1,200 people.'],
		[1, '1 of 1,200 people is affected.'],
		[1000, '1,000 of 1,200 people are affected.']
	])('%i people', (people, words) => {
		expect(affectedInWords({ ...shown, total: { ...none, people } })).toBe(words);
	});

	it('looked at a single person', () => {
		expect(affectedInWords({ ...shown, everybody: 1 })).toBe(
			'Nobody’s dates change: we looked at 1 person.'
		);
	});

	it('names the kinds of effect that there are', () => {
		const counts = { ...none, asked: 3, earlier: 2, later: 4, dropped: 5, other: 1 };
		expect(kindsInWords(counts)).toEqual([
			{ kind: 'asked', words: 'Newly asked', number: 3 },
			{ kind: 'earlier', words: 'Due earlier', number: 2 },
			{ kind: 'later', words: 'Due later', number: 4 },
			{ kind: 'dropped', words: 'Asked no longer', number: 5 },
			{ kind: 'other', words: 'Renewal opens or ends on another day', number: 1 }
		]);
		expect(kindsInWords({ ...none, later: 1 }).map(({ kind }) => kind)).toEqual(['later']);
	});

	it.each([
		[null, null, null],
		['2026-12-01', null, null],
		['2026-12-01', '2026-12-01', 'All due on 1 Dec 2026.'],
		['2026-12-01', '2027-01-31', 'The first is due on 1 Dec 2026, the last on 31 Jan 2027.']
	])('from %s to %s', (firstDue, lastDue, words) => {
		expect(dueDaysInWords({ ...none, firstDue, lastDue })).toBe(words);
	});

	it('says what becomes of working unsupervised', () => {
		expect(gatesInWords(shown)).toEqual([]);
		expect(gatesInWords({ ...shown, gates: { lost: 1, gained: 2 } })).toEqual([
			'1 person has everything in place for working unsupervised, and would not any more on 1 Dec 2026, as things stand.',
			'2 people have something missing for working unsupervised, and would not on 1 Dec 2026, as things stand.'
		]);
	});

	it.each([
		[null, asked('2026-12-01'), 'New, due 1 Dec 2026'],
		[null, asked('2026-12-01', { endsOn: '2026-12-31' }), 'New, due 1 Dec 2026'],
		[asked('2027-12-01'), asked('2026-12-01'), 'Due 1 Dec 2026 instead of 1 Dec 2027'],
		[asked('2026-12-01'), asked('2027-12-01'), 'Due 1 Dec 2027 instead of 1 Dec 2026'],
		[asked('2026-12-01'), null, 'Asked no longer'],
		[asked('2026-12-01'), asked('2026-12-01', { endsOn: '2026-12-31' }), 'Asked until 31 Dec 2026'],
		[
			asked('2026-12-01'),
			asked('2026-12-01', { opensOn: '2026-06-01' }),
			'Renewal opens or ends on another day'
		]
	])('one effect: %#', (before, after, words) => {
		expect(effectInWords({ before, after })).toBe(words);
	});
});
