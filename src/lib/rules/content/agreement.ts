import * as v from 'valibot';
import { day, flag, minutes, months, snakeKey, text, version } from './fields.ts';
import { option } from './quiz.ts';

/** The highest Flesch-Kincaid grade of the text that is signed. */
export const AGREEMENT_GRADE = 8;

/** Further texts of a version, in files of their own: `1.easy-read.md`. They explain, the main one holds. */
export const TEXT_FORMS = [
	{ key: 'easy-read', title: 'Easy read', highestGrade: 5 },
	{ key: 'under-10', title: 'For under-10s', highestGrade: 4 }
] as const;

export type TextForm = (typeof TEXT_FORMS)[number]['key'];

/** The name of a version's file, without its ending. */
export function textName(version: string, form: TextForm | null): string {
	return form === null ? version : `${version}.${form}`;
}

/**
 * The files of a version among all texts of its agreement, by the names of the files. Whoever reads
 * a further text relies on it, so it is fixed with the version.
 *
 * @param texts by the name of the file without its ending
 */
export function filesOfVersion(
	version: string,
	texts: Readonly<Record<string, string>>
): Record<string, string> {
	const names = [null, ...TEXT_FORMS.map(({ key }) => key)].map((form) => textName(version, form));
	return Object.fromEntries(
		Object.entries(texts)
			.filter(([name]) => names.includes(name))
			.map(([name, text]) => [`${name}.md`, text])
	);
}

const agreementVersion = v.strictObject({
	version,
	published: day,
	changes: text,
	/** How much has changed, as the author sees it; the first version says nothing. */
	change: v.optional(v.picklist(['minor', 'material'], 'must be minor or material')),
	question: v.strictObject({
		text,
		options: v.pipe(
			v.array(option),
			v.minLength(3, 'must hold three or four options'),
			v.maxLength(4, 'must hold three or four options')
		)
	})
});

/** What `agreements/<slug>/agreement.yaml` holds. */
export const agreementFile = v.pipe(
	v.strictObject({
		/** Not ready yet: checked and previewed, but never offered. */
		draft: flag,
		title: text,
		summary: text,
		minutes,
		renewal_months: v.optional(months),
		audience: v.pipe(v.array(snakeKey), v.minLength(1, 'must name at least one role')),
		on_decline: text,
		versions: v.pipe(v.array(agreementVersion), v.minLength(1, 'must hold at least one version'))
	}),
	v.transform(({ renewal_months, on_decline, ...rest }) => ({
		...rest,
		/** Null where it is signed once. */
		renewalMonths: renewal_months ?? null,
		/** What happens next when a person declines. */
		onDecline: on_decline
	}))
);

export type AgreementFile = v.InferOutput<typeof agreementFile>;

/** A version with the question asked before signing, answers included: for the server only. */
export type AgreementVersion = AgreementFile['versions'][number];

/** An agreement as the server uses it; its versions from the oldest to the newest. */
export interface Agreement extends AgreementFile {
	slug: string;
}

/**
 * The version to sign on a day: the newest published by then, or the newest of all when no day is
 * given or none is published yet.
 *
 * @param on 'YYYY-MM-DD'
 */
export function currentVersion(agreement: AgreementFile, on?: string): AgreementVersion {
	const published = agreement.versions.filter(
		(version) => on === undefined || version.published <= on
	);
	const newest = published.at(-1) ?? agreement.versions.at(-1);
	if (!newest) throw new Error('An agreement has at least one version.');
	return newest;
}
