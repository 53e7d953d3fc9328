import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkChanges } from './change-checks.ts';
import { moduleFile } from './module.ts';

const entry = {
	version: '2026.11',
	date: '2026-11-21',
	kind: 'material',
	summary: 'We say more about help.',
	points: ['We can all help.', 'You can ask us.']
};
const older = { ...entry, version: '2026.9', date: '2026-09-01', kind: 'minor' };
const yaml = {
	title: 'M',
	summary: 'S',
	version: '2026.11',
	minutes: 10,
	pass_mark: 80,
	renewal_basis: 'B',
	reviewed: '2026-11-21',
	next_review: '2027-11-21',
	nation: 'England',
	nations: { wales: 'W.', scotland: 'S.', northern_ireland: 'N.' },
	audience: ['all_staff'],
	posts: [],
	outcomes: [{ key: 'lo1', text: 'One' }],
	steps: [{ lesson: '01-first', title: 'First', minutes: 3, outcomes: ['lo1'] }],
	quiz_minutes: 4,
	sources: [{ title: 'T', publisher: 'P', date: '2026', url: 'https://www.gov.uk/a' }]
};

function found(...changes: object[]): string[] {
	const file = v.parse(moduleFile, { ...yaml, changes });
	return checkChanges('m.yaml', file).map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('the changes of a module', () => {
	it('are fine from the newest to the oldest', () => {
		expect(found(entry)).toEqual([]);
		expect(found(entry, older)).toEqual([]);
		expect(found(entry, { ...older, date: entry.date })).toEqual([]);
		expect(found({ ...entry, date: '2027-11-20' })).toEqual([]);
	});

	const long = Array<string>(90).fill('We can all help.').join(' ');

	it.each([
		['an entry for another version', [older], 'changes.0.version: The newest change belongs to'],
		['the oldest first', [older, entry], 'changes.1.version: Changes stand from the newest'],
		['a version twice', [entry, entry], 'changes.1.version: Changes stand from the newest'],
		[
			'an older version of a later day',
			[entry, { ...older, date: '2026-11-22' }],
			'changes.1.date: This version is newer'
		],
		[
			'a day of the next review',
			[{ ...entry, date: '2027-11-21' }],
			'changes.0.date: A version is'
		],
		[
			'more than two minutes of words',
			[{ ...entry, points: [long, 'So.'] }],
			'changes.0.points: A refresher is short: say it in 360 words at most, here are 366'
		],
		[
			'words that are hard to read',
			[{ ...entry, points: ['Organisational prioritisation necessitates familiarisation.'] }],
			'changes.0.points: Reading grade'
		]
	])('may not hold %s', (_, changes, message) => {
		expect(found(...changes)).toContainEqual(expect.stringContaining(message));
	});

	it('may hold a version of a day after the next review above which a newer one stands', () => {
		const late = { ...older, date: '2027-11-21' };
		expect(found({ ...entry, date: '2027-11-20' }, late)).toEqual([
			expect.stringContaining('changes.1.date: This version is newer')
		]);
	});

	it('may take two minutes exactly', () => {
		const left = Array<string>(88).fill('We can all help.').join(' ');
		expect(found({ ...entry, points: [left, 'It is so.'] })).toEqual([]);
	});

	it.each([
		['no entry', []],
		['no points', [{ ...entry, points: [] }]],
		['another kind', [{ ...entry, kind: 'large' }]],
		['a day that is none', [{ ...entry, date: '2026-02-30' }]],
		['a line that nobody knows', [{ ...entry, author: 'A' }]]
	])('are refused with %s', (_, changes) => {
		expect(v.safeParse(moduleFile, { ...yaml, changes }).success).toBe(false);
	});
});
