import { shortDay } from '../dates-in-words.ts';
import { addDays, later, type Day } from '../day.ts';
import { headingOf, type Columns, type PersonLine, type Problem } from './lines.ts';
import { hasLeft, withoutZeros, type PersonNow } from './people-now.ts';
import type { Draft, FieldChange, ImportOptions, PersonValues, Planned } from './planned.ts';
import { newSpans, spanChanges } from './spans.ts';
import { isSameName } from './tidy.ts';

export type Context = {
	columns: Columns;
	options: ImportOptions;
	today: Day;
	/** The team at the top, for those of whom the file names none. */
	rootTeam: string | null;
};

/** The roles and teams of a line; null: it says nothing of them. */
export type Places = { roles: readonly string[] | null; teams: readonly string[] | null };

/** Somebody whom the platform does not know yet. */
export function draftNew(line: PersonLine, places: Places, context: Context): Draft {
	const { values } = line;
	const { columns, options, today } = context;
	const problems: Problem[] = [];
	const startedOn = values.startedOn ?? options.startedOn;
	if (values.name === null) {
		const message = 'The name is missing. Write it in, or take the line out.';
		problems.push({ column: headingOf(columns, 'name'), message });
	}
	if (startedOn === null) {
		const message =
			'The first day is missing. Write it in, or give one for all such lines under Choices.';
		problems.push({ column: headingOf(columns, 'startedOn'), message });
	}
	if (values.name === null || startedOn === null) return { problems };
	const dates = { startedOn, leftOn: values.leftOn };
	const wrong = orderProblem({ ...dates, contactFrom: values.contactFrom }, columns);
	if (wrong) return { problems: [wrong] };
	if (hasLeft(dates, today)) {
		return { leftOut: 'Left before they were ever in Safehands: there is nothing to record.' };
	}
	const { name, email, reference, contactFrom } = values;
	const inTeams = places.teams ?? rootOf(context);
	const planned: Planned = {
		key: `line:${line.line}`,
		personId: null,
		line: line.line,
		values: { name, email, reference, contactFrom, ...dates },
		details: [],
		manager: null,
		roles: newSpans(places.roles ?? [], dates),
		teams: newSpans(inTeams, dates),
		left: null,
		returned: null,
		induction: false,
		notes: []
	};
	planned.induction = startsInduction(planned, context);
	if (planned.roles === null) planned.notes.push('Holds no role, so nothing is asked of them yet.');
	if (places.teams === null)
		planned.notes.push('No team in the file: they go to the one at the top.');
	return { planned };
}

/** Somebody known: what the line changes about them. */
export function draftKnown(
	line: PersonLine,
	person: PersonNow,
	places: Places,
	context: Context
): Draft {
	const { columns, today, options } = context;
	const stay = stayOf(line, person, context);
	if ('problem' in stay) return { problems: [stay.problem] };
	if ('leftOut' in stay) return stay;
	const values: PersonValues = {
		name: nameAfter(line, person),
		email: line.values.email ?? person.email,
		reference: referenceAfter(line, person),
		// Whoever comes back begins anew with those whom they support.
		contactFrom: line.values.contactFrom ?? (stay.returned === null ? person.contactFrom : null),
		startedOn: stay.startedOn,
		leftOn: stay.leftOn
	};
	const wrong = orderProblem(values, columns);
	if (wrong) return { problems: [wrong] };
	const { left, returned, notes } = stay;
	const planned: Planned = {
		key: person.id,
		personId: person.id,
		line: line.line,
		values,
		details: detailsOf(person, values, { left, returned }),
		manager: null,
		roles: null,
		teams: null,
		left,
		returned,
		induction: false,
		notes
	};
	if (hasLeft(values, today)) return { planned };
	if (returned !== null) {
		planned.roles = newSpans(places.roles ?? [], values);
		planned.teams = newSpans(places.teams ?? rootOf(context), values);
		planned.induction = startsInduction(planned, context);
		return { planned };
	}
	const spans = { today, countsFrom: options.countsFrom, ...values };
	if (places.roles) planned.roles = spanChanges(person.roles, places.roles, spans);
	if (places.teams) planned.teams = spanChanges(person.teams, places.teams, spans);
	// Whoever had a role before has begun, or was there long before there was an induction here.
	planned.induction = person.roles.length === 0 && startsInduction(planned, context);
	return { planned };
}

/** Whether the roles of somebody begin on a day from which people are led through the induction. */
function startsInduction({ roles }: Planned, { options }: Context): boolean {
	return roles !== null && roles.begin.some(({ fromDay }) => fromDay >= options.inductionFrom);
}

function rootOf({ rootTeam }: Context): string[] {
	return rootTeam === null ? [] : [rootTeam];
}

type Stay = {
	startedOn: Day;
	leftOn: Day | null;
	/** A last day that is set now, where there was none. */
	left: Day | null;
	returned: Day | null;
	notes: string[];
};

/** From when to when a known person is here after the line. */
function stayOf(
	{ values }: PersonLine,
	person: PersonNow,
	{ today, options, columns }: Context
): Stay | { problem: Problem } | { leftOut: string } {
	const was = { startedOn: person.startedOn, leftOn: person.leftOn };
	const unmoved = { ...was, left: null, returned: null, notes: [] };
	const isOfBefore = (day: Day | null) =>
		person.earlierStarts.length > 0 && day !== null && day < person.startedOn;
	if (person.leftOn !== null && hasLeft(person, today)) {
		const back =
			values.startedOn !== null && values.startedOn > person.leftOn ? values.startedOn : null;
		if (values.leftOn !== null && back === null) {
			if (values.leftOn === person.leftOn) return unmoved;
			return {
				leftOut: `Left on ${shortDay(person.leftOn)} already, and the file says ${shortDay(values.leftOn)}. What is over is kept as it was.`
			};
		}
		const startedOn = back ?? later(options.countsFrom, addDays(person.leftOn, 1));
		const note = `The file gives no first day after they left on ${shortDay(person.leftOn)}.`;
		const notes = back === null ? [note] : [];
		return { startedOn, leftOn: values.leftOn, left: values.leftOn, returned: startedOn, notes };
	}
	if (isOfBefore(values.startedOn) && (values.leftOn === null || isOfBefore(values.leftOn))) {
		// Personnel systems often keep the day of the first contract when somebody comes back.
		return unmoved;
	}
	const startedOn = values.startedOn ?? was.startedOn;
	if (values.leftOn === null) return { ...unmoved, startedOn };
	if (isOfBefore(values.leftOn)) {
		const message = `${person.name} came back on ${shortDay(person.startedOn)}, and this last day is before that. Empty the cell, or correct it.`;
		return { problem: { column: headingOf(columns, 'leftOn'), message } };
	}
	const left = person.leftOn === null ? values.leftOn : null;
	return { ...unmoved, startedOn, leftOn: values.leftOn, left };
}

function nameAfter({ values }: PersonLine, { name }: PersonNow): string {
	return values.name === null || isSameName(name, values.name) ? name : values.name;
}

function referenceAfter({ values }: PersonLine, { reference }: PersonNow): string | null {
	if (values.reference === null) return reference;
	const isSame = reference !== null && withoutZeros(reference) === withoutZeros(values.reference);
	return isSame ? reference : values.reference;
}

/** The fields that change; those that a leaving or a return set are not told twice. */
function detailsOf(
	person: PersonNow,
	after: PersonValues,
	{ left, returned }: Pick<Stay, 'left' | 'returned'>
): FieldChange[] {
	const fields = ['name', 'email', 'reference', 'startedOn', 'leftOn', 'contactFrom'] as const;
	return fields
		.filter((field) => person[field] !== after[field])
		.filter((field) => !(returned !== null && (field === 'startedOn' || field === 'leftOn')))
		.filter((field) => !(left !== null && field === 'leftOn'))
		.map((field) => ({ field, from: person[field], to: after[field] }));
}

/** What is wrong with the order of somebody's days, or null. */
function orderProblem(
	{ startedOn, leftOn, contactFrom }: Pick<PersonValues, 'startedOn' | 'leftOn' | 'contactFrom'>,
	columns: Columns
): Problem | null {
	if (leftOn !== null && leftOn < startedOn) {
		const message = `The last day, ${shortDay(leftOn)}, is before the first, ${shortDay(startedOn)}. Correct one of them.`;
		return { column: headingOf(columns, 'leftOn'), message };
	}
	if (contactFrom === null || contactFrom >= startedOn) return null;
	const message = `${shortDay(contactFrom)} is before the first day, ${shortDay(startedOn)}. Correct one of them.`;
	return { column: headingOf(columns, 'contactFrom'), message };
}
