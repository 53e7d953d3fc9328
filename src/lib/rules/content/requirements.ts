import * as v from 'valibot';
import type { Renewal } from '../renewal.ts';
import { day, days, flag, item, months, nation, snakeKey, text, type Item } from './fields.ts';

const several = <Schema extends v.GenericSchema>(schema: Schema) =>
	v.optional(v.pipe(v.array(schema), v.minLength(1, 'must name at least one')));

const due = v.pipe(
	v.strictObject({
		days: v.optional(days, 0),
		from: v.picklist(
			['start', 'role', 'contact', 'fixed'],
			'must be start (first day with us), role (day of the role), contact (before unsupervised contact) or fixed'
		),
		on: v.optional(day)
	}),
	v.check(
		({ from, on }) => (from === 'fixed') === (on !== undefined),
		'needs "on", a day like 2027-09-01, if it is from: fixed, and only then'
	),
	v.transform(({ on, ...rest }) => ({ ...rest, on: on ?? null }))
);

const monthAndDay = v.pipe(
	v.string(),
	v.check(
		// 2024 was a leap year, so that 29 February counts as a day.
		(written) => v.is(day, `2024-${written}`),
		"must be a month and a day in quotes, like '09-01'"
	)
);

const minimumMonths = v.pipe(
	v.number(),
	v.integer('must be whole months'),
	v.minValue(0, 'must be 0 months or more'),
	v.maxValue(12, 'must be at most 12 months')
);

const line = v.pipe(
	v.strictObject({
		role: v.optional(snakeKey),
		roles: several(snakeKey),
		item,
		condition: v.optional(snakeKey),
		profile: v.optional(snakeKey),
		profiles: several(snakeKey),
		nation: v.optional(nation),
		nations: several(nation),
		due,
		renewal_months: v.optional(months),
		renewal_day: v.optional(monthAndDay),
		renewal_minimum_months: v.optional(minimumMonths),
		window_days: v.optional(days, 0),
		gate: flag,
		basis: v.strictObject({
			kind: v.picklist(
				['statute', 'guidance', 'contract', 'organisation'],
				'must be statute, guidance, contract or organisation'
			),
			text
		})
	}),
	v.check(
		({ role, roles }) => (role === undefined) !== (roles === undefined),
		'needs either "role" or "roles", and not both'
	),
	v.check(
		({ profile, profiles }) => profile === undefined || profiles === undefined,
		'has both "profile" and "profiles": keep one of the two'
	),
	v.check(
		(row) => row.nation === undefined || row.nations === undefined,
		'has both "nation" and "nations": keep one of the two'
	),
	v.check(
		(row) => row.renewal_months === undefined || row.renewal_day === undefined,
		'has both "renewal_months" and "renewal_day": keep one of the two'
	),
	v.check(
		(row) => (row.renewal_day === undefined) === (row.renewal_minimum_months === undefined),
		'needs "renewal_day" and "renewal_minimum_months" together, or neither'
	),
	v.transform((row) => ({
		/** One row of what people must do for each of these, in each of these profiles and nations. */
		roles: [row.role, ...(row.roles ?? [])].filter((role) => role !== undefined),
		profiles: row.profiles ?? [row.profile ?? null],
		nations: row.nations ?? [row.nation ?? null],
		item: row.item,
		condition: row.condition ?? null,
		due: row.due,
		renewal: renewalOf(row),
		/** How many days before it runs out it can be renewed keeping the anniversary. */
		windowDays: row.window_days,
		gate: row.gate,
		basis: row.basis
	}))
);

/** Null where it is done once. */
function renewalOf(row: {
	renewal_months?: number | undefined;
	renewal_day?: string | undefined;
	renewal_minimum_months?: number | undefined;
}): Renewal | null {
	const { renewal_months, renewal_day, renewal_minimum_months = 0 } = row;
	if (renewal_months !== undefined) return { kind: 'months', months: renewal_months };
	if (renewal_day === undefined) return null;
	return { kind: 'yearly', day: renewal_day, minimumMonths: renewal_minimum_months };
}

const returnToWork = v.pipe(
	v.strictObject({ after_months: months, within_days: days, items: v.array(item) }),
	v.transform(({ after_months, within_days, items }) => ({
		/** An absence of so many months or more calls for it. */
		afterMonths: after_months,
		/** It is due so many days after the return. */
		withinDays: within_days,
		items
	}))
);

/** What `requirements.yaml` holds. `planned` are items that a later release brings. */
export const requirementsFile = v.strictObject({
	planned: v.optional(v.array(item), []),
	return_to_work: returnToWork,
	requirements: v.pipe(v.array(line), v.minLength(1, 'must hold at least one requirement'))
});

export type RequirementsFile = v.InferOutput<typeof requirementsFile>;
/** A row of the file: it may stand for several roles, profiles and nations. */
export type RequirementLine = RequirementsFile['requirements'][number];
/** What somebody does again after a long time away. */
export type StandardReturnToWork = RequirementsFile['return_to_work'];
export type Nation = v.InferOutput<typeof nation>;

/** What a role must do as the product ships it: an organisation starts from these. */
export type StandardRequirement = Omit<RequirementLine, 'roles' | 'profiles' | 'nations'> & {
	role: string;
	/** Only in organisations with this profile; null: in all. */
	profile: string | null;
	/** Only in this nation; null: in all. */
	nation: Nation | null;
};

/** The rows of a line, one for each role, profile and nation that it names. */
export function rowsOf({
	roles,
	profiles,
	nations,
	...rest
}: RequirementLine): StandardRequirement[] {
	return roles.flatMap((role) =>
		profiles.flatMap((profile) => nations.map((nation) => ({ ...rest, role, profile, nation })))
	);
}

/** Every item that a requirements file names, each once. */
export function itemsNamed({ requirements, return_to_work }: RequirementsFile): Item[] {
	return [...new Set([...requirements.map(({ item }) => item), ...return_to_work.items])];
}
