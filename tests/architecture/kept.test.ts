import { describe, expect, it } from 'vitest';
import { sources } from './sources.ts';

/*
 * What a device keeps of somebody: the action cards and nothing else. No page of ours stores
 * anything in a browser, and one file decides about the cache.
 */
describe('a browser keeps nothing of a person but their action cards', () => {
	const all = sources().filter(({ file }) => !file.endsWith('.test.ts'));
	const filesWith = (pattern: RegExp) =>
		all.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

	it('in no storage', () => {
		expect(filesWith(/\b(localStorage|sessionStorage|indexedDB)\b/)).toEqual([]);
	});

	it('in one cache, by the service worker alone', () => {
		expect(filesWith(/\bcaches\./)).toEqual(['src/service-worker.ts']);
		expect(filesWith(/\bserviceWorker\b/)).toEqual([]);
	});
});
