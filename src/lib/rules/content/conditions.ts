import * as v from 'valibot';
import { snakeKey, text } from './fields.ts';

const condition = v.strictObject({ key: snakeKey, title: text, you: text, for: text });

/** What `conditions.yaml` holds. */
export const conditionsFile = v.strictObject({
	conditions: v.pipe(v.array(condition), v.minLength(1, 'must hold at least one condition'))
});

/**
 * Something about a person, or about everybody in a role, under which more is asked. `title` is a
 * statement that holds or does not, `you` the same said to the person, `for` whom it is meant for.
 */
export type Condition = v.InferOutput<typeof conditionsFile>['conditions'][number];
