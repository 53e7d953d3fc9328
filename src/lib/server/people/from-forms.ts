import type * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import { textOf, type FormValues } from '../../rules/form-values.ts';
import type { Database } from '../db/connect.ts';
import { addPerson, type NewPerson } from './add-person.ts';
import { changePerson } from './change-person.ts';
import { findPerson } from './find-person.ts';
import { leave, stay, type LeftBehind } from './leaving.ts';
import { LINE_MANAGER_FIELD } from './line-manager.ts';
import { refused, type Making, type Outcome, type Refused, type Saved } from './making.ts';
import type { editForm, leavingForm, managerForm, newPersonForm, returnForm } from './forms.ts';
import type { PersonDetails } from './person-details.ts';
import { returnPerson } from './returning.ts';
import { addManager } from './team-managers.ts';

/** From what a form gives to the changes themselves: names become people, empty fields nothing. */

/** What was typed, as the form shows it again. */
export function asTyped(value: Record<string, string | string[] | null>): FormValues {
	return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, one ?? '']));
}

/** The same with the line manager named so that nobody else can be meant, for whoever checks it. */
export async function namingExactly(
	db: Database,
	values: FormValues,
	today: Day
): Promise<FormValues> {
	const written = textOf(values, LINE_MANAGER_FIELD);
	const meant = written === '' ? null : await findPerson(db, written, today);
	return meant?.kind === 'found' ? { ...values, [LINE_MANAGER_FIELD]: meant.written } : values;
}

type Named = { kind: 'named'; id: string | null };

async function lineManagerFrom(
	db: Database,
	written: string,
	today: Day
): Promise<Named | Refused> {
	if (written === '') return { kind: 'named', id: null };
	const meant = await findPerson(db, written, today);
	return meant.kind === 'found'
		? { kind: 'named', id: meant.id }
		: refused(LINE_MANAGER_FIELD, meant.message);
}

/** Who may see others signs in, and so needs an address. */
function accessWithoutEmail(access: string, email: string | null): Refused | null {
	if (access === 'staff' || email !== null) return null;
	return refused(
		'access',
		'Without an email address they cannot sign in. Enter one, or choose staff'
	);
}

/** What a new stay begins with, whether the person is new or comes back. */
function beginning(value: v.InferOutput<typeof returnForm>, lineManagerId: string | null) {
	const { startedOn, contactFrom, access, team, roles, induction } = value;
	const teamIds = team === '' ? [] : [team];
	return {
		...{ startedOn, contactFrom, access, teamIds, roles, lineManagerId },
		induction: induction === 'start'
	};
}

/** Adds the person of a form: see `addPerson`. */
export async function addByForm(
	tx: Database,
	value: v.InferOutput<typeof newPersonForm>,
	making: Making
): ReturnType<typeof addPerson> {
	const manager = await lineManagerFrom(tx, value.lineManager, making.today);
	if (manager.kind === 'refused') return manager;
	const { name, email, reference, regulatedActivity } = value;
	const denied = accessWithoutEmail(value.access, email);
	if (denied) return denied;
	const given: NewPerson = {
		...{ name, email, reference, regulatedActivity },
		...beginning(value, manager.id)
	};
	return addPerson(tx, given, making);
}

/** Changes a person as a form says: see `changePerson`. */
export async function changeByForm(
	tx: Database,
	before: PersonDetails,
	value: v.InferOutput<typeof editForm>,
	making: Making
): ReturnType<typeof changePerson> {
	const { lineManager, ...details } = value;
	// Who was there before stays there, also when they have left since or share their name.
	const unchanged = lineManager === (before.lineManager?.written ?? '');
	const manager = unchanged
		? ({ kind: 'named', id: before.lineManager?.id ?? null } as const)
		: await lineManagerFrom(tx, lineManager, making.today);
	if (manager.kind === 'refused') return manager;
	const isAboutAccess = details.access !== before.access || details.email !== before.email;
	const denied = isAboutAccess ? accessWithoutEmail(details.access, details.email) : null;
	if (denied) return denied;
	return changePerson(tx, before.id, { ...details, lineManagerId: manager.id }, making);
}

/** Brings a person back as a form says: see `returnPerson`. */
export async function returnByForm(
	tx: Database,
	person: PersonDetails,
	value: v.InferOutput<typeof returnForm>,
	making: Making
): Promise<Outcome> {
	const manager = await lineManagerFrom(tx, value.lineManager, making.today);
	if (manager.kind === 'refused') return manager;
	const denied = accessWithoutEmail(value.access, person.email);
	if (denied) return denied;
	return returnPerson(tx, person.id, beginning(value, manager.id), making);
}

/** Records that a person leaves, or stays after all: see `leave` and `stay`. */
export async function leaveByForm(
	tx: Database,
	personId: string,
	{ change, lastDay }: v.InferOutput<typeof leavingForm>,
	making: Making
): Promise<(Saved & LeftBehind) | Refused> {
	if (change === 'leave') {
		if (lastDay === null) return refused('lastDay', 'Enter the last day');
		return leave(tx, personId, lastDay, making);
	}
	const stayed = await stay(tx, personId, making);
	return stayed.kind === 'refused' ? stayed : { ...stayed, teams: [], people: [] };
}

/** Lets the person of a form manage a team: see `addManager`. */
export async function addManagerByForm(
	tx: Database,
	teamId: string,
	{ person, fromDay, toDay, raiseAccess }: v.InferOutput<typeof managerForm>,
	making: Making
): ReturnType<typeof addManager> {
	const meant = await findPerson(tx, person, making.today);
	if (meant.kind === 'unclear') return refused('person', meant.message);
	const given = { personId: meant.id, fromDay, toDay, raiseAccess: raiseAccess === 'yes' };
	return addManager(tx, teamId, given, making);
}
