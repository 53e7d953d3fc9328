import type { Field, ImportKind } from './fields.ts';
import { readEmail, tidy } from './tidy.ts';

/** A heading to compare by: `Forename(s)`, `first_name*` and `FirstName` in plain small words. */
export function headingKey(heading: string): string {
	return tidy(heading)
		.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
		.replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
		.toLowerCase()
		.replace(/\(s\)/g, 's')
		.replace(/'/g, '')
		.replace(/&/g, ' and ')
		.replace(/#/g, ' number ')
		.replace(/\be mail/g, 'email')
		.replace(/\be-mail/g, 'email')
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

type Words = Partial<Record<Field, readonly string[]>>;

/** What columns are called in exports of personnel and payroll systems; the best fit first. */
const person: Words = {
	reference:
		`payroll number, payroll no, payroll ref, payroll reference, payroll id, employee number,
		employee no, employee id, employee ref, employee reference, employee code, staff number, staff no,
		staff id, staff ref, staff reference, staff code, personnel number, personnel no, personnel id,
		person number, person id, person reference, worker id, worker number, assignment number,
		volunteer id, volunteer number, volunteer ref, member number, clock number, works number, emp no,
		emp number, emp id, emp ref, hr id, hr number, hr ref, reference, reference number, ref, ref no,
		unique id, unique reference, number, no, id`.split(/,\s+/),
	firstName: `first name, first names, forename, forenames, given name, given names, christian name,
		firstname, fore name, legal first name, employee first name, staff first name, first, known as,
		preferred name, preferred first name`.split(/,\s+/),
	lastName: `surname, last name, last names, family name, second name, lastname, sur name,
		legal last name, legal surname, employee surname, employee last name, staff surname,
		last`.split(/,\s+/),
	name: `full name, name, employee name, staff name, employee full name, staff full name, person name,
		display name, preferred full name, legal name, worker name, volunteer name, volunteer,
		tutor name, staff member, employee, colleague, learner name, participant, delegate,
		delegate name, attendee, attendee name, person, worker, fullname, name of employee,
		name of volunteer, surname forename, surname and forename, last name first name,
		names`.split(/,\s+/),
	email: `work email, work email address, business email, business email address, company email,
		organisation email, office email, email work, email business, email, email address, primary email,
		primary email address, employee email, staff email, user email, email id, contact email,
		user principal name, upn, volunteer email, learner email, personal email,
		personal email address, private email, home email, home email address, email personal, email home,
		other email, username, user name, user, login, login name, user id`.split(/,\s+/)
};

const fields: Record<ImportKind, Words> = {
	people: {
		...person,
		startedOn: `start date, started on, started, date started, date joined, joined, joining date,
			join date, date of joining, hire date, date of hire, hired, original hire date,
			employment start date, employment start, date employed, contract start date, contract start,
			commencement date, date commenced, commenced, start, start of employment, first day,
			date of appointment, appointment date, position start date, job start date, volunteer start date,
			date of start, continuous service date, continuous employment date, service start date, from,
			from date, effective start date`.split(/,\s+/),
		leftOn:
			`leaving date, date of leaving, date left, left on, left, leave date, leaver date, end date,
			date ended, employment end date, employment end, contract end date, contract end,
			termination date, date of termination, terminated on, last day, last working day, last day worked,
			last day of service, finish date, date finished, exit date, resignation date,
			to, to date, until, effective end date`.split(/,\s+/),
		roles: `safeguarding role, training role, safehands role, roles, role, job role, job roles,
			role title, job title, job, position, position title, post, post title, job name, job position,
			occupation, designation, job family, job category, staff type, staff category, worker type,
			employee type, category, person type`.split(/,\s+/),
		team: `team, team name, teams, department, dept, department name, dept name, business unit, unit,
			organisation unit, organisational unit, org unit, division, service, service area, section,
			directorate, location, site, branch, centre, region, office, area, cost centre, cost centre name,
			base, work location, project, school, establishment`.split(/,\s+/),
		manager: `line manager email, line manager email address, manager email, manager email address,
			managers email, managers email address, line managers email, email of line manager,
			reporting manager email, supervisor email, reports to email, line manager, line manager name,
			manager, manager name, managers name, line managers name, reports to, reporting manager,
			reporting to, report to, supervisor, supervisor name, supervised by, managed by,
			direct manager, team manager, team leader, line manager id, line manager number, manager id,
			manager number, manager employee number, line manager reference`.split(/,\s+/),
		contactFrom: `first unsupervised contact, unsupervised contact from, contact from,
			first contact, first contact date, contact start date, first session,
			first session date`.split(/,\s+/)
	},
	history: {
		...person,
		item: `module, module name, module title, course, course name, course title, training,
			training name, training title, training course, training course name, item, title,
			qualification, certificate, certificate name, certification, agreement, policy, document,
			subject, topic, programme, learning, learning title, learning activity, activity,
			activity name, what was done, course code`.split(/,\s+/),
		completedOn: `completed on, completion date, date completed, date of completion, completed,
			date achieved, achieved on, achieved, date attended, attended on, attended, date of training,
			training date, date taken, date passed, passed on, date signed, signed on, date of course,
			course date, issue date, issued on, date of issue, award date, awarded on, date awarded,
			finish date, end date, date`.split(/,\s+/),
		validUntil: `valid until, valid to, expiry date, expires on, expires, expiry, date of expiry,
			expiration date, renewal date, renew by, due for renewal, next due, next due date, due date,
			valid till, date expires, refresher due`.split(/,\s+/),
		provider:
			`provider, training provider, provided by, provider name, delivered by, supplier, trainer,
			issued by, issuer, awarding body, organisation, institution, source, vendor,
			certificate provider`.split(/,\s+/),
		note: `evidence, evidence note, note, notes, comment, comments, remarks, certificate number,
			certificate no, certificate ref, certificate reference, details, evidence seen`.split(/,\s+/)
	}
};

/** A column with its heading and the first of its values. */
export type Column = { heading: string; samples: readonly string[] };

/**
 * Which field each column holds: as somebody said of this heading last time, or else by what such
 * columns are usually called. No field is given twice; null: the column is left out.
 */
export function guessColumns(
	kind: ImportKind,
	columns: readonly Column[],
	remembered: ReadonlyMap<string, Field | null>
): (Field | null)[] {
	const keys = columns.map(({ heading }) => headingKey(heading));
	const guess: (Field | null | undefined)[] = keys.map((key) => remembered.get(key));
	forgetRepeats(guess);
	for (const [field, words] of Object.entries(fields[kind]) as [Field, readonly string[]][]) {
		if (guess.includes(field)) continue;
		const at = bestColumn(field, words, columns, keys, guess);
		if (at !== null) guess[at] = field;
	}
	if (!guess.includes('email')) {
		const at = columns.findIndex(
			(column, n) =>
				guess[n] === undefined && !/manager|super/i.test(column.heading) && holdsEmails(column)
		);
		if (at >= 0) guess[at] = 'email';
	}
	return oneName(
		guess.map((field) => field ?? null),
		keys
	);
}

/** Two headings may have been remembered for one field; the first column keeps it. */
function forgetRepeats(guess: (Field | null | undefined)[]): void {
	guess.forEach((field, at) => {
		if (field && guess.indexOf(field) < at) guess[at] = undefined;
	});
}

function bestColumn(
	field: Field,
	words: readonly string[],
	columns: readonly Column[],
	keys: readonly string[],
	guess: readonly (Field | null | undefined)[]
): number | null {
	for (const word of words) {
		const at = columns.findIndex(
			(column, n) =>
				guess[n] === undefined && keys[n] === word && (field !== 'email' || mayHoldEmails(column))
		);
		if (at >= 0) return at;
	}
	return null;
}

const filled = ({ samples }: Column) => samples.map(tidy).filter((text) => text !== '');

/** Whether all that the column shows are addresses, and it shows some. */
function holdsEmails(column: Column): boolean {
	const texts = filled(column);
	return texts.length > 0 && texts.every((text) => readEmail(text) !== null);
}

/** A column of log-in names is one of addresses only where they are some. */
function mayHoldEmails(column: Column): boolean {
	const texts = filled(column);
	return texts.length === 0 || texts.some((text) => text.includes('@'));
}

/**
 * One way of saying the name: first name and surname where there are both; beside a surname alone
 * the column `Name` is the first name.
 */
function oneName(guess: readonly (Field | null)[], keys: readonly string[]): (Field | null)[] {
	const first = guess.includes('firstName');
	const last = guess.includes('lastName');
	return guess.map((field, at) => {
		if (field === 'name' && last) {
			if (first) return null;
			return keys[at] === 'name' ? 'firstName' : field;
		}
		// The part of a name that stands alone says less than the whole one.
		return (field === 'firstName' || field === 'lastName') &&
			first !== last &&
			wholeName(guess, keys)
			? null
			: field;
	});
}

/** Whether a column holds whole names, which `Name` beside a surname does not. */
function wholeName(guess: readonly (Field | null)[], keys: readonly string[]): boolean {
	const at = guess.indexOf('name');
	return at >= 0 && !(keys[at] === 'name' && guess.includes('lastName'));
}
