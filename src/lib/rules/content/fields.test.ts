import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import { day, httpsUrl, item, kebabName, minutes, snakeKey, text, version } from './fields.ts';

describe('the pieces of a schema', () => {
	it.each([
		['text', text, ' words ', '  '],
		['kebab-case', kebabName, 'easy-money-2', 'Easy--money'],
		['snake_case', snakeKey, 'all_staff', 'all-staff'],
		['a day', day, '2028-02-29', '2026-02-29'],
		['a day', day, '2026-11-21', '2026-13-01'],
		['a day', day, '2026-11-21', '21/11/2026'],
		['a secure address', httpsUrl, 'https://www.gov.uk/x', 'http://www.gov.uk'],
		['minutes', minutes, 1, 0],
		['minutes', minutes, 240, 241],
		['a version', version, '2026.11', 'v1'],
		['an item', item, 'module:prevent-duty', 'lesson:x'],
		['an item', item, 'agreement:aup-staff', 7]
	])('%s: %s', (_, schema, right, wrong) => {
		expect(v.is(schema, right)).toBe(true);
		expect(v.is(schema, wrong)).toBe(false);
	});
});

describe('what a schema found', () => {
	const schema = v.strictObject({
		title: text,
		minutes,
		kind: v.picklist(['a', 'b']),
		list: v.array(v.strictObject({ key: kebabName })),
		names: v.array(text),
		note: v.optional(v.boolean())
	});
	const right = { title: 'T', minutes: 3, kind: 'a', list: [{ key: 'x' }], names: ['y'] };

	function explained(data: unknown, by: v.GenericSchema = schema): string[] {
		const { issues = [] } = v.safeParse(by, data);
		return issues
			.map((issue) => explain('f.yaml', issue))
			.map(({ path, message }) => `${path.join('.')}: ${message}`);
	}

	it.each([
		[{ minutes: 3, kind: 'a', list: [], names: [] }, ': "title" is missing: add it'],
		[
			{ ...right, other: 1 },
			'other: "other" is not a line this file knows: check its spelling or take it out'
		],
		[{ ...right, title: 2026.11 }, 'title: "title" must be a text (put it in quotes), not 2026.11'],
		[
			{ ...right, minutes: 'three' },
			'minutes: "minutes" must be a number without quotes, not "three"'
		],
		[{ ...right, minutes: 0 }, 'minutes: "minutes" must be at least 1 minute'],
		[{ ...right, kind: 'c' }, 'kind: "kind" must be ("a" | "b"), not "c"'],
		[
			{ ...right, list: [{ key: 'X' }] },
			'list.0.key: "key" must be small letters and digits joined by single hyphens, like easy-money'
		],
		[{ ...right, list: ['x'] }, 'list.0: Entry 1 of "list" must be a group of lines, not "x"'],
		[
			{ ...right, names: 'y' },
			'names: "names" must be a list (lines that begin with a hyphen), not "y"'
		],
		[null, ': The file must be a group of lines, not null']
	])('%j: %s', (data, message) => {
		expect(explained(data)).toEqual([message]);
	});

	it('counts the entries of a list that is the file', () => {
		expect(explained(['', 'a'], v.array(text))).toEqual([
			'0: Entry 1 of "the list" is empty: write the text, or take the line out if it is optional'
		]);
	});
});
