import type { Circumstances } from '../../rules/requirement-lines.ts';
import type { Database } from '../db/connect.ts';
import { organisation } from '../db/schema/index.ts';

export type Organisation = {
	name: string;
	nation: string;
	timeZone: string;
	isDemonstration: boolean;
};

const lookUps = new WeakMap<Database, ReturnType<typeof prepareLookUp>>();

function prepareLookUp(db: Database) {
	const { name, nation, timeZone, isDemonstration } = organisation;
	return db
		.select({ name, nation, timeZone, isDemonstration })
		.from(organisation)
		.prepare('organisation');
}

/** The organisation, or null until somebody has set it up. Every request asks this. */
export async function readOrganisation(db: Database): Promise<Organisation | null> {
	let lookUp = lookUps.get(db);
	if (!lookUp) lookUps.set(db, (lookUp = prepareLookUp(db)));
	const [row] = await lookUp.execute();
	return row ?? null;
}

/** Where the organisation works and what it is; England and nothing else before it is set up. */
export async function circumstancesOf(db: Database): Promise<Circumstances> {
	const { nation, profiles } = organisation;
	const [row] = await db.select({ nation, profiles }).from(organisation);
	return circumstancesFrom(row);
}

/** The same from what a query has joined; nothing is joined before the organisation is set up. */
export function circumstancesFrom(
	row: { nation: string | null; profiles: string[] | null } | undefined
): Circumstances {
	return { nation: row?.nation ?? 'england', profiles: row?.profiles ?? [] };
}

/** Records where the organisation works and what it is. What that asks of people is not done here. */
export async function changeCircumstances(
	tx: Database,
	{ nation, profiles }: Circumstances
): Promise<void> {
	await tx.update(organisation).set({ nation, profiles: [...profiles] });
}
