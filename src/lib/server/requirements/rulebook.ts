import { asc, eq, sql } from 'drizzle-orm';
import type { Day } from '../../rules/day.ts';
import type { Rulebook } from '../../rules/planning.ts';
import { inForce } from '../../rules/span.ts';
import { returnToWork } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { organisation, requirement, versionDecision } from '../db/schema/index.ts';
import { statedRequirement, type StatedRequirement } from './requirements.ts';

/** Requirements of an organisation's own kind and nation, and those of every one. */
const holdsHere = sql`exists (select from ${organisation}
	where (${requirement.profile} is null or ${requirement.profile} = any (${organisation.profiles}))
		and (${requirement.nation} is null or ${requirement.nation} = ${organisation.nation}))`;

/**
 * All that the organisation asks of its people: the requirements of its kind and nation, those that
 * have ended among them, because by when something was due follows from what was asked then; the
 * material versions; and what is done again after a long time away. Two queries.
 */
export async function rulebookOf(db: Database): Promise<Rulebook<StatedRequirement>> {
	const [requirements, versions] = await Promise.all([
		requirementsHere(db),
		db.select().from(versionDecision).where(eq(versionDecision.change, 'material'))
	]);
	return {
		requirements,
		mandates: versions.flatMap(({ item, version, announcedOn, mandatoryFrom }) =>
			mandatoryFrom === null ? [] : [{ item, version, announcedOn, mandatoryFrom }]
		),
		returnToWork: returnToWork()
	};
}

/** The requirements of the organisation's kind and nation that are in force on a day. */
export async function requirementsOn(db: Database, today: Day): Promise<StatedRequirement[]> {
	return (await requirementsHere(db)).filter((requirement) => inForce(requirement, today));
}

async function requirementsHere(db: Database): Promise<StatedRequirement[]> {
	const rows = await db
		.select()
		.from(requirement)
		.where(holdsHere)
		.orderBy(asc(requirement.fromDay), asc(requirement.id));
	return rows.map(statedRequirement);
}
