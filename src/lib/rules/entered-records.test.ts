import { describe, expect, it } from 'vitest';
import {
	isRecordKind,
	RECORD_NOTE_LENGTH,
	recordInWords,
	recordKindInWords,
	recordKinds,
	recordProblems,
	runOutProblem,
	withdrawalProblem,
	TITLE_LENGTH,
	type RecordFacts
} from './entered-records.ts';

const today = '2026-11-21';
const certificate: RecordFacts = {
	item: 'module:prevent-duty',
	kind: 'external_certificate',
	title: 'Prevent awareness',
	provider: 'Quay Training',
	completedOn: '2026-06-01',
	statedUntil: '2027-06-01',
	note: null,
	version: null
};
const paper: RecordFacts = {
	...certificate,
	item: 'agreement:aup-staff',
	kind: 'paper',
	provider: null,
	version: '2'
};
const versions = [
	{ version: '1', published: '2025-09-01' },
	{ version: '2', published: '2026-06-01' }
];
const fieldOf = (changed: Partial<RecordFacts>) =>
	recordProblems({ ...certificate, ...changed }, null, today)
		.map(({ field }) => field)
		.join(' ') || null;
const fieldOfPaper = (changed: Partial<RecordFacts>) =>
	recordProblems({ ...paper, ...changed }, versions, today)
		.map(({ field }) => field)
		.join(' ') || null;

describe('a record', () => {
	it.each<[string, Partial<RecordFacts>, string | null]>([
		['as it should be', {}, null],
		['without a title', { title: '  ' }, 'title'],
		['with the longest title', { title: 'x'.repeat(TITLE_LENGTH) }, null],
		['with one that is longer', { title: 'x'.repeat(TITLE_LENGTH + 1) }, 'title'],
		['without its provider', { provider: null }, 'provider'],
		['with an empty one', { provider: ' ' }, 'provider'],
		[
			'from another organisation, unnamed',
			{ kind: 'other_organisation', provider: '' },
			'provider'
		],
		['of our own, which names nobody', { kind: 'history', provider: null }, null],
		['with a long provider', { provider: 'x'.repeat(TITLE_LENGTH + 1) }, 'provider'],
		['with the longest note', { note: 'x'.repeat(RECORD_NOTE_LENGTH) }, null],
		['with one that is longer', { note: 'x'.repeat(RECORD_NOTE_LENGTH + 1) }, 'note'],
		[
			'with several mistakes, all of them said',
			{ title: '', provider: '', completedOn: '2026-11-22', statedUntil: '2026-11-22' },
			'completedOn title provider statedUntil'
		],
		['of today', { completedOn: today, statedUntil: null }, null],
		['of tomorrow', { completedOn: '2026-11-22', statedUntil: null }, 'completedOn'],
		['of the first day of 1990', { completedOn: '1990-01-01' }, null],
		['of the day before', { completedOn: '1989-12-31' }, 'completedOn'],
		['valid for a day', { statedUntil: '2026-06-02' }, null],
		['valid until the day it was done', { statedUntil: '2026-06-01' }, 'statedUntil']
	])('%s: %o', (_what, changed, field) => {
		expect(fieldOf(changed)).toBe(field);
	});

	it.each<[string, Partial<RecordFacts>, string | null]>([
		['in a version of that day', {}, null],
		['in one of the day after', { completedOn: '2026-05-31' }, 'version'],
		['in an older one', { version: '1', completedOn: '2026-05-31' }, null],
		['in none', { version: null }, 'version'],
		['in none, from earlier records', { version: null, kind: 'history' }, null],
		['in one that there is not', { version: '3' }, 'version'],
		['at another organisation', { kind: 'other_organisation' }, 'kind'],
		['with a certificate', { kind: 'external_certificate' }, 'kind']
	])('of an agreement, signed %s: %o', (_what, changed, field) => {
		expect(fieldOfPaper(changed)).toBe(field);
	});
});

describe('what is said of a record', () => {
	const agreement = [{ version: '2', published: '2026-06-01' }];
	const said = (changed: Partial<RecordFacts>, versions: typeof agreement | null = null) =>
		recordProblems({ ...certificate, ...changed }, versions, today).map(({ message }) => message);

	it.each<[Partial<RecordFacts>, string]>([
		[{ title: ' ' }, 'Enter the title'],
		[{ title: 'x'.repeat(201) }, 'Use 200 characters or fewer'],
		[{ provider: ' ' }, 'Enter who gave the training'],
		[{ provider: 'x'.repeat(201) }, 'Use 200 characters or fewer'],
		[{ note: 'x'.repeat(501) }, 'Use 500 characters or fewer'],
		[{ completedOn: '2026-11-22', statedUntil: null }, 'Choose today or a day that has passed'],
		[{ completedOn: '1989-12-31' }, 'Choose a day in 1990 or later'],
		[{ statedUntil: '2026-06-01' }, 'Choose a day after the one on which it was done']
	])('%o: %s', (changed, message) => {
		expect(said(changed)).toEqual([message]);
	});

	it.each<[Partial<RecordFacts>, string]>([
		[
			{ kind: 'other_organisation', version: '2' },
			'An agreement of ours is signed here: choose “on paper” or “earlier records”'
		],
		[{ kind: 'paper', version: null }, 'Choose the version that was signed'],
		[{ kind: 'paper', version: '3' }, 'Choose one of the versions of this agreement'],
		[
			{ kind: 'paper', version: '2', completedOn: '2026-05-31' },
			'Version 2 was published on 1 Jun 2026, after it was signed'
		]
	])('of an agreement, %o: %s', (changed, message) => {
		expect(said(changed, agreement)).toEqual([message]);
	});
});

describe('what has run out', () => {
	const field = (kind: RecordFacts['kind'], note: string | null, until: string | null) =>
		runOutProblem({ kind, note }, until, today)?.field ?? null;

	it('needs a word why, but not on its last day', () => {
		expect(field('paper', null, today)).toBeNull();
		expect(field('paper', null, '2026-11-20')).toBe('note');
		expect(field('paper', '  ', '2026-11-20')).toBe('note');
		expect(field('paper', 'For the file', '2026-11-20')).toBeNull();
		expect(runOutProblem({ kind: 'paper', note: null }, '2026-11-20', today)?.message).toBe(
			'It ran out on 20 Nov 2026. Say in the note why you record it'
		);
	});

	it('needs none in earlier records, nor where it never runs out', () => {
		expect(field('history', null, '2020-01-01')).toBeNull();
		expect(field('paper', null, null)).toBeNull();
	});
});

describe('in words', () => {
	it('says what it is, who gave it and who has checked it', () => {
		const kept = { ...certificate, checkedBy: 'Ben Okafor' };
		expect(recordInWords(kept)).toBe(
			'Certificate from elsewhere: Prevent awareness, Quay Training, checked by Ben Okafor'
		);
		expect(recordInWords({ ...kept, kind: 'paper', provider: null })).toBe(
			'Done or signed on paper: Prevent awareness, checked by Ben Okafor'
		);
	});

	it('has a word for every kind, and leaves another as it is', () => {
		expect(recordKinds.map(recordKindInWords)).toEqual([
			'Certificate from elsewhere',
			'Done at another organisation',
			'Done or signed on paper',
			'From our earlier records'
		]);
		expect(recordKinds.every(isRecordKind)).toBe(true);
		expect(recordKindInWords('toString')).toBe('toString');
	});
});

describe('the reason for a withdrawal', () => {
	it.each([
		['too short', '', 'Say why, in at least 10 characters'],
		['only spaces around it', '   short    ', 'Say why, in at least 10 characters'],
		['one character short', 'a'.repeat(9), 'Say why, in at least 10 characters'],
		['just long enough', 'a'.repeat(10), null],
		['as long as it may be', 'a'.repeat(500), null],
		['too long', 'a'.repeat(501), 'Use 500 characters or fewer for the reason']
	])('is %s', (_, reason, message) => {
		expect(withdrawalProblem(reason)).toBe(message);
	});
});
