import { describe, expect, it } from 'vitest';
import { checkCitations, citedIn, passagesOfMarkdown, passagesOfYaml } from './law-citations.ts';
import type { Superseded } from './law-facts.ts';

const editions: Superseded = {
	key: 'editions',
	title: 'Older editions',
	names: ['KCSIE', 'Keeping children safe in education'],
	before: 2026,
	urls: [],
	now: ['KCSIE 2026', '2026 edition'],
	replacedBy: 'KCSIE 2026',
	since: '2026-09-01'
};
const fraud: Superseded = {
	...editions,
	key: 'fraud',
	names: ['Action Fraud'],
	before: null,
	urls: ['actionfraud'],
	now: ['Report Fraud'],
	replacedBy: 'Report Fraud',
	since: '2025-12-04'
};

describe('a text cites what was replaced', () => {
	it.each([
		['KCSIE 2025', ['editions']],
		['Follow “Keeping children safe in education” (September 2025).', ['editions']],
		['keeping children safe in education: 2024-25', ['editions']],
		['KCSIE 2026', []],
		['Keeping children safe in education 2026', []],
		['KCSIE 2027', []],
		['KCSIE of the year 2025', []],
		['KCSIE 20250', []],
		['KCSIE', []],
		['MyKCSIE 2025', []],
		['Tell Action Fraud.', ['fraud']],
		['Tell action-fraud about KCSIE 2025', ['editions', 'fraud']],
		['https://www.ActionFraud.police.uk/x', ['fraud']],
		['The action: fraudulent', []],
		// What also names what took its place tells of the past.
		['Report Fraud replaced Action Fraud.', []],
		['It came in with KCSIE 2025 and is in the 2026 edition.', []]
	])('%s', (text, keys) => {
		expect(citedIn(text, [editions, fraud]).map(({ key }) => key)).toEqual(keys);
	});
});

it('a lesson is read paragraph by paragraph, a box as a whole', () => {
	expect(passagesOfMarkdown('One\ntwo\n\n  \r\n> [!LAW england]\n>\n> Three')).toEqual([
		{ text: 'One\ntwo', path: [], line: 1 },
		{ text: '> [!LAW england]\n>\n> Three', path: [], line: 5 }
	]);
	expect(passagesOfMarkdown('')).toEqual([]);
});

it('a YAML file is read line by line, a source as a whole', () => {
	const data = {
		title: 'T',
		minutes: 5,
		note: null,
		steps: [{ text: 'S' }],
		sources: [{ title: 'A', publisher: 'B', pages: 3 }]
	};
	expect(passagesOfYaml(data)).toEqual([
		{ text: 'T', path: ['title'] },
		{ text: 'S', path: ['steps', 0, 'text'] },
		{ text: 'A\nB', path: ['sources', 0] }
	]);
});

it('says where, what took its place and since when', () => {
	const passages = [
		{ text: 'Fine', path: [] },
		{ text: 'Action Fraud', path: [], line: 4 },
		{ text: 'KCSIE 2025', path: ['sources', 1] }
	];
	const message =
		'This cites what was replaced (Older editions): name Report Fraud, in place since 4 December 2025, here as well or instead';
	expect(checkCitations('x.md', passages, [editions, fraud])).toStrictEqual([
		{ file: 'x.md', path: [], line: 4, message },
		{ file: 'x.md', path: ['sources', 1], message: expect.stringContaining('name KCSIE 2026') }
	]);
});
