import { longDay } from '$lib/rules/dates-in-words';
import { textOf, type FormValues } from '$lib/rules/form-values';
import { spanInWords } from '$lib/rules/span-changes';

/** A change of teams, as the page says it before it is saved. */
export function changeInWords(
	values: FormValues,
	about: {
		person: { name: string };
		memberships: readonly { id: string; name: string; fromDay: string; toDay: string | null }[];
		teams: readonly { id: string; name: string }[];
		today: string;
	}
) {
	const typed = (name: string) => textOf(values, name);
	const day = (name: string) => (typed(name) === '' ? 'No end' : longDay(typed(name)));
	const person = { term: 'Person', text: about.person.name };
	const team = about.teams.find(({ id }) => id === typed('team'))?.name ?? '';
	const line = about.memberships.find(({ id }) => id === typed('line'));
	const old = line?.name ?? '';
	const days = line ? spanInWords(line, about.today) : '';
	switch (typed('change')) {
		case 'join':
			return [
				person,
				{ term: 'Team', text: team },
				{ term: 'First day', text: day('fromDay') },
				{ term: 'Last day', text: day('toDay') }
			];
		case 'move':
			return [
				person,
				{ term: 'From', text: old },
				{ term: 'To', text: team },
				{ term: 'First day there', text: day('fromDay') }
			];
		case 'end':
			return [
				person,
				{ term: 'Team', text: old },
				{ term: 'Until now', text: days },
				{ term: 'Last day', text: day('toDay') }
			];
		default:
			return [person, { term: 'Team', text: old }, { term: 'Taken back', text: days }];
	}
}
