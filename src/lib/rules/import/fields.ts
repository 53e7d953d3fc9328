/** What a file brings: people, or training that was done before. */
export const importKinds = ['people', 'history'] as const;
export type ImportKind = (typeof importKinds)[number];

export function isImportKind(text: string): text is ImportKind {
	return (importKinds as readonly string[]).includes(text);
}

/** What a column of a file can hold, as the page of columns offers it. */
const cards = {
	reference: { title: 'Reference', hint: 'Payroll or employee number' },
	name: { title: 'Full name', hint: 'Asha Bello, or Bello, Asha' },
	firstName: { title: 'First name', hint: 'Joined with the surname' },
	lastName: { title: 'Surname', hint: 'Joined with the first name' },
	email: { title: 'Email address', hint: 'The one they sign in with' },
	startedOn: { title: 'First day', hint: 'Like 03/09/2026 or 3 Sep 2026' },
	leftOn: { title: 'Last day', hint: 'Empty for those who stay' },
	roles: { title: 'Roles', hint: 'Several with ; between them' },
	team: { title: 'Team', hint: 'As it is called in Safehands' },
	manager: { title: 'Line manager', hint: 'Email address, reference or name' },
	contactFrom: {
		title: 'First unsupervised contact',
		hint: 'The first day on their own with the people you support'
	},
	item: { title: 'What was done', hint: 'Module, agreement or certificate' },
	completedOn: { title: 'Completed on', hint: 'Like 03/09/2026 or 3 Sep 2026' },
	validUntil: { title: 'Valid until', hint: 'The last day, where there is one' },
	provider: { title: 'Provider', hint: 'Who gave it' },
	note: { title: 'Evidence', hint: 'What you have seen, and where it is kept' }
} as const;

export type Field = keyof typeof cards;
export type FieldCard = { field: Field; title: string; hint: string };

const person = ['reference', 'name', 'firstName', 'lastName', 'email'] as const;
const fields: Record<ImportKind, readonly Field[]> = {
	people: [...person, 'startedOn', 'leftOn', 'roles', 'team', 'manager', 'contactFrom'],
	history: [...person, 'item', 'completedOn', 'validUntil', 'provider', 'note']
};

/** The fields of a kind of file, in the order in which the page offers them. */
export function fieldsOf(kind: ImportKind): FieldCard[] {
	return fields[kind].map((field) => ({ field, ...cards[field] }));
}

/** What a field is called on pages. */
export function titleOf(field: Field): string {
	return cards[field].title;
}

/** Whether a text, e.g. from a form, names a field of this kind of file. */
export function isFieldOf(kind: ImportKind, text: string): text is Field {
	return (fields[kind] as readonly string[]).includes(text);
}

/**
 * Why columns so chosen are not enough to go on, or null. `at` is the column to change where there
 * is one.
 */
export function mappingProblem(
	kind: ImportKind,
	mapping: readonly (Field | null)[]
): { message: string; at: number | null } | null {
	const has = (field: Field) => mapping.includes(field);
	for (const [at, field] of mapping.entries()) {
		if (field === null || mapping.indexOf(field) === at) continue;
		return { message: `Two columns are set to ${titleOf(field)}: choose one of them`, at };
	}
	const problem = (message: string) => ({ message, at: null });
	if (has('firstName') !== has('lastName') && !has('name')) {
		return has('firstName')
			? problem('Choose the column with the surname too, or set this one to Full name')
			: problem('Choose the column with the first name too, or set this one to Full name');
	}
	const isNamed = has('name') || has('lastName');
	if (kind === 'people') return isNamed ? null : problem('Choose the column with the names');
	if (!isNamed && !has('email') && !has('reference')) {
		return problem('Choose the column that says who it was: email address, reference or name');
	}
	if (!has('item')) return problem('Choose the column that says what was done');
	return has('completedOn') ? null : problem('Choose the column with the day it was completed');
}
