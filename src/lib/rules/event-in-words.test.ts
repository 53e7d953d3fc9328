import { expect, it } from 'vitest';
import { eventInWords, kindsInHistory } from './event-in-words.ts';

const titles = {
	item: (item: string) => (item === 'module:prevent-duty' ? 'Prevent duty' : `[${item}]`),
	step: (step: string) => `[${step}]`
};
const prevent = { item: 'module:prevent-duty' };

it.each([
	['person.added', {}, 'Added to Safehands'],
	['period.opened', { ...prevent, dueOn: '2026-11-27' }, 'Prevent duty asked for, due 27 Nov 2026'],
	['period.moved', { ...prevent, dueOn: '2026-11-27' }, 'Prevent duty now due 27 Nov 2026'],
	['period.withdrawn', prevent, 'Prevent duty no longer asked for'],
	['renewal.begun_early', prevent, 'Began to renew Prevent duty early'],
	[
		'item.completed',
		{ ...prevent, validUntil: '2027-11-27' },
		'Completed Prevent duty, valid until 27 Nov 2027'
	],
	['agreement.signed', { agreement: 'aup-staff' }, 'Signed [agreement:aup-staff]'],
	['agreement.declined', { item: 'agreement:aup-staff' }, 'Declined [agreement:aup-staff]'],
	['certificate.issued', prevent, 'Certificate issued for Prevent duty'],
	['certificate.withdrawn', { number: 'SH-2026-000001' }, 'Certificate SH-2026-000001 withdrawn'],
	['certificate.withdrawn', {}, 'Certificate withdrawn'],
	['induction.started', {}, 'Induction started'],
	[
		'period.opened',
		{ ...prevent, cycle: 0, dueOn: '2026-11-27' },
		'Prevent duty asked for, due 27 Nov 2026'
	],
	['induction.step_confirmed', {}, 'Induction step confirmed'],
	['induction.step_confirmed', { step: 'tour' }, 'Induction step confirmed: [tour]'],
	[
		'waiver.granted',
		{ ...prevent, untilDay: '2026-12-01' },
		'Prevent duty waived until 1 Dec 2026'
	],
	['waiver.granted', { item: 7 }, 'something waived']
])('says %s with %o in words', (kind, data, words) => {
	expect(eventInWords(kind, data, titles)).toBe(words);
	expect(kindsInHistory).toContain(kind);
});

it.each(['attempt.submitted', 'step.done', 'person.signed_in', 'toString', '__proto__'])(
	'keeps %s out of the history',
	(kind) => {
		expect(eventInWords(kind, prevent, titles)).toBeNull();
		expect(kindsInHistory).not.toContain(kind);
	}
);

it('leaves the next cycle to the line of the completion that it follows from', () => {
	const next = { ...prevent, cycle: 1, dueOn: '2027-11-27' };
	expect(eventInWords('period.opened', next, titles)).toBeNull();
});

it('does not say that somebody was asked for what they chose to take', () => {
	expect(eventInWords('period.opened', { ...prevent, cycle: 0, dueOn: null }, titles)).toBeNull();
});
