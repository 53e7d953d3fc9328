import type { Cause } from './planning.ts';
import type { Standing } from './standing.ts';

const words: Record<Cause, string | null> = {
	requirement: null,
	version: 'New version to do',
	return: 'Back from a long absence',
	lapsed: 'What was done before ran out'
};

/** While one of these holds nothing is to be done, so that why it would be is of no use. */
const nothingToDo: readonly Standing[] = ['complete', 'waived', 'paused', 'not_required'];

/**
 * Why something is asked of a person besides what their role always asks; null where there is
 * nothing to add to the standing.
 */
export function causeInWords(cause: Cause, standing: Standing): string | null {
	return nothingToDo.includes(standing) ? null : words[cause];
}
