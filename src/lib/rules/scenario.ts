import { END } from './content/scenario.ts';

/**
 * The rules of a scenario: where a person stands after the choices they have made. The list of
 * choices is the whole state, so that the path can be read again at any time.
 */

/** What the rules need to know of a scenario. Content of a module fits as it is. */
export type ScenarioPlan = {
	/** The key of the first decision. */
	start: string;
	decisions: readonly {
		key: string;
		choices: readonly {
			key: string;
			best?: boolean | undefined;
			/** The key of another decision, or `end`; null for a choice that is to be made again. */
			next?: string | null | undefined;
		}[];
	}[];
};

export type Choice = { decision: string; choice: string };

/** A choice on the path, with what is known of it. */
export type ChoiceMade = Choice & { best: boolean };

export type ScenarioPlace = {
	/** The decision that waits for a choice; null when the scenario is finished. */
	current: string | null;
	/** The choices already tried at the current decision, in the order they were made. */
	tried: string[];
	/** The choice made last, whose consequence is shown; null at the start. */
	last: ChoiceMade | null;
	finished: boolean;
	/** Every choice made, in order. */
	path: ChoiceMade[];
};

/** Why a choice is not taken; `already_made` is a second click and changes nothing. */
export type ChoiceRefusal = 'already_made' | 'not_current' | 'not_offered';

/**
 * Replays the choices. The best choice leads on, and so does a poor one that is played out in a
 * decision of its own, where it can be mended; any other leads back to the same decision.
 * A choice that the scenario does not know (any more), or that was made out of turn, is passed
 * over: content may change while somebody is half-way through, and nobody should be stuck.
 */
export function placeInScenario(plan: ScenarioPlan, choices: readonly Choice[]): ScenarioPlace {
	let current: string | null = plan.start;
	let tried: string[] = [];
	const path: ChoiceMade[] = [];
	for (const made of choices) {
		const offered = choiceOf(plan, made);
		if (offered === undefined || made.decision !== current || tried.includes(made.choice)) continue;
		path.push({ decision: made.decision, choice: made.choice, best: offered.best === true });
		tried.push(made.choice);
		if (offered.next) {
			current = offered.next === END ? null : offered.next;
			tried = [];
		}
	}
	return { current, tried, last: path.at(-1) ?? null, finished: current === null, path };
}

/** Whether a choice can be made where the person stands; null when it can. */
export function choiceRefusal(
	plan: ScenarioPlan,
	place: ScenarioPlace,
	made: Choice
): ChoiceRefusal | null {
	if (place.path.some((past) => past.decision === made.decision && past.choice === made.choice)) {
		return 'already_made';
	}
	if (made.decision !== place.current) return 'not_current';
	return choiceOf(plan, made) === undefined ? 'not_offered' : null;
}

function choiceOf(plan: ScenarioPlan, made: Choice) {
	return plan.decisions
		.find((decision) => decision.key === made.decision)
		?.choices.find((choice) => choice.key === made.choice);
}
