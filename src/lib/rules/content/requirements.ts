import * as v from 'valibot';
import { days, flag, item, months, snakeKey, text } from './fields.ts';

const requirement = v.pipe(
	v.strictObject({
		role: snakeKey,
		item,
		due: v.strictObject({
			days,
			from: v.picklist(['start', 'role'], 'must be start (first day with us) or role')
		}),
		renewal_months: v.optional(months),
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
	v.transform(({ renewal_months, window_days, ...rest }) => ({
		...rest,
		/** Null where it is done once. */
		renewalMonths: renewal_months ?? null,
		/** How many days before it runs out it can be renewed keeping the anniversary. */
		windowDays: window_days
	}))
);

/** What `requirements.yaml` holds. */
export const requirementsFile = v.strictObject({
	requirements: v.pipe(v.array(requirement), v.minLength(1, 'must hold at least one requirement'))
});

/** What a role must do as the product ships it: an organisation starts from these. */
export type StandardRequirement = v.InferOutput<typeof requirementsFile>['requirements'][number];
