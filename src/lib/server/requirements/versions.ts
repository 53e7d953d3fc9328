import { and, desc, isNotNull } from 'drizzle-orm';
import { addMonths, type Day } from '../../rules/day.ts';
import { FURTHEST_MONTHS } from '../../rules/requirement-terms.ts';
import { compareVersions } from '../../rules/versions.ts';
import { agreements, currentVersion, itemTitle, modules } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { completion, versionDecision } from '../db/schema/index.ts';
import { recordEvent } from '../evidence/events.ts';
import { namesOf } from '../people/names.ts';
import { refused, type Making, type Refused } from '../people/making.ts';
import type { Decided } from './change-requirement.ts';
import { lockRequirements } from './lines.ts';
import { stands } from '../learning/withdrawn.ts';

/** A version that somebody has to decide about, because people have done an earlier one. */
export type NewVersion = {
	item: string;
	title: string;
	version: string;
	/** What is different, where the content says so, and what its author makes of it. */
	changes: string | null;
	suggested: 'minor' | 'material' | null;
	/** The latest of the earlier versions that people have done. */
	latestDone: string;
};

/** A decision of the past. */
export type VersionDecision = {
	item: string;
	title: string;
	version: string;
	change: 'minor' | 'material';
	mandatoryFrom: Day | null;
	announcedOn: Day;
	decidedBy: string;
};

export type Decision = { change: 'minor' } | { change: 'material'; mandatoryFrom: Day };

type CurrentVersion = Pick<NewVersion, 'item' | 'version' | 'changes' | 'suggested'>;

/** The version of each item that people do on a day, with what the content says is new in it. */
function versionsOn(today: Day): CurrentVersion[] {
	return [
		...modules().map(({ slug, version, changes }) => {
			const { summary = null, kind = null } = changes.find((one) => one.version === version) ?? {};
			return { item: `module:${slug}`, version, changes: summary, suggested: kind };
		}),
		...agreements().map((agreement) => {
			const { version, changes, change = null } = currentVersion(agreement, today);
			return { item: `agreement:${agreement.slug}`, version, changes, suggested: change };
		})
	];
}

/** The versions that differ from what people have done and about which nobody has decided. */
export async function newVersions(db: Database, today: Day): Promise<NewVersion[]> {
	const { item, version } = completion;
	const [done, decisions] = await Promise.all([
		db
			.selectDistinct({ item, version })
			.from(completion)
			.where(and(isNotNull(version), stands)),
		db
			.select({ item: versionDecision.item, version: versionDecision.version })
			.from(versionDecision)
	]);
	return versionsOn(today).flatMap((current) => {
		const earlier = done
			.flatMap((one) => (one.item === current.item && one.version !== null ? [one.version] : []))
			.filter((one) => compareVersions(one, current.version) < 0)
			.sort(compareVersions);
		const latestDone = earlier.at(-1);
		const isDecided = decisions.some(
			(one) => one.item === current.item && one.version === current.version
		);
		if (latestDone === undefined || isDecided) return [];
		return [{ ...current, title: itemTitle(current.item), latestDone }];
	});
}

/** What was decided about versions, the latest first. */
export async function decidedVersions(db: Database): Promise<VersionDecision[]> {
	const rows = await db.select().from(versionDecision).orderBy(desc(versionDecision.decidedAt));
	const names = await namesOf(
		db,
		rows.map(({ decidedBy }) => decidedBy)
	);
	return rows.map(({ item, version, change, mandatoryFrom, announcedOn, decidedBy }) => ({
		item,
		title: itemTitle(item),
		version,
		change: change === 'material' ? 'material' : 'minor',
		mandatoryFrom,
		announcedOn,
		decidedBy: names.get(decidedBy) ?? ''
	}));
}

/**
 * Decides whether a new version is minor, so that nothing happens, or material: whoever must do the
 * item does this version by a day. It cannot be taken back. In a transaction. Answers null when
 * there is no such version to decide about.
 */
export async function decideVersion(
	tx: Database,
	{ item, version, decision }: { item: string; version: string; decision: Decision },
	{ actorId, now, today }: Making & { actorId: string }
): Promise<Decided | Refused | null> {
	await lockRequirements(tx);
	const known = await newVersions(tx, today);
	if (!known.some((one) => one.item === item && one.version === version)) return null;
	const mandatoryFrom = decision.change === 'material' ? decision.mandatoryFrom : null;
	if (mandatoryFrom !== null && mandatoryFrom < today) {
		return refused('mandatoryFrom', 'Choose today or a later day');
	}
	if (mandatoryFrom !== null && mandatoryFrom > addMonths(today, FURTHEST_MONTHS)) {
		return refused('mandatoryFrom', 'Choose a day within the next five years');
	}
	const { change } = decision;
	const data = { item, version, change, mandatoryFrom, announcedOn: today };
	await tx.insert(versionDecision).values({ ...data, decidedBy: actorId, decidedAt: now });
	await recordEvent(tx, { at: now, actorId, subjectId: null, kind: 'version.decided', data });
	return { kind: 'saved', fromDay: today };
}
