import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenPeriod } from './planning.ts';
import {
	effectKind,
	effectKinds,
	effectsOn,
	plannedDays,
	simulationOf,
	type Asked,
	type Effect
} from './simulation.ts';

const asked = (dueOn: string, rest: Partial<Asked> = {}): Asked => ({
	opensOn: '2026-01-01',
	dueOn,
	endsOn: null,
	cause: 'requirement',
	...rest
});

describe('what a person is asked once a plan is carried out', () => {
	const open: OpenPeriod[] = ['a', 'b', 'c'].map((item) => ({
		id: `period ${item}`,
		item,
		cycle: 0,
		opensOn: '2026-01-01',
		dueOn: item === 'c' ? null : '2026-02-01',
		endsOn: null,
		cause: 'requirement'
	}));

	it('is what is open, but for what the plan moves, withdraws and opens', () => {
		const days = asked('2026-03-01');
		expect(
			plannedDays(open, [
				{ kind: 'move', periodId: 'period a', item: 'a', dueBefore: null, ...days },
				{ kind: 'withdraw', periodId: 'period b', item: 'b' },
				{ kind: 'open', item: 'd', cycle: 0, ...days }
			])
		).toEqual(
			new Map([
				['a', asked('2026-03-01')],
				['d', asked('2026-03-01')]
			])
		);
		expect([...plannedDays(open, []).keys()]).toEqual(['a', 'b']);
	});
});

describe('what a change does to a person', () => {
	const now = asked('2026-06-01');

	it.each([
		[null, now, 'asked'],
		[now, null, 'dropped'],
		[now, { ...now, endsOn: '2026-03-01' }, 'dropped'],
		[{ ...now, endsOn: '2026-04-01' }, { ...now, endsOn: '2026-03-01' }, 'dropped'],
		[{ ...now, endsOn: '2026-03-01' }, { ...now, endsOn: '2026-04-01' }, 'other'],
		[{ ...now, endsOn: '2026-03-01' }, now, 'other'],
		[now, asked('2026-05-31'), 'earlier'],
		[now, asked('2026-06-02'), 'later'],
		[now, { ...now, opensOn: '2026-01-02' }, 'other']
	] as const)('%o to %o: %s', (before, after, kind) => {
		expect(effectKind({ before, after })).toBe(kind);
	});

	it('is nothing where the days are the same', () => {
		const person = { personId: 'p', teams: [] };
		const before = new Map([
			['same', now],
			['gone', now],
			['moved', now]
		]);
		const after = new Map([
			['same', { ...now }],
			['moved', asked('2026-07-01')],
			['new', now]
		]);
		expect(effectsOn(person, before, after).map(({ item }) => item)).toEqual([
			'gone',
			'moved',
			'new'
		]);
		expect(effectsOn(person, new Map(), new Map())).toEqual([]);
	});

	it.each([{ opensOn: '2026-02-01' }, { dueOn: '2026-08-01' }, { endsOn: '2026-08-01' }])(
		'is something where %j is new',
		(changed) => {
			const person = { personId: 'p', teams: [] };
			const [was, is] = [new Map([['a', now]]), new Map([['a', { ...now, ...changed }]])];
			expect(effectsOn(person, was, is)).toEqual([
				{ ...person, item: 'a', before: now, after: { ...now, ...changed } }
			]);
		}
	);
});

describe('a simulation', () => {
	const day = (listed: number) => ({ effectOn: '2026-11-21', listed });
	const effect = (personId: string, rest: Partial<Effect>): Effect => ({
		personId,
		item: 'module:x',
		teams: ['east'],
		before: null,
		after: asked('2026-12-01'),
		...rest
	});

	it('adds up people and days, by team and by item', () => {
		const effects = [
			effect('bob', {
				...{ item: 'module:y', teams: ['west', 'east'] },
				before: asked('2026-11-01')
			}),
			effect('ann', {}),
			effect('ann', { item: 'module:y', after: asked('2026-11-21') }),
			effect('cy', { teams: [], before: asked('2027-01-01'), after: asked('2026-11-20') }),
			effect('di', { before: asked('2026-11-01'), after: null })
		];
		const { total, byTeam, byItem, soonest } = simulationOf(effects, [], day(3));
		expect(total).toEqual({
			people: 4,
			asked: 2,
			earlier: 1,
			later: 1,
			dropped: 1,
			other: 0,
			atOnce: 2,
			firstDue: '2026-11-20',
			lastDue: '2026-12-01'
		});
		expect(byTeam.map(({ team, people, atOnce }) => [team, people, atOnce])).toEqual([
			['east', 3, 1],
			['west', 1, 0],
			[null, 1, 1]
		]);
		expect(byItem.map(({ item, people }) => [item, people])).toEqual([
			['module:x', 3],
			['module:y', 2]
		]);
		expect(soonest.map(({ personId, after }) => [personId, after?.dueOn])).toEqual([
			['cy', '2026-11-20'],
			['ann', '2026-11-21'],
			['bob', '2026-12-01']
		]);
	});

	it('counts who has everything in place for working unsupervised no longer, or at last', () => {
		const unmet = (...items: string[]) => new Set(items);
		const gateEffects = [
			{ before: unmet(), after: unmet('a', 'b') },
			{ before: unmet('a'), after: unmet() },
			{ before: unmet('a'), after: unmet() },
			{ before: unmet('a'), after: unmet('b') },
			{ before: unmet(), after: unmet() }
		];
		expect(simulationOf([], gateEffects, day(1)).gates).toEqual({ lost: 1, gained: 2 });
	});

	it('of no effect is empty', () => {
		const { total, gates, ...lists } = simulationOf([], [], day(10));
		expect(gates).toEqual({ lost: 0, gained: 0 });
		expect(total).toMatchObject({ people: 0, atOnce: 0, firstDue: null, lastDue: null });
		expect(lists).toEqual({ byTeam: [], byItem: [], soonest: [] });
	});

	it('does not call what becomes due later a thing due at once', () => {
		const late = effect('ann', { before: asked('2026-11-01'), after: asked('2026-11-10') });
		expect(simulationOf([late], [], day(1)).total).toMatchObject({ later: 1, atOnce: 0 });
	});

	it('loses nothing: every effect is of one kind, of one item and of each of its teams', () => {
		const anyDay = fc.nat(27).map((n) => `2026-12-${String(n + 1).padStart(2, '0')}`);
		const days = fc.option(
			fc.record({
				opensOn: anyDay,
				dueOn: anyDay,
				endsOn: fc.option(anyDay),
				cause: fc.constant('requirement' as const)
			})
		);
		const any = fc.record({
			personId: fc.constantFrom('ann', 'bob', 'cy'),
			item: fc.constantFrom('module:x', 'module:y'),
			teams: fc.subarray(['east', 'west']),
			before: days,
			after: days
		});
		const some = fc.array(any.filter(({ before, after }) => before !== null || after !== null));
		const sum = (counts: Record<string, unknown>) =>
			effectKinds.reduce((n, kind) => n + Number(counts[kind]), 0);
		fc.assert(
			fc.property(some, anyDay, (effects, effectOn) => {
				const { total, byTeam, byItem, soonest } = simulationOf(effects, [], {
					effectOn,
					listed: 100
				});
				expect(sum(total)).toBe(effects.length);
				expect(byItem.reduce((n, one) => n + sum(one), 0)).toBe(effects.length);
				expect(byTeam.reduce((n, one) => n + sum(one), 0)).toBe(
					effects.reduce((n, { teams }) => n + Math.max(1, teams.length), 0)
				);
				expect(soonest).toHaveLength(total.asked + total.earlier + total.later);
				expect(soonest[0]?.after?.dueOn ?? null).toBe(total.firstDue);
				expect(soonest.at(-1)?.after?.dueOn ?? null).toBe(total.lastDue);
			})
		);
	});
});
