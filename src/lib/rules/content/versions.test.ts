import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { lockFile } from './lock-file.ts';
import { checkVersions, fingerprintText, recordVersions, type CurrentVersion } from './versions.ts';

function current(sha256: string, version = '1', folder = 'agreements/aup'): CurrentVersion {
	return { folder, version, sha256, file: `${folder}/x.yaml`, path: ['version'] };
}

function messages(lock: Parameters<typeof checkVersions>[0], ...now: CurrentVersion[]): string[] {
	return checkVersions(lock, now).map(({ message }) => message);
}

describe('the fingerprint of files', () => {
	it('is the same whatever their order, line endings and review dates', () => {
		const one = fingerprintText({ 'a.md': 'x\ny', 'b.yaml': 'reviewed: 2026-01-01\nz: 1' });
		const other = fingerprintText({ 'b.yaml': 'reviewed: 2027-01-01\r\nz: 1', 'a.md': 'x\r\ny' });
		expect(other).toBe(one);
	});

	it('changes with a text, a name and what belongs to which file', () => {
		const texts: Record<string, string>[] = [
			{ a: 'x', b: 'y' },
			{ a: 'x', b: 'z' },
			{ a: 'x', c: 'y' },
			{ a: 'xb', b: '' },
			{ a: 'note: reviewed: once', b: '' },
			{ a: 'note: reviewed: twice', b: '' }
		];
		expect(new Set(texts.map((files) => fingerprintText(files))).size).toBe(texts.length);
	});
});

describe('recorded versions', () => {
	const open = { 'agreements/aup': { '1': { sha256: 'old', released: false } } };
	const released = { 'agreements/aup': { '1': { sha256: 'old', released: true } } };
	const module = { 'modules/m': { '1': { sha256: 'old', released: true } } };

	it('are fine when nothing has changed', () => {
		expect(messages(released, current('old'))).toEqual([]);
	});

	it('are asked for and brought up to date', () => {
		expect(messages({}, current('new'))).toEqual([expect.stringContaining('is not recorded')]);
		expect(messages(open, current('new'))).toEqual([expect.stringContaining('have changed since')]);
	});

	it('of a released agreement never change or go', () => {
		expect(messages(released, current('new'))).toEqual([expect.stringContaining('put it back')]);
		expect(messages(released)).toEqual([expect.stringContaining('bring it back')]);
		expect(messages(open)).toEqual([]);
		const others = [current('x', '2'), current('x', '1', 'agreements/other')];
		expect(checkVersions(released, others)).toContainEqual({
			file: 'versions.json',
			path: [],
			message: expect.stringContaining('Version 1 of agreements/aup was released and is gone')
		});
	});

	it('of a released module ask for a new version', () => {
		const changed = current('new', '1', 'modules/m');
		expect(messages(module, changed)).toEqual([expect.stringContaining('a new "version"')]);
		expect(messages(module, { ...changed, version: '2' })).toEqual([
			expect.stringContaining('Version 2 is not recorded')
		]);
	});
});

describe('recording', () => {
	const lock = {
		'agreements/aup': {
			'0': { sha256: 'zero', released: false },
			'1': { sha256: 'one', released: true }
		},
		'modules/gone': { '1': { sha256: 'x', released: false } }
	};

	it('adds what is new, forgets what never was out and refuses to change what is', () => {
		const now = [current('one'), current('two', '2'), current('m', '1', 'modules/m')];
		expect(recordVersions(lock, now, false)).toEqual({
			lock: {
				'agreements/aup': {
					'1': { sha256: 'one', released: true },
					'2': { sha256: 'two', released: false }
				},
				'modules/m': { '1': { sha256: 'm', released: false } }
			},
			refused: []
		});
		expect(recordVersions(lock, [current('changed')], true).refused).toHaveLength(1);
	});

	it('keeps folders in the order of the alphabet', () => {
		const now = ['modules/m', 'agreements/b', 'agreements/a'].map((folder) =>
			current('x', '1', folder)
		);
		expect(Object.keys(recordVersions({}, now, false).lock)).toEqual([
			'agreements/a',
			'agreements/b',
			'modules/m'
		]);
	});

	it('releases when asked to', () => {
		const { lock: recorded } = recordVersions({}, [current('one')], true);
		expect(recorded['agreements/aup']?.['1']?.released).toBe(true);
	});
});

describe('the lock file', () => {
	it('holds fingerprints by folder and version', () => {
		expect(v.is(lockFile, { 'modules/m': { '1': { sha256: 'x', released: true } } })).toBe(true);
		expect(v.is(lockFile, { 'modules/m': { '1': 'x' } })).toBe(false);
	});
});
