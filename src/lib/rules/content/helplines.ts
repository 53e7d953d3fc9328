import * as v from 'valibot';
import { httpsUrl, snakeKey, kebabName, text } from './fields.ts';

const nation = v.picklist(
	['england', 'wales', 'scotland', 'northern_ireland'],
	'must be england, wales, scotland or northern_ireland'
);

const helpline = v.pipe(
	v.strictObject({
		key: v.union([kebabName, snakeKey], 'must be small letters and digits, like report_remove'),
		name: text,
		contact: text,
		url: v.optional(httpsUrl),
		for: text,
		nations: v.pipe(v.array(nation), v.minLength(1, 'must name at least one nation'))
	}),
	v.transform((line) => ({ ...line, url: line.url ?? null }))
);

/** What `helplines.yaml` holds. */
export const helplinesFile = v.strictObject({
	helplines: v.pipe(v.array(helpline), v.minLength(1, 'must hold at least one helpline'))
});

/** A national service; `for` says who it is for and when. */
export type Helpline = v.InferOutput<typeof helplinesFile>['helplines'][number];
