import { and, desc, eq, gte } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { inductionOn } from '../../rules/induction.ts';
import { inductionProgramme } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { induction } from '../db/schema/index.ts';
import { completionsOf } from '../learning/completed.ts';
import { factsOf } from '../people/facts.ts';
import { circumstancesOf } from '../people/organisation.ts';
import { confirmIn, type ConfirmAnswer, type NewConfirmation } from './confirm.ts';
import { confirmationsOf, withWords, type Induction } from './inductions.ts';
import { startInduction } from './start.ts';

/** The programme of what is seen to when somebody leaves. */
const LEAVING_PROGRAMME = 'leaving';

/** What is seen to when a person leaves; it has no id until something of it is confirmed. */
export type Leaving = Omit<Induction, 'id'> & { id: string | null };

/**
 * What is seen to on a person's last day and after it, as far as it is done; null while no last day
 * is recorded. It follows the last day when that moves, and whoever left before and came back has
 * another one: that of their time before began before the first day of this one.
 */
export async function leavingOf(
	db: Database,
	personId: string,
	today: Day
): Promise<Leaving | null> {
	const programme = inductionProgramme(LEAVING_PROGRAMME);
	const facts = (await factsOf(db, [personId])).get(personId);
	const startedOn = facts?.leftOn ?? null;
	if (programme === undefined || facts === undefined || startedOn === null) return null;
	const [[row], completions, circumstances] = await Promise.all([
		db
			.select({ id: induction.id })
			.from(induction)
			.where(
				and(
					eq(induction.personId, personId),
					eq(induction.programme, LEAVING_PROGRAMME),
					gte(induction.startedOn, facts.startedOn)
				)
			)
			.orderBy(desc(induction.startedOn))
			.limit(1),
		completionsOf(db, [personId]),
		circumstancesOf(db)
	]);
	const id = row?.id ?? null;
	const confirmed =
		id === null
			? { confirmations: [], names: {} }
			: (await confirmationsOf(db, eq(induction.id, id)))(id);
	const known = {
		...{ startedOn, circumstances, roles: facts.roles, conditions: facts.conditions },
		completions: completions.get(personId) ?? [],
		periods: [],
		confirmations: confirmed.confirmations
	};
	const state = inductionOn(programme, known, today);
	return { ...withWords(id ?? '', programme, state, confirmed.names), id };
}

/** Confirms that something is seen to of what a person leaves behind, with its event. */
export async function confirmLeavingStep(
	tx: Database,
	given: NewConfirmation
): Promise<ConfirmAnswer> {
	const { personId, confirmedBy, now, today } = given;
	const leaving = await leavingOf(tx, personId, today);
	if (leaving === null) return 'no_induction';
	const begin = async (inner: Database) => {
		const making = { personId, startedOn: leaving.startedOn, now, actorId: confirmedBy };
		await startInduction(inner, { ...making, programme: LEAVING_PROGRAMME });
		const begun = await leavingOf(inner, personId, today);
		if (begun?.id == null) throw new Error('The list of what to see to was not begun');
		return begun.id;
	};
	return confirmIn(tx, { ...leaving, id: leaving.id ?? begin }, given);
}
