import * as v from 'valibot';
import { days, flag, item, kebabName, snakeKey, text } from './fields.ts';

const step = v.pipe(
	v.strictObject({
		key: kebabName,
		title: text,
		description: text,
		gate: flag,
		owner: v.picklist(['starter', 'manager'], 'must be starter or manager'),
		item: v.optional(item),
		confirm: v.optional(
			v.strictObject({
				prompt: text,
				answers: v.pipe(v.array(text), v.minLength(1, 'must hold at least one answer'))
			})
		),
		roles: v.optional(v.pipe(v.array(snakeKey), v.minLength(1, 'must name at least one role')))
	}),
	v.transform((line) => ({
		...line,
		/** The module or agreement whose completion ticks this step. */
		item: line.item ?? null,
		/** What the manager is asked when there is no item. */
		confirm: line.confirm ?? null,
		/** Null: for everyone. Else for those who hold one of these roles. */
		roles: line.roles ?? null
	}))
);

const stage = v.pipe(
	v.strictObject({
		key: kebabName,
		title: text,
		due_days: days,
		steps: v.pipe(v.array(step), v.minLength(1, 'must hold at least one step'))
	}),
	v.transform(({ due_days, ...rest }) => ({
		...rest,
		/** Days from the person's first day. */
		dueDays: due_days
	}))
);

/** What `induction/<key>.yaml` holds. */
export const inductionFile = v.strictObject({
	title: text,
	summary: text,
	stages: v.pipe(v.array(stage), v.minLength(1, 'must hold at least one stage'))
});

export type InductionFile = v.InferOutput<typeof inductionFile>;
export type InductionStage = InductionFile['stages'][number];
export type InductionStep = InductionStage['steps'][number];

/** An induction programme; `key` is the name of its file. */
export interface InductionProgramme extends InductionFile {
	key: string;
}
