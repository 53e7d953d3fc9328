import { longDay } from '$lib/rules/dates-in-words';
import { howMany } from '$lib/rules/how-many';
import type { LeftBehind } from '$lib/server/people/leaving';

/** How many names a sentence takes before it only counts the rest. */
const NAMED = 5;

function names(list: readonly { name: string }[]): string {
	const some = list.slice(0, NAMED).map(({ name }) => name);
	const rest = list.length - some.length;
	return [...some, ...(rest > 0 ? [`${String(rest)} more`] : [])].join(', ');
}

/** What else somebody should know before a last day is saved. */
export function leavingNotes(
	{ change, lastDay }: { change: 'leave' | 'stay'; lastDay: string | null },
	{ teams, people }: LeftBehind,
	{ person, today }: { person: { name: string }; today: string }
): string[] {
	if (change === 'stay' || lastDay === null) {
		return ['Roles, teams and whatever else was to end with the last day go on.'];
	}
	const { name } = person;
	const notes: (string | false)[] = [
		lastDay < today && `${name} is signed out at once and cannot sign in again.`,
		lastDay === today &&
			`${name} is signed out at once. Today they can still sign in, from tomorrow on no more.`,
		lastDay > today && `${name} can use Safehands until the end of ${longDay(lastDay)}.`,
		'Roles, teams and what they manage end on the last day. Everything that they have done and signed is kept.',
		teams.length > 0 &&
			`${teams.length === 1 ? 'This team has' : 'These teams have'} nobody else to manage it: ${names(teams)}. You can hand over once this is saved.`,
		people.length > 0 &&
			`${howMany(people.length, 'person has', 'people have')} ${name} as line manager: ${names(people)}. You can hand over once this is saved.`
	];
	return notes.filter((note) => note !== false);
}
