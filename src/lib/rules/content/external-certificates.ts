import * as v from 'valibot';
import { kebabName, months, text } from './fields.ts';

const certificate = v.pipe(
	v.strictObject({ key: kebabName, title: text, description: text, months: v.optional(months) }),
	v.transform((line) => ({
		...line,
		/** For how long it is usually taken to be valid; null where it does not run out. */
		months: line.months ?? null
	}))
);

/** What `external-certificates.yaml` holds. */
export const externalCertificatesFile = v.strictObject({
	certificates: v.pipe(v.array(certificate), v.minLength(1, 'must hold at least one certificate'))
});

/** A certificate that somebody else gives: the item `external:<key>`. */
export type ExternalCertificate = v.InferOutput<
	typeof externalCertificatesFile
>['certificates'][number];
