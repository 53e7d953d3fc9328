import { eq } from 'drizzle-orm';
import * as v from 'valibot';
import { regulatedActivities, rightKind, type CheckKind } from '../../rules/checks.ts';
import { nation } from '../../rules/content/fields.ts';
import { addDays, later, type Day } from '../../rules/day.ts';
import { may, type Access } from '../../rules/permissions.ts';
import { LONGEST_PLAN_DAYS } from '../../rules/supervision-plan.ts';
import type { Database } from '../db/connect.ts';
import { organisation, person } from '../db/schema/index.ts';
import { hasLeft } from '../people/person-row.ts';
import { checkHistory, type RecordedCheck } from './checks.ts';
import { clearanceOfPerson, type ClearanceLine } from './clearance.ts';
import { planHistory, type PlanHistoryLine } from './plans.ts';
import { possibleOwners, type PossibleOwner } from './possible-owners.ts';

/** One person's clearance, with what the reader may see and do. */
export type ClearancePage = {
	id: string;
	name: string;
	/** The last day, when it has passed. */
	leftOn: Day | null;
	isOwn: boolean;
	clearance: ClearanceLine;
	plans: PlanHistoryLine[];
	/** Only for those who see checks. */
	checks: {
		lines: RecordedCheck[];
		decision: (typeof regulatedActivities)[number];
		/** The kind that counts in the organisation's nation. */
		right: CheckKind;
	} | null;
	/** Only for those who record checks. */
	mayRecord: boolean;
	/** What the form for a plan begins with; only for those who may make one now. */
	newPlan: { owners: PossibleOwner[]; fromDay: Day; latest: Day } | null;
	mayClose: boolean;
};

/**
 * The page about one person's clearance. Whether the person is in the reader's scope is for the
 * caller to know. Null when there is no such person.
 */
export async function clearancePage(
	db: Database,
	personId: string,
	reader: { id: string; access: Access },
	today: Day
): Promise<ClearancePage | null> {
	const seesChecks = may(reader.access, 'see_checks');
	const isOwn = reader.id === personId;
	const [about, clearance, plans, lines] = await Promise.all([
		aboutPerson(db, personId),
		clearanceOfPerson(db, personId, { today, seesChecks }),
		planHistory(db, personId, today),
		seesChecks ? checkHistory(db, personId) : []
	]);
	if (about === null || clearance === null) return null;
	const isHere = !hasLeft(about, today);
	const mayPlan = may(reader.access, 'plan_supervision') && isHere && !isOwn;
	const wantsPlan = mayPlan && !plans.some(({ isOpen }) => isOpen);
	const owners = wantsPlan ? await possibleOwners(db, personId, { actorId: reader.id, today }) : [];
	const { id, name, leftOn, startedOn, decision, right } = about;
	return {
		...{ id, name, isOwn, clearance, plans },
		leftOn: isHere ? null : leftOn,
		checks: seesChecks ? { lines, decision, right } : null,
		mayRecord: may(reader.access, 'record_checks') && isHere && !isOwn,
		newPlan: wantsPlan
			? {
					owners,
					fromDay: later(startedOn, today),
					latest: addDays(today, LONGEST_PLAN_DAYS)
				}
			: null,
		mayClose: mayPlan
	};
}

const known = v.object({ decision: v.picklist(regulatedActivities), nation });

async function aboutPerson(db: Database, personId: string) {
	const { id, name, startedOn, leftOn, regulatedActivity } = person;
	const [row] = await db
		.select({
			...{ id, name, startedOn, leftOn },
			decision: regulatedActivity,
			nation: organisation.nation
		})
		.from(person)
		.innerJoin(organisation, eq(organisation.id, 1))
		.where(eq(person.id, personId));
	if (row === undefined) return null;
	const { decision, nation } = v.parse(known, row);
	return { ...row, decision, right: rightKind(nation) };
}
