import * as v from 'valibot';
import { httpsUrl, kebabName, nations, snakeKey, text } from './fields.ts';

const helpline = v.pipe(
	v.strictObject({
		key: v.union([kebabName, snakeKey], 'must be small letters and digits, like report_remove'),
		name: text,
		contact: text,
		url: v.optional(httpsUrl),
		for: text,
		nations
	}),
	v.transform((line) => ({ ...line, url: line.url ?? null }))
);

/** What `helplines.yaml` holds. */
export const helplinesFile = v.strictObject({
	helplines: v.pipe(v.array(helpline), v.minLength(1, 'must hold at least one helpline'))
});

/** A national service; `for` says who it is for and when. */
export type Helpline = v.InferOutput<typeof helplinesFile>['helplines'][number];
