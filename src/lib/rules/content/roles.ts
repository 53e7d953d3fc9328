import * as v from 'valibot';
import { flag, snakeKey, text } from './fields.ts';

const role = v.pipe(
	v.strictObject({
		key: snakeKey,
		title: text,
		description: text,
		base: flag,
		workforce: v.optional(v.boolean(), true),
		account: v.optional(v.boolean(), true),
		contact: v.optional(
			v.picklist(
				['none', 'supervised', 'unsupervised', 'remote'],
				'must be none, supervised, unsupervised or remote'
			)
		)
	}),
	v.transform((line) => ({ ...line, contact: line.contact ?? null }))
);

/** What `roles.yaml` holds. */
export const rolesFile = v.strictObject({
	roles: v.pipe(v.array(role), v.minLength(1, 'must hold at least one role'))
});

/**
 * A role. `base`: applies by itself to everyone who holds a workforce role. `account`: whether people
 * here can hold it; who cannot only signs an agreement from a link. `contact`: the usual contact with
 * children and adults at risk.
 */
export type Role = v.InferOutput<typeof rolesFile>['roles'][number];
