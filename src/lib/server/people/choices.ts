import { and, gte, ilike, inArray, isNull, or, sql } from 'drizzle-orm';
import { shortDay } from '../../rules/dates-in-words.ts';
import type { Day } from '../../rules/day.ts';
import { roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { person } from '../db/schema/index.ts';
import { asWritten } from './find-person.ts';
import { nameOrder } from './name-order.ts';
import { hasLeft } from './person-row.ts';
import { teamsToChoose } from './team-rows.ts';

/** More would make the page heavy; whoever is not among them can be typed. */
const SUGGESTIONS = 200;

/** People who are here and likely to manage others, as a field suggests them. */
export async function managersToSuggest(db: Database, today: Day): Promise<string[]> {
	const byName = await nameOrder(db);
	const { name, email, reference, access, leftOn } = person;
	const rows = await db
		.select({ name, email, reference })
		.from(person)
		.where(
			and(
				or(isNull(leftOn), gte(leftOn, today)),
				or(
					inArray(access, ['manager', 'lead', 'administrator']),
					sql`exists (select from person as report where report.line_manager_id = ${person.id})`
				)
			)
		)
		.orderBy(byName(sql`${name}`))
		.limit(SUGGESTIONS);
	return rows.map(asWritten);
}

/** What the forms of a person offer to choose from. */
export async function personChoices(db: Database, today: Day) {
	const [teams, managers] = await Promise.all([teamsToChoose(db), managersToSuggest(db, today)]);
	const offered = roles().map(({ key, title, description }) => ({ key, title, description }));
	return { teams, managers, roles: offered };
}

/** Who is or was here under just this name, as sentences: perhaps it is the one being added. */
export async function sameNameInWords(db: Database, called: string, today: Day): Promise<string[]> {
	const { name, email, leftOn } = person;
	// The wildcards of a pattern are taken literally.
	const pattern = called.replaceAll(/[\\%_]/g, (character) => `\\${character}`);
	const rows = await db
		.select({ name, email, leftOn })
		.from(person)
		.where(ilike(name, pattern))
		.limit(5);
	return rows.map((one) =>
		one.leftOn !== null && hasLeft(one, today)
			? `${one.name} left on ${shortDay(one.leftOn)}. If it is the same person, let them return instead.`
			: `${one.name}${one.email === null ? '' : ` <${one.email}>`} is here already. Make sure that this is somebody else.`
	);
}
