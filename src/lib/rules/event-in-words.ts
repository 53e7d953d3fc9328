import { shortDay } from './dates-in-words.ts';

/** What an event needs besides its own data: the title of an item. */
type TitleOf = (item: string) => string;
type Data = Record<string, unknown>;

const text = (data: Data, key: string): string | null => {
	const value = data[key];
	return typeof value === 'string' && value !== '' ? value : null;
};
const until = (data: Data, key: string, before: string): string => {
	const day = text(data, key);
	return day === null ? '' : `${before} ${shortDay(day)}`;
};
const item = (data: Data, titleOf: TitleOf): string => {
	const name = text(data, 'item') ?? agreementItem(data);
	return name === null ? 'something' : titleOf(name);
};
const agreementItem = (data: Data): string | null => {
	const slug = text(data, 'agreement');
	return slug === null ? null : `agreement:${slug}`;
};

/**
 * The events of the evidence log that the history of a person shows, with their words. What is not
 * named here is not shown: a manager sees what was reached, never a wrong answer or a failed try,
 * and nobody but the person needs to know when they signed in.
 */
const sentences = new Map<string, (data: Data, titleOf: TitleOf) => string>(
	Object.entries({
		'person.added': () => 'Added to Safehands',
		'period.opened': (d: Data, t: TitleOf) =>
			`${item(d, t)} asked for${until(d, 'dueOn', ', due')}`,
		'period.moved': (d: Data, t: TitleOf) => `${item(d, t)} now due${until(d, 'dueOn', '')}`,
		'period.withdrawn': (d: Data, t: TitleOf) => `${item(d, t)} no longer asked for`,
		'renewal.begun_early': (d: Data, t: TitleOf) => `Began to renew ${item(d, t)} early`,
		'item.completed': (d: Data, t: TitleOf) =>
			`Completed ${item(d, t)}${until(d, 'validUntil', ', valid until')}`,
		'agreement.signed': (d: Data, t: TitleOf) => `Signed ${item(d, t)}`,
		'agreement.declined': (d: Data, t: TitleOf) => `Declined ${item(d, t)}`,
		'certificate.issued': (d: Data, t: TitleOf) => `Certificate issued for ${item(d, t)}`,
		'certificate.withdrawn': (d: Data) =>
			['Certificate', text(d, 'number'), 'withdrawn'].filter(Boolean).join(' '),
		'induction.started': () => 'Induction started',
		'induction.step_confirmed': () => 'Induction step confirmed',
		'waiver.granted': (d: Data, t: TitleOf) =>
			`${item(d, t)} waived${until(d, 'untilDay', ' until')}`
	})
);

/** The kinds of event that the history of a person shows. */
export const kindsInHistory: readonly string[] = [...sentences.keys()];

/**
 * An event as a sentence without its subject, e.g. `Completed Prevent duty, valid until 1 Dec 2027`.
 * Null for a kind that the history does not show.
 */
export function eventInWords(kind: string, data: Data, titleOf: TitleOf): string | null {
	return sentences.get(kind)?.(data, titleOf) ?? null;
}
