import { describe, expect, it } from 'vitest';
import { refusedCsv, templateCsv } from '../../src/lib/server/imports/csv.ts';
import { MOST_BYTES } from '../../src/lib/server/imports/decode.ts';
import { readFile } from '../../src/lib/server/imports/parse.ts';

/* Files as they really come: what is read of them, and what is refused with which words. */

const utf8 = (text: string) => new TextEncoder().encode(text);
const utf16 = (text: string, order: 'le' | 'be', mark = true) => {
	const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
	return new Uint8Array(order === 'le' ? bytes : bytes.swap16());
};
const windows1252 = (text: string) => {
	const signs = new Map([
		['€', 0x80],
		['’', 0x92],
		['–', 0x96]
	]);
	return new Uint8Array([...text].map((sign) => signs.get(sign) ?? sign.codePointAt(0) ?? 0));
};

function read(bytes: Uint8Array | string, kind: 'people' | 'history' = 'people') {
	const file = readFile(typeof bytes === 'string' ? utf8(bytes) : bytes, kind);
	if (file.kind === 'wrong') throw new Error(file.message);
	return file;
}

function refusal(bytes: Uint8Array | string, kind: 'people' | 'history' = 'people'): string {
	const file = readFile(typeof bytes === 'string' ? utf8(bytes) : bytes, kind);
	return file.kind === 'wrong' ? file.message : 'It was read.';
}

const lines = ['Name,Start date', 'Zoë O’Brien – Núñez,03/09/2026', 'Bea Lowe,3 Sep 2026'];
const header = ['Name', 'Start date'];
const cells = [
	['Zoë O’Brien – Núñez', '03/09/2026'],
	['Bea Lowe', '3 Sep 2026']
];

describe('a file is read', () => {
	const text = lines.join('\r\n');
	it.each<[string, Uint8Array]>([
		['UTF-8', utf8(text)],
		['UTF-8 with a byte order mark', utf8(`\ufeff${text}`)],
		['UTF-16, little end first', utf16(text, 'le')],
		['UTF-16, big end first', utf16(text, 'be')],
		[
			'UTF-16 without a byte order mark',
			utf16(lines.join('\n').replace(/[^ -~\n]/g, 'e'), 'le', false)
		],
		[
			'UTF-16 without a mark, the other way',
			utf16(lines.join('\n').replace(/[^ -~\n]/g, 'e'), 'be', false)
		],
		['Windows-1252', windows1252(text)],
		['the line ends of Linux', utf8(lines.join('\n'))],
		['the line ends of old Macs', utf8(lines.join('\r'))],
		['a line end after the last line', utf8(`${text}\r\n`)],
		['empty lines on the way and at the end', utf8(`\n${lines.join('\n\n,\n')}\n , \n\n`)]
	])('in %s', (name, bytes) => {
		const file = read(bytes);
		expect(file.header).toEqual(header);
		const plain = name.includes('without');
		expect(file.lines.map((line) => line.cells.slice(0, 2))).toEqual(
			plain ? [['Zoe OeBrien e Neeez', '03/09/2026'], cells[1]] : cells
		);
	});

	it.each([
		[';', 'Name;Start date\nBello, Asha;03/09/2026\nLowe, Bea;3 Sep 2026'],
		['tab', 'Name\tStart date\nBello, Asha\t03/09/2026\nLowe, Bea\t3 Sep 2026'],
		['|', 'Name|Start date\nBello, Asha|03/09/2026\nLowe, Bea|3 Sep 2026'],
		['sep=', 'sep=;\nName;Start date\nBello, Asha;03/09/2026\nLowe, Bea;3 Sep 2026'],
		['quotes', '"Name","Start date"\n"Bello, Asha","03/09/2026"\n"Lowe, Bea",3 Sep 2026']
	])('with %s between the cells', (_, text) => {
		expect(read(text)).toMatchObject({
			header,
			lines: [{ cells: ['Bello, Asha', '03/09/2026'] }, { cells: ['Lowe, Bea', '3 Sep 2026'] }]
		});
	});

	it('with the numbers that its lines have in the file, whatever stands in between', () => {
		const text = 'Name,Note\n"Asha","one\ntwo ""three"""\n\nBea,\n,\nTom,"a, b"';
		expect(read(text).lines).toEqual([
			{ line: 2, cells: ['Asha', 'one\ntwo "three"'] },
			{ line: 5, cells: ['Bea', ''] },
			{ line: 7, cells: ['Tom', 'a, b'] }
		]);
		expect(read('sep=,\nName,Note\nAsha,x').lines[0]?.line).toBe(3);
	});

	it('below the title of a report, and with headings that are empty', () => {
		const file = read('Staff list as at 3 Sep 2026,,\n,,\nName,,Team,\nAsha Bello,x,Leeds,\n');
		expect(file.header).toEqual(['Name', 'Column 2', 'Team']);
		expect(file.lines).toEqual([{ line: 4, cells: ['Asha Bello', 'x', 'Leeds', ''] }]);
		expect(file.notes).toEqual([
			'Line 1 stands before the headings and is not read: “Staff list as at 3 Sep 2026”.'
		]);
	});

	it('with one column of names alone', () => {
		expect(read('Name\nAsha Bello\nBea Lowe').lines).toHaveLength(2);
	});

	it('with a word where letters look garbled', () => {
		expect(read('Name,Team\nZoÃ« Lowe,Leeds').notes[0]).toMatch(/look garbled, .* on line 2/);
	});

	it('of 20,000 lines, and formulas as the text that they are', () => {
		const many = Array.from({ length: 20_000 }, (_, n) => `Person ${'abcde'[n % 5]},=1+${n}`);
		const file = read(['Name,Reference', ...many].join('\n'));
		expect(file.lines).toHaveLength(20_000);
		expect(file.lines[1]?.cells[1]).toBe('=1+1');
	});
});

describe('a file is refused', () => {
	const xlsx = new Uint8Array([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00]);

	it.each<[string, Uint8Array | string, RegExp]>([
		['nothing in it', '', /^The file is empty/],
		['only empty lines', '\n , \n', /^The file is empty/],
		['a spreadsheet', xlsx, /^This is a spreadsheet .* not a CSV file.*“CSV UTF-8”/],
		['an old spreadsheet', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), /old Excel file/],
		['a PDF', '%PDF-1.7 …', /^This is a PDF/],
		['bytes', new Uint8Array([1, 0, 0, 2, 9, 0, 7, 7, 7, 3]), /^This is not a text file/],
		['a web page', '<html><table><tr><td>Name', /^This is a web page or XML/],
		['only headings', 'Name,Team\n,\n', /holds headings and nothing below them/],
		[
			'data first',
			'Asha Bello,asha@harbourlane.example\nBea Lowe,b@x.example',
			/looks like somebody’s data/
		],
		['days first', 'Asha Bello,03/09/2026\nBea Lowe,3/9/2026', /“03\/09\/2026”, which looks like/],
		[
			'no names',
			'ID,Phone\n1,0113 4960000\n2,0113 4960001',
			/No column of this file can be one of names/
		],
		[
			'an open quotation mark',
			'Name,Team\nAsha,Leeds\n"Bea,Leeds\nTom,Leeds',
			/opens in or after line 3 is never closed/
		],
		[
			'too many columns',
			`${'Name,'.repeat(201)}Team\n${'Bea,'.repeat(201)}Leeds`,
			/The file has 202 columns/
		]
	])('with %s', (_, bytes, message) => {
		expect(refusal(bytes)).toMatch(message);
	});

	it('with too many lines', () => {
		const many = 'Name,Team\n' + 'Asha Bello,Leeds\n'.repeat(20_001);
		expect(refusal(many)).toMatch(/^The file has 20,001 lines, and 20,000 can be imported at once/);
	});

	it('that is too large', () => {
		expect(refusal(new Uint8Array(MOST_BYTES + 1).fill(97))).toMatch(/larger than 10 MB/);
	});

	it('of training history with too few columns', () => {
		expect(refusal('Name,Course\nAsha,Prevent', 'history')).toMatch(/needs three columns at least/);
		expect(refusal('Ref,Course,Date\n1,Prevent,03/09/2026', 'history')).toBe('It was read.');
	});
});

describe('a file that is written', () => {
	it('has a column for everything', () => {
		expect(templateCsv('people')).toBe(
			'\ufeffReference,Full name,Email address,First day,Last day,Roles,Team,Line manager,First unsupervised contact\r\n'
		);
		expect(templateCsv('history')).toContain('What was done,Completed on');
	});

	it('holds the refused lines with the reasons, and calculates nothing', () => {
		const file = {
			header: ['Name', 'Team'],
			lines: [
				{ line: 2, cells: ['Asha', 'Leeds'] },
				{ line: 3, cells: ['=HYPERLINK("http://x.example")', '@SUM(A1)', 'one too many'] }
			]
		};
		const problems = [
			{ column: null, message: 'This line has 3 cells.' },
			{ column: 'Team', message: 'There is no such team, "North".' }
		];
		const text = refusedCsv(file, [{ line: 3, problems }]);
		expect(text).toBe(
			'\ufeffLine in the file,Why it was refused,Name,Team\r\n' +
				`3,"This line has 3 cells. Team: There is no such team, ""North"".","'=HYPERLINK(""http://x.example"")","'@SUM(A1)",one too many\r\n`
		);
	});

	it('can be brought again, with the apostrophes taken off', () => {
		const file = {
			header: ['Name', 'Reference'],
			lines: [{ line: 9, cells: ['Asha Bello', '-5'] }]
		};
		const again = read(refusedCsv(file, [{ line: 9, problems: [{ column: null, message: 'x' }] }]));
		expect(again.header).toEqual(['Line in the file', 'Why it was refused', 'Name', 'Reference']);
		expect(again.lines[0]?.cells).toEqual(['9', 'x', 'Asha Bello', "'-5"]);
	});
});
