import * as v from 'valibot';

/**
 * The small pieces of which the content schemas are made. Their messages are read by authors, so
 * they say what is wrong and how to mend it; `explain.ts` words what valibot finds by itself.
 */

/** Text with something in it, without the space around it. */
export const text = v.pipe(
	v.string(),
	v.trim(),
	v.nonEmpty('is empty: write the text, or take the line out if it is optional')
);

/** A name in an address or of an answer: `easy-money`. */
export const kebabName = v.pipe(
	v.string(),
	v.regex(
		/^[a-z0-9]+(-[a-z0-9]+)*$/,
		'must be small letters and digits joined by single hyphens, like easy-money'
	)
);

/** The key of a role, a post or an outcome: `all_staff`. */
export const snakeKey = v.pipe(
	v.string(),
	v.regex(
		/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/,
		'must be small letters and digits joined by single underscores, like all_staff'
	)
);

/** A calendar day that exists, as 'YYYY-MM-DD'. */
export const day = v.pipe(
	v.string(),
	v.regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day written like 2026-11-21'),
	v.check(isRealDay, 'is not a day in the calendar')
);

function isRealDay(written: string): boolean {
	const moment = new Date(`${written}T00:00:00Z`);
	return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(written);
}

/** Parts of an address that tell its owner who has followed it, and nobody else anything. */
const TRACKING = /[?&](?:utm_\w+|gclid|fbclid|msclkid|dclid|mc_[ce]id|igshid|_hs\w+|si)=/i;

/** A secure web address that follows nobody. */
export const httpsUrl = v.pipe(
	v.string(),
	v.regex(/^https:\/\/[^\s]+\.[^\s]+$/, 'must be a web address that starts with https://'),
	v.check(
		(address) => !TRACKING.test(address),
		'follows its readers: take the part after the question mark out'
	)
);

/** Whole minutes a person needs. */
export const minutes = v.pipe(
	v.number(),
	v.integer('must be whole minutes'),
	v.minValue(1, 'must be at least 1 minute'),
	v.maxValue(240, 'must be at most 240 minutes')
);

/** After how many months something is due again. */
export const months = v.pipe(
	v.number(),
	v.integer('must be whole months'),
	v.minValue(1, 'must be at least 1 month: leave the line out if it never renews'),
	v.maxValue(60, 'must be at most 60 months')
);

/** A number of days, none or more. */
export const days = v.pipe(
	v.number(),
	v.integer('must be whole days'),
	v.minValue(0, 'must be 0 days or more'),
	v.maxValue(730, 'must be at most 730 days')
);

/** A version as text: '2026.11' or '1'. */
export const version = v.pipe(
	v.string(),
	v.regex(/^[0-9]+(\.[0-9]+)*$/, "must be numbers joined by full stops, in quotes, like '2026.11'")
);

/**
 * Something that can be required: `module:prevent-duty`, `agreement:aup-staff` or, for a
 * certificate from elsewhere, `external:dsl-training`.
 */
export type Item = `${'module' | 'agreement' | 'external'}:${string}`;

/** The item a role must do or an induction step rests on. */
export const item = v.custom<Item>(
	(value) =>
		typeof value === 'string' && /^(module|agreement|external):[a-z0-9]+(-[a-z0-9]+)*$/.test(value),
	'must be module: or agreement: and the name of its folder, like module:prevent-duty, or external: and the key of a certificate'
);

/** A nation of the United Kingdom. */
export const nation = v.picklist(
	['england', 'wales', 'scotland', 'northern_ireland'],
	'must be england, wales, scotland or northern_ireland'
);

/** The nations for which something is meant. */
export const nations = v.pipe(v.array(nation), v.minLength(1, 'must name at least one nation'));

/** A yes or no that is no when it is left out. */
export const flag = v.optional(v.boolean(), false);
