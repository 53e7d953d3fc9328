import { eq, inArray } from 'drizzle-orm';
import type { PersonFacts, RoleHeld } from '../../rules/planning.ts';
import { roles } from '../catalogue/index.ts';
import type { Database } from '../db/connect.ts';
import { person, roleHeld } from '../db/schema/index.ts';

/** The workforce roles bring the base role with them for as long as they are held. */
function withBaseRole(held: RoleHeld[]): RoleHeld[] {
	const catalogue = roles();
	const workforce = new Set(catalogue.filter((r) => r.workforce).map((r) => r.key));
	const base = catalogue.filter((r) => r.base).map((r) => r.key);
	return [
		...held,
		...held
			.filter(({ role }) => workforce.has(role))
			.flatMap((span) => base.map((role) => ({ ...span, role })))
	];
}

/** The facts about people from which what they must do follows, by person id. */
export async function factsOf(
	db: Database,
	personIds: readonly string[]
): Promise<Map<string, PersonFacts>> {
	if (personIds.length === 0) return new Map();
	const ids = [...personIds];
	const [people, held] = await Promise.all([
		db
			.select({ id: person.id, startedOn: person.startedOn, leftOn: person.leftOn })
			.from(person)
			.where(inArray(person.id, ids)),
		db.select().from(roleHeld).where(inArray(roleHeld.personId, ids)).orderBy(roleHeld.fromDay)
	]);
	return new Map(
		people.map(({ id, startedOn, leftOn }) => {
			const own = held
				.filter((row) => row.personId === id)
				.map(({ role, fromDay, toDay }) => ({ role, fromDay, toDay }));
			return [id, { startedOn, leftOn, roles: withBaseRole(own) }];
		})
	);
}

/** The facts about one person. Throws when there is no such person. */
export async function personFacts(db: Database, personId: string): Promise<PersonFacts> {
	const facts = (await factsOf(db, [personId])).get(personId);
	if (facts === undefined) throw new Error(`There is no person ${personId}`);
	return facts;
}

/** The keys of the roles that a person holds by hand on a day, without the base role. */
export async function rolesHeldOn(
	db: Database,
	personId: string,
	today: string
): Promise<string[]> {
	const held = await db.select().from(roleHeld).where(eq(roleHeld.personId, personId));
	return held
		.filter((r) => r.fromDay <= today && (r.toDay === null || today <= r.toDay))
		.map((r) => r.role);
}
