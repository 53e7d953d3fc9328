import {
	clearanceOf,
	clearanceOn,
	withoutChecks,
	type Clearance,
	type ClearanceAnswer
} from '../../rules/clearance.ts';
import {
	changeInWords,
	holdsUntil,
	reasonInWords,
	remarkInWords
} from '../../rules/clearance-in-words.ts';
import type { Day } from '../../rules/day.ts';
import { itemTitle } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { clearanceFactsOf, type KnownFacts, type KnownPlan } from './facts.ts';

/** For whom and for which day: whoever does not see checks learns only whether one is met. */
export type Reading = { today: Day; seesChecks: boolean };

/** A plan as pages show it. */
export type PlanLine = Pick<KnownPlan, 'ownerName' | 'limits' | 'toDay'> & {
	/** Whether its owner is clear, or needs nothing, on the day. */
	ownerIsClear: boolean;
};

/** The clearance of a person in words. */
export type ClearanceLine = {
	status: ClearanceAnswer;
	reasons: string[];
	remarks: string[];
	check: Clearance['check'];
	/** When it changes next and to what, as a phrase. */
	next: string;
	/** The last day on which it stays as it is if nothing is recorded; null without an end. */
	until: Day | null;
	/** The plan that is open today. */
	plan: PlanLine | null;
};

/** The clearances of people by their ids, for a page; ids that are none of ours are left out. */
export async function clearancesOf(
	db: Database,
	personIds: readonly string[],
	reading: Reading
): Promise<Map<string, ClearanceLine>> {
	return inWords(db, await clearanceFactsOf(db, personIds, reading.today), reading);
}

/** The clearance of one person; null when there is no such person. */
export async function clearanceOfPerson(
	db: Database,
	personId: string,
	reading: Reading
): Promise<ClearanceLine | null> {
	return (await clearancesOf(db, [personId], reading)).get(personId) ?? null;
}

/** Puts the clearances that follow from facts into words. */
export async function inWords(
	db: Database,
	facts: ReadonlyMap<string, KnownFacts>,
	{ today, seesChecks }: Reading
): Promise<Map<string, ClearanceLine>> {
	const plans = new Map([...facts.values()].flatMap((one) => one.plans.map((p) => [p.id, p])));
	const owners = await ownersClear(db, [...plans.values()], facts, today);
	const ownerNames = new Map([...plans.values()].map((p) => [p.ownerId, p.ownerName]));
	const names = {
		item: itemTitle,
		person: (id: string) => ownerNames.get(id) ?? 'Somebody',
		today
	};
	return new Map(
		[...facts].map(([id, known]) => {
			const whole = clearanceOf(known, today);
			const clearance = seesChecks ? whole : withoutChecks(whole);
			const { status, check, planId } = clearance;
			const plan = planId === null ? undefined : plans.get(planId);
			return [
				id,
				{
					status,
					reasons: clearance.reasons.map((reason) => reasonInWords(reason, names)),
					remarks: clearance.remarks.map((remark) => remarkInWords(remark, names)),
					check,
					next: changeInWords(clearance),
					until: holdsUntil(clearance),
					plan: plan === undefined ? null : planLine(plan, owners)
				}
			];
		})
	);
}

function planLine(
	{ ownerId, ownerName, limits, toDay }: KnownPlan,
	owners: ReadonlySet<string>
): PlanLine {
	return { ownerName, limits, toDay, ownerIsClear: owners.has(ownerId) };
}

/** Which of the owners of plans are clear today, or are people of whom nothing is asked. */
async function ownersClear(
	db: Database,
	plans: readonly KnownPlan[],
	known: ReadonlyMap<string, KnownFacts>,
	today: Day
): Promise<ReadonlySet<string>> {
	const ids = [...new Set(plans.map(({ ownerId }) => ownerId))];
	const others = await clearanceFactsOf(
		db,
		ids.filter((id) => !known.has(id)),
		today
	);
	return new Set(
		ids.filter((id) => {
			const facts = known.get(id) ?? others.get(id);
			const status = facts && clearanceOn(facts, today).status;
			return status === 'clear' || status === 'unlisted';
		})
	);
}
