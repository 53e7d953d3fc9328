import { describe, expect, it } from 'vitest';
import {
	checkInForce,
	isSameCheck,
	lawCheckRefusal,
	lawLine,
	lawStanding,
	nationsInWords,
	outcomeWords,
	stateInWords,
	statusWords,
	type LawCheck,
	type LawOutcome
} from './law-checks.ts';

const fact = { checked: '2026-11-21', checkBy: '2027-01-21' };

function check(onDay: string, outcome: LawOutcome = 'still_right'): LawCheck {
	return {
		onDay,
		outcome,
		note: outcome === 'changed' ? 'In force' : '',
		contentCheckedOn: fact.checked
	};
}

describe('the check that holds', () => {
	it('is the latest', () => {
		const [newest, oldest] = [check('2027-02-01'), check('2026-12-01', 'changed')];
		expect(checkInForce(fact, [])).toBeNull();
		expect(checkInForce(fact, [newest, oldest])).toBe(newest);
		expect(checkInForce(fact, [check('2026-11-21')])).not.toBeNull();
	});

	it.each([
		['before the text was checked again', '2027-02-09', false],
		['on the day on which it was', '2027-02-10', false],
		['after it', '2027-02-11', true]
	])('of an older text, %s', (_, onDay, holds) => {
		const newer = { checked: '2027-02-10' };
		expect(checkInForce(newer, [check(onDay, 'changed')]) !== null).toBe(holds);
	});
});

describe('a fact that nobody here has looked at', () => {
	it.each([
		['more than thirty days before its day', '2026-12-21', 'later'],
		['thirty days before', '2026-12-22', 'soon'],
		['on the day before', '2027-01-20', 'soon'],
		['on its day', '2027-01-21', 'due'],
		['after it', '2028-01-01', 'due']
	])('%s', (_, today, state) => {
		expect(lawStanding(fact, null, today)).toEqual({
			state,
			dueOn: '2027-01-21',
			checkedOn: '2026-11-21'
		});
	});
});

describe('a fact that was found still right', () => {
	it.each([
		['before its day, which stands', '2027-01-20', '2027-01-21'],
		['on its day', '2027-01-21', '2027-07-21'],
		['at the end of a long month', '2027-08-31', '2028-02-29'],
		['long after', '2027-03-01', '2027-09-01']
	])('%s', (_, onDay, dueOn) => {
		expect(lawStanding(fact, check(onDay), onDay)).toMatchObject({ dueOn, checkedOn: onDay });
	});

	it.each([
		['the day before it is due again', '2027-07-20', 'soon'],
		['the day on which it is', '2027-07-21', 'due']
	])('%s', (_, today, state) => {
		expect(lawStanding(fact, check('2027-01-21'), today).state).toBe(state);
	});
});

it('a fact that has changed says so, due or not', () => {
	for (const today of ['2026-12-01', '2029-01-01']) {
		expect(lawStanding(fact, check('2026-12-01', 'changed'), today).state).toBe('changed');
	}
});

describe('a check', () => {
	const refusal = (onDay: string, latest: LawCheck | null = null) =>
		lawCheckRefusal(check(onDay), fact, latest, '2027-02-10');

	it.each([
		['today', '2027-02-10', null],
		['tomorrow', '2027-02-11', 'future_day'],
		['on the day of the text', '2026-11-21', null],
		['before it', '2026-11-20', 'before_content']
	])('%s', (_, onDay, expected) => {
		expect(refusal(onDay)).toBe(expected);
	});

	it('is not earlier than the latest', () => {
		expect(refusal('2027-01-31', check('2027-02-01'))).toBe('before_latest');
		expect(refusal('2027-02-01', check('2027-02-01'))).toBeNull();
	});

	it('that found a change says which', () => {
		const changed = check('2027-02-01', 'changed');
		expect(lawCheckRefusal(changed, fact, null, '2027-02-10')).toBeNull();
		expect(lawCheckRefusal({ ...changed, note: '' }, fact, null, '2027-02-10')).toBe('no_note');
	});

	it('is the same as another when all of it is', () => {
		const one = check('2027-02-01', 'changed');
		expect(isSameCheck(one, null)).toBe(false);
		expect(isSameCheck(one, { ...one })).toBe(true);
		for (const other of [
			{ onDay: '2027-02-02' },
			{ outcome: 'still_right' as const },
			{ note: 'Other' },
			{ contentCheckedOn: '2027-01-01' }
		]) {
			expect(isSameCheck(one, { ...one, ...other })).toBe(false);
		}
	});
});

it('has words for everything', () => {
	expect(statusWords).toEqual({
		confirmed: 'Seen at its source',
		reported: 'Reported by others',
		unknown: 'Not known yet'
	});
	expect(outcomeWords('unknown')).toEqual({ still_right: 'Still not known', changed: 'Found out' });
	expect(outcomeWords('reported')).toEqual({ still_right: 'Still right', changed: 'Has changed' });
});

it.each([
	[['england'], 'England'],
	[['wales', 'england'], 'England and Wales'],
	[['wales', 'scotland', 'northern_ireland'], 'Wales, Scotland and Northern Ireland'],
	[['england', 'wales', 'scotland', 'northern_ireland'], 'All of the UK'],
	[[], '']
])('%j hold in words', (keys, words) => {
	expect(nationsInWords(keys)).toBe(words);
});

it.each([
	[0, 0, null],
	[1, 0, '1 fact is due for checking.'],
	[3, 0, '3 facts are due for checking.'],
	[0, 1, '1 fact has changed since our text was written.'],
	[2, 2, '2 facts are due for checking, and 2 facts have changed since our text was written.']
])('%i due and %i changed', (due, changed, words) => {
	expect(lawLine({ due, changed })).toBe(words);
});

it.each([
	['changed', 'bad', 'Has changed · 1 Dec 2026'],
	['due', 'warn', 'Check now · due 21 Jan 2027'],
	['soon', 'warn', 'Due soon · 21 Jan 2027'],
	['later', 'calm', 'Next check · 21 Jan 2027']
] as const)('%s as a chip', (state, family, words) => {
	const standing = { state, dueOn: '2027-01-21', checkedOn: '2026-12-01' };
	expect(stateInWords(standing, 'reported')).toEqual({ family, words });
});

it('what was not known has been found out', () => {
	const standing = { state: 'changed', dueOn: '2027-01-21', checkedOn: '2026-12-01' } as const;
	expect(stateInWords(standing, 'unknown').words).toBe('Found out · 1 Dec 2026');
});
