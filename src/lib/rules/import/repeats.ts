import { shortDay } from '../dates-in-words.ts';
import type { Field } from './fields.ts';
import { headingOf, type Columns, type PersonLine, type Problem, type Refusal } from './lines.ts';
import { keyOf, nameKey } from './tidy.ts';

/** A line that says the same as an earlier one, which is the one that counts. */
export type Repeat = { line: number; of: number };

/**
 * Finds the lines of a file that are about the same person: those that say the same are taken once,
 * those that do not are all refused, because nobody can tell which of them is right.
 */
export function withoutRepeats(
	lines: readonly PersonLine[],
	columns: Columns
): { once: PersonLine[]; repeats: Repeat[]; refused: Refusal[] } {
	const once: PersonLine[] = [];
	const repeats: Repeat[] = [];
	const refused: Refusal[] = [];
	for (const group of groupsOf(lines)) {
		const differing = fieldsThatDiffer(group);
		if (differing.length > 0) {
			const problems = differing.map((field) => contradiction(group, field, columns));
			refused.push(...group.map(({ line }) => ({ line, problems })));
			continue;
		}
		const of = Math.min(...group.map(({ line }) => line));
		once.push(...group.slice(0, 1));
		repeats.push(...group.slice(1).map(({ line }) => ({ line, of })));
	}
	const byLine = (a: { line: number }, b: { line: number }) => a.line - b.line;
	return { once: once.sort(byLine), repeats: repeats.sort(byLine), refused: refused.sort(byLine) };
}

type Group = PersonLine[];

/** The lines grouped by person: a shared reference or address joins them, or else name and start. */
function groupsOf(lines: readonly PersonLine[]): Group[] {
	const groupOf = new Map<string, Group>();
	for (const line of lines) {
		const keys = identityKeys(line);
		const known = new Set(
			keys.map((key) => groupOf.get(key)).filter((group) => group !== undefined)
		);
		const [group = [], ...others] = known;
		// A reference of one line and the address of another may turn out to be of one person.
		for (const other of others) {
			group.push(...other);
			for (const key of other.flatMap(identityKeys)) groupOf.set(key, group);
		}
		group.push(line);
		for (const key of keys) groupOf.set(key, group);
	}
	return [...new Set(groupOf.values())].map((group) => group.sort((a, b) => a.line - b.line));
}

function identityKeys({ line, values }: PersonLine): string[] {
	const { reference, email, name, startedOn } = values;
	const keys = [
		...(reference === null ? [] : [`reference ${keyOf(reference)}`]),
		...(email === null ? [] : [`email ${email}`])
	];
	if (keys.length > 0) return keys;
	// Without a start date two people of one name cannot be told apart, nor be taken for one.
	return name !== null && startedOn !== null
		? [`name ${nameKey(name)} ${startedOn}`]
		: [`line ${name === null ? line : nameKey(name)}`];
}

const COMPARED = [
	'reference',
	'email',
	'name',
	'startedOn',
	'leftOn',
	'contactFrom',
	'roles',
	'team',
	'manager'
] as const satisfies Field[];

function fieldsThatDiffer(group: Group): (typeof COMPARED)[number][] {
	return COMPARED.filter(
		(field) => new Set(group.map(({ values }) => keyOf(values[field] ?? ''))).size > 1
	);
}

function contradiction(group: Group, field: (typeof COMPARED)[number], columns: Columns): Problem {
	const shown = group
		.slice(0, 4)
		.map(({ line, values }) => `line ${line}: ${inWords(field, values[field])}`)
		.join(', ');
	const isSure = group.some(({ values }) => values.reference !== null || values.email !== null);
	const hint = [
		field === 'roles' ? ' Several roles go into one cell, with ; between them.' : '',
		isSure ? '' : ' If they are different people, give each an email address or a reference.'
	].join('');
	const more = group.length > 4 ? ` and ${group.length - 4} more` : '';
	return {
		column: headingOf(columns, field),
		message: `Several lines are about this person and differ (${shown}${more}). Keep the one that is right.${hint}`
	};
}

function inWords(field: Field, value: string | null): string {
	if (value === null) return 'empty';
	return field === 'startedOn' || field === 'leftOn' || field === 'contactFrom'
		? shortDay(value)
		: `“${value}”`;
}
