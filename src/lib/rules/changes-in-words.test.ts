import { expect, it } from 'vitest';
import { changeInWords } from './changes-in-words.ts';

const days = {
	item: 'module:a',
	opensOn: '2026-11-01',
	dueOn: '2026-12-03',
	endsOn: null,
	cause: 'requirement'
} as const;
const moved = { periodId: 'p', dueBefore: '2026-12-01' };

it('says what is new, what moves and what is no longer asked', () => {
	expect(changeInWords({ kind: 'open', cycle: 0, ...days })).toBe('New, due 3 Dec 2026');
	expect(changeInWords({ kind: 'open', cycle: 2, ...days })).toBe('To renew, due 3 Dec 2026');
	expect(changeInWords({ kind: 'move', ...moved, ...days })).toBe('Now due 3 Dec 2026');
	expect(changeInWords({ kind: 'open', cycle: 1, ...days, cause: 'lapsed' })).toBe(
		'To do again, due 3 Dec 2026'
	);
	expect(changeInWords({ kind: 'withdraw', periodId: 'p', item: 'module:a' })).toBe(
		'No longer asked for'
	);
});

it('says until when it is asked, where that is known', () => {
	expect(changeInWords({ kind: 'open', cycle: 0, ...days, endsOn: '2027-01-31' })).toBe(
		'New, due 3 Dec 2026, asked for until 31 Jan 2027'
	);
});

it('does not call a day new that stays', () => {
	const same = { kind: 'move', ...moved, ...days, dueBefore: days.dueOn } as const;
	expect(changeInWords(same)).toBe('Still due 3 Dec 2026');
	expect(changeInWords({ ...same, endsOn: '2027-01-31' })).toBe(
		'Still due 3 Dec 2026, asked for until 31 Jan 2027'
	);
});
