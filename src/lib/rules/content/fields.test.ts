import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { explain } from './explain.ts';
import {
	day,
	days,
	httpsUrl,
	item,
	kebabName,
	minutes,
	months,
	nations,
	snakeKey,
	text,
	version
} from './fields.ts';

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
		['months', months, 60, 61],
		['days', days, 730, 731],
		['a version', version, '2026.11', 'v1'],
		['a version', version, '1', '1.'],
		['an item', item, 'module:prevent-duty', 'lesson:x'],
		['nations', nations, ['england', 'wales', 'scotland', 'northern_ireland'], ['ireland']],
		['an item', item, 'agreement:aup-staff', 7]
	])('%s: %s', (_, schema, right, wrong) => {
		expect(v.is(schema, right)).toBe(true);
		expect(v.is(schema, wrong)).toBe(false);
	});
});

const KEBAB = 'must be small letters and digits joined by single hyphens, like easy-money';
const SNAKE = 'must be small letters and digits joined by single underscores, like all_staff';
const ADDRESS = 'must be a web address that starts with https://';
const VERSION = "must be numbers joined by full stops, in quotes, like '2026.11'";
const DAY = 'must be a day written like 2026-11-21';
const ITEM =
	'must be module: or agreement: and the name of its folder, like module:prevent-duty, or external: and the key of a certificate';

describe('an author is told how to mend', () => {
	it.each<[unknown, v.GenericSchema, string]>([
		['easy-money!', kebabName, KEBAB],
		['-money', kebabName, KEBAB],
		['all_staff!', snakeKey, SNAKE],
		['1st', snakeKey, SNAKE],
		['on 2026-11-21', day, DAY],
		['2026-11-21T10:00', day, DAY],
		['2026-02-29', day, 'is not a day in the calendar'],
		['see https://x.example', httpsUrl, ADDRESS],
		['https://x.example and more', httpsUrl, ADDRESS],
		[
			'https://x.example/a?b=1&utm_source=mail',
			httpsUrl,
			'follows its readers: take the part after the question mark out'
		],
		[1.5, minutes, 'must be whole minutes'],
		[0, minutes, 'must be at least 1 minute'],
		[241, minutes, 'must be at most 240 minutes'],
		[1.5, months, 'must be whole months'],
		[0.5, days, 'must be whole days'],
		[-1, days, 'must be 0 days or more'],
		[731, days, 'must be at most 730 days'],
		['v1', version, VERSION],
		['2026.11-rc', version, VERSION],
		['a module:prevent-duty', item, ITEM],
		['module:prevent-duty/quiz', item, ITEM],
		[['module:prevent-duty'], item, ITEM],
		[['france'], nations, 'must be england, wales, scotland or northern_ireland'],
		[[], nations, 'must name at least one nation']
	])('%j', (written, schema, message) => {
		expect(v.safeParse(schema, written).issues?.map((issue) => issue.message)).toContain(message);
	});

	it('an address that follows its readers, whatever the name of what it carries', () => {
		for (const name of ['utm_id', 'gclid', 'FBCLID', 'msclkid', 'dclid', 'mc_eid', 'igshid']) {
			expect(v.is(httpsUrl, `https://x.example/a?${name}=1`), name).toBe(false);
		}
		for (const name of ['_hsenc', 'si', 'mc_cid']) {
			expect(v.is(httpsUrl, `https://x.example/a?b=2&${name}=1`), name).toBe(false);
		}
		expect(v.is(httpsUrl, 'https://x.example/a?section=si')).toBe(true);
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
