import { describe, expect, it } from 'vitest';
import { readEmail, readLink, readPhone } from './contact-fields.ts';

describe('a telephone number', () => {
	it.each([
		['', ''],
		['   ', ''],
		['01632 960 110', '01632 960 110'],
		['  01632\u00a0960   110 ', '01632 960 110'],
		['tel: 01632-960-110', '01632-960-110'],
		['tel:01632960110', '01632960110'],
		['Tel : 01632 960110', '01632 960110'],
		['Telephone 999', '999'],
		['01632–960–110', '01632-960-110'],
		['(01632) 960110', '(01632) 960110'],
		['+44 (0)1632 960110', '+44 1632 960110'],
		['+44(0) 1632 960110', '+44 1632 960110'],
		['01632 960110 ext 12', '01632 960110 ext. 12'],
		['01632 960110, extension 12', '01632 960110 ext. 12'],
		['01632 960110 x12', '01632 960110 ext. 12'],
		['12', null],
		['+12 345 678 901 2345', '+12 345 678 901 2345'],
		['1234567890123456', null],
		['999 tel 112', null],
		['*67 01632 960110', null],
		['01632 960110 #', null],
		['ask at the desk', null],
		['01632 960 110 (mornings)', null],
		['01632 960 110 or 101', null],
		['<script>', null]
	])('%j is read as %j', (typed, read) => {
		expect(readPhone(typed)).toBe(read);
	});
});

describe('an e-mail address', () => {
	it.each([
		['', ''],
		['   ', ''],
		['mailto:', ''],
		[' dsl@example.org ', 'dsl@example.org'],
		['mailto:DSL@Example.ORG', 'DSL@example.org'],
		['Ben Okafor <ben@example.org>', 'ben@example.org'],
		['Ben Okafor < ben@example.org >', 'ben@example.org'],
		['ben@example.org.', 'ben@example.org'],
		['ben@example.org.;', 'ben@example.org'],
		['ben', null],
		['example.org', null],
		['@example.org', null],
		['ben@example', null],
		['ben@example.org, amy@example.org', null],
		['Ben <ben@example.org>, Amy <amy@example.org>', null],
		['Ben <ben@example.org> in the mornings', null]
	])('%j is read as %j', (typed, read) => {
		expect(readEmail(typed)).toBe(read);
	});
});

describe('a link', () => {
	it.each([
		['', ''],
		['   ', ''],
		['https://example.org/form?a=1', 'https://example.org/form?a=1'],
		['https://example.org:8443/form', 'https://example.org:8443/form'],
		['example.org/form', 'https://example.org/form'],
		['example.org/form:new', 'https://example.org/form:new'],
		['example.org:8443/form', 'https://example.org:8443/form'],
		['http://example.org', null],
		['javascript:alert(1)', null],
		['ftp://example.org', null],
		['https://localhost', null],
		['https://me:secret@example.org', null],
		['https://me@example.org', null],
		['https://:secret@example.org', null],
		['our own form', null],
		['https://', null],
		[`https://example.org/${'a'.repeat(2000)}`, null]
	])('%j is read as %j', (typed, read) => {
		expect(readLink(typed)).toBe(read);
	});

	it('may be as long as every browser opens', () => {
		const longest = `https://example.org/${'a'.repeat(1980)}`;
		expect(readLink(longest)).toBe(longest);
		expect(readLink(`${longest}a`)).toBeNull();
	});
});
