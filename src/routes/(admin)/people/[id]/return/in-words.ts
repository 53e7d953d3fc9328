import { longDay } from '$lib/rules/dates-in-words';
import { textOf, type FormValues } from '$lib/rules/form-values';
import { accessWords } from '$lib/rules/people-list';
import { isAccess } from '$lib/rules/permissions';

/** A return, as the page says it before it is saved. */
export function returnInWords(
	values: FormValues,
	about: {
		person: { name: string };
		teams: readonly { id: string; name: string }[];
		roles: readonly { key: string; title: string }[];
	}
) {
	const typed = (name: string) => textOf(values, name);
	const day = (name: string) => (typed(name) === '' ? '' : longDay(typed(name)));
	const chosen = [values.roles ?? []].flat();
	const titles = about.roles.filter(({ key }) => chosen.includes(key)).map(({ title }) => title);
	const access = typed('access');
	return [
		{ term: 'Person', text: about.person.name },
		{ term: 'New first day', text: day('startedOn') },
		{ term: 'Team', text: about.teams.find(({ id }) => id === typed('team'))?.name ?? 'None yet' },
		{ term: 'Roles', text: titles.join(', ') || 'None yet, so nothing is asked of them' },
		{ term: 'Line manager', text: typed('lineManager') },
		{ term: 'Unsupervised contact from', text: day('contactFrom') },
		{
			term: 'Induction',
			text:
				typed('induction') === 'start'
					? 'Starts: what is gone through again, or all of it if they never had one'
					: 'Not needed'
		},
		{ term: 'Access', text: isAccess(access) ? accessWords[access] : '' }
	].filter(({ text }) => text !== '');
}

/** What else somebody should know before a return is saved. */
export function returnNotes(
	{ hasAccount, email }: { hasAccount: boolean; email: string | null },
	conditionsEnded: readonly string[]
): string[] {
	const notes: (string | false)[] = [
		hasAccount && 'They can sign in again with their old password.',
		!hasAccount && email !== null && 'They have no account yet. Invite them once they are back.',
		conditionsEnded.length > 0 &&
			`When they left, this ended: ${conditionsEnded.join('; ')}. Record it again if it still applies.`
	];
	return notes.filter((note) => note !== false);
}
