import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkCoverage } from './coverage-checks.ts';
import { clausesOf, coverageFile } from './coverage.ts';

describe('an entry of the register', () => {
	it.each([
		['2.1', ['FUT-2.1']],
		['S1..S3', ['FUT-S1', 'FUT-S2', 'FUT-S3']],
		['2.9a..2.9c', ['FUT-2.9a', 'FUT-2.9b', 'FUT-2.9c']],
		['S9..S11', ['FUT-S9', 'FUT-S10', 'FUT-S11']],
		['10..12', ['FUT-10', 'FUT-11', 'FUT-12']],
		['A2-3.9..A2-3.10', ['FUT-A2-3.9', 'FUT-A2-3.10']]
	])('%s stands for %j', (entry, ids) => {
		expect(clausesOf('FUT', entry)).toEqual(ids);
	});

	it.each([
		'S1..R3',
		'X1..1',
		'1..b',
		'S3..S1',
		'S1..S1',
		'1a..12',
		'12..1a',
		'a..3',
		'S..S3',
		'S1..',
		'S1..S2..S3'
	])('%s is no range', (entry) => {
		expect(clausesOf('FUT', entry)).toBeNull();
	});
});

const known = new Set(['card:m', 'module:m/first', 'page:/team']);

function found(clauses: object[], register = ['1..2'], things: ReadonlySet<string> = known) {
	const file = v.parse(coverageFile, { register: { FUT: register }, clauses });
	return checkCoverage('c.yaml', file, things).map(
		({ path, message }) => `${path.join('.')}: ${message}`
	);
}

const first = { id: 'FUT-1', what: 'One', covered_by: ['card:m', 'page:/team'] };
const second = { id: 'FUT-2', what: 'Two', not_covered: 'Nobody can.' };

describe('the list of what covers each clause', () => {
	it('is fine when each clause has something that is there, or a reason', () => {
		expect(found([first, second])).toEqual([]);
	});

	it.each([
		['a clause that is missing', [first], ['1..2'], 'register.FUT.0: FUT-2 is missing'],
		['a clause too many', [first, second], ['1'], 'clauses.1.id: FUT-2 is not in the register'],
		['a broken range', [first, second], ['1', '2', '1..'], 'register.FUT.2: "1.." is no range'],
		['a clause twice', [first, second, first], ['1..2'], 'clauses.2.id: "FUT-1" is used twice'],
		[
			'nothing that covers',
			[first, { id: 'FUT-2', what: 'Two' }],
			['1..2'],
			'clauses.1: Nothing covers FUT-2'
		],
		[
			'something that is not there',
			[{ ...first, covered_by: ['module:m/last'] }, second],
			['1..2'],
			'clauses.0.covered_by.0: There is no module:m/last: correct it (it is written like module:prevent-duty/'
		],
		[
			'a post that is not there where no page is known either',
			[{ ...first, covered_by: ['card:m', 'post:gone'] }, second],
			['1..2'],
			'There is no post:gone: correct it (it is written like post:dsl)',
			new Set(['card:m'])
		],
		[
			'a page that is not there',
			[{ ...first, covered_by: ['page:/gone'] }, second],
			['1..2'],
			'There is no page:/gone'
		]
	])('is reported for %s', (_, clauses, register, message, things = known) => {
		expect(found(clauses, register, things)).toEqual([expect.stringContaining(message)]);
	});

	it('does not look at pages where it does not know them', () => {
		expect(found([first, second], ['1..2'], new Set(['card:m']))).toEqual([]);
	});

	it.each(['lesson:m/first', 'module', 'page:', 'module:m/a b', 'a card:m'])(
		'refuses %s and says how things are named',
		(reference) => {
			const file = { register: {}, clauses: [{ ...first, covered_by: [reference] }] };
			expect(v.safeParse(coverageFile, file).issues?.[0].message).toMatch(
				/^must be one of module:prevent-duty\/notice-check-share, scenario:.*, page:\/team\/clearance$/
			);
		}
	);
});
