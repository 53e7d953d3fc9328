import { shortDay } from './dates-in-words.ts';

type Data = Record<string, unknown>;

const text = (data: Data, key: string): string =>
	typeof data[key] === 'string' ? String(data[key]) : '';
const day = (data: Data, key: string, before: string): string =>
	text(data, key) === '' ? '' : ` ${before} ${shortDay(text(data, key))}`;

/** From which day to which, as far as the event knows. */
const days = (data: Data): string => day(data, 'fromDay', 'from') + day(data, 'toDay', 'to');
/** Until when from now on; an event without a day has taken an end away. */
const until = (data: Data): string => day(data, 'toDay', 'until') || ' without an end';

const fieldWords = new Map([
	['name', 'name'],
	['email', 'email address'],
	['reference', 'reference'],
	['startedOn', 'first day'],
	['lineManagerId', 'line manager'],
	['contactFrom', 'first day of unsupervised contact']
]);

function fieldsChanged(data: Data): string {
	const fields = Array.isArray(data.fields) ? data.fields.map(String) : [];
	const words = fields.flatMap((field) => fieldWords.get(field) ?? []);
	return words.length === 0 ? 'Details changed' : `Details changed: ${words.join(', ')}`;
}

/**
 * What happens to a person in the organisation, as sentences of their history. They name roles and
 * teams as these were called then, and nothing that is private: managers read them.
 */
export const personSentences: Record<string, (data: Data) => string> = {
	'person.changed': fieldsChanged,
	'person.access_changed': (d) => `Access changed from ${text(d, 'from')} to ${text(d, 'to')}`,
	'person.role_given': (d) => `Role given: ${text(d, 'title')}${days(d)}`,
	'person.role_ended': (d) => `Role ${text(d, 'title')} now${until(d)}`,
	'person.role_taken_back': (d) => `Role ${text(d, 'title')}${days(d)} taken back`,
	'person.joined_team': (d) => `Put into the team ${text(d, 'team')}${days(d)}`,
	'person.left_team': (d) => `In the team ${text(d, 'team')} now${until(d)}`,
	'person.team_taken_back': (d) => `Team ${text(d, 'team')}${days(d)} taken back`,
	'person.moved': (d) =>
		`Moved from ${text(d, 'from')} to ${text(d, 'to')}${day(d, 'onDay', 'on')}`,
	'person.left': (d) => `Leaves${day(d, 'leftOn', 'on')}`,
	'person.stayed': (d) => `Stays: the last day${day(d, 'leftOn', 'on')} was taken back`,
	'person.returned': (d) => `Returned${day(d, 'startedOn', 'on')}`,
	'team.manager_added': (d) => `Manages the team ${text(d, 'team')}${days(d)}`,
	'team.manager_ended': (d) => `Manages the team ${text(d, 'team')} now${until(d)}`,
	'team.manager_taken_back': (d) =>
		`Management of the team ${text(d, 'team')}${days(d)} taken back`,
	'condition.given': (d) => `Recorded: ${text(d, 'title')}${days(d)}`,
	'condition.ended': (d) => `Recorded: ${text(d, 'title')}${until(d)}`,
	'condition.taken_back': (d) => `No longer recorded: ${text(d, 'title')}${days(d)}`,
	'induction.moved': (d) => `Induction now begins${day(d, 'startedOn', 'on')}`
};
