import { describe, expect, it } from 'vitest';
import { guessColumns, headingKey } from './columns.ts';
import {
	fieldsOf,
	isFieldOf,
	isImportKind,
	mappingProblem,
	titleOf,
	type Field
} from './fields.ts';

const people = (headings: string[], samples: string[][] = [], remembered = {}) =>
	guessColumns(
		'people',
		headings.map((heading, at) => ({ heading, samples: samples.map((row) => row[at] ?? '') })),
		new Map<string, Field | null>(Object.entries(remembered))
	);
const history = (...headings: string[]) =>
	guessColumns(
		'history',
		headings.map((heading) => ({ heading, samples: [] })),
		new Map()
	);

describe('a heading', () => {
	it.each([
		['Forename(s)', 'forenames'],
		['  E-mail  Address: ', 'email address'],
		['first_name*', 'first name'],
		['FirstName', 'first name'],
		['EmployeeID', 'employee id'],
		['NINumber', 'ni number'],
		['Manager’s e-mail', 'managers email'],
		['Payroll #', 'payroll number'],
		['Surname & forename', 'surname and forename'],
		['', '']
	])('%j is compared as %j', (heading, key) => {
		expect(headingKey(heading)).toBe(key);
	});
});

describe('the columns of people', () => {
	it.each<[string[], (Field | null)[]]>([
		[
			['Payroll no', 'Forename(s)', 'Surname', 'Work Email', 'Date joined', 'Job role', 'Dept'],
			['reference', 'firstName', 'lastName', 'email', 'startedOn', 'roles', 'team']
		],
		[
			['Full name', 'E-mail address', 'Start date', 'Leaving date', 'Line manager', 'Team', 'Role'],
			['name', 'email', 'startedOn', 'leftOn', 'manager', 'team', 'roles']
		],
		[
			['Employee number', 'Title', 'First name', 'Last name', 'Department', 'Job title'],
			['reference', null, 'firstName', 'lastName', 'team', 'roles']
		],
		// The more exact of two that could be it.
		[
			['Department', 'Team', 'Name'],
			[null, 'team', 'name']
		],
		[
			['Manager', 'Manager email', 'Name'],
			[null, 'manager', 'name']
		],
		[
			['Personal email', 'Work email', 'Name'],
			[null, 'email', 'name']
		],
		[
			['ID', 'Staff no.', 'Name'],
			[null, 'reference', 'name']
		],
		// One way of saying a name.
		[
			['Full name', 'First name', 'Surname'],
			[null, 'firstName', 'lastName']
		],
		[
			['Name', 'Surname'],
			['firstName', 'lastName']
		],
		[
			['Full name', 'Surname'],
			['name', null]
		],
		[
			['Full name', 'Known as'],
			['name', null]
		],
		[
			['Surname', 'Team'],
			['lastName', 'team']
		],
		[
			['First name', 'Team'],
			['firstName', 'team']
		],
		// The same heading twice.
		[
			['Name', 'Email', 'Email'],
			['name', 'email', null]
		],
		[
			['Shoe size', 'Column 2'],
			[null, null]
		]
	])('%j', (headings, fields) => {
		expect(people(headings)).toEqual(fields);
	});

	it.each<[string, Field | null]>([
		['Hire date', 'startedOn'],
		['Termination date', 'leftOn'],
		['Occupation', 'roles'],
		['Cost centre', 'team'],
		['Reports to', 'manager'],
		['First session', 'contactFrom'],
		['Works number', 'reference'],
		['Christian name', 'firstName'],
		['Family name', 'lastName'],
		['Colleague', 'name'],
		['UPN', 'email'],
		['My start date', null]
	])('are found where somebody calls one %j: %s', (heading, field) => {
		expect(people([heading])).toEqual([field]);
	});

	it('are found by what stands in them, where the heading says nothing', () => {
		const samples = [
			['Asha Bello', 'asha@harbourlane.example', 'cathy@harbourlane.example'],
			['Tom Adair', '', 'cathy@harbourlane.example']
		];
		expect(people(['Name', 'Contact', 'Manager contact'], samples)).toEqual([
			'name',
			'email',
			null
		]);
		expect(
			people(
				['Name', 'Contact'],
				[
					['Asha', 'asha@harbourlane.example'],
					['Tom', 'no']
				]
			)
		).toEqual(['name', null]);
	});

	it('take log-in names for addresses only where they are some', () => {
		expect(people(['Name', 'Username'], [['Asha Bello', 'abello']])).toEqual(['name', null]);
		expect(people(['Name', 'Username'], [['Asha Bello', 'a@harbourlane.example']])).toEqual([
			'name',
			'email'
		]);
		expect(people(['Name', 'Email'], [['Asha Bello', '']])).toEqual(['name', 'email']);
	});

	it('are what somebody said last time', () => {
		const remembered = { 'cost code': 'team', team: null, label: 'name', tag: 'name' };
		expect(people(['Label', 'Cost code', 'Team', 'Tag'], [], remembered)).toEqual([
			'name',
			'team',
			null,
			null
		]);
	});
});

it.each<[string, Field | null]>([
	['Qualification', 'item'],
	['Date passed', 'completedOn'],
	['Refresher due', 'validUntil'],
	['Awarding body', 'provider'],
	['Remarks', 'note'],
	['Hire date', null]
])(
	'the columns of training history are found where somebody calls one %j: %s',
	(heading, field) => {
		expect(history(heading)).toEqual([field]);
	}
);

it('the columns of training history are found', () => {
	expect(
		history('E-mail', 'Course name', 'Date completed', 'Expiry date', 'Provider', 'Notes')
	).toEqual(['email', 'item', 'completedOn', 'validUntil', 'provider', 'note']);
	expect(history('Employee', 'Module', 'Date', 'Certificate no')).toEqual([
		'name',
		'item',
		'completedOn',
		'note'
	]);
});

describe('fields', () => {
	it('belong to a kind of file', () => {
		expect(isImportKind('people')).toBe(true);
		expect(isImportKind('teams')).toBe(false);
		expect(isFieldOf('people', 'leftOn')).toBe(true);
		expect(isFieldOf('people', 'item')).toBe(false);
		expect(fieldsOf('history').map(({ field }) => field)).toContain('provider');
		expect(titleOf('leftOn')).toBe('Last day');
	});

	it('are offered in an order, by title and with a hint', () => {
		const titles = (kind: 'people' | 'history') => fieldsOf(kind).map(({ title }) => title);
		const person = ['Reference', 'Full name', 'First name', 'Surname', 'Email address'];
		expect(titles('people')).toEqual([
			...person,
			...['First day', 'Last day', 'Roles', 'Team', 'Line manager', 'First unsupervised contact']
		]);
		expect(titles('history')).toEqual([
			...person,
			...['What was done', 'Completed on', 'Valid until', 'Provider', 'Evidence']
		]);
		for (const { hint, field } of [...fieldsOf('people'), ...fieldsOf('history')]) {
			expect(hint, field).toMatch(/^[A-Z]\w+,? /);
		}
	});

	it.each<['people' | 'history', (Field | null)[], string | null]>([
		['people', ['name'], null],
		['people', ['firstName', 'lastName', 'email'], null],
		['people', ['name', 'firstName'], null],
		['people', ['email'], 'Choose the column with the names'],
		['people', ['firstName'], 'Choose the column with the surname too'],
		['people', ['lastName'], 'Choose the column with the first name too'],
		['people', ['name', 'team', 'team'], 'Two columns are set to Team: choose one of them'],
		['people', ['name', null, null], null],
		['history', ['item', 'completedOn'], 'Choose the column that says who it was'],
		['history', ['email', 'completedOn'], 'Choose the column that says what was done'],
		['history', ['name', 'item'], 'Choose the column with the day it was completed'],
		['history', ['reference', 'item', 'completedOn'], null],
		['history', ['lastName', 'firstName', 'item', 'completedOn'], null]
	])('%s with %j: %s', (kind, mapping, message) => {
		const problem = mappingProblem(kind, mapping);
		if (message === null) expect(problem).toBeNull();
		else expect(problem?.message).toContain(message);
	});

	it('given twice name the second column', () => {
		expect(mappingProblem('people', ['name', 'team', 'team'])?.at).toBe(2);
	});
});
