import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { httpsUrl } from './fields.ts';
import { checkSources } from './source-checks.ts';

const source = (url: string) => ({ title: 'T', publisher: 'P', date: '2026', url });

describe('the sources of a module', () => {
	it('are fine when each has an address of its own', () => {
		const urls = ['https://www.gov.uk/a', 'https://www.gov.uk/b', 'https://www.gov.uk/a?page=2'];
		expect(checkSources('m.yaml', urls.map(source))).toEqual([]);
	});

	it.each(['https://www.gov.uk/a', 'https://www.gov.uk/a/'])('name %s once', (url) => {
		const sources = [source('https://www.gov.uk/b'), source('https://www.gov.uk/a'), source(url)];
		expect(checkSources('m.yaml', sources)).toEqual([
			{
				file: 'm.yaml',
				path: ['sources', 2, 'url'],
				message: 'This address is source 2 already: keep one of the two'
			}
		]);
	});
});

describe('a web address', () => {
	it.each([
		['https://www.gov.uk/a?page=2', true],
		['https://www.gov.uk/utm_source', true],
		['https://www.gov.uk/a?utm_source=x', false],
		['https://www.gov.uk/a?page=2&utm_campaign=x', false],
		['https://www.gov.uk/a?fbclid=x', false],
		['https://www.gov.uk/a?GCLID=x', false],
		['https://youtu.be/abc?si=x', false]
	])('%s may stand: %s', (address, isFine) => {
		expect(v.is(httpsUrl, address)).toBe(isFine);
	});
});
