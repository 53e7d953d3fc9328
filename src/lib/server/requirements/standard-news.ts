import { gte, isNull, or } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import { lineKey } from '../../rules/requirement-lines.ts';
import type { StandardRequirement } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { requirement } from '../db/schema/index.ts';
import { circumstancesOf } from '../people/organisation.ts';
import { refused, type Making, type Refused } from '../people/making.ts';
import type { Decided } from './change-requirement.ts';
import { beginLine, lockRequirements } from './lines.ts';
import { standardFor, standardTerms } from './standard.ts';

/** A standard requirement that the organisation does not ask for. */
export type StandardNews = {
	/** Names it in a form. */
	key: string;
	standard: StandardRequirement;
	/** The organisation asked for it once and has ended that. */
	wasEnded: boolean;
};

/** The standard requirements for an organisation of this kind that it does not ask for. */
export async function standardNews(db: Database, today: Day): Promise<StandardNews[]> {
	const { role, item, condition, profile, nation, toDay } = requirement;
	const [circumstances, rows, open] = await Promise.all([
		circumstancesOf(db),
		db.selectDistinct({ role, item, condition, profile, nation }).from(requirement),
		db
			.selectDistinct({ role, item, condition, profile, nation })
			.from(requirement)
			.where(or(isNull(toDay), gte(toDay, today)))
	]);
	const ever = new Set(rows.map(lineKey));
	const asked = new Set(open.map(lineKey));
	return standardFor(circumstances)
		.map((standard) => ({ key: lineKey(standard), standard }))
		.filter(({ key }) => !asked.has(key))
		.map((one) => ({ ...one, wasEnded: ever.has(one.key) }));
}

/** Asks for some of them from a day on. In a transaction. */
export async function adoptStandard(
	tx: Database,
	{ keys, fromDay }: { keys: readonly string[]; fromDay: Day },
	making: Making
): Promise<Decided | Refused> {
	await lockRequirements(tx);
	const chosen = (await standardNews(tx, making.today)).filter(({ key }) => keys.includes(key));
	if (chosen.length === 0) return refused('keys', 'Choose at least one');
	if (fromDay < making.today) return refused('fromDay', 'Choose today or a later day');
	for (const { standard } of chosen) {
		await beginLine(tx, standard, standardTerms(standard), fromDay, making);
	}
	return { kind: 'saved', fromDay };
}
