import { describe, expect, it } from 'vitest';
import {
	fileOf,
	someone,
	TODAY,
	wrongWith,
	type Cells
} from '../../../../tests/fixtures/imports.ts';
import { completionKey, planHistory } from './history.ts';

const ITEMS = [
	{ item: 'module:prevent-duty', title: 'Prevent duty' },
	{ item: 'agreement:aup-staff', title: 'Acceptable use agreement' },
	{ item: 'external:dsl-training', title: 'Safeguarding lead training' }
];

const asha = someone('Asha Bello', { reference: 'E101' });
const cathy = someone('Cathy Moss');
const sam = someone('Sam Lee', { id: 'sam-1', email: null });
const me = someone('Olga Ivers');
const people = [asha, cathy, sam, { ...sam, id: 'sam-2' }, me];

const plan = (lines: Cells[], completed: string[] = [], words: Record<string, string> = {}) =>
	planHistory(fileOf(...lines), { people, items: ITEMS, completed: new Set(completed) }, words, {
		importerId: me.id,
		today: TODAY
	});

const done = { email: asha.email ?? '', item: 'Prevent duty', completedOn: '3/9/2026' };

describe('a line of training history', () => {
	it('is recorded with all that it says', () => {
		const found = plan([
			{ ...done, validUntil: '3 Sep 2027', provider: 'Quay Training', note: 'Seen,\nin the file' }
		]);
		expect(found.records).toEqual([
			{
				line: 2,
				personId: asha.id,
				name: 'Asha Bello',
				item: 'module:prevent-duty',
				title: 'Prevent duty',
				completedOn: '2026-09-03',
				statedUntil: '2027-09-03',
				provider: 'Quay Training',
				note: 'Seen, in the file'
			}
		]);
		expect(found.refused).toEqual([]);
	});

	it.each([
		['Prevent duty', 'module:prevent-duty'],
		['prevent-duty', 'module:prevent-duty'],
		['PREVENT  DUTY', 'module:prevent-duty'],
		['module:prevent-duty', 'module:prevent-duty'],
		['aup staff', 'agreement:aup-staff'],
		['Safeguarding lead training', 'external:dsl-training']
	])('says %j for %s', (item, found) => {
		expect(plan([{ ...done, item }]).records[0]?.item).toBe(found);
	});

	it('finds the person by reference, address or a name that only one has', () => {
		const { item, completedOn } = done;
		const found = plan([
			{ reference: 'e101', name: '', item, completedOn },
			{ email: cathy.email ?? '', item, completedOn },
			{ name: 'Moss, Cathy', item, completedOn: '4/9/2026' }
		]);
		expect(found.records.map(({ personId }) => personId)).toEqual([asha.id, cathy.id, cathy.id]);
	});

	it.each<[Cells, string]>([
		[{ email: 'x@harbourlane.example' }, 'Email: There is nobody with “x@harbourlane.example”.'],
		[{ reference: 'E9', email: '' }, 'There is nobody with “E9”.'],
		[{ email: '', name: 'Sam Lee' }, 'There are 2 people called “Sam Lee”.'],
		[{ email: '', name: 'No Body' }, 'There is nobody called “No Body”.'],
		[{ email: '' }, 'Email: Nothing says whom this is about. Write it in.'],
		[{ reference: 'E101', email: cathy.email ?? '' }, 'is already the address of Cathy Moss'],
		[{ email: me.email ?? '' }, 'null: This is you, and nobody enters evidence for themselves.'],
		[{ item: 'Prevent dutty' }, 'called “Prevent dutty”. Did you mean “Prevent duty”?'],
		[
			{ item: 'Knitting' },
			'Course: There is no module, agreement or certificate called “Knitting”. Correct'
		],
		[{ item: '' }, 'Course: What was done is missing. Write it in.'],
		[{ completedOn: '' }, 'Completed: The day is missing. Write it in.'],
		[
			{ completedOn: '31/9/2026' },
			'Completed: “31/9/2026” does not exist: September 2026 has 30 days.'
		],
		[{ completedOn: '22/11/2026' }, 'Completed: 22 November 2026 is still to come.'],
		[{ completedOn: '31/12/1989' }, 'Completed: 31 December 1989 is too long ago.'],
		[
			{ validUntil: '3/9/2026' },
			'Expires: It would have run out on 3 Sep 2026, before it was done'
		],
		[{ note: 'n'.repeat(501) }, 'Notes: This is longer than 500 characters. Shorten it.']
	])('is refused with %j', (changes, message) => {
		const found = plan([{ ...done, ...changes }]);
		expect(found.records).toEqual([]);
		expect(wrongWith(found, 2)).toHaveLength(1);
		expect(wrongWith(found, 2)[0]).toContain(message);
	});

	it('may be of today, of the first day of 1990, and valid for one day', () => {
		const found = plan([
			{ ...done, completedOn: TODAY, validUntil: '' },
			{ ...done, completedOn: '1/1/1990', validUntil: '2/1/1990' },
			{ ...done, completedOn: '2/1/1990', validUntil: '31/12/9999' }
		]);
		expect(found.records.map(({ completedOn }) => completedOn)).toEqual([
			'1990-01-01',
			'1990-01-02',
			TODAY
		]);
	});

	it('without a column for people is about nobody', () => {
		expect(wrongWith(plan([{ item: 'Prevent duty', completedOn: '3/9/2026' }]), 2)).toEqual([
			'Full name: Nothing says whom this is about. Write it in.'
		]);
	});

	it('that has not the cells it should have says only that', () => {
		const { header, mapping, lines } = fileOf(done);
		const short = { line: 2, cells: (lines[0]?.cells ?? []).slice(0, 1) };
		const known = { people, items: ITEMS, completed: new Set<string>() };
		const when = { importerId: me.id, today: TODAY };
		const found = planHistory({ header, mapping, lines: [short] }, known, {}, when);
		expect(wrongWith(found, 2)).toEqual([
			expect.stringMatching(/^null: This line has 1 of 3 cells/)
		]);
	});
});

describe('a file of training history', () => {
	it('changes nothing a second time', () => {
		const key = completionKey({
			personId: asha.id,
			item: 'module:prevent-duty',
			completedOn: '2026-09-03'
		});
		const found = plan([done, { ...done, completedOn: '4/9/2026' }], [key]);
		expect(found.unchanged).toEqual([{ line: 2, personId: asha.id, name: 'Asha Bello' }]);
		expect(found.records).toHaveLength(1);
	});

	it('takes a repeated line once, and none of those that differ', () => {
		const other = { ...done, email: cathy.email ?? '', provider: 'Quay Training' };
		const found = plan([
			{ ...done, provider: '' },
			{ ...done, provider: '' },
			other,
			{ ...other, provider: 'Elsewhere' }
		]);
		expect(found.records.map(({ line }) => line)).toEqual([2]);
		expect(found.repeats).toEqual([{ line: 3, of: 2 }]);
		expect(wrongWith(found, 4)).toEqual([
			'Completed: Lines 4 and 5 are of the same person, training and day, and differ in the rest. Keep the one that is right.'
		]);
		expect(wrongWith(found, 5)).toEqual(wrongWith(found, 4));
	});

	it('is in the order of the days', () => {
		const found = plan([
			done,
			{ ...done, completedOn: '1/9/2025' },
			{ ...done, item: 'aup-staff' }
		]);
		expect(found.records.map(({ line }) => line)).toEqual([3, 2, 4]);
	});

	it('may call things otherwise, or hold what is left out', () => {
		const lines = [
			{ ...done, item: 'Radicalisation L1' },
			{ ...done, item: 'Knitting' },
			{ ...done, item: 'radicalisation l1', completedOn: '5/9/2026' }
		];
		const words = { 'radicalisation l1': 'module:prevent-duty', knitting: '' };
		const found = plan(lines, [], words);
		expect(found.records.map(({ title }) => title)).toEqual([
			'Radicalisation L1',
			'radicalisation l1'
		]);
		expect(found.leftOut).toEqual([{ line: 3, reason: '“Knitting” is left out, as was chosen.' }]);
		expect(found.words.items).toEqual([
			{ word: 'Radicalisation L1', lines: 2, suggestion: null, choice: 'module:prevent-duty' },
			{ word: 'Knitting', lines: 1, suggestion: null, choice: '' }
		]);
	});
});
