import { addDays, type Day } from '../../rules/day.ts';
import { isAhead, isOver, spanInWords } from '../../rules/span-changes.ts';
import { conditions, roleTitle, type Condition } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import {
	conditionsOfRoles,
	endCondition,
	giveCondition,
	takeBackCondition
} from '../people/conditions.ts';
import { refused, type Making } from '../people/making.ts';
import type { RuleChange } from './make-change.ts';
import { requirementList } from './requirement-list.ts';

/** A condition, what depends on it, and the roles for which it holds or will hold. */
export type RoleCondition = Condition & {
	asked: string[];
	held: { id: string; role: string; roleTitle: string; days: string; isAhead: boolean }[];
};

/** Every condition on a day, with the roles for which it holds. */
export async function roleConditions(db: Database, today: Day): Promise<RoleCondition[]> {
	const [held, { lines }] = await Promise.all([conditionsOfRoles(db), requirementList(db, today)]);
	return conditions().map((condition) => ({
		...condition,
		asked: lines
			.filter((line) => line.condition === condition.title)
			.map(({ roleTitle, title }) => `${roleTitle}: ${title}`),
		held: held
			.filter((line) => line.condition === condition.key && !isOver(line, today))
			.map((line) => ({
				...{ id: line.id, role: line.role },
				roleTitle: roleTitle(line.role),
				days: spanInWords(line, today),
				isAhead: isAhead(line, today)
			}))
	}));
}

/** That a condition holds for everybody with a role, from today or a later day on. */
export function givingRoleCondition(
	{ role, condition, fromDay }: { role: string; condition: string; fromDay: Day },
	making: Making
): RuleChange {
	return async (tx) => {
		if (fromDay < making.today) return refused('fromDay', 'Choose today or a later day');
		const span = { condition, fromDay, toDay: null };
		const outcome = await giveCondition(tx, { role }, span, making);
		return outcome.kind === 'saved' ? { kind: 'saved', fromDay } : outcome;
	};
}

/**
 * That it holds no longer than until a day.
 *
 * @param toDay the last day; empty to take back what has not begun
 */
export function endingRoleCondition(
	{ line: id, role, toDay }: { line: string; role: string; toDay: Day | '' },
	making: Making
): RuleChange {
	const { today } = making;
	return async (tx) => {
		if (toDay !== '' && toDay < today) return refused('toDay', 'Choose today or a later day');
		const outcome =
			toDay === ''
				? await takeBackCondition(tx, { role }, id, making)
				: await endCondition(tx, { role }, { id, toDay }, making);
		if (outcome?.kind !== 'saved') return outcome;
		return { kind: 'saved', fromDay: toDay === '' ? today : addDays(toDay, 1) };
	};
}
