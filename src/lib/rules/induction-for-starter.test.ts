import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forStarter } from './induction-for-starter.ts';
import type { InductionStageState, InductionStanding, InductionStepState } from './induction.ts';

type Owner = InductionStepState['owner'];

const step = (owner: Owner, standing: InductionStanding): InductionStepState => ({
	...{ key: `${owner}-${standing}`, title: 'A step', description: 'A step', owner, standing },
	item: owner === 'starter' ? 'module:essentials' : null,
	confirm: owner === 'starter' ? null : { prompt: 'How?', answers: ['Asked'] },
	...{ gate: true, roles: [], addedOn: null, dueOn: '2026-11-02' },
	done: standing === 'done' ? { how: 'item', on: '2026-11-02' } : null
});
const stage = (steps: InductionStepState[]): InductionStageState => ({
	...{ key: 'day-1', title: 'Day 1', dueOn: '2026-11-02', standing: 'overdue', steps },
	...{ done: 0, total: steps.length }
});
const seen = (...steps: InductionStepState[]) => forStarter({ stages: [stage(steps)] });

describe('a step as the starter sees it', () => {
	it.each([
		['starter', 'done', 'done'],
		['starter', 'overdue', 'overdue'],
		['starter', 'due', 'due'],
		['starter', 'to_come', 'to_come'],
		['manager', 'done', 'done'],
		['manager', 'overdue', 'waiting'],
		['manager', 'due', 'waiting'],
		['manager', 'to_come', 'to_come']
	] as const)('of the %s, %s', (owner, standing, expected) => {
		const one = step(owner, standing);
		expect(seen(one).stages[0]?.steps).toEqual([{ ...one, standing: expected }]);
	});
});

describe('a stage as the starter sees it', () => {
	const own = (standing: InductionStanding) => step('starter', standing);
	const manager = (standing: InductionStanding) => step('manager', standing);
	it.each([
		['all that is late waits for the manager', [own('done'), manager('overdue')], 'waiting', 0],
		['all that is due waits for the manager', [own('done'), manager('due')], 'waiting', 0],
		['only the manager’s is late', [own('due'), manager('overdue')], 'due', 0],
		['only her own is late', [own('overdue'), own('done'), manager('due')], 'overdue', 1],
		['both are late', [own('overdue'), own('overdue'), manager('overdue')], 'overdue', 2],
		['nothing is late', [own('due'), manager('due'), manager('done')], 'due', 0],
		['hers is to come, and the manager’s waits', [own('to_come'), manager('due')], 'waiting', 0],
		['all is to come', [own('to_come'), manager('to_come')], 'to_come', 0],
		['all is done', [own('done'), manager('done')], 'done', 0]
	] as const)('%s', (_, steps, standing, overdue) => {
		const { stages, overdue: inAll } = seen(...steps);
		expect(stages[0]).toMatchObject({ standing, overdue, dueOn: '2026-11-02' });
		expect(inAll).toBe(overdue);
	});
});

describe('an induction as the starter sees it', () => {
	const owners = fc.constantFrom<Owner>('starter', 'manager');
	const standings = fc.constantFrom<InductionStanding>('done', 'overdue', 'due', 'to_come');
	const steps = fc.array(fc.tuple(owners, standings).map((pair) => step(...pair)));

	it('counts as overdue what the starter does and nothing else', () => {
		fc.assert(
			fc.property(fc.array(steps), (lists) => {
				const { stages, overdue } = forStarter({ stages: lists.map(stage) });
				const late = lists
					.flat()
					.filter(({ owner, standing }) => owner === 'starter' && standing === 'overdue');
				expect(overdue).toBe(late.length);
				expect(stages.filter(({ standing }) => standing === 'overdue').length > 0).toBe(
					late.length > 0
				);
				for (const { owner, standing } of stages.flatMap((one) => one.steps)) {
					if (owner === 'manager') expect(['done', 'waiting', 'to_come']).toContain(standing);
				}
			})
		);
	});
});
