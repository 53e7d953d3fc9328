import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	anyHistories,
	anyPerson,
	anyRequirement,
	anyRulebook,
	nearDay
} from '../../../tests/fixtures/arbitrary.ts';
import { bearingsOf, chainOn } from './bearings.ts';
import { addDays } from './day.ts';
import {
	planPeriods,
	requirementsFor,
	type OpenPeriod,
	type PeriodChange,
	type PersonFacts,
	type Rulebook
} from './planning.ts';
import { standingOn } from './standing.ts';

/** What is open after the changes were applied. */
function applied(open: readonly OpenPeriod[], changes: readonly PeriodChange[]): OpenPeriod[] {
	const after = new Map(open.map((p) => [p.id, p]));
	for (const change of changes) {
		if (change.kind === 'withdraw') {
			after.delete(change.periodId);
			continue;
		}
		const { item, opensOn, dueOn, endsOn, cause } = change;
		const id = change.kind === 'open' ? `new ${item}` : change.periodId;
		const cycle = change.kind === 'open' ? change.cycle : (after.get(id)?.cycle ?? 0);
		after.set(id, { id, item, cycle, opensOn, dueOn, endsOn, cause });
	}
	return [...after.values()];
}

const byItem = (changes: readonly PeriodChange[]) =>
	[...changes].sort((a, b) => a.item.localeCompare(b.item));

/** Anything that may be known of a person on a day. */
const facts = () =>
	nearDay().chain((today) =>
		fc.record({
			person: anyPerson(),
			rulebook: anyRulebook(),
			today: fc.constant(today),
			histories: anyHistories(today)
		})
	);

describe('planning, whatever the facts', () => {
	it('changes nothing the second time', () => {
		fc.assert(
			fc.property(facts(), ({ person, rulebook, histories, today }) => {
				const open = applied([], planPeriods(person, rulebook, [], histories, today));
				expect(planPeriods(person, rulebook, open, histories, today)).toEqual([]);
			})
		);
	});

	it('does not mind in which order the facts came', () => {
		fc.assert(
			fc.property(facts(), ({ person, rulebook, histories, today }) => {
				const turned: [PersonFacts, Rulebook] = [
					{
						...person,
						roles: person.roles.toReversed(),
						conditions: person.conditions.toReversed(),
						absences: person.absences.toReversed()
					},
					{
						...rulebook,
						requirements: rulebook.requirements.toReversed(),
						mandates: rulebook.mandates.toReversed()
					}
				];
				const changes = planPeriods(...turned, [], histories.toReversed(), today);
				expect(byItem(changes)).toEqual(
					byItem(planPeriods(person, rulebook, [], histories, today))
				);
			})
		);
	});

	it('leaves one open period, and never two, for everything that is asked and not done for good', () => {
		fc.assert(
			fc.property(facts(), ({ person, rulebook, histories, today }) => {
				const open = applied([], planPeriods(person, rulebook, [], histories, today));
				expect(new Set(open.map(({ item }) => item)).size).toBe(open.length);
				for (const asked of requirementsFor(person, rulebook.requirements, today)) {
					const last = histories.find((h) => h.item === asked.item)?.lastCompletion;
					if (last && asked.renewal === null) continue;
					expect(open.map(({ item }) => item)).toContain(asked.item);
				}
				for (const { opensOn, dueOn } of open) {
					expect(dueOn !== null && opensOn <= dueOn).toBe(true);
				}
			})
		);
	});

	it('stays right on later days, even if nobody plans again', () => {
		fc.assert(
			fc.property(facts(), fc.nat(800), ({ person, rulebook, histories, today }, ahead) => {
				const open = applied([], planPeriods(person, rulebook, [], histories, today));
				const later = addDays(today, ahead);
				const hasEnded = ({ item }: { item: string }) => {
					const end = chainOn(
						bearingsOf(person, rulebook.requirements).filter((b) => b.requirement.item === item),
						today
					)?.span.toDay;
					return end !== null && end !== undefined && end < later;
				};
				const changes = planPeriods(person, rulebook, open, histories, later);
				expect(changes.filter((change) => !hasEnded(change))).toEqual([]);
				for (const period of open.filter(hasEnded)) {
					const dates = { ...period, started: false, waivedUntil: null, away: false };
					expect(standingOn(dates, later)).toBe('not_required');
				}
			})
		);
	});

	it('asks nothing any more after the last day, and says so before it comes', () => {
		fc.assert(
			fc.property(facts(), ({ person, rulebook, histories, today }) => {
				const before = { ...person, leftOn: null };
				const open = applied([], planPeriods(before, rulebook, [], histories, today));
				const gone = { ...person, leftOn: addDays(today, -1) };
				expect(applied(open, planPeriods(gone, rulebook, open, histories, today))).toEqual([]);
				const going = { ...before, leftOn: addDays(today, 10) };
				for (const change of planPeriods(going, rulebook, [], histories, today)) {
					expect(change.kind === 'open' && change.endsOn).toBeTruthy();
				}
			})
		);
	});

	it('lets nothing fall due while somebody is away, nor in the four weeks after', () => {
		fc.assert(
			fc.property(facts(), ({ person, rulebook, histories, today }) => {
				for (const change of planPeriods(person, rulebook, [], histories, today)) {
					for (const { fromDay, toDay } of person.absences) {
						if (change.kind !== 'open' || toDay === null) continue;
						expect(change.dueOn < fromDay || change.dueOn > addDays(toDay, 28)).toBe(true);
					}
				}
			})
		);
	});

	it('never becomes due later, nor is asked less, by one more requirement', () => {
		fc.assert(
			fc.property(facts(), anyRequirement(), ({ person, rulebook, histories, today }, more) => {
				// Ends are another matter: what would fall due only after them never does.
				const endless = {
					...person,
					leftOn: null,
					absences: [],
					roles: person.roles.map((r) => ({ ...r, toDay: null })),
					conditions: person.conditions.map((c) => ({ ...c, toDay: null }))
				};
				const requirements = rulebook.requirements.map((r) => ({ ...r, toDay: null }));
				const less = { ...rulebook, requirements };
				const added = { ...less, requirements: [...requirements, { ...more, toDay: null }] };
				const union = planPeriods(endless, added, [], histories, today);
				for (const change of planPeriods(endless, less, [], histories, today)) {
					const same = union.find(({ item }) => item === change.item);
					expect(same?.kind === 'open' && change.kind === 'open').toBe(true);
					if (same?.kind !== 'open' || change.kind !== 'open') continue;
					expect(same.dueOn <= change.dueOn).toBe(true);
				}
			})
		);
	});

	it('asks exactly for what bears on the person now or later', () => {
		fc.assert(
			fc.property(facts(), ({ person, rulebook, today }) => {
				const asked = new Set(
					bearingsOf(person, rulebook.requirements)
						.filter(({ span }) => span.toDay === null || span.toDay >= today)
						.map(({ requirement }) => requirement.item)
				);
				const open = applied([], planPeriods(person, rulebook, [], [], today));
				expect(open.map(({ item }) => item).sort()).toEqual([...asked].sort());
			})
		);
	});
});
