import type * as v from 'valibot';
import type { Database } from '../db/connect.ts';
import { endCondition, giveCondition, takeBackCondition } from './conditions.ts';
import type { rolesForm, teamsForm } from './forms.ts';
import { refused, type Making, type Outcome } from './making.ts';
import { endMembership, joinTeam, moveTeam, takeBackMembership } from './memberships.ts';
import { endRole, giveRole, takeBackRole } from './roles-held.ts';

/** The fields of the forms that stand for several: a role or a condition, the day of a move. */
const fields = new Map([
	['role', 'key'],
	['condition', 'key'],
	['onDay', 'fromDay']
]);

function atField(outcome: Outcome | null): Outcome | null {
	if (outcome?.kind !== 'refused') return outcome;
	return { ...outcome, field: fields.get(outcome.field) ?? outcome.field };
}

/**
 * Changes the roles or conditions of a person as a form says, in a transaction. Null when the line
 * that it names is not theirs.
 */
export async function changeRoles(
	tx: Database,
	personId: string,
	value: v.InferOutput<typeof rolesForm>,
	making: Making
): Promise<Outcome | null> {
	const { change, line: id, key, fromDay, toDay } = value;
	const bearer = { personId };
	switch (change) {
		case 'give-role': {
			if (fromDay === null) return refused('fromDay', 'Enter the first day');
			const induction = value.induction !== 'not-needed';
			return atField(
				await giveRole(tx, personId, { role: key, fromDay, toDay, induction }, making)
			);
		}
		case 'end-role':
			return endRole(tx, personId, { id, toDay }, making);
		case 'take-back-role':
			return takeBackRole(tx, personId, id, making);
		case 'give-condition': {
			if (fromDay === null) return refused('fromDay', 'Enter the first day');
			return atField(await giveCondition(tx, bearer, { condition: key, fromDay, toDay }, making));
		}
		case 'end-condition':
			return endCondition(tx, bearer, { id, toDay }, making);
		case 'take-back-condition':
			return takeBackCondition(tx, bearer, id, making);
	}
}

/**
 * Changes the teams of a person as a form says, in a transaction. Null when the line that it names
 * is not theirs.
 */
export async function changeTeams(
	tx: Database,
	personId: string,
	{ change, line: id, team: teamId, fromDay, toDay }: v.InferOutput<typeof teamsForm>,
	making: Making
): Promise<Outcome | null> {
	if (change === 'end') return endMembership(tx, personId, { id, toDay }, making);
	if (change === 'take-back') return takeBackMembership(tx, personId, id, making);
	if (teamId === '') return refused('team', 'Choose a team');
	if (fromDay === null) return refused('fromDay', 'Enter the first day');
	if (change === 'join') return joinTeam(tx, personId, { teamId, fromDay, toDay }, making);
	return atField(await moveTeam(tx, personId, { id, teamId, onDay: fromDay }, making));
}
