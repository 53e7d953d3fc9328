import * as v from 'valibot';
import { flag, kebabName, minutes, snakeKey, text } from './fields.ts';

const choice = v.pipe(
	v.strictObject({
		key: kebabName,
		text,
		best: flag,
		critical: flag,
		consequence: text,
		next: v.optional(kebabName)
	}),
	v.transform((line) => ({ ...line, next: line.next ?? null }))
);

const decision = v.pipe(
	v.strictObject({
		key: kebabName,
		situation: v.optional(text),
		question: text,
		choices: v.pipe(v.array(choice), v.minLength(3, 'must hold at least three choices'))
	}),
	v.transform((line) => ({ ...line, situation: line.situation ?? null }))
);

/** What `modules/<slug>/scenarios/<name>.yaml` holds. */
export const scenarioFile = v.strictObject({
	title: text,
	minutes,
	outcomes: v.pipe(v.array(snakeKey), v.minLength(1, 'must name at least one outcome')),
	setup: text,
	start: kebabName,
	decisions: v.pipe(v.array(decision), v.minLength(1, 'must hold at least one decision')),
	debrief: text
});

/** The word in `next` that ends a scenario. */
export const END = 'end';

/**
 * A scenario with what each choice leads to: for the server only. Texts may hold `{{dsl}}` and
 * paragraphs. A choice that is not best leads back to its own decision (`next: null`) or on to one
 * that plays out what follows and lets the person mend it.
 */
export type Scenario = v.InferOutput<typeof scenarioFile>;
export type Decision = Scenario['decisions'][number];
export type Choice = Decision['choices'][number];

/** A choice as a page may show it before the person has chosen. */
export interface ChoiceForPerson {
	key: string;
	text: string;
}

/** A decision as a page may show it before the person has chosen. */
export interface DecisionForPerson {
	key: string;
	situation: string | null;
	question: string;
	choices: ChoiceForPerson[];
}

/** The decision without what its choices lead to, in the file's order: shuffle before showing. */
export function decisionForPerson(decision: Decision): DecisionForPerson {
	const { key, situation, question, choices } = decision;
	return { key, situation, question, choices: choices.map(({ key, text }) => ({ key, text })) };
}

/** The decision of this key. */
export function findDecision(scenario: Scenario, key: string): Decision | undefined {
	return scenario.decisions.find((decision) => decision.key === key);
}
