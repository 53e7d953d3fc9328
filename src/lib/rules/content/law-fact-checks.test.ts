import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkLaw } from './law-fact-checks.ts';
import { lawFile } from './law-facts.ts';

const line = {
	key: 'edition',
	title: 'The edition',
	statement: 'It is in force.',
	nations: ['england'],
	status: 'reported',
	source: { title: 'S', publisher: 'P', date: '2026', url: 'https://x.example/s' },
	checked: '2026-11-21',
	check_by: '2027-11-21',
	modules: ['small'],
	when_changed: 'Correct it.'
};
const old = {
	key: 'old',
	title: 'Old',
	names: ['Old guide'],
	now: ['New guide'],
	replaced_by: 'the new guide',
	since: '2026-09-01'
};
const file = (facts: object[], superseded: object[] = []) =>
	v.parse(lawFile, { facts, superseded });

function found(facts: object[], superseded: object[] = [], modules = ['small']) {
	return checkLaw('law.yaml', file(facts, superseded), modules).map(
		({ file: name, path, message }) => `${name} ${path.join('.')}: ${message}`
	);
}

describe('law.yaml', () => {
	it('is read', () => {
		const noPage = { ...line, key: 'other', source: { ...line.source, url: undefined } };
		const full = { ...old, key: 'edition', before: 2026, urls: ['old-guide'] };
		const { facts, superseded } = file([line, noPage], [old, full]);
		expect(facts[0]).toMatchObject({ checkBy: '2027-11-21', whenChanged: 'Correct it.' });
		expect(facts.map(({ source }) => source.url)).toEqual(['https://x.example/s', null]);
		expect(superseded).toMatchObject([
			{ before: null, urls: [], replacedBy: 'the new guide' },
			{ before: 2026, urls: ['old-guide'] }
		]);
	});

	it.each([
		{ status: 'sure' },
		{ key: 'An edition' },
		{ nations: [] },
		{ modules: [] },
		{ check_by: '2027-02-30' },
		{ source: { ...line.source, url: 'http://x.example' } },
		{ source: { title: 'S', publisher: 'P' } },
		{ when_changed: ' ' }
	])('refuses %j', (change) => {
		expect(v.is(lawFile, { facts: [{ ...line, ...change }], superseded: [] })).toBe(false);
	});

	it('is sound', () => {
		expect(found([line, { ...line, key: 'second' }], [old])).toEqual([]);
	});

	it('has each key once', () => {
		expect(found([line, line], [old, old])).toEqual([
			'law.yaml facts.1.key: "edition" is used twice: give this one a name of its own',
			'law.yaml superseded.1.key: "old" is used twice: give this one a name of its own'
		]);
	});

	it('names modules that there are, each once', () => {
		const modules = ['small', 'gone', 'small'];
		expect(found([line, { ...line, key: 'second', modules }])).toEqual([
			'law.yaml facts.1.modules.1: "gone" is not known: there is no such folder in modules',
			'law.yaml facts.1.modules.2: "small" stands here twice: take one out'
		]);
	});

	it.each([
		['2026-11-22', []],
		['2026-11-21', ['law.yaml facts.1.check_by: "check_by" must be later than "checked"']],
		['2026-11-20', ['law.yaml facts.1.check_by: "check_by" must be later than "checked"']]
	])('with %s as the day of the next check', (check_by, messages) => {
		expect(found([line, { ...line, key: 'second', check_by }])).toEqual(messages);
	});

	it('has two facts for every module', () => {
		const second = { ...line, key: 'second' };
		expect(found([line, second], [], ['small', 'new'])).toEqual([
			'modules/new/module.yaml : No fact of law.yaml names "new": add it to "modules" of at least 2 facts that it rests on'
		]);
		expect(found([line])).toEqual([expect.stringContaining('Only one fact of law.yaml names')]);
	});
});
