import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anyDay, anyPerson, anyRequirement } from '../../../tests/fixtures/arbitrary.ts';
import { addDays } from './day.ts';
import {
	planPeriods,
	renewalFor,
	requirementsFor,
	type ItemHistory,
	type OpenPeriod,
	type PeriodChange,
	type PersonFacts,
	type Requirement
} from './planning.ts';

const today = '2026-11-21';
const person: PersonFacts = {
	startedOn: '2026-11-02',
	leftOn: null,
	roles: [{ role: 'tutor', fromDay: '2026-11-10', toDay: null }]
};
const requirement: Requirement = {
	role: 'tutor',
	item: 'module:a',
	dueDays: 7,
	dueFrom: 'start',
	renewalMonths: 12,
	windowDays: 60,
	fromDay: '2025-01-01',
	toDay: null
};

/** What is open after the changes were applied. */
function applied(open: readonly OpenPeriod[], changes: readonly PeriodChange[]): OpenPeriod[] {
	const after = new Map(open.map((p) => [p.id, p]));
	for (const change of changes) {
		if (change.kind === 'open') {
			const { item, cycle, opensOn, dueOn } = change;
			after.set(`new ${item}`, { id: `new ${item}`, item, cycle, opensOn, dueOn });
		} else if (change.kind === 'withdraw') {
			after.delete(change.periodId);
		} else {
			const moved = after.get(change.periodId);
			if (moved) after.set(moved.id, { ...moved, opensOn: change.opensOn, dueOn: change.dueOn });
		}
	}
	return [...after.values()];
}

describe('what a person must do', () => {
	it('counts the days from the first day or from the day of the role', () => {
		expect(planPeriods(person, [requirement], [], [], today)).toEqual([
			{ kind: 'open', item: 'module:a', cycle: 0, opensOn: '2026-11-02', dueOn: '2026-11-09' }
		]);
		const fromRole = { ...requirement, dueFrom: 'role' as const };
		expect(planPeriods(person, [fromRole], [], [], today)).toEqual([
			{ kind: 'open', item: 'module:a', cycle: 0, opensOn: '2026-11-10', dueOn: '2026-11-17' }
		]);
	});

	it('never counts from before the requirement existed', () => {
		const later = { ...requirement, fromDay: '2026-11-20' };
		expect(planPeriods(person, [later], [], [], today)).toMatchObject([{ dueOn: '2026-11-27' }]);
	});

	it('takes the earliest due day and the shortest renewal of several roles', () => {
		const both: PersonFacts = {
			...person,
			roles: [...person.roles, { role: 'manager', fromDay: '2026-11-02', toDay: null }]
		};
		const strict = { ...requirement, role: 'manager', dueDays: 3, renewalMonths: 24 };
		expect(planPeriods(both, [requirement, strict], [], [], today)).toMatchObject([
			{ opensOn: '2026-11-02', dueOn: '2026-11-05' }
		]);
		expect(renewalFor('module:a', [strict, requirement])).toEqual({ months: 12, windowDays: 60 });
		expect(renewalFor('module:a', [requirement, strict])).toEqual({ months: 12, windowDays: 60 });
		expect(renewalFor('module:a', [{ ...requirement, renewalMonths: null }])).toBeNull();
	});

	it('asks nothing of a role that has ended or not begun, nor of somebody who has left', () => {
		const ended = [{ role: 'tutor', fromDay: '2026-11-02', toDay: '2026-11-20' }];
		expect(requirementsFor({ ...person, roles: ended }, [requirement], today)).toEqual([]);
		expect(requirementsFor({ ...person, roles: ended }, [requirement], '2026-11-20')).toHaveLength(
			1
		);
		expect(requirementsFor(person, [requirement], '2026-11-09')).toEqual([]);
		expect(requirementsFor({ ...person, leftOn: '2026-11-20' }, [requirement], today)).toEqual([]);
		expect(requirementsFor({ ...person, leftOn: today }, [requirement], today)).toHaveLength(1);
	});
});

describe('what was done before', () => {
	const history = (validUntil: string | null): ItemHistory => ({
		item: 'module:a',
		completions: 1,
		lastCompletion: { completedOn: '2026-11-12', validUntil }
	});

	it('opens the renewal by the day the completion runs out', () => {
		expect(planPeriods(person, [requirement], [], [history('2027-11-12')], today)).toEqual([
			{ kind: 'open', item: 'module:a', cycle: 1, opensOn: '2027-09-13', dueOn: '2027-11-12' }
		]);
	});

	it('counts from the completion when it had no end', () => {
		expect(planPeriods(person, [requirement], [], [history(null)], today)).toMatchObject([
			{ dueOn: '2027-11-12' }
		]);
	});

	it('asks no more of an item that is done once for good', () => {
		const once = { ...requirement, renewalMonths: null };
		expect(planPeriods(person, [once], [], [history(null)], today)).toEqual([]);
	});
});

describe('what is open already', () => {
	const open: OpenPeriod = {
		id: 'p1',
		item: 'module:a',
		cycle: 0,
		opensOn: '2026-11-02',
		dueOn: '2026-11-09'
	};

	it('is left alone when it fits, and moved when only the opening differs', () => {
		expect(planPeriods(person, [requirement], [open], [], today)).toEqual([]);
		expect(
			planPeriods(person, [requirement], [{ ...open, opensOn: '2026-11-01' }], [], today)
		).toMatchObject([{ kind: 'move', periodId: 'p1', opensOn: '2026-11-02' }]);
	});

	it('is moved when the due day differs, also when the person had chosen it', () => {
		expect(planPeriods(person, [requirement], [{ ...open, dueOn: null }], [], today)).toEqual([
			{ kind: 'move', periodId: 'p1', item: 'module:a', opensOn: '2026-11-02', dueOn: '2026-11-09' }
		]);
	});

	it('is withdrawn when nothing asks for it, but never what the person chose', () => {
		expect(planPeriods(person, [], [open], [], today)).toEqual([
			{ kind: 'withdraw', periodId: 'p1', item: 'module:a' }
		]);
		expect(planPeriods(person, [], [{ ...open, dueOn: null }], [], today)).toEqual([]);
	});
});

describe('planning, whatever the facts', () => {
	const facts = () =>
		fc.record({
			person: anyPerson(),
			requirements: fc.array(anyRequirement(), { maxLength: 6 }),
			today: anyDay(),
			done: fc.array(
				fc.record({
					item: fc.constantFrom('module:a', 'module:b', 'agreement:c'),
					ago: fc.nat(800),
					lasts: fc.option(fc.integer({ min: 28, max: 1000 }))
				}),
				{ maxLength: 3 }
			)
		});
	const historyOf = (done: { item: string; ago: number; lasts: number | null }[], day: string) =>
		[...new Map(done.map((d) => [d.item, d])).values()].map(({ item, ago, lasts }) => {
			const completedOn = addDays(day, -ago);
			const validUntil = lasts === null ? null : addDays(completedOn, lasts);
			return { item, completions: 1, lastCompletion: { completedOn, validUntil } };
		});

	it('changes nothing the second time', () => {
		fc.assert(
			fc.property(facts(), ({ person: who, requirements, today: day, done }) => {
				const history = historyOf(done, day);
				const open = applied([], planPeriods(who, requirements, [], history, day));
				expect(planPeriods(who, requirements, open, history, day)).toEqual([]);
			})
		);
	});

	it('does not mind the order of requirements and roles', () => {
		fc.assert(
			fc.property(facts(), ({ person: who, requirements, today: day, done }) => {
				const history = historyOf(done, day);
				const sorted = (changes: PeriodChange[]) =>
					[...changes].sort((a, b) => a.item.localeCompare(b.item));
				const turned = { ...who, roles: [...who.roles].reverse() };
				expect(sorted(planPeriods(turned, [...requirements].reverse(), [], history, day))).toEqual(
					sorted(planPeriods(who, requirements, [], history, day))
				);
			})
		);
	});

	it('leaves one open period for every item that is asked for and not done for good', () => {
		fc.assert(
			fc.property(facts(), ({ person: who, requirements, today: day }) => {
				const open = applied([], planPeriods(who, requirements, [], [], day));
				const asked = new Set(requirementsFor(who, requirements, day).map((r) => r.item));
				expect(open.map((p) => p.item).sort()).toEqual([...asked].sort());
				for (const { opensOn, dueOn } of open)
					expect(dueOn !== null && opensOn <= dueOn).toBe(true);
			})
		);
	});

	it('withdraws everything that was required of somebody who has left', () => {
		fc.assert(
			fc.property(facts(), ({ person: who, requirements, today: day }) => {
				const open = applied([], planPeriods({ ...who, leftOn: null }, requirements, [], [], day));
				const gone = { ...who, leftOn: addDays(day, -1) };
				expect(applied(open, planPeriods(gone, requirements, open, [], day))).toEqual([]);
			})
		);
	});
});
