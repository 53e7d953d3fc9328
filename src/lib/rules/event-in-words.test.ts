import { expect, it } from 'vitest';
import { eventInWords, kindsInHistory } from './event-in-words.ts';

const titles = {
	item: (item: string) => (item === 'module:prevent-duty' ? 'Prevent duty' : `[${item}]`),
	step: (step: string) => `[${step}]`
};
const prevent = { item: 'module:prevent-duty' };

it.each([
	['person.added', {}, 'Added to Safehands'],
	['person.invited', { purpose: 'account' }, 'Invited to open an account'],
	['person.invited', { purpose: 'password' }, 'Given a link to choose a new password'],
	['invitation.revoked', { because: 'revoked' }, 'Link taken back'],
	['person.account_opened', {}, 'Opened their account'],
	['person.password_reset', {}, 'Chose a new password with a link'],
	['period.opened', { ...prevent, dueOn: '2026-11-27' }, 'Prevent duty asked for, due 27 Nov 2026'],
	['period.moved', { ...prevent, dueOn: '2026-11-27' }, 'Prevent duty now due 27 Nov 2026'],
	['period.withdrawn', prevent, 'Prevent duty no longer asked for'],
	['renewal.begun_early', prevent, 'Began to renew Prevent duty early'],
	['refresher.begun', prevent, 'Began a refresher of Prevent duty'],
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
	['induction.started', { programme: 'core', startedOn: '2026-11-01' }, 'Induction started'],
	[
		'induction.started',
		{ programme: 'returning', startedOn: '2026-11-01' },
		'Induction on their return from 1 Nov 2026'
	],
	['induction.started', { programme: 'leaving' }, 'Began to see to their leaving'],
	['induction.taken_back', {}, 'Induction on their return taken back'],
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
	['waiver.granted', { item: 7 }, 'something waived'],
	['waiver.withdrawn', prevent, 'Waiver of Prevent duty taken back'],
	[
		'record.entered',
		{ ...prevent, completedOn: '2026-03-01', validUntil: '2027-03-01' },
		'Evidence entered for Prevent duty, done on 1 Mar 2026, valid until 1 Mar 2027'
	],
	[
		'record.withdrawn',
		{ ...prevent, completedOn: '2026-03-01' },
		'Evidence for Prevent duty, done on 1 Mar 2026, withdrawn'
	],
	['period.reopened', prevent, 'Prevent duty asked for again'],
	['absence.recorded', { fromDay: '2026-11-01', toDay: null }, 'Recorded as away from 1 Nov 2026'],
	[
		'absence.recorded',
		{ fromDay: '2026-11-01', toDay: '2027-05-02' },
		'Recorded as away from 1 Nov 2026 to 2 May 2027'
	],
	[
		'absence.changed',
		{ fromDay: '2026-11-01', toDay: '2027-05-02' },
		'Away from 1 Nov 2026 to 2 May 2027'
	],
	['absence.changed', { fromDay: '2026-11-01' }, 'Away from 1 Nov 2026, with no end yet'],
	['absence.removed', { fromDay: '2026-11-01' }, 'No longer recorded as away from 1 Nov 2026'],
	[
		'supervision.planned',
		{ fromDay: '2026-11-21', toDay: '2026-12-05' },
		'Supervision plan made from 21 Nov 2026 to 5 Dec 2026'
	],
	['supervision.closed', { planId: '1' }, 'Supervision plan closed'],
	['check.recorded', { checkId: '1', status: 'not_clear' }, 'Check recorded'],
	['person.regulated_activity_decided', {}, 'Decided whether it is regulated activity']
])('says %s with %o in words', (kind, data, words) => {
	expect(eventInWords(kind, data, titles)).toBe(words);
	expect(kindsInHistory).toContain(kind);
});

it.each([
	'attempt.submitted',
	'step.done',
	'person.signed_in',
	'invitation.asked_for',
	'toString',
	'__proto__'
])('keeps %s out of the history', (kind) => {
	expect(eventInWords(kind, prevent, titles)).toBeNull();
	expect(kindsInHistory).not.toContain(kind);
});

it('leaves the next cycle to the line of the completion that it follows from', () => {
	const next = { ...prevent, cycle: 1, dueOn: '2027-11-27' };
	expect(eventInWords('period.opened', next, titles)).toBeNull();
});

it('does not say that somebody was asked for what they chose to take', () => {
	expect(eventInWords('period.opened', { ...prevent, cycle: 0, dueOn: null }, titles)).toBeNull();
});

it('does not tell of a link whose place a newer one took', () => {
	expect(eventInWords('invitation.revoked', { because: 'replaced' }, titles)).toBeNull();
});
