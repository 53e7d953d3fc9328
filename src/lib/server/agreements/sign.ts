import { checkSigning, type SigningErrors, type SigningForm } from '../../rules/agreements.ts';
import type { Database } from '../db/connect.ts';
import { signature } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { completeItem } from '../learning/completions.ts';
import { oneAtATime } from '../people/one-at-a-time.ts';
import { periodForLearning, startPeriod } from '../requirements/periods.ts';
import { keepText, shownTo, type Reader, type Shown } from './shown.ts';
import { agreementItem, agreementState } from './state.ts';

/** A person who signs, and what they put into the form. */
export type SignRequest = Reader & {
	personName: string;
	/** When this session was signed in. */
	signedInAt: Date;
	now: Date;
	/** The SHA-256 of the text that the page showed. */
	sha256: string;
	form: SigningForm;
};

export type SignAnswer =
	| { kind: 'signed'; signatureId: string }
	/** No id where it was signed on paper. */
	| { kind: 'already_signed'; signatureId: string | null }
	/** Not signed: there is a new version, or a contact in the text is another by now. */
	| { kind: 'text_changed' }
	| { kind: 'refused'; errors: SigningErrors; feedback: string | null }
	| { kind: 'unknown' };

/**
 * Signs the current version of an agreement: the text, the signature, the completion with its
 * periods, and `agreement.signed`, in one transaction. Where there is nothing to sign any more
 * (a double click, the back button, a second tab) it answers the signature that is there.
 */
export async function signAgreement(db: Database, request: SignRequest): Promise<SignAnswer> {
	const shown = await shownTo(db, request);
	if (shown === null) return { kind: 'unknown' };
	return db.transaction(async (tx): Promise<SignAnswer> => {
		await oneAtATime(tx, request.personId);
		const state = await agreementState(tx, { ...request, version: shown.version.version });
		if (!state.signing.open && state.signed) {
			return { kind: 'already_signed', signatureId: state.signed.id };
		}
		if (request.sha256 !== shown.text.sha256) return { kind: 'text_changed' };
		const about = { personName: request.personName, question: shown.version.question };
		const { errors, feedback } = checkSigning(request.form, about);
		if (Object.keys(errors).length > 0) return { kind: 'refused', errors, feedback };
		return { kind: 'signed', signatureId: await write(tx, request, shown) };
	});
}

async function write(tx: Database, request: SignRequest, shown: Shown): Promise<string> {
	const { personId, slug, now, today, signedInAt } = request;
	const { agreement, text } = shown;
	const { version } = shown.version;
	const item = agreementItem(slug);
	const period = await periodForLearning(tx, { personId, item, now, today });
	await startPeriod(tx, period.id, now);
	await keepText(tx, shown, now);
	const [row] = await tx
		.insert(signature)
		.values({
			personId,
			periodId: period.id,
			agreement: slug,
			version,
			textSha256: text.sha256,
			nameTyped: request.form.name.trim(),
			signedAt: now,
			method: 'password',
			signedInAt
		})
		.returning({ id: signature.id });
	if (row === undefined) throw new Error('The signature was not written');
	await recordEvent(tx, {
		at: now,
		actorId: personId,
		subjectId: personId,
		kind: 'agreement.signed',
		data: { agreement: slug, version, sha256: text.sha256, signatureId: row.id }
	});
	await completeItem(tx, {
		personId,
		periodId: period.id,
		item,
		version,
		contentSha256: text.sha256,
		ownRenewalMonths: agreement.renewalMonths,
		evidence: { signatureId: row.id },
		now,
		today
	});
	return row.id;
}
