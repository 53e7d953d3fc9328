import { desc, eq, getTableColumns } from 'drizzle-orm';
import {
	certificateStandingOn,
	isCertificateNumber,
	normaliseCode,
	type CertificateStanding
} from '../../rules/certificates.ts';
import { dayOf, type Day } from '../../rules/day.ts';
import type { Access } from '../../rules/permissions.ts';
import { findModule } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { certificate, certificateWithdrawal, completion } from '../db/schema/index.ts';
import { maySeeRecordsOf } from '../people/records.ts';

/** What anybody may read who holds the code of a certificate. */
export type PublicCertificate = {
	number: string;
	/** Names, title and version as they were when it was issued. */
	personName: string;
	organisationName: string;
	title: string;
	version: string;
	completedOn: Day;
	issuedOn: Day;
	/** The last day on which it is valid; null when it does not run out. */
	validUntil: Day | null;
	standing: CertificateStanding;
	withdrawnOn: Day | null;
};

/** A line of a person's own list; `replaced` when a newer one of the same module stands. */
export type ListedCertificate = PublicCertificate & { replaced: boolean };

/** A certificate for its owner, and for those who may see the owner. */
export type Certificate = PublicCertificate & {
	personId: string;
	/** The verification code, without hyphens. */
	code: string;
	issuedAt: Date;
	/** What the training covered; empty when the module has a newer version by now. */
	outcomes: string[];
};

/** The day on which standings are told, and the time zone in which moments become days. */
export type On = { today: Day; timeZone: string };

type Row = typeof certificate.$inferSelect & { completedOn: Day; withdrawnAt: Date | null };

function rowsOf(db: Database) {
	return db
		.select({
			...getTableColumns(certificate),
			completedOn: completion.completedOn,
			withdrawnAt: certificateWithdrawal.withdrawnAt
		})
		.from(certificate)
		.innerJoin(completion, eq(completion.id, certificate.completionId))
		.leftJoin(certificateWithdrawal, eq(certificateWithdrawal.certificateId, certificate.id))
		.$dynamic();
}

/** A person's certificates, the newest first. */
export async function certificatesOf(
	db: Database,
	personId: string,
	on: On
): Promise<ListedCertificate[]> {
	const rows = await rowsOf(db)
		.where(eq(certificate.personId, personId))
		.orderBy(desc(certificate.issuedAt), desc(certificate.number));
	return rows.map((row, place) => {
		const newer = rows.slice(0, place);
		const replaced = newer.some((one) => one.item === row.item && one.withdrawnAt === null);
		return { ...published(row, on), replaced };
	});
}

/**
 * The certificate with this number for somebody who may read it: the person themselves, or whoever
 * may see that person. Null for everybody else, as for a number that does not exist.
 */
export async function certificateByNumber(
	db: Database,
	who: { id: string; access: Access },
	number: string,
	on: On
): Promise<Certificate | null> {
	if (!isCertificateNumber(number)) return null;
	const [row] = await rowsOf(db).where(eq(certificate.number, number));
	if (row === undefined || !(await maySeeRecordsOf(db, who, row.personId, on.today))) return null;
	const { personId, code, issuedAt } = row;
	return { ...published(row, on), personId, code, issuedAt, outcomes: outcomesOf(row) };
}

/** The certificate with this code, however it was typed, or null; anybody may ask. */
export async function certificateByCode(
	db: Database,
	typed: string,
	on: On
): Promise<PublicCertificate | null> {
	const code = normaliseCode(typed);
	if (code === null) return null;
	const [row] = await rowsOf(db).where(eq(certificate.code, code));
	return row === undefined ? null : published(row, on);
}

function published(row: Row, { today, timeZone }: On): PublicCertificate {
	const { number, personName, organisationName, title, version } = row;
	const { completedOn, issuedOn, validUntil, withdrawnAt } = row;
	return {
		number,
		personName,
		organisationName,
		title,
		version,
		completedOn,
		issuedOn,
		validUntil,
		standing: certificateStandingOn({ validUntil, withdrawn: withdrawnAt !== null }, today),
		withdrawnOn: withdrawnAt && dayOf(withdrawnAt, timeZone)
	};
}

/** The outcomes belong to a version: those of a newer one are not what this person learned. */
function outcomesOf({ item, version }: Row): string[] {
	const module = findModule(item.replace(/^module:/, ''));
	return module?.version === version ? module.outcomes.map((outcome) => outcome.text) : [];
}
