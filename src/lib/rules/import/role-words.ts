import { closest } from './closest.ts';
import { keyOf, saysNothing } from './tidy.ts';
import { chooser, unknownWords, type UnknownWord } from './unknown-words.ts';

/** A role with everything that a file may call it. */
export type RoleName = { key: string; title: string; names: readonly string[] };

/** What people call the roles of the catalogue besides its titles; the organisation may add its own words. */
const ALIASES: Record<string, readonly string[]> = {
	all_staff: ['all staff', 'staff', 'employee', 'everyone', 'workforce', 'general staff'],
	practitioner: [
		'practitioner',
		'adviser',
		'advisor',
		'careers adviser',
		'careers advisor',
		'youth worker',
		'play worker',
		'playworker',
		'support worker',
		'mentor'
	],
	tutor: ['tutor', 'teacher', 'coach', 'online tutor', 'private tutor', 'instructor'],
	volunteer: ['volunteer', 'vol', 'helper'],
	manager: ['manager', 'team manager', 'line manager', 'team leader', 'team lead', 'supervisor'],
	ict: [
		'ict',
		'it',
		'ict staff',
		'it staff',
		'it support',
		'technician',
		'ict officer',
		'it officer'
	],
	dsl: [
		'dsl',
		'ddsl',
		'dso',
		'dsp',
		'designated safeguarding lead',
		'deputy designated safeguarding lead',
		'deputy dsl',
		'safeguarding lead',
		'deputy safeguarding lead',
		'designated safeguarding officer',
		'designated safeguarding person',
		'safeguarding officer'
	],
	online_safety_coordinator: ['online safety lead', 'e-safety coordinator', 'e-safety lead'],
	trustee: ['trustee', 'director', 'governor', 'board member', 'non-executive director', 'ned'],
	hr: ['hr', 'human resources', 'recruitment', 'recruiter', 'hr officer', 'people team'],
	subcontractor: ['subcontractor', 'sub-contractor', 'contractor', 'partner staff', 'partner'],
	platform_moderator: ['moderator'],
	incident_recipient: []
};

/** The roles of the catalogue with all their names. */
export function roleNames(roles: readonly { key: string; title: string }[]): RoleName[] {
	return roles.map(({ key, title }) => ({
		key,
		title,
		names: [title, key, key.replaceAll('_', ' '), ...(ALIASES[key] ?? [])]
	}));
}

export type RolesRead = {
	keys: string[];
	/** The words that are no roles. */
	unknown: string[];
};

/** Reads cells of roles; see `roleFinder`. */
export type RoleFinder = {
	read(cell: string): RolesRead;
	/** The title of the role that is most likely meant by a word that was read; null when none is. */
	suggestionFor(word: string): string | null;
	/** Every word that was not one of ours so far, in the order of the file. */
	words(): UnknownWord[];
};

/** What stands between several roles in a cell, from what surely does to what may be part of one. */
const SEPARATORS = [/[;|]/, /\//, /,/, / (?:and|or|&|\+) /i];

/**
 * Reads roles by key, title or any other name; several of them in a cell with `;`, `/` or `,`
 * between them. `choices` says what words mean that are not ours (by `keyOf`; an empty key: the word
 * is left out).
 */
export function roleFinder(
	roles: readonly RoleName[],
	choices: Readonly<Record<string, string>>
): RoleFinder {
	const byName = new Map(
		roles.flatMap(({ key, names }) => names.flatMap((name) => formsOf(name).map((f) => [f, key])))
	);
	const allNames = roles.flatMap(({ names }) => names);
	const unknown = unknownWords((word) => {
		const name = closest(word, allNames);
		return roles.find(({ names }) => name !== null && names.includes(name))?.key ?? null;
	});
	const chosen = chooser(
		choices,
		roles.map(({ key }) => key)
	);
	const one = (word: string): RolesRead | null => {
		const key = formsOf(word).flatMap((form) => byName.get(form) ?? [])[0];
		if (key !== undefined) return { keys: [key], unknown: [] };
		const choice = chosen(word);
		if (choice === null) return null;
		unknown.note(word, choice);
		return { keys: choice === '' ? [] : [choice], unknown: [] };
	};
	const read = (cell: string, separators: readonly RegExp[]): RolesRead => {
		const whole = one(cell);
		if (whole) return whole;
		const [separator, ...others] = separators;
		if (separator === undefined) return { keys: [], unknown: [cell] };
		const parts = cell
			.split(separator)
			.map((part) => part.trim())
			.filter((part) => !saysNothing(part));
		const found = parts.map((part) => read(part, others));
		const keys = found.flatMap((part) => part.keys);
		const isSure = separator === SEPARATORS[0] || keys.length > 0;
		return isSure
			? { keys, unknown: found.flatMap((part) => part.unknown) }
			: { keys, unknown: [cell] };
	};
	return {
		read(cell) {
			const found = read(cell, SEPARATORS);
			const words = [...new Set(found.unknown)];
			for (const word of words) unknown.note(word, null);
			return { keys: [...new Set(found.keys)], unknown: words };
		},
		suggestionFor: (word) => {
			const key = unknown.suggestionFor(word);
			return roles.find((role) => role.key === key)?.title ?? null;
		},
		words: unknown.list
	};
}

/** A name and its singular, to compare by. */
function formsOf(name: string): string[] {
	const key = keyOf(name).replace(/[.()]/g, '').replace(/\s+/g, ' ').trim();
	return key.length > 4 && key.endsWith('s') ? [key, key.slice(0, -1)] : [key];
}
