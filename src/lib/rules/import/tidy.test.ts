import { describe, expect, it } from 'vitest';
import { isSameName, keyOf, nameKey, readEmail, readName, saysNothing, tidy } from './tidy.ts';

describe('tidying a cell', () => {
	it.each([
		['  Asha   Bello ', 'Asha Bello'],
		['Asha\u00a0Bello\u200b', 'Asha Bello'],
		['\ufeffAsha', 'Asha'],
		['Line one\r\nline two\tend', 'Line one line two end'],
		['Siobhan O’Brien', "Siobhan O'Brien"],
		['Siobhan O`Brien', "Siobhan O'Brien"],
		['“Bea” Lowe', '"Bea" Lowe'],
		['Kwame Mensah\u2011Hart', 'Kwame Mensah-Hart'],
		['Zoe\u0301', 'Zoé'],
		['a\u0000b', 'ab'],
		['="00123"', '00123'],
		['="00123"x', '="00123"x'],
		['x="00123"', 'x="00123"'],
		["'=SUM(A1)", '=SUM(A1)'],
		["'-5", '-5'],
		["'Tis", "'Tis"],
		['=1+1', '=1+1'],
		['', '']
	])('%j is %j', (cell, text) => {
		expect(tidy(cell)).toBe(text);
	});

	it('compares without case and length of dashes', () => {
		expect(keyOf(' Smith–JONES ')).toBe('smith-jones');
	});

	it.each(['', '-', '---', '–', '—', 'N/A', 'na', '#N/A', 'None', 'null', 'nil'])(
		'%j says that there is nothing',
		(text) => {
			expect(saysNothing(text)).toBe(true);
		}
	);

	it.each(['Nan', 'Anna', '0', 'no', 'x-', '-x', 'none yet'])('%j says something', (text) => {
		expect(saysNothing(text)).toBe(false);
	});
});

describe('an email address', () => {
	it.each([
		['Asha.Bello@HarbourLane.Example', 'asha.bello@harbourlane.example'],
		['mailto:asha@harbourlane.example', 'asha@harbourlane.example'],
		['Asha Bello <Asha@harbourlane.example>', 'asha@harbourlane.example'],
		['Asha <asha@harbourlane.example>, Ben <ben@harbourlane.example>', null],
		['<asha@harbourlane.example> at work', null],
		['asha@harbourlane', null],
		['asha at harbourlane.example', null],
		[`${'a'.repeat(250)}@harbourlane.example`, null],
		['', null]
	])('in %j is %j', (text, email) => {
		expect(readEmail(text)).toBe(email);
	});
});

describe('a name', () => {
	it.each([
		['Asha Bello', 'Asha Bello'],
		['Bello, Asha', 'Asha Bello'],
		['Bello,Asha Ngozi', 'Asha Ngozi Bello'],
		['Asha Bello, MBE', 'Asha Bello, MBE'],
		['Asha Bello, Jr.', 'Asha Bello, Jr.'],
		['Asha Bello, III', 'Asha Bello, III'],
		['Asha Bello, PhD', 'Asha Bello, PhD'],
		['Bello, Mae', 'Mae Bello'],
		['Bello, Baptiste', 'Baptiste Bello'],
		['Bello, Asha, Dr', 'Bello, Asha, Dr']
	])('written %j is %j', (text, name) => {
		expect(readName(text)).toBe(name);
	});

	it('compares without title, case and order', () => {
		for (const same of ['Dr Asha Bello', 'Mrs. ASHA BELLO', 'Bello, Asha', ' asha  bello']) {
			expect(nameKey(same)).toBe('asha bello');
		}
		expect(nameKey('Mr')).toBe('mr');
		expect(nameKey('Asha Dr Bello')).toBe('asha dr bello');
		expect(nameKey('Missy Bello')).toBe('missy bello');
	});

	it.each([
		['Asha Bello', 'Asha Bello', true],
		['Asha Bello', 'ASHA BELLO', true],
		['Asha Bello', 'asha bello', true],
		['Asha Bello', 'Asha bello', false],
		['Asha Bello', 'ASHA BELL', false]
	])('%j and %j: the same is %s', (recorded, written, same) => {
		expect(isSameName(recorded, written)).toBe(same);
	});
});
