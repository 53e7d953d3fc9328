import { describe, expect, it } from 'vitest';
import {
	jobFamily,
	jobProgressInWords,
	jobPurpose,
	jobResultInWords,
	jobState,
	jobStateInWords,
	jobTitle,
	type JobState
} from './job-in-words.ts';

const moment = new Date('2026-11-21T09:00:00Z');
const waiting = { startedAt: null, finishedAt: null, failure: null };

describe('the state of a job', () => {
	it.each<[JobState, Parameters<typeof jobState>[0]]>([
		['waiting', waiting],
		['running', { ...waiting, startedAt: moment }],
		['done', { ...waiting, startedAt: moment, finishedAt: moment }],
		['failed', { startedAt: moment, finishedAt: moment, failure: 'No file.' }],
		['failed', { startedAt: null, finishedAt: moment, failure: 'Stopped again and again.' }]
	])('is %s', (state, job) => {
		expect(jobState(job)).toBe(state);
	});

	it.each<[JobState, string, string]>([
		['waiting', 'calm', 'Waiting to begin'],
		['running', 'calm', 'Running'],
		['done', 'good', 'Done'],
		['failed', 'bad', 'Not done']
	])('%s has a family and words', (state, family, words) => {
		expect(jobFamily(state)).toBe(family);
		expect(jobStateInWords(state)).toBe(words);
	});
});

describe('a kind of job', () => {
	it.each([
		['reconcile', 'Work out what everybody must do', /due dates are gone through\.$/],
		['daily', 'Daily round', /^Every night: /],
		['import', 'Import', /^What a file says .* nothing has changed\.$/],
		['invitations', 'Invitations', /a mail with a link to open their account\.$/],
		['something new', 'Work in the background', /^Long work /],
		['toString', 'Work in the background', /^Long work /]
	])('%s has a title and a purpose', (kind, title, purpose) => {
		expect(jobTitle(kind)).toBe(title);
		expect(jobPurpose(kind)).toMatch(purpose);
	});
});

describe('progress', () => {
	it.each([
		['reconcile', 0, null, 'Getting ready'],
		['reconcile', 400, 10_000, '400 of 10,000 people'],
		['reconcile', 0, 1, '0 of 1 person'],
		['daily', 1, 1, '1 of 1 person'],
		['daily', 1, 2, '1 of 2 people'],
		['invitations', 0, 1, '0 of 1 person'],
		['invitations', 0, 2, '0 of 2 people'],
		['import', 1200, 12_345, '1,200 of 12,345 lines'],
		['import', 0, 1, '0 of 1 line'],
		['something new', 2, 1, '2 of 1 step'],
		['something new', 2, 3, '2 of 3 steps']
	])('of %s, %d of %d', (kind, done, total, words) => {
		expect(jobProgressInWords(kind, done, total)).toBe(words);
	});
});

describe('the result', () => {
	it.each([
		[{ people: 1, changes: 0 }, 'We went through what 1 person must do. Nothing had to change.'],
		[
			{ people: 10_000, changes: 1 },
			'We went through what 10,000 people must do. 1 thing was added, moved or taken back.'
		],
		[
			{ day: '2026-11-21', people: 60, changes: 1200 },
			'We went through what 60 people must do. 1,200 things were added, moved or taken back.'
		],
		[null, 'It came to its end.'],
		[{ people: 60 }, 'It came to its end.']
	])('of going through everybody, %j', (result, words) => {
		expect(jobResultInWords('reconcile', result)).toBe(words);
		expect(jobResultInWords('daily', result)).toBe(words);
	});

	it('of invitations', () => {
		const result = { sent: 2, notSent: 0, leftOut: 0 };
		expect(jobResultInWords('invitations', result)).toBe('2 invitations were sent.');
	});

	it('of an import', () => {
		expect(jobResultInWords('import', { people: 1, changes: 1 })).toBe(
			'Everything in the file that could be brought in has been.'
		);
	});
});
