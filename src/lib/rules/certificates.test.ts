import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	certificateCode,
	certificateInWords,
	certificateNumber,
	certificateStandingOn,
	CODE_BYTES,
	groupedCode,
	isCertificateNumber,
	normaliseCode
} from './certificates.ts';

describe('standing', () => {
	it.each([
		['2026-11-20', 'valid'],
		['2026-11-21', 'valid'],
		['2026-11-22', 'expired']
	])('valid until 21 November is, on %s, %s', (today, standing) => {
		expect(certificateStandingOn({ validUntil: '2026-11-21', withdrawn: false }, today)).toBe(
			standing
		);
	});

	it('never runs out without a last day', () => {
		expect(certificateStandingOn({ validUntil: null, withdrawn: false }, '2099-01-01')).toBe(
			'valid'
		);
	});

	it.each(['2026-11-21', '2026-11-22'])('stays withdrawn on %s', (today) => {
		expect(certificateStandingOn({ validUntil: '2026-11-21', withdrawn: true }, today)).toBe(
			'withdrawn'
		);
	});
});

describe('number', () => {
	it.each([
		['2026-11-21', 42, 'SH-2026-000042'],
		['2027-01-01', 999_999, 'SH-2027-999999'],
		['2027-01-01', 1_000_000, 'SH-2027-1000000']
	])('issued on %s as the %i.', (issuedOn, count, number) => {
		expect(certificateNumber(issuedOn, count)).toBe(number);
		expect(isCertificateNumber(number)).toBe(true);
	});

	it.each([
		'',
		'\0',
		'SH-2026-42',
		'No. SH-2026-000042',
		'SH-2026-000042\n',
		'sh-2026-000042',
		'SH-2026-000042.pdf'
	])('%j is none', (text) => {
		expect(isCertificateNumber(text)).toBe(false);
	});
});

describe('code', () => {
	const bytes = fc.uint8Array({ minLength: CODE_BYTES, maxLength: CODE_BYTES });

	it('carries at least 100 bits and no character that looks like another', () => {
		expect(CODE_BYTES * 5).toBeGreaterThanOrEqual(100);
		fc.assert(
			fc.property(bytes, (random) => {
				expect(certificateCode(random)).toMatch(/^[0-9A-HJKMNP-TV-Z]{20}$/);
			})
		);
	});

	it('uses every character of the alphabet equally often', () => {
		const all = Uint8Array.from({ length: 256 }, (_, byte) => byte);
		const counts = new Map<string, number>();
		for (const byte of all) {
			const first = certificateCode(new Uint8Array(CODE_BYTES).fill(byte)).charAt(0);
			counts.set(first, (counts.get(first) ?? 0) + 1);
		}
		expect([...counts.values()]).toEqual(Array.from({ length: 32 }, () => 8));
	});

	it('is refused when there is too little chance in it', () => {
		expect(() => certificateCode(new Uint8Array(CODE_BYTES - 1))).toThrow(
			new RangeError('A code needs 20 random bytes')
		);
	});

	it('is read back however it is grouped, spaced and cased', () => {
		fc.assert(
			fc.property(bytes, (random) => {
				const code = certificateCode(random);
				expect(normaliseCode(code)).toBe(code);
				expect(normaliseCode(` ${groupedCode(code).toLowerCase()} `)).toBe(code);
				expect(normaliseCode(`https://training.example/verify/${groupedCode(code)}`)).toBe(code);
				expect(normaliseCode(`https://training.example/verify/${code}/?from=qr#top`)).toBe(code);
			})
		);
	});

	it('is grouped in fours', () => {
		expect(groupedCode('0123456789ABCDEFGHJK')).toBe('0123-4567-89AB-CDEF-GHJK');
		expect(groupedCode('')).toBe('');
	});

	it.each([
		['OIL0 1111 2222 3333 4444', '01101111222233334444'],
		['oil0–1111–2222–3333–4444', '01101111222233334444']
	])('reads %s as digits', (typed, code) => {
		expect(normaliseCode(typed)).toBe(code);
	});

	it.each(['', '?', '0123', '0123456789ABCDEFGHJKM', 'U123456789ABCDEFGHJK', 'ß'.repeat(20)])(
		'refuses "%s"',
		(typed) => {
			expect(normaliseCode(typed)).toBeNull();
		}
	);
});

describe('in words', () => {
	const day = '2026-11-21';
	it.each([
		['valid', day, null, 'Valid until 21 Nov 2026'],
		['valid', null, null, 'Valid, does not run out'],
		['expired', day, null, 'Expired · ran out 21 Nov 2026'],
		['withdrawn', day, day, 'Withdrawn on 21 Nov 2026'],
		['withdrawn', day, null, 'Withdrawn']
	] as const)('%s, until %s, withdrawn %s', (standing, validUntil, withdrawnOn, words) => {
		expect(certificateInWords({ standing, validUntil, withdrawnOn })).toBe(words);
	});
});
