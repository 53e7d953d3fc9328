import { shortDay } from './dates-in-words.ts';
import type { Day } from './day.ts';

/** What a certificate is worth on a day. */
export type CertificateStanding = 'valid' | 'expired' | 'withdrawn';

/**
 * The live standing of a certificate. It is still valid on its last day; a withdrawn certificate
 * stays withdrawn, whatever its dates say.
 */
export function certificateStandingOn(
	certificate: { validUntil: Day | null; withdrawn: boolean },
	today: Day
): CertificateStanding {
	if (certificate.withdrawn) return 'withdrawn';
	return certificate.validUntil !== null && today > certificate.validUntil ? 'expired' : 'valid';
}

/**
 * The number of a certificate, e.g. `SH-2026-000042`: the year it was issued and its place in the
 * count of all certificates, at least six digits.
 */
export function certificateNumber(issuedOn: Day, count: number): string {
	return `SH-${issuedOn.slice(0, 4)}-${String(count).padStart(6, '0')}`;
}

/** Whether a text, e.g. from an address, can be the number of a certificate. */
export function isCertificateNumber(text: string): boolean {
	return /^SH-\d{4}-\d{6,12}$/.test(text);
}

/**
 * Crockford's base 32 without the letters that are read as digits (I, L, O) and without U, so that
 * no code spells a word by accident. 32 characters, so that five bits of a byte choose one evenly.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const CODE_LENGTH = 20;
const GROUP = 4;

/** Random bytes that a code is made of: five bits of each are used, 100 bits in all. */
export const CODE_BYTES = CODE_LENGTH;

/**
 * A verification code from random bytes, without hyphens: 20 characters.
 * Throws RangeError when there are fewer than `CODE_BYTES` bytes.
 */
export function certificateCode(random: Uint8Array): string {
	if (random.length < CODE_BYTES) throw new RangeError(`A code needs ${CODE_BYTES} random bytes`);
	return Array.from(random.subarray(0, CODE_BYTES), (byte) => ALPHABET.charAt(byte % 32)).join('');
}

/** A code in groups of four, as people read and type it: `7K3M-9QXT-…`. */
export function groupedCode(code: string): string {
	return (code.match(new RegExp(`.{1,${GROUP}}`, 'g')) ?? []).join('-');
}

/**
 * The code that somebody typed or pasted, or null when it cannot be one. Spaces, hyphens and case
 * do not matter; O is read as 0, I and L as 1; a whole verification address is understood too.
 */
export function normaliseCode(typed: string): string | null {
	const code = typed
		.replace(/[?#].*$/s, '')
		.replace(/^.*\/verify\//i, '')
		.toUpperCase()
		.replace(/[\s/\p{Pd}]/gu, '')
		.replaceAll('O', '0')
		.replaceAll(/[IL]/g, '1');
	const known = [...code].every((character) => ALPHABET.includes(character));
	return known && code.length === CODE_LENGTH ? code : null;
}

/** Word and day of a certificate's standing, e.g. `Valid until 21 Nov 2027`. */
export function certificateInWords({
	standing,
	validUntil,
	withdrawnOn
}: {
	standing: CertificateStanding;
	validUntil: Day | null;
	withdrawnOn: Day | null;
}): string {
	if (standing === 'withdrawn')
		return `Withdrawn${withdrawnOn ? ` on ${shortDay(withdrawnOn)}` : ''}`;
	if (validUntil === null) return 'Valid, does not run out';
	return standing === 'valid'
		? `Valid until ${shortDay(validUntil)}`
		: `Expired · ran out ${shortDay(validUntil)}`;
}
