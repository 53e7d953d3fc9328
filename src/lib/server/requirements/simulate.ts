import { later, type Day } from '../../rules/day.ts';
import { gateOn, gatesOf, isAsked, type ItemRecord } from '../../rules/gates.ts';
import {
	planPeriods,
	type ItemHistory,
	type OpenPeriod,
	type PersonFacts,
	type Rulebook
} from '../../rules/planning.ts';
import {
	effectsOn,
	plannedDays,
	simulationOf,
	type Asked,
	type Effect,
	type GateEffect,
	type ShownSimulation
} from '../../rules/simulation.ts';
import { rulesAbout, touchedItems } from '../../rules/touched-items.ts';
import { itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { conditionsOfRoles } from '../people/conditions.ts';
import { factsOf } from '../people/facts.ts';
import type { Making, Refused } from '../people/making.ts';
import { dryRun } from './dry-run.ts';
import { historiesOf } from './histories.ts';
import type { RuleChange } from './make-change.ts';
import type { StatedRequirement } from './requirements.ts';
import { rulebookOf } from './rulebook.ts';
import {
	named,
	namedTeams,
	openPeriodsOf,
	peopleAfter,
	teamsOf,
	waivedOn
} from './simulation-facts.ts';

/** How many of those who have to do something are named. */
const LISTED = 25;

/** A change that can be made, and what it would do. */
export type Simulated = { kind: 'simulated'; simulation: ShownSimulation };

/**
 * What a change of the rules would do to everybody, found out by making it in a transaction that is
 * rolled back and planning for everybody with the rules before and after. It may also change for
 * which roles a condition holds.
 */
export async function simulate(
	db: Database,
	change: RuleChange,
	{ today }: Making
): Promise<Simulated | Refused | null> {
	return dryRun(db, async (tx): Promise<Simulated | Refused | null> => {
		const outcome = await change(tx);
		if (outcome?.kind !== 'saved') return outcome;
		const effectOn = later(outcome.fromDay, today);
		const rules = await rulesBeforeAndAfter(db, tx);
		const effects: Effect[] = [];
		const gateEffects: GateEffect[] = [];
		let everybody = 0;
		for (let after: string | null = null; ;) {
			const ids = await peopleAfter(db, after, today);
			if (ids.length === 0) break;
			for (const one of await effectsOf({ db, tx }, ids, rules, { today, effectOn })) {
				effects.push(...one.effects);
				gateEffects.push(one.gates);
			}
			everybody += ids.length;
			after = ids.at(-1) ?? null;
		}
		const { soonest, byTeam, byItem, ...counts } = simulationOf(effects, gateEffects, {
			effectOn,
			listed: LISTED
		});
		const simulation = {
			...{ everybody, effectOn, ...counts },
			byTeam: await namedTeams(db, byTeam),
			byItem: byItem.map((one) => ({ ...one, title: itemTitle(one.item) })),
			soonest: await named(db, soonest)
		};
		return { kind: 'simulated', simulation };
	});
}

/** Rules about the items that a change touches, with the requirements among them that are gates. */
type Rules = Rulebook<StatedRequirement> & { gates: readonly StatedRequirement[] };

/** The rules before and after a change, as far as they are not the same. */
type BothRules = {
	before: Rules;
	after: Rules;
	/** The gates of other items, which stay as they are. */
	otherGates: readonly StatedRequirement[];
	/** Conditions hold for other roles than before, so the facts about people differ too. */
	factsDiffer: boolean;
};

async function rulesBeforeAndAfter(db: Database, tx: Database): Promise<BothRules> {
	const [before, after, held, heldAfter] = await Promise.all([
		rulebookOf(db),
		rulebookOf(tx),
		conditionsOfRoles(db),
		conditionsOfRoles(tx)
	]);
	const isHeldIn = (list: typeof held) => new Set(list.map((line) => JSON.stringify(line)));
	const [was, is] = [isHeldIn(held), isHeldIn(heldAfter)];
	const moved = [...held, ...heldAfter].filter((line) => {
		const text = JSON.stringify(line);
		return was.has(text) !== is.has(text);
	});
	const items = touchedItems(before, after, new Set(moved.map(({ condition }) => condition)));
	const about = (rulebook: Rulebook<StatedRequirement>) => {
		const rules = rulesAbout(rulebook, items);
		return { ...rules, gates: rules.requirements.filter(({ gate }) => gate) };
	};
	const otherGates = before.requirements.filter(({ item, gate }) => gate && !items.has(item));
	return {
		...{ before: about(before), after: about(after) },
		...{ otherGates, factsDiffer: moved.length > 0 }
	};
}

/** What a change means to one person. */
type PersonEffects = { effects: Effect[]; gates: GateEffect };

/** The effects on some people; `db` knows the facts before the change and `tx` those after it. */
async function effectsOf(
	{ db, tx }: { db: Database; tx: Database },
	ids: readonly string[],
	{ before, after, otherGates, factsDiffer }: BothRules,
	{ today, effectOn }: { today: Day; effectOn: Day }
): Promise<PersonEffects[]> {
	const [facts, factsAfter, histories, open, teams, waived] = await Promise.all([
		factsOf(db, ids),
		factsDiffer ? factsOf(tx, ids) : null,
		historiesOf(db, ids),
		openPeriodsOf(db, ids),
		teamsOf(db, ids, today),
		waivedOn(db, ids, effectOn)
	]);
	const hasGates = before.gates.length + after.gates.length > 0;
	return [...facts].map(([personId, person]) => {
		const known: Known = {
			...{ today, effectOn },
			periods: open.get(personId) ?? [],
			history: histories.get(personId) ?? [],
			isWaived: (item) => waived.has(`${personId} ${item}`)
		};
		const was = daysUnder(before, person, known);
		const is = daysUnder(after, factsAfter?.get(personId) ?? person, known);
		const others = hasGates ? unmetOf(otherGates, person, allDays(known), known) : [];
		const gates = {
			before: new Set([...others, ...unmetOf(before.gates, person, was, known)]),
			after: new Set([
				...others,
				...unmetOf(after.gates, factsAfter?.get(personId) ?? person, is, known)
			])
		};
		return { effects: effectsOn({ personId, teams: teams.get(personId) ?? [] }, was, is), gates };
	});
}

/** What is recorded of a person, and for which days it is asked about. */
type Known = {
	today: Day;
	effectOn: Day;
	periods: readonly OpenPeriod[];
	history: readonly ItemHistory[];
	isWaived: (item: string) => boolean;
};

/** What somebody is asked of the items that some rules are about. */
function daysUnder(rules: Rules, person: PersonFacts, { periods, history, today }: Known) {
	const items = new Set(rules.requirements.map(({ item }) => item));
	// What the rules do not speak of any more is withdrawn; what they never spoke of is not theirs.
	const own = periods.filter(({ item }) => items.has(item));
	return plannedDays(own, planPeriods(person, rules, own, history, today));
}

function allDays({ periods }: Known): Map<string, Asked> {
	return plannedDays(periods, []);
}

/** The items of some gates that are not in place on the day of the change. */
function unmetOf(
	gates: readonly StatedRequirement[],
	person: PersonFacts,
	days: ReadonlyMap<string, Asked>,
	{ history, effectOn, isWaived }: Known
): string[] {
	return gatesOf(person, gates, (item) => recordIn({ days, history }, item))
		.filter((gate) => isAsked(gate, effectOn) && gateOn(gate, effectOn).reasons.length > 0)
		.map(({ item }) => item)
		.filter((item) => !isWaived(item));
}

/** What the rule of gates asks of an item, under a plan. */
function recordIn(
	{ days, history }: { days: ReadonlyMap<string, Asked>; history: readonly ItemHistory[] },
	item: string
): ItemRecord {
	const planned = days.get(item);
	const { completions = 0, lastCompletion: last = null } =
		history.find((one) => one.item === item) ?? {};
	const asked = planned ? { ...planned, cycle: completions } : null;
	return { asked, last, waivers: [] };
}
