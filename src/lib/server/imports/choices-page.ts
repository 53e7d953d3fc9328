import * as v from 'valibot';
import type { Day } from '../../rules/day.ts';
import { readDay } from '../../rules/import/dates.ts';
import { keyOf, tidy } from '../../rules/import/tidy.ts';
import type { UnknownWord } from '../../rules/import/unknown-words.ts';
import { teamOptions, teamTree } from '../../rules/team-tree.ts';
import { roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { itemsNow } from './current.ts';
import { planFile } from './plan-file.ts';
import { UNDECIDED, type Choices, type StoredImport } from './stored.ts';

/** In a form: a word is to be left out. */
export const LEFT_OUT = '-';

/** More lists to choose from than these no page can hold, and nobody goes through. */
const MOST_WORDS = 60;

type Option = { value: string; text: string };

/** Words of one kind that are none of ours, and what they can mean. */
export type WordChoice = {
	/** The names of the fields of the form begin with this. */
	name: 'role' | 'team' | 'item';
	words: { word: string; lines: number; chosen: string; suggestion: string | null }[];
	/** How many there are besides. */
	more: number;
	options: Option[];
};

/** What can be chosen for a file: what holds now, and the words that it does not share with us. */
export async function choicesPage(
	db: Database,
	file: StoredImport,
	{ importerId, today }: { importerId: string; today: Day }
): Promise<{ choices: Choices; words: WordChoice[] }> {
	const found = await planFile(db, file, { importerId, today });
	const isFirst = file.choices === null;
	const listed = (name: WordChoice['name'], words: readonly UnknownWord[], options: Option[]) => ({
		name,
		words: [...words]
			.sort((a, b) => b.lines - a.lines)
			.slice(0, MOST_WORDS)
			.map(({ word, lines, suggestion, choice }) => ({
				...{ word, lines },
				suggestion: options.find(({ value }) => value === suggestion)?.text.trim() ?? null,
				chosen: asChosen(choice ?? (isFirst ? suggestion : null))
			})),
		more: Math.max(words.length - MOST_WORDS, 0),
		options
	});
	if (found.kind === 'history') {
		const items = itemsNow().map(({ item, title }) => ({ value: item, text: title }));
		const words = [listed('item', found.plan.words.items, items)];
		return { choices: found.choices, words: words.filter((list) => list.words.length > 0) };
	}
	const { plan, organisation, choices } = found;
	const open = organisation.teams.filter(({ isClosed }) => !isClosed);
	const words = [
		listed(
			'role',
			plan.words.roles,
			roles().map(({ key, title }) => ({ value: key, text: title }))
		),
		listed('team', plan.words.teams, teamOptions(teamTree(open)))
	];
	return { choices, words: words.filter((list) => list.words.length > 0) };
}

function asChosen(choice: string | null): string {
	if (choice === null) return UNDECIDED;
	return choice === '' ? LEFT_OUT : choice;
}

const day = v.pipe(
	v.string(),
	v.transform((text) => tidy(text)),
	v.check((text) => text === '' || readDay(text).day !== null, 'Enter a day like 03/09/2026'),
	v.transform((text) => readDay(text).day ?? '')
);
const texts = v.array(v.string());

/** The fields of the form; a day is empty where none was given. */
export const ChoicesForm = v.object({
	countsFrom: v.optional(day, ''),
	startedOn: v.optional(day, ''),
	inductionFrom: v.optional(day, ''),
	createTeams: v.optional(v.string(), ''),
	missing: v.optional(v.picklist(['stay', 'leave'], 'Choose what happens to them'), 'stay'),
	missingLeftOn: v.optional(day, ''),
	roleWord: v.optional(texts, []),
	roleKey: v.optional(texts, []),
	teamWord: v.optional(texts, []),
	teamKey: v.optional(texts, []),
	itemWord: v.optional(texts, []),
	itemKey: v.optional(texts, [])
});

type Given = v.InferOutput<typeof ChoicesForm>;

/** The choices that a form makes, beside those that it does not show; or what is wrong, by field. */
export function choicesFrom(
	given: Given,
	before: Choices,
	today: Day
): { ok: true; choices: Choices } | { ok: false; errors: Record<string, string> } {
	const errors: Record<string, string> = {};
	if (given.countsFrom > today) errors.countsFrom = 'Choose today or a day that has passed';
	if (given.missing === 'leave') {
		if (given.missingLeftOn === '') errors.missingLeftOn = 'Enter their last day';
		else if (given.missingLeftOn > today) {
			errors.missingLeftOn = 'Choose today or a day that has passed';
		}
	}
	if (Object.keys(errors).length > 0) return { ok: false, errors };
	return {
		ok: true,
		choices: {
			countsFrom: given.countsFrom || null,
			startedOn: given.startedOn || null,
			createTeams: given.createTeams === 'yes',
			missingLeftOn: given.missing === 'leave' ? given.missingLeftOn : null,
			inductionFrom: given.inductionFrom || before.inductionFrom,
			roleWords: { ...before.roleWords, ...decided(given.roleWord, given.roleKey) },
			teamWords: { ...before.teamWords, ...decided(given.teamWord, given.teamKey) },
			itemWords: { ...before.itemWords, ...decided(given.itemWord, given.itemKey) }
		}
	};
}

/** Undecided words keep a key that there never is, so that what they meant earlier does not hold. */
function decided(words: readonly string[], keys: readonly string[]): Record<string, string> {
	const pairs = words.map((word, at): [string, string] => {
		const key = keys[at] ?? UNDECIDED;
		return [keyOf(word), key === LEFT_OUT ? '' : key];
	});
	return Object.fromEntries(pairs);
}
