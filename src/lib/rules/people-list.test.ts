import { describe, expect, it } from 'vitest';
import {
	accessChoices,
	isNarrowed,
	peopleFilterFrom,
	peopleQuery,
	peopleSorts,
	peopleSortWords,
	peopleStates,
	peopleStateWords,
	searchWords
} from './people-list.ts';

const from = (address: string) => peopleFilterFrom(new URLSearchParams(address));
const all = {
	words: '',
	teamId: null,
	role: null,
	access: null,
	state: 'current',
	sort: 'name'
};

describe('the filter of the list of people', () => {
	it('is everybody who has not left, unless told otherwise', () => {
		expect(from('')).toEqual(all);
		expect(isNarrowed(from(''))).toBe(false);
		expect(isNarrowed(from('sort=newest'))).toBe(false);
	});

	it.each([
		['q=%20zoe%20', { words: 'zoe' }],
		['team=1', { teamId: '1' }],
		['role=tutor', { role: 'tutor' }],
		['access=lead', { access: 'lead' }],
		['state=left', { state: 'left' }]
	])('narrows by %s', (address, expected) => {
		expect(from(address)).toEqual({ ...all, ...expected });
		expect(isNarrowed(from(address))).toBe(true);
	});

	it('leaves out what makes no sense', () => {
		expect(from('access=king&state=gone&sort=height&team=&role=')).toEqual(all);
		expect(from(`q=${'x'.repeat(200)}`).words).toHaveLength(100);
		expect(from('q=%00&role=%00').words).toBe('');
		expect(from('role=%00').role).toBeNull();
	});

	it('writes into an address what it reads from it', () => {
		const address = 'q=zoe&team=1&role=tutor&access=lead&state=away&sort=urgent';
		expect(new URLSearchParams(peopleQuery(from(address))).toString()).toBe(address);
		expect(peopleQuery(from(''))).toEqual({});
	});

	it('has words for everything to choose from', () => {
		expect(peopleStates.map((state) => peopleStateWords[state])).toEqual([
			'Here or starting soon',
			'Here',
			'Starting soon',
			'Away',
			'Without an account',
			'Line manager has left',
			'Left',
			'Everybody'
		]);
		expect(peopleSorts.map((sort) => peopleSortWords[sort])).toEqual([
			'Name',
			'Most urgent first',
			'Newest first'
		]);
	});
});

it.each([
	['staff', 'Staff', /^Does their own training, and sees nobody else’s\.$/],
	['manager', 'Manager', /^Also sees the people of the teams they manage/],
	['lead', 'Safeguarding lead', /^Also sees everybody, decides what each role must do/],
	['administrator', 'Administrator', /^Also keeps people, teams, access and settings\.$/],
	['auditor', 'Auditor', /changes nothing\. Has no training of their own\.$/]
])('says what somebody with the access of %s may do', (access, word, meaning) => {
	expect(accessChoices).toContainEqual({ access, word, meaning: expect.stringMatching(meaning) });
});

it('searches without accents and capitals, word by word', () => {
	expect(searchWords('  Zoë  LØND ')).toEqual(['zoe', 'lønd']);
	expect(searchWords(' ')).toEqual([]);
});
