import * as v from 'valibot';
import { regulatedActivities } from '../../rules/checks.ts';
import { isEmailAddress } from '../../rules/email-address.ts';
import { enteredDay, enteredDayOrNone } from '../../rules/form-fields.ts';
import { accesses } from '../../rules/permissions.ts';

/** What the administrator's forms of people and teams send. */

const text = v.pipe(v.string(), v.trim());
const orNull = v.transform((written: string) => (written === '' ? null : written));

/** A text of one line, with single spaces. */
const line = (missing: string, longest: number) =>
	v.pipe(
		text,
		v.transform((written) => written.replaceAll(/\s+/g, ' ')),
		v.nonEmpty(missing),
		v.maxLength(longest, `Use at most ${String(longest)} characters`)
	);

const CHECK_DAY = 'Enter a day in the calendar';
const CHECK_YEAR = 'Check the year';
/** Whoever types a year of three digits, or of another century, has mistyped it. */
const isLikely = (written: string) => written >= '1950-01-01' && written <= '2100-12-31';

const someDay = (missing: string) => v.pipe(enteredDay(missing), v.check(isLikely, CHECK_YEAR));
const anyDay = v.pipe(
	enteredDayOrNone(CHECK_DAY),
	v.check((written) => written === null || isLikely(written), CHECK_YEAR)
);

const email = v.pipe(
	text,
	v.transform((written) => written.toLowerCase()),
	v.check(
		(written) => written === '' || isEmailAddress(written),
		'Enter an email address like name@example.org, or leave it empty'
	),
	orNull
);

const details = {
	name: line('Enter the name', 120),
	email,
	reference: v.pipe(text, v.maxLength(40, 'Use at most 40 characters'), orNull),
	startedOn: someDay('Enter the first day'),
	contactFrom: anyDay,
	lineManager: text,
	access: v.picklist(accesses, 'Choose an access')
};

const choices = { team: text, roles: v.array(v.string()) };
const induction = v.picklist(['start', 'not-needed'], 'Choose whether the induction starts');

/** A new person. */
export const newPersonForm = v.object({
	...details,
	...choices,
	induction,
	regulatedActivity: v.picklist(regulatedActivities, 'Choose one of the answers')
});

/** What is recorded of a person by itself. */
export const editForm = v.object(details);

/** Somebody who comes back. */
export const returnForm = v.object({
	startedOn: someDay('Enter the new first day'),
	contactFrom: anyDay,
	lineManager: text,
	access: details.access,
	...choices,
	induction
});

/** The last day of somebody who leaves, or that they stay. */
export const leavingForm = v.object({
	change: v.picklist(['leave', 'stay']),
	lastDay: anyDay
});

/** A change of the roles that somebody holds, or of the conditions that hold for them. */
export const rolesForm = v.object({
	change: v.picklist([
		'give-role',
		'end-role',
		'take-back-role',
		'give-condition',
		'end-condition',
		'take-back-condition'
	]),
	/** The line that is changed. */
	line: text,
	/** The role or the condition that is given. */
	key: text,
	fromDay: anyDay,
	toDay: anyDay,
	induction: v.picklist(['', 'start', 'not-needed'])
});

/** A change of the teams in which somebody is. */
export const teamsForm = v.object({
	change: v.picklist(['join', 'move', 'end', 'take-back']),
	line: text,
	team: text,
	/** The day on which they join or move. */
	fromDay: anyDay,
	toDay: anyDay
});

/** The name of a team, and the one above it; empty: none. */
export const teamForm = v.object({ name: line('Enter the name of the team', 120), parent: text });

/** A manager of a team. */
export const managerForm = v.object({
	person: v.pipe(text, v.nonEmpty('Enter a name or an email address')),
	fromDay: someDay('Enter the first day'),
	toDay: anyDay,
	raiseAccess: v.picklist(['', 'yes'])
});

/** Who takes over what somebody leaves behind. */
export const handOverForm = v.object({
	person: v.pipe(text, v.nonEmpty('Enter a name or an email address')),
	raiseAccess: v.picklist(['', 'yes'])
});

/** A line of who manages a team, and its last day. */
export const managerLineForm = v.object({ line: text, toDay: anyDay });
