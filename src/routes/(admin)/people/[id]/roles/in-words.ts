import { longDay } from '$lib/rules/dates-in-words';
import { textOf, type FormValues } from '$lib/rules/form-values';
import { spanInWords } from '$lib/rules/span-changes';

type Line = { id: string; title: string; fromDay: string; toDay: string | null };
type Titled = { key: string; title: string };

/** A change of roles or conditions, as the page says it before it is saved. */
export function changeInWords(
	values: FormValues,
	about: {
		person: { name: string; leftOn: string | null };
		held: readonly Line[];
		conditions: readonly Line[];
		roles: readonly Titled[];
		conditionsToChoose: readonly Titled[];
		today: string;
	}
) {
	const typed = (name: string) => textOf(values, name);
	const day = (name: string) => (typed(name) === '' ? 'No end' : longDay(typed(name)));
	const change = typed('change');
	const person = { term: 'Person', text: about.person.name };
	const term = change.endsWith('role') ? 'Role' : 'Condition';
	if (change.startsWith('give')) {
		const all = [...about.roles, ...about.conditionsToChoose];
		const title = all.find(({ key }) => key === typed('key'))?.title ?? '';
		const starts =
			typed('induction') === 'start'
				? [{ term: 'Induction', text: 'Starts or, if there is one, gets the steps of this role' }]
				: [];
		return [
			person,
			{ term, text: title },
			{ term: 'First day', text: day('fromDay') },
			{ term: 'Last day', text: day('toDay') },
			...starts
		];
	}
	const line = [...about.held, ...about.conditions].find(({ id }) => id === typed('line'));
	const which = { term, text: line?.title ?? '' };
	if (change.startsWith('end')) {
		const before = line ? spanInWords(line, about.today) : '';
		return [
			person,
			which,
			{ term: 'Until now', text: before },
			{ term: 'Last day', text: day('toDay') }
		];
	}
	const days = line ? spanInWords(line, about.today) : '';
	return [person, which, { term: 'Taken back', text: days }];
}
