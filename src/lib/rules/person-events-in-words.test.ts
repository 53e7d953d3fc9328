import { expect, it } from 'vitest';
import { eventInWords, kindsInHistory } from './event-in-words.ts';
import { personSentences } from './person-events-in-words.ts';

const titles = { item: (item: string) => item, step: (step: string) => step };
const tutor = { role: 'tutor', title: 'Tutor' };
const east = { teamId: '1', team: 'East' };
const remote = { condition: 'runs_remote_sessions', title: 'Runs remote sessions' };
const from = { fromDay: '2026-12-01' };
const to = { toDay: '2027-06-30' };

it.each([
	['person.changed', { fields: ['name', 'lineManagerId'] }, 'Details changed: name, line manager'],
	[
		'person.changed',
		{ fields: ['email', 'reference', 'contactFrom'] },
		'Details changed: email address, reference, first day of unsupervised contact'
	],
	['person.changed', { fields: ['startedOn', 'shoeSize'] }, 'Details changed: first day'],
	['person.changed', {}, 'Details changed'],
	['person.access_changed', { from: 'staff', to: 'lead' }, 'Access changed from staff to lead'],
	['person.role_given', { ...tutor, ...from, toDay: null }, 'Role given: Tutor from 1 Dec 2026'],
	[
		'person.role_given',
		{ ...tutor, ...from, ...to },
		'Role given: Tutor from 1 Dec 2026 to 30 Jun 2027'
	],
	['person.role_ended', { ...tutor, ...to }, 'Role Tutor now until 30 Jun 2027'],
	['person.role_ended', { ...tutor, toDay: null }, 'Role Tutor now without an end'],
	['person.role_taken_back', { ...tutor, ...from }, 'Role Tutor from 1 Dec 2026 taken back'],
	['person.joined_team', { ...east, ...from }, 'Put into the team East from 1 Dec 2026'],
	['person.left_team', { ...east, ...to }, 'In the team East now until 30 Jun 2027'],
	['person.team_taken_back', { ...east, ...from }, 'Team East from 1 Dec 2026 taken back'],
	[
		'person.moved',
		{ from: 'East', to: 'West', onDay: '2026-12-01' },
		'Moved from East to West on 1 Dec 2026'
	],
	['person.left', { leftOn: '2026-12-01' }, 'Leaves on 1 Dec 2026'],
	['person.stayed', { leftOn: '2026-12-01' }, 'Stays: the last day on 1 Dec 2026 was taken back'],
	['person.returned', { startedOn: '2026-12-01' }, 'Returned on 1 Dec 2026'],
	['team.manager_added', { ...east, ...from }, 'Manages the team East from 1 Dec 2026'],
	['team.manager_ended', { ...east, ...to }, 'Manages the team East now until 30 Jun 2027'],
	[
		'team.manager_taken_back',
		{ ...east, ...from },
		'Management of the team East from 1 Dec 2026 taken back'
	],
	['condition.given', { ...remote, ...from }, 'Recorded: Runs remote sessions from 1 Dec 2026'],
	['condition.ended', { ...remote, ...to }, 'Recorded: Runs remote sessions until 30 Jun 2027'],
	[
		'condition.taken_back',
		{ ...remote, ...from },
		'No longer recorded: Runs remote sessions from 1 Dec 2026'
	],
	['induction.moved', { startedOn: '2026-12-01' }, 'Induction now begins on 1 Dec 2026']
])('says %s with %o in words', (kind, data, words) => {
	expect(eventInWords(kind, data, titles)).toBe(words);
	expect(kindsInHistory).toContain(kind);
});

it('says something of an event that knows nothing', () => {
	for (const words of Object.values(personSentences)) expect(words({})).toMatch(/\S/);
});
