import { and, desc, eq, gte, isNull } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { clearanceOn } from '../../rules/clearance.ts';
import { shortDay } from '../../rules/dates-in-words.ts';
import { addDays, type Day } from '../../rules/day.ts';
import {
	LONGEST_LIMITS,
	LONGEST_PLAN_DAYS,
	planDaysRefusal,
	SHORTEST_LIMITS,
	type PlanDaysRefusal
} from '../../rules/supervision-plan.ts';
import { isUuid } from '../../rules/uuid.ts';
import type { Database } from '../db/connect.ts';
import { person, supervisionPlan } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { hasLeft, lockPerson } from '../people/person-row.ts';
import { clearanceFactsOf } from './facts.ts';
import { possibleOwners } from './possible-owners.ts';

export type NewPlan = {
	/** Who works under it. */
	personId: string;
	/** Who supervises. */
	ownerId: string;
	limits: string;
	fromDay: Day;
	/** The last day on which it holds. */
	toDay: Day;
	actorId: string;
	now: Date;
	today: Day;
};

/** The fields of the form in which a refusal is said. */
export type PlanField = 'owner' | 'limits' | 'plan_from' | 'plan_until';

export type PlanOutcome =
	{ kind: 'saved'; planId: string } | { kind: 'refused'; field: PlanField; message: string };

const refuse = (field: PlanField, message: string): PlanOutcome => ({
	kind: 'refused',
	field,
	message
});

/**
 * Makes a plan under which somebody works with supervision, with `supervision.planned`. Whether the
 * person is in the actor's scope is for the caller to know. The limits stay out of the evidence log,
 * which holds no free text.
 */
export async function makePlan(db: Database, plan: NewPlan): Promise<PlanOutcome> {
	const { personId, ownerId, fromDay, toDay, actorId, now, today } = plan;
	const limits = plan.limits.trim();
	// A savepoint where the caller has a transaction: the fact and its event come together or not.
	return db.transaction(async (tx) => {
		const held = await lockPerson(tx, personId);
		const refusal =
			formRefusal({ ...plan, limits }) ??
			(hasLeft(held, fromDay) ? refuse('plan_from', `${held.name} has left by then`) : null) ??
			(await ownerRefusal(tx, plan)) ??
			(await standingRefusal(tx, plan));
		if (refusal !== null) return refusal;
		const [row] = await tx
			.insert(supervisionPlan)
			.values({ personId, ownerId, limits, fromDay, toDay, madeBy: actorId, madeAt: now })
			.returning({ id: supervisionPlan.id });
		if (row === undefined) throw new Error('The plan was not written');
		await recordEvent(tx, {
			at: now,
			actorId,
			subjectId: personId,
			kind: 'supervision.planned',
			data: { planId: row.id, ownerId, fromDay, toDay }
		});
		return { kind: 'saved', planId: row.id };
	});

	function formRefusal(written: NewPlan): PlanOutcome | null {
		if (actorId === personId) {
			return refuse('owner', 'Nobody plans their own supervision. Ask another manager or the lead');
		}
		const { length } = written.limits;
		if (length < SHORTEST_LIMITS || length > LONGEST_LIMITS) {
			return refuse('limits', LIMITS_LENGTH);
		}
		const wrong = planDaysRefusal(written, today);
		return wrong === null ? null : daysRefused(wrong, today);
	}
}

export const LIMITS_LENGTH = `Say in ${SHORTEST_LIMITS} to ${LONGEST_LIMITS} characters what they may do`;

function daysRefused(wrong: PlanDaysRefusal, today: Day): PlanOutcome {
	switch (wrong) {
		case 'past_day':
			return refuse('plan_from', 'Choose today or a later day: a plan does not reach back');
		case 'order':
			return refuse('plan_until', 'Choose a last day that comes after the first day');
		case 'too_long':
			return refuse(
				'plan_until',
				`Choose ${shortDay(addDays(today, LONGEST_PLAN_DAYS))} or an earlier day: a plan reaches at most ${LONGEST_PLAN_DAYS} days ahead`
			);
	}
}

async function ownerRefusal(tx: Database, { personId, ownerId, actorId, today }: NewPlan) {
	if (ownerId === personId) return refuse('owner', 'Nobody supervises themselves');
	const owners = await possibleOwners(tx, personId, { actorId, today });
	if (owners.some(({ id }) => id === ownerId)) return null;
	return refuse('owner', 'Choose somebody from the list, who is here');
}

/** A plan is refused while there is another, and where it would not help. */
async function standingRefusal(tx: Database, { personId, today }: NewPlan) {
	const other = await openPlan(tx, personId, today);
	if (other !== null) {
		return refuse(
			'owner',
			`There is a plan until ${shortDay(other.toDay)} already. Close it first, then make a new one`
		);
	}
	const facts = (await clearanceFactsOf(tx, [personId], today)).get(personId);
	const reasons = facts === undefined ? [] : clearanceOn(facts, today).reasons;
	if (!reasons.some(({ kind }) => kind === 'check_not_clear')) return null;
	return refuse(
		'owner',
		'A supervision plan would not change that the check is not met. Speak to whoever leads on safeguarding'
	);
}

async function openPlan(db: Database, personId: string, today: Day) {
	const [row] = await db
		.select({ id: supervisionPlan.id, toDay: supervisionPlan.toDay })
		.from(supervisionPlan)
		.where(
			and(
				eq(supervisionPlan.personId, personId),
				isNull(supervisionPlan.closedAt),
				gte(supervisionPlan.toDay, today)
			)
		);
	return row ?? null;
}

/** `not_open`: it is over, closed already, or none of this person's. `own`: not by oneself. */
export type CloseAnswer = 'closed' | 'not_open' | 'own';

/** Closes a plan before its last day: from now on it does not hold. Writes `supervision.closed`. */
export async function closePlan(
	db: Database,
	given: { planId: string; personId: string; actorId: string; now: Date; today: Day }
): Promise<CloseAnswer> {
	const { planId, personId, actorId, now, today } = given;
	if (actorId === personId) return 'own';
	if (!isUuid(planId)) return 'not_open';
	return db.transaction(async (tx) => {
		const closed = await tx
			.update(supervisionPlan)
			.set({ closedAt: now, closedBy: actorId })
			.where(
				and(
					eq(supervisionPlan.id, planId),
					eq(supervisionPlan.personId, personId),
					isNull(supervisionPlan.closedAt),
					gte(supervisionPlan.toDay, today)
				)
			)
			.returning({ id: supervisionPlan.id });
		if (closed.length === 0) return 'not_open';
		await recordEvent(tx, {
			at: now,
			actorId,
			subjectId: personId,
			kind: 'supervision.closed',
			data: { planId }
		});
		return 'closed';
	});
}

/** A plan of the past, of today or to come, with who made and who closed it. */
export type PlanHistoryLine = {
	id: string;
	ownerName: string;
	limits: string;
	fromDay: Day;
	toDay: Day;
	madeBy: string;
	closedAt: Date | null;
	closedBy: string | null;
	/** Whether it can still be closed. */
	isOpen: boolean;
};

/** All plans of a person, the newest first. */
export async function planHistory(
	db: Database,
	personId: string,
	today: Day
): Promise<PlanHistoryLine[]> {
	const [owner, maker, closer] = [alias(person, 'o'), alias(person, 'm'), alias(person, 'c')];
	const { id, limits, fromDay, toDay, closedAt, madeAt } = supervisionPlan;
	const rows = await db
		.select({
			...{ id, limits, fromDay, toDay, closedAt },
			ownerName: owner.name,
			madeBy: maker.name,
			closedBy: closer.name
		})
		.from(supervisionPlan)
		.innerJoin(owner, eq(owner.id, supervisionPlan.ownerId))
		.innerJoin(maker, eq(maker.id, supervisionPlan.madeBy))
		.leftJoin(closer, eq(closer.id, supervisionPlan.closedBy))
		.where(eq(supervisionPlan.personId, personId))
		.orderBy(desc(fromDay), desc(madeAt));
	return rows.map((row) => ({ ...row, isOpen: row.closedAt === null && row.toDay >= today }));
}
