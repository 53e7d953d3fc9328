import { describe, expect, it, test } from 'vitest';
import {
	changeInWords,
	checkNames,
	checkStatusWords,
	clearanceWords,
	holdsUntil,
	isClearanceStatus,
	reasonInWords,
	regulatedActivityWords,
	remarkInWords,
	WHAT_CLEARANCE_SAYS,
	type ClearanceNames
} from './clearance-in-words.ts';
import type { ClearanceReason, ClearanceRemark } from './clearance.ts';

const names: ClearanceNames = {
	item: (item) => `Module ${item}`,
	person: (id) => (id === 'owner' ? 'Cathy Moss' : ''),
	today: '2026-11-21'
};

test.each<[ClearanceReason, string]>([
	[{ kind: 'not_started', from: '2026-12-03' }, 'First day is 3 Dec 2026'],
	[{ kind: 'away', until: null }, 'Away'],
	[{ kind: 'away', until: '2027-01-10' }, 'Away until 10 Jan 2027'],
	[{ kind: 'not_done', item: 'a', dueOn: null }, '“Module a” is not done yet'],
	[
		{ kind: 'not_done', item: 'a', dueOn: '2026-11-21' },
		'“Module a” is not done yet, due 21 Nov 2026'
	],
	[
		{ kind: 'not_done', item: 'a', dueOn: '2026-11-20' },
		'“Module a” is not done yet, was due 20 Nov 2026'
	],
	[
		{ kind: 'ran_out', item: 'a', on: '2026-11-02', cause: 'requirement' },
		'“Module a” ran out on 2 Nov 2026'
	],
	[
		{ kind: 'ran_out', item: 'a', on: '2026-11-02', cause: 'version' },
		'“Module a” was due in its new version by 2 Nov 2026'
	],
	[
		{ kind: 'ran_out', item: 'a', on: '2026-11-02', cause: 'return' },
		'“Module a” was due again by 2 Nov 2026'
	],
	[{ kind: 'check_missing', check: 'dbs', other: null }, 'DBS check: none recorded'],
	[
		{ kind: 'check_missing', check: 'dbs', other: 'pvg' },
		'DBS check: none recorded; a clear PVG scheme membership does not count here'
	],
	[
		{ kind: 'check_requested', check: 'access_ni', on: '2026-11-02' },
		'AccessNI check: requested on 2 Nov 2026, no result recorded yet'
	],
	[
		{ kind: 'check_not_clear', check: 'dbs', on: '2026-11-02' },
		'DBS check: recorded as not clear on 2 Nov 2026. A supervision plan does not change this'
	],
	[{ kind: 'check_not_met', planHelps: true }, 'Check: not met'],
	[
		{ kind: 'check_not_met', planHelps: false },
		'Check: not met. A supervision plan does not change this; speak to whoever leads on safeguarding'
	],
	[{ kind: 'undecided' }, 'Nobody has decided yet whether this is regulated activity'],
	[
		{ kind: 'supervisor_away', ownerId: 'owner' },
		'Supervision plan: Cathy Moss is not here to supervise'
	]
])('reason %j', (reason, words) => {
	expect(reasonInWords(reason, names)).toBe(words);
});

test.each<[ClearanceRemark, string]>([
	[{ kind: 'waived', item: 'a', until: '2027-01-20' }, '“Module a” is waived until 20 Jan 2027'],
	[
		{ kind: 'recheck', check: 'dbs', on: '2026-11-02' },
		'DBS check: time to look again, planned for 2 Nov 2026. It still counts, as the law sets no end'
	],
	[
		{ kind: 'requested_again', check: 'dbs', on: '2026-11-02' },
		'DBS check: requested again on 2 Nov 2026. The one before still counts'
	],
	[{ kind: 'undecided' }, 'Nobody has decided yet whether this is regulated activity']
])('remark %j', (remark, words) => {
	expect(remarkInWords(remark, names)).toBe(words);
});

describe('when it changes', () => {
	test.each([
		['clear', '2026-12-21', 'blocked', 'Until 20 Dec 2026, then blocked'],
		['supervised_only', '2026-11-27', 'blocked', 'Until 26 Nov 2026, then blocked'],
		['blocked', '2026-12-01', 'supervised_only', 'Until 30 Nov 2026, then supervised only'],
		['clear', '2026-12-01', 'unlisted', 'Until 30 Nov 2026, then not on the list'],
		['clear', null, null, 'No end is known'],
		['blocked', null, null, 'Until something more is recorded'],
		['clear', '2026-12-01', null, 'No end is known']
	] as const)('%s, %s, %s', (status, changesOn, changesTo, words) => {
		expect(changeInWords({ status, changesOn, changesTo })).toBe(words);
	});

	it('holds until the day before', () => {
		expect(holdsUntil({ changesOn: '2026-03-01', changesTo: 'blocked' })).toBe('2026-02-28');
		expect(holdsUntil({ changesOn: null, changesTo: null })).toBeNull();
	});
});

describe('words', () => {
	it('never say that somebody is safe', () => {
		expect(WHAT_CLEARANCE_SAYS).toBe(
			'This shows what has been recorded. It does not say that a person is safe.'
		);
		const said = JSON.stringify([clearanceWords, checkNames, checkStatusWords]);
		expect(said).not.toMatch(/\bsafe\b/i);
	});

	it('name each answer with its colour and icon', () => {
		expect(
			Object.values(clearanceWords).map(({ word, family, meaning }) => [word, family, meaning])
		).toEqual([
			['Clear', 'good', 'May work unsupervised today.'],
			[
				'Supervised only',
				'warn',
				'Works today with the person named in the plan, and within its limits.'
			],
			['Blocked', 'bad', 'Does no work today with children or adults at risk.'],
			[
				'Not on the list',
				'calm',
				'Nothing has to be in place before this person works, and no check is needed.'
			]
		]);
		expect(Object.values(checkNames)).toEqual([
			'DBS check',
			'PVG scheme membership',
			'AccessNI check'
		]);
		expect(Object.values(checkStatusWords)).toEqual(['Requested', 'Clear', 'Not clear']);
		expect(regulatedActivityWords).toEqual({
			yes: 'Yes, it is regulated activity',
			no: 'No, it is not regulated activity',
			unknown: 'Not decided yet'
		});
	});

	test.each([
		['clear', true],
		['supervised_only', true],
		['blocked', true],
		['unlisted', false],
		['', false]
	])('%s names a status: %s', (text, names) => {
		expect(isClearanceStatus(text)).toBe(names);
	});
});
