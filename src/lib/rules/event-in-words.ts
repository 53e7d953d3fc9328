import { shortDay } from './dates-in-words.ts';
import { personSentences } from './person-events-in-words.ts';

/** What an event needs besides its own data: the titles of items and of induction steps. */
export type Titles = { item: (item: string) => string; step: (step: string) => string };
type Data = Record<string, unknown>;

const text = (data: Data, key: string): string | null => {
	const value = data[key];
	return typeof value === 'string' && value !== '' ? value : null;
};
const until = (data: Data, key: string, before: string): string => {
	const day = text(data, key);
	return day === null ? '' : `${before} ${shortDay(day)}`;
};
const item = (data: Data, titles: Titles): string => {
	const name = text(data, 'item') ?? agreementItem(data);
	return name === null ? 'something' : titles.item(name);
};
const agreementItem = (data: Data): string | null => {
	const slug = text(data, 'agreement');
	return slug === null ? null : `agreement:${slug}`;
};

function startedInWords(d: Data): string {
	const programme = text(d, 'programme');
	if (programme === 'leaving') return 'Began to see to their leaving';
	return programme === 'returning'
		? `Induction on their return${until(d, 'startedOn', ' from')}`
		: 'Induction started';
}

/**
 * The events of the evidence log that the history of a person shows, with their words. What is not
 * named here is not shown: a manager sees what was reached, never a wrong answer or a failed try,
 * and nobody but the person needs to know when they signed in.
 */
const sentences = new Map<string, (data: Data, titles: Titles) => string | null>(
	Object.entries({
		'person.added': () => 'Added to Safehands',
		...personSentences,
		'person.invited': (d: Data) =>
			d.purpose === 'password'
				? 'Given a link to choose a new password'
				: 'Invited to open an account',
		// That a newer link took the place of an older one goes without saying.
		'invitation.revoked': (d: Data) => (d.because === 'revoked' ? 'Link taken back' : null),
		'person.account_opened': () => 'Opened their account',
		'person.password_reset': () => 'Chose a new password with a link',
		'period.opened': (d: Data, t: Titles) =>
			// The next cycle follows from the completion, which has a line of its own; and what has no
			// due day is nobody's request, but the person's own choice.
			Number(d.cycle ?? 0) > 0 || text(d, 'dueOn') === null
				? null
				: `${item(d, t)} asked for${until(d, 'dueOn', ', due')}`,
		'period.moved': (d: Data, t: Titles) => `${item(d, t)} now due${until(d, 'dueOn', '')}`,
		'period.withdrawn': (d: Data, t: Titles) => `${item(d, t)} no longer asked for`,
		'renewal.begun_early': (d: Data, t: Titles) => `Began to renew ${item(d, t)} early`,
		'refresher.begun': (d: Data, t: Titles) => `Began a refresher of ${item(d, t)}`,
		'item.completed': (d: Data, t: Titles) =>
			`Completed ${item(d, t)}${until(d, 'validUntil', ', valid until')}`,
		'agreement.signed': (d: Data, t: Titles) => `Signed ${item(d, t)}`,
		'agreement.declined': (d: Data, t: Titles) => `Declined ${item(d, t)}`,
		'certificate.issued': (d: Data, t: Titles) => `Certificate issued for ${item(d, t)}`,
		'certificate.withdrawn': (d: Data) =>
			['Certificate', text(d, 'number'), 'withdrawn'].filter(Boolean).join(' '),
		'induction.started': startedInWords,
		'induction.taken_back': () => 'Induction on their return taken back',
		'induction.step_confirmed': (d: Data, t: Titles) => {
			const step = text(d, 'step');
			return step === null
				? 'Induction step confirmed'
				: `Induction step confirmed: ${t.step(step)}`;
		},
		'waiver.granted': (d: Data, t: Titles) =>
			`${item(d, t)} waived${until(d, 'untilDay', ' until')}`,
		'waiver.withdrawn': (d: Data, t: Titles) => `Waiver of ${item(d, t)} taken back`,
		'record.entered': (d: Data, t: Titles) =>
			`Evidence entered for ${item(d, t)}${until(d, 'completedOn', ', done on')}${until(d, 'validUntil', ', valid until')}`,
		'record.withdrawn': (d: Data, t: Titles) =>
			`Evidence for ${item(d, t)}${until(d, 'completedOn', ', done on')}, withdrawn`,
		'period.reopened': (d: Data, t: Titles) => `${item(d, t)} asked for again`,
		// Why somebody is away is said on one page only, and never here.
		'absence.recorded': (d: Data) =>
			`Recorded as away${until(d, 'fromDay', ' from')}${until(d, 'toDay', ' to')}`,
		'absence.changed': (d: Data) =>
			text(d, 'toDay') === null
				? `Away${until(d, 'fromDay', ' from')}, with no end yet`
				: `Away${until(d, 'fromDay', ' from')}${until(d, 'toDay', ' to')}`,
		'absence.removed': (d: Data) => `No longer recorded as away${until(d, 'fromDay', ' from')}`,
		'supervision.planned': (d: Data) =>
			`Supervision plan made${until(d, 'fromDay', ' from')}${until(d, 'toDay', ' to')}`,
		'supervision.closed': () => 'Supervision plan closed',
		// Managers read this, and they do not see how a check stands.
		'check.recorded': () => 'Check recorded',
		'person.regulated_activity_decided': () => 'Decided whether it is regulated activity'
	})
);

/** The kinds of event that the history of a person shows. */
export const kindsInHistory: readonly string[] = [...sentences.keys()];

/**
 * An event as a sentence without its subject, e.g. `Completed Prevent duty, valid until 1 Dec 2027`.
 * Null for what the history does not show.
 */
export function eventInWords(kind: string, data: Data, titles: Titles): string | null {
	return sentences.get(kind)?.(data, titles) ?? null;
}
