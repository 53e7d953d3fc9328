import * as v from 'valibot';
import { expect, it } from 'vitest';
import { externalCertificatesFile } from './external-certificates.ts';

it('certificates from elsewhere run out only where the file says so', () => {
	const one = { key: 'first-aid', title: 'First aid', description: 'D' };
	const certificates = [one, { ...one, key: 'driving', months: 36 }];
	expect(v.parse(externalCertificatesFile, { certificates }).certificates).toEqual([
		{ ...one, months: null },
		{ ...one, key: 'driving', months: 36 }
	]);
	expect(v.is(externalCertificatesFile, { certificates: [] })).toBe(false);
	expect(v.is(externalCertificatesFile, { certificates: [{ ...one, key: 'First aid' }] })).toBe(
		false
	);
});
