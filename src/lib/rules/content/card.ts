import * as v from 'valibot';
import { snakeKey, text } from './fields.ts';

const lines = (least: number, most: number) => {
	const message = `must hold ${least} to ${most} lines`;
	return v.pipe(v.array(text), v.minLength(least, message), v.maxLength(most, message));
};

/** What `modules/<slug>/card.yaml` holds: what to do, on one side of paper. */
export const cardFile = v.strictObject({
	title: text,
	/** When to reach for the card. */
	when: text,
	/** What to do, in order. */
	steps: lines(4, 7),
	/** What never to do: "Promise to keep it secret". */
	never: lines(2, 4),
	/** What one can say. */
	words: v.optional(lines(0, 4), []),
	/** Keys of posts, of those of the module: whom to call. */
	posts: v.pipe(v.array(snakeKey), v.minLength(1, 'must name at least one post')),
	/** Keys of helplines. */
	helplines: v.pipe(v.array(text), v.minLength(1, 'must name at least one helpline'))
});

export type CardFile = v.InferOutput<typeof cardFile>;

/** The action card of a module. */
export interface ActionCard extends CardFile {
	/** The module's slug. */
	slug: string;
	/** The module's title. */
	module: string;
}
