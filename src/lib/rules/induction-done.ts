import type { StepWords } from './content/induction.ts';
import { addDays, type Day } from './day.ts';

/** How a step of an induction comes to be done. */

/** An item that the person completed; `validUntil` is null when it does not run out. */
export type ItemCompletion = { item: string; completedOn: Day; validUntil: Day | null };

/** A step that somebody confirmed: `by` is the person's id. */
export type StepConfirmation = {
	step: string;
	on: Day;
	by: string;
	answer: string;
	note: string | null;
};

/** How a step came to be done: by itself, from a completion, or by a manager's word. */
export type StepDone =
	| { how: 'item'; on: Day }
	| { how: 'confirmed'; on: Day; by: string; answer: string; note: string | null };

/**
 * A completion ticks its step when it was made on or after the first day, or before it and was
 * still valid then; where a programme asks for things again, at most so many days before. Once done
 * a step stays done: that the training runs out again is the business of its renewal.
 */
export function doneBy(
	step: StepWords,
	againWithinDays: number | null,
	facts: {
		startedOn: Day;
		completions: readonly ItemCompletion[];
		confirmations: readonly StepConfirmation[];
	},
	today: Day
): StepDone | null {
	if (step.item !== null) {
		const { startedOn } = facts;
		const counts = ({ completedOn, validUntil }: ItemCompletion) =>
			againWithinDays === null
				? completedOn >= startedOn || validUntil === null || validUntil >= startedOn
				: completedOn >= addDays(startedOn, -againWithinDays);
		const days = facts.completions
			.filter((one) => one.item === step.item && one.completedOn <= today && counts(one))
			.map(({ completedOn }) => completedOn)
			.sort();
		const [on] = days;
		return on === undefined ? null : { how: 'item', on };
	}
	const confirmed = facts.confirmations.find(
		({ step: key, on }) => key === step.key && on <= today
	);
	if (confirmed === undefined) return null;
	const { on, by, answer, note } = confirmed;
	return { how: 'confirmed', on, by, answer, note };
}
