import { inArray } from 'drizzle-orm';
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
	const rolesOf = new Map<string, RoleHeld[]>(ids.map((id) => [id, []]));
	for (const { personId, role, fromDay, toDay } of held) {
		rolesOf.get(personId)?.push({ role, fromDay, toDay });
	}
	return new Map(
		people.map(({ id, startedOn, leftOn }) => {
			const own = rolesOf.get(id) ?? [];
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
