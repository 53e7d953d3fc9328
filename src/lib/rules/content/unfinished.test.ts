import { describe, expect, it } from 'vitest';
import { unfinishedMessages } from './unfinished.ts';

describe('a text with something left to write', () => {
	it.each([
		'TODO: say why',
		'Ring (TBC)',
		'On TBD.',
		'XXX',
		'XXXX',
		'Lorem ipsum',
		'We say [...] then',
		'We say […] then',
		'Ring [insert number]'
	])('is noticed: %s', (text) => {
		expect(unfinishedMessages(text)).toEqual([expect.stringContaining('is not written yet')]);
	});

	it.each([
		'Make a to-do list, or a todo list.',
		'Wait ... then speak.',
		'[the guide](https://www.gov.uk/guide)',
		'> [!TRY]',
		'Chapter XX and the colour XX-L',
		'Florem'
	])('is not seen in %s', (text) => {
		expect(unfinishedMessages(text)).toEqual([]);
	});

	it('is said once for each mark', () => {
		expect(unfinishedMessages('TODO, TODO and TBC')).toEqual([
			'"TODO" stands for something that is not written yet: write it',
			'"TBC" stands for something that is not written yet: write it'
		]);
	});
});
