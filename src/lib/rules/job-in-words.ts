import * as v from 'valibot';
import { howMany } from './how-many.ts';
import { invitationsInWords } from './invitation.ts';
import type { StandingFamily } from './standing.ts';

/** How far long work in the background is. */
export type JobState = 'waiting' | 'running' | 'done' | 'failed';

/** What tells how far it is: null is what has not happened. */
type JobSoFar = { startedAt: Date | null; finishedAt: Date | null; failure: string | null };

/** How far a job is. One that waits for another try counts as waiting. */
export function jobState({ startedAt, finishedAt, failure }: JobSoFar): JobState {
	if (failure !== null) return 'failed';
	if (finishedAt !== null) return 'done';
	return startedAt === null ? 'waiting' : 'running';
}

const families: Record<JobState, StandingFamily> = {
	waiting: 'calm',
	running: 'calm',
	done: 'good',
	failed: 'bad'
};

/** The family in which a page shows a job. */
export function jobFamily(state: JobState): StandingFamily {
	return families[state];
}

const states: Record<JobState, string> = {
	waiting: 'Waiting to begin',
	running: 'Running',
	done: 'Done',
	failed: 'Not done'
};

/** The state in a word or two. */
export function jobStateInWords(state: JobState): string {
	return states[state];
}

type Words = { title: string; purpose: string; one: string; many: string };

const kinds: ReadonlyMap<string, Words> = new Map(
	Object.entries({
		reconcile: {
			title: 'Work out what everybody must do',
			purpose: 'What the organisation asks has changed, so everybody’s due dates are gone through.',
			one: 'person',
			many: 'people'
		},
		daily: {
			title: 'Daily round',
			purpose:
				'Every night: what began or ended by its date is brought in, and what is no longer needed is cleared away.',
			one: 'person',
			many: 'people'
		},
		invitations: {
			title: 'Invitations',
			purpose: 'Everybody who was chosen gets a mail with a link to open their account.',
			one: 'person',
			many: 'people'
		},
		import: {
			title: 'Import',
			purpose: 'What a file says is brought in as a whole: if it breaks off, nothing has changed.',
			one: 'line',
			many: 'lines'
		}
	})
);

const unknown: Words = {
	title: 'Work in the background',
	purpose: 'Long work that goes on while everybody uses Safehands.',
	one: 'step',
	many: 'steps'
};

function wordsOf(kind: string): Words {
	return kinds.get(kind) ?? unknown;
}

/** What a job of this kind is called. */
export function jobTitle(kind: string): string {
	return wordsOf(kind).title;
}

/** What a job of this kind is for, in a sentence. */
export function jobPurpose(kind: string): string {
	return wordsOf(kind).purpose;
}

/** How far a job is, e.g. `400 of 10,000 people`; the total is null until it is known. */
export function jobProgressInWords(kind: string, done: number, total: number | null): string {
	if (total === null) return 'Getting ready';
	const { one, many } = wordsOf(kind);
	return `${done.toLocaleString('en-GB')} of ${howMany(total, one, many)}`;
}

const reconciled = v.object({ people: v.number(), changes: v.number() });

/** What a finished job has come to, from the result that was stored with it. */
export function jobResultInWords(kind: string, result: unknown): string {
	if (kind === 'import') return 'Everything in the file that could be brought in has been.';
	if (kind === 'invitations') return invitationsInWords(result);
	if (!v.is(reconciled, result)) return 'It came to its end.';
	const looked = `We went through what ${howMany(result.people, 'person', 'people')} must do.`;
	if (result.changes === 0) return `${looked} Nothing had to change.`;
	return `${looked} ${howMany(result.changes, 'thing was', 'things were')} added, moved or taken back.`;
}
