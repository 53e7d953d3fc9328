import {
	currentVersion,
	fillLinked,
	findAgreement,
	paragraphs,
	questionForPerson,
	renderAgreement,
	renderTextForm,
	TEXT_FORMS,
	type Agreement,
	type AgreementVersion,
	type LinkedText,
	type Local,
	type RenderedAgreement,
	type TextForm
} from '../catalogue/index.ts';
import { steadyOrder } from '../catalogue/steady-order.ts';
import type { Day } from '../../rules/day.ts';
import type { Database } from '../db/connect.ts';
import { agreementText } from '../db/schema/index.ts';
import { localContacts } from '../people/contacts.ts';
import { agreementState, type AgreementState } from './state.ts';

/** Who reads an agreement, and when. */
export type Reader = { personId: string; slug: string; organisationName: string; today: Day };

/** The version that holds today, with the reader's own contacts written into its text. */
export type Shown = {
	agreement: Agreement;
	version: AgreementVersion;
	text: RenderedAgreement;
	/** The reader's own contacts. */
	local: Local;
	/** What happens next when a person declines, in paragraphs. */
	onDecline: LinkedText[];
};

/** What an agreement says to this reader today, or null when there is no such agreement. */
export async function shownTo(db: Database, reader: Reader): Promise<Shown | null> {
	const { personId, slug, organisationName, today } = reader;
	const agreement = findAgreement(slug);
	if (agreement === undefined) return null;
	const version = currentVersion(agreement, today);
	const local = await localContacts(db, personId, organisationName, today);
	const text = await renderAgreement(slug, version.version, local);
	const onDecline = paragraphs(agreement.onDecline).map((one) => fillLinked(one, local));
	return { agreement, version, text, local, onDecline };
}

/** An agreement as its page shows it: without the answer to its question. */
export type AgreementPage = AgreementState & {
	title: string;
	summary: string;
	minutes: number;
	version: string;
	published: Day;
	changes: string;
	html: string;
	/** Names the text on the page, so that nobody signs another than they saw. */
	sha256: string;
	question: { text: string; options: { key: string; text: string }[] };
	onDecline: LinkedText[];
	/** The further texts that this version has. */
	forms: { key: TextForm; title: string }[];
	/** The further text asked for; null where the page shows the one that is signed. */
	further: { title: string; html: string } | null;
};

/**
 * All that the page of an agreement shows, or null when there is no such agreement.
 *
 * @param form the further text to show; where the version does not have it, the main one is shown
 */
export async function agreementPage(
	db: Database,
	reader: Reader,
	form: string | null = null
): Promise<AgreementPage | null> {
	const shown = await shownTo(db, reader);
	if (shown === null) return null;
	const { agreement, version, text, local, onDecline } = shown;
	const { title, summary, minutes } = agreement;
	const state = await agreementState(db, { ...reader, version: version.version });
	const { published, changes } = version;
	const forms = await furtherTexts(agreement.slug, version.version, local);
	const further = forms.find(({ key }) => key === form);
	return {
		...state,
		title,
		summary,
		minutes,
		version: version.version,
		published,
		changes,
		html: text.html,
		sha256: text.sha256,
		question: questionFor(reader, version),
		onDecline,
		forms: forms.map(({ key, title }) => ({ key, title })),
		further: further ? { title: further.title, html: further.html } : null
	};
}

/** The further texts of a version for a reader: easy read and the like. */
export async function furtherTexts(slug: string, version: string, local: Local) {
	const texts = await Promise.all(
		TEXT_FORMS.map(async ({ key, title }) => {
			const html = await renderTextForm(slug, version, key, local);
			return html === null ? [] : [{ key, title, html }];
		})
	);
	return texts.flat();
}

/** The question without its answer, the options in an order of this person's own. */
function questionFor({ personId, slug }: Reader, { version, question }: AgreementVersion) {
	const { text, options } = questionForPerson(question);
	return { text, options: steadyOrder(options, `${personId}/${slug}/${version}`) };
}

/** Keeps the exact text that a person signs or declines, once for all who saw the same. */
export async function keepText(
	tx: Database,
	{ agreement, version, text }: Shown,
	now: Date
): Promise<void> {
	await tx
		.insert(agreementText)
		.values({
			sha256: text.sha256,
			agreement: agreement.slug,
			version: version.version,
			title: agreement.title,
			text: text.text,
			recordedAt: now
		})
		.onConflictDoNothing();
}
