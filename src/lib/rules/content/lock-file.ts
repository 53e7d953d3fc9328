import * as v from 'valibot';

/** What `versions.json` holds. */
export const lockFile = v.record(
	v.string(),
	v.record(v.string(), v.strictObject({ sha256: v.string(), released: v.boolean() }))
);
