import { longDay } from '$lib/rules/dates-in-words';
import { textOf, type FormValues } from '$lib/rules/form-values';
import { accessWords } from '$lib/rules/people-list';
import { isAccess } from '$lib/rules/permissions';
import type { TeamInTree } from '$lib/rules/team-tree';

type Choices = {
	teams: readonly TeamInTree[];
	roles: readonly { key: string; title: string }[];
};

/** What was typed of a new person, as the page says it again before it is saved. */
export function newPersonInWords(values: FormValues, { teams, roles }: Choices) {
	const typed = (name: string) => textOf(values, name);
	const day = (name: string) => (typed(name) === '' ? '' : longDay(typed(name)));
	const chosen = [values.roles ?? []].flat();
	const titles = roles.filter(({ key }) => chosen.includes(key)).map(({ title }) => title);
	const access = typed('access');
	const regulated = { yes: 'Yes', no: 'No', unknown: 'Not decided yet' }[
		typed('regulatedActivity')
	];
	return [
		{ term: 'Name', text: typed('name') },
		{ term: 'Email address', text: typed('email') || 'None: others record for them' },
		{ term: 'Reference', text: typed('reference') },
		{ term: 'First day', text: day('startedOn') },
		{ term: 'Team', text: teams.find(({ id }) => id === typed('team'))?.name ?? 'None yet' },
		{ term: 'Roles', text: titles.join(', ') || 'None yet, so nothing is asked of them' },
		{ term: 'Line manager', text: typed('lineManager') },
		{ term: 'Unsupervised contact from', text: day('contactFrom') },
		{ term: 'Regulated activity', text: regulated ?? '' },
		{ term: 'Induction', text: typed('induction') === 'start' ? 'Starts' : 'Not needed' },
		{ term: 'Access', text: isAccess(access) ? accessWords[access] : '' }
	].filter(({ text }) => text !== '');
}
