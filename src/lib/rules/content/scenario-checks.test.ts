import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { checkScenario } from './scenario-checks.ts';
import { decisionForPerson, findDecision, scenarioFile, type Scenario } from './scenario.ts';

type Input = v.InferInput<typeof scenarioFile>;
type Choice = Input['decisions'][number]['choices'][number];

function decision(key: string, next: string | undefined, more: Partial<Choice>[] = []) {
	const choices: Choice[] = [
		{ key: 'a', text: 'A', consequence: 'So.', best: true, ...(next ? { next } : {}) },
		{ key: 'b', text: 'B', consequence: 'So.', critical: true },
		{ key: 'c', text: 'C', consequence: 'So.' }
	];
	return { key, question: 'What now?', choices: choices.map((one, i) => ({ ...one, ...more[i] })) };
}

function scenario(decisions: Input['decisions'], changed: Partial<Input> = {}): Scenario {
	return v.parse(scenarioFile, {
		title: 'T',
		minutes: 3,
		outcomes: ['lo1'],
		setup: 'S',
		start: 'first',
		decisions,
		debrief: 'D',
		...changed
	});
}

function found(one: Scenario): string[] {
	return checkScenario('s.yaml', one, new Set(['lo1'])).map(
		({ path, message }) => `${path.join('.')}: ${message}`
	);
}

describe('a scenario', () => {
	it('is fine when the best choices lead through every decision to the end', () => {
		expect(found(scenario([decision('first', 'second'), decision('second', 'end')]))).toEqual([]);
	});

	it('is fine when poor choices are played out and mended', () => {
		const mended = scenario([
			decision('first', 'second', [{}, { next: 'worse' }, { next: 'other' }]),
			decision('worse', 'second', [{}, { next: 'other' }]),
			decision('other', 'end'),
			decision('second', 'end')
		]);
		expect(found(mended)).toEqual([]);
	});

	it.each([
		[
			'an unknown outcome',
			scenario([decision('first', 'end')], { outcomes: ['lo9'] }),
			'outcomes.0: "lo9" is not known: add it to module.yaml'
		],
		[
			'an unknown start',
			scenario([decision('other', 'end')], { start: 'first' }),
			'start: There is'
		],
		[
			'a decision nobody reaches',
			scenario([decision('first', 'end'), decision('lost', 'end')]),
			'decisions.1.key: Nobody'
		],
		[
			'a circle',
			scenario([decision('first', 'second'), decision('second', 'first')]),
			'decisions.1.choices.0.next: The choices go round'
		],
		[
			'a way to nowhere',
			scenario([decision('first', 'lost')]),
			'decisions.0.choices.0.next: There is no decision "lost"'
		],
		[
			'a poor choice to nowhere',
			scenario([decision('first', 'end', [{}, { next: 'lost' }])]),
			'decisions.0.choices.1.next: There is no decision "lost"'
		],
		[
			'a poor choice that leads back to where it came from',
			scenario([decision('first', 'end', [{}, { next: 'first' }])]),
			'decisions.0.choices.1.next: The choices go round in a circle back to "first"'
		],
		[
			'a mended choice that leads back',
			scenario([decision('first', 'end', [{}, { next: 'worse' }]), decision('worse', 'first')]),
			'decisions.1.choices.0.next: The choices go round in a circle back to "first"'
		],
		[
			'a poor choice that leads on as the best does',
			scenario([decision('first', 'second', [{}, { next: 'second' }]), decision('second', 'end')]),
			'decisions.0.choices.1.next: This poor choice leads on as the best one does'
		],
		[
			'two best choices',
			scenario([decision('first', 'end', [{}, { best: true, critical: false, next: 'end' }])]),
			'decisions.0.choices: "first" has 2 best choices: mark exactly one'
		],
		[
			'no best choice',
			scenario([decision('first', undefined, [{ best: false }])]),
			'decisions.0.choices: "first" has 0 best choices'
		],
		[
			'a best choice without a way on',
			scenario([decision('first', undefined)]),
			'decisions.0.choices.0: The best choice needs "next"'
		],
		[
			'a critical best choice',
			scenario([decision('first', 'end', [{ critical: true }])]),
			'decisions.0.choices.0: The best choice cannot be critical'
		],
		[
			'a poor choice that ends it',
			scenario([decision('first', 'end', [{}, { next: 'end' }])]),
			'decisions.0.choices.1.next: A poor choice cannot end the scenario'
		],
		[
			'a choice used twice',
			scenario([decision('first', 'end', [{}, { key: 'a' }])]),
			'decisions.0.choices.1.key: "a" is used twice'
		],
		[
			'a decision called end',
			scenario([decision('first', 'end'), decision('end', 'end')]),
			'decisions.1.key: "end" is the word that ends a scenario: give this decision another key'
		],
		[
			'a decision used twice',
			scenario([decision('first', 'end'), decision('first', 'end')]),
			'decisions.1.key: "first" is used twice'
		]
	])('is reported for %s', (_, one, message) => {
		expect(found(one).join('\n')).toContain(message);
	});

	it('is reported for each thing once', () => {
		expect(found(scenario([decision('first', undefined)]))).toEqual([
			expect.stringContaining('The best choice needs "next"')
		]);
		const meeting = scenario([
			decision('first', 'second', [{}, { next: 'worse' }]),
			decision('worse', 'second'),
			decision('second', 'lost')
		]);
		expect(found(meeting)).toEqual([
			'decisions.2.choices.0.next: There is no decision "lost": correct the key or add the decision'
		]);
	});

	it('shows a person the choices and not what they lead to', () => {
		const one = scenario([decision('first', 'end')]);
		const [first] = one.decisions;
		expect(first && decisionForPerson(first)).toEqual({
			key: 'first',
			situation: null,
			question: 'What now?',
			choices: [
				{ key: 'a', text: 'A' },
				{ key: 'b', text: 'B' },
				{ key: 'c', text: 'C' }
			]
		});
		expect(findDecision(one, 'first')).toBe(first);
		expect(findDecision(one, 'second')).toBeUndefined();
	});
});
