import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choiceRefusal, placeInScenario, type Choice, type ScenarioPlan } from './scenario.ts';

const plan: ScenarioPlan = {
	start: 'first',
	decisions: [
		{
			key: 'first',
			choices: [
				{ key: 'warn', next: null },
				{ key: 'listen', best: true, next: 'route' },
				{ key: 'photograph' }
			]
		},
		{
			key: 'route',
			choices: [{ key: 'wait' }, { key: 'report', best: true, next: 'end' }, { key: 'form' }]
		}
	]
};

/** As above, but a poor choice is played out in a decision of its own. */
const branching: ScenarioPlan = {
	start: 'first',
	decisions: [
		{
			key: 'first',
			choices: [
				{ key: 'promise', next: 'silent' },
				{ key: 'listen', best: true, next: 'route' },
				{ key: 'photograph' }
			]
		},
		{
			key: 'silent',
			choices: [{ key: 'press' }, { key: 'explain', best: true, next: 'route' }, { key: 'leave' }]
		},
		{
			key: 'route',
			choices: [{ key: 'wait' }, { key: 'report', best: true, next: 'end' }, { key: 'form' }]
		}
	]
};

const made = (decision: string, choice: string): Choice => ({ decision, choice });
const warn = made('first', 'warn');
const listen = made('first', 'listen');
const photograph = made('first', 'photograph');
const wait = made('route', 'wait');
const report = made('route', 'report');

describe('where a person stands', () => {
	it.each([
		['at the start', [], 'first', [], null],
		['after a poor choice', [warn], 'first', ['warn'], 'warn'],
		['after two poor choices', [warn, photograph], 'first', ['warn', 'photograph'], 'photograph'],
		['after the best choice', [warn, listen], 'route', [], 'listen'],
		['after a poor choice later on', [listen, wait], 'route', ['wait'], 'wait'],
		['at the end', [listen, wait, report], null, [], 'report']
	])('%s', (_, choices, current, tried, last) => {
		const place = placeInScenario(plan, choices);
		expect(place.current).toBe(current);
		expect(place.finished).toBe(current === null);
		expect(place.tried).toEqual(tried);
		expect(place.last?.choice ?? null).toBe(last);
		expect(place.path.map(({ decision, choice }) => made(decision, choice))).toEqual(choices);
	});

	it('marks the best choices on the path', () => {
		const { path } = placeInScenario(plan, [warn, listen, report]);
		expect(path.map((line) => line.best)).toEqual([false, true, true]);
	});

	it.each([
		['a decision that is not current', [report]],
		['a decision that does not exist', [made('nowhere', 'warn')]],
		['a choice that does not exist', [made('first', 'nothing')]]
	])('passes over %s', (_, choices) => {
		expect(placeInScenario(plan, choices)).toEqual(placeInScenario(plan, []));
	});

	it('passes over what comes after the end and what was made twice', () => {
		const place = placeInScenario(plan, [warn, warn, listen, report, wait]);
		expect(place.path.map((line) => line.choice)).toEqual(['warn', 'listen', 'report']);
		expect(place.finished).toBe(true);
	});
});

describe('where a poor choice is played out', () => {
	const promise = made('first', 'promise');
	const explain = made('silent', 'explain');

	it.each([
		['it leads to the decision that mends it', [promise], 'silent', []],
		['what was tried before does not count there', [photograph, promise], 'silent', []],
		[
			'a poor choice there leads back to it',
			[promise, made('silent', 'press')],
			'silent',
			['press']
		],
		['the best choice there leads on', [promise, explain], 'route', []],
		['the end is reached by way of it', [promise, explain, report], null, []],
		['the way round it is open too', [listen, report], null, []],
		['what it left behind is passed over', [promise, listen], 'silent', []]
	])('%s', (_, choices, current, tried) => {
		const place = placeInScenario(branching, choices);
		expect([place.current, place.tried]).toEqual([current, tried]);
		expect(place.finished).toBe(current === null);
	});

	it('the path says which choices were best', () => {
		const { path } = placeInScenario(branching, [promise, explain, report]);
		expect(path.map((line) => line.best)).toEqual([false, true, true]);
	});

	it('a decision that was left cannot be taken again', () => {
		const place = placeInScenario(branching, [promise]);
		expect(choiceRefusal(branching, place, listen)).toBe('not_current');
		expect(choiceRefusal(branching, place, promise)).toBe('already_made');
		expect(choiceRefusal(branching, place, explain)).toBeNull();
	});
});

describe('whether a choice can be made', () => {
	it.each([
		['one that is offered', [], warn, null],
		['another after a poor one', [warn], photograph, null],
		['the best after a poor one', [warn], listen, null],
		['the same poor one again', [warn], warn, 'already_made'],
		['the best one again, by a second click', [listen], listen, 'already_made'],
		['the last one again, by a second click', [listen, report], report, 'already_made'],
		['one of a decision that has passed', [listen], photograph, 'not_current'],
		['one of a decision that has not come', [], report, 'not_current'],
		['one that is not offered', [], made('first', 'report'), 'not_offered'],
		['one of a decision that does not exist', [], made('nowhere', 'warn'), 'not_current'],
		['one after the end', [listen, report], wait, 'not_current']
	])('%s', (_, choices, next, refusal) => {
		expect(choiceRefusal(plan, placeInScenario(plan, choices), next)).toBe(refusal);
	});
});

describe.each([
	['straight', plan],
	['branching', branching]
])('whatever the choices, in a %s scenario', (_, plan) => {
	const anyChoice = fc.constantFrom(
		...plan.decisions.flatMap((decision) =>
			decision.choices.map((choice) => made(decision.key, choice.key))
		),
		made('first', 'nothing')
	);

	it('a place read from its own path is the same place', () => {
		fc.assert(
			fc.property(fc.array(anyChoice), (choices) => {
				const place = placeInScenario(plan, choices);
				expect(placeInScenario(plan, place.path)).toEqual(place);
			})
		);
	});

	it('a choice that is not refused is the next on the path, and one that is changes nothing', () => {
		fc.assert(
			fc.property(fc.array(anyChoice), anyChoice, (choices, next) => {
				const before = placeInScenario(plan, choices);
				const after = placeInScenario(plan, [...choices, next]);
				if (choiceRefusal(plan, before, next) === null) {
					expect(after.path).toHaveLength(before.path.length + 1);
					expect(after.last).toMatchObject(next);
				} else {
					expect(after).toEqual(before);
				}
			})
		);
	});

	it('the end is always within reach, one best choice at a time', () => {
		fc.assert(
			fc.property(fc.array(anyChoice), (choices) => {
				const path = [...choices];
				for (let step = 0; step < plan.decisions.length; step++) {
					const { current } = placeInScenario(plan, path);
					const decision = plan.decisions.find((one) => one.key === current);
					const best = decision?.choices.find((choice) => choice.best);
					if (decision && best) path.push(made(decision.key, best.key));
				}
				expect(placeInScenario(plan, path).finished).toBe(true);
			})
		);
	});
});
